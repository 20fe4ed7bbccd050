package model

import (
	"slices"
	"testing"
	"time"
)

// Help every so many days, oftener than the one weekday that it is agreed for
// comes round, comes each time that weekday does, and once.
func TestOftenerThanItsWeekday(t *testing.T) {
	for _, days := range []int{1, 2, 3, 5} {
		for _, staff := range []int{1, 2} {
			g, care := every("meal", days), daily("care", 1)
			g.Days, g.Parts, g.Staff, care.Staff = on(time.Wednesday), parts("morning"), staff, staff
			var on []int
			d := expand(t, testCase(g, care))
			for i := range d.Tasks {
				if d.Tasks[i].Grant.ID == "g1" {
					on = append(on, int(d.Tasks[i].Due-mondayOf2026))
				}
			}
			if slices.Sort(on); !slices.Equal(on, []int{2, 9}) {
				t.Errorf("every %d days by %d: on days %v", days, staff, on)
			}
		}
	}
}

// What several do has its day from the beginning, and never two of one grant
// on one day.
func TestSettledOccurrencesAreDaysApart(t *testing.T) {
	g, meal := every("turning", 2), daily("care", 1)
	g.Parts = parts("morning")
	d := expand(t, testCase(g, meal))
	var on []int
	for i := range d.Needs {
		for _, k := range d.Needs[i].Tasks {
			if d.Tasks[k].Grant.ID == "g1" {
				on = append(on, datesOf(&d.Needs[i])...)
			}
		}
	}
	slices.Sort(on)
	if len(on) == 0 || len(slices.Compact(slices.Clone(on))) != len(on) {
		t.Errorf("on days %v", on)
	}
}
