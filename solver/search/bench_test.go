package search

import (
	"context"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// benched are the problems that an iteration is measured on: plain routing of
// 400 customers, and a fortnight of 150 homes that uses every feature.
var benched = []struct {
	name string
	make func() *vrp.Problem
}{
	{"routes", func() *vrp.Problem { return odd.Routes(400, 100, 1) }},
	{"town", func() *vrp.Problem { return odd.Problem(odd.Size{Clusters: 150, Workers: 60, Days: 14}, 1) }},
}

// under is a task in the middle of a search, at a share of its budget: the
// later, the fewer changes are accepted.
func under(p *vrp.Problem, share float64) (*task, float64) {
	r := newSearch(p, Options{Iterations: 1, Seed: 1, Parts: 1})
	r.construct(context.Background())
	t := r.tasks[0]
	t.begin(&partition{}, 0)
	heat := temperature(p, r.o, share)
	for range 60000 {
		t.step(heat)
	}
	return t, heat
}

// BenchmarkStep is one iteration of ruin and recreate: at the start of a
// search, when most changes are kept, in its middle, and at its end.
func BenchmarkStep(b *testing.B) {
	for _, p := range benched {
		for _, at := range []struct {
			name  string
			share float64
		}{{"hot", 0}, {"half", 0.5}, {"cold", 1}} {
			b.Run(p.name+"/"+at.name, func(b *testing.B) {
				t, heat := under(p.make(), at.share)
				accepted := t.accepted
				b.ReportAllocs()
				for b.Loop() {
					t.step(heat)
				}
				b.ReportMetric(float64(t.accepted-accepted)/float64(b.N), "accepted/op")
			})
		}
	}
}

// TestIterationsAllocateNothing once the buffers have grown.
func TestIterationsAllocateNothing(t *testing.T) {
	if vrp.Checked || testing.Short() {
		t.Skip("recounting allocates; and warming up takes its time")
	}
	for _, p := range benched {
		task, heat := under(p.make(), 0.5)
		some := func() {
			for range 100 {
				task.step(heat)
			}
		}
		if got := testing.AllocsPerRun(20, some); got > 0 {
			t.Errorf("%s: %.0f allocations in a hundred iterations", p.name, got)
		}
	}
}
