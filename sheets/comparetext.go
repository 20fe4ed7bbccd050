package sheets

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// compareWide is how many columns of a terminal a comparison takes at most.
const compareWide = 120

// compareText writes warnings, how each side was planned, and all measures, in
// blocks of as many sides as fit beside each other.
func compareText(w io.Writer, v *comparison) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", strings.ToUpper(v.title()))
	for _, x := range v.c.Warnings {
		mark := v.word("take note")
		if x.Loud {
			mark = strings.ToUpper(v.word("warning"))
		}
		b.WriteString(wrapped(mark+": "+x.Text.In(v.lang), compareWide))
	}
	b.WriteString("\n" + v.sidesTable().String() + "\n")
	for from := 0; from < len(v.c.Sides); {
		to := v.fits(from)
		b.WriteString(v.block(from, to).String() + "\n")
		from = to
	}
	fmt.Fprintf(&b, "%s\n", v.word("legend text"))
	for _, p := range v.method() {
		b.WriteString(wrapped(p, compareWide))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// wrapped breaks a paragraph into lines of at most wide columns.
func wrapped(text string, wide int) string {
	var b strings.Builder
	at := 0
	for i, word := range strings.Fields(text) {
		switch n := width(word); {
		case i == 0:
			at = n
		case at+1+n > wide:
			b.WriteString("\n  ")
			at = 2 + n
		default:
			b.WriteString(" ")
			at += 1 + n
		}
		b.WriteString(word)
	}
	return b.String() + "\n"
}

// sidesTable says how each side was planned.
func (v *comparison) sidesTable() *table {
	t := &table{head: v.headings("side", "plan", "standard", "seed", "iterations a visit", "program"), right: []bool{false, false, false, false, true}}
	for i := range v.c.Sides {
		h := v.sideHead(&v.c.Sides[i])
		t.add(h.Name, h.Plan, h.Standard, h.Seed, h.Effort, h.Program)
	}
	return t
}

// sideHead is how a side was planned, in words.
type sideHead struct {
	Number                                          int
	Name, Plan, Providers, Standard, Seed           string
	Iterations, Effort, Program, Days, Homes, Tours string
}

func (v *comparison) sideHead(s *model.Side) sideHead {
	h := sideHead{Name: s.Name, Plan: s.Plan, Effort: v.decimal(s.Effort, 1), Homes: v.whole(int64(s.Homes)), Tours: v.whole(int64(s.Tours))}
	var iterations int64
	for _, m := range s.Made {
		h.Providers = listed(h.Providers, string(m.Provider))
		h.Standard = listed(h.Standard, strings.TrimSpace(m.Standard+" "+m.StandardVersion))
		h.Seed = listed(h.Seed, fmt.Sprint(m.Seed))
		h.Program = listed(h.Program, m.Program)
		h.Days = listed(h.Days, v.span(m.Horizon))
		iterations += m.Iterations
	}
	h.Iterations = v.whole(iterations)
	if iterations == 0 {
		h.Iterations, h.Effort = v.word("not said"), "–"
	}
	return h
}

// listed adds a word to a list that does not have it.
func listed(list, word string) string {
	switch {
	case list == "":
		return word
	case word == "":
		return list
	}
	for _, have := range strings.Split(list, ", ") {
		if have == word {
			return list
		}
	}
	return list + ", " + word
}

// fits is the end of the longest run of sides from one on that fits the screen;
// one side always does.
func (v *comparison) fits(from int) int {
	for to := len(v.c.Sides); to > from+1; to-- {
		line, _, _ := strings.Cut(rulerOf(v.block(from, to).String()), "\n")
		if width(line) <= compareWide {
			return to
		}
	}
	return from + 1
}

// rulerOf is the rule under a table's head, as wide as the table.
func rulerOf(table string) string {
	_, rest, _ := strings.Cut(table, "\n")
	return rest
}

// block has the measures of some sides.
func (v *comparison) block(from, to int) *table {
	t := &table{head: []string{""}}
	for _, s := range v.c.Sides[from:to] {
		t.head = append(t.head, s.Name)
	}
	type line struct {
		name string
		row  *compareRow
	}
	var lines []line
	for _, section := range sections {
		rows := v.rows(section)
		if len(rows) == 0 {
			continue
		}
		lines = append(lines, line{strings.ToUpper(v.word("section." + section)), nil})
		for i := range rows {
			lines = append(lines, line{label(&rows[i]), plainly(&rows[i])})
		}
	}
	columns := make([]cellWidths, to-from)
	for _, l := range lines {
		for k := range columns {
			if l.row != nil {
				columns[k].take(&l.row.Cells[from+k])
			}
		}
	}
	for _, l := range lines {
		cells := []string{l.name}
		for k := range columns {
			if l.row != nil {
				cells = append(cells, columns[k].lay(&l.row.Cells[from+k]))
			}
		}
		t.add(cells...)
	}
	return t
}

// plainly leaves the intervals of sums to the page and the CSV: their quotients
// stand right below with theirs, and sums are not ranked.
func plainly(r *compareRow) *compareRow {
	if r.Under || quotient(r.Compared) {
		return r
	}
	for i := range r.Cells {
		r.Cells[i] = compareCell{Value: r.Cells[i].Value}
	}
	return r
}

// label is a row's name with its unit, quotients under their total; what is
// counted says itself what it is.
func label(r *compareRow) string {
	switch {
	case r.Under:
		return "    " + r.Name
	case r.Unit == "" || !slices.Contains([]string{"min", "km", "km2", "kr", "h", "percent"}, r.Compared.Unit):
		return "  " + r.Name
	}
	return "  " + r.Name + ", " + r.Unit
}

// cellWidths are those of a side's values and intervals.
type cellWidths struct{ value, interval, rank int }

func (w *cellWidths) take(c *compareCell) {
	w.value = max(w.value, width(c.Value))
	w.interval = max(w.interval, width(c.interval()))
	w.rank = max(w.rank, width(c.rank()))
}

// interval is the interval, or why there is none.
func (c *compareCell) interval() string {
	if c.Why != "" {
		return "(" + c.Why + ")"
	}
	return c.Interval
}

// rank is the rank with its mark, or that it can not be told.
func (c *compareCell) rank() string {
	if c.Rank == "" || c.Rank == "=" {
		return c.Rank
	}
	return "#" + c.Rank
}

func (w *cellWidths) lay(c *compareCell) string {
	pad := func(s string, to int) string { return s + strings.Repeat(" ", to-width(s)) }
	s := strings.Repeat(" ", w.value-width(c.Value)) + c.Value + " " + pad(c.interval(), w.interval) + " " + pad(c.rank(), w.rank) + " " + c.Against
	return strings.TrimRight(s, " ")
}
