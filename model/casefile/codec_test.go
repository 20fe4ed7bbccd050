package casefile

import (
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// reads checks what a codec makes of cells; an empty want is a fault.
func reads[V any](t *testing.T, c codec[V], f *form, cells map[string]string) {
	t.Helper()
	for in, want := range cells {
		v, bad := c.parse(in, f)
		got := ""
		if bad == nil {
			got = c.format(v, &plainForm)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q (%v)", in, got, want, bad)
		}
		if bad != nil && (bad.Da == "" || bad.En == "") {
			t.Errorf("%q: a fault without words: %v", in, bad)
		}
	}
}

func TestDates(t *testing.T) {
	reads(t, dateText(), &plainForm, map[string]string{
		"2026-11-23": "2026-11-23", "23-11-2026": "2026-11-23", "23.11.2026": "2026-11-23", "23/11/2026": "2026-11-23", "29-02-2028": "2028-02-29",
		"29-02-2026": "", "2026-13-01": "", "23-11-26": "", "1-1-2026": "", "11/23/2026": "", "1989-12-31": "", "2200-01-01": "", "x": "",
	})
}

func TestClocks(t *testing.T) {
	reads(t, clockText(), &plainForm, map[string]string{
		"08:15": "08:15", "8:15": "08:15", "8.15": "08:15", "00:00": "00:00", "24:00": "24:00", "08:15:00": "08:15", "08.15.00": "08:15",
		"24:01": "", "08:60": "", "08:15:30": "", "815": "", "-1:00": "", "8": "",
	})
}

func TestTimes(t *testing.T) {
	reads(t, timeText(), &plainForm, map[string]string{
		"2026-11-23 08:15": "2026-11-23 08:15", "23-11-2026 08:15": "2026-11-23 08:15", "23-11-2026 8.15": "2026-11-23 08:15", "2026-11-23T08:15": "2026-11-23 08:15",
		"2026-11-23T08:15+01:00": "2026-11-23 08:15", "2026-11-23 08:15:00": "2026-11-23 08:15", "2026-11-23 24:00": "2026-11-24 00:00",
		"2026-11-23": "", "08:15": "", "2026-11-23 08:15+02:00": "", "2026-11-23 08:15Z": "", "2026-11-31 08:15": "", "2026-11-23 08:15 extra": "",
		// summer time starts: 02:00 to 02:59 do not exist
		"2027-03-28 01:59": "2027-03-28 01:59", "2027-03-28 02:00": "", "2027-03-28 02:30": "", "2027-03-28 02:30+01:00": "", "2027-03-28 03:00": "2027-03-28 03:00",
		// it ends: 02:00 to 02:59 come twice, the first is meant
		"2026-10-25 01:59": "2026-10-25 01:59", "2026-10-25 02:00": "2026-10-25 02:00+02:00", "2026-10-25 02:30": "2026-10-25 02:30+02:00",
		"2026-10-25 02:30+02:00": "2026-10-25 02:30+02:00", "2026-10-25 02:30+01:00": "2026-10-25 02:30+01:00", "25-10-2026 02:30 +01:00": "2026-10-25 02:30+01:00",
		"2026-10-25 02:30+03:00": "", "2026-10-25 03:00": "2026-10-25 03:00", "2026-10-25 03:00+02:00": "",
	})
}

// A night shift has seven or nine hours twice a year, however it is written.
func TestNightsOfClockChanges(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     model.Minutes
	}{
		{"2027-03-27 23:00", "2027-03-28 07:00", 7 * 60},
		{"2026-10-24 23:00", "2026-10-25 07:00", 9 * 60},
		{"2026-10-25 02:30", "2026-10-25 02:30+01:00", 60},
		{"2026-11-23 23:00", "2026-11-24 07:00", 8 * 60},
	} {
		from, bad1 := parseTime(c.from, &plainForm)
		to, bad2 := parseTime(c.to, &plainForm)
		if bad1 != nil || bad2 != nil || to.Sub(from) != c.want {
			t.Errorf("%s to %s: %d minutes, %v %v", c.from, c.to, to.Sub(from), bad1, bad2)
		}
	}
}

