package model

import "slices"

// agreedOfSeries is the standing time of each series, as the plan lists it.
func (k *checker) agreedOfSeries() map[SeriesID]Clock {
	agreed := make(map[SeriesID]Clock, len(k.p.Agreed))
	for i := range k.p.Agreed {
		if a := &k.p.Agreed[i]; a.Service == "" && a.Start >= 0 {
			agreed[a.Series()] = a.Start
		}
	}
	return agreed
}

// nearestAgreed is when a standing time falls on the visit's date. Where the
// part passes midnight it may fall on the day before or after.
func nearestAgreed(v *checkVisit, c Clock) Time {
	at := At(v.Date, c)
	if v.part == nil || v.part.To >= v.part.From {
		return at
	}
	for _, d := range []Date{v.Date - 1, v.Date + 1} {
		if other := At(d, c); offBy(other, v.Start) < offBy(at, v.Start) {
			at = other
		}
	}
	return at
}

func offBy(a, b Time) Minutes { return max(a.Sub(b), b.Sub(a)) }

// checkCalls makes sure that every call owed is listed, with its deadline, and
// no other, and that a grant's own tolerance is kept.
func (k *checker) checkCalls() {
	calls := make(map[VisitID]*Call, len(k.p.Calls))
	for i := range k.p.Calls {
		c := &k.p.Calls[i]
		v := k.byID[c.Visit]
		bad := Violation{Rule: "R-6.5", Home: c.Home, Visit: c.Visit, At: c.New}
		switch {
		case v == nil || v.Home != c.Home:
			bad.Rule = FormRule
			k.report(bad, "opkaldet gælder et besøg, som ikke findes", "the call is about a visit that does not exist")
		case calls[c.Visit] != nil:
			k.report(bad, "opkaldet står to gange", "the call stands twice")
		}
		calls[c.Visit] = c
	}
	for i := range k.visits {
		v := &k.visits[i]
		k.checkTolerance(v)
		k.checkRefused(v)
		agreed, free := k.agreedFor(v)
		if free {
			continue
		}
		k.checkCall(v, agreed, calls[v.ID])
	}
	k.checkAgreed()
}

// agreedFor is the time that a citizen knows for a visit, 0 if none: told, else
// agreed, of its series or of the floating service that it is named after. Free: whether a call is owed is not
// for the plan to say, as on another date than the agreed.
func (k *checker) agreedFor(v *checkVisit) (at Time, free bool) {
	if t := k.toldFor(v); t != nil {
		return t.At, false
	}
	if v.Series == "" && k.told[v.ID] != nil {
		return 0, true // told for another date
	}
	if v.Series != "" || v.home == nil || len(v.home.agreed) == 0 {
		return v.agreed, false
	}
	for _, d := range v.does {
		s := d.line.service.ID
		if of := (Done{Occurrence: d.id, Service: s}); !of.names(v.ID, v.Home) {
			continue
		}
		switch a := v.home.agreed[s]; {
		case a == nil || a.Start < 0:
			return 0, false
		case !a.Days.Has(v.Date) || d.piece > 1:
			return 0, true
		default:
			return At(v.Date, a.Start), false
		}
	}
	return 0, false
}

// checkCall compares one visit with its call: owed beyond the limit, to be made
// in time before the earlier of the two times.
func (k *checker) checkCall(v *checkVisit, agreed Time, c *Call) {
	rules := &k.c.Standard.Rules
	owed := agreed != 0 && offBy(v.Start, agreed) > rules.CallLimit && !k.begun(v.Visit)
	switch {
	case owed && c == nil:
		k.report(v.breaks("R-6.5"), "besøget ligger %d minutter fra det aftalte, og borgeren står ikke på ringelisten",
			"the visit is %d minutes off the agreed time, and no call is listed", offBy(v.Start, agreed))
	case !owed && c != nil:
		k.report(v.breaks("R-6.5"), "opkaldet skyldes ikke", "the call is not owed")
	case owed && (c.Agreed != agreed || c.New != v.Start):
		k.report(v.breaks("R-6.5"), "opkaldet siger andre tider end aftalen og planen", "the call says other times than the agreement and the plan")
	case owed && k.wrongLatest(c, v, agreed):
		k.report(v.breaks("R-6.5"), "opkaldet skal være gjort %d minutter før, eller %d efter, når det opdages sent", "the call must be made %d minutes before, or %d after where it is found out late", rules.CallLead, rules.CallLateWithin)
	}
}

// checkTolerance holds what a visit does to the tolerance of its grant: about
// the agreed time of the series, or, in a floating visit, of the service if one
// is agreed. No call excuses it.
func (k *checker) checkTolerance(v *checkVisit) {
	for _, d := range v.does {
		if k.beyondTolerance(d, v.Start) {
			off, t := offBy(v.Start, k.borneAbout(d)), d.line.grant.Tolerance
			k.report(d.breaks("R-6.5"), "%d minutter fra det aftalte, bevillingen tåler %d", "%d minutes off the agreed time, the grant bears %d", off, t)
		}
	}
}

