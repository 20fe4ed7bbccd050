package vrp

// A tour's end has a price: lateness beyond its close, and waiting. Waiting is
// what is neither way nor work from its opening to its end, where every stop is
// served as early as can be. Both follow from when the tour ends and how much
// there is to do in it, so that a change is priced in constant time.

// closing is the price of ending a tour then, with so many ticks of way and work in it.
func (t *Tour) closing(end, work int32) int64 {
	return int64(max(0, end-t.Close))*t.LatePrice + int64(end-t.Open-work)*t.Wait
}

// closes says whether it matters when a tour ends.
func (t *Tour) closes() bool { return t.LatePrice != 0 && t.Late > t.Close || t.Wait != 0 }

// mayFill is the most that a change could save in waiting in a tour.
func (e *Editor) mayFill(t int32) int64 {
	tour := &e.P.Tours[t]
	if tour.Wait == 0 {
		return 0
	}
	r := &e.S.Routes[t]
	return int64(r.Slots[len(r.Slots)-1].Early-tour.Open-r.Slots[0].Tail) * tour.Wait
}

// closingBy is how the price of a tour's end changes when the slot after i is
// reached at t, with more to do in it.
func (e *Editor) closingBy(r *Route, tour *Tour, i, t, more int32, g *gapView) int64 {
	next := i + 1
	for ; r.Slots[next].Float; next++ {
		s := &r.Slots[next]
		t = max(t, s.Lo) + s.Dur
	}
	if next > i+1 {
		t += g.on
	}
	b := &r.Slots[next]
	return r.closingAt(tour, max(max(t, b.Lo)+b.Tail, b.Ends), more)
}

// closingAt is how the price of a tour's end changes when it ends then, with
// more to do in it.
func (r *Route) closingAt(tour *Tour, end, more int32) int64 {
	work := r.Slots[0].Tail
	return tour.closing(end, work+more) - tour.closing(r.Slots[len(r.Slots)-1].Early, work)
}

// moreWith is how much more there is to do in a tour that gets span b of
// another in place of its span a.
func (r *Route) moreWith(tab *Table, a Span, from *Route, b Span) int32 {
	before, after := &r.Slots[a.From-1], &r.Slots[a.To]
	less := before.Tail - before.Dur - after.Tail
	if b.Empty() {
		if int(a.To-a.From) == len(r.Slots)-2 {
			return -less // it travels nowhere any more
		}
		return tab.Leg(before.Place, after.Place).Ticks - less
	}
	first, last := &from.Slots[b.From], &from.Slots[b.To-1]
	return tab.Leg(before.Place, first.Place).Ticks + first.Tail - last.Tail + last.Dur + tab.Leg(last.Place, after.Place).Ticks - less
}
