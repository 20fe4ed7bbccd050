package casefile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

func TestWriteCaseReplacesACase(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "case")
	c := richCase(t)
	if err := WriteCase(dir, c); err != nil {
		t.Fatal(err)
	}
	c.Pins = nil
	if err := WriteCase(dir, c); err != nil {
		t.Fatal(err)
	}
	if got := mustRead(t, dir); len(got.Pins) != 0 {
		t.Errorf("pins of the case before: %v", got.Pins)
	}
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil || len(entries) != 1 {
		t.Errorf("left beside the case: %v, %v", entries, err)
	}
}

func TestWriteCaseLeavesOthersFolders(t *testing.T) {
	for _, files := range [][]string{{"thesis.docx"}, {"numbers.csv"}, {"case.yaml", "homes.csv", "photo.jpg"}, {"case.yaml", "plans/"}} {
		dir := t.TempDir()
		for _, name := range files {
			if sub, ok := strings.CutSuffix(name, "/"); ok {
				if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := WriteCase(dir, richCase(t)); err == nil {
			t.Errorf("%v: replaced", files)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != len(files) {
			t.Errorf("%v: now %v, %v", files, entries, err)
		}
	}
}

func TestWriteCaseFillsAnEmptyFolder(t *testing.T) {
	dir := t.TempDir()
	if err := WriteCase(dir, richCase(t)); err != nil {
		t.Fatal(err)
	}
	mustRead(t, dir)
}

func TestWriteCaseWithoutStandard(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "case")
	if err := WriteCase(dir, &model.Case{}); err == nil {
		t.Error("written")
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("left behind: %v", err)
	}
}

// A standard that is not the embedded one of its id goes into the folder.
func TestWriteCaseWithOwnStandard(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "case")
	c := richCase(t)
	c.Standard.Prices.Call += 100
	if err := WriteCase(dir, c); err != nil {
		t.Fatal(err)
	}
	if got := mustRead(t, dir).Standard.Prices.Call; got != c.Standard.Prices.Call {
		t.Errorf("a call costs %d, want %d", got, c.Standard.Prices.Call)
	}
}

func TestReadCaseErrors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, file + "-gone"} {
		if c, faults, err := ReadCase(dir); err == nil || c != nil || faults != nil {
			t.Errorf("%s: %v, %v, %v", dir, c, faults, err)
		}
	}
}
