package casefile

import (
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// madeText is the id of a grant or a shift, also of one that an event made in
// the place of another or beside it: GRANT~E7. In a case no id has the sign.
func madeText[V ~string]() codec[V] {
	c := idText[V]()
	parse := c.parse
	c.parse = func(s string, f *form) (V, *model.Text) {
		_, bad := parse(strings.ReplaceAll(s, "~", ""), f)
		return V(s), bad
	}
	return c
}

var eventKindText = oneWord(
	wordPair[model.EventKind]{model.SickEvent, "syg"}, wordPair[model.EventKind]{model.WellEvent, "rask"},
	wordPair[model.EventKind]{model.LateEvent, "forsinket"}, wordPair[model.EventKind]{model.LeftEvent, "gået"},
	wordPair[model.EventKind]{model.AbsentEvent, "fraværende"}, wordPair[model.EventKind]{model.BackEvent, "tilbage"},
	wordPair[model.EventKind]{model.CancelledEvent, "aflyst"}, wordPair[model.EventKind]{model.AcuteEvent, "akut"},
	wordPair[model.EventKind]{model.NoShowEvent, "forgæves"}, wordPair[model.EventKind]{model.ChangedEvent, "ændret"},
	wordPair[model.EventKind]{model.SwapEvent, "byttet"}, wordPair[model.EventKind]{model.ProviderEvent, "leverandør"},
	wordPair[model.EventKind]{model.ShiftEvent, "vagt"}, wordPair[model.EventKind]{model.ActivityEvent, "aktivitet"},
	wordPair[model.EventKind]{model.PinEvent, "fastlåst"}, wordPair[model.EventKind]{model.UnpinEvent, "frigivet"},
	wordPair[model.EventKind]{model.StartedEvent, "begyndt"}, wordPair[model.EventKind]{model.DoneEvent, "udført"},
	wordPair[model.EventKind]{model.ToldEvent, "meddelt"}, wordPair[model.EventKind]{model.RefusedEvent, "afslået"},
	wordPair[model.EventKind]{model.NoAnswerEvent, "intet svar"}, wordPair[model.EventKind]{model.AcceptedEvent, "godkendt"},
	wordPair[model.EventKind]{model.RejectedEvent, "forkastet"}, wordPair[model.EventKind]{model.VoidEvent, "annulleret"})

var shiftWhatText = oneWord(
	wordPair[string]{model.ShiftAdded, "tilføjet"}, wordPair[string]{model.ShiftRemoved, "fjernet"},
	wordPair[string]{model.ShiftExtended, "forlænget"}, wordPair[string]{model.ShiftLent, "udlånt"})

// whatColumn says what happened: a closed list of words for a shift, which are
// translated, and else a text.
func whatColumn() column[model.Event] {
	c := col("what", "hvad", freeText(), func(e *model.Event) *string { return &e.What })
	parse, format := c.parse, c.format
	c.parse = func(s string, f *form, to *model.Event) (bad *model.Text) {
		if to.Kind != model.ShiftEvent {
			return parse(s, f, to)
		}
		to.What, bad = shiftWhatText.parse(s, f)
		return bad
	}
	c.format = func(e *model.Event, f *form) string {
		if e.Kind != model.ShiftEvent {
			return format(e, f)
		}
		return shiftWhatText.format(e.What, f)
	}
	return c
}
