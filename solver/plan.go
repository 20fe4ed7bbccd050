package solver

import (
	"context"
	"time"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Options steer the making of a plan. It ends with the first of Iterations and
// Time that is set and reached, or when the context is done.
type Options struct {
	Iterations int64
	Time       time.Duration
	Seed       uint64
	Workers    int // goroutines; 0: one per core
	Progress   func(search.Progress)
	Program    string       // version of the program, for the plan to tell
	From       *model.Plan  // a plan to start from; nil: from nothing
	Notice     func(string) // told, in English, what the problem had to leave out; may be nil
}

// Plan makes a plan for a demand. Cancelling the context is no error: the best
// plan so far is returned, and some plan always is. It fails only when the
// demand and the roads do not fit together (see [Build]).
func Plan(ctx context.Context, d *model.Demand, r *model.Roads, o Options) (*model.Plan, error) {
	p, m, err := Build(d, r)
	if err != nil {
		return nil, err
	}
	for _, left := range m.Left {
		if o.Notice != nil {
			o.Notice(left)
		}
	}
	var start *vrp.Solution
	if o.From != nil {
		start = m.Solution(o.From)
	}
	s, stats := search.Run(ctx, p, start, search.Options{Iterations: o.Iterations, Time: o.Time, Seed: o.Seed,
		Workers: o.Workers, Progress: o.Progress})
	settled := m.settle(s)
	plan := m.read(settled)
	plan.Made.Program, plan.Made.Seed, plan.Made.Iterations = o.Program, o.Seed, stats.Iterations

	plan.Certificates = m.certify(settled)
	return plan, nil
}
