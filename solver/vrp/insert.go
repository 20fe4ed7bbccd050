package vrp

import "math"

// Option is a priced way to serve a stop: at a position of a tour, or riding.
type Option struct {
	Price       int64 // change of the price of the whole solution
	Tour        int32 // Never: riding
	Pos         int32 // after this slot
	Ride        int32 // Never: in a tour
	Window, Day int32
	Lo, Hi      int32 // the slot's window
	Early, Late int32 // starts possible there
	late        int64 // of a group's member where starts flow: lateness in Price
}

// NoOption is worse than everything.
var NoOption = Option{Price: math.MaxInt64, Tour: Never, Ride: Never}

// Found says whether the option is one.
func (o *Option) Found() bool { return o.Price != math.MaxInt64 }

// Effort is how widely Best looks.
type Effort uint8

// The efforts.
const (
	Usual Effort = iota // pair, faces, near stops, a tour at random
	Wide                // every tour of every day
)

// Best finds the cheapest way to serve a stop that is in no group.
func (e *Editor) Best(stop int32, effort Effort) Option {
	best := NoOption
	e.bestRide(stop, &best)
	first, last := e.Choices(stop)
	days := int(last - first)
	some := min(days, someDays)
	if effort == Wide {
		some = days
	}
	for k := range some {
		c := first + int32(k)
		if some < days {
			c = first + int32(e.Rand.Intn(days))
		}
		if e.fill(stop, c) {
			e.overlook()
			e.eachTour(stop, c, effort, func(t, from, to int32, base int64) {
				e.scanTour(stop, c, t, from, to, base, &best, nil)
			}, &best.Price)
		}
	}
	return best
}

// BestTwo finds the cheapest way to serve a stop that is in no group, and the
// cheapest in another tour.
func (e *Editor) BestTwo(stop int32) (best, second Option) {
	best, second = NoOption, NoOption
	e.bestRide(stop, &best)
	for c, last := e.Choices(stop); c < last; c++ {
		if !e.fill(stop, c) {
			continue
		}
		e.eachTour(stop, c, Usual, func(t, from, to int32, base int64) {
			o := NoOption
			o.Price = second.Price
			if e.scanTour(stop, c, t, from, to, base, &o, nil); o.Tour < 0 {
				return
			}
			switch {
			case o.Price >= best.Price && o.Tour != best.Tour:
				second = o
			case o.Price < best.Price && o.Tour == best.Tour:
				best = o
			case o.Price < best.Price:
				best, second = o, best
			}
		}, &second.Price)
	}
	return best, second
}

// someDays is on how many of its days a floating stop is tried at a time.
const someDays = 4

// scanTour prices the positions from..to−1 of a tour for a stop and improves
// best, or offers what is cheaper than best to a list, whose limit best's price
// then is. The menu must be filled. Constant time a position.
func (e *Editor) scanTour(stop, choice, t, from, to int32, base int64, best *Option, list *candidates) {
	p := e.P
	if p.index.flow.on {
		e.scanFlow(stop, choice, t, from, to, base, best, list)
		return
	}
	r := &e.S.Routes[t]
	tour := &p.Tours[t]
	tab := &p.Modes[tour.Mode]
	st := &p.Stops[stop]
	row, back := tab.from(st.Place), tab.back(st.Place)
	closes, fill := tour.closes(), e.mayFill(t)
	floor := e.menu[0].price
	for i := r.firstFor(from, to, e.menuLo+st.Dur); i < to; i++ {
		a, b := &r.Slots[i], &r.Slots[i+1]
		ready := a.Early + a.Dur
		if ready > e.menuHi {
			return
		}
		if e.blink() {
			continue
		}
		var g gapView
		if st.Place != 0 && !b.Float { // by far the commonest case
			in, out := back[a.Place], row[b.Place]
			g.price = int64(in.Price + out.Price - b.LegPrice)
			if e.Lure != 0 && r.Placed == 0 {
				g.price -= g.price * e.Lure / 256
			}
			if base+g.price+floor-fill >= best.Price {
				continue
			}
			g.in, g.out, g.latest = in.Ticks, out.Ticks, b.Late-out.Ticks-st.Dur
			g.more = in.Ticks + out.Ticks - b.Leg
		} else if g = e.gapAt(r, tab, st, i); !g.ok || base+g.price+floor-fill >= best.Price {
			continue
		}
		arrive := ready + g.in
		for k := range e.menuLen {
			w := &e.menu[k]
			price := base + g.price + w.price
			if price-fill >= best.Price {
				break
			}
			lo, hi := max(arrive, w.lo), min(g.latest, w.hi)
			if lo > hi {
				continue
			}
			if closes {
				price += e.closingBy(r, tour, i, lo+st.Dur+g.out, st.Dur+g.more, &g)
				if price >= best.Price {
					continue
				}
			}
			o := Option{Price: price, Tour: t, Pos: i, Ride: Never, Window: w.index, Day: p.Choices[choice].Day,
				Lo: w.lo, Hi: w.hi, Early: lo, Late: hi}
			if list == nil {
				*best = o
			} else {
				best.Price = list.offer(&o)
			}
			if !closes {
				break // a dearer window does not end the tour cheaper
			}
		}
	}
}

// firstFor is the first of the positions from..to−1 whose next slot can still
// start at t or later. Latest starts never fall along a tour.
func (r *Route) firstFor(from, to, t int32) int32 {
	for from < to {
		mid := (from + to) / 2
		if r.Slots[mid+1].Late < t {
			from = mid + 1
		} else {
			to = mid
		}
	}
	return from
}

// blink makes the search overlook a position now and then (Christiaens and
// Vanden Berghe 2020, Transportation Science 54). The gaps between blinks are
// drawn, so that most positions cost no random number.
func (e *Editor) blink() bool {
	if e.Blink == 0 {
		return false
	}
	if e.unblinked > 0 {
		e.unblinked--
		return false
	}
	e.unblinked = e.Rand.Intn(int(2/e.Blink) + 1)
	return true
}

// overlook takes the cheapest window off the menu, every other time while Lax:
// two visits that are both somewhat off their best times may cost less than one
// at its best and one far off, and no insertion at the best price sees that. Not
// for groups: a peg in a dearer window than its start needs would stay there.
func (e *Editor) overlook() {
	if e.Lax && e.menuLen > 1 && e.Rand.Intn(2) == 0 {
		e.menuLen = copy(e.menu[:], e.menu[1:e.menuLen])
	}
}

// gapped says whether gaps bind a stop's start to others.
func (e *Editor) gapped(stop int32) bool {
	for _, k := range e.P.index.links.of(stop) {
		if e.P.Links[k].Kind == Gap {
			return true
		}
	}
	return false
}

// Apply carries an option out: Delta changes by its Price.
func (e *Editor) Apply(stop int32, o *Option) {
	switch {
	case o.Ride >= 0:
		e.attach(stop, o.Ride)
	case e.P.index.flow.on:
		e.placeFlow(stop, o.Tour, o.Pos, o.Window, o.Day, o.Lo, o.Hi)
		e.flow.queue = e.flow.queue[:0]
		e.entered(stop)
		e.settle()
	default:
		e.tighten(stop)
		lo, hi := o.Lo, o.Hi
		if e.Lax && e.gapped(stop) { // a peg leaves the partners all the room there is
			lo = e.within(o.Early, o.Late)
			hi = lo
		}
		e.place(stop, o.Tour, o.Pos, o.Window, o.Day, lo, hi)
	}
}
