package solver

import (
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// tours writes down every shift of the plan, also one that serves nobody.
func (r *reader) tours() {
	for t := range r.Shifts {
		l := r.lineOf(r.s, int32(t))
		r.earliest(&l)
		r.p.Tours = append(r.p.Tours, r.tourOfLine(&l))
	}
}

// tourOfLine lists the items of a tour. The way to a visit is taken right after
// the item before; what waiting there is comes after the arrival. Calls, breaks
// and activities without a place happen where the caregiver is. A tour that
// serves nobody and goes nowhere needs no break.
func (r *reader) tourOfLine(l *line) model.Tour {
	shift, tour := r.Shifts[l.tour], &r.Problem.Tours[l.tour]
	out := model.Tour{Shift: shift.ID, Caregiver: shift.Caregiver, Mode: shift.Mode}
	travels := r.travels(l)
	rests := travels || r.serves(l)
	at, clock := tour.Start, tour.Open
	for i := range l.seats {
		e := &l.seats[i]
		start := r.s.Start[e.stop]
		if r.Stops[e.stop].Kind == NowStop {
			if r.nextVisit(l.seats[i+1:]) != r.nows[l.tour].next { // else they go on as they were
				clock = max(clock, start)
			}
			continue
		}
		if r.Stops[e.stop].Kind == AwayStop {
			clock = start + e.dur
			continue
		}
		place := r.Problem.Stops[e.stop].Place
		if place != 0 {
			if travels {
				r.way(&out, at, place, r.leaving(e.stop, at, clock, &out))
			}
			at = place
		}
		if r.Stops[e.stop].Kind != BreakStop || rests {
			out.Items = append(out.Items, r.item(e, start))
		}
		clock = start + e.dur
	}
	if travels {
		clock = r.way(&out, at, tour.End, clock)
	}
	out.Overtime = max(0, r.time(clock).Sub(shift.To))
	return out
}

// nextVisit is the first stop of a visit among seats, or Never.
func (m *Map) nextVisit(seats []seat) int32 {
	for _, e := range seats {
		if m.Stops[e.stop].Kind == VisitStop {
			return e.stop
		}
	}
	return vrp.Never
}

// leaving is when people set out for a stop: as soon as they can, or as planned
// where a plan that is mended has them set out later and in time.
func (r *reader) leaving(stop, at, clock int32, tour *model.Tour) int32 {
	planned, known := r.setOut[stop]
	if !known {
		return clock
	}
	minutes, _ := r.Roads.Leg(tour.Mode, r.Places[at], r.Places[r.Problem.Stops[stop].Place])
	return max(clock, min(r.tick(planned), r.s.Start[stop]-int32(minutes)))
}

// way adds the way between two places to a tour and tells the arrival.
func (r *reader) way(out *model.Tour, from, to, clock int32) int32 {
	if from == 0 || to == 0 || from == to {
		return clock
	}
	minutes, metres := r.Roads.Leg(out.Mode, r.Places[from], r.Places[to])
	arrival := clock + int32(minutes)
	out.Items = append(out.Items, model.Item{Kind: model.TravelItem, From: r.time(clock), To: r.time(arrival),
		Start: r.Places[from], End: r.Places[to], Metres: metres})
	return arrival
}

// item is what a stop is on its tour's list.
func (r *reader) item(e *seat, start int32) model.Item {
	is := r.Stops[e.stop]
	place := r.Places[r.Problem.Stops[e.stop].Place]
	it := model.Item{From: r.time(start), To: r.time(start + e.dur), Start: place, End: place}
	switch is.Kind {
	case VisitStop:
		n := &r.Demand.Needs[is.Need]
		it.Kind, it.Visit, it.Leg = model.VisitItem, n.ID, is.Leg
		if n.NoTravel {
			it.Kind = model.CallItem
		}
	case BreakStop:
		it.Kind = model.BreakItem
	case ActivityStop:
		it.Kind, it.Text = model.ActivityItem, r.Demand.Case.Activities[is.Need].Kind
	case ReserveStop:
		it.Kind = model.ReserveItem
	}
	return it
}
