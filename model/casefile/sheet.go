package casefile

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// sheet is one table of a case.
type sheet[T any] struct {
	name    string // file name without .csv
	path    string // the file, where it is another
	about   string
	needed  bool     // the file must be there
	key     []string // columns that together name a row: no two rows alike
	columns []column[T]
	of      func(*model.Case) []T // the rows of a case, for writing
}

// anySheet is a sheet of any rows.
type anySheet interface {
	file() string
	meaning() (about string, needed bool, key []string)
	headings() []heading
	write(c *model.Case, f *form) []byte
	canonical(c *model.Case, add func(...string))
}

func (s *sheet[T]) file() string { return cmp.Or(s.path, s.name+".csv") }

func (s *sheet[T]) meaning() (string, bool, []string) { return s.about, s.needed, s.key }

func (s *sheet[T]) headings() []heading {
	out := make([]heading, len(s.columns))
	for i := range s.columns {
		out[i] = s.columns[i].heading
	}
	return out
}

// line is a row with the number that Excel shows for it.
type line[T any] struct {
	row int
	v   T
}

// lines is a table as read, in canonical order.
type lines[T any] struct {
	file   string
	there  bool
	danish bool // delimited by semicolons: dates are shown as dd-mm-yyyy
	all    []line[T]
	heads  map[string]string // header as written, by English name
}

// head is a column's header as the file has it.
func (ls *lines[T]) head(en string) string {
	if h, ok := ls.heads[en]; ok {
		return h
	}
	return en
}

// values are the rows without their numbers.
func (ls *lines[T]) values() []T {
	if len(ls.all) == 0 {
		return nil
	}
	out := make([]T, len(ls.all))
	for i := range ls.all {
		out[i] = ls.all[i].v
	}
	return out
}

// cells is a row in a form.
func (s *sheet[T]) cells(v *T, f *form) []string {
	out := make([]string, len(s.columns))
	for i := range s.columns {
		out[i] = s.columns[i].format(v, f)
	}
	return out
}

// order sorts rows by their cells from the first column on, so that it
// depends on nothing but what they say.
func order[T, R any](s *sheet[T], rows []R, of func(*R) *T) {
	type keyed struct {
		key string
		row R
	}
	all := make([]keyed, len(rows))
	for i := range rows {
		all[i] = keyed{strings.Join(s.cells(of(&rows[i]), &plainForm), "\x00"), rows[i]}
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	for i := range all {
		rows[i] = all[i].row
	}
}

// sorted are the rows of a case in canonical order.
func (s *sheet[T]) sorted(c *model.Case) []T {
	rows := slices.Clone(s.of(c))
	order(s, rows, func(v *T) *T { return v })
	return rows
}

// write is the table in a form; nil when it is empty and may be left out.
func (s *sheet[T]) write(c *model.Case, f *form) []byte {
	rows := s.sorted(c)
	if len(rows) == 0 && !s.needed {
		return nil
	}
	return s.table(rows, f)
}

// table is rows under their header in a form.
func (s *sheet[T]) table(rows []T, f *form) []byte {
	cells := make([]string, len(s.columns))
	for i := range s.columns {
		cells[i] = s.columns[i].en
		if f.danish {
			cells[i] = s.columns[i].da
		}
	}
	b := writeRow(nil, cells, f)
	for i := range rows {
		for j := range s.columns {
			cells[j] = s.columns[j].format(&rows[i], f)
		}
		b = writeRow(b, cells, f)
	}
	return encodeText(b, f)
}

// canonical hands out what the table says, independent of how it was written:
// rows in order, cells by name, defaults left out.
func (s *sheet[T]) canonical(c *model.Case, add func(...string)) {
	rows := s.sorted(c)
	if len(rows) == 0 {
		return
	}
	add("table", s.name)
	for i := range rows {
		add("row")
		for j, cell := range s.cells(&rows[i], &plainForm) {
			if cell != "" && cell != s.columns[j].def {
				add(s.columns[j].en, cell)
			}
		}
	}
}
