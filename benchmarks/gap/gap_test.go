package main

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/solver"
)

func TestRowNamesBestMedianAndWorst(t *testing.T) {
	if got := row(20, []float64{0.03, 0, 0.01}); !slices.Equal(got, []string{"20", "3", "+0.00 %", "+1.00 %", "+3.00 %"}) {
		t.Errorf("row %v", got)
	}
}

// No plan is cheaper than the proven best.
func TestNoPlanIsBelowTheBestPrice(t *testing.T) {
	got, err := one(t.Context(), 10, solver.Options{Iterations: 3000, Seed: 2})
	if err != nil {
		t.Fatal(err)
	}
	if got < 0 || got > 1 {
		t.Errorf("a plan %+.1f %% above the best price", 100*got)
	}
	if _, err := one(t.Context(), 15, solver.Options{Iterations: 10, Seed: 2}); err == nil {
		t.Error("a size that can't be planted was planned")
	}
}
