package search

import (
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
	m.sort()
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

// TestCoverIsTheBestOfAll: with work enough, choose finds what trying all
// choices finds, and nothing where there is nothing better.
func TestCoverIsTheBestOfAll(t *testing.T) {
	better := 0
	for seed := range uint64(200) {
		n := 5 + int(seed%8)
		m := remembered(n, 10+int(seed%30), seed)
		of := n - int(seed%3) // all stops, or without the last ones
		var now []int32
		want := uint32(1)<<of - 1
		for s := range int32(of) {
			now = append(now, m.number([]int32{s}))
		}
		most := len(now)
		if seed%5 == 0 {
			most = 3
		}
		known, least := int64(100*of), cheapest(m, want, most)
		c := newCover(m, func(int32) bool { return true })
		c.work = 1 << 40
		got := c.choose(now, most)
		if least >= known {
			if got != nil {
				t.Errorf("seed %d: chose %v, nothing costs less than %d", seed, got, known)
			}
			continue
		}
		better++
		price, served := int64(0), uint32(0)
		for _, k := range got {
			price += m.tours[k].price
			for _, s := range m.of(k) {
				if served&(1<<s) != 0 {
					t.Errorf("seed %d: stop %d is served twice", seed, s)
				}
				served |= 1 << s
			}
		}
		if price != least || served != want || len(got) > most {
			t.Errorf("seed %d: %d tours serve %b at %d; want %b at %d by %d at most", seed, len(got), served, price, want, least, most)
		}
	}
	if better < 50 {
		t.Errorf("only %d of 200 cases have a better choice", better)
	}
}

// TestCoverEndsWithItsWork: without work left no choice is made, and stops that
// were looked at are free for the next one.
func TestCoverEndsWithItsWork(t *testing.T) {
	m := remembered(10, 30, 1)
	var now []int32
	for s := range int32(10) {
		now = append(now, m.number([]int32{s}))
	}
	c := newCover(m, func(int32) bool { return true })
	if got := c.choose(now, 10); got != nil {
		t.Errorf("%v chosen without work", got)
	}
	if slices.Contains(c.within, true) {
		t.Error("stops are still marked")
	}
	c.work = 1 << 40
	if got := c.choose(now, 10); got == nil {
		t.Error("nothing chosen the second time")
	}
}
