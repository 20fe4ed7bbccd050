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
several and the other tours of the day stay as they are.

VISIT is the id of a visit, or of a service (an occurrence: GRANT#N), which means
the visit that gives it. Of what the plan leaves out the certificate is told: what
stands in everybody's way, and the nearest remedy.`

func (a *app) whoCommand() *cobra.Command {
	return &cobra.Command{
		Use: "who CASE PLAN VISIT", Short: "Who could take a visit, and at what price", Long: whoHelp, Args: words("CASE", "PLAN", "VISIT"),
		Example: "  hjemvej who smalltown plan H3/morning@2026-11-23",
		RunE: func(_ *cobra.Command, args []string) error {
			v, err := a.readVisit(args)
			if err != nil {
				return err
			}
			if v.leftOut != nil {
				return a.writeLeftOut(v)
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
the visit's date, too: what that start would cost or break.

VISIT is the id of a visit, or of a service (an occurrence: GRANT#N), which means
the visit that gives it. Of what the plan leaves out the certificate is told.`

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
			if v.leftOut != nil {
				return a.writeLeftOut(v)
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

	leftOut []model.Certificate // instead of the visit: of what was asked about
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
		if at := slices.IndexFunc(p.Visits, func(of model.Visit) bool { return of.ID == v.id || gives(&of, args[2]) }); at >= 0 {
			v.plan, v.id = p, p.Visits[at].ID
			break
		}
	}
	for i := 0; v.plan == nil && i < len(plans); i++ {
		if v.leftOut, err = leavesOut(model.CaseOf(c, plans[i]), plans[i], args[2]); err != nil {
			return nil, input("%s", plain(err))
		}
		if v.leftOut != nil {
			v.plan = plans[i]
		}
	}
	if v.plan == nil {
		return nil, input(a.say("the plan has no visit %s", "planen har intet besøg %s"), v.id)
	}
	v.c = model.CaseOf(c, v.plan)
	return v, nil
}

// gives says whether a visit gives an occurrence.
func gives(v *model.Visit, occurrence string) bool {
	return slices.ContainsFunc(v.Does, func(d model.Done) bool { return string(d.Occurrence) == occurrence })
}

// leavesOut are a plan's certificates of an occurrence, or of all that a visit by
// an id would have given; nil where it has none.
func leavesOut(c *model.Case, p *model.Plan, id string) ([]model.Certificate, error) {
	asked := map[model.OccurrenceID]bool{model.OccurrenceID(id): true}
	if len(p.Certificates) > 0 && !strings.Contains(id, "#") {
		d, err := model.Expand(c, p.Made.Provider, p.Made.Districts)
		if err != nil {
			return nil, err
		}
		for i := range d.Needs {
			for _, k := range d.Needs[i].Tasks {
				if string(d.Needs[i].ID) == id {
					asked[d.Tasks[k].Occurrence] = true
				}
			}
		}
	}
	var all []model.Certificate
	for i := range p.Certificates {
		if asked[p.Certificates[i].Occurrence] {
			all = append(all, p.Certificates[i])
		}
	}
	return all, nil
}

// writeLeftOut tells why something stands nowhere.
func (a *app) writeLeftOut(v *planned) error {
	if a.set.JSON {
		return a.encode(v.leftOut)
	}
	if err := sheets.WriteLeftOut(a.out, v.c, v.plan, v.leftOut, a.set.Lang); err != nil {
		return exit{exitBroken, err.Error()}
	}
	return nil
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
