package casefile_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

var roomy = casefile.PackLimits{Files: 64, Unpacked: 64 << 20}

// packedTown is the small case of the tests, packed.
func packedTown(t testing.TB) (*model.Case, []byte) {
	t.Helper()
	c, faults, err := casefile.ReadCase(filepath.Join("..", "..", "testdata", "cases", "smalltown"))
	if err != nil || faults.Broken() {
		t.Fatal(err, faults)
	}
	data, err := casefile.PackCase(c)
	if err != nil {
		t.Fatal(err)
	}
	return c, data
}

func TestPackedCaseIsTheCase(t *testing.T) {
	c, data := packedTown(t)
	got, faults := casefile.ReadPackedCase(data, roomy)
	if faults.Broken() {
		t.Fatal(faults)
	}
	if d := cmp.Diff(c, got); d != "" {
		t.Error(d)
	}
	if _, again := packedTown(t); !bytes.Equal(again, data) {
		t.Error("the same case gives other bytes")
	}
}

// zipped is a zip of files: name, content, name, content …
func zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err == nil {
			_, err = f.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPackedBySomebody: people zip the folder rather than its files, and their
// systems add things.
func TestPackedBySomebody(t *testing.T) {
	c, _ := packedTown(t)
	dir := t.TempDir()
	if err := casefile.WriteCase(filepath.Join(dir, "a"), c); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"Udtræk november/", `export\`, "a/b/"} {
		files := []string{"__MACOSX/case.yaml", "x"}
		entries, err := os.ReadDir(filepath.Join(dir, "a"))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			data, err := os.ReadFile(filepath.Join(dir, "a", e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, folder+e.Name(), string(data))
		}
		got, faults := casefile.ReadPackedCase(zipped(t, files...), roomy)
		if got == nil || got.Hash != c.Hash {
			t.Errorf("%s: %s", folder, faults.In("en"))
		}
	}
}

func TestPackedFaults(t *testing.T) {
	_, town := packedTown(t)
	broken := bytes.Clone(town)
	for i := len(broken) / 4; i < len(broken)/2; i++ {
		broken[i] ^= 0x55
	}
	bomb := zipped(t, "case.yaml", strings.Repeat(" ", 1<<20))
	lying := bytes.Clone(bomb) // says that it is small
	for at := bytes.Index(lying, []byte{0, 0, 16, 0}); at >= 0; at = bytes.Index(lying, []byte{0, 0, 16, 0}) {
		copy(lying[at:], []byte{10, 0, 0, 0})
	}
	for name, test := range map[string]struct {
		data []byte
		l    casefile.PackLimits
		want string
	}{
		"nothing":        {nil, roomy, "a zip file that can be read"},
		"no zip":         {[]byte("home;grant\n"), roomy, "a zip file that can be read"},
		"cut":            {town[:len(town)/2], roomy, "a zip file that can be read"},
		"damaged":        {broken, roomy, "a zip file that can be read"},
		"no case":        {zipped(t, "homes.csv", "id"), roomy, "the file case.yaml"},
		"too many files": {town, casefile.PackLimits{Files: 3, Unpacked: 64 << 20}, "at most 3 files"},
		"too large":      {bomb, casefile.PackLimits{Files: 64, Unpacked: 1 << 19}, "at most 524288 bytes"},
		"a lie":          {lying, casefile.PackLimits{Files: 64, Unpacked: 1 << 19}, "a zip file that can be read"},
		"upwards":        {zipped(t, "../case.yaml", "name: x"), roomy, ""},
	} {
		c, faults := casefile.ReadPackedCase(test.data, test.l)
		if c != nil || !faults.Broken() || !strings.Contains(faults.In("en"), test.want) {
			t.Errorf("%s: %v", name, faults.In("en"))
		}
	}
}

func FuzzReadPackedCase(f *testing.F) {
	_, town := packedTown(f)
	f.Add(town)
	f.Add(zipped(f, "a/case.yaml", "name: x"))
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, faults := casefile.ReadPackedCase(data, casefile.PackLimits{Files: 32, Unpacked: 4 << 20})
		if (c == nil) != faults.Broken() {
			t.Errorf("a case %t with faults %v", c != nil, faults)
		}
	})
}
