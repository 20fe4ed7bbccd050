package sheets

import (
	"fmt"
	"io"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// toursText writes tour lists for a terminal or a plain printer.
func toursText(w io.Writer, v *view) error {
	var b strings.Builder
	sheets := v.tourSheets()
	if len(sheets) == 0 {
		fmt.Fprintln(&b, v.word("no tours"))
	}
	for i, s := range sheets {
		if i > 0 {
			b.WriteString("\n\n")
		}
		v.tourText(&b, s)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (v *view) tourText(b *strings.Builder, s tourSheet) {
	fmt.Fprintf(b, "%s (%s) · %s · %s–%s · %s\n", s.Caregiver, s.ID, s.Day, s.From, s.To, s.Mode)
	fmt.Fprintf(b, "%s · %s %s · %s %s · %s %s", s.Visits, v.word("with citizens"), s.With, v.word("travel"), s.Travel, v.word("waiting"), s.Wait)
	if s.Idle != "" {
		fmt.Fprintf(b, " · %s %s", v.word("idle"), s.Idle)
	}
	if s.Overtime != "" {
		fmt.Fprintf(b, " · %s %s", v.word("overtime"), s.Overtime)
	}
	b.WriteString("\n")
	if s.Clocks != "" {
		b.WriteString(s.Clocks + "\n")
	}
	if s.Own {
		b.WriteString(v.word("own list") + "\n")
	}
	b.WriteString("\n")
	t := &table{head: v.headings("arrive", "from", "to", "min", "home", "where", "what"),
		right: []bool{true, true, true, true}}
	for _, r := range s.Rows {
		if r.Day != "" {
			t.add("", "", "", "", "", "", "── "+r.Day+" ──")
		}
		v.tourTextRow(t, r)
	}
	b.WriteString(t.String())
}

func (v *view) tourTextRow(t *table, r tourRow) {
	what := strings.Join(r.What, between)
	where := r.Where
	switch {
	case r.Kind == model.TravelItem:
		what = "→ " + what
	case r.Kind == model.CallItem:
		what = v.word("item.call") + ": " + what
	case r.Kind == model.VisitItem && r.Protected && where == "":
		where = v.word("protected")
	}
	for _, m := range r.Marks {
		what += "\n  " + m
	}
	if r.Note != "" {
		what += "\n  " + v.word("note") + ": " + strings.Join(strings.Fields(r.Note), " ")
	}
	t.add(r.Arrive, r.From, r.To, r.Minutes, r.Home, where, what)
}
