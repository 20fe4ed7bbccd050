package model

import "slices"

// The kinds of activities that events make: time in which a caregiver is held up.
const (
	LateActivity   = "late"    // behind the plan (late, and done later than planned)
	NoShowActivity = "no-show" // nobody opened, and the caregiver stays (R-5.5b)
)

// afterHorizon is until when what has no end lasts: past the last night's visits.
func (c *Case) afterHorizon() Time { return At(c.Horizon.End()+1, 0) }

// away notes an absence; without an end it lasts past the horizon.
func (f *folder) away(a Absence) {
	if a.To == 0 {
		a.To = f.c.afterHorizon()
	}
	if a.From >= a.To {
		return
	}
	f.c.Absences = append(f.c.Absences, a)
	for i := range f.c.Shifts {
		if s := &f.c.Shifts[i]; s.Caregiver == a.Caregiver && s.From < a.From && a.From < s.To && f.goesHome(s, &a) {
			s.End = ""
		}
	}
}

// goesHome says whether who is absent does not come back to the office: the shift
// is over by then, or so nearly that the rest is not worked.
func (f *folder) goesHome(s *Shift, a *Absence) bool {
	rest := s.To.Sub(a.To)
	return rest <= 0 || rest < f.c.Standard.Rules.StretchLeast && rest <= a.From.Sub(s.From)
}

// present ends the absences of somebody that are under way at an instant; where
// none is, the next one is called off.
func (f *folder) present(theirs func(*Absence) bool, at Time) {
	next, ended := -1, false
	for i := range f.c.Absences {
		a := &f.c.Absences[i]
		switch {
		case !theirs(a) || a.To <= at:
		case a.From <= at: // what becomes empty is dropped below
			a.To, ended = at, true
		case next < 0 || a.From < f.c.Absences[next].From:
			next = i
		}
	}
	if !ended && next >= 0 {
		f.c.Absences[next].To = f.c.Absences[next].From
	}
	f.c.Absences = slices.DeleteFunc(f.c.Absences, func(a Absence) bool { return a.To <= a.From })
}

// hold blocks a caregiver's time in the shift of an event, and makes room for it:
// nobody is at two things. Who is held up to the shift's end is away for the rest of it.
func (f *folder) hold(e *Event, kind string, from, to Time) {
	at := f.shiftOf(e.Shift)
	if at < 0 {
		return
	}
	s := &f.c.Shifts[at]
	from, to = max(from, s.From), min(to, s.To)
	switch {
	case to <= from:
		return
	case to == s.To:
		f.away(Absence{Caregiver: s.Caregiver, From: from, To: to, Kind: kind})
		return
	case s.Break != nil && s.Break.From < to && from < s.Break.To.Add(s.BreakLen): // it waits
		s.Break = &Window{From: max(s.Break.From, to), To: max(s.Break.To, to), Floor: s.Break.Floor, Ceil: s.Break.Ceil}
	}
	f.makeRoom(e.Shift, from, to)
	f.c.Activities = append(f.c.Activities, Activity{Shift: e.Shift, Kind: kind, From: from, To: to, Minutes: to.Sub(from), Place: e.Place})
}

// free ends the lateness of a shift when its caregiver is done after all.
func (f *folder) free(shift ShiftID, at Time) {
	for i := range f.c.Activities {
		if a := &f.c.Activities[i]; a.Shift == shift && a.Kind == LateActivity && a.From < at && at < a.To {
			a.To, a.Minutes = at, at.Sub(a.From)
		}
	}
}

// makeRoom shortens the activities of a shift that a blocked stretch leaves too
// little time for: whoever is held up comes late to the meeting, or leaves it early.
func (f *folder) makeRoom(shift ShiftID, from, to Time) {
	for i := range f.c.Activities {
		a := &f.c.Activities[i]
		if a.Shift != shift || a.From >= to || a.To <= from {
			continue
		}
		before, after := from.Sub(a.From), a.To.Sub(to)
		switch {
		case max(before, after) >= a.Minutes: // it floats, and still fits
		case before > after:
			a.To, a.Minutes = from, before
		default:
			a.From, a.Minutes = to, after
		}
	}
	f.c.Activities = slices.DeleteFunc(f.c.Activities, func(a Activity) bool { return a.Shift == shift && a.Minutes <= 0 })
}

// shift adds, removes, extends or lends a shift.
func (f *folder) shift(e *Event) {
	if e.What == ShiftAdded {
		f.c.Shifts = append(f.c.Shifts, Shift{ID: e.Shift, Caregiver: e.Caregiver, From: e.From, To: e.To, Mode: e.Mode, Start: e.Place, End: e.Place})
		return
	}
	at := f.shiftOf(e.Shift)
	if at < 0 {
		return
	}
	s := &f.c.Shifts[at]
	switch e.What {
	case ShiftRemoved:
		f.c.Shifts = slices.Delete(f.c.Shifts, at, at+1)
		f.c.Activities = slices.DeleteFunc(f.c.Activities, func(a Activity) bool { return a.Shift == e.Shift })
	case ShiftExtended:
		s.From, s.To = e.From, e.To
	case ShiftLent:
		s.Lent = e.District
		if who := f.c.caregiver(s.Caregiver); who != nil && who.District == e.District {
			s.Lent = "" // home again
		}
	}
}

// activity blocks work time in a shift.
func (f *folder) activity(e *Event) {
	if f.shiftOf(e.Shift) >= 0 {
		f.c.Activities = append(f.c.Activities, Activity{Shift: e.Shift, Kind: e.What, From: e.From, To: e.To, Minutes: e.Minutes, Place: e.Place})
	}
}

// caregiver finds a caregiver by id, nil if there is none.
func (c *Case) caregiver(id CaregiverID) *Caregiver {
	for i := range c.Caregivers {
		if c.Caregivers[i].ID == id {
			return &c.Caregivers[i]
		}
	}
	return nil
}
