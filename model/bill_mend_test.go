package model_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// mendPrices sets what a mend costs, each figure its own.
func mendPrices(c *model.Case) {
	rules, prices := &c.Standard.Rules, &c.Standard.Prices
	rules.CallLead, rules.CallLateWithin, rules.CallsFrom, rules.CallMinutes, rules.Callers = 20, 20, clock("07:00"), 3, 2
	prices.ChangedCaregiver, prices.ChangedTour, prices.CallLate = 3001, 4003, 10007
	prices.Notices = []model.Notice{{Within: 60, Percent: 200}, {Within: 240, Percent: 150}}
}

// mendLines are the lines that only the bill of a mend has.
func mendLines(t interface{ Fatal(...any) }, c *model.Case, p *model.Plan) map[string]line {
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	lines := counted(model.Bill(c, r, p))
	for id := range lines {
		if !strings.HasPrefix(id, "changed_") && id != "call_late" {
			delete(lines, id)
		}
	}
	return lines
}

// The plan of billPlan was announced; the mend is made at 7:30, half an hour
// before the visit at the farm, an hour and a half before that in the stairwell.
func TestBillOfMends(t *testing.T) {
	type lines = map[string]line
	half := lines{"changed_caregiver": {1, 6002}, "changed_tour": {2, 16012}} // shifts under way: no notice at all
	for _, x := range []struct {
		name string
		edit func(c *model.Case, p *model.Plan)
		want lines
	}{
		{"nothing changed", func(*model.Case, *model.Plan) {}, lines{}},
		{"no mend at all", func(_ *model.Case, p *model.Plan) { hand(p, 0, 0, 1); p.Made.Now = 0 }, lines{}},
		{"another within the hour", func(_ *model.Case, p *model.Plan) { hand(p, 0, 0, 1) }, half},
		{"another within the hour exactly", func(c *model.Case, p *model.Plan) {
			hand(p, 0, 0, 1)
			p.Made.Now = at(0, "07:00")
		}, half},
		{"another a minute before the hour", func(c *model.Case, p *model.Plan) {
			hand(p, 0, 0, 1)
			p.Made.Now = at(0, "06:59") // and a minute before the shifts
		}, lines{"changed_caregiver": {1, 4501}, "changed_tour": {2, 16012}}},
		{"another within four hours, rounded down", func(_ *model.Case, p *model.Plan) { hand(p, 1, 0, 1) },
			lines{"changed_caregiver": {1, 4501}, "changed_tour": {2, 16012}}},
		{"another with more notice", func(_ *model.Case, p *model.Plan) { hand(p, 0, 0, 1); p.Made.Now = at(-1, "20:00") },
			lines{"changed_caregiver": {1, 3001}, "changed_tour": {2, 8006}}},
		{"another for both: a day changes once", func(_ *model.Case, p *model.Plan) { hand(p, 0, 0, 1); hand(p, 1, 0, 1) },
			lines{"changed_caregiver": {2, 10503}, "changed_tour": {2, 16012}}},
		{"each of two days changes", func(_ *model.Case, p *model.Plan) { hand(p, 0, 0, 1); hand(p, 1, 0, 2) },
			lines{"changed_caregiver": {2, 10503}, "changed_tour": {3, 24018}}},
		{"the other of the two named", func(_ *model.Case, p *model.Plan) { hand(p, 0, 0, 1); p.Named[0].Second = "c2" },
			lines{"changed_tour": {2, 16012}}},
		{"the other of the two named, who are told", func(c *model.Case, p *model.Plan) {
			hand(p, 0, 0, 1)
			p.Named[0].Second = "c2"
			c.Standard.Rules.NamedAreTold = true
		}, half},
		{"one more than announced", func(_ *model.Case, p *model.Plan) {
			v := &p.Visits[0]
			v.Staff = append(slices.Clone(v.Staff), model.Assignment{Caregiver: "c2", Shift: "s2", Start: v.Start, Minutes: 20})
		}, lines{"changed_tour": {2, 16012}}},
		{"another calls", func(c *model.Case, p *model.Plan) {
			p.Visits[0].Does[0].Service = "phone"
			hand(p, 0, 0, 1)
		}, lines{"changed_tour": {2, 16012}}},
		{"moved to a shift not announced", func(c *model.Case, p *model.Plan) {
			c.Shifts[1].From, c.Shifts[1].To = at(1, "07:00"), at(1, "15:00")
			hand(p, 0, 0, 1)
		}, lines{"changed_caregiver": {1, 6002}, "changed_tour": {1, 8006}}},
		{"the announced one is absent", func(c *model.Case, p *model.Plan) {
			hand(p, 0, 0, 1)
			c.Absences = append(c.Absences, model.Absence{Caregiver: "c1", From: at(0, "14:00"), To: at(1, "00:00")})
		}, lines{"changed_caregiver": {1, 6002}, "changed_tour": {1, 8006}}},
		{"the announced one was absent until the shift began", func(c *model.Case, p *model.Plan) {
			hand(p, 0, 0, 1)
			c.Absences = append(c.Absences, model.Absence{Caregiver: "c1", From: at(-1, "14:00"), To: at(0, "07:00")})
		}, half},
		{"the announced one's shift is over", func(c *model.Case, p *model.Plan) { hand(p, 0, 0, 1); c.Shifts[0].To = at(0, "07:30") },
			lines{"changed_caregiver": {1, 6002}, "changed_tour": {1, 8006}}},
		{"the taker's shift begins later", func(c *model.Case, p *model.Plan) { hand(p, 0, 0, 1); c.Shifts[1].From = at(0, "09:00") },
			lines{"changed_caregiver": {1, 6002}, "changed_tour": {2, 14010}}},
		{"what was not announced", func(c *model.Case, p *model.Plan) { p.Announced = p.Announced[1:] },
			lines{"changed_tour": {1, 8006}}},
		{"what was not announced, past that hour", func(c *model.Case, p *model.Plan) {
			p.Announced = p.Announced[:1]
			c.AnnouncedUntil = at(0, "09:00")
		}, lines{}},
		{"what has begun", func(c *model.Case, p *model.Plan) { hand(p, 0, 0, 1); p.Made.Now = at(0, "08:01") },
			lines{"changed_tour": {2, 16012}}},
		{"what the record says has begun", func(c *model.Case, p *model.Plan) {
			hand(p, 0, 0, 1)
			p.Log = []model.Event{{Number: 1, Kind: model.StartedEvent, Visit: p.Visits[0].ID}}
		}, lines{"changed_tour": {2, 16012}}},
		{"a visit left out disturbs no tour", func(_ *model.Case, p *model.Plan) {
			p.Visits, p.Tours[0].Items = p.Visits[1:], p.Tours[0].Items[1:]
		}, lines{}},
		{"a call in time", func(_ *model.Case, p *model.Plan) { shift(p, 1, 61) }, lines{}},
		{"a delay found out late, in time all the same", func(_ *model.Case, p *model.Plan) { p.Made.Now = at(0, "07:57"); shift(p, 0, 61) }, lines{}},
		{"earlier, found out late", func(_ *model.Case, p *model.Plan) { p.Made.Now = at(0, "07:57"); shift(p, 1, -62) },
			lines{"call_late": {1, 10007}}},
		{"a call before the hour for calls", func(c *model.Case, p *model.Plan) { c.Standard.Rules.CallsFrom = clock("08:40"); shift(p, 1, 61) },
			lines{"call_late": {1, 10007}}},
		{"one caller for two calls", func(c *model.Case, p *model.Plan) {
			c.Standard.Rules.Callers = 1
			c.History.Agreed[0].Start, c.History.Agreed[1].Start = clock("07:55"), clock("07:55") // to be called by 7:35
			shift(p, 0, 61)
		}, lines{"call_late": {1, 10007}}},
		{"two callers for them", func(c *model.Case, p *model.Plan) {
			c.History.Agreed[0].Start, c.History.Agreed[1].Start = clock("07:55"), clock("07:55")
			shift(p, 0, 61)
		}, lines{}},
	} {
		t.Run(x.name, func(t *testing.T) {
			c, p := billCase(), billPlan()
			mendPrices(c)
			c.AnnouncedUntil = at(1, "00:00")
			p.Made.Now = at(0, "07:30")
			p.Announced = announced(p, c.AnnouncedUntil)
			x.edit(c, p)
			if diff := cmp.Diff(x.want, mendLines(t, c, p)); diff != "" {
				t.Error(diff)
			}
			bill := billOf(t, c, p)
			if n := len(bill); (p.Made.Now != 0) != (bill[n-1].Line == "call_late") {
				t.Errorf("the last of %d lines is %s", n, bill[n-1].Line)
			}
			r, err := model.NewRoads(c)
			if err != nil {
				t.Fatal(err)
			}
			f := model.Measure(c, r, p).All
			got := []int{f.ChangedCaregivers, f.ChangedTours, f.LateCalls}
			if want := []int{int(x.want["changed_caregiver"].Count), int(x.want["changed_tour"].Count), int(x.want["call_late"].Count)}; !slices.Equal(got, want) {
				t.Errorf("measured %v, billed %v", got, want)
			}
		})
	}
}

