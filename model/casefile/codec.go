package casefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/hjemvej/hjemvej/model"
)

// codec reads a cell that is not empty as a value and writes it back.
type codec[V any] struct {
	kind   string // its name in docs/case-format.md
	exempt bool   // coordinates and timestamps can look like CPR numbers (R-P.1)
	parse  func(s string, f *form) (V, *model.Text)
	format func(v V, f *form) string
}

// freeText is a text for people.
func freeText() codec[string] {
	return codec[string]{kind: "text",
		parse:  func(s string, _ *form) (string, *model.Text) { return s, nil },
		format: func(v string, _ *form) string { return v }}
}

var wantID = model.Text{
	Da: "et id på højst 100 tegn uden | # / @ ~ og styretegn",
	En: "an id of at most 100 characters without | # / @ ~ and control characters",
}

// idText is an id or a word. The signs refused are those that join ids in
// lists and in the ids of series, occurrences and visits.
func idText[V ~string]() codec[V] {
	return codec[V]{kind: "id",
		parse: func(s string, _ *form) (V, *model.Text) {
			if len(s) > 100 || strings.ContainsAny(s, "|#/@~") || strings.ContainsFunc(s, unicode.IsControl) {
				return "", &wantID
			}
			return V(s), nil
		},
		format: func(v V, _ *form) string { return string(v) }}
}

// occurrenceText is the id of an occurrence: grant, #, running number.
func occurrenceText() codec[model.OccurrenceID] {
	want := model.Text{Da: "et id som BEVILLING#12", En: "an id like GRANT#12"}
	return codec[model.OccurrenceID]{kind: "occurrence id",
		parse: func(s string, _ *form) (model.OccurrenceID, *model.Text) {
			grant, n, ok := strings.Cut(s, "#")
			if _, err := strconv.Atoi(n); !ok || err != nil || grant == "" {
				return "", &want
			}
			return model.OccurrenceID(s), nil
		},
		format: func(v model.OccurrenceID, _ *form) string { return string(v) }}
}

// setOf is several values with | between, each once, in any order.
func setOf[V interface{ ~string | ~int32 }](one codec[V]) codec[[]V] {
	list := listOf(one)
	want := model.Text{Da: "hver værdi kun én gang", En: "each value only once"}
	parse := list.parse
	list.kind = "set of " + strings.TrimSuffix(one.kind, "s") + "s"
	list.parse = func(s string, f *form) ([]V, *model.Text) {
		vs, bad := parse(s, f)
		slices.Sort(vs)
		if bad == nil && len(slices.Compact(slices.Clone(vs))) < len(vs) {
			return nil, &want
		}
		return vs, bad
	}
	return list
}

// listOf is several values with | between, in their order.
func listOf[V any](one codec[V]) codec[[]V] {
	return codec[[]V]{kind: "list of " + strings.TrimSuffix(one.kind, "s") + "s", exempt: one.exempt,
		parse: func(s string, f *form) ([]V, *model.Text) {
			var vs []V
			for item := range strings.SplitSeq(s, "|") {
				v, bad := one.parse(strings.TrimSpace(item), f)
				if bad == nil && strings.TrimSpace(item) == "" {
					bad = &wantID
				}
				if bad != nil {
					return nil, &model.Text{Da: bad.Da + " (flere adskilles af |)", En: bad.En + " (several are separated by |)"}
				}
				vs = append(vs, v)
			}
			return vs, nil
		},
		format: func(vs []V, f *form) string {
			items := make([]string, len(vs))
			for i, v := range vs {
				items[i] = one.format(v, f)
			}
			return strings.Join(items, "|")
		}}
}

// whole is a whole number between two bounds, both included; unit names what
// it counts. Zero is written as an empty cell unless keepZero.
func whole[V ~int | ~int64](unit string, low, high V) codec[V] {
	want := model.Text{
		Da: fmt.Sprintf("et helt tal fra %d til %d", low, high),
		En: fmt.Sprintf("a whole number from %d to %d", low, high),
	}
	return codec[V]{kind: unit,
		parse: func(s string, _ *form) (V, *model.Text) {
			v, err := strconv.ParseInt(s, 10, 64)
			if err != nil || v < int64(low) || v > int64(high) {
				return 0, &want
			}
			return V(v), nil
		},
		format: func(v V, _ *form) string {
			if v == 0 {
				return ""
			}
			return strconv.FormatInt(int64(v), 10)
		}}
}

// keepZero writes zeros too: the empty cell means something else.
func keepZero[V ~int | ~int64](c codec[V]) codec[V] {
	c.format = func(v V, _ *form) string { return strconv.FormatInt(int64(v), 10) }
	return c
}

// overtimeText is agreed overtime: "0" in a cell, none at all, is -1 inside,
// where 0 means what the rules say.
func overtimeText() codec[model.Minutes] {
	c := whole[model.Minutes]("minutes", 0, 24*60)
	parse := c.parse
	c.parse = func(s string, f *form) (model.Minutes, *model.Text) {
		v, bad := parse(s, f)
		if bad == nil && v == 0 {
			v = -1
		}
		return v, bad
	}
	c.format = func(v model.Minutes, _ *form) string {
		switch {
		case v < 0:
			return "0"
		case v == 0:
			return ""
		}
		return strconv.Itoa(int(v))
	}
	return c
}

// yesNo is a truth.
func yesNo() codec[bool] {
	want := model.Text{Da: "ja eller nej", En: "yes or no"}
	return codec[bool]{kind: "yes/no",
		parse: func(s string, _ *form) (bool, *model.Text) {
			switch strings.ToLower(s) {
			case "yes", "ja", "true", "sand", "1", "x":
				return true, nil
			case "no", "nej", "false", "falsk", "0":
				return false, nil
			}
			return false, &want
		},
		format: func(v bool, f *form) string {
			switch {
			case v && f.danish:
				return "ja"
			case v:
				return "yes"
			}
			return ""
		}}
}

// wordPair is a value of a closed list with its Danish word.
type wordPair[V ~string] struct {
	v  V
	da string
}

// oneWord is one of a closed list of words.
func oneWord[V ~string](pairs ...wordPair[V]) codec[V] {
	var en, da []string
	for _, p := range pairs {
		en, da = append(en, string(p.v)), append(da, p.da)
	}
	want := model.Text{Da: "en af: " + strings.Join(da, ", "), En: "one of: " + strings.Join(en, ", ")}
	return codec[V]{kind: "one of " + strings.Join(en, ", "),
		parse: func(s string, _ *form) (V, *model.Text) {
			for _, p := range pairs {
				if strings.EqualFold(s, string(p.v)) || strings.EqualFold(s, p.da) {
					return p.v, nil
				}
			}
			return "", &want
		},
		format: func(v V, f *form) string {
			for _, p := range pairs {
				if f.danish && p.v == v {
					return p.da
				}
			}
			return string(v)
		}}
}
