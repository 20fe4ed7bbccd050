package casefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/hjemvej/hjemvej/model"
)

// yamlScalar is a value that stands in one word: parsed and formatted by functions.
type yamlScalar[T comparable] struct {
	to     *T
	parse  func(string) (T, bool)
	format func(T) string
	want   model.Text // what was expected when it can't be parsed
	quoted bool       // a string, which may look like a number or a null
}

func (s yamlScalar[T]) read(r *yamlReader, n *yaml.Node, path string) {
	if n.Kind == yaml.ScalarNode && s.quoted && HasCPR(n.Value) {
		r.faults = append(r.faults, Fault{File: r.file, Row: n.Line, Column: path, Value: maskCPR(n.Value),
			Expected: wantNoCPR, Rule: "R-P.1"})
		return
	}
	if n.Kind == yaml.ScalarNode {
		if v, ok := s.parse(n.Value); ok {
			*s.to = v
			return
		}
	}
	r.fault(n.Line, path, n.Value, s.want.Da, s.want.En)
}

func (s yamlScalar[T]) node() *yaml.Node {
	var zero T
	if *s.to == zero {
		return nil
	}
	return s.always()
}

// always writes the value also where it is the zero of its type, which a
// required number may be.
func (s yamlScalar[T]) always() *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Value: s.format(*s.to)}
	if s.quoted {
		n.Tag = "!!str" // the encoder quotes what would read as something else
	}
	return n
}

// bindWord is a string that is not empty.
func bindWord[T ~string](to *T) yamlValue {
	return yamlScalar[T]{to: to, quoted: true, want: model.Text{Da: "et ord", En: "a word"},
		parse:  func(s string) (T, bool) { return T(s), strings.TrimSpace(s) == s && s != "" },
		format: func(v T) string { return string(v) }}
}

// bindChoice is one of the allowed words.
func bindChoice[T ~string](to *T, allowed ...T) yamlValue {
	return yamlScalar[T]{to: to, quoted: true, want: oneOf(allowed),
		parse:  func(s string) (T, bool) { return T(s), slices.Contains(allowed, T(s)) },
		format: func(v T) string { return string(v) }}
}

func oneOf[T ~string](allowed []T) model.Text {
	list := make([]string, len(allowed))
	for i, a := range allowed {
		list[i] = string(a)
	}
	all := strings.Join(list, ", ")
	return model.Text{Da: "en af: " + all, En: "one of: " + all}
}

// bindNumber is a whole number between two bounds; thousands may be set off by _.
func bindNumber[T ~int | ~int64](to *T, low, high int64) yamlValue {
	want := model.Text{
		Da: fmt.Sprintf("et helt tal fra %d til %d", low, high),
		En: fmt.Sprintf("a whole number from %d to %d", low, high),
	}
	return yamlScalar[T]{to: to, want: want, parse: func(s string) (T, bool) {
		v, err := strconv.ParseInt(strings.ReplaceAll(s, "_", ""), 10, 64)
		return T(v), err == nil && low <= v && v <= high
	}, format: func(v T) string { return strconv.FormatInt(int64(v), 10) }}
}

// usualNumber is a number that stands where it is not the usual one.
type usualNumber[T ~int | ~int64] struct {
	yamlScalar[T]
	usual T
}

// bindUsual is a whole number between two bounds that may be left out.
func bindUsual[T ~int | ~int64](to *T, usual T, low, high int64) yamlValue {
	return usualNumber[T]{bindNumber(to, low, high).(yamlScalar[T]), usual}
}

func (u usualNumber[T]) node() *yaml.Node {
	if *u.to == u.usual {
		return nil
	}
	return u.always()
}

func (u usualNumber[T]) setUsual() { *u.to = u.usual }

// bindClock is a time of day.
func bindClock(to *model.Clock) yamlValue {
	return yamlScalar[model.Clock]{to: to, parse: func(s string) (model.Clock, bool) {
		c, err := model.ParseClock(s)
		return c, err == nil
	}, format: model.Clock.String, want: model.Text{Da: "et klokkeslæt som 08:15", En: "a time of day like 08:15"}}
}

