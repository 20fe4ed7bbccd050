package search

import (
	"context"
	"reflect"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestOddProblems runs the search on random problems that use every feature
// at once; the solution must recount to the price the moves said. With the tag
// invariants every accepted move is recounted too.
func TestOddProblems(t *testing.T) {
	for seed := range uint64(12) {
		p := odd.Problem(odd.Size{Clusters: 8, Workers: 6, Days: 4}, seed)
		r := newRun(p, Options{Iterations: 3000, Seed: seed, Parts: 1 + int(seed%3)})
		r.construct(context.Background())
		if err := r.state.Verify(r.state.Price); err != nil {
			t.Fatalf("seed %d, construction: %v", seed, err)
		}
		first := r.state.Price
		r.best.CopyFrom(r.state)
		for !r.over(context.Background()) {
			r.round(context.Background())
			if err := r.state.Verify(r.state.Price); err != nil {
				t.Fatalf("seed %d, round %d: %v", seed, r.rounds, err)
			}
		}
		if err := r.best.Verify(r.best.Price); err != nil {
			t.Fatalf("seed %d, best: %v", seed, err)
		}
		must, all := r.best.Missing()
		t.Logf("seed %d: %d stops, price %d → %d, missing %d, %d", seed, len(p.Stops), first, r.best.Price, must, all)
	}
}

// TestOnePlanOnAnyCores: one seed and one budget of iterations give one
// solution, however many goroutines work.
func TestOnePlanOnAnyCores(t *testing.T) {
	p := odd.Problem(odd.Size{Clusters: 30, Workers: 14, Days: 5}, 3)
	var want *vrp.Solution
	for _, workers := range []int{1, 2, 8} {
		got, stats := Run(context.Background(), p, nil, Options{Iterations: 6000, Seed: 5, Workers: workers, Parts: 4})
		if stats.Iterations != 6000 {
			t.Errorf("%d workers: %d iterations, want 6000", workers, stats.Iterations)
		}
		if want == nil {
			want = got
		} else if !reflect.DeepEqual(got, want) {
			t.Errorf("%d workers give another solution: %d, not %d", workers, got.Price, want.Price)
		}
	}
}

// TestLoadKeepsASolution: what a search found can be loaded whole again.
func TestLoadKeepsASolution(t *testing.T) {
	p := odd.Problem(odd.Size{Clusters: 20, Workers: 10, Days: 5}, 4)
	o, _ := Run(context.Background(), p, nil, Options{Iterations: 5000, Seed: 1})
	s := vrp.NewState(p)
	s.Load(o)
	if err := s.Verify(s.Price); err != nil {
		t.Fatal(err)
	}
	if s.Price > o.Price {
		t.Errorf("loaded at %d, was %d", s.Price, o.Price)
	}
}
