package model

import "slices"

// dueGroup is some occurrences of a line that fall due together: those of one
// day, of one week, or one by itself. They bear the running numbers first,
// first+1 … and are done from one date to another.
type dueGroup struct {
	first, count int
	from, to     Date
	least        int  // how many must be done, or named in a certificate
	agreed       Date // practical help: the agreed date, 0 when none
	latest       Date // practical help: the fifth weekday after the agreed or due date
	late         bool // fell due before the plan begins
}

// has says whether an occurrence belongs to the group.
func (g *dueGroup) has(number int) bool { return g.first <= number && number < g.first+g.count }

// days are the weekdays that a line may fall on: named in the grant, else, of
// what comes so often a week, agreed with the citizen (R-5.3b).
func (l *grantLine) days() Weekdays {
	if l.pattern != nil {
		return l.pattern.Days
	}
	if a := l.grant.home.agreed[l.service.ID]; a != nil && l.grant.Days == 0 && l.grant.Cadence.Unit == PerWeek {
		return a.Days
	}
	return l.grant.Days
}

// agreedDays are the weekdays that settle the date of each occurrence, no more
// of them than occurrences a week: named in the grant, else agreed with the
// citizen (R-5.3b). 0: the date is free.
func (l *grantLine) agreedDays() Weekdays {
	if l.pattern != nil {
		return 0
	}
	most := 1
	switch l.grant.Cadence.Unit {
	case PerWeek:
		most = l.grant.Cadence.Count
	case PerKDays:
	default:
		return 0
	}
	days := l.grant.Days
	if a := l.grant.home.agreed[l.service.ID]; a != nil && days == 0 {
		days = a.Days
	}
	if n := days.named(); n > most {
		return 0
	}
	return days
}

// floats says whether the plan chooses the dates of a line within its cadence.
func (l *grantLine) floats() bool {
	unit := l.grant.Cadence.Unit
	return l.pattern == nil && (unit == PerWeek || unit == PerKDays) && l.agreedDays() == 0
}

// open says whether a line could be done by this plan on a date: planned, on a
// day of the line, and the citizen there to be served by the provider.
func (k *checker) open(l *grantLine, d Date) bool {
	if !k.c.Horizon.Has(d) || !l.days().Has(d) || l.service.WeekdaysOnly && !k.cal.IsWeekday(d) {
		return false
	}
	return k.here(l, d)
}

// here says whether the grant runs on a date, with this provider and with the
// citizen at home all day.
func (k *checker) here(l *grantLine, d Date) bool {
	if !l.grant.inPeriod(d) || k.providerOn(l.grant, d) != k.p.Made.Provider {
		return false
	}
	for _, a := range l.grant.home.absences {
		if a.From < k.midnight(d+1) && a.To > k.midnight(d) {
			return false
		}
	}
	return true
}

// owed says whether a line that falls due on a date must be done then: open,
// and not before the provider had to begin.
func (k *checker) owed(l *grantLine, d Date) bool {
	if g := l.grant; g.Decided != 0 && d < g.Decided+Date(l.service.FirstWithin) {
		return false
	}
	return k.open(l, d)
}

// countOwed is on how many dates of a span a line is owed.
func (k *checker) countOwed(l *grantLine, from, to Date) int {
	n := 0
	for d := max(from, k.c.Horizon.From); d <= to && d < k.c.Horizon.End(); d++ {
		if k.owed(l, d) {
			n++
		}
	}
	return n
}

// due lists the groups of a line that touch the days planned, by number.
func (k *checker) due(l *grantLine, out []dueGroup) []dueGroup {
	switch c := l.grant.Cadence; {
	case l.pattern != nil:
		return k.duePattern(l, out)
	case c.Unit == PerDay && c.Count > 0:
		return k.dueDaily(l, out)
	case c.Unit == PerWeek && c.Count > 0:
		return k.dueWeekly(l, out)
	case c.Unit == PerKDays && c.Count > 0:
		return k.dueEvery(l, out)
	case c.Unit == Dated:
		return k.dueDated(l, out)
	}
	return out
}

func (k *checker) dueDaily(l *grantLine, out []dueGroup) []dueGroup {
	n := l.grant.Cadence.Count
	for d := max(k.c.Horizon.From, l.grant.From); d < k.c.Horizon.End(); d++ {
		if l.days().Has(d) {
			out = append(out, k.onDate(l, int(d-l.grant.From)*n, n, d))
		}
	}
	return out
}

