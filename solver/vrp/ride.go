package vrp

// ridden is the window that a carrier would keep with a rider aboard.
func (e *Editor) ridden(k int32, slot *Slot) (lo, hi int32, ok bool) {
	ride := &e.P.Rides[k]
	blo, bhi, ok := e.bounds(ride.Rider, ride.Day, ride.Carrier)
	if !ok {
		return 0, 0, false
	}
	lo, hi = e.open(max(slot.Lo, ride.Lo, blo), min(slot.Hi, ride.Hi, bhi))
	return lo, hi, lo <= hi
}

// bestRide improves best by the cheapest carrier for a stop.
func (e *Editor) bestRide(stop int32, best *Option) {
	for _, k := range e.P.index.rides.of(stop) {
		e.tryRide(k, best)
	}
}

// tryRide improves best by one ride.
func (e *Editor) tryRide(k int32, best *Option) {
	p := e.P
	ride := &p.Rides[k]
	if !e.OwnsStop(ride.Carrier) {
		return
	}
	c := &e.S.Spots[ride.Carrier]
	price := ride.Price - p.Stops[ride.Rider].Unserved
	if c.Tour < 0 || c.Day != ride.Day || !e.Owns(c.Tour) || price-e.mayFill(c.Tour) >= best.Price {
		return
	}
	combo := &p.Combos[p.Stops[ride.Carrier].Combo+int32(c.Riders|1<<ride.Bit)]
	if combo.Dur < 0 || !p.Allows(combo.Class, c.Tour) || e.Barred(ride.Rider, c.Tour) || !e.holds(c.Tour, p.Stops[ride.Rider].Load) {
		return
	}
	r := &e.S.Routes[c.Tour]
	a, b := &r.Slots[c.Pos], &r.Slots[c.Pos+1]
	lo, hi, ok := e.ridden(k, a)
	if !ok {
		return
	}
	early, late := max(a.Early, lo), min(hi, b.Late-b.Leg-combo.Dur)
	if early > late {
		return
	}
	tour := &p.Tours[c.Tour]
	if tour.closes() {
		g := gapView{}
		if b.Float {
			g.on = r.Slots[r.nextPlaced(c.Pos+1)].Leg
		}
		price += e.closingBy(r, tour, c.Pos, early+combo.Dur+b.Leg, combo.Dur-a.Dur, &g)
	}
	if price < best.Price {
		*best = Option{Price: price, Tour: Never, Pos: Never, Ride: k, Window: k, Day: ride.Day, Lo: lo, Hi: hi, Early: early, Late: late}
	}
}

// attach lets a rider ride.
func (e *Editor) attach(stop, k int32) {
	p := e.P
	ride := &p.Rides[k]
	e.tighten(stop)
	c := e.touchSpot(ride.Carrier)
	r := e.touch(c.Tour)
	slot := &r.Slots[c.Pos]
	lo, hi, ok := e.ridden(k, slot)
	if !ok || !e.holds(c.Tour, p.Stops[stop].Load) {
		e.Bad = true
		return
	}
	r.Load += p.Stops[stop].Load
	c.Riders |= 1 << ride.Bit
	slot.Lo, slot.Hi, slot.Dur = lo, hi, p.Combos[p.Stops[ride.Carrier].Combo+int32(c.Riders)].Dur
	c.Lo, c.Hi = lo, hi
	sp := e.touchSpot(stop)
	*sp = Spot{Tour: Never, Pos: Never, Window: k, Carrier: ride.Carrier, Day: ride.Day}
	e.Delta += ride.Price - p.Stops[stop].Unserved
	e.S.fails[stop] = 0
	if !e.renew(c.Tour, r) {
		e.Bad = true
	}
}

// detach takes a rider off, and its fellow riders too where the carrier can't
// be without it.
func (e *Editor) detach(stop int32) {
	sp := &e.S.Spots[stop]
	carrier := sp.Carrier
	e.unride(carrier, e.P.Rides[sp.Window].Bit)
	c := &e.S.Spots[carrier]
	combo := &e.P.Combos[e.P.Stops[carrier].Combo+int32(c.Riders)]
	if combo.Dur < 0 || !e.P.Allows(combo.Class, c.Tour) {
		for bit := uint8(0); c.Riders != 0; bit++ {
			if c.Riders>>bit&1 == 1 {
				e.unride(carrier, bit)
			}
		}
	}
	t := c.Tour
	r := e.touch(t)
	slot := &r.Slots[c.Pos]
	slot.Dur = e.length(carrier)
	if !e.renew(t, r) {
		e.mend(t)
	}
}

// length is how long a stop takes with what rides on it.
func (e *Editor) length(stop int32) int32 {
	st := &e.P.Stops[stop]
	if m := e.S.Spots[stop].Riders; m != 0 {
		return e.P.Combos[st.Combo+int32(m)].Dur
	}
	return st.Dur
}

// unride books a rider out; the carrier's slot is not yet shortened.
func (e *Editor) unride(carrier int32, bit uint8) {
	p := e.P
	for _, k := range p.index.offers.of(carrier) {
		ride := &p.Rides[k]
		if ride.Bit != bit || !e.OwnsStop(ride.Rider) {
			continue
		}
		sp := &e.S.Spots[ride.Rider]
		if sp.Carrier != carrier {
			continue
		}
		e.Delta += p.Stops[ride.Rider].Unserved - p.Rides[sp.Window].Price
		*e.touchSpot(ride.Rider) = nowhere
		e.Out = append(e.Out, ride.Rider)
		c := e.touchSpot(carrier)
		c.Riders &^= 1 << bit
		e.touch(c.Tour).Load -= p.Stops[ride.Rider].Load
		return
	}
}
