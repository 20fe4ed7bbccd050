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
	c, w, ok := t.whose(s)
	if !ok {
		return
	}
	pair := e.Circle(c).Pair
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

// ruinExchange lets two homes that are served near each other at a time
// exchange one of their pairs: each gets the worker who serves the other then,
// and what either of the two workers or a stranger serves of them comes out. A
// home alone can't change hands where the days are full.
func (t *task) ruinExchange() {
	e := t.e
	s := t.served()
	if s < 0 {
		return
	}
	s = t.carrier(s)
	a, u, ok := t.whose(s)
	if !ok {
		return
	}
	near := t.p.Near(max(0, e.ChoiceOn(s, t.s.Spots[s].Day)))
	for range min(8, len(near)) {
		y := near[e.Rand.Intn(len(near))]
		if !e.Movable(y) {
			continue
		}
		b, w, ok := t.whose(t.carrier(y))
		if !ok || a == b || u == w || e.Circle(a).Named(w) || e.Circle(b).Named(u) {
			continue
		}
		t.hand(a, u, w)
		t.hand(b, w, u)
		t.strip(a, u)
		t.strip(b, w)
		return
	}
}

// whose is the cluster and the worker of a stop in a tour, where the pair may change.
func (t *task) whose(s int32) (cluster, worker int32, ok bool) {
	c, tour := t.p.Stops[s].Cluster, t.s.Spots[s].Tour
	if c < 0 || tour < 0 || t.p.Clusters[c].Locked {
		return 0, 0, false
	}
	return c, t.p.Tours[tour].Worker, true
}

// hand puts one worker into a cluster's pair in place of another, or of either
// where the other was not of it.
func (t *task) hand(c, from, to int32) {
	pair := t.e.Circle(c).Pair
	k := t.e.Rand.Intn(2)
	if pair[0] == from {
		k = 0
	} else if pair[1] == from {
		k = 1
	}
	pair[k] = to
	t.e.SetPair(c, pair)
}

// strip takes out what a worker, or nobody of the pair, serves of a cluster.
func (t *task) strip(c, u int32) {
	circle := t.e.Circle(c)
	for _, m := range t.p.Members(c) {
		if len(t.e.Out) > 80 {
			return
		}
		if !t.e.OwnsStop(m) || t.s.Spots[m].Tour < 0 {
			continue
		}
		if x := t.p.Tours[t.s.Spots[m].Tour].Worker; x == u || !circle.Named(x) {
			t.remove(m)
		}
	}
}
