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

// What other help leaves no start for is owed all the same: a need without
// days, for a certificate to name (R-5.3c, R-6.3).
func TestNoStartIsOwed(t *testing.T) {
	c := testCase(daily("care", 1), weekly("unpacking", 1))
	c.Horizon.Days = 1
	c.External = []External{
		{Home: "h1", Service: "care", Relation: Avoid, From: At(mondayOf2026, 0), To: At(mondayOf2026+1, 0)},
		{Home: "h1", Service: "unpacking", Relation: Delivery, From: At(mondayOf2026+1, hm(9, 0)), To: At(mondayOf2026+1, hm(9, 5))},
	}
	c.Grants[1].Days = on(time.Monday)
	d := expand(t, c)
	for _, id := range []VisitID{"h1/morning@2026-11-23", "h1/~unpacking@4"} {
		n := needOf(t, d, id)
		if due := d.Tasks[n.Tasks[0]].Due; len(n.Days) != 0 || due != mondayOf2026 || n.Unserved == 0 {
			t.Errorf("%s: days %v, due %s, %d øre unserved", id, n.Days, due, n.Unserved)
		}
	}
	if len(d.Unplanned) > 0 {
		t.Errorf("unplanned %v", d.Unplanned)
	}
}

// Care by two is settled on a day with the citizen at home.
func TestSettledWithTheCitizenAtHome(t *testing.T) {
	bath := every("bath", 7)
	bath.Staff, bath.From = 2, mondayOf2026
	c := testCase(bath, daily("care", 1))
	c.Horizon.Days = 4
	c.Absences = []Absence{{Home: "h1", From: At(mondayOf2026, hm(6, 0)), To: At(mondayOf2026, hm(11, 0))}}
	needOf(t, expand(t, c), "h1/morning@2026-11-24")
}

// Late help comes when it can, also after the next one, and on another day.
func TestLateHelpKeepsOffTheDaysOfTheNext(t *testing.T) {
	c := testCase(every("meal", 2))
	c.Horizon.Days = 4
	c.History.Last = []LastDelivery{{Grant: "g1", Date: mondayOf2026 - 9, Number: 3}}
	d := expand(t, c)
	apart := 0
	for _, l := range d.Links {
		if a := d.Needs[l.A].ID; l.Kind == NotSameDay && a == "h1/~meal@4" {
			apart++
		} else if a == "h1/~meal@4" {
			t.Errorf("late help comes before the next: %+v", l)
		}
	}
	if n := len(needOf(t, d, "h1/~meal@4").Days); n == 0 || apart != len(d.Needs)-1 {
		t.Errorf("%d days, apart from %d of %d", n, apart, len(d.Needs)-1)
	}
}

// Also care by two that is late comes after the next where that keeps the others
// as many days apart as they should be.
func TestLateCareIsSettledAfterTheNext(t *testing.T) {
	bath := every("bath", 2)
	bath.Staff = 2
	c := testCase(bath, daily("care", 1))
	c.Horizon.Days = 5
	c.History.Last = []LastDelivery{{Grant: "g1", Date: mondayOf2026 - 4, Number: 3}}
	d := expand(t, c)
	want := map[OccurrenceID]Date{"g1#4": mondayOf2026 + 1, "g1#5": mondayOf2026, "g1#6": mondayOf2026 + 2, "g1#7": mondayOf2026 + 4}
	for i := range d.Needs {
		for _, k := range d.Needs[i].Tasks {
			if o := d.Tasks[k].Occurrence; want[o] != 0 && d.Needs[i].Days[0].Date != want[o] {
				t.Errorf("%s on %s; want %s", o, d.Needs[i].Days[0].Date, want[o])
			}
		}
	}
}
