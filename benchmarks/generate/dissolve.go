package generate

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// dissolve closes lanes that are far from full: their homes move to lanes with
// room, if need be to the other part of day in which the service may be agreed.
func (b *builder) dissolve(u *unit) {
	for i := len(u.tandems) - 1; i >= 0; i-- {
		t := u.tandems[i]
		if len(t.joint) > 0 {
			continue
		}
		for n := len(t.lanes) - 1; n >= 0; n-- {
			if b.fullness(t.lanes[n]) > 0.5 {
				continue
			}
			b.clear(t, n)
			if len(t.lanes[n].singles) == 0 {
				t.lanes = slices.Delete(t.lanes, n, n+1)
				t.at = [2][]scratch{}
				if len(t.lanes) > 0 {
					b.lay(t)
				}
			}
		}
		if len(t.lanes) == 0 {
			u.tandems = slices.Delete(u.tandems, i, i+1)
		}
	}
}

// clear moves the homes of a lane elsewhere, as far as there is room.
func (b *builder) clear(t *tandem, n int) {
	u, l := t.unit, t.lanes[n]
	keep := u.tandems
	for _, h := range slices.Clone(t.homes) {
		if !slices.ContainsFunc(l.singles, func(s *stop) bool { return s.home == h }) {
			continue
		}
		u.tandems = slices.DeleteFunc(slices.Clone(keep), func(o *tandem) bool { return o == t })
		before, extra, rides := slices.Clone(l.singles), l.extra, h.rides()
		l.singles = slices.DeleteFunc(l.singles, func(s *stop) bool { return s.home == h })
		moved := b.squeeze(u, h)
		if !moved && b.shift(h, u.band) {
			if moved = b.squeeze(u, h); !moved {
				b.unshift(h, u.band)
			}
		}
		if moved {
			t.homes = slices.DeleteFunc(t.homes, func(o *home) bool { return o == h })
		} else {
			l.singles, l.extra = before, extra
			h.restore(rides)
		}
	}
	u.tandems = keep
	b.lay(t)
}

// ride is the days of an ask that rides.
type ride struct {
	ask  *ask
	days model.Weekdays
	on   []bool
}

func (h *home) rides() []ride {
	var all []ride
	for _, a := range h.asks {
		if a.rides {
			all = append(all, ride{a, a.days, slices.Clone(a.on)})
		}
	}
	return all
}

func (h *home) restore(rides []ride) {
	for _, r := range rides {
		r.ask.days, r.ask.on = r.days, r.on
	}
}

// later are the parts that a visit may move to.
var later = [][2]model.PartID{{"morning", "midday"}, {"late", "evening"}}

// shift moves a home's visit to the other part of its service.
func (b *builder) shift(h *home, x band) bool {
	for _, move := range later {
		from, to := move[0], move[1]
		s := h.stopIn(from)
		if s == nil || bandOf(from) != x || h.stopIn(to) != nil || len(h.floats) > 0 && x == day {
			continue
		}
		b.move(s, to)
		return true
	}
	return false
}

func (b *builder) unshift(h *home, x band) {
	for _, move := range later {
		from, to := move[0], move[1]
		if s := h.stopIn(to); s != nil && bandOf(to) == x && s.moved {
			b.move(s, from)
		}
	}
}

func (b *builder) move(s *stop, to model.PartID) {
	s.part, s.moved = to, !s.moved
	for _, a := range s.asks {
		a.part = to
	}
	b.limits(s)
}
