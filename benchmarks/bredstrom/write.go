package bredstrom

import (
	"strconv"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Write puts a solution into the form of CVRPLIB: each member of staff's
// visits in order. Starts follow from that: the earliest possible. Its cost is
// the price that the engine gives it, so that the check compares the two.
func (i *instance) Write(_ *vrp.Problem, s *vrp.Solution) []byte {
	visits := i.order()
	r := bench.Routes{Cost: strconv.FormatInt(s.Price/price, 10)}
	for _, tour := range s.Tours {
		var route []int
		for _, stop := range tour {
			route = append(route, visits[stop])
		}
		r.Tours = append(r.Tours, route)
	}
	return r.Bytes()
}
