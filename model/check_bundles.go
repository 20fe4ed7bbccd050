package model

import (
	"cmp"
	"slices"
)

// checkBundles makes sure that what is done together may be, and that no two
// visits of a home in one part of one day could have been one.
func (k *checker) checkBundles() {
	for i := range k.c.Homes {
		h := k.homes[k.c.Homes[i].ID]
		byDay := slices.Clone(h.visits)
		slices.SortStableFunc(byDay, func(a, b *checkVisit) int { return cmp.Compare(a.Date, b.Date) })
		for from := 0; from < len(byDay); {
			to := from + 1
			for to < len(byDay) && byDay[to].Date == byDay[from].Date {
				to++
			}
			k.checkDay(byDay[from:to])
			from = to
		}
	}
}

func (k *checker) checkDay(visits []*checkVisit) {
	for i, v := range visits {
		k.checkShared(v)
		for _, o := range visits[:i] {
			if v.part == o.part && v.part != nil && !k.begun(o.Visit) && !k.begun(v.Visit) && k.couldBeOne(o, v) {
				k.report(v.breaks("R-11.0"), "besøget skulle være ét med %s", "the visit should be one with %s", o.ID)
			}
		}
	}
}

// checkShared makes sure that all services of a visit share a word pairwise,
// and that no grant is done twice in it.
func (k *checker) checkShared(v *checkVisit) {
	for i, d := range v.does {
		for _, o := range v.does[:i] {
			if d.line == o.line {
				k.report(d.breaks("R-11.0"), "%s og %s er samme bevilling og hører til hver sit besøg", "%s and %s are of one grant and belong to visits of their own", o.id, d.id)
			} else if !shareWord(d.line.service, o.line.service) {
				k.report(d.breaks("R-11.0"), "%s og %s gøres ikke i samme besøg", "%s and %s are not done in one visit", o.line.service.ID, d.line.service.ID)
			}
		}
	}
}

func shareWord(a, b *Service) bool {
	for _, w := range a.Bundles {
		if slices.Contains(b.Bundles, w) {
			return true
		}
	}
	return false
}

// couldBeOne says whether two visits could have been one: each thing done goes
// with each other, and all of it at the start of the one or of the other.
func (k *checker) couldBeOne(a, b *checkVisit) bool {
	if len(a.does) == 0 || len(b.does) == 0 || a.phone != b.phone || !k.joins(a) && !k.joins(b) && (a.Series == "" || b.Series == "") {
		return false
	}
	for _, d := range a.does {
		for _, o := range b.does {
			if !k.together(d, o) {
				return false
			}
		}
	}
	if k.externalApart(a, b) || !sameNight(a, b) {
		return false
	}
	return k.couldStart(b, a) || k.couldStart(a, b)
}

// joins says whether a floating visit could have ridden on another: what
// several do together, and what the planners pinned by itself, others may join,
// but it joins none.
func (k *checker) joins(v *checkVisit) bool {
	return v.Series == "" && !k.pinned[v.ID] && !slices.ContainsFunc(v.does, func(d *delivery) bool { return d.line.staff > 1 })
}

// together says whether two things done go together in a visit: neither is a
// piece of a split service, they are not of one grant, share a word, one
// qualification covers them, and someone could come for both.
func (k *checker) together(a, b *delivery) bool {
	ga, gb := a.line.grant, b.line.grant
	if a.piece > 0 || b.piece > 0 || ga == gb {
		return false
	}
	if !shareWord(a.line.service, b.line.service) || ga.Helper != gb.Helper {
		return false
	}
	return nested(k.required(a), k.required(b)) && modesOverlap(a.line.service.Modes, b.line.service.Modes)
}

func (k *checker) required(d *delivery) []Qualification {
	all := slices.Concat(d.line.grant.home.Needs, d.line.grant.Needs)
	if q := d.line.service.Qualification; q != "" {
		all = append(all, q)
	}
	return all
}

// nested says whether one set contains the other.
func nested(a, b []Qualification) bool {
	within := func(x, y []Qualification) bool {
		return !slices.ContainsFunc(x, func(q Qualification) bool { return !slices.Contains(y, q) })
	}
	return within(a, b) || within(b, a)
}

func modesOverlap(a, b []Mode) bool {
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(m Mode) bool { return slices.Contains(b, m) })
}

// externalApart says whether other help in the home concerns one of two visits
// only, and so may keep them apart.
func (k *checker) externalApart(a, b *checkVisit) bool {
	for _, e := range a.home.external {
		if (e.From.Date() == a.Date || e.To.Date() == a.Date) && (e.Service != "" || e.Relation != Avoid) && bearsOn(e, a) != bearsOn(e, b) {
			return true
		}
	}
	return false
}

