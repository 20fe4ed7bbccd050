package vrp

// index is what Prepare derives from a problem.
type index struct {
	days       int32
	links      lists // stop → links
	offers     lists // carrier → rides it offers
	rides      lists // rider → rides it may take
	members    lists // cluster → stops
	kin        lists // cluster → workers as good as its pair
	series     lists // series → stops
	byDay      lists // day → tours
	byWorker   lists // worker × days + day → tours
	near       lists // choice → stops to insert beside, nearest first
	nearMember lists // stop that is not its group's first, where starts flow → likewise
	choiceOf   []int32
	early      []bool // stop → may start on the day of its tour
	late       []bool // stop → may start after the midnight that ends it
	flow       flows
	only       []int32 // class → its one tour, or Never; nil where nothing was announced
	unit       []int32 // stop → unit: stops that only one task may touch at a time
	units      int32
	hot, cold  float64 // measures of temperatures: see Scale
}

// Days is the number of days that choices and tours lie on.
func (p *Problem) Days() int32 { return p.index.days }

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
