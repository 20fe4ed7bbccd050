// Command ablation says what each neighbourhood and each price of the standard
// contributes: a case is planned with all of them, and again without each, and a
// markdown table sets the plans side by side. Bills are made out at the
// standard's prices, also of plans that were made without one of them. Every
// plan has passed the check; each figure is the median of the seeds.
//
//	go run ./benchmarks/ablation --case CASE --iterations 1000000 --seeds 1,2,3
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/solver/search"
)

func main() {
	seeds := runs.Seeds{1, 2, 3}
	var budget runs.Budget
	name, cores := runs.CaseFlag(), runs.CoresFlag()
	budget.Flags(flag.CommandLine, "", "each provider, seed and row")
	flag.Var(&seeds, "seeds", "seeds, separated by commas")
	runs.Main("ablation", "--iterations or --time", budget.Endless, func(ctx context.Context) error {
		return ablation(ctx, *name, seeds, budget.Options(*cores))
	})
}

// line is a price of the standard that plans are made without.
type line struct {
	name  string
	price func(*model.Prices) *model.Price
}

var lines = []line{
	{"substitute", func(p *model.Prices) *model.Price { return &p.Substitute }},
	{"face", func(p *model.Prices) *model.Price { return &p.Face }},
	{"new face", func(p *model.Prices) *model.Price { return &p.NewFace }},
	{"change of pair", func(p *model.Prices) *model.Price { return &p.PairChange }},
	{"not preferred", func(p *model.Prices) *model.Price { return &p.NotPreferred }},
	{"outside the group", func(p *model.Prices) *model.Price { return &p.OutsideGroup }},
	{"call", func(p *model.Prices) *model.Price { return &p.Call }},
	{"far from the agreed time", func(p *model.Prices) *model.Price { return &p.Edge }},
	{"separate visit", func(p *model.Prices) *model.Price { return &p.SeparateVisit }},
	{"postponed", func(p *model.Prices) *model.Price { return &p.Postponed }},
}

// ablation plans the case with everything, without each neighbourhood, and
// without each price, and prints the table.
func ablation(ctx context.Context, name string, seeds runs.Seeds, o solver.Options) error {
	c, roads, err := runs.Open(name)
	if err != nil {
		return err
	}
	var rows []row
	try := func(what string, under *model.Case, o solver.Options) error {
		var of []runs.Result
		for _, seed := range seeds {
			o.Seed = seed
			r, err := runs.PlanUnder(ctx, c, under, roads, o)
			if err != nil {
				return fmt.Errorf("without %s: %w", what, err)
			}
			of = append(of, r)
		}
		rows = append(rows, middle(what, of))
		fmt.Fprintf(os.Stderr, "%s: %.2f kr.\n", what, rows[len(rows)-1].bill/100)
		return nil
	}
	if err := try("nothing left out", c, o); err != nil {
		return err
	}
	for _, ruin := range search.Ruins() {
		o.Without = []string{ruin}
		if err := try("ruin: "+ruin, c, o); err != nil {
			return err
		}
	}
	o.Without = nil
	for _, l := range lines {
		if err := try("price: "+l.name, without(c, l), o); err != nil {
			return err
		}
	}
	return runs.Table(os.Stdout, head, cells(rows))
}

// without is the case under a standard in which a price is 0; the case given
// stays as it is.
func without(c *model.Case, l line) *model.Case {
	other, standard := *c, *c.Standard
	*l.price(&standard.Prices) = 0
	other.Standard = &standard
	return &other
}
