package model

// dueEvery is one occurrence in so many days, counted from the last delivery,
// else from the grant's start, and done within three days of its due date (one,
// when it comes oftener than every fortnight).
func (k *checker) dueEvery(l *grantLine, out []dueGroup) []dueGroup {
	every := Date(l.grant.Cadence.Count)
	anchor, number := l.grant.From, 0
	if last := l.grant.last; last != nil && last.Date < k.c.Horizon.From {
		anchor, number = last.Date+every, last.Number+1
	}
	slack := Date(1)
	if every >= 14 {
		slack = 3
	}
	agreed := l.agreedDays()
	skip := max(0, (k.c.Horizon.From-anchor)/every-1)
	if l.grant.last != nil || l.grant.Decided != 0 {
		skip = 0 // the next, or the first, may still be to come however late
	}
	for due, n := anchor+skip*every, number+int(skip); due-mostEarly < k.c.Horizon.End(); due, n = due+every, n+1 {
		g := dueGroup{first: n, count: 1, from: due - slack, to: due + slack}
		if l.service.Class == Replaced {
			g.latest = k.cal.AddWeekdays(due, k.c.Standard.Rules.ReplaceWithin)
		}
		d, settled := nearestDay(agreed, due)
		if before, _ := nearestDay(agreed, due-every); settled && n > 0 && before == d {
			continue // its weekday does not come round so often: the one before is done then
		}
		if !settled {
			d = due
		}
		g.from, g.to = min(g.from, d), max(g.to, d)
		switch {
		case due < k.c.Horizon.From && d < k.c.Horizon.From:
			k.late(l, &g)
		case settled && l.service.Class == Replaced:
			k.replaceable(l, &g, d)
		case settled: // where the agreed day lies just before the plan it was the last plan's
			g.least = k.countOwed(l, d, d)
		case g.to < k.c.Horizon.End() && k.here(l, due):
			g.least = min(1, k.countOwed(l, g.from, g.to))
		}
		out = append(out, g)
	}
	return out
}

// mostEarly is how many days before its due date something may be done at most.
const mostEarly = 3

// late is what fell due before the plan begins. The first after the last
// delivery, or the first of a new grant, is still owed and comes before
// the first weekdays are over; anything else was an earlier plan's.
func (k *checker) late(l *grantLine, g *dueGroup) {
	last := l.grant.last
	next := last != nil && g.first == last.Number+1
	if l.grant.From >= k.c.Horizon.From || !next && (last != nil || g.first != 0) {
		return
	}
	soon := k.cal.AddWeekdays(k.c.Horizon.From-1, k.c.Standard.Rules.ReplaceWithin)
	g.to, g.late = max(g.to, soon), true
	g.latest = g.to
	if k.providerOn(l.grant, k.c.Horizon.From) != k.p.Made.Provider {
		return // the provider who had the grant then owed it
	}
	if !next && !k.newlyDecided(l) || k.awayBetween(l.grant.home, k.c.Horizon.From, soon) {
		return
	}
	for d := k.c.Horizon.From; d <= soon; d++ {
		if (l.service.Class != Replaced || k.cal.IsWeekday(d)) && k.owed(l, d) {
			g.least = 1
		}
	}
}

// newlyDecided says whether the deadline of a first visit is still to come, for
// help that did not begin long before its decision.
func (k *checker) newlyDecided(l *grantLine) bool {
	g, within := l.grant, Date(l.service.FirstWithin)
	return within > 0 && g.Decided != 0 && g.From+within >= g.Decided && g.Decided+within >= k.c.Horizon.From
}

// nearestDay is the date nearest to due that falls on an agreed weekday.
func nearestDay(agreed Weekdays, due Date) (Date, bool) {
	if agreed == 0 {
		return 0, false
	}
	for off := Date(0); off <= mostEarly; off++ {
		if agreed.Has(due - off) {
			return due - off, true
		}
		if agreed.Has(due + off) {
			return due + off, true
		}
	}
	return 0, false
}
