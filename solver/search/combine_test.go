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

// TestRegionsHoldEachTourOnce: tours near each other make a region, of about as
// many stops as meant, and none is in it twice.
func TestRegionsHoldEachTourOnce(t *testing.T) {
	p := odd.Routes(900, 260, 1)
	r := Begin(t.Context(), p, nil, Options{Iterations: 100, Seed: 1})
	c := r.combiner
	c.take(r.top)
	for seed := range c.now {
		c.around(int32(seed))
		stops := 0
		seen := map[int32]bool{}
		for _, k := range c.near {
			if seen[k] {
				t.Fatalf("from %d: %d is there twice", seed, k)
			}
			seen[k] = true
			stops += len(c.met.of(c.now[k]))
		}
		if c.near[0] != int32(seed) || stops < region || stops > 2*region {
			t.Errorf("from %d: %d tours of %d stops", seed, len(c.near), stops)
		}
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
			c.cover.work = 1 << 20
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

// TestCombineLeavesOutWhatIsLeftOut: stops that stand nowhere do not keep those
// beside them from being combined, also when there are fewer tours than before.
func TestCombineLeavesOutWhatIsLeftOut(t *testing.T) {
	p := odd.Routes(200, 80, 1)
	r := Begin(t.Context(), p, nil, Options{Iterations: 2000, Seed: 1})
	for !r.Done() {
		r.Round(t.Context())
	}
	c := r.combiner
	c.take(r.top)
	c.around(0)
	s := r.top.Clone()
	e := vrp.NewEditor(s, 1, 1)
	e.Begin()
	for tour := int32(len(s.Routes)) - 1; tour >= 0 && len(e.Out) < 150; tour-- {
		e.Empty(tour)
	}
	e.Commit()
	c.take(s)
	for seed := range c.now {
		c.around(int32(seed))
		for _, k := range c.near {
			if c.now[k] < 0 {
				t.Fatalf("from %d: a tour that is none", seed)
			}
		}
	}
}
