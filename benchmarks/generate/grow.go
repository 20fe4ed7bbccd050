package generate

import (
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// unit is homes of one provider that lie together and are served by the same
// teams in one band of the day.
type unit struct {
	provider int
	band     band
	group    int // its teams' group
	homes    []*home
	tandems  []*tandem
	outings  [][]*outing // by day: weekday tours of what floats
	slots    int         // weekday tours that the teams give
	plain    int         // weekday tours by Monday–Friday staff
}

// inBand is the home's stops of a band.
func (h *home) inBand(x band) []*stop {
	var in []*stop
	for _, s := range h.stops {
		if bandOf(s.part) == x {
			in = append(in, s)
		}
	}
	return in
}

// load is the minutes of a home's stops in a band on an ordinary day, a leg of
// six minutes with each.
func (h *home) load(x band) float64 {
	n := 0.0
	for _, s := range h.inBand(x) {
		n += float64(s.length(0)+s.length(7%len(s.start)))/2 + 6
		if s.joint {
			n *= 1.8
		}
	}
	return n
}

// shiftMinutes is what a lane of the band can hold, roughly.
var shiftMinutes = [3]float64{day: 400, evening: 430, night: 330}

// units joins groups that lie side by side until each unit fills some lanes.
func (b *builder) makeUnits() {
	for p := range b.providers {
		for x := day; x <= night; x++ {
			least := map[band]float64{day: 2, evening: 2, night: 1.6}[x] * shiftMinutes[x]
			var open *unit
			load := 0.0
			for g := range b.groups {
				if b.groups[g].provider != p {
					continue
				}
				if open == nil {
					open, load = &unit{provider: p, band: x, group: g}, 0
				}
				for i := range b.homes {
					if h := &b.homes[i]; h.group == g {
						open.homes = append(open.homes, h)
						load += h.load(x)
					}
				}
				if load >= least {
					b.units = append(b.units, open)
					open = nil
				}
			}
			if open == nil {
				continue
			}
			if n := len(b.units); n > 0 && b.units[n-1].provider == p && b.units[n-1].band == x {
				b.units[n-1].homes = append(b.units[n-1].homes, open.homes...)
			} else {
				b.units = append(b.units, open)
			}
		}
	}
}

// fill opens tandems in a unit and grows each around its seed until it is
// full, so that every home's visits of the band lie in one lane.
func (b *builder) fill(u *unit) {
	var left []*home
	for _, h := range u.homes {
		if len(h.inBand(u.band)) > 0 && !h.helper {
			left = append(left, h)
		}
	}
	for len(left) > 0 {
		t := b.open(u, left)
		before := len(left)
		left = b.grow(t, left)
		if len(left) == before { // not even alone: its visits can't be laid out
			left[0].drop(u.band)
			left = left[1:]
			continue
		}
		b.lay(t)
		u.tandems = append(u.tandems, t)
	}
}

// drop gives up a home's visits in a band.
func (h *home) drop(x band) {
	h.stops = slices.DeleteFunc(h.stops, func(s *stop) bool {
		if bandOf(s.part) != x {
			return false
		}
		h.asks = slices.DeleteFunc(h.asks, func(a *ask) bool { return slices.Contains(s.asks, a) })
		return true
	})
}

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
	for range n {
		t.lanes = append(t.lanes, b.newLane(u))
	}
	return t
}

func (b *builder) newLane(u *unit) *lane {
	l := &lane{mode: b.modeOf(u), office: b.groups[u.group].road}
	l.head, l.tail = make([]int, b.opt.Days), make([]int, b.opt.Days)
	l.used, l.end, l.pause = make([]bool, b.opt.Days), make([]int, b.opt.Days), make([]int, b.opt.Days)
	switch u.band {
	case day:
		l.from, l.to = 7*60, 14*60+30
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

// rejections after which a tandem counts as full.
const rejections = 30

// grow adds homes to a tandem, the nearest first, those with visits by two
// before others, until nothing near fits any more. It returns the homes left.
func (b *builder) grow(t *tandem, left []*home) []*home {
	x := t.unit.band
	seed := b.seedOf(left, x, b.groups[t.unit.group].point)
	middle := []orb.Point{seed.at.point, seed.at.point}
	for lane := range t.lanes {
		near := slices.Clone(left)
		slices.SortStableFunc(near, func(a, c *home) int {
			if ja, jc := a.joint(x), c.joint(x); ja != jc {
				if ja {
					return -1
				}
				return 1
			}
			switch da, dc := squared(middle[lane], a.at.point), squared(middle[lane], c.at.point); {
			case da < dc:
				return -1
			case da > dc:
				return 1
			}
			return strings.Compare(string(a.id), string(c.id))
		})
		refused, joints := 0, 0
		for _, h := range near {
			if refused >= rejections {
				break
			}
			if h.joint(x) && joints >= 3 {
				continue
			}
			if !b.add(t, lane, h) {
				refused++
				continue
			}
			if h.joint(x) {
				joints++
			}
			left = slices.DeleteFunc(left, func(o *home) bool { return o == h })
		}
	}
	return left
}

func (h *home) joint(x band) bool {
	for _, s := range h.inBand(x) {
		if s.joint {
			return true
		}
	}
	return false
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

// add puts a home's visits of the band into a lane if all still fits.
func (b *builder) add(t *tandem, lane int, h *home) bool {
	l := t.lanes[lane]
	singles, joint := len(l.singles), len(t.joint)
	for _, s := range h.inBand(t.unit.band) {
		if s.joint {
			t.joint = append(t.joint, s)
		} else {
			l.singles = append(l.singles, s)
		}
	}
	if b.lay(t) {
		t.homes = append(t.homes, h)
		return true
	}
	l.singles, t.joint = l.singles[:singles], t.joint[:joint]
	return false
}

// modeOf chooses how a unit's teams move: on foot or by bicycle where the homes
// lie close, by e-bike a little wider, else by car.
func (b *builder) modeOf(u *unit) model.Mode {
	if u.band != day {
		return model.Car
	}
	b.turn++
	metres := b.spread(u)
	switch {
	case metres < 900 && b.turn%3 == 0:
		return model.Foot
	case metres < 1800 && b.turn%3 != 1:
		return model.Bicycle
	case metres < 3000 && b.turn%4 == 2:
		return model.EBike
	}
	return model.Car
}

// spread is the mean way from the unit's office to its homes, in metres.
func (b *builder) spread(u *unit) int {
	n := 0
	for _, h := range u.homes {
		n += b.metres(b.groups[u.group].road, h.road)
	}
	return n / max(1, len(u.homes))
}
