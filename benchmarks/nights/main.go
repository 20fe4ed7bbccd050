// Command nights plays nights: a generated case is planned, and each night
// after that, with caregivers sick, citizens away or back, grants new and ended,
// planned again from the plan of the night before. It tells what changed of what
// citizens count on, and why, and how many caregivers come to a home against one
// plan made with full knowledge. Every plan has passed the check.
//
//	go run ./benchmarks/nights --citizens 190 --nights 10 --iterations 200000
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/hjemvej/hjemvej/benchmarks/generate"
	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
)

func main() {
	s := sim{days: 14}
	flag.IntVar(&s.citizens, "citizens", 190, "citizens of the case")
	flag.IntVar(&s.nights, "nights", 10, "nights after the first plan")
	flag.Uint64Var(&s.seed, "seed", 1, "seed of the case, of what happens and of the searches")
	s.budget.Flags(flag.CommandLine, "", "each night's plan; the first has four times as much, the one with full knowledge as much as all others together")
	cores := runs.CoresFlag()
	runs.Main("nights", "--iterations or --time", s.budget.Endless, func(ctx context.Context) error {
		s.workers = *cores
		return s.run(ctx)
	})
}

// sim is a row of nights.
type sim struct {
	citizens, nights, days, workers int
	seed                            uint64
	budget                          runs.Budget

	c     *model.Case // over all days, with all that has become known
	roads *model.Roads
}

// run plays the nights and sets them out.
func (s *sim) run(ctx context.Context) error {
	all, err := s.play(ctx)
	if err != nil {
		return err
	}
	return runs.Table(os.Stdout, heads, rows(all))
}

// play plays the nights, each from the plan of the one before.
func (s *sim) play(ctx context.Context) ([]night, error) {
	var err error
	if s.c, _, err = generate.Case(generate.Options{Citizens: s.citizens, Days: s.days + s.nights, Seed: s.seed}); err != nil {
		return nil, err
	}
	if s.roads, err = model.NewRoads(s.c); err != nil {
		return nil, err
	}
	before, err := s.first(ctx, generate.Window(s.c, s.c.Horizon.From, s.days), more)
	if err != nil {
		return nil, err
	}
	w := world{sim: s, rng: newRand(s.seed)}
	var all []night
	for n := 1; n <= s.nights; n++ {
		day := s.c.Horizon.From + model.Date(n)
		news := w.happen(day)
		after := model.Succeed(generate.Window(s.c, day, s.days), before)
		made, err := s.next(ctx, after)
		if err != nil {
			return nil, fmt.Errorf("night %d: %w", n, err)
		}
		all = append(all, s.compare(n, news, after.Case, before, made))
		fmt.Fprintf(os.Stderr, "night %d: %d pairs, %d agreed times changed\n", n, all[n-1].pairs.sum(), all[n-1].agreed.sum())
		before = made
	}
	return all, s.against(ctx, all)
}

// against sets the nights beside one plan of all days made with full knowledge.
func (s *sim) against(ctx context.Context, all []night) error {
	whole, err := s.first(ctx, s.c, more+int64(s.nights))
	if err != nil {
		return fmt.Errorf("with full knowledge: %w", err)
	}
	for i := range all {
		all[i].full = distinct(whole, all[i].made.Made.Horizon)
	}
	return nil
}
