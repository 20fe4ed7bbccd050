package model

import (
	"slices"
	"testing"
	"time"
)

// nurse is other help on the Tuesday of the first week.
func nurse(service ServiceID, from, to Clock, r Relation) External {
	tue := mondayOf2026 + 1
	return External{Home: "h1", Service: service, From: At(tue, from), To: At(tue, to), Relation: r}
}

// TestRelationBringsTheNearestVisit: other help that no visit stands beside
// where it is agreed brings one of them there, the nearest, and no other.
func TestRelationBringsTheNearestVisit(t *testing.T) {
	twice := Grant{Service: "medicine", Cadence: Cadence{PerDay, 2}, Parts: parts("morning", "evening")}
	for _, c := range []struct {
		name             string
		external         []External
		morning, evening string
	}{
		{"nobody else", nil, "08:40-09:20 0, 08:00-10:00 300, 06:00-12:00 4000", "15:40-16:20 0, 15:00-17:00 300, 13:00-19:00 4000"},
		{"in the evening, off the agreed time", []External{nurse("medicine", hm(17, 30), hm(17, 45), Together)},
			"08:40-09:20 0, 08:00-10:00 300, 06:00-12:00 4000", "17:30-17:44 4000"},
		{"nearer to the morning", []External{nurse("medicine", hm(10, 45), hm(11, 30), After)},
			"08:40-09:20 0, 08:00-10:00 300, 06:00-12:00 4000", "15:40-16:20 0, 15:00-17:00 300, 13:00-19:00 4000"},
		{"where the morning's is agreed", []External{nurse("medicine", hm(9, 30), hm(9, 45), Together)},
			"09:30-09:44 300, 09:30-09:44 4000", "15:40-16:20 0, 15:00-17:00 300, 13:00-19:00 4000"},
		{"further than any may be moved", []External{nurse("medicine", hm(12, 15), hm(12, 45), Together)},
			"08:40-09:20 0, 08:00-10:00 300, 06:00-12:00 4000", "15:40-16:20 0, 15:00-17:00 300, 13:00-19:00 4000"},
		{"two helpers that one visit can't both meet", []External{nurse("", hm(9, 30), hm(9, 45), Together), nurse("medicine", hm(8, 10), hm(8, 20), Together)},
			"", "15:40-16:20 0, 15:00-17:00 300, 13:00-19:00 4000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cs := testCase(twice)
			cs.Standard.Rules.MostMoved = 180
			cs.History.Agreed = []Agreed{{Home: "h1", Part: "morning", Start: hm(9, 0)}, {Home: "h1", Part: "evening", Start: hm(16, 0)}}
			cs.External = c.external
			d := expand(t, cs)
			for id, want := range map[VisitID]string{"h1/morning@2026-11-24": c.morning, "h1/evening@2026-11-24": c.evening} {
				got := ""
				if n := needOf(t, d, id); len(n.Days) > 0 {
					got = menuOf(n.Days[0])
				}
				if got != want {
					t.Errorf("%s: %s; want %s", id, got, want)
				}
			}
		})
	}
}

// TestRelationBringsWhomGapsLetCome: the midday meal could come to the nurse from
// its part of day, but not three hours after the breakfast: so breakfast is brought.
func TestRelationBringsWhomGapsLetCome(t *testing.T) {
	cs := testCase(Grant{Service: "meal", Cadence: Cadence{PerDay, 2}, Parts: parts("morning", "midday")})
	cs.History.Agreed = []Agreed{{Home: "h1", Part: "morning", Start: hm(7, 30)}}
	nurse := nurse("", hm(10, 5), hm(10, 30), Before)
	nurse.Within = 60
	cs.External = []External{nurse}
	d := expand(t, cs)
	within := func(id VisitID, from, to Clock) {
		for _, w := range needOf(t, d, id).Days[0].Windows {
			if w.Floor.Clock() < from || w.Ceil.Clock() > to {
				t.Errorf("%s may start from %s to %s, not from %s to %s", id, w.Floor, w.Ceil, from, to)
			}
		}
	}
	within("h1/morning@2026-11-24", hm(8, 55), hm(9, 55)) // over when the nurse comes
	if n := needOf(t, d, "h1/midday@2026-11-24"); n.Days[0].Windows[0].Ceil.Clock() < hm(13, 0) {
		t.Errorf("the midday meal was brought too: %s", menuOf(n.Days[0]))
	}
}

