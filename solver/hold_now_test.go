package solver

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestNobodySetsOutBeforeItIsKnown: whoever waits far away is sent to a visit
// that has lost its caregiver when that is known, not when they were done with
// what they had begun.
func TestNobodySetsOutBeforeItIsKnown(t *testing.T) {
	w := newTown(t)
	w.Case.Standard.Rules.FreezeAhead, w.Case.Standard.Rules.BreakOnlyGiven = 15, true
	w.Case.History.Named = []model.Named{{Home: "near", Contact: "a"}, {Home: "far", Contact: "b"}}
	w.home("near", -30) // a minute a kilometre
	w.home("far", 40)
	w.worker("a", 7*60, 15*60, 0)
	w.worker("b", 7*60, 15*60, 0)
	w.daily("near", "care", 8*60+15, 0)
	w.daily("far", "care", 9*60+30, 0)
	m, r, s := w.solved(1, 500)
	of := m.Certified(s)
	visit := func(p *model.Plan, home model.HomeID) *model.Visit {
		for i := range p.Visits {
			if p.Visits[i].Home == home {
				return &p.Visits[i]
			}
		}
		t.Fatalf("nobody comes to %s", home)
		return nil
	}
	gone, stays := visit(of, "far").Staff[0].Caregiver, visit(of, "near").Staff[0].Caregiver
	if gone == stays {
		t.Fatal("one of them can do both")
	}
	now := model.At(monday, 8*60+45)
	w.Case.Now, w.Case.AnnouncedUntil = now, model.At(monday+1, 0)
	w.Case.Absences = append(w.Case.Absences, model.Absence{Caregiver: gone, From: now, To: model.At(monday+1, 0), Kind: "sick"})
	p, err := Mend(t.Context(), w.Demand, r, of, nil, Options{Iterations: 500, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if v := visit(p, "far"); v.Staff[0].Caregiver != stays || v.Start < now.Add(70) {
		t.Errorf("%s comes at %s, and has 70 minutes to go", v.Staff[0].Caregiver, v.Start)
	}
	for _, v := range model.Check(w.Case, r, p) {
		if v.Rule == model.PastRule {
			t.Error(v)
		}
	}
}
