package casefile

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// reader reads the files of one case and collects their faults.
type reader struct {
	dir    fs.FS
	faults Faults
	known  map[string]bool // files that the case has a use for
	unread map[cellAt]bool // cells with a fault of their own
	err    error           // of the disk, not of the content
}

func newReader(dir fs.FS) *reader {
	return &reader{dir: dir, known: map[string]bool{}, unread: map[cellAt]bool{}}
}

// cellAt is where a cell stands, its column as faults name it.
type cellAt struct {
	file   string
	row    int
	column string
}

// fault reports a fault. What follows from a cell that could not be read is
// not reported over again.
func (r *reader) fault(file string, row int, column, value string, want model.Text, rule string) {
	if r.unread[cellAt{file, row, column}] {
		return
	}
	r.faults = append(r.faults, Fault{File: file, Row: row, Column: column, Value: value, Expected: want, Rule: rule})
}

// load is a file's bytes; there is false where it does not exist.
func (r *reader) load(file string) (data []byte, there bool) {
	r.known[file] = true
	data, err := fs.ReadFile(r.dir, file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, false
	case err != nil:
		r.err = errors.Join(r.err, err)
		return nil, false
	}
	return data, true
}

// records is a table's text divided into cells.
func (r *reader) records(file string) (records []record, f form, there bool) {
	data, there := r.load(file)
	if !there {
		return nil, f, false
	}
	text, bad := decodeText(data)
	if bad != nil {
		r.fault(file, 0, "", "", *bad, "")
		return nil, f, true
	}
	records, delimiter, badRows := splitTable(text)
	for _, b := range badRows {
		r.fault(file, b.row, "", "", b.want, "")
	}
	return records, form{delimiter: delimiter, comma: delimiter == ';'}, true
}

// readSheet reads a table whole and puts it in canonical order. Rows with a fault are kept, so that they can
// be referred to: the case is dropped in the end anyhow.
func readSheet[T any](r *reader, s *sheet[T]) *lines[T] {
	ls := readLines(r, s)
	order(s, ls.all, func(l *line[T]) *T { return &l.v })
	return ls
}

// readLines reads a table in the order of its rows.
func readLines[T any](r *reader, s *sheet[T]) *lines[T] {
	ls := &lines[T]{file: s.file()}
	records, f, there := r.records(ls.file)
	ls.there, ls.danish = there, f.comma
	if len(records) == 0 {
		if !there && s.needed {
			r.fault(ls.file, 0, "", "", model.Text{Da: "filen, som mangler", En: "the file, which is missing"}, "")
		}
		if there && len(r.faults.in(ls.file)) == 0 {
			r.fault(ls.file, 1, "", "", model.Text{Da: "en række med kolonnenavne; filen er tom", En: "a header row; the file is empty"}, "")
		}
		return ls
	}
	at := readHeader(r, s, ls, records[0])
	for _, rec := range records[1:] {
		ls.all = append(ls.all, line[T]{rec.row, readRow(r, s, ls, at, rec, &f)})
	}
	unique(r, s, ls)
	return ls
}

func (fs Faults) in(file string) (out Faults) {
	for _, f := range fs {
		if f.File == file {
			out = append(out, f)
		}
	}
	return out
}

var wantNothing = model.Text{Da: "ingen celle uden kolonnenavn over", En: "no cell without a column name above"}

func readRow[T any](r *reader, s *sheet[T], ls *lines[T], at layout, rec record, f *form) (v T) {
	mine := make([]bool, len(rec.cells))
	for i := range s.columns {
		c, cell, place := &s.columns[i], "", at.places[i]
		if place >= 0 && place < len(rec.cells) {
			mine[place] = true
			cell = strings.TrimSpace(rec.cells[place])
		}
		if want, rule := readCell(c, cell, f, &v); want != nil && place >= 0 { // a missing column was reported with the header
			r.fault(ls.file, rec.row, ls.head(c.en), cell, *want, rule)
			r.unread[cellAt{ls.file, rec.row, ls.head(c.en)}] = true
		}
	}
	for i, cell := range rec.cells {
		cell = strings.TrimSpace(cell)
		switch headed := i < len(at.headed) && at.headed[i]; {
		case mine[i]:
		case HasCPR(cell): // in unknown columns too
			r.fault(ls.file, rec.row, letters(i), cell, wantNoCPR, "R-P.1")
		case cell != "" && !headed:
			r.fault(ls.file, rec.row, letters(i), cell, wantNothing, "")
		}
	}
	return v
}

func readCell[T any](c *column[T], cell string, f *form, v *T) (want *model.Text, rule string) {
	switch {
	case !c.exempt && HasCPR(cell):
		return &wantNoCPR, "R-P.1"
	case cell == "" && c.needed:
		return &wantSomething, ""
	case cell == "" && c.unset != nil:
		c.unset(v)
		return nil, ""
	case cell == "" && c.def == "":
		return nil, ""
	case cell == "":
		return c.parse(c.def, &plainForm, v), ""
	}
	return c.parse(cell, f, v), ""
}

var wantSomething = model.Text{Da: "en værdi; cellen er tom", En: "a value; the cell is empty"}

// letters names a column as Excel does: A … Z, AA …
func letters(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('A'+(i-1)%26)) + s
	}
	return s
}

// unique reports rows whose key another row has.
func unique[T any](r *reader, s *sheet[T], ls *lines[T]) {
	if len(s.key) == 0 {
		return
	}
	at := make([]int, len(s.key))
	for i, k := range s.key {
		at[i] = s.find(k)
	}
	first := make(map[string]int, len(ls.all))
	for i := range ls.all {
		l := &ls.all[i]
		cells := make([]string, len(at))
		for j, c := range at {
			cells[j] = s.columns[c].format(&l.v, &plainForm)
		}
		key := strings.Join(cells, "\x00")
		if strings.Trim(key, "\x00") == "" {
			continue // empty or unreadable: reported as such
		}
		if row, seen := first[key]; seen {
			r.fault(ls.file, l.row, ls.head(s.key[0]), strings.Join(cells, " "), model.Text{
				Da: fmt.Sprintf("en værdi, som ikke allerede står i række %d", row),
				En: fmt.Sprintf("a value that row %d does not have already", row),
			}, "")
			continue
		}
		first[key] = l.row
	}
}
