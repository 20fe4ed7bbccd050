package search

import "github.com/hjemvej/hjemvej/solver/vrp"

// The kinds of ruin.
const (
	byStrings  = iota // strings of stops around a seed and its neighbours
	byStranger        // strings at one time around a stop served by a stranger, and in its pair's tours
	bySeries          // all visits of a series, perhaps moved to another agreed time
	byCluster         // stops of one home on some days or all
	byPair            // a home's pair changes one of the two
	byExchange        // two homes near each other exchange one of their pairs
	byAbsent          // room is made for a stop that found no place
	byTails           // the ends of two tours at one time
	byRandom          // anything
	byChain           // no ruin: a chain of ejections for a stop that must be served
	byFocus           // some of the stops that the search is about, and strings beside them
	ruins
)

// RuinNames are the kinds of ruin in words, by index of Stats.Moves.
var RuinNames = [ruins]string{"strings", "stranger", "series", "cluster", "pair", "exchange", "absent", "tails", "random", "chain", "focus"}

// Ruins are the kinds of ruin that a search without a focus draws from.
func Ruins() []string { return RuinNames[:byFocus] }

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
	case byExchange:
		t.ruinExchange()
	case byAbsent:
		t.ruinAbsent()
	case byTails:
		t.ruinTails()
	case byFocus:
		t.ruinFocus()
	case byRandom:
		for range 1 + t.e.Rand.Intn(meanRemoved) {
			t.remove(t.served())
		}
	}
}

// weights are how often each kind of ruin is drawn, among those that a task can do.
var weights = [ruins]int{byStrings: 32, byStranger: 50, bySeries: 8, byCluster: 6, byPair: 4, byExchange: 2, byTails: 4, byRandom: 4}

// draw picks a kind of ruin.
func (t *task) draw() int {
	r := t.e.Rand.Intn(100)
	if len(t.absent) > 0 && r < 8 && !t.without[byAbsent] {
		return byAbsent
	}
	if len(t.focus) > 0 {
		return byFocus
	}
	if len(t.p.Clusters) == 0 {
		if r < 95 || t.without[byTails] {
			return byStrings
		}
		return byTails
	}
	for range 1000 {
		if k := weighted(t.e.Rand.Intn(weightsSum)); t.can(k) {
			return k
		}
	}
	return byStrings // too much is left out
}

// weightsSum is the sum of the weights.
var weightsSum = func() (sum int) {
	for _, w := range weights {
		sum += w
	}
	return sum
}()

// weighted is the kind of ruin in whose share of the weights r lies.
func weighted(r int) int {
	for k, w := range weights {
		if r -= w; r < 0 {
			return k
		}
	}
	return byStrings
}

// can says whether a kind of ruin has something to change: pairs and times of
// series stand in a scope of one day.
func (t *task) can(kind int) bool {
	if t.without[kind] {
		return false
	}
	switch kind {
	case bySeries:
		return t.shifts && !t.e.OneDay()
	case byPair, byExchange:
		return t.pairs && !t.e.OneDay()
	}
	return true
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
		t.removeMate(s)
	}
}

// removeMate takes out, every other time, who stands in a gap with a stop and
// can follow it: the two then find a new place together.
func (t *task) removeMate(s int32) {
	if !t.p.Flows() || t.e.Rand.Intn(2) == 0 {
		return
	}
	for _, k := range t.p.LinksOf(s) {
		l := &t.p.Links[k]
		if y := l.A + l.B - s; l.Kind == vrp.Gap && !t.e.Bad && t.e.Movable(y) {
			t.e.Remove(y)
		}
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
	var stops [largest]int32
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
		if !t.e.OwnsStop(y) {
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
