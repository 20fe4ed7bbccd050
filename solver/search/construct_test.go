package search

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestRegretLeavesLessOut: over many problems the first plan by regret leaves
// fewer stops out than one in the order of the stops, and costs less.
func TestRegretLeavesLessOut(t *testing.T) {
	var regret, inOrder int64
	var left, leftInOrder int
	for seed := range uint64(30) {
		p := odd.Problem(odd.Size{Clusters: 24, Workers: 9, Days: 4}, seed)
		r := newSearch(p, Options{Seed: seed})
		r.construct(t.Context())
		if err := r.state.Verify(r.state.Price); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		_, all := r.state.Missing()
		regret, left = regret+r.state.Price, left+all

		o := newSearch(p, Options{Seed: seed})
		one := newTask(o.state, Options{Seed: seed}, 0, 1)
		one.e.Blink = 0
		one.begin(&partition{}, 0)
		one.each(t.Context(), slices.Clone(one.absent))
		o.state.Join([]*vrp.Editor{one.e})
		_, all = o.state.Missing()
		inOrder, leftInOrder = inOrder+o.state.Price, leftInOrder+all
	}
	if left >= leftInOrder || regret >= inOrder {
		t.Errorf("by regret %d are left out at a price of %d, in order %d at %d", left, regret, leftInOrder, inOrder)
	}
}

// TestRegretsRemember: what a stop would lose is that of its best two tours,
// and each of the two knows that the stop wants it.
func TestRegretsRemember(t *testing.T) {
	p := odd.Problem(odd.Size{Clusters: 12, Workers: 6, Days: 3}, 2)
	r := newSearch(p, Options{Seed: 1})
	one := newTask(r.state, Options{Seed: 1}, 0, 1)
	one.e.Blink = 0
	one.begin(&partition{}, 0)
	g := newRegrets(one)
	for _, s := range one.absent {
		if p.Stops[s].Group >= 0 {
			continue
		}
		loss, two := g.loss(s), g.two[s]
		if loss < 0 || two[0] >= 0 && two[0] == two[1] {
			t.Errorf("stop %d loses %d, its best tours are %v", s, loss, two)
		}
		for _, tour := range two {
			if tour >= 0 && !slices.Contains(g.wants[tour], s) {
				t.Errorf("stop %d is unknown to its tour %d", s, tour)
			}
		}
	}
}
