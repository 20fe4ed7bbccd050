package sheets

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/hjemvej/hjemvej/model"
)

// tongue writes words, dates and figures in a language, "da" or "en".
type tongue struct{ lang string }

// word is a word of the sheets; an unknown key stands as itself.
func (l tongue) word(key string) string {
	if t, ok := words[key]; ok {
		return t.In(l.lang)
	}
	return key
}

// heading is a word with a capital.
func (l tongue) heading(key string) string { return capital(l.word(key)) }

// capital is a text with its first letter large.
func capital(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}

// headings are words as a table's head.
func (l tongue) headings(keys ...string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = l.heading(k)
	}
	return out
}

var (
	weekdays = [7]model.Text{{Da: "søndag", En: "Sunday"}, {Da: "mandag", En: "Monday"}, {Da: "tirsdag", En: "Tuesday"},
		{Da: "onsdag", En: "Wednesday"}, {Da: "torsdag", En: "Thursday"}, {Da: "fredag", En: "Friday"}, {Da: "lørdag", En: "Saturday"}}
	months = [12]model.Text{{Da: "januar", En: "January"}, {Da: "februar", En: "February"}, {Da: "marts", En: "March"},
		{Da: "april", En: "April"}, {Da: "maj", En: "May"}, {Da: "juni", En: "June"}, {Da: "juli", En: "July"},
		{Da: "august", En: "August"}, {Da: "september", En: "September"}, {Da: "oktober", En: "October"},
		{Da: "november", En: "November"}, {Da: "december", En: "December"}}
)

func (l tongue) weekday(d model.Date) string { return weekdays[d.Weekday()].In(l.lang) }

// day is a date without its year: "mandag 23. november", "Monday 23 November".
func (l tongue) day(d model.Date) string { return l.weekday(d) + " " + l.dayMonth(d) }

// dayMonth is "23. november", "23 November".
func (l tongue) dayMonth(d model.Date) string {
	_, m, day := d.Civil()
	dot := "."
	if l.lang == "en" {
		dot = ""
	}
	return fmt.Sprintf("%d%s %s", day, dot, months[m-1].In(l.lang))
}

// date is a whole date: "mandag 23. november 2026".
func (l tongue) date(d model.Date) string {
	y, _, _ := d.Civil()
	return fmt.Sprintf("%s %d", l.day(d), y)
}

// short is a date for tables: "ma 23.11.", "Mon 23 Nov".
func (l tongue) short(d model.Date) string {
	return l.weekdayShort(d) + " " + l.dateShort(d)
}

// weekdayShort is "ma", "Mon".
func (l tongue) weekdayShort(d model.Date) string {
	if l.lang == "en" {
		return firstRunes(l.weekday(d), 3)
	}
	return firstRunes(l.weekday(d), 2)
}

// dateShort is "23.11.", "23 Nov".
func (l tongue) dateShort(d model.Date) string {
	_, m, day := d.Civil()
	if l.lang == "en" {
		return fmt.Sprintf("%d %.3s", day, months[m-1].En)
	}
	return fmt.Sprintf("%d.%d.", day, int(m))
}

// span is the days of a horizon: "23.11.–6.12.2026".
func (l tongue) span(h model.Horizon) string {
	if h.Days <= 1 {
		return l.date(h.From)
	}
	_, fm, fd := h.From.Civil()
	ty, tm, td := (h.End() - 1).Civil()
	if l.lang == "en" {
		return fmt.Sprintf("%d %.3s – %d %.3s %d", fd, months[fm-1].En, td, months[tm-1].En, ty)
	}
	return fmt.Sprintf("%d.%d.–%d.%d.%d", fd, int(fm), td, int(tm), ty)
}

func firstRunes(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// moment is a date and time for tables: "ma 23.11. 08:15".
func (l tongue) moment(t model.Time) string { return l.short(t.Date()) + " " + clock(t) }

// clock is the local time of day. When summer time ends one hour comes twice:
// its second run carries a star.
func clock(t model.Time) string {
	s := t.Clock().String()
	if repeated(t) {
		s += "*"
	}
	return s
}

// repeated says whether the same wall clock stood an hour earlier on that day.
func repeated(t model.Time) bool {
	e := t.Add(-60)
	return e.Clock() == t.Clock() && e.Date() == t.Date()
}

// clockChange tells how a stretch of time meets a change of the clock, "" if
// it does not.
func (l tongue) clockChange(from, to model.Time) string {
	_, before := from.Local().Zone()
	_, after := to.Local().Zone()
	switch {
	case after < before:
		return l.word("clock back")
	case after > before:
		return l.word("clock on")
	}
	return ""
}

// hours is a length of time: "45 min", "7 t 30 min".
func (l tongue) hours(m model.Minutes) string {
	if m < 0 {
		return "-" + l.hours(-m)
	}
	h, rest := l.whole(int64(m/60))+" "+l.word("h"), fmt.Sprintf("%d min", m%60)
	switch {
	case m < 60:
		return rest
	case m%60 == 0:
		return h
	}
	return h + " " + rest
}

// distance is metres up to a kilometre, then kilometres with one decimal.
func (l tongue) distance(metres int) string {
	if metres < 1000 {
		return fmt.Sprintf("%d m", metres)
	}
	return l.decimal(float64(metres)/1000, 1) + " km"
}

// decimal is a figure with so many decimals and marks between the thousands.
func (l tongue) decimal(f float64, decimals int) string {
	s := strconv.FormatFloat(f, 'f', decimals, 64)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, _ := strings.Cut(s, ".")
	mark, point := ".", ","
	if l.lang == "en" {
		mark, point = ",", "."
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + mark + whole[i:]
	}
	if frac != "" {
		frac = point + frac
	}
	return sign + whole + frac
}

// whole is a whole figure with marks between the thousands.
func (l tongue) whole(n int64) string { return l.decimal(float64(n), 0) }

// kroner is a price with two decimals, without a unit.
func (l tongue) kroner(p model.Price) string { return l.decimal(float64(p)/100, 2) }

// percent is n of m in per cent with one decimal, "–" of nothing.
func (l tongue) percent(n, m int64) string {
	if m == 0 {
		return "–"
	}
	return l.decimal(100*float64(n)/float64(m), 1) + " %"
}

// count is a number with a word in one or many: "1 besøg", "2 ture". The
// word's key in many is that in one with an s.
func (l tongue) count(n int, one string) string {
	if n == 1 {
		return "1 " + l.word(one)
	}
	return l.whole(int64(n)) + " " + l.word(one+"s")
}

// mode is a mode of travel in words.
func (l tongue) mode(m model.Mode) string { return l.word("mode." + string(m)) }
