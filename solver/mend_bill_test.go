package solver

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestMendIsBilledAsSearched: what the search minds of a mend is what its bill
// says, to the øre, calls that come too late among it. Check and the plan mended agree to every mend.
func TestMendIsBilledAsSearched(t *testing.T) {
	for k := range 2 {
		m := aMorning(t, k)
		for _, tour := range m.tours() {
			for _, at := range []model.Clock{6*60 + 15, 10*60 + 5} {
				c := m.now(at, model.Absence{Caregiver: tour.Caregiver, From: doneWith(tour, model.At(m.day, at)), To: model.At(m.day+1, 0), Kind: "sick"})
				for _, far := range []reach{takersOnly, anybody} {
					m.isBilled(c, far)
				}
			}
		}
	}
}

func (m *morning) isBilled(c *model.Case, far reach) {
	m.t.Helper()
	d, err := model.Expand(c, m.plan.Made.Provider, nil)
	if err != nil {
		m.t.Fatal(err)
	}
	x, err := m.mender(d, nil, Options{Iterations: 400, Seed: 1}).mend(nil, far)
	if err != nil {
		m.t.Fatal(err)
	}
	p := x.h.Certified(x.found)
	p.Made.Now, p.Announced, p.Bill = c.Now, x.h.announced(), nil
	bill := int64(0)
	for _, l := range model.Bill(c, m.r, p) {
		bill += int64(l.Price)
	}
	if bill != x.found.Price {
		m.t.Errorf("at %s the search finds %d, the bill says %d", c.Now.Clock(), x.found.Price, bill)
	}
	for _, v := range append(model.Check(c, m.r, p), model.CheckMended(c, m.plan, p)...) {
		m.t.Errorf("at %s: %v", c.Now.Clock(), v)
	}
}
