package solver_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/benchmarks/generate"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/testdata"
)

// fortnight is long enough for a horizon to roll on by a week.
var fortnight = generate.Options{Citizens: 25, Days: 14, Seed: 3}

// after prepares a case some days later to be planned from a plan.
func after(c *model.Case, p *model.Plan, days model.Date) *model.Succession {
	return model.Succeed(generate.Window(c, c.Horizon.From+days, c.Horizon.Days-int(days)), p)
}

// TestRollingOnLosesNothing: whatever day the first horizon begins on, and
// whatever day it rolls on to, each occurrence that a plan has on a day to come
// is asked for again, and none that it has on a day gone by.
func TestRollingOnLosesNothing(t *testing.T) {
	for seed := range uint64(3) {
		opt := fortnight
		opt.Seed, opt.From = seed+1, model.DateOf(2026, 11, 23)+model.Date(2*seed)
		c := generated(t, opt)
		p := planned(t, c, solver.Options{Iterations: 100, Seed: 1, Workers: 1})
		for days := model.Date(1); days < 14; days++ {
			losesNothing(t, p, after(c, p, days).Case)
		}
	}
}

// TestSmallTownLosesNothing is the same of both providers of the embedded case,
// with services that most cases lack.
func TestSmallTownLosesNothing(t *testing.T) {
	c, faults, err := casefile.ReadCaseFS(testdata.SmallTown())
	if err != nil || faults.Broken() {
		t.Fatalf("%v %s", err, faults.In("en"))
	}
	r := roadsOf(t, c)
	for _, provider := range c.Providers {
		d, err := model.Expand(c, provider.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		p, err := solver.Plan(t.Context(), d, r, solver.Options{Iterations: 100, Seed: 1, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		for days := model.Date(1); days < 14; days++ {
			losesNothing(t, p, after(c, p, days).Case)
		}
	}
}

func losesNothing(t *testing.T, p *model.Plan, c *model.Case) {
	t.Helper()
	d, err := model.Expand(c, p.Made.Provider, nil)
	if err != nil {
		t.Fatal(err)
	}
	asked := map[model.OccurrenceID]bool{}
	for i := range d.Tasks {
		asked[d.Tasks[i].Occurrence] = true
	}
	for i := range p.Visits {
		v := &p.Visits[i]
		for _, does := range v.Does {
			if toCome := v.Date >= c.Horizon.From; asked[does.Occurrence] != toCome {
				t.Errorf("from %s: %s, planned on %s, asked for: %v", c.Horizon.From, does.Occurrence, v.Date, asked[does.Occurrence])
			}
		}
	}
}

// TestRollingOnChangesNothing: without news, and without a search, tonight's plan
// is what is left of yesterday's.
func TestRollingOnChangesNothing(t *testing.T) {
	c := generated(t, fortnight)
	p := planned(t, c, short)
	for days := model.Date(1); days < 14; days += 2 {
		s := after(c, p, days)
		o := short
		o.Iterations, o.After = 0, s
		next := planned(t, s.Case, o)
		left := map[model.VisitID]model.Visit{}
		for _, v := range p.Visits {
			if v.Date >= s.Case.Horizon.From {
				left[v.ID] = v
			}
		}
		for _, v := range next.Visits {
			if d := cmp.Diff(left[v.ID], v); d != "" {
				t.Errorf("%d days on:\n%s", days, d)
			}
			delete(left, v.ID)
		}
		for id := range left {
			t.Errorf("%d days on: %s is gone", days, id)
		}
		for _, l := range next.Bill {
			if disturbs := l.Line == "changed_caregiver" || l.Line == "changed_tour" || l.Line == "pair_change"; disturbs && l.Count > 0 {
				t.Errorf("%d days on: %d times %s", days, l.Count, l.Line)
			}
		}
	}
}

// TestAnnouncedChangesAtAPrice: who is sick on the first day has visits taken by
// others, which the bill shows; the plan begins from the one before, with its
// named staff and agreed times.
func TestAnnouncedChangesAtAPrice(t *testing.T) {
	c := generated(t, fortnight)
	p := planned(t, c, short)
	day := c.Horizon.From + 1
	var who model.CaregiverID
	for i := range p.Visits {
		if v := &p.Visits[i]; v.Date == day {
			who = v.Staff[0].Caregiver
		}
	}
	c.Absences = append(c.Absences, model.Absence{Caregiver: who, From: model.At(day, 0), To: model.At(day+1, 0), Kind: "sick"})
	s := after(c, p, 1)
	o := short
	o.After = s
	next := planned(t, s.Case, o)
	if next.Made.Now != model.At(day-1, 18*60) || len(next.Announced) == 0 {
		t.Fatalf("made %v with %d visits announced", next.Made.Now, len(next.Announced))
	}
	changed := 0
	for _, a := range next.Announced {
		if a.Start.Date() != day {
			t.Errorf("%s had been announced for %v", a.Visit, a.Start)
		}
		for _, x := range a.Staff {
			if x.Caregiver == who {
				changed++
			}
		}
	}
	if f := next.Measures.All; changed == 0 || f.ChangedTours == 0 {
		t.Errorf("%d announced visits of the sick; %d tours changed", changed, f.ChangedTours)
	}
	agreed := map[model.SeriesID]model.Clock{}
	for i := range p.Agreed {
		agreed[p.Agreed[i].Series()] = p.Agreed[i].Start
	}
	for i := range next.Agreed {
		if a := &next.Agreed[i]; a.Series() != "" && agreed[a.Series()] != a.Start {
			t.Errorf("%s was agreed at %s, now %s", a.Series(), agreed[a.Series()], a.Start)
		}
	}
}

// TestNightsAreTheSameOnAnyNumberOfCores: a seed and a budget of iterations give
// one plan, night after night.
func TestNightsAreTheSameOnAnyNumberOfCores(t *testing.T) {
	c := generated(t, fortnight)
	p := planned(t, c, short)
	var plans []*model.Plan
	for _, n := range []int{1, 4} {
		of := p
		for days := model.Date(1); days <= 2; days++ {
			s := after(c, of, days)
			of = planned(t, s.Case, solver.Options{Iterations: 400, Seed: 2, Workers: n, After: s})
		}
		plans = append(plans, of)
	}
	if d := cmp.Diff(plans[0], plans[1]); d != "" {
		t.Error(d)
	}
}

// TestNightKeepsAbsencesFree: who is away in the middle of shifts to come has
// nothing to do then, in a plan that follows on another too.
func TestNightKeepsAbsencesFree(t *testing.T) {
	c := generated(t, fortnight)
	p := planned(t, c, solver.Options{Iterations: 300, Seed: 1, Workers: 1})
	next := after(c, p, 1)
	for i := range next.Case.Shifts {
		s := &next.Case.Shifts[i]
		next.Case.Absences = append(next.Case.Absences, model.Absence{Caregiver: s.Caregiver, From: s.From.Add(150), To: s.From.Add(210), Kind: "training"})
	}
	d, err := model.Expand(next.Case, p.Made.Provider, p.Made.Districts)
	if err != nil {
		t.Fatal(err)
	}
	r := roadsOf(t, next.Case)
	follows, err := solver.Plan(t.Context(), d, r, solver.Options{Iterations: 300, Seed: 1, Workers: 1, After: next})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range model.Check(next.Case, r, follows) {
		if !v.Escalation {
			t.Error(v)
		}
	}
}
