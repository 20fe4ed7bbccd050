package casefile

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// eachCell hands out the rich case once for each column of each table, its
// first row's cell there replaced.
func eachCell(t *testing.T, value string, look func(t *testing.T, s anySheet, h heading, faults Faults)) {
	files := richFiles(t)
	for _, s := range sheets {
		records, _, _ := splitTable(string(files[s.file()].Data))
		for _, h := range s.headings() {
			t.Run(s.file()+" "+h.en, func(t *testing.T) {
				dir := fstest.MapFS{}
				for name, f := range files {
					dir[name] = f
				}
				var out [][]string
				for _, r := range records {
					out = append(out, slices.Clone(r.cells))
				}
				out[1][slices.Index(out[0], h.en)] = value
				dir[s.file()] = &fstest.MapFile{Data: joinTable(out, &plainForm)}
				look(t, s, h, faultsOf(t, dir))
			})
		}
	}
}

// No column of any table takes a CPR number, and no message shows one (R-P.1).
func TestEveryColumnRefusesCPR(t *testing.T) {
	for _, number := range []string{"0101011234", "tlf. 311299-4321"} {
		eachCell(t, number, func(t *testing.T, s anySheet, h heading, faults Faults) {
			of := func(f Fault) bool {
				return f.File == s.file() && f.Row == 2 && f.Column == h.en && (f.Rule == "R-P.1" || h.exempt)
			}
			if !slices.ContainsFunc(faults, of) {
				t.Errorf("%q is not refused:\n%s", number, faults.In("en"))
			}
			all := fmt.Sprintf("%+v", faults) + faults.In("da") + faults.In("en")
			for _, part := range []string{"0101011234", "101011234", "311299", "4321"} {
				if strings.Contains(all, part) {
					t.Errorf("shown: %s", faults.In("en"))
				}
			}
		})
	}
}

// A needed cell that is empty is reported by its place; another is not.
func TestEveryNeededCell(t *testing.T) {
	eachCell(t, "", func(t *testing.T, s anySheet, h heading, faults Faults) {
		at := func(f Fault) bool {
			return f.File == s.file() && f.Row == 2 && f.Column == h.en && f.Expected == wantSomething
		}
		if got := slices.ContainsFunc(faults, at); got != h.needed {
			t.Errorf("reported: %v, needed: %v\n%s", got, h.needed, faults.In("en"))
		}
	})
}

// A needed column that is missing is reported once, by both its names.
func TestEveryNeededColumn(t *testing.T) {
	files := richFiles(t)
	for _, s := range sheets {
		records, _, _ := splitTable(string(files[s.file()].Data))
		for i, h := range s.headings() {
			dir := fstest.MapFS{}
			for name, f := range files {
				dir[name] = f
			}
			var out [][]string
			for _, r := range records {
				out = append(out, slices.Delete(slices.Clone(r.cells), i, i+1))
			}
			dir[s.file()] = &fstest.MapFile{Data: joinTable(out, &plainForm)}
			n := 0
			for _, f := range faultsOf(t, dir) {
				if f.File == s.file() && f.Row == 1 && f.Column == h.en && strings.Contains(f.In("da"), h.da) && strings.Contains(f.In("en"), h.en) {
					n++
				}
			}
			if want := map[bool]int{true: 1}[h.needed]; n != want {
				t.Errorf("%s %s: %d faults of the header, want %d", s.file(), h.en, n, want)
			}
		}
	}
}
