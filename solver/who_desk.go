package solver

import (
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// desk is a planner's view of one visit of a plan and of the tours at work on
// its day: the problem holds that day and the visits that are tied to it, no more.
type desk struct {
	*Map
	c     *model.Case // all of it
	p     *model.Plan
	visit *model.Visit
	w     *writer // agreed times as in the plan; nobody served

	visits   map[model.VisitID]*model.Visit // of the plan
	ofHome   map[model.HomeID][]*model.Visit
	onTour   map[model.ShiftID]*model.Tour
	speaks   *spokesmen
	standsIn map[int]*model.Visit // by need: the visit that it is, or rides on
	riders   map[model.VisitID][]int32
	history  homeRows
	now      model.Time // what begins before stays; 0: no mend is under way

	left []*arrangement // by leg: the tour that has it now, without it
}

// newDesk gathers what is to be known about a visit of a plan.
func newDesk(c *model.Case, r *model.Roads, p *model.Plan, visit model.VisitID) (*desk, error) {
	d := &desk{c: c, p: p, now: c.Now}
	d.index()
	if d.visit = d.visits[visit]; d.visit == nil {
		return nil, fmt.Errorf("solver: the plan has no visit %q", visit)
	}
	whole, err := model.Expand(c, p.Made.Provider, p.Made.Districts)
	if err != nil {
		return nil, err
	}
	_, d.Map, err = Build(d.today(whole), r)
	if err != nil {
		return nil, err
	}
	d.w = d.newWriter()
	d.w.named(p)
	d.w.agreed(p)
	d.place()
	if _, ok := d.w.needs[visit]; !ok {
		return nil, fmt.Errorf("solver: nobody owes visit %s: plan and case do not fit together", visit)
	}
	d.left = make([]*arrangement, len(d.visit.Staff))
	return d, nil
}

// index finds the parts of the plan by id.
func (d *desk) index() {
	d.visits = make(map[model.VisitID]*model.Visit, len(d.p.Visits))
	d.ofHome = map[model.HomeID][]*model.Visit{}
	for i := range d.p.Visits {
		v := &d.p.Visits[i]
		d.visits[v.ID] = v
		d.ofHome[v.Home] = append(d.ofHome[v.Home], v)
	}
	d.onTour = make(map[model.ShiftID]*model.Tour, len(d.p.Tours))
	for i := range d.p.Tours {
		d.onTour[d.p.Tours[i].Shift] = &d.p.Tours[i]
	}
	d.speaks = spokesmenOf(d.c, d.p.Named)
	d.history = rowsByHome(d.c)
}

// today cuts a demand down to the shifts at work on the visit's date, the
// visits in their tours, and those that these are tied to.
func (d *desk) today(whole *model.Demand) *model.Demand {
	c := *d.c
	c.Shifts, c.ReserveShares = nil, nil
	c.History.Outside = slices.Clone(d.c.History.Outside)
	day := map[model.ShiftID]bool{}
	for i := range d.c.Shifts {
		s := &d.c.Shifts[i]
		if d.atWork(s) {
			c.Shifts, day[s.ID] = append(c.Shifts, *s), true
		} else { // still to be rested from (R-W.2)
			c.History.Outside = append(c.History.Outside, model.OutsideShift{Caregiver: s.Caregiver, From: s.From, To: s.To})
		}
	}
	wanted := map[model.VisitID]bool{d.visit.ID: true}
	does := map[model.OccurrenceID]bool{}
	for i := range d.p.Visits {
		v := &d.p.Visits[i]
		if v.ID == d.visit.ID || slices.ContainsFunc(v.Staff, func(a model.Assignment) bool { return day[a.Shift] }) {
			wanted[v.ID] = true
			for k := range v.Does {
				does[v.Does[k].Occurrence] = true
			}
		}
	}
	return part(whole, &c, func(n *model.Need) bool {
		return wanted[n.ID] || slices.ContainsFunc(n.Tasks, func(k int) bool { return does[whole.Tasks[k].Occurrence] })
	})
}

// atWork says whether a shift touches the visit's date, or has a leg of it.
func (d *desk) atWork(s *model.Shift) bool {
	return s.From.Date() <= d.visit.Date && d.visit.Date <= s.To.Date() ||
		slices.ContainsFunc(d.visit.Staff, func(a model.Assignment) bool { return a.Shift == s.ID })
}

// part cuts a demand down to some needs, and those that they keep a distance to
// on a day.
func part(whole *model.Demand, c *model.Case, wanted func(*model.Need) bool) *model.Demand {
	keep := make([]bool, len(whole.Needs))
	for i := range whole.Needs {
		keep[i] = wanted(&whole.Needs[i])
	}
	tied := slices.Clone(keep)
	for _, l := range whole.Links {
		if l.Kind == model.StartGap && (keep[l.A] || keep[l.B]) {
			tied[l.A], tied[l.B] = true, true
		}
	}
	some, _ := some(whole, tied)
	some.Case = c
	some.Links = slices.DeleteFunc(some.Links, func(l model.Link) bool { return l.Kind != model.StartGap })
	return some
}

// place finds out which visit of the plan each need is part of.
func (d *desk) place() {
	d.standsIn, d.riders = map[int]*model.Visit{}, map[model.VisitID][]int32{}
	for i := range d.Demand.Needs {
		v := d.visits[d.Demand.Needs[i].ID]
		if v == nil {
			continue
		}
		d.standsIn[i] = v
		d.riders[v.ID] = d.w.ridersOf(v, i)
		for _, r := range d.riders[v.ID] {
			d.standsIn[d.Stops[r].Need] = v
		}
	}
}

// begun says whether a visit may not change any more: it has begun before the
// mend.
func (d *desk) begun(start model.Time) bool { return d.now != 0 && start < d.now }

// seatOf is the tour that has a leg of the visit in the plan, or Never.
func (d *desk) seatOf(leg int) int32 {
	if t, ok := d.tourOf[d.visit.Staff[leg].Shift]; ok {
		return t
	}
	return vrp.Never
}
