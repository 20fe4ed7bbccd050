package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// menuOf writes the windows of a need's date as they hold at its series'
// present time: "11:40-12:20 0, 11:00-13:00 300, …".
func menuOf(d NeedDay) string {
	var s []string
	for _, w := range d.Windows {
		from, to := max(w.From, w.Floor), min(w.To, w.Ceil)
		if from <= to {
			s = append(s, fmt.Sprintf("%s-%s %d", from.Clock(), to.Clock(), w.Price))
		}
	}
	return strings.Join(s, ", ")
}

// agreedAt is a case with a standing time for the series of a part.
func agreedAt(part PartID, at Clock, grants ...Grant) *Case {
	c := testCase(grants...)
	c.History.Agreed = []Agreed{{Home: "h1", Part: part, Start: at}}
	return c
}

func hm(h, m int) Clock { return Clock(h*60 + m) }

func TestMenu(t *testing.T) {
	tight := daily("medicine", 1)
	tight.Tolerance = 15
	half := daily("medicine", 1)
	half.Tolerance = 30
	tue := func(c Clock) Time { return At(mondayOf2026+1, c) }
	help := func(r Relation, from, to Clock, more ...func(*External)) *External {
		e := &External{Home: "h1", From: tue(from), To: tue(to), Relation: r}
		for _, m := range more {
			m(e)
		}
		return e
	}
	within := func(m Minutes) func(*External) { return func(e *External) { e.Within = m } }
	soft := func(p Price) func(*External) { return func(e *External) { e.Soft = p } }
	of := func(s ServiceID) func(*External) { return func(e *External) { e.Service = s } }
	for _, c := range []struct {
		name     string
		grant    Grant
		at       Clock
		external *External
		away     [2]Clock
		want     string
	}{
		{"free, edge, call", daily("care", 1), hm(8, 30), nil, [2]Clock{}, "08:10-08:50 0, 07:30-09:30 300, 07:00-14:59 4000"},
		{"cut by the hours", daily("care", 1), hm(7, 15), nil, [2]Clock{}, "07:00-07:35 0, 07:00-08:15 300, 07:00-14:59 4000"},
		{"own tolerance below the edge", tight, hm(8, 30), nil, [2]Clock{}, "08:15-08:45 0"},
		{"own tolerance below the call", half, hm(8, 30), nil, [2]Clock{}, "08:10-08:50 0, 08:00-09:00 300"},
		{"the nurse avoided", daily("care", 1), hm(8, 30), help(Avoid, hm(8, 30), hm(9, 0)), [2]Clock{},
			"08:10-08:10 0, 07:30-08:10 300, 09:00-09:30 300, 07:00-08:10 4000, 09:00-14:59 4000"},
		{"the nurse avoided by another service", daily("care", 1), hm(8, 30), help(Avoid, hm(8, 30), hm(9, 0), of("bath")), [2]Clock{},
			"08:10-08:50 0, 07:30-09:30 300, 07:00-14:59 4000"},
		{"together with the nurse", daily("care", 1), hm(8, 30), help(Together, hm(8, 45), hm(9, 15)), [2]Clock{}, "08:45-08:50 0, 08:45-09:14 300, 08:45-09:14 4000"},
		{"before the nurse", daily("care", 1), hm(8, 30), help(Before, hm(8, 40), hm(9, 15)), [2]Clock{}, "08:10-08:20 0, 07:30-08:20 300, 07:00-08:20 4000"},
		{"just before the nurse", daily("care", 1), hm(8, 30), help(Before, hm(8, 40), hm(9, 15), within(30)), [2]Clock{}, "08:10-08:20 0, 07:50-08:20 300, 07:50-08:20 4000"},
		{"after the nurse", daily("care", 1), hm(8, 30), help(After, hm(8, 0), hm(8, 40)), [2]Clock{}, "08:40-08:50 0, 08:40-09:30 300, 08:40-14:59 4000"},
		{"just after the nurse", daily("care", 1), hm(8, 30), help(After, hm(8, 0), hm(8, 40), within(15)), [2]Clock{}, "08:40-08:50 0, 08:40-08:55 300, 08:40-08:55 4000"},
		{"a relation that the hours can't keep", daily("care", 1), hm(8, 30), help(Together, hm(18, 0), hm(19, 0)), [2]Clock{}, "08:10-08:50 0, 07:30-09:30 300, 07:00-14:59 4000"},
		{"a soft wish", daily("care", 1), hm(8, 30), help(After, hm(8, 0), hm(8, 40), soft(1000)), [2]Clock{},
			"08:40-08:50 0, 08:40-09:30 300, 08:10-08:50 1000, 07:30-09:30 1300, 08:40-14:59 4000, 07:00-14:59 5000"},
		{"away part of the morning", daily("care", 1), hm(8, 30), nil, [2]Clock{hm(8, 0), hm(9, 0)}, "07:30-07:40 300, 09:00-09:30 300, 07:00-07:40 4000, 09:00-14:59 4000"},
		{"a discharge late in the morning", daily("care", 1), hm(8, 30), nil, [2]Clock{0, hm(9, 45)}, "09:45-14:59 4000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cs := agreedAt("morning", c.at, c.grant)
			if c.external != nil {
				cs.External = []External{*c.external}
			}
			if c.away[1] > 0 {
				cs.Absences = []Absence{{Home: "h1", From: tue(c.away[0]), To: tue(c.away[1])}}
			}
			n := needOf(t, expand(t, cs), "h1/morning@2026-11-24")
			if got := menuOf(n.Days[0]); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
			for i := 1; i < len(n.Days[0].Windows); i++ {
				if n.Days[0].Windows[i].Price < n.Days[0].Windows[i-1].Price {
					t.Error("not by rising price")
				}
			}
		})
	}
}

