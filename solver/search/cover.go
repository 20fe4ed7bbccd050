package search

import (
	"cmp"
	"math"
	"slices"
)

// cover knows what the stops of some tours are worth, and by it which other
// tours met may serve some of them for less: set partitioning. Prices of stops
// (Lagrangian multipliers, raised by subgradients: Held, Wolfe and Crowder 1974,
// Mathematical Programming 6) give a bound; a tour too dear by it to be part of
// a better choice is dropped.
type cover struct {
	met   *met
	work  int64     // stops that may still be looked at
	worth []float64 // by stop: its price, kept from time to time; 0: not known yet

	here   []int32               // the stops
	within []bool                // by stop: whether it is one of them
	can    func(tour int32) bool // whether a tour met can be driven as things stand
	tours  []int32               // met, of these stops alone, the cheapest by the worth of their stops first
	left   []float64             // by tour: its price less the worth of its stops
	bound  float64
	limit  float64 // price to beat
	times  []int32 // by stop: how many tours that pay serve it
	top    []float64
	rows   [][]int32 // by stop: the tours that serve it, the first perStop of tours
}

// priceRounds is how many times the prices of stops are changed, at most.
const priceRounds = 300

// perStop is how many tours are listed for each stop, at most.
const perStop = 100

// half of an øre: prices are whole, so what costs less than limit costs less than
// limit-half, and bounds may be a little wrong.
const half = 0.5

func newCover(m *met, can func(int32) bool) *cover {
	n := len(m.weight)
	return &cover{met: m, worth: make([]float64, n), within: make([]bool, n), can: can, times: make([]int32, n), rows: make([][]int32, n)}
}

// weighAll lists what a better choice than these tours may contain, by stop.
func (c *cover) weighAll(now []int32) {
	c.begin(now)
	c.price()
	c.drop()
	for _, s := range c.here {
		c.within[s] = false
	}
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
	for k := range c.met.tours {
		if c.fits(int32(k)) {
			c.tours = append(c.tours, int32(k))
		}
	}
	c.left = resize(c.left, len(c.met.tours))
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

// price raises the bound, for at most a third of the work: what is served twice
// is worth less, what is not served more.
func (c *cover) price() {
	c.bound = math.Inf(-1)
	step, since := 2.0, 0
	until := c.work - c.work/3
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
			off := float64(1 - c.times[s])
			norm += float64(off * off)
		}
		if norm == 0 || c.bound > c.limit-half || c.work < until {
			break
		}
		by := step * (c.limit - bound) / norm
		for _, s := range c.here {
			c.worth[s] += float64(by * float64(1-c.times[s]))
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
		c.rows[s] = c.rows[s][:0]
	}
	for _, k := range c.tours {
		for _, s := range c.met.of(k) {
			if len(c.rows[s]) < perStop {
				c.rows[s] = append(c.rows[s], k)
			}
		}
	}
}
