package vrp

// Load puts as much of a solution into an empty state as keeps every rule:
// tours in order, then riders. What does not fit any more stays out.
func (s *State) Load(o *Solution) {
	e := NewEditor(s, 0, 1<<20)
	copy(s.Shift, o.Shift)
	e.Begin()
	for c := range o.Pair {
		e.SetPair(int32(c), o.Pair[c])
	}
	for t := range o.Tours {
		for _, stop := range o.Tours[t] {
			e.reload(stop, int32(t), o)
		}
	}
	e.dropHalves()
	for stop := range o.Carrier {
		if c := o.Carrier[stop]; c >= 0 {
			e.reride(int32(stop), c)
		}
	}
	e.Commit()
	s.Price += e.Gain
}

// reload puts a stop at the end of a tour in the window it had.
func (e *Editor) reload(stop, t int32, o *Solution) {
	p := e.P
	st := &p.Stops[stop]
	r := &e.S.Routes[t]
	day := p.Tours[t].Day
	lead := stop
	if st.Group >= 0 {
		lead = p.Groups[st.Group].First
	}
	choice := e.ChoiceOn(lead, day)
	if choice < 0 || e.S.Spots[stop].Served() || !p.Allows(st.Class, t) || e.Barred(stop, t) || !e.holds(t, st.Load) || !e.fill(lead, choice) {
		return
	}
	lo, hi, win := int32(1), int32(0), int32(Never)
	if st.Group >= 0 { // pegged to the start it had
		at := o.Lo[lead] - p.Stops[lead].Offset
		for k := range e.menuLen {
			if w := &e.menu[k]; w.lo <= at && at <= w.hi && win < 0 {
				if lo, hi, win = at, at, w.index; p.index.flow.on {
					lo, hi = w.lo, w.hi
				}
			}
		}
	}
	base, pos := e.hire(stop, t), int32(len(r.Slots)-2)
	if st.Group >= 0 {
		if win < 0 {
			return
		}
		e.menu[0], e.menuLen = window{lo + st.Offset, hi + st.Offset, 0, win}, 1
		if p.index.flow.on && !e.partners(stop) {
			return
		}
	} else {
		for k := range e.menuLen { // the slot's own window, while it still lies in the one chosen
			w := e.menu[k]
			if !p.index.flow.on {
				w.lo, w.hi = max(w.lo, o.Lo[stop]), min(w.hi, o.Hi[stop])
			}
			if w.index == o.Window[stop] && w.lo <= w.hi {
				e.menu[0], e.menuLen = w, 1
				break
			}
		}
	}
	e.menuLo, e.menuHi = e.menu[0].lo, e.menu[0].hi
	for _, w := range e.menu[1:e.menuLen] {
		e.menuLo, e.menuHi = min(e.menuLo, w.lo), max(e.menuHi, w.hi)
	}
	best := NoOption
	e.scanTour(stop, choice, t, pos, pos+1, base, &best, nil)
	if best.Found() {
		e.Apply(stop, &best)
	}
}

// dropHalves takes out what is left of groups that are not wholly served.
func (e *Editor) dropHalves() {
	for g := range e.P.Groups {
		gr := &e.P.Groups[g]
		whole := true
		for m := gr.First; m < gr.Last; m++ {
			whole = whole && e.S.Spots[m].Served()
		}
		for m := gr.First; m < gr.Last && !whole; m++ {
			e.Remove(m)
		}
	}
}

// reride lets a stop ride where it rode, if that is still possible.
func (e *Editor) reride(stop, carrier int32) {
	best := NoOption
	for _, k := range e.P.RidesOf(stop) {
		if e.P.Rides[k].Carrier == carrier {
			e.tryRide(k, &best)
		}
	}
	if best.Found() {
		e.Apply(stop, &best)
	}
}

// StandsAs says whether a tour serves the stops that it has in a solution, in
// that order, with the same riders, and every one may start as there.
func (e *Editor) StandsAs(t int32, o *Solution) bool {
	sl := e.S.Routes[t].Slots
	inner := sl[1 : len(sl)-1]
	if len(inner) != len(o.Tours[t]) {
		return false
	}
	for i, stop := range o.Tours[t] {
		if at := o.Start[stop]; inner[i].Stop != stop || at < inner[i].Lo || at > inner[i].Hi {
			return false
		}
		for _, k := range e.P.Offers(stop) {
			if r := e.P.Rides[k].Rider; (o.Carrier[r] == stop) != (e.S.Spots[r].Carrier == stop) {
				return false
			}
		}
	}
	return true
}

// Return puts a tour back as it is in a solution, with what rides in it, and
// says whether it could. Stops of it that are elsewhere are fetched; others it
// must not hold.
func (e *Editor) Return(t int32, o *Solution) bool {
	for _, stop := range o.Tours[t] {
		if sp := &e.S.Spots[stop]; sp.Tour != t && sp.Served() {
			if !e.Movable(stop) {
				return false
			}
			e.Remove(stop)
		}
	}
	for len(e.S.Routes[t].Slots) > 2 {
		e.take(e.S.Routes[t].Slots[1].Stop)
	}
	for _, stop := range o.Tours[t] {
		e.reload(stop, t, o)
	}
	for _, stop := range o.Tours[t] {
		for _, k := range e.P.Offers(stop) {
			rider := e.P.Rides[k].Rider
			if o.Carrier[rider] != stop || e.S.Spots[rider].Carrier == stop {
				continue
			}
			if e.Movable(rider) {
				e.Remove(rider)
			}
			e.reride(rider, stop)
		}
	}
	return e.StandsAs(t, o) && e.startTogether(t)
}

// startTogether says whether all members of the groups that a tour serves are
// served and start with it.
func (e *Editor) startTogether(t int32) bool {
	sl := e.S.Routes[t].Slots
	for i := range sl[1 : len(sl)-1] {
		stop := sl[i+1].Stop
		st := &e.P.Stops[stop]
		if st.Group < 0 {
			continue
		}
		g := &e.P.Groups[st.Group]
		for m := g.First; m < g.Last; m++ {
			if sp := &e.S.Spots[m]; sp.Tour < 0 || sp.Lo-e.P.Stops[m].Offset != sl[i+1].Lo-st.Offset {
				return false
			}
		}
	}
	return true
}
