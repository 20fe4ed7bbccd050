package sheets

import (
	"fmt"
	"io"
	"strings"
)

// onScreen is how many certificates the terminal's one screen shows.
const onScreen = 5

// summaryText writes a plan on one screen, certificates first: what is not
// served must not be scrolled away.
func summaryText(w io.Writer, v *view) error {
	s := v.summary(onScreen)
	var b strings.Builder
	fmt.Fprintf(&b, "%s · %s\n%s\n%s\n\n", s.Title, s.Days, s.Case, s.Made)
	v.certificatesText(&b, s)
	v.billText(&b, s)
	fmt.Fprintf(&b, "\n%s\n", strings.ToUpper(v.word("measures")))
	t := &table{right: []bool{false, true}}
	for _, f := range append(s.Figures, s.Owed...) {
		t.add("  "+f.Name, f.Value, f.Beside)
	}
	b.WriteString(t.String())
	fmt.Fprintf(&b, "\n%s: ", strings.ToUpper(v.word("unserved")))
	for i, u := range s.Unserved {
		if i > 0 {
			b.WriteString(" · ")
		}
		fmt.Fprintf(&b, "%s %d", u.Name, u.Count)
	}
	b.WriteString("\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func (v *view) certificatesText(b *strings.Builder, s summary) {
	n := len(s.Certificates) + s.More
	if n == 0 {
		fmt.Fprintf(b, "%s\n\n", v.word("no certificates"))
		return
	}
	fmt.Fprintf(b, "%s (%d)\n", strings.ToUpper(v.word("certificates")), n)
	t := &table{}
	for _, c := range s.Certificates {
		t.add("  "+c.Rule, c.Date, c.Home, c.Service, c.Grade, "→ "+c.Remedy)
	}
	b.WriteString(t.String())
	if s.More > 0 {
		fmt.Fprintf(b, "  "+v.word("and more")+"\n", s.More)
	}
	b.WriteString("\n")
}

func (v *view) billText(b *strings.Builder, s summary) {
	fmt.Fprintf(b, "%s\n", strings.ToUpper(v.word("bill")))
	t := &table{right: []bool{false, true, false, true}}
	for _, r := range s.Bill {
		t.add("  "+r.Name, r.Count, r.Unit, r.Price+" kr.")
	}
	t.add("  "+v.word("total"), "", "", s.Total+" kr.")
	b.WriteString(t.String())
}