// couldStart says whether all that v does could have been done at the start of
// another visit of the day: hours, part, tolerance, gaps and other help allow it.
func (k *checker) couldStart(v, other *checkVisit) bool {
	if v.Series == "" && k.pinned[v.ID] {
		return false
	}
	if k.promisedElse(v, other.Start) || k.promisedElse(other, other.Start) {
		return false
	}
	if other.Series != "" && !inClock(other.clock, other.part.From, other.part.To) {
		return false // it has left its part of the day
	}
	if slices.ContainsFunc(other.does, func(d *delivery) bool { return !fitsPart(d, other.part) }) {
		return false // the service's hours keep it out of the part granted: nothing joins it elsewhere
	}
	limit := k.c.Standard.Rules.CallLimit
	if at := k.knownFor(other); at != 0 && offBy(at, other.Start) > limit {
		return false // only a call brought it there
	}
	if t := k.toldFor(v); t != nil && offBy(t.At, other.Start) > limit {
		return false // only another call would bring it there
	}
	for _, d := range v.does {
		s := d.line.service
		if !k.startsInHours(s, other.clock) || !fitsPart(d, other.part) {
			return false
		}
		if (s.MinGap > 0 || s.MaxGap > 0) && !gapsAllow(d, other.Start) {
			return false
		}
	}
	if !v.bears(cmp.Or(v.agreed, other.agreed), other.Start) || !other.bears(cmp.Or(other.agreed, v.agreed), other.Start) {
		return false // whoever has no time agreed keeps to that of the visit it is one with
	}
	if k.standing[v.Series] && offBy(v.agreed, other.Start) > limit {
		return false // further from its standing agreement than a visit moves without a call
	}
	return k.freeFor(v.home, other.Start, v.Length+other.Length) && !v.leavesHelp(other.Start, v.Length+other.Length)
}

// leavesHelp says whether a visit stands to other help of its date as it should,
// and would not from another start on.
func (v *checkVisit) leavesHelp(start Time, length Minutes) bool {
	for _, e := range v.home.external {
		binds := e.Soft == 0 && (e.Relation == Together || e.Relation == Before || e.Relation == After)
		if binds && e.From.Date() == v.Date && bearsOn(e, v) && keeps(e, v.Start, v.Length) && !keeps(e, start, length) {
			return true
		}
	}
	return false
}

// knownFor is the time that a call said of a visit, else that agreed of its
// series; 0 when there is neither.
func (k *checker) knownFor(v *checkVisit) Time {
	if t := k.toldFor(v); t != nil {
		return t.At
	}
	return v.agreed
}

// bears says whether the own tolerances of all that a visit does allow a start
// about a time agreed; 0 is none.
func (v *checkVisit) bears(agreed, start Time) bool {
	return agreed == 0 || !slices.ContainsFunc(v.does, func(d *delivery) bool {
		t := d.line.grant.Tolerance
		return t > 0 && offBy(agreed, start) > t
	})
}

// sameNight says whether two visits of one date and part lie on the same side
// of midnight: a part that passes midnight begins and ends each date.
func sameNight(a, b *checkVisit) bool {
	return sameSide(a.part, a.clock, b.clock)
}

// sameSide says whether two times of day in a part lie on the same side of
// midnight, where it passes that.
func sameSide(p *Part, a, b Clock) bool { return p.From <= p.To || (a < p.To) == (b < p.To) }

// promisedElse says whether the citizen was promised another time of day for
// what a floating visit does.
func (k *checker) promisedElse(v *checkVisit, at Time) bool {
	if v.Series != "" {
		return false
	}
	for _, d := range v.does {
		a, most := v.home.agreed[d.line.service.ID], k.c.Standard.Rules.CallLimit
		if t := d.line.grant.Tolerance; t > 0 {
			most = min(most, t)
		}
		if a != nil && a.Start >= 0 && offBy(At(v.Date, a.Start), at) > most {
			return true
		}
	}
	return false
}

// fitsPart says whether what is done may be agreed for a part of the day.
func fitsPart(d *delivery, p *Part) bool {
	parts := d.line.service.Parts
	if d.line.pattern != nil && d.line.pattern.Part != "" {
		return d.line.pattern.Part == p.ID
	}
	if len(d.line.grant.Parts) > 0 {
		parts = d.line.grant.Parts
	}
	return len(parts) == 0 || slices.Contains(parts, p.ID)
}

// gapsAllow says whether an occurrence could start at another time and keep
// its distance to its grant's others of the day.
func gapsAllow(d *delivery, at Time) bool {
	s := d.line.service
	for _, o := range d.line.done {
		if o == d || o.visit.Date != d.visit.Date {
			continue
		}
		gap := offBy(o.visit.Start, at)
		if gap < s.MinGap || s.MaxGap > 0 && gap > s.MaxGap && adjacent(o, d) {
			return false
		}
	}
	return true
}

// freeFor says whether no other help that all visits avoid, and no absence,
// lies in a stretch.
func (k *checker) freeFor(h *checkHome, from Time, length Minutes) bool {
	to := from.Add(length)
	for _, e := range h.external {
		if e.Relation == Avoid && e.From < to && e.To > from {
			return false
		}
	}
	for _, a := range h.absences {
		if a.From < to && a.To > from {
			return false
		}
	}
	return true
}