// beyondTolerance says whether a start lies farther from the agreed time than the
// grant of what is done bears.
func (k *checker) beyondTolerance(d *delivery, start Time) bool {
	t, agreed := d.line.grant.Tolerance, k.borneAbout(d)
	return t > 0 && agreed != 0 && offBy(start, agreed) > t
}

// borneAbout is the time that a grant's tolerance is about; 0 if none is agreed.
func (k *checker) borneAbout(d *delivery) Time {
	if d.visit.Series == "" {
		return k.ownAgreed(d)
	}
	return d.visit.agreed
}

// ownAgreed is the time agreed for a floating service on the date that it is
// done on; 0 if none.
func (k *checker) ownAgreed(d *delivery) Time {
	if slices.ContainsFunc(k.p.Replacements, func(r Replacement) bool { return r.Occurrence == d.id }) {
		return 0 // on another date than agreed
	}
	a := d.visit.home.agreed[d.line.service.ID]
	if a == nil || a.Start < 0 || !a.Days.Has(d.visit.Date) || d.piece > 1 {
		return 0
	}
	return At(d.visit.Date, a.Start)
}

// checkAgreed makes sure that agreed times stay as they were agreed, that new
// ones lie on the grid, and that every series has one.
func (k *checker) checkAgreed() {
	before := map[SeriesID]Clock{}
	for i := range k.c.History.Agreed {
		if a := &k.c.History.Agreed[i]; a.Service == "" && a.Start >= 0 {
			before[a.Series()] = a.Start
		}
	}
	for i := range k.p.Agreed {
		a := &k.p.Agreed[i]
		if a.Service != "" || a.Start < 0 {
			continue
		}
		was, stood := before[a.Series()]
		switch {
		case stood && a.Start != was:
			k.report(Violation{Rule: "R-6.5", Home: a.Home}, "den aftalte tid %s i %s er ændret til %s", "the agreed time %s of %s was changed to %s", was, a.Series(), a.Start)
		case !stood && k.offGrid(a.Start):
			k.report(Violation{Rule: FormRule, Home: a.Home}, "den nye aftalte tid %s ligger ikke på %d minutter", "the new agreed time %s is not on %d minutes", a.Start, k.c.Standard.Rules.AgreedGrid)
		}
	}
	for i := range k.visits {
		if v := &k.visits[i]; v.Series != "" && v.agreed == 0 {
			k.report(v.breaks(FormRule), "serien %s har ingen aftalt tid", "series %s has no agreed time", v.Series)
		}
	}
}

func (k *checker) offGrid(c Clock) bool {
	grid := k.c.Standard.Rules.AgreedGrid
	return grid > 0 && c >= 0 && int(c)%int(grid) != 0
}

// checkBriefings makes sure that a substitute who has not been in a home lately
// is briefed before the first visit there (R-6.2b).
func (k *checker) checkBriefings() {
	type who struct {
		home      HomeID
		caregiver CaregiverID
	}
	listed := make(map[who][]*Briefing, len(k.p.Briefings))
	for i := range k.p.Briefings {
		b := &k.p.Briefings[i]
		v := k.byID[b.Visit]
		if v == nil || v.Home != b.Home || !slices.ContainsFunc(v.Staff, func(a Assignment) bool { return a.Caregiver == b.Caregiver }) {
			k.report(Violation{Rule: FormRule, Home: b.Home, Visit: b.Visit, Caregiver: b.Caregiver, At: b.Before},
				"ingen afløser på besøget skal sættes ind", "the visit has no such substitute to be briefed")
			continue
		}
		listed[who{b.Home, b.Caregiver}] = append(listed[who{b.Home, b.Caregiver}], b)
	}
	for i := range k.c.Homes {
		h := k.homes[k.c.Homes[i].ID]
		seen := make(map[CaregiverID]Date, len(h.lastSeen)+4)
		for c, d := range h.lastSeen {
			seen[c] = d
		}
		for _, v := range h.visits {
			for j := range v.Staff {
				if a := &v.Staff[j]; !v.phone {
					k.checkBriefing(h, v, a, seen, listed[who{h.ID, a.Caregiver}])
					seen[a.Caregiver] = v.Date
				}
			}
		}
	}
}

func (k *checker) checkBriefing(h *checkHome, v *checkVisit, a *Assignment, seen map[CaregiverID]Date, listed []*Briefing) {
	if a.Caregiver == h.named.Contact || a.Caregiver == h.named.Second {
		return
	}
	if last, ok := seen[a.Caregiver]; ok && int(v.Date-last) <= k.c.Standard.Rules.BriefAfter {
		return
	}
	bad := v.breaks("R-6.2b")
	bad.Caregiver = a.Caregiver
	for _, b := range listed {
		if b.Visit != v.ID {
			continue
		}
		if b.Before > a.Start {
			k.report(bad, "afløseren sættes først ind efter besøgets begyndelse", "the substitute is briefed only after the visit begins")
		}
		return
	}
	k.report(bad, "afløseren skal sættes ind i forholdene før besøget", "the substitute must be briefed before the visit")
}
