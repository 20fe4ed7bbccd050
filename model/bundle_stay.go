package model

import "slices"

// gatherStays gathers the fixed occurrences of each date by series.
func (h *household) gatherStays() {
	for from := 0; from < len(h.due); {
		to := from
		for to < len(h.due) && h.due[to].date == h.due[from].date {
			to++
		}
		h.gatherDate(from, to)
		from = to
	}
}

// gatherDate gathers the visits of one date: occurrences due[from:to].
func (h *household) gatherDate(from, to int) {
	date, first := h.due[from].date, len(h.stays)
	for i := from; i < to; i++ {
		if h.isDropped(&h.due[i]) {
			h.unplanned(h.due[i].line.grant, "R-5.5 cancelled", 1)
			continue
		}
		if s := h.slotOf(i); h.awayFor(s, date) || !h.inAt(s.line, date) {
			h.unplanned(s.line.grant, "R-5.5c absent", 1)
			continue
		}
		group := h.slotOf(i).group
		if s := h.stayOf(first, date, group); h.shareAll(h.due[i].line, s.lines) {
			s.add(h, i)
		} else { // never twice for one grant in a visit
			h.elsewhere(first, group, i)
		}
	}
	if len(h.external) > 0 {
		for i, n := first, len(h.stays); i < n; i++ {
			h.divide(first, i)
		}
	}
	h.mergeStays(first)
	slices.SortFunc(h.stays[first:], func(a, b stay) int { return a.group.compare(b.group) })
}

// compare orders the series of a home by the day.
func (g *group) compare(o *group) int {
	switch {
	case g.part != o.part && g.part.rank() != o.part.rank():
		return int(g.part.rank() - o.part.rank())
	default:
		return g.number - o.number
	}
}

// stayOf is the visit of a series among those of a date.
func (h *household) stayOf(first int, date Date, g *group) *stay {
	for i := first; i < len(h.stays); i++ {
		if h.stays[i].group == g {
			return &h.stays[i]
		}
	}
	h.stays = append(h.stays, stay{group: g, date: date, need: -1})
	return &h.stays[len(h.stays)-1]
}

func (s *stay) add(h *household, i int) {
	s.due = append(s.due, i)
	s.lines = append(s.lines, h.due[i].line)
}

// divide splits a visit whose services other help in the home keeps apart on
// this date alone (R-5.3c): what does not fit goes to a further series.
func (h *household) divide(first, i int) {
	s := h.stays[i]
	if len(s.due) < 2 || h.fit(s.lines, &s) {
		return
	}
	kept := stay{group: s.group, date: s.date, need: -1}
	slices.SortStableFunc(s.due, func(a, b int) int { // what has a tolerance of its own stays where it is agreed
		return compareBool(h.due[a].line.grant.Tolerance == 0, h.due[b].line.grant.Tolerance == 0)
	})
	var rest []int
	for _, d := range s.due {
		if lines := append(slices.Clone(kept.lines), h.due[d].line); len(kept.due) == 0 || h.fit(lines, &s) {
			kept.add(h, d)
		} else {
			rest = append(rest, d)
		}
	}
	h.stays[i] = kept
	for _, d := range rest {
		h.elsewhere(first, s.group, d)
	}
}

// fit says whether lines have a start in common in a visit's place.
func (h *household) fit(lines []*line, s *stay) bool {
	var length Minutes
	for _, l := range lines {
		length += l.active()
	}
	starts := h.allowed(lines, s.date, length, h.about(s.group))
	if own := tolerance(lines); own > 0 && s.group.fixed >= 0 {
		starts = h.near(starts, h.clock.at(s.date, s.group.fixed), own)
	}
	return len(starts) > 0
}

// elsewhere finds another series of the part for an occurrence that its own
// can't hold on this date.
func (h *household) elsewhere(first int, not *group, due int) {
	o := &h.due[due]
	number := 1
	for _, g := range h.groups {
		if g.part != not.part {
			continue
		}
		number++
		if g == not || len(meetClock(g.limit, o.line.slots[o.slot].limit)) == 0 {
			continue
		}
		s := h.stayOf(first, o.date, g)
		if h.shareAll(o.line, s.lines) && h.fit(append(slices.Clone(s.lines), o.line), s) {
			s.add(h, due)
			return
		}
	}
	g := &group{part: not.part, number: number, fixed: h.agreedFor(not.part, number), series: -1, limit: o.line.slots[o.slot].limit}
	h.groups = append(h.groups, g)
	h.stayOf(first, o.date, g).add(h, due)
}

// mergeStays joins visits of a date that nothing keeps apart on it: what kept
// their series apart is not due that day.
func (h *household) mergeStays(first int) {
	for i := first; i < len(h.stays); i++ {
		for j := i + 1; j < len(h.stays); j++ {
			a, b := &h.stays[i], &h.stays[j]
			if a.group.part != b.group.part || len(a.due) == 0 || len(b.due) == 0 || !h.mayMerge(a, b) {
				continue
			}
			if b.group.number < a.group.number {
				a.group, b.group = b.group, a.group
			}
			a.due, a.lines = append(a.due, b.due...), append(a.lines, b.lines...)
			b.due, b.lines = nil, nil
		}
	}
	left := slices.DeleteFunc(h.stays[first:], func(s stay) bool { return len(s.due) == 0 })
	h.stays = h.stays[:first+len(left)]
}

func (h *household) mayMerge(a, b *stay) bool {
	if len(meetClock(a.group.limit, b.group.limit)) == 0 {
		return false
	}
	for i, l := range a.lines {
		if !h.shareAll(l, b.lines) {
			return false
		}
		if h.slotOf(a.due[i]).keptFrom(b.group) {
			return false
		}
	}
	for _, d := range b.due {
		if h.slotOf(d).keptFrom(a.group) {
			return false
		}
	}
	return len(h.external) == 0 || h.fit(append(slices.Clone(a.lines), b.lines...), a)
}

// about is where in the day a series' visits are agreed: at its standing time,
// give or take what needs no call, or anywhere that it may be proposed.
func (h *household) about(g *group) []clockSpan {
	if g.fixed < 0 {
		return []clockSpan{longest(g.limit)}
	}
	reach := Clock(h.c.Standard.Rules.CallLimit)
	return []clockSpan{{max(0, g.fixed-reach), min(dayEnd, g.fixed+reach+1)}}
}

func (h *household) slotOf(due int) *slot { return h.due[due].line.slots[h.due[due].slot] }

func (s *slot) keptFrom(g *group) bool { return slices.Contains(s.apart, g) }
