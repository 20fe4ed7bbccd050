package model

import (
	"cmp"
	"slices"
)

// starts are the starts allowed on a date for a visit of some lines with a
// length, in a part of the day: inside the hours of every service, as other
// help in the home demands (R-5.3c, R-11.2.3b), and not while the citizen is
// away (R-5.5c). They may lie outside the part: a call moves a visit as far as
// the hours go.
func (h *household) starts(lines []*line, d Date, length Minutes, part []clockSpan) []span {
	return h.atHome(h.allowed(lines, d, length, part), length)
}

// allowed is starts, were the citizen at home all the time.
func (h *household) allowed(lines []*line, d Date, length Minutes, part []clockSpan) []span {
	var s []span
	for i, l := range lines {
		own := h.clock.spans(d, l.service.limits)
		if len(h.external) > 0 {
			own = h.besideOthers(l, d, length, own, h.clock.spans(d, part))
		}
		if i == 0 {
			s = own
		} else {
			s = meet(s, own)
		}
	}
	return s
}

// atHome takes out the starts at which a visit would meet an empty home.
func (h *household) atHome(s []span, length Minutes) []span {
	for _, a := range h.absences {
		if len(s) == 0 {
			return nil
		}
		if a.To > s[0].lo && a.From < s[len(s)-1].hi.Add(length) {
			s = without(s, span{a.From.Add(1 - length), a.To - 1})
		}
	}
	return s
}

// awayAll says whether the citizen is away all the time between two instants.
func (h *household) awayAll(from, to Time) bool {
	return slices.ContainsFunc(h.absences, func(a *Absence) bool { return a.From <= from && to <= a.To })
}

// awayFor says whether the citizen is away for all of the part of day, or of
// the service's own times, in which a slot's occurrence of a date could start:
// then it is not owed (R-5.5c).
func (h *household) awayFor(s *slot, d Date) bool {
	if len(h.absences) == 0 {
		return false
	}
	when := longest(s.part.spans())
	if service := s.line.service; service.From != 0 || service.To != 0 {
		when = longest(clockSpans(service.From, service.To))
	}
	return h.awayAll(h.clock.at(d, when.from), h.clock.at(d, when.to))
}

// besideOthers cuts a line's starts by the other help in the home on a date.
// Of several visits that it must meet, precede or follow, one is enough. A
// relation concerns the visits of the day that can keep it where they are
// agreed; where none can, the one that a call brings there soonest. Soft
// relations are left to wishes.
func (h *household) besideOthers(l *line, d Date, length Minutes, s, part []span) []span {
	day, hours := h.clock.day(d), s
	for _, r := range []Relation{Together, Before, After} {
		for _, of := range []ServiceID{"", l.service.ID} {
			kept, known := h.keeping(helpers{r, of}, day, length, hours)
			if known && (len(meet(kept, part)) > 0 || h.brought(helpers{r, of}, d, l, part)) {
				s = meet(s, kept)
			}
		}
	}
	if l.service.Follows == "delivery" {
		s = h.afterGoods(l, day, length, s)
	}
	for _, e := range h.external {
		if e.Relation == Avoid && e.Soft == 0 && e.touches(l) {
			s = without(s, e.shuts(length))
		}
	}
	return s
}

// helpers are the other help that stands in one relation to visits of one
// service, or with "" to all of the home.
type helpers struct {
	relation Relation
	service  ServiceID
}

// keeping are the starts that keep a relation to one of the helpers of a day,
// and whether there are any such helpers.
func (h *household) keeping(of helpers, day span, length Minutes, s []span) ([]span, bool) {
	var allowed []span
	for _, e := range h.external {
		if e.Relation == of.relation && e.Service == of.service && e.Soft == 0 && e.From >= day.lo && e.From <= day.hi {
			allowed = append(allowed, e.starts(day, length))
		}
	}
	return meet(s, joinSpans(allowed)), len(allowed) > 0
}

// afterGoods are the starts after one of the deliveries of a day (R-11.2.3b).
// Where deliveries are known, what follows them has no other days.
func (h *household) afterGoods(l *line, day span, length Minutes, s []span) []span {
	var allowed []span
	known := false
	for _, e := range h.external {
		if e.Relation != Delivery || e.Soft != 0 || !e.touches(l) {
			continue
		}
		known = true
		if e.From >= day.lo && e.From <= day.hi {
			allowed = append(allowed, e.starts(day, length))
		}
	}
	if !known {
		return s
	}
	return meet(s, joinSpans(allowed))
}

// broughtKey is helpers on a date.
type broughtKey struct {
	helpers
	date Date
}

// broughtTo is the visit of a date that a call brings to other help: that of a
// line, where it is agreed.
type broughtTo struct {
	line  *line
	about []clockSpan
}

