package vrp

// Alike says whether all tours are alike and nothing but them couples stops: any
// tour could serve any other's stops at the same price, and a solution is a
// choice of tours that share no stop.
func (p *Problem) Alike() bool {
	if len(p.Clusters)+len(p.Series)+len(p.Links)+len(p.Groups)+len(p.Rides) > 0 || p.Flows() || p.Announced != nil || len(p.Tours) == 0 {
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
		st := &p.Stops[i]
		if st.Strange != 0 || st.Fixed || st.Class != p.Stops[0].Class {
			return false
		}
	}
	for t := range p.Tours {
		if !p.Allows(p.Stops[0].Class, int32(t)) {
			return false
		}
	}
	return true
}

// Served is the price of what a tour does: itself and the windows of its stops.
func (s *State) Served(t int32) int64 {
	r := &s.Routes[t]
	price := r.Price
	for i := range r.Slots[1 : len(r.Slots)-1] {
		price += s.P.Windows[s.Spots[r.Slots[i+1].Stop].Window].Price
	}
	return price
}

// Serves adds the stops of a tour to a list, in order.
func (s *State) Serves(t int32, list []int32) []int32 {
	sl := s.Routes[t].Slots
	for i := range sl[1 : len(sl)-1] {
		list = append(list, sl[i+1].Stop)
	}
	return list
}

// Empty takes all stops of a tour out.
func (e *Editor) Empty(t int32) {
	for len(e.S.Routes[t].Slots) > 2 && !e.Bad {
		e.Remove(e.S.Routes[t].Slots[1].Stop)
	}
}

// Fill puts stops that are not served into an empty tour, in this order, and
// says whether it could.
func (e *Editor) Fill(t int32, stops []int32) bool {
	blink := e.Blink
	e.Blink = 0
	defer func() { e.Blink = blink }()
	for _, stop := range stops {
		choice := e.ChoiceOn(stop, e.P.Tours[t].Day)
		if choice < 0 || !e.holds(t, e.P.Stops[stop].Load) || !e.fill(stop, choice) {
			return false
		}
		best, last := NoOption, int32(len(e.S.Routes[t].Slots)-2)
		e.scanTour(stop, choice, t, last, last+1, e.hire(stop, t), &best, nil)
		if !best.Found() {
			return false
		}
		e.Apply(stop, &best)
	}
	return !e.Bad
}
