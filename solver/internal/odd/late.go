package odd

import (
	"math/rand/v2"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Late makes a problem of a size from a seed in which lateness has prices, and
// the largest a price of its own by every second seed: stops with several
// windows, visits by two and by three, gaps between workers, overtime, travel
// that breaks the triangle inequality, and calls by every fourth seed from 3 on. What more is to change is changed before it is prepared.
func Late(size Size, seed uint64, more ...func(*vrp.Problem)) *vrp.Problem {
	calls := seed%4 == 3
	b := builder{p: &vrp.Problem{Workers: int(size.Workers), Flow: true, Largest: int64(seed%2) * 700}, r: rand.New(rand.NewPCG(seed, 9)), size: size}
	b.travel()
	b.tours()
	for t := range b.p.Tours {
		b.p.Tours[t].Wait = 0
	}
	for c := range size.Clusters {
		b.lateHome(c, calls)
	}
	if err := b.p.SetTies(b.ties); err != nil {
		panic(err)
	}
	for _, change := range more {
		change(b.p)
	}
	if err := vrp.Prepare(b.p); err != nil {
		panic(err)
	}
	return b.p
}

// Halves changes a problem so that no tour is in both of its classes.
func Halves(p *vrp.Problem) {
	for k := range p.Classes[0] {
		p.Classes[0][k] &^= p.Classes[1][k]
	}
}

// lateHome adds the visits of a home on each day.
func (b *builder) lateHome(c int32, calls bool) {
	r := b.r
	b.p.Clusters = append(b.p.Clusters, vrp.Cluster{Pair: [2]int32{0, vrp.Never}, Before: [2]int32{vrp.Never, vrp.Never}})
	for range b.p.Workers {
		b.ties = append(b.ties, vrp.Tie{Other: int32(r.IntN(2) * 3000)})
	}
	for d := range b.size.Days {
		at := d*day + int32(400+r.IntN(20)*20)
		s := b.lateStop(c, at)
		windows := b.on(d, []vrp.Window{{Lo: at, Hi: at + 400}, {Lo: at - int32(r.IntN(120)), Hi: at + 500, Price: 5000}})
		switch kind := r.IntN(5); {
		case kind == 2:
			b.together(s, windows, 2+int32(r.IntN(2)))
		case kind == 3:
			b.sequence(s, b.lateStop(c, at), windows)
		case kind == 4 && calls:
			s.Place, s.Dur = 0, 10
			fallthrough
		default:
			b.stop(s, windows...)
		}
	}
}

func (b *builder) lateStop(c, at int32) vrp.Stop {
	return vrp.Stop{Place: 2 + c, Cluster: c, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never, Dur: int32(20 + b.r.IntN(40)),
		Class: int32(b.r.IntN(2)), Unserved: 1e8, Must: b.r.IntN(2) == 0, Due: at + int32(b.r.IntN(60)), Tardy: int64(b.r.IntN(3)) * 400}
}

// together makes a visit by several, each at an offset.
func (b *builder) together(s vrp.Stop, windows [][]vrp.Window, n int32) {
	s.Group = int32(len(b.p.Groups))
	first := b.stop(s, windows...)
	for range n - 1 {
		s.Offset, s.Dur = int32(b.r.IntN(3)*5), s.Dur/2+5
		b.stop(s)
	}
	b.p.Groups = append(b.p.Groups, vrp.Group{First: first, Last: first + n})
}

// sequence makes two visits in a gap by different workers.
func (b *builder) sequence(one, two vrp.Stop, windows [][]vrp.Window) {
	x := b.stop(one, windows...)
	y := b.stop(two, windows...)
	least := int32(b.r.IntN(60))
	b.p.Links = append(b.p.Links, vrp.Link{A: x, B: y, Kind: vrp.Gap, SameDay: true, Min: least, Max: least + int32(b.r.IntN(40))},
		vrp.Link{A: x, B: y, Kind: vrp.Others})
}
