package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// drop takes a need's stops out of a solution, with all that rides on it.
func (m *Map) drop(s *vrp.Solution, stop int32) {
	first, last := stop, stop+1
	if g := m.Problem.Stops[stop].Group; g >= 0 {
		first, last = m.Problem.Groups[g].First, m.Problem.Groups[g].Last
	}
	for k := first; k < last; k++ {
		if t := s.Tour[k]; t >= 0 && s.Carrier[k] < 0 {
			s.Tours[t] = slices.DeleteFunc(s.Tours[t], func(o int32) bool { return o == k })
		}
		for _, r := range m.Problem.Offers(k) {
			if rider := m.Problem.Rides[r].Rider; s.Carrier[rider] == k {
				m.drop(s, rider)
			}
		}
		s.Tour[k], s.Carrier[k], s.Window[k], s.Start[k] = vrp.Never, vrp.Never, vrp.Never, vrp.Never
	}
}

// shorten drops visits of a tour, the cheapest to leave first, until it can be
// done, and says whether it did: legs need not keep the triangle inequality, so
// that dropping a visit may make the way to the next one longer.
func (m *Map) shorten(s *vrp.Solution, t int32) bool {
	dropped := false
	for {
		l := m.lineOf(s, t)
		if m.earliest(&l) {
			return dropped
		}
		least := m.leastOf(&l)
		if least < 0 {
			return dropped
		}
		m.drop(s, least)
		dropped = true
	}
}

// dropHalves takes out what is left of groups of which a leg is missing, and of
// split occurrences of which a piece is (a machine that nobody empties), until
// all that is left is whole. It says whether it took anything out.
func (m *Map) dropHalves(s *vrp.Solution) bool {
	dropped := m.dropLegs(s)
	for m.dropPieces(s) {
		dropped = true
	}
	return dropped
}

// dropLegs takes out visits by several of which a leg stands in no tour.
func (m *Map) dropLegs(s *vrp.Solution) bool {
	dropped := false
	for i := range m.Demand.Needs {
		first := m.first[i]
		legs := s.Tour[first : int(first)+len(m.Demand.Needs[i].Legs)]
		missing := slices.ContainsFunc(legs, func(t int32) bool { return t < 0 })
		if missing && slices.ContainsFunc(legs, func(t int32) bool { return t >= 0 }) {
			m.drop(s, first)
			dropped = true
		}
	}
	return dropped
}

// dropPieces takes out pieces of split occurrences that are not all served, but
// of those that have begun: what is done is done.
func (m *Map) dropPieces(s *vrp.Solution) bool {
	served, begun := map[model.OccurrenceID]int{}, map[model.OccurrenceID]bool{}
	m.eachPiece(func(stop int32, t *model.Task) {
		if s.Tour[stop] >= 0 {
			served[t.Occurrence]++
			begun[t.Occurrence] = begun[t.Occurrence] || m.hasBegun(stop) || m.aboardBegun(s, stop)
		}
	})
	dropped := false
	m.eachPiece(func(stop int32, t *model.Task) {
		if n := served[t.Occurrence]; n > 0 && n < len(m.pieces[t.Occurrence]) && s.Tour[stop] >= 0 && !begun[t.Occurrence] {
			m.drop(s, stop)
			dropped = true
		}
	})
	return dropped
}

// hasBegun says whether a stop is of a visit that had begun when the plan was mended.
func (m *Map) hasBegun(stop int32) bool {
	s := &m.Stops[stop]
	return s.Kind == VisitStop && m.past[m.Demand.Needs[s.Need].ID]
}

// aboardBegun says whether a stop rides on a visit that had begun.
func (m *Map) aboardBegun(s *vrp.Solution, stop int32) bool {
	return s.Carrier[stop] >= 0 && m.hasBegun(s.Carrier[stop])
}

// eachPiece visits the first stop of every need that is a piece of a split
// occurrence and nothing else.
func (m *Map) eachPiece(visit func(stop int32, t *model.Task)) {
	if len(m.pieces) == 0 {
		return
	}
	for i := range m.Demand.Needs {
		for _, k := range m.Demand.Needs[i].Tasks {
			if t := &m.Demand.Tasks[k]; t.Piece > 0 {
				visit(m.first[i], t)
			}
		}
	}
}

// mend puts breaks and activities that a tour lacks back in, and takes visits
// out for them, the cheapest to leave first: no plan breaks R-W.3. What does
// not even fit a tour without visits stays out.
func (m *Map) mend(s *vrp.Solution, t int32) {
	for _, own := range m.extra[t] {
		if s.Tour[own] >= 0 || !m.fitsAlone(s, t, own) {
			continue
		}
		for !m.squeeze(s, t, own) {
			l := m.lineOf(s, t)
			least := m.leastOf(&l)
			if least < 0 {
				break
			}
			m.drop(s, least)
		}
	}
}

// fitsAlone says whether a stop of its own fits a tour without visits.
func (m *Map) fitsAlone(s *vrp.Solution, t, own int32) bool {
	empty := &vrp.Solution{Tours: make([][]int32, len(s.Tours)), Start: slices.Clone(s.Start), Window: slices.Clone(s.Window),
		Lo: slices.Clone(s.Lo), Hi: slices.Clone(s.Hi), Carrier: s.Carrier, Tour: slices.Clone(s.Tour)}
	for _, stop := range s.Tours[t] {
		if m.Stops[stop].Kind != VisitStop {
			empty.Tours[t] = append(empty.Tours[t], stop)
		}
	}
	return m.squeeze(empty, t, own)
}

// squeeze puts a stop of its own into a tour where it fits first.
func (m *Map) squeeze(s *vrp.Solution, t, own int32) bool {
	w := m.Problem.Choices[m.Problem.Stops[own].First].First
	new := seat{stop: own, dur: m.Problem.Stops[own].Dur, lo: m.Problem.Windows[w].Lo, hi: m.Problem.Windows[w].Hi}
	for pos := range len(s.Tours[t]) + 1 {
		l := m.lineOf(s, t)
		l.seats = slices.Insert(l.seats, pos, new)
		if m.earliest(&l) {
			s.Tours[t] = slices.Insert(s.Tours[t], pos, own)
			s.Tour[own], s.Window[own], s.Lo[own], s.Hi[own], s.Start[own] = t, w, new.lo, new.hi, l.seats[pos].start
			return true
		}
	}
	return false
}

// leastOf is the visit of a tour that costs least to leave out, or Never. What
// has begun is not left out.
func (m *Map) leastOf(l *line) int32 {
	least := int32(vrp.Never)
	for _, e := range l.seats {
		if k := m.Stops[e.stop].Kind; k == BreakStop || k == ActivityStop || k == NowStop || k == AwayStop || m.hasBegun(e.stop) {
			continue
		}
		if least < 0 || m.Problem.Stops[e.stop].Unserved < m.Problem.Stops[least].Unserved {
			least = e.stop
		}
	}
	return least
}
