package vrp

// far is how many stops a span may have before only tours that are alike
// exchange it: shorter ones are walked.
const far = 4

// ExchangePrice is what exchanging two spans changes, where that is feasible
// and less than the limit. The spans are of two tours of one day, or follow each
// other in one tour, a first, neither of them empty; the problem's starts don't
// flow, and nothing was announced where they are of two. Time: constant, and once the ways alone stay below
// the limit linear in what moves. With stops of clusters it is a guess: several
// stops of one cluster may move at once.
func (e *Editor) ExchangePrice(a, b Span, limit int64) (int64, bool) {
	if a.Tour == b.Tour {
		return e.rotatePrice(a, b, limit)
	}
	p := e.P
	ra, rb := &e.S.Routes[a.Tour], &e.S.Routes[b.Tour]
	ta, tb := &p.Tours[a.Tour], &p.Tours[b.Tour]
	if ta.Mode != tb.Mode || p.Announced != nil {
		return 0, false
	}
	tab := &p.Modes[ta.Mode]
	fill := e.mayFill(a.Tour) + e.mayFill(b.Tour) // not all priced before both ends are known
	price, ok := ways(tab, ra, a, rb, b, below(limit, -fill))
	if !ok {
		return 0, false
	}
	if a.To-a.From > far || b.To-b.From > far {
		if !alike(ta, tb) {
			return 0, false
		}
	}
	price += e.opened(ra, ta, a, b) + e.opened(rb, tb, b, a)
	if price-fill >= limit || !e.fitsInto(tab, ra, ta, a, rb, b, &price) || !e.fitsInto(tab, rb, tb, b, ra, a, &price) || price >= limit {
		return 0, false
	}
	loadA, ok := e.mayMove(ra, a, b.Tour, &price)
	if !ok {
		return 0, false
	}
	loadB, ok := e.mayMove(rb, b, a.Tour, &price)
	if !ok || price >= limit {
		return 0, false
	}
	if loadA != loadB && (!e.holds(a.Tour, loadB-loadA) || !e.holds(b.Tour, loadA-loadB)) {
		return 0, false
	}
	return price, true
}

// alike says whether a tail of one tour ends the other as it ended its own.
func alike(a, b *Tour) bool {
	return a.End == b.End && a.Late == b.Late && a.Close == b.Close && a.LatePrice == b.LatePrice
}

// ways is how the ways of two tours change that exchange spans. It reports false
// where that reaches the limit, and where stops without a place lie beside the
// joints. New ways are looked up one by one: most exchanges are given up after
// the first or second.
func ways(tab *Table, ra *Route, a Span, rb *Route, b Span, limit int64) (int64, bool) {
	beforeA, afterA, beforeB, afterB := &ra.Slots[a.From-1], &ra.Slots[a.To], &rb.Slots[b.From-1], &rb.Slots[b.To]
	if beforeA.Float || afterA.Float || beforeB.Float || afterB.Float {
		return 0, false
	}
	price := -int64(afterA.LegPrice) - int64(afterB.LegPrice)
	var firstA, lastA, firstB, lastB *Slot
	if !a.Empty() {
		firstA, lastA = &ra.Slots[a.From], &ra.Slots[a.To-1]
		if firstA.Float || lastA.Float {
			return 0, false
		}
		price -= int64(firstA.LegPrice)
	}
	if !b.Empty() {
		firstB, lastB = &rb.Slots[b.From], &rb.Slots[b.To-1]
		if firstB.Float || lastB.Float {
			return 0, false
		}
		price -= int64(firstB.LegPrice)
	}
	price, ok := over(tab, beforeA, firstB, lastB, afterA, price, limit)
	if !ok {
		return 0, false
	}
	return over(tab, beforeB, firstA, lastA, afterB, price, limit)
}

// over adds the ways from one slot to another over the first and last of those
// that come between them, nil where none do, and says whether the price stays
// below the limit.
func over(tab *Table, before, first, last, after *Slot, price, limit int64) (int64, bool) {
	if first == nil {
		price += int64(tab.Leg(before.Place, after.Place).Price)
		return price, price < limit
	}
	if price += int64(tab.Leg(before.Place, first.Place).Price); price >= limit {
		return 0, false
	}
	price += int64(tab.Leg(last.Place, after.Place).Price)
	return price, price < limit
}

// opened is the price of a tour that begins or ends to travel by the exchange;
// one that ends to travel has no way home either.
func (e *Editor) opened(r *Route, t *Tour, out, in Span) int64 {
	now := r.Placed + (in.To - in.From) - (out.To - out.From) // at least: floats have no place
	switch {
	case r.Placed == 0 && now > 0:
		return t.Price
	case r.Placed > 0 && int(out.To-out.From) == len(r.Slots)-2 && in.Empty():
		return -t.Price - int64(e.P.Modes[t.Mode].Leg(t.Start, t.End).Price)
	}
	return 0
}