// Two of a visit who change places change their days: each was told what to do.
func TestBillOfPlacesChanged(t *testing.T) {
	c, p := billCase(), billPlan()
	mendPrices(c)
	c.AnnouncedUntil, p.Made.Now = at(1, "00:00"), at(0, "07:30")
	v := &p.Visits[0]
	v.Staff = append(v.Staff, model.Assignment{Caregiver: "c2", Shift: "s2", Start: v.Start, Minutes: 20})
	p.Announced = announced(p, c.AnnouncedUntil)
	v.Staff[0], v.Staff[1] = v.Staff[1], v.Staff[0]
	if diff := cmp.Diff(map[string]line{"changed_tour": {2, 16012}}, mendLines(t, c, p)); diff != "" {
		t.Error(diff)
	}
}

// mended makes any plan a mend of itself, then has it differ.
func mended(t *rapid.T, c *model.Case, p *model.Plan) {
	mendPrices(c)
	c.Now = at(rapid.IntRange(0, 6).Draw(t, "day"), "06:00").Add(model.Minutes(rapid.IntRange(0, 300).Draw(t, "minute")))
	c.AnnouncedUntil = max(c.Now, at(rapid.IntRange(0, 7).Draw(t, "announced"), "00:00"))
	p.Made.Now = c.Now
	p.Announced = announced(p, c.AnnouncedUntil)
}

