package model

import (
	"cmp"
	"slices"
)

// clockSpan is a stretch of a local day, half open; To is at most 1440.
type clockSpan struct{ from, to Clock }

// span is an interval of starts, both ends included.
type span struct{ lo, hi Time }

const dayEnd Clock = 1440

// dayClock turns local clock times of the horizon's dates into instants
// without asking the zone each time: only the days on which the clocks change
// need it.
type dayClock struct {
	from      Date
	midnights []Time
}

func newDayClock(h Horizon) dayClock {
	k := dayClock{from: h.From - 1, midnights: make([]Time, max(h.Days, 0)+3)}
	for i := range k.midnights {
		k.midnights[i] = At(k.from+Date(i), 0)
	}
	return k
}

// at is At.
func (k *dayClock) at(d Date, c Clock) Time {
	i := int(d - k.from)
	if i >= 0 && i+1 < len(k.midnights) && k.midnights[i+1]-k.midnights[i] == Time(dayEnd) {
		return k.midnights[i] + Time(c)
	}
	return At(d, c)
}

// day is all starts of a local date.
func (k *dayClock) day(d Date) span { return span{k.at(d, 0), k.at(d+1, 0) - 1} }

// spans are stretches of a local day as starts on a date.
func (k *dayClock) spans(d Date, of []clockSpan) []span {
	s := make([]span, 0, len(of))
	for _, c := range of {
		if lo, hi := k.at(d, c.from), k.at(d, c.to)-1; lo <= hi {
			s = append(s, span{lo, hi})
		}
	}
	return s
}

// clockSpans is the stretch from one time of day to another, in two where it
// passes midnight. The same time twice is the whole day.
func clockSpans(from, to Clock) []clockSpan {
	switch {
	case from == to:
		return []clockSpan{{0, dayEnd}}
	case from < to:
		return []clockSpan{{from, to}}
	case to == 0:
		return []clockSpan{{from, dayEnd}}
	}
	return []clockSpan{{0, to}, {from, dayEnd}}
}

// joinClock sorts stretches and joins those that touch.
func joinClock(s []clockSpan) []clockSpan {
	slices.SortFunc(s, func(a, b clockSpan) int { return cmp.Compare(a.from, b.from) })
	joined := s[:0]
	for _, c := range s {
		if n := len(joined); n > 0 && c.from <= joined[n-1].to {
			joined[n-1].to = max(joined[n-1].to, c.to)
		} else {
			joined = append(joined, c)
		}
	}
	return joined
}

// meetClock is what two sorted lists of stretches have in common.
func meetClock(a, b []clockSpan) []clockSpan {
	var m []clockSpan
	for _, x := range a {
		for _, y := range b {
			if from, to := max(x.from, y.from), min(x.to, y.to); from < to {
				m = append(m, clockSpan{from, to})
			}
		}
	}
	return m
}

// meet is what two sorted lists of intervals have in common.
func meet(a, b []span) []span {
	var m []span
	for _, x := range a {
		for _, y := range b {
			if lo, hi := max(x.lo, y.lo), min(x.hi, y.hi); lo <= hi {
				m = append(m, span{lo, hi})
			}
		}
	}
	return m
}

// without is what is left of intervals when the starts of cut are taken out.
func without(s []span, cut span) []span {
	var left []span
	for _, x := range s {
		if cut.hi < x.lo || cut.lo > x.hi {
			left = append(left, x)
			continue
		}
		if x.lo < cut.lo {
			left = append(left, span{x.lo, cut.lo - 1})
		}
		if x.hi > cut.hi {
			left = append(left, span{cut.hi + 1, x.hi})
		}
	}
	return left
}

// joinSpans sorts intervals and joins those that overlap or touch.
func joinSpans(s []span) []span {
	slices.SortFunc(s, func(a, b span) int { return cmp.Compare(a.lo, b.lo) })
	joined := s[:0]
	for _, x := range s {
		if n := len(joined); n > 0 && x.lo <= joined[n-1].hi+1 {
			joined[n-1].hi = max(joined[n-1].hi, x.hi)
		} else {
			joined = append(joined, x)
		}
	}
	return joined
}

// spans is the part as stretches of a local day: the night has two.
func (p *Part) spans() []clockSpan { return clockSpans(p.From, p.To) }

// longest is the longest of some stretches of a day, the first of several.
func longest(s []clockSpan) clockSpan {
	var best clockSpan
	for _, c := range s {
		if c.to-c.from > best.to-best.from {
			best = c
		}
	}
	return best
}

// rank orders the parts by the clock: what passes midnight comes first, for
// its visits after midnight are the first of a date.
func (p *Part) rank() Clock {
	if p.To < p.From {
		return -1
	}
	return p.From
}

// startLimits are the stretches of a day that the start of a service must lie
// in (R-11.1.1 … R-11.2.3b): its coarse hours, cut by its own times.
func startLimits(std *Standard, s *Service) []clockSpan {
	limits := []clockSpan{{0, dayEnd}}
	if len(s.Hours) > 0 {
		limits = nil
		for i := range std.Parts {
			if p := &std.Parts[i]; slices.Contains(s.Hours, p.Hours) {
				limits = append(limits, p.spans()...)
			}
		}
		limits = joinClock(limits)
	}
	if s.From != 0 || s.To != 0 {
		limits = meetClock(limits, clockSpans(s.From, s.To))
	}
	return limits
}
