package casefile

import (
	"strings"
	"unicode"

	"github.com/hjemvej/hjemvej/model"
)

var wantJoined = model.Text{
	Da: "et id på højst 400 tegn uden | og styretegn",
	En: "an id of at most 400 characters without | and control characters",
}

// joinedText is the id of a visit, series or occurrence: other ids joined by
// signs that idText refuses.
func joinedText[V ~string]() codec[V] {
	return codec[V]{kind: "id",
		parse: func(s string, _ *form) (V, *model.Text) {
			if len(s) > 400 || strings.Contains(s, "|") || strings.ContainsFunc(s, unicode.IsControl) {
				return "", &wantJoined
			}
			return V(s), nil
		},
		format: func(v V, _ *form) string { return string(v) }}
}

// instantText is an instant as ISO 8601 with its offset, to the minute:
// 2026-11-23T08:15+01:00. Other forms are read too.
func instantText() codec[model.Time] {
	return codec[model.Time]{kind: "instant", exempt: true,
		parse: func(s string, f *form) (model.Time, *model.Text) {
			if t, ok := parseInstant(s); ok {
				return t, nil
			}
			return parseTime(s, f)
		},
		format: func(t model.Time, _ *form) string {
			if t == 0 {
				return ""
			}
			return t.String()
		}}
}

// parseInstant reads the one form that plans are written in, quickly: a large
// plan holds some hundred thousand instants.
func parseInstant(s string) (model.Time, bool) {
	const form = "0000-00-00T00:00+00:00"
	if len(s) != len(form) {
		return 0, false
	}
	for i := range len(form) {
		if form[i] == '0' != digit(s[i]) || form[i] != '0' && form[i] != '+' && s[i] != form[i] {
			return 0, false
		}
	}
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	d, err := model.ParseDate(s[:10])
	minute, offset := two(11)*60+two(14), two(17)*60+two(20)
	if err != nil || two(11) > 23 || two(14) > 59 || s[16] != '+' {
		return 0, false
	}
	t := model.Time(int64(d)*24*60 + int64(minute-offset))
	_, zone := t.Local().Zone()
	return t, zone == offset*60 // else it is no local time: the slow way says what is wrong
}

var itemKindText = oneWord(
	wordPair[model.ItemKind]{model.TravelItem, "vej"}, wordPair[model.ItemKind]{model.VisitItem, "besøg"},
	wordPair[model.ItemKind]{model.CallItem, "opkald"}, wordPair[model.ItemKind]{model.BreakItem, "pause"},
	wordPair[model.ItemKind]{model.ActivityItem, "aktivitet"}, wordPair[model.ItemKind]{model.ReserveItem, "reserve"})
