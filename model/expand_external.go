package model

import "slices"

// starts are the starts allowed on a date for a visit of some lines with a
// length: inside the hours of every service, as other help in the home demands
// (R-5.3c, R-11.2.3b), and not while the citizen is away (R-5.5c).
func (h *household) starts(lines []*line, d Date, length Minutes) []span {
	return h.atHome(h.allowed(lines, d, length), length)
}

// allowed is starts, were the citizen at home all the time.
func (h *household) allowed(lines []*line, d Date, length Minutes) []span {
	var s []span
	for i, l := range lines {
		own := h.clock.spans(d, l.service.limits)
		if len(h.external) > 0 {
			own = h.besideOthers(l, d, length, own)
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

// away says whether the citizen is away all the time that the line could be
// delivered on a date.
func (h *household) away(l *line, d Date) bool {
	if len(h.absences) == 0 {
		return false
	}
	s := h.clock.spans(d, l.service.limits)
	return len(s) > 0 && len(h.atHome(s, l.active())) == 0
}

// besideOthers cuts a line's starts by the other help in the home on a date.
// Of several visits that it must meet, precede or follow, one is enough; a
// relation that the service's own hours can never keep that day does not
// concern it. Soft relations are left to softly.
func (h *household) besideOthers(l *line, d Date, length Minutes, s []span) []span {
	day := h.clock.day(d)
	for _, r := range []Relation{Together, Before, After, Delivery} {
		var allowed []span
		for _, e := range h.external {
			if e.Relation == r && e.Soft == 0 && e.touches(l) && e.From >= day.lo && e.From <= day.hi {
				allowed = append(allowed, e.starts(day, length))
			}
		}
		if len(allowed) == 0 {
			continue
		}
		if kept := meet(s, joinSpans(allowed)); len(kept) > 0 {
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

// softly are the starts among s that keep all soft relations to other help on
// a date, and the price of breaking those that can be kept.
func (h *household) softly(lines []*line, d Date, length Minutes, s []span) ([]span, Price) {
	var price Price
	day := h.clock.day(d)
	for _, e := range h.external {
		if e.Soft == 0 || e.To < day.lo || e.From > day.hi || !slices.ContainsFunc(lines, e.touches) {
			continue
		}
		kept := s
		if e.Relation == Avoid {
			kept = without(s, e.shuts(length))
		} else if e.From >= day.lo {
			kept = meet(s, []span{e.starts(day, length)})
		}
		if len(kept) > 0 && !slices.Equal(kept, s) {
			s, price = kept, price+e.Soft
		}
	}
	return s, price
}

// delivered keeps the dates on which the goods come, for a service that
// follows a delivery (R-11.2.3b); all of them where no delivery is known.
func (h *household) delivered(l *line, days []floatDay) []floatDay {
	if l.service.Follows != "delivery" {
		return days
	}
	var on []Date
	for _, e := range h.external {
		if e.Relation == Delivery && e.touches(l) {
			on = append(on, e.From.Date())
		}
	}
	if len(on) == 0 {
		return days
	}
	return keep(days, func(d Date) bool { return slices.Contains(on, d) })
}