// duePattern is a frame's line: on its days, every so many weeks.
func (k *checker) duePattern(l *grantLine, out []dueGroup) []dueGroup {
	every := max(1, l.pattern.Every)
	for d := max(k.c.Horizon.From, l.grant.From); d < k.c.Horizon.End(); d++ {
		if l.days().Has(d) && (d.Week()-l.grant.From.Week())%every == 0 {
			out = append(out, k.onDate(l, int(d-l.grant.From), 1, d))
		}
	}
	return out
}

func (k *checker) dueDated(l *grantLine, out []dueGroup) []dueGroup {
	dates := slices.Clone(l.grant.Dates)
	slices.Sort(dates)
	for i, d := range slices.Compact(dates) {
		if k.c.Horizon.Has(d) {
			out = append(out, k.onDate(l, i, 1, d))
		}
	}
	return out
}

// onDate is a group whose date is settled. Practical help may come up to five
// weekdays later, as a replacement.
func (k *checker) onDate(l *grantLine, first, count int, d Date) dueGroup {
	g := dueGroup{first: first, count: count, from: d, to: d, least: k.countOwed(l, d, d) * count}
	switch {
	case l.service.Class != Replaced:
	case count > 1: // each stays on its date, or is a debt
		g.latest = k.cal.AddWeekdays(d, k.c.Standard.Rules.ReplaceWithin)
	default:
		k.replaceable(l, &g, d)
		if !l.namesDates() && l.service.WeekdaysOnly && !k.cal.IsWeekday(d) {
			g.least = 0 // every day is every weekday: nothing is caught up
		}
	}
	return g
}

// namesDates says whether a grant asks for a line on certain days, rather than
// on every day that the service is given.
func (l *grantLine) namesDates() bool {
	days := l.days() & AllDays
	return l.grant.Cadence.Unit == Dated || l.pattern != nil && days != 0 && days != AllDays
}

// replaceable makes a group with an agreed date: it may move to the five
// weekdays after it.
func (k *checker) replaceable(l *grantLine, g *dueGroup, agreed Date) {
	g.agreed = agreed
	g.latest = k.cal.AddWeekdays(agreed, k.c.Standard.Rules.ReplaceWithin)
	g.from, g.to = agreed, g.latest
	g.least = 0
	switch {
	case !k.c.Horizon.Has(agreed): // the plan before, or the next, owes it
	case k.owed(l, agreed):
		g.least = 1
	case l.service.WeekdaysOnly && !k.cal.IsWeekday(agreed) && k.here(l, agreed) && g.latest < k.c.Horizon.End():
		g.least = min(1, k.countOwed(l, agreed, g.latest)) // agreed on a holiday: it is caught up
	}
}

// dueWeekly groups by ISO week. In a week of which only a part is planned or
// owed, a share in proportion, rounded down, must be done.
func (k *checker) dueWeekly(l *grantLine, out []dueGroup) []dueGroup {
	n, zero := l.grant.Cadence.Count, l.grant.From.Week()
	agreed := l.agreedDays()
	for week := max(zero, k.c.Horizon.From.Week()-1); week <= (k.c.Horizon.End() - 1).Week(); week++ {
		monday := Date(week*7 - 3)
		first := (week - zero) * n
		if agreed != 0 && l.service.Class == Replaced {
			out = k.weekAgreed(l, agreed, first, monday, out)
			continue
		}
		g := dueGroup{first: first, count: n, from: monday, to: monday + 6}
		whole, owed := 0, 0
		for d := monday; d <= monday+6; d++ {
			if agreed != 0 && !agreed.Has(d) || !l.days().Has(d) || l.service.WeekdaysOnly && !k.cal.IsWeekday(d) {
				continue
			}
			whole++
			owed += k.countOwed(l, d, d)
		}
		if agreed == 0 && whole > 0 {
			owed = min(owed, n*owed/whole)
		}
		g.least = min(owed, n)
		if l.service.Class == Replaced {
			g.latest = k.cal.AddWeekdays(g.to, k.c.Standard.Rules.ReplaceWithin)
		}
		out = append(out, g)
	}
	return out
}

// weekAgreed is a week of practical help with agreed weekdays: a group for each
// occurrence, spread over the days in order.
func (k *checker) weekAgreed(l *grantLine, agreed Weekdays, first int, monday Date, out []dueGroup) []dueGroup {
	var days []Date
	for d := monday; d <= monday+6; d++ {
		if agreed.Has(d) {
			days = append(days, d)
		}
	}
	n := l.grant.Cadence.Count
	for i := range n {
		g := dueGroup{first: first + i, count: 1}
		k.replaceable(l, &g, days[i*len(days)/n])
		out = append(out, g)
	}
	return out
}
