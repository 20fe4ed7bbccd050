package model

// checkOwed counts, line by line, what fell due against what is done: nothing
// never-cancelled is missing, practical help is replaced in time
// and nothing is done that was not owed.
func (k *checker) checkOwed() {
	accounts := k.openAccounts()
	var groups []dueGroup
	for i := range k.c.Grants {
		g := k.grants[k.c.Grants[i].ID]
		if g == nil {
			continue
		}
		for _, l := range g.lines {
			a := accounts[l]
			if !g.home.here || g.Law == SEL95 {
				continue // what is done of it is reported by checkForm and checkTimes
			}
			groups = k.due(l, groups[:0])
			b := &balance{k: k, line: l, account: a}
			for j := range groups {
				b.settle(&groups[j])
			}
			b.surplus(groups)
		}
	}
	for _, a := range accounts {
		a.unused(k)
	}
}

// account is what a plan says about occurrences of a line beside doing them.
type account struct {
	line         *grantLine
	certificates map[int]*Certificate
	replaced     map[int]*Replacement
	debts        map[int]*Replacement // from the plan before
	settled      map[int]bool         // replacements that were found right or reported
}

// openAccounts files the plan's certificates and replacements, and the debts of
// the plan before, under their lines; it reports those that lead nowhere.
func (k *checker) openAccounts() map[*grantLine]*account {
	accounts := map[*grantLine]*account{}
	of := func(g GrantID, o OccurrenceID) (*account, int) {
		grant := k.grants[g]
		if grant == nil {
			return nil, 0
		}
		l, n, ok := grant.occurrence(o)
		if !ok {
			return nil, 0
		}
		if accounts[l] == nil {
			accounts[l] = &account{l, map[int]*Certificate{}, map[int]*Replacement{}, map[int]*Replacement{}, map[int]bool{}}
		}
		return accounts[l], n
	}
	for i := range k.p.Certificates {
		c := &k.p.Certificates[i]
		if c.Grade != Proved && c.Grade != NotFound {
			k.report(Violation{Rule: FormRule, Home: c.Home, Grant: c.Grant}, "attesten for %s siger ikke, hvor sikker den er", "the certificate for %s does not say how sure it is", c.Occurrence)
		}
		if a, n := of(c.Grant, c.Occurrence); a != nil {
			a.certificates[n] = c
		} else if c.Occurrence != "" || k.grants[c.Grant] == nil {
			k.report(Violation{Rule: FormRule, Home: c.Home, Grant: c.Grant}, "attesten gælder %q, som ikke findes", "the certificate names %q, which does not exist", c.Occurrence)
		}
	}
	for i := range k.p.Replacements {
		r := &k.p.Replacements[i]
		if a, n := of(r.Grant, r.Occurrence); a != nil {
			a.replaced[n] = r
		} else {
			k.report(Violation{Rule: FormRule, Home: r.Home, Grant: r.Grant}, "erstatningen gælder %q, som ikke findes", "the replacement names %q, which does not exist", r.Occurrence)
		}
	}
	for i := range k.c.History.Debts {
		if k.c.History.Debts[i].Visit != "" {
			continue // it was replaced in the plan before
		}
		if a, n := of(k.c.History.Debts[i].Grant, k.c.History.Debts[i].Occurrence); a != nil {
			a.debts[n] = &k.c.History.Debts[i]
		}
	}
	return accounts
}

// balance compares one line's groups with what is done.
type balance struct {
	k       *checker
	line    *grantLine
	account *account // nil: nothing said
}

func (b *balance) certified(number int) bool {
	return b.account != nil && b.account.certificates[number] != nil
}

func (b *balance) replacement(number int) *Replacement {
	if b.account == nil {
		return nil
	}
	return b.account.replaced[number]
}

func (b *balance) debt(number int) *Replacement {
	if b.account == nil {
		return nil
	}
	return b.account.debts[number]
}

// before says whether an occurrence was delivered before the plan begins.
func (b *balance) before(number int) bool {
	last := b.line.grant.last
	return last != nil && b.line.pattern == nil && last.Date < b.k.c.Horizon.From && number <= last.Number
}

// settle looks at one group: what is done lies in its dates, and enough is done.
func (b *balance) settle(g *dueGroup) {
	done := 0
	for n := g.first; n < g.first+g.count; n++ {
		if b.debt(n) != nil {
			done++ // surplus looks at it
			continue
		}
		d := b.k.done(b.line, n)
		switch {
		case b.line.dropped[n]:
			done++
			b.notOwed(n)
		case b.before(n):
			done++
			if d != nil {
				b.k.report(d.breaks("R-4.2.4"), "%s er gjort før planens dage", "%s was done before the days planned", d.id)
			}
		case d != nil:
			done++
			b.onTime(g, d)
		case b.booked(g, n), b.certified(n):
			done++
		}
	}
	if done >= g.least {
		return
	}
	switch b.line.service.Class {
	case NeverCancelled:
		b.missing("R-6.3", g, g.least-done)
	case Replaced:
		b.missing("R-6.4", g, g.least-done)
	}
}

func (b *balance) missing(rule string, g *dueGroup, n int) {
	on := g.from
	if on < b.k.c.Horizon.From {
		on = b.k.c.Horizon.From
	}
	v := Violation{Rule: rule, Home: b.line.grant.Home, Grant: b.line.grant.ID, At: b.k.midnight(on), Escalation: true}
	b.k.report(v, "%d × %s mangler uden attest, den første nr. %d", "%d × %s missing without a certificate, the first no. %d", n, b.line.service.ID, b.firstMissing(g))
}

func (b *balance) firstMissing(g *dueGroup) int {
	for n := g.first; n < g.first+g.count; n++ {
		if b.k.done(b.line, n) == nil && !b.certified(n) {
			return n
		}
	}
	return g.first
}

// surplus reports what is done and in no group, and settles old debts.
func (b *balance) surplus(groups []dueGroup) {
	at := 0
	for i, d := range b.line.byNumber() {
		if i > 0 && b.line.numbered[i-1].number == d.number {
			continue // another piece
		}
		for at < len(groups) && groups[at].first+groups[at].count <= d.number {
			at++
		}
		if !b.k.c.Horizon.Has(d.visit.Date) {
			continue // checkDate reported it
		}
		if b.debt(d.number) != nil || at < len(groups) && groups[at].has(d.number) {
			continue
		}
		b.k.report(d.breaks("R-4.2.4"), "%s er ikke til levering i planens dage", "%s is not due in the days planned", d.id)
	}
	if b.account == nil {
		return
	}
	for n, debt := range b.account.debts {
		b.honoured(n, debt)
	}
}
