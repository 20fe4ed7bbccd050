package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

const (
	far      = 1 << 29 // no limit, and still safe to add
	mostMenu = 16      // windows of a choice that the engine holds
)

// buildSeries states the agreed times as variables: whole steps of the grid
// either way, none where the time came from outside.
func (m *Map) buildSeries() error {
	step := max(1, int32(m.Demand.Case.Standard.Rules.AgreedGrid))
	for i := range m.Demand.Series {
		s := &m.Demand.Series[i]
		v := vrp.Series{Step: step}
		if !s.Fixed {
			v.Min = min(0, int32(s.From-s.Agreed)/step*step)
			v.Max = max(0, int32(s.To-s.Agreed)/step*step)
		}
		m.Problem.Series = append(m.Problem.Series, v)
	}
	return nil
}

// buildStops makes the stops of every need, a stop for each of its staff.
func (m *Map) buildStops() error {
	m.first = make([]int32, len(m.Demand.Needs))
	for _, i := range m.byDay() {
		m.first[i] = int32(len(m.Problem.Stops))
		m.addNeed(i)
	}
	return nil
}

// byDay orders the needs by their first day and their place: what the search
// looks at together, visits near each other on one day, lies together in memory.
func (m *Map) byDay() []int {
	type key struct {
		need  int
		day   model.Date
		place int32
	}
	keys := make([]key, len(m.Demand.Needs))
	for i := range keys {
		n := &m.Demand.Needs[i]
		keys[i] = key{need: i, place: m.place[m.homeOf(n).Place]}
		if len(n.Days) > 0 {
			keys[i].day = n.Days[0].Date
		}
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.place, b.place), cmp.Compare(a.need, b.need))
	})
	order := make([]int, len(keys))
	for i, k := range keys {
		order[i] = k.need
	}
	return order
}

// addNeed makes the stops of a need. Only the first of a group has choices;
// the price of leaving the need out lies on all its legs together.
func (m *Map) addNeed(i int) {
	p, n := m.Problem, &m.Demand.Needs[i]
	s := vrp.Stop{Cluster: m.cluster[n.Home], Class: m.class(n), Group: vrp.Never, Series: int32(n.Series),
		Combo: vrp.Never, Alone: int64(n.Separate), Must: n.Class == model.NeverCancelled}
	if n.NoTravel {
		s.Cluster = vrp.Never
	} else {
		s.Place = m.placeOf(m.homeOf(n).Place)
	}
	staff := int32(len(n.Legs))
	if staff > 1 {
		s.Group = int32(len(p.Groups))
		p.Groups = append(p.Groups, vrp.Group{First: m.first[i], Last: m.first[i] + staff})
	}
	price := m.undone(i)
	s.First = int32(len(p.Choices))
	m.addChoices(n)
	s.Last = int32(len(p.Choices))
	for leg, l := range n.Legs {
		s.Offset, s.Dur = int32(l.Offset), int32(l.Minutes)
		s.Unserved = price / int64(staff)
		if leg == 0 {
			s.Unserved += price % int64(staff)
		} else {
			s.First, s.Alone = s.Last, 0
		}
		p.Stops = append(p.Stops, s)
		m.Stops = append(m.Stops, Stop{Kind: VisitStop, Need: i, Leg: leg})
	}
}

// offer is a window of a choice that is being made.
type offer struct {
	day       int32
	window    vrp.Window
	date      model.Date
	postponed bool
	called    bool
}

// addChoices makes the choices of a need, one for each day of tours: a visit
// after midnight belongs to its date, and may be in a tour of the night before.
func (m *Map) addChoices(n *model.Need) {
	p := m.Problem
	var offers []offer
	for d := range n.Days {
		offers = m.addDay(offers, n, &n.Days[d])
	}
	slices.SortStableFunc(offers, func(a, b offer) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.window.Price, b.window.Price))
	})
	for i := range offers {
		o, last := &offers[i], len(p.Choices)-1
		if i == 0 || offers[i-1].day != o.day {
			p.Choices = append(p.Choices, vrp.Choice{Day: o.day, First: int32(len(p.Windows)), Last: int32(len(p.Windows))})
			last++
		}
		if p.Choices[last].Last-p.Choices[last].First == mostMenu {
			m.leave("need %s: more than %d windows on a day, the dearest are left out", n.ID, mostMenu)
			continue
		}
		p.Choices[last].Last++
		p.Windows = append(p.Windows, o.window)
		m.Dates = append(m.Dates, o.date)
		m.postpone = append(m.postpone, o.postponed)
		m.called = append(m.called, o.called)
	}
}

