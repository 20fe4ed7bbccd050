package casefile

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

func TestFaultIn(t *testing.T) {
	want := model.Text{Da: "et hjem", En: "a home"}
	for _, c := range []struct {
		fault  Fault
		da, en string
	}{
		{Fault{File: "pins.csv", Row: 7, Column: "hjem", Value: "H9", Expected: want, Rule: "R-1"},
			"pins.csv, række 7, hjem »H9«: forventet: et hjem (R-1)", "pins.csv, row 7, hjem »H9«: expected a home (R-1)"},
		{Fault{File: "case.yaml", Row: 7, Expected: want}, "case.yaml, linje 7: forventet: et hjem", "case.yaml, line 7: expected a home"},
		{Fault{File: "pins.csv", Expected: want}, "pins.csv: forventet: et hjem", "pins.csv: expected a home"},
		{Fault{Severity: Warning, File: "a.csv", Expected: want}, "a.csv: advarsel: et hjem", "a.csv: warning: a home"},
		{Fault{File: "a.csv", Column: "note", Value: "two\r\nlines\t0101011234", Expected: want},
			"a.csv, note »two  lines ******-****«: forventet: et hjem", "a.csv, note »two  lines ******-****«: expected a home"},
	} {
		if got := c.fault.In("da"); got != c.da {
			t.Errorf("got  %s\nwant %s", got, c.da)
		}
		if got := c.fault.In("en"); got != c.en {
			t.Errorf("got  %s\nwant %s", got, c.en)
		}
	}
}

func TestFaultsBySeverity(t *testing.T) {
	warning, fault := Fault{Severity: Warning, File: "a"}, Fault{File: "b"}
	for _, c := range []struct {
		faults           Faults
		errors, warnings int
	}{{nil, 0, 0}, {Faults{warning}, 0, 1}, {Faults{warning, fault, warning}, 1, 2}} {
		if n := len(c.faults.Errors()); n != c.errors || c.faults.Broken() != (n > 0) {
			t.Errorf("%v: %d errors, broken %v", c.faults, n, c.faults.Broken())
		}
		if n := len(c.faults.Warnings()); n != c.warnings {
			t.Errorf("%v: %d warnings", c.faults, n)
		}
	}
	// the same fault twice is one; errors come first
	if got := (Faults{warning, fault, fault, warning}).sorted(); len(got) != 2 || got[0] != fault {
		t.Errorf("sorted: %v", got)
	}
}
