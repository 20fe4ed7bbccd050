package model

import "cmp"

// sick: away from when it is told to when the caregiver is expected back, else
// to the end of the shift under way or of the next one.
func (in *intake) sick(e *Event) {
	if in.carer(e) == nil {
		return
	}
	if e.From == 0 {
		e.From = e.Known
	}
	if e.To == 0 {
		s := in.c.shiftAt(e.Caregiver, e.From)
		if s == nil {
			in.fault("to", "%s har ingen vagt efter %s: skriv, til hvornår", "%s has no shift after %s: say until when", e.Caregiver, e.From)
			return
		}
		e.To = s.To
	}
	in.leaves(e)
}

// leaves wants an absence of a caregiver to be news. A visit under way is
// finished first: nobody is left half dressed.
func (in *intake) leaves(e *Event) {
	if until := in.visitUntil(e.Caregiver, e.From); until < e.To {
		e.From = until
	}
	switch {
	case e.To <= e.From:
		in.fault("from", "%s er ikke før %s: skriv et tidligere tidspunkt", "%s is not before %s: write an earlier time", e.From, e.To)
	case in.c.isAway(ofCaregiver(e.Caregiver), e.From, e.To):
		in.clash(e, "caregiver", "%s er allerede fraværende til %s: skriv, hvis det varer længere", "%s is away until %s already: say so if it lasts longer", e.Caregiver, e.To)
	}
}

// visitUntil is when the visit or call that a caregiver is at by the plan ends;
// the instant itself where there is none.
func (in *intake) visitUntil(who CaregiverID, at Time) Time {
	for i := range in.p.Tours {
		if in.p.Tours[i].Caregiver != who {
			continue
		}
		for _, it := range in.p.Tours[i].Items {
			if (it.Kind == VisitItem || it.Kind == CallItem) && it.From < at && at < it.To {
				return it.To
			}
		}
	}
	return at
}

// well ends an absence that is under way or to come.
func (in *intake) well(e *Event) {
	if in.carer(e) == nil {
		return
	}
	if e.From == 0 {
		e.From = e.Known
	}
	if !in.c.awayAfter(ofCaregiver(e.Caregiver), e.From) {
		in.clash(e, "caregiver", "%s er ikke fraværende %s: kun den, der er væk, kan komme tilbage", "%s is not away at %s: only who is away can be back", e.Caregiver, e.From)
	}
}

// awayAfter says whether an absence is under way at an instant, or to come.
func (c *Case) awayAfter(theirs func(*Absence) bool, at Time) bool {
	for i := range c.Absences {
		if a := &c.Absences[i]; theirs(a) && a.To > at {
			return true
		}
	}
	return false
}

// onDuty finds the shift under way at an instant, or the next one where that
// will do, and wants the caregiver there. The shift that the event names must be it.
func (in *intake) onDuty(e *Event, at Time, next bool) *Shift {
	if in.carer(e) == nil {
		return nil
	}
	s := in.c.shiftAt(e.Caregiver, at)
	if s == nil || s.From > at && !next {
		in.fault("caregiver", "%s er ikke på vagt %s: brug sick eller shift", "%s is not on duty at %s: use sick or shift", e.Caregiver, at)
		return nil
	}
	if e.Shift != "" && e.Shift != s.ID {
		in.fault("shift", "%s er på vagten %s: skriv den, eller ingen", "%s is on shift %s: write that one, or none", e.Caregiver, s.ID)
		return nil
	}
	if t := max(at, s.From); in.c.isAway(ofCaregiver(e.Caregiver), t, t+1) {
		in.clash(e, "caregiver", "%s er fraværende %s: skriv well først", "%s is away at %s: write well first", e.Caregiver, t)
	}
	e.Shift = s.ID
	return s
}

// left: away from when the caregiver goes home to the end of the shift.
func (in *intake) left(e *Event) {
	if e.From == 0 {
		e.From = e.Known
	}
	s := in.onDuty(e, e.From, false)
	if s == nil {
		return
	}
	if e.To == 0 {
		e.To = s.To
	}
	in.leaves(e)
}

// late: held up from the end of what is under way by the plan, or from now, for
// so many minutes; who has not begun work begins it so much later. Nobody is
// further behind than the standard has it and still comes.
func (in *intake) late(e *Event) {
	s := in.onDuty(e, e.Known, true)
	if s == nil {
		return
	}
	if most := in.c.Standard.Rules.LateMost; e.Minutes > most {
		in.fault("minutes", "%d er mere end %d: brug left eller sick", "%d are more than %d: use left or sick", e.Minutes, most)
		return
	}
	e.From = max(e.Known, s.From)
	if e.Known >= s.From {
		e.From = in.underWayUntil(s.ID, e.Known)
	}
	e.From = min(in.c.heldUntil(s.ID, e.From), s.To)
	e.To = min(e.From.Add(e.Minutes), s.To)
}

