package search

import "github.com/hjemvej/hjemvej/solver/vrp"

const (
	chain       = 40 // most steps of a chain of ejections
	ejectAtMost = 4  // stops that go in one step
)

// ejectChain pursues a stop that must be served and is not: it takes the room
// of others that are easier to serve elsewhere, which then do the same, until
// all stand or the chain grows too long. How often a stop found no place is
// its penalty, so that chains do not go in circles. It reports whether the
// change was kept.
func (t *task) ejectChain(x int32) bool {
	e := t.e
	e.Begin()
	t.order = append(t.order[:0], keyed{stop: x})
	t.pool = append(t.pool[:0], x)
	for step := 0; len(t.pool) > 0; step++ {
		if step == chain || e.Bad {
			e.Rollback()
			return false
		}
		k := e.Rand.Intn(len(t.pool))
		y := t.pool[k]
		t.pool[k] = t.pool[len(t.pool)-1]
		t.pool = t.pool[:len(t.pool)-1]
		if e.S.Spots[y].Served() || t.insert(y) {
			continue
		}
		t.penalty[y]++
		if !t.makeRoom(y) || !t.insert(y) {
			e.Rollback()
			return false
		}
	}
	return t.closeChain()
}

// closeChain serves what need not be served, if it can, and keeps the change
// if the price falls.
func (t *task) closeChain() bool {
	e := t.e
	for _, s := range e.Out {
		if t.leads(s) {
			t.order = append(t.order, keyed{stop: s})
			t.put(s)
		}
	}
	t.sendHome()
	for _, c := range e.TouchedClusters() {
		e.Settle(c)
	}
	if e.Bad || e.Delta >= 0 {
		e.Rollback()
		return false
	}
	t.keep()
	return true
}

// insert serves a stop or group at its cheapest place anywhere.
func (t *task) insert(y int32) bool {
	e := t.e
	if g := t.p.Stops[y].Group; g >= 0 {
		o := e.BestGroup(g, vrp.Wide)
		if o.Price > 0 {
			return false
		}
		e.ApplyGroup(g, &o)
		return true
	}
	o := e.Best(y, vrp.Wide)
	if o.Price > 0 {
		return false
	}
	e.Apply(y, &o)
	return true
}

// makeRoom takes out the string that is cheapest to lose, for each member of a
// group around one start, and sometimes the partners in gaps that leave the
// stop no time; what must be served of that joins the chain.
func (t *task) makeRoom(y int32) bool {
	e := t.e
	before := len(e.Out)
	for _, k := range t.p.LinksOf(y) {
		l := &t.p.Links[k]
		if z := l.A + l.B - y; l.Kind == vrp.Gap && e.Rand.Intn(3) == 0 {
			t.remove(z)
		}
	}
	if g := t.p.Stops[y].Group; g >= 0 {
		at, other := t.someStart(y), int32(vrp.Never)
		for m := t.p.Groups[g].First; m < t.p.Groups[g].Last && at >= 0; m++ {
			other = t.eject(m, at, other)
		}
	} else {
		t.eject(y, vrp.Never, vrp.Never)
	}
	for _, s := range e.Out[before:] {
		if t.p.Stops[s].Must && t.leads(s) {
			t.pool = append(t.pool, s)
		}
	}
	return len(e.Out) > before && !e.Bad
}

// someStart draws a start from one of a stop's windows.
func (t *task) someStart(y int32) int32 {
	first, last := t.e.Choices(y)
	if first == last {
		return vrp.Never
	}
	return t.e.SomeStart(y, first+int32(t.e.Rand.Intn(int(last-first))))
}

// eject takes out the cheapest string for a stop and gives the worker whose
// tour it was, or other if there is none.
func (t *task) eject(y, at, other int32) int32 {
	e := t.e
	t.want = vrp.Wanted{Stop: y, At: at, Not: other, Most: ejectAtMost, Cost: t.lossOf}
	j, ok := e.BestEjection(&t.want)
	if !ok {
		return other
	}
	sl := t.s.Routes[j.Tour].Slots
	var stops [ejectAtMost]int32
	n := 0
	for i := j.First; i <= j.Last; i++ {
		stops[n] = sl[i].Stop
		n++
	}
	for _, s := range stops[:n] {
		t.remove(s)
	}
	return t.p.Tours[j.Tour].Worker
}

// loss is what it means to take a stop out: nothing much if it may be left
// out, else how hard it was to place, doubly so for a visit by several.
func (t *task) loss(s int32) int64 {
	if !t.e.Movable(s) {
		return -1
	}
	st := &t.p.Stops[s]
	if !st.Must {
		return 1
	}
	if st.Group >= 0 {
		return 3 * int64(2+t.penalty[s])
	}
	return int64(2 + t.penalty[s])
}
