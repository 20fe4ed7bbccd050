package model

import "slices"

// checkTours walks each tour once: what it says agrees with the visits, ways
// take their time, work lies in the shift, and there is a break.
func (k *checker) checkTours() {
	if k.r == nil {
		k.report(Violation{Rule: FormRule}, "uden veje kan planen ikke efterses", "without roads the plan can't be checked")
		return
	}
	on := newLegsOnTours(k)
	rest := k.newRests()
	activities := k.activitiesByShift()
	seen := make(map[ShiftID]bool, len(k.p.Tours))
	for i := range k.p.Tours {
		t := &k.p.Tours[i]
		s := k.shifts[t.Shift]
		if s == nil {
			k.report(tourBreaks(t, FormRule, 0), "vagten %s findes ikke", "there is no shift %s", t.Shift)
			continue
		}
		if seen[t.Shift] {
			k.report(tourBreaks(t, FormRule, s.From), "vagten %s har to lister", "shift %s has two tours", t.Shift)
		}
		seen[t.Shift] = true
		if !k.scope.hasTour(t.Shift) {
			on.mark(t)
			continue
		}
		k.checkWhose(t, s)
		on.walk(t)
		k.checkOrder(t)
		k.checkWays(t, s)
		k.checkWorkingTime(t, s)
		k.checkBreak(t, s, activities[t.Shift])
		rest.check(t, s)
		k.checkActivities(t, s, activities[t.Shift])
	}
	on.missing()
	for i := range k.c.Shifts {
		s := &k.c.Shifts[i]
		if !seen[s.ID] && k.scope.hasTour(s.ID) && k.ours(s) && slices.ContainsFunc(activities[s.ID], func(a *Activity) bool { return k.attends(s, a) }) {
			k.report(Violation{Rule: FormRule, Caregiver: s.Caregiver, Shift: s.ID, At: s.From},
				"vagten %s har ingen liste, men har aktiviteter", "shift %s has no tour, yet has activities", s.ID)
		}
	}
}

// tourBreaks is a violation of a rule by a caregiver's tour at a time.
func tourBreaks(t *Tour, rule string, at Time) Violation {
	return Violation{Rule: rule, Caregiver: t.Caregiver, Shift: t.Shift, At: at}
}

// ours says whether a shift belongs to this plan: its caregiver works for the
// provider, in one of the districts or lent to one.
func (k *checker) ours(s *Shift) bool {
	c := k.caregivers[s.Caregiver]
	if c == nil || c.Provider != k.p.Made.Provider {
		return false
	}
	return len(k.p.Made.Districts) == 0 || slices.Contains(k.p.Made.Districts, s.WorksIn(c))
}

func (k *checker) checkWhose(t *Tour, s *Shift) {
	if t.Caregiver != s.Caregiver {
		k.report(tourBreaks(t, FormRule, s.From), "vagten %s er en andens", "shift %s is somebody else's", t.Shift)
	}
	if t.Mode != s.Mode {
		k.report(tourBreaks(t, FormRule, s.From), "vagten kører %s, ikke %s", "the shift goes by %s, not %s", s.Mode, t.Mode)
	}
	if !k.ours(s) {
		k.report(tourBreaks(t, FormRule, s.From), "vagten %s hører til en anden plan", "shift %s belongs to another plan", t.Shift)
	}
}

// legsOnTours follows which leg of which visit has been seen on a tour.
type legsOnTours struct {
	k     *checker
	first []int // of each visit, its first leg in seen
	seen  []bool
	index map[*checkVisit]int
}

func newLegsOnTours(k *checker) *legsOnTours {
	on := &legsOnTours{k: k, first: make([]int, len(k.visits)+1), index: make(map[*checkVisit]int, len(k.visits))}
	for i := range k.visits {
		on.index[&k.visits[i]] = i
		on.first[i+1] = on.first[i] + len(k.visits[i].Staff)
	}
	on.seen = make([]bool, on.first[len(k.visits)])
	return on
}

// walk compares a tour's visits with the plan's.
func (on *legsOnTours) walk(t *Tour) {
	for i := range t.Items {
		it := &t.Items[i]
		if it.Kind != VisitItem && it.Kind != CallItem {
			continue
		}
		bad := tourBreaks(t, FormRule, it.From)
		bad.Visit = it.Visit
		v := on.k.byID[it.Visit]
		if v == nil {
			on.k.report(bad, "besøget på listen findes ikke", "the visit on the tour does not exist")
			continue
		}
		bad.Home = v.Home
		if it.Leg < 0 || it.Leg >= len(v.Staff) {
			on.k.report(bad, "besøget har ingen plads %d", "the visit has no leg %d", it.Leg)
			continue
		}
		if (it.Kind == CallItem) != v.phone {
			on.k.report(bad, "besøg og opkald er forvekslet", "a visit and a call are mixed up")
		}
		a := &v.Staff[it.Leg]
		if a.Shift != t.Shift || a.Caregiver != t.Caregiver || a.Start != it.From || a.Start.Add(a.Minutes) != it.To {
			on.k.report(bad, "listen og besøget er uenige om hvem eller hvornår", "the tour and the visit disagree on who or when")
		}
		leg := on.first[on.index[v]] + it.Leg
		if on.seen[leg] {
			on.k.report(bad, "besøget står to gange på listerne", "the visit stands twice on the tours")
		}
		on.seen[leg] = true
	}
}

