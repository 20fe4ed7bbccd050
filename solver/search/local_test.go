package search

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// descendAll lets every stop be looked at.
func descendAll(t *task) int64 {
	t.e.Begin()
	t.order = t.order[:0]
	for _, s := range t.own {
		t.order = append(t.order, keyed{stop: s})
	}
	t.descend()
	gain := t.e.Delta
	t.e.Commit()
	return gain
}

// TestDescendEndsWhereNothingIsLeft: from a poor plan exchanges save a good part
// of the ways; the state stays right, and looking again ends soon.
func TestDescendEndsWhereNothingIsLeft(t *testing.T) {
	for seed := range uint64(4) {
		p := odd.Routes(150, 60, seed)
		r := newSearch(p, Options{Seed: seed})
		one := newTask(r.state, Options{Seed: seed}, 0, 1)
		one.e.Blink = 0
		one.begin(&partition{}, 0)
		one.each(t.Context(), slices.Clone(one.absent))
		r.state.Join([]*vrp.Editor{one.e})
		before := r.state.Price
		if _, all := r.state.Missing(); all > 0 || !one.alike {
			t.Fatalf("seed %d: %d stops are left out, alike %v: nothing to learn here", seed, all, one.alike)
		}
		gain := descendAll(one)
		r.state.Join([]*vrp.Editor{one.e})
		if err := r.state.Verify(r.state.Price); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if gain > -before/50 || r.state.Price != before+gain {
			t.Errorf("seed %d: %d of %d gained, %d now", seed, -gain, before, r.state.Price)
		}
		rounds := 0
		for descendAll(one) < 0 { // only stops at new joints are looked at again
			rounds++
		}
		r.state.Join([]*vrp.Editor{one.e})
		if err := r.state.Verify(r.state.Price); err != nil || rounds > 20 {
			t.Errorf("seed %d: after %d rounds more: %v", seed, rounds, err)
		}
	}
}
