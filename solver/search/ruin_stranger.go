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
		if w != pair[0] && w != pair[1] && t.p.Tie(cluster, w).Other > 0 && (t.atWork(pair[:], s) || t.atWork(t.p.Kin(cluster), s)) {
			return s
		}
	}
	return last
}

// atWork says whether one of some workers has a tour under way when a stop is served.
func (t *task) atWork(workers []int32, stop int32) bool {
	sp := &t.s.Spots[stop]
	at := t.s.Routes[sp.Tour].Slots[sp.Pos].Early
	for _, w := range workers {
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
// in tours of the pairs of what was taken out, or of others as good.
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
		w := t.friend(c)
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

// friend draws one of a cluster's pair and kin, Never for a name that is missing.
func (t *task) friend(cluster int32) int32 {
	kin := t.p.Kin(cluster)
	k := t.e.Rand.Intn(2 + len(kin))
	if k < 2 {
		return t.e.Circle(cluster).Pair[k]
	}
	return kin[k-2]
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
