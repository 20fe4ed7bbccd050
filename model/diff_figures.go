package model

import (
	"maps"
	"slices"
)

// BillChange is a line of the bill in either plan.
type BillChange struct {
	Line              string
	Unit              string
	WasCount, IsCount int64
	Was, Is           Price
}

// billChanges puts the lines of two bills beside each other.
func billChanges(was, is []BillLine) []BillChange {
	lines := map[string]*BillChange{}
	at := func(l BillLine) *BillChange {
		if lines[l.Line] == nil {
			lines[l.Line] = &BillChange{Line: l.Line, Unit: l.Unit}
		}
		return lines[l.Line]
	}
	for _, l := range was {
		b := at(l)
		b.WasCount, b.Was = b.WasCount+l.Count, b.Was+l.Price
	}
	for _, l := range is {
		b := at(l)
		b.IsCount, b.Is = b.IsCount+l.Count, b.Is+l.Price
	}
	var all []BillChange
	for _, k := range slices.Sorted(maps.Keys(lines)) {
		all = append(all, *lines[k])
	}
	return all
}

// FigureChanged is a measure of either plan.
type FigureChanged struct {
	Key     string // as in comparisons: travel, travel.car, citizen_share …
	Unit    string // min, km, percent, visit …
	Was, Is float64
}

// figureChanges puts the measures of two plans beside each other. What neither
// has is left out.
func figureChanges(was, is *Figures) []FigureChanged {
	a, b := figureList(was), figureList(is)
	var all []FigureChanged
	for i := range a {
		if a[i].value != 0 || b[i].value != 0 {
			all = append(all, FigureChanged{a[i].key, a[i].unit, a[i].value, b[i].value})
		}
	}
	return all
}

type keyedFigure struct {
	key, unit string
	value     float64
}

// figureList is a plan's figures in a fixed order, the same for every plan.
func figureList(f *Figures) []keyedFigure {
	travel, km := Minutes(0), 0.0
	var modes []keyedFigure
	for _, m := range Modes {
		travel, km = travel+f.TravelMinutes[m], km+f.Kilometres[m]
		modes = append(modes, keyedFigure{"travel." + string(m), "min", float64(f.TravelMinutes[m])})
	}
	l := append([]keyedFigure{{"travel", "min", float64(travel)}}, modes...)
	l = append(l,
		keyedFigure{"kilometres", "km", km},
		keyedFigure{"waiting", "min", float64(f.Waiting)},
		keyedFigure{"overtime", "min", float64(f.Overtime)},
		keyedFigure{"citizen_share", "percent", share(int(f.WithCitizens), int(f.Attendance))},
		keyedFigure{"named_share", "percent", share(f.ByNamed, f.NamedVisits)},
		keyedFigure{"distinct", "caregiver", f.Distinct},
		keyedFigure{"new_faces", "caregiver", float64(f.NewFaces)},
		keyedFigure{"calls", "call", float64(f.Calls)},
		keyedFigure{"postponed", "occurrence", float64(f.Postponed)},
		keyedFigure{"debts", "occurrence", float64(f.Debts)})
	for _, c := range []CareClass{NeverCancelled, Replaced, Priced} {
		l = append(l, keyedFigure{"unserved." + string(c), "occurrence", float64(f.Unserved[c])})
	}
	return append(l,
		keyedFigure{"changed_caregivers", "visit", float64(f.ChangedCaregivers)},
		keyedFigure{"changed_tours", "tour", float64(f.ChangedTours)},
		keyedFigure{"late_calls", "call", float64(f.LateCalls)})
}

// share is n of m in per cent; 0 of nothing.
func share(n, m int) float64 {
	if m == 0 {
		return 0
	}
	return 100 * float64(n) / float64(m)
}