// TestFloatsAreCalledNowhere: what floats keeps a relation in its own parts of
// the day or not at all.
func TestFloatsAreCalledNowhere(t *testing.T) {
	for _, c := range []struct {
		name     string
		external External
		want     string // on the Tuesday
	}{
		{"in its part", nurse("", hm(11, 0), hm(11, 30), Together), "11:00-11:29 0"},
		{"before its part", nurse("", hm(9, 0), hm(9, 30), Together), "10:00-14:59 0"},
		{"goods are nothing to it", nurse("", hm(11, 0), hm(11, 30), Delivery), "10:00-14:59 0"},
	} {
		cs := testCase(weekly("shopping", 1))
		cs.External = []External{c.external}
		n := needOf(t, expand(t, cs), "h1/~shopping@4")
		if got := menuOf(n.Days[1]); got != c.want {
			t.Errorf("%s: %s; want %s", c.name, got, c.want)
		}
	}
}

// TestAwayIsAskedOfEachOccurrence: what one service's hours leave the other's
// need not; other help that leaves no start excuses nothing.
func TestAwayIsAskedOfEachOccurrence(t *testing.T) {
	tue := mondayOf2026 + 1
	for _, c := range []struct {
		name   string
		away   Absence
		helper []External
		want   []string // on the Tuesday
		reason int      // unplanned
	}{
		{"at home for the short one alone", Absence{Home: "h1", From: At(tue, hm(7, 12)), To: At(tue, hm(23, 0))}, nil, []string{"g2#58"}, 2},
		{"away all morning", Absence{Home: "h1", From: At(tue, hm(7, 0)), To: At(tue, hm(23, 0))}, nil, nil, 3},
		{"other help all morning", Absence{Home: "h1", From: At(tue, hm(23, 30)), To: At(tue, hm(23, 40))},
			[]External{nurse("", hm(6, 0), hm(23, 0), Avoid)}, []string{"g1#29", "g2#58", "g2#59"}, 0},
	} {
		cs := testCase(daily("care", 1), Grant{Service: "medicine", Cadence: Cadence{PerDay, 2}, Parts: parts("morning", "evening")})
		cs.Absences, cs.External = []Absence{c.away}, c.helper
		d := expand(t, cs)
		var got []string
		for i := range d.Needs {
			if d.Tasks[d.Needs[i].Tasks[0]].Due == tue {
				got = append(got, occurrencesOf(d, &d.Needs[i]))
			}
		}
		slices.Sort(got)
		gone := 0
		for _, u := range d.Unplanned {
			gone += u.Count
		}
		if !slices.Equal(got, c.want) || gone != c.reason {
			t.Errorf("%s: %v, %d unplanned; want %v, %d", c.name, got, gone, c.want, c.reason)
		}
	}
}

// TestDaysApartYield: where the days open to occurrences in a row leave no room
// for the distance between them it is not asked of those, and of others it is.
func TestDaysApartYield(t *testing.T) {
	linked := func(d *Demand, a, b VisitID) Minutes {
		for _, l := range d.Links {
			if l.Kind == DayGap && d.Needs[l.A].ID == a && d.Needs[l.B].ID == b {
				return l.Min
			}
		}
		return 0
	}
	three := weekly("bath", 3)
	three.Days = on(time.Monday, time.Tuesday, time.Wednesday, time.Friday)
	d := expand(t, testCase(three))
	for _, c := range []struct {
		a, b VisitID
		want Minutes
	}{
		{"h1/~bath@12", "h1/~bath@13", 2}, {"h1/~bath@13", "h1/~bath@14", 2}, {"h1/~bath@12", "h1/~bath@14", 1}, {"h1/~bath@14", "h1/~bath@15", 0},
	} {
		if got := linked(d, c.a, c.b); got != c.want {
			t.Errorf("room: %s to %s at least %d days; want %d", c.a, c.b, got, c.want)
		}
	}
	three.Days = on(time.Monday, time.Tuesday, time.Wednesday, time.Thursday)
	d = expand(t, testCase(three))
	for _, c := range []struct {
		a, b VisitID
		want Minutes
	}{
		{"h1/~bath@12", "h1/~bath@13", 1}, {"h1/~bath@13", "h1/~bath@14", 1}, {"h1/~bath@14", "h1/~bath@15", 0},
	} {
		if got := linked(d, c.a, c.b); got != c.want {
			t.Errorf("no room: %s to %s at least %d days; want %d", c.a, c.b, got, c.want)
		}
	}
}

