package search

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// combiner makes better solutions of tours met in different ones. Where prices
// add up by tours a better solution is often hidden in those of the past: each of
// its tours was met, but never all at one time (Rochat and Taillard 1995, Journal
// of Heuristics 1).
type combiner struct {
	p     *vrp.Problem
	met   *met
	cover *cover
	next  int     // number of the next combination
	since int64   // iterations of the search at the last one
	now   []int32 // the tours of the best solution, numbers in met
	of    []int32 // by stop: which of now serves it, or Never
	votes []int32
	near  []int32
	seen  []bool
	list  []int32
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
	c := &combiner{p: p, met: m, alike: alike, own: journal{alike: alike}, of: make([]int32, n)}
	c.cover = newCover(m, c.can)
	return c
}

// Combinations begin at half of the budget, when tours are good, and come
// evenly from there on, the last at the end.
const (
	jotFrom      = 0.3 // tours are remembered from here on
	combineFrom  = 0.5
	combinations = 10
)

// region is how many stops the tours combined with each other serve, about.
const region = 300

// lookFor is how many stops a combination may look at for each iteration since
// the one before: that takes about a twentieth of the time. Small problems may
// take more, as their choices are tried to the end.
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
	c.cover.work = lookFor(len(r.p.Stops)) * (iterations - c.since)
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
	c.own.each(c.met.meet)
	c.now = c.now[:0]
	c.own.each(func(stops []int32, price int64) {
		k := c.met.number(stops)
		c.met.tours[k].price = price // with other pegs it may have cost less
		c.now = append(c.now, k)
	})
	c.met.sort()
	if len(c.p.Groups) > 0 {
		c.pegs = c.pegs[:0]
		for i := range s.Spots {
			c.pegs = append(c.pegs, s.Spots[i].Lo)
		}
	}
}

// improve replaces tours, some that lie side by side at a time, by others met,
// and says whether anything was gained.
func (c *combiner) improve() bool {
	gained, idle := false, len(c.p.Tours)-len(c.now) // where tours are not alike, idle ones are in now too
	c.seen = resize(c.seen, len(c.now))
	for i := 0; i < len(c.now) && c.cover.work > 0; i++ {
		if c.seen[i] || c.now[i] < 0 {
			continue
		}
		c.around(int32(i))
		c.list = c.list[:0]
		for _, k := range c.near {
			c.seen[k] = true
			c.list = append(c.list, c.now[k])
		}
		if got := c.cover.choose(c.list, len(c.list)+idle); got != nil {
			gained = true
			idle += len(c.list) - len(got)
			c.replace(got)
		}
	}
	c.now = slices.DeleteFunc(c.now, func(k int32) bool { return k < 0 })
	return gained
}

// around finds the tours near one of now, with it, as many as make a region.
func (c *combiner) around(seed int32) {
	p := c.p
	for s := range c.of {
		c.of[s] = vrp.Never
	}
	for i, k := range c.now {
		if k < 0 {
			continue
		}
		for _, s := range c.met.of(k) {
			c.of[s] = int32(i)
		}
	}
	c.votes = resize(c.votes, len(c.now))
	c.near = append(c.near[:0], seed)
	stops := c.met.tours[c.now[seed]].n
	for at := 0; at < len(c.near) && int(stops) < region; at++ {
		first := len(c.near)
		for _, s := range c.met.of(c.now[c.near[at]]) {
			if int(s) >= len(p.Stops) {
				continue
			}
			near := p.Near(p.Stops[s].First)
			for _, v := range near[:min(beside, len(near))] {
				x := c.of[v]
				if x < 0 { // left out
					continue
				}
				if c.votes[x]++; c.votes[x] == 1 && !slices.Contains(c.near, x) {
					c.near = append(c.near, x)
				}
			}
		}
		slices.SortFunc(c.near[first:], func(a, b int32) int { return cmp.Or(cmp.Compare(c.votes[b], c.votes[a]), cmp.Compare(a, b)) })
		for i := first; i < len(c.near); i++ {
			if stops += c.met.tours[c.now[c.near[i]]].n; int(stops) >= region {
				c.near = c.near[:i+1]
				break
			}
		}
	}
}

// replace puts tours in place of those near.
func (c *combiner) replace(got []int32) {
	for i, k := range c.near {
		c.now[k] = vrp.Never
		if i < len(got) {
			c.now[k] = got[i]
		}
	}
	for _, k := range got[min(len(got), len(c.near)):] {
		c.now = append(c.now, k)
		c.seen = append(c.seen, true)
	}
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
