package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestAbsenceIsNoWaiting: whoever is absent between two visits does not wait
// then; the time is neither worked nor travelled.
func TestAbsenceIsNoWaiting(t *testing.T) {
	c := checkCase()
	r, p := checkDraft(c).write()
	at := func() model.Figures { return model.Measure(c, r, p).All }
	before := at()
	tour := tourOf(p, "c2@5")
	first, last := tour.Items[0], tour.Items[len(tour.Items)-1]
	for i := range tour.Items[1:] {
		if gap := tour.Items[i+1].From.Sub(tour.Items[i].To); gap > 30 {
			first, last = tour.Items[i], tour.Items[i+1]
			break
		}
	}
	for _, away := range []model.Minutes{10, 25} {
		c.Absences = []model.Absence{{Caregiver: "c2", From: first.To.Add(2), To: first.To.Add(2 + away), Kind: "training"},
			{Caregiver: "c2", From: first.To.Add(3), To: first.To.Add(5), Kind: "training"}}
		after := at()
		if got := before.Waiting - after.Waiting; got != away {
			t.Errorf("away for %d minutes of %s–%s, and waiting falls by %d", away, first.To, last.From, got)
		}
		if got := after.Idle - before.Idle; got != away {
			t.Errorf("away for %d minutes, and idle time grows by %d", away, got)
		}
	}
}
