package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
	"github.com/hjemvej/hjemvej/benchmarks/bredstrom"
	"github.com/hjemvej/hjemvej/benchmarks/caseset"
	"github.com/hjemvej/hjemvej/benchmarks/hhcrsp"
	"github.com/hjemvej/hjemvej/benchmarks/nordicday"
	"github.com/hjemvej/hjemvej/benchmarks/vrptw"
	"github.com/hjemvej/hjemvej/solver/search"
)

// sets are the sets of instances that bench knows.
var sets = []bench.Set{vrptw.Set, bredstrom.Set, hhcrsp.Set, nordicday.Set, caseset.Set, caseset.Days}

const benchHelp = `Search a set of public instances and set the costs out beside the best known.

  vrptw       routing with time windows, by Solomon, and Gehring and Homberger:
              NAME.txt, in folders that are groups
  bredstrom   home care with synchronised visits, by Bredström and Rönnqvist:
              NAME.dat
  hhcrsp      home care with skills, visits by two at once or in sequence, and
              tardiness, by Mankowska and others, and Kummer and others:
              NAME.json or NAME.json.gz
  nordic-day  a published day of Swedish municipal home care: the files that
              case import-hemtjanst reads
  case        a case, or a folder of cases, over the whole horizon: an instance
              by provider, CASE-PROVIDER; solutions are plan folders, zipped
  case-day    single days of them, CASE-PROVIDER@2026-11-24, without what floats
              over several days, as other engines can do them

Best known costs are read from best-known.csv in DIR, or in the folder above.
Every solution is written in the form of its set and judged by a check that
knows the instance alone and shares no code with the planner.

hjemvej bench replan CASE PLAN measures how plans are mended; see its own help.

Each search lasts --time, --per-customer times the size of its instance, or
--iterations, which give the same solution on any machine and number of cores.
Ctrl-C ends the run; the table then shows what is finished.

Exit codes: 0 fine; 1 a solution failed its check; 3 bad input; 4 bad usage.`

func (a *app) benchCommand() *cobra.Command {
	j := benchJob{app: a}
	cmd := &cobra.Command{
		Use: "bench SET DIR", Short: "Search public instances, mend plans on mornings that did not happen", Long: benchHelp, Args: words("SET", "DIR"),
		Example: "  hjemvej bench vrptw DIR --only 'r1*' --per-customer 0.1s --seeds 1,2,3 --csv r1.csv\n" +
			"  hjemvej bench bredstrom DIR --iterations 100000 --solutions found",
		RunE: func(cmd *cobra.Command, args []string) error { return j.run(cmd, args[0], args[1]) },
	}
	f := cmd.Flags()
	f.StringVar(&j.only, "only", "", "instances whose name, or group/name, matches this pattern: 'r1*', 'solomon/*'")
	f.Duration("time", 60*time.Second, "time of each search")
	f.DurationVar(&j.perCustomer, "per-customer", 0, "time of each search by the size of its instance, instead of --time")
	f.Int64("iterations", 0, "iterations of each search, instead of a time")
	f.Int("cores", 0, "cores to use (default all)")
	f.UintSliceVar(&j.seeds, "seeds", []uint{1}, "seeds; every instance is searched once with each")
	f.StringVar(&j.solutions, "solutions", "", "folder for the solutions: the best of each instance, and by seed where there are several")
	f.StringVar(&j.csv, "csv", "", "file for a row by instance and seed")
	cmd.AddCommand(a.benchReplanCommand())
	return cmd
}

// benchJob is one run of the bench command.
type benchJob struct {
	*app
	only, solutions, csv string
	perCustomer          time.Duration
	seeds                []uint
	count, done          int // searches
	said                 time.Time
}

func (j *benchJob) run(cmd *cobra.Command, name, dir string) error {
	o, err := j.options(cmd)
	if err != nil {
		return err
	}
	set, all, err := j.instances(name, dir)
	if err != nil {
		return err
	}
	out, err := j.open()
	if err != nil {
		return exit{exitBroken, err.Error()}
	}
	all, hopeless := bench.Possible(all)
	j.count = len(all) * len(o.Seeds)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(o.Cores)) // the collector is to use no more than the search
	results, err := bench.Run(cmd.Context(), all, o)
	if err != nil {
		return exit{exitBroken, errors.Join(err, out.Close()).Error()}
	}
	r := bench.Report{Set: set.Name, Unit: set.Unit, Program: "hjemvej " + version, Machine: bench.ThisMachine(),
		Budget: o.Budget, Cores: o.Cores, Seeds: o.Seeds, Hopeless: hopeless, Results: results}
	r.Sums()
	if err := errors.Join(r.CSV(out), out.Close()); err != nil {
		return exit{exitBroken, err.Error()}
	}
	return j.tell(cmd.Context(), &r)
}

