package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// seat is a stop in a tour while its time is being settled.
type seat struct {
	stop, dur int32
	lo, hi    int32 // starts that keep links, windows and riders
	lead      int32 // ticks on the way to it
	start     int32
}

// line is a tour's seats in order.
type line struct {
	tour  int32
	seats []seat
	home  int32 // ticks on the way to where the tour ends
	end   int32
}

// settle makes a solution ready to be read as a plan: what no plan may show is
// taken out, starts move towards their agreed times, windows are the cheapest
// that hold them.
func (m *Map) settle(of *vrp.Solution) *vrp.Solution {
	s := clone(of)
	m.dropHalves(s)
	for t := range s.Tours {
		m.mend(s, int32(t))
	}
	for again := true; again; { // what is dropped may halve other care
		again = m.dropHalves(s)
		for t := range s.Tours {
			again = m.shorten(s, int32(t)) || again
		}
	}
	for t := range s.Tours {
		l := m.lineOf(s, int32(t))
		m.earliest(&l)
		m.towardsAgreed(s, &l)
	}
	for rider, carrier := range s.Carrier {
		if carrier >= 0 {
			s.Start[rider] = s.Start[carrier]
		}
	}
	m.retag(s)
	s.Price = m.Price(s)
	return s
}

func clone(s *vrp.Solution) *vrp.Solution {
	c := &vrp.Solution{Tours: make([][]int32, len(s.Tours)), Start: slices.Clone(s.Start), Window: slices.Clone(s.Window),
		Lo: slices.Clone(s.Lo), Hi: slices.Clone(s.Hi), Carrier: slices.Clone(s.Carrier), Tour: slices.Clone(s.Tour),
		Pair: slices.Clone(s.Pair), Shift: slices.Clone(s.Shift), Price: s.Price}
	for t := range s.Tours {
		c.Tours[t] = slices.Clone(s.Tours[t])
	}
	return c
}

// lineOf gathers a tour's seats.
func (m *Map) lineOf(s *vrp.Solution, t int32) line {
	l := line{tour: t, seats: make([]seat, 0, len(s.Tours[t])+1)}
	for _, stop := range s.Tours[t] {
		l.seats = append(l.seats, seat{stop: stop, dur: m.lengthOf(s, stop), lo: s.Lo[stop], hi: s.Hi[stop]})
	}
	return l
}

// lengthOf is how long a stop takes with what rides on it.
func (m *Map) lengthOf(s *vrp.Solution, stop int32) int32 {
	st := &m.Problem.Stops[stop]
	if set := m.aboard(s, stop); set != 0 {
		return m.Problem.Combos[st.Combo+set].Dur
	}
	return st.Dur
}

// aboard is the set of riders on a stop, as its combos are numbered.
func (m *Map) aboard(s *vrp.Solution, stop int32) int32 {
	var set int32
	if m.Problem.Stops[stop].Combo < 0 {
		return 0
	}
	for _, k := range m.Problem.Offers(stop) {
		if r := &m.Problem.Rides[k]; s.Carrier[r.Rider] == stop {
			set |= 1 << r.Bit
		}
	}
	return set
}

// travels says whether a tour goes anywhere: to a visit, or to an activity at a
// place. Nobody goes out for calls, nor for the shift alone.
func (m *Map) travels(l *line) bool {
	return slices.ContainsFunc(l.seats, func(e seat) bool { return m.Problem.Stops[e.stop].Place != 0 })
}

// serves says whether a tour has visits or calls.
func (m *Map) serves(l *line) bool {
	return slices.ContainsFunc(l.seats, func(e seat) bool { return m.Stops[e.stop].Kind == VisitStop })
}

// earliest sets ways and earliest starts and says whether the tour can be done.
func (m *Map) earliest(l *line) bool {
	tour := &m.Problem.Tours[l.tour]
	table := &m.Problem.Modes[tour.Mode]
	travels := m.travels(l)
	at, clock, ok := tour.Start, tour.Open, true
	for i := range l.seats {
		e := &l.seats[i]
		e.lead = 0
		if place := m.Problem.Stops[e.stop].Place; place != 0 {
			if travels {
				e.lead = table.Leg(at, place).Ticks
			}
			at = place
		}
		e.start = max(clock+e.lead, e.lo)
		ok = ok && e.start <= e.hi
		clock = e.start + e.dur
	}
	l.home = 0
	if travels {
		l.home = table.Leg(at, tour.End).Ticks
	}
	l.end = clock + l.home
	return ok && l.end <= tour.Late
}

// towardsAgreed moves single visits that would start before their agreed time
// towards it, as far as the next one and the end of the tour allow. Members of
// a group stay: they start together or not at all. Breaks and the like give way
// and then follow the visit before them.
func (m *Map) towardsAgreed(s *vrp.Solution, l *line) {
	next, way := max(l.end, m.Problem.Tours[l.tour].Close), l.home
	for i := len(l.seats) - 1; i >= 0; i-- {
		e := &l.seats[i]
		latest := min(e.hi, next-way-e.dur)
		if m.Stops[e.stop].Kind != VisitStop {
			e.start = max(e.start, latest)
		} else if wish, ok := m.wish(s, e.stop); ok && e.start < wish {
			e.start = max(e.start, min(wish, latest))
		}
		next, way = e.start, e.lead
	}
	clock := m.Problem.Tours[l.tour].Open
	for i := range l.seats {
		e := &l.seats[i]
		if m.Stops[e.stop].Kind != VisitStop {
			e.start = max(clock+e.lead, e.lo)
		}
		clock = e.start + e.dur
		s.Start[e.stop] = e.start
	}
}