// brought says whether a line's visit about a time of day is the one that a
// call brings to the helpers of a date, since none keeps the relation where it
// is agreed. What floats is called nowhere.
func (h *household) brought(of helpers, d Date, l *line, part []span) bool {
	if len(l.slots) == 0 {
		return false
	}
	key := broughtKey{of, d}
	to, known := h.calls[key]
	if !known {
		to = h.nearestTo(of, d)
		h.calls[key] = to
	}
	return to.line == l && slices.Equal(h.clock.spans(d, to.about), part)
}

// nearestTo finds the fixed occurrence of a date that the least move brings to
// helpers, and that the gaps to its line's others let come there; none where one
// needs no move.
func (h *household) nearestTo(of helpers, d Date) (best broughtTo) {
	least := Minutes(2 * dayEnd)
	first, _ := slices.BinarySearchFunc(h.due, d, func(o occurrence, d Date) int { return cmp.Compare(o.date, d) })
	for i := first; i < len(h.due) && h.due[i].date == d; i++ {
		s := h.slotOf(i)
		if of.service != "" && s.line.service.ID != of.service {
			continue
		}
		kept, _ := h.keeping(of, h.clock.day(d), s.line.active(), h.clock.spans(d, s.line.service.limits))
		about := h.about(s.group)
		agreed := h.clock.spans(d, about)
		if len(meet(kept, agreed)) > 0 {
			return broughtTo{}
		}
		for _, a := range meet(meet(kept, h.reachOf(s, d)), []span{h.besideItsOwn(s, d, first)}) {
			for _, b := range agreed {
				if off := Minutes(max(a.lo-b.hi, b.lo-a.hi)); off < least {
					least, best = off, broughtTo{s.line, about}
				}
			}
		}
	}
	return best
}

// reachOf is where a call may bring a slot's visit of a date.
func (h *household) reachOf(s *slot, d Date) []span {
	return meet(h.clock.spans(d, s.line.service.limits), h.clock.spans(d, h.farthest(s.group)))
}

// besideItsOwn is where the least gaps to the line's other fixed occurrences of a
// date leave a slot's visit, wherever calls bring these; the first of the date is
// first in household.due.
func (h *household) besideItsOwn(s *slot, d Date, first int) span {
	left, gap := h.clock.day(d), s.line.service.MinGap
	if gap == 0 {
		return left
	}
	var before, behind []*slot
	for i := first; i < len(h.due) && h.due[i].date == d; i++ {
		switch o := h.slotOf(i); {
		case o.line != s.line || h.isDropped(&h.due[i]):
		case o.k < s.k:
			before = append(before, o)
		case o.k > s.k:
			behind = append(behind, o)
		}
	}
	for _, o := range before {
		if r := h.reachOf(o, d); len(r) > 0 {
			left.lo = max(left.lo, r[0].lo).Add(gap)
		}
	}
	for _, o := range slices.Backward(behind) {
		if r := h.reachOf(o, d); len(r) > 0 {
			left.hi = min(left.hi, r[len(r)-1].hi).Add(-gap)
		}
	}
	return left
}

// farthest is where in the day a call may bring a series' visits: as far as a
// visit may be moved from a time agreed before, and no further beyond the part
// of day than the call limit.
func (h *household) farthest(g *group) []clockSpan {
	rules := &h.c.Standard.Rules
	most, limit := Clock(rules.MostMoved), Clock(rules.CallLimit)
	parts := g.part.spans()
	if g.fixed < 0 {
		parts = []clockSpan{longest(parts)}
	}
	var spans []clockSpan
	for _, s := range parts {
		spans = append(spans, clockSpan{max(0, s.from-limit), min(dayEnd, s.to+limit)})
	}
	spans = joinClock(spans)
	if g.fixed >= 0 && most > 0 {
		spans = meetClock(spans, []clockSpan{{max(0, g.fixed-most), min(dayEnd, g.fixed+most+1)}})
	}
	return spans
}

// touches says whether the external help has to do with a line's service.
func (e *External) touches(l *line) bool {
	return (e.Service == "" || e.Service == l.service.ID) && (e.Grant == "" || e.Grant == l.grant.ID)
}

// shuts is the starts at which a visit would meet the external help.
func (e *External) shuts(length Minutes) span { return span{e.From.Add(1 - length), e.To - 1} }

// starts is the starts on a day that keep the relation.
func (e *External) starts(day span, length Minutes) span {
	s := day
	switch e.Relation {
	case Together:
		s = span{e.From, max(e.From, e.To-1)}
	case Before:
		s.hi = e.From.Add(-length)
		if e.Within > 0 {
			s.lo = s.hi.Add(-e.Within)
		}
	case After, Delivery:
		s.lo = e.To
		if e.Within > 0 {
			s.hi = s.lo.Add(e.Within)
		}
	}
	return span{max(s.lo, day.lo), min(s.hi, day.hi)}
}
