package model_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// phones is a case with so many callers, and a plan that owes calls with these
// deadlines.
func phones(callers int, takes model.Minutes, now model.Time, latest ...model.Time) (*model.Case, *model.Plan) {
	c := billCase()
	c.Standard.Rules.Callers, c.Standard.Rules.CallMinutes, c.Standard.Rules.CallsFrom = callers, takes, clock("07:00")
	p := &model.Plan{Made: model.Made{Now: now}}
	for i, l := range latest {
		p.Calls = append(p.Calls, model.Call{Home: "h1", Visit: model.VisitID(fmt.Sprintf("v%d", i)), Latest: l})
	}
	return c, p
}

func TestCallTimes(t *testing.T) {
	for _, x := range []struct {
		name    string
		callers int
		now     string
		latest  []string
		want    string // visit, from, whether late
	}{
		{"no calls", 2, "08:00", nil, ""},
		{"in the order they fall due", 1, "08:00", []string{"08:30", "08:10", "08:20"}, "v1 08:00, v2 08:03, v0 08:06"},
		{"two at a time", 2, "08:00", []string{"08:30", "08:10", "08:20"}, "v1 08:00, v2 08:00, v0 08:03"},
		{"of equal deadlines by visit", 1, "08:00", []string{"08:10", "08:10"}, "v0 08:00, v1 08:03"},
		{"nobody calls: somebody has to", 0, "08:00", []string{"08:10", "08:10"}, "v0 08:00, v1 08:03"},
		{"ended in the last minute", 1, "08:00", []string{"08:03", "08:06"}, "v0 08:00, v1 08:03"},
		{"ended after it", 1, "08:00", []string{"08:03", "08:05"}, "v0 08:00, v1 08:03 late"},
		{"not before the hour", 2, "06:15", []string{"06:50", "07:30"}, "v0 07:00 late, v1 07:00"},
		{"the evening before", 2, "20:00", []string{"23:00"}, "v0 20:00"},
		{"nobody at night", 1, "23:58", []string{"23:59", "24:00"}, "v0 23:58 late, v1 07:00 late"},
	} {
		t.Run(x.name, func(t *testing.T) {
			var latest []model.Time
			for _, l := range x.latest {
				latest = append(latest, at(0, l))
			}
			c, p := phones(x.callers, 3, at(0, x.now), latest...)
			got := ""
			for i, m := range model.CallTimes(c, p) {
				if i > 0 {
					got += ", "
				}
				got += fmt.Sprintf("%s %s", m.Visit, m.From.Clock())
				if m.Late {
					got += " late"
				}
				if m.To.Sub(m.From) != 3 {
					t.Errorf("a call of %d minutes", m.To.Sub(m.From))
				}
			}
			if got != x.want {
				t.Errorf("%s, want %s", got, x.want)
			}
		})
	}
	c, p := phones(1, 3, 0, at(0, "08:00"))
	if got := model.CallTimes(c, p); got != nil {
		t.Errorf("%v of a plan that is no mend", got)
	}
}

// Where any order of the calls keeps all deadlines, theirs does; no caller has
// two calls at a time, and one more caller makes no call later.
func TestCallTimesAreFeasibleWhereAnyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		callers, takes := rapid.IntRange(1, 3).Draw(t, "callers"), model.Minutes(rapid.IntRange(1, 5).Draw(t, "takes"))
		now := at(0, "06:50").Add(model.Minutes(rapid.IntRange(0, 20).Draw(t, "now")))
		var latest []model.Time
		for range rapid.IntRange(0, 6).Draw(t, "calls") {
			latest = append(latest, at(0, "07:00").Add(model.Minutes(rapid.IntRange(0, 25).Draw(t, "latest"))))
		}
		c, p := phones(callers, takes, now, latest...)
		times := model.CallTimes(c, p)
		if len(times) != len(latest) {
			t.Fatalf("%d of %d calls are made", len(times), len(latest))
		}
		late := 0
		for i, a := range times {
			atOnce := 0
			for _, b := range times {
				if b.From <= a.From && a.From < b.To {
					atOnce++
				}
			}
			if atOnce > callers || a.From < max(now, at(0, "07:00")) || i > 0 && a.Latest < times[i-1].Latest || a.Late != (a.To > a.Latest) {
				t.Fatalf("%v", times)
			}
			if a.Late {
				late++
			}
		}
		if late > 0 && possible(callers, takes, max(now, at(0, "07:00")), latest) {
			t.Fatalf("%d late calls, and another order has none: %v", late, times)
		}
		c.Standard.Rules.Callers++
		for i, sooner := range model.CallTimes(c, p) {
			if sooner.From > times[i].From {
				t.Fatalf("one more caller, and %v instead of %v", sooner, times[i])
			}
		}
	})
}

// possible tries all orders.
func possible(callers int, takes model.Minutes, from model.Time, latest []model.Time) bool {
	var try func(left []model.Time, made int) bool
	try = func(left []model.Time, made int) bool {
		end := from.Add(model.Minutes(made/callers+1) * takes) // equal lengths: in rounds
		for i, l := range left {
			if end <= l && try(slices.Delete(slices.Clone(left), i, i+1), made+1) {
				return true
			}
		}
		return len(left) == 0
	}
	return try(latest, 0)
}
