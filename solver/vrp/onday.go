package vrp

// Day is what one day of a problem is as a problem of its own, and which of the
// whole's stops and tours its own are, by index.
type Day struct {
	Problem      *Problem
	Stops, Tours []int32
}

// OnDay makes a problem of one day: the tours of that day, and of the stops
// wanted those that have a choice on it, with the windows wanted. It takes what
// ties the day to others as given: pairs stand, series stay at shift 0, links
// between days and rides are gone, so that every stop is by itself. A worker
// who serves a cluster is priced stop by stop: First is paid for each. Groups
// are there when all of their members are wanted. The problem must be prepared;
// the day's is prepared too.
func (p *Problem) OnDay(day int32, stop func(int32) bool, window func(int32) bool) (*Day, error) {
	d := &cutting{whole: p, day: day, window: window, at: make([]int32, len(p.Stops)), groups: map[int32]int32{}}
	d.Problem = &Problem{Modes: p.Modes, Workers: p.Workers, Flow: p.Flow, Largest: p.Largest}
	if int(day)+1 < len(p.Midnights) {
		d.Problem.Midnights = p.Midnights[day:]
	}
	for _, t := range p.ToursOn(day) {
		tour := p.Tours[t]
		tour.Day = 0
		d.Problem.Tours, d.Tours = append(d.Problem.Tours, tour), append(d.Tours, t)
	}
	d.classes()
	for s := range p.Stops {
		d.at[s] = Never
		if g := p.Stops[s].Group; g >= 0 && p.Groups[g].First != int32(s) {
			continue // comes with the first
		}
		if d.wanted(int32(s), stop) {
			d.add(int32(s))
		}
	}
	d.links()
	d.clusters()
	return &d.Day, Prepare(d.Problem)
}

// cutting is a day being cut out.
type cutting struct {
	Day
	whole  *Problem
	day    int32
	window func(int32) bool
	at     []int32         // by stop of the whole: the day's, or Never
	groups map[int32]int32 // likewise
}

// wanted says whether a stop, with all its group, is wanted and has a choice.
func (d *cutting) wanted(s int32, stop func(int32) bool) bool {
	p := d.whole
	first, last := s, s+1
	if g := p.Stops[s].Group; g >= 0 {
		first, last = p.Groups[g].First, p.Groups[g].Last
	}
	for m := first; m < last; m++ {
		if !stop(m) {
			return false
		}
	}
	for c := p.Stops[s].First; c < p.Stops[s].Last; c++ {
		if p.Choices[c].Day == d.day {
			return true
		}
	}
	return false
}

// add adds a stop, or a whole group.
func (d *cutting) add(s int32) {
	p, q := d.whole, d.Problem
	group := int32(Never)
	members := []int32{s}
	if g := p.Stops[s].Group; g >= 0 {
		group = int32(len(q.Groups))
		members = members[:0]
		for m := p.Groups[g].First; m < p.Groups[g].Last; m++ {
			members = append(members, m)
		}
		q.Groups = append(q.Groups, Group{int32(len(q.Stops)), int32(len(q.Stops) + len(members))})
	}
	first, last := d.choices(s)
	for _, m := range members {
		st := p.Stops[m]
		st.Group, st.Series, st.Combo, st.First, st.Last = group, Never, Never, first, last
		d.at[m] = int32(len(q.Stops))
		q.Stops, d.Stops = append(q.Stops, st), append(d.Stops, m)
		first = last // those of the first are the group's
	}
}

// choices adds the choices of a stop on the day.
func (d *cutting) choices(s int32) (first, last int32) {
	p, q := d.whole, d.Problem
	first = int32(len(q.Choices))
	for c := p.Stops[s].First; c < p.Stops[s].Last; c++ {
		if p.Choices[c].Day != d.day {
			continue
		}
		from := int32(len(q.Windows))
		for w := p.Choices[c].First; w < p.Choices[c].Last; w++ {
			v := p.Windows[w]
			if p.Stops[s].Series >= 0 {
				v.Lo, v.Hi = max(v.Lo, v.Floor), min(v.Hi, v.Ceil)
			}
			if v.Lo <= v.Hi && d.window(w) {
				q.Windows = append(q.Windows, v)
			}
		}
		q.Choices = append(q.Choices, Choice{First: from, Last: int32(len(q.Windows))})
	}
	return first, int32(len(q.Choices))
}

// classes keeps of every class the tours of the day.
func (d *cutting) classes() {
	for c := range d.whole.Classes {
		set := make([]uint64, (len(d.Tours)+63)/64)
		for i, t := range d.Tours {
			if d.whole.Allows(int32(c), t) {
				set[i/64] |= 1 << (i % 64)
			}
		}
		d.Problem.Classes = append(d.Problem.Classes, set)
	}
}

// links keeps those of one day whose stops are both there.
func (d *cutting) links() {
	for _, l := range d.whole.Links {
		if l.A, l.B = d.at[l.A], d.at[l.B]; l.A >= 0 && l.B >= 0 && (l.Kind == Gap || l.Kind == Others) {
			d.Problem.Links = append(d.Problem.Links, l)
		}
	}
}

// clusters keeps all of them, with their pairs for good and a price of each
// worker that does not depend on other stops.
func (d *cutting) clusters() {
	p, q := d.whole, d.Problem
	for _, c := range p.Clusters {
		q.Clusters = append(q.Clusters, Cluster{Pair: c.Pair, Before: [2]int32{Never, Never}, Locked: true})
	}
	q.Ties = p.Ties
	if len(p.Ties) == 0 {
		return
	}
	q.Kinds = make([]Tie, len(p.Kinds))
	for k, t := range p.Kinds {
		q.Kinds[k] = Tie{Always: t.Always + t.First, Other: t.Other}
	}
}