// Every minute of both days of clock changes is written so that it reads back.
func TestTimesReadBack(t *testing.T) {
	for _, day := range []model.Date{model.DateOf(2026, time.October, 25), model.DateOf(2027, time.March, 28)} {
		for at := model.At(day, 0); at < model.At(day+1, 0); at++ {
			for _, f := range []*form{&plainForm, &excelForm} {
				s := formatTime(at, f)
				if got, bad := parseTime(s, f); bad != nil || got != at {
					t.Fatalf("%v is written %q and read as %v, %v", at, s, got, bad)
				}
			}
		}
	}
}

func TestDecimals(t *testing.T) {
	reads(t, decimal(""), &plainForm, map[string]string{"55.67": "55.67", "-1": "-1", "1.234": "1.234", "55,67": "", "1e3": "", "NaN": "", "Inf": "", "1.2.3": "", "-": "", "0x1p2": ""})
	reads(t, decimal(""), &excelForm, map[string]string{"55,67": "55.67", "-1": "-1", "1,234": "1.234", "55.67": "", "1.234,5": "", "1,2,3": ""})
	reads(t, degrees(), &plainForm, map[string]string{"0": "0", "180": "180", "181": "", "0101011234": ""})
}

func TestWholeNumbers(t *testing.T) {
	reads(t, whole("", 1, 99), &plainForm, map[string]string{"1": "1", "99": "99", "0": "", "100": "", "1.0": "", "": "", "99999999999999999999": ""})
	reads(t, overtimeText(), &plainForm, map[string]string{"0": "0", "30": "30", "-1": ""})
}

func TestWords(t *testing.T) {
	reads(t, yesNo(), &plainForm, map[string]string{"ja": "yes", "JA": "yes", "x": "yes", "true": "yes", "maybe": ""})
	reads(t, modeText, &plainForm, map[string]string{"bil": "car", "Bil": "car", "e-bike": "e-bike", "elcykel": "e-bike", "hest": ""})
	reads(t, lawText, &plainForm, map[string]string{"ÆL": "AEL", "æl": "AEL", "AEL": "AEL", "SEL": ""})
}

func TestWeekdays(t *testing.T) {
	reads(t, weekdaysText(), &plainForm, map[string]string{
		"mon": "mon", "man|tor": "mon|thu", "tor|man": "mon|thu", "Man Ons": "mon|wed", "man-fre": "mon|tue|wed|thu|fri", "lør-man": "mon|sat|sun", "søn": "sun",
		"all": "all", "alle": "all", "mon-sun": "all", "fri–sat": "fri|sat", "mandag": "", "mon-": "", "|": "", "-": "",
	})
}

func TestFrequencies(t *testing.T) {
	reads(t, cadenceText(), &plainForm, map[string]string{
		"3 a day": "3 a day", "3 om dagen": "3 a day", "2 om ugen": "2 a week", "hver 14. dag": "every 14 days", "every 14 days": "every 14 days", "datoer": "dated",
		"0 a day": "", "25 a day": "", "8 a week": "", "every 367 days": "", "a day": "", "daily": "", "99999999999999999999 a day": "",
	})
}

func TestIDs(t *testing.T) {
	reads(t, idText[string](), &plainForm, map[string]string{
		"H1": "H1", "a b": "a b", "0a1e0101-0101-0101-0101-010101123456": "0a1e0101-0101-0101-0101-010101123456", "G1.L1": "G1.L1", "a|b": "", "a/b": "", "a#1": "", "a\nb": "",
	})
	reads(t, setOf(idText[string]()), &plainForm, map[string]string{"b|a": "a|b", "a": "a", " a | b ": "a|b", "a|a": "", "a|": "", "|": ""})
	reads(t, listOf(idText[string]()), &plainForm, map[string]string{"b|a": "b|a", "a|a": "a|a"})
}
