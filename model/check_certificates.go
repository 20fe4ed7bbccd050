package model

import "slices"

// CertificateRule is the id under which a certificate is reported that case and
// plan do not bear out.
const CertificateRule = "P-certificate"

// checkCertificates looks at what the plan's certificates claim, as far as case
// and plan can show it. That what is certified is not done is checkOwed's.
func (k *checker) checkCertificates() {
	for i := range k.p.Certificates {
		c := &k.p.Certificates[i]
		g := k.grants[c.Grant]
		if g == nil {
			continue // checkOwed reported it
		}
		l, number, ok := g.occurrence(c.Occurrence)
		if !ok {
			continue // likewise
		}
		x := &claim{k: k, c: c, line: l, number: number}
		x.days()
		x.checkRule()
		x.checkRemedy()
		for j := range c.Reasons {
			x.checkReason(&c.Reasons[j])
		}
	}
}

// claim is a certificate with what it is about.
type claim struct {
	k        *checker
	c        *Certificate
	line     *grantLine
	number   int
	from, to Date // on which the occurrence might be done
	fixed    bool // its date is given, and it is from
}

func (x *claim) false(who CaregiverID, da, en string, args ...any) {
	x.k.report(Violation{Rule: CertificateRule, Home: x.c.Home, Grant: x.c.Grant, Caregiver: who, At: x.k.midnight(x.c.Date)}, da, en, args...)
}

// days finds when the occurrence falls due; any day planned where nothing says so.
func (x *claim) days() {
	x.from, x.to = x.k.c.Horizon.From, x.k.c.Horizon.End()-1
	groups := x.k.due(x.line, nil)
	at := slices.IndexFunc(groups, func(g dueGroup) bool { return g.has(x.number) })
	if at < 0 {
		return // a debt of the plan before, or not due at all
	}
	g := &groups[at]
	x.from, x.to = min(g.from, x.c.Date), max(g.to, g.latest)
	if x.c.Rule != "R-5.3" && (x.c.Date < g.from || x.c.Date > x.to) {
		x.false("", "%s skal gøres %s til %s, ikke %s", "%s is to be done from %s to %s, not on %s", x.c.Occurrence, g.from, x.to, x.c.Date)
		return
	}
	if x.line.service.Class == NeverCancelled && !g.late && !x.line.floats() && x.c.Rule == "R-6.3" {
		x.from, x.to, x.fixed = x.c.Date, x.c.Date, true
	}
}

// checkRule makes sure that the promise is one that was made, to that home.
func (x *claim) checkRule() {
	if x.c.Home != x.line.grant.Home {
		x.false("", "bevillingen er hjemmet %s's", "the grant is home %s's", x.line.grant.Home)
	}
	class := x.line.service.Class
	switch {
	case x.c.Rule == "R-6.3" && class == NeverCancelled, x.c.Rule == "R-6.4" && class == Replaced:
	case x.c.Rule == "R-5.3":
		x.checkFirst()
	default:
		x.false("", "%s er intet løfte om %s", "%s promises nothing of %s", x.c.Rule, x.line.service.ID)
	}
}

// checkFirst makes sure that the first visit of a grant is late indeed.
func (x *claim) checkFirst() {
	g := x.line.grant
	deadline := g.Decided + Date(x.line.service.FirstWithin)
	if g.Decided == 0 || x.line.service.FirstWithin == 0 || x.c.Date != deadline {
		x.false("", "%s er ikke fristen for det første besøg", "%s is not the deadline of the first visit", x.c.Date)
		return
	}
	for _, l := range g.lines {
		if l.service.FirstWithin == 0 || l.service.Class == Priced {
			continue
		}
		for _, d := range l.done {
			if max(d.visit.Date, d.visit.day) <= deadline {
				x.false("", "%s begynder %s, i tide", "%s begins on %s, in time", g.ID, d.visit.Date)
				return
			}
		}
	}
}

func (x *claim) checkRemedy() {
	if who := x.c.Remedy.Caregiver; who != "" && x.k.caregivers[who] == nil {
		x.false(who, "den, der skulle hjælpe, findes ikke", "who was to help does not exist")
	}
}

