package model

import (
	"slices"
	"time"
)

// occurrence is one time that a line falls due inside the horizon.
type occurrence struct {
	line *line
	n    int
	slot int        // fixed: which of the day
	date Date       // fixed: the date; floating: agreed or ideal date
	due  Date       // as Task.Due
	days []floatDay // floating: where it may go; nil when fixed
	task int        // first of its tasks in Demand.Tasks
}

// floatDay is a date that a floating occurrence may be delivered on.
type floatDay struct {
	date      Date
	postponed bool // not the date agreed
}

// fallDue finds the occurrences of all lines, in order of line and number.
func (h *household) fallDue() {
	for _, l := range h.lines {
		h.debtsOf(l)
		switch {
		case l.cadence.Unit == PerDay:
			h.daily(l)
		case l.cadence.Unit == PerWeek:
			h.weekly(l)
		case l.cadence.Unit == PerKDays:
			h.everyKDays(l)
		case l.cadence.Unit == Dated:
			h.dated(l)
		default:
			h.fault("grant %s: frequency unit %q is none", l.grant.ID, l.cadence.Unit)
		}
	}
}

// daily: Count a day on the line's weekdays, numbered by the day since the
// grant began; also the lines of a pattern, in every so many weeks.
func (h *household) daily(l *line) {
	float := l.pattern && l.postponable() && l.days&AllDays != 0 && l.days&AllDays != AllDays
	for d := l.first; d <= l.final; d++ {
		if !l.days.Has(d) || l.weeks > 1 && l.week(d)%l.weeks != 0 {
			continue
		}
		for k := range l.cadence.Count {
			n := int(d-l.grant.From)*l.cadence.Count + k
			if float {
				h.postponableOn(l, n, d)
			} else {
				h.fixedOn(l, n, k, d)
			}
		}
	}
}

// dated: on the grant's dates, numbered in their order.
func (h *household) dated(l *line) {
	dates := slices.Compact(slices.Sorted(slices.Values(l.grant.Dates)))
	for n, d := range dates {
		switch {
		case d < l.first || d > l.final:
		case l.postponable():
			h.postponableOn(l, n, d)
		default:
			h.fixedOn(l, n, 0, d)
		}
	}
}

// weekly: Count a week. Where as many weekdays are named as it counts, or no
// day can be left out, the dates are given; else it floats within each week.
func (h *household) weekly(l *line) {
	weekdays := l.weekdays()
	named := l.agreed&AllDays != 0 && l.agreed.count() <= l.cadence.Count
	for w := l.first.Week(); w <= l.final.Week(); w++ {
		if named || l.cadence.Count >= len(weekdays) {
			h.weekNamed(l, w, weekdays, named)
		} else {
			h.weekFree(l, w, weekdays)
		}
	}
}

// weekdays are the days of the week that the line may fall on, Monday 0.
func (l *line) weekdays() []Date {
	var days []Date
	for k := range Date(7) {
		of := time.Weekday((k + 1) % 7)
		if set := l.agreed & AllDays; set != 0 && set>>uint(of)&1 == 0 {
			continue
		}
		if l.agreed == 0 && l.service.WeekdaysOnly && (of == time.Saturday || of == time.Sunday) {
			continue
		}
		days = append(days, k)
	}
	return days
}

// monday is the first date of a week as Date.Week numbers them.
func monday(week int) Date { return Date(week*7 - 3) }

// weekNamed spreads a week's occurrences over its named days in order.
func (h *household) weekNamed(l *line, w int, weekdays []Date, agreed bool) {
	count, slot, before := l.cadence.Count, 0, -1
	for k := range count {
		j := k * len(weekdays) / count
		if slot++; j != before {
			slot, before = 0, j
		}
		d := monday(w) + weekdays[j]
		n := (w-l.grant.From.Week())*count + k
		switch {
		case d < l.first || d > l.final:
		case agreed && l.postponable():
			h.postponableOn(l, n, d)
		default:
			h.fixedOn(l, n, slot, d)
		}
	}
}

// fixedOn is an occurrence whose date is given, the nth of its line then.
func (h *household) fixedOn(l *line, n, nth int, d Date) {
	switch {
	case h.owed[l.id(n)] || h.delivered(l, n):
	case l.grant.providerOn(d) != h.d.Provider:
		h.unplanned(l.grant, "R-5.1 provider", 1)
	case l.service.WeekdaysOnly && !h.calendar.IsWeekday(d):
		if l.cadence.Unit != PerDay || l.pattern { // a daily service simply has no such day
			h.unplanned(l.grant, "R-11 no weekday", 1)
		}
	case l.service.Split: // its pieces are two visits, which no series holds
		if parts := h.partsOf(l, l.perDay()); nth < len(parts) && h.awayFor(&slot{line: l, part: parts[nth]}, d) {
			h.unplanned(l.grant, "R-5.5c absent", 1)
			return
		}
		h.floats = append(h.floats, &floating{occurrence: occurrence{line: l, n: n, date: d, due: d, days: []floatDay{{date: d}}}})
	default: // whether the citizen is at home then is asked once its part of day is known
		h.due = append(h.due, occurrence{line: l, n: n, slot: nth, date: d, due: d})
	}
}

// perDay is how many of a line's occurrences fall on one of its dates at most.
func (l *line) perDay() int {
	switch n := l.cadence.Count; l.cadence.Unit {
	case PerDay:
		return n
	case PerWeek:
		days := len(l.weekdays())
		return (n + days - 1) / days
	}
	return 1
}

// delivered says whether history has an occurrence done before the horizon,
// earlier than its date: it is not done again.
func (h *household) delivered(l *line, n int) bool {
	return l.last != nil && l.last.Date < h.c.Horizon.From && n <= l.last.Number
}

// postponableOn is practical help with an agreed date: another of the weekdays
// after it will do, at a price.
func (h *household) postponableOn(l *line, n int, agreed Date) {
	if h.owed[l.id(n)] || h.delivered(l, n) {
		return
	}
	if l.grant.providerOn(agreed) != h.d.Provider {
		h.unplanned(l.grant, "R-5.1 provider", 1)
		return
	}
	if h.awayAll(h.clock.at(agreed, 0), h.clock.at(agreed+1, 0)) {
		h.unplanned(l.grant, "R-5.5c absent", 1)
		return
	}
	var days []floatDay
	if h.open(l, agreed) {
		days = append(days, floatDay{date: agreed})
	}
	days = append(days, h.replacements(l, agreed)...)
	h.floatOn(l, n, agreed, agreed, days)
}

// replacements are the weekdays within which practical help of a date must be
// replaced.
func (h *household) replacements(l *line, agreed Date) []floatDay {
	var days []floatDay
	for i := 1; i <= h.c.Standard.Rules.ReplaceWithin; i++ {
		if d := h.calendar.AddWeekdays(agreed, i); h.open(l, d) {
			days = append(days, floatDay{date: d, postponed: true})
		}
	}
	return days
}

// open says whether the line may be delivered by this provider on a date at all.
func (h *household) open(l *line, d Date) bool {
	return d >= l.first && d <= l.final && l.grant.providerOn(d) == h.d.Provider &&
		(!l.service.WeekdaysOnly || h.calendar.IsWeekday(d))
}

func (h *household) floatOn(l *line, n int, ideal, due Date, days []floatDay) {
	h.floats = append(h.floats, &floating{occurrence: occurrence{line: l, n: n, date: ideal, due: due, days: days}})
}
