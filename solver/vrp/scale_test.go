package vrp_test

import (
	"math"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// scaleOf is the scale of a problem whose ways cost what price makes of them.
func scaleOf(t *testing.T, p *vrp.Problem, price func(int32) int32) (start, end float64) {
	t.Helper()
	for m := range p.Modes {
		for i := range p.Modes[m].Legs {
			if l := &p.Modes[m].Legs[i]; l.Price != 0 {
				l.Price = price(l.Price)
			}
		}
	}
	if err := vrp.Prepare(p); err != nil {
		t.Fatal(err)
	}
	return p.Scale()
}

// TestScaleLeavesOutWhatEveryWayCosts: an arrival that costs the same
// everywhere tells no way from another, and twice as dear ways are twice the scale.
func TestScaleLeavesOutWhatEveryWayCosts(t *testing.T) {
	routes := func() *vrp.Problem { return odd.Routes(60, 100, 1) }
	start, end := scaleOf(t, routes(), func(p int32) int32 { return p })
	if start != end || end <= 0 {
		t.Fatalf("where workers are alike the scale is %v at the start and %v at the end", start, end)
	}
	if _, more := scaleOf(t, routes(), func(p int32) int32 { return p + 5000 }); math.Abs(more-end) > 1e-6*end {
		t.Errorf("with 5,000 more on every way the scale is %v, not %v", more, end)
	}
	if _, twice := scaleOf(t, routes(), func(p int32) int32 { return 2 * p }); math.Abs(twice-2*end) > 1e-6*end {
		t.Errorf("with every way twice as dear the scale is %v, not %v", twice, 2*end)
	}
	if _, same := scaleOf(t, routes(), func(int32) int32 { return 700 }); same != 700 {
		t.Errorf("where every way costs 700 the scale is %v", same)
	}
}

// TestScaleSeesWhoComes: where strangers and faces cost more than ways differ,
// they measure the start, and strangers the end.
func TestScaleSeesWhoComes(t *testing.T) {
	for _, c := range []struct {
		other, first int32
		start, end   float64
	}{{1e6, 0, 1e6, 5e5}, {1e6, 4e6, 4e6, 5e5}, {0, 4e6, 4e6, 0}} {
		p := odd.Problem(odd.Size{Clusters: 4, Workers: 3, Days: 2}, 1)
		ties := make([]vrp.Tie, len(p.Clusters)*p.Workers)
		for i := range ties {
			ties[i] = vrp.Tie{Other: c.other, First: c.first}
		}
		if err := p.SetTies(ties); err != nil {
			t.Fatal(err)
		}
		start, end := scaleOf(t, p, func(p int32) int32 { return p })
		if start != c.start || c.end > 0 && end != c.end || end <= 0 {
			t.Errorf("a stranger at %d and a face at %d: scale %v and %v, want %v and %v", c.other, c.first, start, end, c.start, c.end)
		}
	}
}
