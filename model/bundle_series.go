package model

import "slices"

// place puts a slot into the first series of its part that may hold it, else
// into a new one.
func (h *household) place(s *slot) {
	number := 1
	for _, g := range h.groups {
		if g.part != s.part {
			continue
		}
		number++
		if !g.shares(h, s.line) {
			continue
		}
		if h.forcedApart(s, g) {
			s.apart = append(s.apart, g)
			continue
		}
		h.join(s, g)
		return
	}
	g := &group{part: s.part, number: number, fixed: h.agreedFor(s.part, number), series: -1, limit: s.limit}
	h.groups = append(h.groups, g)
	h.join(s, g)
}

// agreedFor is the time agreed for the n-th series of a part; -1 when none is.
func (h *household) agreedFor(p *Part, n int) Clock {
	for _, a := range h.agreed {
		if a.Part == p.ID && a.Start >= 0 && max(1, a.Number) == n {
			return a.Start
		}
	}
	return -1
}

// shares says whether a line may be in a series: in one visit with each of its
// other lines, or never due on the same date as one of that kind. So one
// series holds help that is longer on some weekdays, or that one grant takes
// over from another.
func (g *group) shares(h *household, l *line) bool {
	for _, s := range g.slots {
		if !h.share(s.line, l) && !s.line.alternates(l) {
			return false
		}
	}
	return true
}

// alternates says whether two lines are of one kind and never due on one date.
func (l *line) alternates(o *line) bool {
	a, b := l.service, o.service
	if l == o || a.NoTravel != b.NoTravel || a != b && !bundle(a.Service, b.Service) {
		return false
	}
	for i := range l.on {
		if i < len(o.on) && l.on[i]&o.on[i] != 0 {
			return false
		}
	}
	return true
}

// forcedApart says whether hours, or the gaps of their lines, keep a slot out
// of a series.
func (h *household) forcedApart(s *slot, g *group) bool {
	if len(meetClock(s.limit, g.limit)) == 0 {
		return true
	}
	before := s.before()
	if before == nil || before.group == nil {
		return false
	}
	if before.group == g {
		return true
	}
	least, most := s.line.service.MinGap, s.line.service.MaxGap
	for _, p := range before.group.gaps {
		if p.to == g && !p.overnight {
			least, most = max(least, p.least), tighter(most, p.most)
		}
	}
	return most > 0 && least > most
}

// tighter is the smaller of two limits of which 0 is none.
func tighter(a, b Minutes) Minutes {
	if a == 0 || b > 0 && b < a {
		return b
	}
	return a
}

// before is the slot of the same line that comes before this one in the day.
func (s *slot) before() *slot {
	if i := slices.Index(s.line.slots, s); i > 0 {
		return s.line.slots[i-1]
	}
	return nil
}

func (h *household) join(s *slot, g *group) {
	s.group = g
	g.slots = append(g.slots, s)
	if m := meetClock(s.limit, g.limit); len(m) > 0 {
		g.limit = m
	}
	if b := s.before(); b != nil && b.group != nil {
		b.group.keepGap(g, s.line, false)
	}
}

// keepGap notes the least and most minutes from this series to another that a
// line asks for.
func (g *group) keepGap(to *group, l *line, overnight bool) {
	least, most := l.service.MinGap, l.service.MaxGap
	if least == 0 && most == 0 || g == to && !overnight {
		return
	}
	for i := range g.gaps {
		if p := &g.gaps[i]; p.to == to && p.overnight == overnight {
			p.least, p.most = max(p.least, least), tighter(p.most, most)
			return
		}
	}
	g.gaps = append(g.gaps, gap{to: to, least: least, most: most, overnight: overnight})
}
