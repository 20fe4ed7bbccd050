package model

import (
	"slices"
	"strconv"
	"strings"
)

// weekFree lets a week's occurrences float over its days. Each has an ideal
// day, spread over the week; a week cut by the horizon or the period owes those
// whose ideal day lies inside, so that every occurrence belongs to one plan.
func (h *household) weekFree(l *line, w int, weekdays []Date) {
	var days []Date
	for _, k := range weekdays {
		if d := monday(w) + k; !l.service.WeekdaysOnly || h.calendar.IsWeekday(d) {
			days = append(days, d)
		}
	}
	count := l.cadence.Count
	for k := range count {
		n := (w-l.grant.From.Week())*count + k
		if l.last != nil && n <= l.last.Number || h.owed[l.id(n)] {
			continue
		}
		if len(days) == 0 {
			h.unplanned(l.grant, "R-11 no weekday", 1)
			continue
		}
		ideal := days[(2*k+1)*len(days)/(2*count)]
		if !h.owedHere(l, w, k, ideal) && !(ideal < l.first && h.pending[l.id(n)]) {
			continue
		}
		if p := l.grant.providerOn(ideal); p != h.d.Provider {
			h.unplanned(l.grant, "R-5.1 provider", 1)
			continue
		}
		h.floatOn(l, n, ideal, 0, h.spaced(l, n, h.toFloat(l, days)))
	}
}

// owedHere says whether the occurrence k of a week is this horizon's: its
// ideal day is, or the week is under way and history knows that it is still
// owed, or the grant begins so late in the week that only the last one is left.
func (h *household) owedHere(l *line, w, k int, ideal Date) bool {
	if ideal >= l.first && ideal <= l.final {
		return true
	}
	if ideal > l.final || monday(w)+6 < l.first {
		return false
	}
	if l.last != nil {
		return l.last.Date.Week() == w
	}
	return l.first == l.grant.From && k == l.cadence.Count-1
}

func (h *household) toFloat(l *line, dates []Date) []floatDay {
	var days []floatDay
	for _, d := range dates {
		if h.open(l, d) {
			days = append(days, floatDay{date: d})
		}
	}
	return days
}

// everyKDays: due every Count days after the last delivery, else after the
// grant's begin, and free some days around that; with an agreed weekday on it.
func (h *household) everyKDays(l *line) {
	k := Date(l.cadence.Count)
	base, n := l.grant.From, 0
	if l.last != nil {
		base, n = l.last.Date+k, l.last.Number+1
	} else if past := h.c.Horizon.From - base - 7; past > 0 && !h.overdue(l, 0) {
		n = int(past / k)
		base += Date(n) * k
	}
	for due := base; due <= l.final+7; due, n = due+k, n+1 {
		ideal, agreed := due, false
		if l.agreed.count() == 1 {
			ideal, agreed = onWeekday(due, l.agreed), true
		}
		again := agreed && n > 0 && onWeekday(due-k, l.agreed) == ideal // more often than its weekday comes round
		if again || h.owed[l.id(n)] {
			continue
		}
		late := due < l.first && ideal < l.first && (h.overdue(l, n) || h.pending[l.id(n)])
		if agreed && due >= l.first && ideal < l.first { // agreed for the days just before: the last that will do
			if l.postponable() && l.grant.providerOn(l.first) == h.d.Provider {
				h.floatOn(l, n, ideal, ideal, h.replacements(l, ideal))
			}
			continue
		}
		if !late && (ideal < l.first || ideal > l.final) {
			continue
		}
		if l.grant.providerOn(max(ideal, l.first)) != h.d.Provider {
			h.unplanned(l.grant, "R-5.1 provider", 1)
			continue
		}
		switch {
		case late:
			h.floatOn(l, n, ideal, ideal, h.soon(l, agreed && l.postponable()))
		case agreed && l.postponable():
			h.postponableOn(l, n, ideal)
		case agreed:
			h.fixedOn(l, n, 0, ideal)
		default:
			h.floatOn(l, n, due, due, h.spaced(l, n, h.toFloat(l, h.around(l, due))))
		}
	}
}

// overdue says whether an occurrence due before the horizon is still owed: the
// next one after the last delivery, or the first of a new grant whose deadline
// has not passed. Any other was an earlier plan's.
func (h *household) overdue(l *line, n int) bool {
	if l.last != nil {
		return n == l.last.Number+1
	}
	return n == 0 && l.deadline() >= l.first
}

