package search

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// combiner makes better solutions of tours met in different ones. Where tours
// are alike a better solution is often hidden in those of the past: each of its
// tours was met, but never all at one time (Rochat and Taillard 1995, Journal of
// Heuristics 1).
type combiner struct {
	met   *met
	cover *cover
	next  int     // number of the next combination
	since int64   // iterations of the search at the last one
	now   []int32 // the tours of the best solution, numbers in met
	of    []int32 // by stop: which of now serves it
	votes []int32
	near  []int32
	seen  []bool
	list  []int32
}

func newCombiner(p *vrp.Problem, seed uint64) *combiner {
	m := newMet(len(p.Stops), seed)
	return &combiner{met: m, cover: newCover(m), of: make([]int32, len(p.Stops))}
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
// the one before: that takes about a twentieth of the time.
const lookFor = 1000

// journal is the tours of accepted solutions as a task met them: the number of
// stops, then these; and the prices.
type journal struct {
	on     bool
	stops  []int32
	prices []int64
}

// jot notes the tours that the change at hand leaves.
func (t *task) jot() {
	for _, tour := range t.e.Touched() {
		at := len(t.jotted.stops)
		t.jotted.stops = append(t.jotted.stops, 0)
		t.jotted.stops = t.s.Serves(tour, t.jotted.stops)
		n := len(t.jotted.stops) - at - 1
		if n == 0 {
			t.jotted.stops = t.jotted.stops[:at]
			continue
		}
		t.jotted.stops[at] = int32(n)
		t.jotted.prices = append(t.jotted.prices, t.s.Served(tour))
	}
}

// gather remembers what a task jotted down.
func (c *combiner) gather(l *journal) {
	at := int32(0)
	for _, price := range l.prices {
		n := l.stops[at]
		c.met.meet(l.stops[at+1:at+1+n], price)
		at += 1 + n
	}
	l.stops, l.prices = l.stops[:0], l.prices[:0]
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
	if _, absent := r.top.Missing(); absent > 0 || !c.due(share) {
		return
	}
	iterations := r.Stats().Iterations
	c.cover.work = lookFor * (iterations - c.since)
	c.since = iterations
	c.take(r.top)
	if c.improve(r.p, len(r.p.Tours)) && r.refill() && r.state.Price < r.best.Price() {
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

// take makes the tours of a solution those to be improved.
func (c *combiner) take(s *vrp.State) {
	c.now = c.now[:0]
	for pass := range 2 { // what is met may make others forgotten
		for t := range s.Routes {
			c.list = s.Serves(int32(t), c.list[:0])
			switch {
			case len(c.list) == 0:
			case pass == 0:
				c.met.meet(c.list, s.Served(int32(t)))
			default:
				c.now = append(c.now, c.met.number(c.list))
			}
		}
	}
	c.met.sort()
}

// improve replaces tours, some that lie side by side at a time, by others met,
// and says whether anything was gained. There are most tours.
func (c *combiner) improve(p *vrp.Problem, most int) bool {
	gained, idle := false, most-len(c.now)
	c.seen = resize(c.seen, len(c.now))
	for i := 0; i < len(c.now) && c.cover.work > 0; i++ {
		if c.seen[i] || c.now[i] < 0 {
			continue
		}
		c.around(p, int32(i))
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
func (c *combiner) around(p *vrp.Problem, seed int32) {
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
			near := p.Near(p.Stops[s].First)
			for _, v := range near[:min(beside, len(near))] {
				x := c.of[v]
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
	t.e.Begin()
	for tour := range r.p.Tours {
		t.e.Empty(int32(tour))
	}
	for tour, k := range c.now {
		if !t.e.Fill(int32(tour), c.met.of(k)) {
			t.e.Rollback()
			return false
		}
	}
	t.e.Commit()
	r.state.Join([]*vrp.Editor{t.e})
	return true
}
