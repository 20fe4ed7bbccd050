package generate

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// open starts a tandem: two lanes while there is work for two or a visit by
// two, else one.
func (b *builder) open(u *unit, left []*home) *tandem {
	load, joint := 0.0, false
	for _, h := range left {
		load += h.load(u.band)
		for _, s := range h.inBand(u.band) {
			joint = joint || s.joint
		}
	}
	t := &tandem{unit: u, pad: b.pad[u.band]}
	n := 1
	if joint || load > 1.15*shiftMinutes[u.band] {
		n = 2
	}
	t.rest = b.rests(u.band)[0]
	seed := b.seedOf(left, u.band, b.groups[u.group].point)
	for range n {
		t.lanes = append(t.lanes, b.newLane(u, seed.group, b.modeFor(u, seed, left)))
	}
	return t
}

func (b *builder) newLane(u *unit, group int, mode model.Mode) *lane {
	l := &lane{mode: mode, group: group, office: b.groups[group].road}
	l.head = make([]int, b.opt.Days)
	l.used, l.end, l.pause = make([]bool, b.opt.Days), make([]int, b.opt.Days), make([]int, b.opt.Days)
	switch u.band {
	case day:
		l.from, l.to = 7*60, 15*60
		for d := range l.head {
			if b.weekday[d] {
				l.head[d] = b.meeting
			}
		}
	case evening:
		l.from, l.to = 15*60, 23*60
		for d := range l.head {
			l.head[d] = 5
		}
	case night:
		l.from, l.to = -60, 6*60
	}
	return l
}

// modeFor chooses how a lane moves: on foot or by bicycle where the homes round
// its seed lie close together and to the office, else by car.
func (b *builder) modeFor(u *unit, seed *home, left []*home) model.Mode {
	if u.band != day {
		return model.Car
	}
	office := b.groups[seed.group].road
	var ways []int
	for _, h := range left {
		ways = append(ways, b.metres(seed.road, h.road))
	}
	slices.Sort(ways)
	near, out := ways[min(len(ways)-1, 12)], b.metres(office, seed.road)
	b.turn++
	switch {
	case near < 350 && out < 1000 && b.turn%2 == 0:
		return model.Foot
	case near < 800 && out < 2500 && b.turn%3 != 0:
		return model.Bicycle
	case near < 1500 && out < 4000 && b.turn%3 == 1:
		return model.EBike
	}
	return model.Car
}

// seedOf is the home farthest from the office, one with a visit by two first.
func (b *builder) seedOf(left []*home, x band, office orb.Point) *home {
	best, far := left[0], -math.MaxFloat64
	for _, h := range left {
		f := squared(office, h.at.point)
		if h.joint(x) {
			f += 1e6
		}
		if f > far {
			best, far = h, f
		}
	}
	return best
}
