package casefile

import (
	"strings"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

var weekdayNames = [7]struct{ en, da string }{
	{"sun", "søn"}, {"mon", "man"}, {"tue", "tir"}, {"wed", "ons"}, {"thu", "tor"}, {"fri", "fre"}, {"sat", "lør"},
}

// weekdaysText is a set of days of the week: mon|thu, man–fre, all.
func weekdaysText() codec[model.Weekdays] {
	want := model.Text{Da: "ugedage som man|tor, man-fre eller alle", En: "days of the week like mon|thu, mon-fri or all"}
	return codec[model.Weekdays]{kind: "days of the week",
		parse: func(s string, _ *form) (model.Weekdays, *model.Text) {
			var w model.Weekdays
			s = strings.ToLower(s)
			if s == "all" || s == "alle" {
				return model.AllDays, nil
			}
			for _, item := range strings.FieldsFunc(s, func(r rune) bool { return r == '|' || r == ' ' }) {
				days, ok := weekdayRange(item)
				if !ok {
					return 0, &want
				}
				w |= days
			}
			if w == 0 {
				return 0, &want
			}
			return w, nil
		},
		format: formatWeekdays}
}

func weekdayRange(s string) (w model.Weekdays, ok bool) {
	first, last, isRange := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	a := weekdayOf(first)
	b := a
	if isRange {
		b = weekdayOf(last)
	}
	if a < 0 || b < 0 {
		return 0, false
	}
	for d := a; ; d = (d + 1) % 7 {
		w |= 1 << d
		if d == b {
			return w, true
		}
	}
}

func weekdayOf(s string) time.Weekday {
	for d, n := range weekdayNames {
		if s == n.en || s == n.da {
			return time.Weekday(d)
		}
	}
	return -1
}

func formatWeekdays(w model.Weekdays, f *form) string {
	if w == model.AllDays {
		if f.danish {
			return "alle"
		}
		return "all"
	}
	var out []string
	for _, d := range []int{1, 2, 3, 4, 5, 6, 0} {
		switch {
		case w>>d&1 == 0:
		case f.danish:
			out = append(out, weekdayNames[d].da)
		default:
			out = append(out, weekdayNames[d].en)
		}
	}
	return strings.Join(out, "|")
}
