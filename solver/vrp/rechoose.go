package vrp

// mostLabels is how many undominated ways to a slot are kept.
const mostLabels = 24

// label is a way through a tour up to a slot: windows chosen so far, when the
// slot is left at the earliest and what the windows cost.
type label struct {
	leaves int32
	option int32 // of the slot, index in the programme's options
	before int32 // label of the slot before
	price  int64
}

// programme is the dynamic programme over one tour's windows.
type programme struct {
	labels  []label
	options []window
	at      []int32 // by slot: its first label
}

// rechoose chooses the windows of a tour's stops anew, all together, so that
// windows and lateness cost least: labels of time and price from slot to slot,
// dominated ones dropped (Desrochers and Soumis 1988, INFOR 26). Stops of
// groups, of others, and those in a gap keep what they have. It reports whether
// the tour got cheaper.
func (e *Editor) rechoose(t int32) bool {
	g := &e.choice
	r, tour := &e.S.Routes[t], &e.P.Tours[t]
	g.options, g.at = g.options[:0], g.at[:0]
	g.labels = append(g.labels[:0], label{leaves: r.Slots[0].Early + r.Slots[0].Dur, option: Never, before: Never})
	g.at = append(g.at, 0)
	last := len(r.Slots) - 1
	work := r.Slots[0].Tail
	now := tour.closing(r.Slots[last].Early, work)
	for i := 1; i < last; i++ {
		now += e.windowPrice(r.Slots[i].Stop)
		from, to := g.at[i-1], int32(len(g.labels))
		g.at = append(g.at, to)
		first := int32(len(g.options))
		e.windowsOf(&r.Slots[i])
		for l := from; l < to; l++ {
			g.extend(l, &r.Slots[i], first)
		}
		if int(to) == len(g.labels) {
			return false
		}
	}
	end := &r.Slots[last]
	best, cost := int32(Never), now
	for l := g.at[last-1]; l < int32(len(g.labels)); l++ {
		arrive := max(g.labels[l].leaves+end.Leg, end.Lo)
		if price := g.labels[l].price + tour.closing(arrive, work); arrive <= end.Hi && price < cost {
			best, cost = l, price
		}
	}
	if best < 0 {
		return false
	}
	e.adopt(t, best)
	return true
}

// windowPrice is what a placed stop pays for its window.
func (e *Editor) windowPrice(stop int32) int64 {
	if !e.leads(stop) {
		return 0
	}
	return e.P.Windows[e.S.Spots[stop].Window].Price
}

// windowsOf appends the windows that a slot may choose among, by rising price.
func (e *Editor) windowsOf(s *Slot) {
	g, sp := &e.choice, &e.S.Spots[s.Stop]
	if e.P.Stops[s.Stop].Group >= 0 || !e.OwnsStop(s.Stop) || e.gapped(s.Stop) || !e.fill(s.Stop, e.ChoiceOn(s.Stop, sp.Day)) {
		g.options = append(g.options, window{s.Lo, s.Hi, e.windowPrice(s.Stop), sp.Window})
		return
	}
	lo, hi := e.riderLimits(s.Stop)
	for _, w := range e.menu[:e.menuLen] {
		if w.lo, w.hi = max(w.lo, lo), min(w.hi, hi); w.lo <= w.hi {
			g.options = append(g.options, w)
		}
	}
}

// extend leads a label through a slot, by each of its options from first on.
func (g *programme) extend(l int32, s *Slot, first int32) {
	arrive := g.labels[l].leaves + s.Leg
	begun := g.at[len(g.at)-1]
	for k := first; k < int32(len(g.options)); k++ {
		w := &g.options[k]
		start := max(arrive, w.lo)
		if start <= w.hi {
			g.add(begun, label{start + s.Dur, k, l, g.labels[l].price + w.price})
		}
	}
}

// add keeps a label unless one of its slot, from begun on, is as early and as
// cheap; labels that it beats so make room.
func (g *programme) add(begun int32, n label) {
	keep := int(begun)
	for k := int(begun); k < len(g.labels); k++ {
		o := g.labels[k]
		if o.leaves <= n.leaves && o.price <= n.price {
			return
		}
		if n.leaves > o.leaves || n.price > o.price {
			g.labels[keep] = o
			keep++
		}
	}
	g.labels = g.labels[:keep]
	if keep-int(begun) < mostLabels {
		g.labels = append(g.labels, n)
	}
}

// adopt gives the slots of a tour the windows of a label of its last stop.
func (e *Editor) adopt(t, best int32) {
	g, r := &e.choice, e.touch(t)
	for i := len(r.Slots) - 2; i >= 1; i-- {
		l := &g.labels[best]
		w, s := &g.options[l.option], &r.Slots[i]
		best = l.before
		if s.Lo == w.lo && s.Hi == w.hi && e.S.Spots[s.Stop].Window == w.index {
			continue
		}
		sp := e.touchSpot(s.Stop)
		e.Delta += e.P.Windows[w.index].Price - e.P.Windows[sp.Window].Price
		sp.Window, sp.Lo, sp.Hi = w.index, w.lo, w.hi
		s.Lo, s.Hi = w.lo, w.hi
	}
	if !e.renew(t, r) {
		e.Bad = true
	}
}
