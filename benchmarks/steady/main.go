// Command steady says how much the seed matters: a case is planned with several
// seeds on a short budget, and the worst, the middle and the best plan stand in
// a markdown table beside the best of longer runs. They are told apart by the
// bill's variable lines. Every plan has passed the check.
//
//	go run ./benchmarks/steady --case CASE --iterations 1000000 --seeds 1,2,3,4,5 --long-iterations 10000000 --long-seeds 1
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
)

// bout is plans of one budget and several seeds.
type bout struct {
	seeds  runs.Seeds
	budget runs.Budget
}

func main() {
	short, long := bout{seeds: runs.Seeds{1, 2, 3, 4, 5}}, bout{seeds: runs.Seeds{1}}
	name, cores := runs.CaseFlag(), runs.CoresFlag()
	short.budget.Flags(flag.CommandLine, "", "each provider and seed")
	flag.Var(&short.seeds, "seeds", "seeds, separated by commas")
	long.budget.Flags(flag.CommandLine, "long-", "each provider and seed of the longer runs")
	flag.Var(&long.seeds, "long-seeds", "seeds of the longer runs")
	runs.Main("steady", "--iterations or --time, --long-iterations or --long-time",
		func() bool { return short.budget.Endless() || long.budget.Endless() },
		func(ctx context.Context) error { return steady(ctx, *name, *cores, short, long) })
}

func steady(ctx context.Context, name string, workers int, short, long bout) error {
	c, roads, err := runs.Open(name)
	if err != nil {
		return err
	}
	few, err := short.plans(ctx, c, roads, workers)
	if err != nil {
		return err
	}
	many, err := long.plans(ctx, c, roads, workers)
	if err != nil {
		return err
	}
	return runs.Table(os.Stdout, head(), rows(few, many))
}

// plans plans the case with every seed.
func (b *bout) plans(ctx context.Context, c *model.Case, roads *model.Roads, workers int) ([]runs.Result, error) {
	var all []runs.Result
	for _, seed := range b.seeds {
		began := time.Now()
		o := b.budget.Options(workers)
		o.Seed = seed
		r, err := runs.Plan(ctx, c, roads, o)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(os.Stderr, "seed %d: %.2f kr. variable, %d iterations, %.0f s\n", seed, float64(variable(&r))/100, r.Iterations, time.Since(began).Seconds())
		all = append(all, r)
	}
	return all, nil
}
