package model

import (
	"cmp"
	"maps"
	"slices"
)

// CaregiverChange is what becomes different in one caregiver's days.
type CaregiverChange struct {
	Caregiver CaregiverID
	Announced bool         // some of it had been announced: to be told
	Excused   bool         // but an event took them away from it all: nobody has to tell them
	Tours     []TourChange // by beginning
}

// TourChange is one shift's tour in either plan.
type TourChange struct {
	Shift                   ShiftID
	From                    Time // the beginning of the shift, or of the first thing in it
	Announced               bool
	Emptied                 bool         // nothing that was still to be done is left of it
	Why                     EventKind    // emptied: the event that took the caregiver away; "": none says so
	Stops                   []StopChange // by the earlier of their two times
	Reordered               bool         // what stays comes in another order
	Others                  []ItemChange // breaks and activities
	WasMode, IsMode         Mode         // "": no such tour
	WasOvertime, IsOvertime Minutes
	Nudged                  int // visits that moved by ToldFrom at most
}

// StopKind is what became of a visit in a tour.
type StopKind string

// The kinds of changes of a stop.
const (
	GivenStop   StopKind = "given"   // it is in the older plan's tour alone
	TakenStop   StopKind = "taken"   // in the newer one's alone
	ChangedStop StopKind = "changed" // another time, length, company or other services
)

// StopChange is one visit of a tour.
type StopChange struct {
	Kind              StopKind
	Visit             VisitID
	Home              HomeID
	Was, Is           *Assignment   // the caregiver's own part in this tour; nil: none
	WasVisit, IsVisit *Visit        // nil: not in that plan
	Others            []CaregiverID // given: who has it now; taken: who had it; changed: new company
	Lost, Gained      []ServiceMove
}

// first is the earlier of its two times in the tour.
func (s *StopChange) first() Time {
	switch {
	case s.Was == nil:
		return s.Is.Start
	case s.Is == nil:
		return s.Was.Start
	}
	return min(s.Was.Start, s.Is.Start)
}

// By is how much later the caregiver's part starts; 0 where one is missing.
func (s *StopChange) By() Minutes {
	if s.Was == nil || s.Is == nil {
		return 0
	}
	return s.Is.Start.Sub(s.Was.Start)
}

// ItemChange is a break or an activity at another time; 0: it is not there.
type ItemChange struct {
	Kind    ItemKind
	Text    string // of an activity: its kind
	Was, Is Time
}

// tourChanges compares all tours of the days in common, shift by shift.
func (d *differ) tourChanges(ch *Changes) {
	by := map[CaregiverID]*CaregiverChange{}
	for _, id := range d.allShifts() {
		t, who := d.tourChange(id)
		if !t.differs() {
			continue
		}
		g := by[who]
		if g == nil {
			g = &CaregiverChange{Caregiver: who}
			by[who] = g
		}
		g.Announced = g.Announced || t.Announced
		g.Tours = append(g.Tours, t)
	}
	for _, id := range slices.Sorted(maps.Keys(by)) {
		g := by[id]
		slices.SortFunc(g.Tours, func(a, b TourChange) int {
			return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Shift, b.Shift))
		})
		if g.Excused = g.excused(ch.Out); !g.Excused {
			d.totals(ch, g.Announced).Caregivers++
		}
		ch.Caregivers = append(ch.Caregivers, *g)
	}
}

// excused says whether an event took the caregiver away from all that was
// announced and is different: nobody has to tell them.
func (g *CaregiverChange) excused(out []Out) bool {
	if !slices.ContainsFunc(out, func(o Out) bool { return o.Caregiver == g.Caregiver && o.Why != "" }) {
		return false
	}
	return !slices.ContainsFunc(g.Tours, func(t TourChange) bool { return t.Announced && !t.Emptied })
}

// allShifts are those of either plan that begin on the days in common.
func (d *differ) allShifts() []ShiftID {
	ids := map[ShiftID]bool{}
	for _, x := range []*planIndex{d.was, d.is} {
		for id := range x.tours {
			ids[id] = true
		}
		for id := range x.stops {
			ids[id] = true
		}
	}
	maps.DeleteFunc(ids, func(id ShiftID, _ bool) bool { return !d.days.Has(d.tourFrom(id).Date()) })
	return slices.Sorted(maps.Keys(ids))
}

// tourFrom is when a shift begins, by the case, else by what stands in either
// plan's tour.
func (d *differ) tourFrom(id ShiftID) Time {
	if s := d.shifts[id]; s != nil {
		return s.From
	}
	var from Time
	earlier := func(at Time) {
		if from == 0 || at < from {
			from = at
		}
	}
	for _, x := range []*planIndex{d.was, d.is} {
		if t := x.tours[id]; t != nil && len(t.Items) > 0 {
			earlier(t.first())
		}
		if s := x.stops[id]; len(s) > 0 {
			earlier(s[0].Start)
		}
	}
	return from
}

// differs says whether a tour's difference is worth a line.
func (t *TourChange) differs() bool {
	return len(t.Stops)+len(t.Others) > 0 || t.Reordered || t.WasOvertime != t.IsOvertime || t.WasMode != t.IsMode && t.WasMode != "" && t.IsMode != ""
}

