package vrptw

import (
	"fmt"
	"math"
	"strconv"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
)

// Check drives the routes by the file alone: distances from the places, times
// by the clock in tenths, loads added up.
func (i *instance) Check(form []byte) (cost float64, faults []string) {
	routes, faults := bench.ReadRoutes(form)
	c := checker{i: i, seen: make([]bool, len(i.rows)), faults: faults}
	for n, route := range routes.Tours {
		c.drive(n+1, route)
	}
	for k := 1; k < len(i.rows); k++ {
		if !c.seen[k] {
			c.fault("customer %d is not served", k)
		}
	}
	if len(routes.Tours) > i.vehicles {
		c.fault("%d routes and %d vehicles", len(routes.Tours), i.vehicles)
	}
	cost = float64(c.sum) / 10
	if routes.Cost != "" && len(c.faults) == 0 {
		if said, err := strconv.ParseFloat(routes.Cost, 64); err != nil || math.Abs(said-cost) > 1e-6 {
			c.fault("it says that it costs %s, and costs %.1f", routes.Cost, cost)
		}
	}
	return cost, c.faults
}

type checker struct {
	i      *instance
	seen   []bool
	sum    int // tenths
	faults []string
}

func (c *checker) fault(format string, a ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, a...))
}

// drive follows one route from the depot and back.
func (c *checker) drive(n int, route []int) {
	clock, load, at := 10*c.i.rows[0].ready, 0, 0
	for _, k := range route {
		if k < 1 || k >= len(c.i.rows) {
			c.fault("route %d: there is no customer %d", n, k)
			continue
		}
		if c.seen[k] {
			c.fault("route %d: customer %d is served twice", n, k)
		}
		c.seen[k] = true
		to := &c.i.rows[k]
		clock = max(clock+c.far(at, k), 10*to.ready)
		if clock > 10*to.due {
			c.fault("route %d: at customer %d at %.1f, due at %d", n, k, float64(clock)/10, to.due)
		}
		clock += 10 * to.service
		load += to.demand
		at = k
	}
	clock += c.far(at, 0)
	if home := &c.i.rows[0]; clock > 10*home.due {
		c.fault("route %d: back at %.1f, due at %d", n, float64(clock)/10, home.due)
	}
	if load > c.i.capacity {
		c.fault("route %d: loads %d of %d", n, load, c.i.capacity)
	}
}

// far is the way between two rows in whole tenths, added to the sum.
func (c *checker) far(a, b int) int {
	from, to := c.i.rows[a], c.i.rows[b]
	dx, dy := to.x-from.x, to.y-from.y
	d := int(math.Floor(10*math.Sqrt(float64(dx*dx)+float64(dy*dy)) + 1e-9))
	c.sum += d
	return d
}
