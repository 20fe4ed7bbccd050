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
