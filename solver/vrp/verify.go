package vrp

import "fmt"

// mustAgree panics unless the state, recomputed from scratch, agrees with what
// the moves said. Only where the editor owns everything: others may be at work
// else, and then Verify runs between rounds.
func (e *Editor) mustAgree() {
	if e.Tours != nil {
		return
	}
	if err := e.S.Verify(e.S.Price + e.Gain); err != nil {
		panic(err)
	}
}

// Verify recomputes the state from scratch: price, times, loads, positions, windows,
// links, groups, rides and faces. price is what the whole is believed to cost.
func (s *State) Verify(price int64) error {
	if err := s.verifyTours(); err != nil {
		return err
	}
	if err := s.verifyLoads(); err != nil {
		return err
	}
	if err := s.verifyStops(); err != nil {
		return err
	}
	if err := s.verifyLinks(); err != nil {
		return err
	}
	if err := s.verifyFlow(); err != nil {
		return err
	}
	if err := s.verifyCircles(); err != nil {
		return err
	}
	if again := s.Recount(); again != price {
		return fmt.Errorf("vrp: moves say %d, recounting says %d, difference %d", price, again, price-again)
	}
	return nil
}

// Recount prices the state from scratch.
func (s *State) Recount() int64 {
	p := s.P
	var sum int64
	for t := range s.Routes {
		sum += s.recountTour(int32(t))
	}
	for i := range s.Spots {
		st, sp := &p.Stops[i], &s.Spots[i]
		switch {
		case sp.Carrier >= 0:
			sum += p.Rides[sp.Window].Price
		case sp.Tour < 0:
			sum += st.Unserved
		default:
			sum += st.Alone
			if st.Group < 0 || p.Groups[st.Group].First == int32(i) {
				sum += p.Windows[sp.Window].Price
			}
		}
	}
	for c := range s.Circles {
		ci := &s.Circles[c]
		sum += changePrice(&p.Clusters[c], ci.Pair)
		for _, f := range ci.Faces {
			t := p.Tie(int32(c), f.Worker)
			each := int64(t.Always)
			if !ci.Named(f.Worker) {
				each += int64(t.Other)
			}
			sum += each*int64(f.N) + int64(t.First)
		}
	}
	return sum + p.disturbed(func(stop int32) int32 { return s.Spots[stop].Tour }) + s.recountLateness()
}

// recountTour prices legs, lateness and use of a tour by walking it.
func (s *State) recountTour(ti int32) int64 {
	p, r, tour := s.P, &s.Routes[ti], &s.P.Tours[ti]
	placed := false
	at, clock := tour.Start, tour.Open
	var sum int64
	var waited int32
	tab := &p.Modes[tour.Mode]
	for _, e := range r.Slots[1 : len(r.Slots)-1] {
		placed = placed || p.Stops[e.Stop].Place != 0
	}
	for i := 1; i < len(r.Slots); i++ {
		e := &r.Slots[i]
		clock += r.Slots[i-1].Dur
		end := i == len(r.Slots)-1
		place := tour.End
		if !end {
			place = p.Stops[e.Stop].Place
		}
		if placed && (end || place != 0) {
			l := tab.Leg(at, place)
			clock += l.Ticks
			sum += int64(l.Price)
			at = place
		}
		waited += max(0, e.Lo-clock)
		clock = max(clock, e.Lo)
	}
	sum += int64(waited) * tour.Wait
	if over := clock - tour.Close; over > 0 {
		sum += int64(over) * tour.LatePrice
	}
	if placed {
		sum += tour.Price
	}
	return sum
}

func (s *State) verifyTours() error {
	p := s.P
	for t := range s.Routes {
		r := &s.Routes[t]
		if !r.feasible() {
			return fmt.Errorf("vrp: tour %d is infeasible", t)
		}
		if again := s.recountTour(int32(t)) + s.recountTardy(int32(t)); again != r.Price {
			return fmt.Errorf("vrp: tour %d costs %d, recounted %d", t, r.Price, again)
		}
		clock := p.Tours[t].Open
		for i := 1; i < len(r.Slots)-1; i++ {
			e := &r.Slots[i]
			sp := &s.Spots[e.Stop]
			if sp.Tour != int32(t) || sp.Pos != int32(i) || sp.Lo != e.Lo || sp.Hi != e.Hi {
				return fmt.Errorf("vrp: stop %d in tour %d at %d believes to be at %+v, slot %+v", e.Stop, t, i, *sp, *e)
			}
			clock = max(clock+r.Slots[i-1].Dur+e.Leg, e.Lo)
			if clock != e.Early || clock > e.Hi {
				return fmt.Errorf("vrp: stop %d starts at %d, slot says %d..%d", e.Stop, clock, e.Early, e.Hi)
			}
			st := &p.Stops[e.Stop]
			class, dur := st.Class, st.Dur
			if sp.Riders != 0 {
				class, dur = p.Combos[st.Combo+int32(sp.Riders)].Class, p.Combos[st.Combo+int32(sp.Riders)].Dur
			}
			if dur != e.Dur || dur < 0 || !p.Allows(class, int32(t)) {
				return fmt.Errorf("vrp: stop %d with riders %b may not stand in tour %d for %d", e.Stop, sp.Riders, t, e.Dur)
			}
		}
	}
	return nil
}

