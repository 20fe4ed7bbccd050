package generate

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// outing is a weekday tour of one date, of what floats: baths of homes without
// daily help in the morning, practical help from ten.
type outing struct {
	unit   *unit
	day    int
	number int // of the unit's outings that day
	mode   model.Mode
	office int
	from   int
	to     int
	head   int
	opens  int  // practical help begins then at the earliest
	closed bool // its team rests
	middle orb.Point
	floats []*float

	legs  []errand
	pause int
	end   int
}

// practicalFrom is when practical help may begin, in minutes after midnight.
const practicalFrom = 10 * 60

// errand is one visit of an outing: a piece of a float.
type errand struct {
	float *float
	piece int
	start int
}

// plan orders an outing's errands, nearest first among those that may start,
// and says whether they fit.
func (b *builder) plan(o *outing) bool {
	type todo struct {
		f     *float
		piece int
		ready int
	}
	var open []todo
	for _, f := range o.floats {
		ready := f.lo
		if ready >= practicalFrom {
			ready = max(ready, min(o.opens, f.hi-60))
		}
		open = append(open, todo{f, 0, ready})
	}
	o.legs, o.pause = o.legs[:0], -1
	t, at := o.from+o.head, o.office
	margin, long := int(b.std.Rules.BreakMargin), b.breakLength()
	rest := o.to-o.from > int(b.std.Rules.BreakFrom)
	for len(open) > 0 {
		best, bestCost := -1, math.MaxInt
		for i, c := range open {
			start := max(t+b.leg(o.mode, at, c.f.ask.home.road), c.ready)
			cost := start*4 + b.leg(o.mode, at, c.f.ask.home.road)*8
			if c.f.gap > 0 && c.piece == 0 {
				cost -= 120 // washing machines first: their second part waits for them
			}
			if c.f.ask.dated != nil {
				cost -= 400
			}
			if cost < bestCost {
				best, bestCost = i, cost
			}
		}
		c := open[best]
		n := c.f.pieces[c.piece]
		leg := b.leg(o.mode, at, c.f.ask.home.road)
		start := max(t+leg, c.ready)
		idle := start - leg - t
		if rest && o.pause < 0 && t >= o.from+margin && (t >= 11*60 || idle >= long || start+n+long+margin > o.to) {
			o.pause = t
			t += long
			continue
		}
		if rest && o.pause < 0 && start+n+long+margin > o.to { // a last chance to wait for the break
			if o.from+margin+long+leg > start || t > o.from+margin {
				return false
			}
			o.pause = o.from + margin
			t = o.pause + long
			continue
		}
		if start > c.f.hi {
			return false
		}
		o.legs = append(o.legs, errand{c.f, c.piece, start})
		t, at = start+n, c.f.ask.home.road
		open = slices.Delete(open, best, best+1)
		if c.piece+1 < len(c.f.pieces) {
			open = append(open, todo{c.f, c.piece + 1, t + c.f.gap})
		}
	}
	if rest && o.pause < 0 {
		o.pause = max(t, o.from+margin)
		t = o.pause + long
	}
	o.end = t
	if at != o.office {
		o.end += b.leg(o.mode, at, o.office)
	}
	return o.end <= o.to && (!rest || o.pause+long <= o.to-margin)
}

// take adds a float to an outing if all still fits.
func (b *builder) take(o *outing, f *float) bool {
	if o.closed {
		return false
	}
	if m := b.std.Service(f.ask.service).Modes; m != nil && !slices.Contains(m, o.mode) {
		return false
	}
	for _, other := range o.floats {
		if other.ask.home == f.ask.home {
			return false
		}
	}
	o.floats = append(o.floats, f)
	if b.plan(o) {
		return true
	}
	o.floats = o.floats[:len(o.floats)-1]
	b.plan(o)
	return false
}

// leave takes a float out again.
func (b *builder) leave(o *outing, f *float) {
	o.floats = slices.DeleteFunc(o.floats, func(x *float) bool { return x == f })
	b.plan(o)
}

// overalls are the shares of visit minutes in all attendance that a case may
// aim at, the best first: real rotas have few shifts to spare.
var overalls = []float64{0.596, 0.592, 0.585, 0.577, 0.568, 0.56}

// laterOutings are of three outings those that may begin practical help at
// noon: the more do, the fewer are with citizens in the busiest hour.
const laterOutings = 3

// rotation is how the weekday outings are laid out: by their number and by how
// many of three begin practical help at noon.
type rotation struct {
	overall float64
	later   int
}

// goOut lays out the weekday outings, and drives all tours: with so many
// outings, at such hours, that the busiest hour has its share of visit minutes
// and all hours together have theirs.
func (b *builder) goOut() {
	const least, most, middle = 0.705, 0.745, 0.725
	c := crew{len(b.teams), len(b.caregivers)}
	var best rotation
	off := math.MaxFloat64
	for _, overall := range overalls {
		for later := range laterOutings + 1 {
			r := rotation{overall, later}
			busiest, all := b.goOutAs(c, r)
			d := math.Abs(busiest-middle) + 5*max(0, all-0.5985)
			if d <= (most-least)/2 {
				return
			}
			if d < off {
				best, off = r, d
			}
			if busiest < least {
				break
			}
		}
	}
	busiest, _ := b.goOutAs(c, best)
	for range 4 {
		if busiest >= least || !b.warm() {
			return
		}
		busiest, _ = b.goOutAs(c, best)
	}
}

