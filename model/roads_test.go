package model_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// roadCase is an office, two stairwells of one house and a farm 1 km of
// latitude to the north, with a car shift and a shift on foot.
func roadCase() *model.Case {
	const kilometre = 1000 / 111319.49079327358 // degrees of latitude
	house := orb.Point{14.7, 55.1}
	return &model.Case{
		Travel: model.Travel{Source: "crow-fly", Modes: map[model.Mode]model.TravelMode{
			model.Car:     {SpeedKmh: 36, Detour: 1.2, Arrival: 90},
			model.Foot:    {SpeedKmh: 3.6, Detour: 1, Arrival: 0},
			model.Bicycle: {SpeedKmh: 15, Detour: 1.1, Arrival: 30},
		}},
		Places: []model.Place{
			{ID: "farm", Point: orb.Point{14.7, 55.1 + kilometre}},
			{ID: "stair-1", Point: house},
			{ID: "stair-2", Point: house},
		},
		Offices:    []model.Office{{ID: "office", Point: orb.Point{14.7, 55.1 - kilometre}}},
		Homes:      []model.Home{{ID: "h1", Place: "farm"}, {ID: "h2", Place: "stair-1"}},
		Caregivers: []model.Caregiver{{ID: "c1", HomePlace: "farm"}, {ID: "c2"}},
		Shifts: []model.Shift{
			{ID: "s1", Caregiver: "c1", Mode: model.Car, Start: "office", End: "farm"},
			{ID: "s2", Caregiver: "c2", Mode: model.Foot},
		},
		Activities: []model.Activity{{Shift: "s1", Place: "office"}, {Shift: "s2"}},
	}
}

func roadsOf(t *testing.T, c *model.Case) *model.Roads {
	t.Helper()
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestLegRoundsWayAndArrivalUpTogether(t *testing.T) {
	r := roadsOf(t, roadCase())
	for _, c := range []struct {
		mode     model.Mode
		from, to model.PlaceID
		minutes  model.Minutes
		metres   int
	}{
		{model.Car, "farm", "stair-1", 4, 1200},           // 120 s + 90 s = 3.5 min
		{model.Car, "farm", "office", 6, 2400},            // 240 s + 90 s = 5.5 min
		{model.Foot, "farm", "office", 34, 2000},          // 2000 s = 33.3 min
		{model.Car, "stair-1", "stair-2", 2, 0},           // the arrival only
		{model.Foot, "stair-1", "stair-2", 0, 0},          // nothing at all on foot here
		{model.Car, "farm", "farm", 0, 0},                 // where one is
		{model.Car, "", "farm", 0, 0},                     // from nowhere
		{model.Car, "farm", "", 0, 0},                     // to nowhere
		{model.Bicycle, "farm", "office", model.NoWay, 0}, // no shift cycles
		{model.Car, "farm", "moon", model.NoWay, 0},
	} {
		if m, far := r.Leg(c.mode, c.from, c.to); m != c.minutes || far != c.metres {
			t.Errorf("%s from %q to %q: %d min, %d m; want %d, %d", c.mode, c.from, c.to, m, far, c.minutes, c.metres)
		}
	}
}

func TestRoadsIndexPlacesById(t *testing.T) {
	r := roadsOf(t, roadCase())
	want := []model.PlaceID{"farm", "office", "stair-1", "stair-2"}
	if r.Places() != len(want) {
		t.Fatalf("%d places", r.Places())
	}
	for i, id := range want {
		if r.Index(id) != i || r.Place(i) != id {
			t.Errorf("%q: index %d, place %d is %q", id, r.Index(id), i, r.Place(i))
		}
	}
	if r.Index("") != -1 || r.Index("moon") != -1 {
		t.Error("nowhere and unknown places have no index")
	}
	if got := r.Modes(); !slices.Equal(got, []model.Mode{model.Car, model.Foot}) {
		t.Errorf("modes %v", got)
	}
	if m, far := r.Table(model.Bicycle); m != nil || far != nil {
		t.Error("a mode that no shift uses has a table")
	}
}

func TestRoadsFromMatrix(t *testing.T) {
	c := roadCase()
	c.Shifts = c.Shifts[:1]
	c.Travel.Source = "matrix"
	places := []model.PlaceID{"stair-2", "stair-1", "office", "farm"}
	seconds := []float64{
		0, 5, 300, 301,
		5, 0, 300, 301,
		310, 310, 0, 600,
		320, 320, 601, 0,
	}
	c.Travel.Tables = map[model.Mode]model.Matrix{model.Car: {Places: places, Seconds: seconds}}
	r := roadsOf(t, c)
	for _, w := range []struct {
		from, to model.PlaceID
		want     model.Minutes
	}{
		{"stair-1", "office", 7}, // 300 + 90 = 6.5
		{"office", "farm", 12},   // 600 + 90 = 11.5
		{"farm", "office", 12},   // 601 + 90 = 11.52
		{"stair-1", "stair-2", 2},
		{"farm", "farm", 0},
	} {
		if m, far := r.Leg(model.Car, w.from, w.to); m != w.want || far != 0 {
			t.Errorf("from %s to %s: %d min, %d m; want %d min", w.from, w.to, m, far, w.want)
		}
	}
}

func TestRoadsRefuse(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*model.Case)
		says   string
	}{
		{"source", func(c *model.Case) { c.Travel.Source = "stars" }, "stars"},
		{"mode missing", func(c *model.Case) { delete(c.Travel.Modes, model.Foot) }, "foot"},
		{"arrival", func(c *model.Case) {
			c.Travel.Modes[model.Foot] = model.TravelMode{SpeedKmh: 5, Detour: 1, Arrival: -600}
		}, "-600"},
		{"matrix missing", func(c *model.Case) { c.Travel.Source = "matrix" }, "car"},
		{"home's place", func(c *model.Case) { c.Homes[0].Place = "moon" }, "moon"},
		{"caregiver's place", func(c *model.Case) { c.Caregivers[0].HomePlace = "moon" }, "moon"},
		{"shift's start", func(c *model.Case) { c.Shifts[0].Start = "moon" }, "moon"},
		{"shift's end", func(c *model.Case) { c.Shifts[0].End = "moon" }, "moon"},
		{"activity's place", func(c *model.Case) { c.Activities[0].Place = "moon" }, "moon"},
		{"two points", func(c *model.Case) { c.Offices[0].ID = "farm" }, "farm"},
		{"too far to walk", func(c *model.Case) { c.Offices[0].Point = orb.Point{-170, -50} }, "minutes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := roadCase()
			c.change(k)
			_, err := model.NewRoads(k)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v does not mention %q", err, c.says)
			}
		})
	}
}

