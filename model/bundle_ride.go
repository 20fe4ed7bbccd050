package model

import "slices"

// keepApart narrows where the search may agree the series that a floating line
// could ride on but for the hours: so they never move into its hours, and a
// visit of its own beside them stays right.
func (h *household) keepApart(l *line) {
	reach := Clock(h.c.Standard.Rules.CallLimit)
	for _, g := range h.groups {
		if g.fixed >= 0 || g.series < 0 || !slices.Contains(h.mayBeIn(l), g.part) || !g.sharesSome(h, l) {
			continue
		}
		for _, hours := range l.service.limits {
			switch {
			case g.agreed+reach < hours.from:
				g.hi = max(g.agreed, min(g.hi, h.onGrid(hours.from-reach-1)))
			case g.agreed-reach >= hours.to:
				g.lo = min(g.agreed, max(g.lo, hours.to+reach))
			}
		}
		h.d.Series[g.series].From, h.d.Series[g.series].To = g.lo, g.hi
	}
}

// onGrid is the last time of the grid that is not after c.
func (h *household) onGrid(c Clock) Clock {
	grid := max(1, Clock(h.c.Standard.Rules.AgreedGrid))
	return c / grid * grid
}

// sharesSome says whether the line may be in one visit with some of the series.
func (g *group) sharesSome(h *household, l *line) bool {
	for i := range h.stays {
		if s := &h.stays[i]; s.group == g && s.need >= 0 && h.shareAll(l, s.lines) {
			return true
		}
	}
	return false
}

// partsLeft lets the fixed visits of a date carry a piece, each where it can,
// and gives the stretches of the day in which none of them could.
func (h *household) partsLeft(p *piece, day floatDay) []clockSpan {
	left := h.floatParts(p.line)
	for i := range h.stays {
		s := &h.stays[i]
		if s.date != day.date || s.need < 0 || !slices.Contains(h.mayBeIn(p.line), s.group.part) || !h.shareAll(p.line, s.lines) {
			continue
		}
		if h.carry(s, p, day) {
			left = withoutClock(left, s.group.part.spans())
		}
	}
	return left
}

// carry lets a fixed visit carry a piece on its date, if a start near the
// agreed time suits both.
func (h *household) carry(s *stay, p *piece, day floatDay) bool {
	n := &h.d.Needs[s.need]
	length, ok := h.d.Length(append(slices.Clone(n.Tasks), p.task))
	if !ok {
		return false
	}
	starts := h.starts([]*line{p.line}, day.date, length)
	if len(meet(starts, s.near)) == 0 {
		return false
	}
	n.Carries = append(n.Carries, Carry{Need: p.need, Days: h.carryDays(nil, p, day, starts)})
	return true
}

func (h *household) carryDays(days []CarryDay, p *piece, day floatDay, starts []span) []CarryDay {
	kind, price := h.dayPrice(p, day)
	for _, s := range starts {
		days = append(days, CarryDay{Date: day.date, From: s.lo, To: s.hi, Price: price, Kind: kind})
	}
	return days
}

// ride lets floating needs carry one another, and keeps visits of their own
// that could have been one off the same day.
func (h *household) ride() {
	var all []*piece
	for _, f := range h.floats {
		for _, p := range f.pieces {
			if p.need >= 0 {
				all = append(all, p)
			}
		}
	}
	for i, a := range all {
		for _, b := range all[i+1:] {
			if a.floating == b.floating || !h.share(a.line, b.line) {
				continue
			}
			if length, ok := h.d.Length([]int{a.task, b.task}); ok {
				h.ridePair(a, b, length)
			}
		}
	}
}

func (h *household) ridePair(a, b *piece, length Minutes) {
	var onA, onB []CarryDay // of b riding on a, of a riding on b
	collide := false
	for i, j := 0, 0; i < len(a.open) && j < len(b.open); {
		x, y := &a.open[i], &b.open[j]
		switch {
		case x.date < y.date:
			i++
			continue
		case x.date > y.date:
			j++
			continue
		}
		i, j = i+1, j+1
		forA, forB := h.floatStarts(a.line, x.date, length), h.floatStarts(b.line, x.date, length)
		if len(meet(x.alone, forB)) > 0 {
			onA = h.carryDays(onA, b, y.floatDay, forB)
		}
		if len(meet(y.alone, forA)) > 0 {
			onB = h.carryDays(onB, a, x.floatDay, forA)
		}
		collide = collide || len(meet(x.alone, y.alone)) > 0
	}
	if len(onA) > 0 {
		h.d.Needs[a.need].Carries = append(h.d.Needs[a.need].Carries, Carry{Need: b.need, Days: onA})
	}
	if len(onB) > 0 {
		h.d.Needs[b.need].Carries = append(h.d.Needs[b.need].Carries, Carry{Need: a.need, Days: onB})
	}
	if collide {
		h.d.Links = append(h.d.Links, Link{A: a.need, B: b.need, Kind: NotSameDay})
	}
}

// floatStarts are the starts of a floating line in its own parts of the day.
func (h *household) floatStarts(l *line, d Date, length Minutes) []span {
	return meet(h.starts([]*line{l}, d, length), h.clock.spans(d, h.floatParts(l)))
}

// withoutClock is what is left of stretches of the day when others are taken out.
func withoutClock(s, cut []clockSpan) []clockSpan {
	for _, c := range cut {
		var left []clockSpan
		for _, x := range s {
			if from, to := x.from, min(x.to, c.from); from < to {
				left = append(left, clockSpan{from, to})
			}
			if from, to := max(x.from, c.to), x.to; from < to {
				left = append(left, clockSpan{from, to})
			}
		}
		s = left
	}
	return s
}
