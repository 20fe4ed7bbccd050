package solver

import (
	"slices"
	"time"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
)

// mendSteps is in how many steps the time of a mend's search passes. The clock
// decides only when a step is over, so that twenty figures say all that it
// decided; finer steps find nothing better.
const mendSteps = 20

// repeating are options with which a mend goes as one went that was bounded so.
func (o Options) repeating() Options {
	if e := o.Repeat; e != nil {
		o.Iterations, o.Time, o.Enough = e.Budget, 0, e.Enough
	}
	return o
}

// search is how the k-th search of a mend is bounded, by a share of the budget.
func (o *Options) search(k int, share float64) search.Options {
	s := search.Options{Iterations: int64(float64(o.Iterations) * share), Time: time.Duration(float64(o.Time) * share), Seed: o.Seed, Workers: o.Workers, Progress: o.Progress,
		Heat: mendHeat, Cold: mendCold, Steps: mendSteps}
	if o.Repeat != nil && k < len(o.Repeat.Paces) {
		p := &o.Repeat.Paces[k]
		s.Pace = &search.Pace{Rounds: p.Rounds, Twins: p.Twins}
	}
	return s
}

// effort begins the account of a mend's searches.
func (o *Options) effort() model.Effort {
	return model.Effort{Budget: o.Iterations, Enough: o.Enough}
}

// paceOf is how a search by time went, as a plan tells it.
func paceOf(s *search.Search) model.Pace {
	p := s.Pace()
	return model.Pace{Twins: p.Twins, Rounds: slices.Clone(p.Rounds)}
}
