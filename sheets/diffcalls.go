package sheets

import (
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// diffCall is a call owed, or owed no more.
type diffCall struct {
	Latest, Home, Visit string
	Said                string // told, or agreed
	SaidAt, New, By     string
	Late, Changed       bool
	Notes               []string
}

// callList are those that are new or other than in the older plan, and those that
// fall due in what was announced; the number of the others.
func (d *difference) callList() (list []diffCall, earlier int) {
	for i := range d.ch.Calls {
		c := &d.ch.Calls[i]
		if !c.New() && !c.Late && d.ch.Until != 0 && c.Latest >= d.ch.Until {
			earlier++
			continue
		}
		list = append(list, d.call(c))
	}
	return list, earlier
}

func (d *difference) call(c *model.CallChange) diffCall {
	x := diffCall{Latest: d.moment(c.Latest), Home: string(c.Home), Visit: d.visitText(c.Visit), Said: d.word("agreed"),
		SaidAt: d.moment(c.Agreed), New: d.moment(c.Call.New), By: d.caregiver(c.By), Late: c.Late, Changed: c.New()}
	if c.Told {
		x.Said = d.word("told before")
	}
	note := func(is bool, text string) {
		if is {
			x.Notes = append(x.Notes, text)
		}
	}
	note(c.Late, d.word("too late"))
	note(c.New() && c.Was.Visit != "", d.word("call changed"))
	note(!c.New(), d.word("as before"))
	x.Notes = append(x.Notes, d.tried(c.Outcome)...)
	return x
}

// tried says what earlier calls came to, beside what was told.
func (l tongue) tried(o model.Outcome) []string {
	var notes []string
	if o.Refused {
		notes = append(notes, l.word("refused before"))
	}
	if o.Tried > 0 {
		notes = append(notes, l.count(o.Tried, "attempt"))
	}
	return notes
}

func (d *difference) callsOver() []diffCall {
	var list []diffCall
	for _, c := range d.ch.CallsOver {
		x := diffCall{Latest: d.moment(c.Latest), Home: string(c.Home), Visit: d.older.visitText(c.Visit),
			Said: d.word("agreed"), SaidAt: d.moment(c.Agreed), New: d.moment(c.Call.New), By: d.caregiver(c.By)}
		if c.Told {
			x.Notes = []string{d.word("told")}
		}
		list = append(list, x)
	}
	return list
}

// Note is all notes in one.
func (c diffCall) Note() string { return strings.Join(c.Notes, " · ") }
