package search

import "github.com/hjemvej/hjemvej/solver/vrp"

// The kinds of ruin.
const (
	byStrings  = iota // strings of stops around a seed and its neighbours
	byStranger        // strings at one time around a stop served by a stranger, and in its pair's tours
	bySeries          // all visits of a series, perhaps moved to another agreed time
	byCluster         // stops of one home on some days or all
	byPair            // a home's pair changes one of the two
	byAbsent          // room is made for a stop that found no place
	byTails           // the ends of two tours at one time
	byRandom          // anything
	byChain           // no ruin: a chain of ejections for a stop that must be served
	ruins
)

// RuinNames are the kinds of ruin in words, by index of Stats.Moves.
var RuinNames = [ruins]string{"strings", "stranger", "series", "cluster", "pair", "absent", "tails", "random", "chain"}

const (
	meanRemoved = 10 // stops a ruin by strings takes out on average
	longest     = 10 // stops in a string
)

// ruin takes stops out in one of the ways, drawn at random.
func (t *task) ruin() {
	t.strings = t.strings[:0]
	t.kind = t.draw()
	switch t.kind {
	case byStrings:
		t.ruinStrings(t.served())
	case byStranger:
		t.ruinStrangers()
	case bySeries:
		t.ruinSeries()
	case byCluster:
		t.ruinCluster()
	case byPair:
		t.ruinPair()
	case byAbsent:
		t.ruinAbsent()
	case byTails:
		t.ruinTails()
	case byRandom:
		for range 1 + t.e.Rand.Intn(meanRemoved) {
			t.remove(t.served())
		}
	}
}

// draw picks a kind of ruin.
func (t *task) draw() int {
	r := t.e.Rand.Intn(100)
	if len(t.absent) > 0 && r < 8 {
		return byAbsent
	}
	if len(t.p.Clusters) == 0 {
		if r < 95 {
			return byStrings
		}
		return byTails
	}
	switch {
	case r < 40:
		return byStranger
	case r < 72:
		return byStrings
	case r < 80:
		return bySeries
	case r < 86:
		return byCluster
	case r < 91:
		return byPair
	case r < 96:
		return byTails
	}
	return byRandom
}

// served draws a served stop that may be moved, Never if none is found soon.
func (t *task) served() int32 {
	for range 16 {
		s := t.own[t.e.Rand.Intn(len(t.own))]
		if t.e.Movable(s) {
			return s
		}
	}
	return vrp.Never
}

// remove takes a stop out if it may be moved.
func (t *task) remove(s int32) {
	if s >= 0 && !t.e.Bad && t.e.Movable(s) {
		t.e.Remove(s)
	}
}

// tourOf is the tour that serves a stop, itself or riding.
func (t *task) tourOf(s int32) int32 {
	sp := &t.s.Spots[s]
	if sp.Carrier >= 0 {
		sp = &t.s.Spots[sp.Carrier]
	}
	return sp.Tour
}

// carrier is the stop that stands in a tour for s: itself or whom it rides on.
func (t *task) carrier(s int32) int32 {
	if c := t.s.Spots[s].Carrier; c >= 0 {
		return c
	}
	return s
}

// first reports whether a tour is cut for the first time in this iteration.
func (t *task) first(tour int32) bool {
	for _, c := range t.strings {
		if c == tour {
			return false
		}
	}
	t.strings = append(t.strings, tour)
	return true
}

// cut takes out a string of up to n stops around slot pos of a tour; sometimes
// it leaves some stops inside in place (split strings).
func (t *task) cut(tour, pos int32, n int) {
	sl := t.s.Routes[tour].Slots
	inner := len(sl) - 2
	n = min(n, inner)
	if n <= 0 {
		return
	}
	from := int(pos) - t.e.Rand.Intn(n)
	from = max(1, min(from, inner-n+1))
	skip := -1
	if n > 2 && t.e.Rand.Intn(3) == 0 {
		skip = from + t.e.Rand.Intn(n)
	}
	var stops [2 * longest]int32
	k := 0
	for i := from; i < from+n && k < len(stops); i++ {
		if i != skip {
			stops[k] = sl[i].Stop
			k++
		}
	}
	for _, s := range stops[:k] {
		t.follow(s)
		t.remove(s)
	}
}

