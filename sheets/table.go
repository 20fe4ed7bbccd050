package sheets

import (
	"strings"
	"unicode"
)

// table lays text out in columns. A cell may have several lines. Columns named
// in right are flushed right.
type table struct {
	head  []string
	right []bool
	rows  [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// String is the table with two spaces between columns and none at line ends;
// "" without rows.
func (t *table) String() string {
	if len(t.rows) == 0 {
		return ""
	}
	all := t.rows
	if t.head != nil {
		all = append([][]string{t.head}, t.rows...)
	}
	var widths []int
	for _, r := range all {
		for i, c := range r {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			for line := range strings.SplitSeq(c, "\n") {
				widths[i] = max(widths[i], width(line))
			}
		}
	}
	var b strings.Builder
	for i, r := range all {
		t.row(&b, r, widths)
		if i == 0 && t.head != nil {
			rule := make([]string, len(widths))
			for j, w := range widths {
				rule[j] = strings.Repeat("─", w)
			}
			writeLine(&b, rule)
		}
	}
	return b.String()
}

// row writes one row, as many lines as its tallest cell.
func (t *table) row(b *strings.Builder, r []string, widths []int) {
	cells := make([][]string, len(r))
	tall := 1
	for i, c := range r {
		cells[i] = strings.Split(c, "\n")
		tall = max(tall, len(cells[i]))
	}
	line := make([]string, len(r))
	for n := range tall {
		for i, lines := range cells {
			s := ""
			if n < len(lines) {
				s = lines[n]
			}
			pad := strings.Repeat(" ", widths[i]-width(s))
			if i < len(t.right) && t.right[i] {
				line[i] = pad + s
			} else {
				line[i] = s + pad
			}
		}
		writeLine(b, line)
	}
}

// writeLine writes cells two spaces apart, with no space at the end.
func writeLine(b *strings.Builder, cells []string) {
	b.WriteString(strings.TrimRight(strings.Join(cells, "  "), " ") + "\n")
}

// width is how many columns a terminal gives s: combining marks take none, so
// å is one wide in both of its Unicode forms.
func width(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.Is(unicode.Mn, r) {
			n++
		}
	}
	return n
}
