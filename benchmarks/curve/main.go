// Command curve draws the price of continuity: a case is planned with the
// continuity prices of its standard scaled by several factors, and a markdown
// table sets travel against the share of visits by the named two. Every plan
// has passed the check; each figure is the median of the seeds.
//
//	go run ./benchmarks/curve --case CASE --iterations 2000000 --seeds 1,2,3 --factors 0,0.25,0.5,1,2,4
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

func main() {
	seeds, factors := runs.Seeds{1, 2, 3}, runs.Factors{0, 0.25, 0.5, 1, 2, 4}
	var budget runs.Budget
	name, cores := runs.CaseFlag(), runs.CoresFlag()
	budget.Flags(flag.CommandLine, "", "each provider, seed and factor")
	flag.Var(&seeds, "seeds", "seeds, separated by commas")
	flag.Var(&factors, "factors", "factors of the continuity prices, separated by commas")
	runs.Main("curve", "--iterations or --time", budget.Endless, func(ctx context.Context) error {
		return curve(ctx, *name, seeds, factors, budget.Options(*cores))
	})
}

// curve plans the case for every factor and seed and prints the table.
func curve(ctx context.Context, name string, seeds runs.Seeds, factors runs.Factors, o solver.Options) error {
	c, roads, err := runs.Open(name)
	if err != nil {
		return err
	}
	points := make([]point, len(factors))
	for i, factor := range factors {
		scaled := scale(c, factor)
		var of []model.Figures
		for _, seed := range seeds {
			began := time.Now()
			o.Seed = seed
			r, err := runs.Plan(ctx, scaled, roads, o)
			if err != nil {
				return err
			}
			of = append(of, r.Figures)
			fmt.Fprintf(os.Stderr, "factor %v, seed %d: %d iterations, %.0f s\n", factor, seed, r.Iterations, time.Since(began).Seconds())
		}
		points[i] = middle(factor, of)
	}
	return runs.Table(os.Stdout, head, rows(points))
}

// scale is the case under a standard whose prices of continuity are multiplied
// by a factor; the case given stays as it is. It keeps its hash: plans made of
// it are judged against it and thrown away.
func scale(c *model.Case, factor float64) *model.Case {
	scaled, standard := *c, *c.Standard
	p := &standard.Prices
	for _, price := range []*model.Price{&p.Substitute, &p.Face, &p.NewFace, &p.NotPreferred, &p.PairChange} {
		*price = model.Price(float64(*price)*factor + 0.5)
	}
	scaled.Standard = &standard
	return &scaled
}
