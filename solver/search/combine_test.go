package search

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestCombineFindsWhatWasMet: when a good solution's tours were met and the best
// is a poorer one, combining goes on from the good one.
func TestCombineFindsWhatWasMet(t *testing.T) {
	p := odd.Routes(120, 40, 1)
	good := Begin(t.Context(), p, nil, Options{Iterations: 5000, Seed: 1})
	for !good.Done() {
		good.Round(t.Context())
	}
	poor := Begin(t.Context(), p, nil, Options{Iterations: 5000, Seed: 2})
	was := poor.top.Price
	best := good.best.State()
	if was <= best.Price {
		t.Fatalf("%d is not poorer than %d", was, best.Price)
	}
	j := journal{alike: true}
	for tour := range best.Routes {
		j.jot(best, int32(tour))
	}
	poor.combiner.gather(&j)
	poor.stats.Iterations = 20_000 // work enough
	poor.combine(1)
	if poor.top.Price != best.Price || poor.state.Price != best.Price {
		t.Errorf("combined from %d to %d, best to be had %d", was, poor.top.Price, best.Price)
	}
	if err := poor.state.Verify(poor.state.Price); err != nil {
		t.Error(err)
	}
	if err := poor.top.Verify(poor.top.Price); err != nil {
		t.Error(err)
	}
}

// TestCombineIsRepeatable: one seed and one budget of iterations give one
// solution on any number of cores, combined of tours that several tasks met.
func TestCombineIsRepeatable(t *testing.T) {
	p := odd.Routes(500, 140, 1)
	if !p.Alike() {
		t.Fatal("tours are not alike")
	}
	var want *vrp.Solution
	for _, workers := range []int{1, 2, 8} {
		r := Begin(t.Context(), p, nil, Options{Iterations: 8000, Seed: 5, Workers: workers})
		for !r.Done() {
			r.Round(t.Context())
		}
		if r.combiner.next != combinations+1 || len(r.combiner.met.tours) == 0 {
			t.Errorf("%d combinations, %d tours met", r.combiner.next, len(r.combiner.met.tours))
		}
		if got := r.Solution(); want == nil {
			want = got
		} else if !reflect.DeepEqual(got, want) {
			t.Errorf("%d workers give another solution: %d, not %d", workers, got.Price, want.Price)
		}
	}
}

// TestTwinsCombine: what twins meet is combined with the rest.
func TestTwinsCombine(t *testing.T) {
	p := odd.Routes(60, 20, 1)
	r := Begin(context.Background(), p, nil, Options{Time: time.Hour, Seed: 1, Workers: 2})
	for k := range 20 {
		r.together(t.Context(), 0.5+float64(k)/40)
		for _, x := range r.twins {
			if len(x.tasks[0].jotted.lines) == 0 {
				t.Fatal("a twin jotted nothing down")
			}
		}
		r.combine(0.5 + float64(k)/40)
		if err := r.top.Verify(r.top.Price); err != nil {
			t.Fatal(err)
		}
	}
	if r.combiner.next != combinations {
		t.Errorf("%d combinations", r.combiner.next)
	}
}

// TestCombineForgetsNoneOfTheBest: the tours of the best solution are all known
// when they are combined, however little room there is for more.
func TestCombineForgetsNoneOfTheBest(t *testing.T) {
	p := odd.Routes(60, 20, 1)
	r := Begin(t.Context(), p, nil, Options{Iterations: 1000, Seed: 1})
	r.combiner.next = 1 << 20 // not by itself
	for !r.Done() {
		r.Round(t.Context())
	}
	c, rng := r.combiner, vrp.NewRand(1, 1)
	c.take(r.top)
	c.met = newMet(60, 1)
	c.own.lines = c.own.lines[:len(c.own.lines)/2] // half of them were met long ago
	c.own.each(c.met.meet)
	for len(c.met.stops)+9 <= room*60 { // and others since, until there is no room
		list := make([]int32, 9)
		for i := range list {
			list[i] = int32(rng.Intn(60))
		}
		c.met.meet(list, 1)
	}
	c.take(r.top)
	for _, k := range c.now {
		if k < 0 || len(c.met.of(k)) == 0 {
			t.Fatalf("tour %d of the best is not known", k)
		}
	}
	if len(c.met.stops) > room*60 {
		t.Errorf("%d stops are remembered", len(c.met.stops))
	}
}

