package vrp

import "math/bits"

// number renews the positions of the stops in a tour from slot i on.
func (e *Editor) number(t int32, i int) {
	sl := e.S.Routes[t].Slots
	for ; i < len(sl)-1; i++ {
		e.S.Spots[sl[i].Stop].Pos = int32(i)
	}
}

// renew refreshes a changed tour and books its price.
func (e *Editor) renew(t int32, r *Route) bool {
	old := r.Price
	ok := r.refresh(&e.P.Tours[t])
	if e.P.index.flow.on {
		e.tally(t, r)
	}
	e.Delta += r.Price - old
	return ok
}

// place puts a stop into a tour between slots pos and pos+1, and books all prices.
func (e *Editor) place(stop, t, pos, win, day, lo, hi int32) {
	r := e.touch(t)
	st := &e.P.Stops[stop]
	if !e.holds(t, st.Load) {
		e.Bad = true
	}
	r.Load += st.Load
	r.Slots = append(r.Slots, Slot{})
	copy(r.Slots[pos+2:], r.Slots[pos+1:])
	r.Slots[pos+1] = Slot{Stop: stop, Place: st.Place, Lo: lo, Hi: hi, Dur: st.Dur, Float: st.Place == 0}
	if st.Place != 0 {
		r.Placed++
		if r.Placed == 1 {
			e.relinkAll(t, r)
		}
	}
	r.relinkFrom(e.P, t, pos+1)
	if int(pos)+2 < len(r.Slots) {
		r.relinkFrom(e.P, t, pos+2)
	}
	sp := e.touchSpot(stop)
	*sp = Spot{Tour: t, Pos: pos + 1, Window: win, Carrier: Never, Day: day, Lo: lo, Hi: hi}
	e.number(t, int(pos)+1)
	if !e.renew(t, r) {
		e.Bad = true
	}
	e.Delta += st.Alone - st.Unserved
	if e.leads(stop) {
		e.Delta += e.P.Windows[win].Price
	}
	e.meet(st.Cluster, e.P.Tours[t].Worker, 1)
	e.disturb(stop, t, 1)
	e.S.fails[stop] = 0
}

func (e *Editor) relinkAll(t int32, r *Route) {
	for i := 1; i < len(r.Slots); i++ {
		r.relink(e.P, t, int32(i))
	}
}

// leads says whether the stop's chosen window is the one that is paid.
func (e *Editor) leads(stop int32) bool {
	g := e.P.Stops[stop].Group
	return g < 0 || e.P.Groups[g].First == stop
}

// Remove takes a stop out, with all that rides on it and its whole group, and
// whatever a tour can't hold any more then. What came out is appended to Out.
func (e *Editor) Remove(stop int32) {
	sp := &e.S.Spots[stop]
	switch {
	case sp.Carrier >= 0:
		e.detach(stop)
	case sp.Tour < 0:
	case e.P.Stops[stop].Group >= 0:
		g := &e.P.Groups[e.P.Stops[stop].Group]
		for m := g.First; m < g.Last; m++ {
			e.take(m)
		}
	default:
		e.take(stop)
	}
}

// take removes one placed stop from its tour.
func (e *Editor) take(stop int32) {
	sp := e.touchSpot(stop)
	if sp.Tour < 0 {
		return
	}
	for riders := sp.Riders; riders != 0; riders &= riders - 1 {
		e.unride(stop, uint8(bits.TrailingZeros16(riders)))
	}
	t, pos := sp.Tour, sp.Pos
	r := e.touch(t)
	if e.P.index.flow.on {
		e.release(stop)
	}
	st := &e.P.Stops[stop]
	e.Delta += st.Unserved - st.Alone
	if e.leads(stop) {
		e.Delta -= e.P.Windows[sp.Window].Price
	}
	e.meet(st.Cluster, e.P.Tours[t].Worker, -1)
	e.disturb(stop, t, -1)
	r.Load -= st.Load
	r.Slots = append(r.Slots[:pos], r.Slots[pos+1:]...)
	if st.Place != 0 {
		r.Placed--
		if r.Placed == 0 {
			e.relinkAll(t, r)
		}
	}
	r.relinkFrom(e.P, t, pos)
	*sp = nowhere
	e.number(t, int(pos))
	e.Out = append(e.Out, stop)
	if e.P.index.flow.on {
		e.refill(t)
	} else if !e.renew(t, r) {
		e.mend(t)
	}
}

// mend takes stops out of a tour that removal made infeasible (travel tables
// need not keep the triangle inequality) until it is feasible.
func (e *Editor) mend(t int32) {
	for {
		r := &e.S.Routes[t]
		bad := int32(Never)
		for i := 1; i < len(r.Slots)-1 && bad < 0; i++ {
			if r.Slots[i].Early > r.Slots[i].Hi || i == len(r.Slots)-2 {
				for j := i; j >= 1; j-- {
					if e.Movable(r.Slots[j].Stop) {
						bad = r.Slots[j].Stop
						break
					}
				}
			}
		}
		if bad < 0 {
			e.Bad = true
			return
		}
		before := len(r.Slots)
		e.Remove(bad)
		if len(e.S.Routes[t].Slots) == before {
			e.Bad = true
			return
		}
		if e.S.Routes[t].feasible() {
			return
		}
	}
}

func (r *Route) feasible() bool {
	for i := range r.Slots {
		if r.Slots[i].Early > r.Slots[i].Late {
			return false
		}
	}
	return true
}

// SetShift moves a series. None of its stops may be served.
func (e *Editor) SetShift(series, shift int32) {
	if e.S.shiftStamp[series] != e.stamp {
		e.S.shiftStamp[series] = e.stamp
		e.shifts = append(e.shifts, savedShift{series, e.S.Shift[series]})
	}
	e.S.Shift[series] = shift
}
