package model

import "slices"

// What events say of a home's visits: some are owed no more,
// of some another time than the agreed one was told, some are pinned by
// themselves. None of it gives another visit another id: what an event takes away
// or adds is sorted behind what was there.

// gatherEvents indexes what the log says of occurrences and visits.
func (x *expander) gatherEvents() {
	if n := len(x.c.Cancelled); n > 0 {
		x.dropped = make(map[OccurrenceID]bool, n)
	}
	for i := range x.c.Cancelled {
		x.dropped[x.c.Cancelled[i].Occurrence] = true
	}
	if n := len(x.c.Told); n > 0 {
		x.told = make(map[VisitID]*Told, n)
	}
	for i := range x.c.Told {
		x.told[x.c.Told[i].Visit] = &x.c.Told[i]
	}
}

// isDropped says whether an occurrence is cancelled.
func (h *household) isDropped(o *occurrence) bool {
	return len(h.dropped) > 0 && h.dropped[o.line.id(o.n)]
}

// dropFloats takes out the floating occurrences that are cancelled. Those of
// series stay until their visits are gathered, which keeps every series as it was.
func (h *household) dropFloats() {
	if len(h.dropped) == 0 {
		return
	}
	h.floats = slices.DeleteFunc(h.floats, func(f *floating) bool {
		if !h.isDropped(&f.occurrence) {
			return false
		}
		h.unplanned(f.line.grant, "R-5.5 cancelled", 1)
		return true
	})
}

// toldOn is what a citizen was told of a floating visit on a date; nil on others.
func (h *household) toldOn(id VisitID, d Date) *Told {
	if t := h.told[id]; t != nil && t.At.Date() == d {
		return t
	}
	return nil
}

// toldWindows are the windows about a told time. It stays where it is when the
// series moves, and a refusal leaves no start that would cost another call.
func (h *household) toldWindows(m menu, t *Told) []Window {
	m.agreed, m.still = t.At, true
	if t.Refused {
		m.uncalled = true
	}
	return h.windows(m)
}

// isPinned says whether a visit is pinned by itself.
func (h *household) isPinned(id VisitID) bool {
	return slices.ContainsFunc(h.pins, func(p *Pin) bool { return p.Visit == id && id != "" })
}
