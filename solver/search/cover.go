package search

import (
	"cmp"
	"math"
	"slices"
)

// cover finds, for the stops of some tours, other tours that were met and serve
// the same stops at a lower price: set partitioning. Prices of stops (Lagrangian
// multipliers, raised by subgradients: Held, Wolfe and Crowder 1974, Mathematical
// Programming 6) give a bound; a tour too dear by it to be part of a better
// choice is dropped; the rest is tried depth first.
type cover struct {
	met   *met
	work  int64     // stops that may still be looked at
	worth []float64 // by stop: its price, kept from choice to choice; 0: not known yet

	here   []int32               // the stops
	within []bool                // by stop: whether it is one of them
	can    func(tour int32) bool // whether a tour met can be driven as things stand
	tours  []int32               // met, of these stops alone
	left   []float64
	bound  float64
	limit  float64 // price to beat
	most   int     // tours that may be chosen
	times  []int32 // by stop: how many tours that pay serve it
	top    []float64

	rows   [][]int32 // by stop: the tours that serve it, what is left of them rising
	shut   []int32   // by tour: how many of its stops are served
	open   []int32   // by stop: tours that may serve it
	served []bool
	chosen []int32
	best   []int32
}

// priceRounds is how many times the prices of stops are changed, at most.
const priceRounds = 300

// half of an øre: prices are whole, so what costs less than limit costs less than
// limit-half, and bounds may be a little wrong.
const half = 0.5

func newCover(m *met, can func(int32) bool) *cover {
	n := len(m.weight)
	return &cover{met: m, worth: make([]float64, n), within: make([]bool, n), can: can, times: make([]int32, n), rows: make([][]int32, n), open: make([]int32, n), served: make([]bool, n)}
}

// choose is a cheaper choice of at most so many tours met for the stops of
// these, or nil.
func (c *cover) choose(now []int32, most int) []int32 {
	c.begin(now)
	c.most = most
	c.price()
	c.drop()
	c.best, c.chosen = nil, c.chosen[:0]
	c.try(c.bound)
	for _, s := range c.here {
		c.within[s] = false
	}
	return c.best
}

// begin lists the stops, and the tours met that serve some of them and no other.
func (c *cover) begin(now []int32) {
	c.here, c.tours, c.limit = c.here[:0], c.tours[:0], 0
	for _, k := range now {
		price := float64(c.met.tours[k].price)
		c.limit += price
		for _, s := range c.met.of(k) {
			c.here = append(c.here, s)
			c.within[s] = true
			if c.worth[s] == 0 {
				c.worth[s] = price / float64(c.met.tours[k].n)
			}
		}
	}
	for _, s := range c.here {
		for _, k := range c.met.startingWith(s) {
			if c.fits(k) {
				c.tours = append(c.tours, k)
			}
		}
		c.work -= int64(len(c.met.startingWith(s)))
	}
	c.left = resize(c.left, len(c.met.tours))
	c.shut = resize(c.shut, len(c.met.tours))
}

// fits says whether a tour serves stops from here alone, and can be driven.
func (c *cover) fits(k int32) bool {
	for _, s := range c.met.of(k) {
		if !c.within[s] {
			return false
		}
	}
	return c.can(k)
}

// price raises the bound: what is served twice is worth less, what is not
// served more.
func (c *cover) price() {
	c.bound = math.Inf(-1)
	step, since := 2.0, 0
	for range priceRounds {
		bound := c.weigh()
		if bound > c.bound {
			c.bound, since = bound, 0
			c.top = c.top[:0]
			for _, s := range c.here {
				c.top = append(c.top, c.worth[s])
			}
		} else if since++; since == 20 {
			step, since = step/2, 0
		}
		norm := 0.0
		for _, s := range c.here {
			norm += float64(1-c.times[s]) * float64(1-c.times[s])
		}
		if norm == 0 || c.bound > c.limit-half {
			break
		}
		by := step * (c.limit - bound) / norm
		for _, s := range c.here {
			c.worth[s] += by * float64(1-c.times[s])
		}
	}
	for i, s := range c.here {
		c.worth[s] = c.top[i]
	}
	c.weigh()
}

// weigh is the bound that the worth of the stops gives: no choice costs less.
func (c *cover) weigh() float64 {
	bound := 0.0
	for _, s := range c.here {
		bound += c.worth[s]
		c.times[s] = 0
	}
	for _, k := range c.tours {
		stops := c.met.of(k)
		left := float64(c.met.tours[k].price)
		for _, s := range stops {
			left -= c.worth[s]
		}
		c.left[k] = left
		c.work -= int64(len(stops))
		if left < 0 {
			bound += left
			for _, s := range stops {
				c.times[s]++
			}
		}
	}
	return bound
}

// drop leaves the tours that a better choice may contain.
func (c *cover) drop() {
	c.tours = slices.DeleteFunc(c.tours, func(k int32) bool { return c.bound+c.left[k] > c.limit-half })
	slices.SortFunc(c.tours, func(a, b int32) int {
		return cmp.Or(cmp.Compare(c.left[a], c.left[b]), cmp.Compare(a, b))
	})
	for _, s := range c.here {
		c.rows[s], c.open[s], c.served[s] = c.rows[s][:0], 0, false
	}
	for _, k := range c.tours {
		for _, s := range c.met.of(k) {
			c.rows[s] = append(c.rows[s], k)
			c.open[s]++
		}
	}
}

// try goes on from the tours chosen, with which no choice costs less than bound,
// and says whether there is work left to be done.
func (c *cover) try(bound float64) bool {
	next, few := int32(-1), int32(math.MaxInt32)
	for _, s := range c.here {
		if !c.served[s] && c.open[s] < few {
			next, few = s, c.open[s]
		}
	}
	c.work -= int64(len(c.here))
	if next < 0 {
		c.limit = bound // nothing is left open: the bound is the price
		c.best = append(c.best[:0], c.chosen...)
		return true
	}
	if few == 0 || len(c.chosen) == c.most {
		return true
	}
	for _, k := range c.rows[next] {
		if c.shut[k] > 0 {
			continue
		}
		if bound+max(0, c.left[k]) > c.limit-half {
			return true
		}
		if c.work < 0 {
			return false
		}
		with := bound + c.serve(k)
		goOn := with > c.limit-half || c.try(with)
		c.undo(k)
		if !goOn {
			return false
		}
	}
	return true
}

// serve chooses a tour, and returns by how much that raises the bound.
func (c *cover) serve(k int32) float64 {
	c.chosen = append(c.chosen, k)
	more := max(0, c.left[k])
	for _, s := range c.met.of(k) {
		c.served[s] = true
		c.work -= int64(len(c.rows[s]))
		for _, x := range c.rows[s] {
			if c.shut[x]++; c.shut[x] > 1 || x == k {
				continue
			}
			more -= min(0, c.left[x]) // it would have paid
			for _, y := range c.met.of(x) {
				c.open[y]--
			}
			c.work -= int64(c.met.tours[x].n)
		}
	}
	return more
}

// undo takes the last choice back.
func (c *cover) undo(k int32) {
	c.chosen = c.chosen[:len(c.chosen)-1]
	for _, s := range c.met.of(k) {
		c.served[s] = false
		for _, x := range c.rows[s] {
			if c.shut[x]--; c.shut[x] > 0 || x == k {
				continue
			}
			for _, y := range c.met.of(x) {
				c.open[y]++
			}
		}
	}
}
