package compare

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	earth "github.com/paulmach/orb/geo"

	"github.com/hjemvej/hjemvej/geo"
	"github.com/hjemvej/hjemvej/model"
)

// measureArea is the area that a side's homes lie in, in km²: the convex hull of
// the 95 % of them that lie nearest to their middle, so that one far farm does
// not make a town a countryside. Homes with a protected address, and whoever
// lives there with them, have no part in it (R-P.2): wherever they lie, the
// figure is the same. Too few addresses have no area.
func (x *side) measureArea() {
	points := x.shown()
	if len(places(points)) < method.AreaHomes {
		return
	}
	hull := geo.Hull(nearest(points, method.AreaShare))
	if len(hull) < 3 {
		return
	}
	x.Area = earth.Area(orb.Polygon{append(orb.Ring(hull), hull[0])}) / 1e6
}

// shown are the points of a side's homes that may be shown, one for each home.
func (x *side) shown() []orb.Point {
	at := map[model.PlaceID]*model.Place{}
	for i := range x.in.Case.Places {
		at[x.in.Case.Places[i].ID] = &x.in.Case.Places[i]
	}
	hidden := hiddenPlaces(x.in.Case, at)
	var points []orb.Point
	for i := range x.in.Case.Homes {
		h := &x.in.Case.Homes[i]
		if place := at[h.Place]; x.homes[h.ID] && place != nil && !hidden(place) {
			points = append(points, place.Point)
		}
	}
	return points
}

// hiddenPlaces says of a place whether a protected home is there, or at another
// place of the same address or point.
func hiddenPlaces(c *model.Case, at map[model.PlaceID]*model.Place) func(*model.Place) bool {
	addresses, points := map[string]bool{}, map[orb.Point]bool{}
	for i := range c.Homes {
		if h := &c.Homes[i]; h.Protected && at[h.Place] != nil {
			addresses[at[h.Place].Address] = at[h.Place].Address != ""
			points[at[h.Place].Point] = true
		}
	}
	return func(p *model.Place) bool { return addresses[p.Address] || points[p.Point] }
}

func places(points []orb.Point) map[orb.Point]bool {
	different := map[orb.Point]bool{}
	for _, p := range points {
		different[p] = true
	}
	return different
}

// nearest are the points nearest to the middle of all: the median of their
// longitudes and that of their latitudes. At least a share of them; those as far
// as the last one too.
func nearest(points []orb.Point, share float64) []orb.Point {
	mid := orb.Point{median(points, 0), median(points, 1)}
	shrink := math.Cos(mid[1] * math.Pi / 180)
	far := func(p orb.Point) float64 { return math.Hypot((p[0]-mid[0])*shrink, p[1]-mid[1]) }
	sorted := slices.Clone(points)
	slices.SortFunc(sorted, func(a, b orb.Point) int {
		return cmp.Or(cmp.Compare(far(a), far(b)), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	n := int(math.Ceil(share * float64(len(sorted))))
	for n > 0 && n < len(sorted) && far(sorted[n]) == far(sorted[n-1]) {
		n++
	}
	return sorted[:n]
}

func median(points []orb.Point, axis int) float64 {
	of := make([]float64, len(points))
	for i, p := range points {
		of[i] = p[axis]
	}
	slices.Sort(of)
	n := len(of)
	return (of[(n-1)/2] + of[n/2]) / 2
}

// sized are the measures of what sides are, which nothing is drawn for: their
// homes, their area, and how dense homes and a day's visits lie in it.
func sized(sides []*side) []model.Compared {
	rows := []model.Compared{
		{Key: "homes", Section: "size", Unit: "home"},
		{Key: "area", Section: "size", Unit: "km2"},
		{Key: "home_density", Section: "size", Unit: "homes/km2"},
		{Key: "visit_density", Section: "size", Unit: "visits/km2/day"},
	}
	for _, x := range sides {
		has := x.Area > 0
		inside, visits := method.AreaShare*float64(x.Homes), method.AreaShare*x.allVisits()
		for i, v := range []float64{float64(x.Homes), x.Area, inside / x.Area, visits / x.Area / float64(max(1, x.days()))} {
			value := model.ComparedValue{Has: i == 0 || has}
			if value.Has {
				value.Value = v
			}
			rows[i].Values = append(rows[i].Values, value)
		}
	}
	return rows
}

func (x *side) allVisits() float64 {
	sum := 0.0
	for i := range x.samples {
		if x.samples[i].Home != "" {
			sum += x.samples[i].Visits
		}
	}
	return sum
}

// days are those planned.
func (x *side) days() int {
	if len(x.in.Plans) > 0 {
		return x.in.Plans[0].Made.Horizon.Days
	}
	return x.in.Case.Horizon.Days
}
