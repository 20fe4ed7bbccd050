package model

import (
	"maps"
	"slices"
	"strings"
)

// eventFields says by name whether an event has a field, under the names of
// docs/events.md. Known and kind every event has; start is a pin's alone.
var eventFields = map[string]func(*Event) bool{
	"what":          func(e *Event) bool { return e.What != "" },
	"caregiver":     func(e *Event) bool { return e.Caregiver != "" },
	"home":          func(e *Event) bool { return e.Home != "" },
	"visit":         func(e *Event) bool { return e.Visit != "" },
	"shift":         func(e *Event) bool { return e.Shift != "" },
	"grant":         func(e *Event) bool { return e.Grant != "" },
	"service":       func(e *Event) bool { return e.Service != "" },
	"part":          func(e *Event) bool { return e.Part != "" },
	"provider":      func(e *Event) bool { return e.Provider != "" },
	"district":      func(e *Event) bool { return e.District != "" },
	"from":          func(e *Event) bool { return e.From != 0 },
	"to":            func(e *Event) bool { return e.To != 0 },
	"start":         func(e *Event) bool { return e.Start >= 0 },
	"minutes":       func(e *Event) bool { return e.Minutes != 0 },
	"staff":         func(e *Event) bool { return e.Staff != 0 },
	"qualification": func(e *Event) bool { return e.Qualification != "" },
	"mode":          func(e *Event) bool { return e.Mode != "" },
	"place":         func(e *Event) bool { return e.Place != "" },
	"of":            func(e *Event) bool { return e.Of != 0 },
	"reason":        func(e *Event) bool { return e.Reason != "" },
}

// eventForm is which fields events of a kind must and may have.
type eventForm struct{ must, may string }

var eventForms = map[EventKind]eventForm{
	SickEvent:      {"caregiver", "from to"},
	WellEvent:      {"caregiver", "from"},
	LateEvent:      {"caregiver minutes", "shift"},
	LeftEvent:      {"caregiver", "from to shift"},
	AbsentEvent:    {"home", "what from to"},
	BackEvent:      {"home", "from"},
	CancelledEvent: {"visit", "home service grant"},
	AcuteEvent:     {"home", "grant service part provider from to minutes staff qualification"},
	NoShowEvent:    {"visit", "home caregiver"},
	ChangedEvent:   {"visit", "home service grant from to minutes staff qualification"},
	SwapEvent:      {"visit service", "home grant minutes"},
	ProviderEvent:  {"provider", "home grant from"},
	ShiftEvent:     {"what", ""}, // and as shiftForms has it
	ActivityEvent:  {"what from", "caregiver shift to minutes place"},
	PinEvent:       {"visit reason", "home caregiver start"},
	UnpinEvent:     {"visit", "home"},
	StartedEvent:   {"visit", "home caregiver from"},
	DoneEvent:      {"visit", "home caregiver from to"},
	ToldEvent:      {"visit", "home from"},
	RefusedEvent:   {"visit", "home"},
	NoAnswerEvent:  {"visit", "home"},
	AcceptedEvent:  {"visit", "home caregiver of"},
	RejectedEvent:  {"visit", "home caregiver of"},
	VoidEvent:      {"of", "caregiver home visit"},
}

// shiftForms are those of a shift by what happened to it.
var shiftForms = map[string]eventForm{
	ShiftAdded:    {"what caregiver from to", "shift mode place"},
	ShiftRemoved:  {"what shift", "caregiver"},
	ShiftExtended: {"what shift", "caregiver from to"},
	ShiftLent:     {"what shift district", "caregiver"},
}

// EventFields are the fields that an event of a kind must and may have beside
// known, kind and reason; what says what happened to a shift. They are not known
// of a kind that there is none of, nor of what can't happen to a shift.
func EventFields(kind EventKind, what string) (must, may []string, known bool) {
	form, known := eventForms[kind]
	if kind == ShiftEvent {
		form, known = shiftForms[what]
	}
	return strings.Fields(form.must), strings.Fields(form.may), known
}

// form wants an event to have the fields of its kind, and no others. A reason
// may be given for anything.
func (in *intake) form(e *Event) bool {
	form, known := eventForms[e.Kind]
	if !known {
		in.fault("kind", "%q er ingen slags hændelse; se docs/events.md", "%q is no kind of event; see docs/events.md", e.Kind)
		return false
	}
	if e.Kind == ShiftEvent {
		if form, known = shiftForms[e.What]; !known {
			in.fault("what", "%q kan ikke ske med en vagt: skriv added, removed, extended eller lent", "%q can't happen to a shift: write added, removed, extended or lent", e.What)
			return false
		}
	}
	before := len(in.faults)
	must, may := strings.Fields(form.must), strings.Fields(form.may)
	for _, field := range slices.Sorted(maps.Keys(eventFields)) {
		switch has := eventFields[field](e); {
		case !has && slices.Contains(must, field):
			in.fault(field, "mangler: %s skal have %s", "is missing: %s must have %s", e.Kind, strings.Join(must, ", "))
		case has && !slices.Contains(must, field) && !slices.Contains(may, field) && field != "reason":
			in.fault(field, "hører ikke til %s: lad feltet stå tomt", "does not belong to %s: leave it empty", e.Kind)
		}
	}
	in.ranges(e)
	return len(in.faults) == before
}

// ranges wants figures that can be meant.
func (in *intake) ranges(e *Event) {
	const longest, most = 24 * 60, 4
	if e.Minutes < 0 || e.Minutes > longest {
		in.fault("minutes", "%d: skriv 1 til %d minutter", "%d: write 1 to %d minutes", e.Minutes, longest)
	}
	if e.Staff < 0 || e.Staff > most {
		in.fault("staff", "%d: skriv 1 til %d personer (R-11.1.1b)", "%d: write 1 to %d persons (R-11.1.1b)", e.Staff, most)
	}
	if e.Start >= dayEnd {
		in.fault("start", "%s er intet klokkeslæt: skriv 00:00 til 23:59", "%s is no time of day: write 00:00 to 23:59", e.Start)
	}
	if e.From != 0 && e.To != 0 && e.To <= e.From {
		in.fault("to", "%s er ikke efter %s: skriv et senere tidspunkt", "%s is not after %s: write a later time", e.To, e.From)
	}
}
