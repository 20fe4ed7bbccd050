// Package search looks for good solutions of a vrp.Problem.
package search

import (
	"context"
	"time"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Options steer a search. It ends with the first of Iterations and Time that is set and reached.
type Options struct {
	Iterations int64
	Time       time.Duration
	Seed       uint64
	Workers    int
	Progress   func(Progress)
}

// Progress is how a search stands.
type Progress struct {
	Iterations int64
	Elapsed    time.Duration
	Price      int64
	Unserved   int // stops that must be served and are not
	PerSecond  float64
}

// Stats is what a search did.
type Stats struct{ Iterations int64 }

// Run searches from start, or from nothing.
func Run(ctx context.Context, p *vrp.Problem, start *vrp.Solution, o Options) (*vrp.Solution, Stats) {
	return start, Stats{}
}
