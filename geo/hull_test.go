package geo_test

import (
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/geo"
)

// The hull holds every point and turns one way only.
func TestHull(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(r, "points")
		ps := make([]orb.Point, n)
		for i := range ps { // on a grid, so that points meet and lie on lines
			ps[i] = orb.Point{float64(rapid.IntRange(0, 9).Draw(r, "x")), float64(rapid.IntRange(0, 9).Draw(r, "y"))}
		}
		h := geo.Hull(ps)
		if len(h) < 3 {
			return
		}
		for i := range h {
			a, b := h[i], h[(i+1)%len(h)]
			for _, q := range ps {
				if (b[0]-a[0])*(q[1]-a[1])-(b[1]-a[1])*(q[0]-a[0]) < 0 {
					r.Fatalf("%v lies outside %v–%v", q, a, b)
				}
			}
		}
	})
	square := []orb.Point{{0, 0}, {1, 0}, {0.5, 0.5}, {1, 1}, {0, 1}, {0.5, 0}, {1, 1}}
	if h := geo.Hull(square); len(h) != 4 {
		t.Errorf("a square's hull is %v", h)
	}
	for _, ps := range [][]orb.Point{nil, {{1, 2}}, {{1, 2}, {1, 2}}, {{1, 2}, {3, 4}}} {
		if h := geo.Hull(ps); len(h) > len(ps) {
			t.Errorf("hull of %v is %v", ps, h)
		}
	}
}
