package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// stretchOf is the part of a plan that the events concern which are new since it
// was made; nil where that is much of it, where nobody can say what it is, or
// where the rest of the plan does not hold.
func stretchOf(d *model.Demand, r *model.Roads, of *model.Plan, log []model.Event) *stretch {
	if len(log) <= len(of.Log) {
		return nil
	}
	x := noStretch(d, of)
	x.dates[d.Case.Now.Date()] = true
	for i := len(of.Log); i < len(log); i++ {
		if e := &log[i]; e.Kind == model.AbsentEvent {
			x.addAbsence(e)
		} else if !x.addDays(e) {
			return nil
		}
	}
	if x = x.found(); x == nil || !x.restHolds(r) {
		return nil
	}
	return x
}

// addAbsence adds what a citizen's absence concerns, however long it lasts
// (R-5.5c): the tours that lose their visits, and those of these days on which
// something might be done that stands nowhere now.
func (x *stretch) addAbsence(e *model.Event) {
	room := map[model.Date]bool{}
	for i := range x.of.Visits {
		v := &x.of.Visits[i]
		if v.Home != e.Home || v.End().Date() < e.From.Date() || e.To != 0 && v.Start.Date() > e.To.Date() {
			continue
		}
		room[v.Date] = true
		for _, a := range v.Staff {
			x.tours[a.Shift] = true
		}
	}
	for i, v := range x.stands {
		for _, on := range x.wants[i] {
			if v == nil && room[on] {
				x.dates[on] = true
			}
		}
	}
}

// addDays adds the days that an event concerns, where they are known.
func (x *stretch) addDays(e *model.Event) bool {
	from, to, known := daysOf(e, x.whole.Case, x.of)
	horizon := x.whole.Case.Horizon
	for on := max(from, horizon.From-1); known && on <= min(to, horizon.End()); on++ {
		x.dates[on] = true
	}
	return known
}

// daysOf are the first and the last day of a plan that an event can change by
// itself; not known of those that change what is granted from some day on, and
// of what is taken back.
func daysOf(e *model.Event, c *model.Case, of *model.Plan) (from, to model.Date, known bool) {
	from, to = e.From.Date(), (e.To - 1).Date()
	if e.To == 0 {
		to = from
	}
	switch e.Kind {
	case model.SickEvent, model.LeftEvent:
		if e.To == 0 {
			to = c.Horizon.End()
		}
		return from, to, true
	case model.LateEvent, model.ActivityEvent, model.ShiftEvent, model.StartedEvent, model.DoneEvent:
		return dutyOf(e, c, of, from, to)
	case model.NoShowEvent, model.CancelledEvent, model.ChangedEvent, model.PinEvent, model.UnpinEvent,
		model.ToldEvent, model.RefusedEvent, model.NoAnswerEvent, model.AcceptedEvent, model.RejectedEvent:
		return visitDay(e, of)
	case model.AcuteEvent:
		return from, to, e.To != 0
	}
	return 0, 0, false
}

// dutyOf adds the days of the shift and the visit that an event is about.
func dutyOf(e *model.Event, c *model.Case, of *model.Plan, from, to model.Date) (first, last model.Date, known bool) {
	first, last, known = from, to, e.From != 0
	add := func(a, b model.Time) {
		if !known {
			first, last, known = a.Date(), b.Date(), true
			return
		}
		first, last = min(first, a.Date()), max(last, b.Date())
	}
	for i := range c.Shifts {
		if s := &c.Shifts[i]; s.ID == e.Shift && e.Shift != "" {
			add(s.From, s.To)
		}
	}
	for i := range of.Tours {
		if t := &of.Tours[i]; t.Shift == e.Shift && len(t.Items) > 0 {
			add(t.Items[0].From, t.Items[len(t.Items)-1].To)
		}
	}
	if a, b, is := visitDay(e, of); is {
		first, last, known = min(first, a), max(last, b), true
	}
	return first, last, known
}

// visitDay is the day of the visit that an event is about.
func visitDay(e *model.Event, of *model.Plan) (from, to model.Date, known bool) {
	at := slices.IndexFunc(of.Visits, func(v model.Visit) bool { return v.ID == e.Visit })
	if at < 0 || e.Visit == "" {
		return 0, 0, false
	}
	v := &of.Visits[at]
	return min(v.Date, v.Start.Date()), max(v.Date, v.End().Date()), true
}

// restHolds says whether all that does not belong to the part stands as it
// should: only then may it be left alone.
func (x *stretch) restHolds(r *model.Roads) bool {
	return x.restStands() && x.restServes() && x.restWaits() && x.restDrives(r)
}

