package search

import (
	"context"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
)

// BenchmarkStep is one iteration of ruin and recreate in the middle of a
// search, on a problem that uses every feature.
func BenchmarkStep(b *testing.B) {
	p := odd.Problem(odd.Size{Clusters: 150, Workers: 60, Days: 14}, 1)
	r := newSearch(p, Options{Iterations: 1, Seed: 1, Parts: 1})
	r.construct(context.Background())
	t := r.tasks[0]
	t.begin(&partition{}, 0)
	heat := temperature(p, r.o, 0.5)
	for range 20000 {
		t.step(heat)
	}
	b.ReportAllocs()
	for b.Loop() {
		t.step(heat)
	}
}