// follow cuts the tours of those who share a visit too, now and then: a start
// that suits both needs room in both.
func (t *task) follow(s int32) {
	g := t.p.Stops[s].Group
	if g < 0 || len(t.strings) > 5 || t.e.Rand.Intn(2) == 0 || !t.e.Movable(s) {
		return
	}
	for m := t.p.Groups[g].First; m < t.p.Groups[g].Last; m++ {
		if sp := &t.s.Spots[m]; m != s && sp.Tour >= 0 && t.first(sp.Tour) {
			t.cut(sp.Tour, sp.Pos, 1+t.e.Rand.Intn(5))
		}
	}
}

// ruinStrings is slack induction by string removals around a seed.
func (t *task) ruinStrings(seed int32) {
	if seed < 0 {
		return
	}
	seed = t.carrier(seed)
	sp := t.s.Spots[seed]
	choice := t.e.ChoiceOn(seed, sp.Day)
	size := 1 + t.e.Rand.Intn(longest)
	tours := 1 + t.e.Rand.Intn(max(1, 4*meanRemoved/(1+size)-1))
	t.cutAt(seed, size)
	if choice < 0 {
		return
	}
	near := t.p.Near(choice)
	for _, y := range near {
		if len(t.strings) >= tours {
			return
		}
		t.cutAt(y, size)
	}
}

// cutAt cuts a string around a stop in its tour unless that is cut already.
func (t *task) cutAt(y int32, size int) {
	if !t.e.OwnsUnit(y) {
		return
	}
	sp := &t.s.Spots[y]
	if sp.Tour < 0 || !t.e.Owns(sp.Tour) || !t.first(sp.Tour) {
		return
	}
	t.cut(sp.Tour, sp.Pos, 1+t.e.Rand.Intn(size))
}