// A start that leaves no time to call costs more, where others do: before
// now and the lead, and before the time agreed where it is too late to call ahead
// of that; long after it every start does.
func TestMenuTellsLateCalls(t *testing.T) {
	const call, late = "07:00-14:59 4000", "07:00-14:59 4500"
	for _, c := range []struct {
		name string
		day  int // of now; the visit is on day 1
		now  Clock
		want string
	}{
		{"no mend", 0, -1, call},
		{"the day before", 0, hm(23, 0), call},
		{"nobody is called before half past six", 1, hm(5, 0), call},
		{"little time before a start at seven", 1, hm(6, 46), "07:10-14:59 4000, " + late},
		{"just in time", 1, hm(8, 6), "08:30-14:59 4000, " + late},
		{"not quite in time", 1, hm(8, 7), late},
		{"found out late", 1, hm(8, 11), "08:30-14:59 4000, " + late},
		{"soon after", 1, hm(8, 46), "08:30-14:59 4000, " + late},
		{"long after", 1, hm(8, 47), late},
	} {
		t.Run(c.name, func(t *testing.T) {
			cs := agreedAt("morning", hm(8, 30), daily("care", 1))
			cs.Standard.Prices.CallLate, cs.Standard.Rules.CallLead, cs.Standard.Rules.CallLateWithin = 500, 20, 20
			cs.Standard.Rules.CallsFrom, cs.Standard.Rules.CallMinutes = hm(6, 30), 4
			if c.now >= 0 {
				cs.Now = At(mondayOf2026+Date(c.day), c.now)
			}
			want := "08:10-08:50 0, 07:30-09:30 300, " + c.want
			if got := menuOf(needOf(t, expand(t, cs), "h1/morning@2026-11-24").Days[0]); got != want {
				t.Errorf("%s\nwant %s", got, want)
			}
		})
	}
}

