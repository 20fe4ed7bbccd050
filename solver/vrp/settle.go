package vrp

// mostRaises is after how many steps for each stop a state is given up: its
// tours wait for each other.
const mostRaises = 8

// settle raises starts until all links hold. The queue has the linked stops
// whose starts may ask for it.
func (e *Editor) settle() {
	f := &e.flow
	for h := 0; h < len(f.queue); h++ {
		if e.Bad || h > mostRaises*len(e.S.Spots)+64 {
			e.Bad = true
			return
		}
		u := f.queue[h]
		sp := &e.S.Spots[u]
		if sp.Tour < 0 {
			continue
		}
		v := e.hold1(u, sp)
		for _, l := range e.P.index.flow.of(u) {
			if y := &e.S.Spots[l.to]; y.Tour >= 0 && e.S.Routes[y.Tour].Slots[y.Pos].Early < v+l.by {
				e.ask(l.to, v+l.by)
			}
		}
	}
}

// hold1 makes a linked stop's slot hold its start, and says which that is.
func (e *Editor) hold1(stop int32, sp *Spot) int32 {
	if s := &e.S.Routes[sp.Tour].Slots[sp.Pos]; s.Lo == s.Early {
		return s.Early
	}
	s := &e.touch(sp.Tour).Slots[sp.Pos]
	s.Lo = s.Early
	e.touchSpot(stop).Lo = s.Lo
	return s.Lo
}

// ask makes a stop start no sooner than v, and queues who is pushed.
func (e *Editor) ask(stop, v int32) {
	sp := e.touchSpot(stop)
	r := e.touch(sp.Tour)
	r.Slots[sp.Pos].Lo, sp.Lo = v, v
	if !e.renew(sp.Tour, r) {
		e.Bad = true
		return
	}
	e.flow.queue = append(e.flow.queue, stop)
	e.queuePushed(r, sp.Pos+1)
}

// queuePushed queues the linked stops of a tour, from slot i on, that start
// later than their slots say.
func (e *Editor) queuePushed(r *Route, i int32) {
	for ; int(i) < len(r.Slots)-1; i++ {
		if s := &r.Slots[i]; s.Early != s.Lo && e.P.index.flow.linked(s.Stop) {
			e.flow.queue = append(e.flow.queue, s.Stop)
		}
	}
}

// entered queues a stop that has just entered, and whom it pushes in its tour.
func (e *Editor) entered(stop int32) {
	if e.P.index.flow.linked(stop) {
		e.flow.queue = append(e.flow.queue, stop)
	}
	sp := &e.S.Spots[stop]
	e.queuePushed(&e.S.Routes[sp.Tour], sp.Pos+1)
}

// release lists in freed the linked stops that may start sooner without a stop
// that still stands: those whom it holds up, or who hold up so in turn.
func (e *Editor) release(stop int32) {
	f := &e.flow
	f.next()
	f.freed = f.freed[:0]
	f.seen[stop] = f.round
	f.queue = append(f.queue, stop)
	sp := &e.S.Spots[stop]
	e.releaseOn(sp.Tour, sp.Pos+1) // the way behind stops without a place changes too
	e.spread()
}

// spread frees whom those in the queue hold up.
func (e *Editor) spread() {
	f := &e.flow
	for h := 0; h < len(f.queue); h++ {
		u := f.queue[h]
		sp := &e.S.Spots[u]
		v := e.S.Routes[sp.Tour].Slots[sp.Pos].Early
		for _, l := range e.P.index.flow.of(u) {
			if y := &e.S.Spots[l.to]; y.Tour >= 0 && e.S.Routes[y.Tour].Slots[y.Pos].Early == v+l.by {
				f.free(l.to)
			}
		}
		e.releaseAfter(sp.Tour, sp.Pos)
	}
}

// releaseAfter frees the next linked stop that a slot holds up.
func (e *Editor) releaseAfter(t, i int32) {
	sl := e.S.Routes[t].Slots
	for leaves := sl[i].Early + sl[i].Dur; int(i) < len(sl)-2; leaves = sl[i].Early + sl[i].Dur {
		if i++; sl[i].Early != leaves+sl[i].Leg {
			return
		}
		if e.P.index.flow.linked(sl[i].Stop) {
			e.flow.free(sl[i].Stop)
			return
		}
	}
}

// placeFlow puts a stop into a tour where starts flow; who is pushed is yet to
// be settled. Where the way on gets shorter, as travel tables and stops without
// a place may have it, others start sooner.
func (e *Editor) placeFlow(stop, t, pos, win, day, lo, hi int32) {
	if e.shortens(stop, t, pos) {
		e.shorten(t, pos)
		e.place(stop, t, pos, win, day, lo, hi)
		e.refill(t)
		return
	}
	e.place(stop, t, pos, win, day, lo, hi)
}

// shortens says whether the stops after a position might be reached sooner with
// a stop there.
func (e *Editor) shortens(stop, t, pos int32) bool {
	a, b := &e.S.Routes[t].Slots[pos], &e.S.Routes[t].Slots[pos+1]
	st := &e.P.Stops[stop]
	if st.Place == 0 || b.Float {
		return b.Float && st.Place != 0
	}
	tab := &e.P.Modes[e.P.Tours[t].Mode]
	return tab.Leg(a.Place, st.Place).Ticks+st.Dur+tab.Leg(st.Place, b.Place).Ticks < b.Leg
}

// shorten frees whom the slots after a position up to the next place hold up.
func (e *Editor) shorten(t, pos int32) {
	f := &e.flow
	f.next()
	f.freed = f.freed[:0]
	e.releaseAfter(t, pos)
	e.releaseOn(t, pos+1)
	e.spread()
}

// releaseOn frees whom stops without a place, from slot i on, hold up.
func (e *Editor) releaseOn(t, i int32) {
	for sl := e.S.Routes[t].Slots; sl[i].Float; i++ {
		e.releaseAfter(t, i)
	}
}

// free lists a stop, once.
func (f *flow) free(stop int32) {
	if f.seen[stop] != f.round {
		f.seen[stop] = f.round
		f.freed = append(f.freed, stop)
		f.queue = append(f.queue, stop)
	}
}

// refill finds the least starts again, after a stop left the tour t.
func (e *Editor) refill(t int32) {
	f := &e.flow
	f.queue = f.queue[:0]
	for _, u := range f.freed {
		sp := e.touchSpot(u)
		lo := e.floor(u, sp)
		e.touch(sp.Tour).Slots[sp.Pos].Lo, sp.Lo = lo, lo
	}
	f.next()
	n := int32(len(e.S.Spots))
	f.seen[n+t] = f.round
	if !e.renew(t, e.touch(t)) {
		e.Bad = true
		return
	}
	for _, u := range f.freed {
		if to := e.S.Spots[u].Tour; f.seen[n+to] != f.round {
			f.seen[n+to] = f.round
			if !e.renew(to, &e.S.Routes[to]) {
				e.Bad = true
				return
			}
		}
		f.queue = append(f.queue, u)
		for _, l := range e.P.index.flow.of(u) { // who is not free asks for what it did
			f.queue = append(f.queue, l.to)
		}
	}
	e.queuePushed(&e.S.Routes[t], 1)
	e.settle()
}

// floor is when a served stop may start by its window alone.
func (e *Editor) floor(stop int32, sp *Spot) int32 {
	lead := stop
	if g := e.P.Stops[stop].Group; g >= 0 {
		lead = e.P.Groups[g].First
	}
	lo, _ := e.span(lead, &e.P.Windows[sp.Window])
	return lo + e.P.Stops[stop].Offset
}
