package model

import (
	"math/bits"
	"time"
)

// daysOf are the days of the week agreed for a grant: its own, else those that
// history has for its service; 0 none.
func (x *ledger) daysOf(g *Grant) Weekdays {
	if days := g.Days & AllDays; days != 0 {
		return days
	}
	return x.days[homeService{g.Home, g.Service}] & AllDays
}

// weekdaysOf are the days of the week that a grant may fall on, Monday 0.
func (x *ledger) weekdaysOf(g *Grant, s *Service) []Date {
	var list []Date
	set := x.daysOf(g)
	for k := range Date(7) {
		of := time.Weekday((k + 1) % 7)
		weekend := of == time.Saturday || of == time.Sunday
		if set != 0 && set>>uint(of)&1 == 1 || set == 0 && !(s.WeekdaysOnly && weekend) {
			list = append(list, k)
		}
	}
	return list
}

// mondayOf is the first date of a week as [Date.Week] counts them.
func mondayOf(week int) Date { return Date(week*7 - 3) }

// weekNamedDays says whether a weekly grant's days are agreed one by one, so that each
// occurrence has its date.
func (x *ledger) weekNamedDays(g *Grant) bool {
	n := bits.OnesCount8(uint8(x.daysOf(g)))
	return n > 0 && n <= g.Cadence.Count
}

// oweWeekly counts so many a week: on their dates where they have any, else
// wherever in the week. A week cut by the horizon or the period owes those
// whose turn, spread evenly over the week's days, comes inside.
func (x *ledger) oweWeekly(g *Grant, s *Service) int {
	list := x.weekdaysOf(g, s)
	named := x.weekNamedDays(g)
	first, last := x.period(g)
	n := 0
	for w := first.Week(); w <= last.Week() && first <= last; w++ {
		if !named && g.Cadence.Count < len(list) {
			n += x.oweFreeWeek(g, s, w, list)
			continue
		}
		for k := range g.Cadence.Count {
			d := mondayOf(w) + list[k*len(list)/g.Cadence.Count]
			if d >= first && d <= last && !x.booked(g, 0, x.weekNumber(g, w, k)) {
				n += x.oweOn(g, s, d, named && s.Class == Replaced)
			}
		}
	}
	return n
}

// weekNumber is the running number of the k-th occurrence of a week.
func (x *ledger) weekNumber(g *Grant, week, k int) int {
	return (week-g.From.Week())*g.Cadence.Count + k
}

// oweFreeWeek counts a week in which any of several days will do.
func (x *ledger) oweFreeWeek(g *Grant, s *Service, week int, list []Date) int {
	var days []Date
	free := false
	first, last := x.period(g)
	for _, k := range list {
		d := mondayOf(week) + k
		if !s.WeekdaysOnly || x.calendar.IsWeekday(d) {
			days = append(days, d)
		}
		free = free || d >= first && d <= last && x.free(g, s, d)
	}
	if !free {
		return 0
	}
	n, count := 0, g.Cadence.Count
	delivered, known := x.last[g.ID]
	for k := range count {
		i := x.weekNumber(g, week, k)
		if known && i <= delivered.Number || x.booked(g, 0, i) {
			continue
		}
		turn := days[(2*k+1)*len(days)/(2*count)]
		switch {
		case !x.runs(g, turn) && turn >= first:
		case turn >= first && turn <= last:
			n++
		case turn > last:
		case known && delivered.Date.Week() == week, !known && first == g.From && k == count-1:
			n++ // under way and still owed, or the grant begins late in the week
		}
	}
	return n
}

// oweEvery counts those whose due date, or agreed weekday nearest to it, lies
// in the horizon, and one that is overdue.
func (x *ledger) oweEvery(g *Grant, s *Service) int {
	first, last := x.period(g)
	delivered, known := x.last[g.ID]
	i := 0
	if known {
		i = delivered.Number + 1
	}
	set := x.daysOf(g)
	single := bits.OnesCount8(uint8(set)) == 1
	n := 0
	for ; x.due(g, i) <= last+7 && first <= last; i++ {
		due := x.due(g, i)
		if single {
			due = weekdayNear(due, set)
		}
		late := due < first && (known && i == delivered.Number+1 || !known && i == 0 && x.firstBy(g, s) >= first)
		if x.booked(g, 0, i) || due > last || due < first && !late {
			continue
		}
		switch {
		case late:
			n += x.oweAny(g, s, first, x.calendar.AddWeekdays(first-1, x.c.Standard.Rules.ReplaceWithin))
		case single:
			n += x.oweOn(g, s, due, s.Class == Replaced)
		default:
			slack := slackOf(g.Cadence.Count)
			n += x.oweAny(g, s, due-slack, due+slack)
		}
	}
	return n
}

// slackOf is how far from its due date an occurrence may be done: three days
// from a fortnight on, else one.
func slackOf(every int) Date {
	if every >= 14 {
		return 3
	}
	return 1
}

// oweAny is 1 where any date between two will do, else 0.
func (x *ledger) oweAny(g *Grant, s *Service, from, to Date) int {
	first, last := x.period(g)
	for d := max(from, first); d <= min(to, last); d++ {
		if g.Days.Has(d) && x.free(g, s, d) {
			return 1
		}
	}
	return 0
}

// firstBy is the last date of a grant's first visit; 0 when none is set.
func (x *ledger) firstBy(g *Grant, s *Service) Date {
	if g.Decided == 0 || s.FirstWithin == 0 {
		return 0
	}
	return g.Decided + Date(s.FirstWithin)
}