// Tables, legs and places agree; crow-fly ways are symmetric; only the arrival
// is paid between two places at one point.
func TestRoadsProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := roadCase()
		c.Travel.Modes[model.Car] = model.TravelMode{
			SpeedKmh: rapid.Float64Range(5, 80).Draw(t, "speed"),
			Detour:   rapid.Float64Range(1, 2).Draw(t, "detour"),
			Arrival:  rapid.Float64Range(0, 400).Draw(t, "arrival"),
		}
		for i := range c.Places[:1] {
			c.Places[i].Point = orb.Point{rapid.Float64Range(14, 15).Draw(t, "lon"), rapid.Float64Range(55, 56).Draw(t, "lat")}
		}
		r, err := model.NewRoads(c)
		if err != nil {
			t.Fatal(err)
		}
		minutes, metres := r.Table(model.Car)
		n := r.Places()
		for i := range n {
			for j := range n {
				m, far := r.Leg(model.Car, r.Place(i), r.Place(j))
				if m != model.Minutes(minutes[i*n+j]) || far != int(metres[i*n+j]) {
					t.Fatalf("leg and table differ from %d to %d", i, j)
				}
				if minutes[i*n+j] != minutes[j*n+i] || metres[i*n+j] != metres[j*n+i] {
					t.Fatalf("not symmetric: %d and %d", i, j)
				}
			}
			if minutes[i*n+i] != 0 || metres[i*n+i] != 0 {
				t.Fatalf("%d to itself takes time", i)
			}
		}
		arrival := c.Travel.Modes[model.Car].Arrival
		m, far := r.Leg(model.Car, "stair-1", "stair-2")
		if float64(m)*60 < arrival || float64(m-1)*60 >= arrival && m > 0 || far != 0 {
			t.Fatalf("next stair: %d min, %d m with an arrival of %v s", m, far, arrival)
		}
	})
}
