package solver_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/hjemvej/hjemvej/benchmarks/generate"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

// town is what these tests plan mostly: few homes over part of a week.
var town = generate.Options{Citizens: 22, Days: 4, Seed: 5}

var (
	madeOnce sync.Mutex
	made     = map[generate.Options]*model.Case{}
)

// generated is a case of its own for the test, to alter as it likes: rows may
// be changed, what lies inside a row is shared.
func generated(t testing.TB, opt generate.Options) *model.Case {
	t.Helper()
	madeOnce.Lock()
	defer madeOnce.Unlock()
	c, ok := made[opt]
	if !ok {
		var err error
		if c, _, err = generate.Case(opt); err != nil {
			t.Fatal(err)
		}
		made[opt] = c
	}
	return clone(c)
}

// clone copies a case down to its rows, and the standard with its price list.
func clone(of *model.Case) *model.Case {
	c, std := *of, *of.Standard
	c.Standard = &std
	c.Places, c.Homes, c.Grants, c.Offices = slices.Clone(c.Places), slices.Clone(c.Homes), slices.Clone(c.Grants), slices.Clone(c.Offices)
	c.Caregivers, c.Shifts, c.Activities = slices.Clone(c.Caregivers), slices.Clone(c.Shifts), slices.Clone(c.Activities)
	c.Reserves, c.Absences, c.External, c.Pins = slices.Clone(c.Reserves), slices.Clone(c.Absences), slices.Clone(c.External), slices.Clone(c.Pins)
	h := &c.History
	h.Visits, h.Last, h.Named, h.Agreed = slices.Clone(h.Visits), slices.Clone(h.Last), slices.Clone(h.Named), slices.Clone(h.Agreed)
	h.Swaps, h.Outside, h.Debts = slices.Clone(h.Swaps), slices.Clone(h.Outside), slices.Clone(h.Debts)
	return &c
}

func roadsOf(t testing.TB, c *model.Case) *model.Roads {
	t.Helper()
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// planned goes the whole way for the first provider: from the case to a plan
// that passes the check.
func planned(t testing.TB, c *model.Case, o solver.Options) *model.Plan {
	t.Helper()
	return plannedOn(t, context.Background(), c, o)
}

func plannedOn(t testing.TB, ctx context.Context, c *model.Case, o solver.Options) *model.Plan {
	t.Helper()
	r := roadsOf(t, c)
	d, err := model.Expand(c, c.Providers[0].ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := solver.Plan(ctx, d, r, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range model.Check(c, r, p) {
		t.Errorf("%v", v)
	}
	return p
}

func total(p *model.Plan) model.Price { return model.Total(p.Bill) }

// unserved are the occurrences of a class that a case asks for and a plan
// neither delivers nor books as debts.
func unserved(t testing.TB, c *model.Case, p *model.Plan, class model.CareClass) []model.OccurrenceID {
	t.Helper()
	d, err := model.Expand(c, p.Made.Provider, nil)
	if err != nil {
		t.Fatal(err)
	}
	done := map[model.OccurrenceID]bool{}
	for i := range p.Visits {
		for _, o := range p.Visits[i].Does {
			done[o.Occurrence] = true
		}
	}
	for _, r := range p.Replacements {
		done[r.Occurrence] = true
	}
	var left []model.OccurrenceID
	for i := range d.Tasks {
		if k := &d.Tasks[i]; k.Class == class && !done[k.Occurrence] && !slices.Contains(left, k.Occurrence) {
			left = append(left, k.Occurrence)
		}
	}
	return left
}