// mark notes what a tour has, of the visits looked at.
func (on *legsOnTours) mark(t *Tour) {
	for i := range t.Items {
		it := &t.Items[i]
		if it.Kind != VisitItem && it.Kind != CallItem {
			continue
		}
		if v := on.k.byID[it.Visit]; v != nil && it.Leg >= 0 && it.Leg < len(v.Staff) {
			on.seen[on.first[on.index[v]]+it.Leg] = true
		}
	}
}

// missing reports assignments that no tour has.
func (on *legsOnTours) missing() {
	for i := range on.k.visits {
		v := &on.k.visits[i]
		for leg, a := range v.Staff {
			if !on.seen[on.first[i]+leg] {
				bad := v.breaks(FormRule)
				bad.Caregiver, bad.Shift = a.Caregiver, a.Shift
				on.k.report(bad, "besøget står ikke på medarbejderens liste", "the visit is not on the caregiver's tour")
			}
		}
	}
}

// checkOrder makes sure that items come in order and never overlap; what
// overlaps a break is R-W.3.
func (k *checker) checkOrder(t *Tour) {
	var last *Item
	for i := range t.Items {
		it := &t.Items[i]
		if it.To < it.From {
			k.report(tourBreaks(t, FormRule, it.From), "punktet slutter før det begynder", "the item ends before it begins")
		}
		if last != nil && it.From < last.To {
			rule := FormRule
			if it.Kind == BreakItem || last.Kind == BreakItem {
				rule = "R-W.3"
			}
			bad := tourBreaks(t, rule, it.From)
			bad.Visit = it.Visit
			k.report(bad, "to punkter på listen overlapper", "two items of the tour overlap")
		}
		if last == nil || it.To > last.To {
			last = it
		}
	}
}

// checkWays follows the caregiver from place to place: each leg is there,
// undivided, and takes the time that the roads take.
func (k *checker) checkWays(t *Tour, s *Shift) {
	if !k.goesOut(t) {
		return // the shift stays where it is
	}
	at := s.Start
	for i := range t.Items {
		it := &t.Items[i]
		if it.Kind == TravelItem {
			k.checkWay(t, it, at)
			at = it.End
			continue
		}
		where := k.placeOf(it)
		if where != "" && at != "" && where != at {
			bad := tourBreaks(t, FormRule, it.From)
			bad.Visit = it.Visit
			k.report(bad, "vejen fra %s til %s mangler", "the way from %s to %s is missing", at, where)
		}
		if where != "" {
			at = where
		}
	}
	if s.End != "" && at != s.End {
		k.report(tourBreaks(t, FormRule, s.To), "vejen fra %s til vagtens slutsted %s mangler", "the way from %s to the shift's end at %s is missing", at, s.End)
	}
}

// goesOut says whether a tour goes anywhere: nobody does for calls, nor for what
// happens wherever they are.
func (k *checker) goesOut(t *Tour) bool {
	return slices.ContainsFunc(t.Items, func(it Item) bool { return it.Kind == VisitItem || it.Kind == TravelItem || k.placeOf(&it) != "" })
}

// checkWay looks at one leg that starts where the caregiver is.
func (k *checker) checkWay(t *Tour, it *Item, at PlaceID) {
	if at != "" && it.Start != at {
		k.report(tourBreaks(t, FormRule, it.From), "turen begynder i %s, men medarbejderen er i %s", "the leg starts at %s, but the caregiver is at %s", it.Start, at)
	}
	minutes, metres := k.r.Leg(t.Mode, it.Start, it.End)
	if minutes == NoWay {
		k.report(tourBreaks(t, FormRule, it.From), "der er ingen kendt vej fra %s til %s", "no way is known from %s to %s", it.Start, it.End)
		return
	}
	if got := it.To.Sub(it.From); got < minutes && !k.gone(it) {
		k.report(tourBreaks(t, FormRule, it.From), "vejen tager %d minutter, ikke %d", "the way takes %d minutes, not %d", minutes, got)
	}
	if it.Metres != metres {
		k.report(tourBreaks(t, FormRule, it.From), "vejen er %d meter, ikke %d", "the way is %d metres, not %d", metres, it.Metres)
	}
}

// placeOf is where an item happens: "" wherever the caregiver is.
func (k *checker) placeOf(it *Item) PlaceID {
	switch it.Kind {
	case VisitItem:
		if v := k.byID[it.Visit]; v != nil && v.home != nil {
			return v.home.Place
		}
	case ActivityItem, ReserveItem, BreakItem:
		return it.Start
	}
	return ""
}
