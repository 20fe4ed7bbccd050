package model

import "slices"

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
// agreed; if the home has but one visit of that service, also where a call may
// move it. Soft relations are left to wishes.
func (h *household) besideOthers(l *line, d Date, length Minutes, s, part []span) []span {
	day := h.clock.day(d)
	for _, r := range []Relation{Together, Before, After, Delivery} {
		kept, known := h.keeping(l, r, day, length, s)
		switch {
		case r == Delivery && l.service.Follows == "delivery" && h.delivers(l):
			s = kept
		case !known:
		case len(meet(kept, part)) > 0 || h.once(l) && len(meet(kept, h.called(part))) > 0:
			s = kept
		}
	}
	for _, e := range h.external {
		if e.Relation == Avoid && e.Soft == 0 && e.touches(l) {
			s = without(s, e.shuts(length))
		}
	}
	return s
}

// once says whether a line's occurrence is the only one of its service that
// the home has on a day: no other can keep a relation in its place.
func (h *household) once(l *line) bool {
	return len(l.slots) <= 1 && !slices.ContainsFunc(h.lines, func(o *line) bool { return o != l && o.service == l.service })
}

// called widens starts by as far as a visit may be moved.
func (h *household) called(s []span) []span {
	most := h.c.Standard.Rules.MostMoved
	if most == 0 {
		most = Minutes(dayEnd)
	}
	wide := make([]span, len(s))
	for i, x := range s {
		wide[i] = span{x.lo.Add(-most), x.hi.Add(most)}
	}
	return joinSpans(wide)
}

// keeping are the starts that keep a relation to one of the helpers of a day,
// and whether there are any such helpers.
func (h *household) keeping(l *line, r Relation, day span, length Minutes, s []span) ([]span, bool) {
	var allowed []span
	for _, e := range h.external {
		if e.Relation == r && e.Soft == 0 && e.touches(l) && e.From >= day.lo && e.From <= day.hi {
			allowed = append(allowed, e.starts(day, length))
		}
	}
	return meet(s, joinSpans(allowed)), len(allowed) > 0
}

// delivers says whether the days are known on which goods come for a service
// that follows a delivery (R-11.2.3b): then it has no other days.
func (h *household) delivers(l *line) bool {
	return slices.ContainsFunc(h.external, func(e *External) bool { return e.Relation == Delivery && e.Soft == 0 && e.touches(l) })
}

// touches says whether the external help has to do with a line's service.
func (e *External) touches(l *line) bool {
	return e.Service == "" || e.Service == l.service.ID
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
