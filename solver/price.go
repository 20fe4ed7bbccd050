package solver

import "github.com/hjemvej/hjemvej/solver/vrp"

// Price is what the bill of a solution comes to, worked out from scratch by the
// problem's prices: the engine's own, whatever a tour holds. The price of a soft
// relation to other help (External.Soft) lies in the windows and so in both; the
// bill has it as the line external.
func (m *Map) Price(s *vrp.Solution) int64 {
	var sum int64
	for t := range s.Tours {
		sum += m.priceTour(s, int32(t))
	}
	for i := range m.Problem.Stops {
		sum += m.priceStop(s, int32(i))
	}
	for c := range m.Problem.Clusters {
		sum += m.priceCluster(s, int32(c))
	}
	return sum + m.Problem.Disturbance(s)
}

func (m *Map) priceTour(s *vrp.Solution, t int32) int64 {
	l := m.lineOf(s, t)
	travels := m.travels(&l)
	tour := &m.Problem.Tours[t]
	table := &m.Problem.Modes[tour.Mode]
	at, sum := tour.Start, int64(0)
	over := tour.Open
	for _, e := range l.seats {
		over = s.Start[e.stop] + e.dur
		if place := m.Problem.Stops[e.stop].Place; place != 0 {
			sum += int64(table.Leg(at, place).Price)
			at = place
		}
	}
	if travels {
		home := table.Leg(at, tour.End)
		over += home.Ticks
		sum += int64(home.Price)
	}
	return sum + int64(max(0, over-tour.Close))*tour.LatePrice
}

func (m *Map) priceStop(s *vrp.Solution, i int32) int64 {
	p, st := m.Problem, &m.Problem.Stops[i]
	switch {
	case s.Carrier[i] >= 0:
		if k := m.rideAt(s, i); k >= 0 {
			return p.Rides[k].Price
		}
		return 0
	case s.Tour[i] < 0:
		return st.Unserved
	case m.leader(i) != i || s.Window[i] < 0:
		return 0
	}
	return st.Alone + p.Windows[s.Window[i]].Price
}

// priceCluster prices who comes to a home: each visit, each face once, and
// names that are no longer of the pair.
func (m *Map) priceCluster(s *vrp.Solution, c int32) int64 {
	p, pair := m.Problem, s.Pair[c]
	var sum int64
	for _, b := range p.Clusters[c].Before {
		if b >= 0 && b != pair[0] && b != pair[1] {
			sum += p.Clusters[c].Change
		}
	}
	var met []int32
	for _, stop := range p.Members(c) {
		if s.Tour[stop] < 0 || s.Carrier[stop] >= 0 {
			continue
		}
		w := p.Tours[s.Tour[stop]].Worker
		tie := p.Tie(c, w)
		sum += int64(tie.Always)
		if w != pair[0] && w != pair[1] {
			sum += int64(tie.Other)
		}
		if !has(met, w) {
			met = append(met, w)
			sum += int64(tie.First)
		}
	}
	return sum
}

func has(l []int32, v int32) bool {
	for _, o := range l {
		if o == v {
			return true
		}
	}
	return false
}
