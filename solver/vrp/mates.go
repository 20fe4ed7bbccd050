package vrp

import "math"

// Mate is a stop that a gap ties to this one, that must have another worker and
// is not served either, or Never: the two are best put in together (BestMates).
// Only where starts flow.
func (e *Editor) Mate(stop int32) int32 {
	p := e.P
	if !p.index.flow.on || !p.index.flow.others || p.Stops[stop].Group >= 0 {
		return Never
	}
	for _, k := range p.index.links.of(stop) {
		l := &p.Links[k]
		y := l.A + l.B - stop
		if l.Kind == Gap && p.Stops[y].Group < 0 && e.OwnsStop(y) && !e.S.Spots[y].Served() && e.apartFrom(stop, y) {
			return y
		}
	}
	return Never
}

// apartFrom says whether two stops must have different workers.
func (e *Editor) apartFrom(a, b int32) bool {
	for _, k := range e.P.index.links.of(a) {
		if l := &e.P.Links[k]; l.Kind == Others && l.A+l.B-a == b {
			return true
		}
	}
	return false
}

// MatesOption is a priced way to serve two mates.
type MatesOption struct {
	Price int64
	Stops [2]int32
	Parts [2]Option
	start [2]int32
}

// BestMates finds a cheap way to serve a stop and its mate: for either its
// cheapest positions, then the cheapest crossing of different workers.
func (e *Editor) BestMates(stop, mate int32, effort Effort) MatesOption {
	p := e.P
	best := MatesOption{Price: math.MaxInt64, Stops: [2]int32{stop, mate}}
	var menus [2][menuSize]window
	c0, last0 := e.Choices(stop)
	for ; c0 < last0; c0++ {
		if !e.fill(stop, c0) {
			continue
		}
		menus[0] = e.menu
		n0 := e.menuLen
		c1, last1 := e.Choices(mate)
		for ; c1 < last1; c1++ {
			if p.Choices[c1].Day != p.Choices[c0].Day || !e.fill(mate, c1) {
				continue
			}
			menus[1] = e.menu
			n1 := e.menuLen
			for w0 := range n0 {
				e.collectIn(stop, c0, menus[0][w0], 0, effort)
				for w1 := range n1 {
					e.collectIn(mate, c1, menus[1][w1], 1, effort)
					e.crossMates(&best)
				}
			}
		}
	}
	return best
}

// collectIn lists a stop's cheapest positions within one window.
func (e *Editor) collectIn(stop, choice int32, w window, list int, effort Effort) {
	into := &e.lists[list]
	into.opts = into.opts[:0]
	e.menu[0], e.menuLen, e.menuLo, e.menuHi = w, 1, w.lo, w.hi
	limit := NoOption
	e.eachTour(stop, choice, effort, func(t, from, to int32, base int64) {
		e.scanTour(stop, choice, t, from, to, base, &limit, into)
	}, &limit.Price)
}

// crossMates improves best by the positions listed.
func (e *Editor) crossMates(best *MatesOption) {
	for i := range e.lists[0].opts {
		a := &e.lists[0].opts[i]
		for k := range e.lists[1].opts {
			b := &e.lists[1].opts[k]
			if a.Price+b.Price >= best.Price {
				break
			}
			if e.P.Tours[a.Tour].Worker != e.P.Tours[b.Tour].Worker {
				e.priceMates(best, a, b)
			}
		}
	}
}

// priceMates improves best by two positions.
func (e *Editor) priceMates(best *MatesOption, a, b *Option) {
	start := [2]int32{a.Early, b.Early}
	for range 2 { // each pushes the other at most once: no gap's least is above its most
		for _, l := range e.P.index.flow.of(best.Stops[0]) {
			if l.to == best.Stops[1] {
				start[1] = max(start[1], start[0]+l.by)
			}
		}
		for _, l := range e.P.index.flow.of(best.Stops[1]) {
			if l.to == best.Stops[0] {
				start[0] = max(start[0], start[1]+l.by)
			}
		}
	}
	if start[0] > a.Hi || start[1] > b.Hi {
		return
	}
	e.flow.enters = e.flow.enters[:0]
	sure := int64(0)
	for m, o := range [2]*Option{a, b} {
		st, r := &e.P.Stops[best.Stops[m]], &e.S.Routes[o.Tour]
		sure += o.Price - o.late
		e.enterAt(r, best.Stops[m], o, start[m], st)
	}
	if late, ok := e.push(below(best.Price, sure)); ok {
		best.Price, best.Parts, best.start = sure+late, [2]Option{*a, *b}, start
	}
}

// enterAt notes a stop as entering by an option at a start.
func (e *Editor) enterAt(r *Route, stop int32, o *Option, start int32, st *Stop) {
	v := e.gapAt(r, &e.P.Modes[e.P.Tours[o.Tour].Mode], st, o.Pos)
	if st.Place != 0 {
		v.out = v.on
	}
	e.flow.enter(r, stop, o.Tour, o.Pos, start, st.Dur, &v)
}

// ApplyMates carries an option out.
func (e *Editor) ApplyMates(o *MatesOption) {
	for m := range o.Parts {
		x := &o.Parts[m]
		e.placeFlow(o.Stops[m], x.Tour, x.Pos, x.Window, x.Day, o.start[m], x.Hi)
	}
	e.flow.queue = e.flow.queue[:0]
	for _, s := range o.Stops {
		e.entered(s)
	}
	e.settle()
}
