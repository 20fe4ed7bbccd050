package vrp

import "math"

// hold is where a served stop's start is certain to lie: the interval its tour
// leaves it where that is this editor's, else its slot's window. Day as links count it.
func (e *Editor) hold(stop int32) (lo, hi, day int32, ok bool) {
	sp := &e.S.Spots[stop]
	if sp.Carrier >= 0 {
		sp = &e.S.Spots[sp.Carrier]
	}
	if sp.Tour < 0 {
		return 0, 0, 0, false
	}
	if e.Owns(sp.Tour) && e.OwnsStop(stop) {
		s := &e.S.Routes[sp.Tour].Slots[sp.Pos]
		lo, hi = s.Early, s.Late
	} else {
		lo, hi = sp.Lo, sp.Hi
	}
	if day = sp.Day; len(e.P.Midnights) > 0 {
		day = e.P.dayAt(lo)
	}
	return lo, hi, day, true
}

// bounds is the interval of starts that the links of a stop leave on the tours
// of a day, given where its partners are, less the days that are shut. carrier is
// whom it would ride on, or Never.
func (e *Editor) bounds(stop, day, carrier int32) (lo, hi int32, ok bool) {
	lo, hi = math.MinInt32, math.MaxInt32
	e.shut = e.shut[:0]
	known := len(e.P.Midnights) > 0
	for _, k := range e.P.index.links.of(stop) {
		l := &e.P.Links[k]
		y := l.B
		if y == stop {
			y = l.A
		}
		if !e.OwnsStop(y) && l.Kind != Gap { // it may be another editor's, but stays on its day
			switch d := e.stood(y); {
			case d < 0:
			case known: // in the small hours it counts on the next day
				for first, last := e.P.falls(y, d); first <= last; first++ {
					lo, hi = e.apart(l, y == l.B, first, lo, hi)
				}
			case !l.allows(y == l.B, day, d):
				return 0, 0, false
			}
			continue
		}
		ylo, yhi, yday, served := e.hold(y)
		if !served {
			continue
		}
		if l.Kind == Gap && e.P.index.flow.on { // the partner may be pushed, but not drawn
			if l.SameDay && yday != day {
				return 0, 0, false
			}
			if y == l.A {
				lo = max(lo, ylo+l.Min)
			} else {
				lo = max(lo, ylo-l.Max)
			}
			continue
		}
		if together := carrier >= 0 && (y == carrier || e.S.Spots[y].Carrier == carrier); together && l.Kind != DayGap {
			continue
		}
		if e.S.Spots[y].Carrier == stop { // y rides on the stop itself
			continue
		}
		switch l.Kind {
		case Apart, DayGap:
			if known {
				lo, hi = e.apart(l, y == l.B, yday, lo, hi)
			} else if !l.allows(y == l.B, day, yday) {
				return 0, 0, false
			}
		case Gap:
			if l.SameDay && known {
				lo, hi = max(lo, e.P.midnight(yday)), min(hi, e.P.midnight(yday+1)-1)
			} else if l.SameDay && yday != day {
				return 0, 0, false
			}
			if y == l.A { // the stop comes after y
				lo, hi = max(lo, yhi+l.Min), min(hi, ylo+l.Max)
			} else {
				lo, hi = max(lo, yhi-l.Max), min(hi, ylo-l.Min)
			}
		}
	}
	return lo, hi, lo <= hi
}

// allows says whether a link between days lets a stop stand on a day while its
// partner, which is the link's B or not, stands on another.
func (l *Link) allows(partnerIsB bool, day, partners int32) bool {
	switch l.Kind {
	case Apart:
		return day != partners
	case DayGap:
		gap := day - partners
		if partnerIsB {
			gap = -gap
		}
		return gap >= l.Min && gap <= l.Max
	}
	return true
}

// apart cuts an interval of starts by a link between days whose partner falls
// on a day; days that the stop must not fall on are noted as shut.
func (e *Editor) apart(l *Link, partnerIsB bool, partners, lo, hi int32) (int32, int32) {
	if l.Kind == Apart {
		e.shut = append(e.shut, partners)
		return lo, hi
	}
	from, to := partners+l.Min, partners+l.Max
	if partnerIsB {
		from, to = partners-l.Max, partners-l.Min
	}
	return max(lo, e.P.midnight(from)), min(hi, e.P.midnight(to+1)-1)
}

// open is what the days that are shut leave of an interval of starts: of two
// parts the first.
func (e *Editor) open(lo, hi int32) (int32, int32) {
	for _, day := range e.shut {
		from, to := e.P.midnight(day), e.P.midnight(day+1)-1
		if lo >= from && lo <= to {
			lo = to + 1
		} else if hi >= from && lo < from {
			hi = from - 1
		}
	}
	return lo, hi
}

// tighten narrows the windows of a stop's gap partners to what their tours
// leave them, on which bounds relied. That changes nothing else: earliest and
// latest starts stay as they are.
func (e *Editor) tighten(stop int32) {
	if e.P.index.flow.on {
		return
	}
	for _, k := range e.P.index.links.of(stop) {
		l := &e.P.Links[k]
		if l.Kind != Gap {
			continue
		}
		y := l.B
		if y == stop {
			y = l.A
		}
		if !e.OwnsStop(y) {
			continue
		}
		if c := e.S.Spots[y].Carrier; c >= 0 {
			y = c
		}
		sp := &e.S.Spots[y]
		if sp.Tour < 0 || !e.Owns(sp.Tour) {
			continue
		}
		s := &e.S.Routes[sp.Tour].Slots[sp.Pos]
		if s.Lo == s.Early && s.Hi == s.Late {
			continue
		}
		s = &e.touch(sp.Tour).Slots[sp.Pos]
		s.Lo, s.Hi = s.Early, s.Late
		sp = e.touchSpot(y)
		sp.Lo, sp.Hi = s.Lo, s.Hi
		e.renew(sp.Tour, &e.S.Routes[sp.Tour]) // tails read Lo
	}
}

// span is a window as the series' shift leaves it.
func (e *Editor) span(stop int32, w *Window) (lo, hi int32) {
	if q := e.P.Stops[stop].Series; q >= 0 {
		d := e.S.Shift[q]
		return max(w.Floor, w.Lo+d), min(w.Ceil, w.Hi+d)
	}
	return w.Lo, w.Hi
}

// fill sets the menu to the windows that a choice of a stop offers now.
func (e *Editor) fill(stop, choice int32) bool {
	c := &e.P.Choices[choice]
	e.menuLen, e.menuLo, e.menuHi = 0, math.MaxInt32, math.MinInt32
	blo, bhi, ok := e.bounds(stop, c.Day, Never)
	if !ok {
		return false
	}
	for w := c.First; w < c.Last; w++ {
		lo, hi := e.span(stop, &e.P.Windows[w])
		lo, hi = e.open(max(lo, blo), min(hi, bhi))
		if lo <= hi {
			e.menu[e.menuLen] = window{lo, hi, e.P.Windows[w].Price, w}
			e.menuLen++
			e.menuLo, e.menuHi = min(e.menuLo, lo), max(e.menuHi, hi)
		}
	}
	return e.menuLen > 0
}

// SomeStart draws a start from one of the windows that a choice of a stop
// offers just now, Never if there is none.
func (e *Editor) SomeStart(stop, choice int32) int32 {
	if !e.fill(stop, choice) {
		return Never
	}
	w := &e.menu[e.Rand.Intn(e.menuLen)]
	return w.lo + int32(e.Rand.Intn(int(w.hi-w.lo)+1))
}
