package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// workPrice is what leaving out a break or an activity costs: more than any
// care, since no plan may break R-W.3.
const workPrice = 1_000_000_000

// buildWork puts the breaks and activities of every tour among the stops: none
// but their tour may hold them.
func (m *Map) buildWork() error {
	activities := m.activities()
	meetings := m.fixedTimes(activities)
	for t := range m.Shifts {
		m.addBreak(int32(t), meetings[int32(t)])
	}
	for _, i := range activities {
		a := &m.Demand.Case.Activities[i]
		m.addActivity(m.tourOf[a.Shift], i, a)
	}
	return nil
}

// fixedTimes are, by tour, when its activities of a given time are.
func (m *Map) fixedTimes(activities []int) map[int32][]span {
	times := map[int32][]span{}
	for _, i := range activities {
		if a := &m.Demand.Case.Activities[i]; a.Fixed() {
			t := m.tourOf[a.Shift]
			times[t] = append(times[t], span{a.From, a.To})
		}
	}
	return times
}

// activities lists those of the plan's tours, in an order of their own content.
func (m *Map) activities() []int {
	all := m.Demand.Case.Activities
	var own []int
	for i := range all {
		if _, ok := m.tourOf[all[i].Shift]; ok {
			own = append(own, i)
		}
	}
	slices.SortStableFunc(own, func(a, b int) int {
		x, y := &all[a], &all[b]
		return cmp.Or(cmp.Compare(m.tourOf[x.Shift], m.tourOf[y.Shift]), cmp.Compare(x.From, y.From), cmp.Compare(x.Kind, y.Kind))
	})
	return own
}

// addBreak gives a tour its break (R-W.3): where the shift brings one its own,
// else within the margins when what is worked is long enough, in all. Whoever is
// absent or at a meeting all the time that it could be has none.
func (m *Map) addBreak(t int32, meetings []span) {
	s, rules, tour := m.Shifts[t], &m.Demand.Case.Standard.Rules, &m.Problem.Tours[t]
	length := int32(rules.BreakLength)
	if s.BreakLen > 0 {
		length = int32(s.BreakLen)
	}
	if length <= 0 {
		return
	}
	if it := m.takeBegun(s.ID, func(it *model.Item) bool { return it.Kind == model.BreakItem }); it != nil {
		at := m.tick(it.From)
		m.addOwn(t, Stop{Kind: BreakStop, Leg: int(t)}, 0, int32(it.To.Sub(it.From)), vrp.Window{Lo: at, Hi: at})
		return
	}
	margin := int32(rules.BreakMargin)
	w := vrp.Window{Lo: tour.Open + margin, Hi: tour.Close - margin - length}
	switch {
	case s.Break != nil:
		w.Lo, w.Hi = max(m.tick(s.Break.From), tour.Open), min(m.tick(s.Break.To), tour.Close-length)
	case rules.BreakOnlyGiven || m.workedIn(t) <= int32(rules.BreakFrom):
		return
	}
	if w = m.toCome(w); !m.roomFor(w, length, 0, byTime(append(m.closedTimes(t, true), meetings...))) {
		m.leave("shift %s: no room for its break", s.ID)
		return
	}
	m.addOwn(t, Stop{Kind: BreakStop, Leg: int(t)}, 0, length, w)
}

// workedIn is how long a tour is, less absences.
func (m *Map) workedIn(t int32) int32 {
	sum := m.Problem.Tours[t].Close - m.Problem.Tours[t].Open
	for _, g := range m.holes[t] {
		sum -= m.tick(g.to) - m.tick(g.from)
	}
	return sum
}

// addActivity gives a tour blocked work time, where there is time for the way
// there and home.
func (m *Map) addActivity(t int32, i int, a *model.Activity) {
	tour := &m.Problem.Tours[t]
	length := int32(a.Minutes)
	if length <= 0 {
		length = int32(a.To.Sub(a.From))
	}
	s := m.Shifts[t]
	begun := func(it *model.Item) bool {
		return it.Kind == model.ActivityItem && it.Text == a.Kind && it.Start == a.Place && m.tick(it.To)-m.tick(it.From) == length
	}
	if it := m.takeBegun(s.ID, begun); it != nil {
		at := m.tick(it.From)
		m.addOwn(t, Stop{Kind: ActivityStop, Need: i, Leg: int(t)}, m.placeOf(a.Place), length, vrp.Window{Lo: at, Hi: at})
		return
	}
	out, _ := m.Roads.Leg(s.Mode, s.Start, a.Place)
	home, _ := m.Roads.Leg(s.Mode, a.Place, s.End)
	w := vrp.Window{Lo: max(m.tick(a.From), tour.Open+int32(out)), Hi: min(m.tick(a.To), tour.Close, tour.Late-int32(home)) - length}
	if !a.HeldUp() {
		w = m.toCome(w)
	}
	if !m.roomFor(w, length, int32(out), m.closedTimes(t, !a.HeldUp())) {
		m.leave("shift %s: no room for its %s", a.Shift, a.Kind)
		return
	}
	m.addOwn(t, Stop{Kind: ActivityStop, Need: i, Leg: int(t)}, m.placeOf(a.Place), length, w)
}

// addOwn adds a stop that only one tour may hold.
func (m *Map) addOwn(t int32, is Stop, place, length int32, w vrp.Window) {
	p := m.Problem
	only := newSet(len(m.Shifts))
	only.add(t)
	m.extra[t] = append(m.extra[t], int32(len(p.Stops)))
	m.addPlain(is, vrp.Stop{Place: place, Dur: length, Class: m.classOf(only), Unserved: workPrice, Must: true}, p.Tours[t].Day, w)
}

// addPlain adds a stop with a single window.
func (m *Map) addPlain(is Stop, s vrp.Stop, day int32, w vrp.Window) {
	p := m.Problem
	s.Cluster, s.Group, s.Series, s.Combo = vrp.Never, vrp.Never, vrp.Never, vrp.Never
	s.First, s.Last = int32(len(p.Choices)), int32(len(p.Choices))+1
	w.Floor, w.Ceil = w.Lo, w.Hi
	p.Choices = append(p.Choices, vrp.Choice{Day: day, First: int32(len(p.Windows)), Last: int32(len(p.Windows)) + 1})
	p.Windows = append(p.Windows, w)
	p.Stops = append(p.Stops, s)
	m.Dates = append(m.Dates, m.FirstDay+model.Date(day))
	m.postpone = append(m.postpone, false)
	m.called = append(m.called, false)
	m.Stops = append(m.Stops, is)
}
