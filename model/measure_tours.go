package model

import (
	"cmp"
	"slices"
)

// tours measures what caregivers' time goes to. Attendance is all paid time at
// work: every shift of the plan, breaks, activities and shifts without visits
// included, and overtime. Travel is walked again, never taken from the plan.
func (m *measurer) tours(r *Roads) {
	for i := range m.p.Tours {
		t := &m.p.Tours[i]
		mode := m.modeOf(t)
		var travel, first Minutes
		var metres, legs int
		over := m.walk(r, t, func(minutes Minutes, length int) {
			if legs++; legs == 1 {
				first = minutes
			}
			travel += minutes
			metres += length
		})
		overtime := m.overtime(t, over)
		busy, begin, citizens := m.busy(t, first)
		m.inTour(t, func(f *tally) {
			if t.serves() {
				f.Tours++
			}
			if travel > 0 || metres > 0 {
				f.TravelMinutes[mode] += travel
				f.metres[mode] += metres
			}
			f.Overtime += overtime
			f.WithCitizens += citizens
			f.Attendance += m.length(t) + overtime
			if len(t.Items) > 0 {
				waiting := max(0, over.Sub(begin)-busy-travel-m.away(t, begin, over))
				f.Waiting += waiting
				f.Idle += max(0, m.length(t)+overtime-busy-travel-waiting)
			} else {
				f.Idle += m.length(t)
			}
		})
	}
}

// away is how long the caregiver of a tour is absent between two times with
// nothing to do then: that is no waiting.
func (m *measurer) away(t *Tour, from, to Time) (sum Minutes) {
	off := slices.Clone(m.off[t.Caregiver])
	slices.SortFunc(off, func(a, b *Absence) int { return cmp.Compare(a.From, b.From) })
	for _, a := range off {
		if from = max(from, a.From); from >= to {
			break
		}
		until := min(to, a.To)
		sum += max(0, until.Sub(from))
		for i := range t.Items {
			if it := &t.Items[i]; it.Kind != TravelItem {
				sum -= max(0, min(it.To, until).Sub(max(it.From, from)))
			}
		}
		from = max(from, until)
	}
	return sum
}

// length is how long a tour's shift is.
func (x *ledger) length(t *Tour) Minutes {
	if s := x.shifts[t.Shift]; s != nil {
		return s.To.Sub(s.From)
	}
	return 0
}

// busy adds up the items of a tour that are not travel: all of them, and those
// with citizens. The tour begins with its first item, or with the first way
// where that leads from the shift's start to it.
func (m *measurer) busy(t *Tour, first Minutes) (busy Minutes, begin Time, citizens Minutes) {
	shift := m.shifts[t.Shift]
	placed := false
	for i := range t.Items {
		it := &t.Items[i]
		if it.Kind == TravelItem {
			continue
		}
		length := it.To.Sub(it.From)
		busy += length
		if it.Kind == VisitItem || it.Kind == CallItem {
			citizens += length
		}
		from := it.From
		if place := m.placeOf(it); place != "" && !placed {
			placed = true
			if shift != nil && shift.Start != "" && shift.Start != place && m.travels(t) {
				from = from.Add(-first)
			}
		}
		if begin == 0 || from < begin {
			begin = from
		}
	}
	return busy, begin, citizens
}
