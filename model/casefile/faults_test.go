package casefile

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the scenarios in testdata expect, and docs/case-format.md")

// baseCase is the files of testdata/base.txtar.
func baseCase(t testing.TB) fstest.MapFS {
	t.Helper()
	a, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := fstest.MapFS{}
	for _, f := range a.Files {
		dir[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return dir
}

// faultsOf reads a case and checks that there is none exactly when a fault is
// an error.
func faultsOf(t testing.TB, dir fstest.MapFS) Faults {
	t.Helper()
	c, faults, err := ReadCaseFS(dir)
	if err != nil {
		t.Fatal(err)
	}
	if (c == nil) != faults.Broken() {
		t.Errorf("case read: %v; faults:\n%s", c != nil, faults.In("en"))
	}
	for _, f := range faults {
		if f.File == "" || f.Expected.Da == "" || f.Expected.En == "" {
			t.Errorf("without place or words: %+v", f)
		}
	}
	return faults
}

func TestBaseCaseHasNoFaults(t *testing.T) {
	if faults := faultsOf(t, baseCase(t)); len(faults) > 0 {
		t.Errorf("faults:\n%s", faults.In("en"))
	}
}

// TestFaults reads each scenario: the base case with some files replaced (or
// removed, as its first lines say), and the faults expected in both languages.
func TestFaults(t *testing.T) {
	names, err := filepath.Glob("testdata/faults/*.txtar")
	if err != nil || len(names) < 20 {
		t.Fatalf("%d scenarios: %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir, want := scenario(t, a)
			faults := faultsOf(t, dir)
			if len(faults) == 0 {
				t.Error("no faults")
			}
			got := map[string]string{"want.da": faults.In("da"), "want.en": faults.In("en")}
			if *update {
				writeScenario(t, name, a, got)
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// scenario applies an archive to the base case.
func scenario(t *testing.T, a *txtar.Archive) (dir fstest.MapFS, want map[string]string) {
	dir, want = baseCase(t), map[string]string{}
	for line := range strings.Lines(string(a.Comment)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "remove "); ok {
			delete(dir, name)
		}
	}
	for _, f := range a.Files {
		switch {
		case strings.HasPrefix(f.Name, "want."):
			want[f.Name] = string(f.Data)
		case strings.HasPrefix(f.Name, "+"): // rows added to a file of the base
			name := f.Name[1:]
			dir[name] = &fstest.MapFile{Data: append(append([]byte{}, dir[name].Data...), f.Data...)}
		default:
			dir[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return dir, want
}

func writeScenario(t *testing.T, name string, a *txtar.Archive, got map[string]string) {
	out := &txtar.Archive{Comment: a.Comment}
	for _, f := range a.Files {
		if !strings.HasPrefix(f.Name, "want.") {
			out.Files = append(out.Files, f)
		}
	}
	for _, n := range []string{"want.da", "want.en"} {
		out.Files = append(out.Files, txtar.File{Name: n, Data: []byte(got[n])})
	}
	writeArchive(t, name, out)
}

func writeArchive(t *testing.T, name string, a *txtar.Archive) {
	if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}
