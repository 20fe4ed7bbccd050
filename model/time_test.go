package model

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var (
	springForward = DateOf(2026, time.March, 29)   // 02:00 becomes 03:00
	fallBack      = DateOf(2026, time.October, 25) // 03:00 becomes 02:00
)

func clock(t *testing.T, s string) Clock {
	t.Helper()
	c, err := ParseClock(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAt(t *testing.T) {
	for _, c := range []struct {
		date, at string
		want     string
		why      string
	}{
		{"2026-11-23", "08:15", "2026-11-23T08:15+01:00", "winter"},
		{"2026-07-01", "08:15", "2026-07-01T08:15+02:00", "summer"},
		{"2026-11-23", "00:00", "2026-11-23T00:00+01:00", "midnight"},
		{"2026-11-23", "24:00", "2026-11-24T00:00+01:00", "midnight at the end of the day"},
		{"2026-03-29", "01:59", "2026-03-29T01:59+01:00", "before the skipped hour"},
		{"2026-03-29", "03:00", "2026-03-29T03:00+02:00", "after it"},
		{"2026-10-25", "01:59", "2026-10-25T01:59+02:00", "before the repeated hour"},
		{"2026-10-25", "02:00", "2026-10-25T02:00+02:00", "the first of the two"},
		{"2026-10-25", "02:59", "2026-10-25T02:59+02:00", "the first of the two, its last minute"},
		{"2026-10-25", "03:00", "2026-10-25T03:00+01:00", "after it"},
		{"2026-10-25", "24:00", "2026-10-26T00:00+01:00", "the end of the long day"},
		{"1970-01-01", "01:00", "1970-01-01T01:00+01:00", "the epoch"},
		{"1969-12-31", "23:30", "1969-12-31T23:30+01:00", "before it"},
		{"2024-02-29", "12:00", "2024-02-29T12:00+01:00", "a leap day"},
	} {
		if got := At(day(t, c.date), clock(t, c.at)).String(); got != c.want {
			t.Errorf("%s %s (%s): %s, want %s", c.date, c.at, c.why, got, c.want)
		}
	}
}

// A night shift of eight hours by the clock lasts 7, 9 or 8 hours.
func TestNightsOfTheClockChanges(t *testing.T) {
	for _, c := range []struct {
		morning Date
		want    Minutes
	}{
		{springForward, 7 * 60}, {fallBack, 9 * 60}, {DateOf(2026, time.November, 23), 8 * 60},
	} {
		if got := At(c.morning, 7*60).Sub(At(c.morning-1, 23*60)); got != c.want {
			t.Errorf("night to %s: %d minutes, want %d", c.morning, got, c.want)
		}
	}
}

func TestExists(t *testing.T) {
	for _, c := range []struct {
		date Date
		at   string
		want bool
	}{
		{springForward, "01:59", true}, {springForward, "02:00", false}, {springForward, "02:59", false},
		{springForward, "03:00", true}, {springForward, "24:00", true}, {springForward, "00:00", true},
		{fallBack, "02:00", true}, {fallBack, "02:59", true}, {fallBack, "03:00", true},
		{springForward + 1, "02:30", true},
	} {
		if got := Exists(c.date, clock(t, c.at)); got != c.want {
			t.Errorf("%s %s exists: %v, want %v", c.date, c.at, got, c.want)
		}
	}
}

// Every local time that exists is the date and clock of its instant.
func TestAtUndone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.IntRange(int(DateOf(1981, 1, 1)), int(DateOf(2060, 1, 1))).Draw(t, "d"))
		c := Clock(rapid.IntRange(0, 1439).Draw(t, "c"))
		at := At(d, c)
		if at.Date() != d && Exists(d, c) {
			t.Fatalf("%s %s: date %s", d, c, at.Date())
		}
		if (at.Clock() == c) != Exists(d, c) {
			t.Fatalf("%s %s: clock %s, exists %v", d, c, at.Clock(), Exists(d, c))
		}
	})
}

// The two passes through the repeated hour are told apart by their offset.
func TestRepeatedHour(t *testing.T) {
	first := At(fallBack, 2*60+30)
	second := first.Add(60)
	if first.Clock() != second.Clock() || first.Date() != second.Date() {
		t.Fatalf("%s and %s show different clocks", first, second)
	}
	if got, want := second.String(), "2026-10-25T02:30+01:00"; got != want {
		t.Errorf("an hour later: %s, want %s", got, want)
	}
}