// soon is the first days of the horizon, for what is late already: after an
// agreed date, which was another, or after no more than a due one. Practical help
// comes on weekdays, other care does not wait for them; a first visit
// comes by its deadline if it still can.
func (h *household) soon(l *line, postponed bool) []floatDay {
	var days []floatDay
	for d := l.first; d <= h.calendar.AddWeekdays(l.first-1, h.c.Standard.Rules.ReplaceWithin); d++ {
		if h.open(l, d) && (!l.postponable() || h.calendar.IsWeekday(d)) {
			days = append(days, floatDay{date: d, postponed: postponed})
		}
	}
	if by := l.deadline(); by != 0 && h.isFirst(l) {
		days = h.keep(l, days, func(d Date) bool { return d <= by })
	}
	return days
}

// around are the dates allowed about a due date: three days either way, or one
// where it is due more often than every fourteen days.
func (h *household) around(l *line, due Date) []Date {
	const often, near, far = 14, 1, 3
	reach := Date(far)
	if l.cadence.Count < often {
		reach = near
	}
	var days []Date
	for d := due - reach; d <= due+reach; d++ {
		if l.days.Has(d) {
			days = append(days, d)
		}
	}
	return days
}

// onWeekday is the date on one of the weekdays that is nearest to d.
func onWeekday(d Date, on Weekdays) Date {
	for k := range Date(4) {
		if on.Has(d - k) {
			return d - k
		}
		if on.Has(d + k) {
			return d + k
		}
	}
	return d
}

// deadline is the last date of the first visit; 0 when there is none.
func (l *line) deadline() Date {
	if l.grant.Decided == 0 || l.service.FirstWithin == 0 || l.last != nil {
		return 0
	}
	return l.grant.Decided + Date(l.service.FirstWithin)
}

// spaced cuts the days of an occurrence by the last delivery before it and by
// the deadline of a first visit. A cut that leaves nothing, or only days
// on which the citizen is away, is not made: late is better than never, and the
// check tells.
func (h *household) spaced(l *line, n int, days []floatDay) []floatDay {
	if l.last != nil && n == l.last.Number+1 {
		least, most := l.service.MinDays, l.service.MaxDays
		if c := l.cadence; c.Unit == PerKDays {
			least, most = min(least, c.Count), max(most, min(most, 1)*c.Count)
		}
		if least > 0 {
			days = h.keep(l, days, func(d Date) bool { return int(d-l.last.Date) >= least })
		}
		if most > 0 {
			days = h.keep(l, days, func(d Date) bool { return int(d-l.last.Date) <= most })
		}
	}
	if by := l.deadline(); by != 0 && h.isFirst(l) {
		days = h.keep(l, days, func(d Date) bool { return d <= by })
	}
	return days
}

// isFirst says whether no occurrence of the line has come before in this
// expansion. Of those before the horizon the last delivery tells.
func (h *household) isFirst(l *line) bool {
	return !slices.ContainsFunc(h.floats, func(f *floating) bool { return f.line == l })
}

// keep are the days that will do, or all where the citizen is at home on none
// of those.
func (h *household) keep(l *line, days []floatDay, ok func(Date) bool) []floatDay {
	var kept []floatDay
	here := false
	for _, d := range days {
		if ok(d.date) {
			kept = append(kept, d)
			here = here || h.inAt(l, d.date)
		}
	}
	if !here {
		return days
	}
	return kept
}

// debtsOf plans the replacements that the plan before booked past its own
// horizon.
func (h *household) debtsOf(l *line) {
	for _, r := range h.debts {
		number, ok := strings.CutPrefix(string(r.Occurrence), l.prefix+"#")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || h.owed[r.Occurrence] {
			continue
		}
		h.owed[r.Occurrence] = true
		var days []floatDay
		for d := l.first; d <= min(l.final, r.Latest); d++ {
			if h.open(l, d) && h.calendar.IsWeekday(d) {
				days = append(days, floatDay{date: d, postponed: true})
			}
		}
		if len(days) == 0 { // later than promised already
			days = h.soon(l, true)
		}
		h.floatOn(l, n, r.Agreed, r.Agreed, days)
	}
}
