package solver

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestOffersOfAMendAreExact: on a morning on which somebody is sick, with what
// began held fast and every change at its price, offers are exact too.
func TestOffersOfAMendAreExact(t *testing.T) {
	if testing.Short() {
		t.Skip("long: offers are tried on a whole morning")
	}
	m := aMorning(t, 0)
	offers, said := 0, map[string]int{}
	for n, tour := range m.tours() {
		if n%5 > 0 {
			continue
		}
		at := []model.Clock{6*60 + 15, 10*60 + 5}[n/5%2]
		c := m.now(at, model.Absence{Caregiver: tour.Caregiver, From: doneWith(tour, model.At(m.day, at)), To: model.At(m.day+1, 0), Kind: "sick"})
		p := m.mend(c, Options{Iterations: 500, Seed: 1})
		if faults := model.Check(c, m.r, p); len(faults) > 0 {
			t.Fatal(faults)
		}
		for i := range p.Visits {
			if v := &p.Visits[i]; v.Date < m.day || v.Date > m.day+1 || i%5 > 0 {
				continue
			}
			d, err := newDesk(c, m.r, p, p.Visits[i].ID)
			if err != nil {
				t.Fatal(err)
			}
			for leg := range d.visit.Staff {
				deals, faults := offersHold(c, m.r, p, d, leg)
				offers += len(deals)
				for _, f := range faults {
					t.Errorf("%s sick at %s, %s: %s", tour.Caregiver, at, d.visit.ID, f)
				}
				_, refusals := d.leg(leg)
				for k := range refusals {
					said[refusals[k].Obstacles[0].Rule]++
				}
				if d.begun(d.visit.Start) && len(deals) > 0 {
					t.Errorf("%s has begun, and is offered to others", d.visit.ID)
				}
			}
		}
	}
	t.Log(offers, said)
	if offers < 50 || said[pastRule] == 0 {
		t.Errorf("%d offers, refusals %v", offers, said)
	}
}
