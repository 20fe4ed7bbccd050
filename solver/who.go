package solver

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// Who lists everybody who could take a visit of a plan, cheapest first, and why
// the others on duty that day can't. The case is as it stands after the plan's
// log. Nothing but the visit changes hands: the tours of that day keep their
// order, their visits may move as far as their windows allow. It fails when the
// plan has no such visit.
func Who(c *model.Case, r *model.Roads, p *model.Plan, visit model.VisitID) (*model.Who, error) {
	d, err := newDesk(c, r, p, visit)
	if err != nil {
		return nil, err
	}
	v := d.visit
	w := &model.Who{Visit: v.ID, Home: v.Home, Date: v.Date, Start: v.Start, Length: v.Length}
	for leg := range v.Staff {
		deals, refusals := d.leg(leg)
		l := model.WhoLeg{Leg: leg, Caregiver: v.Staff[leg].Caregiver, Shift: v.Staff[leg].Shift, Start: v.Staff[leg].Start,
			Minutes: v.Staff[leg].Minutes, Refusals: refusals}
		for i := range deals {
			l.Offers = append(l.Offers, deals[i].offer)
		}
		w.Legs = append(w.Legs, l)
	}
	return w, nil
}

// Take gives the plan in which a shift's caregiver does a leg of a visit, as
// Who offers it, with everything that it then owes. It fails when Who does not.
func Take(c *model.Case, r *model.Roads, p *model.Plan, visit model.VisitID, leg int, shift model.ShiftID) (*model.Plan, error) {
	d, err := newDesk(c, r, p, visit)
	if err != nil {
		return nil, err
	}
	if t, ok := d.tourOf[shift]; ok && leg >= 0 && leg < len(d.visit.Staff) {
		if deal, _ := d.try(ask{leg: leg, tour: t}); deal != nil {
			return d.done(deal.change), nil
		}
	}
	return nil, fmt.Errorf("solver: shift %s can't take visit %s", shift, visit)
}

// deal is an offer with what it changes.
type deal struct {
	offer  model.Offer
	change *change
}

// leg asks everybody on duty that day about a leg: the deals, the cheapest
// first, and the refusals of those who have none, the nearest first.
func (d *desk) leg(leg int) ([]deal, []model.Refusal) {
	deals, refusals := map[model.CaregiverID]deal{}, map[model.CaregiverID]model.Refusal{}
	for t := range d.Shifts {
		who := d.Shifts[t].Caregiver
		if who == d.visit.Staff[leg].Caregiver {
			continue
		}
		got, no := d.try(ask{leg: leg, tour: int32(t)})
		if was, ok := deals[who]; got != nil && (!ok || compareDeals(got, &was) < 0) {
			deals[who] = *got
		}
		if was, ok := refusals[who]; no != nil && (!ok || compareRefusals(no, &was) < 0) {
			refusals[who] = *no
		}
	}
	var can []deal
	for who := range deals {
		can = append(can, deals[who])
		delete(refusals, who)
	}
	var not []model.Refusal
	for who := range refusals {
		not = append(not, refusals[who])
	}
	slices.SortFunc(can, func(a, b deal) int { return compareDeals(&a, &b) })
	slices.SortFunc(not, func(a, b model.Refusal) int { return compareRefusals(&a, &b) })
	return can, not
}

func compareDeals(a, b *deal) int {
	x, y := &a.offer, &b.offer
	return cmp.Or(cmp.Compare(x.Price, y.Price), cmp.Compare(len(x.Moves), len(y.Moves)), cmp.Compare(x.Caregiver, y.Caregiver), cmp.Compare(x.Shift, y.Shift))
}

// compareRefusals puts those first whom the fewest rules and minutes keep from it.
func compareRefusals(a, b *model.Refusal) int {
	minutes := func(r *model.Refusal) (m model.Minutes) {
		for i := range r.Obstacles {
			m += cmp.Or(r.Obstacles[i].Short, never)
		}
		return m
	}
	return cmp.Or(cmp.Compare(minutes(a), minutes(b)), cmp.Compare(a.Caregiver, b.Caregiver), cmp.Compare(a.Shift, b.Shift))
}

// ask is what is asked of a tour: to take a leg of the visit, at any start or
// at one.
type ask struct {
	leg  int
	tour int32
	at   model.Time // 0: any
	all  bool       // name all that stands in the way, not the first of it
}

// try looks for the best place of a leg in a tour: a deal, or why there is none.
func (d *desk) try(q ask) (*deal, *model.Refusal) {
	who := d.Workers[d.Problem.Tours[q.tour].Worker]
	no := &model.Refusal{Caregiver: who.ID, Shift: d.Shifts[q.tour].ID}
	if no.Obstacles = d.bars(q); len(no.Obstacles) > 0 {
		if l := d.tasksOf(q.tour, q); q.all && d.arrange(l) == nil {
			no.Obstacles = append(no.Obstacles, d.short(q, l)...)
		}
		return nil, no
	}
	left, ok := d.without(q.leg)
	if !ok {
		no.Obstacles = []model.Obstacle{{Rule: "R-W.1", Text: model.Text{
			Da: "turen, som besøget forlader, kan ikke køres uden det", En: "the tour that the visit leaves can't be driven without it"}}}
		return nil, no
	}
	t := d.tasksOf(q.tour, q)
	if q.tour == left.tour {
		left = nil // it stays in its tour, at another time
	}
	with := d.arrangeAnyhow(t)
	if with == nil {
		no.Obstacles = d.short(q, t)
		return nil, no
	}
	ch := d.changeOf(q, left, with)
	return &deal{offer: d.offerOf(q, ch), change: ch}, nil
}

// arrangeAnyhow arranges a load: as it is, else with visits that are tied to
// each other moving together, else giving up the cheapest of what it may.
func (d *desk) arrangeAnyhow(l *load) *arrangement {
	for _, way := range []func(*load) *arrangement{d.arrange, d.arrangeTied, d.arrangeWithout} {
		if a := way(l); a != nil {
			return a
		}
	}
	return nil
}
