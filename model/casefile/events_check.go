package casefile

import (
	"fmt"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// checkForms wants each event to have the columns of its kind, all that it
// needs and no others: what would be ignored may have been meant.
func (b *batch) checkForms(r *reader) {
	for i := range b.all {
		e := &b.all[i].v
		switch f := formOf(e); {
		case f != nil:
			b.checkForm(r, i, f)
		case e.Kind == model.ShiftEvent:
			b.missing(r, i, "what")
		}
	}
}

func (b *batch) checkForm(r *reader, i int, f *eventForm) {
	empty := map[string]bool{}
	for j := range eventsFile.columns {
		c := &eventsFile.columns[j]
		empty[c.en] = c.format(&b.all[i].v, &plainForm) == ""
		if !empty[c.en] && !f.has(c.en) && !b.logged(i) {
			b.fault(r, i, c.en, f.wantNone())
		}
	}
	for _, name := range f.needs {
		if empty[name] {
			b.missing(r, i, name)
		}
	}
	for _, set := range f.some {
		if b.noneOf(r, i, set, empty) {
			b.fault(r, i, set[0], wantOneOf(set))
		}
	}
	if e := &b.all[i].v; e.To != 0 && (e.To < e.From || e.To == e.From && e.Kind != model.DoneEvent) {
		b.fault(r, i, "to", model.Text{Da: "et tidspunkt efter fra", En: "a time after from"})
	}
}

// missing reports a column that an event needs.
func (b *batch) missing(r *reader, i int, column string) {
	want := wantSomething
	if i < len(b.keys) {
		if _, there := b.keys[i][column]; !there {
			want = wantKey(column)
		}
	}
	b.fault(r, i, column, want)
}

// logged says whether an event stands as the log of a plan has it: with a
// number, and with what was filled in.
func (b *batch) logged(i int) bool { return b.all[i].v.Number != 0 }

// noneOf says whether all columns of a set are empty; one that could not be
// read is not.
func (b *batch) noneOf(r *reader, i int, set []string, empty map[string]bool) bool {
	for _, name := range set {
		row, head := b.at(i, name)
		if !empty[name] || r.unread[cellAt{b.file, row, head}] {
			return false
		}
	}
	return true
}

func wantOneOf(set []string) model.Text {
	var da []string
	for _, name := range set {
		da = append(da, eventsFile.columns[eventsFile.find(name)].da)
	}
	return model.Text{Da: "mindst én af: " + strings.Join(da, ", "), En: "at least one of: " + strings.Join(set, ", ")}
}

// wantNone says which columns a kind has instead of one that it has not.
func (f *eventForm) wantNone() model.Text {
	var en, da []string
	for _, name := range f.columns() {
		en, da = append(en, name), append(da, eventsFile.columns[eventsFile.find(name)].da)
	}
	return model.Text{
		Da: fmt.Sprintf("intet: hændelsen %s har %s", f.sagt(), strings.Join(da, ", ")),
		En: fmt.Sprintf("nothing: the event %s has %s", f.said(), strings.Join(en, ", ")),
	}
}
