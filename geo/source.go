package geo

import "github.com/paulmach/orb"

// Place is a point with the name that tables know it by.
type Place struct {
	ID    string
	Point orb.Point // lon, lat
}

// Row receives the ways from one place to every place asked for, in their
// order: seconds on the way and metres. The slices are lent for the call only.
type Row func(from int, seconds, metres []int32) error

// Source gives the ways between places for a mode, one row for each place in
// order. It fails when it does not know the mode or one of the places, and
// with the error of row.
type Source interface {
	Rows(mode string, places []Place, row Row) error
}

// Table is seconds and metres between N places, flat, row by row (from × to).
type Table struct {
	N       int
	Seconds []int32
	Metres  []int32
}

// Way is the seconds and metres from one place to another.
func (t *Table) Way(from, to int) (seconds, metres int32) {
	at := from*t.N + to
	return t.Seconds[at], t.Metres[at]
}

func newTable(n int) *Table {
	return &Table{N: n, Seconds: make([]int32, n*n), Metres: make([]int32, n*n)}
}

// set copies one row into the table.
func (t *Table) set(from int, seconds, metres []int32) error {
	copy(t.Seconds[from*t.N:(from+1)*t.N], seconds)
	copy(t.Metres[from*t.N:(from+1)*t.N], metres)
	return nil
}

// Tabulate holds all rows of a source. It fails as the source does.
func Tabulate(s Source, mode string, places []Place) (*Table, error) {
	t := newTable(len(places))
	if err := s.Rows(mode, places, t.set); err != nil {
		return nil, err
	}
	return t, nil
}
