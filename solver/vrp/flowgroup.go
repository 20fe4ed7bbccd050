package vrp

import "math"

// crossFlow is cross where starts flow: every crossing of different workers
// starts as early as all its members can, and is priced by all that it pushes.
func (e *Editor) crossFlow(g *Group, k int, price int64, start int32, pick *[4]Option, best *GroupOption) {
	if int32(k) == g.Last-g.First {
		e.priceCrossing(g, price, start, pick, best)
		return
	}
	list := &e.lists[k]
	for i := range list.opts {
		o := &list.opts[i]
		if price+o.Price >= best.Price {
			return
		}
		if e.taken(o, pick[:k]) {
			continue
		}
		pick[k] = *o
		e.crossFlow(g, k+1, price+o.Price, max(start, o.Early), pick, best)
	}
}

// priceCrossing improves best by one choice of positions. price has what its
// members push in their own tours.
func (e *Editor) priceCrossing(g *Group, price int64, start int32, pick *[4]Option, best *GroupOption) {
	for w := range e.menuLen {
		win := &e.menu[w]
		at := max(start, win.lo)
		if at > win.hi || price+win.price >= best.Price {
			continue
		}
		e.flow.enters = e.flow.enters[:0]
		sure := price + win.price
		for m := g.First; m < g.Last; m++ {
			o, st := &pick[m-g.First], &e.P.Stops[m]
			sure -= o.late
			e.enterAt(&e.S.Routes[o.Tour], m, o, at+st.Offset, st)
		}
		if late, ok := e.push(below(best.Price, sure)); ok {
			*best = GroupOption{Price: sure + late, Start: at, Window: win.index, Member: *pick}
		}
	}
}

// below is how much may be added to a price before it reaches a limit.
func below(limit, price int64) int64 {
	if limit == math.MaxInt64 {
		return math.MaxInt64 / 2
	}
	return limit - price
}

// applyFlow carries a group's option out where starts flow.
func (e *Editor) applyFlow(g *Group, o *GroupOption) {
	_, hi := e.span(g.First, &e.P.Windows[o.Window])
	for m := g.First; m < g.Last; m++ {
		mo, off := &o.Member[m-g.First], e.P.Stops[m].Offset
		e.placeFlow(m, mo.Tour, mo.Pos, o.Window, mo.Day, o.Start+off, hi+off)
	}
	e.flow.queue = e.flow.queue[:0]
	for m := g.First; m < g.Last; m++ {
		e.entered(m)
	}
	e.settle()
}

// partners narrows the menu of one window to what those who stand already and
// are linked to a stop ask of it.
func (e *Editor) partners(stop int32) bool {
	links, w := &e.P.index.flow, &e.menu[0]
	for _, l := range links.of(stop) {
		sp := &e.S.Spots[l.to]
		if sp.Tour < 0 {
			continue
		}
		for _, back := range links.of(l.to) {
			if back.to == stop {
				w.lo = max(w.lo, e.S.Routes[sp.Tour].Slots[sp.Pos].Early+back.by)
			}
		}
	}
	e.menuLo = w.lo
	return w.lo <= w.hi
}
