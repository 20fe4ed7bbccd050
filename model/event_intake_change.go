package model

import "slices"

// changed: a visit to come gets other hours, another length, other staff or a
// qualification, for once.
func (in *intake) changed(e *Event) {
	v := in.changeable(e)
	if v == nil {
		return
	}
	if e.From == 0 && e.To == 0 && e.Minutes == 0 && e.Staff == 0 && e.Qualification == "" {
		in.fault("from", "skriv, hvad der ændres: from og to, minutes, staff eller qualification", "say what changes: from and to, minutes, staff or qualification")
		return
	}
	e.Occurrences = in.meant(e, v)
	if len(e.Occurrences) == 0 {
		in.gives(e, v)
		return
	}
	if e.Minutes != 0 && len(e.Occurrences) > 1 {
		in.fault("service", "besøget giver flere ydelser: skriv, hvilken der varer %d minutter", "the visit gives several services: say which one takes %d minutes", e.Minutes)
		return
	}
	in.qualification(e)
	hours := e.From != 0 || e.To != 0
	if e.Part = in.partOf(v); !hours {
		e.From, e.To = At(v.Date, 0), At(v.Date+1, 0)
		return
	}
	in.newHours(e, v)
}

// meant are the occurrences of a visit that an event is about: of the service
// and the grant that it names, else all that are still owed.
func (in *intake) meant(e *Event, v *Visit) []OccurrenceID {
	return slices.DeleteFunc(v.occurrences(), func(o OccurrenceID) bool {
		return e.Service != "" && in.c.serviceOf(o) != e.Service || e.Grant != "" && o.grantID(in.c) != e.Grant || in.c.isCancelled(o)
	})
}

// gives notes that a visit gives nothing of what an event names.
func (in *intake) gives(e *Event, v *Visit) {
	field, name := "service", string(e.Service)
	if e.Service == "" {
		field, name = "grant", string(e.Grant)
	}
	in.fault(field, "%s giver ikke %q, eller det er aflyst: skriv noget, som besøget giver", "%s does not give %q, or that is cancelled: write something that the visit gives", v.ID, name)
}

// newHours settles the hours that a visit is moved to, and the part of the day
// that they lie in. What is moved whole, within its part, has its new time told.
func (in *intake) newHours(e *Event, v *Visit) {
	switch {
	case e.From == 0:
		e.From = min(At((e.To-1).Date(), 0), e.To-1)
	case e.To == 0:
		e.To = At(e.From.Date()+1, 0)
	}
	length := in.lengthOf(e, v)
	switch on := e.From.Date(); {
	case e.To.Sub(e.From) < length:
		in.fault("to", "der er %d minutter, besøget varer %d: skriv et senere tidspunkt", "there are %d minutes, the visit takes %d: write a later time", e.To.Sub(e.From), length)
		return
	case e.To.Add(-length) < e.Known:
		in.fault("to", "%s er for tidligt, når klokken er %s: skriv et senere tidspunkt", "%s is too early at %s: write a later time", e.To, e.Known)
		return
	case !in.c.Horizon.Has(on):
		in.fault("from", "%s er ikke i planens dage: skriv en dag i planen", "%s is not in the days planned: write a day of the plan", on)
		return
	case !in.mayStart(e, length):
		in.fault("from", "ydelsen gives ikke %s til %s (R-11): vælg en anden tid", "the service is not given from %s to %s (R-11): choose another time", e.From, e.To)
		return
	}
	if p := in.c.Standard.Part(e.Part); p == nil || !clockWithin(e.From.Clock(), p.From, p.To) {
		e.Part = in.c.partAt(e.From.Clock())
	}
	whole := len(e.Occurrences) == len(v.occurrences())
	if at := max(e.From, min(v.Start, e.To.Add(-length))); whole && at != v.Start && v.Series != "" && e.Part == in.partOf(v) && e.From.Date() == v.Date {
		e.Start = at.Clock()
	}
}

// lengthOf is how long what a visit does that is meant takes, as it is now wanted.
func (in *intake) lengthOf(e *Event, v *Visit) Minutes {
	switch {
	case e.Minutes != 0:
		return e.Minutes
	case len(e.Occurrences) == len(v.occurrences()):
		return v.Length
	}
	var sum Minutes
	for _, o := range e.Occurrences {
		sum += in.c.minutesOf(o)
	}
	return sum
}

// minutesOf is the active minutes of an occurrence.
func (c *Case) minutesOf(o OccurrenceID) Minutes {
	g, line := c.grantOf(o)
	switch {
	case g == nil:
		return 0
	case line > 0 && g.Pattern[line-1].Minutes > 0:
		return g.Pattern[line-1].Minutes
	case line == 0 && g.Minutes > 0:
		return g.Minutes
	}
	if s := c.Standard.Service(c.serviceOf(o)); s != nil {
		return s.Active()
	}
	return 0
}

