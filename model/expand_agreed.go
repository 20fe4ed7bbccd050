package model

import "slices"

// agree gives every series its agreed time: the one in the case, else a
// proposal on the grid, inside the gaps of its lines, spread over the homes so
// that they do not all ask for the same quarter of an hour.
func (h *household) agree() {
	h.overnight()
	slices.SortStableFunc(h.groups, (*group).compare)
	grid := max(1, Clock(h.c.Standard.Rules.AgreedGrid))
	for _, g := range h.groups {
		g.spread(grid)
	}
	if !h.narrow() {
		h.forgetMost()
		h.narrow()
	}
	for i, g := range h.groups {
		g.agreed = h.propose(g, i, grid)
		if g.fixed >= 0 {
			continue
		}
		g.narrowed(g.agreed, g.agreed)
		h.narrow()
	}
	for _, g := range h.groups {
		g.spread(grid)
	}
}

// overnight notes the gaps from a line's last visit of a date to the first of
// the next, where it is also given at night.
func (h *household) overnight() {
	for _, l := range h.lines {
		if len(l.slots) < 2 || !slices.ContainsFunc(l.slots, func(s *slot) bool { return s.part.Hours == NightHours }) {
			continue
		}
		l.slots[len(l.slots)-1].group.keepGap(l.slots[0].group, l, true)
	}
}

// spread is where the series may be agreed: on the grid, in the longest
// stretch that its part and its services leave.
func (g *group) spread(grid Clock) {
	if g.fixed >= 0 {
		g.lo, g.hi = g.fixed, g.fixed
		return
	}
	best := longest(g.limit)
	g.lo, g.hi = (best.from+grid-1)/grid*grid, (best.to-1)/grid*grid
	if g.lo > g.hi { // narrower than the grid
		g.lo, g.hi = best.from, best.from
	}
}

// narrowed cuts the range, and tells whether that changed it.
func (g *group) narrowed(lo, hi Clock) bool {
	lo, hi = max(lo, g.lo), min(hi, g.hi)
	if lo == g.lo && hi == g.hi || lo > hi {
		return false
	}
	g.lo, g.hi = lo, hi
	return true
}

// narrow cuts the ranges of the series until each start in them leaves a start
// to every series coupled by a gap. It fails when no times keep all gaps.
func (h *household) narrow() bool {
	for range len(h.groups) + 1 {
		changed := false
		for _, g := range h.groups {
			for _, p := range g.gaps {
				shift := Clock(0)
				if p.overnight {
					shift = dayEnd
				}
				least, most := Clock(p.least)-shift, 2*dayEnd
				if p.most > 0 {
					most = Clock(p.most) - shift
				}
				if g.lo+least > p.to.hi || p.to.lo-most > g.hi {
					if g.fixed >= 0 && p.to.fixed >= 0 {
						continue // both agreed in the case: their windows must do
					}
					return false
				}
				changed = p.to.narrowed(g.lo+least, g.hi+most) || changed
				changed = g.narrowed(p.to.lo-most, p.to.hi-least) || changed
			}
		}
		if !changed {
			return true
		}
	}
	return true
}

// forgetMost drops the upper limits from the proposals when not all gaps can
// be kept: the least gaps matter more, and the plan keeps both if it can.
func (h *household) forgetMost() {
	grid := max(1, Clock(h.c.Standard.Rules.AgreedGrid))
	for _, g := range h.groups {
		g.spread(grid)
		for i := range g.gaps {
			g.gaps[i].most = 0
		}
	}
}

// propose chooses a series' time in its range: away from the ends where gaps
// bind it, among the times that suit the other help in the home on most dates
// and the narrow hours of floating services that could ride on it, and there by the home's own share of the range.
func (h *household) propose(g *group, i int, grid Clock) Clock {
	if g.fixed >= 0 {
		return g.fixed
	}
	lo, hi := g.lo, g.hi
	if h.bound(g) {
		const most = 30
		trim := min(Clock(most), (hi-lo)/4) / grid * grid
		lo, hi = lo+trim, hi-trim
	}
	var times []Clock
	best := 0
	for t := lo; t <= hi; t += grid {
		score := h.suits(g, t) + h.mayTake(g, t)
		if score > best {
			times, best = times[:0], score
		}
		if score == best {
			times = append(times, t)
		}
	}
	if len(times) == 0 {
		return lo
	}
	at := shareOf(string(h.home.ID)) + uint64(g.number-1)*(1<<63) // a second series of the part lies half of it away
	return times[int((at>>32)*uint64(len(times))>>32)]
}

// bound says whether a gap couples the series to another.
func (h *household) bound(g *group) bool {
	if len(g.gaps) > 0 {
		return true
	}
	for _, o := range h.groups {
		for _, p := range o.gaps {
			if p.to == g {
				return true
			}
		}
	}
	return false
}

// suits counts the visits of a series that could start at a time of day beside
// the other help in the home.
func (h *household) suits(g *group, t Clock) int {
	if len(h.external) == 0 {
		return 0
	}
	n := 0
	for i := range h.stays {
		s := &h.stays[i]
		if s.group != g {
			continue
		}
		var length Minutes
		for _, l := range s.lines {
			length += l.active()
		}
		at := h.clock.at(s.date, t)
		free := levels(h.allowed(s.lines, s.date, length, h.about(g)), h.wishes(s.lines, s.date, length))
		if len(free) > 0 && contains(free[0].spans, at) {
			n++
		}
	}
	return n
}

// mayTake counts the floating services with times of their own that could ride
// on a series agreed at a time of day.
func (h *household) mayTake(g *group, t Clock) int {
	reach := Clock(h.c.Standard.Rules.CallLimit)
	n := 0
	for i, f := range h.floats {
		l := f.line
		if i > 0 && h.floats[i-1].line == l || l.service.From == 0 && l.service.To == 0 {
			continue
		}
		if slices.Contains(h.mayBeIn(l), g.part) && g.mayCarry(h, l) && len(meetClock([]clockSpan{{t - reach, t + reach + 1}}, l.service.limits)) > 0 {
			n++
		}
	}
	return n
}

// mayCarry says whether a floating line may be in one visit with all that a
// series ever holds.
func (g *group) mayCarry(h *household, l *line) bool {
	for _, s := range g.slots {
		if !h.share(s.line, l) {
			return false
		}
	}
	return true
}

func contains(s []span, t Time) bool {
	return slices.ContainsFunc(s, func(x span) bool { return x.lo <= t && t <= x.hi })
}

// shareOf is a home's share of any range: an even spread over 0..2^64 that the
// other homes have no part in.
func shareOf(id string) uint64 {
	x := uint64(14695981039346656037) // FNV-1a, then the finish of splitmix64
	for i := range len(id) {
		x = (x ^ uint64(id[i])) * 1099511628211
	}
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