func TestWeekdayAndWeek(t *testing.T) {
	for _, c := range []struct {
		date    string
		weekday time.Weekday
		week    int
	}{
		{"1970-01-01", time.Thursday, 0}, {"1970-01-04", time.Sunday, 0}, {"1970-01-05", time.Monday, 1},
		{"1970-01-11", time.Sunday, 1}, {"1970-01-12", time.Monday, 2},
		{"2024-02-29", time.Thursday, 2826}, {"2026-11-22", time.Sunday, 2968}, {"2026-11-23", time.Monday, 2969},
	} {
		d := day(t, c.date)
		if d.Weekday() != c.weekday || d.Week() != c.week {
			t.Errorf("%s: %s of week %d, want %s of week %d", c.date, d.Weekday(), d.Week(), c.weekday, c.week)
		}
	}
}

// The week turns on Mondays and nowhere else, and the weekday is time.Time's,
// also before the epoch.
func TestWeekTurnsOnMonday(t *testing.T) {
	for d := DateOf(1968, 1, 1); d < DateOf(1972, 1, 1); d++ {
		y, m, dd := d.Civil()
		want := time.Date(y, m, dd, 12, 0, 0, 0, time.UTC).Weekday()
		if got := d.Weekday(); got != want {
			t.Fatalf("%s: %s, want %s", d, got, want)
		}
		if turns := d.Week() != (d - 1).Week(); turns != (want == time.Monday) {
			t.Fatalf("%s, a %s: week %d after %d", d, want, d.Week(), (d - 1).Week())
		}
	}
}

func TestParseDate(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2026-11-23", "2026-11-23"}, {"23-11-2026", "2026-11-23"}, {"23.11.2026", "2026-11-23"}, {"23/11/2026", "2026-11-23"},
		{"2024-02-29", "2024-02-29"}, {"01-02-2026", "2026-02-01"},
	} {
		if d, err := ParseDate(c.in); err != nil || d.String() != c.want {
			t.Errorf("%q: %s, %v; want %s", c.in, d, err, c.want)
		}
	}
	for _, in := range []string{"", "2026-02-29", "2026-11-31", "2026-13-01", "2026-1-1", "23-11-26", "11/23/2026",
		"2026-11-23 ", " 2026-11-23", "2026-11-23T08:00", "23 nov 2026", "20261123"} {
		if d, err := ParseDate(in); err == nil {
			t.Errorf("%q read as %s", in, d)
		}
	}
}

func TestParseClock(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Clock
	}{
		{"08:15", 495}, {"8:15", 495}, {"08.15", 495}, {"8.15", 495}, {"00:00", 0}, {"0:00", 0}, {"23:59", 1439}, {"24:00", 1440},
	} {
		if got, err := ParseClock(c.in); err != nil || got != c.want {
			t.Errorf("%q: %d, %v; want %d", c.in, got, err, c.want)
		}
	}
	for _, in := range []string{"", "8:5", "24:01", "25:00", "12:60", "-1:00", "08:-5", "+8:15", "008:15", "08:15:00", "0815",
		"8", " 08:15", "08:15 ", "8,15", "12:345", "kl. 8:15"} {
		if got, err := ParseClock(in); err == nil {
			t.Errorf("%q read as %s", in, got)
		}
	}
}

// Dates and times of day read back as they are written.
func TestParseUndoesString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.IntRange(-300_000, 300_000).Draw(t, "d"))
		if got, err := ParseDate(d.String()); err != nil || got != d {
			t.Fatalf("%s reads as %s, %v", d, got, err)
		}
		c := Clock(rapid.IntRange(0, 1440).Draw(t, "c"))
		if got, err := ParseClock(c.String()); err != nil || got != c {
			t.Fatalf("%s reads as %s, %v", c, got, err)
		}
	})
}

// TestTimesInJSON: as people write them, and nothing where there is none.
func TestTimesInJSON(t *testing.T) {
	got, err := json.Marshal(struct {
		On      Date
		At      Time
		By      Clock
		NoDate  Date
		NoTime  Time
		NoClock Clock
	}{DateOf(2026, 11, 23), At(DateOf(2026, 11, 23), 6*60+15), 8*60 + 5, 0, 0, -1})
	want := `{"On":"2026-11-23","At":"2026-11-23T06:15+01:00","By":"08:05","NoDate":"","NoTime":"","NoClock":""}`
	if err != nil || string(got) != want {
		t.Errorf("%v\n got %s\nwant %s", err, got, want)
	}
}
