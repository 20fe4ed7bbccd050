package model

import (
	"slices"
	"testing"
	"time"
)

// visitsOn lists the visits of a date with what they do.
func visitsOn(d *Demand, date Date) map[VisitID]string {
	got := map[VisitID]string{}
	for i := range d.Needs {
		if n := &d.Needs[i]; n.Series >= 0 && n.Days[0].Date == date {
			got[n.ID] = occurrencesOf(d, n)
		}
	}
	return got
}

func TestBundle(t *testing.T) {
	nurse := Grant{Service: "medicine", Cadence: Cadence{PerDay, 1}, Needs: []Qualification{"nurse"}}
	for _, c := range []struct {
		name   string
		grants []Grant
		want   map[VisitID]string // on the Tuesday of the first week
	}{
		{"what shares a word is one visit", []Grant{daily("care", 1), daily("medicine", 2), daily("meal", 3)}, map[VisitID]string{
			"h1/morning@2026-11-24": "g1#29 g2#58 g3#87", "h1/midday@2026-11-24": "g3#88", "h1/evening@2026-11-24": "g2#59 g3#89"}},
		{"a call is a visit of its own", []Grant{daily("care", 1), daily("call", 1)}, map[VisitID]string{
			"h1/morning@2026-11-24": "g1#29", "h1/morning/2@2026-11-24": "g2#29"}},
		{"no word in common", []Grant{daily("talk", 1), {Service: "escort", Cadence: Cadence{PerDay, 1}}}, map[VisitID]string{
			"h1/midday@2026-11-24": "g2#29", "h1/midday/2@2026-11-24": "g1#29"}},
		{"qualifications that do not nest", []Grant{nurse, {Service: "care", Cadence: Cadence{PerDay, 1}, Needs: []Qualification{"dementia"}}}, map[VisitID]string{
			"h1/morning@2026-11-24": "g2#29", "h1/morning/2@2026-11-24": "g1#29"}},
		{"two of one grant in one part", []Grant{{Service: "toilet", Cadence: Cadence{PerDay, 2}, Parts: parts("morning", "morning")}, daily("care", 1)}, map[VisitID]string{
			"h1/morning@2026-11-24": "g1#58 g2#29", "h1/morning/2@2026-11-24": "g1#59"}},
		{"bath on its days lengthens the morning's visit", []Grant{daily("care", 1), {Service: "bath", Cadence: Cadence{PerWeek, 2}, Days: on(time.Tuesday, time.Friday)}}, map[VisitID]string{
			"h1/morning@2026-11-24": "g1#29 g2#8"}},
		{"a helper of one's own is alone", []Grant{daily("care", 1), {Service: "bath", Law: SEL94, Helper: "c9", Cadence: Cadence{PerDay, 1}}}, map[VisitID]string{
			"h1/morning@2026-11-24": "g2#29", "h1/morning/2@2026-11-24": "g1#29"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := visitsOn(expand(t, testCase(c.grants...)), mondayOf2026+1)
			for id, does := range c.want {
				if got[id] != does {
					t.Errorf("%s does %q, want %q", id, got[id], does)
				}
				delete(got, id)
			}
			for id, does := range got {
				t.Errorf("besides %s does %q", id, does)
			}
		})
	}
}

func TestSeriesKeepsItsTimeOnLongerDays(t *testing.T) {
	d := expand(t, testCase(daily("care", 1), Grant{Service: "bath", Cadence: Cadence{PerWeek, 1}, Days: on(time.Tuesday)}))
	if len(d.Series) != 1 {
		t.Fatalf("%d series", len(d.Series))
	}
	monday, tuesday := needOf(t, d, "h1/morning@2026-11-23"), needOf(t, d, "h1/morning@2026-11-24")
	if monday.Legs[0].Minutes != 20 || tuesday.Legs[0].Minutes != 50 {
		t.Errorf("%d and %d minutes; want 20 and 50", monday.Legs[0].Minutes, tuesday.Legs[0].Minutes)
	}
	if monday.Days[0].Windows[0].From.Clock() != tuesday.Days[0].Windows[0].From.Clock() {
		t.Error("the same series at two times")
	}
	if tuesday.Unserved != 200_000_000 || tuesday.Class != NeverCancelled {
		t.Errorf("left out: %d, %s", tuesday.Unserved, tuesday.Class)
	}
}

