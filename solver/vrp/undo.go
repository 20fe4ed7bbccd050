package vrp

// Begin starts a change.
func (e *Editor) Begin() {
	e.stamp++
	e.Delta, e.Bad = 0, false
	e.touched, e.spots, e.rings, e.shifts = e.touched[:0], e.spots[:0], e.rings[:0], e.shifts[:0]
	e.Out, e.counted = e.Out[:0], e.counted[:0]
	if e.P.index.flow.on {
		e.flow.before = e.S.worst
	}
}

// Rollback takes everything since Begin back.
func (e *Editor) Rollback() {
	s := e.S
	for k, t := range e.touched {
		r, o := &s.Routes[t], &e.saved[k]
		r.Slots = append(r.Slots[:0], o.slots...)
		r.Placed, r.Load, r.Price = o.placed, o.load, o.price
		e.number(t, 1)
		if s.late != nil {
			s.late[t] = o.late
		}
	}
	if s.late != nil {
		s.worst = e.flow.before
	}
	for i := len(e.spots) - 1; i >= 0; i-- {
		pos := s.Spots[e.spots[i].stop].Pos
		s.Spots[e.spots[i].stop] = e.spots[i].spot
		if e.spots[i].spot.Tour >= 0 {
			s.Spots[e.spots[i].stop].Pos = pos // numbered above
		}
	}
	for k, c := range e.rings {
		e.circles[c].Pair = e.savedRing[k].Pair
		e.circles[c].Faces = append(e.circles[c].Faces[:0], e.savedRing[k].Faces...)
	}
	for _, h := range e.shifts {
		s.Shift[h.series] = h.shift
	}
	e.discount()
	e.Delta = 0
}

// touch keeps a copy of a tour before its first change.
func (e *Editor) touch(t int32) *Route {
	r := &e.S.Routes[t]
	if r.stamp == e.stamp {
		return r
	}
	r.stamp = e.stamp
	k := len(e.touched)
	e.touched = append(e.touched, t)
	if k == len(e.saved) {
		e.saved = append(e.saved, savedRoute{})
	}
	o := &e.saved[k]
	o.slots = append(o.slots[:0], r.Slots...)
	o.placed, o.load, o.price = r.Placed, r.Load, r.Price
	if e.S.late != nil {
		o.late = e.S.late[t]
	}
	return r
}

func (e *Editor) touchSpot(stop int32) *Spot {
	sp := &e.S.Spots[stop]
	if e.S.spotStamp[stop] != e.stamp {
		e.S.spotStamp[stop] = e.stamp
		e.spots = append(e.spots, savedSpot{stop, *sp})
	}
	return sp
}

func (e *Editor) touchCircle(c int32) *Circle {
	ci := &e.circles[c]
	if ci.stamp == e.stamp {
		return ci
	}
	ci.stamp = e.stamp
	k := len(e.rings)
	e.rings = append(e.rings, c)
	if k == len(e.savedRing) {
		e.savedRing = append(e.savedRing, Circle{})
	}
	e.savedRing[k].Pair = ci.Pair
	e.savedRing[k].Faces = append(e.savedRing[k].Faces[:0], ci.Faces...)
	return ci
}

// Touched lists the tours changed since Begin.
func (e *Editor) Touched() []int32 { return e.touched }

// TouchedClusters lists the clusters changed since Begin.
func (e *Editor) TouchedClusters() []int32 { return e.rings }

// Commit keeps the change and adds it to Gain.
func (e *Editor) Commit() {
	e.Gain += e.Delta
	e.Delta = 0
	e.note()
	e.since.note(e)
	if Checked {
		e.mustAgree()
	}
}
