package casefile

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/hjemvej/hjemvej/model"
)

// readCaseFile reads case.yaml and the standard. The case is never nil, so
// that the tables can be checked as far as possible; the yamlReader knows the
// lines of what it read.
func (r *reader) readCaseFile() (*model.Case, *yamlReader) {
	c := &model.Case{}
	var standard string
	at := &yamlReader{file: caseFile, lines: map[string]int{}}
	data, there := r.loadYAML(caseFile)
	if there {
		at = readYAML(caseFile, data, caseFields(c, &standard))
		r.faults = append(r.faults, at.faults...)
		at.faults = nil
	} else {
		r.fault(caseFile, 0, "", "", model.Text{Da: "filen, som mangler", En: "the file, which is missing"}, "")
	}
	if c.AnnouncedUntil == 0 {
		c.AnnouncedUntil = c.AsOf
	}
	for i := range c.Providers {
		c.Providers[i].TravelShown = cmp.Or(c.Providers[i].TravelShown, model.Between)
	}
	r.readStandard(c, standard, at)
	return c, at
}

// sortLists puts the lists of case.yaml in order of ids.
func sortLists(c *model.Case) {
	slices.SortStableFunc(c.Providers, func(a, b model.Provider) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(c.Districts, func(a, b model.District) int { return cmp.Compare(a.ID, b.ID) })
	for _, d := range c.Districts {
		slices.SortStableFunc(d.Groups, func(a, b model.Group) int { return cmp.Compare(a.ID, b.ID) })
	}
	slices.SortStableFunc(c.Offices, func(a, b model.Office) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(c.ReserveShares, func(a, b model.ReserveShare) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
}

// readStandard takes the folder's own standard, else the embedded one named.
func (r *reader) readStandard(c *model.Case, id string, at *yamlReader) {
	if data, there := r.loadYAML(standardFile); there {
		s, faults := parseStandard(standardFile, data)
		r.faults = append(r.faults, faults...)
		c.Standard = s
		if s != nil && id != "" && id != s.ID {
			r.fault(caseFile, at.lines["standard"], "standard", id, model.Text{
				Da: standardFile + "s eget id " + s.ID + ", eller ingen", En: "the id " + s.ID + " of " + standardFile + ", or none",
			}, "R-MIN.1")
		}
		return
	}
	if id != "" {
		if s, err := Standard(id); err == nil {
			c.Standard = s
			return
		}
	}
	_, readable := at.lines[""]
	if _, given := at.lines["standard"]; readable && (id != "" || !given) {
		ids := strings.Join(StandardIDs(), ", ")
		r.fault(caseFile, at.lines["standard"], "standard", id, model.Text{
			Da: "en af " + ids + ", eller filen " + standardFile, En: "one of " + ids + ", or the file " + standardFile,
		}, "R-MIN.1")
	}
}

// loadYAML is a YAML file's text, searched for CPR numbers as it is written,
// comments included, and as it is meant: escapes can hide one (R-P.1).
func (r *reader) loadYAML(file string) (data []byte, there bool) {
	data, there = r.load(file)
	s, bad := decodeText(data)
	if bad != nil {
		r.fault(file, 0, "", "", *bad, "")
		return nil, there
	}
	found, row := map[int]bool{}, 0
	for l := range strings.Lines(s) {
		if row++; HasCPR(l) {
			found[row] = true
		}
	}
	var doc yaml.Node
	if yaml.Unmarshal([]byte(s), &doc) == nil { // what is no YAML is reported when it is read
		cprLines(&doc, found)
	}
	for _, row := range slices.Sorted(maps.Keys(found)) {
		r.fault(file, row, "", cprMask, wantNoCPR, "R-P.1")
	}
	return []byte(s), there
}

// cprLines adds the lines of scalars that hold a CPR number. Aliases repeat
// what stands elsewhere.
func cprLines(n *yaml.Node, found map[int]bool) {
	if n.Kind == yaml.ScalarNode && HasCPR(n.Value) {
		found[n.Line] = true
	}
	for _, c := range n.Content {
		cprLines(c, found)
	}
}
