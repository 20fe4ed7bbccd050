package search

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestOddProblems runs the search on random problems that use every feature
// at once; the solution must recount to the price the moves said. With the tag
// invariants every accepted move is recounted too.
func TestOddProblems(t *testing.T) {
	for seed := range uint64(12) {
		p := odd.Problem(odd.Size{Clusters: 8, Workers: 6, Days: 4}, seed)
		r := newSearch(p, Options{Iterations: 3000, Seed: seed, Parts: 1 + int(seed%3)})
		r.construct(context.Background())
		if err := r.state.Verify(r.state.Price); err != nil {
			t.Fatalf("seed %d, construction: %v", seed, err)
		}
		first := r.state.Price
		r.follow()
		for !r.Done() {
			r.round(context.Background(), r.Share())
			if err := r.state.Verify(r.state.Price); err != nil {
				t.Fatalf("seed %d, round %d: %v", seed, r.rounds, err)
			}
		}
		if err := r.best.State().Verify(r.best.Price()); err != nil {
			t.Fatalf("seed %d, best: %v", seed, err)
		}
		must, all := r.best.State().Missing()
		t.Logf("seed %d: %d stops, price %d → %d, missing %d, %d", seed, len(p.Stops), first, r.best.Price(), must, all)
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

// TestSearchesTakeTurns: a search that is left after every round for another
// one ends as if it had the machine to itself.
func TestSearchesTakeTurns(t *testing.T) {
	var turns []*Search
	var want []*vrp.Solution
	for k, size := range []odd.Size{{Clusters: 20, Workers: 10, Days: 4}, {Clusters: 12, Workers: 8, Days: 5}} {
		p := odd.Problem(size, uint64(k)+6)
		o := Options{Iterations: 4000, Seed: 2, Workers: 2, Parts: 1 + 2*k}
		alone, _ := Run(t.Context(), p, nil, o)
		want = append(want, alone)
		turns = append(turns, Begin(t.Context(), p, nil, o))
	}
	for !turns[0].Done() || !turns[1].Done() {
		for _, s := range turns {
			if !s.Done() {
				s.Round(t.Context())
			}
		}
	}
	for k, s := range turns {
		if got := s.Solution(); !reflect.DeepEqual(got, want[k]) {
			t.Errorf("search %d: price %d in turns, %d alone", k, got.Price, want[k].Price)
		}
		if n := s.Stats().Iterations; n != 4000 {
			t.Errorf("search %d: %d iterations, want 4000", k, n)
		}
	}
}

// TestClockOfASearchStandsStillBetweenRounds: a time budget is of the search's
// own time.
func TestClockOfASearchStandsStillBetweenRounds(t *testing.T) {
	const budget = 200 * time.Millisecond
	var last Progress
	p := odd.Problem(odd.Size{Clusters: 4, Workers: 4, Days: 2}, 1)
	s := Begin(t.Context(), p, nil, Options{Time: budget, Seed: 1, Workers: 1, Progress: func(now Progress) { last = now }})
	s.Round(t.Context())
	before := s.Share()
	time.Sleep(2 * budget)
	if after := s.Share(); after != before || s.Done() {
		t.Errorf("the share goes from %g to %g while nobody searches", before, after)
	}
	for !s.Done() {
		s.Round(t.Context())
	}
	if last.Done != 1 || last.Elapsed < budget || last.Iterations != s.Stats().Iterations {
		t.Errorf("the last report is %+v after %d iterations", last, s.Stats().Iterations)
	}
}

// TestSolutionIsACopy: what was handed out stays as it is while the search
// goes on.
func TestSolutionIsACopy(t *testing.T) {
	p := odd.Problem(odd.Size{Clusters: 20, Workers: 10, Days: 4}, 6)
	s := Begin(t.Context(), p, nil, Options{Iterations: 4000, Seed: 2})
	first, again := s.Solution(), s.Solution()
	for !s.Done() {
		s.Round(t.Context())
	}
	if !reflect.DeepEqual(first, again) {
		t.Error("the first solution changed")
	}
	if last := s.Solution(); last.Price >= first.Price {
		t.Errorf("4000 iterations bring the price from %d to %d", first.Price, last.Price)
	}
}

// TestFocus: a search about some stops begins every ruin with them.
func TestFocus(t *testing.T) {
	p := odd.Problem(odd.Size{Clusters: 12, Workers: 6, Days: 3}, 2)
	_, stats := Run(context.Background(), p, nil, Options{Iterations: 2000, Seed: 1, Workers: 1, Focus: []int32{3, 5, 8}})
	for k, m := range stats.Moves {
		if other := k != byFocus && k != byAbsent && k != byChain; (m.Tried > 0) == other {
			t.Errorf("%s was tried %d times", RuinNames[k], m.Tried)
		}
	}
}

// TestWithout: kinds of ruin that are left out are never tried, and the others
// go on; with all left out strings stand in.
func TestWithout(t *testing.T) {
	p := odd.Problem(odd.Size{Clusters: 12, Workers: 6, Days: 3}, 2)
	run := func(names ...string) Stats {
		s, stats := Run(context.Background(), p, nil, Options{Iterations: 2000, Seed: 1, Workers: 1, Without: names})
		if s.Price <= 0 || stats.Iterations != 2000 {
			t.Fatalf("without %v: price %d after %d iterations", names, s.Price, stats.Iterations)
		}
		return stats
	}
	all := run()
	for k, name := range RuinNames[:byFocus] {
		if all.Moves[k].Tried == 0 {
			t.Errorf("with everything %s is never tried", name)
		}
		got := run(name)
		if got.Moves[k].Tried != 0 && k != byStrings {
			t.Errorf("without %s it was tried %d times", name, got.Moves[k].Tried)
		}
		if k == byStrings && got.Moves[k].Tried >= all.Moves[k].Tried/10 {
			t.Errorf("without strings they were tried %d times, with them %d", got.Moves[k].Tried, all.Moves[k].Tried)
		}
	}
	if got := run(RuinNames[:]...); got.Moves[byStrings].Tried != 2000 {
		t.Errorf("without everything: %+v", got.Moves)
	}
}
