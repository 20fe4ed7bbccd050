package search

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// remembered is tours of a few of n stops at random prices, and first those of
// one stop each.
func remembered(n, tours int, seed uint64) *met {
	m, rng := newMet(n, seed), vrp.NewRand(seed, 1)
	for s := range int32(n) {
		m.meet([]int32{s}, 100)
	}
	for range tours {
		var of []int32
		for s := range int32(n) {
			if rng.Intn(3) == 0 {
				of = append(of, s)
			}
		}
		if len(of) > 1 {
			m.meet(of, int64(40*len(of)+rng.Intn(60)))
		}
	}
	return m
}

// cheapest is the price of the best choice of at most so many tours met that
// serve each stop in want, a bit each, once: by trying all.
func cheapest(m *met, want uint32, most int) int64 {
	if want == 0 {
		return 0
	}
	best := int64(math.MaxInt32)
	if most == 0 {
		return best
	}
	for k := range m.tours {
		bits := uint32(0)
		for _, s := range m.of(int32(k)) {
			bits |= 1 << s
		}
		if bits&want == bits && bits&(want&-want) != 0 { // serves the first of them
			best = min(best, m.tours[k].price+cheapest(m, want&^bits, most-1))
		}
	}
	return best
}

// someCase is tours met at random, those of the stops that count among them by
// one stop each, and the least that serving these costs.
type someCase struct {
	m     *met
	now   []int32
	want  uint32 // a bit for each stop that counts
	known int64
	least int64
}

func newCase(seed uint64) someCase {
	n := 5 + int(seed%6)
	x := someCase{m: remembered(n, 10+int(seed%30), seed)}
	of := n - int(seed%3) // all stops, or without the last ones
	for s := range int32(of) {
		x.now = append(x.now, x.m.number([]int32{s}))
	}
	x.want, x.known = 1<<of-1, int64(100*of)
	x.least = cheapest(x.m, x.want, of)
	return x
}

// TestBoundHolds: nothing costs less than the bound, and nothing of the best
// choice is dropped by it.
func TestBoundHolds(t *testing.T) {
	for seed := range uint64(200) {
		x := newCase(seed)
		c := newCover(x.m, func(int32) bool { return true })
		c.work = 1 << 40
		c.weighAll(x.now)
		if c.bound > float64(x.least)+half {
			t.Errorf("seed %d: bound %f, but %d can be had", seed, c.bound, x.least)
		}
		if slices.Contains(c.within, true) {
			t.Errorf("seed %d: stops are still marked", seed)
		}
		for s := range c.rows {
			if !slices.IsSortedFunc(c.rows[s], func(a, b int32) int { return cmp.Compare(c.left[a], c.left[b]) }) {
				t.Errorf("seed %d: the tours of stop %d are in no order", seed, s)
			}
		}
	}
}
