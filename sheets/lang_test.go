package sheets

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// sources are the texts of the package's own files and templates.
func sources(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, pattern := range []string{"*.go", "templates/*.html"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			if strings.HasSuffix(n, "_test.go") {
				continue
			}
			b, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, string(b))
		}
	}
	return out
}

func TestTongue(t *testing.T) {
	da, en := tongue{"da"}, tongue{"en"}
	d := model.DateOf(2026, 2, 28)
	tests := []struct{ got, want string }{
		{da.date(d), "lørdag 28. februar 2026"},
		{en.date(d), "Saturday 28 February 2026"},
		{da.short(d), "lø 28.2."},
		{en.short(d), "Sat 28 Feb"},
		{da.span(model.Horizon{From: d, Days: 14}), "28.2.–13.3.2026"},
		{en.span(model.Horizon{From: d, Days: 14}), "28 Feb – 13 Mar 2026"},
		{da.span(model.Horizon{From: d, Days: 1}), "lørdag 28. februar 2026"},
		{da.kroner(123456789), "1.234.567,89"},
		{en.kroner(123456789), "1,234,567.89"},
		{da.kroner(-5), "-0,05"},
		{da.whole(999), "999"},
		{da.whole(-1000), "-1.000"},
		{da.distance(999), "999 m"},
		{da.distance(1949), "1,9 km"},
		{en.distance(12345), "12.3 km"},
		{da.hours(59), "59 min"},
		{da.hours(60), "1 t"},
		{en.hours(125), "2 h 5 min"},
		{da.hours(-61), "-1 t 1 min"},
		{da.hours(60 * 1234), "1.234 t"},
		{da.percent(1, 3), "33,3 %"},
		{da.percent(1, 0), "–"},
		{da.count(1, "tour"), "1 tur"},
		{da.count(1200, "tour"), "1.200 ture"},
		{da.heading("home"), "Hjem"},
		{da.word("a word of nobody"), "a word of nobody"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

// On 25 October 2026 the hour from two to three comes twice, on 29 March never.
func TestClock(t *testing.T) {
	night := model.At(model.DateOf(2026, 10, 24), 23*60)
	for _, tt := range []struct {
		after model.Minutes
		want  string
	}{{0, "23:00"}, {179, "01:59"}, {180, "02:00"}, {239, "02:59"}, {240, "02:00*"}, {299, "02:59*"}, {300, "03:00"}} {
		if got := clock(night.Add(tt.after)); got != tt.want {
			t.Errorf("%d minutes after eleven: got %s, want %s", tt.after, got, tt.want)
		}
	}
	if got := clock(model.At(model.DateOf(2026, 3, 28), 23*60).Add(180)); got != "03:00" {
		t.Errorf("three hours after eleven in March: got %s, want 03:00", got)
	}
	da := tongue{"da"}
	spring := model.At(model.DateOf(2026, 3, 28), 23*60)
	if da.clockChange(night, night.Add(540)) != da.word("clock back") || da.clockChange(spring, spring.Add(420)) != da.word("clock on") {
		t.Error("a change of the clock is not told")
	}
	if s := da.clockChange(night, night.Add(60)); s != "" {
		t.Errorf("no change of the clock, but told %q", s)
	}
}

func TestTableWidth(t *testing.T) {
	tab := &table{head: []string{"Vej", "Nr."}, right: []bool{false, true}}
	tab.add("Æblevej", "1")
	tab.add("A\u030astræde\nto linjer", "22") // å as a letter and a ring
	want := "Vej        Nr.\n─────────  ───\nÆblevej      1\nA\u030astræde     22\nto linjer\n"
	if got := tab.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := (&table{head: []string{"Vej"}}).String(); got != "" {
		t.Errorf("an empty table is %q", got)
	}
}
