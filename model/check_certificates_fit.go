package model

import (
	"cmp"
	"slices"
)

// fits says whether a shift without visits has room for what is certified as
// proved to fit nowhere, at every time agreed for it: a certificate that says
// otherwise is false. It judges what has a date and one caregiver, on a day
// without other help, absence or pins, and allows for all that the home might
// get in the same visit; of anything else it says no.
func (x *claim) fits(s *Shift) bool {
	home := x.line.grant.home
	if !x.fixed || x.k.r == nil || x.any(func(l *grantLine) bool { return l.staff > 1 }) || !x.plainDay(home) {
		return false
	}
	length := Minutes(0)
	for _, l := range x.together() {
		length += l.active
		for _, st := range l.service.Steps {
			length += st.Passive
		}
	}
	starts := x.agreedStarts()
	for _, start := range starts {
		if !x.k.startsInHours(x.line.service, start.Clock()) || !x.k.room(s, x.place(), start, length) {
			return false
		}
	}
	return len(starts) > 0
}

// place is where the help is given; "" for a call.
func (x *claim) place() PlaceID {
	if x.line.service.NoTravel {
		return ""
	}
	return x.line.grant.home.Place
}

// plainDay says whether nothing but grants bears on the home around the day.
func (x *claim) plainDay(h *checkHome) bool {
	from, to := x.k.midnight(x.from-1), x.k.midnight(x.to+2)
	return !slices.ContainsFunc(h.absences, func(a *Absence) bool { return a.From < to && a.To > from }) &&
		!slices.ContainsFunc(h.external, func(e *External) bool { return e.From < to && e.To > from }) &&
		!slices.ContainsFunc(x.k.c.Pins, func(p Pin) bool { return p.Home == h.ID })
}

// agreedStarts are the times of that day agreed with the home for the parts in
// which the help may be given.
func (x *claim) agreedStarts() []Time {
	var starts []Time
	parts := x.line.parts()
	for i := range x.k.p.Agreed {
		a := &x.k.p.Agreed[i]
		if p := x.k.c.Standard.Part(a.Part); a.Home == x.line.grant.Home && a.Start >= 0 && p != nil && slices.Contains(parts, a.Part) {
			if p.To < p.From {
				return nil // on which side of midnight is not certain
			}
			starts = append(starts, At(x.from, a.Start))
		}
	}
	return starts
}

// room says whether a visit then leaves time for the ways, for the shift's
// activities and for its break.
func (k *checker) room(s *Shift, place PlaceID, start Time, length Minutes) bool {
	work, end := k.worked(s), start.Add(length)
	way := func(from, to PlaceID) Minutes {
		minutes, _ := k.r.Leg(s.Mode, from, to)
		return minutes
	}
	if len(work) != 1 {
		return k.roomBetween(s, work, Window{From: start.Add(-way(s.Start, place)), To: end}, way(place, s.End))
	}
	at := work[0]
	// what had begun does not move
	leave, back := start.Add(-way(s.Start, place)), end.Add(way(place, s.End))
	if at.From > leave || back > at.To || leave < k.freeFrom(s) {
		return false
	}
	busy := false
	for i := range k.c.Activities {
		a := &k.c.Activities[i]
		if a.Shift != s.ID {
			continue
		}
		busy = true
		if a.To.Add(way(a.Place, place)) > start && a.From < end.Add(way(place, a.Place)) {
			return false
		}
	}
	rules := &k.c.Standard.Rules
	pause := cmp.Or(s.BreakLen, rules.BreakLength)
	from, to := at.From.Add(rules.BreakMargin), at.To.Add(-rules.BreakMargin-pause)
	switch {
	case s.Break != nil:
		from, to = max(s.Break.From, at.From), min(s.Break.To, at.To.Add(-pause))
	case rules.BreakOnlyGiven || at.To.Sub(at.From) <= rules.BreakFrom:
		return true
	}
	after := max(from, end) // the break before going out, or after the visit
	return !busy && from <= to && (from.Add(pause) <= leave || after <= to && after.Add(pause+way(place, s.End)) <= at.To)
}

// roomBetween says whether a shift with absences in the middle has room for a
// visit and the way out to it, gone at one go: certainly where it lies in one of
// the stretches worked, and the way home there or in the last. Of shifts with
// activities or a break it says no.
func (k *checker) roomBetween(s *Shift, work []Window, out Window, home Minutes) bool {
	rules := &k.c.Standard.Rules
	rests := s.Break != nil || !rules.BreakOnlyGiven && workedIn(work) > rules.BreakFrom
	if rests || out.From < k.freeFrom(s) || slices.ContainsFunc(k.c.Activities, func(a Activity) bool { return a.Shift == s.ID }) {
		return false
	}
	for i, w := range work {
		if w.From <= out.From && out.To <= w.To {
			last := work[len(work)-1]
			return i < len(work)-1 && home <= last.To.Sub(last.From) || i == len(work)-1 && out.To.Add(home) <= w.To
		}
	}
	return false
}