// A visit moves no further than the standard lets it, unless nothing is left
// there; and no relation asks for more.
func TestMostMoved(t *testing.T) {
	tue := mondayOf2026 + 1
	for _, c := range []struct {
		name string
		add  func(*Case)
		want string
	}{
		{"as far as allowed", func(*Case) {}, "11:40-12:20 0, 11:00-13:00 300, 10:00-14:00 4000"},
		{"a relation further off", func(c *Case) {
			c.External = []External{{Home: "h1", Service: "care", From: At(tue, hm(8, 50)), To: At(tue, hm(9, 0)), Relation: Before}}
		}, "11:40-12:20 0, 11:00-13:00 300, 10:00-14:00 4000"},
		{"a relation near enough", func(c *Case) {
			c.External = []External{{Home: "h1", Service: "care", From: At(tue, hm(13, 30)), To: At(tue, hm(14, 0)), Relation: Together}}
		}, "13:30-13:59 4000"},
		{"away all that time", func(c *Case) {
			c.Absences = []Absence{{Home: "h1", From: At(tue, hm(9, 50)), To: At(tue, hm(14, 30))}}
		}, "07:00-09:30 4000, 14:30-14:59 4000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := daily("care", 1)
			g.Parts = parts("afternoon")
			cs := agreedAt("afternoon", hm(12, 0), g)
			cs.Standard.Rules.MostMoved = 120
			c.add(cs)
			d := expand(t, cs)
			if got := menuOf(needOf(t, d, "h1/afternoon@2026-11-24").Days[0]); got != c.want {
				t.Errorf("%s; want %s", got, c.want)
			}
		})
	}
}

func TestMovableSeriesKeepsItsWindowsUncut(t *testing.T) {
	d := expand(t, testCase(daily("care", 1)))
	n := needOf(t, d, "h1/morning@2026-11-24")
	s := d.Series[n.Series]
	if s.Fixed || s.From != hm(7, 0) || s.To != hm(9, 45) {
		t.Fatalf("%+v", s)
	}
	for _, w := range n.Days[0].Windows {
		for move := s.From - s.Agreed; move <= s.To-s.Agreed; move += 15 {
			from, to := max(w.From.Add(Minutes(move)), w.Floor), min(w.To.Add(Minutes(move)), w.Ceil)
			at := At(mondayOf2026+1, s.Agreed+move)
			switch w.Kind {
			case Called:
				if from.Clock() != hm(7, 0) || to.Clock() != hm(14, 59) {
					t.Errorf("moved to %s a call allows %s-%s", at.Clock(), from.Clock(), to.Clock())
				}
			default:
				if from > at || to < at {
					t.Errorf("moved to %s its window is %s-%s", at.Clock(), from.Clock(), to.Clock())
				}
			}
		}
	}
}

func TestAgreedFromTheCase(t *testing.T) {
	c := testCase(Grant{Service: "toilet", Cadence: Cadence{PerDay, 2}, Parts: parts("morning", "morning")})
	c.History.Agreed = []Agreed{{Home: "h1", Part: "morning", Number: 2, Start: hm(9, 30)}, {Home: "h1", Part: "morning", Start: hm(7, 10)}}
	d := expand(t, c)
	for i, want := range []struct {
		id SeriesID
		at Clock
	}{{"h1/morning", hm(7, 10)}, {"h1/morning/2", hm(9, 30)}} {
		if s := d.Series[i]; s.ID != want.id || s.Agreed != want.at || !s.Fixed || s.From != s.To {
			t.Errorf("%+v; want %s", s, want.at)
		}
	}
}

