package casefile

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestEventFaults reads each file of events in testdata/events, and wants the
// faults told there in both languages.
func TestEventFaults(t *testing.T) {
	names, err := filepath.Glob("testdata/events/*.txtar")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]string{}
			for _, f := range a.Files[1:] {
				want[f.Name] = string(f.Data)
			}
			events, faults, err := ReadEvents(writeEvents(t, a.Files[0].Name, a.Files[0].Data))
			if err != nil || events != nil || !faults.Broken() {
				t.Fatalf("events %v, error %v", events, err)
			}
			got := map[string]string{"want.da": faults.In("da"), "want.en": faults.In("en")}
			if strings.Contains(got["want.da"]+got["want.en"], "1234") {
				t.Error("a CPR number is shown")
			}
			if *update {
				writeScenario(t, name, a, got)
				return
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
		})
	}
}
