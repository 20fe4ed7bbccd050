package search

// ruinFocus takes out some of the stops that the search is about, neighbours in
// their order or any, and strings beside some of them: where they stand now is
// where others must make room. Tours without any of them are left alone.
func (t *task) ruinFocus() {
	e := t.e
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
