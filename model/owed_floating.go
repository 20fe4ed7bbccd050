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

// weekNamedDays says whether a weekly grant's days are agreed one by one, so
// that each occurrence has its date.
func (x *ledger) weekNamedDays(g *Grant) bool {
	n := bits.OnesCount8(uint8(x.daysOf(g)))
	return n > 0 && n <= g.Cadence.Count
}

// weekly goes through so many a week: on their dates where they have any, else
// wherever in the week.
func (o *owing) weekly(a *asked) {
	list := o.weekdaysOf(a.g, a.s)
	named := o.weekNamedDays(a.g)
	count := a.g.Cadence.Count
	if named || count >= len(list) {
		o.inOrder(a, (count+len(list)-1)/len(list))
	}
	for w := a.first.Week(); w <= a.last.Week(); w++ {
		if !named && count < len(list) {
			o.freeWeek(a, w, list)
			continue
		}
		kth, before := 0, Date(0)
		for k := range count {
			d := mondayOf(w) + list[k*len(list)/count]
			if kth++; d != before {
				kth, before = 0, d
			}
			if d >= a.first && d <= a.last {
				o.on(a, (w-a.g.From.Week())*count+k, kth, d, named && a.postponable)
			}
		}
	}
}

// freeWeek is a week in which any of several days will do. Each occurrence has
// its turn, spread evenly over the week's days; a week cut by the horizon or
// the period owes those whose turn comes inside.
func (o *owing) freeWeek(a *asked, week int, list []Date) {
	var days []Date
	for _, k := range list {
		if d := mondayOf(week) + k; !a.s.WeekdaysOnly || o.calendar.IsWeekday(d) {
			days = append(days, d)
		}
	}
	if len(days) == 0 {
		return
	}
	count := a.g.Cadence.Count
	delivered, known := o.last[a.g.ID]
	for k := range count {
		n := (week-a.g.From.Week())*count + k
		if known && n <= delivered.Number {
			continue
		}
		turn := days[(2*k+1)*len(days)/(2*count)]
		inside := turn >= a.first && turn <= a.last
		if !inside {
			// under way and still owed, or the grant begins too late in the week
			late := known && delivered.Date.Week() == week || !known && a.first == a.g.From && k == count-1
			inside = turn < a.first && (late || o.pending[a.id(n)])
		}
		if inside && o.ours(a.g, turn) {
			o.floatOver(a, n, days)
		}
	}
}

// every goes through once in so many days: those whose due date, or agreed
// weekday nearest to it, lies in the horizon, and one that is overdue.
func (o *owing) every(a *asked) {
	delivered, known := o.last[a.g.ID]
	next := 0
	if known {
		next = delivered.Number + 1
	}
	set := o.daysOf(a.g)
	single := bits.OnesCount8(uint8(set)) == 1
	for n := next; o.due(a.g, n) <= a.last+7; n++ {
		due := o.due(a.g, n)
		agreed := due
		if single {
			agreed = weekdayNear(due, set)
			if n > 0 && weekdayNear(o.due(a.g, n-1), set) == agreed { // done with the one before
				continue
			}
		}
		switch late := due < a.first && agreed < a.first && (n == next && (known || o.firstBy(a) >= a.first) || o.pending[a.id(n)]); {
		case single && due >= a.first && agreed < a.first: // agreed for the days just before: what is left of its weekdays
			if a.postponable && o.ours(a.g, a.first) {
				o.floatOver(a, n, o.weekdaysAfter(agreed))
			}
		case agreed > a.last || agreed < a.first && !late || !o.ours(a.g, max(agreed, a.first)):
		case late:
			o.floatOver(a, n, o.firstDays(a))
		case single:
			o.on(a, n, 0, agreed, a.postponable)
		default:
			o.floatOver(a, n, around(a.g, due))
		}
	}
}

// weekdaysAfter are the weekdays after a date within which help is replaced,
// and caught up with where it is late.
func (o *owing) weekdaysAfter(d Date) []Date {
	var days []Date
	for i := 1; i <= o.c.Standard.Rules.ReplaceWithin; i++ {
		days = append(days, o.calendar.AddWeekdays(d, i))
	}
	return days
}

// firstDays are those on which help that is late is caught up with: as many
// weekdays as a replacement has, and for all but practical help the days between.
func (o *owing) firstDays(a *asked) []Date {
	weekdays := o.weekdaysAfter(a.first - 1)
	if a.s.Class == Replaced || len(weekdays) == 0 {
		return weekdays
	}
	var days []Date
	for d := a.first; d <= weekdays[len(weekdays)-1]; d++ {
		days = append(days, d)
	}
	return days
}

// around are the dates about a due date on the grant's days: three to either
// side from a fortnight on, else one.
func around(g *Grant, due Date) []Date {
	slack := Date(1)
	if g.Cadence.Count >= 14 {
		slack = 3
	}
	var days []Date
	for d := due - slack; d <= due+slack; d++ {
		if g.Days.Has(d) {
			days = append(days, d)
		}
	}
	return days
}

// firstBy is the last date of a grant's first visit; 0 when none is set.
func (o *owing) firstBy(a *asked) Date {
	if a.g.Decided == 0 || a.s.FirstWithin == 0 {
		return 0
	}
	return a.g.Decided + Date(a.s.FirstWithin)
}
