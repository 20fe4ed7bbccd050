package model

import (
	"cmp"
	"slices"
)

// HomeChange is what becomes different for one citizen.
type HomeChange struct {
	Home      HomeID
	Announced bool          // some of it had been announced
	Visits    []VisitChange // by the earlier of their two times
	Named     *NamedChange  // nil: the same named staff
	Agreed    []AgreedChange
	Faces     []CaregiverID // who come and are not known there
}

// NamedChange is a home's named staff in either plan.
type NamedChange struct{ Was, Is Named }

// AgreedChange is another agreed time of the same series or service.
type AgreedChange struct{ Was, Is Agreed }

// Fate is what became of a visit.
type Fate string

// The fates.
const (
	GoneVisit  Fate = "gone"  // only the older plan has it
	NewVisit   Fate = "new"   // only the newer one has it
	MovedVisit Fate = "moved" // to another day
	KeptVisit  Fate = "kept"  // the same day
)

// VisitChange is one visit in either plan. Several things may be different.
type VisitChange struct {
	Visit     VisitID
	Announced bool
	Fate      Fate
	Was, Is   *Visit        // in the plans; nil: not there
	Left      []CaregiverID // staff that it loses
	Came      []CaregiverID // staff that it gets
	Faces     []CaregiverID // of them, who come to this home for the first time
	Lost      []ServiceMove // services that it loses; of a visit that is gone: all
	Gained    []ServiceMove // services that it gets; of a new one: all
	Call      *Call         // owed for it by the newer plan, and not by the older
}

// By is how much later it starts, on the same day or another; 0 for a visit
// that is in one plan alone.
func (v *VisitChange) By() Minutes {
	if v.Was == nil || v.Is == nil {
		return 0
	}
	return v.Is.Start.Sub(v.Was.Start)
}

// Retimed says whether it is moved by more than ToldFrom on its day.
func (v *VisitChange) Retimed() bool {
	return v.Fate == KeptVisit && (v.By() > ToldFrom || v.By() < -ToldFrom)
}

// Longer is by how much its length grew.
func (v *VisitChange) Longer() Minutes {
	if v.Was == nil || v.Is == nil {
		return 0
	}
	return v.Is.Length - v.Was.Length
}

// first is the earlier of its two times.
func (v *VisitChange) first() Time {
	switch {
	case v.Was == nil:
		return v.Is.Start
	case v.Is == nil:
		return v.Was.Start
	}
	return min(v.Was.Start, v.Is.Start)
}

// Ending is what becomes of a service that leaves a visit.
type Ending string

// The endings.
const (
	Carried   Ending = "carried"   // another visit does it
	Booked    Ending = "booked"    // a debt of the next plan
	Certified Ending = "certified" // not delivered, with a certificate
	NotOwed   Ending = "not-owed"  // cancelled, absent, ended: nobody owes it
)

// ServiceMove is a service that a visit loses or gets, and where else it is:
// of a lost one, in the newer plan; of one that came, in the older.
type ServiceMove struct {
	Done
	Other  *Visit // nil: in no visit of the other plan
	Ending Ending // of a lost one
}

// agreements adds the homes whose named staff or agreed times are others.
func (d *differ) agreements(homes map[HomeID]*HomeChange) {
	at := func(id HomeID) *HomeChange {
		if homes[id] == nil {
			homes[id] = &HomeChange{Home: id}
		}
		return homes[id]
	}
	named := map[HomeID]Named{}
	for _, n := range d.was.p.Named {
		named[n.Home] = n
	}
	for _, n := range d.is.p.Named {
		if was, had := named[n.Home]; had && was != n {
			at(n.Home).Named = &NamedChange{was, n}
		}
	}
	key := func(a Agreed) Agreed { a.Start, a.Days = 0, 0; return a }
	agreed := map[Agreed]Agreed{}
	for _, a := range d.was.p.Agreed {
		agreed[key(a)] = a
	}
	for _, a := range d.is.p.Agreed {
		if was, had := agreed[key(a)]; had && was != a {
			h := at(a.Home)
			h.Agreed = append(h.Agreed, AgreedChange{was, a})
		}
	}
}

// settleHome orders a home's changes and finds who comes there as a stranger,
// at the first of their visits.
func (d *differ) settleHome(h *HomeChange) {
	slices.SortFunc(h.Visits, func(a, b VisitChange) int {
		return cmp.Or(cmp.Compare(a.first(), b.first()), cmp.Compare(a.Visit, b.Visit))
	})
	order := make([]*VisitChange, 0, len(h.Visits))
	for i := range h.Visits {
		v := &h.Visits[i]
		h.Announced = h.Announced || v.Announced
		if v.Is != nil && !d.is.byPhone[v.Visit] {
			order = append(order, v)
		}
	}
	slices.SortStableFunc(order, func(a, b *VisitChange) int { return cmp.Compare(a.Is.Start, b.Is.Start) })
	for _, v := range order {
		for _, id := range v.Came {
			if _, known := d.known[homeCaregiver{h.Home, id}]; !known && !slices.Contains(h.Faces, id) {
				v.Faces, h.Faces = append(v.Faces, id), append(h.Faces, id)
			}
		}
	}
}

// countHome counts a home where its changes are: among the announced if any is.
func (d *differ) countHome(ch *Changes, h *HomeChange) {
	if len(h.Visits) == 0 {
		return
	}
	d.totals(ch, h.Announced).Homes++
	soon, later := false, false
	for i := range h.Visits {
		if v := &h.Visits[i]; len(v.Faces) > 0 {
			soon, later = soon || v.Announced, later || !v.Announced
		}
	}
	if soon {
		ch.Totals.Faces++
	}
	if later {
		ch.Later.Faces++
	}
}