// TestSettledCareKeepsItsDistance: three baths a week by two people, each in a
// visit with daily care: the days nearest to the ideal ones that lie apart.
func TestSettledCareKeepsItsDistance(t *testing.T) {
	bath := weekly("bath", 3)
	bath.Staff, bath.Days = 2, on(time.Monday, time.Wednesday, time.Thursday, time.Friday)
	d := expand(t, testCase(daily("care", 1), bath))
	var got []int
	for i := range d.Needs {
		for _, k := range d.Needs[i].Tasks {
			if d.Tasks[k].Service.ID == "bath" {
				got = append(got, int(d.Needs[i].Days[0].Date-mondayOf2026))
			}
		}
	}
	slices.Sort(got)
	if want := []int{0, 2, 4, 7, 9, 11}; !slices.Equal(got, want) {
		t.Errorf("on days %v; want %v", got, want)
	}
}

// TestSeriesStaysOnItsSideOfAClockChange: an hour later on the clock is not an
// hour later where an hour is missing or comes twice.
func TestSeriesStaysOnItsSideOfAClockChange(t *testing.T) {
	night := Grant{Service: "toilet", Cadence: Cadence{PerDay, 1}, Parts: parts("night")}
	for _, change := range []Date{springForward, fallBack} {
		for first, stays := range map[Date]bool{change - 3: false, change - 1: true, change + 1: false} {
			d := expand(t, over(first, 3, night))
			s, level := d.Series[0], true
			for c := s.From; c <= s.To; c += 15 {
				for day := first; day < first+3; day++ {
					level = level && At(day, c)-At(day, s.Agreed) == Time(c-s.Agreed)
				}
			}
			if whole := s.From == 0 && s.To == hm(6, 45); !level || whole == stays {
				t.Errorf("from %s: agreed %s, may be %s to %s", first, s.Agreed, s.From, s.To)
			}
		}
	}
}

// TestRidersKeepTheirCarrierClear: a visit that riders make longer keeps off
// other help that concerns its own services, and is over before it (R-5.3c).
func TestRidersKeepTheirCarrierClear(t *testing.T) {
	type spans [][2]Clock
	for _, c := range []struct {
		name     string
		external []External
		want     spans // starts of the Tuesday's care with the bath aboard, 50 minutes
	}{
		{"nobody else", nil, spans{{hm(7, 0), hm(14, 59)}}},
		{"avoided by the care", []External{nurse("care", hm(9, 40), hm(10, 0), Avoid)}, spans{{hm(7, 0), hm(8, 50)}, {hm(10, 0), hm(14, 59)}}},
		{"avoided by the bath", []External{nurse("bath", hm(9, 40), hm(10, 0), Avoid)}, spans{{hm(7, 0), hm(8, 50)}, {hm(10, 0), hm(14, 59)}}},
		{"the care comes before", []External{nurse("care", hm(9, 40), hm(10, 0), Before)}, spans{{hm(7, 0), hm(8, 50)}}},
		{"of no concern", []External{nurse("meal", hm(9, 40), hm(10, 0), Avoid)}, spans{{hm(7, 0), hm(14, 59)}}},
	} {
		cs := agreedAt("morning", hm(9, 0), daily("care", 1))
		bath := testCase(weekly("bath", 1)).Grants[0]
		bath.ID = "g2"
		cs.Grants = append(cs.Grants, bath)
		cs.External = c.external
		n := needOf(t, expand(t, cs), "h1/morning@2026-11-24")
		var got spans
		for _, d := range n.Carries[0].Days {
			got = append(got, [2]Clock{d.From.Clock(), d.To.Clock()})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v; want %v", c.name, got, c.want)
		}
	}
}

// TestWhoLeavesOtherHelp: a visit that has come to other help of its date is not
// wanted elsewhere, unless it would stand to it there too.
func TestWhoLeavesOtherHelp(t *testing.T) {
	tue := mondayOf2026 + 1
	soft := nurse("", hm(4, 0), hm(4, 30), After)
	soft.Soft, soft.Within = 100, 120
	hard := soft
	hard.Soft = 0
	for _, c := range []struct {
		name  string
		e     External
		start Clock // the visit's
		to    Clock
		want  bool
	}{
		{"it comes after and would be too late", hard, hm(6, 0), hm(8, 30), true},
		{"it would still be in time", hard, hm(6, 0), hm(6, 30), false},
		{"it has not come to it", hard, hm(7, 0), hm(8, 30), false},
		{"that only has a price", soft, hm(6, 0), hm(8, 30), false},
		{"that it keeps from", nurse("", hm(6, 30), hm(9, 0), Avoid), hm(6, 0), hm(8, 30), false},
	} {
		v := &checkVisit{Visit: &Visit{Date: tue, Start: At(tue, c.start), Length: 10}, home: &checkHome{external: []*External{&c.e}}}
		if got := v.leavesHelp(At(tue, c.to), 40); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
