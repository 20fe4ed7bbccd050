package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// short says why a load finds no order in its tour, and how many minutes off
// the nearest one is.
func (d *desk) short(q ask, l *load) []model.Obstacle {
	x := &l.free[0]
	tour, shift := &d.Problem.Tours[l.tour], d.Shifts[l.tour]
	if len(x.menu) == 0 {
		return []model.Obstacle{d.shutBy(q, l)}
	}
	if late, _ := d.nearest(&load{tour: l.tour, free: l.free[:1], holds: true}); late > aside {
		return []model.Obstacle{{Rule: "R-W.1", Short: model.Minutes(late), Text: text("arbejder %s–%s", "works %s–%s", d.time(tour.Open).Clock(), d.time(tour.Close).Clock())}}
	}
	empty := &load{tour: l.tour, free: l.free, holds: true}
	if late, at := d.nearest(empty); late > 0 {
		return []model.Obstacle{{Rule: d.timeRule(empty, shift, at), Short: model.Minutes(late),
			Text: joinText(text("mangler %d minutter, selv med tom liste", "%d minutes short, even with an empty tour", late), d.collision(at))}}
	}
	if late, at := d.nearest(l); late > 0 {
		return []model.Obstacle{{Rule: "R-W.1", Short: model.Minutes(late),
			Text: joinText(text("mangler %d minutter på listen", "%d minutes short on the tour", late), d.collision(at))}}
	}
	return []model.Obstacle{{Rule: "R-11.1.3", Text: model.Text{Da: "har tid, men andre besøg på listen er bundet til hinanden",
		En: "has time, but other visits of the tour are tied to each other"}}}
}

func joinText(a, b model.Text) model.Text {
	if b.Da == "" {
		return a
	}
	return model.Text{Da: a.Da + ": " + b.Da, En: a.En + ": " + b.En}
}

// shutBy says why a visit has no start at all in a tour of that day.
func (d *desk) shutBy(q ask, l *load) model.Obstacle {
	v := d.visit
	need := d.w.needs[v.ID]
	if o, ok := d.startBar(q, l.tour); ok {
		return o
	}
	tour := &d.Problem.Tours[l.tour]
	if open := d.untied(v, need, tour.Day); len(open) > 0 {
		for _, t := range d.ties(v, need) {
			if len(cutMenu(open, t.lo, t.hi)) == 0 {
				return tiedTo(t.to)
			}
		}
	}
	return model.Obstacle{Rule: "R-W.1", Text: text("arbejder %s–%s", "works %s–%s", d.time(tour.Open).Clock(), d.time(tour.Close).Clock())}
}

func tiedTo(to *model.Visit) model.Obstacle {
	return model.Obstacle{Rule: "R-11.1.3", Text: text("besøget er bundet til %s klokken %s", "the visit is tied to %s at %s", to.ID, to.Start.Clock())}
}

// timeRule is the rule that an emptied tour breaks: its break (R-W.3), the rest
// after it (R-W.2), its overtime (R-W.4) or its hours (R-W.1), as also
// where the clash is that it begins too late.
func (d *desk) timeRule(l *load, shift *model.Shift, at clash) string {
	bare := *l
	bare.free = slices.DeleteFunc(slices.Clone(l.free), func(x task) bool { return x.kind == BreakStop })
	if late, _ := d.nearest(&bare); late == 0 {
		return "R-W.3"
	}
	rules := &d.Demand.Case.Standard.Rules
	over := overtime(shift, rules, nil)
	switch tour := &d.Problem.Tours[l.tour]; {
	case at.task != nil || over == 0 || d.time(tour.Close) < shift.To:
		return "R-W.1"
	case d.time(tour.Late) < shift.To.Add(overtime(shift, rules, d.working[shift.Caregiver])): // absent then
		return "R-W.1"
	case d.time(tour.Late) < shift.To.Add(over):
		return "R-W.2"
	}
	return "R-W.4"
}

// clash is what comes too late in an order of tasks: one that can be begun
// only then, or, with none, the end of the tour.
type clash struct {
	task       *task
	then, last int32 // when it would be, when it must be at the latest
}

// nearest is the order of a load that comes nearest to being possible: by how
// many minutes its latest task comes too late, and which.
func (d *desk) nearest(l *load) (late int32, at clash) {
	late = int32(never)
	o := &ordering{desk: d, load: l}
	o.goOn = func() bool { // more tasks make it no better
		worst, _ := o.worst(false)
		return worst < late
	}
	o.done = func() {
		if worst, then := o.worst(true); worst < late {
			late, at = worst, then
		}
	}
	o.next(0, 0)
	return late, at
}

// worst is by how much the latest of the tasks in line comes too late when each
// begins as early as it can.
func (o *ordering) worst(home bool) (late int32, at clash) {
	tour := &o.Problem.Tours[o.tour]
	table := &o.Problem.Modes[tour.Mode]
	place, clock, travels := tour.Start, tour.Open, false
	for _, x := range o.line {
		way := int32(0)
		if x.place != 0 {
			way = table.Leg(place, x.place).Ticks
			place, travels = x.place, true
		}
		start, last := soonestIn(x.menu, o.leaving(x, clock)+way)
		if start-last > late {
			late, at = start-last, clash{x, start, last}
		}
		clock = start + x.dur
	}
	if home {
		if travels {
			clock += table.Leg(place, tour.End).Ticks
		}
		if over := clock - tour.Late; over > late {
			late, at = over, clash{nil, clock, tour.Late}
		}
	}
	return late, at
}

// leaving is when the caregiver can leave for a task: for the leg asked about not
// before now.
func (o *ordering) leaving(x *task, clock int32) int32 {
	if o.now != 0 && o.holds && x == &o.free[0] {
		return max(clock, o.tick(o.now))
	}
	return clock
}

// soonestIn is the first start of a menu from a time on; past the last of them,
// the time itself, too late.
func soonestIn(menu []slot, from int32) (start, last int32) {
	for _, s := range menu {
		if from <= s.hi {
			return max(from, s.lo), s.hi
		}
		last = s.hi
	}
	return from, last
}

// collision names the two times that collide.
func (d *desk) collision(at clash) model.Text {
	then, last := d.time(at.then).Clock(), d.time(at.last).Clock()
	switch x := at.task; {
	case x == nil:
		return text("slut %s, senest %s", "done at %s, %s at the latest", then, last)
	case x.visit == d.visit:
		return text("fremme %s, skal begynde senest %s", "there at %s, to begin by %s", then, last)
	case x.visit != nil:
		return text("så er besøget %s først %s, skal begynde senest %s", "then visit %s is only at %s, to begin by %s", x.visit.ID, then, last)
	case x.kind == AwayStop:
		return text("fraværende fra %s, og er først færdig %s", "away from %s, and done only at %s", last, then)
	case x.kind == BreakStop:
		return text("så er pausen først %s, senest %s", "then the break is only at %s, %s at the latest", then, last)
	}
	return text("så begynder det, der er fastlagt til %s, først %s", "then what is fixed for %s begins only at %s", last, then)
}
