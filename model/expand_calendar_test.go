package model

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// over is a case of a home over some days from a date, its grants long begun.
func over(from Date, days int, grants ...Grant) *Case {
	c := testCase(grants...)
	c.Horizon = Horizon{From: from, Days: days}
	for i := range c.Grants {
		if grants[i].From == 0 {
			c.Grants[i].From = from - 28
		}
	}
	return c
}

func TestHolidays(t *testing.T) {
	easter := DateOf(2026, time.March, 30)       // Monday; Thursday, Friday and the Monday after are holidays
	christmas := DateOf(2026, time.December, 21) // Friday 25th is a holiday, Saturday 26th too
	shop := func(day time.Weekday) Grant { g := weekly("shopping", 1); g.Days = on(day); return g }
	for _, c := range []struct {
		name  string
		from  Date
		days  int
		grant Grant
		want  string // dates of each floating need, from the horizon's first; number of fixed ones
	}{
		{"Easter week: any day that is one", easter, 7, weekly("shopping", 1), "[[0 1 2]] 0"},
		{"Maundy Thursday agreed: the weekdays after", easter, 14, shop(time.Thursday), "[[8 9 10 11] [10 11]] 0"},
		{"Wednesday agreed: the holidays do not count", easter, 14, shop(time.Wednesday), "[[2 8 9 10 11] [9 10 11]] 0"},
		{"talks fall away on holidays", easter, 14, daily("talk", 1), "[] 7"},
		{"care does not", easter, 14, daily("care", 1), "[] 14"},
		{"Christmas", christmas, 7, weekly("shopping", 1), "[[0 1 2 3]] 0"},
		{"Christmas Day agreed and the horizon over", christmas, 7, shop(time.Friday), "[] 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := expand(t, over(c.from, c.days, c.grant))
			var floats [][]int
			fixed := 0
			for i := range d.Needs {
				n := &d.Needs[i]
				if n.Series >= 0 {
					fixed++
					continue
				}
				var days []int
				for _, day := range n.Days {
					days = append(days, int(day.Date-c.from))
				}
				floats = append(floats, days)
			}
			if got := fmt.Sprint(floats, fixed); got != c.want {
				t.Errorf("%s; want %s", got, c.want)
			}
		})
	}
}

func TestLeapDay(t *testing.T) {
	leap := DateOf(2028, time.February, 29)
	clean := every("cleaning", 14)
	clean.From = DateOf(2028, time.February, 15)
	d := expand(t, over(leap-1, 3, daily("care", 1), clean))
	if n := needOf(t, d, "h1/morning@2028-02-29"); occurrencesOf(d, n) != "g1#29" {
		t.Errorf("%s", occurrencesOf(d, n))
	}
	n := needOf(t, d, "h1/~cleaning@1")
	if d.Tasks[n.Tasks[0]].Due != leap || len(n.Days) != 3 {
		t.Errorf("due %s on %d days", d.Tasks[n.Tasks[0]].Due, len(n.Days))
	}
}

// A night visit at an agreed time of the wall clock, on the two nights on
// which the clocks change.
func TestClockChanges(t *testing.T) {
	night := Grant{Service: "toilet", Cadence: Cadence{PerDay, 1}, Parts: parts("night")}
	for _, c := range []struct {
		change Date
		agreed Clock
		free   string // of the night of the change, in UTC
		hours  Time   // from midnight to noon, in all that a call allows
	}{
		{springForward, hm(2, 30), "01:10-01:50", 11 * 60}, // 02:30 is none: 03:30 is meant
		{springForward, hm(4, 0), "01:40-02:20", 11 * 60},
		{fallBack, hm(2, 30), "00:10-00:50", 13 * 60}, // the first of two
		{fallBack, hm(4, 0), "02:40-03:20", 13 * 60},
	} {
		t.Run(fmt.Sprint(c.change, c.agreed), func(t *testing.T) {
			cs := over(c.change-1, 3, night)
			cs.History.Agreed = []Agreed{{Home: "h1", Part: "night", Start: c.agreed}}
			n := needOf(t, expand(t, cs), VisitID("h1/night@"+c.change.String()))
			w := n.Days[0].Windows
			utc := func(x Time) string { return time.Unix(int64(x)*60, 0).UTC().Format("15:04") }
			if got := utc(w[0].From) + "-" + utc(w[0].To); got != c.free {
				t.Errorf("%s; want %s", got, c.free)
			}
			last := w[len(w)-1]
			if got := last.Ceil - last.Floor + 1; got != c.hours {
				t.Errorf("the half day has %d minutes; want %d", got, c.hours)
			}
		})
	}
}

