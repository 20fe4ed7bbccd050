package casefile

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

var (
	wantDate  = model.Text{Da: "en dato som 23-11-2026 (år 1990–2199)", En: "a date like 2026-11-23 (years 1990–2199)"}
	wantClock = model.Text{Da: "et klokkeslæt som 08:15", En: "a time of day like 08:15"}
	wantTime  = model.Text{Da: "dato og klokkeslæt som 23-11-2026 08:15", En: "date and time like 2026-11-23 08:15"}
	wantReal  = model.Text{
		Da: "et klokkeslæt, der findes: sommertid begynder, og timen springes over",
		En: "a time that exists: summer time starts and the hour is skipped",
	}
)

func dateText() codec[model.Date] {
	return codec[model.Date]{kind: "date", exempt: true,
		parse: func(s string, _ *form) (model.Date, *model.Text) {
			d, err := model.ParseDate(s)
			if err != nil {
				return 0, noDate(s)
			}
			if y, _, _ := d.Civil(); y < 1990 || y > 2199 {
				return 0, &wantDate
			}
			return d, nil
		},
		format: formatDate}
}

// What looks like a date and is none says why.
var (
	dateLike = regexp.MustCompile(`^(\d{4}-\d\d-\d\d|\d\d[-./]\d\d[-./]\d{4})$`)
	yearless = regexp.MustCompile(`^\d{1,2}[-./]\d{1,2}([-./]\d{2})?$`)
	serial   = regexp.MustCompile(`^[34567]\d{4}([.,]\d+)?$`) // Excel's days since 1900: 1982 to 2118

	wantDay  = model.Text{Da: "en dato, der findes i kalenderen, som 23-11-2026", En: "a date that is in the calendar, like 2026-11-23"}
	wantYear = model.Text{Da: "en dato med fire cifre i årstallet, som 23-11-2026", En: "a date with four digits for the year, like 2026-11-23"}
	wantCell = model.Text{
		Da: "en dato som 23-11-2026; dette er Excels eget tal for en dag: giv kolonnen datoformat, og gem igen",
		En: "a date like 2026-11-23; this is Excel's own number for a day: format the column as a date and save again",
	}
)

// noDate says what was expected instead of what is no date.
func noDate(s string) *model.Text {
	switch {
	case dateLike.MatchString(s):
		return &wantDay
	case yearless.MatchString(s):
		return &wantYear
	case serial.MatchString(s):
		return &wantCell
	}
	return &wantDate
}

func formatDate(d model.Date, f *form) string {
	if d == 0 {
		return ""
	}
	if f.danish {
		y, m, day := d.Civil()
		return fmt.Sprintf("%02d-%02d-%04d", day, m, y)
	}
	return d.String()
}

// clockText is a time of day; seconds are accepted where they are zero.
func clockText() codec[model.Clock] {
	return codec[model.Clock]{kind: "time of day", exempt: true,
		parse: func(s string, _ *form) (model.Clock, *model.Text) {
			c, err := model.ParseClock(withoutSeconds(s))
			if err != nil {
				return 0, &wantClock
			}
			return c, nil
		},
		format: func(c model.Clock, _ *form) string {
			if c < 0 {
				return ""
			}
			return c.String()
		}}
}

// withoutSeconds drops the zero seconds that Excel likes to write.
func withoutSeconds(s string) string {
	if strings.Count(s, ":") == 2 {
		return strings.TrimSuffix(s, ":00")
	}
	if strings.Count(s, ".") == 2 {
		return strings.TrimSuffix(s, ".00")
	}
	return s
}

// timeText is an instant as local date and time of day. In the hour that the
// end of summer time repeats the first is meant unless an offset is written.
func timeText() codec[model.Time] {
	return codec[model.Time]{kind: "date and time", exempt: true, parse: parseTime, format: formatTime}
}

func parseTime(s string, f *form) (model.Time, *model.Text) {
	day, rest, ok := strings.Cut(s, " ")
	if !ok {
		day, rest, ok = strings.Cut(s, "T")
	}
	if !ok {
		if serial.MatchString(s) {
			return 0, &wantCell
		}
		return 0, &wantTime
	}
	clock, offset := cutOffset(strings.TrimSpace(rest))
	d, bad := dateText().parse(day, f)
	if bad == &wantDate {
		return 0, &wantTime
	}
	if bad != nil {
		return 0, bad
	}
	c, bad := clockText().parse(clock, f)
	if bad != nil {
		return 0, &wantTime
	}
	if !model.Exists(d, c) {
		return 0, &wantReal
	}
	return withOffset(model.At(d, c), offset)
}

// cutOffset divides "02:30+01:00".
func cutOffset(s string) (clock, offset string) {
	if i := strings.IndexAny(s, "+-Zz"); i >= 0 {
		return strings.TrimSpace(s[:i]), s[i:]
	}
	return s, ""
}

// withOffset is the instant with the same wall clock as t that has the offset.
func withOffset(t model.Time, offset string) (model.Time, *model.Text) {
	if offset == "" {
		return t, nil
	}
	local := t.Local().Format("-07:00")
	if offset == local {
		return t, nil
	}
	if later := t + 60; repeated(t) && offset == later.Local().Format("-07:00") {
		return later, nil
	}
	if repeated(t) {
		return 0, &model.Text{Da: "forskydningen +02:00 eller +01:00", En: "the offset +02:00 or +01:00"}
	}
	return 0, &model.Text{Da: "den forskydning, der gælder da: " + local, En: "the offset in force then: " + local}
}

// repeated says whether the wall clock shows t's time again an hour later.
func repeated(t model.Time) bool { return (t + 60).Clock() == t.Clock() }

func formatTime(t model.Time, f *form) string {
	if t == 0 {
		return ""
	}
	s := formatDate(t.Date(), f) + " " + t.Clock().String()
	if repeated(t) || repeated(t-60) {
		s += t.Local().Format("-07:00")
	}
	return s
}