// bindDate is a civil day.
func bindDate(to *model.Date) yamlValue {
	return yamlScalar[model.Date]{to: to, parse: func(s string) (model.Date, bool) {
		d, err := model.ParseDate(s)
		return d, err == nil
	}, format: model.Date.String, want: model.Text{Da: "en dato som 2026-11-23", En: "a date like 2026-11-23"}}
}

// bindFlag is true or false.
func bindFlag(to *bool) yamlValue {
	return yamlScalar[bool]{to: to, parse: func(s string) (bool, bool) { return s == "true", s == "true" || s == "false" },
		format: strconv.FormatBool, want: model.Text{Da: "true eller false", En: "true or false"}}
}

// yamlMap is a mapping inside a mapping.
type yamlMap []yamlField

func (m yamlMap) read(r *yamlReader, n *yaml.Node, path string) { r.mapping(n, path, m) }

func (m yamlMap) node() *yaml.Node {
	if n := m.always(); len(n.Content) > 0 {
		return n
	}
	return nil
}

// silent says whether there is nothing to say in the whole mapping, numbers
// that are zero included: an optional one is then left out.
func (m yamlMap) silent() bool {
	for _, f := range m {
		if f.bind.node() != nil {
			return false
		}
	}
	return true
}

func (m yamlMap) always() *yaml.Node {
	out := &yaml.Node{Kind: yaml.MappingNode}
	for _, f := range m {
		if v := f.node(); v != nil {
			out.Content = append(out.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: f.key}, v)
		}
	}
	return out
}

// node is the field's value; a required one is written also when it is zero.
func (f yamlField) node() *yaml.Node {
	if s, ok := f.bind.(interface{ silent() bool }); ok && f.optional && s.silent() {
		return nil
	}
	if s, ok := f.bind.(interface{ always() *yaml.Node }); ok && !f.optional {
		return s.always()
	}
	return f.bind.node()
}

// yamlLine is a mapping written on one line.
type yamlLine []yamlField

func (m yamlLine) read(r *yamlReader, n *yaml.Node, path string) { r.mapping(n, path, m) }

func (m yamlLine) silent() bool { return yamlMap(m).silent() }

func (m yamlLine) node() *yaml.Node {
	n := yamlMap(m).node()
	if n != nil {
		n.Style = yaml.FlowStyle
	}
	return n
}

// bindText is a name or sentence in both languages.
func bindText(to *model.Text) yamlValue {
	return yamlLine{{key: "da", bind: bindWord(&to.Da)}, {key: "en", bind: bindWord(&to.En)}}
}

// yamlList is a sequence of values, each bound by the same function.
type yamlList[T any] struct {
	to    *[]T
	each  func(*T) yamlValue
	style yaml.Style
}

// bindWords are scalars in one line; bindRecords are mappings, one below the other.
func bindWords[T any](to *[]T, each func(*T) yamlValue) yamlValue {
	return yamlList[T]{to, each, yaml.FlowStyle}
}
func bindRecords[T any](to *[]T, each func(*T) yamlValue) yamlValue {
	return yamlList[T]{to, each, 0}
}

func (l yamlList[T]) read(r *yamlReader, n *yaml.Node, path string) {
	if n.Kind != yaml.SequenceNode {
		r.fault(n.Line, path, n.Value, "en liste", "a list")
		return
	}
	*l.to = nil
	for i, item := range n.Content {
		var v T
		at := fmt.Sprintf("%s[%d]", path, i)
		item = target(item)
		r.lines[at] = item.Line
		l.each(&v).read(r, item, at)
		*l.to = append(*l.to, v)
	}
}

func (l yamlList[T]) node() *yaml.Node {
	if len(*l.to) == 0 {
		return nil
	}
	return l.always()
}

func (l yamlList[T]) always() *yaml.Node {
	out := &yaml.Node{Kind: yaml.SequenceNode, Style: l.style}
	for i := range *l.to {
		bound := l.each(&(*l.to)[i])
		item := bound.node()
		if item == nil { // a zero in a list is still an entry
			item = &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
			if s, ok := bound.(interface{ always() *yaml.Node }); ok {
				item = s.always()
			}
		}
		out.Content = append(out.Content, item)
	}
	return out
}
