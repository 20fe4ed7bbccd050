package model

import (
	"cmp"
	"slices"
)

// pin fixes a visit: a row for each caregiver, or one of its time alone.
func (f *folder) pin(e *Event) {
	p := Pin{Home: e.Home, Visit: e.Visit, Date: e.From.Date(), Start: e.Start, Reason: cmp.Or(e.Reason, string(e.Kind))}
	for i := range f.c.Pins {
		if q := &f.c.Pins[i]; p.Start >= 0 && q.Visit == p.Visit && q.Home == p.Home {
			q.Start = -1 // of two times for one visit the last one said stands
		}
	}
	if len(e.Caregivers) == 0 {
		f.c.Pins = append(f.c.Pins, p)
	}
	for _, p.Caregiver = range e.Caregivers {
		f.c.Pins = append(f.c.Pins, p)
	}
}

// unpin frees a visit: of the pins of its own, and of those of the case that
// are about its date.
func (f *folder) unpin(e *Event) {
	f.c.Pins = slices.DeleteFunc(f.c.Pins, func(p Pin) bool { return f.c.fixes(&p, e) })
}

// fixes says whether a pin is about the visit of an event, on its date alone.
func (c *Case) fixes(p *Pin, e *Event) bool {
	switch {
	case p.Visit != "":
		return p.Visit == e.Visit
	case p.Home != e.Home || p.Date == 0 || p.Date != e.From.Date() || p.Part != "" && p.Part != e.Part:
		return false
	}
	return p.Service == "" || slices.ContainsFunc(e.Occurrences, func(o OccurrenceID) bool { return c.serviceOf(o) == p.Service })
}

// serviceOf is the service of an occurrence, "" if there is none such.
func (c *Case) serviceOf(o OccurrenceID) ServiceID {
	g, line := c.grantOf(o)
	switch {
	case g == nil:
		return ""
	case line > 0:
		return g.Pattern[line-1].Service
	}
	return g.Service
}

// told notes the time that a citizen was told, or, refused, keeps to the one
// that they know.
func (f *folder) told(e *Event) {
	f.tell(Told{Visit: e.Visit, Home: e.Home, At: e.From, Refused: e.Kind == RefusedEvent})
}

// tell notes what holds for a visit from now on; what was told before is past.
func (f *folder) tell(t Told) {
	f.c.Told = slices.DeleteFunc(f.c.Told, func(old Told) bool { return old.Visit == t.Visit })
	f.c.Told = append(f.c.Told, t)
}

// rejected keeps caregivers from a visit.
func (f *folder) rejected(e *Event) {
	for _, who := range e.Caregivers {
		if b := (Barred{Visit: e.Visit, Home: e.Home, Caregiver: who}); !slices.Contains(f.c.Barred, b) {
			f.c.Barred = append(f.c.Barred, b)
		}
	}
}
