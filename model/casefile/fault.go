package casefile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// Severity says whether a finding stops the case from being read.
type Severity uint8

// The severities.
const (
	Error   Severity = iota // the case is not read
	Warning                 // the case is read; somebody should know (R-W.2)
)

// Fault is one thing wrong with the files of a case.
type Fault struct {
	Severity Severity
	File     string
	Row      int        // as Excel counts: the header is row 1; for YAML the line; 0: the file as a whole
	Column   string     // as the file's header has it; for YAML the path of the key
	Value    string     // as the file has it; never a CPR number (R-P.1)
	Expected model.Text // what was expected
	Stated   bool       // Expected says itself what is wrong, and what would be right
	Rule     string     // "R-P.1", or ""
}

// In is the fault as one line in a language, "da" or "en".
func (f Fault) In(lang string) string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Row > 0 {
		word := "række"
		switch {
		case lang == "en" && f.yaml():
			word = "line"
		case lang == "en":
			word = "row"
		case f.yaml():
			word = "linje"
		}
		fmt.Fprintf(&b, ", %s %d", word, f.Row)
	}
	if f.Column != "" {
		fmt.Fprintf(&b, ", %s", f.Column)
	}
	if f.Value != "" {
		fmt.Fprintf(&b, " »%s«", f.Value)
	}
	fmt.Fprintf(&b, ": %s", f.lead(lang))
	b.WriteString(f.Expected.In(lang))
	if f.Rule != "" {
		fmt.Fprintf(&b, " (%s)", f.Rule)
	}
	return oneLine(maskCPR(b.String()))
}

// lead is the word before what was expected.
func (f Fault) lead(lang string) string {
	switch {
	case f.Stated:
		return ""
	case f.Severity == Warning && lang == "en":
		return "warning: "
	case f.Severity == Warning:
		return "advarsel: "
	case lang == "en":
		return "expected "
	default:
		return "forventet: "
	}
}

func (f Fault) yaml() bool {
	return strings.HasSuffix(f.File, ".yaml") || strings.HasSuffix(f.File, ".yml")
}

// oneLine keeps a value with line breaks from breaking a list of faults.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, s)
}

// Faults is everything found in a case.
type Faults []Fault

// Errors are those that stop the case from being read.
func (fs Faults) Errors() Faults { return fs.of(Error) }

// Warnings are those that do not.
func (fs Faults) Warnings() Faults { return fs.of(Warning) }

func (fs Faults) of(s Severity) Faults {
	var out Faults
	for _, f := range fs {
		if f.Severity == s {
			out = append(out, f)
		}
	}
	return out
}

// Broken says whether the case can't be read.
func (fs Faults) Broken() bool {
	return slices.ContainsFunc(fs, func(f Fault) bool { return f.Severity == Error })
}

// sorted orders faults by file, row and column and drops repeats. What others
// refer to comes first: a cause before its consequences. No CPR number leaves
// the package in any field of a fault (R-P.1).
func (fs Faults) sorted() Faults {
	for i := range fs {
		f := &fs[i]
		f.Column, f.Value = maskCPR(f.Column), hideCPR(f.Value)
		f.Expected = model.Text{Da: maskCPR(f.Expected.Da), En: maskCPR(f.Expected.En)}
	}
	slices.SortStableFunc(fs, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(rank(a.File), rank(b.File)), cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row),
			cmp.Compare(a.Column, b.Column), cmp.Compare(a.Expected.En, b.Expected.En))
	})
	return slices.Compact(fs)
}
