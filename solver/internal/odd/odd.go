// Package odd makes small random problems that use every feature of the
// engine at once, for tests.
package odd

import (
	"math"
	"math/rand/v2"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Size says how large a problem is.
type Size struct{ Clusters, Workers, Days int32 }

// Problem makes a problem of a size from a seed: homes with morning, noon and
// evening visits in gaps, visits by two, floating stops that ride or stand
// alone, calls, breaks, overtime, loads, and travel that breaks the triangle
// inequality.
func Problem(size Size, seed uint64) *vrp.Problem {
	b := builder{p: &vrp.Problem{Workers: int(size.Workers)}, r: rand.New(rand.NewPCG(seed, 7)), size: size}
	b.travel()
	b.tours()
	for c := range size.Clusters {
		b.cluster(c)
	}
	b.breaks()
	if seed%3 == 2 {
		b.loads(rand.New(rand.NewPCG(seed, 8)))
	}
	if seed%8 == 5 {
		b.announce(rand.New(rand.NewPCG(seed, 9)))
	}
	for d := range size.Days + 1 {
		if seed%2 == 1 { // the same days, told by the clock
			b.p.Midnights = append(b.p.Midnights, d*day)
		}
	}
	if err := b.p.SetTies(b.ties); err != nil {
		panic(err)
	}
	if err := vrp.Prepare(b.p); err != nil {
		panic(err)
	}
	return b.p
}

type builder struct {
	p    *vrp.Problem
	r    *rand.Rand
	size Size
	ties []vrp.Tie
}

const day = 1440

func (b *builder) travel() {
	n := int(b.size.Clusters) + 2
	x, y := make([]float64, n), make([]float64, n)
	for i := range n {
		x[i], y[i] = b.r.Float64()*20, b.r.Float64()*20
	}
	for mode := range 2 {
		t := vrp.Table{N: n, Legs: make([]vrp.Leg, n*n)}
		for i := 1; i < n; i++ {
			for j := 1; j < n; j++ {
				d := int32(math.Hypot(x[i]-x[j], y[i]-y[j]) * float64(1+mode))
				if i != j {
					d += int32(b.r.IntN(4)) // no triangle inequality
				}
				t.Legs[i*n+j] = vrp.Leg{Ticks: d, Price: d*800 + int32(b.r.IntN(100))*min(d, 1)}
			}
		}
		b.p.Modes = append(b.p.Modes, t)
	}
}

func (b *builder) tours() {
	for w := range b.size.Workers {
		for d := range b.size.Days {
			if b.r.IntN(4) == 0 {
				continue
			}
			open := int32(b.r.IntN(5)*60+360) + d*day
			length := int32(300 + b.r.IntN(4)*60)
			t := vrp.Tour{Worker: w, Mode: int32(b.r.IntN(2)), Day: d, Start: 1, End: 1, Open: open, Close: open + length, Late: open + length}
			if b.r.IntN(2) == 0 {
				t.Late += 30
				t.LatePrice = 1500
			}
			if b.r.IntN(4) == 0 {
				t.Start, t.End = 0, 0
			}
			if (w+d)%3 == 0 {
				t.Wait = int64(100 * (w + 1))
			}
			b.p.Tours = append(b.p.Tours, t)
		}
	}
	b.class(func(vrp.Tour, int) bool { return true })
	b.class(func(t vrp.Tour, _ int) bool { return t.Worker%3 != 0 })
}

func (b *builder) class(in func(vrp.Tour, int) bool) int32 {
	set := make([]uint64, (len(b.p.Tours)+63)/64)
	for i, t := range b.p.Tours {
		if in(t, i) {
			set[i/64] |= 1 << (i % 64)
		}
	}
	b.p.Classes = append(b.p.Classes, set)
	return int32(len(b.p.Classes) - 1)
}

func (b *builder) stop(s vrp.Stop, choices ...[]vrp.Window) int32 {
	s.First = int32(len(b.p.Choices))
	for d, menu := range choices {
		if len(menu) == 0 {
			continue
		}
		first := int32(len(b.p.Windows))
		b.p.Windows = append(b.p.Windows, menu...)
		b.p.Choices = append(b.p.Choices, vrp.Choice{Day: int32(d), First: first, Last: int32(len(b.p.Windows))})
	}
	s.Last = int32(len(b.p.Choices))
	b.p.Stops = append(b.p.Stops, s)
	return int32(len(b.p.Stops) - 1)
}

func (b *builder) on(d int32, menu []vrp.Window) [][]vrp.Window {
	c := make([][]vrp.Window, b.size.Days)
	c[d] = menu
	return c
}

func menu(at, floor, ceil int32) []vrp.Window {
	w := func(by int32, price int64) vrp.Window {
		return vrp.Window{Lo: at - by, Hi: at + by, Floor: floor, Ceil: ceil, Price: price}
	}
	return []vrp.Window{w(20, 0), w(60, 300), w(200, 4000)}
}

func (b *builder) cluster(c int32) {
	p, r := b.p, b.r
	cl := vrp.Cluster{Pair: [2]int32{vrp.Never, vrp.Never}, Before: [2]int32{vrp.Never, vrp.Never}}
	if r.IntN(2) == 0 {
		cl.Pair = [2]int32{int32(r.IntN(p.Workers)), int32(r.IntN(p.Workers))}
		if cl.Pair[0] == cl.Pair[1] {
			cl.Pair[1] = vrp.Never
		}
		cl.Before, cl.Change = cl.Pair, 20000
	}
	p.Clusters = append(p.Clusters, cl)
	for range p.Workers {
		b.ties = append(b.ties, vrp.Tie{Always: int32(r.IntN(2) * 1000), Other: 3000, First: int32(r.IntN(2) * 6000)})
	}
	series := [3]int32{}
	for k := range series {
		s := vrp.Series{}
		if r.IntN(2) == 0 {
			s = vrp.Series{Min: -60, Max: 60, Step: 15}
		}
		p.Series = append(p.Series, s)
		series[k] = int32(len(p.Series) - 1)
	}
	at := int32(420 + r.IntN(8)*15)
	base := vrp.Stop{Place: 2 + c, Cluster: c, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never, Unserved: 1e8, Must: true}
	var noons []int32
	before, overnight := int32(vrp.Never), r.IntN(4) == 0
	for d := range b.size.Days {
		m := base
		m.Dur, m.Series, m.Class = int32(15+r.IntN(20)), series[0], int32(r.IntN(2))
		morning := int32(0)
		if r.IntN(8) == 0 {
			morning = b.pair(m, b.on(d, menu(d*day+at, d*day+360, d*day+900)))
		} else {
			morning = b.stop(m, b.on(d, menu(d*day+at, d*day+360, d*day+900))...)
		}
		if overnight && before >= 0 { // about a day from each to the next
			p.Links = append(p.Links, vrp.Link{A: before, B: morning, Kind: vrp.Gap, Min: day - 40, Max: day + 40})
		}
		before = morning
		if r.IntN(2) == 0 {
			n := base
			n.Dur, n.Series, n.Combo = 10, series[1], int32(len(p.Combos))
			p.Combos = append(p.Combos, vrp.Combo{Dur: 10}, vrp.Combo{Dur: 55}, vrp.Combo{Dur: 50}, vrp.Combo{Dur: 70, Class: 1})
			noon := b.stop(n, b.on(d, menu(d*day+at+240, d*day+360, d*day+900))...)
			noons = append(noons, noon)
			p.Links = append(p.Links, vrp.Link{A: morning, B: noon, Kind: vrp.Gap, Min: 180, Max: 360})
		}
		if r.IntN(3) == 0 {
			call := base
			call.Place, call.Cluster, call.Dur, call.Must, call.Unserved = 0, vrp.Never, 5, true, 1e8
			b.stop(call, b.on(d, []vrp.Window{{Lo: d*day + 480, Hi: d*day + 840}})...)
		}
	}
	b.floats(base, noons)
}

// pair makes a visit by two: the second comes later and leaves sooner.
func (b *builder) pair(s vrp.Stop, choices [][]vrp.Window) int32 {
	g := int32(len(b.p.Groups))
	s.Group, s.Unserved = g, s.Unserved/2
	first := b.stop(s, choices...)
	s.Offset, s.Dur, s.Series = int32(b.r.IntN(3)*5), s.Dur/2, vrp.Never
	b.stop(s)
	b.p.Groups = append(b.p.Groups, vrp.Group{First: first, Last: first + 2})
	return first
}

// floats adds two services whose day is free: each rides on a noon visit, or
// stands alone on a day without one, and then not on the same day.
func (b *builder) floats(base vrp.Stop, noons []int32) {
	p := b.p
	base.Must, base.Unserved, base.Alone = false, 1e6, 4000
	busy := map[int32]bool{}
	for _, n := range noons {
		busy[p.Choices[p.Stops[n].First].Day] = true
	}
	var two [2]int32
	for k := range two {
		f := base
		f.Dur = int32(45 - 5*k)
		choices := make([][]vrp.Window, b.size.Days)
		for d := range b.size.Days {
			if !busy[d] {
				choices[d] = []vrp.Window{{Lo: d*day + 540, Hi: d*day + 840, Price: int64(b.r.IntN(2) * 15000)}}
			}
		}
		two[k] = b.stop(f, choices...)
		for _, n := range noons {
			d := p.Choices[p.Stops[n].First].Day
			p.Rides = append(p.Rides, vrp.Ride{Rider: two[k], Carrier: n, Day: d, Bit: uint8(k), Lo: d*day + 540, Hi: d*day + 840, Price: int64(b.r.IntN(2) * 15000)})
		}
	}
	p.Links = append(p.Links, vrp.Link{A: two[0], B: two[1], Kind: vrp.Apart}, vrp.Link{A: two[0], B: two[1], Kind: vrp.DayGap, Min: -b.size.Days, Max: 2})
}

func (b *builder) breaks() {
	for i, t := range b.p.Tours {
		if t.Close-t.Open <= 360 {
			continue
		}
		class := b.class(func(_ vrp.Tour, j int) bool { return i == j })
		b.stop(vrp.Stop{Cluster: vrp.Never, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never, Dur: 29, Class: class, Unserved: 1e9, Must: true},
			b.on(t.Day, []vrp.Window{{Lo: t.Open + 60, Hi: t.Close - 60 - 29}})...)
	}
}

// loads gives most stops a load, and most tours a capacity that binds at times.
func (b *builder) loads(r *rand.Rand) {
	for i := range b.p.Stops {
		b.p.Stops[i].Load = int32(r.IntN(6))
	}
	for i := range b.p.Tours {
		b.p.Tours[i].Capacity = int32(r.IntN(4) * 6)
	}
}
