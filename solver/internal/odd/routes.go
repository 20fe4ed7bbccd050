package odd

import (
	"math"
	"math/rand/v2"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Routes makes a plain routing problem from a seed, of a size that benchmarks
// mean something on: one day, tours alike with a capacity, customers half in
// villages and half anywhere, with a load and a window each.
func Routes(customers, tours int, seed uint64) *vrp.Problem {
	r := rand.New(rand.NewPCG(seed, 9))
	p := &vrp.Problem{Workers: tours, Modes: []vrp.Table{plane(customers+2, r)}}
	const closes = 10000
	all := make([]uint64, (tours+63)/64)
	for w := range tours {
		all[w/64] |= 1 << (w % 64)
		p.Tours = append(p.Tours, vrp.Tour{Worker: int32(w), Start: 1, End: 1, Close: closes, Late: closes, Capacity: 200})
	}
	p.Classes = [][]uint64{all}
	for c := range int32(customers) {
		place := c + 2
		out, home := p.Modes[0].Leg(1, place).Ticks, p.Modes[0].Leg(place, 1).Ticks
		const lasts = 100
		opens := out + int32(r.IntN(int(closes-lasts-home-out)))
		width := int32(300 + r.IntN(4)*r.IntN(1000))
		p.Windows = append(p.Windows, vrp.Window{Lo: opens, Hi: min(opens+width, closes-lasts-home)})
		p.Choices = append(p.Choices, vrp.Choice{First: c, Last: c + 1})
		p.Stops = append(p.Stops, vrp.Stop{Place: place, Cluster: vrp.Never, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never,
			Dur: lasts, First: c, Last: c + 1, Load: int32(5 + r.IntN(20)), Unserved: 1e9, Must: true})
	}
	if err := vrp.Prepare(p); err != nil {
		panic(err)
	}
	return p
}

// plane is the table of straight ways between places of a square; place 1 is
// its middle.
func plane(n int, r *rand.Rand) vrp.Table {
	const side = 1000
	x, y := make([]float64, n), make([]float64, n)
	var village [8][2]float64
	for k := range village {
		village[k] = [2]float64{r.Float64() * side, r.Float64() * side}
	}
	x[1], y[1] = side/2, side/2
	for i := 2; i < n; i++ {
		x[i], y[i] = r.Float64()*side, r.Float64()*side
		if v := village[r.IntN(len(village))]; i%2 == 0 {
			x[i], y[i] = v[0]+r.NormFloat64()*30, v[1]+r.NormFloat64()*30
		}
	}
	t := vrp.Table{N: n, Legs: make([]vrp.Leg, n*n)}
	for i := 1; i < n; i++ {
		for j := 1; j < n; j++ {
			d := int32(math.Hypot(x[i]-x[j], y[i]-y[j]))
			t.Legs[i*n+j] = vrp.Leg{Ticks: d, Price: 10 * d}
		}
	}
	return t
}