// open makes what is to be written to: better to know before the search than
// after that it can't be. Without --csv the rows go nowhere.
func (j *benchJob) open() (io.WriteCloser, error) {
	if j.solutions != "" {
		if err := os.MkdirAll(j.solutions, 0o755); err != nil {
			return nil, err
		}
	}
	if j.csv == "" {
		return os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	}
	return os.Create(j.csv)
}

// options are what the flags say.
func (j *benchJob) options(cmd *cobra.Command) (bench.Options, error) {
	o := bench.Options{Cores: j.set.Cores, Solutions: j.solutions, Progress: j.progress, Done: j.show}
	said := cmd.Flags().Changed
	n := 0
	for _, f := range []string{"time", "per-customer", "iterations"} {
		if said(f) {
			n++
		}
	}
	switch {
	case n > 1:
		return o, usage("a search lasts --time, --per-customer or --iterations, one of them")
	case said("per-customer"):
		if o.Budget.PerCustomer = j.perCustomer; j.perCustomer < time.Microsecond {
			return o, usage("--per-customer is %v: write it with its unit, as in 0.1s", j.perCustomer)
		}
	case said("time") || j.set.Iterations == 0:
		if o.Budget.Time = j.set.Time; j.set.Time == 0 {
			return o, usage("--time is 0")
		}
	default:
		o.Budget.Iterations = j.set.Iterations
	}
	if o.Cores == 0 {
		o.Cores = runtime.NumCPU()
	}
	var err error
	o.Seeds, err = distinct(j.seeds)
	return o, err
}

// instances reads what is asked for.
func (j *benchJob) instances(name, dir string) (*bench.Set, []bench.Instance, error) {
	k := slices.IndexFunc(sets, func(s bench.Set) bool { return s.Name == name })
	if k < 0 {
		return nil, nil, usage("there is no set %q; %s are known", name, list(sets, func(s bench.Set) string { return s.Name }))
	}
	if info, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil, nil, input("there is no folder %s", dir)
	}
	all, err := sets[k].Read(dir)
	if err != nil {
		return nil, nil, input("%v", err)
	}
	if len(all) == 0 {
		return nil, nil, input("%s holds no instances of %s", dir, name)
	}
	if j.only != "" {
		if all, err = bench.Only(all, j.only); err != nil {
			return nil, nil, usage("--only: %v", err)
		}
		if len(all) == 0 {
			return nil, nil, usage("no instance of %s matches --only %s", dir, j.only)
		}
	}
	return &sets[k], all, nil
}

// progress says now and then how a search stands.
func (j *benchJob) progress(i bench.Instance, seed uint64, now search.Progress) {
	if j.set.Quiet || now.Done >= 1 || now.Elapsed < 5*time.Second || time.Since(j.said) < 5*time.Second {
		return
	}
	j.said = time.Now()
	fmt.Fprintf(j.msg, j.say("%*s/%d %s, seed %d: %.0f %% done, %s iterations, %d unserved\n", "%*s/%d %s, frø %d: %.0f %% færdig, %s iterationer, %d ikke dækket\n"),
		len(fmt.Sprint(j.count)), "…", j.count, i.Name(), seed, 100*now.Done, j.thousands(now.Iterations), now.Unserved)
}

// show says what a search found.
func (j *benchJob) show(r *bench.Result) {
	j.done++
	j.said = time.Now()
	if j.set.Quiet {
		return
	}
	found := fmt.Sprintf("%.2f", r.Cost)
	if off := 100 * (r.Cost - r.Instance.Best()) / r.Instance.Best(); off == off { // known
		found += fmt.Sprintf(" (%+.3f %%)", off)
	}
	if !r.Right() {
		found = j.say("WRONG: ", "FORKERT: ") + r.Faults[0]
	}
	fmt.Fprintf(j.msg, j.say("%*d/%d %s, seed %d: %s, %s iterations in %.1f s\n", "%*d/%d %s, frø %d: %s, %s iterationer på %.1f s\n"),
		len(fmt.Sprint(j.count)), j.done, j.count, r.Instance.Name(), r.Seed, found, j.thousands(r.Iterations), r.Seconds)
}

// tell gives the report, and the exit code for it.
func (j *benchJob) tell(ctx context.Context, r *bench.Report) error {
	if ctx.Err() != nil {
		fmt.Fprintf(j.msg, j.say("interrupted: %d of %d searches are finished\n", "afbrudt: %d af %d søgninger er færdige\n"), j.done, j.count)
	}
	var err error
	if j.set.JSON {
		err = j.encode(r)
	} else {
		err = r.Table(j.out, j.set.Lang)
	}
	switch {
	case err != nil:
		return exit{exitBroken, err.Error()}
	case len(r.Wrong) > 0:
		return exit{code: exitBroken}
	}
	return nil
}
