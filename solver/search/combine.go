package search

import (
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// combiner makes better solutions of tours met in different ones. Where prices
// add up by tours a better solution is often hidden in those of the past: each of
// its tours was met, but never all at one time (Rochat and Taillard 1995, Journal
// of Heuristics 1).
type combiner struct {
	p     *vrp.Problem
	met   *met
	trade *trade
	next  int     // number of the next combination
	since int64   // iterations of the search at the last one
	now   []int32 // the tours of the best solution, numbers in met
	alike bool
	own   journal // of the best solution
	pegs  []int32 // by stop of a group: its start there
}

// newCombiner is nil for a problem whose prices do not add up by tours.
func newCombiner(p *vrp.Problem, seed uint64) *combiner {
	if !p.AddsUp() {
		return nil
	}
	n, alike := len(p.Stops), p.Alike()
	if !alike {
		n += len(p.Tours)
	}
	m := newMet(n, seed)
	if len(p.Groups) > 0 {
		m.pegged = make([]bool, n)
		for s := range p.Stops {
			m.pegged[s] = p.Stops[s].Group >= 0
		}
	}
	c := &combiner{p: p, met: m, alike: alike, own: journal{alike: alike}}
	c.trade = newTrade(newCover(m, c.can))
	return c
}

// Combinations begin when tours have become good, and come evenly from there on,
// the last at the end.
const (
	jotFrom      = 0.1 // tours are remembered from here on
	combineFrom  = 0.3
	combinations = 10
)

// lookFor is how many stops and tours a combination may look at for each
// iteration since the one before: that takes about a tenth of the time. Small
// problems may take more, as there is little to be looked at.
func lookFor(stops int) int64 { return max(1000, 400_000/int64(max(1, stops))) }

// gather remembers what a task jotted down.
func (c *combiner) gather(j *journal) {
	j.each(c.met.meet)
	j.clear()
}

// combine remembers the tours of the last round and, when it is time to, looks
// for a better solution in all that are remembered, and goes on from there.
func (r *Search) combine(share float64) {
	c := r.combiner
	if c == nil {
		return
	}
	for _, x := range append([]*Search{r}, r.twins...) {
		for _, t := range x.tasks {
			c.gather(&t.jotted)
		}
	}
	if !c.due(share) {
		return
	}
	iterations := r.Stats().Iterations
	c.trade.work = lookFor(len(r.p.Stops)) * (iterations - c.since)
	c.since = iterations
	c.take(r.top)
	if c.improve() && r.refill() && r.state.Price < r.best.Price() {
		r.best.Take()
		r.keep(r.best)
	}
}

// due says whether it is time for a combination.
func (c *combiner) due(share float64) bool {
	at := func(n int) float64 { return combineFrom + float64(n)*(1-combineFrom)/combinations }
	if share < at(c.next) {
		return false
	}
	for share >= at(c.next) {
		c.next++
	}
	return true
}

// serves are the tour and the stops of a tour met; the tour is Never where any
// will do.
func (c *combiner) serves(k int32) (tour int32, stops []int32) {
	tour, stops = vrp.Never, c.met.of(k)
	if !c.alike {
		tour, stops = stops[0]-int32(len(c.p.Stops)), stops[1:]
	}
	return tour, stops
}

// can says whether a tour met can be driven while groups start as in the best
// solution.
func (c *combiner) can(k int32) bool {
	if len(c.p.Groups) == 0 {
		return true
	}
	tour, stops := c.serves(k)
	return c.p.CanServe(tour, stops, c.pegs)
}

// take makes the tours of a solution those to be improved.
func (c *combiner) take(s *vrp.State) {
	c.own.clear()
	for t := range s.Routes {
		c.own.jot(s, int32(t))
	}
	c.met.reserve(len(c.own.lines), len(c.own.stops)) // none of them may be forgotten for another
	c.own.each(c.met.meet)
	c.now = c.now[:0]
	c.own.each(func(stops []int32, price int64) {
		k := c.met.number(stops)
		c.met.tours[k].price = price // with other pegs it may have cost less
		c.now = append(c.now, k)
	})
	if len(c.p.Groups) > 0 {
		c.pegs = c.pegs[:0]
		for i := range s.Spots {
			c.pegs = append(c.pegs, s.Spots[i].Lo)
		}
	}
}

// improve trades tours for others met, and says whether anything was gained.
func (c *combiner) improve() (gained bool) {
	idle := len(c.p.Tours) - len(c.now) // where tours are not alike, idle ones are in now too
	c.now, gained = c.trade.improve(c.now, idle)
	return gained
}

// refill makes the state consist of the tours chosen, and says whether it could.
func (r *Search) refill() bool {
	t, c := r.tasks[0], r.combiner
	t.begin(&partition{}, 0)
	o := r.top.Solution()
	for i := range o.Window {
		if r.p.Stops[i].Group < 0 { // any will do that the new order allows
			o.Window[i] = vrp.Never
		}
	}
	t.e.Begin()
	for tour := range r.p.Tours {
		t.e.Empty(int32(tour))
	}
	for i, k := range c.now {
		tour, stops := c.serves(k)
		if c.alike {
			tour = int32(i)
		}
		if !t.e.Fill(tour, stops, o) {
			t.e.Rollback()
			return false
		}
	}
	t.e.Commit()
	r.state.Join([]*vrp.Editor{t.e})
	return true
}
