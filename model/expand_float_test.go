package model

import (
	"slices"
	"testing"
	"time"
)

// floatsOf lists the floating needs of a demand with the days that they may
// stand or ride on.
func floatsOf(d *Demand) map[VisitID][]int {
	days := map[VisitID][]int{}
	for i := range d.Needs {
		n := &d.Needs[i]
		if n.Series < 0 {
			days[n.ID] = append(days[n.ID], datesOf(n)...)
		}
		for _, c := range n.Carries {
			for _, cd := range c.Days {
				id := d.Needs[c.Need].ID
				days[id] = append(days[id], int(cd.Date-mondayOf2026))
			}
		}
	}
	for id := range days {
		slices.Sort(days[id])
		days[id] = slices.Compact(days[id])
	}
	return days
}

func TestFloats(t *testing.T) {
	from := func(g Grant, d Date) Grant { g.From = d; return g }
	decided := func(g Grant, d Date) Grant { g.From, g.Decided = d, d; return g }
	days := func(g Grant, w Weekdays) Grant { g.Days = w; return g }
	m := mondayOf2026
	for _, c := range []struct {
		name  string
		grant Grant
		last  []LastDelivery
		want  map[VisitID][]int
	}{
		{"twice a week, any day", weekly("bath", 2), nil, map[VisitID][]int{
			"h1/~bath@8": {0, 1, 2, 3, 4, 5, 6}, "h1/~bath@9": {0, 1, 2, 3, 4, 5, 6}, "h1/~bath@10": {7, 8, 9, 10, 11, 12, 13}, "h1/~bath@11": {7, 8, 9, 10, 11, 12, 13}}},
		{"once a week on a weekday", weekly("shopping", 1), nil, map[VisitID][]int{"h1/~shopping@4": {0, 1, 2, 3, 4}, "h1/~shopping@5": {7, 8, 9, 10, 11}}},
		{"of two days one", days(weekly("bath", 1), on(time.Tuesday, time.Friday)), nil, map[VisitID][]int{"h1/~bath@4": {1, 4}, "h1/~bath@5": {8, 11}}},
		{"every fourteen days, three either way", from(every("cleaning", 14), m+2-14), nil, map[VisitID][]int{"h1/~cleaning@1": {0, 1, 2, 3, 4}}},
		{"counted from the last delivery", every("cleaning", 14), []LastDelivery{{"g1", m - 5, 7}}, map[VisitID][]int{"h1/~cleaning@8": {7, 8, 9, 10, 11}}},
		{"every ten days, one either way", from(every("cleaning", 10), m+2), nil, map[VisitID][]int{"h1/~cleaning@0": {2, 3}, "h1/~cleaning@1": {11}}},
		{"overdue since the last delivery: soon", every("cleaning", 14), []LastDelivery{{"g1", m - 24, 3}}, map[VisitID][]int{"h1/~cleaning@4": {0, 1, 2, 3, 4}, "h1/~cleaning@5": {1, 2, 3, 4, 7}}},
		{"an agreed weekday may slip by five weekdays", days(every("cleaning", 14), on(time.Thursday)), []LastDelivery{{"g1", m - 11, 3}}, map[VisitID][]int{"h1/~cleaning@4": {3, 4, 7, 8, 9, 10}}},
		{"every week on an agreed day", days(weekly("shopping", 1), on(time.Wednesday)), nil, map[VisitID][]int{"h1/~shopping@4": {2, 3, 4, 7, 8, 9}, "h1/~shopping@5": {9, 10, 11}}},
		{"dated practical help", Grant{Service: "cleaning", Cadence: Cadence{Unit: Dated}, Dates: []Date{m + 8}}, nil, map[VisitID][]int{"h1/~cleaning@0": {8, 9, 10, 11}}},
		{"a first visit in time", decided(weekly("bath", 1), m-2), nil, map[VisitID][]int{"h1/~bath@1": {0, 1, 2, 3, 4, 5}, "h1/~bath@2": {7, 8, 9, 10, 11, 12, 13}}},
		{"begun on the Friday of a week", decided(weekly("bath", 1), m+4), nil, map[VisitID][]int{"h1/~bath@0": {4, 5, 6}, "h1/~bath@1": {7, 8, 9, 10, 11, 12, 13}}},
		{"two a week of which one has been", weekly("bath", 2), []LastDelivery{{"g1", m, 8}}, map[VisitID][]int{"h1/~bath@9": {2, 3, 4, 5, 6}, "h1/~bath@10": {7, 8, 9, 10, 11, 12, 13}, "h1/~bath@11": {7, 8, 9, 10, 11, 12, 13}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cs := testCase(c.grant)
			cs.History.Last = c.last
			got := floatsOf(expand(t, cs))
			for id, want := range c.want {
				if !slices.Equal(got[id], want) {
					t.Errorf("%s on %v; want %v", id, got[id], want)
				}
				delete(got, id)
			}
			for id, days := range got {
				t.Errorf("besides %s on %v", id, days)
			}
		})
	}
}

