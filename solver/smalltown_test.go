package solver

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/testdata"
)

// smallTown reads the embedded case.
func smallTown(t *testing.T) (*model.Case, *model.Roads) {
	t.Helper()
	c, faults, err := casefile.ReadCaseFS(testdata.SmallTown())
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	return c, r
}

func planOf(t *testing.T, c *model.Case, r *model.Roads, p model.ProviderID, o Options) *model.Plan {
	t.Helper()
	d, err := model.Expand(c, p, nil)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := Plan(context.Background(), d, r, o)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// TestSmallTownPlansPassTheWholeCheck goes the whole way for every provider:
// grants, expansion, search, plan, check.
func TestSmallTownPlansPassTheWholeCheck(t *testing.T) {
	c, r := smallTown(t)
	for _, p := range c.Providers {
		plan := planOf(t, c, r, p.ID, Options{Iterations: 3000, Seed: 1, Workers: 2, Program: "test"})
		for _, v := range model.Check(c, r, plan) {
			t.Errorf("provider %s: %v", p.ID, v)
		}
		if plan.Made.Iterations == 0 || plan.Made.Program != "test" || plan.Made.CaseHash != c.Hash {
			t.Errorf("made: %+v", plan.Made)
		}
	}
}

// TestPlanDependsOnTheCaseAlone: neither on the order of its rows nor on how
// many goroutines search.
func TestPlanDependsOnTheCaseAlone(t *testing.T) {
	c, r := smallTown(t)
	want := planOf(t, c, r, c.Providers[0].ID, Options{Iterations: 1500, Seed: 3, Workers: 1})
	for name, turn := range map[string]func(c *model.Case){
		"two goroutines": func(*model.Case) {},
		"rows reversed": func(c *model.Case) {
			c.Shifts, c.Caregivers, c.Homes = reversed(c.Shifts), reversed(c.Caregivers), reversed(c.Homes)
			c.Grants, c.Activities, c.Absences = reversed(c.Grants), reversed(c.Activities), reversed(c.Absences)
			c.History.Visits, c.History.Named, c.History.Agreed = reversed(c.History.Visits), reversed(c.History.Named), reversed(c.History.Agreed)
		},
	} {
		t.Run(name, func(t *testing.T) {
			turned := *c
			turn(&turned)
			got := planOf(t, &turned, r, c.Providers[0].ID, Options{Iterations: 1500, Seed: 3, Workers: 2})
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func reversed[T any](s []T) []T {
	s = slices.Clone(s)
	slices.Reverse(s)
	return s
}

// TestPlanGoesOnFromAPlan: started from a plan, a search without time gives it
// back, never a dearer one.
func TestPlanGoesOnFromAPlan(t *testing.T) {
	c, r := smallTown(t)
	first := planOf(t, c, r, c.Providers[0].ID, Options{Iterations: 1500, Seed: 1, Workers: 1})
	again := planOf(t, c, r, c.Providers[0].ID, Options{Iterations: 1, Seed: 1, Workers: 1, From: first})
	if a, b := model.Total(first.Bill), model.Total(again.Bill); b > a {
		t.Errorf("went on from %d to %d", a, b)
	}
}
