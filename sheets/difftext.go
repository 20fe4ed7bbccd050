package sheets

import (
	"fmt"
	"io"
	"strings"
)

// diffText writes differences for a terminal, one provider's after the other.
func diffText(w io.Writer, all []*difference) error {
	for i, d := range all {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if err := d.text(w); err != nil {
			return err
		}
	}
	return nil
}

func (d *difference) text(w io.Writer) error {
	s := d.sheet()
	t := diffTextWriter{difference: d}
	fmt.Fprintf(&t.b, "%s · %s\n%s\n", s.Provider, d.word("changes"), joined(" · ", s.Foot.Case, s.Foot.Days))
	for _, line := range s.Summary {
		t.b.WriteString(wrapped(line, compareWide))
	}
	if !d.ch.Same() {
		t.owed(&s)
		t.people(&s)
		t.figures("bill", s.Bill)
		t.figures("measures", s.Figures)
	}
	_, err := io.WriteString(w, t.b.String())
	return err
}

// diffTextWriter lays a difference out in tables.
type diffTextWriter struct {
	*difference
	b strings.Builder
}

// section writes a table under its name, and nothing without rows.
func (t *diffTextWriter) section(name string, tab *table) {
	if len(tab.rows) > 0 {
		fmt.Fprintf(&t.b, "\n%s (%d)\n%s", strings.ToUpper(t.word(name)), len(tab.rows), tab)
	}
}

func (t *diffTextWriter) owed(s *diffSheet) {
	lacks := func(name string, all []owedCertificate) {
		tab := &table{}
		for _, c := range all {
			tab.add(c.Rule, c.Date, c.Home, c.Service, c.Grade, "→ "+c.Remedy)
		}
		t.section(name, tab)
	}
	lacks("certificates", s.Certificates)
	lacks("covered again", s.Covered)
	tab := &table{}
	for _, e := range s.Events {
		tab.add(e.Known, e.What, e.Whom)
	}
	t.section("what happened", tab)
	tab = &table{head: t.headings("before", "rule", "home", "task")}
	for _, r := range s.Tasks {
		tab.add(r.Until, r.Rule, r.Home, r.Text)
	}
	t.section("tasks", tab)
	t.calls(s)
	tab = &table{head: t.headings("before", "home", "visit", "substitute", "briefed by")}
	for _, c := range s.Briefings {
		tab.add(c.Before, c.Home, c.Visit, c.Caregiver, c.By)
	}
	t.section("briefings", tab)
	for _, list := range []struct {
		name string
		all  []owedReplacement
	}{{"replacements", s.Replacements}, {"replacements over", s.Dropped}} {
		tab = &table{head: t.headings("agreed", "home", "service", "new time", "latest")}
		for _, c := range list.all {
			tab.add(c.Agreed, c.Home, c.Service, c.To, c.Latest)
		}
		t.section(list.name, tab)
	}
}

func (t *diffTextWriter) calls(s *diffSheet) {
	tab := &table{head: t.headings("call before", "home", "visit", "said", "", "new time", "caller", "")}
	for _, c := range s.Calls {
		tab.add(c.Latest, c.Home, c.Visit, c.Said, c.SaidAt, c.New, c.By, c.Note())
	}
	t.section("calls", tab)
	if s.Earlier > 0 {
		fmt.Fprintf(&t.b, t.word("calls as before")+"\n", s.Earlier)
	}
	tab = &table{}
	for _, c := range s.Over {
		tab.add(c.Home, c.Visit, c.Said, c.SaidAt, c.New, c.Note())
	}
	t.section("calls over", tab)
}

func (t *diffTextWriter) people(s *diffSheet) {
	t.tours("colleagues to tell", s.Tours)
	t.tours("colleagues away", s.AwayTours)
	t.homes("citizens", s.Homes)
	t.tours("colleagues later", s.LaterTours)
	t.homes("citizens later", s.LaterHomes)
}

// tours writes a line for each tour and one for each of its visits.
func (t *diffTextWriter) tours(name string, all []diffTour) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(&t.b, "\n%s (%d)\n", strings.ToUpper(t.word(name)), people(all))
	for _, x := range all {
		fmt.Fprintf(&t.b, "%s · %s · %s\n", x.Who, x.Day, strings.Join(x.Brief, " · "))
		tab := &table{}
		for _, s := range x.Stops {
			tab.add("  "+s.Mark, s.Time, s.Home, s.What, s.Note())
		}
		t.b.WriteString(tab.String())
	}
}

func (t *diffTextWriter) homes(name string, all []diffHome) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(&t.b, "\n%s (%d)\n", strings.ToUpper(t.word(name)), len(all))
	tab := &table{head: t.headings("home", "before now", "now", "visit", "")}
	for _, h := range all {
		id := h.Home
		for _, x := range h.Visits {
			tab.add(id, dash(x.Was), dash(x.Is), x.What, x.Note())
			id = ""
		}
		for _, n := range h.Notes {
			tab.add(id, "", "", "", n)
			id = ""
		}
	}
	t.b.WriteString(tab.String())
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (t *diffTextWriter) figures(name string, all []diffFigure) {
	tab := &table{right: []bool{false, true, true, true}, head: t.headings("", "before now", "now", "difference", "")}
	for _, f := range all {
		if f.Apart {
			tab.add("  "+f.Name, f.Was, f.Is, f.By, f.Unit)
		}
	}
	if len(tab.rows) > 0 {
		fmt.Fprintf(&t.b, "\n%s\n%s", strings.ToUpper(t.word(name)), tab)
	}
}
