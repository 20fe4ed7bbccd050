package casefile

import (
	"cmp"
	"slices"
	"strings"

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

// loadYAML is a YAML file's bytes, searched for CPR numbers in keys, values
// and comments alike (R-P.1).
func (r *reader) loadYAML(file string) (data []byte, there bool) {
	data, there = r.load(file)
	row := 0
	for l := range strings.Lines(string(data)) {
		row++
		if hasCPR(l) {
			r.fault(file, row, "", strings.TrimSpace(l), wantNoCPR, "R-P.1")
		}
	}
	return data, there
}
