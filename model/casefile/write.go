package casefile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

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

// replaceFolder writes files into a new folder beside dir and puts it in its
// place. An existing folder is replaced only if it is empty or holds the
// marker and nothing but files of ours: YAML and tables.
func replaceFolder(dir, marker string, files map[string][]byte) (err error) {
	dir = filepath.Clean(dir)
	if err := mayReplace(dir, marker); err != nil {
		return err
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	fresh, err := os.MkdirTemp(parent, "."+filepath.Base(dir)+"-new-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(fresh)) }()
	if err := os.Chmod(fresh, 0o755); err != nil {
		return err
	}
	for name, data := range files {
		if err := writeSynced(filepath.Join(fresh, name), data); err != nil {
			return err
		}
	}
	return swapFolder(dir, fresh)
}

// writeSynced writes a file that is on the disk, not only on its way there,
// before the folder takes its name.
func writeSynced(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// swapFolder moves fresh to dir, and what lay there out of the way first.
func swapFolder(dir, fresh string) error {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(fresh, dir)
	}
	old := fresh + "-old"
	if err := os.Rename(dir, old); err != nil {
		return err
	}
	if err := os.Rename(fresh, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	return os.RemoveAll(old)
}

func mayReplace(dir, marker string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	marked := false
	for _, e := range entries {
		marked = marked || e.Name() == marker
		ours := strings.HasSuffix(e.Name(), ".csv") || strings.HasSuffix(e.Name(), ".yaml")
		if e.IsDir() || !ours {
			return fmt.Errorf("%s holds %s, which is neither YAML nor a table: it is not replaced", dir, e.Name())
		}
	}
	if !marked {
		return fmt.Errorf("%s holds files but no %s: it is not replaced", dir, marker)
	}
	return nil
}
