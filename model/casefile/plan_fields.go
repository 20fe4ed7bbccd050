package casefile

import (
	"maps"
	"math"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/hjemvej/hjemvej/model"
)

const (
	planFile         = "plan.yaml"
	certificatesFile = "certificates.yaml"
)

// planFields is plan.yaml: the format's version, how the plan was made, and its measures.
func planFields(p *model.Plan, format *int) []yamlField {
	m := &p.Made
	return []yamlField{
		{key: "format", bind: bindNumber(format, 1, math.MaxInt32)},
		{key: "made", bind: yamlMap{
			{key: "program", bind: bindCodec(&m.Program, freeText()), optional: true},
			{key: "case", bind: bindCodec(&m.Case, freeText()), optional: true},
			{key: "case_hash", bind: bindCodec(&m.CaseHash, freeText()), optional: true},
			{key: "standard", bind: bindCodec(&m.Standard, freeText()), optional: true},
			{key: "standard_version", bind: bindCodec(&m.StandardVersion, freeText()), optional: true},
			{key: "provider", bind: bindCodec(&m.Provider, idText[model.ProviderID]()), optional: true},
			{key: "districts", bind: bindWords(&m.Districts, bindWord[model.DistrictID]), optional: true},
			{key: "horizon", bind: yamlLine{
				{key: "from", bind: bindCodec(&m.Horizon.From, dateText())},
				{key: "days", bind: bindNumber(&m.Horizon.Days, 1, 366)},
			}},
			{key: "seed", bind: bindCodec(&m.Seed, unsigned()), optional: true},
			{key: "iterations", bind: bindNumber(&m.Iterations, 0, math.MaxInt64), optional: true},
			{key: "now", bind: bindCodec(&m.Now, instantText()), optional: true},
			{key: "from", bind: bindCodec(&m.From, freeText()), optional: true},
			{key: "aim", bind: bindWord(&m.Aim), optional: true},
			{key: "search", bind: effortOf(&m.Search), optional: true},
		}},
		{key: "measures", optional: true, bind: yamlMap{
			{key: "all", bind: yamlMap(figureFields(&p.Measures.All)), optional: true},
			{key: "districts", bind: bindRecords(&p.Measures.Districts, figuresOfFields), optional: true},
			{key: "groups", bind: bindRecords(&p.Measures.Groups, figuresOfFields), optional: true},
			{key: "providers", bind: bindRecords(&p.Measures.Providers, figuresOfFields), optional: true},
		}},
	}
}

// effortOf is how the search of a mend was bounded, and how it went.
func effortOf(e *model.Effort) yamlValue {
	return yamlMap{
		{key: "budget", bind: bindNumber(&e.Budget, 0, math.MaxInt64), optional: true},
		{key: "paces", bind: bindRecords(&e.Paces, paceOf), optional: true},
		{key: "enough", bind: bindFlag(&e.Enough), optional: true},
		{key: "cut_short", bind: bindFlag(&e.CutShort), optional: true},
	}
}

func paceOf(p *model.Pace) yamlValue {
	return yamlLine{
		{key: "twins", bind: bindNumber(&p.Twins, 0, 9999)},
		{key: "rounds", bind: bindWords(&p.Rounds, func(n *int) yamlValue { return bindNumber(n, 0, math.MaxInt32) }), optional: true},
	}
}

func unsigned() codec[uint64] {
	return codec[uint64]{kind: "number",
		parse: func(s string, _ *form) (uint64, *model.Text) {
			v, err := strconv.ParseUint(s, 10, 64)
			if err != nil {
				return 0, &model.Text{Da: "et helt tal fra 0", En: "a whole number from 0"}
			}
			return v, nil
		},
		format: func(v uint64, _ *form) string { return strconv.FormatUint(v, 10) }}
}

func figuresOfFields(f *model.FiguresOf) yamlValue {
	return yamlMap(append([]yamlField{{key: "id", bind: bindWord(&f.ID)}}, figureFields(&f.Figures)...))
}

