package solver

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestRidersTogetherNeverRunIntoOtherHelp: two riders that each leave a visit
// time enough before other help, or before the citizen goes away, are not
// offered together where they do not.
func TestRidersTogetherNeverRunIntoOtherHelp(t *testing.T) {
	for name, c := range map[string]struct {
		change func(c *model.Case)
		want   bool
	}{
		"nothing else": {func(*model.Case) {}, true},
		"a nurse to avoid": {func(c *model.Case) {
			c.External = []model.External{{Home: "h", From: model.At(monday, 10*60), To: model.At(monday, 11*60), Relation: model.Avoid}}
		}, false},
		"a nurse to avoid the day after": {func(c *model.Case) {
			c.External = []model.External{{Home: "h", From: model.At(monday+1, 10*60), To: model.At(monday+1, 11*60), Relation: model.Avoid}}
		}, true},
		"a wish": {func(c *model.Case) {
			c.External = []model.External{{Home: "h", From: model.At(monday, 10*60), To: model.At(monday, 11*60), Relation: model.Avoid, Soft: 100}}
		}, true},
		"away from ten": {func(c *model.Case) {
			c.Absences = []model.Absence{{Home: "h", From: model.At(monday, 10*60), To: model.At(monday, 23*60)}}
		}, false},
	} {
		w := newTown(t)
		w.home("h", 3)
		w.worker("a", 7*60, 15*60, 0)
		carrier := w.daily("h", "care", 8*60, 0)[0]
		for range 2 {
			w.carry(carrier, w.floating("h", "cleaning", 0))
		}
		c.change(w.Case)
		m, _ := w.build()
		combo := m.Problem.Stops[m.first[carrier]].Combo
		for set, want := range []bool{true, true, true, c.want} {
			if got := m.Problem.Combos[combo+int32(set)].Dur >= 0; got != want {
				t.Errorf("%s: set %b of riders offered: %v", name, set, got)
			}
		}
	}
}
