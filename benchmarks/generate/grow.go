package generate

import (
	"cmp"
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
	wanted   int         // weekday tours that the case should have
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
			least := [3]float64{day: 5, evening: 4, night: 1.6}[x] * shiftMinutes[x]
			var open *unit
			load := 0.0
			for g := range b.groups {
				if b.groups[g].provider != p {
					continue
				}
				if b.opt.firm && p == 1 {
					if x == day {
						b.units = append(b.units, &unit{provider: p, band: x, group: g, homes: b.units[0].homes})
					}
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
		if len(h.inBand(u.band)) > 0 && h.provider == u.provider && h.helper == "" && h.flex == nil {
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
		left = slices.DeleteFunc(left, func(h *home) bool { return b.squeeze(u, h) })
	}
}

// squeeze finds room for a home in any of the unit's lanes, the nearest first.
func (b *builder) squeeze(u *unit, h *home) bool {
	type place struct {
		t    *tandem
		lane int
		far  int
	}
	var places []place
	for _, t := range u.tandems {
		for i, l := range t.lanes {
			far := math.MaxInt
			for _, s := range l.order {
				far = min(far, b.metres(s.home.road, h.road))
			}
			places = append(places, place{t, i, far})
		}
	}
	slices.SortStableFunc(places, func(a, c place) int { return cmp.Compare(a.far, c.far) })
	for _, p := range places[:min(len(places), 12)] {
		if b.add(p.t, p.lane, h) {
			return true
		}
		b.lay(p.t) // as it was before the try
	}
	return false
}

// bend places the homes whose one daily visit may lie in several parts of the
// day where the lanes have room; those that find none open lanes of their own.
func (b *builder) bend() {
	for i := range b.homes {
		h := &b.homes[i]
		if h.flex == nil {
			continue
		}
		a, minutes := h.flex, h.flex.minutes
		parts := slices.Clone(b.std.Service(a.service).Parts)
		parts = slices.DeleteFunc(parts, func(p model.PartID) bool { return p == "night" })
		b.rng.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		h.flex = nil
		asks := h.asks
		for _, part := range parts {
			h.stops, h.asks = nil, slices.DeleteFunc(slices.Clone(asks), func(x *ask) bool { return x == a })
			b.daily(h, part, a.service, minutes)
			if slices.ContainsFunc(b.units, func(u *unit) bool {
				return u.band == bandOf(part) && u.provider == h.provider && slices.Contains(u.homes, h) && b.squeeze(u, h)
			}) {
				break
			}
			h.stops = nil
		}
		if h.stops == nil {
			h.asks = slices.DeleteFunc(asks, func(x *ask) bool { return x == a })
		}
		if h.stops == nil || b.chance(0.5) {
			b.practical(h)
		}
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
	singles, joint, was, extra := len(l.singles), len(t.joint), t.rest, l.extra
	for _, s := range h.inBand(t.unit.band) {
		if s.joint {
			t.joint = append(t.joint, s)
		} else {
			l.singles = append(l.singles, s)
			b.spreadOut(l, s)
		}
	}
	for _, t.rest = range b.rests(t.unit.band) {
		if b.lay(t) {
			t.homes = append(t.homes, h)
			return true
		}
	}
	l.singles, t.joint, t.rest, l.extra = l.singles[:singles], t.joint[:joint], was, extra
	return false
}

// spreadOut gives what rides on a visit once or twice a week the days on which
// its lane has least of it, so that the lane's days are alike.
func (b *builder) spreadOut(l *lane, s *stop) {
	for _, a := range s.asks {
		if !a.rides {
			continue
		}
		best, least := 0, math.MaxInt
		for wd := range 7 {
			n := l.extra[wd]
			if a.cadence.Count == 2 {
				n += l.extra[(wd+3)%7]
			}
			if b.std.Service(a.service).WeekdaysOnly && (wd == 0 || wd == 6) {
				continue
			}
			if n < least {
				best, least = wd, n
			}
		}
		a.days = 1 << best
		l.extra[best] += a.minutes
		if a.cadence.Count == 2 {
			a.days |= 1 << ((best + 3) % 7)
			l.extra[(best+3)%7] += a.minutes
		}
		weekdays := b.std.Service(a.service).WeekdaysOnly
		for d := range a.on {
			a.on[d] = a.days.Has(b.date(d)) && !a.home.absent[d] && (b.weekday[d] || !weekdays)
		}
	}
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

// spread is the mean way from the unit's office to its homes, in metres.
func (b *builder) spread(u *unit) int {
	n := 0
	for _, h := range u.homes {
		n += b.metres(b.groups[u.group].road, h.road)
	}
	return n / max(1, len(u.homes))
}
