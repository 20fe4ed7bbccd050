package vrp

// AddsUp says whether the price of a solution is the sum of its tours' and of
// what it leaves out, and nothing but groups binds tours to each other: any tours
// that share no stop and start their groups together make a solution.
func (p *Problem) AddsUp() bool {
	if len(p.Links)+len(p.Rides) > 0 || p.Flows() || p.Announced != nil || len(p.Tours) == 0 {
		return false
	}
	for i := range p.Series {
		if p.Series[i].Min != p.Series[i].Max {
			return false
		}
	}
	for i := range p.Clusters {
		if !p.Clusters[i].Locked {
			return false
		}
	}
	for i := range p.Ties {
		if p.Kinds[p.Ties[i]].First != 0 {
			return false
		}
	}
	for i := range p.Stops {
		if p.Stops[i].Fixed {
			return false
		}
	}
	return true
}

// Alike says whether any tour could serve any other's stops at the same price.
func (p *Problem) Alike() bool {
	if len(p.Clusters)+len(p.Groups) > 0 || len(p.Tours) == 0 {
		return false
	}
	first := p.Tours[0]
	for _, t := range p.Tours[1:] {
		t.Worker = first.Worker
		if t != first {
			return false
		}
	}
	for i := range p.Stops {
		if p.Stops[i].Class != p.Stops[0].Class {
			return false
		}
	}
	for t := range p.Tours {
		if len(p.Stops) > 0 && !p.Allows(p.Stops[0].Class, int32(t)) {
			return false
		}
	}
	return true
}

// TourPrice is what tells a tour from others that serve the same stops, where
// prices add up: its own price, the windows of its stops, and who serves whom.
func (s *State) TourPrice(t int32) int64 {
	p, r := s.P, &s.Routes[t]
	price := r.Price
	for i := range r.Slots[1 : len(r.Slots)-1] {
		stop := r.Slots[i+1].Stop
		st := &p.Stops[stop]
		if st.Group < 0 || p.Groups[st.Group].First == stop {
			price += p.Windows[s.Spots[stop].Window].Price
		}
		if st.Cluster >= 0 && len(p.Ties) > 0 {
			worker := p.Tours[t].Worker
			tie := p.Tie(st.Cluster, worker)
			price += int64(tie.Always)
			if !s.Circles[st.Cluster].Named(worker) {
				price += int64(tie.Other)
			}
		}
	}
	return price
}

// CanServe says whether a tour can serve stops in this order, those of groups at
// their pegs, by stop.
func (p *Problem) CanServe(t int32, stops, pegs []int32) bool {
	tour := &p.Tours[t]
	tab := &p.Modes[tour.Mode]
	now, at := tour.Open, tour.Start
	for _, s := range stops {
		st := &p.Stops[s]
		if st.Place != 0 {
			now += tab.Leg(at, st.Place).Ticks
			at = st.Place
		}
		start, ok := p.startAfter(s, tour.Day, now)
		if st.Group >= 0 {
			start, ok = pegs[s], pegs[s] >= now
		}
		if !ok {
			return false
		}
		now = start + st.Dur
	}
	return now+tab.Leg(at, tour.End).Ticks <= tour.Late
}

// startAfter is the earliest start of a stop on a day, not before now.
func (p *Problem) startAfter(stop, day, now int32) (start int32, ok bool) {
	st := &p.Stops[stop]
	for c := st.First; c < st.Last; c++ {
		if p.Choices[c].Day != day {
			continue
		}
		for w := p.Choices[c].First; w < p.Choices[c].Last; w++ {
			if win := &p.Windows[w]; win.Hi >= now && (!ok || max(win.Lo, now) < start) {
				start, ok = max(win.Lo, now), true
			}
		}
	}
	return start, ok
}

// Serves adds the stops of a tour to a list, in order.
func (s *State) Serves(t int32, list []int32) []int32 {
	sl := s.Routes[t].Slots
	for i := range sl[1 : len(sl)-1] {
		list = append(list, sl[i+1].Stop)
	}
	return list
}

// Empty takes all stops of a tour out, and with them their groups.
func (e *Editor) Empty(t int32) {
	for len(e.S.Routes[t].Slots) > 2 && !e.Bad {
		e.Remove(e.S.Routes[t].Slots[1].Stop)
	}
}

// Fill puts stops that are not served into an empty tour, in this order, those
// of groups at the start that o has, and says whether it could.
func (e *Editor) Fill(t int32, stops []int32, o *Solution) bool {
	blink := e.Blink
	e.Blink = 0
	defer func() { e.Blink = blink }()
	for _, stop := range stops {
		e.reload(stop, t, o)
		if e.S.Spots[stop].Tour != t {
			return false
		}
	}
	return !e.Bad
}
