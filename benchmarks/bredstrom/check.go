package bredstrom

import (
	"fmt"
	"math"
	"strconv"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
)

// Check finds the earliest start of every visit, pairs together, and judges
// windows, ways and the way home by them: if the earliest starts will not do,
// no later ones will.
func (i *instance) Check(form []byte) (cost float64, faults []string) {
	routes, faults := bench.ReadRoutes(form)
	c := checker{i: i, routes: routes.Tours, faults: faults}
	c.who()
	if len(c.faults) > 0 {
		return math.NaN(), c.faults
	}
	c.clock()
	sum := c.judge()
	if routes.Cost != "" && len(c.faults) == 0 {
		if said, err := strconv.ParseFloat(routes.Cost, 64); err != nil || said != float64(sum) {
			c.fault("it says that it costs %s, and costs %d", routes.Cost, sum)
		}
	}
	return float64(sum), c.faults
}

type checker struct {
	i      *instance
	routes [][]int
	start  []int // by visit
	faults []string
}

func (c *checker) fault(format string, a ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, a...))
}

// who sees that every visit is done once, and a pair by two.
func (c *checker) who() {
	by := make([]int, c.i.visits+1) // route, from 1
	for n, route := range c.routes {
		for _, v := range route {
			switch {
			case v < 1 || v > c.i.visits:
				c.fault("route %d: there is no visit %d", n+1, v)
				continue
			case by[v] != 0:
				c.fault("route %d: visit %d is done twice", n+1, v)
			}
			by[v] = n + 1
		}
	}
	for v := 1; v <= c.i.visits; v++ {
		if by[v] == 0 {
			c.fault("visit %d is not done", v)
		} else if m := c.i.mate[v]; m > v && by[m] == by[v] {
			c.fault("visits %d and %d need two, and are on one route", v, m)
		}
	}
	if len(c.routes) > c.i.staff {
		c.fault("%d routes and %d staff", len(c.routes), c.i.staff)
	}
}

// clock moves starts later until routes and pairs agree with them. Each round
// settles at least one visit more, unless pairs wait for each other.
func (c *checker) clock() {
	c.start = append([]int(nil), c.i.from...)
	for range c.i.visits + 2 {
		moved := false
		for _, route := range c.routes {
			free, at := 0, 0
			for _, v := range route {
				s := max(c.start[v], free+c.i.travel[at][v])
				if m := c.i.mate[v]; m != 0 {
					s = max(s, c.start[m])
				}
				moved = moved || s != c.start[v]
				c.start[v] = s
				free, at = s+c.i.dur[v], v
			}
		}
		if !moved {
			return
		}
	}
	c.fault("pairs wait for each other")
}

// judge compares starts with windows, and adds the minutes of travel up.
func (c *checker) judge() (travel int) {
	home := c.i.visits + 1
	for n, route := range c.routes {
		at := 0
		for _, v := range route {
			if c.i.travel[at][v] >= apart {
				c.fault("route %d: nobody may go from %d to %d", n+1, at, v)
			}
			travel += c.i.travel[at][v]
			if c.start[v] > c.i.to[v] {
				c.fault("route %d: at visit %d at %d, latest %d", n+1, v, c.start[v], c.i.to[v])
			}
			at = v
		}
		travel += c.i.travel[at][home]
		if back := c.start[at] + c.i.dur[at] + c.i.travel[at][home]; back > c.i.end {
			c.fault("route %d: back at %d, latest %d", n+1, back, c.i.end)
		}
	}
	return travel
}
