package casefile

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/hjemvej/hjemvej/model"
)

const (
	caseFile     = "case.yaml"
	standardFile = "standard.yaml"
)

// caseFields is case.yaml. The standard is the id of an embedded one, or empty
// where the folder has its own.
func caseFields(c *model.Case, standard *string) []yamlField {
	return []yamlField{
		{key: "name", bind: bindCodec(&c.Name, freeText())},
		{key: "horizon", bind: yamlLine{
			{key: "from", bind: bindCodec(&c.Horizon.From, dateText())},
			{key: "days", bind: bindNumber(&c.Horizon.Days, 1, 366)},
		}},
		{key: "as_of", bind: bindCodec(&c.AsOf, timeText())},
		{key: "announced_until", bind: bindCodec(&c.AnnouncedUntil, timeText()), optional: true},
		{key: "standard", bind: bindCodec(standard, idText[string]()), optional: true},
		{key: "providers", bind: bindRecords(&c.Providers, providerFields)},
		{key: "districts", bind: bindRecords(&c.Districts, districtFields)},
		{key: "offices", bind: bindRecords(&c.Offices, officeFields), optional: true},
		{key: "travel", bind: yamlMap{
			{key: "source", bind: bindChoice(&c.Travel.Source, "crow-fly", "matrix")},
			{key: "modes", bind: bindModes(&c.Travel.Modes, travelModeFields)},
			{key: "matrices", bind: bindModes(&c.Travel.Matrices, bindFileName), optional: true},
		}},
		{key: "reserve_shares", bind: bindRecords(&c.ReserveShares, reserveShareFields), optional: true},
	}
}

func providerFields(p *model.Provider) yamlValue {
	return yamlLine{
		{key: "id", bind: bindCodec(&p.ID, idText[model.ProviderID]())},
		{key: "name", bind: bindCodec(&p.Name, freeText()), optional: true},
		{key: "municipal", bind: bindFlag(&p.Municipal), optional: true},
		{key: "travel_shown", bind: bindChoice(&p.TravelShown, model.Between, model.Blocks, model.Inside), optional: true},
	}
}

func districtFields(d *model.District) yamlValue {
	return yamlMap{
		{key: "id", bind: bindCodec(&d.ID, idText[model.DistrictID]())},
		{key: "name", bind: bindCodec(&d.Name, freeText()), optional: true},
		{key: "groups", bind: bindRecords(&d.Groups, groupFields), optional: true},
	}
}

func groupFields(g *model.Group) yamlValue {
	return yamlLine{
		{key: "id", bind: bindCodec(&g.ID, idText[model.GroupID]())},
		{key: "name", bind: bindCodec(&g.Name, freeText()), optional: true},
	}
}

func officeFields(o *model.Office) yamlValue {
	return yamlLine{
		{key: "id", bind: bindCodec(&o.ID, idText[model.PlaceID]())},
		{key: "name", bind: bindCodec(&o.Name, freeText()), optional: true},
		{key: "lat", bind: bindCodec(&o.Point[1], decimalBetween("degrees", -90, 90))},
		{key: "lon", bind: bindCodec(&o.Point[0], decimalBetween("degrees", -180, 180))},
	}
}

func travelModeFields(m *model.TravelMode) yamlValue {
	return yamlLine{
		{key: "speed_kmh", bind: bindCodec(&m.SpeedKmh, decimalBetween("km/h", 0.1, 200)), optional: true},
		{key: "detour", bind: bindCodec(&m.Detour, decimalBetween("factor", 1, 10)), optional: true},
		{key: "arrival_seconds", bind: bindCodec(&m.Arrival, decimalBetween("seconds", 0, 3600))},
	}
}

func reserveShareFields(s *model.ReserveShare) yamlValue {
	return yamlLine{
		{key: "group", bind: bindCodec(&s.Group, idText[model.GroupID]())},
		{key: "from", bind: bindClock(&s.From)},
		{key: "to", bind: bindClock(&s.To)},
		{key: "share", bind: bindCodec(&s.Share, decimalBetween("share", 0, 1))},
	}
}

// bindFileName is a file of the case folder itself: no path leads out of it.
func bindFileName(to *string) yamlValue {
	c := freeText()
	c.parse = func(s string, _ *form) (string, *model.Text) {
		if !strings.HasSuffix(s, ".csv") || strings.ContainsAny(s, `/\:`) || strings.HasPrefix(s, ".") {
			return "", &model.Text{Da: "navnet på en .csv-fil i mappen", En: "the name of a .csv file in the folder"}
		}
		return s, nil
	}
	return bindCodec(to, c)
}

// yamlCodec is a scalar that reads and writes itself as a cell does.
type yamlCodec[V comparable] struct {
	to *V
	codec[V]
}

func bindCodec[V comparable](to *V, c codec[V]) yamlValue { return yamlCodec[V]{to, c} }

func (b yamlCodec[V]) read(r *yamlReader, n *yaml.Node, path string) {
	want := &wantSomething
	if s := strings.TrimSpace(n.Value); n.Kind == yaml.ScalarNode && s != "" {
		*b.to, want = b.parse(s, &plainForm)
	}
	if want != nil {
		r.fault(n.Line, path, n.Value, want.Da, want.En)
	}
}

func (b yamlCodec[V]) node() *yaml.Node {
	var zero V
	if *b.to == zero {
		return nil
	}
	return b.always()
}

func (b yamlCodec[V]) always() *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Value: b.format(*b.to, &plainForm)}
	switch strings.ToLower(n.Value) {
	case "", "~", "null": // plain, they would be read as nothing
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// yamlModes is something for some of the modes of travel.
type yamlModes[V comparable] struct {
	to   *map[model.Mode]V
	each func(*V) yamlValue
}

func bindModes[V comparable](to *map[model.Mode]V, each func(*V) yamlValue) yamlValue {
	return yamlModes[V]{to, each}
}

func (b yamlModes[V]) fields(vs []V) []yamlField {
	fields := make([]yamlField, len(model.Modes))
	for i, m := range model.Modes {
		fields[i] = yamlField{key: string(m), bind: b.each(&vs[i]), optional: true}
	}
	return fields
}

func (b yamlModes[V]) read(r *yamlReader, n *yaml.Node, path string) {
	vs := make([]V, len(model.Modes))
	r.mapping(n, path, b.fields(vs))
	var zero V
	for i, m := range model.Modes {
		if vs[i] == zero && r.lines[join(path, string(m))] == 0 {
			continue
		}
		if *b.to == nil {
			*b.to = map[model.Mode]V{}
		}
		(*b.to)[m] = vs[i]
	}
}

func (b yamlModes[V]) node() *yaml.Node {
	if len(*b.to) == 0 {
		return nil
	}
	return b.always()
}

func (b yamlModes[V]) always() *yaml.Node {
	out := &yaml.Node{Kind: yaml.MappingNode}
	for _, m := range model.Modes {
		if v, ok := (*b.to)[m]; ok {
			out.Content = append(out.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: string(m)}, b.each(&v).node())
		}
	}
	return out
}
