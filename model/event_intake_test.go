package model_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// goodEvents are events of every kind as written, and what the log keeps of
// them beside.
var goodEvents = []struct {
	name  string
	first []model.Event // accepted before it, in the same batch
	event model.Event
	keeps func(*model.Event)
}{
	{"sick from now, after the visit under way to the end of the shift", nil,
		event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" }),
		func(e *model.Event) { e.From, e.To = onDay(0, "08:50"), onDay(0, "15:00") }},
	{"sick before the next shift", nil,
		event(model.SickEvent, func(e *model.Event) { e.Caregiver, e.From = "c1", onDay(0, "15:00") }),
		func(e *model.Event) { e.To = onDay(1, "15:00") }},
	{"sick for some days", nil,
		event(model.SickEvent, func(e *model.Event) { e.Caregiver, e.To = "c4", onDay(3, "00:00") }),
		func(e *model.Event) { e.From = eventNow }},
	{"well", []model.Event{event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" })},
		event(model.WellEvent, func(e *model.Event) { e.Caregiver, e.From = "c1", onDay(0, "12:00") }), nil},
	{"late: after the visit under way", nil,
		event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c1", 15 }),
		func(e *model.Event) { e.Shift, e.From, e.To = "c1@0", onDay(0, "08:50"), onDay(0, "09:05") }},
	{"late again: after the first lateness", []model.Event{event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c1", 15 })},
		event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c1", 5 }),
		func(e *model.Event) { e.Shift, e.From, e.To = "c1@0", onDay(0, "09:05"), onDay(0, "09:10") }},
	{"late with nothing under way", nil,
		event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c2", 15 }),
		func(e *model.Event) { e.Shift, e.From, e.To = "c2@0", eventNow, eventNow+15 }},
	{"late for work", nil,
		event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c3", 30 }),
		func(e *model.Event) { e.Shift, e.From, e.To = "c3@0", onDay(0, "15:00"), onDay(0, "15:30") }},
	{"left after the visit under way", nil,
		event(model.LeftEvent, func(e *model.Event) { e.Caregiver, e.From = "c1", onDay(0, "10:00") }),
		func(e *model.Event) { e.Shift, e.From, e.To = "c1@0", onDay(0, "10:05"), onDay(0, "15:00") }},
	{"absent until further notice", nil,
		event(model.AbsentEvent, func(e *model.Event) { e.Home, e.What = "h2", "hospital" }),
		func(e *model.Event) { e.From = eventNow }},
	{"back", []model.Event{event(model.AbsentEvent, func(e *model.Event) { e.Home = "h2" })},
		event(model.BackEvent, func(e *model.Event) { e.Home, e.From = "h2", onDay(2, "12:00") }), nil},
	{"cancelled", nil,
		event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h1/~cleaning@2" }),
		func(e *model.Event) {
			e.Home, e.From, e.Occurrences = "h1", onDay(2, "10:45"), []model.OccurrenceID{"clean1#2", "shop1#4", "wash1#2"}
		}},
	{"acute, daily", nil,
		event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service, e.Part = "h4", "care", "midday" }),
		func(e *model.Event) { e.Grant, e.Provider, e.From = "h4~E1", "muni", eventNow }},
	{"acute, once", nil,
		event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service, e.Grant = "h4", "cleaning", "new" }),
		func(e *model.Event) {
			e.Provider, e.Part, e.From, e.To = "muni", "midday", eventNow, onDay(1, "00:00")
		}},
	{"acute: the part of the day is over", nil,
		event(model.AcuteEvent, func(e *model.Event) {
			e.Known, e.Home, e.Service, e.Part = onDay(0, "11:00"), "h4", "care", "morning"
		}),
		func(e *model.Event) { e.Grant, e.Provider, e.From = "h4~E1", "muni", onDay(1, "00:00") }},
	{"acute: more than before, from tomorrow since today's has begun", nil,
		event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Grant, e.Minutes = "h1", "care1", 40 }),
		func(e *model.Event) { e.Service, e.From = "care", onDay(1, "00:00") }},
	{"no-show", nil,
		event(model.NoShowEvent, func(e *model.Event) { e.Known, e.Visit = onDay(0, "09:16"), "h3/morning@2026-11-02" }),
		func(e *model.Event) {
			e.Home, e.Caregiver, e.Shift, e.Place, e.From, e.To = "h3", "c1", "c1@0", "p3", onDay(0, "09:25"), onDay(0, "09:36")
		}},
	{"changed: hours", nil,
		event(model.ChangedEvent, func(e *model.Event) {
			e.Visit, e.From, e.To = "h3/midday@2026-11-02", onDay(0, "11:00"), onDay(0, "11:30")
		}),
		func(e *model.Event) {
			e.Home, e.Part, e.Start, e.Occurrences = "h3", "midday", 11*60+20, []model.OccurrenceID{"meal3#85"}
		}},
	{"changed: another day and part", nil,
		event(model.ChangedEvent, func(e *model.Event) {
			e.Visit, e.From, e.To = "h6/midday@2026-11-04", onDay(3, "08:00"), onDay(3, "10:00")
		}),
		func(e *model.Event) {
			e.Home, e.Part, e.Occurrences = "h6", "morning", []model.OccurrenceID{"frame6.L1#30"}
		}},
	{"changed: length and staff of one service", nil,
		event(model.ChangedEvent, func(e *model.Event) {
			e.Visit, e.Service, e.Minutes, e.Staff = "h1/morning@2026-11-05", "care", 35, 2
		}),
		func(e *model.Event) {
			e.Home, e.Part, e.Occurrences = "h1", "morning", []model.OccurrenceID{"care1#31"}
			e.From, e.To = onDay(3, "00:00"), onDay(4, "00:00")
		}},
	{"swap", nil,
		event(model.SwapEvent, func(e *model.Event) { e.Visit, e.Service, e.Grant, e.Minutes = "h1/~cleaning@2", "talk", "clean1", 30 }),
		func(e *model.Event) {
			e.Home, e.Part, e.From, e.Occurrences = "h1", "midday", onDay(2, "10:45"), []model.OccurrenceID{"clean1#2"}
		}},
	{"provider: asked on the 2nd, from the 1st of the month after next", nil,
		event(model.ProviderEvent, func(e *model.Event) { e.Grant, e.Provider = "care1", "private" }),
		func(e *model.Event) { e.Home, e.From = "h1", model.At(model.DateOf(2027, 1, 1), 0) }},
	{"provider: of all grants", nil,
		event(model.ProviderEvent, func(e *model.Event) { e.Home, e.Provider = "h1", "private" }),
		func(e *model.Event) { e.From = model.At(model.DateOf(2027, 1, 1), 0) }},
	{"shift added", nil,
		event(model.ShiftEvent, func(e *model.Event) {
			e.What, e.Caregiver, e.Mode, e.From, e.To = model.ShiftAdded, "c4", model.Car, onDay(0, "09:00"), onDay(0, "15:00")
		}),
		func(e *model.Event) { e.Shift = "c4~E1" }},
	{"shift removed", nil,
		event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift = model.ShiftRemoved, "c3@0" }),
		func(e *model.Event) { e.Caregiver = "c3" }},
	{"shift extended", nil,
		event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.To = model.ShiftExtended, "c1@0", onDay(0, "16:00") }),
		func(e *model.Event) { e.Caregiver, e.From = "c1", onDay(0, "07:00") }},
	{"shift lent", nil,
		event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.District = model.ShiftLent, "c3@0", "west" }),
		func(e *model.Event) { e.Caregiver = "c3" }},
	{"activity", nil,
		event(model.ActivityEvent, func(e *model.Event) {
			e.What, e.Caregiver, e.From, e.Minutes, e.Place = "training", "c2", onDay(0, "12:00"), 45, "office"
		}),
		func(e *model.Event) { e.Shift, e.To = "c2@0", onDay(0, "12:45") }},
	{"activity that floats, in a shift", nil,
		event(model.ActivityEvent, func(e *model.Event) {
			e.What, e.Shift, e.From, e.To, e.Minutes = "documentation", "c2@0", onDay(0, "12:00"), onDay(0, "14:00"), 30
		}),
		func(e *model.Event) { e.Caregiver = "c2" }},
	{"pin as planned", nil,
		event(model.PinEvent, func(e *model.Event) { e.Visit, e.Reason = "h2/morning@2026-11-03", "the daughter is there" }),
		func(e *model.Event) {
			e.Home, e.From, e.Start, e.Caregivers = "h2", onDay(1, "09:45"), 585, []model.CaregiverID{"c1", "c2"}
		}},
	{"pin a caregiver", nil,
		event(model.PinEvent, func(e *model.Event) { e.Visit, e.Caregiver, e.Reason = "h1/morning@2026-11-03", "c2", "asked for" }),
		func(e *model.Event) {
			e.Home, e.From, e.Caregivers = "h1", onDay(1, "08:00"), []model.CaregiverID{"c2"}
		}},
	{"pin a time", nil,
		event(model.PinEvent, func(e *model.Event) { e.Visit, e.Start, e.Reason = "h1/morning@2026-11-03", 500, "the doctor comes" }),
		func(e *model.Event) { e.Home, e.From = "h1", onDay(1, "08:00") }},
	{"unpin", []model.Event{event(model.PinEvent, func(e *model.Event) { e.Visit, e.Reason = "h2/morning@2026-11-03", "x" })},
		event(model.UnpinEvent, func(e *model.Event) { e.Visit = "h2/morning@2026-11-03" }),
		func(e *model.Event) {
			e.Home, e.Part, e.From, e.Occurrences = "h2", "morning", onDay(1, "09:45"), []model.OccurrenceID{"lift2#1"}
		}},
	{"started", nil,
		event(model.StartedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" }),
		func(e *model.Event) { e.Home, e.Caregiver, e.Shift, e.From = "h1", "c1", "c1@0", eventNow }},
	{"done, later than planned", []model.Event{event(model.StartedEvent, func(e *model.Event) { e.Visit, e.From = "h1/morning@2026-11-02", onDay(0, "08:03") })},
		event(model.DoneEvent, func(e *model.Event) {
			e.Known, e.Visit, e.To = onDay(0, "09:10"), "h1/morning@2026-11-02", onDay(0, "09:02")
		}),
		func(e *model.Event) {
			e.Home, e.Caregiver, e.Shift, e.From, e.Minutes = "h1", "c1", "c1@0", onDay(0, "08:03"), 12
		}},
	{"done, in time", nil,
		event(model.DoneEvent, func(e *model.Event) { e.Known, e.Visit = onDay(0, "08:48"), "h1/morning@2026-11-02" }),
		func(e *model.Event) {
			e.Home, e.Caregiver, e.Shift, e.From, e.To = "h1", "c1", "c1@0", onDay(0, "08:00"), onDay(0, "08:48")
		}},
	{"told the time of the plan", nil,
		event(model.ToldEvent, func(e *model.Event) { e.Visit = "h3/midday@2026-11-02" }),
		func(e *model.Event) { e.Home, e.From = "h3", onDay(0, "12:30") }},
	{"refused: the agreed time stands", nil,
		event(model.RefusedEvent, func(e *model.Event) { e.Visit = "h3/midday@2026-11-02" }),
		func(e *model.Event) { e.Home, e.From = "h3", onDay(0, "12:30") }},
	{"refused: what was told stands", []model.Event{event(model.ToldEvent, func(e *model.Event) { e.Visit, e.From = "h3/midday@2026-11-02", onDay(0, "11:00") })},
		event(model.RefusedEvent, func(e *model.Event) { e.Visit = "h3/midday@2026-11-02" }),
		func(e *model.Event) { e.Home, e.From = "h3", onDay(0, "11:00") }},
	{"no answer", nil,
		event(model.NoAnswerEvent, func(e *model.Event) { e.Visit = "h3/midday@2026-11-02" }),
		func(e *model.Event) { e.Home = "h3" }},
	{"accepted", []model.Event{event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c3" })},
		event(model.AcceptedEvent, func(e *model.Event) { e.Visit, e.Of = "h2/morning@2026-11-02", 1 }),
		func(e *model.Event) {
			e.Home, e.From, e.Start, e.Caregivers = "h2", onDay(0, "09:45"), 585, []model.CaregiverID{"c1", "c2"}
		}},
	{"rejected", nil,
		event(model.RejectedEvent, func(e *model.Event) { e.Visit = "h2/morning@2026-11-02" }),
		func(e *model.Event) { e.Home, e.Caregivers = "h2", []model.CaregiverID{"c1", "c2"} }},
	{"rejected: one of two", nil,
		event(model.RejectedEvent, func(e *model.Event) { e.Visit, e.Caregiver = "h2/morning@2026-11-02", "c2" }),
		func(e *model.Event) { e.Home, e.Shift, e.Caregivers = "h2", "c2@0", []model.CaregiverID{"c2"} }},
	{"void", []model.Event{event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" })},
		event(model.VoidEvent, func(e *model.Event) { e.Of = 1 }), nil},
}

func TestIntakeFillsInWhatIsLeftOut(t *testing.T) {
	kinds := map[model.EventKind]bool{}
	for _, test := range goodEvents {
		t.Run(test.name, func(t *testing.T) {
			kinds[test.event.Kind] = true
			c, p := eventCase()
			log := take(t, c, p, append(test.first, test.event)...)
			want := test.event
			if want.Number = len(log); test.keeps != nil {
				test.keeps(&want)
			}
			if test.event.Grant == "" && test.event.Kind == model.AcuteEvent {
				want.Grant = "h4~E1"
			}
			if diff := cmp.Diff(want, log[len(log)-1]); diff != "" {
				t.Errorf("the log keeps (-want +got)\n%s", diff)
			}
		})
	}
	for _, kind := range strings.Fields("sick well late left absent back cancelled acute no-show changed swap provider shift activity pin unpin started done told refused no-answer accepted rejected void") {
		if !kinds[model.EventKind(kind)] {
			t.Errorf("no good event of kind %s", kind)
		}
	}
}
