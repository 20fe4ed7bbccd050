package model

// onTime makes sure that an occurrence is done on a date that it may be done
// on, and that practical help on another date than agreed is listed.
func (b *balance) onTime(g *dueGroup, d *delivery) {
	on := d.visit.Date
	rule := "R-4.2.4"
	if g.agreed != 0 {
		rule = "R-6.4"
	}
	if on < g.from || on > g.to {
		b.k.report(d.breaks(rule), "%s skulle gøres %s til %s", "%s should be done from %s to %s", d.id, g.from, g.to)
	}
	r := b.replacement(d.number)
	if r != nil {
		b.account.settled[d.number] = true
	}
	moved := g.agreed != 0 && on != g.agreed
	switch {
	case r == nil && moved && b.k.owed(b.line, g.agreed):
		b.k.report(d.breaks("R-6.4"), "%s er flyttet fra %s uden at stå som erstatning", "%s was moved from %s and is not listed as a replacement", d.id, g.agreed)
	case r == nil:
	case g.agreed != 0 && !moved:
		b.k.report(d.breaks("R-6.4"), "%s gøres på den aftalte dag og er ingen erstatning", "%s is done on the agreed day and is no replacement", d.id)
	case r.Visit != d.visit.ID:
		b.k.report(d.breaks("R-6.4"), "erstatningen for %s er besøget %s", "the replacement of %s is visit %s", d.id, d.visit.ID)
	case g.agreed != 0 && (r.Agreed != g.agreed || r.Latest != g.latest):
		b.k.report(d.breaks("R-6.4"), "%s var aftalt %s og skal være gjort %s", "%s was agreed for %s and must be done by %s", d.id, g.agreed, g.latest)
	}
}

// booked says whether practical help that is not done is booked as a debt, and
// reports a debt that could have been paid in time.
func (b *balance) booked(g *dueGroup, number int) bool {
	r := b.replacement(number)
	if r == nil || b.line.service.Class != Replaced {
		return false
	}
	b.account.settled[number] = true
	bad := Violation{Rule: "R-6.4", Home: r.Home, Grant: r.Grant, At: b.k.midnight(r.Latest)}
	switch {
	case r.Visit != "":
		b.k.report(bad, "besøget %s gør ikke %s", "visit %s does not do %s", r.Visit, r.Occurrence)
	case g.latest < b.k.c.Horizon.End():
		bad.Escalation = true
		b.k.report(bad, "%s kunne erstattes inden %s; det kan ikke skydes til næste plan", "%s could be replaced by %s; it can't be left to the next plan", r.Occurrence, g.latest)
	case g.agreed != 0 && (r.Agreed != g.agreed || r.Latest != g.latest):
		b.k.report(bad, "%s var aftalt %s og skal være gjort %s", "%s was agreed for %s and must be done by %s", r.Occurrence, g.agreed, g.latest)
	}
	return true
}

// honoured makes sure that a debt of the plan before is paid in time, or is
// carried on or certified.
func (b *balance) honoured(number int, debt *Replacement) {
	if b.line.dropped[number] {
		b.notOwed(number)
		return
	}
	if r := b.replacement(number); r != nil {
		b.account.settled[number] = true
	}
	by := debt.Latest
	if by < b.k.c.Horizon.From { // late already: as soon as can be
		by = b.k.cal.AddWeekdays(b.k.c.Horizon.From-1, b.k.c.Standard.Rules.ReplaceWithin)
	}
	if d := b.k.done(b.line, number); d != nil {
		if d.visit.Date > by {
			b.k.report(d.breaks("R-6.4"), "%s skulle være erstattet senest %s", "%s should have been replaced by %s", d.id, by)
		}
		return
	}
	if b.certified(number) || b.line.service.Class != Replaced {
		return
	}
	if r := b.replacement(number); r != nil && r.Visit == "" && debt.Latest >= b.k.c.Horizon.End() {
		return
	}
	if b.k.countOwed(b.line, debt.Agreed, by) == 0 {
		return // the citizen is away, has another provider, or the grant ended
	}
	v := Violation{Rule: "R-6.4", Home: debt.Home, Grant: debt.Grant, At: b.k.midnight(by), Escalation: true}
	b.k.report(v, "%s fra forrige plan er ikke erstattet senest %s", "%s of the plan before is not replaced by %s", debt.Occurrence, by)
}

// unused reports replacements of what needs none, and certificates for what is done.
func (a *account) unused(k *checker) {
	for n, r := range a.replaced {
		if !a.settled[n] {
			k.report(Violation{Rule: "R-6.4", Home: r.Home, Grant: r.Grant, Visit: r.Visit},
				"%s skal ikke erstattes i denne plan", "%s needs no replacement in this plan", r.Occurrence)
		}
	}
	for n, c := range a.certificates {
		if d := k.done(a.line, n); d != nil && c.Rule != "R-5.3" {
			k.report(d.breaks(FormRule), "attesten gælder %s, som bliver gjort", "the certificate names %s, which is done", c.Occurrence)
		}
		if a.line.dropped[n] {
			k.report(Violation{Rule: FormRule, Home: c.Home, Grant: c.Grant}, "attesten gælder %s, som er aflyst", "the certificate names %s, which is cancelled", c.Occurrence)
		}
	}
}

// checkFirst makes sure that a new grant is begun in time after its decision.
func (k *checker) checkFirst() {
	excused := make(map[GrantID]bool, len(k.p.Certificates))
	for i := range k.p.Certificates {
		excused[k.p.Certificates[i].Grant] = true
	}
	for i := range k.p.Replacements {
		excused[k.p.Replacements[i].Grant] = true
	}
	for _, g := range k.grants {
		if g.Decided == 0 || g.last != nil || !g.home.here || g.Law == SEL95 || excused[g.ID] {
			continue
		}
		for _, l := range g.lines {
			k.checkFirstOf(l)
		}
	}
}

func (k *checker) checkFirstOf(l *grantLine) {
	if l.service.FirstWithin == 0 || l.service.Class == Priced || l.pattern == nil && l.grant.Cadence.Unit == Dated {
		return
	}
	deadline := l.grant.Decided + Date(l.service.FirstWithin)
	if l.grant.From+Date(l.service.FirstWithin) < l.grant.Decided {
		return // acute help that began before its decision
	}
	if !k.c.Horizon.Has(deadline) || len(l.done) > 0 && l.done[0].visit.Date <= deadline {
		return
	}
	if !k.couldBegin(l, deadline) {
		return
	}
	v := Violation{Rule: "R-5.3", Home: l.grant.Home, Grant: l.grant.ID, At: k.midnight(deadline), Escalation: true}
	k.report(v, "det første besøg skal ligge senest %s", "the first visit must be by %s", deadline)
}

// couldBegin says whether anything of a line falls due, and could be done,
// from its decision until a deadline.
func (k *checker) couldBegin(l *grantLine, deadline Date) bool {
	for _, g := range k.due(l, nil) {
		if l.gone(&g) {
			continue
		}
		for d := max(g.from, l.grant.Decided, k.c.Horizon.From); d <= min(g.to, deadline); d++ {
			if k.open(l, d) && (l.agreedDays() == 0 || l.agreedDays().Has(d)) {
				return true
			}
		}
	}
	return false
}
