package casefile

import (
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/hjemvej/hjemvej/model"
)

// readList reads a list of events. Each is a row of the table whose cells are
// named by keys, so that a list and a table say the same in the same words.
func (r *reader) readList(b *batch) {
	data, _ := r.loadYAML(b.file)
	if len(r.faults.in(b.file)) > 0 && data == nil {
		return // no text
	}
	y, doc := openYAML(b.file, data)
	if doc != nil && doc.Kind != yaml.SequenceNode {
		y.fault(doc.Line, "", doc.Value, "en liste af hændelser", "a list of events")
	} else if doc != nil {
		for _, item := range doc.Content {
			r.readItem(b, y, target(item))
		}
	}
	r.faults = append(r.faults, y.faults...)
}

func (r *reader) readItem(b *batch, y *yamlReader, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		y.fault(n.Line, "", n.Value, "en hændelse med nøgler: known, kind …", "an event with keys: known, kind …")
		return
	}
	cells, keys := r.cells(b.file, n)
	b.keys = append(b.keys, keys)
	l := line[model.Event]{row: n.Line}
	for i := range eventsFile.columns {
		c := &eventsFile.columns[i]
		want, rule := readCell(c, cells[c.en], &plainForm, &l.v)
		if want == nil {
			continue
		}
		at, there := keys[c.en]
		if !there {
			missing := wantKey(c.en)
			at, want = cellKey{n.Line, c.en}, &missing
		}
		r.fault(b.file, at.row, at.head, cells[c.en], *want, rule)
		r.unread[cellAt{b.file, at.row, at.head}] = true
	}
	b.all = append(b.all, l)
}

func wantKey(name string) model.Text {
	return model.Text{Da: "nøglen " + name + ", som mangler", En: "the key " + name + ", which is missing"}
}

// cells are the values of an event by the English names of their columns, and
// where their keys stand. A list or mapping as a value is a fault, and
// so are signs that no table can hold.
func (r *reader) cells(file string, n *yaml.Node) (cells map[string]string, keys map[string]cellKey) {
	cells, keys = map[string]string{}, map[string]cellKey{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, val := n.Content[i], target(n.Content[i+1])
		at := eventsFile.find(key.Value)
		if at < 0 {
			r.fault(file, key.Line, key.Value, "", eventsFile.wantColumn(), "")
			continue
		}
		name := eventsFile.columns[at].en
		if _, twice := keys[name]; twice {
			r.fault(file, key.Line, key.Value, "", model.Text{Da: "nøglen kun én gang", En: "the key only once"}, "")
			continue
		}
		keys[name] = cellKey{key.Line, key.Value}
		switch {
		case val.Kind != yaml.ScalarNode || strings.ContainsFunc(val.Value, unprintable):
			r.fault(file, key.Line, key.Value, "", model.Text{Da: "én værdi uden styretegn", En: "one value without control characters"}, "")
			r.unread[cellAt{file, key.Line, key.Value}] = true
		case val.Tag != "!!null":
			cells[name] = strings.TrimSpace(val.Value)
		}
	}
	return cells, keys
}

// unprintable is what escapes can put into a value and no table can hold.
func unprintable(c rune) bool { return unicode.IsControl(c) && c != '\n' && c != '\t' }
