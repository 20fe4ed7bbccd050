package model

import "slices"

// hoursOf says for each minute of a day whether a service may start then: in
// its coarse hours, cut by its own times (R-11.1.1 … R-11.2.3b).
func (x *ledger) hoursOf(s *Service) *[1440]bool {
	if h := x.hours[s.ID]; h != nil {
		return h
	}
	h := new([1440]bool)
	for m := range h {
		h[m] = (len(s.Hours) == 0 || x.inHours(s, Clock(m))) && (s.From == 0 && s.To == 0 || clockWithin(Clock(m), s.From, s.To))
	}
	x.hours[s.ID] = h
	return h
}

func (x *ledger) inHours(s *Service, m Clock) bool {
	for i := range x.c.Standard.Parts {
		if p := &x.c.Standard.Parts[i]; slices.Contains(s.Hours, p.Hours) && clockWithin(m, p.From, p.To) {
			return true
		}
	}
	return false
}

// clockWithin says whether a time lies in a half open stretch of the day, which
// may pass midnight; the same time twice is the whole day.
func clockWithin(m, from, to Clock) bool {
	switch {
	case from == to:
		return true
	case from < to:
		return from <= m && m < to
	}
	return m >= from || m < to
}

// length is the caregiver's time for one occurrence.
func (a *asked) length() Minutes {
	if a.minutes > 0 {
		return a.minutes
	}
	return a.s.Active()
}

// away says whether the citizen is away whenever a service with a free date may
// start on one (R-5.5c).
func (o *owing) away(a *asked, d Date) bool {
	if !o.touched(a.g.Home, At(d, 0), At(d+1, 0).Add(a.length())) {
		return false
	}
	for m, may := range o.hoursOf(a.s) {
		start := At(d, Clock(m))
		if may && !o.touched(a.g.Home, start, start.Add(a.length())) {
			return false
		}
	}
	return true
}

// touched says whether the citizen is away at any time between two.
func (o *owing) touched(h HomeID, from, to Time) bool {
	return slices.ContainsFunc(o.absences[h], func(a Absence) bool { return a.From < to && from < a.To })
}

// awayAll says whether one absence covers the time between two.
func (o *owing) awayAll(h HomeID, from, to Time) bool {
	return slices.ContainsFunc(o.absences[h], func(a Absence) bool { return a.From <= from && to <= a.To })
}

// athome says whether an occurrence of a date is owed although the citizen may
// be away for some of it: not when an absence covers its part of the day, or
// the service's own times, on that date. Where that holds for some of several
// parts that it may fall in, the plan's own certificate must say that it was
// due.
func (o *owing) athome(a *asked, n, k int, d Date) bool {
	if len(o.absences[a.g.Home]) == 0 || !o.touched(a.g.Home, At(d, 0), At(d+1, 0)) {
		return true
	}
	if o.away(a, d) {
		return false
	}
	if a.s.From != 0 || a.s.To != 0 {
		return !o.awayBetween(a.g.Home, d, a.s.From, a.s.To)
	}
	home, away := 0, 0
	for _, id := range a.partsOf(k) {
		if p := o.c.Standard.Part(id); p != nil && o.awayBetween(a.g.Home, d, p.From, p.To) {
			away++
		} else {
			home++
		}
	}
	if home > 0 && away > 0 {
		return o.certified[a.id(n)]
	}
	return away == 0
}

// awayBetween says whether one absence covers, on a date, the longer side of a
// time of day that may pass midnight.
func (o *owing) awayBetween(h HomeID, d Date, from, to Clock) bool {
	from, to = longerSide(from, to)
	return o.awayAll(h, At(d, from), At(d, to))
}

// longerSide is the longer stretch on one date of a time of day that may pass
// midnight.
func longerSide(from, to Clock) (Clock, Clock) {
	switch {
	case from < to:
		return from, to
	case from == to:
		return 0, 1440
	case to >= 1440-from:
		return 0, to
	}
	return from, 1440
}
