package search

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
)

// TestPace: a search by time that is told how another went ends as that one
// did, with its twins and on fewer cores.
func TestPace(t *testing.T) {
	for k, size := range []odd.Size{{Clusters: 20, Workers: 10, Days: 4}, {Clusters: 30, Workers: 8, Days: 1}} {
		p := odd.Problem(size, uint64(k)+3)
		o := Options{Time: 150 * time.Millisecond, Steps: 20, Seed: 5, Workers: 3}
		s := Begin(t.Context(), p, nil, o)
		for !s.Done() {
			s.Round(t.Context())
		}
		pace := s.Pace()
		o.Time, o.Workers, o.Pace = 0, 1, &pace
		again, stats := Run(t.Context(), p, nil, o)
		if want := s.Solution(); !reflect.DeepEqual(again, want) {
			t.Errorf("search %d: price %d at first, %d again", k, want.Price, again.Price)
		}
		if stats.Iterations != s.Stats().Iterations || stats.Iterations == 0 {
			t.Errorf("search %d: %d iterations, %d again", k, s.Stats().Iterations, stats.Iterations)
		}
	}
}

// TestPaceIsWhatRan: a search left early tells of the rounds that it got to,
// and one by iterations tells nothing.
func TestPaceIsWhatRan(t *testing.T) {
	p := odd.Problem(odd.Size{Clusters: 20, Workers: 10, Days: 4}, 3)
	s := Begin(t.Context(), p, nil, Options{Time: time.Hour, Steps: 20, Seed: 5, Workers: 2})
	for range 3 {
		s.Round(t.Context())
	}
	if got := s.Pace(); !slices.Equal(got.Rounds, []int{3}) {
		t.Errorf("the pace after three rounds is %v", got)
	}
	pace := s.Pace()
	again, _ := Run(t.Context(), p, nil, Options{Steps: 20, Seed: 5, Pace: &pace})
	if want := s.Solution(); !reflect.DeepEqual(again, want) {
		t.Errorf("price %d at first, %d again", want.Price, again.Price)
	}
	s = Begin(t.Context(), p, nil, Options{Iterations: 500, Steps: 20, Seed: 5})
	s.Round(t.Context())
	if got := s.Pace(); len(got.Rounds) > 0 || s.Share() >= 0.5 {
		t.Errorf("the pace of a search by iterations is %v at %g", got, s.Share())
	}
}
