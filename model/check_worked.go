package model

import (
	"cmp"
	"slices"
)

// worked are the stretches of a shift that are worked.
func (k *checker) worked(s *Shift) []Window {
	return workedOf(s, k.away[s.Caregiver], k.c.Standard.Rules.StretchLeast)
}

// workedOf are the stretches that absences leave of a shift, by time: those long
// enough to be worked in, or, where none is, the longest, the first of equal ones.
func workedOf(s *Shift, away []*Absence, least Minutes) []Window {
	away = slices.Clone(away)
	slices.SortFunc(away, func(a, b *Absence) int { return cmp.Compare(a.From, b.From) })
	var left []Window
	at := s.From
	for _, a := range append(away, &Absence{From: s.To, To: s.To}) {
		if end := min(a.From, s.To); end > at {
			left = append(left, Window{From: at, To: end})
		}
		at = max(at, a.To)
	}
	if len(left) < 2 {
		return left
	}
	length := func(w Window) Minutes { return w.To.Sub(w.From) }
	longest := slices.MaxFunc(left, func(a, b Window) int { return cmp.Compare(length(a), length(b)) })
	if left = slices.DeleteFunc(left, func(w Window) bool { return length(w) < least }); len(left) == 0 {
		left = []Window{longest}
	}
	return left
}

// workedIn is how long stretches are in all.
func workedIn(stretches []Window) (sum Minutes) {
	for _, w := range stretches {
		sum += w.To.Sub(w.From)
	}
	return sum
}

// outside are what activities of a given time leave of stretches.
func outside(activities []*Activity, stretches []Window) []Window {
	left := slices.Clone(stretches)
	for _, a := range activities {
		if !a.Fixed() {
			continue
		}
		for i := len(left) - 1; i >= 0; i-- {
			if w := left[i]; a.From < w.To && w.From < a.To {
				left = slices.Replace(left, i, i+1, Window{From: w.From, To: max(w.From, a.From)}, Window{From: min(w.To, a.To), To: w.To})
			}
		}
	}
	return left
}

// startIn says whether something of a length may start between two times, both
// included, and be done within one of some stretches.
func startIn(stretches []Window, from, to Time, length Minutes) bool {
	return slices.ContainsFunc(stretches, func(w Window) bool { return max(from, w.From) <= min(to, w.To.Add(-length)) })
}

// underWay says whether a shift was under way when a mend was made.
func (k *checker) underWay(s *Shift) bool { return k.mend != nil && s.From < k.mend.now }

// freeFrom is from when on a mend could plan anything new in a shift: not before
// it was made, nor before what its caregiver was at then, or about to be, is done.
func (k *checker) freeFrom(s *Shift) (at Time) {
	if k.mend == nil {
		return 0
	}
	at = k.mend.now
	soon := at.Add(k.c.Standard.Rules.FreezeAhead)
	for i := range k.visits {
		v := &k.visits[i]
		for j := range v.Staff {
			if a := &v.Staff[j]; a.Shift == s.ID && (a.Start < soon || k.mend.started[v.ID]) {
				at = max(at, a.Start.Add(a.Minutes))
			}
		}
	}
	return at
}

// hasBegun says whether the record has begun a visit of a shift: its caregiver was
// there, whatever absence says.
func (k *checker) hasBegun(s *Shift) bool {
	return k.mend != nil && slices.ContainsFunc(k.visits, func(v checkVisit) bool {
		return k.mend.started[v.ID] && slices.ContainsFunc(v.Staff, func(a Assignment) bool { return a.Shift == s.ID })
	})
}
