package geo

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Fault is one thing wrong in a matrix file. Row and Column count from 1 as a
// spreadsheet does; 0 where the fault is not in one row or column.
type Fault struct {
	Row, Column int
	Value       string
	Expected    string
}

func (f Fault) Error() string {
	return fmt.Sprintf("row %d, column %d: %q, expected %s", f.Row, f.Column, f.Value, f.Expected)
}

// Faults are all that is wrong in a matrix file.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].Error()
	}
	return strings.Join(lines, "\n")
}

// ReadMatrix reads a square table: a header of ids, then a row for each id in
// any order, the id first. The separator is ';' or ',' and, with ';', a decimal
// comma may stand for the point; a byte order mark is skipped. The figures come
// row by row in the header's order of ids. If anything is wrong the error is
// the [Faults] with every fault found, or the reader's own error.
func ReadMatrix(r io.Reader) (ids []string, figures []float64, err error) {
	m := matrixReader{}
	if err := m.open(r); err != nil {
		return nil, nil, err
	}
	for {
		record, err := m.csv.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, nil, m.asFault(err)
		}
		m.row(record)
	}
	m.close()
	if m.faults != nil {
		return nil, nil, m.faults
	}
	return m.ids, m.figures, nil
}

type matrixReader struct {
	csv     *csv.Reader
	comma   bool // a decimal comma may be meant
	ids     []string
	at      map[string]int
	seen    []bool
	figures []float64
	faults  Faults
}

func (m *matrixReader) open(r io.Reader) error {
	in := bufio.NewReaderSize(r, 1<<16)
	if mark, _ := in.Peek(3); bytes.Equal(mark, []byte("\ufeff")) {
		_, _ = in.Discard(3)
	}
	m.csv = csv.NewReader(in)
	m.csv.FieldsPerRecord = -1
	m.csv.ReuseRecord = true
	if m.comma = semicolonFirst(in); m.comma {
		m.csv.Comma = ';'
	}
	header, err := m.csv.Read()
	if errors.Is(err, io.EOF) {
		return Faults{{Row: 1, Expected: "a header of ids"}}
	}
	if err != nil {
		return m.asFault(err)
	}
	m.header(header)
	return nil
}

// semicolonFirst looks which separator comes first in the header.
func semicolonFirst(in *bufio.Reader) bool {
	start, _ := in.Peek(in.Size())
	at := bytes.IndexAny(start, ";,\n")
	return at >= 0 && start[at] == ';'
}

func (m *matrixReader) header(record []string) {
	m.at = make(map[string]int, len(record))
	for i, field := range record[1:] {
		id := strings.TrimSpace(field)
		if _, twice := m.at[id]; twice || id == "" {
			m.fault(1, i+2, field, "an id that comes once")
		} else {
			m.at[id] = i
		}
		m.ids = append(m.ids, id)
	}
	if len(m.ids) == 0 {
		m.fault(1, 2, "", "ids in the header")
	}
	m.seen = make([]bool, len(m.ids))
	m.figures = make([]float64, len(m.ids)*len(m.ids))
}

func (m *matrixReader) row(record []string) {
	line, _ := m.csv.FieldPos(0)
	id := strings.TrimSpace(record[0])
	row, known := m.at[id]
	if !known {
		m.fault(line, 1, record[0], "an id of the header")
		return
	}
	if m.seen[row] {
		m.fault(line, 1, record[0], "one row for each id")
		return
	}
	m.seen[row] = true
	if len(record)-1 != len(m.ids) {
		m.fault(line, len(record), strconv.Itoa(len(record)-1)+" figures", strconv.Itoa(len(m.ids))+" figures")
		return
	}
	for i, field := range record[1:] {
		f, ok := m.number(field)
		if !ok {
			m.fault(line, i+2, field, "a number of 0 or more")
			continue
		}
		m.figures[row*len(m.ids)+i] = f
	}
}

func (m *matrixReader) number(field string) (float64, bool) {
	field = strings.TrimSpace(field)
	if m.comma {
		field = strings.Replace(field, ",", ".", 1)
	}
	f, err := strconv.ParseFloat(field, 64)
	return f, err == nil && f >= 0 && !math.IsInf(f, 0)
}

func (m *matrixReader) close() {
	for i, id := range m.ids {
		if at, once := m.at[id]; once && at == i && !m.seen[i] {
			m.fault(0, 1, id, "a row for this id")
		}
	}
}

func (m *matrixReader) fault(row, column int, value, expected string) {
	m.faults = append(m.faults, Fault{row, column, value, expected})
}

// asFault keeps what was found so far and adds where the file stopped being CSV.
func (m *matrixReader) asFault(err error) error {
	var bad *csv.ParseError
	if !errors.As(err, &bad) {
		return err
	}
	return append(m.faults, Fault{bad.Line, bad.Column, bad.Err.Error(), "a table of comma or semicolon separated values"})
}
