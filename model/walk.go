package model

// walk goes a tour from its shift's start to its end, undivided by what happens
// wherever the caregiver is, and tells each way between two different places.
// It returns when the tour is over, home again.
func (x *ledger) walk(r *Roads, t *Tour, leg func(m Minutes, metres int)) Time {
	shift := x.shifts[t.Shift]
	var over Time
	at, ends := PlaceID(""), PlaceID("")
	travels := x.travels(t)
	mode := t.Mode
	if shift != nil {
		mode = shift.Mode
		over = shift.From
		at, ends = shift.Start, shift.End
	}
	left := over // the place where the caregiver was last
	for i := range t.Items {
		it := &t.Items[i]
		over = max(over, it.To)
		place := x.placeOf(it)
		if place == "" {
			continue
		}
		if travels {
			x.step(r, mode, at, place, leg)
		}
		at, left = place, it.To
	}
	if travels {
		over = max(over, left.Add(x.step(r, mode, at, ends, leg)))
	}
	return over
}

func (x *ledger) step(r *Roads, mode Mode, from, to PlaceID, leg func(m Minutes, metres int)) Minutes {
	if from == "" || to == "" || from == to {
		return 0
	}
	m, metres := r.Leg(mode, from, to)
	leg(m, metres)
	return m
}

// travels says whether a tour goes anywhere: to a visit, or to an activity at a
// place. Nobody goes out for a call, nor for the shift alone.
func (x *ledger) travels(t *Tour) bool {
	for i := range t.Items {
		if it := &t.Items[i]; it.Kind == TravelItem || x.placeOf(it) != "" {
			return true
		}
	}
	return false
}

// serves says whether a tour serves anybody at all.
func (t *Tour) serves() bool {
	for i := range t.Items {
		if k := t.Items[i].Kind; k == VisitItem || k == CallItem {
			return true
		}
	}
	return false
}

// modeOf is how the caregiver of a tour moves.
func (x *ledger) modeOf(t *Tour) Mode {
	if s := x.shifts[t.Shift]; s != nil {
		return s.Mode
	}
	return t.Mode
}

// overtime is how long a tour lasts beyond its shift.
func (x *ledger) overtime(t *Tour, over Time) Minutes {
	s := x.shifts[t.Shift]
	if s == nil || over <= s.To {
		return 0
	}
	return over.Sub(s.To)
}
