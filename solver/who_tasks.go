package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// task is an item of a tour that is being arranged anew.
type task struct {
	kind  Kind
	visit *model.Visit // nil for breaks, activities and reserves
	leg   int
	stop  int32 // Never for a reserve
	place int32
	dur   int32
	start int32 // as planned, or as arranged
	fresh bool  // stands nowhere yet
	menu  []slot
}

// slot is an interval of starts, both ends included, with its price. The slots
// of a menu are by time and do not overlap.
type slot struct {
	lo, hi int32
	price  int64
}

// load is what a tour has to do: visits and reserves in the order planned, and
// what may go anywhere between: breaks, activities, and first the leg asked
// about, if it is to be there.
type load struct {
	tour   int32
	inLine []task
	free   []task
	holds  bool // free[0] is the leg asked about
	q      ask
}

// tasksOf are the tasks of a tour as planned, with the leg asked about among
// what is free.
func (d *desk) tasksOf(t int32, q ask) *load {
	l := &load{tour: t, holds: true, q: q, free: []task{d.asked(t, q)}}
	d.fill(l, q.leg)
	return l
}

// fill adds all but a leg of the visit to a load.
func (d *desk) fill(l *load, leg int) {
	own := slices.Clone(d.extra[l.tour])
	serves := false
	if of := d.onTour[d.Shifts[l.tour].ID]; of != nil {
		serves = slices.ContainsFunc(of.Items, func(it model.Item) bool { return it.Kind == model.VisitItem || it.Kind == model.CallItem })
		for i := range of.Items {
			it := &of.Items[i]
			switch it.Kind {
			case model.VisitItem, model.CallItem:
				if v := d.visits[it.Visit]; v != nil && (v != d.visit || it.Leg != leg) && it.Leg < len(v.Staff) {
					l.inLine = append(l.inLine, d.visitTask(l.tour, v, it.Leg))
				}
			case model.ReserveItem:
				at := d.tick(it.From)
				l.inLine = append(l.inLine, task{kind: ReserveStop, stop: vrp.Never, dur: int32(it.To.Sub(it.From)), start: at, menu: []slot{{at, at, 0}}})
			case model.BreakItem, model.ActivityItem:
				var stop int32
				if stop, own = d.ownStop(own, it); stop >= 0 {
					l.free = append(l.free, d.ownTask(stop, d.tick(it.From), false))
				}
			}
		}
	}
	own = d.addAway(l, own)
	slices.SortStableFunc(l.inLine, func(a, b task) int { return cmp.Compare(a.start, b.start) })
	if serves {
		return // what it lacks fits no tour
	}
	for _, stop := range own {
		more := &load{tour: l.tour, free: append(slices.Clone(l.free), d.ownTask(stop, 0, true))}
		if l.holds {
			more.free = more.free[1:]
		}
		if d.arrange(more) != nil {
			l.free = append(l.free, d.ownTask(stop, 0, true))
		}
	}
}

// addAway puts the absences of a tour into its line, less what had begun then,
// and takes them from its own stops.
func (d *desk) addAway(l *load, own []int32) []int32 {
	for _, g := range d.holes[l.tour] {
		own = slices.DeleteFunc(slices.Clone(own), func(s int32) bool { return s == g.stop })
		from, to := d.tick(g.from), d.tick(g.to)
		for _, x := range slices.Concat(l.inLine, l.free) {
			if !x.fresh && x.visit != d.visit && d.begun(d.time(x.start)) && x.start < to && x.start+x.dur > from {
				from = x.start + x.dur
			}
		}
		if from < to {
			l.inLine = append(l.inLine, task{kind: AwayStop, stop: vrp.Never, dur: to - from, start: from, menu: []slot{{from, from, 0}}})
		}
	}
	return own
}

// ownStop finds which of a tour's own stops an item is, and takes it from them.
func (d *desk) ownStop(own []int32, it *model.Item) (int32, []int32) {
	for k, stop := range own {
		is := d.Stops[stop]
		if d.Problem.Stops[stop].Dur != int32(it.To.Sub(it.From)) || is.Kind == AwayStop || (is.Kind == BreakStop) != (it.Kind == model.BreakItem) ||
			is.Kind == ActivityStop && d.Demand.Case.Activities[is.Need].Kind != it.Text {
			continue
		}
		return stop, slices.Delete(slices.Clone(own), k, k+1)
	}
	return vrp.Never, own
}

