package solver

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

func TestShiftsBecomeToursInTicksOfTheFirstDay(t *testing.T) {
	w := newTown(t)
	w.home("h", 3)
	w.worker("a", 7*60, 15*60, 0, 1)
	w.worker("other", 7*60, 15*60, 0).Provider = "q"
	w.Case.Standard.Rules.OvertimeMost = 30
	m, _ := w.build()
	if len(m.Shifts) != 2 {
		t.Fatalf("tours: %d, want the two of the provider", len(m.Shifts))
	}
	got := m.Problem.Tours[1]
	want := vrp.Tour{Worker: 0, Mode: 0, Day: 1, Start: 1, End: 1, Open: 1440 + 420, Close: 1440 + 900, Late: 1440 + 930, LatePrice: 1500}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestOvertimeNeverEatsTheRest(t *testing.T) {
	rules := &model.Rules{OvertimeMost: 60, RestBetween: 660}
	s := &model.Shift{From: 0, To: 480}
	for name, c := range map[string]struct {
		over model.Minutes
		next []span
		want model.Minutes
	}{
		"nothing after":      {0, nil, 60},
		"rest to spare":      {0, []span{{0, 480}, {480 + 720, 2000}}, 60},
		"half an hour":       {0, []span{{480 + 690, 2000}}, 30},
		"none left":          {0, []span{{480 + 600, 2000}}, 0},
		"no overtime agreed": {-1, nil, 0},
		"more agreed":        {15, nil, 75},
	} {
		s.Overtime = c.over
		if got := overtime(s, rules, c.next); got != c.want {
			t.Errorf("%s: %d minutes, want %d", name, got, c.want)
		}
	}
	if got := overtime(&model.Shift{To: 480, Overtime: 15}, &model.Rules{}, nil); got != 0 {
		t.Errorf("the standard allows none, yet %d", got)
	}
}

func TestAbsencesCutShifts(t *testing.T) {
	shift := span{100, 200}
	for name, c := range map[string]struct {
		away []span
		want []span
	}{
		"none":            {nil, []span{{100, 200}}},
		"all of it":       {[]span{{50, 250}}, nil},
		"all of it twice": {[]span{{50, 150}, {150, 200}}, nil},
		"start":           {[]span{{90, 130}}, []span{{130, 200}}},
		"end":             {[]span{{160, 300}}, []span{{100, 160}}},
		"nearly all":      {[]span{{90, 190}}, []span{{190, 200}}},
		"middle":          {[]span{{120, 130}}, []span{{100, 120}, {130, 200}}},
		"soon":            {[]span{{119, 130}}, []span{{130, 200}}},
		"late":            {[]span{{120, 185}}, []span{{100, 120}}},
		"twice":           {[]span{{160, 170}, {120, 130}}, []span{{100, 120}, {130, 160}, {170, 200}}},
		"all short":       {[]span{{110, 130}, {145, 190}}, []span{{130, 145}}},
		"elsewhere":       {[]span{{0, 100}, {200, 300}}, []span{{100, 200}}},
		"overlapping":     {[]span{{150, 170}, {90, 160}}, []span{{170, 200}}},
	} {
		if short := stretches(shift, []span{{105, 140}, {150, 200}}, []span{{142, 144}}, 20); !slices.Equal(short, []span{{140, 150}}) {
			t.Errorf("short, with what had begun: %v", short)
		}
		if got := stretches(shift, c.away, nil, 20); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestLegsArePlannedMinutesAndTheirPrice(t *testing.T) {
	w := newTown(t)
	w.home("h", 3)
	w.worker("a", 7*60, 15*60, 0)
	w.daily("h", "care", 8*60, 0)
	m, roads := w.build()
	office, home := m.place["office"], m.place["at-h"]
	minutes, metres := roads.Leg(model.Car, "office", "at-h")
	got := m.Problem.Modes[0].Leg(office, home)
	if got.Ticks != 4 || int(got.Ticks) != int(minutes) || int(got.Price) != 4*800+(350*metres+500)/1000 {
		t.Errorf("leg %+v for %d minutes, %d metres", got, minutes, metres)
	}
	if here := m.Problem.Modes[0].Leg(home, home); here != (vrp.Leg{}) {
		t.Errorf("staying costs %+v", here)
	}
	if away := m.Problem.Modes[0].Leg(0, home); away != (vrp.Leg{}) {
		t.Errorf("nowhere is not free: %+v", away)
	}
}

func TestClassesHoldWhoMayServe(t *testing.T) {
	w := newTown(t)
	w.home("plain", 1)
	w.home("dog", 2).Traits = []model.Trait{"dog"}
	w.home("nurse", 3).Needs = []model.Qualification{"medicine"}
	w.home("own", 4)
	w.worker("a", 7*60, 15*60, 0).Qualifications = []model.Qualification{"medicine"}
	w.worker("b", 7*60, 15*60, 0).CantBear = []model.Trait{"dog"}
	w.worker("helper", 7*60, 15*60, 0).Only = []model.HomeID{"own"}
	w.shift("b", 1, 7*60, 15*60).Mode = model.Foot
	one := func(home model.HomeID, service model.ServiceID) *model.Need {
		return &w.Demand.Needs[w.daily(home, service, 9*60, 0)[0]]
	}
	one("plain", "care")
	one("dog", "care")
	one("nurse", "care")
	one("own", "care").Only = []model.CaregiverID{"helper"}
	one("plain", "talk").Modes = []model.Mode{model.Foot}
	one("plain", "cleaning").Requires = []model.Qualification{"nobody"}
	m, _ := w.build()
	want := []string{"a-0 b-0 b-1", "a-0", "a-0", "helper-0", "b-1", ""}
	for i, names := range want {
		class := set(m.Problem.Classes[m.Problem.Stops[m.first[i]].Class])
		got := ""
		for t, s := range m.Shifts {
			if class.has(int32(t)) {
				if got != "" {
					got += " "
				}
				got += string(s.ID)
			}
		}
		if got != names {
			t.Errorf("need %d: %q, want %q", i, got, names)
		}
	}
	if m.Problem.Stops[m.first[1]].Class != m.Problem.Stops[m.first[2]].Class {
		t.Error("equal sets have two numbers")
	}
}

func TestTiesPriceEveryCaregiverOfAHome(t *testing.T) {
	w := newTown(t)
	h := w.home("h", 1)
	h.Preferred, h.Unwanted = []model.CaregiverID{"liked"}, []model.CaregiverID{"unwanted"}
	for _, id := range []model.CaregiverID{"named", "liked", "unwanted", "met", "far"} {
		w.worker(id, 7*60, 15*60, 0)
	}
	w.Case.Caregivers[4].Group = "g2"
	w.Case.History.Named = []model.Named{{Home: "h", Contact: "named", Second: "gone"}}
	w.Case.History.Visits = []model.PastVisit{{Home: "h", Caregiver: "met", Date: monday - 9}}
	w.daily("h", "care", 9*60, 0)
	m, _ := w.build()
	for who, want := range map[model.CaregiverID]vrp.Tie{
		"named": {Other: 4500}, "liked": {Other: 3000, First: 6000}, "unwanted": {Always: 20000, Other: 4500, First: 6000},
		"met": {Other: 4500}, "far": {Always: 1000, Other: 4500, First: 6000},
	} {
		if d := cmp.Diff(want, *m.Problem.Tie(0, m.worker[who])); d != "" {
			t.Errorf("%s: %s", who, d)
		}
	}
	cl := m.Problem.Clusters[0]
	if cl.Pair != cl.Before || cl.Pair[0] != m.worker["named"] || m.Workers[cl.Pair[1]] != nil || cl.Change != 20000 {
		t.Errorf("cluster %+v: one named, one vacancy were expected", cl)
	}
}

func TestNamedStaffAloneGivePracticalHelpWhereTheStandardSays(t *testing.T) {
	w := newTown(t)
	w.Case.Standard.Rules.NamedForPractical = true
	w.home("h", 1)
	w.home("new", 2)
	w.worker("a", 7*60, 15*60, 0)
	w.worker("b", 7*60, 15*60, 0)
	w.Case.History.Named = []model.Named{{Home: "h", Contact: "b"}}
	w.floating("h", "cleaning", 0)
	w.daily("h", "care", 8*60, 0)
	w.floating("new", "cleaning", 0)
	m, _ := w.build()
	size := func(need int) (n int) {
		class := set(m.Problem.Classes[m.Problem.Stops[m.first[need]].Class])
		for t := range m.Shifts {
			if class.has(int32(t)) {
				n++
			}
		}
		return n
	}
	if size(0) != 1 || size(1) != 2 || size(2) != 2 {
		t.Errorf("%d, %d, %d tours", size(0), size(1), size(2))
	}
	if !m.Problem.Clusters[m.cluster[0]].Locked || m.Problem.Clusters[m.cluster[1]].Locked {
		t.Error("just the home with named staff keeps them")
	}
}

func TestVisitByTwoIsAGroupWhosePriceSumsUp(t *testing.T) {
	w := newTown(t)
	w.home("h", 1)
	w.worker("a", 7*60, 15*60, 0)
	n := &w.Demand.Needs[w.daily("h", "care", 9*60, 0)[0]]
	n.Legs = []model.Leg{{Minutes: 20}, {Offset: 5, Minutes: 10}, {Minutes: 20}}
	m, _ := w.build()
	p := m.Problem
	if d := cmp.Diff([]vrp.Group{{First: 0, Last: 3}}, p.Groups); d != "" {
		t.Fatal(d)
	}
	var sum int64
	for _, s := range p.Stops[:3] {
		sum += s.Unserved
	}
	if sum != int64(n.Unserved) || p.Stops[1].Offset != 5 || p.Stops[1].Dur != 10 || p.Stops[1].First != p.Stops[1].Last {
		t.Errorf("price %d of %d; second leg %+v", sum, n.Unserved, p.Stops[1])
	}
}

func TestMenusMoveWithTheSeriesAndFloatsAreCut(t *testing.T) {
	w := newTown(t)
	w.home("h", 1)
	w.worker("a", 7*60, 15*60, 0, 1, 2)
	w.daily("h", "care", 9*60, 0)
	w.Demand.Series[0].Fixed, w.Demand.Series[0].From, w.Demand.Series[0].To = false, 8*60+10, 10*60+20
	f := w.floating("h", "cleaning", 1, 2)
	w.Demand.Needs[f].Days[0].Windows[0].From -= 100 // sticks out of its limits
	m, _ := w.build()
	p := m.Problem
	if d := cmp.Diff(vrp.Series{Min: -45, Max: 75, Step: 15}, p.Series[0]); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(vrp.Window{Lo: 520, Hi: 560, Floor: 300, Ceil: 780}, p.Windows[0]); d != "" {
		t.Error(d)
	}
	s := p.Stops[m.first[f]]
	if s.Last-s.First != 2 || p.Choices[s.First].Day != 1 || p.Windows[p.Choices[s.First].First].Lo != 1440+480 {
		t.Errorf("choices %v", p.Choices[s.First:s.Last])
	}
	if m.postpone[p.Choices[s.First].First] || !m.postpone[p.Choices[s.First+1].First] {
		t.Error("the agreed day comes first, the other is a postponement")
	}
	if m.first[0] != 0 || p.Stops[0].Must != true || p.Stops[m.first[f]].Must || p.Stops[m.first[f]].Alone != 4000 {
		t.Errorf("stops %+v", p.Stops[:2])
	}
}

func TestVisitAfterMidnightMayBeInTheTourOfTheNightBefore(t *testing.T) {
	w := newTown(t)
	w.home("h", 1)
	w.worker("n", 23*60, 31*60, 0)
	w.worker("d", 7*60, 15*60, 1)
	w.daily("h", "care", 2*60, 1)
	m, _ := w.build()
	s := m.Problem.Stops[0]
	if s.Last-s.First != 1 || m.Problem.Choices[s.First].Day != 0 || m.Dates[m.Problem.Choices[s.First].First] != monday+1 {
		t.Errorf("choices %v", m.Problem.Choices[s.First:s.Last])
	}
}

func TestRidesAndCombos(t *testing.T) {
	w := newTown(t)
	w.home("h", 1)
	w.worker("a", 7*60, 15*60, 0, 1, 2)
	carriers := w.daily("h", "care", 9*60, 0, 1, 2)
	f, g := w.floating("h", "cleaning", 1, 2), w.floating("h", "talk", 2)
	day := func(d int, kind model.WindowKind, price model.Price) model.CarryDay {
		date := monday + model.Date(d)
		return model.CarryDay{Date: date, From: model.At(date, 8*60), To: model.At(date, 14*60), Kind: kind, Price: price}
	}
	for _, c := range carriers[1:] {
		w.Demand.Needs[c].Carries = []model.Carry{
			{Need: f, Days: []model.CarryDay{day(1, model.Free, 0), day(2, model.Postponed, 15000)}},
			{Need: g, Days: []model.CarryDay{day(2, model.Free, 0)}}}
	}
	m, _ := w.build()
	p := m.Problem
	if p.Stops[m.first[carriers[0]]].Combo >= 0 {
		t.Error("a visit carries though nobody may ride on it")
	}
	if p.Stops[m.first[carriers[1]]].Combo != p.Stops[m.first[carriers[2]]].Combo {
		t.Error("equal carriers have two tables")
	}
	last := p.Stops[m.first[carriers[2]]]
	combos := p.Combos[last.Combo : last.Combo+4]
	for set, want := range []int32{20, 65, 40, 85} {
		if combos[set].Dur != want {
			t.Errorf("riders %b: %d minutes, want %d", set, combos[set].Dur, want)
		}
	}
	var got []vrp.Ride
	for _, r := range p.Rides {
		if r.Carrier == m.first[carriers[2]] {
			got = append(got, r)
		}
	}
	want := []vrp.Ride{
		{Rider: m.first[f], Carrier: m.first[carriers[2]], Day: 2, Bit: 0, Lo: 2880 + 480, Hi: 2880 + 840, Price: 15000},
		{Rider: m.first[g], Carrier: m.first[carriers[2]], Day: 2, Bit: 1, Lo: 2880 + 480, Hi: 2880 + 840},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]bool{false, true, false}, m.postride); d != "" {
		t.Error(d)
	}
}

func TestBreaksActivitiesAndReservesAreStopsOfTheirTours(t *testing.T) {
	w := newTown(t)
	w.home("h", 1)
	w.worker("a", 7*60, 15*60, 0)
	w.worker("short", 7*60, 13*60, 0)
	w.shift("a", 1, 7*60, 12*60).Break = &model.Window{From: model.At(monday+1, 9*60), To: model.At(monday+1, 10*60)}
	w.Case.Activities = []model.Activity{{Shift: "a-0", Kind: "meeting", From: model.At(monday, 7*60), To: model.At(monday, 8*60), Minutes: 20, Place: "office"}}
	w.Case.ReserveShares = []model.ReserveShare{{Group: "g", From: 9 * 60, To: 10 * 60, Share: 0.5}}
	m, _ := w.build()
	type stop struct {
		Kind        Kind
		Place, Dur  int32
		Lo, Hi, Day int32
		Tours       int
		Must        bool
	}
	var got []stop
	for i, s := range m.Problem.Stops {
		c := m.Problem.Choices[s.First]
		win := m.Problem.Windows[c.First]
		tours := 0
		for tour := range m.Shifts {
			if set(m.Problem.Classes[s.Class]).has(int32(tour)) {
				tours++
			}
		}
		got = append(got, stop{m.Stops[i].Kind, s.Place, s.Dur, win.Lo, win.Hi, c.Day, tours, s.Must})
	}
	office := m.place["office"]
	want := []stop{
		{BreakStop, 0, 29, 480, 900 - 60 - 29, 0, 1, true},
		{BreakStop, 0, 29, 1440 + 540, 1440 + 600, 1, 1, true},
		{ActivityStop, office, 20, 420, 460, 0, 1, true},
		{ReserveStop, 0, 30, 540, 570, 0, 2, false},
		{ReserveStop, 0, 30, 540, 570, 0, 2, false},
		{ReserveStop, 0, 30, 1980, 2010, 1, 1, false},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if !slices.Equal(m.extra[0], []int32{0, 2}) {
		t.Errorf("what stays in the first tour: %v", m.extra[0])
	}
}

func TestBuildRefusesDemandsOutsideTheirCase(t *testing.T) {
	for name, spoil := range map[string]func(w *town){
		"home":  func(w *town) { w.Demand.Needs[0].Home = 7 },
		"task":  func(w *town) { w.Demand.Needs[0].Tasks = []int{5} },
		"legs":  func(w *town) { w.Demand.Needs[0].Legs = nil },
		"carry": func(w *town) { w.Demand.Needs[0].Carries = []model.Carry{{Need: 9}} },
		"link":  func(w *town) { w.Demand.Links = []model.Link{{A: 0, B: 9}} },
		"place": func(w *town) { w.Case.Homes[0].Place = "moon" },
	} {
		w := newTown(t)
		w.home("h", 1)
		w.worker("a", 7*60, 15*60, 0)
		w.daily("h", "care", 9*60, 0)
		r, err := model.NewRoads(w.Case)
		if err != nil {
			t.Fatal(err)
		}
		spoil(w)
		if _, _, err := Build(w.Demand, r); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
