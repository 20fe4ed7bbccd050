package vrp_test

import (
	"math"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestRechooseFindsTheCheapestWindows: no combination of windows of a tour's
// stops is cheaper than the one that the dynamic programme chose, tried one by
// one; the state still holds, and a second time changes nothing.
func TestRechooseFindsTheCheapestWindows(t *testing.T) {
	cheaper := 0
	for seed := range uint64(200) {
		p := odd.Problem(odd.Size{Clusters: 8, Workers: 3, Days: 2}, seed)
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, seed, 1)
		e.Begin()
		e.Lax = true // dearer windows than need be
		fill(e)
		e.Lax = false
		for tour := range p.Tours {
			want := cheapestWindows(e, int32(tour))
			before := e.Delta
			better := e.Rechoose(int32(tour))
			if got := tourCost(e, int32(tour)); got != want {
				t.Errorf("seed %d, tour %d: costs %d, the best windows %d", seed, tour, got, want)
			}
			if better != (e.Delta < before) || e.Delta > before {
				t.Errorf("seed %d, tour %d: better %v, by %d", seed, tour, better, before-e.Delta)
			}
			if better {
				cheaper++
			}
			if e.Rechoose(int32(tour)) {
				t.Errorf("seed %d, tour %d: better still the second time", seed, tour)
			}
			if err := s.Verify(s.Price + e.Delta); err != nil {
				t.Fatalf("seed %d, tour %d: %v", seed, tour, err)
			}
		}
	}
	if cheaper < 20 {
		t.Errorf("only %d tours got cheaper: the test tests little", cheaper)
	}
}

// tourCost is what a tour pays for windows and its end.
func tourCost(e *vrp.Editor, t int32) int64 {
	sl := e.S.Routes[t].Slots
	tour := &e.P.Tours[t]
	sum := ending(tour, sl[len(sl)-1].Early)
	for _, s := range sl[1 : len(sl)-1] {
		sum += paid(e, s.Stop)
	}
	return sum
}

// ending is the price of a tour's end, but for what there is to do in it: that
// is no matter of windows.
func ending(t *vrp.Tour, end int32) int64 {
	return int64(max(0, end-t.Close))*t.LatePrice + int64(end)*t.Wait
}

// paid is the price of a stop's window: of a group the first stop pays.
func paid(e *vrp.Editor, stop int32) int64 {
	if g := e.P.Stops[stop].Group; g >= 0 && e.P.Groups[g].First != stop {
		return 0
	}
	return e.P.Windows[e.S.Spots[stop].Window].Price
}

// cheapestWindows tries every combination of windows.
func cheapestWindows(e *vrp.Editor, t int32) int64 {
	sl, tour := e.S.Routes[t].Slots, &e.P.Tours[t]
	menus := make([][]vrp.Option, len(sl))
	prices := make([][]int64, len(sl))
	for i := 1; i < len(sl)-1; i++ {
		s := sl[i].Stop
		if e.Bound(s) {
			menus[i] = []vrp.Option{{Lo: sl[i].Lo, Hi: sl[i].Hi}}
			prices[i] = []int64{paid(e, s)}
			continue
		}
		for _, o := range e.Windows(s, e.ChoiceOn(s, tour.Day)) {
			o.Lo, o.Hi = within(e, s, o.Lo, o.Hi)
			menus[i] = append(menus[i], o)
			prices[i] = append(prices[i], e.P.Windows[o.Window].Price)
		}
	}
	var best int64 = math.MaxInt64
	var walk func(i int, leaves int32, price int64)
	walk = func(i int, leaves int32, price int64) {
		if i == len(sl)-1 {
			if end := max(leaves+sl[i].Leg, sl[i].Lo); end <= sl[i].Hi {
				best = min(best, price+ending(tour, end))
			}
			return
		}
		for k, o := range menus[i] {
			if start := max(leaves+sl[i].Leg, o.Lo); start <= o.Hi {
				walk(i+1, start+sl[i].Dur, price+prices[i][k])
			}
		}
	}
	walk(1, sl[0].Early+sl[0].Dur, 0)
	return best
}

// within cuts an interval to what the riders of a stop allow.
func within(e *vrp.Editor, stop, lo, hi int32) (int32, int32) {
	for r := range e.P.Stops {
		if sp := &e.S.Spots[r]; sp.Carrier == stop {
			lo, hi = max(lo, e.P.Rides[sp.Window].Lo), min(hi, e.P.Rides[sp.Window].Hi)
		}
	}
	return lo, hi
}
