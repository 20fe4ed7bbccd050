package nightly

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func zone(t *testing.T) *time.Location {
	t.Helper()
	z, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestNext(t *testing.T) {
	z := zone(t)
	for _, test := range []struct{ name, cron, after, want string }{
		{"later today", "30 22 * * *", "2026-11-23T10:00:00+01:00", "2026-11-23T22:30:00+01:00"},
		{"on the minute it is the next", "30 22 * * *", "2026-11-23T22:30:00+01:00", "2026-11-24T22:30:00+01:00"},
		{"on weekdays, from a Friday night", "15 2 * * 1-5", "2026-11-27T02:15:00+01:00", "2026-11-30T02:15:00+01:00"},
		{"the first of a month", "0 4 1 * *", "2026-11-23T10:00:00+01:00", "2026-12-01T04:00:00+01:00"},
		{"a time that the spring night leaves out", "30 2 * * *", "2026-03-28T12:00:00+01:00", "2026-03-29T03:00:00+02:00"},
		{"the night after it", "30 2 * * *", "2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"},
		{"a time that the autumn night has twice", "30 2 * * *", "2026-10-24T12:00:00+02:00", "2026-10-25T02:30:00+02:00"},
		{"is once", "30 2 * * *", "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"},
		{"also seen from between", "30 2 * * *", "2026-10-25T02:10:00+01:00", "2026-10-26T02:30:00+01:00"},
		{"after the autumn night's hour", "0 3 * * *", "2026-10-25T02:30:00+02:00", "2026-10-25T03:00:00+01:00"},
		{"asked in another zone", "30 22 * * *", "2026-11-23T21:00:00Z", "2026-11-23T22:30:00+01:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := Parse(test.cron, z)
			if err != nil {
				t.Fatal(err)
			}
			after, _ := time.Parse(time.RFC3339, test.after)
			got, err := s.Next(after)
			if err != nil || got.In(z).Format(time.RFC3339) != test.want {
				t.Errorf("%v, %v; want %s", got.In(z), err, test.want)
			}
		})
	}
}

// TestOnceANight: over two years a nightly plan is made once for every date.
func TestOnceANight(t *testing.T) {
	z := zone(t)
	for _, cron := range []string{"0 2 * * *", "30 2 * * *", "59 2 * * *", "0 3 * * *", "30 22 * * *"} {
		s, err := Parse(cron, z)
		if err != nil {
			t.Fatal(err)
		}
		at := time.Date(2026, 1, 1, 12, 0, 0, 0, z)
		for day := 2; day < 730; day++ {
			next, err := s.Next(at)
			if err != nil {
				t.Fatal(err)
			}
			want := time.Date(2026, 1, day, 0, 0, 0, 0, z).Format(time.DateOnly)
			if cron == "30 22 * * *" {
				want = time.Date(2026, 1, day-1, 0, 0, 0, 0, z).Format(time.DateOnly)
			}
			if got := next.In(z).Format(time.DateOnly); got != want {
				t.Fatalf("%s: after %v comes %v, want %s", cron, at.In(z), next.In(z), want)
			}
			if last := s.Last(next.Add(time.Minute)); !last.Equal(next) {
				t.Fatalf("%s: the last up to %v is %v", cron, next.In(z), last.In(z))
			}
			at = next
		}
	}
}

func TestLast(t *testing.T) {
	z := zone(t)
	s, err := Parse("0 5 1 1 *", z)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, z)
	if got := s.Last(at); !got.Equal(time.Date(2026, 1, 1, 5, 0, 0, 0, z)) {
		t.Errorf("the last New Year is %v", got)
	}
}

func TestRefused(t *testing.T) {
	for _, cron := range []string{"", "22:30", "30 22 * *", "61 22 * * *", "30 24 * * *", "0 0 30 2 *", "30 22 * * * *", "@daily", "a b c d e"} {
		if _, err := Parse(cron, zone(t)); err == nil {
			t.Errorf("%q is taken", cron)
		}
	}
}
