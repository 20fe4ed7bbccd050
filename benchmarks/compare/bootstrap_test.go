package compare

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// byVisits and byGranted read the two free figures of a sample.
func byVisits(s *model.Sample) float64  { return s.Visits }
func byGranted(s *model.Sample) float64 { return s.Granted }

// invent makes samples of tours with two figures each.
func invent(n int, of func(i int) (visits, granted float64)) []model.Sample {
	list := make([]model.Sample, n)
	for i := range list {
		list[i].Shift = model.ShiftID(rune('a' + i%26))
		list[i].Visits, list[i].Granted = of(i)
	}
	return list
}

// Of means and quotients of normal figures, 95 % intervals hold the truth in
// about 95 of 100 cases.
func TestIntervalsCover(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	of, over := &column{byVisits, 0}, &column{byGranted, 1}
	each := &column{func(*model.Sample) float64 { return 1 }, 2}
	mean := measure{terms: []term{{of, each}}, drawn: tours, scale: 1}
	quotient := measure{terms: []term{{of, over}}, drawn: tours, scale: 100}
	for _, c := range []struct {
		name  string
		m     measure
		truth float64
	}{{"mean", mean, 50}, {"quotient", quotient, 500}} {
		t.Run(c.name, func(t *testing.T) {
			const trials = 400
			hits := 0
			for range trials {
				samples := invent(60, func(int) (float64, float64) {
					g := 10 + 2*random.NormFloat64()
					return 5*g + 4*random.NormFloat64(), g
				})
				d := draw(samples, []*column{of, over, each}, 400)
				v := d.value(&c.m, d.drawings(&c.m))
				if !v.Interval || v.Low >= v.High || v.Value < v.Low || v.Value > v.High {
					t.Fatalf("%+v", v)
				}
				if v.Low <= c.truth && c.truth <= v.High {
					hits++
				}
			}
			if share := float64(hits) / trials; share < 0.90 || share > 0.985 {
				t.Errorf("intervals hold the truth in %.1f %%", 100*share)
			}
		})
	}
}

// The width of an interval of a mean is that of the normal theory: 2 × 1.96
// standard errors.
func TestIntervalIsAsWideAsTheory(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	values := make([]float64, 400)
	samples := invent(len(values), func(i int) (float64, float64) {
		values[i] = 100 + 15*random.NormFloat64()
		return values[i], 1
	})
	of, over := &column{byVisits, 0}, &column{byGranted, 1}
	m := measure{terms: []term{{of, over}}, drawn: tours, scale: 1}
	d := draw(samples, []*column{of, over}, 4000)
	v := d.value(&m, d.drawings(&m))
	mean, variance := 0.0, 0.0
	for _, x := range values {
		mean += x / float64(len(values))
	}
	for _, x := range values {
		variance += (x - mean) * (x - mean) / float64(len(values)-1)
	}
	want := 2 * 1.96 * math.Sqrt(variance/float64(len(values)))
	if math.Abs(v.Value-mean) > 1e-9 || math.Abs(v.High-v.Low-want) > 0.08*want {
		t.Errorf("%.3f (%.3f–%.3f), want %.3f and %.3f wide", v.Value, v.Low, v.High, mean, want)
	}
}

// The same samples give the same drawings, to the bit.
func TestDrawingsRepeat(t *testing.T) {
	samples := invent(30, func(i int) (float64, float64) { return float64(i) / 3, float64(i*i) / 7 })
	columns := []*column{{byVisits, 0}, {byGranted, 1}}
	a, b := draw(samples, columns, 200), draw(samples, columns, 200)
	for c := range columns {
		if !slices.Equal(a.again[c], b.again[c]) {
			t.Errorf("column %d differs", c)
		}
	}
	if slices.Equal(a.again[0][:100], a.again[0][100:]) {
		t.Error("the drawings repeat within one run")
	}
}

// Homes are drawn from homes and tours from tours, as many as there are; what is
// a group's stays as it is.
func TestKindsAreDrawnApart(t *testing.T) {
	samples := []model.Sample{{Home: "h", Visits: 1}, {Home: "i", Visits: 1}, {Shift: "s", Visits: 100}, {Group: "g", Visits: 10_000}}
	one := &column{byVisits, 0}
	d := draw(samples, []*column{one}, 50)
	if d.whole[0] != 10_102 {
		t.Errorf("the whole is %v", d.whole[0])
	}
	for _, x := range d.again[0] {
		if x != 10_102 { // all homes are alike, and there is one tour
			t.Fatalf("a drawing of %v", x)
		}
	}
}