// tourChange compares one shift's tours, and says whose they are.
func (d *differ) tourChange(id ShiftID) (TourChange, CaregiverID) {
	t := TourChange{Shift: id, From: d.tourFrom(id), Emptied: d.emptied(id)}
	t.Announced = d.announced(t.From)
	who := d.tourHeads(&t)
	if t.Emptied {
		t.Why = d.whyOut(who)
	}
	was, is := byVisit(d.was.stops[id]), byVisit(d.is.stops[id])
	for _, s := range d.was.stops[id] {
		if _, kept := is[s.visit.ID]; !kept {
			t.Stops = append(t.Stops, d.given(s))
		}
	}
	for _, s := range d.is.stops[id] {
		if before, kept := was[s.visit.ID]; !kept {
			t.Stops = append(t.Stops, d.taken(s))
		} else if c, differs := d.changed(before, s); differs {
			t.Stops = append(t.Stops, c)
		} else if c.By() != 0 {
			t.Nudged++
		}
	}
	slices.SortStableFunc(t.Stops, func(a, b StopChange) int {
		return cmp.Or(cmp.Compare(a.first(), b.first()), cmp.Compare(a.Visit, b.Visit))
	})
	t.Reordered = reordered(d.was.stops[id], d.is.stops[id], was, is)
	return t, who
}

// tourHeads compares what tours hold besides visits, and says whose they are.
func (d *differ) tourHeads(t *TourChange) CaregiverID {
	was, is := d.was.tours[t.Shift], d.is.tours[t.Shift]
	var who CaregiverID
	if was != nil {
		who, t.WasMode, t.WasOvertime = was.Caregiver, was.Mode, was.Overtime
	}
	if is != nil {
		who, t.IsMode, t.IsOvertime = is.Caregiver, is.Mode, is.Overtime
	}
	if was != nil && is != nil && !t.Emptied {
		t.Others = itemChanges(was.Items, is.Items)
	}
	for _, x := range []*planIndex{d.was, d.is} {
		if who == "" && len(x.stops[t.Shift]) > 0 {
			who = x.stops[t.Shift][0].Caregiver
		}
	}
	return who
}

func byVisit(stops []stop) map[VisitID]stop {
	m := make(map[VisitID]stop, len(stops))
	for _, s := range stops {
		m[s.visit.ID] = s
	}
	return m
}

// given is a stop that a tour loses: to those who had no part in the visit
// before, else to whoever has it.
func (d *differ) given(s stop) StopChange {
	c := StopChange{Kind: GivenStop, Visit: s.visit.ID, Home: s.visit.Home, Was: s.Assignment, WasVisit: s.visit, IsVisit: d.is.visits[s.visit.ID]}
	if c.IsVisit == nil {
		c.Lost = d.lost(s.visit.Does)
		return c
	}
	c.Others = newcomers(staffOf(s.visit), staffOf(c.IsVisit), s.Caregiver)
	return c
}

// taken is a stop that a tour gets: from those who have no part in it any more.
func (d *differ) taken(s stop) StopChange {
	c := StopChange{Kind: TakenStop, Visit: s.visit.ID, Home: s.visit.Home, Is: s.Assignment, IsVisit: s.visit, WasVisit: d.was.visits[s.visit.ID]}
	if c.WasVisit == nil {
		c.Gained = d.gained(s.visit.Does)
		return c
	}
	c.Others = newcomers(staffOf(s.visit), staffOf(c.WasVisit), s.Caregiver)
	return c
}

// newcomers are those of other who are not of staff; where the caregiver is of
// both, it is that one's own other tour.
func newcomers(staff, other []CaregiverID, own CaregiverID) []CaregiverID {
	if slices.Contains(other, own) {
		return []CaregiverID{own}
	}
	return absentFrom(other, staff)
}

// changed is a stop that both tours have, and whether it is different.
func (d *differ) changed(was, is stop) (StopChange, bool) {
	c := StopChange{Kind: ChangedStop, Visit: is.visit.ID, Home: is.visit.Home, Was: was.Assignment, Is: is.Assignment, WasVisit: was.visit, IsVisit: is.visit,
		Others: absentFrom(staffOf(is.visit), staffOf(was.visit)),
		Lost:   d.lost(notIn(was.visit.Does, is.visit.Does)), Gained: d.gained(notIn(is.visit.Does, was.visit.Does))}
	alone := len(is.visit.Staff) < len(was.visit.Staff)
	return c, c.By() > ToldFrom || c.By() < -ToldFrom || was.Minutes != is.Minutes || alone || len(c.Others)+len(c.Lost)+len(c.Gained) > 0
}

// reordered says whether the visits of both tours come in another order.
func reordered(was, is []stop, inWas, inIs map[VisitID]stop) bool {
	var a, b []VisitID
	for _, s := range was {
		if _, both := inIs[s.visit.ID]; both {
			a = append(a, s.visit.ID)
		}
	}
	for _, s := range is {
		if _, both := inWas[s.visit.ID]; both {
			b = append(b, s.visit.ID)
		}
	}
	return !slices.Equal(a, b)
}

// itemChanges compares breaks and activities, the first with the first of its
// kind. A break that only one tour has goes with the visits around it.
func itemChanges(was, is []Item) []ItemChange {
	type key struct {
		kind ItemKind
		text string
	}
	times := func(items []Item) map[key][]Time {
		m := map[key][]Time{}
		for _, it := range items {
			if it.Kind == BreakItem || it.Kind == ActivityItem {
				m[key{it.Kind, it.Text}] = append(m[key{it.Kind, it.Text}], it.From)
			}
		}
		return m
	}
	a, b := times(was), times(is)
	keys := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.SortFunc(keys, func(x, y key) int { return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(x.text, y.text)) })
	var all []ItemChange
	for _, k := range slices.Compact(keys) {
		for i := range max(len(a[k]), len(b[k])) {
			c := ItemChange{Kind: k.kind, Text: k.text}
			if i < len(a[k]) {
				c.Was = a[k][i]
			}
			if i < len(b[k]) {
				c.Is = b[k][i]
			}
			switch by := c.Is - c.Was; {
			case k.kind == BreakItem && (c.Was == 0 || c.Is == 0):
			case by > Time(ToldFrom) || by < -Time(ToldFrom):
				all = append(all, c)
			}
		}
	}
	return all
}
