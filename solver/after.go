package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// afterHeat is where the search for a plan that follows on another begins: what
// stands has been searched for before, and a new day and some news are to be
// fitted in. Hotter, it would take the plan apart and build another as good.
const afterHeat = 0.75

// buildAfter states a demand as a problem in which whatever the plan before has
// announced changes at the prices of disturbance, and all else freely: nothing
// has begun, and named staff may change at their price.
func buildAfter(d *model.Demand, r *model.Roads, after *model.Succession) (*holding, error) {
	h := &holding{of: after.Of}
	m, err := build(d, r, after.Of, nil, nil, func(m *Map) error {
		h.Map = m
		h.know()
		h.addAways()
		h.announceTours()
		for i := range h.Demand.Needs {
			h.priceNeed(i)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	h.Map = m
	return h, nil
}

// priceNeed notes where the stops of a need were to be, and prices who comes
// instead.
func (h *holding) priceNeed(i int) {
	v, legs := h.visits[h.Demand.Needs[i].ID], h.legs(i)
	for leg, stop := range legs {
		h.Problem.Announced[stop] = vrp.Never
		if v == nil || len(v.Staff) != len(legs) {
			continue // new, or it rode
		}
		if t, there := h.tourFor(stop, &v.Staff[leg]); there {
			h.Problem.Announced[stop] = t
		}
		h.familiar(stop, i, v)
	}
}

// follow writes into a plan what it goes on from, with the bill of that.
func (h *holding) follow(p *model.Plan, after *model.Succession) {
	h.hand(p, after)
	h.judged(p)
}

// hand writes into a plan what it was handed and what had been announced.
func (h *holding) hand(p *model.Plan, after *model.Succession) {
	c := h.Demand.Case
	p.Made.Now, p.Log, p.Carried = c.Now, after.Log, after.Carried
	p.Raised = slices.Clone(c.Raised)
	p.Announced = slices.DeleteFunc(h.announced(), func(a model.Announced) bool { return a.Start < model.At(c.Horizon.From, 0) })
}
