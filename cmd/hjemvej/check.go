package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

const checkHelp = `Check a plan against every rule that can be checked on a plan.

The check knows the case and the plan alone and shares no code with the
planner. Each broken rule is listed by id, home, caregiver and time.`

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check CASE PLAN", Short: "Check a plan against every rule", Long: checkHelp, Args: words("CASE", "PLAN"),
		RunE: func(_ *cobra.Command, args []string) error {
			c, roads, err := a.readCase(args[0])
			if err != nil {
				return err
			}
			plans, err := a.readPlans(args[1], c)
			if err != nil {
				return err
			}
			var all []model.Violation
			for _, p := range plans {
				all = append(all, model.Check(model.CaseOf(c, p), roads, p)...)
			}
			return a.verdict(plans, all)
		},
	}
}

// verdict says what the check found, and ends with the exit code for it.
func (a *app) verdict(plans []*model.Plan, all []model.Violation) error {
	if a.set.JSON {
		if all == nil {
			all = []model.Violation{}
		}
		if err := a.encode(all); err != nil {
			return err
		}
	} else {
		for _, v := range all {
			fmt.Fprintln(a.out, a.violation(v))
		}
		a.tally(plans, all)
	}
	switch broken := hard(all); {
	case len(broken) > 0:
		return exit{code: exitBroken}
	case len(all) > 0:
		return exit{code: exitOwed}
	}
	return nil
}

func (a *app) tally(plans []*model.Plan, all []model.Violation) {
	visits, tours, certificates := 0, 0, 0
	for _, p := range plans {
		visits, tours, certificates = visits+len(p.Visits), tours+len(p.Tours), certificates+len(p.Certificates)
	}
	format := a.say("%s, %d visits, %d tours checked: %d rules broken, %d owed without certificate, %d certificates\n",
		"%s, %d besøg, %d køreture kontrolleret: %d regler brudt, %d skyldige uden attest, %d attester\n")
	broken, made := len(hard(all)), a.say("one plan", "én plan")
	if len(plans) != 1 {
		made = fmt.Sprintf(a.say("%d plans", "%d planer"), len(plans))
	}
	fmt.Fprintf(a.out, format, made, visits, tours, broken, len(all)-broken, certificates)
}

// hard are the violations of hard rules: those that no plan may have.
func hard(all []model.Violation) []model.Violation {
	var l []model.Violation
	for _, v := range all {
		if !v.Escalation {
			l = append(l, v)
		}
	}
	return l
}

// list prints the first violations to the messages.
func (a *app) list(all []model.Violation) {
	const most = 20
	for i, v := range all {
		if i == most {
			fmt.Fprintf(a.msg, "… %d\n", len(all)-most)
			return
		}
		fmt.Fprintln(a.msg, a.violation(v))
	}
}

// violation is a broken rule on a line: id, home, caregiver, time, and what is wrong.
func (a *app) violation(v model.Violation) string {
	at := "-"
	if v.At != 0 {
		at = v.At.Local().Format("2006-01-02 15:04")
	}
	return fmt.Sprintf("%-10s %-12s %-12s %-16s %s", v.Rule, or(string(v.Home)), or(string(v.Caregiver)), at, v.Text.In(a.set.Lang))
}

func or(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// readPlans reads a plan folder, or a folder of several providers' plans, and
// refuses plans of another case.
func (a *app) readPlans(dir string, c *model.Case) ([]*model.Plan, error) {
	plans, faults, err := casefile.ReadPlans(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, input("there is no plan %s: a PLAN is a folder that hjemvej plan wrote", dir)
	}
	if err != nil {
		return nil, input("%v", err)
	}
	if err := a.faults(faults); err != nil {
		return nil, err
	}
	for _, p := range plans {
		if p.Made.CaseHash != c.Hash {
			fmt.Fprintf(a.msg, a.say("note: the plan of %s was made for another case, or another state of it: %s (%.8s), not %s (%.8s)\n",
				"bemærk: planen for %s er lavet til en anden sag eller en anden udgave af den: %s (%.8s), ikke %s (%.8s)\n"),
				p.Made.Provider, p.Made.Case, p.Made.CaseHash, c.Name, c.Hash)
		}
	}
	return plans, nil
}
