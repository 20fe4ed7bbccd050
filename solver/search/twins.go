package search

import (
	"context"
	"sync"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Twins are searches of the same problem beside the first, each with a solution
// of its own, where the parts of one leave cores idle. Now and then all go on
// from the best of them. They are for limits of time only: with a budget of
// iterations the solution may not depend on the cores.

// rallies are the shares of the budget at which twins go on from the best.
var rallies = [...]float64{0.5, 0.7, 0.85}

// addTwins starts as many searches beside r as cores would be idle.
func (r *Search) addTwins() {
	for k := 1; k <= r.idle(); k++ {
		o := r.o
		o.Seed, o.Progress = r.o.Seed+uint64(k)<<32, nil
		x := newSearch(r.p, o)
		x.combiner = r.combiner
		x.state.CopyFrom(r.state)
		x.follow()
		r.twins = append(r.twins, x)
	}
	if len(r.twins) > 0 {
		r.top = r.best.State().Clone()
	}
}

// idle is how many cores would be.
func (r *Search) idle() int {
	switch {
	case r.o.Pace != nil:
		return r.o.Pace.Twins
	case r.o.Iterations > 0 || r.o.Time == 0 || len(r.tasks) > 1:
		return 0
	}
	return r.o.Workers - 1
}

// together lets r and its twins search a round side by side.
func (r *Search) together(ctx context.Context, share float64) {
	var wg sync.WaitGroup
	for _, x := range r.twins {
		wg.Go(func() { x.round(ctx, share) })
	}
	r.round(ctx, share)
	wg.Wait()
	r.keep(r.best)
	for _, x := range r.twins {
		r.keep(x.best)
	}
	if r.rallied < len(rallies) && share >= rallies[r.rallied] {
		r.rallied++
		r.rally()
	}
}

// rally lets all go on from the cheapest solution at hand.
func (r *Search) rally() {
	all := append([]*Search{r}, r.twins...)
	lead := r
	for _, x := range all {
		if x.state.Price < lead.state.Price {
			lead = x
		}
	}
	for _, x := range all {
		if x != lead {
			x.state.CopyFrom(lead.state)
			x.follow()
		}
	}
}

// keep remembers a solution if none met so far is cheaper.
func (r *Search) keep(b *vrp.Best) {
	if b.Price() < r.top.Price {
		r.top.CopyFrom(b.State())
	}
}
