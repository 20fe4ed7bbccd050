package model

import (
	"cmp"
	"slices"
)

// visit finds the visit that an event is about, and fills in its home; nil, and
// a fault, when the plan has none such.
func (in *intake) visit(e *Event) *Visit {
	at := slices.IndexFunc(in.p.Visits, func(v Visit) bool { return v.ID == e.Visit })
	if at < 0 {
		in.fault("visit", "planen har intet besøg %q: tag id'et fra planen", "the plan has no visit %q: take the id from the plan", e.Visit)
		return nil
	}
	v := &in.p.Visits[at]
	if e.Home != "" && e.Home != v.Home {
		in.fault("home", "besøget er i hjemmet %s, ikke %s: ret det ene", "the visit is in home %s, not %s: correct one of the two", v.Home, e.Home)
		return nil
	}
	e.Home = v.Home
	return v
}

// coming finds the visit that an event is about, and wants it not to have begun.
func (in *intake) coming(e *Event) *Visit {
	v := in.visit(e)
	if v == nil || !in.begun(v, e.Known) {
		return v
	}
	in.fault("visit", "%s er begyndt %s og kan ikke ændres: det, der er sket, står fast", "%s began at %s and can't be changed: what has happened stands", v.ID, v.Start)
	return nil
}

// begun says whether a visit has begun by an instant: as the mobile record has
// it, else by the plan, unless the caregiver is known to be held up then.
func (in *intake) begun(v *Visit, now Time) bool {
	if in.recorded(v.ID, StartedEvent, "") != nil || in.recorded(v.ID, DoneEvent, "") != nil {
		return true
	}
	if v.Start > now {
		return false
	}
	for _, a := range v.Staff {
		for i := range in.c.Activities {
			if h := &in.c.Activities[i]; h.Shift == a.Shift && h.HeldUp() && h.From <= v.Start && v.Start < h.To && now < h.To {
				return false
			}
		}
	}
	return true
}

// HeldUp says whether an activity is time lost to lateness or to a no-show.
func (a *Activity) HeldUp() bool { return a.Kind == LateActivity || a.Kind == NoShowActivity }

// recorded finds the event of a kind about a visit, by a caregiver or "" anybody;
// nil if there is none.
func (in *intake) recorded(v VisitID, kind EventKind, by CaregiverID) *Event {
	for _, e := range Standing(in.log()) {
		if e.Visit == v && e.Kind == kind && (by == "" || by == e.Caregiver) {
			return e
		}
	}
	return nil
}

// carer finds the caregiver that an event is about; nil, and a fault, when the
// case has none such.
func (in *intake) carer(e *Event) *Caregiver {
	who := in.c.caregiver(e.Caregiver)
	if who == nil {
		in.fault("caregiver", "sagen har ingen medarbejder %q: brug et id fra caregivers.csv", "the case has no caregiver %q: use an id of caregivers.csv", e.Caregiver)
	}
	return who
}

// hearth finds the home that an event is about, likewise.
func (in *intake) hearth(e *Event) *Home {
	h := in.c.home(e.Home)
	if h == nil {
		in.fault("home", "sagen har intet hjem %q: brug et id fra homes.csv", "the case has no home %q: use an id of homes.csv", e.Home)
	}
	return h
}

// service finds the service that an event names, likewise.
func (in *intake) service(e *Event) *Service {
	s := in.c.Standard.Service(e.Service)
	if s == nil {
		in.fault("service", "standarden har ingen ydelse %q: brug et id fra standarden", "the standard has no service %q: use an id of the standard", e.Service)
	}
	return s
}

// duty finds the shift that an event names, likewise.
func (in *intake) duty(e *Event) *Shift {
	for i := range in.c.Shifts {
		if in.c.Shifts[i].ID == e.Shift {
			return &in.c.Shifts[i]
		}
	}
	in.fault("shift", "sagen har ingen vagt %q: brug et id fra shifts.csv", "the case has no shift %q: use an id of shifts.csv", e.Shift)
	return nil
}

// shiftAt is the caregiver's shift under way at an instant, else the next one;
// nil if none is to come.
func (c *Case) shiftAt(who CaregiverID, at Time) *Shift {
	var best *Shift
	for i := range c.Shifts {
		s := &c.Shifts[i]
		if s.Caregiver == who && s.To > at && (best == nil || s.From < best.From) {
			best = s
		}
	}
	return best
}

// isAway says whether an absence covers all the time between two instants.
func (c *Case) isAway(theirs func(*Absence) bool, from, to Time) bool {
	return slices.ContainsFunc(c.Absences, func(a Absence) bool { return theirs(&a) && a.From <= from && to <= a.To })
}

func ofCaregiver(id CaregiverID) func(*Absence) bool {
	return func(a *Absence) bool { return a.Caregiver == id }
}

func ofHome(id HomeID) func(*Absence) bool { return func(a *Absence) bool { return a.Home == id } }

// place wants a place that the case has: of a home, or an office.
func (in *intake) place(e *Event) {
	if e.Place != "" && !slices.ContainsFunc(in.c.Places, func(p Place) bool { return p.ID == e.Place }) &&
		!slices.ContainsFunc(in.c.Offices, func(o Office) bool { return o.ID == e.Place }) {
		in.fault("place", "sagen har intet sted %q: brug et id fra places.csv eller et kontor", "the case has no place %q: use an id of places.csv or an office", e.Place)
	}
}

// qualification wants one that somebody has.
func (in *intake) qualification(e *Event) {
	if e.Qualification != "" && !slices.ContainsFunc(in.c.Caregivers, func(c Caregiver) bool { return slices.Contains(c.Qualifications, e.Qualification) }) {
		in.fault("qualification", "ingen medarbejder har %q (R-6.7): brug en kvalifikation fra caregivers.csv", "no caregiver has %q (R-6.7): use a qualification of caregivers.csv", e.Qualification)
	}
}

// onDate is an instant on the date that a visit belongs to: its start, unless
// that lies on the other side of midnight.
func (v *Visit) onDate() Time {
	if v.Start.Date() == v.Date {
		return v.Start
	}
	return At(v.Date, 0)
}

// occurrences are those of a visit, each once.
func (v *Visit) occurrences() []OccurrenceID {
	var all []OccurrenceID
	for i := range v.Does {
		if o := v.Does[i].Occurrence; !slices.Contains(all, o) {
			all = append(all, o)
		}
	}
	return all
}

// partOf is the part of the day that a visit is in: its own, or that of its start.
func (in *intake) partOf(v *Visit) PartID { return cmp.Or(v.Part, in.c.partAt(v.Start.Clock())) }
