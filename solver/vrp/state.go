package vrp

// Slot is one place in a tour. The first and the last slot of a tour are its
// ends (Stop Never).
type Slot struct {
	Stop, Place int32 // Place of a stop without one: where the worker is then
	Lo, Hi      int32 // its own window: every start in it keeps price and links
	Dur         int32 // with what rides on it
	Early, Late int32 // earliest and latest start that the whole tour allows
	Leg         int32 // ticks from the slot before
	LegPrice    int32
	Tail, Ends  int32 // a start at t ends the tour at max(t+Tail, Ends)
	Float       bool  // a stop without a place
}

// Route is a tour under construction.
type Route struct {
	Slots  []Slot
	Placed int32 // stops with a place: a tour without one travels nowhere
	Load   int32 // of its stops together
	Price  int64 // of its legs, its lateness and its use
	stamp  uint64
}

// Spot is where a stop is in a solution.
type Spot struct {
	Tour    int32 // Never: not served, or riding
	Pos     int32 // of its slot
	Window  int32 // chosen window; when riding: index of the ride
	Carrier int32 // whom it rides on; Never: nobody
	Day     int32 // when served
	Riders  uint16
	Lo, Hi  int32 // its slot's window; kept here for links, which may lie in tours of others
}

// Served says whether the stop is in a tour or rides.
func (s *Spot) Served() bool { return s.Tour >= 0 || s.Carrier >= 0 }

// Face is a worker who serves a cluster, and how many of its stops.
type Face struct{ Worker, N int32 }

// Circle is who serves a cluster.
type Circle struct {
	Pair  [2]int32
	Faces []Face
	stamp uint64
}

// count is how many stops of the cluster a worker serves.
func (c *Circle) count(worker int32) int32 {
	for i := range c.Faces {
		if c.Faces[i].Worker == worker {
			return c.Faces[i].N
		}
	}
	return 0
}

// Named says whether the worker is of the pair.
func (c *Circle) Named(worker int32) bool { return c.Pair[0] == worker || c.Pair[1] == worker }

// State is a solution under change. Change it through an Editor. Editors whose
// scopes are disjoint may work at the same time.
type State struct {
	P       *Problem
	Routes  []Route
	Spots   []Spot
	Circles []Circle
	Shift   []int32 // by series
	Price   int64   // of everything; an Editor adds to it at Commit only

	spotStamp  []uint64
	shiftStamp []uint64
	fails      []uint8 // by stop: how often in a row it found no place
	late       []int32 // by tour: the largest lateness of its stops; nil where starts do not flow
	worst      int32   // the largest of these
	sum        []Face  // what Join adds up
	changed    announced
}

// NewState is the empty solution.
func NewState(p *Problem) *State {
	s := &State{
		P: p, Routes: make([]Route, len(p.Tours)), Spots: make([]Spot, len(p.Stops)),
		Circles: make([]Circle, len(p.Clusters)), Shift: make([]int32, len(p.Series)),
		spotStamp: make([]uint64, len(p.Stops)), shiftStamp: make([]uint64, len(p.Series)), fails: make([]uint8, len(p.Stops)),
	}
	if p.Flows() {
		s.late = make([]int32, len(p.Tours))
	}
	if p.Announced != nil {
		s.changed = make(announced, len(p.Tours))
	}
	for t := range s.Routes {
		s.Routes[t].open(p, int32(t))
	}
	for i := range s.Spots {
		s.Spots[i] = nowhere
		s.Price += p.Stops[i].Unserved
	}
	for c := range s.Circles {
		s.Circles[c].Pair = p.Clusters[c].Pair
		s.Price += changePrice(&p.Clusters[c], s.Circles[c].Pair)
	}
	return s
}

var nowhere = Spot{Tour: Never, Pos: Never, Window: Never, Carrier: Never, Day: Never}

// changePrice is what a pair costs for not being the one before.
func changePrice(c *Cluster, pair [2]int32) int64 {
	var price int64
	for _, b := range c.Before {
		if b >= 0 && b != pair[0] && b != pair[1] {
			price += c.Change
		}
	}
	return price
}

// open makes the route of a tour that serves nobody.
func (r *Route) open(p *Problem, tour int32) {
	t := &p.Tours[tour]
	r.Slots = append(r.Slots[:0],
		Slot{Stop: Never, Place: t.Start, Lo: t.Open, Hi: t.Late},
		Slot{Stop: Never, Place: t.End, Lo: t.Open, Hi: t.Late})
	r.Placed, r.Load, r.Price = 0, 0, 0
	r.relink(p, tour, 1)
	r.refresh(t)
}

// relink sets place and leg of slot i from the slot before it.
func (r *Route) relink(p *Problem, tour int32, i int32) {
	b, a := &r.Slots[i], &r.Slots[i-1]
	b.Leg, b.LegPrice = 0, 0
	if b.Float {
		b.Place = a.Place
		return
	}
	if r.Placed == 0 {
		return // a tour without placed stops travels nowhere
	}
	l := p.Modes[p.Tours[tour].Mode].Leg(a.Place, b.Place)
	b.Leg, b.LegPrice = l.Ticks, l.Price
}

