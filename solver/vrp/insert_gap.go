package vrp

// gapView is what a stop finds between two slots.
type gapView struct {
	price   int64 // of the legs, changed
	in, out int32 // ticks to the stop and on from it to the next slot's start
	latest  int32 // latest start that the rest of the tour allows
	more    int32 // ticks of way that are added
	on      int32 // ticks of the leg on to the next slot that has a place, behind stops without one
	ok      bool
}

// gapAt is what a stop without a place finds after slot i, or one before stops
// without a place: the leg on to the next place starts from the stop then.
func (e *Editor) gapAt(r *Route, tab *Table, st *Stop, i int32) gapView {
	a, b := &r.Slots[i], &r.Slots[i+1]
	if st.Place == 0 {
		g := gapView{out: b.Leg, latest: b.Late - b.Leg - st.Dur, ok: true}
		if b.Float {
			g.on = r.Slots[r.nextPlaced(i+1)].Leg
		}
		return g
	}
	in := tab.Leg(a.Place, st.Place)
	j := r.nextPlaced(i + 1)
	c := &r.Slots[j]
	out := tab.Leg(st.Place, c.Place)
	latest := c.Late - out.Ticks
	for k := j - 1; k > i; k-- {
		f := &r.Slots[k]
		if latest = min(f.Hi, latest-f.Dur); latest < f.Lo {
			return gapView{}
		}
	}
	return gapView{price: int64(in.Price+out.Price) - int64(c.LegPrice), in: in.Ticks, latest: latest - st.Dur,
		more: in.Ticks + out.Ticks - c.Leg, on: out.Ticks, ok: true}
}

// nextPlaced is the first slot from i on that has a place of its own, or the end.
func (r *Route) nextPlaced(i int32) int32 {
	for r.Slots[i].Float {
		i++
	}
	return i
}
