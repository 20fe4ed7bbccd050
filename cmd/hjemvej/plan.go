package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/sheets"
	"github.com/hjemvej/hjemvej/solver"
)

const planHelp = `Plan a case and write the plan to a folder.

Without --provider every provider of the case is planned, one plan folder each
under PLAN. Their searches take turns, so that all get on alike. They run for
--time in all, shared by the size of their work, or for --iterations each; the
same seed and iterations give the same plan on any number of cores. Ctrl-C ends
the search and keeps the best plan found of every provider.

With --from, PLAN is yesterday's plan, or a folder of several providers' plans,
and CASE a newer export whose horizon begins later. Tonight's plan goes on from
it: named staff, agreed times and chosen days stay unless CASE says otherwise,
and what has been announced changes only at the prices of disturbance.

Every plan has passed the independent check before it is written.`

func (a *app) planCommand() *cobra.Command {
	var out, provider, from string
	var districts []string
	cmd := &cobra.Command{
		Use: "plan CASE", Short: "Plan a case", Long: planHelp, Args: words("CASE"),
		Example: "  hjemvej plan smalltown -o plan --time 20s\n  hjemvej plan /data/case -o /data/plan --provider municipal --district north --seed 7\n  hjemvej plan /data/tuesday -o /data/plan-tuesday --from /data/plan-monday",
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				whole, err := filepath.Abs(args[0])
				if err != nil {
					return input("%v", err)
				}
				out = filepath.Base(whole) + "-plan"
			}
			job := planJob{app: a, dir: out, from: from, districts: districts, provider: model.ProviderID(provider), iterationsOnly: cmd.Flags().Changed("iterations") && !cmd.Flags().Changed("time")}
			return job.run(cmd.Context(), args[0])
		},
	}
	f := cmd.Flags()
	f.StringVarP(&out, "output", "o", "", "folder of the plan (default the case's name with -plan)")
	f.StringVar(&provider, "provider", "", "plan this provider only")
	f.StringSliceVar(&districts, "district", nil, "plan these districts only (repeat, or separate by commas)")
	f.StringVar(&from, "from", "", "yesterday's plan to go on from, or a folder of several providers' plans")
	f.Duration("time", 60*time.Second, "time to search, shared by all providers")
	f.Int64("iterations", 0, "iterations of each provider's search, instead of a time")
	f.Uint64("seed", 1, "seed of the search")
	f.Int("cores", 0, "cores to use (default all)")
	return cmd
}

// planJob is one run of the plan command.
type planJob struct {
	*app
	dir            string
	from           string // the plans to go on from; "": none
	provider       model.ProviderID
	districts      []string
	iterationsOnly bool
	c              *model.Case
	roads          *model.Roads
	after          map[model.ProviderID]*model.Succession
}

func (j *planJob) run(ctx context.Context, name string) error {
	var err error
	if j.c, j.roads, err = j.readCase(name); err != nil {
		return err
	}
	if err := j.succeed(); err != nil {
		return err
	}
	demands, err := j.demands()
	if err != nil {
		return err
	}
	dirs, err := j.folders(demands)
	if err != nil {
		return err
	}
	all, err := j.search(ctx, demands)
	if err != nil {
		return err
	}
	var plans []*model.Plan
	var failed error
	for i, planning := range all {
		p, err := j.keep(planning, demands[i], dirs[i])
		all[i] = nil // its memory is for the next one
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		plans = append(plans, p)
	}
	return errors.Join(failed, j.summary(demands, plans))
}