// fitsInto walks span b through the place of span a and says whether the tour
// can still be done then; it adds what changes in the price of its end.
func (e *Editor) fitsInto(tab *Table, r *Route, t *Tour, a Span, from *Route, b Span, price *int64) bool {
	at := &r.Slots[a.From-1]
	clock, place := at.Early+at.Dur, at.Place
	after := &r.Slots[a.To]
	var more int32
	if t.Wait != 0 {
		more = r.moreWith(tab, a, from, b)
	}
	whole := int(b.To) == len(from.Slots)-1 && int(a.To) == len(r.Slots)-1 && b.To-b.From > far
	if whole { // a tail behind a tail: what its own tour allowed it
		s := &from.Slots[b.From]
		start := clock + tab.Leg(place, s.Place).Ticks
		if start > s.Late {
			return false
		}
		return e.endsAt(r, t, max(max(start, s.Lo)+s.Tail, s.Ends), more, price)
	}
	clock, place, ok := from.through(tab, b, clock, place)
	if !ok {
		return false
	}
	start := clock + tab.Leg(place, after.Place).Ticks
	if start > after.Late {
		return false
	}
	return e.endsAt(r, t, max(max(start, after.Lo)+after.Tail, after.Ends), more, price)
}

// through is when and where a worker is who leaves a place at a time and then
// serves a span, and whether its windows allow that.
func (r *Route) through(tab *Table, s Span, clock, place int32) (int32, int32, bool) {
	for i := s.From; i < s.To; i++ {
		x := &r.Slots[i]
		leg := x.Leg
		if i == s.From {
			leg = tab.Leg(place, x.Place).Ticks
		}
		if clock = max(clock+leg, x.Lo); clock > x.Hi {
			return 0, 0, false
		}
		clock += x.Dur
		place = x.Place
	}
	return clock, place, true
}

// endsAt books the price of a tour that would end then, with more to do in it.
func (e *Editor) endsAt(r *Route, t *Tour, end, more int32, price *int64) bool {
	if end > t.Late {
		return false
	}
	if t.closes() {
		*price += r.closingAt(t, end, more)
	}
	return true
}

// mayMove says whether the stops of a span may be served in another tour, what
// they load, and adds what their ties to the workers change.
func (e *Editor) mayMove(r *Route, s Span, to int32, price *int64) (load int32, ok bool) {
	p := e.P
	was, will := p.Tours[s.Tour].Worker, p.Tours[to].Worker
	for i := s.From; i < s.To; i++ {
		stop := r.Slots[i].Stop
		st, sp := &p.Stops[stop], &e.S.Spots[stop]
		class := st.Class
		if sp.Riders != 0 {
			class = p.Combos[st.Combo+int32(sp.Riders)].Class
		}
		if !p.Allows(class, to) || !e.OwnsStop(stop) || r.Slots[i].Float {
			return 0, false
		}
		if st.Group >= 0 && !e.joins(st.Group, stop, will) || e.Barred(stop, to) || sp.Riders != 0 && e.P.index.flow.others {
			return 0, false
		}
		if st.Load != 0 || sp.Riders != 0 {
			load += e.laden(stop)
		}
		if st.Cluster >= 0 && was != will {
			*price += e.tiePrice(st.Cluster, will) - e.untiePrice(st.Cluster, was)
		}
		*price += p.strange(st, to) - p.strange(st, s.Tour)
	}
	return load, true
}

// joins says whether a worker serves no other member of a stop's group.
func (e *Editor) joins(group, stop, worker int32) bool {
	g := &e.P.Groups[group]
	for m := g.First; m < g.Last; m++ {
		if t := e.S.Spots[m].Tour; m != stop && t >= 0 && e.P.Tours[t].Worker == worker {
			return false
		}
	}
	return true
}

// rotatePrice is ExchangePrice of spans that follow each other in one tour.
func (e *Editor) rotatePrice(a, b Span, limit int64) (int64, bool) {
	r := &e.S.Routes[a.Tour]
	tab := &e.P.Modes[e.P.Tours[a.Tour].Mode]
	before, after := &r.Slots[a.From-1], &r.Slots[b.To]
	a1, a2, b1, b2 := &r.Slots[a.From], &r.Slots[a.To-1], &r.Slots[b.From], &r.Slots[b.To-1]
	if before.Float || after.Float || a1.Float || a2.Float || b1.Float || b2.Float {
		return 0, false
	}
	price := int64(tab.Leg(before.Place, b1.Place).Price+tab.Leg(b2.Place, a1.Place).Price+tab.Leg(a2.Place, after.Place).Price) -
		int64(a1.LegPrice+b1.LegPrice+after.LegPrice)
	if price-e.mayFill(a.Tour) >= limit {
		return 0, false
	}
	clock, place, ok := r.through(tab, b, before.Early+before.Dur, before.Place)
	if ok {
		clock, place, ok = r.through(tab, a, clock, place)
	}
	if !ok {
		return 0, false
	}
	start := clock + tab.Leg(place, after.Place).Ticks
	var more int32
	if t := &e.P.Tours[a.Tour]; t.Wait != 0 {
		more = tab.Leg(before.Place, b1.Place).Ticks + tab.Leg(b2.Place, a1.Place).Ticks + tab.Leg(a2.Place, after.Place).Ticks - a1.Leg - b1.Leg - after.Leg
	}
	if start > after.Late || !e.endsAt(r, &e.P.Tours[a.Tour], max(max(start, after.Lo)+after.Tail, after.Ends), more, &price) || price >= limit {
		return 0, false
	}
	return price, true
}
