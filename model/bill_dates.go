package model

import (
	"math/bits"
	"slices"
)

// agreedDate is the one date that an occurrence is agreed for; false where any
// of several dates will do.
func (x *ledger) agreedDate(g *Grant, s *Service, d *Done) (Date, bool) {
	n := d.Occurrence.running()
	if n < 0 {
		return 0, false
	}
	if agreed, debt := x.debts[d.Occurrence]; debt {
		return agreed, true
	}
	if g.Service == "" { // a frame's lines are numbered by the day
		return g.From + Date(n), true
	}
	if g.Cadence.Unit == Dated {
		dates := slices.Compact(slices.Sorted(slices.Values(g.Dates)))
		if n < len(dates) {
			return dates[n], true
		}
		return 0, false
	}
	count := g.Cadence.Count
	if count <= 0 {
		return 0, false
	}
	switch g.Cadence.Unit {
	case PerDay:
		return g.From + Date(n/count), true
	case PerWeek:
		if x.weekNamedDays(g) {
			list := x.weekdaysOf(g, s)
			return mondayOf(g.From.Week()+n/count) + list[n%count*len(list)/count], true
		}
	case PerKDays:
		if days := x.daysOf(g); bits.OnesCount8(uint8(days)) == 1 {
			return weekdayNear(x.due(g, n), days), true
		}
	}
	return 0, false
}

// weekdayNear is the one date with the day of the week within three days.
func weekdayNear(due Date, days Weekdays) Date {
	for d := due - 3; d <= due+3; d++ {
		if days.Has(d) {
			return d
		}
	}
	return due
}

// due is the ideal date of the n-th occurrence of a grant once in so many days,
// counted on from its last delivery.
func (x *ledger) due(g *Grant, n int) Date {
	if last, ok := x.last[g.ID]; ok {
		return last.Date + Date((n-last.Number)*g.Cadence.Count)
	}
	return g.From + Date(n*g.Cadence.Count)
}
