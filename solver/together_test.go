package solver

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
)

// townPlannings states the embedded case for all of its providers. How each
// search stands is reported with the provider's index.
func townPlannings(t *testing.T, o Options, report func(k int, p search.Progress)) []*Planning {
	t.Helper()
	c, r := smallTown(t)
	var all []*Planning
	for k := range c.Providers {
		d, err := model.Expand(c, c.Providers[k].ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		mine := o
		mine.Progress = func(p search.Progress) { report(k, p) }
		p, err := Begin(d, r, mine)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func quiet(int, search.Progress) {}

// TestTogetherIsAsAlone: with a budget of iterations the company of others and
// the number of goroutines change nothing.
func TestTogetherIsAsAlone(t *testing.T) {
	c, r := smallTown(t)
	o := Options{Iterations: 2500, Seed: 4, Workers: 1}
	var want []*model.Plan
	for i := range c.Providers {
		want = append(want, planOf(t, c, r, c.Providers[i].ID, o))
	}
	for _, workers := range []int{1, 2, 8} {
		o.Workers = workers
		all := townPlannings(t, o, quiet)
		Together(t.Context(), 0, all...)
		for k, p := range all {
			if d := cmp.Diff(want[k], p.Plan()); d != "" {
				t.Errorf("%d workers, provider %d: %s", workers, k, d)
			}
		}
	}
}

// TestTogetherGetOnAlike: nobody is more than a round ahead in the share of its
// budget, so that whenever planning is called off all have had the same.
func TestTogetherGetOnAlike(t *testing.T) {
	const budget = 40_000
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := map[int]int64{}
	all := townPlannings(t, Options{Iterations: budget, Seed: 1, Workers: 2}, func(k int, p search.Progress) {
		if done[k] = p.Iterations; p.Iterations >= budget/8 {
			cancel()
		}
	})
	Together(ctx, 0, all...)
	for k, p := range all {
		made := p.Plan().Made.Iterations
		if made < budget/8-2*2000 || made >= budget {
			t.Errorf("provider %d was left at %d of %d iterations; reports said %v", k, made, budget, done)
		}
	}
}

// TestTogetherStopsWhenTold: called off before anything began, everyone has a
// plan that keeps the rules.
func TestTogetherStopsWhenTold(t *testing.T) {
	c, r := smallTown(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	all := townPlannings(t, Options{Time: time.Hour, Seed: 1}, quiet)
	Together(ctx, time.Hour, all...)
	for k, p := range all {
		for _, v := range model.Check(c, r, p.Plan()) {
			if !v.Escalation {
				t.Errorf("provider %d: %v", k, v)
			}
		}
	}
}

// TestTogetherSharesTheTime: a limit is for all together, by the size of their
// problems.
func TestTogetherSharesTheTime(t *testing.T) {
	const limit = 300 * time.Millisecond
	ran := map[int]time.Duration{}
	all := townPlannings(t, Options{Seed: 1, Time: time.Hour}, func(k int, p search.Progress) { ran[k] = p.Elapsed })
	Together(t.Context(), limit, all...)
	stops, given := 0, time.Duration(0)
	for _, p := range all {
		stops += p.Stops()
	}
	for k, p := range all {
		if want := limit * time.Duration(p.Stops()) / time.Duration(stops); ran[k] < want-time.Millisecond {
			t.Errorf("provider %d with %d of %d stops searched for %v, want %v", k, p.Stops(), stops, ran[k], want)
		}
		if !p.over() {
			t.Errorf("provider %d is not over", k)
		}
		given += p.o.Time
	}
	if d := (limit - given).Abs(); d > time.Microsecond {
		t.Errorf("%v of %v are shared out", given, limit)
	}
}

// TestPlanWithoutASearch: a planning that nobody searched for has the plan of
// its first solution.
func TestPlanWithoutASearch(t *testing.T) {
	c, r := smallTown(t)
	p := townPlannings(t, Options{Time: time.Hour, Seed: 1}, quiet)[0].Plan()
	if len(p.Visits) == 0 || p.Made.Iterations != 0 {
		t.Errorf("%d visits, %d iterations", len(p.Visits), p.Made.Iterations)
	}
	if broken := model.Check(c, r, p); len(broken) > 0 && !broken[0].Escalation {
		t.Errorf("%v", broken)
	}
}
