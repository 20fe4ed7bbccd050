package model

import "slices"

// disturbance is whom a mend disturbs, against what was announced.
type disturbance struct {
	changed []changedCaregiver
	tours   []changedTour
	late    []CallTime
}

// changedCaregiver is one place in a visit that another fills than was announced.
type changedCaregiver struct {
	visit  *Visit
	notice Minutes // from the mend to the start announced
}

// changedTour is a caregiver's day that is not what was announced.
type changedTour struct {
	tour   *Tour
	notice Minutes // from the mend to the start of the shift; 0 when it is under way
}

// disturbance compares a mended plan with what was announced; nothing of a plan
// that is no mend.
func (x *ledger) disturbance() *disturbance {
	d := &disturbance{}
	if x.p.Made.Now == 0 {
		return d
	}
	was := make(map[VisitID]*Announced, len(x.p.Announced))
	for i := range x.p.Announced {
		was[x.p.Announced[i].Visit] = &x.p.Announced[i]
	}
	started := startedVisits(x.p.Log)
	touched := map[ShiftID]bool{}
	var calls []Call
	agreed := x.agreements()
	for i := range x.p.Visits {
		v, a := &x.p.Visits[i], was[x.p.Visits[i].ID]
		if a != nil && len(a.Staff) != len(v.Staff) {
			a = nil // what more or fewer are to do was not announced
		}
		x.touches(v, a, touched)
		if v.Start < x.p.Made.Now || started[v.ID] {
			continue
		}
		if call, owed := x.callOwed(v, agreed); owed {
			calls = append(calls, call)
		}
		d.changed = append(d.changed, x.changes(v, a)...)
	}
	d.tours = x.toursOf(touched)
	d.late = slices.DeleteFunc(callTimes(&x.c.Standard.Rules, x.p.Made.Now, calls), func(t CallTime) bool { return !t.Late })
	return d
}

// changes are the places in an announced visit that are filled by none of those
// announced, the two named apart unless the standard says otherwise. Who calls is
// all the same.
func (x *ledger) changes(v *Visit, a *Announced) []changedCaregiver {
	if a == nil || x.isCall(v) {
		return nil
	}
	var changes []changedCaregiver
	for _, s := range v.Staff {
		announced := slices.ContainsFunc(a.Staff, func(o Assignment) bool { return o.Caregiver == s.Caregiver })
		if announced || !x.c.Standard.Rules.NamedAreTold && x.named[v.Home].has(s.Caregiver) {
			continue
		}
		changes = append(changes, changedCaregiver{v, a.Start.Sub(x.p.Made.Now)})
	}
	return changes
}

// touches marks the shifts whose day a visit changes: the one where a place in
// it stands, if another was announced or nothing was, and the one announced.
func (x *ledger) touches(v *Visit, a *Announced, touched map[ShiftID]bool) {
	if a == nil {
		for _, s := range v.Staff {
			touched[s.Shift] = touched[s.Shift] || v.Start < x.c.AnnouncedUntil
		}
		return
	}
	for leg, s := range v.Staff {
		if was := a.Staff[leg].Shift; was != s.Shift {
			touched[s.Shift], touched[was] = true, true
		}
	}
}

// toursOf are the tours of touched shifts whose caregivers can be disturbed: the
// shift was announced and is not over, and they are not absent from it.
func (x *ledger) toursOf(touched map[ShiftID]bool) []changedTour {
	away := map[CaregiverID][]*Absence{}
	for i := range x.c.Absences {
		if a := &x.c.Absences[i]; a.Caregiver != "" {
			away[a.Caregiver] = append(away[a.Caregiver], a)
		}
	}
	var tours []changedTour
	for i := range x.p.Tours {
		t := &x.p.Tours[i]
		s := x.shifts[t.Shift]
		if s == nil || !touched[t.Shift] || s.To <= x.p.Made.Now || s.From >= x.c.AnnouncedUntil ||
			slices.ContainsFunc(away[s.Caregiver], func(a *Absence) bool { return a.From < s.To && a.To > s.From }) {
			continue
		}
		tours = append(tours, changedTour{t, max(s.From, x.p.Made.Now).Sub(x.p.Made.Now)})
	}
	return tours
}

// callOwed is the call that a visit not yet begun causes, if it does, with the
// latest minute for it: as told or else agreed, whichever is earlier, less
// the lead; where that has passed and the visit is late, so long after.
func (x *ledger) callOwed(v *Visit, agreed *agreements) (Call, bool) {
	rules := &x.c.Standard.Rules
	at, has := agreed.time(v)
	if !has || apart(v.Start, at) <= rules.CallLimit {
		return Call{}, false
	}
	latest := min(at, v.Start).Add(-rules.CallLead)
	if latest < x.p.Made.Now && v.Start > at {
		latest = at.Add(rules.CallLateWithin)
	}
	return Call{Home: v.Home, Visit: v.ID, Agreed: at, New: v.Start, Latest: latest, By: x.named[v.Home].Contact}, true
}

// AtNotice is what a price becomes at short notice: so many percent, rounded down.
func (p *Prices) AtNotice(price Price, notice Minutes) Price {
	for _, n := range p.Notices {
		if notice <= n.Within {
			return price * Price(n.Percent) / 100
		}
	}
	return price
}

// mendBill counts what the lines of a mend count.
type mendBill struct {
	caregivers, tours, late  int
	caregiverPrice, dayPrice Price // each at its own notice
}

// mended counts who comes instead of whom was announced, whose day is another,
// and which calls come too late.
func (b *biller) mended() {
	prices, d := &b.c.Standard.Prices, b.disturbance()
	b.mend.caregivers, b.mend.tours, b.mend.late = len(d.changed), len(d.tours), len(d.late)
	for _, c := range d.changed {
		price := prices.AtNotice(prices.ChangedCaregiver, c.notice)
		b.mend.caregiverPrice += price
		b.inHome(c.visit.Home, "changed_caregiver", price)
	}
	for _, t := range d.tours {
		price := prices.AtNotice(prices.ChangedTour, t.notice)
		b.mend.dayPrice += price
		if b.split != nil {
			b.split.tour(t.tour).charge("changed_tour", price)
		}
	}
	for i := range d.late {
		b.inHome(d.late[i].Home, "call_late", prices.CallLate)
	}
}
