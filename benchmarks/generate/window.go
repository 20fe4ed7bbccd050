package generate

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// Window is a case as it would be exported on the evening before a later day,
// so many days of it from then on, with that day announced. A night that is under way then begins at midnight. It knows nothing of
// any plan: neither whom that named nor what it agreed, unless the window begins
// where the case does.
func Window(c *model.Case, from model.Date, days int) *model.Case {
	w := *c
	w.Horizon = model.Horizon{From: from, Days: days}
	first, end := model.At(from, 0), model.At(w.Horizon.End(), 0)
	w.AsOf, w.AnnouncedUntil = model.At(from-1, 18*60), model.At(from+1, 0)
	if from == c.Horizon.From {
		w.AsOf, w.AnnouncedUntil = c.AsOf, c.AnnouncedUntil
	} else {
		w.History.Named, w.History.Agreed = nil, nil
	}
	w.Shifts, w.History.Outside = nil, slices.Clone(c.History.Outside)
	in := map[model.ShiftID]bool{}
	for _, s := range c.Shifts {
		if s.From < first && s.To > first { // the rest of a night, wherever the caregiver is by then
			s.From, s.Start, s.Break = first, "", nil
		}
		if in[s.ID] = s.From >= first && s.From < end; in[s.ID] {
			w.Shifts = append(w.Shifts, s)
			continue
		}
		w.History.Outside = append(w.History.Outside, model.OutsideShift{Caregiver: s.Caregiver, From: s.From, To: s.To})
	}
	slices.SortStableFunc(w.History.Outside, func(a, b model.OutsideShift) int {
		return cmp.Or(cmp.Compare(a.Caregiver, b.Caregiver), cmp.Compare(a.From, b.From))
	})
	within := func(from, to model.Time) bool { return from < end && to > first }
	w.Activities = kept(c.Activities, func(a model.Activity) bool { return in[a.Shift] })
	w.Reserves = kept(c.Reserves, func(r model.Reserve) bool { return within(r.From, r.To) })
	w.Absences = kept(c.Absences, func(a model.Absence) bool { return within(a.From, a.To) })
	w.External = kept(c.External, func(x model.External) bool { return within(x.From, x.To) })
	w.Pins = kept(c.Pins, func(p model.Pin) bool { return p.Date == 0 || w.Horizon.Has(p.Date) })
	return &w
}

func kept[T any](all []T, keep func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(x T) bool { return !keep(x) })
}
