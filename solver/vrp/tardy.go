package vrp

import "fmt"

// tardy is a stop's price of lateness.
type tardy struct {
	price int64 // a tick after due
	due   int32
}

// tally adds the lateness of a tour's stops to its price and keeps the largest
// lateness of all tours.
func (e *Editor) tally(t int32, r *Route) {
	all := e.P.index.flow.tardy
	var worst int32
	for i := 1; i < len(r.Slots)-1; i++ {
		s := &r.Slots[i]
		if d := &all[s.Stop]; s.Early > d.due && d.price != 0 {
			r.Price += d.price * int64(s.Early-d.due)
			worst = max(worst, s.Early-d.due)
		}
	}
	if e.P.Largest != 0 {
		e.largest(t, worst)
	}
}

// largest books a tour's largest lateness.
func (e *Editor) largest(t, worst int32) {
	s := e.S
	was, all := s.late[t], s.worst
	s.late[t] = worst
	switch {
	case worst >= all:
		s.worst = worst
	case was == all:
		s.worst = maxOf(s.late)
	}
	e.Delta += e.P.Largest * int64(s.worst-all)
}

func maxOf(all []int32) int32 {
	var m int32
	for _, v := range all {
		m = max(m, v)
	}
	return m
}

// dueOr is when a window's stop begins to be late, where that is before its end.
func (p *Problem) dueOr(stop int32, w *Window) int32 {
	if st := &p.Stops[stop]; st.Tardy != 0 {
		return max(w.Lo, min(w.Hi, st.Due))
	}
	return w.Hi
}

// Worst is the largest lateness of any stop.
func (s *State) Worst() int32 { return s.worst }

// recountLateness prices all lateness from scratch.
func (s *State) recountLateness() int64 {
	var sum int64
	var worst int32
	for i := range s.Spots {
		st, sp := &s.P.Stops[i], &s.Spots[i]
		if st.Tardy == 0 || sp.Tour < 0 {
			continue
		}
		over := s.Routes[sp.Tour].Slots[sp.Pos].Early - st.Due
		if over > 0 {
			sum += int64(over) * st.Tardy
			worst = max(worst, over)
		}
	}
	return sum + int64(worst)*s.P.Largest
}

// recountTardy prices the lateness of one tour's stops.
func (s *State) recountTardy(t int32) int64 {
	var sum int64
	for i := range s.Spots {
		if sp := &s.Spots[i]; sp.Tour == t {
			sum += s.P.Stops[i].Tardy * int64(max(0, s.Routes[t].Slots[sp.Pos].Early-s.P.Stops[i].Due))
		}
	}
	return sum
}

// verifyFlow finds the least starts from scratch, by relaxing every bound until
// nothing moves, and compares.
func (s *State) verifyFlow() error {
	p := s.P
	if !p.Flows() {
		return nil
	}
	start := make([]int32, len(s.Spots))
	for i := range s.Spots {
		if sp := &s.Spots[i]; sp.Tour >= 0 {
			lead := int32(i)
			if g := p.Stops[i].Group; g >= 0 {
				lead = p.Groups[g].First
			}
			w := &p.Windows[sp.Window]
			start[i] = w.Lo
			if q := p.Stops[lead].Series; q >= 0 {
				start[i] = max(w.Floor, w.Lo+s.Shift[q])
			}
			start[i] += p.Stops[i].Offset
		}
	}
	rounds := 0
	for moved := true; moved; rounds++ {
		moved = false
		raise := func(stop, to int32) {
			if s.Spots[stop].Tour >= 0 && start[stop] < to {
				start[stop], moved = to, true
			}
		}
		for t := range s.Routes {
			sl := s.Routes[t].Slots
			clock := sl[0].Early
			for i := 1; i < len(sl)-1; i++ {
				raise(sl[i].Stop, clock+sl[i].Leg)
				clock = start[sl[i].Stop] + sl[i].Dur
			}
		}
		for _, g := range p.Groups {
			for a := g.First; a < g.Last; a++ {
				for b := g.First; b < g.Last && s.Spots[a].Tour >= 0; b++ {
					raise(b, start[a]-p.Stops[a].Offset+p.Stops[b].Offset)
				}
			}
		}
		for _, l := range p.Links {
			if l.Kind == Gap && s.Spots[l.A].Tour >= 0 && s.Spots[l.B].Tour >= 0 {
				raise(l.B, start[l.A]+l.Min)
				raise(l.A, start[l.B]-l.Max)
			}
		}
		if rounds > 2*len(s.Spots)+2 {
			return fmt.Errorf("vrp: tours wait for each other")
		}
	}
	for i := range s.Spots {
		if sp := &s.Spots[i]; sp.Tour >= 0 && start[i] != s.Routes[sp.Tour].Slots[sp.Pos].Early {
			return fmt.Errorf("vrp: stop %d starts at %d and could at %d", i, s.Routes[sp.Tour].Slots[sp.Pos].Early, start[i])
		}
	}
	return nil
}
