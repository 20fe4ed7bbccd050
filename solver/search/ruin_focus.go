package search

import "github.com/hjemvej/hjemvej/solver/vrp"

// ruinFocus takes out some of the stops that the search is about, neighbours in
// their order or any, and strings beside some of them: where they stand now is
// where others must make room. Now and then it takes strings out of a tour that
// serves others than announced, that they may go home. Other tours are left alone.
func (t *task) ruinFocus() {
	e := t.e
	if e.Rand.Intn(3) == 0 {
		t.cutStrayed()
	}
	n := len(t.focus)
	k := 1 + e.Rand.Intn(min(n, meanRemoved))
	from, beside := e.Rand.Intn(n), e.Rand.Intn(2) == 0
	for i := range k {
		s := t.focus[(from+i)%n]
		if beside {
			s = t.focus[e.Rand.Intn(n)]
		}
		sp := t.s.Spots[t.carrier(s)]
		if sp.Tour >= 0 && e.Rand.Intn(2) == 0 && t.first(sp.Tour) {
			t.cut(sp.Tour, sp.Pos, 1+e.Rand.Intn(longest))
		}
		t.remove(s)
	}
}

// cutStrayed takes a string out of a tour that serves others than announced, at
// one that was not announced there.
func (t *task) cutStrayed() {
	n := len(t.s.Routes)
	from := t.e.Rand.Intn(n)
	for k := range n {
		tour := int32((from + k) % n)
		if !t.s.Disturbed(tour) {
			continue
		}
		sl := t.s.Routes[tour].Slots
		first := t.e.Rand.Intn(len(sl))
		for i := range sl {
			pos := (first + i) % len(sl)
			if s := sl[pos].Stop; s >= 0 && t.p.Announced[s] >= 0 && t.p.Announced[s] != tour {
				if t.first(tour) {
					t.cut(tour, int32(pos), 1+t.e.Rand.Intn(4))
				}
				return
			}
		}
	}
}

// sendHome puts tours that serve whom they serve at home back in the order and
// the windows that they have there: what was tried in them must trouble
// nobody once it is gone. A tour that can't go back spoils the change, but for
// one that shares a visit with a tour that serves others now.
func (t *task) sendHome() {
	if t.home == nil {
		return
	}
	for i := 0; i < len(t.e.Touched()) && !t.e.Bad; i++ {
		tour := t.e.Touched()[i]
		if t.servesItsOwn(tour) && !t.e.StandsAs(tour, t.home) && !t.e.Return(tour, t.home) {
			t.e.Bad = true
		}
	}
}

// servesItsOwn says whether a tour serves nobody but those whom it serves at home.
func (t *task) servesItsOwn(tour int32) bool {
	sl := t.s.Routes[tour].Slots
	for i := range sl[1 : len(sl)-1] {
		s := sl[i+1].Stop
		if t.home.Tour[s] != tour || t.home.Carrier[s] != vrp.Never || t.p.Stops[s].Group >= 0 && sl[i+1].Lo != t.home.Start[s] {
			return false
		}
	}
	return true
}
