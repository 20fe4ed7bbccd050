package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// now is where a tour that is under way stands at the time of a mend.
type now struct {
	stop int32      // that nothing new comes before
	at   model.Time // when it is reached by plan
	next int32      // the stop that the plan goes on with; Never: none
}

// addNow puts a stop without length into every tour under way, from which on
// people can be sent elsewhere: now, or when they are done with what has begun.
// A visit to which they are on the road has begun.
func (h *holding) addNow() {
	h.nows, h.setOut, h.onRoad = map[int32]now{}, map[int32]model.Time{}, map[model.VisitID]bool{}
	stopOf := make(map[model.VisitID]int32, len(h.Demand.Needs))
	for i := range h.Demand.Needs {
		stopOf[h.Demand.Needs[i].ID] = h.first[i]
	}
	for i := range h.of.Tours {
		tour := &h.of.Tours[i]
		t, ok := h.tourOf[tour.Shift]
		if !ok || h.Problem.Tours[t].Open >= h.now || h.Problem.Tours[t].Close <= h.now {
			continue
		}
		h.noteWays(tour, stopOf)
		n := now{stop: int32(len(h.Problem.Stops)), at: h.Demand.Case.Now, next: vrp.Never}
		if v, leg, setOut := h.nextOf(tour); v != nil {
			if first, known := stopOf[v.ID]; known {
				n.next = first + int32(leg)
				if _, there := h.tourFor(n.next, &v.Staff[leg]); there && setOut < h.Demand.Case.Now && !h.freed(v) {
					h.past[v.ID], h.onRoad[v.ID] = true, true
					n.at = v.Staff[leg].Start
				}
			}
		}
		for k := range tour.Items { // not before what is under way is done
			if it := &tour.Items[k]; it.Kind != model.TravelItem && it.From < n.at && n.at < it.To {
				n.at = it.To
			}
		}
		for _, held := range h.held[tour.Shift] { // nor before the wait at a door is over
			if held.from < n.at && n.at < held.to {
				n.at = held.to
			}
		}
		for _, g := range h.holes[t] { // nor before they are back
			if g.from <= n.at && n.at < g.to {
				n.at = g.to
			}
		}
		h.addOwn(t, Stop{Kind: NowStop, Leg: int(t)}, 0, 0, vrp.Window{Lo: h.now, Hi: max(h.tick(n.at), h.doneWith(tour, n.at, stopOf))})
		h.nows[t] = n
	}
}

// doneWith is when a tour is done with the visits that have begun; one to which
// only others are on the road has not, for those of this tour. Nothing new comes
// before that, so the stop from which on people are sent elsewhere need not wait
// longer: if it could, a new visit might stand before it, to which they would
// have set out before anybody knew.
func (h *holding) doneWith(tour *model.Tour, from model.Time, stopOf map[model.VisitID]int32) (at int32) {
	begun := func(it *model.Item) bool {
		return it.Kind == model.VisitItem && h.past[it.Visit] && (!h.onRoad[it.Visit] || it.From <= from)
	}
	for i := range tour.Items {
		it := &tour.Items[i]
		if first, known := stopOf[it.Visit]; known && begun(it) {
			at = max(at, h.tick(it.From)+max(int32(it.To.Sub(it.From)), h.Problem.Stops[first+int32(it.Leg)].Dur))
		}
	}
	return at
}

// noteWays notes when people set out for what a tour does, by plan.
func (h *holding) noteWays(tour *model.Tour, stopOf map[model.VisitID]int32) {
	left := model.Time(0)
	for i := range tour.Items {
		it := &tour.Items[i]
		switch it.Kind {
		case model.TravelItem:
			left = it.From
		case model.VisitItem:
			if first, known := stopOf[it.Visit]; known && left != 0 {
				h.setOut[first+int32(it.Leg)] = left
			}
			left = 0
		}
	}
}

// nextOf is the first visit of a tour at which nobody is yet, and when the
// caregiver must set out at the latest to be there in time. Others may be on the
// road to it already.
func (h *holding) nextOf(tour *model.Tour) (v *model.Visit, leg int, setOut model.Time) {
	var way model.Minutes
	for i := range tour.Items {
		it := &tour.Items[i]
		switch it.Kind {
		case model.TravelItem:
			way = it.To.Sub(it.From)
		case model.VisitItem:
			if v := h.visits[it.Visit]; v != nil && (!h.past[v.ID] || h.onRoad[v.ID]) {
				return v, it.Leg, it.From.Add(-way)
			}
			way = 0
		}
	}
	return nil, 0, 0
}

// findPast notes the visits that have begun: those recorded, and those planned
// to begin before now, unless something kept them from it.
func (h *holding) findPast() {
	c := h.Demand.Case
	h.homeAway = map[model.HomeID][]span{}
	for _, a := range c.Absences {
		if a.Home != "" {
			h.homeAway[a.Home] = append(h.homeAway[a.Home], span{a.From, a.To})
		}
	}
	h.staffAway = h.awayTimes()
	h.past = map[model.VisitID]bool{}
	for i := range h.of.Visits {
		if v := &h.of.Visits[i]; h.begun[v.ID] || v.Start < c.Now && !h.freed(v) {
			h.past[v.ID] = true
		}
	}
}

// freed says whether a visit can't have begun as planned: the citizen or a
// caregiver was away by then, or a caregiver held up.
func (h *holding) freed(v *model.Visit) bool {
	in := func(at model.Time) func(span) bool { return func(s span) bool { return s.from <= at && at < s.to } }
	if slices.ContainsFunc(h.homeAway[v.Home], in(v.Start)) {
		return true
	}
	return slices.ContainsFunc(v.Staff, func(a model.Assignment) bool {
		return slices.ContainsFunc(h.staffAway[a.Caregiver], in(a.Start)) ||
			slices.ContainsFunc(h.held[a.Shift], func(s span) bool { return s.from < a.Start.Add(a.Minutes) && a.Start < s.to })
	})
}
