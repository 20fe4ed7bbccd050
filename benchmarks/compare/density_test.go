package compare

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// village is a side whose homes lie on a grid of n × n points, 0.01° of latitude
// and as many metres of longitude apart, at 56° north.
func village(n int) *side {
	c := &model.Case{}
	x := &side{in: &Input{Case: c}, homes: map[model.HomeID]bool{}}
	for i := range n * n {
		add(x, orb.Point{10 + 0.01*float64(i%n)/math.Cos(56*math.Pi/180), 56 + 0.01*float64(i/n)}, false)
	}
	return x
}

func add(x *side, at orb.Point, protected bool) {
	c := x.in.Case
	id := string(rune('A'+len(c.Homes)/26)) + string(rune('a'+len(c.Homes)%26))
	c.Places = append(c.Places, model.Place{ID: model.PlaceID("p" + id), Point: at, Address: "Vej " + id})
	c.Homes = append(c.Homes, model.Home{ID: model.HomeID(id), Place: model.PlaceID("p" + id), Protected: protected})
	x.homes[model.HomeID(id)] = true
	x.Homes++
}

const degree = 111.195 // km of latitude

// A square of 10 by 10 homes has the area of its hull, less its farthest
// corners.
func TestAreaOfASquare(t *testing.T) {
	x := village(10)
	x.measureArea()
	side := 0.09 * degree
	if whole := side * side; x.Area < 0.9*whole || x.Area > whole {
		t.Errorf("%.2f km² of a square of %.2f", x.Area, whole)
	}
}

// One far farm does not stretch a town.
func TestAreaForgetsAFarFarm(t *testing.T) {
	x := village(7)
	x.measureArea()
	before := x.Area
	add(x, orb.Point{12, 57}, false)
	x.measureArea()
	if math.Abs(x.Area-before) > 0.25*before {
		t.Errorf("a farm 150 km off makes %.1f km² of %.1f", x.Area, before)
	}
}

// R-P.2: wherever a protected home lies, the area is the same.
func TestProtectedHomesHaveNoPartInTheArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := village(5)
		x.measureArea()
		before := x.Area
		at := orb.Point{rapid.Float64Range(-179, 179).Draw(t, "lon"), rapid.Float64Range(-80, 80).Draw(t, "lat")}
		add(x, at, true)
		// Another at the same point would tell where it is, and has no part either.
		add(x, at, false)
		if x.measureArea(); x.Area != before {
			t.Fatalf("%v km² with a protected home at %v, %v without", x.Area, at, before)
		}
	})
}

func TestTooFewAddressesHaveNoArea(t *testing.T) {
	x := village(3)
	if x.measureArea(); x.Area != 0 {
		t.Errorf("9 addresses have %v km²", x.Area)
	}
	for range 5 { // a tenth home, but no tenth address
		add(x, x.in.Case.Places[0].Point, false)
	}
	if x.measureArea(); x.Area != 0 {
		t.Errorf("9 different addresses have %v km²", x.Area)
	}
	line := &side{in: &Input{Case: &model.Case{}}, homes: map[model.HomeID]bool{}}
	for i := range 20 {
		add(line, orb.Point{10, 56 + 0.01*float64(i)}, false)
	}
	if line.measureArea(); line.Area != 0 {
		t.Errorf("homes on one line have %v km²", line.Area)
	}
}

func TestNearest(t *testing.T) {
	points := []orb.Point{{0, 0}, {1, 0}, {-1, 0}, {0, 9}, {2, 0}, {-2, 0}}
	if got := nearest(points, 0.5); len(got) != 3 {
		t.Errorf("half of six are %v", got)
	}
	if got := nearest(points, 0.6); len(got) != 5 { // of two as far off, both
		t.Errorf("four of six are %v", got)
	}
}
