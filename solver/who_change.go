package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// change is what becomes other in a plan: visits and tours anew, and what is
// given up.
type change struct {
	visits   map[model.VisitID]*model.Visit // nil: given up
	tours    map[model.ShiftID]*model.Tour
	reserves []task // given up
}

// changeOf is the change of a leg that goes from one tour to another, or within
// its tour where left is nil.
func (d *desk) changeOf(q ask, left, with *arrangement) *change {
	ch := &change{visits: map[model.VisitID]*model.Visit{}, tours: map[model.ShiftID]*model.Tour{}}
	for i := range with.gives {
		if v := with.gives[i].visit; v != nil {
			ch.visits[v.ID] = nil
		} else {
			ch.reserves = append(ch.reserves, with.gives[i])
		}
	}
	for _, a := range []*arrangement{left, with} {
		switch {
		case a == nil:
		case a.tour < 0:
			d.takeOut(ch, q.leg)
		default:
			d.retime(ch, a, q)
			ch.tours[d.Shifts[a.tour].ID] = d.tourAs(a)
		}
	}
	return ch
}

// takeOut takes a leg out of a tour that nobody works any more.
func (d *desk) takeOut(ch *change, leg int) {
	if of := d.onTour[d.visit.Staff[leg].Shift]; of != nil {
		less := *of
		less.Items = slices.DeleteFunc(slices.Clone(of.Items), func(it model.Item) bool { return it.Visit == d.visit.ID && it.Leg == leg })
		ch.tours[of.Shift] = &less
	}
}

// retime writes down the visits of a tour that start at another time, and the
// leg asked about.
func (d *desk) retime(ch *change, a *arrangement, q ask) {
	for i := range a.seats {
		x := &a.seats[i]
		if x.visit == nil {
			continue
		}
		was, start := &x.visit.Staff[x.leg], d.time(x.start)
		asked := x.visit == d.visit && x.leg == q.leg
		if !asked && start == was.Start {
			continue
		}
		v := *x.visit
		v.Staff = slices.Clone(v.Staff)
		v.Staff[x.leg].Start = start
		if len(v.Staff) == 1 {
			v.Start = v.Start.Add(start.Sub(was.Start))
			if v.Series == "" {
				v.Part = d.partAt(start)
			}
		}
		if asked {
			v.Staff[x.leg].Caregiver, v.Staff[x.leg].Shift = d.Shifts[a.tour].Caregiver, d.Shifts[a.tour].ID
		}
		ch.visits[v.ID] = &v
	}
}

// tourAs lists the items of a tour as arranged: the way to a visit right after
// what is before it; no break where nobody is served and nobody goes anywhere.
func (d *desk) tourAs(a *arrangement) *model.Tour {
	shift, tour := d.Shifts[a.tour], &d.Problem.Tours[a.tour]
	out := &model.Tour{Shift: shift.ID, Caregiver: shift.Caregiver, Mode: shift.Mode}
	travels := slices.ContainsFunc(a.seats, func(x task) bool { return x.place != 0 })
	rests := travels || slices.ContainsFunc(a.seats, func(x task) bool { return x.kind == VisitStop })
	r := &reader{Map: d.Map}
	at, clock := tour.Start, tour.Open
	for i := range a.seats {
		x := &a.seats[i]
		if x.kind == AwayStop {
			clock = x.start + x.dur
			continue
		}
		if x.place != 0 {
			r.way(out, at, x.place, clock)
			at = x.place
		}
		if x.kind != BreakStop || rests {
			out.Items = append(out.Items, d.itemAs(x))
		}
		clock = x.start + x.dur
	}
	if travels {
		clock = r.way(out, at, tour.End, clock)
	}
	out.Overtime = max(0, d.time(clock).Sub(shift.To))
	return out
}

// itemAs is what a task is on its tour's list.
func (d *desk) itemAs(x *task) model.Item {
	if x.kind != VisitStop && x.stop >= 0 {
		return (&reader{Map: d.Map}).item(&seat{stop: x.stop, dur: x.dur}, x.start)
	}
	place := d.Places[x.place]
	it := model.Item{From: d.time(x.start), To: d.time(x.start + x.dur), Start: place, End: place}
	switch {
	case x.visit == nil:
		it.Kind = model.ReserveItem
	default:
		it.Kind, it.Visit, it.Leg = model.VisitItem, x.visit.ID, x.leg
		if d.byPhone(x.visit) {
			it.Kind = model.CallItem
		}
	}
	return it
}

// byPhone says whether nobody goes there: all that the visit does is done by
// telephone.
func (d *desk) byPhone(v *model.Visit) bool {
	return len(v.Does) > 0 && !slices.ContainsFunc(v.Does, func(w model.Done) bool {
		s := d.c.Standard.Service(w.Service)
		return s == nil || !s.NoTravel
	})
}

