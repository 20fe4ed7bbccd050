package solver

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestWhoSpeaksWithAHome: the contact person, and nobody who is away.
func TestWhoSpeaksWithAHome(t *testing.T) {
	day := model.DateOf(2026, 11, 23)
	at := func(clock model.Clock) model.Time { return model.At(day, clock) }
	c := &model.Case{Absences: []model.Absence{
		{Caregiver: "anna", From: at(6 * 60), To: at(15 * 60)}, {Caregiver: "bo", From: at(12 * 60), To: at(20 * 60)}, {Home: "h", From: at(0), To: at(24 * 60)},
	}}
	s := spokesmenOf(c, []model.Named{{Home: "h", Contact: "anna", Second: "bo"}, {Home: "one", Contact: "anna"}})
	for _, x := range []struct {
		home model.HomeID
		at   model.Clock
		want model.CaregiverID
	}{
		{"h", 5 * 60, "anna"}, {"h", 6 * 60, "bo"}, {"h", 13 * 60, ""}, {"h", 15 * 60, "anna"}, {"one", 10 * 60, ""}, {"none", 10 * 60, ""},
	} {
		if got := s.with(x.home, at(x.at)); got != x.want {
			t.Errorf("with %s at %s speaks %q, not %q", x.home, x.at, got, x.want)
		}
	}
}
