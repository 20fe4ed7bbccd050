package solver

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestRemediesHold: once the people of a remedy have agreed, and that is told as an
// event, as much more care is given as the mend said that it had planned. Which of
// it, where there is not enough for all, may differ.
func TestRemediesHold(t *testing.T) {
	kinds, said, given := map[string]int{}, 0, 0
	for k := range 2 {
		m := aMorning(t, k)
		tours := m.tours()
		for i := range tours {
			if i%2 > 0 && testing.Short() {
				continue
			}
			p := m.mended(m.plan, m.without(tours, i, 4+i%2))
			services := map[model.Remedy]int{}
			for _, c := range p.Certificates {
				if c.Remedy.Kind != "none" && strings.Contains(c.Remedy.Text.En, "planned") {
					services[c.Remedy]++
				}
			}
			for remedy, n := range services {
				at := slices.IndexFunc(p.Certificates, func(c model.Certificate) bool { return c.Remedy == remedy })
				helped := m.mended(p, []model.Event{m.agreed(p, &p.Certificates[at])})
				more := len(p.Certificates) - len(helped.Certificates)
				if more == 0 {
					t.Errorf("nothing more is given, though %s", remedy.Text.En)
				}
				kinds[remedy.Kind], said, given = kinds[remedy.Kind]+1, said+n, given+more
			}
		}
	}
	if kinds["call-in"] == 0 || kinds["stay"] == 0 && !testing.Short() {
		t.Errorf("no morning asked for one of the remedies: %v", kinds)
	}
	if 10*given < 9*said {
		t.Errorf("%d services were said to be given, %d are", said, given)
	}
}

// without are the sick calls of some who work one after the other.
func (m *morning) without(tours []*model.Tour, first, n int) []model.Event {
	var batch []model.Event
	for k := range n {
		who := tours[(first+k)%len(tours)].Caregiver
		if !slices.ContainsFunc(batch, func(e model.Event) bool { return e.Caregiver == who }) {
			batch = append(batch, m.sickCall(who, 6*60+15))
		}
	}
	return batch
}

// mended is a plan after events that became known now.
func (m *morning) mended(of *model.Plan, batch []model.Event) *model.Plan {
	m.t.Helper()
	taken, faults := model.Intake(model.Fold(m.c, of.Log, of.Made.Now), of, batch)
	for _, f := range faults {
		m.t.Fatalf("%s: %s", f.Field, f.Text.En)
	}
	log := slices.Concat(of.Log, taken)
	p, err := Mend(context.Background(), m.expand(model.Fold(m.c, log, batch[0].Known)), m.r, of, log, Options{Iterations: 2000, Seed: 1})
	if err != nil {
		m.t.Fatal(err)
	}
	return p
}

// agreed is the event of a remedy.
func (m *morning) agreed(p *model.Plan, c *model.Certificate) model.Event {
	m.t.Helper()
	r := &c.Remedy
	e := model.Event{Known: p.Made.Now, Kind: model.ShiftEvent, Caregiver: r.Caregiver, Start: -1}
	shifts := model.Fold(m.c, p.Log, p.Made.Now).Shifts
	switch r.Kind {
	case "stay":
		s := lastBefore(shifts, r)
		e.What, e.Shift, e.From, e.To, e.Caregiver = model.ShiftExtended, s.ID, s.From, s.To.Add(r.To.Sub(r.From)), ""
	case "call-in":
		way := calledIn(m.c, shifts, r, m.r.Modes())[0]
		s := way[len(way)-1]
		e.What, e.Shift, e.From, e.To, e.Mode, e.Place = model.ShiftAdded, s.ID, s.From, s.To, s.Mode, s.Start
	case "borrow":
		at := slices.IndexFunc(shifts, func(s model.Shift) bool { return s.Caregiver == r.Caregiver && s.From == r.From && s.To == r.To })
		e.What, e.Shift, e.District, e.Caregiver = model.ShiftLent, shifts[at].ID, districtOf(m.c, c.Home), ""
	}
	return e
}
