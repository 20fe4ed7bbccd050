package casefile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// checkFields wants each event to have the fields of its kind, all that it must
// and no others: what would be ignored may have been meant.
func (b *batch) checkFields(r *reader) {
	for i := range b.all {
		e := &b.all[i].v
		must, may, known := model.EventFields(e.Kind, e.What)
		if !known {
			if e.Kind == model.ShiftEvent {
				b.missing(r, i, "what")
			}
			continue // a kind that can't be read was reported as such
		}
		b.checkEvent(r, i, must, may)
		if e.From != 0 && e.To != 0 && e.To <= e.From {
			b.fault(r, i, "to", model.Text{Da: "et tidspunkt efter fra", En: "a time after from"})
		}
	}
}

func (b *batch) checkEvent(r *reader, i int, must, may []string) {
	for j := range eventsFile.columns {
		c := &eventsFile.columns[j]
		switch empty := c.format(&b.all[i].v, &plainForm) == ""; {
		case empty && slices.Contains(must, c.en):
			b.missing(r, i, c.en)
		case !empty && !slices.Contains(must, c.en) && !slices.Contains(may, c.en) && !slices.Contains(anyEventHas, c.en):
			b.fault(r, i, c.en, wantNone(&b.all[i].v, slices.Concat(must, may)))
		}
	}
}

var anyEventHas = []string{"known", "kind", "reason"}

// missing reports a column that an event must have.
func (b *batch) missing(r *reader, i int, column string) {
	want := wantSomething
	if i < len(b.keys) {
		if _, there := b.keys[i][column]; !there {
			want = wantKey(column)
		}
	}
	b.fault(r, i, column, want)
}

// wantNone says which columns an event has instead of one that it has not.
func wantNone(e *model.Event, has []string) model.Text {
	danish := make([]string, len(has))
	for i, name := range has {
		danish[i] = eventsFile.columns[eventsFile.find(name)].da
	}
	return model.Text{
		Da: fmt.Sprintf("intet: %s har %s", eventKindText.format(e.Kind, &form{danish: true}), strings.Join(danish, ", ")),
		En: fmt.Sprintf("nothing: %s has %s", e.Kind, strings.Join(has, ", ")),
	}
}
