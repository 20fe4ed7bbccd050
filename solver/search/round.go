package search

import (
	"context"
	"sync"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// partsFor is into how many parts the map is divided, by the size of the
// problem alone. What lies across a border is frozen for a round, so parts are
// few and large: see docs/decisions/parallel.md for what small ones cost.
func partsFor(p *vrp.Problem) int {
	switch {
	case p.Flows(), p.Announced != nil: // starts, or what was announced, couple all tours
		return 1
	case p.Days() > 1: // days are parts too
		if len(p.Stops)/int(p.Days()) > 700 {
			return 2
		}
		return 1
	}
	if len(p.Stops) < divided {
		return 1
	}
	parts := 1
	for parts < 16 && len(p.Stops) >= 2*parts*inPart {
		parts *= 2
	}
	return parts
}

// divided is from how many stops on a single day is divided by the map, and inPart
// how many an area has at least: see docs/decisions/parallel.md for what it costs
// below that.
const (
	divided = 1600
	inPart  = 400
)

// inDay is how many iterations a day of mean size gets in a round: long enough
// that the barrier is cheap, short enough that parts mix.
const inDay = 1000

// divide gives the tasks of this round their parts, and says how many
// iterations they have together. Every second round the parts are days, where
// there are several, which run side by side without a border; between them come
// half as many iterations in which pairs, times of series and days may change.
func (r *Search) divide() ([]*task, int64) {
	rng := vrp.NewRand(r.o.Seed, r.rounds<<20)
	days := int(r.p.Days())
	if days > 1 && r.rounds%2 == 0 && !r.p.Flows() && r.p.Announced == nil {
		r.parts.divideDays(r.state, rng)
		return r.tasks[:days], int64(days) * inDay
	}
	n := r.o.Parts
	if r.rounds%4 == 1 { // without borders
		n = 1
	}
	r.parts.divide(r.state, n, rng)
	return r.tasks[:n], int64(max(2*n, days)) * inDay / 2
}

// limit cuts the iterations of a round to what the budget has left, and a small
// budget into rounds.
func (r *Search) limit(n int64) int64 {
	if r.o.Iterations > 0 {
		n = min(n, max(1, r.o.Iterations/20), r.o.Iterations-r.stats.Iterations)
	}
	return n
}

// round divides the problem, lets every task search its part and takes stock.
// share is how much of the budget is used.
func (r *Search) round(ctx context.Context, share float64) {
	r.rounds++
	tasks, n := r.divide()
	shares := r.parts.shares(r.limit(n), len(tasks))
	heat := temperature(r.p, r.o, share)
	extent := extentAfter(r.stats.Iterations, len(r.p.Stops), r.state.InTour(), r.tasks[0].alike)
	queue := make(chan *task, len(tasks))
	for _, t := range tasks {
		queue <- t
	}
	close(queue)
	var wg sync.WaitGroup
	for range min(r.o.Workers, len(tasks)) {
		wg.Go(func() {
			for t := range queue {
				t.best = nil
				t.extent = extent
				if len(tasks) == 1 {
					t.best = r.best
				}
				t.jotted.on = r.combiner != nil && share > jotFrom
				t.jotted.alike = t.jotted.on && r.combiner.alike
				t.run(ctx, &r.parts, heat, shares[t.part])
			}
		})
	}
	wg.Wait()
	r.takeStock(tasks)
}

// takeStock adds up what the tasks did and keeps the state if it is the best.
func (r *Search) takeStock(tasks []*task) {
	editors := r.editors[:0]
	for _, t := range tasks {
		editors = append(editors, t.e)
	}
	r.state.Join(editors)
	r.editors = editors
	if r.parts.days {
		r.settle()
	}
	for _, t := range tasks {
		r.stats.Iterations += t.done
		r.stats.Accepted += t.accepted
		t.done, t.accepted = 0, 0
		for m := range t.moves {
			r.stats.Moves[m].add(&t.moves[m])
			t.moves[m] = MoveStats{}
		}
	}
	if vrp.Checked {
		if err := r.state.Verify(r.state.Price); err != nil {
			panic(err)
		}
	}
	if r.state.Price < r.best.Price() {
		r.best.Take()
	}
	if vrp.Checked {
		if err := r.best.State().Verify(r.best.Price()); err != nil {
			panic(err)
		}
	}
}

// settle gives every cluster its best pair, after a round in which pairs stood.
func (r *Search) settle() {
	e := r.tasks[0].e
	e.Enter(vrp.Everything)
	e.Begin()
	for c := range r.p.Clusters {
		e.Settle(int32(c))
	}
	e.Commit()
	r.state.Join([]*vrp.Editor{e})
}
