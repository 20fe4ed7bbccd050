package vrp

import "fmt"

// validate says what is wrong with a problem: the first index out of range, or
// what contradicts itself.
func validate(p *Problem) error {
	in := func(what string, i int, v int32, n int) error {
		if v < 0 || int(v) >= n {
			return fmt.Errorf("vrp: %s of %d is %d, outside 0..%d", what, i, v, n-1)
		}
		return nil
	}
	places := 0
	for i, m := range p.Modes {
		if m.N < 1 || len(m.Legs) != m.N*m.N {
			return fmt.Errorf("vrp: mode %d has %d legs for %d places", i, len(m.Legs), m.N)
		}
		if i > 0 && m.N != places {
			return fmt.Errorf("vrp: mode %d has %d places, mode 0 has %d", i, m.N, places)
		}
		places = m.N
	}
	if len(p.Ties) != 0 && len(p.Ties) != len(p.Clusters)*p.Workers {
		return fmt.Errorf("vrp: %d ties for %d clusters and %d workers", len(p.Ties), len(p.Clusters), p.Workers)
	}
	if len(p.Ties) == 0 && len(p.Clusters) > 0 {
		return fmt.Errorf("vrp: clusters without ties")
	}
	for i, k := range p.Ties {
		if e := in("tie", i, int32(k), len(p.Kinds)); e != nil {
			return e
		}
	}
	for i := range p.Tours {
		t := &p.Tours[i]
		for _, e := range []error{in("worker of tour", i, t.Worker, p.Workers), in("mode of tour", i, t.Mode, len(p.Modes)),
			in("start of tour", i, t.Start, places), in("end of tour", i, t.End, places), in("day of tour", i, t.Day, 1<<20)} {
			if e != nil {
				return e
			}
		}
		if t.Open > t.Close || t.Close > t.Late {
			return fmt.Errorf("vrp: tour %d is open %d, closes %d, at the latest %d", i, t.Open, t.Close, t.Late)
		}
	}
	for i := range p.Stops {
		s := &p.Stops[i]
		if e := in("place of stop", i, s.Place, places); e != nil {
			return e
		}
		if e := in("class of stop", i, s.Class, len(p.Classes)); e != nil {
			return e
		}
		if s.Dur < 0 || s.First > s.Last || int(s.Last) > len(p.Choices) || s.Cluster >= int32(len(p.Clusters)) ||
			s.Group >= int32(len(p.Groups)) || s.Series >= int32(len(p.Series)) || s.Combo >= int32(len(p.Combos)) {
			return fmt.Errorf("vrp: stop %d is malformed: %+v", i, *s)
		}
	}
	if err := validateAnnounced(p); err != nil {
		return err
	}
	if err := validateLoads(p); err != nil {
		return err
	}
	for i := range p.Choices {
		c := &p.Choices[i]
		if c.First > c.Last || int(c.Last) > len(p.Windows) || c.Day < 0 || c.Last-c.First > menuSize {
			return fmt.Errorf("vrp: choice %d is malformed: %+v", i, *c)
		}
	}
	for i := range p.Links {
		l := &p.Links[i]
		if e := in("A of link", i, l.A, len(p.Stops)); e != nil {
			return e
		}
		if e := in("B of link", i, l.B, len(p.Stops)); e != nil {
			return e
		}
	}
	for i := range p.Rides {
		r := &p.Rides[i]
		if e := in("rider of ride", i, r.Rider, len(p.Stops)); e != nil {
			return e
		}
		if e := in("carrier of ride", i, r.Carrier, len(p.Stops)); e != nil {
			return e
		}
		if p.Stops[r.Carrier].Combo < 0 || int(p.Stops[r.Carrier].Combo)+1<<r.Bit >= len(p.Combos)+1 || r.Bit > 15 {
			return fmt.Errorf("vrp: ride %d is outside its carrier's combos", i)
		}
	}
	for i, c := range p.Classes {
		if len(c) < (len(p.Tours)+63)/64 {
			return fmt.Errorf("vrp: class %d is too short for %d tours", i, len(p.Tours))
		}
	}
	return nil
}
