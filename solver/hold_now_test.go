package solver

import (
	"slices"
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
	gone, stays := visitAt(t, of, "far").Staff[0].Caregiver, visitAt(t, of, "near").Staff[0].Caregiver
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
	if v := visitAt(t, p, "far"); v.Staff[0].Caregiver != stays || v.Start < now.Add(70) {
		t.Errorf("%s comes at %s, and has 70 minutes to go", v.Staff[0].Caregiver, v.Start)
	}
	for _, v := range model.Check(w.Case, r, p) {
		if v.Rule == model.PastRule {
			t.Error(v)
		}
	}
}

// TestBothAreOnTheRoad: whoever is on the road to a visit by two comes to it, as
// does the other of them, whatever else has happened.
func TestBothAreOnTheRoad(t *testing.T) {
	w := newTown(t)
	w.Case.Standard.Rules.FreezeAhead, w.Case.Standard.Rules.BreakOnlyGiven = 15, true
	w.home("far", 40) // a minute a kilometre
	w.home("near", -10)
	for _, id := range []model.CaregiverID{"a", "b", "c"} {
		w.worker(id, 7*60, 15*60, 0)
	}
	lift := w.daily("far", "care", 9*60, 0)[0]
	w.Demand.Needs[lift].Legs = append(w.Demand.Needs[lift].Legs, w.Demand.Needs[lift].Legs[0])
	task := &w.Demand.Tasks[w.Demand.Needs[lift].Tasks[0]]
	task.Staff, task.Grant.Staff = 2, 2
	w.daily("near", "care", 10*60, 0)
	m, r, s := w.solved(1, 500)
	of := m.Certified(s)
	was := visitAt(t, of, "far")
	if len(was.Staff) != 2 {
		t.Fatalf("%d come to the visit by two", len(was.Staff))
	}
	now := was.Start.Add(-1)
	w.Case.Now, w.Case.AnnouncedUntil = now, model.At(monday+1, 0)
	for _, gone := range []model.CaregiverID{"a", "b", "c"} {
		if slices.ContainsFunc(was.Staff, func(a model.Assignment) bool { return a.Caregiver == gone }) {
			continue
		}
		w.Case.Absences = append(w.Case.Absences, model.Absence{Caregiver: gone, From: now, To: model.At(monday+1, 0), Kind: "sick"})
	}
	h, err := buildHeld(w.Demand, r, of, nil, nil, takersOnly)
	if err != nil {
		t.Fatal(err)
	}
	start := h.Solution(of)
	for leg, stop := range h.legs(lift) {
		if tour := start.Tour[stop]; tour < 0 || h.Shifts[tour].ID != was.Staff[leg].Shift || start.Start[stop] != h.tick(was.Start) {
			t.Errorf("leg %d of the visit at %s by %s is in tour %d at %d", leg, was.Start, was.Staff[leg].Shift, tour, start.Start[stop])
		}
	}
}

// visitAt is the first visit of a plan to a home.
func visitAt(t *testing.T, p *model.Plan, home model.HomeID) *model.Visit {
	t.Helper()
	for i := range p.Visits {
		if p.Visits[i].Home == home {
			return &p.Visits[i]
		}
	}
	t.Fatalf("nobody comes to %s", home)
	return nil
}