// mayStart says whether every service meant may start somewhere in the hours of
// an event, early enough to end in them.
func (in *intake) mayStart(e *Event, length Minutes) bool {
	cal := NewCalendar(in.c.Standard)
	for _, o := range e.Occurrences {
		s := in.c.Standard.Service(in.c.serviceOf(o))
		if s == nil || s.WeekdaysOnly && !cal.IsWeekday(e.From.Date()) {
			return false
		}
		limits, fits := startLimits(in.c.Standard, s), false
		for at := e.From; at <= e.To.Add(-length) && !fits; at++ {
			fits = slices.ContainsFunc(limits, func(l clockSpan) bool { return at.Clock() >= l.from && at.Clock() < l.to })
		}
		if !fits {
			return false
		}
	}
	return true
}

// swap: flexible help, with its checks: within the time planned, and
// into personal care only for who has personal care. The count is [Fold]'s.
func (in *intake) swap(e *Event) {
	v := in.changeable(e)
	if v == nil {
		return
	}
	s := in.service(e)
	if s == nil {
		return
	}
	o, ok := in.swapped(e, v)
	if !ok {
		return
	}
	if e.Minutes == 0 {
		e.Minutes = s.Active()
	}
	g, _ := in.c.grantOf(o)
	switch old := in.c.serviceOf(o); {
	case old == s.ID:
		in.fault("service", "besøget giver allerede %s: skriv en anden ydelse", "the visit gives %s already: write another service", s.ID)
	case g.Law == SUL || g.Law == SEL95:
		in.fault("visit", "%s er ikke fleksibel hjælp (%s): kun personlig og praktisk hjælp kan byttes (R-5.4)", "%s is no flexible help (%s): only personal and practical help can be swapped (R-5.4)", old, g.Law)
	case e.Minutes > in.c.minutesOf(o):
		in.fault("minutes", "%d minutter er mere end de %d, der er planlagt (R-5.4): skriv højst så mange", "%d minutes are more than the %d planned (R-5.4): write at most so many", e.Minutes, in.c.minutesOf(o))
	case s.Class == NeverCancelled && !in.c.hasPersonalCare(v.Home, v.Date):
		in.fault("service", "borgeren har ikke personlig pleje og kan ikke bytte til %s (R-5.4): vælg en anden ydelse", "the citizen has no personal care and can't swap into %s (R-5.4): choose another service", s.ID)
	}
	e.Occurrences, e.Part, e.From = []OccurrenceID{o}, in.partOf(v), v.onDate()
	in.swapHours(e, v, s)
}

// swapped is the occurrence that is given up: of the grant named, else the only one.
func (in *intake) swapped(e *Event, v *Visit) (OccurrenceID, bool) {
	all := slices.DeleteFunc(v.occurrences(), func(o OccurrenceID) bool {
		return e.Grant != "" && o.grantID(in.c) != e.Grant || in.c.isCancelled(o) || o.grantID(in.c) == ""
	})
	switch {
	case len(all) == 1:
		e.Grant = all[0].grantID(in.c)
		return all[0], true
	case len(all) == 0:
		in.fault("grant", "besøget giver intet efter %q: skriv en bevilling, som det giver efter", "the visit gives nothing under %q: write a grant that it gives under", e.Grant)
	default:
		in.fault("grant", "besøget giver flere ydelser: skriv bevillingen for den, der byttes væk", "the visit gives several services: write the grant of the one given up")
	}
	return "", false
}

// hasPersonalCare says whether a citizen is granted care that is never
// cancelled on a date.
func (c *Case) hasPersonalCare(h HomeID, on Date) bool {
	for i := range c.Grants {
		g := &c.Grants[i]
		if g.Home != h || on < g.From || g.To != 0 && on > g.To {
			continue
		}
		if s := c.Standard.Service(g.Service); s != nil && s.Class == NeverCancelled {
			return true
		}
		for j := range g.Pattern {
			if s := c.Standard.Service(g.Pattern[j].Service); s != nil && s.Class == NeverCancelled {
				return true
			}
		}
	}
	return false
}

// swapHours wants the new service to be given in the visit's part of the day.
func (in *intake) swapHours(e *Event, v *Visit, s *Service) {
	p := in.c.Standard.Part(e.Part)
	weekday := !s.WeekdaysOnly || NewCalendar(in.c.Standard).IsWeekday(v.Date)
	if p == nil || !weekday || len(meetClock(p.spans(), startLimits(in.c.Standard, s))) == 0 {
		in.fault("service", "%s gives ikke %s i %s (R-11): vælg en anden ydelse eller et andet besøg", "%s is not given on %s in %s (R-11): choose another service or visit", s.ID, v.Date, e.Part)
	}
}
