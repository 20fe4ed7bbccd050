package sheets

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// diffColumns are those of a difference's table: one for everything, so that it
// can be sorted and filtered; what a row is about says which cells it has.
var diffColumns = []string{"provider", "about", "change", "announced", "home", "visit", "caregiver", "shift", "was", "is", "was_minutes", "is_minutes",
	"was_staff", "is_staff", "lost", "gained", "faces", "latest", "by", "late", "rule", "was_value", "is_value", "unit"}

// diffCSV writes every change as a row: visits by home, stops by tour, what is
// owed, figures.
func diffCSV(w io.Writer, all []*difference) error {
	if len(all) == 0 {
		return nil
	}
	s, err := newCSV(w, all[0].view, diffColumns...)
	if err != nil {
		return err
	}
	for _, d := range all {
		t := diffTable{difference: d, s: s}
		t.visits()
		t.stops()
		t.owed()
		t.figures()
		err = firstErr(err, t.err)
	}
	return firstErr(err, s.close())
}

// diffTable writes rows by the names of their cells.
type diffTable struct {
	*difference
	s   *sheetCSV
	err error
}

func (t *diffTable) row(about, change string, cells map[string]string) {
	cells["provider"], cells["about"], cells["change"] = string(t.ch.Is.Made.Provider), about, change
	row := make([]string, len(diffColumns))
	for i, name := range diffColumns {
		row[i] = cells[name]
	}
	t.err = firstErr(t.err, t.s.add(row...))
}

// time is an instant, nothing where there is none.
func (t *diffTable) time(at model.Time) string {
	if at == 0 {
		return ""
	}
	return t.s.time(at)
}

func (t *diffTable) visits() {
	for _, h := range t.ch.Homes {
		for _, v := range h.Visits {
			cells := map[string]string{"home": string(h.Home), "visit": string(v.Visit), "announced": yes(v.Announced), "faces": ids(v.Faces),
				"lost": moveIDs(v.Lost), "gained": moveIDs(v.Gained)}
			if x := v.Was; x != nil {
				cells["was"], cells["was_minutes"], cells["was_staff"] = t.time(x.Start), number(x.Length), staffIDs(x)
			}
			if x := v.Is; x != nil {
				cells["is"], cells["is_minutes"], cells["is_staff"] = t.time(x.Start), number(x.Length), staffIDs(x)
			}
			if v.Call != nil {
				cells["latest"], cells["by"] = t.time(v.Call.Latest), string(v.Call.By)
			}
			t.row("visit", string(v.Fate), cells)
		}
		if n := h.Named; n != nil {
			t.row("named", "", map[string]string{"home": string(h.Home), "announced": yes(h.Announced), "was_staff": pairIDs(n.Was), "is_staff": pairIDs(n.Is)})
		}
		for _, a := range h.Agreed {
			t.row("agreed", agreedAbout(a.Is), map[string]string{"home": string(h.Home), "was_value": agreedID(a.Was), "is_value": agreedID(a.Is)})
		}
	}
}

func (t *diffTable) stops() {
	for _, g := range t.ch.Caregivers {
		for _, tour := range g.Tours {
			base := func() map[string]string {
				return map[string]string{"caregiver": string(g.Caregiver), "shift": string(tour.Shift), "announced": yes(tour.Announced)}
			}
			for _, s := range tour.Stops {
				cells := base()
				cells["home"], cells["visit"], cells["lost"], cells["gained"] = string(s.Home), string(s.Visit), moveIDs(s.Lost), moveIDs(s.Gained)
				if s.Was != nil {
					cells["was"], cells["was_minutes"] = t.time(s.Was.Start), number(s.Was.Minutes)
				}
				if s.Is != nil {
					cells["is"], cells["is_minutes"] = t.time(s.Is.Start), number(s.Is.Minutes)
				}
				if s.Kind == model.TakenStop {
					cells["was_staff"] = ids(s.Others)
				} else {
					cells["is_staff"] = ids(s.Others)
				}
				t.row("stop", string(s.Kind), cells)
			}
			for _, o := range tour.Others {
				cells := base()
				cells["was"], cells["is"], cells["unit"] = t.time(o.Was), t.time(o.Is), o.Text
				t.row(string(o.Kind), "changed", cells)
			}
			if tour.Reordered {
				t.row("tour", "reordered", base())
			}
			if tour.WasOvertime != tour.IsOvertime {
				cells := base()
				cells["was_value"], cells["is_value"], cells["unit"] = number(tour.WasOvertime), number(tour.IsOvertime), "minute"
				t.row("overtime", "changed", cells)
			}
		}
	}
}

