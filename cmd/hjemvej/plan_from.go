package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// succeed reads the plans to go on from, and makes sure that the case can follow
// on each that is wanted.
func (j *planJob) succeed() error {
	if j.from == "" {
		return nil
	}
	plans, faults, err := casefile.ReadPlans(j.from)
	if errors.Is(err, fs.ErrNotExist) {
		return input("there is no plan %s: a PLAN is a folder that hjemvej plan wrote", j.from)
	}
	if err != nil {
		return input("%v", err)
	}
	if err := j.faults(faults); err != nil {
		return err
	}
	j.after = map[model.ProviderID]*model.Succession{}
	for _, p := range plans {
		id := p.Made.Provider
		if j.provider != "" && id != j.provider {
			continue
		}
		if why := model.Misfit(j.c, p); why != (model.Text{}) {
			return input("%s: %s", j.from, why.In(j.set.Lang))
		}
		if !sameDistricts(p.Made.Districts, j.districts) {
			return input("%s: %s", j.from, j.say("the plan is of other districts", "planen er for andre distrikter"))
		}
		j.after[id] = model.Succeed(j.c, p)
	}
	return j.unfollowed()
}

// unfollowed tells of providers that have no plan to go on from: theirs are
// planned from the case alone.
func (j *planJob) unfollowed() error {
	for _, p := range j.c.Providers {
		switch {
		case j.after[p.ID] != nil || j.provider != "" && j.provider != p.ID:
		case j.provider != "" || len(j.after) == 0:
			return input("%s: %s %s", j.from, j.say("there is no plan of", "der er ingen plan for"), p.ID)
		default:
			fmt.Fprintf(j.msg, j.say("note: %s has no plan of %s, which is planned from the case alone\n",
				"bemærk: %s har ingen plan for %s, som planlægges ud fra sagen alene\n"), j.from, p.ID)
		}
	}
	return nil
}

// caseOf is the case as a provider's plan is to see it.
func (j *planJob) caseOf(id model.ProviderID) *model.Case {
	if after := j.after[id]; after != nil {
		return after.Case
	}
	return j.c
}

// caseOf is the case that a plan was made of.
func caseOf(demands []*model.Demand, p *model.Plan) *model.Case {
	at := slices.IndexFunc(demands, func(d *model.Demand) bool { return d.Provider == p.Made.Provider })
	return demands[at].Case
}

// sameDistricts says whether a plan's districts are those asked for; none asked
// for are all.
func sameDistricts(made []model.DistrictID, asked []string) bool {
	want := make([]model.DistrictID, len(asked))
	for i, d := range asked {
		want[i] = model.DistrictID(d)
	}
	slices.Sort(want)
	return slices.Equal(slices.Sorted(slices.Values(made)), slices.Compact(want))
}
