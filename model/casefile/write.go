package casefile

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// WriteCase writes a case as a folder that reads back as the same case: tables
// as RFC 4180 has them, rows in order. The folder appears whole or not at all;
// a case that lies there is replaced.
func WriteCase(dir string, c *model.Case) error {
	return writeCase(dir, c, &plainForm)
}

func writeCase(dir string, c *model.Case, f *form) error {
	files, err := caseFiles(c, f)
	if err != nil {
		return fmt.Errorf("write case: %w", err)
	}
	if err := replaceFolder(dir, caseFile, files); err != nil {
		return fmt.Errorf("write case: %w", err)
	}
	return nil
}

// caseFiles is the content of every file of a case by name.
func caseFiles(c *model.Case, f *form) (map[string][]byte, error) {
	if c.Standard == nil {
		return nil, errors.New("the case has no standard")
	}
	files := map[string][]byte{}
	id := embeddedID(c.Standard)
	if id == "" {
		var b bytes.Buffer
		if err := WriteStandard(&b, c.Standard); err != nil {
			return nil, err
		}
		files[standardFile] = b.Bytes()
	}
	head := headOf(c)
	yaml, err := formatYAML(caseFields(&head, &id))
	if err != nil {
		return nil, err
	}
	files[caseFile] = yaml
	for _, s := range sheets {
		if data := s.write(c, f); data != nil {
			files[s.file()] = data
		}
	}
	for mode, file := range c.Travel.Matrices {
		m, ok := c.Travel.Tables[mode]
		if !ok {
			return nil, fmt.Errorf("no matrix for mode %s", mode)
		}
		files[file] = writeMatrix("seconds", m.Places, m.Seconds, f)
		if m.Metres != nil {
			files[metresFile(file)] = writeMatrix("metres", m.Places, m.Metres, f)
		}
	}
	return files, nil
}

// headOf is what case.yaml says of a case, its lists in order.
func headOf(c *model.Case) model.Case {
	head := model.Case{
		Name: c.Name, Horizon: c.Horizon, AsOf: c.AsOf, AnnouncedUntil: c.AnnouncedUntil,
		Providers: slices.Clone(c.Providers), Districts: slices.Clone(c.Districts), Offices: slices.Clone(c.Offices),
		Travel: c.Travel, ReserveShares: slices.Clone(c.ReserveShares),
	}
	for i := range head.Districts {
		head.Districts[i].Groups = slices.Clone(head.Districts[i].Groups)
	}
	sortLists(&head)
	return head
}

// embeddedID is the id of the embedded standard that s is, or "".
func embeddedID(s *model.Standard) string {
	if !slices.Contains(StandardIDs(), s.ID) {
		return ""
	}
	own, err := Standard(s.ID)
	if err != nil || !reflect.DeepEqual(own, s) {
		return ""
	}
	return s.ID
}

func formatYAML(fields []yamlField) ([]byte, error) {
	var b bytes.Buffer
	err := writeYAML(&b, fields)
	return b.Bytes(), err
}
