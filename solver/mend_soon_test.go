package solver

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestMendLeavesWhatIsAboutToBegin: who is on the way to a visit comes to it,
// also where the visit might wait for another day and every colleague who works
// alone is sick.
func TestMendLeavesWhatIsAboutToBegin(t *testing.T) {
	found := 0
	for k := range 2 {
		m := aMorning(t, k)
		for _, v := range m.plan.Visits {
			whole := !slices.ContainsFunc(v.Does, func(d model.Done) bool { return d.Piece > 0 }) // a half goes with the other half
			if m.day = v.Date; whole && v.Series == "" && v.Start.Date() == m.day && m.day < m.c.Horizon.From+7 {
				found++
				m.leaves(&v)
			}
		}
	}
	if found == 0 {
		t.Error("no visit might wait for another")
	}
}

// leaves mends the plan five minutes before a visit and wants it as it was.
func (m *morning) leaves(v *model.Visit) {
	m.t.Helper()
	at := v.Start - 5
	var away []model.Absence
	for _, tour := range m.tours() {
		if !slices.ContainsFunc(v.Staff, func(a model.Assignment) bool { return a.Caregiver == tour.Caregiver }) {
			away = append(away, model.Absence{Caregiver: tour.Caregiver, From: doneWith(tour, at), To: model.At(m.day+1, 0), Kind: "sick"})
		}
	}
	p := m.mend(m.now(model.Clock(at.Sub(model.At(m.day, 0))), away...), Options{Iterations: 500, Seed: 1})
	i := slices.IndexFunc(p.Visits, func(is model.Visit) bool { return is.ID == v.ID })
	if i < 0 {
		m.t.Errorf("%s was to begin at %s, and is gone", v.ID, v.Start)
		return
	}
	for leg, a := range p.Visits[i].Staff {
		if was := v.Staff[leg].Caregiver; a.Caregiver != was {
			m.t.Errorf("to %s at %s comes %s, not %s", v.ID, v.Start, a.Caregiver, was)
		}
	}
}
