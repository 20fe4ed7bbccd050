package generate

import (
	"math"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// lane is a tour that is driven alike on every day of the horizon: the same
// homes in the same order, by whoever of its team is on duty.
type lane struct {
	mode    model.Mode
	group   int
	office  int   // road index
	from    int   // minutes after midnight of the date, below 0 for a night
	to      int   // latest end
	head    []int // by day: minutes at the office before the first visit
	singles []*stop

	early int    // the end of shifts on days that are no weekdays; 0: as on weekdays
	extra [7]int // minutes of what rides once or twice a week, by weekday

	used  []bool
	end   []int // by day: back at the office
	pause []int // start of the break, -1 none
	order []*stop
}

// until is when the lane's shift ends.
func (l *lane) until(weekday bool) int {
	if !weekday && l.early > 0 {
		return l.early
	}
	return l.to
}

// trim lets the shifts of weekends end when their work is done.
func (b *builder) trim(l *lane) {
	late := l.from + 300
	any := false
	for d, end := range l.end {
		if !b.weekday[d] {
			late, any = max(late, end), true
		}
	}
	if !any {
		return
	}
	if l.early = (late + 14) / 15 * 15; l.early-l.from > int(b.std.Rules.BreakFrom) {
		for d, pause := range l.pause { // room for a break, and an hour after it
			if !b.weekday[d] {
				late = max(late, pause+b.breakLength()+int(b.std.Rules.BreakMargin))
			}
		}
		l.early = (late + 14) / 15 * 15
	}
	l.early = min(l.early, l.to)
}

// tandem is one or two lanes whose visits by two are laid out together.
type tandem struct {
	unit  *unit
	lanes []*lane
	joint []*stop
	homes []*home
	pad   int // minutes of breath after each visit
	rest  int // phase before which the break lies

	at [2][]scratch
}

// scratch is where a lane stands on a day while it is laid out.
type scratch struct {
	time, place int
}

const phases = 4

// lay puts the tandem's visits in order and in time for every day, and says
// whether they all fit. Each visit's agreed time is taken from where it comes
// to lie: on the quarter-hour, near enough for all its days.
func (b *builder) lay(t *tandem) bool {
	for i, l := range t.lanes {
		if len(t.at[i]) != b.opt.Days {
			t.at[i] = make([]scratch, b.opt.Days)
		}
		for d := range t.at[i] {
			t.at[i][d] = scratch{time: l.from + l.head[d], place: l.office}
			l.used[d], l.pause[d] = false, -1
		}
		l.order = l.order[:0]
	}
	for phase := range phases {
		for i, l := range t.lanes {
			if l.to-l.from > 360 && phase == t.rest {
				b.rest(l, t.at[i])
			}
		}
		for _, s := range b.inOrder(t.joint, phase, t.lanes[0]) {
			if !b.meet(t, s) {
				return false
			}
		}
		for i, l := range t.lanes {
			for _, s := range b.inOrder(l.singles, phase, l) {
				if !b.visit(t, l, i, s) {
					return false
				}
			}
		}
	}
	for i, l := range t.lanes {
		for d := range t.at[i] {
			at := &t.at[i][d]
			back := at.time
			if l.used[d] {
				back += b.leg(l.mode, at.place, l.office) - t.pad
			}
			l.end[d] = back
			if l.end[d] > l.to {
				return false
			}
			if l.pause[d] >= 0 && l.pause[d]+b.breakLength() > l.to-int(b.std.Rules.BreakMargin) {
				return false
			}
		}
	}
	return true
}

// rests are the phases before which a break may lie, by band, the best first.
func (b *builder) rests(x band) []int {
	switch {
	case x == night:
		return []int{0}
	case x == evening:
		return []int{2, 1}
	case b.lateRest:
		return []int{3, 2, 1}
	}
	return []int{2, 3, 1}
}

// rest gives every day of the lane its break, as soon as the rules allow.
func (b *builder) rest(l *lane, at []scratch) {
	for d := range at {
		start := max(at[d].time, l.from+int(b.std.Rules.BreakMargin))
		l.pause[d] = start
		at[d].time = start + b.breakLength()
	}
}

func (b *builder) breakLength() int { return int(b.std.Rules.BreakLength) }

// visit lays a visit by one.
func (b *builder) visit(t *tandem, l *lane, i int, s *stop) bool {
	last := math.MinInt
	first := math.MaxInt
	for d := range t.at[i] {
		if s.length(d) == 0 {
			continue
		}
		at := &t.at[i][d]
		s.start[d] = max(at.time+b.legTo(l.mode, at.place, s), s.lo)
		last, first = max(last, s.start[d]), min(first, s.start[d])
	}
	if !s.settle(first, last) {
		return false
	}
	for d := range t.at[i] {
		n := s.length(d)
		if n == 0 {
			continue
		}
		s.start[d] = max(s.start[d], s.agreed-s.within())
		t.at[i][d].time = s.start[d] + n + t.pad
		if !s.call {
			t.at[i][d].place = s.home.road
			l.used[d] = true
		}
	}
	l.order = append(l.order, s)
	return true
}

// meet lays a visit by two: both start it together.
func (b *builder) meet(t *tandem, s *stop) bool {
	if len(t.lanes) < 2 {
		return false
	}
	last, first := math.MinInt, math.MaxInt
	for d := range t.at[0] {
		if s.length(d) == 0 {
			continue
		}
		s.start[d] = s.lo
		for i, l := range t.lanes {
			s.start[d] = max(s.start[d], t.at[i][d].time+b.leg(l.mode, t.at[i][d].place, s.home.road))
		}
		last, first = max(last, s.start[d]), min(first, s.start[d])
	}
	if !s.settle(first, last) {
		return false
	}
	for d := range t.at[0] {
		if s.length(d) == 0 {
			continue
		}
		s.start[d] = max(s.start[d], s.agreed-s.within())
		for i, l := range t.lanes {
			n := s.length(d)
			if i == 1 {
				n = s.own(d)
			}
			t.at[i][d] = scratch{time: s.start[d] + n + t.pad, place: s.home.road}
			l.used[d] = true
		}
	}
	for _, l := range t.lanes {
		l.order = append(l.order, s)
	}
	return true
}

// settle takes the agreed time from the earliest and latest start over the
// days: on the quarter-hour, inside the part, at most within() before the latest.
func (s *stop) settle(first, last int) bool {
	if last == math.MinInt { // on no day
		s.agreed = (s.lo + 14) / 15 * 15
		return true
	}
	if last > s.hi {
		return false
	}
	w := s.within()
	s.agreed = ((first+last)/2 + 7) / 15 * 15
	for s.agreed < last-w {
		s.agreed += 15
	}
	for s.agreed > s.hi {
		s.agreed -= 15
	}
	return s.agreed >= last-w && s.agreed >= (s.lo)/15*15
}

// legTo is the way to a visit; to a call there is none.
func (b *builder) legTo(m model.Mode, from int, s *stop) int {
	if s.call {
		return 0
	}
	return b.leg(m, from, s.home.road)
}

// leg is the planned way between two places, in minutes.
func (b *builder) leg(m model.Mode, from, to int) int {
	return int(b.ways[modeIndex(m)][from*b.roads.Places()+to])
}

// modeIndex is a mode's place in model.Modes.
func modeIndex(m model.Mode) int {
	switch m {
	case model.Car:
		return 0
	case model.Bicycle:
		return 1
	case model.EBike:
		return 2
	}
	return 3
}

// inOrder is the stops of a phase along a short way from where the lane stands:
// nearest first, then straightened.
func (b *builder) inOrder(stops []*stop, phase int, l *lane) []*stop {
	var in []*stop
	for _, s := range stops {
		if s.phase == phase {
			in = append(in, s)
		}
	}
	if len(in) < 2 {
		return in
	}
	at := l.office
	for i := len(l.order) - 1; i >= 0; i-- {
		if !l.order[i].call {
			at = l.order[i].home.road
			break
		}
	}
	b.nearestNext(in, at)
	b.straighten(in, l.office)
	return in
}

// nearestNext orders stops by going to the nearest, from a place on.
func (b *builder) nearestNext(in []*stop, at int) {
	for i := range in {
		best, cost := i, math.MaxInt
		for j := i; j < len(in); j++ {
			if c := b.metres(at, in[j].home.road); c < cost {
				best, cost = j, c
			}
		}
		in[i], in[best] = in[best], in[i]
		at = in[i].home.road
	}
}

// straighten turns stretches of a way from a place while that shortens it.
func (b *builder) straighten(in []*stop, from int) {
	for again := true; again; {
		again = false
		for i := range in {
			before := from
			if i > 0 {
				before = in[i-1].home.road
			}
			for j := i + 1; j < len(in); j++ {
				change := b.metres(before, in[j].home.road) - b.metres(before, in[i].home.road)
				if j+1 < len(in) {
					change += b.metres(in[i].home.road, in[j+1].home.road) - b.metres(in[j].home.road, in[j+1].home.road)
				}
				if change < 0 {
					slices.Reverse(in[i : j+1])
					again = true
				}
			}
		}
	}
}

func (b *builder) metres(from, to int) int {
	return int(b.long[from*b.roads.Places()+to])
}