// addDay adds the windows of a need's date for each day whose tours are under
// way then. A neighbouring day must be able to keep the agreed time: a night
// shift that ends at seven need not be asked for every visit of the day.
func (m *Map) addDay(offers []offer, n *model.Need, d *model.NeedDay) []offer {
	windows := m.menu(n, d)
	moved, own := postponed(d), m.day(d.Date)
	add := func(day int32) {
		for _, w := range windows {
			offers = append(offers, offer{day, w.Window, d.Date, moved, w.kind == model.Called})
		}
	}
	before := len(offers)
	for day := max(0, own-1); day <= own+1 && int(day) < len(m.dayOpen); day++ {
		for i := range windows {
			w := &windows[i]
			if day != own && w.kind == model.Called {
				continue
			}
			if lo, hi := m.reach(n, w); lo+int32(n.Legs[0].Minutes) <= m.dayLate[day] && hi >= m.dayOpen[day] {
				add(day)
				break
			}
		}
	}
	if len(offers) == before { // nobody is at work: the certificate still finds when it was wanted
		add(max(0, own))
	}
	return offers
}

// postponed says whether a date is another than agreed: then even its cheapest
// window is a postponement.
func postponed(d *model.NeedDay) bool {
	return len(d.Windows) > 0 && cheapest(d.Windows).Kind == model.Postponed
}

func cheapest(windows []model.Window) *model.Window {
	best := &windows[0]
	for i := range windows {
		if windows[i].Price < best.Price {
			best = &windows[i]
		}
	}
	return best
}

// kindly is a window that remembers why it has its price.
type kindly struct {
	vrp.Window
	kind model.WindowKind
}

// menu states a date's windows in ticks. Those of a series move with it and
// keep their limits; others are cut to the limits at once.
func (m *Map) menu(n *model.Need, d *model.NeedDay) []kindly {
	menu := make([]kindly, 0, len(d.Windows))
	for i := range d.Windows {
		v := kindly{m.window(&d.Windows[i]), d.Windows[i].Kind}
		switch {
		case n.Series < 0:
			if v.Lo, v.Hi = max(v.Lo, v.Floor), min(v.Hi, v.Ceil); v.Lo <= v.Hi {
				menu = append(menu, v)
			}
		case v.kind == model.Called:
			menu = m.inPart(menu, v, n, d.Date)
		default:
			menu = append(menu, v)
		}
	}
	return menu
}

// inPart keeps what a window that costs a call has in common with the part of
// the day of its series, and the call limit about it. A call excuses a visit
// that comes late, not a morning's help in the evening.
func (m *Map) inPart(menu []kindly, v kindly, n *model.Need, d model.Date) []kindly {
	part, limit := m.Demand.Series[n.Series].Part, int32(m.Demand.Case.Standard.Rules.CallLimit)
	floor, ceil := v.Floor, v.Ceil
	cut := func(from, to model.Time) {
		v.Floor, v.Ceil = max(floor, m.tick(from)-limit), min(ceil, m.tick(to)+limit)
		if v.Floor <= v.Ceil {
			menu = append(menu, v)
		}
	}
	switch {
	case part.From < part.To:
		cut(model.At(d, part.From), model.At(d, part.To))
	default: // past midnight: early and late on the date
		cut(model.At(d, 0), model.At(d, part.To))
		cut(model.At(d, part.From), model.At(d+1, 0))
	}
	return menu
}

func (m *Map) window(w *model.Window) vrp.Window {
	v := vrp.Window{Lo: m.tick(w.From), Hi: m.tick(w.To), Floor: m.tick(w.Floor), Ceil: m.tick(w.Ceil), Price: int64(w.Price)}
	if w.Floor == 0 && w.Ceil == 0 {
		v.Floor, v.Ceil = -far, far
	}
	return v
}

// reach is when a need may start in a window at all, wherever its series moves.
func (m *Map) reach(n *model.Need, w *kindly) (lo, hi int32) {
	var s vrp.Series
	if n.Series >= 0 {
		s = m.Problem.Series[n.Series]
	}
	return max(w.Floor, w.Lo+s.Min), min(w.Ceil, w.Hi+s.Max)
}

// buildLinks couples the first stops of needs.
func (m *Map) buildLinks() error {
	for _, l := range m.Demand.Links {
		v := vrp.Link{A: m.first[l.A], B: m.first[l.B], SameDay: l.SameDay, Min: int32(l.Min), Max: int32(l.Max)}
		if l.Max == 0 {
			v.Max = far
		}
		switch l.Kind {
		case model.StartGap:
			v.Kind = vrp.Gap
		case model.DayGap:
			v.Kind = vrp.DayGap
		case model.NotSameDay:
			v.Kind = vrp.Apart
		}
		m.Problem.Links = append(m.Problem.Links, v)
	}
	return nil
}