// demands states what each provider owes; those without anything are left out.
func (j *planJob) demands() ([]*model.Demand, error) {
	districts, err := knownDistricts(j.c, j.districts)
	if err != nil {
		return nil, err
	}
	if j.provider != "" && !slices.ContainsFunc(j.c.Providers, func(p model.Provider) bool { return p.ID == j.provider }) {
		return nil, usage("the case has no provider %q; it has %s", j.provider, list(j.c.Providers, func(p model.Provider) string { return string(p.ID) }))
	}
	var all []*model.Demand
	for i := range j.c.Providers {
		id := j.c.Providers[i].ID
		if j.provider != "" && id != j.provider {
			continue
		}
		d, err := model.Expand(j.caseOf(id), id, districts)
		if err != nil {
			return nil, input("%v", err)
		}
		if len(d.Needs) > 0 || j.provider != "" {
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		return nil, input("%s", j.say("the case asks for no visits", "sagen beder ikke om nogen besøg"))
	}
	return all, nil
}

// search looks for a plan of each provider, turn by turn.
func (j *planJob) search(ctx context.Context, demands []*model.Demand) ([]*solver.Planning, error) {
	o := solver.Options{Seed: j.set.Seed, Workers: j.set.Cores, Program: version, Iterations: j.set.Iterations}
	var limit time.Duration
	if !j.iterationsOnly && j.set.Iterations == 0 {
		limit = j.set.Time
	}
	bar := j.newProgress(demands)
	var all []*solver.Planning
	for i, d := range demands {
		o.Progress, o.After = bar.of(i), j.after[d.Provider]
		p, err := solver.Begin(d, j.roads, o)
		if err != nil {
			return nil, exit{exitBroken, err.Error()}
		}
		all = append(all, p)
	}
	solver.Together(ctx, limit, all...)
	bar.end()
	return all, nil
}

// folders are where the plans go: a plan that could not be written is better
// not searched for.
func (j *planJob) folders(demands []*model.Demand) ([]string, error) {
	dirs := []string{j.dir}
	if j.provider == "" {
		dirs = nil
		for _, d := range demands {
			dir, err := casefile.PlanFolder(j.dir, d.Provider)
			if err != nil {
				return nil, exit{exitBroken, err.Error()}
			}
			dirs = append(dirs, dir)
		}
	}
	for _, dir := range dirs {
		if err := casefile.TryPlan(dir); err != nil {
			return nil, exit{exitBroken, err.Error()}
		}
	}
	return dirs, nil
}

// keep reads a plan from what was found, checks and writes it.
func (j *planJob) keep(planning *solver.Planning, d *model.Demand, dir string) (*model.Plan, error) {
	p := planning.Plan()
	if after := j.after[d.Provider]; after != nil {
		p.Made.From = casefile.PlanHash(after.Of)
	}
	if broken := hard(model.Check(d.Case, j.roads, p)); len(broken) > 0 {
		j.list(broken)
		return nil, exit{exitBroken, fmt.Sprintf("the plan of %s breaks %d rules and was not written; please report this", p.Made.Provider, len(broken))}
	}
	if err := casefile.WritePlan(dir, p); err != nil {
		return nil, exit{exitBroken, err.Error()}
	}
	fmt.Fprintln(j.msg, j.say("plan written to", "plan skrevet til"), dir)
	return p, nil
}

// summary shows the plans on one screen each.
func (j *planJob) summary(demands []*model.Demand, plans []*model.Plan) error {
	if j.set.JSON {
		return j.encode(briefs(plans))
	}
	for i, p := range plans {
		if i > 0 {
			fmt.Fprintln(j.out)
		}
		if err := sheets.Write(j.out, sheets.Summary, caseOf(demands, p), p, sheets.Options{Lang: j.set.Lang}); err != nil {
			return exit{exitBroken, err.Error()}
		}
	}
	return nil
}

// brief is a plan in figures, for machines.
type brief struct {
	Made         model.Made
	Bill         []model.BillLine
	Total        model.Price
	Measures     model.Measures
	Certificates []model.Certificate
	Calls        int
}

func briefs(plans []*model.Plan) []brief {
	var l []brief
	for _, p := range plans {
		l = append(l, brief{p.Made, p.Bill, model.Total(p.Bill), p.Measures, p.Certificates, len(p.Calls)})
	}
	return l
}
