package search_test

import (
	"context"
	"reflect"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/search"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestSearchWhereStartsFlow: the price found is what recounting from scratch
// says, better than the first, and the same on any number of cores.
func TestSearchWhereStartsFlow(t *testing.T) {
	for seed := range uint64(4) {
		p := odd.Late(odd.Size{Clusters: 14, Workers: 6, Days: 2}, seed)
		one, stats := search.Run(context.Background(), p, nil, search.Options{Iterations: 3000, Seed: 5, Workers: 1, Parts: 2})
		two, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: 3000, Seed: 5, Workers: 2, Parts: 2})
		if !reflect.DeepEqual(one, two) {
			t.Errorf("seed %d: two cores find another solution", seed)
		}
		if one.Price >= stats.First {
			t.Errorf("seed %d: %d found, began with %d", seed, one.Price, stats.First)
		}
		s := vrp.NewState(p)
		s.Load(one)
		if err := s.Verify(s.Price); err != nil || s.Price > one.Price {
			t.Errorf("seed %d: %d found, loaded %d: %v", seed, one.Price, s.Price, err)
		}
	}
}