// relinkFrom relinks slot i and, as stops without a place take over where the
// worker is, those after it up to and with the next one that has a place.
func (r *Route) relinkFrom(p *Problem, tour int32, i int32) {
	for ; ; i++ {
		r.relink(p, tour, i)
		if !r.Slots[i].Float || int(i) == len(r.Slots)-1 {
			return
		}
	}
}

// refresh renews earliest and latest starts, tails and price, and says whether
// the tour is feasible. Time: linear in the slots.
func (r *Route) refresh(t *Tour) bool {
	sl := r.Slots
	n := len(sl) - 1
	price := int64(0)
	sl[0].Early = sl[0].Lo
	for i := 1; i <= n; i++ {
		a, b := &sl[i-1], &sl[i]
		b.Early = max(a.Early+a.Dur+b.Leg, b.Lo)
		price += int64(b.LegPrice)
	}
	ok := sl[n].Early <= sl[n].Hi
	sl[n].Late, sl[n].Tail, sl[n].Ends = sl[n].Hi, 0, t.Open
	for i := n - 1; i >= 0; i-- {
		a, b := &sl[i], &sl[i+1]
		way := a.Dur + b.Leg
		a.Late = min(a.Hi, b.Late-way)
		a.Tail = way + b.Tail
		a.Ends = max(b.Lo+b.Tail, b.Ends)
		ok = ok && a.Early <= a.Late
	}
	price += t.closing(sl[n].Early, sl[0].Tail)
	if r.Placed > 0 {
		price += t.Price
	}
	r.Price = price
	return ok
}

// Clone copies a state, so that it can be kept while the original changes.
func (s *State) Clone() *State {
	c := NewState(s.P)
	c.CopyFrom(s)
	return c
}

// CopyFrom makes s equal to o, a state of the same problem.
func (s *State) CopyFrom(o *State) {
	for t := range o.Routes {
		s.copyRoute(o, int32(t))
	}
	copy(s.Spots, o.Spots)
	for c := range o.Circles {
		s.copyCircle(o, int32(c))
	}
	copy(s.Shift, o.Shift)
	copy(s.changed, o.changed)
	s.Price, s.worst = o.Price, o.worst
}

func (s *State) copyRoute(o *State, t int32) {
	a, b := &s.Routes[t], &o.Routes[t]
	a.Slots = append(a.Slots[:0], b.Slots...)
	a.Placed, a.Load, a.Price = b.Placed, b.Load, b.Price
	if s.late != nil {
		s.late[t] = o.late[t]
	}
}

func (s *State) copyCircle(o *State, c int32) {
	a, b := &s.Circles[c], &o.Circles[c]
	a.Pair = b.Pair
	a.Faces = append(a.Faces[:0], b.Faces...)
}

// InTour is how many stops a tour that travels serves on average, rounded down.
func (s *State) InTour() int {
	tours, stops := 0, 0
	for t := range s.Routes {
		if n := int(s.Routes[t].Placed); n > 0 {
			tours++
			stops += n
		}
	}
	return stops / max(1, tours)
}

// Missing counts the stops that must be served and are not, and all unserved.
func (s *State) Missing() (must, all int) {
	for i := range s.Spots {
		if !s.Spots[i].Served() {
			all++
			if s.P.Stops[i].Must {
				must++
			}
		}
	}
	return must, all
}

// Solution gives the state as plain data.
func (s *State) Solution() *Solution {
	n := len(s.Spots)
	o := &Solution{Tours: make([][]int32, len(s.Routes)), Start: make([]int32, n), Window: make([]int32, n), Lo: make([]int32, n),
		Hi: make([]int32, n), Carrier: make([]int32, n), Tour: make([]int32, n), Pair: make([][2]int32, len(s.Circles)),
		Shift: append([]int32(nil), s.Shift...), Price: s.Price}
	for i := range s.Spots {
		o.Start[i], o.Window[i], o.Carrier[i], o.Tour[i] = Never, Never, s.Spots[i].Carrier, Never
	}
	for t := range s.Routes {
		sl := s.Routes[t].Slots
		for _, e := range sl[1 : len(sl)-1] {
			o.Tours[t] = append(o.Tours[t], e.Stop)
			o.Tour[e.Stop], o.Start[e.Stop], o.Lo[e.Stop], o.Hi[e.Stop] = int32(t), e.Early, e.Lo, e.Hi
			o.Window[e.Stop] = s.Spots[e.Stop].Window
		}
	}
	for i := range s.Spots {
		if c := s.Spots[i].Carrier; c >= 0 {
			o.Tour[i], o.Start[i], o.Lo[i], o.Hi[i] = o.Tour[c], o.Start[c], o.Lo[c], o.Hi[c]
		}
	}
	for c := range s.Circles {
		o.Pair[c] = s.Circles[c].Pair
	}
	return o
}
