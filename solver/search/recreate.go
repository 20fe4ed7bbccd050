package search

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// keyed is a stop waiting to be put back, with its place in the order.
type keyed struct {
	stop int32
	key  float64
}

// retries is how many stops absent before are tried beside those taken out.
const retries = 3

// recreate puts back what was taken out, and tries some that were absent.
func (t *task) recreate() {
	t.order = t.order[:0]
	for _, s := range t.e.Out {
		if t.leads(s) {
			t.order = append(t.order, keyed{stop: s})
		}
	}
	t.retry()
	t.sort()
	late := 0
	for i := range t.order {
		if s := t.order[i].stop; !t.put(s) && len(t.p.RidesOf(s)) > 0 {
			late++
		}
	}
	for i := 0; late > 0 && i < len(t.order); i++ { // riders whose carriers came after them
		if s := t.order[i].stop; !t.s.Spots[s].Served() && len(t.p.RidesOf(s)) > 0 {
			t.put(s)
			late--
		}
	}
}

// retry adds absent stops, the rarer the oftener they found no place.
func (t *task) retry() {
	n := len(t.absent)
	for range min(retries, n) {
		s := t.absent[t.e.Rand.Intn(n)]
		if t.e.Rand.Intn(1+t.e.Fails(s)/4) != 0 {
			continue
		}
		if !slices.ContainsFunc(t.order, func(k keyed) bool { return k.stop == s }) {
			t.order = append(t.order, keyed{stop: s})
		}
	}
}

// order is what decides which of the stops taken out are put back first.
type order uint8

const (
	chance  order = iota
	longer        // long ones first
	tighter       // those of narrow windows first
	sooner        // by time
	heavier       // large loads first
	farther       // from where tours start
	nearer        // to it
)

// The orders, each as often as it is listed. Where workers are alike they are
// those of Christiaens and Vanden Berghe (2020, Transportation Science 54), and
// by time: what loads much, or lies far off, has fewest places to go.
var (
	orders      = [...]order{chance, chance, chance, chance, longer, longer, tighter, tighter, sooner, sooner}
	ordersAlike = [...]order{chance, chance, chance, chance, tighter, tighter, sooner, sooner, heavier, heavier, farther, farther, nearer}
)

// sort orders the stops to be put back by one of several orders at random.
func (t *task) sort() {
	e := t.e
	by := orders[:]
	if t.alike {
		by = ordersAlike[:]
	}
	kind := by[e.Rand.Intn(len(by))]
	for i := range t.order {
		k := &t.order[i]
		st := &t.p.Stops[k.stop]
		k.key = t.key(kind, k.stop)
		if st.Group >= 0 {
			k.key -= 1e7 // two calendars are harder than one
		}
		if st.Must && e.Fails(k.stop) > 0 {
			k.key -= 1e9 // ejection: what found no place goes first
		}
	}
	slices.SortFunc(t.order, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.stop, b.stop)) })
}

// key is a stop's place in an order: the lower, the sooner it is put back.
func (t *task) key(kind order, stop int32) float64 {
	st := &t.p.Stops[stop]
	switch kind {
	case longer:
		return -float64(st.Dur)
	case tighter:
		return t.room(stop)
	case sooner:
		return t.clock(stop)
	case heavier:
		return -float64(st.Load)
	case farther:
		return -t.away(st.Place)
	case nearer:
		return t.away(st.Place)
	}
	return t.e.Rand.Float64()
}

// away is how dear the way is to a place from where the first tour starts: of
// tours that are alike, from where all do.
func (t *task) away(place int32) float64 {
	first := &t.p.Tours[0]
	return float64(t.p.Modes[first.Mode].Leg(first.Start, place).Price)
}

// room is the width of a stop's widest choice of starts.
func (t *task) room(stop int32) float64 {
	var sum float64
	st := &t.p.Stops[stop]
	for c := st.First; c < st.Last; c++ {
		ch := &t.p.Choices[c]
		if ch.Last > ch.First {
			w := &t.p.Windows[ch.Last-1]
			sum += float64(w.Hi - w.Lo)
		}
	}
	return sum
}

// clock is when a stop's first window opens.
func (t *task) clock(stop int32) float64 {
	st := &t.p.Stops[stop]
	if st.First == st.Last || t.p.Choices[st.First].First == t.p.Choices[st.First].Last {
		return 0
	}
	return float64(t.p.Windows[t.p.Choices[st.First].First].Lo)
}

// put serves a stop, or its whole group, where that is cheapest, if leaving it
// out isn't cheaper.
func (t *task) put(stop int32) bool {
	e := t.e
	if e.S.Spots[stop].Served() {
		return true
	}
	if y := e.Mate(stop); y >= 0 && t.ordered(y) {
		if o := e.BestMates(stop, y, vrp.Usual); o.Price <= 0 {
			e.ApplyMates(&o)
			return true
		}
	}
	if g := t.p.Stops[stop].Group; g >= 0 {
		o := e.BestGroup(g, vrp.Usual)
		if o.Price > 0 && t.wide(stop) {
			o = e.BestGroup(g, vrp.Wide)
		}
		if o.Price > 0 {
			e.Fail(stop)
			return false
		}
		e.ApplyGroup(g, &o)
		return true
	}
	o := e.Best(stop, vrp.Usual)
	if t.alike && o.Tour >= 0 && t.s.Routes[o.Tour].Placed == 0 { // a new tour only where no other will do
		o = e.Best(stop, vrp.Wide)
	}
	if o.Price > 0 && t.wide(stop) {
		o = e.Best(stop, vrp.Wide)
	}
	if o.Price > 0 {
		e.Fail(stop)
		return false
	}
	e.Apply(stop, &o)
	return true
}

// ordered says whether a stop is among those to be put back.
func (t *task) ordered(stop int32) bool {
	return slices.ContainsFunc(t.order, func(k keyed) bool { return k.stop == stop })
}

// wide says whether a stop that found no place is worth a search of all tours:
// the rarer the oftener that failed.
func (t *task) wide(stop int32) bool { return t.e.Rand.Intn(1+t.e.Fails(stop)) == 0 }