func TestNotPlanned(t *testing.T) {
	m := mondayOf2026
	cash := daily("care", 1)
	cash.Law = SEL95
	leaving := daily("care", 1)
	leaving.Changes = []ProviderChange{{Provider: "p2", Asked: m - 60, From: m + 8}}
	other := daily("care", 1)
	other.Provider = "p2"
	coming := other
	coming.Changes = []ProviderChange{{Provider: "p1", From: m + 10}, {Provider: "p3", From: m - 5}}
	short := daily("care", 1)
	short.From, short.To = m+3, m+5
	for _, c := range []struct {
		name   string
		grant  Grant
		needs  int
		reason string
		count  int
	}{
		{"a cash grant", cash, 0, "R-5.2 cash", 1},
		{"another provider from the ninth day", leaving, 8, "R-5.1 provider", 6},
		{"another provider's", other, 0, "", 0},
		{"ours from the eleventh day", coming, 4, "R-5.1 provider", 10},
		{"a period of three days", short, 3, "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := expand(t, testCase(c.grant))
			if len(d.Needs) != c.needs {
				t.Errorf("%d visits; want %d", len(d.Needs), c.needs)
			}
			switch {
			case c.reason == "" && len(d.Unplanned) > 0, c.reason != "" && len(d.Unplanned) != 1:
				t.Errorf("unplanned: %+v", d.Unplanned)
			case c.reason != "" && d.Unplanned[0] != (Unplanned{"g1", "h1", c.reason, c.count}):
				t.Errorf("unplanned: %+v; want %s %d", d.Unplanned, c.reason, c.count)
			}
		})
	}
}

func TestAbsence(t *testing.T) {
	c := testCase(daily("care", 1), daily("medicine", 2), weekly("shopping", 1))
	c.Absences = []Absence{{Home: "h1", From: At(mondayOf2026+2, hm(9, 0)), To: At(mondayOf2026+7, hm(14, 0)), Kind: "hospital"}}
	d := expand(t, c)
	if got, want := fmt.Sprint(d.Unplanned), "[{g1 h1 R-5.5c absent 5} {g2 h1 R-5.5c absent 10}]"; got != want {
		t.Errorf("%s; want %s", got, want)
	}
	got := floatsOf(d)
	if want := []int{0, 1}; !slices.Equal(got["h1/~shopping@4"], want) {
		t.Errorf("shopping on %v; want %v", got["h1/~shopping@4"], want)
	}
	if want := []int{7, 8, 9, 10, 11}; !slices.Equal(got["h1/~shopping@5"], want) {
		t.Errorf("the next on %v; want %v", got["h1/~shopping@5"], want)
	}
	if n := needOf(t, d, "h1/~shopping@5"); menuOf(n.Days[0]) != "14:00-14:59 0" {
		t.Errorf("on the day of the discharge at %s", menuOf(n.Days[0]))
	}
}

func TestDelivery(t *testing.T) {
	c := testCase(weekly("unpacking", 1))
	for _, day := range []Date{3, 10} {
		c.External = append(c.External, External{Home: "h1", Service: "unpacking", From: At(mondayOf2026+day, hm(12, 0)), To: At(mondayOf2026+day, hm(12, 30)), Relation: Delivery})
	}
	d := expand(t, c)
	for id, day := range map[VisitID]int{"h1/~unpacking@4": 3, "h1/~unpacking@5": 10} {
		n := needOf(t, d, id)
		if got := datesOf(n); !slices.Equal(got, []int{day}) {
			t.Errorf("%s on %v; want %d", id, got, day)
		}
		if got := menuOf(n.Days[0]); got != "12:30-17:59 0" {
			t.Errorf("%s at %s", id, got)
		}
	}
}