// underWayUntil is when what a tour has under way at an instant ends; the
// instant itself where that is nothing.
func (in *intake) underWayUntil(shift ShiftID, at Time) Time {
	for i := range in.p.Tours {
		if in.p.Tours[i].Shift != shift {
			continue
		}
		for _, it := range in.p.Tours[i].Items {
			if it.From <= at && at < it.To {
				return it.To
			}
		}
	}
	return at
}

// heldUntil is until when a shift that is held up at an instant is; the instant
// itself where it is not.
func (c *Case) heldUntil(shift ShiftID, at Time) Time {
	for again := true; again; {
		again = false
		for i := range c.Activities {
			if a := &c.Activities[i]; a.Shift == shift && a.HeldUp() && a.From <= at && at < a.To {
				at, again = a.To, true
			}
		}
	}
	return at
}

// member finds the assignment of the caregiver that an event is about, the only
// one where it names none.
func (in *intake) member(e *Event, v *Visit) *Assignment {
	for i := range v.Staff {
		if a := &v.Staff[i]; a.Caregiver == e.Caregiver || e.Caregiver == "" && len(v.Staff) == 1 {
			e.Caregiver, e.Shift = a.Caregiver, a.Shift
			return a
		}
	}
	if e.Caregiver == "" {
		in.fault("caregiver", "%s har flere medarbejdere: skriv hvem", "%s has several caregivers: say who", v.ID)
	} else {
		in.fault("caregiver", "%s er ikke på %s i planen: skriv en, der er, eller pin besøget først", "%s is not in %s by the plan: write one who is, or pin the visit first", e.Caregiver, v.ID)
	}
	return nil
}

// started: from the mobile record.
func (in *intake) started(e *Event) {
	if e.From == 0 {
		e.From = e.Known
	}
	v, _ := in.record(e)
	if v == nil {
		return
	}
	if was := in.recorded(v.ID, StartedEvent, e.Caregiver); was != nil {
		in.clash(e, "visit", "%s er begyndt %s ifølge hændelse %d: skriv void først", "%s began at %s by event %d: void that first", v.ID, was.From, was.Number)
	}
}

// record is what started and done have in common: a visit of the plan that its
// caregiver may be at, and times that have passed. What is recorded long before
// the planned time can only be another visit.
func (in *intake) record(e *Event) (*Visit, *Assignment) {
	v := in.visit(e)
	if v == nil {
		return nil, nil
	}
	a := in.member(e, v)
	if a == nil {
		return nil, nil
	}
	if e.From > e.Known || e.To > e.Known {
		in.fault("from", "det er meldt, før det skete: skriv tider til og med %s", "it was recorded before it happened: write times up to %s", e.Known)
	}
	if at := cmp.Or(e.From, e.To); at != 0 && v.Start.Sub(at) > in.c.Standard.Rules.RecordEarly {
		in.fault("visit", "%s er planlagt %s: skriv det besøg, der blev gjort", "%s is planned at %s: write the visit that was made", v.ID, v.Start)
	}
	if e.From != 0 && in.c.isAway(ofHome(v.Home), e.From, e.From+1) {
		in.clash(e, "visit", "borgeren er fraværende %s: skriv back først", "the citizen is away at %s: write back first", e.From)
	}
	if in.dropped(v) {
		in.clash(e, "visit", "%s er aflyst: skriv void for aflysningen først", "%s is cancelled: void the cancelling first", v.ID)
	}
	if was := in.recorded(v.ID, DoneEvent, e.Caregiver); was != nil {
		in.clash(e, "visit", "%s er gjort ifølge hændelse %d: skriv void først", "%s is done by event %d: void that first", v.ID, was.Number)
	}
	return v, a
}

// dropped says whether nothing that a visit does is owed any more.
func (in *intake) dropped(v *Visit) bool {
	for i := range v.Does {
		if !in.c.isCancelled(v.Does[i].Occurrence) {
			return false
		}
	}
	return len(v.Does) > 0
}

// done: from the mobile record; From to To was delivered, and Minutes is
// how much later than planned, and than known before, the caregiver is free.
func (in *intake) done(e *Event) {
	if e.To == 0 {
		e.To = e.Known
	}
	v, a := in.record(e)
	if v == nil {
		return
	}
	if e.From == 0 {
		e.From = min(a.Start, e.To-1)
		if was := in.recorded(v.ID, StartedEvent, e.Caregiver); was != nil {
			e.From = was.From
		}
	}
	if e.To <= e.From {
		in.fault("to", "%s er ikke efter begyndelsen %s: skriv et senere tidspunkt", "%s is not after the start %s: write a later time", e.To, e.From)
		return
	}
	if e.Minutes = max(0, e.To.Sub(in.c.heldUntil(a.Shift, a.Start.Add(a.Minutes)))); e.Minutes > in.c.Standard.Rules.LateMost {
		in.fault("to", "%s er %d minutter efter planen: skriv, hvornår besøget sluttede", "%s is %d minutes behind the plan: write when the visit ended", e.To, e.Minutes)
	}
}