func (s *State) verifyStops() error {
	p := s.P
	for i := range s.Spots {
		sp, st := &s.Spots[i], &p.Stops[i]
		if sp.Carrier >= 0 {
			ride, c := &p.Rides[sp.Window], &s.Spots[sp.Carrier]
			if ride.Carrier != sp.Carrier || ride.Rider != int32(i) || c.Tour < 0 || c.Day != ride.Day || c.Riders>>ride.Bit&1 == 0 ||
				c.Lo < ride.Lo || c.Hi > ride.Hi {
				return fmt.Errorf("vrp: stop %d rides wrongly on %d", i, sp.Carrier)
			}
			continue
		}
		if sp.Tour < 0 {
			continue
		}
		lead := int32(i)
		if st.Group >= 0 {
			lead = p.Groups[st.Group].First
			if l := &s.Spots[lead]; l.Tour < 0 || !p.Flows() && (l.Lo != l.Hi || sp.Lo != sp.Hi) || sp.Lo-st.Offset != l.Lo-p.Stops[lead].Offset {
				return fmt.Errorf("vrp: stop %d and its group do not start together", i)
			}
			for m := lead; m < int32(i); m++ {
				if p.Tours[s.Spots[m].Tour].Worker == p.Tours[sp.Tour].Worker {
					return fmt.Errorf("vrp: stops %d and %d need different workers", m, i)
				}
			}
		}
		w := &p.Windows[sp.Window]
		lo, hi := w.Lo, w.Hi
		if q := p.Stops[lead].Series; q >= 0 {
			lo, hi = max(w.Floor, lo+s.Shift[q]), min(w.Ceil, hi+s.Shift[q])
		}
		if sp.Lo-st.Offset < lo || sp.Hi-st.Offset > hi {
			return fmt.Errorf("vrp: stop %d may start %d..%d outside its window %d..%d", i, sp.Lo, sp.Hi, lo, hi)
		}
	}
	return nil
}

func (s *State) verifyLinks() error {
	carrier := func(i int32) int32 {
		if c := s.Spots[i].Carrier; c >= 0 {
			return c
		}
		return i
	}
	for k := range s.P.Links {
		l := &s.P.Links[k]
		ca, cb := carrier(l.A), carrier(l.B)
		a, b := &s.Spots[ca], &s.Spots[cb]
		if a.Tour < 0 || b.Tour < 0 || ca == cb && l.Kind != DayGap && l.Kind != Others {
			continue
		}
		bad := false
		aday, bday := a.Day, b.Day
		if len(s.P.Midnights) > 0 {
			aday, bday = s.P.dayAt(a.Lo), s.P.dayAt(b.Lo)
		}
		switch l.Kind {
		case Apart:
			bad = aday == bday
		case DayGap:
			bad = bday-aday < l.Min || bday-aday > l.Max
		case Others:
			bad = s.P.Tours[a.Tour].Worker == s.P.Tours[b.Tour].Worker
		case Gap:
			if s.P.Flows() { // verifyFlow has compared Lo, where it has links, with the start
				bad = b.Lo-a.Lo < l.Min || b.Lo-a.Lo > l.Max || l.SameDay && aday != bday
				break
			}
			bad = b.Lo-a.Hi < l.Min || b.Hi-a.Lo > l.Max || l.SameDay && aday != bday
		}
		if bad {
			return fmt.Errorf("vrp: link %d %+v does not hold: %+v %+v", k, *l, *a, *b)
		}
	}
	return nil
}

func (s *State) verifyCircles() error {
	for c := range s.Circles {
		count := map[int32]int32{}
		for _, m := range s.P.Members(int32(c)) {
			if t := s.Spots[m].Tour; t >= 0 {
				count[s.P.Tours[t].Worker]++
			}
		}
		for _, f := range s.Circles[c].Faces {
			if count[f.Worker] != f.N {
				return fmt.Errorf("vrp: cluster %d counts %d stops by %d, it is %d", c, f.N, f.Worker, count[f.Worker])
			}
			delete(count, f.Worker)
		}
		if len(count) != 0 {
			return fmt.Errorf("vrp: cluster %d does not know %v", c, count)
		}
	}
	return nil
}
