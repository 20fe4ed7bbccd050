package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// gap is a tie between two visits of one load: b starts least to most after a.
type gap struct {
	a, b        *task
	least, most int32
}

// arrangeTied arranges a load whose visits are tied to each other so that they
// move together: the cheapest of the orders that can be driven, each as early as
// it can be. Arrange holds each where the other is planned.
func (d *desk) arrangeTied(l *load) *arrangement {
	loose := *l
	loose.inLine, loose.free = slices.Clone(l.inLine), slices.Clone(l.free)
	gaps := d.loosen(&loose)
	if len(gaps) == 0 || d.arrange(&loose) == nil {
		return nil
	}
	var best *arrangement
	o := &ordering{desk: d, load: &loose}
	o.goOn = func() bool {
		worst, _ := o.worst(false)
		return worst <= 0
	}
	o.done = func() {
		if a := o.keepGaps(gaps); a != nil && (best == nil || a.cost < best.cost) {
			best = a
		}
	}
	o.next(0, 0)
	return best
}

// loosen frees the visits of a load from where those tied to them are planned,
// if they are of the load, and gives the gaps to keep instead.
func (d *desk) loosen(l *load) []gap {
	here := map[*model.Visit]*task{}
	for _, tasks := range [][]task{l.inLine, l.free} {
		for i := range tasks {
			if x := &tasks[i]; x.visit != nil && len(x.visit.Staff) == 1 {
				here[x.visit] = x
			}
		}
	}
	var gaps []gap
	for v, x := range here {
		need, known := d.w.needs[v.ID]
		if !known || d.begun(d.time(x.start)) {
			continue
		}
		bound := false
		for _, t := range d.ties(v, need) {
			to := here[t.to]
			if to == nil {
				continue
			}
			bound = true
			at := d.tick(t.to.Staff[0].Start)
			gaps = append(gaps, gap{to, x, t.lo - at, t.hi - at})
		}
		if bound {
			d.widen(x, need, l, here)
		}
	}
	return gaps
}

// widen gives a task all starts that its ties to visits elsewhere allow.
func (d *desk) widen(x *task, need int, l *load, here map[*model.Visit]*task) {
	x.menu = d.untied(x.visit, need, d.Problem.Tours[l.tour].Day)
	for _, t := range d.ties(x.visit, need) {
		if here[t.to] == nil {
			x.menu = cutMenu(x.menu, t.lo, t.hi)
		}
	}
	if l.holds && x == &l.free[0] {
		d.asAsked(x, l.tour, l.q)
	} else {
		d.allowPlanned(x)
	}
}

// keepGaps times an order as early as it can be with its gaps kept; nil where it
// can't be. Every way and every gap only ever pushes a start later, so that going
// round until nothing moves finds the earliest of all.
func (o *ordering) keepGaps(gaps []gap) *arrangement {
	starts := map[*task]int32{}
	for moved := true; moved; {
		floor := make(map[*task]int32, len(gaps))
		raise := func(x *task, to int32) {
			if was, ok := floor[x]; !ok || to > was {
				floor[x] = to
			}
		}
		for _, g := range gaps {
			if len(starts) > 0 {
				raise(g.b, starts[g.a]+g.least)
				raise(g.a, starts[g.b]-g.most)
			}
		}
		var ok bool
		if moved, ok = o.push(floor, starts); !ok {
			return nil
		}
	}
	return o.timed(starts)
}

// push starts the tasks in line as early as their ways and floors let them, and
// says whether any moved, and whether all can still be done.
func (o *ordering) push(floor, starts map[*task]int32) (moved, ok bool) {
	tour := &o.Problem.Tours[o.tour]
	table := &o.Problem.Modes[tour.Mode]
	place, clock, travels := tour.Start, tour.Open, false
	for _, x := range o.line {
		clock = o.leaving(x, clock)
		if x.place != 0 {
			clock += table.Leg(place, x.place).Ticks
			place, travels = x.place, true
		}
		if to, pushed := floor[x]; pushed {
			clock = max(clock, to)
		}
		start, last := soonestIn(x.menu, clock)
		if start > last {
			return false, false
		}
		was, timed := starts[x]
		moved = moved || !timed || start != was
		starts[x], clock = start, start+x.dur
	}
	if travels {
		clock += table.Leg(place, tour.End).Ticks
	}
	return moved, clock <= tour.Late
}

// timed is an order with its starts as an arrangement, priced.
func (o *ordering) timed(starts map[*task]int32) *arrangement {
	tour := &o.Problem.Tours[o.tour]
	table := &o.Problem.Modes[tour.Mode]
	a := &arrangement{tour: o.tour}
	place, travels := tour.Start, false
	var end int32
	for _, x := range o.line {
		if x.place != 0 {
			a.cost += int64(table.Leg(place, x.place).Price) * dearer
			place, travels = x.place, true
		}
		price, _ := priceAt([][]slot{x.menu}, starts[x])
		a.cost += price*dearer + moved(x, starts[x])
		at := *x
		at.start, end = starts[x], starts[x]+x.dur
		a.seats = append(a.seats, at)
	}
	if travels {
		home := table.Leg(place, tour.End)
		a.cost, end = a.cost+int64(home.Price)*dearer, end+home.Ticks
	}
	a.cost += int64(max(0, end-tour.Close)) * tour.LatePrice * dearer
	return a
}
