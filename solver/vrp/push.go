package vrp

// push prices the lateness that the stops noted as entering have and make, in
// all tours that they push on. It reports false where they can't enter: someone
// would start too late, or two tours would wait for each other. It gives up, and
// reports false too, once the price reaches the limit.
func (e *Editor) push(limit int64) (int64, bool) {
	f := &e.flow
	f.next()
	f.price, f.limit, f.worst = 0, limit, e.S.worst
	for k := range f.enters {
		x := &f.enters[k]
		f.late(e.P, x.stop, x.start)
	}
	for k := range f.enters {
		x := &f.enters[k]
		if !e.along(x.tour, x.pos+1, x.leaves, nil) || !e.across(x.stop, x.start) {
			return 0, false
		}
	}
	for h := 0; h < len(f.queue); h++ {
		u := f.queue[h]
		sp, v := &e.S.Spots[u], f.start[u]
		if !e.across(u, v) || !e.along(sp.Tour, sp.Pos+1, v+e.S.Routes[sp.Tour].Slots[sp.Pos].Dur, f.entering(sp.Tour)) {
			return 0, false
		}
	}
	price := f.price + e.P.Largest*int64(f.worst-e.S.worst)
	return price, price < limit
}

// late books the lateness of a stop that enters at a start.
func (f *flow) late(p *Problem, stop, start int32) {
	d := &p.index.flow.tardy[stop]
	if over := start - d.due; over > 0 && d.price != 0 {
		f.price += d.price * int64(over)
		f.worst = max(f.worst, over)
	}
}

// now is where a start stands in this round.
func (f *flow) now(node, start int32) int32 {
	if f.seen[node] == f.round {
		return f.start[node]
	}
	return start
}

// raise moves a stop's start and books the lateness; it reports whether the
// price is still below the limit.
func (e *Editor) raise(stop, from, to int32) bool {
	f := &e.flow
	f.seen[stop], f.start[stop] = f.round, to
	d := &e.P.index.flow.tardy[stop]
	if to <= d.due || d.price == 0 {
		return true
	}
	f.price += d.price * int64(to-max(from, d.due))
	f.worst = max(f.worst, to-d.due)
	return f.price+e.P.Largest*int64(f.worst-e.S.worst) < f.limit
}

// along pushes the slots of a tour from slot i on, given when the one before
// them is left. x is who enters the tour, unless it is just left.
func (e *Editor) along(t, i, leaves int32, x *entry) bool {
	if x != nil && i == x.pos+1 { // who enters holds it up: nothing may push that
		return leaves+x.in <= x.start
	}
	f, r, links := &e.flow, &e.S.Routes[t], &e.P.index.flow
	if x == nil {
		x = f.entering(t)
	}
	for last := int32(len(r.Slots) - 1); ; i++ {
		s := &r.Slots[i]
		v := leaves + s.Leg
		if x != nil && i == x.next {
			v = leaves + x.leg
		}
		v = max(v, s.Lo)
		if i == last {
			return e.pushEnd(t, v, s)
		}
		now := f.now(s.Stop, s.Early)
		if v <= now {
			if x == nil || i <= x.pos || i >= x.next {
				return true
			}
			leaves = now + s.Dur // without a place: the leg behind it has changed all the same
			continue
		}
		if v > s.Hi || !e.raise(s.Stop, now, v) || links.linked(s.Stop) && !e.across(s.Stop, v) {
			return false
		}
		if leaves = v + s.Dur; x != nil && i == x.pos {
			return leaves+x.in <= x.start
		}
	}
}

// pushEnd pushes the end of a tour.
func (e *Editor) pushEnd(t, v int32, s *Slot) bool {
	f, node, tour := &e.flow, int32(len(e.P.Stops))+t, &e.P.Tours[t]
	now := f.now(node, s.Early)
	if v <= now {
		return true
	}
	if v > s.Hi {
		return false
	}
	f.seen[node], f.start[node] = f.round, v
	if v > tour.Close {
		f.price += int64(v-max(now, tour.Close)) * tour.LatePrice
	}
	return f.price < f.limit
}

