package model

import (
	"fmt"
	"time"
	_ "time/tzdata" // the zone is known on every machine, also without tzdata installed
)

// Time is an instant in whole minutes since 1970-01-01 00:00 UTC. Plans are
// made in whole minutes.
type Time int64

// Date is a civil day: days since 1970-01-01.
type Date int32

// Clock is a local time of day in minutes after midnight, 0..1440.
type Clock int

// Minutes is a length of time in whole minutes.
type Minutes int

// Zone is where the homes are: every civil time of a case is local there.
var Zone = mustZone("Europe/Copenhagen")

func mustZone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic("embedded time zones are missing: " + err.Error())
	}
	return z
}

// At gives the instant of a local date and time of day. In the hour that the
// end of summer time repeats, the first is meant; in the hour that its start
// skips, the result is the instant the same distance after midnight's offset
// (readers refuse such times: see Exists).
func At(d Date, c Clock) Time {
	y, m, day := d.Civil()
	t := time.Date(y, m, day, int(c)/60, int(c)%60, 0, 0, Zone)
	earlier := t.Add(-time.Hour)
	if _, off := t.Zone(); off == 3600 { // standard time: is the same wall clock also an hour earlier?
		if _, o := earlier.Zone(); o == 7200 && earlier.Minute() == t.Minute() && earlier.Hour() == t.Hour() {
			t = earlier
		}
	}
	return Time(t.Unix() / 60)
}

// Exists says whether the local date and time of day occurs at all: one hour a
// year does not.
func Exists(d Date, c Clock) bool {
	at := At(d, c)
	return at.Date() == d && at.Clock() == c%1440 || c == 1440
}

// Local is the instant as the wall clock in Zone shows it.
func (t Time) Local() time.Time { return time.Unix(int64(t)*60, 0).In(Zone) }

// Date is the local civil day of the instant.
func (t Time) Date() Date {
	l := t.Local()
	return DateOf(l.Year(), l.Month(), l.Day())
}

// Clock is the local time of day of the instant.
func (t Time) Clock() Clock {
	l := t.Local()
	return Clock(l.Hour()*60 + l.Minute())
}

// Add moves an instant by a length of time.
func (t Time) Add(m Minutes) Time { return t + Time(m) }

// Sub is the length of time from u to t.
func (t Time) Sub(u Time) Minutes { return Minutes(t - u) }

// String is ISO 8601 with offset, to the minute: 2026-11-23T08:15+01:00.
func (t Time) String() string { return t.Local().Format("2006-01-02T15:04Z07:00") }

// DateOf is the civil day of year, month and day.
func DateOf(y int, m time.Month, d int) Date {
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Civil gives year, month and day of month.
func (d Date) Civil() (int, time.Month, int) {
	return time.Unix(int64(d)*86400, 0).UTC().Date()
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday((int(d)%7 + 11) % 7) }

// Week is the number of the ISO week, counted from that of 1970-01-01: weeks
// start on Monday.
func (d Date) Week() int {
	days := int(d) + 3 // since the Monday before the epoch
	if days < 0 {
		days -= 6 // division rounds towards zero
	}
	return days / 7
}

// String is ISO 8601: 2026-11-23.
func (d Date) String() string {
	y, m, day := d.Civil()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// String is hh:mm.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// MarshalText is how an instant stands in JSON; "" for none.
func (t Time) MarshalText() ([]byte, error) { return textOr(t != 0, t.String), nil }

// MarshalText is how a date stands in JSON; "" for none.
func (d Date) MarshalText() ([]byte, error) { return textOr(d != 0, d.String), nil }

// MarshalText is how a time of day stands in JSON; "" for none.
func (c Clock) MarshalText() ([]byte, error) { return textOr(c >= 0, c.String), nil }

func textOr(is bool, text func() string) []byte {
	if !is {
		return nil
	}
	return []byte(text())
}

// ParseDate reads yyyy-mm-dd or dd-mm-yyyy (also with dots or slashes).
func ParseDate(s string) (Date, error) {
	for _, layout := range []string{"2006-01-02", "02-01-2006", "02.01.2006", "02/01/2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return DateOf(t.Year(), t.Month(), t.Day()), nil
		}
	}
	return 0, fmt.Errorf("%q is no date", s)
}

// ParseClock reads hh:mm, hh.mm (also one digit for the hour) up to 24:00.
func ParseClock(s string) (Clock, error) {
	var h, m int
	for _, form := range []string{"%d:%2d", "%d.%2d"} {
		if n, err := fmt.Sscanf(s, form, &h, &m); err == nil && n == 2 && h >= 0 && m >= 0 && m < 60 && h*60+m <= 1440 {
			if s == fmt.Sprintf("%02d%c%02d", h, form[2], m) || s == fmt.Sprintf("%d%c%02d", h, form[2], m) {
				return Clock(h*60 + m), nil
			}
		}
	}
	return 0, fmt.Errorf("%q is no time of day", s)
}

// ParseTime reads a local date and time of day: 2026-11-23T06:15, with a space
// for the T, or as Danes write it, 23-11-2026 06:15.
func ParseTime(s string) (Time, error) {
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02 15:04", "02-01-2006 15:04"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		d, c := DateOf(t.Year(), t.Month(), t.Day()), Clock(t.Hour()*60+t.Minute())
		if !Exists(d, c) {
			return 0, fmt.Errorf("%q does not exist: the clock is put forward then", s)
		}
		return At(d, c), nil
	}
	return 0, fmt.Errorf("%q is no date and time: write 2026-11-23T06:15", s)
}
