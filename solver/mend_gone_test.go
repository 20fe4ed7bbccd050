package solver

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestEverybodyGoesHomeAtAnyTime: whenever all staff of a provider fall ill, what
// had begun stays as it was, and the plan passes both checks.
func TestEverybodyGoesHomeAtAnyTime(t *testing.T) {
	every := model.Clock(25)
	if testing.Short() {
		every = 175
	}
	for k := range 2 {
		m := aMorning(t, k)
		for now := model.Clock(5 * 60); now < 23*60; now += every {
			var gone []model.Event
			for i := range m.plan.Tours {
				who := m.plan.Tours[i].Caregiver
				known := func(e model.Event) bool { return e.Caregiver == who }
				if len(m.plan.Tours[i].Items) > 0 && m.plan.Tours[i].Items[0].From.Date() == m.day && !slices.ContainsFunc(gone, known) {
					gone = append(gone, m.sickCall(who, now))
				}
			}
			m.passes(m.mended(m.plan, gone), m.plan)
		}
	}
}

// TestGoneUntilNearlyTheEnd: whoever is taken ill in their last visit, and would be
// back for the last minute of the shift, has made it, and goes home from there.
func TestGoneUntilNearlyTheEnd(t *testing.T) {
	for k := range 2 {
		m := aMorning(t, k)
		for _, tour := range m.tours() {
			last := slices.IndexFunc(m.c.Shifts, func(s model.Shift) bool { return s.ID == tour.Shift })
			to := m.c.Shifts[last].To.Add(-1)
			for i := range tour.Items {
				it := &tour.Items[i]
				if it.Kind != model.VisitItem || it.To >= to || slices.ContainsFunc(tour.Items[i+1:], func(x model.Item) bool { return x.Kind == model.VisitItem }) {
					continue
				}
				e := model.Event{Known: it.From.Add(1), Kind: model.SickEvent, Caregiver: tour.Caregiver, To: to, Start: -1}
				m.passes(m.mended(m.plan, []model.Event{e}), m.plan)
			}
		}
	}
}
