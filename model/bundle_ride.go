package model

import "slices"

// partsLeft lets the fixed visits of a date carry a piece, each where it can,
// and gives the stretches of the day in which none of them could. A visit that is
// pinned by itself stays one.
func (h *household) partsLeft(p *piece, day floatDay, pinned bool) []clockSpan {
	left := h.floatParts(p.line)
	if pinned {
		return left
	}
	for i := range h.stays {
		s := &h.stays[i]
		if s.date != day.date || s.need < 0 || !slices.Contains(h.mayBeIn(p.line), s.group.part) || !h.shareAll(p.line, s.lines) {
			continue
		}
		if h.carry(s, p, day) && p.number == 0 { // the pieces of a split service may be visits of their own
			left = withoutClock(left, s.group.part.spans())
		}
	}
	return left
}

// carry lets a fixed visit carry a piece on its date, if a start that its
// series can get to suits both.
func (h *household) carry(s *stay, p *piece, day floatDay) bool {
	if p.line.task.Staff > 1 { // what several do joins no visit
		return false
	}
	n := &h.d.Needs[s.need]
	length, ok := h.d.Length(append(slices.Clone(n.Tasks), p.task))
	if !ok {
		return false
	}
	starts := h.nearOwn(p.line, day, h.starts([]*line{p.line}, day.date, length, h.floatParts(p.line)))
	if len(h.external) > 0 { // the longer visit keeps what its own services must keep to
		starts = meet(starts, h.starts(s.lines, day.date, length, h.about(s.group)))
	}
	if own := p.line.grant.Tolerance; own > 0 { // around the agreed time of the visit, which then stays
		starts = h.near(starts, h.clock.at(day.date, s.group.agreed), own)
		series := &h.d.Series[n.Series]
		series.From, series.To = series.Agreed, series.Agreed
	}
	if len(meet(starts, s.reach)) == 0 {
		return false
	}
	n.Carries = append(n.Carries, Carry{Need: p.need, Days: h.carryDays(nil, p, s.lines, day, starts)})
	return true
}

// carryDays adds where a piece may ride on a visit for other lines on a date, and
// at what price: also that of its own wishes about other help.
func (h *household) carryDays(days []CarryDay, p *piece, host []*line, day floatDay, starts []span) []CarryDay {
	kind, price := h.dayPrice(p, day)
	for _, l := range levels(starts, h.wishesBeside([]*line{p.line}, host, day.date, p.length)) {
		for _, s := range l.spans {
			days = append(days, CarryDay{Date: day.date, From: s.lo, To: s.hi, Price: price + l.price, Kind: kind})
		}
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
		forA, forB := h.floatStarts(a.line, x.floatDay, length), h.floatStarts(b.line, y.floatDay, length)
		if len(h.external) > 0 { // what each must keep to, the visit of both must
			both := h.starts([]*line{a.line}, x.date, length, h.floatParts(a.line))
			forB = meet(forB, both)
			both = h.starts([]*line{b.line}, y.date, length, h.floatParts(b.line))
			forA = meet(forA, both)
		}
		forA, forB = h.nearHost(a.line, b.line, y.floatDay, forA), h.nearHost(b.line, a.line, x.floatDay, forB)
		if b.line.task.Staff == 1 && !h.isPinned(h.d.Needs[b.need].ID) && len(meet(x.alone, forB)) > 0 {
			onA = h.carryDays(onA, b, []*line{a.line}, y.floatDay, forB)
		}
		if a.line.task.Staff == 1 && !h.isPinned(h.d.Needs[a.need].ID) && len(meet(y.alone, forA)) > 0 {
			onB = h.carryDays(onB, a, []*line{b.line}, x.floatDay, forA)
		}
		collide = collide || a.number == 0 && b.number == 0 && len(meet(x.alone, y.alone)) > 0
	}
	if len(onA) > 0 {
		h.d.Needs[a.need].Carries = append(h.d.Needs[a.need].Carries, Carry{Need: b.need, Days: onA})
	}
	if len(onB) > 0 {
		h.d.Needs[b.need].Carries = append(h.d.Needs[b.need].Carries, Carry{Need: a.need, Days: onB})
	}
	if collide && len(onA)+len(onB) > 0 {
		h.d.Links = append(h.d.Links, Link{A: a.need, B: b.need, Kind: NotSameDay})
	}
}

// floatStarts are the starts of a floating line in its own parts of the day.
func (h *household) floatStarts(l *line, d floatDay, length Minutes) []span {
	parts := h.floatParts(l)
	return h.nearOwn(l, d, meet(h.starts([]*line{l}, d.date, length, parts), h.clock.spans(d.date, parts)))
}

// nearOwn keeps a floating service that has an agreed time near it, on whatever
// it rides (R-5.3b); on another date than agreed it has none.
func (h *household) nearOwn(l *line, d floatDay, s []span) []span {
	if l.start < 0 || d.postponed {
		return s
	}
	return h.near(s, h.clock.at(d.date, l.start), l.grant.Tolerance)
}

// nearHost keeps a floating service that has a tolerance of its own near the
// agreed time of another that it rides on.
func (h *household) nearHost(l, host *line, d floatDay, s []span) []span {
	if l.grant.Tolerance == 0 || host.start < 0 || d.postponed {
		return s
	}
	return h.near(s, h.clock.at(d.date, host.start), l.grant.Tolerance)
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
