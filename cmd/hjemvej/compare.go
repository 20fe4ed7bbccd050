package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/benchmarks/compare"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/sheets"
)

const compareHelp = `Compare plans, or the parts of a plan, side by side.

  hjemvej compare CASE=PLAN --by district          the districts of a plan
  hjemvej compare CASE=PLAN1 CASE=PLAN2            two plans of one case
  hjemvej compare 2008:C1=P1 2025:C2=P2            two standards, named
  hjemvej compare W47=P47 W48=P48 --by provider    two weeks, provider by provider
  hjemvej compare CASE=PLAN --by group --format html -o groups.html

Every measure and line of the bill stands in total, per visit and per granted
hour, with a 95 % interval from drawing the plan's tours and homes again. Sides
are ranked only where their intervals part. What makes a comparison unfair is
said: unequal effort, other versions, prices or seeds, broken rules.

A side is CASE=PLAN: the first = parts the two; PLAN may hold several
providers' plans, which count together. NAME:CASE=PLAN names it; a folder with
a colon in its name is written with a slash before it (./a:b=plan).

Plans that break a rule are compared all the same; the exit code is then 1,
or 2 where only a certificate is lacking.`

func (a *app) compareCommand() *cobra.Command {
	j := compareJob{app: a}
	cmd := &cobra.Command{
		Use: "compare CASE=PLAN …", Short: "Compare districts, providers, weeks or standards", Long: compareHelp,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s wants CASE=PLAN at least once; see %s --help", cmd.CommandPath(), cmd.CommandPath())
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return j.run(args) },
	}
	f := cmd.Flags()
	f.StringVar(&j.by, "by", "", "cut each plan by district, group or provider")
	f.StringVar(&j.format, "format", "", "text, html, csv or excel (default text)")
	f.StringVarP(&j.out, "output", "o", "", "file to write (default standard output)")
	return cmd
}

// compareJob is one run of the compare command.
type compareJob struct {
	*app
	by, format, out string
	cases           map[string]*openedCase
}

type openedCase struct {
	c     *model.Case
	roads *model.Roads
}

func (j *compareJob) run(args []string) error {
	if by := compare.By(j.by); by != compare.Whole && !slices.Contains(compare.Cuts(), by) {
		return usage("--by is %q; %s are known", j.by, list(compare.Cuts(), func(b compare.By) string { return string(b) }))
	}
	format := sheets.Format(j.format)
	if known := sheets.CompareFormats(); format != "" && !slices.Contains(known, format) {
		return usage("--format is %q; %s are known", j.format, list(known, func(f sheets.Format) string { return string(f) }))
	}
	if j.set.JSON && format != "" {
		return usage("--json is a form of its own: leave --format %s out", j.format)
	}
	wanted, err := sidesOf(args)
	if err != nil {
		return err
	}
	if len(wanted) < 2 && j.by == "" {
		return usage("one plan alone has nothing to be compared with: name another, or cut it with --by district, group or provider")
	}
	var inputs []compare.Input
	for _, s := range wanted {
		in, err := j.open(s)
		if err != nil {
			return err
		}
		inputs = append(inputs, in)
	}
	c, err := compare.Of(inputs, compare.By(j.by))
	if err != nil {
		return usage("%v", err)
	}
	if err := j.write(c, format); err != nil {
		return err
	}
	return j.unsound(c)
}

// open reads a side; a case that several plans are of is read once.
func (j *compareJob) open(s wantedSide) (compare.Input, error) {
	o := j.cases[s.caseName]
	if o == nil {
		c, roads, err := j.readCase(s.caseName)
		if err != nil {
			return compare.Input{}, err
		}
		o = &openedCase{c, roads}
		if j.cases == nil {
			j.cases = map[string]*openedCase{}
		}
		j.cases[s.caseName] = o
	}
	plans, err := j.readPlans(s.plan, o.c)
	in := compare.Input{Name: s.name, Case: o.c, Roads: o.roads, Plans: plans}
	if len(plans) == 1 {
		in.Case = model.CaseOf(o.c, plans[0])
	}
	return in, err
}

func (j *compareJob) write(c *model.Comparison, format sheets.Format) error {
	to := *j.app
	var b bytes.Buffer
	if j.out != "" {
		to.out = &b
	}
	if j.set.JSON {
		if err := to.encode(c); err != nil {
			return err
		}
	} else if err := sheets.Compare(to.out, c, sheets.Options{Lang: j.set.Lang, Format: format}); err != nil {
		return exit{exitBroken, err.Error()}
	}
	if j.out == "" {
		return nil
	}
	if err := os.WriteFile(j.out, b.Bytes(), 0o644); err != nil {
		return exit{exitBroken, err.Error()}
	}
	fmt.Fprintln(j.msg, j.say("comparison written to", "sammenligning skrevet til"), j.out)
	for _, w := range c.Warnings { // who only sees that a page was written is told too
		if w.Loud {
			fmt.Fprintln(j.msg, j.say("warning:", "advarsel:"), w.Text.In(j.set.Lang))
		}
	}
	return nil
}

// unsound ends with the exit code of plans that break a rule or owe a certificate.
func (j *compareJob) unsound(c *model.Comparison) error {
	broken, owed := 0, 0
	for _, s := range c.Sides {
		broken, owed = broken+s.Broken, owed+s.Owed
	}
	switch {
	case broken > 0:
		return exit{exitBroken, j.say("plans that break rules were compared; hjemvej check names them", "planer, der bryder regler, er sammenlignet; hjemvej check nævner dem")}
	case owed > 0:
		return exit{exitOwed, j.say("plans that owe something without a certificate were compared", "planer, der skylder noget uden attest, er sammenlignet")}
	}
	return nil
}

// wantedSide is one word of the command line.
type wantedSide struct{ name, caseName, plan string }

// sidesOf reads the words [NAME:]CASE=PLAN and names them apart.
func sidesOf(args []string) ([]wantedSide, error) {
	var all []wantedSide
	for _, word := range args {
		s, err := sideOf(word)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	for i := range all {
		if all[i].name == "" {
			all[i].name = shortName(all, i)
		}
	}
	for i, s := range all {
		if at := slices.IndexFunc(all, func(o wantedSide) bool { return o.name == s.name }); at < i {
			return nil, usage("two sides are named %s: name them with NAME:CASE=PLAN", s.name)
		}
	}
	return all, nil
}

func sideOf(word string) (wantedSide, error) {
	var s wantedSide
	rest := word
	if name, after, named := strings.Cut(word, ":"); named && !strings.ContainsAny(name, "/=") {
		s.name, rest = strings.TrimSpace(name), after
		if s.name == "" {
			return s, usage("%q has no name before its colon; NAME:CASE=PLAN is expected", word)
		}
	}
	var both bool
	if s.caseName, s.plan, both = strings.Cut(rest, "="); !both || s.caseName == "" || s.plan == "" {
		return s, usage("%q is no side: CASE=PLAN is expected, or NAME:CASE=PLAN", word)
	}
	return s, nil
}

// shortName is as much of a plan's path, from its end, as tells it from the
// others'; with the case's where the plan is the same.
func shortName(all []wantedSide, i int) string {
	path := func(i int) string { return filepath.ToSlash(filepath.Clean(all[i].plan)) }
	words := strings.Split(path(i), "/")
	for n := 1; n <= len(words); n++ {
		name := strings.Join(words[len(words)-n:], "/")
		taken := false
		for o := range all {
			taken = taken || o != i && (path(o) == name || n < len(words) && strings.HasSuffix(path(o), "/"+name))
		}
		if !taken {
			return name
		}
	}
	return all[i].caseName + "=" + all[i].plan
}