func TestPostponedDaysHaveTheirPrice(t *testing.T) {
	g := weekly("shopping", 1)
	g.To = mondayOf2026 + 6
	c := testCase(g)
	c.History.Agreed = []Agreed{{Home: "h1", Service: "shopping", Start: 11 * 60, Days: on(time.Tuesday)}}
	n := needOf(t, expand(t, c), "h1/~shopping@4")
	if got := datesOf(n); !slices.Equal(got, []int{1, 2, 3, 4}) {
		t.Fatalf("on %v", got)
	}
	type w struct {
		from, to Clock
		price    Price
		kind     WindowKind
	}
	windows := func(day NeedDay) []w {
		var got []w
		for _, x := range day.Windows {
			got = append(got, w{max(x.From, x.Floor).Clock(), min(x.To, x.Ceil).Clock(), x.Price, x.Kind})
		}
		return got
	}
	if got, want := windows(n.Days[0]), []w{{640, 680, 0, Free}, {600, 720, 300, Edge}, {600, 899, 4000, Called}}; !slices.Equal(got, want) {
		t.Errorf("on the agreed day %v; want %v", got, want)
	}
	if got, want := windows(n.Days[1]), []w{{600, 899, 15000, Postponed}}; !slices.Equal(got, want) {
		t.Errorf("the day after %v; want %v", got, want)
	}
	if n.Separate != 4000 || n.Unserved != 1_000_001 || n.Series != -1 || n.Part != "" {
		t.Errorf("%+v", n)
	}
	if want := []Mode{Car, EBike}; !slices.Equal(n.Modes, want) {
		t.Errorf("by %v; want %v", n.Modes, want)
	}
}

func TestDebtsArePlannedFirst(t *testing.T) {
	c := testCase(every("cleaning", 14))
	c.History.Last = []LastDelivery{{"g1", mondayOf2026 - 17, 5}}
	c.History.Debts = []Replacement{{Home: "h1", Grant: "g1", Occurrence: "g1#6", Agreed: mondayOf2026 - 3, Latest: mondayOf2026 + 2}}
	d := expand(t, c)
	got := floatsOf(d)
	if want := []int{0, 1, 2}; !slices.Equal(got["h1/~cleaning@6"], want) {
		t.Errorf("the debt on %v; want %v", got["h1/~cleaning@6"], want)
	}
	if n := needOf(t, d, "h1/~cleaning@6"); n.Days[0].Windows[0].Kind != Postponed {
		t.Error("a replacement is a postponement")
	}
	if want := []int{8, 9, 10, 11}; !slices.Equal(got["h1/~cleaning@7"], want) {
		t.Errorf("the next on %v; want %v", got["h1/~cleaning@7"], want)
	}
}

func TestDaysApart(t *testing.T) {
	d := expand(t, testCase(weekly("bath", 2)))
	want := []Link{{0, 1, DayGap, 2, 0, false}}
	ids := []VisitID{"h1/~bath@8", "h1/~bath@9", "h1/~bath@10", "h1/~bath@11"}
	for i := 1; i < len(ids); i++ {
		found := false
		for _, l := range d.Links {
			if d.Needs[l.A].ID == ids[i-1] && d.Needs[l.B].ID == ids[i] {
				found = l.Kind == DayGap && l.Min == want[0].Min && l.Max == 0
			}
		}
		if !found {
			t.Errorf("no two days between %s and %s: %+v", ids[i-1], ids[i], d.Links)
		}
	}
	if len(d.Links) != 3 {
		t.Errorf("%d links", len(d.Links))
	}
}

func TestLaundry(t *testing.T) {
	g := every("laundry", 14)
	g.From = mondayOf2026 + 1
	shop := weekly("shopping", 1)
	shop.To = mondayOf2026 + 6
	clean := every("cleaning", 14)
	clean.From = mondayOf2026 + 1
	d := expand(t, testCase(g, shop, clean))
	first, second := needOf(t, d, "h1/~laundry@0"), needOf(t, d, "h1/~laundry@0/2")
	if first.Legs[0].Minutes != 10 || second.Legs[0].Minutes != 10 || first.Unserved+second.Unserved != 1_000_001 {
		t.Errorf("%+v, %+v", first, second)
	}
	found := false
	for _, l := range d.Links {
		if d.Needs[l.A].ID == first.ID && d.Needs[l.B].ID == second.ID {
			found = l == Link{A: l.A, B: l.B, Kind: StartGap, Min: 85, SameDay: true}
		}
	}
	if !found {
		t.Errorf("the second piece does not wait for the first: %+v", d.Links)
	}
	tasks := func(ids ...VisitID) []int {
		var all []int
		for _, id := range ids {
			all = append(all, needOf(t, d, id).Tasks...)
		}
		return all
	}
	for _, c := range []struct {
		does []VisitID
		want Minutes
		ok   bool
	}{
		{[]VisitID{first.ID, "h1/~shopping@4"}, 50, true},
		{[]VisitID{first.ID, second.ID}, 0, false},
		{[]VisitID{first.ID, second.ID, "h1/~shopping@4"}, 0, false},
		{[]VisitID{first.ID, second.ID, "h1/~shopping@4", "h1/~cleaning@0"}, 105, true},
	} {
		if got, ok := d.Length(tasks(c.does...)); got != c.want || ok != c.ok {
			t.Errorf("%v: %d, %v; want %d, %v", c.does, got, ok, c.want, c.ok)
		}
	}
	carried := 0
	for _, carry := range needOf(t, d, "h1/~shopping@4").Carries {
		if id := d.Needs[carry.Need].ID; id == first.ID || id == second.ID || id == "h1/~cleaning@0" {
			carried++
		}
	}
	if carried != 3 {
		t.Errorf("shopping may carry %d of three", carried)
	}
}