func TestPins(t *testing.T) {
	c := testCase(daily("care", 1), weekly("shopping", 1), Grant{Service: "turning", Cadence: Cadence{PerDay, 1}, Parts: parts("late")})
	c.History.Agreed = []Agreed{{Home: "h1", Part: "morning", Start: hm(8, 0)}}
	c.Pins = []Pin{
		{Home: "h1", Part: "morning", Date: mondayOf2026 + 1, Caregiver: "c1", Start: hm(8, 45)},
		{Home: "h1", Part: "morning", Date: mondayOf2026 + 2, Start: hm(16, 0)}, // outside the hours
		{Home: "h1", Service: "shopping", Date: mondayOf2026 + 3, Caregiver: "c2", Start: -1},
		{Home: "h1", Part: "late", Caregiver: "c1", Start: -1}, // one of two
	}
	d := expand(t, c)
	n := needOf(t, d, "h1/morning@2026-11-24")
	if got := menuOf(n.Days[0]); got != "08:45-08:45 300, 08:45-08:45 4000" || !slices.Equal(n.Only, []CaregiverID{"c1"}) {
		t.Errorf("%s by %v", got, n.Only)
	}
	if got := menuOf(needOf(t, d, "h1/morning@2026-11-25").Days[0]); got != "07:40-08:20 0, 07:00-09:00 300, 07:00-14:59 4000" {
		t.Errorf("a pin outside the hours: %s", got)
	}
	if n := needOf(t, d, "h1/~shopping@4"); !slices.Equal(datesOf(n), []int{3}) || !slices.Equal(n.Only, []CaregiverID{"c2"}) {
		t.Errorf("pinned shopping on %v by %v", datesOf(n), n.Only)
	}
	if n := needOf(t, d, "h1/~shopping@5"); len(n.Days) != 5 || n.Only != nil {
		t.Errorf("the other shopping on %v by %v", datesOf(n), n.Only)
	}
	if n := needOf(t, d, "h1/late@2026-11-24"); len(n.Legs) != 2 || n.Only != nil {
		t.Errorf("one pinned caregiver can't be both of %d: %v", len(n.Legs), n.Only)
	}
}

func TestRides(t *testing.T) {
	meal := Grant{Service: "meal", Cadence: Cadence{PerDay, 1}, Parts: parts("midday")}
	shop := weekly("shopping", 1)
	shop.To = mondayOf2026 + 6
	late := Grant{Service: "cleaning", Cadence: Cadence{PerWeek, 1}, Days: on(time.Thursday), To: mondayOf2026 + 6}
	c := agreedAt("midday", hm(12, 0), meal, shop, late)
	d := expand(t, c)
	carrier := needOf(t, d, "h1/midday@2026-11-26")
	if len(carrier.Carries) != 2 {
		t.Fatalf("carries %+v", carrier.Carries)
	}
	for _, carry := range carrier.Carries {
		day := carry.Days[0]
		if day.Date != mondayOf2026+3 || day.From.Clock() != hm(7, 0) || day.To.Clock() != hm(14, 59) || day.Price != 0 || day.Kind != Free {
			t.Errorf("%s rides at %+v", d.Needs[carry.Need].ID, day)
		}
	}
	friday := needOf(t, d, "h1/midday@2026-11-27")
	for _, carry := range friday.Carries {
		if id, day := d.Needs[carry.Need].ID, carry.Days[0]; id == "h1/~cleaning@4" && (day.Price != 15000 || day.Kind != Postponed) {
			t.Errorf("postponed cleaning rides at %+v", day)
		}
	}
	alone := needOf(t, d, "h1/~shopping@4")
	for _, day := range alone.Days { // the midday visit could carry it: a visit of its own is for the afternoon
		if got := menuOf(day); got != "13:00-14:59 0" {
			t.Errorf("alone at %s", got)
		}
	}
	apart := 0
	for _, l := range d.Links {
		if l.Kind == NotSameDay {
			apart++
		}
	}
	if apart != 1 || len(alone.Carries) != 1 {
		t.Errorf("%d pairs kept apart, shopping carries %+v", apart, alone.Carries)
	}
}

func TestCareThatMustRideByTwoHasItsDay(t *testing.T) {
	bath := weekly("bath", 2)
	bath.Staff = 2
	d := expand(t, testCase(daily("care", 1), bath))
	for day, want := range map[string]string{"2026-11-24": "g1#29 g2#8", "2026-11-28": "g1#33 g2#9", "2026-11-25": "g1#30"} {
		n := needOf(t, d, VisitID("h1/morning@"+day))
		if got := occurrencesOf(d, n); got != want {
			t.Errorf("on %s %s; want %s", day, got, want)
		}
	}
}