func TestSeriesOfAlternatingHelp(t *testing.T) {
	frame := Grant{Law: AEL, Pattern: []Pattern{
		{Days: on(time.Tuesday, time.Friday), Part: "midday", Service: "meal", Minutes: 30},
		{Days: AllDays &^ on(time.Tuesday, time.Friday), Part: "midday", Service: "meal", Minutes: 15},
		{Days: on(time.Monday), Part: "morning", Service: "care", Minutes: 25, Every: 2},
	}}
	ended, begun := daily("care", 1), daily("care", 1)
	ended.Parts, begun.Parts = parts("evening"), parts("evening")
	ended.To, begun.From = mondayOf2026+4, mondayOf2026+5
	d := expand(t, testCase(frame, ended, begun))
	var ids []SeriesID
	for _, s := range d.Series {
		ids = append(ids, s.ID)
	}
	if want := []SeriesID{"h1/evening", "h1/midday", "h1/morning"}; !slices.Equal(ids, want) {
		t.Errorf("%v; want %v", ids, want)
	}
	for id, want := range map[VisitID]string{"h1/midday@2026-11-24": "g1.L1#29", "h1/midday@2026-11-25": "g1.L2#30", "h1/morning@2026-11-23": "g1.L3#28",
		"h1/evening@2026-11-27": "g2#32", "h1/evening@2026-11-28": "g3#0"} {
		if got := occurrencesOf(d, needOf(t, d, id)); got != want {
			t.Errorf("%s does %s; want %s", id, got, want)
		}
	}
	if n := needOf(t, d, "h1/midday@2026-11-25"); n.Legs[0].Minutes != 15 {
		t.Errorf("%d minutes on the short days", n.Legs[0].Minutes)
	}
	for i := range d.Needs {
		if d.Needs[i].ID == "h1/morning@2026-11-30" {
			t.Error("every second week comes every week")
		}
	}
}

func TestBundleRequires(t *testing.T) {
	c := testCase(daily("care", 1), Grant{Service: "medicine", Cadence: Cadence{PerDay, 1}, Needs: []Qualification{"nurse"}})
	c.Homes[0].Needs = []Qualification{"sign"}
	n := needOf(t, expand(t, c), "h1/morning@2026-11-23")
	if want := []Qualification{"medicine", "nurse", "sign"}; !slices.Equal(n.Requires, want) {
		t.Errorf("%v; want %v", n.Requires, want)
	}
}

func TestLegs(t *testing.T) {
	lift := Grant{Service: "care", Cadence: Cadence{PerDay, 1}, Staff: 2, Second: Leg{Offset: 5, Minutes: 10}}
	whole := lift
	whole.Second = Leg{}
	three := lift
	three.Staff = 3
	meal := Grant{Service: "meal", Cadence: Cadence{PerDay, 1}, Parts: parts("morning")}
	for _, c := range []struct {
		name   string
		grants []Grant
		want   []Leg
	}{
		{"own part", []Grant{lift}, []Leg{{0, 20}, {5, 10}}},
		{"without one", []Grant{whole}, []Leg{{0, 20}, {0, 20}}},
		{"what needs two is done first", []Grant{meal, lift}, []Leg{{0, 30}, {5, 10}}},
		{"as long as what needs two lasts", []Grant{meal, whole}, []Leg{{0, 30}, {0, 20}}},
		{"three", []Grant{three}, []Leg{{0, 20}, {5, 10}, {5, 10}}},
		{"granted minutes", []Grant{{Service: "care", Cadence: Cadence{PerDay, 1}, Minutes: 35}}, []Leg{{0, 35}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if n := needOf(t, expand(t, testCase(c.grants...)), "h1/morning@2026-11-23"); !slices.Equal(n.Legs, c.want) {
				t.Errorf("%v; want %v", n.Legs, c.want)
			}
		})
	}
}

func TestGrantedStepsNeverLoseAMinute(t *testing.T) {
	for _, c := range []struct {
		granted Minutes
		want    []Step
	}{
		{0, []Step{{Active: 10}, {Passive: 75}, {Active: 5}}},
		{15, []Step{{Active: 10}, {Passive: 75}, {Active: 5}}},
		{20, []Step{{Active: 14}, {Passive: 75}, {Active: 6}}},
		{31, []Step{{Active: 21}, {Passive: 75}, {Active: 10}}},
		{5, []Step{{Active: 4}, {Passive: 75}, {Active: 1}}},
	} {
		if got := grantedSteps([]Step{{Active: 10}, {Passive: 75}, {Active: 5}}, c.granted); !slices.Equal(got, c.want) {
			t.Errorf("%d granted: %v; want %v", c.granted, got, c.want)
		}
	}
}

