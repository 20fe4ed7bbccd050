package search

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestMetKeepsTheCheapestOrder of each set of stops.
func TestMetKeepsTheCheapestOrder(t *testing.T) {
	m := newMet(10, 1)
	m.meet([]int32{1, 2, 3}, 30)
	m.meet([]int32{4}, 5)
	m.meet([]int32{3, 1, 2}, 20)
	m.meet([]int32{2, 1, 3}, 25)
	if k := m.number([]int32{1, 2, 3}); k != 0 || m.tours[k].price != 20 || !slices.Equal(m.of(k), []int32{3, 1, 2}) {
		t.Errorf("tour %d, %v at %d", k, m.of(k), m.tours[k].price)
	}
	if len(m.tours) != 2 || m.number([]int32{1, 2}) != vrp.Never {
		t.Errorf("%d tours, want 2", len(m.tours))
	}
}

// TestMetForgetsTheOldest: the tours met last are there, with room for no more
// than was meant, and each is found by its stops.
func TestMetForgetsTheOldest(t *testing.T) {
	const n = 12
	m, rng := newMet(n, 1), vrp.NewRand(1, 1)
	var last [][]int32
	for i := range 5000 {
		var of []int32
		for s := range int32(n) {
			if rng.Intn(2) == 0 {
				of = append(of, s)
			}
		}
		if len(of) == 0 {
			continue
		}
		m.meet(of, int64(i))
		last = append(last, of)
		if len(m.stops) > room*n || 2*len(m.tours) > len(m.table) {
			t.Fatalf("after %d: %d stops, %d tours", i, len(m.stops), len(m.tours))
		}
	}
	for _, of := range last[len(last)-20:] {
		k := m.number(of)
		if k < 0 {
			t.Fatalf("%v was forgotten", of)
		}
		got := slices.Sorted(slices.Values(m.of(k)))
		if !slices.Equal(got, of) {
			t.Errorf("%v found for %v", got, of)
		}
	}
}
