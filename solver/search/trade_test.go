package search

import (
	"slices"
	"testing"
)

// TestTradesPay: what trades lead to serves the same stops, each once, by no
// more tours than there are, at a lower price; nearly always at the lowest that
// trying all choices finds, and never where nothing is cheaper.
func TestTradesPay(t *testing.T) {
	better, best := 0, 0
	for seed := range uint64(300) {
		x := newCase(seed)
		d := newTrade(newCover(x.m, func(int32) bool { return true }))
		d.work = 1 << 40
		got, gained := d.improve(x.now, 0)
		price, served := x.priceOf(t, got)
		if served != x.want || len(got) > len(x.now) || gained != (price < x.known) || price > x.known || price < x.least {
			t.Errorf("seed %d: %d tours serve %b at %d, gained %v; want %b at %d to %d", seed, len(got), served, price, gained, x.want, x.least, x.known)
		}
		if x.least < x.known {
			better++
			if price == x.least {
				best++
			}
		}
		if slices.Contains(d.served, true) || slices.Contains(d.gone, true) {
			t.Errorf("seed %d: a trade is still under way", seed)
		}
		for k, n := range d.barred {
			if stands := slices.Contains(got, int32(k)); n > 1 || (n == 1) != stands {
				t.Errorf("seed %d: tour %d is barred %d times, and stands: %v", seed, k, n, stands)
			}
		}
	}
	if better < 100 || best < better*9/10 {
		t.Errorf("best choice found for %d of %d", best, better)
	}
}

// priceOf is what tours cost and serve; none may serve what another does.
func (x *someCase) priceOf(t *testing.T, tours []int32) (price int64, served uint32) {
	t.Helper()
	for _, k := range tours {
		price += x.m.tours[k].price
		for _, s := range x.m.of(k) {
			if served&(1<<s) != 0 {
				t.Errorf("stop %d is served twice", s)
			}
			served |= 1 << s
		}
	}
	return price, served
}

// TestTradesNeedTours: one tour for two is no trade while two for one are only
// where a tour is idle.
func TestTradesNeedTours(t *testing.T) {
	for _, idle := range []int{0, 1} {
		m := newMet(2, 1)
		m.meet([]int32{0, 1}, 100)
		m.meet([]int32{0}, 30)
		m.meet([]int32{1}, 40)
		d := newTrade(newCover(m, func(int32) bool { return true }))
		d.work = 1 << 20
		got, gained := d.improve([]int32{m.number([]int32{0, 1})}, idle)
		if gained != (idle == 1) || len(got) != 1+idle {
			t.Errorf("%d idle: %d tours, gained %v", idle, len(got), gained)
		}
	}
}

// TestTradesKeepToWhatCanBeDriven: a tour that can't be driven as things stand is
// not taken, however cheap.
func TestTradesKeepToWhatCanBeDriven(t *testing.T) {
	for seed := range uint64(50) {
		x := newCase(seed)
		d := newTrade(newCover(x.m, func(k int32) bool { return k%3 != 0 || slices.Contains(x.now, k) }))
		d.work = 1 << 40
		got, _ := d.improve(x.now, 0)
		for _, k := range got {
			if k%3 == 0 && !slices.Contains(x.now, k) {
				t.Errorf("seed %d: tour %d can't be driven", seed, k)
			}
		}
	}
}

// TestTradesEndWithTheirWork: without work left nothing is traded, and what was
// looked at is free the next time.
func TestTradesEndWithTheirWork(t *testing.T) {
	x := newCase(4)
	d := newTrade(newCover(x.m, func(int32) bool { return true }))
	if got, gained := d.improve(x.now, 0); gained || !slices.Equal(got, x.now) {
		t.Errorf("%v traded without work", got)
	}
	d.work = 1 << 40
	if _, gained := d.improve(x.now, 0); !gained {
		t.Error("nothing traded the second time")
	}
}
