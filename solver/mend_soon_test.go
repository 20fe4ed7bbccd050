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

// TestCallsOnTheRoad: of a visit far from its agreed time the citizen is still to
// be called while somebody is on the way there, and no more once it goes on.
func TestCallsOnTheRoad(t *testing.T) {
	calls := 0
	for k := range 2 {
		m := aMorning(t, k)
		m.plan = planOf(t, m.c, m.r, m.c.Providers[k].ID, Options{Iterations: 100, Seed: 1, Workers: 2})
		for _, call := range m.plan.Calls {
			m.day = call.New.Date()
			for _, at := range []model.Clock{-2, 2} {
				now := call.New.Clock() + at
				if now < 0 || now >= 24*60 {
					continue
				}
				calls++
				c := m.now(now)
				p := m.mend(c, Options{Iterations: 200, Seed: 1})
				for _, v := range append(model.Check(c, m.r, p), model.CheckMended(c, m.plan, p)...) {
					t.Errorf("%d minutes after %s: %v", at, call.Visit, v)
				}
			}
		}
	}
	if calls == 0 {
		t.Error("the plans owe no call")
	}
}
