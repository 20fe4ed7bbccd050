package bench

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNatural(t *testing.T) {
	sorted := []string{"1A", "1S", "8F", "10A", "a", "c1_2_1", "c1_2_10", "c1_10_1", "r1", "r1x", "r01", "r2"}
	for i, a := range sorted {
		for j, b := range sorted {
			if c := Natural(a, b); c < 0 != (i < j) || c > 0 != (i > j) {
				t.Errorf("%s and %s: %d", a, b, c)
			}
		}
	}
}

func TestRoutesRoundTrip(t *testing.T) {
	in := Routes{Tours: [][]int{{5, 3, 9}, nil, {2}}, Cost: "12.5"}
	form := in.Bytes()
	if want := "Route #1: 5 3 9\nRoute #2: 2\nCost 12.5\n"; string(form) != want {
		t.Errorf("%q, want %q", form, want)
	}
	out, faults := ReadRoutes(form)
	if d := cmp.Diff(Routes{Tours: [][]int{{5, 3, 9}, {2}}, Cost: "12.5"}, out); d != "" || len(faults) > 0 {
		t.Errorf("%v %s", faults, d)
	}
}

func TestReadRoutesOfOthers(t *testing.T) {
	out, faults := ReadRoutes([]byte("# by hand\r\nROUTE 1 : 1 2\r\n  Route #2:\r\nroute #3: 7 x8\r\nCost: 9\r\n"))
	if d := cmp.Diff(Routes{Tours: [][]int{{1, 2}, {7}}, Cost: "9"}, out); d != "" {
		t.Error(d)
	}
	if len(faults) != 1 || !strings.Contains(faults[0], `"x8"`) {
		t.Errorf("faults %q", faults)
	}
}

func TestReadKnown(t *testing.T) {
	dir := t.TempDir()
	sub := filepath.Join(dir, "a")
	if err := os.Mkdir(sub, 0o700); err != nil {
		t.Fatal(err)
	}
	if k, err := ReadKnown(sub, "best"); err != nil || !math.IsNaN(k.Of("x")) {
		t.Errorf("without a file: %v %v", k, err)
	}
	text := "instance,published,best,note\nx,5,4.5,\ny,,none found,hard\nz,7,8 (fails),\nw,3\n"
	if err := os.WriteFile(filepath.Join(dir, KnownFile), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{dir, sub} {
		k, err := ReadKnown(at, "published", "best")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(Known{"x": 4.5, "z": 7, "w": 3}, k); d != "" {
			t.Error(d)
		}
	}
	if _, err := ReadKnown(dir, "gone"); err == nil || !strings.Contains(err.Error(), "gone") {
		t.Errorf("a column that is not there: %v", err)
	}
}
