package model

import (
	"fmt"
	"slices"
	"strconv"
)

// found closes the open no-shows that concern somebody who has been heard of (R-5.5b).
func (f *folder) found(of func(*Raised) bool) {
	f.c.Raised = slices.DeleteFunc(f.c.Raised, func(r Raised) bool { return r.Rule == "R-5.5b" && of(&r) })
}

func (f *folder) raise(r Raised) { f.c.Raised = append(f.c.Raised, r) }

// drop takes an occurrence out of what is owed.
func (f *folder) drop(e *Event, o OccurrenceID) {
	if g, _ := f.c.grantOf(o); g != nil && !f.c.isCancelled(o) {
		f.c.Cancelled = append(f.c.Cancelled, Cancelled{Occurrence: o, Grant: g.ID, Home: g.Home, Told: e.Known})
	}
}

// isCancelled says whether an occurrence is no longer owed.
func (c *Case) isCancelled(o OccurrenceID) bool {
	return slices.ContainsFunc(c.Cancelled, func(x Cancelled) bool { return x.Occurrence == o })
}

// cancelled drops what a visit does. Told in time, the citizen may agree on
// another visit; later there is none.
func (f *folder) cancelled(e *Event) {
	for _, o := range e.Occurrences {
		f.drop(e, o)
	}
	if notice := f.c.Standard.Rules.CancelNotice; e.From.Sub(e.Known) >= notice {
		before := hoursSaid(notice)
		f.raise(Raised{Rule: "R-5.5", Home: e.Home, Visit: e.Visit, Since: e.Known, Until: e.From, Text: Text{
			Da: "borgeren har aflyst mindst " + before.Da + " før: et andet besøg kan aftales",
			En: "cancelled by the citizen at least " + before.En + " before: another visit may be agreed"}})
	}
}

// acute grants help that starts before its decision. Under the id of a
// grant that the citizen has, it takes that one's place from its first day on.
func (f *folder) acute(e *Event) {
	g := Grant{ID: e.Grant, Home: e.Home, Provider: e.Provider, Law: SEL83, Service: e.Service, Cadence: Cadence{PerDay, 1}}
	if at := f.grant(e.Grant); at >= 0 {
		g = f.c.Grants[at]
		f.c.Grants[at].To = e.From.Date() - 1
		g.ID = madeBy(e, g.ID, 0)
		g.Provider, g.Changes = f.c.Grants[at].providerOn(e.From.Date()), nil
		g.Decided = 0
	}
	g.Event = e.Number
	g.Service, g.From, g.To = e.Service, e.From.Date(), 0
	if e.Part != "" {
		g.Parts = []PartID{e.Part}
	}
	if e.To != 0 {
		g.To = (e.To - 1).Date()
	}
	if g.To == g.From {
		g.Cadence, g.Dates = Cadence{Unit: Dated}, []Date{g.From}
	}
	f.adapt(&g, e)
	f.c.Grants = append(f.c.Grants, g)
	days := f.c.Standard.Rules.DecideWithin
	within := daysSaid(days)
	f.raise(Raised{Rule: "R-4.2.5", Home: e.Home, Grant: g.ID, Since: e.Known, Until: e.Known.Add(Minutes(days) * Minutes(dayEnd)), Text: Text{
		Da: fmt.Sprintf("akut hjælp (%s) skal afgøres inden %s", e.Service, within.Da),
		En: fmt.Sprintf("acute help (%s) is to be decided within %s", e.Service, within.En)}})
}

// adapt gives a grant the length, staff and qualification that an event states.
// A second person whose own part is not in the new length stays for all of it
// (R-11.1.1b).
func (f *folder) adapt(g *Grant, e *Event) {
	if e.Minutes > 0 {
		g.Minutes = e.Minutes
		if g.Second.Offset+g.Second.Minutes > e.Minutes {
			g.Second = Leg{}
		}
	}
	if e.Staff > 0 && e.Staff != g.Staff {
		g.Staff, g.Second = e.Staff, Leg{}
	}
	if e.Qualification != "" && !slices.Contains(g.Needs, e.Qualification) {
		g.Needs = append(slices.Clone(g.Needs), e.Qualification)
		slices.Sort(g.Needs)
	}
}

// madeBy is the id of the grant that an event makes from another, the nth.
func madeBy(e *Event, id GrantID, nth int) GrantID {
	id += GrantID("~E" + strconv.Itoa(e.Number))
	if nth > 0 {
		id += GrantID("." + strconv.Itoa(nth+1))
	}
	return id
}

