package casefile

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// mustRead reads a case that has no errors.
func mustRead(t testing.TB, dir string) *model.Case {
	t.Helper()
	c, faults, err := ReadCase(dir)
	if err != nil {
		t.Fatal(err)
	}
	if faults.Broken() {
		t.Fatalf("faults:\n%s", faults.In("en"))
	}
	return c
}

func TestRoundTrip(t *testing.T) {
	for _, f := range []struct {
		name string
		form *form
	}{{"rfc4180", &plainForm}, {"excel", &excelForm}, {"windows-1252", &latinForm}} {
		t.Run(f.name, func(t *testing.T) {
			want := richCase(t)
			dir := filepath.Join(t.TempDir(), "case")
			if err := writeCase(dir, want, f.form); err != nil {
				t.Fatal(err)
			}
			got := mustRead(t, dir)
			want.Hash = Hash(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
