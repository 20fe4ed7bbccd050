package vrp

import (
	"errors"
	"fmt"
	"math"
)

// index is what Prepare derives from a problem.
type index struct {
	days       int32
	links      lists // stop → links
	offers     lists // carrier → rides it offers
	rides      lists // rider → rides it may take
	members    lists // cluster → stops
	series     lists // series → stops
	byDay      lists // day → tours
	byWorker   lists // worker × days + day → tours
	near       lists // choice → stops to insert beside, nearest first
	nearMember lists // stop that is not its group's first, where starts flow → likewise
	choiceOf   []int32
	early      []bool // stop → may start on the day of its tour
	late       []bool // stop → may start after the midnight that ends it
	flow       flows
	unit       []int32 // stop → unit: stops that only one task may touch at a time
	units      int32
	hot, cold  float64 // measures of temperatures: see Scale
}

// Days is the number of days that choices and tours lie on.
func (p *Problem) Days() int32 { return p.index.days }

// Scale gives the measures of temperatures in øre, for the start of a search and
// for its end: by how much the legs to the five likeliest neighbours of a stop are
// dearer on average than the shortest of all (what every leg costs tells none
// apart), or half of the price of a stop by a stranger where it is more; and for
// the start one and a half times what a stop by a stranger costs, or serving a
// cluster at all, where that is still more.
func (p *Problem) Scale() (start, end float64) { return p.index.hot, p.index.cold }

// Links lists the links of a stop, as indices.
func (p *Problem) LinksOf(stop int32) []int32 { return p.index.links.of(stop) }

// Offers lists the rides that a carrier offers.
func (p *Problem) Offers(carrier int32) []int32 { return p.index.offers.of(carrier) }

// RidesOf lists the rides that a rider may take.
func (p *Problem) RidesOf(rider int32) []int32 { return p.index.rides.of(rider) }

// Members lists the stops of a cluster.
func (p *Problem) Members(cluster int32) []int32 { return p.index.members.of(cluster) }

// SeriesStops lists the stops that share a time variable.
func (p *Problem) SeriesStops(series int32) []int32 { return p.index.series.of(series) }

// ToursOn lists the tours of a day.
func (p *Problem) ToursOn(day int32) []int32 { return p.index.byDay.of(day) }

// ToursOf lists the tours of a worker on a day.
func (p *Problem) ToursOf(worker, day int32) []int32 {
	return p.index.byWorker.of(worker*p.index.days + day)
}

// Near lists the stops that may lie beside a stop served by a choice.
func (p *Problem) Near(choice int32) []int32 { return p.index.near.of(choice) }

// Unit is the set of stops, joined by cluster, links, groups, rides or series,
// that a stop belongs to.
func (p *Problem) Unit(stop int32) int32 { return p.index.unit[stop] }

// Units is the number of units.
func (p *Problem) Units() int32 { return p.index.units }

// Allows says whether a class holds a tour.
func (p *Problem) Allows(class, tour int32) bool {
	return p.Classes[class][tour>>6]>>(uint(tour)&63)&1 == 1
}

// Tie is the tie of a cluster to a worker.
func (p *Problem) Tie(cluster, worker int32) *Tie {
	return &p.Kinds[p.Ties[int(cluster)*p.Workers+int(worker)]]
}

// SetTies states the ties of all clusters to all workers, row by cluster. It
// fails when more than 65,536 of them differ.
func (p *Problem) SetTies(all []Tie) error {
	p.Ties, p.Kinds = make([]uint16, len(all)), nil
	number := map[Tie]uint16{}
	for i, t := range all {
		k, known := number[t]
		if !known {
			if len(p.Kinds) > math.MaxUint16 {
				return errors.New("vrp: more than 65,536 different ties")
			}
			k = uint16(len(p.Kinds))
			number[t] = k
			p.Kinds = append(p.Kinds, t)
		}
		p.Ties[i] = k
	}
	return nil
}

