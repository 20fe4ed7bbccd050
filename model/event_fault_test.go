package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// badEvents are events of every kind that are refused, and the field at fault.
var badEvents = []struct {
	name  string
	first []model.Event // accepted before it, in the same batch
	event model.Event
	field string
}{
	{"no kind", nil, event("holiday", nil), "kind"},
	{"no time", nil, event(model.SickEvent, func(e *model.Event) { e.Known, e.Caregiver = 0, "c1" }), "known"},
	{"before the export", nil, event(model.SickEvent, func(e *model.Event) { e.Known, e.Caregiver = onDay(-1, "11:00"), "c1" }), "known"},
	{"after the plan", nil, event(model.SickEvent, func(e *model.Event) { e.Known, e.Caregiver = onDay(7, "00:00"), "c1" }), "known"},
	{"out of order", []model.Event{event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" })},
		event(model.SickEvent, func(e *model.Event) { e.Known, e.Caregiver = eventNow-1, "c2" }), "known"},
	{"a field too few", nil, event(model.SickEvent, nil), "caregiver"},
	{"a field too many", nil, event(model.SickEvent, func(e *model.Event) { e.Caregiver, e.Visit = "c1", "h1/morning@2026-11-03" }), "visit"},
	{"minutes", nil, event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c1", -5 }), "minutes"},
	{"staff", nil, event(model.ChangedEvent, func(e *model.Event) { e.Visit, e.Staff = "h1/morning@2026-11-03", 5 }), "staff"},
	{"start", nil, event(model.PinEvent, func(e *model.Event) { e.Visit, e.Start, e.Reason = "h1/morning@2026-11-03", 1440, "x" }), "start"},

	{"sick: nobody", nil, event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c9" }), "caregiver"},
	{"sick: no shift", nil, event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c4" }), "to"},
	{"sick: ends before it begins", nil, event(model.SickEvent, func(e *model.Event) { e.Caregiver, e.From, e.To = "c1", eventNow, eventNow }), "to"},
	{"sick: over already", nil, event(model.SickEvent, func(e *model.Event) { e.Caregiver, e.To = "c1", eventNow-10 }), "from"},
	{"sick: already", []model.Event{event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" })},
		event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" }), "caregiver"},
	{"well: nobody", nil, event(model.WellEvent, func(e *model.Event) { e.Caregiver = "c9" }), "caregiver"},
	{"well: not away", nil, event(model.WellEvent, func(e *model.Event) { e.Caregiver = "c1" }), "caregiver"},
	{"late: nobody", nil, event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c9", 5 }), "caregiver"},
	{"late: no shift", nil, event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c4", 5 }), "caregiver"},
	{"late: too much", nil, event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c1", 300 }), "minutes"},
	{"late: another shift", nil, event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Shift, e.Minutes = "c1", "c2@0", 5 }), "shift"},
	{"late: away", []model.Event{event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" })},
		event(model.LateEvent, func(e *model.Event) { e.Known, e.Caregiver, e.Minutes = onDay(0, "09:00"), "c1", 5 }), "caregiver"},
	{"left: off duty", nil, event(model.LeftEvent, func(e *model.Event) { e.Caregiver = "c3" }), "caregiver"},

	{"absent: no home", nil, event(model.AbsentEvent, func(e *model.Event) { e.Home = "h9" }), "home"},
	{"absent: already", []model.Event{event(model.AbsentEvent, func(e *model.Event) { e.Home = "h2" })},
		event(model.AbsentEvent, func(e *model.Event) { e.Home, e.To = "h2", onDay(2, "12:00") }), "home"},
	{"absent: over already", nil, event(model.AbsentEvent, func(e *model.Event) { e.Home, e.To = "h2", eventNow-10 }), "from"},
	{"back: no home", nil, event(model.BackEvent, func(e *model.Event) { e.Home = "h9" }), "home"},
	{"back: not away", nil, event(model.BackEvent, func(e *model.Event) { e.Home = "h2" }), "home"},
	{"cancelled: no visit", nil, event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h9/morning@2026-11-03" }), "visit"},
	{"cancelled: another home", nil, event(model.CancelledEvent, func(e *model.Event) { e.Visit, e.Home = "h1/morning@2026-11-03", "h2" }), "home"},
	{"cancelled: begun", nil, event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" }), "visit"},
	{"cancelled: begun early", []model.Event{event(model.StartedEvent, func(e *model.Event) { e.Visit = "h5/morning@2026-11-02" })},
		event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h5/morning@2026-11-02" }), "visit"},
	{"cancelled: already", []model.Event{event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" })},
		event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" }), "visit"},
	{"cancelled: away", []model.Event{event(model.AbsentEvent, func(e *model.Event) { e.Home = "h1" })},
		event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" }), "visit"},
	{"cancelled: not given", nil, event(model.CancelledEvent, func(e *model.Event) { e.Visit, e.Service = "h1/morning@2026-11-03", "bath" }), "service"},

	{"acute: no home", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service = "h9", "care" }), "home"},
	{"acute: of what", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home = "h4" }), "service"},
	{"acute: no service", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service = "h4", "magic" }), "service"},
	{"acute: no part", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service, e.Part = "h4", "care", "teatime" }), "part"},
	{"acute: out of hours", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service, e.Part = "h4", "care", "night" }), "part"},
	{"acute: no provider", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service, e.Provider = "h4", "care", "nobody" }), "provider"},
	{"acute: past the plan", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service, e.From = "h4", "care", onDay(9, "08:00") }), "from"},
	{"acute: no weekday", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service, e.From = "h4", "cleaning", onDay(5, "08:00") }), "from"},
	{"acute: over already", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service, e.To = "h4", "care", eventNow-10 }), "to"},
	{"acute: nobody has that", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service, e.Qualification = "h4", "care", "magic" }), "qualification"},
	{"acute: another home's grant", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Grant = "h4", "care1" }), "home"},
	{"acute: a frame", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Grant = "h6", "frame6" }), "grant"},
	{"acute: a grant with its provider", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Grant, e.Provider = "h1", "care1", "private" }), "provider"},
	{"acute: a part of several", nil, event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Grant, e.Part = "h3", "meal3", "midday" }), "part"},

	{"no-show: no visit", nil, event(model.NoShowEvent, func(e *model.Event) { e.Visit = "x" }), "visit"},
	{"no-show: too early", nil, event(model.NoShowEvent, func(e *model.Event) { e.Visit = "h3/midday@2026-11-02" }), "visit"},
	{"no-show: long over", nil, event(model.NoShowEvent, func(e *model.Event) { e.Known, e.Visit = onDay(0, "14:00"), "h1/morning@2026-11-02" }), "visit"},
	{"no-show: another caregiver", nil, event(model.NoShowEvent, func(e *model.Event) { e.Visit, e.Caregiver = "h1/morning@2026-11-02", "c2" }), "caregiver"},
	{"no-show: done", []model.Event{event(model.DoneEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" })},
		event(model.NoShowEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" }), "visit"},
	{"no-show: already", []model.Event{event(model.NoShowEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" })},
		event(model.NoShowEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" }), "visit"},
	{"no-show: cancelled", []model.Event{event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h3/morning@2026-11-02" })},
		event(model.NoShowEvent, func(e *model.Event) { e.Known, e.Visit = onDay(0, "09:16"), "h3/morning@2026-11-02" }), "visit"},

	{"changed: what", nil, event(model.ChangedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" }), "from"},
	{"changed: begun", nil, event(model.ChangedEvent, func(e *model.Event) { e.Visit, e.Minutes = "h1/morning@2026-11-02", 5 }), "visit"},
	{"changed: not given", nil, event(model.ChangedEvent, func(e *model.Event) { e.Visit, e.Service, e.Minutes = "h1/morning@2026-11-03", "bath", 5 }), "service"},
	{"changed: which", nil, event(model.ChangedEvent, func(e *model.Event) { e.Visit, e.Minutes = "h1/morning@2026-11-05", 5 }), "service"},
	{"changed: too short a time", nil, event(model.ChangedEvent, func(e *model.Event) {
		e.Visit, e.From, e.To = "h1/morning@2026-11-03", onDay(1, "09:00"), onDay(1, "09:10")
	}), "to"},
	{"changed: too early", nil, event(model.ChangedEvent, func(e *model.Event) { e.Visit, e.To = "h5/morning@2026-11-02", onDay(0, "08:20") }), "to"},
	{"changed: past the plan", nil, event(model.ChangedEvent, func(e *model.Event) { e.Visit, e.From = "h1/morning@2026-11-03", onDay(8, "09:00") }), "from"},
	{"changed: out of hours", nil, event(model.ChangedEvent, func(e *model.Event) { e.Visit, e.From = "h1/morning@2026-11-03", onDay(1, "20:00") }), "from"},
	{"changed: nobody has that", nil, event(model.ChangedEvent, func(e *model.Event) { e.Visit, e.Qualification = "h1/morning@2026-11-03", "magic" }), "qualification"},

	{"swap: no service", nil, event(model.SwapEvent, func(e *model.Event) { e.Visit, e.Service = "h6/midday@2026-11-03", "magic" }), "service"},
	{"swap: which", nil, event(model.SwapEvent, func(e *model.Event) { e.Visit, e.Service = "h1/~cleaning@2", "talk" }), "grant"},
	{"swap: not given", nil, event(model.SwapEvent, func(e *model.Event) { e.Visit, e.Service, e.Grant = "h1/~cleaning@2", "talk", "care1" }), "grant"},
	{"swap: the same", nil, event(model.SwapEvent, func(e *model.Event) { e.Visit, e.Service = "h6/midday@2026-11-03", "frame" }), "service"},
	{"swap: longer than planned", nil, event(model.SwapEvent, func(e *model.Event) { e.Visit, e.Service, e.Minutes = "h6/midday@2026-11-03", "talk", 30 }), "minutes"},
	{"swap: no personal care", nil, event(model.SwapEvent, func(e *model.Event) { e.Visit, e.Service = "h4/~shopping@4", "care" }), "service"},
	{"swap: out of hours", nil, event(model.SwapEvent, func(e *model.Event) { e.Visit, e.Service, e.Minutes = "h3/evening@2026-11-02", "frame", 10 }), "service"},
	{"provider: of what", nil, event(model.ProviderEvent, func(e *model.Event) { e.Provider = "private" }), "grant"},
	{"provider: nobody", nil, event(model.ProviderEvent, func(e *model.Event) { e.Grant, e.Provider = "care1", "x" }), "provider"},
	{"provider: no grant", nil, event(model.ProviderEvent, func(e *model.Event) { e.Grant, e.Provider = "x", "private" }), "grant"},
	{"provider: no home", nil, event(model.ProviderEvent, func(e *model.Event) { e.Home, e.Provider = "x", "private" }), "home"},
	{"provider: another home's", nil, event(model.ProviderEvent, func(e *model.Event) { e.Grant, e.Home, e.Provider = "care1", "h2", "private" }), "home"},
	{"provider: too soon", nil, event(model.ProviderEvent, func(e *model.Event) {
		e.Grant, e.Provider, e.From = "care1", "private", model.At(model.DateOf(2026, 12, 1), 0)
	}), "from"},
	{"provider: no 1st", nil, event(model.ProviderEvent, func(e *model.Event) {
		e.Grant, e.Provider, e.From = "care1", "private", model.At(model.DateOf(2027, 1, 2), 0)
	}), "from"},
	{"provider: there already", nil, event(model.ProviderEvent, func(e *model.Event) { e.Grant, e.Provider = "care1", "muni" }), "provider"},
	{"provider: all there already", nil, event(model.ProviderEvent, func(e *model.Event) { e.Home, e.Provider = "h1", "muni" }), "home"},
	{"provider: own helper", nil, event(model.ProviderEvent, func(e *model.Event) { e.Grant, e.Provider = "help5", "private" }), "grant"},

	{"shift: what", nil, event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift = "sold", "c3@0" }), "what"},
	{"shift added: nobody", nil, added(func(e *model.Event) { e.Caregiver = "c9" }), "caregiver"},
	{"shift added: no mode", nil, added(func(e *model.Event) { e.Mode = "" }), "mode"},
	{"shift added: no place", nil, added(func(e *model.Event) { e.Place = "x" }), "place"},
	{"shift added: id taken", nil, added(func(e *model.Event) { e.Shift = "c1@0" }), "shift"},
	{"shift added: past the plan", nil, added(func(e *model.Event) { e.From, e.To = onDay(7, "09:00"), onDay(7, "12:00") }), "from"},
	{"shift added: too long", nil, added(func(e *model.Event) { e.To = onDay(1, "09:00") }), "to"},
	{"shift added: over", nil, added(func(e *model.Event) { e.From, e.To = onDay(0, "05:00"), onDay(0, "08:00") }), "to"},
	{"shift added: on duty", nil, added(func(e *model.Event) { e.Caregiver = "c1" }), "from"},
	{"shift added: no rest", nil, added(func(e *model.Event) { e.Caregiver, e.From, e.To = "c1", onDay(0, "16:00"), onDay(0, "20:00") }), "from"},
	{"shift added: away", []model.Event{event(model.SickEvent, func(e *model.Event) { e.Caregiver, e.To = "c4", onDay(1, "00:00") })}, added(nil), "caregiver"},
	{"shift removed: none", nil, event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift = model.ShiftRemoved, "x" }), "shift"},
	{"shift removed: somebody else's", nil, event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.Caregiver = model.ShiftRemoved, "c3@0", "c1" }), "caregiver"},
	{"shift removed: under way", nil, event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift = model.ShiftRemoved, "c1@0" }), "shift"},
	{"shift extended: to when", nil, event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift = model.ShiftExtended, "c1@0" }), "to"},
	{"shift extended: shorter", nil, event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.To = model.ShiftExtended, "c1@0", onDay(0, "14:00") }), "to"},
	{"shift extended: into the past", nil, event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.From = model.ShiftExtended, "c3@0", onDay(0, "08:00") }), "from"},
	{"shift extended: no rest", nil, event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.To = model.ShiftExtended, "c1@0", onDay(0, "21:00") }), "from"},
	{"shift lent: no district", nil, event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.District = model.ShiftLent, "c3@0", "x" }), "district"},
	{"shift lent: its own", nil, event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.District = model.ShiftLent, "c3@0", "east" }), "district"},
	{"shift lent: begun", nil, event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.District = model.ShiftLent, "c1@0", "west" }), "shift"},
	{"activity: whose", nil, event(model.ActivityEvent, func(e *model.Event) { e.What, e.From, e.Minutes = "meeting", eventNow, 30 }), "shift"},
	{"activity: off duty", nil, event(model.ActivityEvent, func(e *model.Event) { e.What, e.Caregiver, e.From, e.Minutes = "meeting", "c3", eventNow, 30 }), "caregiver"},
	{"activity: somebody else's", nil, event(model.ActivityEvent, func(e *model.Event) {
		e.What, e.Caregiver, e.Shift, e.From, e.Minutes = "meeting", "c2", "c1@0", eventNow, 30
	}), "caregiver"},
	{"activity: how long", nil, meeting(func(e *model.Event) { e.Minutes = 0 }), "minutes"},
	{"activity: no place", nil, meeting(func(e *model.Event) { e.Place = "x" }), "place"},
	{"activity: too much", nil, meeting(func(e *model.Event) { e.To = e.From + 20 }), "minutes"},
	{"activity: outside the shift", nil, meeting(func(e *model.Event) { e.From = onDay(0, "14:45") }), "from"},
	{"activity: past", nil, meeting(func(e *model.Event) { e.From = onDay(0, "07:30") }), "from"},
	{"activity: at two things", nil, meeting(func(e *model.Event) { e.From = onDay(0, "14:10") }), "from"},
	{"activity: no time left for another", []model.Event{meeting(func(e *model.Event) { e.To = onDay(0, "10:45") })},
		meeting(func(e *model.Event) { e.From = onDay(0, "10:10") }), "from"},
	{"activity: no time left for two others", []model.Event{
		meeting(func(e *model.Event) { e.To = onDay(0, "11:10") }), meeting(func(e *model.Event) { e.To = onDay(0, "11:10") }),
	}, meeting(func(e *model.Event) { e.From = onDay(0, "10:20") }), "from"},
	{"activity: away", []model.Event{event(model.LeftEvent, func(e *model.Event) { e.Caregiver, e.From = "c1", onDay(0, "12:00") })},
		meeting(func(e *model.Event) { e.From = onDay(0, "12:30") }), "caregiver"},

	{"pin: why", nil, event(model.PinEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" }), "reason"},
	{"pin: begun", nil, event(model.PinEvent, func(e *model.Event) { e.Visit, e.Reason = "h1/morning@2026-11-02", "x" }), "visit"},
	{"pin: nobody", nil, pinning(func(e *model.Event) { e.Caregiver = "c9" }), "caregiver"},
	{"pin: can't do it", nil, pinning(func(e *model.Event) { e.Visit, e.Caregiver = "h3/late@2026-11-03", "c1" }), "caregiver"},
	{"pin: off duty", nil, pinning(func(e *model.Event) { e.Caregiver = "c3" }), "caregiver"},
	{"pin: one of two", nil, pinning(func(e *model.Event) { e.Visit, e.Caregiver = "h2/morning@2026-11-03", "c5" }), "caregiver"},
	{"pin: out of hours", nil, pinning(func(e *model.Event) { e.Start = 16 * 60 }), "start"},
	{"pin: already", []model.Event{pinning(nil)}, pinning(nil), "visit"},
	{"pin: rejected", []model.Event{event(model.RejectedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" })},
		pinning(func(e *model.Event) { e.Caregiver = "c1" }), "caregiver"},
	{"unpin: not pinned", nil, event(model.UnpinEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" }), "visit"},

	{"started: no visit", nil, event(model.StartedEvent, func(e *model.Event) { e.Visit = "x" }), "visit"},
	{"started: who", nil, event(model.StartedEvent, func(e *model.Event) { e.Visit = "h2/morning@2026-11-02" }), "caregiver"},
	{"started: another", nil, event(model.StartedEvent, func(e *model.Event) { e.Visit, e.Caregiver = "h2/morning@2026-11-02", "c3" }), "caregiver"},
	{"started: to come", nil, event(model.StartedEvent, func(e *model.Event) { e.Visit, e.From = "h1/morning@2026-11-02", eventNow+1 }), "from"},
	{"started: twice", []model.Event{event(model.StartedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" })},
		event(model.StartedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" }), "visit"},
	{"started: cancelled", []model.Event{event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h3/morning@2026-11-02" })},
		event(model.StartedEvent, func(e *model.Event) { e.Visit = "h3/morning@2026-11-02" }), "visit"},
	{"done: twice", []model.Event{event(model.DoneEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" })},
		event(model.DoneEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" }), "visit"},
	{"done: before it started", []model.Event{event(model.StartedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" })},
		event(model.DoneEvent, func(e *model.Event) { e.Visit, e.To = "h1/morning@2026-11-02", eventNow-5 }), "to"},
	{"done: hours later", nil, event(model.DoneEvent, func(e *model.Event) { e.Known, e.Visit = onDay(0, "14:50"), "h1/morning@2026-11-02" }), "to"},

	{"told: begun", nil, event(model.ToldEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" }), "visit"},
	{"told: another day", nil, event(model.ToldEvent, func(e *model.Event) { e.Visit, e.From = "h1/morning@2026-11-03", onDay(5, "08:00") }), "from"},
	{"refused: no visit", nil, event(model.RefusedEvent, func(e *model.Event) { e.Visit = "x" }), "visit"},
	{"no answer: no visit", nil, event(model.NoAnswerEvent, func(e *model.Event) { e.Visit = "x" }), "visit"},
	{"accepted: of nothing", nil, event(model.AcceptedEvent, func(e *model.Event) { e.Visit, e.Of = "h1/morning@2026-11-03", 7 }), "of"},
	{"accepted: another", nil, event(model.AcceptedEvent, func(e *model.Event) { e.Visit, e.Caregiver = "h1/morning@2026-11-03", "c2" }), "caregiver"},
	{"accepted: rejected", []model.Event{event(model.RejectedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" })},
		event(model.AcceptedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" }), "visit"},
	{"rejected: of nothing", nil, event(model.RejectedEvent, func(e *model.Event) { e.Visit, e.Of = "h1/morning@2026-11-03", 7 }), "of"},
	{"rejected: another", nil, event(model.RejectedEvent, func(e *model.Event) { e.Visit, e.Caregiver = "h1/morning@2026-11-03", "c2" }), "caregiver"},
	{"rejected: twice", []model.Event{event(model.RejectedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" })},
		event(model.RejectedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" }), "caregiver"},
	{"rejected: pinned", []model.Event{pinning(nil)},
		event(model.RejectedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" }), "visit"},

	{"void: of nothing", nil, event(model.VoidEvent, func(e *model.Event) { e.Of = 7 }), "of"},
	{"void: a void", []model.Event{event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" }), event(model.VoidEvent, func(e *model.Event) { e.Of = 1 })},
		event(model.VoidEvent, func(e *model.Event) { e.Of = 2 }), "of"},
	{"void: twice", []model.Event{event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" }), event(model.VoidEvent, func(e *model.Event) { e.Of = 1 })},
		event(model.VoidEvent, func(e *model.Event) { e.Of = 1 }), "of"},
	{"void: built on", []model.Event{added(nil), event(model.ActivityEvent, func(e *model.Event) {
		e.What, e.Shift, e.From, e.Minutes = "meeting", "c4~E1", onDay(0, "12:00"), 30
	})}, event(model.VoidEvent, func(e *model.Event) { e.Of = 1 }), "of"},
}

// added is a good shift of c4 today, but for what is spoilt of it.
func added(spoil func(*model.Event)) model.Event {
	e := event(model.ShiftEvent, func(e *model.Event) {
		e.What, e.Caregiver, e.Mode, e.From, e.To = model.ShiftAdded, "c4", model.Car, onDay(0, "09:00"), onDay(0, "15:00")
	})
	if spoil != nil {
		spoil(&e)
	}
	return e
}

// meeting is a good activity of c1 today, likewise.
func meeting(spoil func(*model.Event)) model.Event {
	e := event(model.ActivityEvent, func(e *model.Event) {
		e.What, e.Shift, e.From, e.Minutes = "meeting", "c1@0", onDay(0, "10:00"), 30
	})
	spoil(&e)
	return e
}

// pinning is a good pin of a visit tomorrow, likewise.
func pinning(spoil func(*model.Event)) model.Event {
	e := event(model.PinEvent, func(e *model.Event) { e.Visit, e.Reason = "h1/morning@2026-11-03", "asked for" })
	if spoil != nil {
		spoil(&e)
	}
	return e
}

func TestIntakeRefuses(t *testing.T) {
	for _, test := range badEvents {
		t.Run(test.name, func(t *testing.T) {
			c, p := eventCase()
			log, faults := model.Intake(c, p, append(test.first, test.event))
			if len(faults) == 0 || log != nil {
				t.Fatalf("accepted: %+v", log)
			}
			for _, f := range faults {
				if f.Number != len(test.first)+1 || f.Field != test.field || f.Text.Da == "" || f.Text.En == "" || f.Text.Da == f.Text.En {
					t.Errorf("row %d, %s: %s / %s; want row %d, %s", f.Number, f.Field, f.Text.En, f.Text.Da, len(test.first)+1, test.field)
				}
			}
		})
	}
}

// All faults are told at once, and nothing of a batch with any is accepted.
func TestIntakeTellsAllFaults(t *testing.T) {
	c, p := eventCase()
	log, faults := model.Intake(c, p, []model.Event{
		event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c9" }),
		event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" }),
		event(model.CancelledEvent, nil),
	})
	if log != nil || len(faults) != 2 || faults[0].Number != 1 || faults[1].Number != 3 {
		t.Errorf("accepted %v, faults %v", log, faults)
	}
	if got := faults[1].String(); got != "event 3, visit: is missing: cancelled must have visit" {
		t.Errorf("the fault reads %q", got)
	}
}

// What a batch voids is not held against the events after it, also where it
// stands in the plan's log.
func TestIntakeForgetsWhatIsVoided(t *testing.T) {
	c, p := eventCase()
	sick := func(e *model.Event) { e.Caregiver = "c1" }
	void := event(model.VoidEvent, func(e *model.Event) { e.Of = 1 })
	take(t, c, p, event(model.SickEvent, sick), void, event(model.SickEvent, sick))
	p.Log = take(t, c, p, event(model.SickEvent, sick))
	log := take(t, model.Fold(c, p.Log, eventNow), p, void, event(model.SickEvent, sick))
	if log[0].Number != 2 || log[1].Number != 3 {
		t.Errorf("numbers do not go on: %+v", log)
	}
}
