// Command stages times the way of a case, stage by stage: read, roads, expand,
// build, search, check, bill and measures. The providers of a case are added
// up. With the search it says after how long all care stood that must be given.
//
//	/usr/bin/time -v go run ./benchmarks/stages --case CASE --time 15s
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
	"github.com/hjemvej/hjemvej/solver/search"
)

func main() {
	budget := runs.Budget{Time: 15 * time.Second}
	name, cores := runs.CaseFlag(), runs.CoresFlag()
	budget.Flags(flag.CommandLine, "", "each provider's search")
	seed := flag.Uint64("seed", 1, "seed of the search")
	runs.Main("stages", "--case, --time or --iterations", budget.Endless, func(ctx context.Context) error {
		o := budget.Options(*cores)
		if o.Seed = *seed; o.Iterations > 0 {
			o.Time = 0
		}
		return stages(ctx, *name, o)
	})
}

// stages goes the way of a case and prints what each stage took.
func stages(ctx context.Context, name string, o solver.Options) error {
	var w watch
	if err := w.run(ctx, name, o); err != nil {
		return err
	}
	if err := runs.Table(os.Stdout, []string{"stage", "seconds"}, w.rows()); err != nil {
		return err
	}
	_, err := fmt.Println("\n" + w.served.String())
	return err
}

// watch adds up the time of each stage.
type watch struct {
	names  []string
	took   map[string]time.Duration
	served served
}

// stage times one stage; the same name twice adds up.
func (w *watch) stage(name string, do func() error) error {
	if w.took == nil {
		w.took = map[string]time.Duration{}
	}
	if _, known := w.took[name]; !known {
		w.names = append(w.names, name)
	}
	began := time.Now()
	err := do()
	w.took[name] += time.Since(began)
	return err
}

func (w *watch) rows() [][]string {
	var all [][]string
	for _, n := range w.names {
		all = append(all, []string{n, fmt.Sprintf("%.2f", w.took[n].Seconds())})
	}
	return all
}

func (w *watch) run(ctx context.Context, dir string, o solver.Options) error {
	var c *model.Case
	var roads *model.Roads
	if err := w.stage("read", func() (err error) { c, err = runs.Read(dir); return }); err != nil {
		return err
	}
	if err := w.stage("roads", func() (err error) { roads, err = model.NewRoads(c); return }); err != nil {
		return err
	}
	for i := range c.Providers {
		if err := w.provider(ctx, c, roads, c.Providers[i].ID, o); err != nil {
			return err
		}
	}
	return nil
}

func (w *watch) provider(ctx context.Context, c *model.Case, roads *model.Roads, id model.ProviderID, o solver.Options) error {
	var d *model.Demand
	var p *model.Plan
	if err := w.stage("expand", func() (err error) { d, err = model.Expand(c, id, nil); return }); err != nil {
		return err
	}
	if len(d.Needs) == 0 {
		return nil
	}
	if err := w.stage("build", func() error { _, _, err := solver.Build(d, roads); return err }); err != nil {
		return err
	}
	s := served{after: -1}
	o.Progress = s.note
	if err := w.stage("build, search, read back, certify", func() (err error) { p, err = solver.Plan(ctx, d, roads, o); return }); err != nil {
		return err
	}
	w.served.join(s)
	if err := w.stage("check", func() error {
		if broken := model.Check(c, roads, p); len(broken) > 0 {
			return fmt.Errorf("the plan breaks %d rules, the first: %s", len(broken), broken[0])
		}
		return nil
	}); err != nil {
		return err
	}
	return w.stage("bill and measures", func() error {
		model.Bill(c, roads, p)
		model.Measure(c, roads, p)
		return nil
	})
}

// served is when all stops stood that must be served: seconds of search of the
// slowest provider, −1 for never; and how many did not at the end.
type served struct {
	after   float64
	missing int
}

func (s *served) note(p search.Progress) {
	if s.missing = p.Unserved; p.Unserved > 0 {
		s.after = -1
	} else if s.after < 0 {
		s.after = p.Elapsed.Seconds()
	}
}

func (s *served) join(o served) {
	s.missing += o.missing
	s.after = max(s.after, o.after)
}

func (s *served) String() string {
	if s.missing > 0 {
		return fmt.Sprintf("%d stops that must be served were not.", s.missing)
	}
	return fmt.Sprintf("All that must be served stood after %.1f s of search.", s.after)
}