// restStands says whether every need of the rest has its visit, as many staff as
// it wants and the same tasks, or is known to have none and has nothing to hope
// for from the days of the part.
func (x *stretch) restStands() bool {
	given := map[model.OccurrenceID]bool{}
	for i := range x.of.Certificates {
		given[x.of.Certificates[i].Occurrence] = true
	}
	for i := range x.of.Replacements {
		if p := &x.of.Replacements[i]; p.Visit == "" {
			given[p.Occurrence] = true
		}
	}
	for i := range x.whole.Needs {
		n := &x.whole.Needs[i]
		v := x.stands[i]
		switch {
		case x.has(i):
		case v == nil:
			if x.mayCome(i) || !slices.ContainsFunc(n.Tasks, func(k int) bool { return given[x.whole.Tasks[k].Occurrence] }) {
				return false
			}
		case v.ID == n.ID && len(v.Staff) != len(n.Legs), !x.does(v, n):
			return false
		}
	}
	return true
}

// restWaits says whether the part has nothing to do with the grants whose first
// visit comes late: what is said of that is said of the whole plan.
func (x *stretch) restWaits() bool {
	late := map[model.GrantID]bool{}
	for _, c := range x.of.Certificates {
		if lateFirst(c) {
			late[c.Grant] = true
		}
	}
	if len(late) == 0 {
		return true
	}
	homes := map[int]bool{}
	for i := range x.whole.Needs {
		n := &x.whole.Needs[i]
		if slices.ContainsFunc(n.Tasks, func(k int) bool { return late[x.whole.Tasks[k].Grant.ID] }) {
			homes[n.Home] = true
		}
	}
	for i := range x.whole.Needs {
		if n := &x.whole.Needs[i]; homes[n.Home] && (x.has(i) || x.mayCome(i)) {
			return false
		}
	}
	return true
}

// does says whether a visit does all that a need asks for.
func (x *stretch) does(v *model.Visit, n *model.Need) bool {
	return !slices.ContainsFunc(n.Tasks, func(k int) bool {
		t := &x.whole.Tasks[k]
		return !slices.ContainsFunc(v.Does, func(d model.Done) bool {
			return d.Occurrence == t.Occurrence && (d.Piece == t.Piece || d.Piece == 0)
		})
	})
}

// restServes says whether every visit of the rest is still wanted.
func (x *stretch) restServes() bool {
	wanted := make(map[model.VisitID]int, len(x.whole.Needs))
	for i := range x.whole.Needs {
		wanted[x.whole.Needs[i].ID] = i
	}
	asked := map[model.OccurrenceID]bool{}
	for i := range x.whole.Tasks {
		asked[x.whole.Tasks[i].Occurrence] = true
	}
	for i := range x.of.Visits {
		v := &x.of.Visits[i]
		if x.onTour(v) {
			continue
		}
		if _, is := wanted[v.ID]; !is || slices.ContainsFunc(v.Does, func(d model.Done) bool { return !asked[d.Occurrence] }) {
			return false
		}
	}
	return true
}

// onTour says whether a visit of the plan is in a tour of the part.
func (x *stretch) onTour(v *model.Visit) bool {
	return slices.ContainsFunc(v.Staff, func(a model.Assignment) bool { return x.tours[a.Shift] })
}

// restDrives says whether the tours of the rest can be driven: their shifts are
// there and their ways take as long as the plan says.
func (x *stretch) restDrives(r *model.Roads) bool {
	shifts := make(map[model.ShiftID]*model.Shift, len(x.whole.Case.Shifts))
	for i := range x.whole.Case.Shifts {
		shifts[x.whole.Case.Shifts[i].ID] = &x.whole.Case.Shifts[i]
	}
	for i := range x.of.Tours {
		t := &x.of.Tours[i]
		if s := shifts[t.Shift]; !x.tours[t.Shift] && (s == nil || !drives(t, s, r)) {
			return false
		}
	}
	return true
}

func drives(t *model.Tour, s *model.Shift, r *model.Roads) bool {
	clock := s.From
	for i := range t.Items {
		it := &t.Items[i]
		if it.From < clock {
			return false
		}
		if it.Kind == model.TravelItem {
			if minutes, _ := r.Leg(t.Mode, it.Start, it.End); minutes != it.To.Sub(it.From) {
				return false
			}
		}
		clock = it.To
	}
	return s.Caregiver == t.Caregiver && s.Mode == t.Mode && clock <= s.To.Add(t.Overtime)
}