// figureFields are the measures of one set of homes and tours; zeros are left out.
func figureFields(f *model.Figures) []yamlField {
	count := func(to *int) yamlValue { return bindNumber(to, math.MinInt32, math.MaxInt32) }
	minutes := func(to *model.Minutes) yamlValue { return bindNumber(to, math.MinInt32, math.MaxInt32) }
	fields := []yamlField{
		{key: "homes", bind: count(&f.Homes)},
		{key: "visits", bind: count(&f.Visits)},
		{key: "tours", bind: count(&f.Tours)},
		{key: "travel_minutes", bind: bindEach(&f.TravelMinutes, minutes)},
		{key: "kilometres", bind: bindEach(&f.Kilometres, bindFloat)},
		{key: "waiting", bind: minutes(&f.Waiting)},
		{key: "idle", bind: minutes(&f.Idle)},
		{key: "overtime", bind: minutes(&f.Overtime)},
		{key: "with_citizens", bind: minutes(&f.WithCitizens)},
		{key: "attendance", bind: minutes(&f.Attendance)},
		{key: "by_named", bind: count(&f.ByNamed)},
		{key: "by_named_bound", bind: count(&f.ByNamedBound)},
		{key: "named_visits", bind: count(&f.NamedVisits)},
		{key: "distinct", bind: bindFloat(&f.Distinct)},
		{key: "distinct_homes", bind: count(&f.DistinctHomes)},
		{key: "distinct_above_7", bind: count(&f.DistinctAbove7)},
		{key: "distinct_above_7_rota", bind: count(&f.DistinctRota7)},
		{key: "new_faces", bind: count(&f.NewFaces)},
		{key: "calls", bind: count(&f.Calls)},
		{key: "postponed", bind: count(&f.Postponed)},
		{key: "replaced", bind: count(&f.Replaced)},
		{key: "debts", bind: count(&f.Debts)},
		{key: "frame_left", bind: minutes(&f.FrameLeft)},
		{key: "frame_over", bind: minutes(&f.FrameOver)},
		{key: "unserved", bind: bindEach(&f.Unserved, count)},
		{key: "changed_caregivers", bind: count(&f.ChangedCaregivers)},
		{key: "changed_tours", bind: count(&f.ChangedTours)},
		{key: "late_calls", bind: count(&f.LateCalls)},
	}
	for i := range fields {
		fields[i].optional = true
	}
	return fields
}

// bindFloat is a measure as exact as it is.
func bindFloat(to *float64) yamlValue {
	c := decimal("number")
	c.format = formatDecimal // zero too: a key of a map may have it
	return bindCodec(to, c)
}

// yamlEach is a value for each of some keys, written in the order of the keys.
type yamlEach[K ~string, V any] struct {
	to   *map[K]V
	each func(*V) yamlValue
}

func bindEach[K ~string, V any](to *map[K]V, each func(*V) yamlValue) yamlValue {
	return yamlEach[K, V]{to, each}
}

func (b yamlEach[K, V]) read(r *yamlReader, n *yaml.Node, path string) {
	if n.Kind != yaml.MappingNode {
		r.fault(n.Line, path, n.Value, "et tal for hver nøgle", "a number for each key")
		return
	}
	*b.to = map[K]V{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		var v V
		b.each(&v).read(r, target(n.Content[i+1]), join(path, n.Content[i].Value))
		(*b.to)[K(n.Content[i].Value)] = v
	}
}

func (b yamlEach[K, V]) node() *yaml.Node {
	if *b.to == nil {
		return nil
	}
	out := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	for _, k := range slices.Sorted(maps.Keys(*b.to)) {
		v := (*b.to)[k]
		out.Content = append(out.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: string(k)}, yamlField{bind: b.each(&v)}.node())
	}
	return out
}

// certificateFields is certificates.yaml.
func certificateFields(cs *[]model.Certificate) []yamlField {
	return []yamlField{{key: "certificates", bind: bindRecords(cs, certificateOf)}}
}

func certificateOf(c *model.Certificate) yamlValue {
	return yamlMap{
		{key: "rule", bind: bindWord(&c.Rule)},
		{key: "home", bind: bindWord(&c.Home), optional: true},
		{key: "grant", bind: bindWord(&c.Grant), optional: true},
		{key: "occurrence", bind: bindWord(&c.Occurrence), optional: true},
		{key: "date", bind: bindCodec(&c.Date, dateText()), optional: true},
		{key: "grade", bind: bindChoice(&c.Grade, model.Proved, model.NotFound)},
		{key: "reasons", bind: bindRecords(&c.Reasons, reasonOf), optional: true},
		{key: "remedy", optional: true, bind: yamlMap{
			{key: "kind", bind: bindWord(&c.Remedy.Kind), optional: true},
			{key: "caregiver", bind: bindWord(&c.Remedy.Caregiver), optional: true},
			{key: "from", bind: bindCodec(&c.Remedy.From, instantText()), optional: true},
			{key: "to", bind: bindCodec(&c.Remedy.To, instantText()), optional: true},
			{key: "qualification", bind: bindWord(&c.Remedy.Qualification), optional: true},
			{key: "text", bind: bindSaid(&c.Remedy.Text), optional: true},
		}},
	}
}

func reasonOf(w *model.Reason) yamlValue {
	return yamlMap{
		{key: "caregiver", bind: bindWord(&w.Caregiver), optional: true},
		{key: "shift", bind: bindWord(&w.Shift), optional: true},
		{key: "rule", bind: bindWord(&w.Rule), optional: true},
		{key: "text", bind: bindSaid(&w.Text), optional: true},
	}
}

// bindSaid is a text that may be there in one language only.
func bindSaid(to *model.Text) yamlValue {
	return yamlMap{{key: "da", bind: bindWord(&to.Da), optional: true}, {key: "en", bind: bindWord(&to.En), optional: true}}
}
