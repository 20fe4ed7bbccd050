package vrp

import "fmt"

// mostLoad is what all stops together may load: any sum of loads then fits.
const mostLoad = 1 << 30

// holds says whether a tour has room for so much more. Tours are never
// overloaded, so stops without a load never ask.
func (e *Editor) holds(tour, load int32) bool {
	if load == 0 {
		return true
	}
	most := e.P.Tours[tour].Capacity
	return most == 0 || e.S.Routes[tour].Load+load <= most
}

// over is by how much a tour would be overloaded with so much more.
func (e *Editor) over(tour, load int32) int32 {
	if e.holds(tour, load) {
		return 0
	}
	return e.S.Routes[tour].Load + load - e.P.Tours[tour].Capacity
}

// laden is the load of a served stop with all that rides on it.
func (e *Editor) laden(stop int32) int32 {
	sum := e.P.Stops[stop].Load
	if e.S.Spots[stop].Riders == 0 {
		return sum
	}
	for _, k := range e.P.index.offers.of(stop) {
		ride := &e.P.Rides[k]
		if !e.OwnsStop(ride.Rider) && e.stood(ride.Rider) != e.Day {
			continue // another day's, and not to be looked at
		}
		if sp := &e.S.Spots[ride.Rider]; sp.Carrier == stop && sp.Window == k {
			sum += e.P.Stops[ride.Rider].Load
		}
	}
	return sum
}

// validateLoads refuses loads and capacities that can't be added up.
func validateLoads(p *Problem) error {
	var sum int64
	for i := range p.Stops {
		if p.Stops[i].Load < 0 {
			return fmt.Errorf("vrp: stop %d loads %d", i, p.Stops[i].Load)
		}
		sum += int64(p.Stops[i].Load)
	}
	if sum > mostLoad {
		return fmt.Errorf("vrp: the stops load %d together, more than %d", sum, mostLoad)
	}
	for i := range p.Tours {
		if p.Tours[i].Capacity < 0 {
			return fmt.Errorf("vrp: tour %d holds %d", i, p.Tours[i].Capacity)
		}
	}
	return nil
}

// verifyLoads adds the loads up from who is served where.
func (s *State) verifyLoads() error {
	sum := make([]int32, len(s.Routes))
	for i := range s.Spots {
		t := s.Spots[i].Tour
		if c := s.Spots[i].Carrier; c >= 0 {
			t = s.Spots[c].Tour
		}
		if t >= 0 {
			sum[t] += s.P.Stops[i].Load
		}
	}
	for t := range s.Routes {
		if sum[t] != s.Routes[t].Load {
			return fmt.Errorf("vrp: tour %d loads %d, recounted %d", t, s.Routes[t].Load, sum[t])
		}
		if most := s.P.Tours[t].Capacity; most > 0 && sum[t] > most {
			return fmt.Errorf("vrp: tour %d loads %d and holds %d", t, sum[t], most)
		}
	}
	return nil
}
