package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/benchmarks/generate"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/testdata"
)

func (a *app) caseCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "case", Short: "Check, generate and import cases", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(a.caseCheckCommand(), a.generateCommand(), a.importCommand())
	return cmd
}

func (a *app) caseCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check CASE", Short: "All faults of a case at once", Args: words("CASE"),
		Long: "Read a case and list every fault: file, row, column, value and what was expected.",
		RunE: func(_ *cobra.Command, args []string) error {
			c, faults, err := openCase(args[0])
			if err != nil {
				return input("%v", err)
			}
			if a.set.JSON {
				return a.jsonOfCase(c, faults)
			}
			if err := a.faults(faults); err != nil {
				return err
			}
			if _, err := model.NewRoads(c); err != nil {
				return input("%v", err)
			}
			format := a.say("%s: %d homes, %d grants, %d caregivers, %d shifts from %s for %d days; hash %s\n",
				"%s: %d hjem, %d bevillinger, %d medarbejdere, %d vagter fra %s i %d dage; hash %s\n")
			fmt.Fprintf(a.out, format, c.Name, len(c.Homes), len(c.Grants), len(c.Caregivers), len(c.Shifts), c.Horizon.From, c.Horizon.Days, c.Hash)
			return nil
		},
	}
}

// caseReport is what case check says to machines.
type caseReport struct {
	Name, Hash, From                        string `json:",omitempty"`
	Days, Homes, Grants, Caregivers, Shifts int
	Faults                                  casefile.Faults
}

func (a *app) jsonOfCase(c *model.Case, faults casefile.Faults) error {
	r := caseReport{Faults: faults}
	if r.Faults == nil {
		r.Faults = casefile.Faults{}
	}
	if c != nil {
		r.Name, r.Hash, r.From, r.Days = c.Name, c.Hash, c.Horizon.From.String(), c.Horizon.Days
		r.Homes, r.Grants, r.Caregivers, r.Shifts = len(c.Homes), len(c.Grants), len(c.Caregivers), len(c.Shifts)
	}
	if err := a.encode(r); err != nil {
		return err
	}
	if faults.Broken() {
		return exit{code: exitInput}
	}
	return nil
}

func (a *app) generateCommand() *cobra.Command {
	j := generateJob{app: a}
	cmd := &cobra.Command{
		Use: "generate", Short: "Invent a case after Danish statistics", Args: cobra.NoArgs,
		Long: "Invent a case: citizens, grants and staff after Danish statistics, on an invented island or on the\n" +
			"addresses of a file (CSV with lat, lon, street, housenumber, postcode, city; plain or .gz).\n" +
			"All never-cancelled care can be served: a plan is laid out first and the case made around it.",
		Example: "  hjemvej case generate --citizens 190 --days 14 --seed 1 -o case190",
		RunE:    func(*cobra.Command, []string) error { return j.run() },
	}
	f := cmd.Flags()
	f.IntVar(&j.o.Citizens, "citizens", 190, "citizens")
	f.IntVar(&j.o.Days, "days", 14, "days of the horizon")
	f.Uint64("seed", 1, "seed")
	f.StringVar(&j.from, "from", "", "first day (default 2026-11-23)")
	f.StringVar(&j.addresses, "addresses", "", "file of addresses (default an invented island)")
	f.StringVarP(&j.out, "output", "o", "", "folder of the case")
	return cmd
}

// generateJob is one run of the generate command.
type generateJob struct {
	*app
	o                    generate.Options
	out, addresses, from string
}

func (j *generateJob) run() error {
	if j.out == "" {
		return usage("case generate needs a folder: -o CASE")
	}
	if j.o.Days < 1 || j.o.Citizens < 1 {
		return usage("--citizens and --days are at least 1")
	}
	j.o.Seed = j.set.Seed
	if j.from != "" {
		d, err := model.ParseDate(j.from)
		if err != nil {
			return usage("--from: %v", err)
		}
		j.o.From = d
	}
	if j.addresses != "" {
		f, err := os.Open(j.addresses)
		if err != nil {
			return input("%v", err)
		}
		defer func() { _ = f.Close() }()
		j.o.Addresses = f
	}
	c, stats, err := generate.Case(j.o)
	if err != nil {
		return input("%v", err)
	}
	if err := generate.Write(j.out, c, stats); err != nil {
		return exit{exitBroken, err.Error()}
	}
	if j.set.JSON {
		return j.encode(stats)
	}
	fmt.Fprintln(j.app.out, strings.ReplaceAll(stats.String(), "; ", "\n"))
	return nil
}

// readCase reads a case by folder or embedded name, and says all its faults.
func (a *app) readCase(name string) (*model.Case, *model.Roads, error) {
	c, faults, err := openCase(name)
	if err != nil {
		return nil, nil, input("%v", err)
	}
	if err := a.faults(faults); err != nil {
		return nil, nil, err
	}
	roads, err := model.NewRoads(c)
	if err != nil {
		return nil, nil, input("%v", err)
	}
	return c, roads, nil
}

// openCase opens a folder, or an embedded case where there is no such folder.
func openCase(name string) (*model.Case, casefile.Faults, error) {
	if _, err := os.Stat(name); err != nil && name == "smalltown" {
		return casefile.ReadCaseFS(testdata.SmallTown())
	}
	c, faults, err := casefile.ReadCase(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("there is no case %s: a CASE is a folder, or smalltown, the embedded one", name)
	}
	return c, faults, err
}

// faults prints faults to the messages; errors among them end the command.
func (a *app) faults(faults casefile.Faults) error {
	fmt.Fprint(a.msg, faults.In(a.set.Lang))
	switch n := len(faults.Errors()); n {
	case 0:
		return nil
	case 1:
		return input("%s", a.say("one fault; nothing was read", "én fejl; intet er læst"))
	default:
		return input(a.say("%d faults; nothing was read", "%d fejl; intet er læst"), n)
	}
}