func (t *diffTable) owed() {
	call := func(change string, c model.Call, late bool) {
		t.row("call", change, map[string]string{"home": string(c.Home), "visit": string(c.Visit), "was": t.time(c.Agreed), "is": t.time(c.New),
			"latest": t.time(c.Latest), "by": string(c.By), "late": yes(late), "rule": "R-6.5"})
	}
	for i := range t.ch.Calls {
		c := &t.ch.Calls[i]
		call(callID(c), c.Call, c.Late)
	}
	for i := range t.ch.CallsOver {
		call("gone", t.ch.CallsOver[i].Call, false)
	}
	both(t.ch.Briefings, func(change string, b model.Briefing) {
		t.row("briefing", change, map[string]string{"home": string(b.Home), "visit": string(b.Visit), "caregiver": string(b.Caregiver), "by": string(b.By),
			"latest": t.time(b.Before), "rule": "R-6.2b"})
	})
	both(t.ch.Replacements, func(change string, r model.Replacement) {
		cells := map[string]string{"home": string(r.Home), "visit": string(r.Visit), "was": t.s.date(r.Agreed), "latest": t.s.date(r.Latest), "lost": string(r.Occurrence), "rule": "R-6.4"}
		if x := t.view.visits[r.Visit]; x != nil {
			cells["is"] = t.time(x.Start)
		}
		t.row("replacement", change, cells)
	})
	both(t.ch.Certificates, func(change string, c model.Certificate) {
		t.row("certificate", change, map[string]string{"home": string(c.Home), "was": t.s.date(c.Date), "lost": string(c.Occurrence), "rule": c.Rule, "unit": string(c.Grade)})
	})
	both(t.ch.Raised, func(change string, r model.Raised) {
		t.row("task", change, map[string]string{"home": string(r.Home), "visit": string(r.Visit), "latest": t.time(r.Until), "rule": r.Rule})
	})
}

// both sees what is new and what is gone.
func both[T any](d model.Delta[T], see func(change string, x T)) {
	for _, x := range d.New {
		see("new", x)
	}
	for _, x := range d.Gone {
		see("gone", x)
	}
}

func (t *diffTable) figures() {
	for _, b := range t.ch.Bill {
		if b.Was != b.Is {
			t.row("bill", b.Line, map[string]string{"was_value": t.s.float(float64(b.Was) / 100), "is_value": t.s.float(float64(b.Is) / 100), "unit": "kr"})
		}
	}
	for _, f := range t.ch.Measures {
		if f.Was != f.Is {
			t.row("measure", f.Key, map[string]string{"was_value": t.s.float(f.Was), "is_value": t.s.float(f.Is), "unit": f.Unit})
		}
	}
}

// callID says what a call is to the older plan.
func callID(c *model.CallChange) string {
	switch {
	case !c.New():
		return "kept"
	case c.Was.Visit != "":
		return "changed"
	}
	return "new"
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

func ids(all []model.CaregiverID) string {
	texts := make([]string, len(all))
	for i, id := range all {
		texts[i] = string(id)
	}
	return strings.Join(texts, " ")
}

func staffIDs(v *model.Visit) string {
	all := make([]model.CaregiverID, len(v.Staff))
	for i, a := range v.Staff {
		all[i] = a.Caregiver
	}
	return ids(all)
}

func pairIDs(n model.Named) string {
	return ids(slices.DeleteFunc([]model.CaregiverID{n.Contact, n.Second}, func(id model.CaregiverID) bool { return id == "" }))
}

// moveIDs are services, each with the visit that it went to or came from.
func moveIDs(all []model.ServiceMove) string {
	texts := make([]string, len(all))
	for i, m := range all {
		texts[i] = serviceID(m.Done)
		switch {
		case m.Other != nil:
			texts[i] += "=" + string(m.Other.ID)
		case m.Ending != "":
			texts[i] += "=" + string(m.Ending)
		}
	}
	return strings.Join(texts, " ")
}

// agreedID is an agreement for programs: weekdays from Monday 1, and the time.
func agreedID(a model.Agreed) string {
	var days string
	for i := range 7 {
		if a.Days>>((i+1)%7)&1 == 1 {
			days += strconv.Itoa(i + 1)
		}
	}
	if a.Start < 0 {
		return days
	}
	return joined(" ", days, a.Start.String())
}

// agreedAbout names what an agreement is about: a series, or a service.
func agreedAbout(a model.Agreed) string {
	if a.Part == "" {
		return string(a.Service)
	}
	return string(a.Series())
}
