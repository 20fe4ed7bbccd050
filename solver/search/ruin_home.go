package search

import "slices"

// ruinSeries takes out the visits of a series; a series whose time is free
// may move.
func (t *task) ruinSeries() {
	e := t.e
	s := t.served()
	for range 8 {
		if s >= 0 && t.p.Stops[s].Series >= 0 {
			break
		}
		s = t.served()
	}
	if s < 0 || t.p.Stops[s].Series < 0 {
		return
	}
	q := t.p.Stops[s].Series
	series := &t.p.Series[q]
	all := true
	for _, m := range t.p.SeriesStops(q) {
		if !e.OwnsStop(m) { // another task's: not even to be looked at
			all = false
			continue
		}
		t.remove(m)
		all = all && !t.s.Spots[m].Served()
	}
	if series.Max == series.Min || !all || e.Bad || e.Rand.Intn(2) == 0 {
		return
	}
	steps := int(4)
	shift := e.S.Shift[q] + int32(1+e.Rand.Intn(steps))*series.Step*int32(1-2*e.Rand.Intn(2))
	e.SetShift(q, max(series.Min, min(series.Max, shift)))
	for _, m := range t.p.SeriesStops(q) { // absent ones get their chance at the new time
		if !slices.Contains(e.Out, m) {
			e.Out = append(e.Out, m)
		}
	}
}

// ruinCluster takes out stops of one cluster, on some days or on all.
func (t *task) ruinCluster() {
	s := t.served()
	if s < 0 || t.p.Stops[s].Cluster < 0 {
		return
	}
	day := t.s.Spots[s].Day
	width := int32(1 + t.e.Rand.Intn(4))
	if t.e.Rand.Intn(4) == 0 {
		width = t.p.Days()
	}
	for _, m := range t.p.Members(t.p.Stops[s].Cluster) {
		if !t.e.OwnsStop(m) {
			continue
		}
		if d := t.s.Spots[m].Day; d >= day-width+1 && d < day+width {
			t.remove(m)
		}
		if len(t.e.Out) > 40 {
			return
		}
	}
}

// ruinPair replaces one of a cluster's pair by another worker and takes out
// what neither of the new pair serves.
func (t *task) ruinPair() {
	e := t.e
	s := t.stranger()
	if s < 0 {
		return
	}
	c := t.p.Stops[s].Cluster
	if c < 0 || t.p.Clusters[c].Locked {
		return
	}
	pair := t.e.Circle(c).Pair
	w := t.p.Tours[t.tourOf(s)].Worker
	if e.Rand.Intn(2) == 0 { // someone who works near then
		if near := t.p.Near(max(0, e.ChoiceOn(s, t.s.Spots[s].Day))); len(near) > 0 {
			y := near[e.Rand.Intn(len(near))]
			if e.OwnsStop(y) && t.s.Spots[y].Tour >= 0 && e.Owns(t.s.Spots[y].Tour) {
				w = t.p.Tours[t.s.Spots[y].Tour].Worker
			}
		}
	}
	if w == pair[0] || w == pair[1] {
		return
	}
	pair[e.Rand.Intn(2)] = w
	e.SetPair(c, pair)
	for _, m := range t.p.Members(c) {
		if !e.OwnsStop(m) {
			continue
		}
		tour := t.s.Spots[m].Tour
		if tour < 0 || e.Rand.Intn(8) == 0 {
			continue
		}
		if x := t.p.Tours[tour].Worker; x != pair[0] && x != pair[1] {
			t.remove(m)
		}
		if len(e.Out) > 40 {
			return
		}
	}
}