// across pushes those linked to a stop that starts at v.
func (e *Editor) across(stop, v int32) bool {
	f := &e.flow
next:
	for _, l := range e.P.index.flow.of(stop) {
		for k := range f.enters {
			if x := &f.enters[k]; x.stop == l.to {
				if v+l.by > x.start {
					return false
				}
				continue next
			}
		}
		sp := &e.S.Spots[l.to]
		if sp.Tour < 0 {
			continue
		}
		s := &e.S.Routes[sp.Tour].Slots[sp.Pos]
		now := f.now(l.to, s.Early)
		if v+l.by <= now {
			continue
		}
		if v+l.by > s.Hi || !e.raise(l.to, now, v+l.by) {
			return false
		}
		f.queue = append(f.queue, l.to)
	}
	return true
}

// nearby is the lateness that one entering stop has and makes in its own tour
// alone: no more than push says, and cheaper to know.
func (e *Editor) nearby() int64 {
	f := &e.flow
	x := &f.enters[0]
	f.price, f.worst = 0, e.S.worst
	f.late(e.P, x.stop, x.start)
	r := &e.S.Routes[x.tour]
	leaves := x.leaves
	for i := x.pos + 1; int(i) < len(r.Slots)-1; i++ {
		s := &r.Slots[i]
		v := leaves + s.Leg
		if i == x.next {
			v = leaves + x.leg
		}
		if v <= s.Early && i >= x.next {
			break
		}
		v = max(v, s.Early)
		if d := &e.P.index.flow.tardy[s.Stop]; v > d.due {
			f.price += d.price * int64(v-max(s.Early, d.due))
		}
		leaves = v + s.Dur
	}
	return f.price
}

// scanFlow is scanTour where starts flow: what a position costs is what all
// that it pushes costs.
func (e *Editor) scanFlow(stop, choice, t, from, to int32, base int64, best *Option, list *candidates) {
	p, f, r := e.P, &e.flow, &e.S.Routes[t]
	tab, st, due := &p.Modes[p.Tours[t].Mode], &p.Stops[stop], &p.index.flow.tardy[stop]
	row, back := tab.from(st.Place), tab.back(st.Place)
	for i := r.firstFor(from, to, e.menuLo+st.Dur); i < to; i++ {
		a, b := &r.Slots[i], &r.Slots[i+1]
		ready := a.Early + a.Dur
		if ready > e.menuHi {
			return
		}
		if e.blink() {
			continue
		}
		var g gapView
		if st.Place != 0 && !b.Float {
			in, out := back[a.Place], row[b.Place]
			g.price, g.in, g.out, g.latest = int64(in.Price+out.Price-b.LegPrice), in.Ticks, out.Ticks, b.Late-out.Ticks-st.Dur
		} else if g = e.gapAt(r, tab, st, i); !g.ok {
			continue
		}
		for k := range e.menuLen {
			w := &e.menu[k]
			sure := base + g.price + w.price
			lo, hi := max(ready+g.in, w.lo), min(g.latest, w.hi)
			if lo > hi || sure+due.price*int64(max(0, lo-due.due)) >= best.Price {
				continue
			}
			f.enters = f.enters[:0]
			f.enter(r, stop, t, i, lo, st.Dur, &g)
			o := Option{Tour: t, Pos: i, Ride: Never, Window: w.index, Day: p.Choices[choice].Day, Lo: w.lo, Hi: w.hi, Early: lo, Late: hi}
			if list != nil {
				if o.late = e.nearby(); sure+o.late < best.Price {
					o.Price = sure + o.late
					best.Price = list.offer(&o)
				}
				continue
			}
			if late, ok := e.push(below(best.Price, sure)); ok {
				o.Price = sure + late
				*best = o
			}
		}
	}
}
