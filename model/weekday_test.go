package model

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestIsWeekday(t *testing.T) {
	closing := NewCalendar(&Standard{ClosingDays: []Date{DateOf(2026, time.June, 5)}})
	plain := NewCalendar(&Standard{})
	for _, c := range []struct {
		date string
		cal  *Calendar
		want bool
		why  string
	}{
		{"2026-11-23", plain, true, "a Monday"},
		{"2026-11-27", plain, true, "a Friday"},
		{"2026-11-28", plain, false, "a Saturday"},
		{"2026-11-29", plain, false, "a Sunday"},
		{"2026-04-01", plain, true, "Wednesday before Easter"},
		{"2026-04-02", plain, false, "Maundy Thursday"},
		{"2026-04-03", plain, false, "Good Friday"},
		{"2026-04-06", plain, false, "Easter Monday"},
		{"2026-04-07", plain, true, "Tuesday after Easter"},
		{"2026-05-14", plain, false, "Ascension Day"},
		{"2026-05-15", plain, true, "the Friday after Ascension Day"},
		{"2026-05-25", plain, false, "Whit Monday"},
		{"2023-05-05", plain, false, "Store Bededag, the last"},
		{"2024-04-26", plain, true, "the fourth Friday after Easter since Store Bededag went"},
		{"2026-05-01", plain, true, "Labour Day is no public holiday; also the old Store Bededag"},
		{"2026-06-05", plain, true, "Constitution Day, not listed"},
		{"2026-06-05", closing, false, "Constitution Day, a closing day"},
		{"2026-12-24", plain, true, "Christmas Eve is no public holiday"},
		{"2026-12-25", plain, false, "Christmas Day"},
		{"2029-12-26", plain, false, "second day of Christmas"},
		{"2027-01-01", plain, false, "New Year's Day"},
		{"2024-02-29", plain, true, "a leap day, Thursday"},
		{"1999-04-02", plain, false, "Good Friday before the years worked out ahead"},
		{"2104-12-25", plain, false, "Christmas Day after them"},
		{"2104-12-24", plain, true, "the day before"},
	} {
		if got := c.cal.IsWeekday(day(t, c.date)); got != c.want {
			t.Errorf("%s (%s): weekday %v, want %v", c.date, c.why, got, c.want)
		}
	}
}

func TestAddWeekdays(t *testing.T) {
	c := NewCalendar(&Standard{ClosingDays: []Date{DateOf(2026, time.December, 24)}})
	for _, x := range []struct {
		from string
		n    int
		want string
		why  string
	}{
		{"2026-11-23", 5, "2026-11-30", "Monday to the next Monday"},
		{"2026-11-27", 1, "2026-11-30", "the first after a Friday is Monday"},
		{"2026-11-28", 1, "2026-11-30", "and after a Saturday"},
		{"2026-11-28", 5, "2026-12-04", "the fifth after a Saturday"},
		{"2026-11-28", 0, "2026-11-28", "none: the day itself"},
		{"2026-03-31", 5, "2026-04-10", "over Easter: 1, 7, 8, 9, 10 April"},
		{"2026-04-02", 1, "2026-04-07", "Maundy Thursday to the Tuesday"},
		{"2026-12-22", 5, "2026-12-31", "over Christmas with a closed Christmas Eve: 23, 28, 29, 30, 31"},
		{"2024-02-28", 2, "2024-03-01", "over 29 February"},
	} {
		got := c.AddWeekdays(day(t, x.from), x.n)
		if got.String() != x.want {
			t.Errorf("%s + %d (%s): %s, want %s", x.from, x.n, x.why, got, x.want)
		}
		if n := c.WeekdaysAfter(day(t, x.from), got); n != x.n {
			t.Errorf("weekdays after %s up to %s: %d, want %d", x.from, got, n, x.n)
		}
	}
	if n := c.WeekdaysAfter(day(t, "2026-11-27"), day(t, "2026-11-23")); n != 0 {
		t.Errorf("weekdays after a later date: %d, want 0", n)
	}
}

// AddWeekdays and WeekdaysAfter undo each other, and a result is a weekday.
func TestAddWeekdaysCounts(t *testing.T) {
	c := NewCalendar(&Standard{})
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.IntRange(int(DateOf(1995, 1, 1)), int(DateOf(2110, 1, 1))).Draw(t, "d"))
		n := rapid.IntRange(1, 40).Draw(t, "n")
		got := c.AddWeekdays(d, n)
		if !c.IsWeekday(got) {
			t.Fatalf("%s + %d = %s, no weekday", d, n, got)
		}
		if back := c.WeekdaysAfter(d, got); back != n {
			t.Fatalf("%d weekdays after %s up to %s, want %d", back, d, got, n)
		}
	})
}
