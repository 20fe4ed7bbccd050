package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

const checkHelp = `Check a plan against every rule that can be checked on a plan.

The check knows the case and the plan alone and shares no code with the
planner. Each broken rule is listed by id, home, caregiver and time.`

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check CASE PLAN", Short: "Check a plan against every rule", Long: checkHelp, Args: cobra.ExactArgs(2),
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
				all = append(all, model.Check(c, roads, p)...)
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
		if err := json.NewEncoder(a.out).Encode(all); err != nil {
			return exit{exitBroken, err.Error()}
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
	format := a.say("%d plans, %d visits, %d tours checked: %d rules broken, %d owed without certificate, %d certificates\n",
		"%d planer, %d besøg, %d køreture kontrolleret: %d regler brudt, %d skyldige uden attest, %d attester\n")
	broken := len(hard(all))
	fmt.Fprintf(a.out, format, len(plans), visits, tours, broken, len(all)-broken, certificates)
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
	if err != nil {
		return nil, input("%v", err)
	}
	if err := a.faults(faults); err != nil {
		return nil, err
	}
	for _, p := range plans {
		if p.Made.CaseHash != c.Hash {
			fmt.Fprintln(a.msg, a.say("note: the plan was made for another state of the case", "bemærk: planen er lavet til en anden udgave af sagen"))
		}
	}
	return plans, nil
}
