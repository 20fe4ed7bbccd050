package vrptw

import (
	"fmt"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Write puts a solution into the form of CVRPLIB. Its cost is the price that
// the engine gives it, so that the check compares the two.
func (i *instance) Write(_ *vrp.Problem, s *vrp.Solution) []byte {
	r := bench.Routes{Cost: fmt.Sprintf("%.1f", float64(s.Price)/(ticks*price))}
	for _, tour := range s.Tours {
		var route []int
		for _, stop := range tour {
			route = append(route, int(stop)+1)
		}
		r.Tours = append(r.Tours, route)
	}
	return r.Bytes()
}
