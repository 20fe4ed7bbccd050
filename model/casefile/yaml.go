package casefile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/hjemvej/hjemvej/model"
)

// A yamlField binds one key of a YAML mapping to a place in memory. One list of
// fields serves reading and writing, so that the two can't part ways.
type yamlField struct {
	key      string
	bind     yamlValue
	optional bool // may be left out, and is when it has nothing to say
}

// A yamlValue reads itself from a node and writes itself as one.
type yamlValue interface {
	// read takes the node at a path; what is wrong goes to the reader's faults.
	read(r *yamlReader, n *yaml.Node, path string)
	// node is the value as YAML; nil when there is nothing to say.
	node() *yaml.Node
}

// yamlReader collects every fault of one file.
type yamlReader struct {
	file   string
	faults Faults
	lines  map[string]int // line of each path read, for faults found afterwards
}

func (r *yamlReader) fault(line int, path, value, da, en string) {
	r.faults = append(r.faults, Fault{File: r.file, Row: line, Column: path, Value: value,
		Expected: model.Text{Da: da, En: en}})
}

// faultAt reports a fault of a path that was read before.
func (r *yamlReader) faultAt(path string, value any, da, en string) {
	r.fault(r.lines[path], path, fmt.Sprint(value), da, en)
}

// readYAML reads one document into fields.
func readYAML(file string, data []byte, fields []yamlField) *yamlReader {
	r, doc := openYAML(file, data)
	if doc != nil {
		r.mapping(doc, "", fields)
	}
	return r
}

// openYAML is the one document of a file, nil where there is none.
func openYAML(file string, data []byte) (*yamlReader, *yaml.Node) {
	r := &yamlReader{file: file, lines: map[string]int{}}
	dec := yaml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	var doc, more yaml.Node
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0:
		r.fault(0, "", "", "et YAML-dokument; filen er tom", "a YAML document; the file is empty")
		return r, nil
	case err != nil:
		r.syntax(err)
		return r, nil
	}
	switch err := dec.Decode(&more); {
	case err == nil:
		r.fault(more.Line, "", "---", "kun ét YAML-dokument i filen", "only one YAML document in the file")
	case !errors.Is(err, io.EOF):
		r.syntax(err)
	}
	return r, doc.Content[0]
}

func (r *yamlReader) syntax(err error) {
	what := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 0
	if n, _ := fmt.Sscanf(what, "line %d:", &line); n == 1 {
		_, what, _ = strings.Cut(what, ": ")
	}
	r.fault(line, "", what, "gyldig YAML", "valid YAML")
}

// mapping reads a node that holds keys.
func (r *yamlReader) mapping(n *yaml.Node, path string, fields []yamlField) {
	n = target(n)
	r.lines[path] = n.Line
	if n.Kind != yaml.MappingNode {
		r.fault(n.Line, path, n.Value, "nøgler: "+keysOf(fields), "keys: "+keysOf(fields))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, val := n.Content[i], target(n.Content[i+1])
		at := join(path, key.Value)
		f := find(fields, key.Value)
		switch {
		case f == nil:
			r.fault(key.Line, at, key.Value, "en af nøglerne "+keysOf(fields), "one of the keys "+keysOf(fields))
		case seen[key.Value]:
			r.fault(key.Line, at, key.Value, "nøglen kun én gang", "the key only once")
		case val.Tag == "!!null":
			continue // an empty key is a key left out
		default:
			r.lines[at] = val.Line
			f.bind.read(r, val, at)
		}
		seen[key.Value] = true
	}
	r.missing(n, path, fields, seen)
}

func (r *yamlReader) missing(n *yaml.Node, path string, fields []yamlField, seen map[string]bool) {
	for _, f := range fields {
		if !f.optional && !seen[f.key] {
			r.fault(n.Line, join(path, f.key), "", "nøglen "+f.key+", som mangler", "the key "+f.key+", which is missing")
		}
	}
}

// target follows an alias to what it stands for.
func target(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

func find(fields []yamlField, key string) *yamlField {
	for i := range fields {
		if fields[i].key == key {
			return &fields[i]
		}
	}
	return nil
}

func keysOf(fields []yamlField) string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	return strings.Join(keys, ", ")
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// writeYAML writes fields as one document.
func writeYAML(w io.Writer, fields []yamlField) error {
	enc := yaml.NewEncoder(w)
	enc.SetIndent(2)
	if err := enc.Encode(yamlMap(fields).node()); err != nil {
		return err
	}
	return enc.Close()
}