func TestEnough(t *testing.T) {
	all := func(n, events int) []model.Sample {
		return invent(n, func(i int) (float64, float64) {
			if i < events {
				return 1, 2
			}
			return 0, 2
		})
	}
	whole := func(n, less int) []model.Sample { // of a share near 100 %
		return invent(n, func(i int) (float64, float64) {
			if i < less {
				return 1, 2
			}
			return 2, 2
		})
	}
	of, over := &column{byVisits, 0}, &column{byGranted, 1}
	for _, c := range []struct {
		name    string
		samples []model.Sample
		m       measure
		n       int
		why     string
	}{
		{"enough", all(20, 5), measure{terms: []term{{of, over}}, drawn: tours}, 20, ""},
		{"too few", all(19, 19), measure{terms: []term{{of, over}}, drawn: tours}, 19, "few"},
		{"too rare", all(200, 4), measure{terms: []term{{of, over}}, drawn: tours}, 200, "rare"},
		{"never", all(200, 0), measure{terms: []term{{of, over}}, drawn: tours}, 200, "rare"},
		{"all but always", whole(200, 4), measure{terms: []term{{of, over}}, drawn: tours, share: true}, 200, "rare"},
		{"no share, though", whole(200, 4), measure{terms: []term{{of, over}}, drawn: tours}, 200, ""},
		{"a sum counts them all", all(30, 6), measure{terms: []term{{of: of}}, drawn: tours}, 30, ""},
		{"of homes there are none", all(30, 6), measure{terms: []term{{of, over}}, drawn: homes}, 0, "few"},
		{"both means both", all(30, 6), measure{terms: []term{{of, over}}, drawn: both}, 30, "few"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := draw(c.samples, []*column{of, over}, 1)
			if n, why := d.enough(&c.m); n != c.n || why != c.why {
				t.Errorf("%d, %q; want %d, %q", n, why, c.n, c.why)
			}
		})
	}
}

// Without anything to divide by there is no figure, and drawings without it are
// left out.
func TestNothingToDivideBy(t *testing.T) {
	of, over := &column{byVisits, 0}, &column{byGranted, 1}
	m := measure{terms: []term{{of, over}}, drawn: tours, scale: 1}
	d := draw(invent(30, func(int) (float64, float64) { return 1, 0 }), []*column{of, over}, 10)
	if v := d.value(&m, d.drawings(&m)); v.Has || v.Interval || v.Value != 0 {
		t.Errorf("%+v", v)
	}
	if low, high := interval([]float64{math.NaN(), 3, math.NaN(), 3}); low != 3 || high != 3 {
		t.Errorf("%v–%v", low, high)
	}
}

func TestPercentiles(t *testing.T) {
	values := make([]float64, 1001)
	for i := range values {
		values[len(values)-1-i] = float64(i)
	}
	if low, high := percentiles(values, 0.95); math.Abs(low-25) > 1.5 || math.Abs(high-975) > 1.5 {
		t.Errorf("%v–%v, want about 25–975", low, high)
	}
}

// What comes about in homes and on tours is a quotient of each: a side whose
// tours make visits in another's homes pays for neither twice.
func TestTwoTerms(t *testing.T) {
	var samples []model.Sample
	for range 30 {
		samples = append(samples, model.Sample{Home: "h", Visits: 10, Granted: 5}, model.Sample{Shift: "s", Visits: 2, Granted: 6})
	}
	columns := []*column{{only(homes, byGranted), 0}, {only(homes, byVisits), 1}, {only(tours, byGranted), 2}, {only(tours, byVisits), 3}}
	m := measure{terms: []term{{columns[0], columns[1]}, {columns[2], columns[3]}}, drawn: both, scale: 1}
	d := draw(samples, columns, 20)
	v := d.value(&m, d.drawings(&m))
	if !v.Interval || v.Value != 0.5+3 || v.Low != 3.5 || v.High != 3.5 {
		t.Errorf("%+v, want 3.5", v)
	}
}
