package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// awayTimes lists when each caregiver is absent.
func (m *Map) awayTimes() map[model.CaregiverID][]span {
	times := map[model.CaregiverID][]span{}
	for _, a := range m.Demand.Case.Absences {
		if a.Caregiver != "" {
			times[a.Caregiver] = append(times[a.Caregiver], span{a.From, a.To})
		}
	}
	return times
}

// stretches are what absences leave of a shift, by time: each long enough to be
// worked in or holding what had begun, or, where none is, the longest, the first
// of equal ones.
func stretches(shift span, away, begun []span, least model.Minutes) []span {
	away = slices.Clone(away)
	slices.SortFunc(away, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var long []span
	longest, at := span{}, shift.from
	keep := func(to model.Time) {
		if to-at > longest.to-longest.from {
			longest = span{at, to}
		}
		holds := func(x span) bool { return x.from < to && at < x.to }
		if to > at && (to.Sub(at) >= least || slices.ContainsFunc(begun, holds)) {
			long = append(long, span{at, to})
		}
	}
	for _, a := range away {
		if a.to <= at || a.from >= shift.to {
			continue
		}
		keep(min(a.from, shift.to))
		at = max(at, a.to)
	}
	keep(shift.to)
	if long == nil && longest.to > longest.from {
		long = []span{longest}
	}
	return long
}

// hole is a time in the middle of a tour at which its caregiver is away.
type hole struct {
	span
	stop int32 // that nothing else can be done in; Never: none was needed
}

// holesBetween are the times between the stretches of a shift.
func holesBetween(work []span) []hole {
	var holes []hole
	for i := 1; i < len(work); i++ {
		holes = append(holes, hole{span{work[i-1].to, work[i].from}, vrp.Never})
	}
	return holes
}

// addAways puts a stop into every hole of a tour: whoever is away does nothing
// then, and goes on from where they were. What had begun lasts as long as it does.
func (m *Map) addAways() {
	under := m.begunItems()
	for t := range m.Shifts {
		for i := range m.holes[int32(t)] {
			g := &m.holes[int32(t)][i]
			from := g.from
			for _, it := range under[m.Shifts[t].ID] {
				if it.from < g.to && it.to > from {
					from = it.to
				}
			}
			if from >= g.to {
				continue
			}
			g.stop = int32(len(m.Problem.Stops))
			at := m.tick(from)
			m.addOwn(int32(t), Stop{Kind: AwayStop, Leg: t}, 0, m.tick(g.to)-at, vrp.Window{Lo: at, Hi: at})
		}
	}
}

// begunItems are what had begun of the tours of a plan that is mended, by time.
func (m *Map) begunItems() map[model.ShiftID][]span {
	of := map[model.ShiftID][]span{}
	if m.standing == nil {
		return of
	}
	away := m.awayTimes()
	for i := range m.standing.Tours {
		t := &m.standing.Tours[i]
		for k := range t.Items {
			it := &t.Items[k]
			there := !slices.ContainsFunc(away[t.Caregiver], func(a span) bool { return a.from <= it.From && it.From < a.to })
			if it.Visit == "" && it.Kind != model.TravelItem && it.From < m.Demand.Case.Now && there || it.Visit != "" && m.past[it.Visit] {
				of[t.Shift] = append(of[t.Shift], span{it.From, it.To})
			}
		}
	}
	return of
}

// inHole says whether a caregiver is away at some time between two.
func (m *Map) inHole(t, from, to int32) bool {
	return slices.ContainsFunc(m.holes[t], func(g hole) bool { return m.tick(g.from) < to && from < m.tick(g.to) })
}

// roomFor says whether a tour has room for something of its own in a window:
// before, between or after times at which its caregiver can do nothing, with the
// way there gone after them.
func (m *Map) roomFor(w vrp.Window, length, out int32, closed []span) bool {
	for _, g := range closed {
		if w.Lo <= min(w.Hi, m.tick(g.from)-length) {
			return true
		}
		w.Lo = max(w.Lo, m.tick(g.to)+out)
	}
	return w.Lo <= w.Hi
}

// closedTimes are the times of a tour at which its caregiver can do nothing, in order:
// absences, and with held what events held them up by.
func (m *Map) closedTimes(t int32, held bool) []span {
	var times []span
	for _, g := range m.holes[t] {
		times = append(times, g.span)
	}
	if held {
		times = append(times, m.held[m.Shifts[t].ID]...)
	}
	return byTime(times)
}

// byTime puts spans in the order of their beginnings.
func byTime(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	return spans
}