// unlike is a day whose tours differ, with some visits by two.
func unlike(t *testing.T, customers, tours int) *vrp.Problem {
	t.Helper()
	p := odd.Routes(customers, tours, 2)
	for i := range p.Tours {
		p.Tours[i].Price = int64(i % 5)
		p.Tours[i].Close -= int32(i%3) * 500
	}
	for s := 0; s < 12; s += 2 {
		p.Groups = append(p.Groups, vrp.Group{First: int32(s), Last: int32(s) + 2})
		p.Stops[s].Group, p.Stops[s+1].Group = int32(s/2), int32(s/2)
		p.Windows[s+1] = p.Windows[s]
	}
	if err := vrp.Prepare(p); err != nil {
		t.Fatal(err)
	}
	if p.Alike() || !p.AddsUp() {
		t.Fatal("tours should differ, and their prices add up")
	}
	return p
}

// TestCombineOfTours that differ and visits by two: what is found is served by
// the tours that were met, at the price that was reckoned.
func TestCombineOfToursThatDiffer(t *testing.T) {
	gained := 0
	for seed := range uint64(4) {
		p := unlike(t, 60, 24)
		r := Begin(t.Context(), p, nil, Options{Iterations: 6000, Seed: seed})
		r.combiner.next = 1 << 20 // not by itself
		for !r.Done() {
			r.Round(t.Context())
			was := r.top.Price
			c := r.combiner
			c.take(r.top)
			c.trade.work = 1 << 20
			for i, k := range c.now {
				if tour, _ := c.serves(k); int(tour) != i || !c.can(k) {
					t.Fatalf("seed %d: tour %d is remembered as %d's, or can't be driven", seed, i, tour)
				}
			}
			if !c.improve() {
				continue
			}
			want := int64(0)
			for _, k := range c.now {
				want += c.met.tours[k].price
			}
			if !r.refill() {
				t.Fatalf("seed %d: what was chosen can't be served", seed)
			}
			gained++
			if err := r.state.Verify(r.state.Price); err != nil || r.state.Price != want || want >= was {
				t.Fatalf("seed %d: %d costs %d, reckoned %d: %v", seed, was, r.state.Price, want, err)
			}
			if r.state.Price < r.best.Price() {
				r.best.Take()
			}
		}
	}
	if gained == 0 {
		t.Error("nothing was ever gained")
	}
}

// TestCombineLeavesOutWhatIsLeftOut: stops that stand nowhere do not keep the
// others from being combined, and stay out.
func TestCombineLeavesOutWhatIsLeftOut(t *testing.T) {
	gained := 0
	for seed := range uint64(6) {
		p := odd.Routes(200, 80, 1)
		r := Begin(t.Context(), p, nil, Options{Iterations: 4000, Seed: seed})
		r.combiner.next = 1 << 20 // not by itself
		for !r.Done() {
			r.Round(t.Context())
		}
		s := r.top.Clone()
		e := vrp.NewEditor(s, 1, 1)
		e.Begin()
		for tour := int32(len(s.Routes)) - 1; tour >= 0 && len(e.Out) < 60; tour-- {
			e.Empty(tour)
		}
		e.Commit()
		c := r.combiner
		c.take(s)
		c.trade.work = 1 << 22
		if c.improve() {
			gained++
		}
		served := map[int32]int{}
		for _, k := range c.now {
			for _, stop := range c.met.of(k) {
				served[stop]++
			}
		}
		for stop := range s.Spots {
			want := 0
			if s.Spots[stop].Served() {
				want = 1
			}
			if served[int32(stop)] != want {
				t.Errorf("seed %d: stop %d is served %d times, not %d", seed, stop, served[int32(stop)], want)
			}
		}
	}
	if gained == 0 {
		t.Error("nothing was ever gained")
	}
}
