package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// monday is the first date of the horizons here: 2026-11-23.
var mondayOf2026 = DateOf(2026, time.November, 23)

// testStandard is a small standard of every kind of service.
func testStandard() *Standard {
	part := func(id string, h Hours, from, to Clock) Part {
		return Part{ID: PartID(id), Name: Text{id, id}, Hours: h, From: from, To: to}
	}
	std := &Standard{
		ID: "test", Version: "1",
		Parts: []Part{
			part("morning", DayHours, 7*60, 10*60), part("midday", DayHours, 10*60, 13*60), part("afternoon", DayHours, 13*60, 15*60),
			part("evening", EveningHours, 15*60, 19*60), part("late", EveningHours, 19*60, 23*60), part("night", NightHours, 23*60, 7*60),
		},
		Rules: Rules{CallLimit: 60, EdgeLimit: 20, ReplaceWithin: 5, AgreedGrid: 15, SplitWait: 20},
		Prices: Prices{
			Call: 4000, Edge: 300, Postponed: 15000, Debt: 40000, SeparateVisit: 4000,
			Unserved: map[CareClass]Price{NeverCancelled: 100_000_000, Replaced: 1_000_001, Priced: 300_000},
		},
		Services: []Service{
			{ID: "bath", Class: NeverCancelled, Steps: act(30), Parts: parts("morning"), Hours: hours(DayHours), Bundles: words("care"), MinDays: 2, FirstWithin: 7},
			{ID: "call", Class: NeverCancelled, Steps: act(5), Parts: parts("morning", "evening"), NoTravel: true, Bundles: words("care")},
			{ID: "care", Class: NeverCancelled, Steps: act(20), Parts: parts("morning"), Hours: hours(DayHours), Bundles: words("care"), FirstWithin: 2},
			{ID: "cleaning", Class: Replaced, Steps: act(45), Fills: true, Parts: parts("midday", "afternoon"), Hours: hours(DayHours), WeekdaysOnly: true, Bundles: words("home"), MinDays: 7, FirstWithin: 14},
			{ID: "escort", Class: Priced, Steps: act(120), Parts: parts("midday"), Hours: hours(DayHours)},
			{ID: "laundry", Class: Replaced, Steps: []Step{{Active: 10}, {Passive: 75}, {Active: 10}}, Split: true, Parts: parts("midday", "afternoon"), Hours: hours(DayHours), WeekdaysOnly: true, Bundles: words("home"), MinDays: 7},
			{ID: "meal", Class: NeverCancelled, Steps: act(10), Parts: parts("midday", "morning", "evening"), Hours: hours(DayHours, EveningHours), Bundles: words("care", "home"), MinGap: 180, MaxGap: 360},
			{ID: "medicine", Class: NeverCancelled, Steps: act(5), Qualification: "medicine", Parts: parts("morning", "evening"), Bundles: words("care")},
			{ID: "shopping", Class: Replaced, Steps: act(40), Fills: true, Modes: []Mode{EBike, Car}, Parts: parts("midday", "afternoon"), Hours: hours(DayHours), WeekdaysOnly: true, Bundles: words("home"), MinDays: 3},
			{ID: "talk", Class: Priced, Steps: act(20), Parts: parts("midday"), Hours: hours(DayHours), WeekdaysOnly: true, Bundles: words("care", "home"), Follows: "visit"},
			{ID: "toilet", Class: NeverCancelled, Steps: act(10), Parts: parts("midday", "afternoon", "evening", "morning", "late", "night"), Bundles: words("care", "home"), MinGap: 120, MaxGap: 300},
			{ID: "turning", Class: NeverCancelled, Steps: act(10), Staff: 2, Parts: parts("morning", "midday", "afternoon", "evening", "late", "night"), Bundles: words("care"), MinGap: 180, MaxGap: 240},
			{ID: "unpacking", Class: Replaced, Steps: act(10), Parts: parts("midday", "afternoon", "evening"), From: 8 * 60, To: 18 * 60, WeekdaysOnly: true, Bundles: words("home"), Follows: "delivery"},
		},
	}
	return std
}

func act(m Minutes) []Step         { return []Step{{Active: m}} }
func words(w ...string) []string   { return w }
func hours(h ...Hours) []Hours     { return h }
func parts(ids ...PartID) []PartID { return ids }

// testCase is a case of one home, "h1", with some grants, over two weeks.
func testCase(grants ...Grant) *Case {
	c := &Case{
		Horizon:   Horizon{From: mondayOf2026, Days: 14},
		Standard:  testStandard(),
		Providers: []Provider{{ID: "p1"}, {ID: "p2"}},
		Districts: []District{{ID: "d1"}},
		Homes:     []Home{{ID: "h1", District: "d1", Place: "x1"}},
	}
	for i, g := range grants {
		if g.ID == "" {
			g.ID = GrantID(fmt.Sprintf("g%d", i+1))
		}
		if g.Home == "" {
			g.Home = "h1"
		}
		if g.Provider == "" {
			g.Provider = "p1"
		}
		if g.From == 0 {
			g.From = mondayOf2026 - 28
		}
		c.Grants = append(c.Grants, g)
	}
	return c
}

func daily(s ServiceID, n int) Grant  { return Grant{Service: s, Cadence: Cadence{PerDay, n}} }
func weekly(s ServiceID, n int) Grant { return Grant{Service: s, Cadence: Cadence{PerWeek, n}} }
func every(s ServiceID, k int) Grant  { return Grant{Service: s, Cadence: Cadence{PerKDays, k}} }

func on(days ...time.Weekday) Weekdays {
	var w Weekdays
	for _, d := range days {
		w |= 1 << uint(d)
	}
	return w
}

func expand(t testing.TB, c *Case) *Demand {
	t.Helper()
	d, err := Expand(c, "p1", nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func needOf(t testing.TB, d *Demand, id VisitID) *Need {
	t.Helper()
	for i := range d.Needs {
		if d.Needs[i].ID == id {
			return &d.Needs[i]
		}
	}
	t.Fatalf("no need %s", id)
	return nil
}

// ids lists a need's occurrences.
func occurrencesOf(d *Demand, n *Need) string {
	var ids []string
	for _, t := range n.Tasks {
		id := string(d.Tasks[t].Occurrence)
		if p := d.Tasks[t].Piece; p > 0 {
			id += fmt.Sprintf(".%d", p)
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// dates lists the days of a need as distances from the horizon's first date.
func datesOf(n *Need) []int {
	var ds []int
	for _, d := range n.Days {
		ds = append(ds, int(d.Date-mondayOf2026))
	}
	return ds
}
