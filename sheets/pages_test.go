package sheets

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

var pagesDir = flag.String("pages", "", "write every page of the invented plans into this folder, to be looked at")

// TestPages writes what people read, for people to look at:
//
//	go test ./sheets -run TestPages -pages /tmp/pages
func TestPages(t *testing.T) {
	if *pagesDir == "" {
		t.Skip("no -pages folder given")
	}
	cases := map[string]size{"small": small, "large": {300, 70, 3, small.from}, "none": {4, 0, 1, small.from},
		"back": {12, 5, 2, model.DateOf(2026, 10, 24)}, "on": {12, 5, 2, model.DateOf(2026, 3, 28)}, "fortnight": {60, 14, 14, small.from}}
	for name, s := range cases {
		f := invent(s)
		for _, k := range Kinds() {
			for _, format := range Formats(k) {
				for _, lang := range []string{"da", "en"} {
					writePage(t, f, name+"-"+string(k)+"-"+lang+"."+string(format), k, Options{Lang: lang, Format: format})
				}
			}
		}
	}
}

func writePage(t *testing.T, f *invented, name string, k Kind, o Options) {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, k, f.c, f.p, o); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(*pagesDir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*pagesDir, name), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
