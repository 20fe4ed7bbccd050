package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/sheets"
	"github.com/hjemvej/hjemvej/solver"
)

const whoHelp = `List everybody who could take a visit of a plan, cheapest first.

For each: by how much the plan's bill would differ, line by line, what is new
travel, whom to call because of it, what of the tour moves and what it would
have to give up. For those who can't: the rule that stands in the way, and how
far they are from being able. The others of the tour keep their order; visits by
several and the other tours of the day stay as they are.`

func (a *app) whoCommand() *cobra.Command {
	return &cobra.Command{
		Use: "who CASE PLAN VISIT", Short: "Who could take a visit, and at what price", Long: whoHelp, Args: words("CASE", "PLAN", "VISIT"),
		Example: "  hjemvej who smalltown plan H3/morning@2026-11-23",
		RunE: func(_ *cobra.Command, args []string) error {
			v, err := a.readVisit(args)
			if err != nil {
				return err
			}
			who, err := solver.Who(v.c, v.roads, v.plan, v.id)
			if err != nil {
				return input("%s", plain(err))
			}
			if a.set.JSON {
				return a.encode(who)
			}
			if err := sheets.WriteWho(a.out, v.c, v.plan, who, a.set.Lang); err != nil {
				return exit{exitBroken, err.Error()}
			}
			return nil
		},
	}
}

const whyHelp = `Say why a visit stands where it stands: its price against the next best.

Asked about a caregiver: what the visit would cost there, line by line, or each
rule that stands in the way, and how far off it is. Asked about a time, hh:mm of
the visit's date, too: what that start would cost or break.`

func (a *app) whyCommand() *cobra.Command {
	return &cobra.Command{
		Use: "why CASE PLAN VISIT [CAREGIVER [TIME]]", Short: "Why a visit stands where it stands, and why not elsewhere", Long: whyHelp,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 3 && len(args) <= 5 {
				return nil
			}
			return words("CASE", "PLAN", "VISIT")(cmd, args)
		},
		Example: "  hjemvej why smalltown plan H3/morning@2026-11-23 C2 08:30",
		RunE: func(_ *cobra.Command, args []string) error {
			v, err := a.readVisit(args[:3])
			if err != nil {
				return err
			}
			about, err := v.question(args[3:])
			if err != nil {
				return err
			}
			why, err := solver.Why(v.c, v.roads, v.plan, v.id, about)
			if err != nil {
				return input("%s", plain(err))
			}
			if a.set.JSON {
				return a.encode(why)
			}
			if err := sheets.WriteWhy(a.out, v.c, v.plan, why, a.set.Lang); err != nil {
				return exit{exitBroken, err.Error()}
			}
			return nil
		},
	}
}

// plain is what the solver says without its own name.
func plain(err error) string {
	return strings.TrimPrefix(strings.TrimPrefix(err.Error(), "solver: "), "chain: ")
}

// planned is a visit with the plan that has it, and the case as it stands after
// that plan's log.
type planned struct {
	c     *model.Case
	roads *model.Roads
	plan  *model.Plan
	id    model.VisitID
}

// readVisit reads case and plan and finds the plan that has a visit.
func (a *app) readVisit(args []string) (*planned, error) {
	c, roads, err := a.readCase(args[0])
	if err != nil {
		return nil, err
	}
	plans, err := a.readPlans(args[1], c)
	if err != nil {
		return nil, err
	}
	v := &planned{c: c, roads: roads, id: model.VisitID(args[2])}
	for _, p := range plans {
		if slices.ContainsFunc(p.Visits, func(of model.Visit) bool { return of.ID == v.id }) {
			v.plan = p
		}
	}
	if v.plan == nil {
		return nil, input(a.say("the plan has no visit %s", "planen har intet besøg %s"), v.id)
	}
	v.c = model.CaseOf(c, v.plan)
	return v, nil
}

// question reads the caregiver and the time asked about, if any.
func (v *planned) question(args []string) (solver.Question, error) {
	var q solver.Question
	if len(args) > 0 {
		q.Caregiver = model.CaregiverID(args[0])
	}
	if len(args) > 1 {
		at, err := model.ParseClock(args[1])
		if err != nil {
			return q, usage("TIME: %v; it is written hh:mm", err)
		}
		i := slices.IndexFunc(v.plan.Visits, func(of model.Visit) bool { return of.ID == v.id })
		q.At = model.At(v.plan.Visits[i].Date, at)
	}
	return q, nil
}