// once is a grant of one date for an occurrence of another, by the provider who
// has that one then.
func (f *folder) once(e *Event, o OccurrenceID, nth int) (Grant, bool) {
	of, line := f.c.grantOf(o)
	if of == nil {
		return Grant{}, false
	}
	on := e.From.Date()
	g := Grant{ID: madeBy(e, of.ID, nth), Home: of.Home, Provider: of.providerOn(on), Law: of.Law, Service: of.Service,
		Cadence: Cadence{Unit: Dated}, Dates: []Date{on}, Minutes: of.Minutes, Staff: of.Staff, Second: of.Second,
		From: min(of.From, on), To: of.To, Tolerance: of.Tolerance, Needs: of.Needs, Helper: of.Helper,
		Shops: of.Shops, Kilos: of.Kilos, Event: e.Number}
	if line > 0 {
		p := &of.Pattern[line-1]
		g.Service, g.Minutes, g.Staff, g.Second = p.Service, p.Minutes, p.Staff, Leg{}
	}
	if g.To != 0 {
		g.To = max(g.To, on)
	}
	if e.Part != "" {
		g.Parts = []PartID{e.Part}
	}
	return g, true
}

// changed puts grants of one date in the place of what a visit does, with the
// length, staff and qualification now needed, and keeps them inside the new
// hours. Who asked for those hours need not be called about them.
func (f *folder) changed(e *Event) {
	for i, o := range e.Occurrences {
		g, ok := f.once(e, o, i)
		if !ok || f.c.isCancelled(o) {
			continue
		}
		f.adapt(&g, e)
		f.drop(e, o)
		f.c.Grants = append(f.c.Grants, g)
		day, next := At(e.From.Date(), 0), At(e.From.Date()+1, 0)
		f.keepOut(&g, day, e.From)
		if e.To < next {
			f.keepOut(&g, e.To, next)
		}
	}
	if e.Start >= 0 {
		f.tell(Told{Visit: e.Visit, Home: e.Home, At: At(e.From.Date(), e.Start)})
	}
}

// keepOut keeps a grant's visits out of a stretch of time.
func (f *folder) keepOut(g *Grant, from, to Time) {
	if from < to {
		f.c.External = append(f.c.External, External{Home: g.Home, Service: g.Service, Grant: g.ID, From: from, To: to, Kind: string(ChangedEvent), Relation: Avoid})
	}
}

// swap gives another service in the time of one, and counts it.
func (f *folder) swap(e *Event) {
	for _, o := range e.Occurrences {
		g, ok := f.once(e, o, 0)
		if !ok || f.c.isCancelled(o) {
			continue
		}
		old := g.Service
		g.Service, g.Minutes, g.Staff, g.Second, g.Tolerance, g.Shops, g.Kilos = e.Service, e.Minutes, 0, Leg{}, 0, 0, 0
		f.drop(e, o)
		f.c.Grants = append(f.c.Grants, g)
		f.c.History.Swaps = append(f.c.History.Swaps, Swap{Home: e.Home, Date: e.From.Date(), From: old, To: e.Service})
		if n := f.c.swapsBefore(e.Home, e.From.Date()); n > f.c.Standard.Rules.SwapsInTwoMonths {
			f.raise(Raised{Rule: "R-5.4", Home: e.Home, Grant: o.grantID(f.c), Since: e.Known, Text: Text{
				Da: fmt.Sprintf("%d bytninger på to måneder: hjælpen skal revurderes", n), En: fmt.Sprintf("%d swaps in two months: the help is to be assessed again", n)}})
		}
	}
}

// grantID is the id of the grant that an occurrence is of, "" if there is none.
func (o OccurrenceID) grantID(c *Case) GrantID {
	if g, _ := c.grantOf(o); g != nil {
		return g.ID
	}
	return ""
}

// swapsBefore counts a home's swaps in the two months up to a date.
func (c *Case) swapsBefore(h HomeID, on Date) int {
	y, m, d := on.Civil()
	since, n := DateOf(y, m-2, d), 0
	for _, s := range c.History.Swaps {
		if s.Home == h && s.Date > since && s.Date <= on {
			n++
		}
	}
	return n
}

// provider moves a grant, or all of a home's, to another provider.
func (f *folder) provider(e *Event) {
	for i := range f.c.Grants {
		g := &f.c.Grants[i]
		if g.Home != e.Home || e.Grant != "" && g.ID != e.Grant || e.Grant == "" && !g.mayChoose() {
			continue
		}
		g.Changes = append(slices.Clone(g.Changes), ProviderChange{Provider: e.Provider, Asked: e.Known.Date(), From: e.From.Date()})
		slices.SortStableFunc(g.Changes, func(a, b ProviderChange) int { return int(a.From - b.From) })
	}
}

// mayChoose says whether the citizen chooses a grant's provider: not of
// a helper of one's own, nor of a grant in cash.
func (g *Grant) mayChoose() bool { return g.Law != SEL94 && g.Law != SEL95 }

// noShow opens a case with a timer, and holds the caregiver where nobody opened
// for as long as the visit does not (R-5.5b).
func (f *folder) noShow(e *Event) {
	f.raise(Raised{Rule: "R-5.5b", Home: e.Home, Visit: e.Visit, Since: e.Known, Until: e.Known.Add(f.c.Standard.Rules.NoShowWithin), Text: Text{
		Da: "ingen lukkede op: find ud af, om borgeren er syg eller kommet til skade", En: "nobody opened: make sure that the citizen is not ill or hurt"}})
	f.hold(e, NoShowActivity, e.From, e.To)
}
