package casefile

import (
	"cmp"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

//go:embed standards/*.yaml
var embedded embed.FS

// StandardIDs lists the embedded standards.
func StandardIDs() []string {
	files, _ := fs.Glob(embedded, "standards/*.yaml") // a constant pattern: never malformed
	ids := make([]string, len(files))
	for i, f := range files {
		ids[i] = strings.TrimSuffix(strings.TrimPrefix(f, "standards/"), ".yaml")
	}
	return ids
}

// StandardSource is the text of an embedded standard with its comments: what
// a municipality copies to write its own.
func StandardSource(id string) ([]byte, error) {
	data, err := embedded.ReadFile("standards/" + id + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("no standard %q: there are %s", id, strings.Join(StandardIDs(), ", "))
	}
	return data, nil
}

// Standard is an embedded standard, freshly read: the caller may change it.
func Standard(id string) (*model.Standard, error) {
	data, err := StandardSource(id)
	if err != nil {
		return nil, err
	}
	s, faults := parseStandard(id+".yaml", data)
	if faults.Broken() {
		return nil, fmt.Errorf("embedded standard: %s", faults[0].In("en"))
	}
	return s, nil
}

// parseStandard reads a standard strictly: an unknown or missing key, a price
// without a reason, parts of the day that overlap or leave a hole … each is a
// fault, and all are found. The standard is nil if a fault breaks it.
func parseStandard(file string, data []byte) (*model.Standard, Faults) {
	s := &model.Standard{}
	usual(s)
	r := readYAML(file, data, standardFields(s))
	r.checkStandard(s)
	faults := r.faults.sorted()
	if faults.Broken() {
		return nil, faults
	}
	slices.SortFunc(s.Services, func(a, b model.Service) int { return cmp.Compare(a.ID, b.ID) })
	slices.Sort(s.ClosingDays)
	return s, faults
}

// WriteStandard writes a standard as YAML that reads back as the same standard.
func WriteStandard(w io.Writer, s *model.Standard) error {
	return writeYAML(w, standardFields(s))
}
