package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// stretch is the part of a plan that a mend looks at where what happened
// concerns a few days or tours: these and the tours that touch the days, and the
// needs that stand in them or might. All else stays as the plan has it, so that a
// municipality's fortnight is not stated anew because one person is sick.
type stretch struct {
	whole  *model.Demand
	of     *model.Plan
	dates  map[model.Date]bool
	tours  map[model.ShiftID]bool
	stands []*model.Visit // by need of the whole: the visit of the plan that it has or rides on, nil: none
	wants  [][]model.Date // by need of the whole: when it may be done, alone or riding
	part   *model.Demand
	at     []int // by need of the whole: its number in the part, or outside
}

// mostStretch is the share of all needs up to which a part is worth its while.
const mostStretch = 0.5

// newStretch finds the part of a plan that dates concern; nil where it is so
// large that the whole costs no more.
func newStretch(d *model.Demand, of *model.Plan, dates map[model.Date]bool) *stretch {
	x := noStretch(d, of)
	x.dates = dates
	return x.found()
}

// noStretch is a part of a plan that nothing belongs to yet.
func noStretch(d *model.Demand, of *model.Plan) *stretch {
	return &stretch{whole: d, of: of, dates: map[model.Date]bool{}, tours: map[model.ShiftID]bool{}, stands: standing(d, of), wants: wishes(d)}
}

// found is the part with all that belongs to its dates and tours; nil where it is
// so large that the whole costs no more.
func (x *stretch) found() *stretch {
	d := x.whole
	for i := range d.Case.Shifts {
		if s := &d.Case.Shifts[i]; x.touches(s.From, s.To) {
			x.tours[s.ID] = true
		}
	}
	x.part, x.at = some(d, x.gather())
	if float64(len(x.part.Needs)) > mostStretch*float64(len(d.Needs)) {
		return nil
	}
	x.cut()
	return x
}

// standing finds the visit of a plan that each need has, or rides on.
func standing(d *model.Demand, of *model.Plan) []*model.Visit {
	visits := make(map[model.VisitID]*model.Visit, len(of.Visits))
	doing := make(map[done]*model.Visit, len(of.Visits))
	for i := range of.Visits {
		v := &of.Visits[i]
		visits[v.ID] = v
		for _, x := range v.Does {
			doing[done{x.Occurrence, x.Piece}] = v
		}
	}
	all := make([]*model.Visit, len(d.Needs))
	for i := range d.Needs {
		n := &d.Needs[i]
		all[i] = visits[n.ID]
		for _, k := range n.Tasks {
			t := &d.Tasks[k]
			for _, piece := range []int{t.Piece, 0} { // 0: all pieces in one visit
				if all[i] == nil {
					all[i] = doing[done{t.Occurrence, piece}]
				}
			}
		}
	}
	return all
}

// wishes are the dates on which each need may be done, alone or riding, with the
// one it is due.
func wishes(d *model.Demand) [][]model.Date {
	all := make([][]model.Date, len(d.Needs))
	for i := range d.Needs {
		n := &d.Needs[i]
		for _, day := range n.Days {
			all[i] = append(all[i], day.Date)
		}
		for _, k := range n.Tasks {
			if due := d.Tasks[k].Due; due != 0 {
				all[i] = append(all[i], due)
			}
		}
		for _, c := range n.Carries {
			for _, day := range c.Days {
				all[c.Need] = append(all[c.Need], day.Date)
			}
		}
	}
	for i := range d.Needs {
		if len(all[i]) == 0 { // no day is left, and a certificate says so
			all[i] = append(all[i], d.Tasks[d.Needs[i].Tasks[0]].Ideal)
		}
	}
	return all
}

// mayLeave says whether a need may be done on a day that is not of the part.
func (x *stretch) mayLeave(i int) bool {
	return slices.ContainsFunc(x.wants[i], func(d model.Date) bool { return !x.dates[d] })
}

// mayCome says whether a need may be done on a day of the part.
func (x *stretch) mayCome(i int) bool {
	return slices.ContainsFunc(x.wants[i], func(d model.Date) bool { return x.dates[d] })
}

// touches says whether some time lies in one of the days.
func (x *stretch) touches(from, to model.Time) bool {
	for d := from.Date(); d <= (to - 1).Date(); d++ {
		if x.dates[d] {
			return true
		}
	}
	return false
}

// gather takes in the needs that stand in the tours, or nowhere and want one of
// the days and no other, with the other pieces of what they split (R-11.0b); and
// the tours of everybody who comes to them, with the needs in those.
func (x *stretch) gather() []bool {
	in, split := make([]bool, len(x.whole.Needs)), map[model.OccurrenceID]bool{}
	for more := true; more; {
		more = false
		for i := range in {
			if in[i] || !x.concerns(i) && !x.halved(i, split) {
				continue
			}
			in[i], more = true, true
			for _, a := range x.staff(i) {
				x.tours[a.Shift] = true
			}
			for _, k := range x.whole.Needs[i].Tasks {
				if t := &x.whole.Tasks[k]; t.Piece > 0 {
					split[t.Occurrence] = true
				}
			}
		}
	}
	return in
}

// halved says whether a need is a piece of something of which the part has another.
func (x *stretch) halved(i int, split map[model.OccurrenceID]bool) bool {
	return slices.ContainsFunc(x.whole.Needs[i].Tasks, func(k int) bool { return split[x.whole.Tasks[k].Occurrence] })
}

// staff are those who come to a need.
func (x *stretch) staff(i int) []model.Assignment {
	if v := x.stands[i]; v != nil {
		return v.Staff
	}
	return nil
}

// concerns says whether a need belongs to the part as far as it goes by now.
func (x *stretch) concerns(i int) bool {
	if x.stands[i] != nil {
		return slices.ContainsFunc(x.staff(i), func(a model.Assignment) bool { return x.tours[a.Shift] })
	}
	return x.mayCome(i) && !x.mayLeave(i)
}

// eachFaceElsewhere tells who comes to which home outside the part.
func (x *stretch) eachFaceElsewhere(tell func(model.HomeID, model.CaregiverID)) {
	for i, v := range x.stands {
		if v == nil || x.has(i) || x.whole.Needs[i].NoTravel || v.ID != x.whole.Needs[i].ID {
			continue
		}
		for _, a := range v.Staff {
			tell(v.Home, a.Caregiver)
		}
	}
}

func (x *stretch) has(need int) bool { return x.at[need] != outside }

// asks says whether the part asks for an occurrence.
func (x *stretch) asks(o model.OccurrenceID) bool {
	return slices.ContainsFunc(x.part.Needs, func(n model.Need) bool {
		return slices.ContainsFunc(n.Tasks, func(k int) bool { return x.part.Tasks[k].Occurrence == o })
	})
}

// cut makes limits of the part's windows of what links it to all else.
func (x *stretch) cut() {
	c := cutter{x.part.Needs, carriersOf(x.part.Needs)}
	for _, l := range x.whole.Links {
		switch {
		case x.has(l.A) && !x.has(l.B) && x.stands[l.B] != nil:
			c.cut(x.at[l.A], beforeOther(&l, x.stands[l.B]))
		case x.has(l.B) && !x.has(l.A) && x.stands[l.A] != nil:
			c.cut(x.at[l.B], afterOther(&l, x.stands[l.A]))
		}
	}
}
