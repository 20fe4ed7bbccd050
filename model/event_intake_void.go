package model

import "slices"

// void undoes an entry made in error, unless what came later builds on it.
func (in *intake) void(e *Event) {
	log := in.log()
	at := slices.IndexFunc(log, func(o Event) bool { return o.Number == e.Of })
	if at < 0 {
		in.fault("of", "loggen har ingen hændelse %d: brug et nummer fra loggen", "the log has no event %d: use a number of the log", e.Of)
		return
	}
	of := &log[at]
	if !e.means(of) {
		in.fault("of", "hændelse %d handler om noget andet: ret nummeret", "event %d is about something else: correct the number", e.Of)
		return
	}
	if of.Kind == VoidEvent {
		in.fault("of", "hændelse %d er selv en annullering: skriv hændelsen igen", "event %d is a void itself: write the event again", e.Of)
		return
	}
	if slices.ContainsFunc(log, func(o Event) bool { return o.Kind == VoidEvent && o.Of == e.Of }) {
		in.fault("of", "hændelse %d er allerede annulleret: lad være", "event %d is void already: leave it", e.Of)
		return
	}
	for _, later := range Standing(log[at+1:]) {
		if later.builds(of) && !voids(log, later.Number) {
			in.fault("of", "hændelse %d bygger på %d: skriv void for den først", "event %d builds on %d: void that first", later.Number, e.Of)
			return
		}
	}
}

// voids says whether a log voids an event.
func voids(log []Event, number int) bool {
	return slices.ContainsFunc(log, func(o Event) bool { return o.Kind == VoidEvent && o.Of == number })
}

// builds says whether an event is about what an earlier one made: an added
// shift, an acute grant, or an absence that it ends.
func (e *Event) builds(of *Event) bool {
	switch of.Kind {
	case ShiftEvent:
		return of.What == ShiftAdded && e.Shift == of.Shift
	case AcuteEvent:
		return e.Grant == of.Grant
	case SickEvent, LeftEvent:
		return e.Kind == WellEvent && e.Caregiver == of.Caregiver
	case AbsentEvent:
		return e.Kind == BackEvent && e.Home == of.Home
	}
	return false
}
