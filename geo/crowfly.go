package geo

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// CrowFly moves in straight lines over the sphere, made longer by a detour
// factor, at an even speed: the default that needs no map.
type CrowFly struct {
	SpeedKmh float64 // along the way, > 0
	Detour   float64 // length of the way over the straight line, >= 1
}

// CrowFlies is the source that gives each mode its own crow.
type CrowFlies map[string]CrowFly

// Rows implements [Source]. It fails for a mode that is not in the map, or
// whose figures can't be driven.
func (c CrowFlies) Rows(mode string, places []Place, row Row) error {
	crow, ok := c[mode]
	if !ok {
		return fmt.Errorf("no crow-fly figures for mode %q", mode)
	}
	if err := crow.check(); err != nil {
		return fmt.Errorf("mode %q: %w", mode, err)
	}
	points := make([]orb.Point, len(places))
	for i := range places {
		points[i] = places[i].Point
	}
	return crow.Rows(points, row)
}

func (c CrowFly) check() error {
	if !(c.SpeedKmh > 0) || math.IsInf(c.SpeedKmh, 0) {
		return fmt.Errorf("speed %v km/h is not above 0", c.SpeedKmh)
	}
	if !(c.Detour >= 1) || math.IsInf(c.Detour, 0) {
		return fmt.Errorf("detour %v is below 1", c.Detour)
	}
	return nil
}

// Table holds all ways between the points. The figures of c must be drivable
// (speed above 0).
func (c CrowFly) Table(points []orb.Point) *Table {
	t := newTable(len(points))
	_ = c.Rows(points, t.set) // set never fails
	return t
}

// Rows gives the ways from each point to every point; it fails only as row does.
func (c CrowFly) Rows(points []orb.Point, row Row) error {
	units := make([]unit, len(points))
	for i, p := range points {
		units[i] = unitOf(p)
	}
	seconds, metres := make([]int32, len(points)), make([]int32, len(points))
	perMetre := 3.6 / c.SpeedKmh
	for from := range units {
		a := units[from]
		for to := range units {
			way := float64(angle(a, units[to])*orb.EarthRadius) * c.Detour
			metres[to] = whole(way)
			seconds[to] = whole(way * perMetre)
		}
		if err := row(from, seconds, metres); err != nil {
			return err
		}
	}
	return nil
}

// unit is a point on the unit sphere. Two of them give the angle between the
// points without any trigonometry in the inner loop.
type unit struct{ x, y, z float64 }

func unitOf(p orb.Point) unit {
	lon, lat := p.Lon()*math.Pi/180, p.Lat()*math.Pi/180
	sinLon, cosLon := math.Sincos(lon)
	sinLat, cosLat := math.Sincos(lat)
	return unit{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// angle is the angle between two points in radians: twice the arc sine of half
// the chord. The chord, not the product of the vectors, keeps neighbours a few
// metres apart exact. Up to 0.02 (127 km) three terms of the series are exact
// to a millimetre and several times as fast.
func angle(a, b unit) float64 {
	dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
	square := float64(dx*dx) + float64(dy*dy) + float64(dz*dz)
	chord := math.Sqrt(square)
	if chord < 0.02 {
		return chord * (1 + float64(square*(1.0/24+float64(square*(3.0/640)))))
	}
	return 2 * math.Asin(math.Min(1, chord/2))
}

// whole rounds half up to a whole number of seconds or metres.
func whole(f float64) int32 {
	if f >= math.MaxInt32 {
		return math.MaxInt32
	}
	return int32(f + 0.5)
}
