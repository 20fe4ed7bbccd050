package casefile

import (
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// eventForm says which columns an event of a kind has beside number, known,
// kind and reason, which any may have.
type eventForm struct {
	kind  model.EventKind
	what  string     // of a shift: what happened to it
	needs []string   // none may be empty
	some  [][]string // of each of these sets at least one
	may   []string
}

// eventForms are the kinds in the order of docs/events.md.
var eventForms = []eventForm{
	{kind: model.SickEvent, needs: words("caregiver"), may: words("from to")},
	{kind: model.WellEvent, needs: words("caregiver"), may: words("from")},
	{kind: model.LateEvent, needs: words("caregiver minutes")},
	{kind: model.LeftEvent, needs: words("caregiver"), may: words("from to")},
	{kind: model.AbsentEvent, needs: words("home"), may: words("from to what")},
	{kind: model.BackEvent, needs: words("home"), may: words("from")},
	{kind: model.CancelledEvent, needs: words("visit"), may: words("home service grant")},
	{kind: model.AcuteEvent, needs: words("home service grant"), may: words("provider part from to minutes staff qualification")},
	{kind: model.NoShowEvent, needs: words("visit"), may: words("home caregiver")},
	{kind: model.ChangedEvent, needs: words("visit"), some: sets("from to minutes staff qualification"), may: words("home service grant")},
	{kind: model.SwapEvent, needs: words("visit service"), may: words("home grant minutes")},
	{kind: model.ProviderEvent, needs: words("provider"), some: sets("grant home"), may: words("from")},
	{kind: model.ShiftEvent, what: model.ShiftAdded, needs: words("what caregiver from to mode"), may: words("shift place")},
	{kind: model.ShiftEvent, what: model.ShiftRemoved, needs: words("what shift"), may: words("caregiver")},
	{kind: model.ShiftEvent, what: model.ShiftExtended, needs: words("what shift"), some: sets("from to"), may: words("caregiver")},
	{kind: model.ShiftEvent, what: model.ShiftLent, needs: words("what shift district"), may: words("caregiver")},
	{kind: model.ActivityEvent, needs: words("from"), some: sets("shift caregiver", "to minutes"), may: words("what place")},
	{kind: model.PinEvent, needs: words("visit"), may: words("home caregiver start")},
	{kind: model.UnpinEvent, needs: words("visit"), may: words("home")},
	{kind: model.StartedEvent, needs: words("visit"), may: words("home caregiver from")},
	{kind: model.DoneEvent, needs: words("visit"), may: words("home caregiver from to")},
	{kind: model.ToldEvent, needs: words("visit"), may: words("home from")},
	{kind: model.RefusedEvent, needs: words("visit"), may: words("home")},
	{kind: model.NoAnswerEvent, needs: words("visit"), may: words("home")},
	{kind: model.AcceptedEvent, needs: words("visit"), may: words("home caregiver of")},
	{kind: model.RejectedEvent, needs: words("visit"), may: words("home caregiver of")},
	{kind: model.VoidEvent, needs: words("of")},
}

// anyEventHas are the columns that an event of any kind may have.
var anyEventHas = words("number known kind reason")

func words(list string) []string { return strings.Fields(list) }

func sets(lists ...string) (out [][]string) {
	for _, l := range lists {
		out = append(out, words(l))
	}
	return out
}

// formOf is the form of an event, nil where its kind, or what happened to a
// shift, is not known.
func formOf(e *model.Event) *eventForm {
	for i := range eventForms {
		if f := &eventForms[i]; f.kind == e.Kind && (f.what == "" || f.what == e.What) {
			return f
		}
	}
	return nil
}

// has says whether a column is one of the form's.
func (f *eventForm) has(column string) bool {
	return slices.Contains(f.columns(), column) || slices.Contains(anyEventHas, column)
}

// columns are those of the form's own, the needed first.
func (f *eventForm) columns() []string {
	return slices.Concat(append(append([][]string{f.needs}, f.some...), f.may)...)
}

// said is what the form is of, as it is written.
func (f *eventForm) said() string {
	return strings.TrimSpace(string(f.kind) + " " + f.what)
}

// sagt is the same in Danish.
func (f *eventForm) sagt() string {
	danish := form{danish: true}
	return strings.TrimSpace(eventKindText.format(f.kind, &danish) + " " + shiftWhatText.format(f.what, &danish))
}
