package generate

import (
	"cmp"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// float lays out what floats in a day unit: first as many outings as the teams
// give, then more by Monday–Friday staff while something has found no day.
func (b *builder) float(u *unit) {
	floats := b.floatsOf(u)
	for _, f := range floats {
		clear(f.ask.on)
	}
	u.plain = 0
	if len(floats) == 0 {
		u.outings = make([][]*outing, b.opt.Days)
		return
	}
	minutes := 0
	for _, f := range floats {
		minutes += b.minutesOf(f)
	}
	for n := max(1, u.wanted); ; n++ {
		b.openOutings(u, n, floats)
		if left := b.deal(u, floats); len(left) <= len(floats)/50 || n > minutes/b.opt.Days/100+3 {
			for _, f := range left {
				f.ask.home.refuse(f)
			}
			u.plain = max(0, n-u.slots)
			return
		}
		for _, f := range floats {
			clear(f.ask.on)
		}
	}
}

// refuse takes back what no day has room for.
func (h *home) refuse(f *float) {
	h.floats = slices.DeleteFunc(h.floats, func(x *float) bool { return x == f })
	h.asks = slices.DeleteFunc(h.asks, func(x *ask) bool { return x == f.ask })
}

func (b *builder) openOutings(u *unit, n int, floats []*float) {
	parts := cut(floats, n, func(f *float) orb.Point { return f.ask.home.at.point }, func(f *float) float64 { return float64(f.pieces[0]) })
	u.outings = make([][]*outing, b.opt.Days)
	for d := range u.outings {
		if !b.weekday[d] {
			continue
		}
		for i := range n {
			from, to := b.outingSpan(u, i)
			o := &outing{unit: u, day: d, number: i, office: b.groups[b.groupOf(u, i)].road, from: from, to: to, head: b.meeting, mode: model.Car}
			if t := b.teamOf(u, i); t != nil {
				o.closed = t.resting((int(b.date(d).Weekday()) + 6) % 7)
			}
			if i%3 >= 3-b.later {
				o.opens = 12 * 60
			}
			if b.spread(u) < 1800 && i%2 == 1 {
				o.mode = model.Bicycle
			}
			middle := parts[i%len(parts)]
			for _, f := range middle {
				o.middle[0] += f.ask.home.at.point[0] / float64(len(middle))
				o.middle[1] += f.ask.home.at.point[1] / float64(len(middle))
			}
			b.plan(o)
			u.outings[d] = append(u.outings[d], o)
		}
	}
}

// groupOf is the group whose team drives an outing.
func (b *builder) groupOf(u *unit, number int) int {
	if t := b.teamOf(u, number); t != nil {
		return t.group
	}
	return u.group
}

// teamOf is the team with lanes that gives an outing, if one does.
func (b *builder) teamOf(u *unit, number int) *team {
	for _, t := range b.teams {
		if t.unit == u && t.slot == number && t.kind == four {
			return t
		}
	}
	return nil
}

// deal gives each float its days and outings; it returns those without.
func (b *builder) deal(u *unit, floats []*float) (left []*float) {
	order := slices.Clone(floats)
	slices.SortStableFunc(order, func(a, c *float) int {
		rank := func(f *float) int {
			n := -f.pieces[0]
			if f.gap > 0 {
				n -= 500
			}
			if f.ask.dated != nil {
				n -= 1000
			}
			return n
		}
		return cmp.Compare(rank(a), rank(c))
	})
	for _, f := range order {
		if !b.place(u, f) {
			left = append(left, f)
		}
	}
	return left
}

// place finds the days of one float: the weekday, and for what comes once a
// fortnight the week, on which the outings have most room.
func (b *builder) place(u *unit, f *float) bool {
	for _, c := range b.choices(u, f) {
		if b.onDays(u, f, c) {
			f.parity = c.parity % 2
			f.ask.days = 1 << c.weekday
			if f.ask.dated != nil {
				f.ask.dated = c.days
			}
			return true
		}
	}
	return false
}

// choices are the weekdays and weeks that a float may have, those with most room
// first.
func (b *builder) choices(u *unit, f *float) []choice {
	var all []choice
	weeks := b.opt.Days/7 + 1
	for w := time.Monday; w <= time.Friday; w++ {
		for p := range weeks {
			if !f.every2 && f.ask.dated == nil && p > 0 {
				break
			}
			c := choice{weekday: w, parity: p, days: b.daysOf(f, w, p)}
			if f.every2 && p > 1 || len(c.days) == 0 || !b.free(f, c.days) {
				continue
			}
			for _, d := range c.days {
				for _, o := range u.outings[d] {
					c.load += o.end - o.from
				}
			}
			c.load /= len(c.days)
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, c choice) int { return cmp.Compare(a.load, c.load) })
	return all
}

// daysOf are the days of the horizon on which a float falls with a weekday and
// a week: of what comes once a fortnight its parity, of a single one its number.
func (b *builder) daysOf(f *float, w time.Weekday, week int) []int {
	var days []int
	for d := range b.opt.Days {
		on := b.date(d)
		if on.Weekday() != w || f.every2 && on.Week()%2 != week%2 || f.ask.dated != nil && on.Week()-b.date(0).Week() != week {
			continue
		}
		days = append(days, d)
	}
	return days
}

// free says whether a home can have a float on all of some days.
func (b *builder) free(f *float, days []int) bool {
	return !slices.ContainsFunc(days, func(d int) bool {
		return !b.weekday[d] || f.ask.home.absent[d] || f.ask.home.busy(f, d)
	})
}

// choice is a weekday, and a week, for a float.
type choice struct {
	weekday time.Weekday
	parity  int
	days    []int
	load    int
}

// onDays puts a float into outings on all days of a choice, or on none.
func (b *builder) onDays(u *unit, f *float, c choice) bool {
	var taken []*outing
	for _, d := range c.days {
		near := slices.Clone(u.outings[d])
		slices.SortStableFunc(near, func(x, y *outing) int {
			return cmp.Compare(squared(x.middle, f.ask.home.at.point), squared(y.middle, f.ask.home.at.point))
		})
		found := false
		for _, o := range near {
			if b.take(o, f) {
				taken, found = append(taken, o), true
				break
			}
		}
		if !found {
			for _, o := range taken {
				b.leave(o, f)
			}
			return false
		}
	}
	for _, d := range c.days {
		f.ask.on[d] = true
	}
	return true
}

// busy says whether another float or weekly ask of the home lies on the day, or near it.
func (h *home) busy(f *float, d int) bool {
	for _, o := range h.floats {
		if o != f && o.ask.on[d] {
			return true
		}
	}
	return false
}
