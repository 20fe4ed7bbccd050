package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// stretch is the part of a plan that a mend looks at where what happened
// concerns a few days: the tours that touch them, and the needs that stand in
// these tours or might. All else stays as the plan has it, so that a
// municipality's fortnight is not stated anew because one person is sick.
type stretch struct {
	whole  *model.Demand
	of     *model.Plan
	dates  map[model.Date]bool
	tours  map[model.ShiftID]bool
	stands []*model.Visit // by need of the whole: the visit of the plan that it has or rides on, nil: none
	wants  [][]model.Date // by need of the whole: when it may be done, alone or riding
	at     []int          // by need of the whole: its number in the part, or outside
	n      int            // needs in the part
}

const outside = -1

// mostStretch is the share of all needs up to which a part is worth its while.
const mostStretch = 0.5

// newStretch finds the part of a plan that dates concern; nil where it is so
// large that the whole costs no more.
func newStretch(d *model.Demand, of *model.Plan, dates map[model.Date]bool) *stretch {
	x := &stretch{whole: d, of: of, dates: dates, tours: map[model.ShiftID]bool{}, stands: standing(d, of), wants: wishes(d), at: make([]int, len(d.Needs))}
	for i := range d.Case.Shifts {
		if s := &d.Case.Shifts[i]; x.touches(s.From, s.To) {
			x.tours[s.ID] = true
		}
	}
	x.gather()
	if float64(x.n) > mostStretch*float64(len(d.Needs)) {
		return nil
	}
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
// the days and no other; and the tours of everybody who comes to them, with the
// needs in those.
func (x *stretch) gather() {
	in := make([]bool, len(x.at))
	for more := true; more; {
		more = false
		for i := range in {
			if in[i] || !x.concerns(i) {
				continue
			}
			in[i] = true
			for _, a := range x.staff(i) {
				if !x.tours[a.Shift] {
					x.tours[a.Shift], more = true, true
				}
			}
		}
	}
	for i := range in {
		if x.at[i] = outside; in[i] {
			x.at[i] = x.n
			x.n++
		}
	}
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

func (x *stretch) has(need int) bool { return x.at[need] >= 0 }

// demand is what the part asks for, with what links it to all else as limits of
// its windows.
func (x *stretch) demand() *model.Demand {
	d := *x.whole
	d.Needs = make([]model.Need, 0, x.n)
	for i := range x.whole.Needs {
		if x.has(i) {
			d.Needs = append(d.Needs, x.need(i))
		}
	}
	d.Links = nil
	c := cutter{d.Needs, carriersOf(d.Needs)}
	for _, l := range x.whole.Links {
		switch {
		case x.has(l.A) && x.has(l.B):
			l.A, l.B = x.at[l.A], x.at[l.B]
			d.Links = append(d.Links, l)
		case x.has(l.A) && x.stands[l.B] != nil:
			c.cut(x.at[l.A], beforeOther(&l, x.stands[l.B]))
		case x.has(l.B) && x.stands[l.A] != nil:
			c.cut(x.at[l.B], afterOther(&l, x.stands[l.A]))
		}
	}
	return &d
}

// need is a need of the part: only what belongs to the part rides on it.
func (x *stretch) need(i int) model.Need {
	n := x.whole.Needs[i]
	n.Carries = nil
	for _, c := range x.whole.Needs[i].Carries {
		if x.has(c.Need) {
			c.Need = x.at[c.Need]
			n.Carries = append(n.Carries, c)
		}
	}
	return n
}

// limits are the dates and starts that a link leaves a need whose partner stays
// where it is.
type limits struct {
	from, to model.Time // of starts, both included
	on       func(model.Date) bool
}

const (
	longAgo model.Time = 1 // 0 is no limit
	forever model.Time = far / 4
)

// beforeOther are the limits of the first of two needs.
func beforeOther(l *model.Link, b *model.Visit) limits {
	w := limits{longAgo, forever, anyDate}
	switch l.Kind {
	case model.StartGap:
		w.to = b.Start.Add(-l.Min)
		if l.Max > 0 {
			w.from = b.Start.Add(-l.Max)
		}
	case model.DayGap:
		w.on = func(d model.Date) bool { return apartBy(l, b.Start.Date()-d) }
	case model.NotSameDay:
		w.on = func(d model.Date) bool { return d != b.Start.Date() }
	}
	return w
}

// afterOther are the limits of the second of two needs.
func afterOther(l *model.Link, a *model.Visit) limits {
	w := limits{longAgo, forever, anyDate}
	switch l.Kind {
	case model.StartGap:
		w.from = a.Start.Add(l.Min)
		if l.Max > 0 {
			w.to = a.Start.Add(l.Max)
		}
	case model.DayGap:
		w.on = func(d model.Date) bool { return apartBy(l, d-a.Start.Date()) }
	case model.NotSameDay:
		w.on = func(d model.Date) bool { return d != a.Start.Date() }
	}
	return w
}

func anyDate(model.Date) bool { return true }

// apartBy says whether a link bears so many days between its two.
func apartBy(l *model.Link, days model.Date) bool {
	return days >= model.Date(l.Min) && (l.Max == 0 || days <= model.Date(l.Max))
}

// cutter cuts what needs may start at.
type cutter struct {
	needs    []model.Need
	carriers map[int][]*model.Carry // by rider
}

func carriersOf(needs []model.Need) map[int][]*model.Carry {
	of := map[int][]*model.Carry{}
	for i := range needs {
		for k := range needs[i].Carries {
			c := &needs[i].Carries[k]
			of[c.Need] = append(of[c.Need], c)
		}
	}
	return of
}

// cut keeps a need to limits, alone and riding.
func (c *cutter) cut(need int, w limits) {
	n := &c.needs[need]
	days := make([]model.NeedDay, 0, len(n.Days))
	for _, day := range n.Days {
		if day.Windows = w.windows(day.Windows); w.on(day.Date) && len(day.Windows) > 0 {
			days = append(days, day)
		}
	}
	n.Days = days
	for _, carry := range c.carriers[need] {
		carry.Days = w.rides(carry.Days)
	}
}

// windows cuts windows at their limits that do not move.
func (w *limits) windows(of []model.Window) []model.Window {
	var all []model.Window
	for _, v := range of {
		if v.Floor == 0 && v.Ceil == 0 {
			v.Floor, v.Ceil = longAgo, forever
		}
		if v.Floor, v.Ceil = max(v.Floor, w.from), min(v.Ceil, w.to); v.Floor <= v.Ceil {
			all = append(all, v)
		}
	}
	return all
}

func (w *limits) rides(of []model.CarryDay) []model.CarryDay {
	var all []model.CarryDay
	for _, v := range of {
		if v.From, v.To = max(v.From, w.from), min(v.To, w.to); w.on(v.Date) && v.From <= v.To {
			all = append(all, v)
		}
	}
	return all
}
