package main

import (
	"context"
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

const replanHelp = `Mend a plan after events: a sick call, a citizen in hospital, an acute grant.

EVENTS is a file of events, a table (.csv) or a list (.yaml); see docs/events.md.
Each has the time it became known. When one of them is wrong or contradicts what
is known, all are refused with row and reason, and nothing is written.

What has begun never changes. What lost its caregiver is given to others, whose
own visits stay theirs; only where care that is never cancelled would be left
undone do third caregivers' visits move. What changes is priced by the standard,
dearer the shorter the notice, and everybody who must be told is listed.

With --alternatives several mends are made and shown side by side, each a whole
plan in a folder of its own under the new one: standard, calls (fewest calls),
continuity (fewest other caregivers and new faces) and overtime (least of it),
with a folder for each provider below where there are several. Their searches go
by prices at which what is aimed at weighs more, their bills by the standard's
own; each has the whole time or all iterations. Go on from one of them by name.

PLAN may be a folder of several providers' plans: each event goes to the plans
that it concerns, and the others are kept as they are. The new plan carries the
log of all events, and passes the independent check before it is written.`

func (a *app) replanCommand() *cobra.Command {
	var out, now string
	var alternatives bool
	cmd := &cobra.Command{
		Use: "replan CASE PLAN EVENTS", Short: "Mend a plan after events", Long: replanHelp, Args: words("CASE", "PLAN", "EVENTS"),
		Example: "  hjemvej replan smalltown plan sick.csv -o mended\n  hjemvej replan /data/case /data/plan events.yaml --now 2026-11-23T06:15 --time 5s",
		RunE: func(cmd *cobra.Command, args []string) error {
			j := replanJob{app: a, dir: out, alternatives: alternatives, iterationsOnly: cmd.Flags().Changed("iterations") && !cmd.Flags().Changed("time")}
			if out == "" {
				j.dir = filepath.Clean(args[1]) + "-mended"
			}
			if now != "" {
				at, err := model.ParseTime(now)
				if err != nil {
					return usage("--now: %v", err)
				}
				j.now = at
			}
			return j.run(cmd.Context(), args[0], args[1], args[2])
		},
	}
	f := cmd.Flags()
	f.StringVarP(&out, "output", "o", "", "folder of the new plan (default the plan's name with -mended)")
	f.StringVar(&now, "now", "", "what begins before stays: 2026-11-23T06:15 (default when the last event became known)")
	f.Duration("time", 5*time.Second, "time to search, for each plan")
	f.Int64("iterations", 0, "iterations of each plan's search, instead of a time")
	f.Uint64("seed", 1, "seed of the search")
	f.Int("cores", 0, "cores to use (default all)")
	f.BoolVar(&alternatives, "alternatives", false, "fewest calls, best continuity and least overtime beside the standard's")
	return cmd
}

// replanJob is one run of the replan command.
type replanJob struct {
	*app
	dir            string
	now            model.Time // 0: when the last event became known
	iterationsOnly bool
	alternatives   bool
	c              *model.Case
	roads          *model.Roads
}

// mending is one plan with the events that concern it.
type mending struct {
	was, is *model.Plan
	log     []model.Event       // all of them; nil: none is new
	c       *model.Case         // as it stands then
	ways    []model.Alternative // where alternatives are asked for; is is the first
}

func (j *replanJob) run(ctx context.Context, name, planDir, eventsFile string) error {
	var err error
	if j.c, j.roads, err = j.readCase(name); err != nil {
		return err
	}
	plans, err := j.readPlans(planDir, j.c)
	if err != nil {
		return err
	}
	if err := j.oneEach(plans, planDir); err != nil {
		return err
	}
	batch, faults, err := casefile.ReadEvents(eventsFile)
	if err != nil {
		return input("%v", err)
	}
	if err := j.faults(faults); err != nil {
		return err
	}
	all, err := j.take(plans, batch, eventsFile)
	if err != nil {
		return err
	}
	for _, m := range all {
		if err := j.mend(ctx, m); err != nil {
			return err
		}
	}
	if err := j.keep(all); err != nil {
		return err
	}
	return j.show(all)
}

// take gives each plan its events; with any fault nothing is done.
func (j *replanJob) take(plans []*model.Plan, batch []model.Event, file string) ([]*mending, error) {
	dealt, bad := model.Deal(j.c, plans, batch)
	var all []*mending
	for i, p := range plans {
		m := &mending{was: p, is: p, c: model.CaseOf(j.c, p)}
		all = append(all, m)
		if len(dealt[i]) == 0 {
			continue
		}
		taken, faults := model.Intake(m.c, p, dealt[i])
		for _, f := range faults {
			f.Number = dealt[i][f.Number-1].Number
			bad = append(bad, f)
		}
		m.log = slices.Concat(p.Log, taken)
		m.c = model.Fold(model.RollOn(j.c, &p.Carried), m.log, max(j.now, latest(taken)))
	}
	if len(bad) == 0 {
		return all, nil
	}
	faults, err := casefile.PlaceEventFaults(file, bad)
	if err != nil {
		return nil, input("%v", err)
	}
	fmt.Fprint(j.msg, faults.In(j.set.Lang))
	return nil, exit{exitInput, j.say("the events were refused, and the plan is as it was", "hændelserne blev afvist, og planen er, som den var")}
}

// latest is when the last event became known.
func latest(events []model.Event) (at model.Time) {
	for i := range events {
		at = max(at, events[i].Known)
	}
	return at
}

// mend makes the new plan of one that events concern, and checks it.
func (j *replanJob) mend(ctx context.Context, m *mending) error {
	if m.log == nil {
		return nil
	}
	d, err := model.Expand(m.c, m.was.Made.Provider, m.was.Made.Districts)
	if err != nil {
		return input("%v", err)
	}
	o := solver.Options{Seed: j.set.Seed, Workers: j.set.Cores, Program: version, Iterations: j.set.Iterations}
	if !j.iterationsOnly && j.set.Iterations == 0 {
		o.Time = j.set.Time
	}
	bar := j.newProgress([]*model.Demand{d})
	o.Progress = bar.of(0)
	if j.alternatives {
		if m.ways, err = solver.Alternatives(ctx, m.c, j.roads, m.was, m.log, o); err == nil {
			m.is = m.ways[0].Plan
		}
	} else {
		m.is, err = solver.Mend(ctx, d, j.roads, m.was, m.log, o)
	}
	bar.end()
	if err != nil {
		return exit{exitBroken, err.Error()}
	}
	if err := j.pass(m, m.is); err != nil {
		return err
	}
	for i := range m.ways {
		if err := j.pass(m, m.ways[i].Plan); err != nil {
			return err
		}
	}
	return nil
}

// pass says in a new plan what it came of, and checks it.
func (j *replanJob) pass(m *mending, p *model.Plan) error {
	if p.Made.From != "" {
		return nil // it serves several
	}
	p.Made.From = casefile.PlanHash(m.was)
	if broken := hard(append(model.Check(m.c, j.roads, p), model.CheckMended(m.c, m.was, p)...)); len(broken) > 0 {
		j.list(broken)
		return exit{exitBroken, fmt.Sprintf("the new plan of %s breaks %d rules and was not written; please report this", p.Made.Provider, len(broken))}
	}
	return nil
}

// keep writes the new plans, and beside them those that no event concerns.
func (j *replanJob) keep(all []*mending) error {
	if j.alternatives {
		return j.keepWays(all)
	}
	return j.keepIn(j.dir, all, func(m *mending) *model.Plan { return m.is })
}

// keepIn writes a plan of each to a folder, with folders of its own for several.
func (j *replanJob) keepIn(to string, all []*mending, which func(*mending) *model.Plan) error {
	for _, m := range all {
		dir, p := to, which(m)
		if len(all) > 1 {
			var err error
			if dir, err = casefile.PlanFolder(to, p.Made.Provider); err != nil {
				return exit{exitBroken, err.Error()}
			}
		}
		if err := casefile.WritePlan(dir, p); err != nil {
			return exit{exitBroken, err.Error()}
		}
		fmt.Fprintln(j.msg, j.say("plan written to", "plan skrevet til"), dir)
	}
	return nil
}

// show tells what is different, and who must be told.
func (j *replanJob) show(all []*mending) error {
	if j.alternatives {
		return j.showWays(all)
	}
	var changes []*model.Changes
	for _, m := range all {
		if m.log != nil {
			changes = append(changes, model.Diff(m.was, m.is, m.c))
		}
	}
	o := sheets.Options{Lang: j.set.Lang}
	if j.set.JSON {
		o.Format = sheets.JSONFormat
	}
	return sheets.Diff(j.out, changes, j.c, o)
}
