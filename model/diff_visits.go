package model

import (
	"maps"
	"slices"
)

// visitChanges compares all visits of the days in common, home by home.
func (d *differ) visitChanges(ch *Changes) {
	homes := map[HomeID]*HomeChange{}
	add := func(v VisitChange, home HomeID) {
		h := homes[home]
		if h == nil {
			h = &HomeChange{Home: home}
			homes[home] = h
		}
		h.Visits = append(h.Visits, v)
	}
	for i := range d.was.p.Visits {
		was := &d.was.p.Visits[i]
		is := d.is.visits[was.ID]
		if !d.compared(was, is) {
			continue
		}
		v := d.visitChange(was, is)
		d.totals(ch, v.Announced).count(&v)
		if v.Announced && !d.ofOut[v.Visit] {
			ch.Besides.count(&v)
		}
		d.postponed(&v)
		if v.differs() {
			add(v, was.Home)
		}
	}
	for i := range d.is.p.Visits {
		if is := &d.is.p.Visits[i]; d.was.visits[is.ID] == nil && d.compared(nil, is) {
			v := d.visitChange(nil, is)
			d.totals(ch, v.Announced).New++
			if v.Announced {
				ch.Besides.New++
			}
			add(v, is.Home)
		}
	}
	d.agreements(homes)
	for _, id := range slices.Sorted(maps.Keys(homes)) {
		h := homes[id]
		d.settleHome(h)
		d.countHome(ch, h)
		ch.Homes = append(ch.Homes, *h)
	}
}

// compared says whether either of a visit's dates is planned by both plans.
func (d *differ) compared(was, is *Visit) bool {
	return was != nil && d.days.Has(was.Date) || is != nil && d.days.Has(is.Date)
}

// totals are those that something announced, or not, counts in.
func (d *differ) totals(ch *Changes, announced bool) *Totals {
	if announced {
		return &ch.Totals
	}
	return &ch.Later
}

// count adds a visit of the older plan.
func (t *Totals) count(v *VisitChange) {
	t.Visits++
	switch {
	case v.Fate == GoneVisit:
		t.Gone++
		if !slices.ContainsFunc(v.Lost, func(m ServiceMove) bool { return m.Ending != NotOwed }) {
			t.NotOwed++
		}
	case v.Fate == MovedVisit:
		t.Moved++
	case len(v.Left)+len(v.Came) > 0:
		t.Handed++
	case v.Retimed():
		t.Retimed++
	case v.altered():
		t.Altered++
	default:
		t.Kept++
		if v.By() != 0 {
			t.Nudged++
		}
	}
}

// visitChange compares one visit; one of the two may be nil.
func (d *differ) visitChange(was, is *Visit) VisitChange {
	v := VisitChange{Was: was, Is: is, Fate: KeptVisit}
	switch {
	case is == nil:
		v.Visit, v.Fate = was.ID, GoneVisit
		v.Left, v.Lost = staffOf(was), d.lost(was.Does)
	case was == nil:
		v.Visit, v.Fate = is.ID, NewVisit
		v.Came, v.Gained = staffOf(is), d.gained(is.Does)
	default:
		v.Visit = was.ID
		if was.Date != is.Date {
			v.Fate = MovedVisit
		}
		v.Left, v.Came = absentFrom(staffOf(was), staffOf(is)), absentFrom(staffOf(is), staffOf(was))
		v.Lost, v.Gained = d.lost(notIn(was.Does, is.Does)), d.gained(notIn(is.Does, was.Does))
	}
	if owed := d.is.calls[v.Visit]; owed != nil && d.was.calls[v.Visit] == nil {
		v.Call = owed
	}
	v.Announced = d.announced(v.first())
	return v
}

// differs says whether a visit's difference is worth a line.
func (v *VisitChange) differs() bool {
	return v.Fate != KeptVisit || v.Retimed() || v.altered() || len(v.Left)+len(v.Came) > 0 || v.Call != nil
}

// altered says whether it does other things, or takes longer or shorter.
func (v *VisitChange) altered() bool { return v.Longer() != 0 || len(v.Lost)+len(v.Gained) > 0 }

// staffOf are those who come, each once.
func staffOf(v *Visit) []CaregiverID {
	var ids []CaregiverID
	for _, a := range v.Staff {
		if !slices.Contains(ids, a.Caregiver) {
			ids = append(ids, a.Caregiver)
		}
	}
	return ids
}

// absentFrom are the ids that others lacks.
func absentFrom(ids, others []CaregiverID) []CaregiverID {
	var rest []CaregiverID
	for _, id := range ids {
		if !slices.Contains(others, id) {
			rest = append(rest, id)
		}
	}
	return rest
}

// notIn is what is done of all and not of others. Another grant of the same
// service, as an acute change makes it, is the same to the citizen.
func notIn(all, others []Done) []Done {
	own := func(o Done) Done { return Done{Occurrence: o.Occurrence, Service: o.Service, Piece: o.Piece} }
	service := func(o Done) Done { return Done{Service: o.Service, Piece: o.Piece} }
	return unmatched(unmatched(all, others, own), unmatched(others, all, own), service)
}

// unmatched are those of all left when each of others took one of its key.
func unmatched(all, others []Done, key func(Done) Done) []Done {
	have := map[Done]int{}
	for _, o := range others {
		have[key(o)]++
	}
	var rest []Done
	for _, o := range all {
		if have[key(o)]--; have[key(o)] < 0 {
			rest = append(rest, o)
		}
	}
	return rest
}

// lost says what becomes of services that a visit of the older plan loses.
func (d *differ) lost(does []Done) []ServiceMove {
	var moves []ServiceMove
	for _, o := range does {
		m := ServiceMove{Done: o, Other: d.is.at(o), Ending: NotOwed}
		switch {
		case m.Other != nil:
			m.Ending = Carried
		case d.is.debts[o.Occurrence]:
			m.Ending = Booked
		case d.is.lacks[o.Occurrence]:
			m.Ending = Certified
		}
		moves = append(moves, m)
	}
	return moves
}

// gained says where services were that a visit of the newer plan gets.
func (d *differ) gained(does []Done) []ServiceMove {
	var moves []ServiceMove
	for _, o := range does {
		moves = append(moves, ServiceMove{Done: o, Other: d.was.at(o)})
	}
	return moves
}

// postponed notes the services of an announced visit that stand on another day,
// but for visits of those who are out: [Out] tells of these.
func (d *differ) postponed(v *VisitChange) {
	if !v.Announced || v.Was == nil || d.ofOut[v.Visit] && v.Fate != KeptVisit {
		return
	}
	if v.Fate == MovedVisit {
		for _, o := range v.Is.Does {
			d.moves[o.Service] = append(d.moves[o.Service], v.Is.Date)
		}
		return
	}
	for _, m := range v.Lost {
		if m.Other != nil && m.Other.Date != v.Was.Date {
			d.moves[m.Service] = append(d.moves[m.Service], m.Other.Date)
		}
	}
}