// checkReason makes sure that somebody who is said to be kept from the help was
// at work then, and is kept from it by that rule.
func (x *claim) checkReason(r *Reason) {
	if r.Caregiver == "" {
		return // it holds for all
	}
	who, s := x.k.caregivers[r.Caregiver], x.k.shifts[r.Shift]
	switch {
	case who == nil:
		x.false(r.Caregiver, "medarbejderen findes ikke", "there is no such caregiver")
	case s == nil || s.Caregiver != r.Caregiver:
		x.false(r.Caregiver, "vagten %q er ikke medarbejderens", "the shift %q is not the caregiver's", r.Shift)
	case !x.onDuty(s):
		x.false(r.Caregiver, "medarbejderen er ikke på vagt %s til %s", "the caregiver is not on duty from %s to %s", x.from, x.to)
	case !x.holds(r, who, s):
		x.false(r.Caregiver, "%s står ikke i vejen", "%s does not stand in the way", r.Rule)
	}
}

// onDuty says whether a shift, less absence, touches the days of the claim. A
// night's visit lies on either side of midnight.
func (x *claim) onDuty(s *Shift) bool {
	off := Date(0)
	for _, id := range x.line.parts() {
		if p := x.k.c.Standard.Part(id); p != nil && p.To < p.From {
			off = 1
		}
	}
	return x.k.hasBegun(s) || slices.ContainsFunc(x.k.worked(s), func(w Window) bool { return w.From.Date() <= x.to+off && w.To.Date() >= x.from-off })
}

// parts are the parts of the day in which a line may be agreed.
func (l *grantLine) parts() []PartID {
	switch {
	case l.pattern != nil && l.pattern.Part != "":
		return []PartID{l.pattern.Part}
	case l.pattern == nil && len(l.grant.Parts) > 0:
		return l.grant.Parts
	}
	return l.service.Parts
}

// holds says whether a reason is borne out by the case. What it can't judge it
// lets stand: reasons of a tour as planned, of visits by several, of floats.
func (x *claim) holds(r *Reason, who *Caregiver, s *Shift) bool {
	switch r.Rule {
	case "R-6.7":
		return x.unfit(who, s)
	case "R-5.2":
		return x.another(who)
	case "R-6.2":
		return x.k.c.Standard.Rules.NamedForPractical && x.any(func(l *grantLine) bool { return l.service.Class == Replaced })
	case "R-11.1.1b":
		return x.any(func(l *grantLine) bool { return l.staff > 1 })
	case "R-W.1", "R-W.2", "R-W.3", "R-W.4":
		return x.c.Grade != Proved || !x.fits(s)
	}
	return true
}

// any says whether something is so of the help certified, or of what the home
// may get in the same visit.
func (x *claim) any(is func(*grantLine) bool) bool {
	for _, l := range x.together() {
		if is(l) {
			return true
		}
	}
	return false
}

// together are the lines that may share a visit with the help certified, that
// among them.
func (x *claim) together() []*grantLine {
	lines := []*grantLine{x.line}
	for i := range x.k.c.Grants {
		g := x.k.grants[x.k.c.Grants[i].ID]
		if g == nil || g.home != x.line.grant.home {
			continue
		}
		for _, l := range g.lines {
			if l != x.line && slices.ContainsFunc(l.service.Bundles, func(w string) bool { return slices.Contains(x.line.service.Bundles, w) }) {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// unfit says whether a caregiver lacks a qualification, can't bear the home, or
// comes by a mode that will not do.
func (x *claim) unfit(who *Caregiver, s *Shift) bool {
	home := x.line.grant.home
	lacks := func(q Qualification) bool { return q != "" && !slices.Contains(who.Qualifications, q) }
	if slices.ContainsFunc(home.Needs, lacks) || slices.ContainsFunc(who.CantBear, func(t Trait) bool { return slices.Contains(home.Traits, t) }) {
		return true
	}
	return x.any(func(l *grantLine) bool {
		return lacks(l.service.Qualification) || slices.ContainsFunc(l.grant.Needs, lacks) ||
			len(l.service.Modes) > 0 && !slices.Contains(l.service.Modes, s.Mode)
	})
}

// another says whether the caregiver is another home's own helper, or the
// citizen chose another.
func (x *claim) another(who *Caregiver) bool {
	if len(who.Only) > 0 && !slices.Contains(who.Only, x.line.grant.Home) {
		return true
	}
	return x.any(func(l *grantLine) bool { return l.grant.Helper != "" && l.grant.Helper != who.ID })
}
