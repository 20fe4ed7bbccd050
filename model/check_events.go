package model

// drop notes under its line that nobody owes an occurrence any more.
func (k *checker) drop(c *Cancelled) {
	g := k.grants[c.Grant]
	if g == nil {
		return
	}
	if l, n, ok := g.occurrence(c.Occurrence); ok {
		if l.dropped == nil {
			l.dropped = map[int]bool{}
		}
		l.dropped[n] = true
	}
}

// gone says whether nobody owes any of a group: as many of it as must be done
// were cancelled.
func (l *grantLine) gone(g *dueGroup) bool {
	left := g.least
	for n := range l.dropped {
		if g.has(n) {
			left--
		}
	}
	return left <= 0
}

// notOwed reports what is done although the citizen cancelled it, or had
// something else in its place.
func (b *balance) notOwed(n int) {
	if d := b.line.find(n); d != nil {
		b.k.report(d.breaks("R-4.2.4"), "%s er aflyst eller byttet og skal ikke gøres", "%s was cancelled or swapped and is not to be done", d.id)
	}
}

// toldFor is what a call said of a visit, nil if none did. Said of a floating
// visit's date, it does not hold on another.
func (k *checker) toldFor(v *checkVisit) *Told {
	t := k.told[v.ID]
	if t == nil || v.Series == "" && t.At.Date() != v.Date {
		return nil
	}
	return t
}

// checkRefused holds a visit to the time that the citizen would not give up: no
// call mends that.
func (k *checker) checkRefused(v *checkVisit) {
	t := k.toldFor(v)
	if t == nil || !t.Refused || k.begun(v.Visit) {
		return
	}
	if off := offBy(v.Start, t.At); off > k.c.Standard.Rules.CallLimit {
		k.report(v.breaks("R-6.5"), "besøget ligger %d minutter fra den tid, borgeren ikke ville ændre", "the visit is %d minutes off the time that the citizen would not change", off)
	}
}

// refusedAt says whether the citizen refused to have a visit moved as far as to
// a start.
func (k *checker) refusedAt(v *checkVisit, at Time) bool {
	t := k.toldFor(v)
	return t != nil && t.Refused && offBy(at, t.At) > k.c.Standard.Rules.CallLimit
}

// checkBarred keeps caregivers from the visits that the planner would not have
// them in.
func (k *checker) checkBarred() {
	for i := range k.c.Barred {
		b := &k.c.Barred[i]
		v := k.byID[b.Visit]
		if v == nil || k.begun(v.Visit) {
			continue
		}
		for _, a := range v.Staff {
			if a.Caregiver == b.Caregiver {
				bad := v.breaks(PinRule)
				bad.Caregiver = b.Caregiver
				k.report(bad, "planlæggeren har afvist %s til besøget", "the planner rejected %s for the visit", b.Caregiver)
			}
		}
	}
}

// keepsOwn looks at a pin of one visit: its date, and its time, where nothing else
// keeps it from them.
func (k *checker) keepsOwn(v *checkVisit, p *Pin) {
	switch {
	case p.Visit != v.ID:
	case p.Date != v.Date && !k.couldPinOn(v, p.Date): // the citizen came to be away then
	case p.Date != v.Date:
		k.report(v.breaks(PinRule), "besøget er holdt fast til %s", "the visit is pinned to %s", p.Date)
	case v.Series == "" && p.Start >= 0 && v.Start != At(v.Date, p.Start) && k.couldPin(v, At(v.Date, p.Start)):
		k.report(v.breaks(PinRule), "besøget er holdt fast klokken %s", "the visit is pinned at %s", p.Start)
	}
}

// couldPin says whether hours, parts of the day, absence and other help all
// let a floating visit start at a time.
func (k *checker) couldPin(v *checkVisit, at Time) bool {
	part := k.partAt(at.Clock())
	for _, d := range v.does {
		if !k.startsInHours(d.line.service, at.Clock()) || part == nil || !fitsPart(d, part) || k.tooFar(d, at) {
			return false
		}
	}
	for _, e := range v.home.external {
		if e.Soft == 0 && (e.From.Date() == at.Date() || e.To.Date() == at.Date()) {
			return false
		}
	}
	return k.freeFor(v.home, at, v.Length) && !k.refusedAt(v, at)
}

// tooFar says whether a start lies farther from the time agreed for what is done
// than a visit is moved at most, or its grant bears.
func (k *checker) tooFar(d *delivery, at Time) bool {
	if at.Date() != d.visit.Date {
		return false
	}
	most, agreed := k.c.Standard.Rules.MostMoved, k.borneAbout(d)
	return k.beyondTolerance(d, at) || most > 0 && agreed != 0 && offBy(at, agreed) > most
}

// couldPinOn says whether a floating visit could be on a date at all: its grants
// run then with this provider, what it does may be done that day, and that leaves
// it a start. A changed grant counts anew, so that a pin may speak of another
// occurrence than it did.
func (k *checker) couldPinOn(v *checkVisit, on Date) bool {
	for _, d := range v.does {
		if g := d.line.grant; !g.inPeriod(on) || k.providerOn(g, on) != k.p.Made.Provider {
			return false
		}
		if s := k.openDates(d.line, k.due(d.line, nil), d.number); s.from <= s.to && (on < s.from || on > s.to) {
			return false
		}
	}
	for at := k.midnight(on); at < k.midnight(on+1); at++ {
		if k.couldPin(v, at) {
			return true
		}
	}
	return false
}