// goOutAs lays out the outings in one way, from the teams' lanes on, and gives
// the shares of visit minutes in the busiest hour and in all.
func (b *builder) goOutAs(c crew, r rotation) (busiest, all float64) {
	b.teams, b.caregivers, b.tours = b.teams[:c.teams], b.caregivers[:c.caregivers], nil
	b.later = r.later
	b.shareOutings(r.overall)
	for _, u := range b.units {
		if u.band == day {
			b.float(u)
			b.addPlain(u)
		}
	}
	b.drive()
	b.driveHelpers()
	hours, most := b.byHour()
	var sum share
	for _, h := range hours {
		sum.visits += h.visits
		sum.attendance += h.attendance
	}
	return hours[most].of(), sum.of()
}

// crew is how many teams and caregivers the lanes have, before any outing.
type crew struct{ teams, caregivers int }

// shareOutings says how many weekday outings each day unit gets: so many that
// visit minutes come to their share of attendance.
func (b *builder) shareOutings(overall float64) {
	var lanes share
	floats, all := map[*unit]int{}, 0
	for _, u := range b.units {
		for _, t := range u.tandems {
			for n, l := range t.lanes {
				for d := range b.opt.Days {
					lanes.attendance += l.until(b.weekday[d]) - l.from
					for _, s := range l.order {
						if s.joint && n == 1 {
							lanes.visits += s.own(d)
						} else {
							lanes.visits += s.length(d)
						}
					}
				}
			}
		}
		if u.band == night {
			lanes.attendance += 120 * b.opt.Days * len(u.tandems)
		}
		if u.band == day {
			for _, f := range b.floatsOf(u) {
				floats[u] += b.minutesOf(f)
			}
			all += floats[u]
		}
	}
	days := 0
	for _, w := range b.weekday {
		if w {
			days++
		}
	}
	minutes := float64(lanes.visits+all)/overall - float64(lanes.attendance)
	for _, u := range b.units {
		if u.band == day && all > 0 && days > 0 {
			want, given := minutes*float64(floats[u])/float64(all)/float64(days*outingMinutes), float64(u.slots)
			if u.wanted = int(want/0.8 + 0.5); want > 0.8*given { // teams rest on a day of five
				u.wanted = int(want + 0.2*given + 0.5)
			}
		}
	}
}

// outingSpan is the shift of an outing: one in three early enough for baths; a
// firm of practical help works when practical help may be given.
func (b *builder) outingSpan(u *unit, number int) (from, to int) {
	switch {
	case b.opt.firm && u.provider == 1:
		return 9*60 + 30, 15 * 60
	case number%3 == 0:
		return 7*60 + 30, 15 * 60
	}
	return 8 * 60, 15*60 + 30
}

// outingMinutes is the length of an outing's shift.
const outingMinutes = 7*60 + 30

// minutesOf is a float's minutes over the horizon.
func (b *builder) minutesOf(f *float) int {
	n := 0
	for _, p := range f.pieces {
		n += p
	}
	switch {
	case f.ask.dated != nil:
		return n
	case f.every2:
		return n * b.opt.Days / 14
	}
	return n * b.opt.Days / 7
}

// floatsOf is what floats in a unit for its provider.
func (b *builder) floatsOf(u *unit) []*float {
	var all []*float
	for _, h := range u.homes {
		for _, f := range h.floats {
			if !f.ask.firm || b.groups[u.group].provider == 1 {
				if f.ask.firm || h.provider == u.provider {
					all = append(all, f)
				}
			}
		}
	}
	return all
}

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
	var choices []choice
	weeks := b.opt.Days/7 + 1
	for w := time.Monday; w <= time.Friday; w++ {
		for p := range weeks {
			if !f.every2 && f.ask.dated == nil && p > 0 {
				break
			}
			c := choice{weekday: w, parity: p}
			for d := range b.opt.Days {
				if b.date(d).Weekday() != w || f.every2 && b.date(d).Week()%2 != p%2 || f.ask.dated != nil && b.date(d).Week()-b.date(0).Week() != p {
					continue
				}
				c.days = append(c.days, d)
			}
			if (f.every2 && p > 1) || len(c.days) == 0 {
				continue
			}
			ok := true
			for _, d := range c.days {
				ok = ok && b.weekday[d] && !f.ask.home.absent[d] && !f.ask.home.busy(f, d)
				for _, o := range u.outings[d] {
					c.load += o.end - o.from
				}
			}
			if ok {
				c.load /= len(c.days)
				choices = append(choices, c)
			}
		}
	}
	slices.SortStableFunc(choices, func(a, c choice) int { return cmp.Compare(a.load, c.load) })
	for _, c := range choices {
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
