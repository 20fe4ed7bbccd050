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
	"os/signal"
	"time"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

// bout is plans of one budget and several seeds.
type bout struct {
	seeds      runs.Seeds
	iterations int64
	limit      time.Duration
}

func main() {
	short, long := bout{seeds: runs.Seeds{1, 2, 3, 4, 5}}, bout{seeds: runs.Seeds{1}}
	name := flag.String("case", "smalltown", "folder of the case, or smalltown")
	workers := flag.Int("cores", 0, "cores to use (default all)")
	flag.Int64Var(&short.iterations, "iterations", 0, "iterations a provider and seed")
	flag.DurationVar(&short.limit, "time", 0, "time a provider and seed, instead of iterations")
	flag.Var(&short.seeds, "seeds", "seeds, separated by commas")
	flag.Int64Var(&long.iterations, "long-iterations", 0, "iterations of the longer runs")
	flag.DurationVar(&long.limit, "long-time", 0, "time of the longer runs, instead of iterations")
	flag.Var(&long.seeds, "long-seeds", "seeds of the longer runs")
	flag.Parse()
	if flag.NArg() > 0 || short.endless() || long.endless() {
		fmt.Fprintln(os.Stderr, "steady: --iterations or --time, --long-iterations or --long-time, and no other words, are expected")
		os.Exit(4)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := steady(ctx, *name, *workers, short, long); err != nil {
		fmt.Fprintln(os.Stderr, "steady:", err)
		os.Exit(1)
	}
}

func (b *bout) endless() bool { return b.iterations <= 0 && b.limit <= 0 }

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
		r, err := runs.Plan(ctx, c, roads, solver.Options{Iterations: b.iterations, Time: b.limit, Seed: seed, Workers: workers})
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(os.Stderr, "seed %d: %.2f kr. variable, %d iterations, %.0f s\n", seed, float64(variable(&r))/100, r.Iterations, time.Since(began).Seconds())
		all = append(all, r)
	}
	return all, nil
}
