package vrp_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestWaitingIsFilled: where waiting has a price, a visit goes into the waiting
// of a tour rather than behind it, and saves what it fills; a tour that waits
// for nothing pays nothing.
func TestWaitingIsFilled(t *testing.T) {
	p := line([]int32{0, 0, 0}, []int32{0})
	p.Tours[0].Wait = 5
	p.Stops[0].Dur, p.Windows[0] = 30, vrp.Window{Lo: 101, Hi: 200} // one tick away
	p.Stops[1].Dur = 20                                             // two ticks away, at any time
	p.Stops[2].Dur, p.Windows[2] = 10, vrp.Window{Lo: 400, Hi: 400}
	prepared(t, p)
	s := vrp.NewState(p)
	e := vrp.NewEditor(s, 1, 1)
	e.Begin()
	for _, c := range []struct {
		stop  int32
		waits int32 // of the tour, with the stop in it
		way   int64 // added
		pos   int32
	}{
		{0, 100, 2, 0}, // there at 1, waits until 101
		{1, 78, 2, 0},  // two ticks out, one back, 20 there: 22 less to wait than before, and not 0 less behind it
		{2, 78 + 267, 4, 2},
	} {
		before := s.Recount()
		o := e.Best(c.stop, vrp.Wide)
		e.Apply(c.stop, &o)
		if err := s.Verify(s.Price + e.Delta); err != nil {
			t.Fatal(err)
		}
		var waited int32
		sl := s.Routes[0].Slots
		for i := 1; i < len(sl); i++ {
			waited += sl[i].Early - (sl[i-1].Early + sl[i-1].Dur + sl[i].Leg)
		}
		if got := s.Recount() - before; got != o.Price {
			t.Errorf("stop %d: said %d, recounted %d", c.stop, o.Price, got)
		}
		if waited != c.waits || o.Pos != c.pos {
			t.Errorf("stop %d: the tour waits %d at position %d, want %d at %d", c.stop, waited, o.Pos, c.waits, c.pos)
		}
	}
}

// TestNoPriceOfWaitingWhereStartsFlow: such a problem is refused.
func TestNoPriceOfWaitingWhereStartsFlow(t *testing.T) {
	p := line([]int32{0}, []int32{0})
	p.Tours[0].Wait, p.Flow = 1, true
	if vrp.Prepare(p) == nil {
		t.Error("accepted")
	}
}
