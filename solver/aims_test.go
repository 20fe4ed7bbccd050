package solver

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// TestWeightsAreLinesOfTheBill: each line that an aim weighs is priced by the
// figure it makes dearer, and the case given keeps its own.
func TestWeightsAreLinesOfTheBill(t *testing.T) {
	m := aMorning(t, 0)
	c, r := m.now(6*60+15, m.sick(m.tours()[:2])...), m.r
	p := m.mend(c, Options{Iterations: 200, Seed: 1})
	before, counted := c.Standard.Prices, false
	for _, aim := range model.Aims {
		if len(weights[aim]) == 0 {
			t.Errorf("the aim %s weighs nothing", aim)
		}
		dearer := weighed(c, aim)
		own, its := model.Bill(c, r, p), model.Bill(dearer, r, p)
		for i := range own {
			counted = counted || own[i].Line == "changed_caregiver" && own[i].Price > 0
			k := slices.IndexFunc(weights[aim], func(w weight) bool { return w.line == own[i].Line })
			want := own[i].Price
			if k >= 0 {
				want *= weights[aim][k].times
			}
			if its[i].Price != want {
				t.Errorf("%s: the line %s comes to %d, want %d", aim, own[i].Line, its[i].Price, want)
			}
		}
		for _, w := range weights[aim] {
			if !slices.ContainsFunc(own, func(l model.BillLine) bool { return l.Line == w.line }) {
				t.Errorf("%s: the bill has no line %s", aim, w.line)
			}
		}
	}
	if !counted {
		t.Error("the bill counts no changed caregiver")
	}
	if d := cmp.Diff(before, c.Standard.Prices); d != "" {
		t.Errorf("the case's own prices changed:\n%s", d)
	}
}

// TestNoAimAtTheExpenseOfCare: weighed as an aim has it, no line of an aim costs
// what care left undone does, in both standards.
func TestNoAimAtTheExpenseOfCare(t *testing.T) {
	for _, s := range standards(t) {
		least := min(s.Prices.Unserved[model.NeverCancelled], s.Prices.Unserved[model.Replaced], s.Prices.Unserved[model.Priced])
		for aim, of := range weights {
			for _, w := range of {
				price := *w.price(&s.Prices) * w.times
				if w.line == "overtime" {
					price *= model.Price(s.Rules.OvertimeMost)
				}
				if price >= least {
					t.Errorf("%s, %s: %s weighs %d, care undone %d", s.ID, aim, w.line, price, least)
				}
			}
		}
	}
}

// TestAlternatives: each is a plan that keeps every rule with a bill at the
// standard's prices, and none found serves an aim better than the one shown for it.
func TestAlternatives(t *testing.T) {
	m := aMorning(t, 0)
	c := m.now(6*60+15, m.sick(m.tours()[:2])...)
	all, err := Alternatives(t.Context(), c, m.r, m.plan, nil, Options{Iterations: 800, Seed: 2, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1+len(model.Aims) || all[0].Aim != "" || all[0].Found != "" || len(all[0].Apart) > 0 {
		t.Fatalf("%d alternatives, the first is %q found as %q", len(all), all[0].Aim, all[0].Found)
	}
	for i := range all {
		a := &all[i]
		for _, v := range append(model.Check(c, m.r, a.Plan), model.CheckMended(c, m.plan, a.Plan)...) {
			t.Errorf("%s: %v", a.Aim.Word(), v)
		}
		if d := cmp.Diff(model.Bill(c, m.r, a.Plan), a.Plan.Bill); d != "" {
			t.Errorf("%s: the bill is not the standard's\n%s", a.Aim.Word(), d)
		}
		for k := range all {
			if a.Aim != "" && betterFor(a.Aim, all[k].Plan, a.Plan) {
				t.Errorf("%s is better for %s than the plan shown", all[k].Aim.Word(), a.Aim)
			}
		}
		if (a.Plan == all[0].Plan) != (len(a.Apart) == 0) && a.Aim != "" {
			t.Errorf("%s: %d visits stand apart", a.Aim, len(a.Apart))
		}
	}
	if _, err := MendFor(t.Context(), "speed", c, m.r, m.plan, nil, Options{Iterations: 1}); err == nil {
		t.Error("an aim that nobody knows is taken")
	}
}

// TestBetterFor: care undone goes before the aim, the aim before the rest.
func TestBetterFor(t *testing.T) {
	bill := func(undone, call, travel model.Price) *model.Plan {
		return &model.Plan{Bill: []model.BillLine{{Line: "unserved.priced", Price: undone}, {Line: "call", Price: call}, {Line: "travel_minute.car", Price: travel}}}
	}
	inOrder := []*model.Plan{bill(0, 1, 9), bill(0, 2, 1), bill(0, 2, 2), bill(1, 0, 0)}
	for i, a := range inOrder {
		for k, b := range inOrder {
			if got := betterFor(model.FewestCalls, a, b); got != (i < k) {
				t.Errorf("plan %d better than %d: %v", i, k, got)
			}
		}
	}
}

// standards are those delivered with the program.
func standards(t *testing.T) []*model.Standard {
	t.Helper()
	var all []*model.Standard
	for _, id := range []string{"copenhagen-2008", "frame-2025"} {
		s, err := casefile.Standard(id)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}