// differ hands visits that have not begun to others of the day.
func differ(t *rapid.T, p *model.Plan) {
	for i := range p.Visits {
		v := &p.Visits[i]
		if v.Start < p.Made.Now || !rapid.Bool().Draw(t, "changed") {
			continue
		}
		from := slices.IndexFunc(p.Tours, func(t model.Tour) bool { return t.Shift == v.Staff[0].Shift })
		to := from - from%3 + rapid.IntRange(0, 2).Draw(t, "taker")
		if to != from {
			hand(p, i, from, to)
		}
	}
}

// A plan mended with nothing changed disturbs nobody, whatever the plan; only
// calls that it owed already may be late.
func TestMendOfNothingCostsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p := week(t)
		mended(t, c, p)
		lines := mendLines(t, c, p)
		delete(lines, "call_late")
		if len(lines) > 0 {
			t.Fatalf("%v", lines)
		}
	})
}

// What a mend costs for whom it disturbs depends on no order, and less notice
// never makes it cheaper.
func TestBillOfMendsKeeps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p := week(t)
		mended(t, c, p)
		differ(t, p)
		want := mendLines(t, c, p)
		p.Visits = rapid.Permutation(p.Visits).Draw(t, "visits")
		p.Tours = rapid.Permutation(p.Tours).Draw(t, "tours")
		p.Announced = rapid.Permutation(p.Announced).Draw(t, "announced")
		if diff := cmp.Diff(want, mendLines(t, c, p)); diff != "" {
			t.Fatal(diff)
		}
		c.Standard.Prices.Notices = nil
		for id, l := range mendLines(t, c, p) {
			if l.Count != want[id].Count || l.Price > want[id].Price {
				t.Fatalf("%s is %v at a quiet hour, %v at short notice", id, l, want[id])
			}
		}
	})
}
