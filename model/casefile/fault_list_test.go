package casefile

import (
	"slices"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestAlikeFaultsAreToldTogether: a column that is wrong in every row doesn't
// bury the one fault beside it, and no row goes unnamed.
func TestAlikeFaultsAreToldTogether(t *testing.T) {
	home := model.Text{Da: "et hjem", En: "a home"}
	var all Faults
	for row := 2; row <= 20; row++ {
		if row != 12 {
			all = append(all, Fault{File: "grants.csv", Row: row, Column: "home", Value: "H9", Expected: home})
		}
		if row == 7 {
			all = append(all, Fault{File: "grants.csv", Row: row, Column: "home", Value: "H8", Expected: home})
		}
	}
	want := []string{
		"grants.csv, row 2, home »H9«: expected a home",
		"grants.csv, row 3, home »H9«: expected a home",
		"grants.csv, row 4, home »H9«: expected a home",
		"grants.csv, home »H9«: the same in 15 more rows: 5–11, 13–20",
		"grants.csv, row 7, home »H8«: expected a home",
	}
	if got := strings.Split(strings.TrimSpace(all.sorted().In("en")), "\n"); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if da := all.sorted().In("da"); !strings.Contains(da, "grants.csv, home »H9«: det samme i 15 rækker til: 5–11, 13–20") {
		t.Error(da)
	}
	few := all[:alikeAtMost]
	if got := strings.Count(few.In("en"), "\n"); got != alikeAtMost {
		t.Errorf("%d faults take %d lines", alikeAtMost, got)
	}
}

// TestCausesComeFirst: what other tables refer to is told before them.
func TestCausesComeFirst(t *testing.T) {
	var all Faults
	for _, f := range []string{"agreed.csv", "grants.csv", "stray.csv", "homes.csv", "case.yaml"} {
		all = append(all, Fault{File: f, Row: 2})
	}
	var got []string
	for _, f := range append(all.sorted(), Fault{File: "P1/plan.yaml"}) {
		got = append(got, f.File)
	}
	if want := []string{"case.yaml", "homes.csv", "grants.csv", "agreed.csv", "stray.csv", "P1/plan.yaml"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhatIsNoDateIsToldWhy(t *testing.T) {
	f := &form{}
	for s, want := range map[string]*model.Text{
		"30-02-2026": &wantDay, "2026-02-30": &wantDay, "31.04.2026": &wantDay, "29-02-2027": &wantDay,
		"30-02": &wantYear, "24-11-26": &wantYear, "46124": &wantCell, "46124,375": &wantCell,
		"today": &wantDate, "": &wantDate, "12": &wantDate, "2026-1-5": &wantDate, "01-01-1889": &wantDate,
	} {
		if _, got := dateText().parse(s, f); got != want {
			t.Errorf("date %q: %v, want %v", s, got, want)
		}
	}
	for s, want := range map[string]*model.Text{
		"30-02-2026 08:00": &wantDay, "46124,375": &wantCell, "24-11-2026": &wantTime, "24-11-26 08:00": &wantYear,
		"x 08:00": &wantTime, "24-11-2026 25:00": &wantTime, "28-03-2027 02:30": &wantReal,
	} {
		if _, got := parseTime(s, f); got != want {
			t.Errorf("time %q: %v, want %v", s, got, want)
		}
	}
}