// Prepare validates a problem and derives its indices. It must run once before
// a State is made. Any index out of range is an error.
func Prepare(p *Problem) error {
	if err := validate(p); err != nil {
		return err
	}
	x := &p.index
	for m := range p.Modes {
		p.Modes[m].turn()
	}
	for i := range p.Tours {
		x.days = max(x.days, p.Tours[i].Day+1)
	}
	for i := range p.Choices {
		x.days = max(x.days, p.Choices[i].Day+1)
	}
	n := int32(len(p.Stops))
	x.links = group(n, len(p.Links)*2, func(i int) (int32, int32) {
		l := p.Links[i/2]
		if i%2 == 0 {
			return l.A, int32(i / 2)
		}
		return l.B, int32(i / 2)
	})
	x.offers = group(n, len(p.Rides), func(i int) (int32, int32) { return p.Rides[i].Carrier, int32(i) })
	x.rides = group(n, len(p.Rides), func(i int) (int32, int32) { return p.Rides[i].Rider, int32(i) })
	x.members = group(int32(len(p.Clusters)), len(p.Stops), func(i int) (int32, int32) { return p.Stops[i].Cluster, int32(i) })
	x.series = group(int32(len(p.Series)), len(p.Stops), func(i int) (int32, int32) { return p.Stops[i].Series, int32(i) })
	x.byDay = group(x.days, len(p.Tours), func(i int) (int32, int32) { return p.Tours[i].Day, int32(i) })
	x.byWorker = group(int32(p.Workers)*x.days, len(p.Tours), func(i int) (int32, int32) {
		return p.Tours[i].Worker*x.days + p.Tours[i].Day, int32(i)
	})
	x.choiceOf = make([]int32, len(p.Choices))
	for s := range p.Stops {
		for c := p.Stops[s].First; c < p.Stops[s].Last; c++ {
			x.choiceOf[c] = int32(s)
		}
	}
	p.index.early, p.index.late = slips(p)
	if err := prepareFlow(p); err != nil {
		return err
	}
	unite(p)
	nearest(p)
	return nil
}

// slips finds which stops start on the day of their tours, and which after the
// midnight that ends it, on any choice or ride: what days there are between links.
func slips(p *Problem) (early, late []bool) {
	if len(p.Midnights) == 0 {
		return nil, nil
	}
	early, late = make([]bool, len(p.Stops)), make([]bool, len(p.Stops))
	note := func(stop, day, lo, hi int32) {
		early[stop] = early[stop] || p.dayAt(lo) <= day
		late[stop] = late[stop] || p.dayAt(hi) > day
	}
	for i := range p.Stops {
		st := &p.Stops[i]
		for c := st.First; c < st.Last; c++ {
			ch := &p.Choices[c]
			for w := ch.First; w < ch.Last; w++ {
				win := p.Windows[w]
				if st.Series >= 0 {
					win.Lo, win.Hi = win.Floor, win.Ceil
				}
				note(int32(i), ch.Day, win.Lo, win.Hi)
			}
		}
	}
	for i := range p.Rides {
		r := &p.Rides[i]
		note(r.Rider, r.Day, r.Lo, r.Hi)
	}
	return early, late
}

// falls are the first and the last day that a stop on a tour of a day may count on.
func (p *Problem) falls(stop, day int32) (first, last int32) {
	if !p.index.early[stop] {
		first = 1
	}
	if p.index.late[stop] {
		last = 1
	}
	return day + first, day + last
}

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

// lists holds a list of values for each key in one flat array.
type lists struct {
	at   []int32 // key → first value; one longer than the keys
	flat []int32
}

func (l *lists) of(key int32) []int32 { return l.flat[l.at[key]:l.at[key+1]] }

// group collects n (key, value) pairs by key, in the order given; negative
// keys are left out.
func group(keys int32, n int, pair func(i int) (key, value int32)) lists {
	l := lists{at: make([]int32, keys+1)}
	for i := range n {
		if k, _ := pair(i); k >= 0 {
			l.at[k+1]++
		}
	}
	for k := range keys {
		l.at[k+1] += l.at[k]
	}
	l.flat = make([]int32, l.at[keys])
	next := append([]int32(nil), l.at[:keys]...)
	for i := range n {
		if k, v := pair(i); k >= 0 {
			l.flat[next[k]] = v
			next[k]++
		}
	}
	return l
}

// unite finds the units by union-find.
func unite(p *Problem) {
	root := make([]int32, len(p.Stops))
	for i := range root {
		root[i] = int32(i)
	}
	find := func(i int32) int32 {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	join := func(a, b int32) { root[find(b)] = find(a) }
	chain := func(l []int32) {
		for i := 1; i < len(l); i++ {
			join(l[0], l[i])
		}
	}
	for c := range p.Clusters {
		chain(p.Members(int32(c)))
	}
	for s := range p.Series {
		if p.Series[s].Min != p.Series[s].Max { // a fixed time couples nobody
			chain(p.SeriesStops(int32(s)))
		}
	}
	for _, l := range p.Links {
		join(l.A, l.B)
	}
	for _, r := range p.Rides {
		join(r.Carrier, r.Rider)
	}
	for _, g := range p.Groups {
		for s := g.First + 1; s < g.Last; s++ {
			join(g.First, s)
		}
	}
	p.index.unit = make([]int32, len(p.Stops))
	number := make(map[int32]int32, len(p.Stops))
	for i := range p.Stops {
		r := find(int32(i))
		u, ok := number[r]
		if !ok {
			u = int32(len(number))
			number[r] = u
		}
		p.index.unit[i] = u
	}
	p.index.units = int32(len(number))
}
