package geo

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// Hull is the convex hull of points as an open ring, counter-clockwise, without
// points on its edges (Andrew's monotone chain). Of fewer than three different
// points it is those points.
func Hull(points []orb.Point) []orb.Point {
	ps := slices.Clone(points)
	slices.SortFunc(ps, func(a, b orb.Point) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	ps = slices.Compact(ps)
	if len(ps) < 3 {
		return ps
	}
	var out []orb.Point
	for range 2 {
		start := len(out)
		for _, q := range ps {
			for len(out) >= start+2 && cross(out[len(out)-2], out[len(out)-1], q) <= 0 {
				out = out[:len(out)-1]
			}
			out = append(out, q)
		}
		out = out[:len(out)-1]
		slices.Reverse(ps)
	}
	return out
}

func cross(o, a, b orb.Point) float64 {
	return (a[0]-o[0])*(b[1]-o[1]) - (a[1]-o[1])*(b[0]-o[0])
}
