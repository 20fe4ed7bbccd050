package search

import (
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
)

// TestRuinsAreAsLargeAsToursAreLong within bounds, and those of short tours grow
// with the iterations done for each stop, where workers are alike.
func TestRuinsAreAsLargeAsToursAreLong(t *testing.T) {
	small := extent{meanRemoved, longest}
	for _, c := range []struct {
		iterations    int64
		stops, inTour int
		alike         bool
		want          extent
	}{
		{0, 100, 3, true, small},
		{99, 100, 10, true, small},
		{0, 100, 14, true, extent{14, 14}},
		{0, 100, largest, true, extent{largest, largest}},
		{0, 100, 50, true, extent{largest, largest}},
		{grownAfter * 50, 100, 9, true, extent{(meanRemoved + largest) / 2, (longest + grownLongest) / 2}},
		{grownAfter*100 - 1, 100, 9, true, extent{largest - 1, grownLongest - 1}},
		{grownAfter * 100, 100, 9, true, extent{largest, grownLongest}},
		{grownAfter * 50, 100, 14, true, extent{17, 14}},
		{grownAfter * 100, 100, 18, true, extent{largest, 18}},
		{1 << 60, 1, 50, true, extent{largest, largest}},
		{1 << 60, 100, 50, false, small},
		{7, 0, 0, true, small},
	} {
		if got := extentAfter(c.iterations, c.stops, c.inTour, c.alike); got != c.want {
			t.Errorf("after %d iterations on %d stops, %d in a tour, alike %v: %v, want %v", c.iterations, c.stops, c.inTour, c.alike, got, c.want)
		}
	}
}

// TestGrownRuinsTakeMoreOut on average, and no longer strings than they may.
func TestGrownRuinsTakeMoreOut(t *testing.T) {
	r := newSearch(odd.Routes(200, 60, 3), Options{Iterations: 1, Seed: 1, Parts: 1})
	r.construct(t.Context())
	task := r.tasks[0]
	task.begin(&partition{}, 0)
	mean := func(x extent) float64 {
		const ruins = 2000
		task.extent = x
		out := 0
		for range ruins {
			task.e.Begin()
			task.strings = task.strings[:0]
			before := map[int32]int32{}
			for s := range task.s.Spots {
				before[int32(s)] = task.s.Spots[s].Tour
			}
			task.ruinStrings(task.served())
			cut := map[int32]int{}
			for _, s := range task.e.Out {
				cut[before[s]]++
			}
			for tour, n := range cut {
				if n > x.longest {
					t.Fatalf("%d stops out of tour %d, at most %d", n, tour, x.longest)
				}
			}
			out += len(task.e.Out)
			task.e.Rollback()
		}
		return float64(out) / ruins
	}
	small, grown := mean(extent{meanRemoved, longest}), mean(extent{largest, grownLongest})
	t.Logf("%.1f stops, grown %.1f", small, grown)
	if grown < 1.4*small {
		t.Errorf("grown ruins take out %.1f stops, small ones %.1f", grown, small)
	}
}

// TestARoundSetsTheExtent of the ruins by what was done before it.
func TestARoundSetsTheExtent(t *testing.T) {
	p := odd.Routes(6, 3, 1)
	r := Begin(t.Context(), p, nil, Options{Iterations: 2 * grownAfter * 6, Seed: 1, Workers: 1})
	for !r.Done() {
		want := extentAfter(r.stats.Iterations, len(p.Stops), r.state.InTour(), true)
		r.Round(t.Context())
		if got := r.tasks[0].extent; got != want {
			t.Fatalf("after %d iterations %v, want %v", r.stats.Iterations, got, want)
		}
	}
	if got := r.tasks[0].extent; got != (extent{largest, grownLongest}) {
		t.Errorf("%v at the end", got)
	}
}
