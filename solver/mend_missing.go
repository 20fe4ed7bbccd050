package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// missing counts the stops that must be served and are not, those apart that nobody
// could serve, and those that the plan said before could not be, unless something
// happened since that may make room.
func (h *holding) missing(s *vrp.Solution) (n int) {
	for i := range h.Problem.Stops {
		if h.Problem.Stops[i].Must && s.Tour[i] < 0 && (h.relieved || !h.certified(i)) && !h.hopeless(i, s) {
			n++
		}
	}
	return n
}

// hopeless says whether no tour could serve a stop's visit, emptied of all that
// may move: no search is worth while then. Each visit is asked about once. One
// whose start was held for the sake of a partner is not given up yet.
func (h *holding) hopeless(stop int, s *vrp.Solution) bool {
	is := h.Stops[stop]
	if is.Kind != VisitStop || h.reach == takersOnly && h.Problem.Stops[stop].Group >= 0 {
		return false
	}
	known, asked := h.shut[is.Need]
	if !asked {
		v := &inquiry{Map: h.Map, s: s, posts: make([]*post, len(h.Shifts))}
		known = len(v.wanted(h.first[is.Need])) == 0 || !v.possible(is.Need)
		h.shut[is.Need] = known
	}
	return known
}

// certified says whether the plan had a certificate for a stop's visit.
func (h *holding) certified(stop int) bool {
	is := h.Stops[stop]
	if is.Kind != VisitStop {
		return false
	}
	return slices.ContainsFunc(h.of.Certificates, func(c model.Certificate) bool {
		return slices.ContainsFunc(h.Demand.Needs[is.Need].Tasks, func(t int) bool { return h.Demand.Tasks[t].Occurrence == c.Occurrence })
	})
}

// relieves says whether events may make room for what a plan had to leave out:
// somebody is back, comes besides or stays longer, or less is asked for.
func relieves(events []model.Event) bool {
	return slices.ContainsFunc(events, func(e model.Event) bool {
		switch e.Kind {
		case model.WellEvent, model.AbsentEvent, model.CancelledEvent, model.ProviderEvent, model.UnpinEvent, model.VoidEvent:
			return true
		}
		return e.Kind == model.ShiftEvent && e.What != model.ShiftRemoved
	})
}
