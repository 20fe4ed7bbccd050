package vrp

// beside is next to how many of its near stops an insertion is tried.
const beside = 24

// eachTour visits the tours that may serve a stop on a choice's day, best
// prospects first, with the positions to try and the price that the worker
// brings. limit prunes: a tour whose price alone reaches it is passed over (and
// with it a way that would get cheaper by the stop, where tables break the
// triangle inequality).
func (e *Editor) eachTour(stop, choice int32, effort Effort, visit func(t, from, to int32, base int64), limit *int64) {
	p, day := e.P, e.P.Choices[choice].Day
	st := &p.Stops[stop]
	e.scan++
	lo, hi := e.menuLo, e.menuHi
	whole := func(t int32) {
		if e.scanned[t] == e.scan || !e.Owns(t) || !p.Allows(st.Class, t) {
			return
		}
		e.scanned[t] = e.scan
		tour := &p.Tours[t]
		if tour.Open > hi || tour.Late < lo+st.Dur || !e.holds(t, st.Load) || e.Barred(stop, t) {
			return
		}
		base := e.hire(stop, t)
		if base+e.menu[0].price-e.mayFill(t) >= *limit {
			return
		}
		visit(t, 0, int32(len(e.S.Routes[t].Slots)-1), base)
	}
	if p.bound(stop) {
		if t := p.index.only[st.Class]; p.Tours[t].Day == day {
			whole(t)
		}
		return
	}
	if st.Cluster >= 0 {
		ci := &e.circles[st.Cluster]
		for _, w := range ci.Pair {
			if w >= 0 {
				for _, t := range p.ToursOf(w, day) {
					whole(t)
				}
			}
		}
		for _, w := range p.Kin(st.Cluster) {
			for _, t := range p.ToursOf(w, day) {
				whole(t)
			}
		}
		for i := range ci.Faces {
			if ci.Faces[i].N > 0 {
				for _, t := range p.ToursOf(ci.Faces[i].Worker, day) {
					whole(t)
				}
			}
		}
	}
	if effort == Wide {
		idle := int32(Never)
		for _, t := range p.ToursOn(day) {
			if e.Owns(t) && e.S.Routes[t].Placed == 0 && st.Group < 0 && p.Allows(st.Class, t) {
				if idle >= 0 && p.interchangeable(idle, t) {
					continue // the one before stands for it
				}
				idle = t
			}
			whole(t)
		}
		return
	}
	near := p.Near(choice)
	if own := p.index.nearMember.of(stop); len(own) > 0 {
		near = own
	}
	for _, y := range near[:min(beside, len(near))] {
		if !e.OwnsStop(y) {
			continue
		}
		t := e.S.Spots[y].Tour
		if t < 0 || e.scanned[t] == e.scan || !e.Owns(t) || p.Tours[t].Day != day || !p.Allows(st.Class, t) || !e.holds(t, st.Load) || e.Barred(stop, t) {
			continue
		}
		base, pos := e.hire(stop, t), e.S.Spots[y].Pos
		if e.farFrom(st, t, pos, below(*limit, base+e.menu[0].price-e.mayFill(t))) {
			continue
		}
		visit(t, pos-1, pos+1, base)
	}
	tours := p.ToursOn(day)
	for range 2 {
		if len(tours) > 0 {
			whole(tours[e.Rand.Intn(len(tours))])
		}
	}
	if len(p.Clusters) == 0 { // workers are alike: one idle tour stands for all
		if t := e.idleOn(day, st); t >= 0 {
			whole(t)
		}
	}
	if len(tours) <= 4 || st.Place == 0 {
		for _, t := range tours {
			whole(t)
		}
	}
}

// farFrom says whether the ways alone cost the limit, right before slot pos of a
// tour and right behind it: true of most slots, and quicker to know than all
// that scanTour wants to know.
func (e *Editor) farFrom(st *Stop, t, pos int32, limit int64) bool {
	if limit <= 0 {
		return true
	}
	sl := e.S.Routes[t].Slots
	a, y, b := &sl[pos-1], &sl[pos], &sl[pos+1]
	if st.Place == 0 || y.Float || b.Float {
		return false
	}
	tab := &e.P.Modes[e.P.Tours[t].Mode]
	row, back := tab.from(st.Place), tab.back(st.Place)
	return int64(back[a.Place].Price+row[y.Place].Price-y.LegPrice) >= limit &&
		int64(back[y.Place].Price+row[b.Place].Price-b.LegPrice) >= limit
}

// hire is what serving the stop costs in this tour wherever it stands: its
// tie to the worker, standing alone, opening the tour, what it changes of what
// was announced, less its unserved price.
func (e *Editor) hire(stop, t int32) int64 {
	st := &e.P.Stops[stop]
	price := st.Alone - st.Unserved
	if st.Cluster >= 0 {
		price += e.tiePrice(st.Cluster, e.P.Tours[t].Worker)
	}
	if st.Place != 0 && e.S.Routes[t].Placed == 0 {
		price += e.P.Tours[t].Price
	}
	return price + e.disturbance(stop, t)
}
