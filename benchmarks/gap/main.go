// Command gap says how far plans of planted cases are from the best price,
// which is known by construction (package planted). Every plan has passed the
// check.
//
//	go run ./benchmarks/gap --homes 20,200 --iterations 1000000 --seeds 1,2,3,4,5
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/benchmarks/planted"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

func main() {
	homes, seeds := runs.Seeds{20, 200}, runs.Seeds{1, 2, 3, 4, 5}
	var budget runs.Budget
	cores := runs.CoresFlag()
	budget.Flags(flag.CommandLine, "", "each case")
	flag.Var(&homes, "homes", "sizes of the cases, multiples of ten, separated by commas")
	flag.Var(&seeds, "seeds", "seeds, each of a case and of its search, separated by commas")
	runs.Main("gap", "--iterations or --time", budget.Endless, func(ctx context.Context) error {
		return gap(ctx, homes, seeds, budget.Options(*cores))
	})
}

// gap plans a case of every size and seed and prints the table.
func gap(ctx context.Context, homes, seeds runs.Seeds, o solver.Options) error {
	var all [][]string
	for _, size := range homes {
		var above []float64
		for _, seed := range seeds {
			began := time.Now()
			o.Seed = seed
			g, err := one(ctx, int(size), o)
			if err != nil {
				return err
			}
			fmt.Fprintf(os.Stderr, "%d homes, seed %d: %+.2f %%, %.0f s\n", size, seed, 100*g, time.Since(began).Seconds())
			above = append(above, g)
		}
		all = append(all, row(int(size), above))
	}
	return runs.Table(os.Stdout, []string{"homes", "cases", "best", "median", "worst"}, all)
}

// one is how far the plan of a planted case is above the best price, as a share of it.
func one(ctx context.Context, homes int, o solver.Options) (float64, error) {
	p, err := planted.Case(homes, o.Seed)
	if err != nil {
		return 0, err
	}
	roads, err := model.NewRoads(p.Case)
	if err != nil {
		return 0, err
	}
	r, err := runs.Plan(ctx, p.Case, roads, o)
	if err != nil {
		return 0, err
	}
	return float64(runs.Total(r.Bill))/float64(p.Best) - 1, nil
}

func row(homes int, above []float64) []string {
	percent := func(x float64) string { return fmt.Sprintf("%+.2f %%", 100*x) }
	return []string{fmt.Sprint(homes), fmt.Sprint(len(above)), percent(slices.Min(above)), percent(runs.Median(above)), percent(slices.Max(above))}
}
