package casefile

import (
	"regexp"
	"strings"
	"testing"
)

func TestCPR(t *testing.T) {
	for _, c := range []struct {
		in   string
		want bool
	}{
		{"0101011234", true}, {"010101-1234", true}, {"3112991234", true}, {"2902001234", true}, {"2902961234", true},
		{"CPR: 010101-1234 (mor)", true}, {"(0101011234)", true}, {"x 123 0101011234", true}, {"-0101011234", true},
		{"010101-1234-5", true}, {"010101-123 010101-1234", true},
		{"3202011234", false}, {"2902011234", false}, {"3104001234", false}, {"0113001234", false}, {"0001011234", false},
		{"010101123", false}, {"01010112345", false}, {"010101-12345", false}, {"0010101-1234", false}, {"010101 1234", false},
		{"010101–1234", false}, {"a0101011234", false}, {"å0101011234", false}, {"0101011234b", false}, {"0101011234ø", false},
		{"12.0101011234", false}, {"0101011234,5", false}, {",010101-1234", false}, {"010101-1234.", false},
		{"0a1e0101-0101-0101-0101-010101123456", false}, {"", false}, {"010101-", false},
	} {
		if got := HasCPR(c.in); got != c.want {
			t.Errorf("HasCPR(%q) = %v", c.in, got)
		}
	}
}

func TestMaskCPR(t *testing.T) {
	got := maskCPR("a 010101-1234, 0202021234 og 3202021234")
	if want := "a 010101-1234, ******-**** og 3202021234"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := maskCPR("010101-1234 0202021234"); strings.ContainsAny(got, "0123456789") {
		t.Errorf("got %q", got)
	}
}

// FuzzCPR compares the finder with the rule said as an expression, and checks
// that what is masked holds none any more.
func FuzzCPR(f *testing.F) {
	for _, s := range []string{"0101011234", "010101-1234", "x010101-1234", "010101-12340101011234", "æ 3102021234.", "010101-010101-1234"} {
		f.Add(s)
	}
	shape := regexp.MustCompile(`^(\d{6}-\d{4}|\d{10})$`)
	f.Fuzz(func(t *testing.T, s string) {
		from, to := findCPR(s)
		if from >= 0 && !shape.MatchString(s[from:to]) {
			t.Fatalf("found %q in %q", s[from:to], s)
		}
		if HasCPR(maskCPR(s)) {
			t.Fatalf("%q masked is %q", s, maskCPR(s))
		}
	})
}
