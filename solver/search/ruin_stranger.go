package search

import "github.com/hjemvej/hjemvej/solver/vrp"

// stranger draws a stop of a cluster, if possible one that none of the pair
// serves though one of them is at work then.
func (t *task) stranger() int32 {
	last := int32(vrp.Never)
	for range 24 {
		s := t.served()
		if s < 0 || t.p.Stops[s].Cluster < 0 {
			continue
		}
		s = t.carrier(s)
		last = s
		cluster, tour := t.p.Stops[s].Cluster, t.tourOf(s)
		pair, w := t.e.Circle(cluster).Pair, t.p.Tours[tour].Worker
		if w != pair[0] && w != pair[1] && t.p.Tie(cluster, w).Other > 0 && t.atWork(pair, s) {
			return s
		}
	}
	return last
}

// atWork says whether one of a pair has a tour under way when a stop is served.
func (t *task) atWork(pair [2]int32, stop int32) bool {
	sp := &t.s.Spots[stop]
	at := t.s.Routes[sp.Tour].Slots[sp.Pos].Early
	for _, w := range pair {
		if w < 0 {
			continue
		}
		for _, tour := range t.p.ToursOf(w, sp.Day) {
			if t.underWay(tour, at) {
				return true
			}
		}
	}
	return false
}

// underWay says whether a time lies within a tour.
func (t *task) underWay(tour, at int32) bool {
	return t.p.Tours[tour].Open <= at && t.p.Tours[tour].Late >= at
}

// ruinStrangers follows the graph of preference, aligned in time: a stop that
// no one of its pair serves, a string around it, then strings at the same time
// in tours of the pairs of what was taken out.
func (t *task) ruinStrangers() {
	e := t.e
	s := t.stranger()
	if s < 0 {
		return
	}
	sp := t.s.Spots[s]
	at := t.s.Routes[sp.Tour].Slots[sp.Pos].Early
	t.first(sp.Tour)
	t.cut(sp.Tour, sp.Pos, 1+e.Rand.Intn(longest))
	for range 1 + e.Rand.Intn(4) {
		if len(e.Out) == 0 || e.Bad {
			return
		}
		c := t.p.Stops[e.Out[e.Rand.Intn(len(e.Out))]].Cluster
		if len(t.strings) == 1 {
			c = t.p.Stops[s].Cluster
		}
		if c < 0 {
			continue
		}
		w := t.e.Circle(c).Pair[e.Rand.Intn(2)]
		if w < 0 {
			continue
		}
		for _, tour := range t.p.ToursOf(w, sp.Day) {
			if e.Owns(tour) && t.underWay(tour, at) && t.first(tour) {
				t.cutTime(tour, at, 1+e.Rand.Intn(longest))
			}
		}
	}
}

// cutTime cuts a string around a time of a tour.
func (t *task) cutTime(tour, at int32, n int) {
	sl := t.s.Routes[tour].Slots
	pos := int32(1)
	for int(pos) < len(sl)-2 && sl[pos].Early < at {
		pos++
	}
	t.cut(tour, pos, n)
}