// wish is when a stop served alone would best start.
func (m *Map) wish(s *vrp.Solution, stop int32) (int32, bool) {
	if m.Stops[stop].Kind != VisitStop || m.Problem.Stops[stop].Group >= 0 || s.Window[stop] < 0 {
		return 0, false
	}
	agreed, ok := m.agreedAt(s, stop, m.time(s.Start[stop]))
	return m.tick(agreed), ok
}

// agreedAt is the instant that a served stop's agreed time means: as told; of its series
// as moved; of the night's on the day nearest to a start, since they may lie on
// either side of midnight. False when it has none, as has a floating visit on another
// date than agreed.
func (m *Map) agreedAt(s *vrp.Solution, stop int32, start model.Time) (model.Time, bool) {
	n, window := &m.Demand.Needs[m.Stops[stop].Need], s.Window[stop]
	if at, said := m.toldAt(n, m.Dates[window]); said {
		return at, true
	}
	clock, overnight := model.Clock(-1), false
	if n.Series >= 0 {
		clock = m.agreedClock(s, n.Series)
		part := m.Demand.Series[n.Series].Part
		overnight = part.To < part.From
	} else if len(n.Tasks) > 0 && !m.postpone[window] {
		if a, ok := m.agreedFloats[homeService{n.Home, m.Demand.Tasks[n.Tasks[0]].Service.ID}]; ok {
			clock = a.Start
		}
	}
	if clock < 0 {
		return 0, false
	}
	d := m.Dates[window]
	best := model.At(d, clock)
	if !overnight {
		return best, true
	}
	for _, t := range []model.Time{model.At(d-1, clock), model.At(d+1, clock)} {
		if apart(t, start) < apart(best, start) {
			best = t
		}
	}
	return best, true
}

func apart(a, b model.Time) model.Minutes { return max(a.Sub(b), b.Sub(a)) }

// agreedClock is a series' agreed time of day in a solution.
func (m *Map) agreedClock(s *vrp.Solution, series int) model.Clock {
	c := int(m.Demand.Series[series].Agreed) + int(s.Shift[series])
	return model.Clock(((c % 1440) + 1440) % 1440)
}

// retag gives every served stop the cheapest window that holds its start.
func (m *Map) retag(s *vrp.Solution) {
	for stop := range s.Tour {
		if s.Tour[stop] >= 0 && s.Carrier[stop] < 0 {
			s.Window[stop] = m.windowAt(s, int32(stop), s.Tour[stop], s.Start[stop])
		}
	}
}

// windowAt finds the cheapest window that lets a stop start then in a tour, or
// Never. Of a group the first stop's count for all.
func (m *Map) windowAt(s *vrp.Solution, stop, tour, start int32) int32 {
	p := m.Problem
	lead, best := m.leader(stop), int32(vrp.Never)
	at := start - p.Stops[stop].Offset + p.Stops[lead].Offset
	for c := p.Stops[lead].First; c < p.Stops[lead].Last; c++ {
		if p.Choices[c].Day != p.Tours[tour].Day {
			continue
		}
		for w := p.Choices[c].First; w < p.Choices[c].Last; w++ {
			lo, hi := m.spanOf(s, lead, w)
			if lo <= at && at <= hi && (best < 0 || p.Windows[w].Price < p.Windows[best].Price) {
				best = w
			}
		}
	}
	return best
}

// leader is the first stop of a stop's group, or the stop.
func (m *Map) leader(stop int32) int32 {
	if g := m.Problem.Stops[stop].Group; g >= 0 {
		return m.Problem.Groups[g].First
	}
	return stop
}

// spanOf is a window as the series stands.
func (m *Map) spanOf(s *vrp.Solution, stop, window int32) (lo, hi int32) {
	w := &m.Problem.Windows[window]
	if q := m.Problem.Stops[stop].Series; q >= 0 {
		return max(w.Floor, w.Lo+s.Shift[q]), min(w.Ceil, w.Hi+s.Shift[q])
	}
	return w.Lo, w.Hi
}

// rideAt finds the cheapest ride that a rider has on its carrier, or Never.
func (m *Map) rideAt(s *vrp.Solution, rider int32) int32 {
	best, p := int32(vrp.Never), m.Problem
	carrier := s.Carrier[rider]
	for _, k := range p.RidesOf(rider) {
		r := &p.Rides[k]
		if r.Carrier == carrier && r.Day == p.Tours[s.Tour[carrier]].Day && r.Lo <= s.Start[carrier] && s.Start[carrier] <= r.Hi &&
			(best < 0 || r.Price < p.Rides[best].Price) {
			best = k
		}
	}
	return best
}