// done gives the whole plan as changed, with all that it then owes.
func (d *desk) done(ch *change) *model.Plan {
	p := *d.p
	p.Visits, p.Tours = changed(d.p, ch)
	p.Calls = d.callsAfter(ch)
	p.Briefings = d.briefingsAfter(ch, p.Visits)
	p.Replacements = d.replacementsAfter(ch)
	p.Named, p.Agreed, p.Certificates = slices.Clone(d.p.Named), slices.Clone(d.p.Agreed), slices.Clone(d.p.Certificates)
	p.Bill, p.Measures = nil, model.Measures{}
	p.Sort()
	p.Bill = model.Bill(d.c, d.Roads, &p)
	p.Measures = model.Measure(d.c, d.Roads, &p)
	return &p
}

func changed(p *model.Plan, ch *change) (visits []model.Visit, tours []model.Tour) {
	for i := range p.Visits {
		switch now, ok := ch.visits[p.Visits[i].ID]; {
		case !ok:
			visits = append(visits, p.Visits[i])
		case now != nil:
			visits = append(visits, *now)
		}
	}
	tours = slices.Clone(p.Tours)
	for i := range tours {
		if now := ch.tours[tours[i].Shift]; now != nil {
			tours[i] = *now
		}
	}
	return visits, tours
}

// callsAfter are the calls that the plan owes once changed.
func (d *desk) callsAfter(ch *change) []model.Call {
	var calls []model.Call
	for i := range d.p.Calls {
		if now, ok := ch.visits[d.p.Calls[i].Visit]; !ok || now != nil && now.Start == d.visits[now.ID].Start {
			calls = append(calls, d.p.Calls[i])
		}
	}
	return append(calls, d.newCalls(ch)...)
}

// newCalls are the calls owed for the visits that a change moves.
func (d *desk) newCalls(ch *change) []model.Call {
	r := &reader{Map: d.Map, s: d.w.s, p: &model.Plan{}}
	for id, v := range ch.visits {
		need, known := d.w.needs[id]
		if v == nil || !known || v.Start == d.visits[id].Start {
			continue
		}
		stop, t := d.first[need], d.tourOf[v.Staff[0].Shift]
		r.s.Tour[stop], r.s.Start[stop] = t, d.tick(v.Staff[0].Start)
		if r.s.Window[stop] = d.windowAt(r.s, stop, t, r.s.Start[stop]); r.s.Window[stop] >= 0 {
			r.call(need, v, d.speaks)
		}
		r.s.Tour[stop], r.s.Start[stop], r.s.Window[stop] = vrp.Never, vrp.Never, vrp.Never
	}
	slices.SortFunc(r.p.Calls, func(a, b model.Call) int {
		return cmp.Or(cmp.Compare(a.Latest, b.Latest), cmp.Compare(a.Visit, b.Visit))
	})
	return r.p.Calls
}

// briefingsAfter are the briefings owed once changed: those of the homes whose
// visits did.
func (d *desk) briefingsAfter(ch *change, visits []model.Visit) []model.Briefing {
	homes := d.homesOf(ch)
	owed := slices.DeleteFunc(slices.Clone(d.p.Briefings), func(b model.Briefing) bool { return homes[b.Home] })
	var there []*model.Visit
	for i := range visits {
		if v := &visits[i]; homes[v.Home] && !d.byPhone(v) {
			there = append(there, v)
		}
	}
	return append(owed, briefings(d.c, there, d.speaks)...)
}

// homesOf are the homes whose visits change.
func (d *desk) homesOf(ch *change) map[model.HomeID]bool {
	homes := map[model.HomeID]bool{}
	for id := range ch.visits {
		homes[d.visits[id].Home] = true
	}
	return homes
}

// replacementsAfter are the replacements once changed: practical help that is
// given up is booked as a debt.
func (d *desk) replacementsAfter(ch *change) []model.Replacement {
	gone := map[model.OccurrenceID]bool{}
	r := &reader{Map: d.Map, s: d.w.s, p: &model.Plan{}}
	for id, now := range ch.visits {
		if now != nil {
			continue
		}
		for _, w := range d.visits[id].Does {
			gone[w.Occurrence] = true
		}
		r.replace(d.w.needs[id])
		for _, rider := range d.riders[id] {
			r.replace(d.Stops[rider].Need)
		}
	}
	kept := slices.DeleteFunc(slices.Clone(d.p.Replacements), func(x model.Replacement) bool { return gone[x.Occurrence] })
	return append(kept, r.p.Replacements...)
}
