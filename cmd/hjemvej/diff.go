package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/sheets"
)

const diffHelp = `Say what is different between a plan and a newer one of the same case.

  hjemvej diff PLAN NEW                       what changes, whom to tell, whom to call
  hjemvej diff PLAN NEW --case CASE           with names, and what was announced
  hjemvej diff PLAN NEW --format html         a page to print
  hjemvej diff PLAN NEW --format csv          every change as a row, with ids

By citizen: visits gone, new, at another time, on another day, by another
caregiver, with other services; new faces; named staff and agreed times. By
caregiver: each whose day is another now, and what is. The calls stand in the
order they fall due. Times that move by at most five minutes are only counted.

Of folders of several providers' plans, those of one provider are compared with
each other. Plans of different days are compared on the days of both. Without
--case ids stand for names, and only a mend tells what was announced.`

func (a *app) diffCommand() *cobra.Command {
	j := diffJob{app: a}
	cmd := &cobra.Command{
		Use: "diff PLAN NEW", Short: "What a newer plan changes, and whom to tell", Long: diffHelp, Args: words("PLAN", "NEW"),
		RunE: func(_ *cobra.Command, args []string) error { return j.run(args[0], args[1]) },
	}
	f := cmd.Flags()
	f.StringVar(&j.format, "format", "", "text, html, csv, excel or json (default text)")
	f.StringVar(&j.caseName, "case", "", "the case of both plans")
	return cmd
}

// diffJob is one run of the diff command.
type diffJob struct {
	*app
	format, caseName string
}

func (j *diffJob) run(was, is string) error {
	format := sheets.Format(j.format)
	if known := sheets.DiffFormats(); format != "" && !slices.Contains(known, format) {
		return usage("--format is %q; %s are known", j.format, list(known, func(f sheets.Format) string { return string(f) }))
	}
	if j.set.JSON {
		if format != "" && format != sheets.JSONFormat {
			return usage("--json is a form of its own: leave --format %s out", j.format)
		}
		format = sheets.JSONFormat
	}
	c, err := j.namedCase()
	if err != nil {
		return err
	}
	older, err := j.plansOf(was, c)
	if err != nil {
		return err
	}
	newer, err := j.plansOf(is, c)
	if err != nil {
		return err
	}
	all, err := j.differences(older, newer, c)
	if err != nil {
		return err
	}
	if err := sheets.Diff(j.out, all, c, sheets.Options{Lang: j.set.Lang, Format: format}); err != nil {
		return exit{exitBroken, err.Error()}
	}
	return nil
}

// namedCase is the case asked for, nil where none is.
func (j *diffJob) namedCase() (*model.Case, error) {
	if j.caseName == "" {
		return nil, nil
	}
	c, faults, err := openCase(j.caseName)
	if err != nil {
		return nil, input("%v", err)
	}
	return c, j.faults(faults)
}

// plansOf reads plans, with a case or without.
func (j *diffJob) plansOf(dir string, c *model.Case) ([]*model.Plan, error) {
	if c != nil {
		return j.readPlans(dir, c)
	}
	plans, faults, err := casefile.ReadPlans(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, input("there is no plan %s: a PLAN is a folder that hjemvej plan wrote", dir)
	}
	if err != nil {
		return nil, input("%v", err)
	}
	return plans, j.faults(faults)
}

// differences compares the plans of each provider that both folders have.
func (j *diffJob) differences(older, newer []*model.Plan, c *model.Case) ([]*model.Changes, error) {
	var all []*model.Changes
	for _, is := range newer {
		at := slices.IndexFunc(older, func(p *model.Plan) bool { return p.Made.Provider == is.Made.Provider })
		if at < 0 {
			j.note(j.say("only the newer has a plan of %s", "kun den nyere har en plan for %s"), is.Made.Provider)
			continue
		}
		was := older[at]
		if c == nil && was.Made.CaseHash != is.Made.CaseHash {
			j.note(j.say("the plans of %s were made for two cases, or two states of one", "planerne for %s er lavet til to sager eller to udgaver af en"), is.Made.Provider)
		}
		if !goesOn(was.Log, is.Log) {
			j.note(j.say("the older plan of %s knows events that the newer does not: is the newer one named first?", "den ældre plan for %s kender hændelser, som den nyere ikke gør: er den nyere nævnt først?"), is.Made.Provider)
		}
		now := c
		if c != nil {
			now = model.CaseOf(c, is)
		}
		all = append(all, model.Diff(was, is, now))
	}
	for _, was := range older {
		if !slices.ContainsFunc(newer, func(p *model.Plan) bool { return p.Made.Provider == was.Made.Provider }) {
			j.note(j.say("only the older has a plan of %s", "kun den ældre har en plan for %s"), was.Made.Provider)
		}
	}
	if len(all) == 0 {
		return nil, input("%s", j.say("the two have plans of no provider in common", "de to har ingen leverandørs planer til fælles"))
	}
	return all, nil
}

// goesOn says whether a log begins with another.
func goesOn(was, is []model.Event) bool {
	same := func(a, b model.Event) bool { return a.Number == b.Number && a.Known == b.Known && a.Kind == b.Kind }
	return len(was) <= len(is) && slices.EqualFunc(was, is[:len(was)], same)
}

func (j *diffJob) note(format string, provider model.ProviderID) {
	fmt.Fprintf(j.msg, j.say("note: ", "bemærk: ")+format+"\n", provider)
}
