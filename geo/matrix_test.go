package geo_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/geo"
)

func TestMatricesGiveWaysInTheOrderAskedFor(t *testing.T) {
	m := geo.Matrices{"car": {
		IDs:     []string{"a", "b", "c"},
		Seconds: []float64{0, 60.2, 120, 61, 0, 30, 121, 31, 0},
		Metres:  []float64{0, 500.4, 900, 510, 0, 200, 910, 210, 0},
	}}
	got, err := geo.Tabulate(m, "car", []geo.Place{{ID: "b"}, {ID: "a"}})
	if err != nil {
		t.Fatal(err)
	}
	want := &geo.Table{N: 2, Seconds: []int32{0, 61, 61, 0}, Metres: []int32{0, 510, 500, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMatricesWithoutMetresCountNone(t *testing.T) {
	m := geo.Matrices{"foot": {IDs: []string{"a", "b"}, Seconds: []float64{9, 60, 70, 9}}}
	got, err := geo.Tabulate(m, "foot", []geo.Place{{ID: "a"}, {ID: "b"}})
	if err != nil {
		t.Fatal(err)
	}
	want := &geo.Table{N: 2, Seconds: []int32{0, 60, 70, 0}, Metres: make([]int32, 4)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMatricesRefuse(t *testing.T) {
	two := []string{"a", "b"}
	for name, m := range map[string]geo.Matrices{
		"mode missing":   {"foot": {IDs: two, Seconds: make([]float64, 4)}},
		"place missing":  {"car": {IDs: []string{"a"}, Seconds: make([]float64, 1)}},
		"seconds short":  {"car": {IDs: two, Seconds: make([]float64, 3)}},
		"metres short":   {"car": {IDs: two, Seconds: make([]float64, 4), Metres: make([]float64, 3)}},
		"negative way":   {"car": {IDs: two, Seconds: []float64{0, -1, 1, 0}}},
		"unknown way":    {"car": {IDs: two, Seconds: []float64{0, 1, math.NaN(), 0}}},
		"unknown metres": {"car": {IDs: two, Seconds: make([]float64, 4), Metres: []float64{0, math.NaN(), 1, 0}}},
	} {
		if _, err := geo.Tabulate(m, "car", []geo.Place{{ID: "a"}, {ID: "b"}}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