func (d *desk) ownTask(stop, start int32, fresh bool) task {
	st := &d.Problem.Stops[stop]
	w := &d.Problem.Windows[d.Problem.Choices[st.First].First]
	t := task{kind: d.Stops[stop].Kind, stop: stop, place: st.Place, dur: st.Dur, start: start, fresh: fresh, menu: []slot{{w.Lo, w.Hi, 0}}}
	d.allowPlanned(&t)
	return t
}

// visitTask is a leg of another visit of a tour. One by several keeps its time,
// for the others' sake.
func (d *desk) visitTask(t int32, v *model.Visit, leg int) task {
	a := &v.Staff[leg]
	task := task{kind: VisitStop, visit: v, leg: leg, stop: vrp.Never, dur: int32(a.Minutes), start: d.tick(a.Start)}
	need, known := d.w.needs[v.ID]
	if known {
		task.stop = d.first[need] + int32(min(leg, len(d.Demand.Needs[need].Legs)-1))
		task.place = d.Problem.Stops[task.stop].Place
		if len(v.Staff) == 1 {
			task.menu = d.menu(v, need, d.Problem.Tours[t].Day)
		}
	} else {
		task.place = d.placeOfHome(v)
	}
	d.allowPlanned(&task)
	return task
}

// placeOfHome is where a visit is that the problem does not know.
func (d *desk) placeOfHome(v *model.Visit) int32 {
	for i := range d.c.Homes {
		if d.c.Homes[i].ID == v.Home {
			return d.Map.place[d.c.Homes[i].Place]
		}
	}
	return 0
}

// asked is the leg asked about as a task of a tour: where it may start at all,
// and not before it could still be reached.
func (d *desk) asked(t int32, q ask) task {
	v := d.visit
	a, need := &v.Staff[q.leg], d.w.needs[v.ID]
	stop := d.first[need] + int32(q.leg)
	x := task{kind: VisitStop, visit: v, leg: q.leg, stop: stop, place: d.Problem.Stops[stop].Place, dur: int32(a.Minutes), start: d.tick(a.Start)}
	if len(v.Staff) > 1 {
		x.menu = []slot{{x.start, x.start, 0}}
	} else {
		x.menu = d.menu(v, need, d.Problem.Tours[t].Day)
	}
	d.asAsked(&x, t, q)
	return x
}

// asAsked cuts the menu of the leg asked about to what was asked: not before
// now, and at a start alone if one was named. In its own tour it may stay.
func (d *desk) asAsked(x *task, t int32, q ask) {
	if d.seatOf(q.leg) == t {
		d.allowPlanned(x)
	}
	if d.now != 0 {
		x.menu = cutMenu(x.menu, d.tick(d.now), far)
	}
	if q.at != 0 {
		at := d.tick(q.at)
		x.menu = cutMenu(x.menu, at, at)
	}
}

// allowPlanned makes sure that a task may stay where it is, and must if it has
// begun.
func (d *desk) allowPlanned(t *task) {
	if t.fresh {
		return
	}
	stay := slot{t.start, t.start, 0}
	if d.begun(d.time(t.start)) {
		t.menu = []slot{stay}
		return
	}
	if d.now != 0 {
		t.menu = cutMenu(t.menu, d.tick(d.now), far)
	}
	if slices.ContainsFunc(t.menu, func(s slot) bool { return s.lo <= t.start && t.start <= s.hi }) {
		return
	}
	t.menu = append(t.menu, stay)
	slices.SortFunc(t.menu, func(a, b slot) int { return cmp.Compare(a.lo, b.lo) })
}

func cutMenu(menu []slot, lo, hi int32) []slot {
	var cut []slot
	for _, s := range menu {
		if s.lo, s.hi = max(s.lo, lo), min(s.hi, hi); s.lo <= s.hi {
			cut = append(cut, s)
		}
	}
	return cut
}
