package sheets

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
)

// projection lays longitude and latitude out on a plane of w × h units, true
// to scale at its middle: a district is small enough for that.
type projection struct {
	west, north float64
	x, y        float64 // units a degree
	metres      float64 // a unit
	w, h        float64
}

const metresPerDegree = 111_195 // of latitude

// project fits the points into w × h with a margin. Fewer than two places
// still get a kilometre around them.
func project(points []orb.Point, w, h, margin float64) projection {
	b := orb.MultiPoint(points).Bound()
	if len(points) == 0 {
		b = orb.Bound{}
	}
	mid := b.Center()
	shrink := math.Max(0.01, math.Cos(mid[1]*math.Pi/180))
	wide := math.Max((b.Max[0]-b.Min[0])*metresPerDegree*shrink, 1000)
	high := math.Max((b.Max[1]-b.Min[1])*metresPerDegree, 600)
	metres := math.Max(wide/(w-2*margin), high/(h-2*margin))
	p := projection{metres: metres, w: w, h: h, x: metresPerDegree * shrink / metres, y: metresPerDegree / metres}
	p.west = mid[0] - w/2/p.x
	p.north = mid[1] + h/2/p.y
	return p
}

// at is where a point lies, y downwards.
func (p projection) at(q orb.Point) (x, y float64) {
	return round((q[0] - p.west) * p.x), round((p.north - q[1]) * p.y)
}

// bow is a line through points in arcs that bend to the left of the way, so
// that there and back, and several tours on one leg, lie side by side. bend is
// an arc's height over its length.
func (p projection) bow(line []orb.Point, bend float64) string {
	var b strings.Builder
	var x0, y0 float64
	for i, q := range line {
		x, y := p.at(q)
		switch {
		case i == 0:
			fmt.Fprintf(&b, "M%g %g", x, y)
		case x != x0 || y != y0:
			far := math.Hypot(x-x0, y-y0)
			h := math.Min(2*bend, 40/far) // a quadratic arc reaches half way to its control
			fmt.Fprintf(&b, "Q%g %g %g %g", round((x0+x)/2+(y-y0)*h), round((y0+y)/2-(x-x0)*h), x, y)
		}
		x0, y0 = x, y
	}
	return b.String()
}

// path is a line through points as SVG has it.
func (p projection) path(line []orb.Point) string {
	var b strings.Builder
	for i, q := range line {
		x, y := p.at(q)
		c := 'L'
		if i == 0 {
			c = 'M'
		}
		fmt.Fprintf(&b, "%c%g %g", c, x, y)
	}
	return b.String()
}

// scaleBar is a round length in metres (1, 2 or 5 times a power of ten) and
// its width, between about 8 and 20 per cent of the map.
func (p projection) scaleBar() (metres int, units float64) {
	m := 1
	for _, step := range []int{1, 2, 5} {
		for n := step; float64(n)/p.metres <= p.w*0.2; n *= 10 {
			m = max(m, n)
		}
	}
	return m, round(float64(m) / p.metres)
}
