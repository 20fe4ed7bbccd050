package search

import "slices"

// ruinAbsent makes room for a stop that found no place: strings around its
// time in tours that may serve it, and its partners in gaps on that day.
func (t *task) ruinAbsent() {
	e := t.e
	s := t.absent[e.Rand.Intn(len(t.absent))]
	for range 4 { // what must be served first
		if t.p.Stops[s].Must {
			break
		}
		s = t.absent[e.Rand.Intn(len(t.absent))]
	}
	st := &t.p.Stops[s]
	first, last := e.Choices(s)
	if rides := t.p.RidesOf(s); len(rides) > 0 && (first == last || e.Rand.Intn(2) == 0) {
		t.ruinForRide(s, rides[e.Rand.Intn(len(rides))])
		return
	}
	if first == last {
		return
	}
	choice := first + int32(e.Rand.Intn(int(last-first)))
	ch := &t.p.Choices[choice]
	if ch.First == ch.Last {
		return
	}
	win := &t.p.Windows[ch.First+int32(e.Rand.Intn(int(ch.Last-ch.First)))]
	at := win.Lo + int32(e.Rand.Intn(int(win.Hi-win.Lo)+1))
	if st.Series >= 0 {
		at += e.S.Shift[st.Series]
	}
	for _, k := range t.p.LinksOf(s) {
		l := &t.p.Links[k]
		if y := l.A + l.B - s; e.OwnsStop(y) && t.s.Spots[y].Day == ch.Day && e.Rand.Intn(2) == 0 {
			t.remove(y)
		}
	}
	t.cutFor(s, choice, at)
	if !slices.Contains(e.Out, s) {
		e.Out = append(e.Out, s)
	}
}

// ruinForRide makes room for a rider on one of its carriers: the carrier's
// neighbours in its tour go, and the partners that the days would not allow.
func (t *task) ruinForRide(s, k int32) {
	e := t.e
	ride := &t.p.Rides[k]
	for _, l := range t.p.LinksOf(s) {
		if e.Rand.Intn(2) == 0 {
			t.remove(t.p.Links[l].A + t.p.Links[l].B - s)
		}
	}
	if !e.OwnsStop(ride.Carrier) {
		return
	}
	c := &t.s.Spots[ride.Carrier]
	if c.Tour < 0 || !e.Owns(c.Tour) {
		return
	}
	tour := c.Tour
	n := 1 + e.Rand.Intn(3)
	for range n {
		sl := t.s.Routes[tour].Slots
		at := c.Pos + 1
		if e.Rand.Intn(3) == 0 {
			at = c.Pos - 1
		}
		if at >= 1 && int(at) < len(sl)-1 {
			t.remove(sl[at].Stop)
		}
		if c.Tour != tour {
			break
		}
	}
	if !slices.Contains(e.Out, s) {
		e.Out = append(e.Out, s)
	}
}

// cutFor cuts strings at a time in up to four tours that may serve the stop:
// those of its pair, of near stops, or any.
func (t *task) cutFor(s, choice, at int32) {
	e, st := t.e, &t.p.Stops[s]
	day := t.p.Choices[choice].Day
	left := 1 + e.Rand.Intn(4)
	try := func(tour int32) {
		tr := &t.p.Tours[tour]
		if left > 0 && e.Owns(tour) && t.p.Allows(st.Class, tour) && tr.Open <= at && tr.Late >= at && t.first(tour) {
			t.cutTime(tour, at, 1+e.Rand.Intn(6))
			left--
		}
	}
	if st.Cluster >= 0 && e.Rand.Intn(2) == 0 {
		for _, w := range t.e.Circle(st.Cluster).Pair {
			if w >= 0 {
				for _, tour := range t.p.ToursOf(w, day) {
					try(tour)
				}
			}
		}
	}
	near := t.p.Near(choice)
	for range min(8, len(near)) {
		y := near[e.Rand.Intn(len(near))]
		if e.OwnsStop(y) && t.s.Spots[y].Tour >= 0 && t.p.Tours[t.s.Spots[y].Tour].Day == day {
			try(t.s.Spots[y].Tour)
		}
	}
	tours := t.p.ToursOn(day)
	for range min(16, len(tours)) {
		try(tours[e.Rand.Intn(len(tours))])
	}
}
