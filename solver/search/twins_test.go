package search

import (
	"context"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
)

// TestTwins: with a limit of time and cores to spare, a small day is searched
// twice; the best of all that any of them met is what comes out.
func TestTwins(t *testing.T) {
	p := odd.Problem(odd.Size{Clusters: 12, Workers: 6, Days: 1}, 4)
	r := Begin(context.Background(), p, nil, Options{Time: time.Hour, Seed: 1, Workers: 3})
	if len(r.twins) != 2 {
		t.Fatalf("%d twins, want 2", len(r.twins))
	}
	var least int64
	for k := range 40 {
		r.together(context.Background(), float64(k)/40)
		least = r.best.Price()
		for _, x := range r.twins {
			least = min(least, x.best.Price())
		}
		if r.top.Price > least {
			t.Fatalf("round %d: %d kept, %d met", k, r.top.Price, least)
		}
	}
	if r.rallied != len(rallies) {
		t.Errorf("%d rallies, want %d", r.rallied, len(rallies))
	}
	if err := r.top.Verify(r.top.Price); err != nil {
		t.Error(err)
	}
	if got := r.Stats().Iterations; got < 3*40 {
		t.Errorf("%d iterations counted", got)
	}
}

// TestNoTwins: a budget of iterations is one solution on any number of cores,
// and parts keep the cores busy where there are several.
func TestNoTwins(t *testing.T) {
	day := odd.Problem(odd.Size{Clusters: 12, Workers: 6, Days: 1}, 4)
	week := odd.Problem(odd.Size{Clusters: 12, Workers: 6, Days: 3}, 4)
	for _, r := range []*Search{
		Begin(context.Background(), day, nil, Options{Iterations: 100, Workers: 3}),
		Begin(context.Background(), day, nil, Options{Time: time.Hour, Workers: 1}),
		Begin(context.Background(), week, nil, Options{Time: time.Hour, Workers: 3}),
	} {
		if len(r.twins) != 0 {
			t.Errorf("%+v: %d twins", r.o, len(r.twins))
		}
	}
}
