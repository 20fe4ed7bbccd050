package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/benchmarks/replan"
)

const benchReplanHelp = `Measure how plans are mended on mornings that did not happen.

  sick      --at-once caregivers of a day are sick, known at a quarter past six or
            three quarters of an hour before the first of them begins
  evening   a third of those who work an evening are away, known at ten past
            three or three quarters of an hour before the first of them begins
  snow      all travel of a day takes 1.6 times as long, known before anybody who
            begins that day is at work

Plans, days and caregivers are drawn by the first of --seeds. Each morning is
mended with every seed: once until no care that is never cancelled stands undone
that can be done, once for --time, and the first --long-samples of them once for
--long as well. What is timed goes from the events to a new plan that has passed
the whole check, with case and plan in memory. The table tells how long it took,
what stays undone, proved or not, and whom the mend disturbs.

Ctrl-C ends the run; the table then shows what is finished.

Exit codes: 0 fine; 1 a mend failed its check; 3 bad input; 4 bad usage.`

func (a *app) benchReplanCommand() *cobra.Command {
	j := benchReplanJob{app: a}
	cmd := &cobra.Command{
		Use: "replan CASE PLAN", Short: "Mend plans on mornings that did not happen", Long: benchReplanHelp, Args: words("CASE", "PLAN"),
		Example: "  hjemvej bench replan smalltown plan --samples 40 --time 1s --long 10s\n" +
			"  hjemvej bench replan /data/case /data/plan --what evening --samples 20 --csv evenings.csv",
		RunE: func(cmd *cobra.Command, args []string) error { return j.run(cmd, args[0], args[1]) },
	}
	f := cmd.Flags()
	f.StringVar(&j.what, "what", string(replan.Sick), "what happens: sick, evening or snow")
	f.IntVar(&j.o.Samples, "samples", 200, "mornings")
	f.IntVar(&j.o.AtOnce, "at-once", 1, "caregivers who are sick on each")
	f.Duration("time", 5*time.Second, "time of each mend")
	f.Int64("iterations", 0, "iterations of each mend, instead of a time")
	f.DurationVar(&j.o.Long.Time, "long", time.Minute, "time of the longer mend that it is compared with")
	f.Int64Var(&j.o.Long.Iterations, "long-iterations", 0, "iterations of it, instead of a time")
	f.IntVar(&j.o.Longs, "long-samples", 20, "mornings that are mended at length too; 0: none")
	f.UintSliceVar(&j.seeds, "seeds", []uint{1}, "seeds; every morning is mended once with each")
	f.Int("cores", 0, "cores to use (default all)")
	f.StringVar(&j.csv, "csv", "", "file for a row by morning, seed and mend")
	return cmd
}

// benchReplanJob is one run of the bench replan command.
type benchReplanJob struct {
	*app
	o         replan.Options
	what, csv string
	seeds     []uint
}

func (j *benchReplanJob) run(cmd *cobra.Command, caseName, planDir string) error {
	if err := j.options(cmd); err != nil {
		return err
	}
	p, err := j.plans(caseName, planDir)
	if err != nil {
		return err
	}
	out, err := j.open()
	if err != nil {
		return exit{exitBroken, err.Error()}
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(j.o.Workers)) // the collector is to use no more than the search
	mornings, err := replan.Run(cmd.Context(), p, j.o)
	if err != nil {
		return exit{exitBroken, errors.Join(err, out.Close()).Error()}
	}
	r := j.o.Report(mornings)
	r.Program, r.Case = "hjemvej "+version, p.Case.Name
	if err := errors.Join(r.CSV(out), out.Close()); err != nil {
		return exit{exitBroken, err.Error()}
	}
	return j.tell(cmd.Context(), r)
}

// options are what the flags say.
func (j *benchReplanJob) options(cmd *cobra.Command) error {
	said, o := cmd.Flags().Changed, &j.o
	o.What, o.Workers, o.Done = replan.What(j.what), j.set.Cores, j.progress
	switch {
	case !slices.Contains(replan.Whats, o.What):
		return usage("--what is %q; %s are known", j.what, list(replan.Whats, func(w replan.What) string { return string(w) }))
	case o.Samples < 1 || o.AtOnce < 1 || o.Longs < 0 || o.Long.Time < 0 || o.Long.Iterations < 0:
		return usage("--samples and --at-once are 1 or more, --long, --long-iterations and --long-samples not negative")
	case said("at-once") && o.What != replan.Sick:
		return usage("--at-once is of those who are sick; on a morning of %s it is settled who is away", o.What)
	case said("time") && said("iterations") || said("long") && said("long-iterations"):
		return usage("a mend lasts a time or iterations, one of them")
	}
	if o.Short.Iterations = j.set.Iterations; o.Short.Iterations == 0 || said("time") {
		o.Short = replan.Budget{Time: j.set.Time}
	}
	if o.Long.Iterations > 0 {
		o.Long.Time = 0
	}
	if o.Short == (replan.Budget{}) {
		return usage("--time is 0")
	}
	if o.Workers == 0 {
		o.Workers = runtime.NumCPU()
	}
	var err error
	o.Seeds, err = distinct(j.seeds)
	return err
}

// distinct are seeds, each of which may be named once.
func distinct(seeds []uint) ([]uint64, error) {
	var all []uint64
	for _, s := range seeds {
		if slices.Contains(all, uint64(s)) {
			return nil, usage("--seeds names %d twice", s)
		}
		all = append(all, uint64(s))
	}
	if len(all) == 0 {
		return nil, usage("--seeds names none")
	}
	return all, nil
}

// plans reads what is to be mended.
func (j *benchReplanJob) plans(caseName, planDir string) (*replan.Plans, error) {
	c, roads, err := j.readCase(caseName)
	if err != nil {
		return nil, err
	}
	all, err := j.readPlans(planDir, c)
	if err != nil {
		return nil, err
	}
	return &replan.Plans{Case: c, Roads: roads, Plans: all}, nil
}

// open makes what the rows are written to; without --csv they go nowhere.
func (j *benchReplanJob) open() (io.WriteCloser, error) {
	if j.csv == "" {
		return os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	}
	return os.Create(j.csv)
}

// progress says what a morning came to.
func (j *benchReplanJob) progress(m *replan.Morning) {
	if j.set.Quiet {
		return
	}
	fmt.Fprintf(j.msg, j.say("%*d/%d %s, %s, seed %d: %d visits, safe after %.2f s, %d undone\n", "%*d/%d %s, %s, frø %d: %d besøg, sikker efter %.2f s, %d ikke dækket\n"),
		len(fmt.Sprint(j.o.Samples)), m.Number, j.o.Samples, m.Provider, m.Now.Local().Format("2006-01-02 15:04"), m.Seed, m.Visits, m.First.Took.Seconds(), m.Mended.Unserved)
}

// tell gives the report, and the exit code for it.
func (j *benchReplanJob) tell(ctx context.Context, r *replan.Report) error {
	if ctx.Err() != nil {
		fmt.Fprintf(j.msg, j.say("interrupted: %d of %d mornings are finished\n", "afbrudt: %d af %d morgener er færdige\n"), len(r.Mornings), j.o.Samples*len(j.o.Seeds))
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
	case r.Faults() > 0:
		return exit{code: exitBroken}
	}
	return nil
}
