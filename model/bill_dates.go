package model

import (
	"math/bits"
	"slices"
)

// agreedDate is the one date that the n-th occurrence of an itemised grant is
// agreed for, given its agreed days of the week; false where any of several
// dates will do.
func (x *ledger) agreedDate(g *Grant, n int, days Weekdays) (Date, bool) {
	if n < 0 || g.Cadence.Count <= 0 && g.Cadence.Unit != Dated {
		return 0, false
	}
	named := bits.OnesCount8(uint8(days & AllDays))
	switch c := g.Cadence; c.Unit {
	case PerDay:
		return g.From + Date(n/c.Count), true
	case PerWeek:
		if named == c.Count {
			return dayOfWeek(g.From.Week()+n/c.Count, days, n%c.Count), true
		}
	case PerKDays:
		if named == 1 {
			return weekdayNear(x.due(g, n), days), true
		}
	case Dated:
		if n < len(g.Dates) {
			dates := slices.Sorted(slices.Values(g.Dates))
			return dates[n], true
		}
	}
	return 0, false
}

// dayOfWeek is the k-th of the days in a week (as [Date.Week] counts them),
// Monday first.
func dayOfWeek(week int, days Weekdays, k int) Date {
	monday := Date(week*7 - 3)
	for d := monday; d < monday+7; d++ {
		if days.Has(d) {
			if k == 0 {
				return d
			}
			k--
		}
	}
	return monday
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
