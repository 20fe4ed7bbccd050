package vrp_test

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestIdleToursAreFound: where every stop needs a tour of its own, the usual
// insertion finds one for each, also after others have been given up.
func TestIdleToursAreFound(t *testing.T) {
	const n = 60
	p := prepared(t, line(slices.Repeat([]int32{1}, n), slices.Repeat([]int32{1}, n)))
	s := vrp.NewState(p)
	e := vrp.NewEditor(s, 1, 1)
	e.Begin()
	serveAll := func() {
		t.Helper()
		for i := range int32(n) {
			if s.Spots[i].Served() {
				continue
			}
			o := e.Best(i, vrp.Usual)
			for tries := 0; !o.Found() && tries < n; tries++ { // some are asked at a time
				o = e.Best(i, vrp.Usual)
			}
			if !o.Found() {
				t.Fatalf("no tour for stop %d", i)
			}
			e.Apply(i, &o)
		}
	}
	serveAll()
	for i := int32(0); i < n; i += 7 {
		e.Remove(i)
	}
	serveAll()
	if err := s.Verify(s.Price + e.Delta); err != nil || e.Bad {
		t.Error(err)
	}
}

// TestInTour counts the tours that travel alone.
func TestInTour(t *testing.T) {
	for _, c := range []struct {
		capacities []int32
		want       int
	}{
		{[]int32{7}, 7},
		{[]int32{3, 2, 2}, 2}, // 7 by three
		{[]int32{4, 3}, 3},    // rounded down
	} {
		p := prepared(t, line(slices.Repeat([]int32{1}, 7), c.capacities))
		s := vrp.NewState(p)
		if got := s.InTour(); got != 0 {
			t.Errorf("%d stops in a tour where none is served", got)
		}
		e := vrp.NewEditor(s, 1, 1)
		e.Begin()
		for i := range p.Stops {
			if o := e.Best(int32(i), vrp.Wide); o.Price < 0 {
				e.Apply(int32(i), &o)
			}
		}
		if got := s.InTour(); got != c.want {
			t.Errorf("capacities %v: %d stops in a tour, want %d", c.capacities, got, c.want)
		}
	}
}
