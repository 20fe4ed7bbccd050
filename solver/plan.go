package solver

import (
	"context"
	"time"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
)

// Options steer the making of a plan. It ends with the first of Iterations and
// Time that is set and reached, or when the context is done.
type Options struct {
	Iterations int64
	Time       time.Duration // of search; see [Together] for several plans
	Seed       uint64
	Workers    int // goroutines; 0: one per core
	Progress   func(search.Progress)
	Program    string            // version of the program, for the plan to tell
	From       *model.Plan       // a plan to start from; nil: from nothing
	After      *model.Succession // the plan that this one follows on, whose case the demand is of; From is not looked at then
	Resume     []byte            // a [Planning.Checkpoint] to go on from, instead of any other start; nil: none
	Notice     func(string)      // told, in English, what the problem had to leave out; may be nil
	Repeat     *model.Effort     // of a mend: its search goes as this one did, whatever the budget
	Enough     bool              // of a mend: it ends as soon as all care stands that is never cancelled
	Unbilled   bool              // of a mend: without bill and measures, for a caller who has no time for them yet
	Without    []string          // kinds of ruin that the search does without, by search.RuinNames, to measure what each contributes
}

// Plan makes a plan for a demand. Cancelling the context is no error: the best
// plan so far is returned, and some plan always is. It fails only when the
// demand and the roads do not fit together (see [Build]).
func Plan(ctx context.Context, d *model.Demand, r *model.Roads, o Options) (*model.Plan, error) {
	p, err := Begin(d, r, o)
	if err != nil {
		return nil, err
	}
	Together(ctx, o.Time, p)
	return p.Plan(), nil
}
