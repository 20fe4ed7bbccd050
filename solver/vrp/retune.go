package vrp

// Retune chooses the windows of a tour's stops anew: one by one the cheapest
// that its present order allows, and as wide as links and riders leave it; then
// all together, where one is still dear. The price never rises. Call it when a
// change has been accepted.
func (e *Editor) Retune(t int32) {
	if e.P.index.flow.on {
		return // starts are always the least, and windows are chosen on entering
	}
	n := len(e.S.Routes[t].Slots)
	dear := false
	for i := 1; i < n-1; i++ {
		stop := e.S.Routes[t].Slots[i].Stop
		if e.P.Stops[stop].Group >= 0 || !e.OwnsStop(stop) {
			continue
		}
		e.retuneSlot(t, int32(i), stop)
		dear = dear || e.P.Windows[e.S.Spots[stop].Window].Price > 0
	}
	if dear {
		e.rechoose(t)
	}
}

func (e *Editor) retuneSlot(t, i, stop int32) {
	p := e.P
	s := &e.S.Routes[t].Slots[i]
	sp := &e.S.Spots[stop]
	now := &p.Windows[sp.Window]
	lo, hi := e.span(stop, now)
	first := p.Choices[e.ChoiceOn(stop, sp.Day)].First
	if s.Lo == lo && s.Hi == hi && (now.Price == 0 || sp.Window == first) {
		return
	}
	if !e.fill(stop, e.ChoiceOn(stop, sp.Day)) {
		return
	}
	a, b := &e.S.Routes[t].Slots[i-1], &e.S.Routes[t].Slots[i+1]
	arrive, latest := a.Early+a.Dur+s.Leg, b.Late-b.Leg-s.Dur
	rlo, rhi := e.riderLimits(stop)
	for k := range e.menuLen {
		w := &e.menu[k]
		lo, hi := max(w.lo, rlo), min(w.hi, rhi)
		if w.price > now.Price {
			return
		}
		if max(lo, arrive) > min(hi, latest) || w.price == now.Price && (lo > s.Lo || hi < s.Hi || lo == s.Lo && hi == s.Hi) {
			continue
		}
		e.tighten(stop)
		e.rewindow(t, i, stop, w.index, lo, hi)
		return
	}
}

// rewindow gives a served stop another window.
func (e *Editor) rewindow(t, i, stop, win, lo, hi int32) {
	r := e.touch(t)
	sp := e.touchSpot(stop)
	e.Delta += e.P.Windows[win].Price - e.P.Windows[sp.Window].Price
	sp.Window, sp.Lo, sp.Hi = win, lo, hi
	r.Slots[i].Lo, r.Slots[i].Hi = lo, hi
	if !e.renew(t, r) {
		e.Bad = true
	}
}

// riderLimits is the interval of starts that all riders of a stop allow.
func (e *Editor) riderLimits(stop int32) (lo, hi int32) {
	lo, hi = -1<<30, 1<<30
	riders := e.S.Spots[stop].Riders
	if riders == 0 {
		return lo, hi
	}
	for _, k := range e.P.index.offers.of(stop) {
		ride := &e.P.Rides[k]
		if !e.OwnsStop(ride.Rider) {
			continue
		}
		sp := &e.S.Spots[ride.Rider]
		if sp.Carrier != stop || sp.Window != k {
			continue
		}
		blo, bhi, _ := e.bounds(ride.Rider, ride.Day, stop)
		lo, hi = max(lo, ride.Lo, blo), min(hi, ride.Hi, bhi)
		e.tighten(ride.Rider)
	}
	return lo, hi
}

// ChoiceOn is the choice of a stop for a day, or Never.
func (e *Editor) ChoiceOn(stop, day int32) int32 {
	st := &e.P.Stops[stop]
	if st.Group >= 0 {
		st = &e.P.Stops[e.P.Groups[st.Group].First]
	}
	for c := st.First; c < st.Last; c++ {
		if e.P.Choices[c].Day == day {
			return c
		}
	}
	return Never
}
