package generate

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// Where a lane's visit minutes of its attendance should come to lie, on
// evenings and weekends.
var aims = [3]float64{day: 0.665, evening: 0.67, night: 0.4}

// least is the share below which topping up goes on, past the aims.
const least = 0.662

// raise tops all units up until evenings and weekends reach their share.
func (b *builder) raise() {
	b.aim = aims
	for range 4 {
		for _, u := range b.units {
			b.topUp(u)
		}
		var s share
		for _, u := range b.units {
			for _, t := range u.tandems {
				for _, l := range t.lanes {
					if u.band != night {
						x := b.bright(l)
						s.visits += x.visits
						s.attendance += x.attendance
					}
				}
			}
		}
		if s.of() >= least {
			return
		}
		b.aim[day] += 0.03
		b.aim[evening] += 0.03
	}
	for _, u := range b.units {
		if u.band == evening {
			b.shorten(u)
		}
	}
}

// shorten lets evening shifts begin and end with their work, but not under
// seven hours.
func (b *builder) shorten(u *unit) {
	for _, t := range u.tandems {
		for _, l := range t.lanes {
			late := l.from + 7*60
			for d := range l.end {
				late = max(late, l.end[d], l.pause[d]+b.breakLength()+int(b.std.Rules.BreakMargin))
			}
			l.to = min(l.to, (late+14)/15*15)
		}
	}
}

// limits of weekly hours by weight.
var mostHours = [4]float64{light: 1.9, medium: 7.8, heavy: 19.5, heavier: 40}

// topUp grants more where the lanes of evenings and weekends have room: help in
// parts of the day where a home has none yet, then more minutes. So the rota is
// well used whatever the seed.
func (b *builder) topUp(u *unit) {
	for _, t := range u.tandems {
		for i, l := range t.lanes {
			for _, h := range slices.Clone(t.homes) {
				if b.fullness(l) >= b.aim[u.band] {
					break
				}
				b.oneMore(t, i, h)
			}
		}
	}
	stretch := func(rounds int) {
		for range rounds {
			for _, t := range u.tandems {
				for _, l := range t.lanes {
					b.stretch(t, l)
				}
			}
		}
	}
	stretch(1)
	b.fillUp(u)
	stretch(3)
}

// fullness is the lane's share of visit minutes on evenings and weekends.
func (b *builder) fullness(l *lane) float64 { return b.bright(l).of() }

func (b *builder) bright(l *lane) share {
	if l.from == 7*60 {
		b.trim(l)
	}
	var s share
	for d := range b.opt.Days {
		if b.weekday[d] && l.from == 7*60 {
			continue
		}
		s.attendance += l.until(b.weekday[d]) - l.from
		for _, x := range l.order {
			s.visits += x.length(d)
		}
	}
	return s
}

// extras are what a lane may be topped up with, by band.
var extras = [3][]struct {
	part    model.PartID
	service model.ServiceID
	minutes int
}{
	day:     {{"midday", "medicine", 8}, {"afternoon", "toilet", 10}, {"midday", "meal", 10}, {"afternoon", "medicine", 8}},
	evening: {{"evening", "toilet", 10}, {"late", "evening-care", 12}},
}

// oneMore grants a home one more visit a day if its lane has room for it.
func (b *builder) oneMore(t *tandem, lane int, h *home) {
	l := t.lanes[lane]
	if h.weight != medium && h.weight != heavy || !slices.ContainsFunc(l.singles, func(s *stop) bool { return s.home == h }) {
		return
	}
	for _, e := range extras[t.unit.band] {
		if h.stopIn(e.part) != nil || h.weeklyHours()+float64(e.minutes)*7/60 > mostHours[h.weight] || b.clashes(h, e.service) {
			continue
		}
		a := b.daily(h, e.part, e.service, e.minutes)
		s := h.stopIn(e.part)
		was := t.rest
		l.singles = append(l.singles, s)
		for _, t.rest = range b.rests(t.unit.band) {
			if b.lay(t) {
				return
			}
		}
		t.rest = was
		l.singles = l.singles[:len(l.singles)-1]
		h.stops = slices.DeleteFunc(h.stops, func(x *stop) bool { return x == s })
		h.asks = slices.DeleteFunc(h.asks, func(x *ask) bool { return x == a })
		b.lay(t)
	}
}

// warm grants some minutes more to late morning visits, where lanes have room
// before midday: that is when nearly everyone is out. It says whether any could be.
func (b *builder) warm() bool {
	any := false
	for _, u := range b.units {
		for _, t := range u.tandems {
			for _, l := range t.lanes {
				for _, s := range l.singles {
					if u.band == day && s.phase == 1 && b.longer(t, s, 3) {
						any = true
					}
				}
				if u.band == day {
					b.trim(l) // breaks and ends have moved
				}
			}
		}
	}
	return any
}

// longer grants a visit some minutes more a day, if its lane has room for them
// and the citizen stays as heavy as they are.
func (b *builder) longer(t *tandem, s *stop, minutes int) bool {
	a := s.asks[0]
	if s.call || a.cadence.Unit != model.PerDay || s.home.weeklyHours()+float64(minutes)*7/60 > mostHours[s.home.weight] {
		return false
	}
	a.minutes += minutes
	if b.lay(t) {
		return true
	}
	a.minutes -= minutes
	b.lay(t)
	return false
}

// stretch grants more minutes to the visits of a lane that is not full.
func (b *builder) stretch(t *tandem, l *lane) {
	for _, s := range l.singles {
		if b.fullness(l) >= b.aim[t.unit.band] {
			return
		}
		b.longer(t, s, 2)
	}
}

// fillUp grants medicine once a day to citizens with little help near lanes
// that still have room.
func (b *builder) fillUp(u *unit) {
	for _, t := range u.tandems {
		for i, l := range t.lanes {
			for _, h := range u.homes {
				if b.fullness(l) >= b.aim[u.band] {
					break
				}
				if h.weight != light || len(h.stops) > 0 || h.helper != "" || h.weeklyHours()+6.0*7/60 > mostHours[light] {
					continue
				}
				b.fillIn(t, i, h)
			}
		}
	}
}

var parts = [3][]model.PartID{day: {"midday", "morning", "afternoon"}, evening: {"evening", "late"}, night: {}}

func (b *builder) fillIn(t *tandem, lane int, h *home) {
	if b.clashes(h, "medicine") {
		return
	}
	for _, part := range parts[t.unit.band] {
		a := b.daily(h, part, "medicine", 6)
		if b.add(t, lane, h) {
			return
		}
		h.stops = nil
		h.asks = slices.DeleteFunc(h.asks, func(x *ask) bool { return x == a })
		b.lay(t)
	}
}

// clashes says whether a visit with the service could carry what floats in the
// home: then it would have to.
func (b *builder) clashes(h *home, service model.ServiceID) bool {
	for _, f := range h.floats {
		for _, word := range b.std.Service(service).Bundles {
			if slices.Contains(b.std.Service(f.ask.service).Bundles, word) {
				return true
			}
		}
	}
	return false
}
