package vrp

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
	x.choiceOf = make([]int32, len(p.Choices)) // a choice that has been replaced is nobody's
	for c := range x.choiceOf {
		x.choiceOf[c] = Never
	}
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
	findKin(p)
	x.only = onlyTours(p)
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