// stranger draws a stop of a cluster, if possible one served by none of the pair.
func (t *task) stranger() int32 {
	last := int32(vrp.Never)
	for range 24 {
		s := t.served()
		if s < 0 || t.p.Stops[s].Cluster < 0 {
			continue
		}
		s = t.carrier(s)
		last = s
		w := t.p.Tours[t.tourOf(s)].Worker
		pair := t.s.Circles[t.p.Stops[s].Cluster].Pair
		if w != pair[0] && w != pair[1] {
			return s
		}
	}
	return last
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
		w := t.s.Circles[c].Pair[e.Rand.Intn(2)]
		if w < 0 {
			continue
		}
		for _, tour := range t.p.ToursOf(w, sp.Day) {
			if e.Owns(tour) && t.p.Tours[tour].Open <= at && t.p.Tours[tour].Late >= at && t.first(tour) {
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
		if !slicesHas(e.Out, m) {
			e.Out = append(e.Out, m)
		}
	}
}

func slicesHas(l []int32, v int32) bool {
	for _, x := range l {
		if x == v {
			return true
		}
	}
	return false
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
	pair := t.s.Circles[c].Pair
	w := t.p.Tours[t.tourOf(s)].Worker
	if e.Rand.Intn(2) == 0 { // someone who works near then
		if near := t.p.Near(max(0, e.ChoiceOn(s, t.s.Spots[s].Day))); len(near) > 0 {
			y := near[e.Rand.Intn(len(near))]
			if e.OwnsUnit(y) && t.s.Spots[y].Tour >= 0 && e.Owns(t.s.Spots[y].Tour) {
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

// ruinAbsent makes room for a stop that found no place: strings around its
// time in tours that may serve it, and its partners in gaps on that day.
func (t *task) ruinAbsent() {
	e := t.e
	s := t.absent[e.Rand.Intn(len(t.absent))]
	for range 4 { // what must be served first
		if t.p.Stops[s].Must {
			break
		}
		s = t.absent[e.Rand.Intn(len(t.absent))]
	}
	st := &t.p.Stops[s]
	if rides := t.p.RidesOf(s); len(rides) > 0 && (st.First == st.Last || e.Rand.Intn(2) == 0) {
		t.ruinForRide(s, rides[e.Rand.Intn(len(rides))])
		return
	}
	if st.First == st.Last {
		return
	}
	choice := st.First + int32(e.Rand.Intn(int(st.Last-st.First)))
	ch := &t.p.Choices[choice]
	if ch.First == ch.Last {
		return
	}
	win := &t.p.Windows[ch.First+int32(e.Rand.Intn(int(ch.Last-ch.First)))]
	at := win.Lo + int32(e.Rand.Intn(int(win.Hi-win.Lo)+1))
	if st.Series >= 0 {
		at += e.S.Shift[st.Series]
	}
	for _, k := range t.p.LinksOf(s) {
		l := &t.p.Links[k]
		if y := l.A + l.B - s; t.s.Spots[y].Day == ch.Day && e.Rand.Intn(2) == 0 {
			t.remove(y)
		}
	}
	t.cutFor(s, choice, at)
	if !slicesHas(e.Out, s) {
		e.Out = append(e.Out, s)
	}
}

// ruinForRide makes room for a rider on one of its carriers: the carrier's
// neighbours in its tour go, and the partners that the days would not allow.
func (t *task) ruinForRide(s, k int32) {
	e := t.e
	ride := &t.p.Rides[k]
	for _, l := range t.p.LinksOf(s) {
		if e.Rand.Intn(2) == 0 {
			t.remove(t.p.Links[l].A + t.p.Links[l].B - s)
		}
	}
	c := &t.s.Spots[ride.Carrier]
	if c.Tour < 0 || !e.Owns(c.Tour) {
		return
	}
	tour := c.Tour
	n := 1 + e.Rand.Intn(3)
	for range n {
		sl := t.s.Routes[tour].Slots
		at := c.Pos + 1
		if e.Rand.Intn(3) == 0 {
			at = c.Pos - 1
		}
		if at >= 1 && int(at) < len(sl)-1 {
			t.remove(sl[at].Stop)
		}
		if c.Tour != tour {
			break
		}
	}
	if !slicesHas(e.Out, s) {
		e.Out = append(e.Out, s)
	}
}

// cutFor cuts strings at a time in up to four tours that may serve the stop:
// those of its pair, of near stops, or any.
func (t *task) cutFor(s, choice, at int32) {
	e, st := t.e, &t.p.Stops[s]
	day := t.p.Choices[choice].Day
	left := 1 + e.Rand.Intn(4)
	try := func(tour int32) {
		tr := &t.p.Tours[tour]
		if left > 0 && e.Owns(tour) && t.p.Allows(st.Class, tour) && tr.Open <= at && tr.Late >= at && t.first(tour) {
			t.cutTime(tour, at, 1+e.Rand.Intn(6))
			left--
		}
	}
	if st.Cluster >= 0 && e.Rand.Intn(2) == 0 {
		for _, w := range t.s.Circles[st.Cluster].Pair {
			if w >= 0 {
				for _, tour := range t.p.ToursOf(w, day) {
					try(tour)
				}
			}
		}
	}
	near := t.p.Near(choice)
	for range min(8, len(near)) {
		y := near[e.Rand.Intn(len(near))]
		if e.OwnsUnit(y) && t.s.Spots[y].Tour >= 0 && t.p.Tours[t.s.Spots[y].Tour].Day == day {
			try(t.s.Spots[y].Tour)
		}
	}
	tours := t.p.ToursOn(day)
	for range min(16, len(tours)) {
		try(tours[e.Rand.Intn(len(tours))])
	}
}

// ruinTails takes out the ends of two near tours from one time on.
func (t *task) ruinTails() {
	s := t.served()
	if s < 0 {
		return
	}
	s = t.carrier(s)
	sp := t.s.Spots[s]
	choice := t.e.ChoiceOn(s, sp.Day)
	at := t.s.Routes[sp.Tour].Slots[sp.Pos].Early
	t.cutTail(sp.Tour, at)
	if choice < 0 {
		return
	}
	for _, y := range t.p.Near(choice) {
		if !t.e.OwnsUnit(y) {
			continue
		}
		o := t.s.Spots[y].Tour
		if o >= 0 && o != sp.Tour && t.e.Owns(o) {
			t.cutTail(o, at)
			return
		}
	}
}

// cutTail takes out what starts at a time or later in a tour.
func (t *task) cutTail(tour, at int32) {
	for {
		sl := t.s.Routes[tour].Slots
		var stop int32 = vrp.Never
		for i := len(sl) - 2; i >= 1 && sl[i].Early >= at; i-- {
			if t.e.Movable(sl[i].Stop) {
				stop = sl[i].Stop
				break
			}
		}
		if stop < 0 || t.e.Bad || len(t.e.Out) > 40 {
			return
		}
		t.remove(stop)
	}
}
