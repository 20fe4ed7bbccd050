package sheets

import (
	"math"

	"github.com/hjemvej/hjemvej/model"
)

// scatter is density against travel: a dot for each side, with the interval of
// its travel. It is a plane of figures, not a map.
type scatter struct {
	Dots         []scatterDot
	XTicks       []scatterTick
	YTicks       []scatterTick
	Left, Bottom float64
	Right, Top   float64
	Log          bool // from left to right
}

type scatterDot struct {
	Number      int
	Name        string
	X, Y        float64
	Low, High   float64
	Interval    bool
	Label       float64 // y of the number
	Title       string
	TravelText  string
	DensityText string
}

type scatterTick struct {
	At   float64
	Text string
}

// The plane in the units of its view box.
const scatterW, scatterH = 560.0, 380.0

// scatter is empty where fewer than two sides have an area, and where they are
// equally dense, as plans of one case are.
func (v *comparison) scatter() scatter {
	s := scatter{Left: 46, Right: scatterW - 16, Top: 14, Bottom: scatterH - 44}
	density, travel := v.find("visit_density"), v.perVisit("travel")
	if density == nil || travel == nil {
		return s
	}
	shown := &model.Compared{}
	for i := range travel.Values {
		if density.Values[i].Has && travel.Values[i].Has {
			shown.Values = append(shown.Values, travel.Values[i])
		}
	}
	if len(shown.Values) < 2 || equallyDense(density) {
		return s
	}
	low, high := span(shown)
	x := newAxis(density, s.Left+14, s.Right-14)
	y := func(f float64) float64 { return round(s.Bottom - (s.Bottom-s.Top)*(f-low)/(high-low)) }
	for i := range travel.Values {
		d, t := density.Values[i], travel.Values[i]
		if !d.Has || !t.Has {
			continue
		}
		dot := scatterDot{Number: i + 1, Name: v.c.Sides[i].Name, X: x.at(d.Value), Y: y(t.Value), Interval: t.Interval,
			DensityText: v.decimal(d.Value, decimalsOf(d.Value)), TravelText: v.decimal(t.Value, 2)}
		if t.Interval {
			dot.Low, dot.High = y(t.Low), y(t.High)
		}
		dot.Title = dot.Name + ": " + dot.DensityText + ", " + dot.TravelText + " min"
		s.Dots = append(s.Dots, dot)
	}
	s.Log = x.log
	for _, f := range x.ticks() {
		s.XTicks = append(s.XTicks, scatterTick{x.at(f), v.decimal(f, decimalsOf(f))})
	}
	for _, f := range even(low, high, 6) {
		s.YTicks = append(s.YTicks, scatterTick{y(f), v.decimal(f, decimalsOf(high-low))})
	}
	return s
}

// equallyDense says whether the densest side is hardly denser than the least.
func equallyDense(m *model.Compared) bool {
	a := newAxis(m, 0, 1)
	return a.most <= 1.1*a.least
}

func (v *comparison) perVisit(key string) *model.Compared {
	for i := range v.c.Measures {
		if m := &v.c.Measures[i]; m.Key == key && m.Per == model.PerVisit {
			return m
		}
	}
	return nil
}

// decimalsOf are as many as a figure of this size needs.
func decimalsOf(f float64) int {
	switch {
	case f >= 10 || f == math.Trunc(f):
		return 0
	case f >= 1:
		return 1
	}
	return 2
}

// axis lays figures out from left to right: evenly, or by their logarithms
// where the largest is many times the smallest.
type axis struct {
	least, most         float64 // of the figures
	low, high, from, to float64
	log                 bool
}

func newAxis(m *model.Compared, from, to float64) axis {
	a := axis{least: math.Inf(1), most: math.Inf(-1), from: from, to: to}
	for _, x := range m.Values {
		if x.Has {
			a.least, a.most = min(a.least, x.Value), max(a.most, x.Value)
		}
	}
	a.low, a.high = a.least, a.most
	if a.log = a.low > 0 && a.high > 6*a.low; a.log {
		a.low, a.high = a.low/1.15, a.high*1.15
		return a
	}
	room := max((a.high-a.low)*0.08, a.high*0.01, 1e-9)
	a.low, a.high = max(0, a.low-room), a.high+room
	return a
}

func (a axis) at(f float64) float64 {
	share := (f - a.low) / (a.high - a.low)
	if a.log {
		share = math.Log(f/a.low) / math.Log(a.high/a.low)
	}
	return round(a.from + (a.to-a.from)*share)
}

// ticks are round figures along the axis.
func (a axis) ticks() []float64 {
	if !a.log {
		return even(a.low, a.high, 6)
	}
	var ticks []float64
	for power := math.Pow(10, math.Floor(math.Log10(a.low))); power <= a.high; power *= 10 {
		for _, step := range []float64{1, 2, 5} {
			if f := step * power; f >= a.low && f <= a.high {
				ticks = append(ticks, f)
			}
		}
	}
	return ticks
}

// even are at most so many figures between two, a round step (1, 2 or 5 times a
// power of ten) apart.
func even(low, high float64, most int) []float64 {
	if high <= low {
		return nil
	}
	step := math.Pow(10, math.Floor(math.Log10((high-low)/float64(most))))
	for _, times := range []float64{1, 2, 5, 10} {
		if (high-low)/(step*times) <= float64(most) {
			step *= times
			break
		}
	}
	var ticks []float64
	for n := math.Ceil(low / step); n*step <= high; n++ {
		ticks = append(ticks, n*step)
	}
	return ticks
}
