package main

import (
	"context"
	"fmt"
	"time"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

// more is how many nights' budget the first plan has, which begins from nothing.
const more = 4

// first plans a case from nothing, with the budget of so many nights.
func (s *sim) first(ctx context.Context, c *model.Case, nights int64) (*model.Plan, error) {
	o := s.options()
	o.Iterations, o.Time = o.Iterations*nights, o.Time*time.Duration(nights)
	return s.plan(ctx, c, o)
}

// next plans from the plan of the night before.
func (s *sim) next(ctx context.Context, after *model.Succession) (*model.Plan, error) {
	o := s.options()
	o.After = after
	return s.plan(ctx, after.Case, o)
}

func (s *sim) options() solver.Options {
	o := s.budget.Options(s.workers)
	o.Seed = s.seed
	return o
}

// plan plans the municipality's own homes, and checks the plan.
func (s *sim) plan(ctx context.Context, c *model.Case, o solver.Options) (*model.Plan, error) {
	d, err := model.Expand(c, c.Providers[0].ID, nil)
	if err != nil {
		return nil, err
	}
	p, err := solver.Plan(ctx, d, s.roads, o)
	if err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if broken := model.Check(c, s.roads, p); len(broken) > 0 {
		return nil, fmt.Errorf("%d rules are broken, the first: %v", len(broken), broken[0])
	}
	return p, nil
}
