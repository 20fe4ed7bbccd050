package solver

import "github.com/hjemvej/hjemvej/model"

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