// Gaps are in minutes that pass, not on the wall clock: proposals that keep
// them on other nights need not on the night of a change, the links still do.
func TestGapsOverClockChanges(t *testing.T) {
	for _, change := range []Date{springForward, fallBack} {
		d := expand(t, over(change-1, 3, daily("turning", 7)))
		nexts := slices.DeleteFunc(d.Links, func(l Link) bool { return l.Max == 0 })
		if len(nexts) != 3*7-1 {
			t.Errorf("%d links", len(nexts))
		}
		for _, l := range nexts {
			a, b := &d.Needs[l.A].Days[0], &d.Needs[l.B].Days[0]
			edge := func(day *NeedDay) Window { return day.Windows[1] }
			least, most := edge(b).From.Sub(edge(a).To), edge(b).To.Sub(edge(a).From)
			if most < l.Min || least > l.Max {
				t.Errorf("%s: no start within the call limit keeps the gap", d.Needs[l.B].ID)
			}
		}
	}
}

func TestNightBelongsToTheDateItStartsOn(t *testing.T) {
	late := agreedAt("night", hm(23, 30), Grant{Service: "toilet", Cadence: Cadence{PerDay, 1}, Parts: parts("night")})
	early := agreedAt("night", hm(2, 0), late.Grants[0])
	for _, c := range []struct {
		c    *Case
		want string
	}{{late, "23:10-23:50 0, 22:30-23:59 300, 12:00-23:59 4000"}, {early, "01:40-02:20 0, 01:00-03:00 300, 00:00-11:59 4000"}} {
		d := expand(t, c.c)
		if len(d.Needs) != 14 {
			t.Fatalf("%d nights", len(d.Needs))
		}
		for i := range d.Needs {
			day := d.Needs[i].Days[0]
			if got := menuOf(day); got != c.want {
				t.Errorf("%s: %s; want %s", d.Needs[i].ID, got, c.want)
			}
			for _, w := range day.Windows {
				if w.Floor.Date() != day.Date || w.Ceil.Date() != day.Date {
					t.Errorf("%s may start on %s or %s", d.Needs[i].ID, w.Floor, w.Ceil)
				}
			}
		}
	}
}

func TestHorizonNeverRenumbers(t *testing.T) {
	grants := []Grant{daily("care", 1), daily("meal", 3), weekly("bath", 2), weekly("shopping", 1), every("cleaning", 14), every("laundry", 10),
		{Service: "escort", Cadence: Cadence{Unit: Dated}, Dates: []Date{mondayOf2026 + 3, mondayOf2026 + 9}},
		{Law: AEL, Pattern: []Pattern{{Days: on(time.Tuesday), Part: "midday", Service: "talk", Every: 2}}},
		{Service: "bath", Cadence: Cadence{PerWeek, 2}, Days: on(time.Monday, time.Thursday), Parts: parts("midday")}}
	dates := func(shift Date) map[OccurrenceID]Date {
		c := testCase(grants...)
		c.Horizon.From += shift
		d, at := expand(t, c), map[OccurrenceID]Date{}
		for i := range d.Needs {
			if n := &d.Needs[i]; n.Series >= 0 {
				for _, k := range n.Tasks {
					at[d.Tasks[k].Occurrence] = n.Days[0].Date
				}
			} else {
				at[d.Tasks[n.Tasks[0]].Occurrence] = d.Tasks[n.Tasks[0]].Due
			}
		}
		return at
	}
	base := dates(0)
	for _, shift := range []Date{-8, -1, 1, 3, 7} {
		common := 0
		for id, on := range dates(shift) {
			if was, ok := base[id]; ok {
				common++
				if was != on {
					t.Errorf("shifted by %d, %s is due %s instead of %s", shift, id, on, was)
				}
			}
		}
		if common < 20 {
			t.Errorf("shifted by %d, only %d occurrences in common", shift, common)
		}
	}
}

// Two horizons in a row own together what one over both owns, each once.
func TestHorizonsInARow(t *testing.T) {
	grants := []Grant{daily("meal", 3), weekly("bath", 2), weekly("shopping", 1), every("cleaning", 14), every("laundry", 10), weekly("talk", 3)}
	owned := func(from Date, days int) map[OccurrenceID]bool {
		c := testCase(grants...)
		c.Horizon = Horizon{from, days}
		ids := map[OccurrenceID]bool{}
		for _, task := range expand(t, c).Tasks {
			ids[task.Occurrence] = true
		}
		return ids
	}
	whole := owned(mondayOf2026, 14)
	for cut := 1; cut < 14; cut++ {
		first, second := owned(mondayOf2026, cut), owned(mondayOf2026+Date(cut), 14-cut)
		for id := range whole {
			if first[id] == second[id] {
				t.Errorf("cut after %d days, %s is owned by both or none", cut, id)
			}
		}
		if len(first)+len(second) != len(whole) {
			t.Errorf("cut after %d days: %d and %d of %d", cut, len(first), len(second), len(whole))
		}
	}
}