func TestGaps(t *testing.T) {
	d := expand(t, testCase(daily("turning", 7)))
	type pair struct{ a, b VisitID }
	links := map[pair]Link{}
	beyond := 0
	for _, l := range d.Links {
		if l.Max == 0 { // over one that is left out
			if l.Min != 180 {
				t.Errorf("%s to %s: %+v", d.Needs[l.A].ID, d.Needs[l.B].ID, l)
			}
			beyond++
			continue
		}
		links[pair{d.Needs[l.A].ID, d.Needs[l.B].ID}] = l
	}
	day := []VisitID{"h1/night@2026-11-24", "h1/night/2@2026-11-24", "h1/morning@2026-11-24", "h1/midday@2026-11-24", "h1/afternoon@2026-11-24",
		"h1/evening@2026-11-24", "h1/late@2026-11-24", "h1/night@2026-11-25"}
	for i := 1; i < len(day); i++ {
		if l, ok := links[pair{day[i-1], day[i]}]; !ok || l.Kind != StartGap || l.Min != 180 || l.Max != 240 || l.SameDay {
			t.Errorf("%s to %s: %+v", day[i-1], day[i], l)
		}
	}
	if want := 7*14 - 1; len(links) != want || beyond == 0 {
		t.Errorf("%d links and %d over one left out; want %d and some", len(links), beyond, want)
	}
	// The proposals keep the gaps round the clock.
	times := map[SeriesID]Clock{}
	for _, s := range d.Series {
		times[s.ID] = s.Agreed
	}
	order := []SeriesID{"h1/night", "h1/night/2", "h1/morning", "h1/midday", "h1/afternoon", "h1/evening", "h1/late"}
	for i, s := range order {
		next := times[order[(i+1)%len(order)]]
		if i == len(order)-1 {
			next += dayEnd
		}
		if gap := next - times[s]; gap < 180 || gap > 240 || times[s]%15 != 0 {
			t.Errorf("%s at %s, the next %d minutes later", s, times[s], gap)
		}
	}
}

func TestProposalsSpreadOverHomes(t *testing.T) {
	c := testCase()
	for i := range 240 {
		id := HomeID(rune('a'+i%26)) + HomeID(rune('a'+i/26))
		c.Homes = append(c.Homes, Home{ID: id, District: "d1"})
		c.Grants = append(c.Grants, Grant{ID: GrantID("g-" + id), Home: id, Provider: "p1", From: mondayOf2026, Service: "care", Cadence: Cadence{PerDay, 1}})
	}
	d := expand(t, c)
	at := map[Clock]int{}
	for _, s := range d.Series {
		at[s.Agreed]++
	}
	for clock := Clock(7 * 60); clock < 10*60; clock += 15 {
		if n := at[clock]; n < 8 || n > 36 { // 20 on average
			t.Errorf("%d homes at %s", n, clock)
		}
		delete(at, clock)
	}
	if len(at) > 0 {
		t.Errorf("outside the morning: %v", at)
	}
}

// Help by several joins no visit, and may stand alone beside one; a visit by
// two carries help by one, and its second person does not wait for that.
func TestWhatSeveralDoJoinsNoVisit(t *testing.T) {
	shop := weekly("shopping", 1)
	shop.Parts = parts("midday")
	for staff, want := range map[int]bool{1: true, 2: false} {
		meal := Grant{Service: "meal", Cadence: Cadence{PerDay, 1}, Parts: parts("midday"), Staff: 2}
		shop.Staff = staff
		d := expand(t, testCase(meal, shop))
		n := needOf(t, d, "h1/midday@2026-11-24")
		if rides := len(n.Carries) > 0; rides != want {
			t.Errorf("shopping by %d rides: %v", staff, rides)
		}
		if alone := len(needOf(t, d, "h1/~shopping@4").Days) > 0; alone == want {
			t.Errorf("shopping by %d stands alone: %v", staff, alone)
		}
		if len(n.Legs) != 2 || n.Legs[1] != (Leg{0, 10}) {
			t.Errorf("legs %v", n.Legs)
		}
	}
}
