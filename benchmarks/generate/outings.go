package generate

import (
	"math"
	"slices"

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
	o.legs, o.pause = o.legs[:0], -1
	w := &walk{b: b, o: o, at: o.office, clock: o.from + o.head, rests: o.to-o.from > int(b.std.Rules.BreakFrom)}
	for _, f := range o.floats {
		w.open = append(w.open, todo{f, 0, o.mayStart(f)})
	}
	for len(w.open) > 0 {
		if !w.step() {
			return false
		}
	}
	if w.rests && o.pause < 0 {
		w.rest(max(w.clock, o.from+w.margin()))
	}
	o.end = w.clock
	if w.at != o.office {
		o.end += b.leg(o.mode, w.at, o.office)
	}
	return o.end <= o.to && (!w.rests || o.pause+b.breakLength() <= o.to-w.margin())
}

// mayStart is when a float may begin in an outing.
func (o *outing) mayStart(f *float) int {
	if f.lo < practicalFrom {
		return f.lo
	}
	return max(f.lo, min(o.opens, f.hi-60))
}

// walk is an outing while its errands are put in order.
type walk struct {
	b     *builder
	o     *outing
	open  []todo
	at    int // road index
	clock int
	rests bool // its shift has a break
}

// todo is a piece that is still to be done, from when it may be.
type todo struct {
	f     *float
	piece int
	ready int
}

func (w *walk) margin() int { return int(w.b.std.Rules.BreakMargin) }

// step takes the break or does the next errand; it says whether that can be.
func (w *walk) step() bool {
	o, long := w.o, w.b.breakLength()
	next := w.cheapest()
	c := w.open[next]
	n := c.f.pieces[c.piece]
	leg := w.leg(c)
	start := max(w.clock+leg, c.ready)
	if w.rests && o.pause < 0 {
		last := start+n+long+w.margin() > o.to // after this errand it is too late for a break
		earliest := o.from + w.margin()
		switch idle := start - leg - w.clock; {
		case w.clock >= earliest && (w.clock >= 11*60 || idle >= long || last):
			w.rest(w.clock)
			return true
		case last && (earliest+long+leg > start || w.clock > earliest):
			return false
		case last: // wait for it
			w.rest(earliest)
			return true
		}
	}
	if start > c.f.hi {
		return false
	}
	o.legs = append(o.legs, errand{c.f, c.piece, start})
	w.clock, w.at = start+n, c.f.ask.home.road
	w.open = slices.Delete(w.open, next, next+1)
	if c.piece+1 < len(c.f.pieces) {
		w.open = append(w.open, todo{c.f, c.piece + 1, w.clock + c.f.gap})
	}
	return true
}

func (w *walk) rest(from int) {
	w.o.pause = from
	w.clock = from + w.b.breakLength()
}

func (w *walk) leg(c todo) int { return w.b.leg(w.o.mode, w.at, c.f.ask.home.road) }

// cheapest is the open errand to do next: soon and near; washing machines first,
// since their second part waits for them, and what has one date before all.
func (w *walk) cheapest() int {
	best, least := -1, math.MaxInt
	for i, c := range w.open {
		leg := w.leg(c)
		cost := max(w.clock+leg, c.ready)*4 + leg*8
		if c.f.gap > 0 && c.piece == 0 {
			cost -= 120
		}
		if c.f.ask.dated != nil {
			cost -= 400
		}
		if cost < least {
			best, least = i, cost
		}
	}
	return best
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
