package casefile

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// A fault that many rows have is told shownOf times in full when more than
// alikeAtMost have it.
const (
	alikeAtMost = 8
	shownOf     = 3
)

// alike is what faults of several rows share that are told together.
type alike struct {
	severity            Severity
	file, column, value string
	expected, rule      string
}

func (f Fault) alike() alike {
	return alike{f.Severity, f.File, f.Column, f.Value, f.Expected.En, f.Rule}
}

// In is all faults, a line each; what is wrong in the same way in many rows is a
// line for the first of them and one that names the other rows.
func (fs Faults) In(lang string) string {
	rows := map[alike][]int{}
	for _, f := range fs {
		rows[f.alike()] = append(rows[f.alike()], f.Row)
	}
	told := map[alike]int{}
	var b strings.Builder
	for _, f := range fs {
		key := f.alike()
		told[key]++
		switch all := rows[key]; {
		case len(all) <= alikeAtMost || told[key] <= shownOf:
			b.WriteString(f.In(lang))
			b.WriteByte('\n')
		case told[key] == shownOf+1:
			b.WriteString(f.others(all[shownOf:], lang))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// others is the line for further rows with the same fault.
func (f Fault) others(rows []int, lang string) string {
	text := "%s: det samme i %d rækker til: %s"
	if lang == "en" {
		text = "%s: the same in %d more rows: %s"
	}
	what := f.File
	if f.Column != "" {
		what += ", " + f.Column
	}
	if f.Value != "" {
		what += " »" + f.Value + "«"
	}
	return oneLine(maskCPR(what)) + fmt.Sprintf(strings.TrimPrefix(text, "%s"), len(rows), spans(rows))
}

// spans writes row numbers with those in a row joined: 4–7, 9.
func spans(rows []int) string {
	var parts []string
	for i := 0; i < len(rows); {
		k := i
		for k+1 < len(rows) && rows[k+1] == rows[k]+1 {
			k++
		}
		if k > i {
			parts = append(parts, fmt.Sprintf("%d–%d", rows[i], rows[k]))
		} else {
			parts = append(parts, fmt.Sprint(rows[i]))
		}
		i = k + 1
	}
	return strings.Join(parts, ", ")
}

// rank is a file's place among the others: those that others refer to first.
func rank(file string) int {
	name := path.Base(file)
	switch name {
	case caseFile, planFile:
		return 0
	case standardFile:
		return 1
	}
	if i := slices.IndexFunc(sheets, func(s anySheet) bool { return s.file() == name }); i >= 0 {
		return 2 + i
	}
	return 2 + len(sheets)
}
