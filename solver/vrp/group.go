package vrp

import "math"

const keep = 24 // options kept for each member of a group

// candidates are the cheapest options of one member of a group, one list a member.
type candidates struct {
	opts []Option
}

func (c *candidates) init() { c.opts = make([]Option, 0, keep) }

// offer keeps an option, which must be below the limit, and returns the new
// limit: what the dearest kept costs once the list is full.
func (c *candidates) offer(o *Option) int64 {
	n := min(len(c.opts), keep-1)
	c.opts = c.opts[:n+1]
	i := n
	for ; i > 0 && c.opts[i-1].Price > o.Price; i-- {
		c.opts[i] = c.opts[i-1]
	}
	c.opts[i] = *o
	if n+1 < keep {
		return math.MaxInt64
	}
	return c.opts[n].Price
}

// GroupOption is a priced way to serve a whole group: its members' options and
// the start that they share.
type GroupOption struct {
	Price  int64
	Start  int32
	Window int32
	Member [4]Option
}

// BestGroup finds a cheap way to serve a whole group that is not served: for
// every member its cheapest positions with their intervals of feasible starts,
// then the cheapest crossing of different workers.
func (e *Editor) BestGroup(group int32, effort Effort) GroupOption {
	p := e.P
	g := &p.Groups[group]
	best := GroupOption{Price: math.MaxInt64}
	for c, last := e.Choices(g.First); c < last; c++ {
		if !e.fill(g.First, c) {
			continue
		}
		menu, n := e.menu, e.menuLen
		lo, hi := e.menuLo, e.menuHi
		complete := true
		for m := g.First; m < g.Last; m++ {
			e.collect(m, c, lo, hi, &e.lists[m-g.First], effort)
			if len(e.lists[m-g.First].opts) == 0 {
				complete = false
				break
			}
		}
		if !complete {
			continue
		}
		e.menu, e.menuLen = menu, n
		var pick [4]Option
		if p.index.flow.on {
			e.crossFlow(g, 0, 0, lo, &pick, &best)
			continue
		}
		e.cross(g, 0, 0, lo, hi, &pick, &best)
	}
	return best
}

// collect lists a member's cheapest positions whatever the windows' prices.
// Starts are kept as the group's.
func (e *Editor) collect(stop, choice, lo, hi int32, into *candidates, effort Effort) {
	st := &e.P.Stops[stop]
	into.opts = into.opts[:0]
	e.menu[0] = window{lo + st.Offset, hi + st.Offset, 0, Never}
	e.menuLen, e.menuLo, e.menuHi = 1, lo+st.Offset, hi+st.Offset
	if e.P.index.flow.on && !e.partners(stop) {
		return
	}
	limit := NoOption
	e.eachTour(stop, choice, effort, func(t, from, to int32, base int64) {
		e.scanTour(stop, choice, t, from, to, base, &limit, into)
	}, &limit.Price)
	for i := range into.opts {
		into.opts[i].Early -= st.Offset
		into.opts[i].Late -= st.Offset
	}
}

// cross chooses one option for each member from the k-th on, starts in
// lo..hi, and improves best.
func (e *Editor) cross(g *Group, k int, price int64, lo, hi int32, pick *[4]Option, best *GroupOption) {
	if int32(k) == g.Last-g.First {
		for w := range e.menuLen {
			win := &e.menu[w]
			a, b := max(lo, win.lo), min(hi, win.hi)
			if a > b || price+win.price >= best.Price {
				continue
			}
			join := e.joinPrice(g, pick, a)
			if price+win.price+join >= best.Price {
				continue
			}
			if join == 0 {
				a = e.within(a, b)
			}
			*best = GroupOption{Price: price + win.price + join, Start: a, Window: win.index, Member: *pick}
		}
		return
	}
	list := &e.lists[k]
	for i := range list.opts {
		o := &list.opts[i]
		if price+o.Price >= best.Price {
			return
		}
		a, b := max(lo, o.Early), min(hi, o.Late)
		if a > b || e.taken(o, pick[:k]) {
			continue
		}
		pick[k] = *o
		e.cross(g, k+1, price+o.Price, a, b, pick, best)
	}
}

// joinPrice is what it costs at the ends of tours that members start with the
// group and not at their own earliest.
func (e *Editor) joinPrice(g *Group, pick *[4]Option, start int32) int64 {
	var sum int64
	for m := g.First; m < g.Last; m++ {
		o := &pick[m-g.First]
		if tour := &e.P.Tours[o.Tour]; start > o.Early && tour.closes() {
			sum += e.closingFrom(m, o, start) - e.closingFrom(m, o, o.Early)
		}
	}
	return sum
}

// closingFrom is how the price of a tour's end changes, but for what there is to
// do in it, with a member of a group that starts at a time of the group.
func (e *Editor) closingFrom(stop int32, o *Option, start int32) int64 {
	st, tour, r := &e.P.Stops[stop], &e.P.Tours[o.Tour], &e.S.Routes[o.Tour]
	tab := &e.P.Modes[tour.Mode]
	g := gapView{out: tab.Leg(st.Place, r.Slots[o.Pos+1].Place).Ticks}
	if st.Place == 0 || r.Slots[o.Pos+1].Float {
		g = e.gapAt(r, tab, st, o.Pos)
	}
	return e.closingBy(r, tour, o.Pos, start+st.Offset+st.Dur+g.out, 0, &g)
}

// taken says whether the option's worker serves another member already.
func (e *Editor) taken(o *Option, others []Option) bool {
	for i := range others {
		if e.P.Tours[others[i].Tour].Worker == e.P.Tours[o.Tour].Worker {
			return true
		}
	}
	return false
}

// within picks a peg: mostly the low end, sometimes the high end or any.
func (e *Editor) within(lo, hi int32) int32 {
	switch e.Rand.Intn(4) {
	case 0:
		return hi
	case 1:
		return lo + int32(e.Rand.Intn(int(hi-lo)+1))
	}
	return lo
}

// ApplyGroup carries a group's option out: every member is pegged to the start.
func (e *Editor) ApplyGroup(group int32, o *GroupOption) {
	g := &e.P.Groups[group]
	if e.P.index.flow.on {
		e.applyFlow(g, o)
		return
	}
	e.tighten(g.First)
	for m := g.First; m < g.Last; m++ {
		mo := &o.Member[m-g.First]
		at := o.Start + e.P.Stops[m].Offset
		e.place(m, mo.Tour, mo.Pos, o.Window, mo.Day, at, at)
	}
}
