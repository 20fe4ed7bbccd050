package sheets

import (
	"math"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func drawPoints(r *rapid.T) []orb.Point {
	return rapid.SliceOfN(rapid.Custom(func(r *rapid.T) orb.Point {
		return orb.Point{rapid.Float64Range(8, 15).Draw(r, "lon"), rapid.Float64Range(54, 58).Draw(r, "lat")}
	}), 1, 40).Draw(r, "points")
}

// Every point lies on the map, inside its margin, north above south.
func TestProjectionHoldsAllPoints(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ps := drawPoints(r)
		p := project(ps, 1000, 700, 40)
		for _, q := range ps {
			x, y := p.at(q)
			if x < 39.9 || x > 960.1 || y < 39.9 || y > 660.1 {
				r.Fatalf("%v lies at %g, %g", q, x, y)
			}
			if _, higher := p.at(orb.Point{q[0], q[1] + 0.1}); higher >= y {
				r.Fatalf("north of %v is not above it", q)
			}
		}
	})
}

// A kilometre is as long eastwards as northwards, and as the scale bar says.
func TestProjectionKeepsScale(t *testing.T) {
	a := orb.Point{12.5, 55.7}
	p := project([]orb.Point{a, {12.6, 55.75}}, 1000, 700, 40)
	x0, y0 := p.at(a)
	x1, _ := p.at(orb.Point{a[0] + 1000/(metresPerDegree*math.Cos(55.725*math.Pi/180)), a[1]})
	_, y1 := p.at(orb.Point{a[0], a[1] + 1000.0/metresPerDegree})
	m, w := p.scaleBar()
	if east, north, bar := x1-x0, y0-y1, w*1000/float64(m); math.Abs(east-north) > 0.3 || math.Abs(east-bar) > 0.3 {
		t.Errorf("a kilometre is %g eastwards, %g northwards, %g on the bar", east, north, bar)
	}
	if w < 80 || w > 200 {
		t.Errorf("the bar is %g wide", w)
	}
}

// Lines stand out on white by 3:1, as WCAG asks of graphics, and neighbours differ.
func TestTourColors(t *testing.T) {
	for n := range 300 {
		c := tourColor(n)
		if ratio := 1.05 / (luminance(t, c) + 0.05); ratio < 3 {
			t.Errorf("colour %d, %s: contrast %.2f", n, c, ratio)
		}
		if c == tourColor(n+1) {
			t.Errorf("colours %d and %d are both %s", n, n+1, c)
		}
	}
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		f := float64(v) / 255
		if f <= 0.04045 {
			f /= 12.92
		} else {
			f = math.Pow((f+0.055)/1.055, 2.4)
		}
		sum += weight * f
	}
	return sum
}
