package model

import (
	"cmp"
	"slices"
)

// menu is the windows of a date around an agreed time: free near it, at
// a small price up to the call limit, at the price of a call beyond. levels are
// the starts allowed, by what wishes that are not kept add to that.
type menu struct {
	levels    []level
	agreed    Time
	tolerance Minutes // own, hard; 0 none
	moves     bool    // the agreed time may still move: keep what is empty now
	still     bool    // a told time: it does not move with the series
	uncalled  bool    // the citizen bears no further call
	series    Time    // still: the agreed time, which may move
	most      Minutes // still: how far from that it may be; 0: anywhere
	base      Price   // of the date
	kind      WindowKind
}

// windows lists the menu by rising price.
func (h *household) windows(m menu) []Window {
	r, p := &h.c.Standard.Rules, &h.c.Standard.Prices
	w := make([]Window, 0, 3*len(m.levels))
	add := func(kind WindowKind, reach Minutes, price Price) {
		if m.kind == Postponed {
			kind = Postponed
		}
		for _, l := range m.levels {
			w = m.add(w, l.spans, kind, reach, m.base+price+l.price)
		}
	}
	from, split := h.inTime(&m)
	call := func(reach Minutes) {
		if !split {
			add(Called, reach, p.Call)
			return
		}
		whole := m.levels
		m.levels = m.startingFrom(from)
		add(Called, reach, p.Call)
		m.levels = whole
		add(Called, reach, p.Call+p.CallLate)
	}
	add(Free, tighter(r.EdgeLimit, m.tolerance), 0)
	if m.tolerance == 0 || m.tolerance > r.EdgeLimit {
		add(Edge, tighter(r.CallLimit, m.tolerance), p.Edge)
	}
	if !m.uncalled && (m.tolerance == 0 || m.tolerance > r.CallLimit) {
		reach := tighter(r.MostMoved, m.tolerance)
		if m.still { // that far from the agreed time, not from the one told
			reach = 0
		}
		call(reach)
	}
	if !m.uncalled && m.tolerance == 0 && !slices.ContainsFunc(w, Window.holds) { // away or other help all that time: whenever else it can be
		call(0)
	}
	if split || len(m.levels) > 1 {
		slices.SortStableFunc(w, func(a, b Window) int { return cmp.Compare(a.Price, b.Price) })
	}
	return w
}

// mostSplit is how many stretches of starts a menu may have for calls to be told
// apart by whether they come in time: menus are short, and each kind of window
// takes one for each stretch.
const mostSplit = 4

// stretches counts them.
func (m *menu) stretches() int {
	n := 0
	for _, l := range m.levels {
		n += len(l.spans)
	}
	return n
}

// inTime says from when on a start beyond the call limit leaves time to call, if
// not every one does: the lead before the time agreed or the new one, whichever
// is earlier, or else soon after the time agreed. It reckons with one
// call: that others wait for their turn is seen when the plan stands.
func (h *household) inTime(m *menu) (from Time, split bool) {
	r, now := &h.c.Standard.Rules, h.c.Now
	if now == 0 || m.moves && !m.still || m.stretches() > mostSplit {
		return 0, false
	}
	done, before := calledFrom(r, now).Add(r.CallMinutes), m.agreed.Add(-r.CallLead)
	switch {
	case before >= done:
		from = done.Add(r.CallLead)
	case before < now && m.agreed.Add(r.CallLateWithin) >= done:
		from = m.agreed
	default:
		return 1 << 60, true
	}
	late := func(s span) bool { return s.lo < from }
	return from, slices.ContainsFunc(m.levels, func(l level) bool { return slices.ContainsFunc(l.spans, late) })
}

// startingFrom is the levels without the starts before a time.
func (m *menu) startingFrom(from Time) []level {
	var late []level
	for _, l := range m.levels {
		late = append(late, level{meet(l.spans, []span{{from, 1 << 60}}), l.price})
	}
	return late
}

// holds says whether there is a start in the window at the present agreed time.
func (w Window) holds() bool { return max(w.From, w.Floor) <= min(w.To, w.Ceil) }

// add appends a window in each of the spans: reach minutes about the agreed
// time, 0 for the whole span.
func (m *menu) add(w []Window, spans []span, kind WindowKind, reach Minutes, price Price) []Window {
	for _, s := range spans {
		if m.still && reach > 0 {
			if s = (span{max(s.lo, m.agreed.Add(-reach)), min(s.hi, m.agreed.Add(reach))}); s.lo > s.hi {
				continue
			}
		}
		x := Window{From: m.agreed.Add(-reach), To: m.agreed.Add(reach), Floor: s.lo, Ceil: s.hi, Price: price, Kind: kind}
		switch {
		case m.most > 0 && m.moves:
			x.From, x.To = m.series.Add(-m.most), m.series.Add(m.most)
		case (reach == 0 || m.still) && m.moves: // wide enough to cover the span wherever the series moves
			x.From, x.To = s.lo-Time(dayEnd), s.hi+Time(dayEnd)
		case reach == 0 || m.still:
			x.From, x.To = s.lo, s.hi
		}
		if m.moves || x.holds() {
			w = append(w, x)
		}
	}
	return w
}

// near are the starts within the call limit of an agreed time, or within a
// tighter own tolerance.
func (h *household) near(s []span, agreed Time, tolerance Minutes) []span {
	reach := tighter(h.c.Standard.Rules.CallLimit, tolerance)
	return meet(s, []span{{agreed.Add(-reach), agreed.Add(reach)}})
}

// within are the starts within so many minutes of an agreed time; 0: all.
func within(s []span, agreed Time, most Minutes) []span {
	if most == 0 {
		return s
	}
	return meet(s, []span{{agreed.Add(-most), agreed.Add(most)}})
}

// tolerance is the tightest own tolerance of some lines; 0 none.
func tolerance(lines []*line) Minutes {
	var t Minutes
	for _, l := range lines {
		t = tighter(t, l.grant.Tolerance)
	}
	return t
}
