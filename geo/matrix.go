package geo

import (
	"fmt"
	"math"
)

// Matrix is a measured table between places known by id.
type Matrix struct {
	IDs     []string
	Seconds []float64 // row by row, from × to
	Metres  []float64 // the same shape; nil: lengths are not known and count as 0
}

// Matrices is the source of measured tables, one for each mode.
type Matrices map[string]Matrix

// Rows implements [Source]. It fails for a mode without a matrix, a matrix of
// the wrong shape and a place that the matrix does not have.
func (m Matrices) Rows(mode string, places []Place, row Row) error {
	matrix, ok := m[mode]
	if !ok {
		return fmt.Errorf("no matrix for mode %q", mode)
	}
	columns, err := matrix.columns(places)
	if err != nil {
		return fmt.Errorf("matrix for mode %q: %w", mode, err)
	}
	seconds, metres := make([]int32, len(places)), make([]int32, len(places))
	for from, line := range columns {
		for to, column := range columns {
			at := line*len(matrix.IDs) + column
			if !(matrix.Seconds[at] >= 0) || matrix.Metres != nil && !(matrix.Metres[at] >= 0) {
				return fmt.Errorf("matrix for mode %q: no way from %q to %q", mode, places[from].ID, places[to].ID)
			}
			seconds[to] = up(matrix.Seconds[at])
			if matrix.Metres != nil {
				metres[to] = whole(matrix.Metres[at])
			}
		}
		seconds[from], metres[from] = 0, 0
		if err := row(from, seconds, metres); err != nil {
			return err
		}
	}
	return nil
}

// columns finds each place in the matrix.
func (m *Matrix) columns(places []Place) ([]int, error) {
	n := len(m.IDs)
	if len(m.Seconds) != n*n {
		return nil, fmt.Errorf("%d places but %d figures of seconds", n, len(m.Seconds))
	}
	if m.Metres != nil && len(m.Metres) != n*n {
		return nil, fmt.Errorf("%d places but %d figures of metres", n, len(m.Metres))
	}
	at := make(map[string]int, n)
	for i, id := range m.IDs {
		at[id] = i
	}
	columns := make([]int, len(places))
	for i := range places {
		column, ok := at[places[i].ID]
		if !ok {
			return nil, fmt.Errorf("no place %q", places[i].ID)
		}
		columns[i] = column
	}
	return columns, nil
}

// up rounds measured seconds up: a plan never pretends that a way is shorter
// than it is.
func up(f float64) int32 {
	if f >= math.MaxInt32 {
		return math.MaxInt32
	}
	return int32(math.Ceil(f))
}
