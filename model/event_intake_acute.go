package model

import (
	"slices"
	"strconv"
)

// acute grants help that starts before its decision, or, under the id
// of a grant that the citizen has, changes that one from a date on: discharged
// from hospital, somebody needs more than before. Help that usually comes daily
// does so until further notice, other help once.
func (in *intake) acute(e *Event) {
	if in.hearth(e) == nil {
		return
	}
	if e.From == 0 {
		e.From = e.Known
	}
	if at := slices.IndexFunc(in.c.Grants, func(g Grant) bool { return g.ID == e.Grant }); at >= 0 {
		in.acuteChange(e, &in.c.Grants[at])
		return
	}
	if e.Service == "" {
		in.fault("service", "mangler: skriv, hvilken hjælp der skal gives", "is missing: say which help is to be given")
		return
	}
	s := in.service(e)
	if s == nil || !in.acutePart(e, s) {
		return
	}
	if e.Grant == "" {
		e.Grant = GrantID(string(e.Home) + "~E" + strconv.Itoa(e.Number))
	}
	if e.Provider == "" {
		e.Provider = in.p.Made.Provider
	} else if !in.c.hasProvider(e.Provider) {
		in.fault("provider", "sagen har ingen leverandør %q: brug et id fra case.yaml", "the case has no provider %q: use an id of case.yaml", e.Provider)
	}
	in.afterPart(e)
	if e.To == 0 && s.Every.Unit != PerDay {
		e.To = At(e.From.Date()+1, 0)
	}
	in.acuteTimes(e, s)
	in.qualification(e)
}

// acutePart settles the part of the day, in which the service must be given.
func (in *intake) acutePart(e *Event, s *Service) bool {
	if e.Part == "" {
		if e.Part = in.c.partAt(e.From.Clock()); len(s.Parts) > 0 && !slices.Contains(s.Parts, e.Part) {
			e.Part = s.Parts[0]
		}
	}
	p := in.c.Standard.Part(e.Part)
	switch {
	case p == nil:
		in.fault("part", "standarden har ingen del af døgnet %q: brug et id fra standarden", "the standard has no part of the day %q: use an id of the standard", e.Part)
	case len(meetClock(p.spans(), startLimits(in.c.Standard, s))) == 0:
		in.fault("part", "%s gives ikke i %s (R-11): vælg en anden del af døgnet", "%s is not given in %s (R-11): choose another part of the day", s.ID, e.Part)
	default:
		return true
	}
	return false
}

// partAt is the part of the day that a time lies in, "" if none.
func (c *Case) partAt(m Clock) PartID {
	for i := range c.Standard.Parts {
		if p := &c.Standard.Parts[i]; clockWithin(m, p.From, p.To) {
			return p.ID
		}
	}
	return ""
}

// afterPart begins a day later what would begin in a part of the day that is over.
func (in *intake) afterPart(e *Event) {
	d := e.From.Date()
	if p := in.c.Standard.Part(e.Part); p != nil && p.From < p.To && At(d, p.To) <= e.From {
		e.From = At(d+1, 0)
	}
}

// acuteTimes wants days that are planned, and on which the service is given.
func (in *intake) acuteTimes(e *Event, s *Service) {
	on := e.From.Date()
	switch {
	case !in.c.Horizon.Has(on):
		in.fault("from", "%s er ikke i planens dage: skriv en dag i planen", "%s is not in the days planned: write a day of the plan", on)
	case e.To != 0 && e.To <= e.From:
		in.fault("to", "%s er ikke efter %s: skriv et senere tidspunkt", "%s is not after %s: write a later time", e.To, e.From)
	case e.To != 0 && (e.To-1).Date() == on && s.WeekdaysOnly && !NewCalendar(in.c.Standard).IsWeekday(on):
		in.fault("from", "%s gives på hverdage, og %s er ingen (R-11): vælg en anden dag", "%s is for weekdays, and %s is none (R-11): choose another day", s.ID, on)
	}
}

// acuteChange puts another grant in the place of one that the citizen has, from
// the first date on which nothing of it has begun.
func (in *intake) acuteChange(e *Event, g *Grant) {
	switch {
	case in.granted(e) == nil:
		return
	case g.Service == "" || !g.mayChoose():
		in.fault("grant", "%s er en ramme eller egen hjælper: skriv en ny bevilling med et andet id", "%s is a frame or a helper of one's own: write a new grant under another id", g.ID)
		return
	case e.Provider != "":
		in.fault("provider", "bevillingen har sin leverandør: lad feltet stå tomt, eller skriv provider", "the grant has its provider: leave it empty, or write a provider event")
		return
	case e.Service == "":
		e.Service = g.Service
	}
	s := in.service(e)
	if s == nil || e.Part != "" && !in.acutePart(e, s) {
		return
	}
	if e.Part != "" && g.Cadence.Unit == PerDay && g.Cadence.Count > 1 {
		in.fault("part", "bevillingen er flere gange om dagen: lad feltet stå tomt", "the grant is several times a day: leave it empty")
	}
	for i := range in.p.Visits {
		if v := &in.p.Visits[i]; v.Home == g.Home && v.Date == e.From.Date() && v.gives(g.ID) && in.begun(v, e.Known) {
			e.From = At(v.Date+1, 0)
			break
		}
	}
	if on := e.From.Date(); on < g.From || g.To != 0 && on > g.To {
		in.fault("from", "bevillingen gælder ikke %s (R-4.2.4): skriv en ny bevilling", "the grant does not run on %s (R-4.2.4): write a new grant", on)
	}
	in.acuteTimes(e, s)
	in.qualification(e)
}

// gives says whether a visit does anything of a grant.
func (v *Visit) gives(g GrantID) bool {
	return slices.ContainsFunc(v.Does, func(d Done) bool { return d.Grant == g })
}
