package geo_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	orbgeo "github.com/paulmach/orb/geo"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/geo"
)

func points(t *rapid.T) []orb.Point {
	point := rapid.Custom(func(t *rapid.T) orb.Point {
		return orb.Point{rapid.Float64Range(8, 15.2).Draw(t, "lon"), rapid.Float64Range(54.5, 57.8).Draw(t, "lat")}
	})
	return rapid.SliceOfN(point, 1, 12).Draw(t, "points")
}

// One degree of latitude on the sphere of orb is 6378137 × π/180 = 111319.49 m.
func TestCrowFlyByHand(t *testing.T) {
	south, north := orb.Point{12.5, 55}, orb.Point{12.5, 56}
	got := geo.CrowFly{SpeedKmh: 60, Detour: 1.5}.Table([]orb.Point{south, north})
	// 111319.49 × 1.5 = 166979.24 m; at 60 km/h, 16.667 m/s, 10018.75 s.
	want := &geo.Table{N: 2, Seconds: []int32{0, 10019, 10019, 0}, Metres: []int32{0, 166979, 166979, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCrowFlyKeepsShortWaysExact(t *testing.T) {
	a := orb.Point{14.7, 55.1}
	for _, metres := range []float64{1, 7, 40, 320} {
		b := orb.Point{14.7, 55.1 + metres/(orb.EarthRadius*math.Pi/180)}
		got := geo.CrowFly{SpeedKmh: 3.6, Detour: 1}.Table([]orb.Point{a, b})
		if s, m := got.Way(0, 1); float64(s) != metres || float64(m) != metres {
			t.Errorf("%v m: got %d s and %d m", metres, s, m)
		}
	}
}

// The table agrees with the haversine of orb, short ways and long.
func TestCrowFlyIsHaversine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := points(t)
		p = append(p, orb.Point{-70, -30}) // far beyond the series
		table := geo.CrowFly{SpeedKmh: 36, Detour: 1}.Table(p)
		for i := range p {
			for j := range p {
				want := orbgeo.DistanceHaversine(p[i], p[j])
				s, m := table.Way(i, j)
				if math.Abs(float64(m)-want) > 0.51 || math.Abs(float64(s)-want/10) > 0.51 {
					t.Fatalf("%v to %v: %d m in %d s, haversine %v", p[i], p[j], m, s, want)
				}
			}
		}
	})
}

func TestCrowFlyIsSymmetricWithZeroDiagonal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := points(t)
		crow := geo.CrowFly{
			SpeedKmh: rapid.Float64Range(4, 80).Draw(t, "speed"),
			Detour:   rapid.Float64Range(1, 2).Draw(t, "detour"),
		}
		table := crow.Table(p)
		for i := range p {
			if s, m := table.Way(i, i); s != 0 || m != 0 {
				t.Fatalf("from %v to itself %d s, %d m", p[i], s, m)
			}
			for j := range i {
				s, m := table.Way(i, j)
				if back, far := table.Way(j, i); s != back || m != far {
					t.Fatalf("%v and %v: %d s there, %d back; %d m there, %d back", p[i], p[j], s, back, m, far)
				}
			}
		}
	})
}

// More detour and less speed never make a way shorter.
func TestCrowFlyIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := points(t)
		crow := geo.CrowFly{SpeedKmh: rapid.Float64Range(4, 80).Draw(t, "speed"), Detour: 1.2}
		slow := geo.CrowFly{SpeedKmh: crow.SpeedKmh / 2, Detour: 1.4}
		a, b := crow.Table(p), slow.Table(p)
		for i := range a.Seconds {
			if b.Seconds[i] < a.Seconds[i] || b.Metres[i] < a.Metres[i] {
				t.Fatalf("way %d is shorter by a slower mode with more detour", i)
			}
		}
	})
}

func TestCrowFliesRefuse(t *testing.T) {
	for name, c := range map[string]geo.CrowFlies{
		"mode missing":   {"foot": {SpeedKmh: 5, Detour: 1.2}},
		"no speed":       {"car": {Detour: 1.2}},
		"speed unknown":  {"car": {SpeedKmh: math.NaN(), Detour: 1.2}},
		"endless speed":  {"car": {SpeedKmh: math.Inf(1), Detour: 1.2}},
		"short cut":      {"car": {SpeedKmh: 40, Detour: 0.9}},
		"detour unknown": {"car": {SpeedKmh: 40, Detour: math.NaN()}},
	} {
		if _, err := geo.Tabulate(c, "car", []geo.Place{{ID: "a"}}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func BenchmarkCrowFly(b *testing.B) {
	p := make([]orb.Point, 2500)
	for i := range p {
		p[i] = orb.Point{14.7 + float64(i%50)/100, 55 + float64(i/50)/200}
	}
	crow := geo.CrowFly{SpeedKmh: 40, Detour: 1.35}
	row := func(int, []int32, []int32) error { return nil }
	for b.Loop() {
		_ = crow.Rows(p, row)
	}
}
