package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/solver/search"
)

func TestShares(t *testing.T) {
	for text, want := range map[string]shares{"0.5": {0.5}, "0.5,1": {0.5, 1}, "": nil, "0": nil, "a": nil, "1,-2": nil} {
		var got shares
		err := got.Set(text)
		if (err == nil) != (want != nil) {
			t.Errorf("%q: %v", text, err)
		}
		if err == nil && !cmp.Equal(got, want) {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestRowComparesPrices(t *testing.T) {
	got := row("r", 2, 30*time.Second, found{price: 9900, stats: search.Stats{Iterations: 7, First: 12000}}, found{price: 10000})
	want := []string{"r", "2", "30", "7", "120.00", "99.00", "-1.00 %"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestProblems: a case of which a provider is named, or instances by their names.
func TestProblems(t *testing.T) {
	a := asked{provider: "P2"}
	town, err := a.problems("smalltown")
	if err != nil || len(town) != 1 || len(town[0].p.Stops) == 0 {
		t.Fatalf("the second provider of the small town: %v, %v", town, err)
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "g"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := (&asked{set: dir, only: "g/none"}).problems(""); err == nil {
		t.Error("no instance at all is no fault")
	}
}
