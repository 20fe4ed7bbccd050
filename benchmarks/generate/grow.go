package generate

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

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

// rejections after which a tandem counts as full.
const rejections = 30

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
