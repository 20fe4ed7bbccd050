package casefile

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// matrixCase is the rich case with ways from files.
func matrixCase(t testing.TB) *model.Case {
	c := richCase(t)
	c.Travel.Source = "matrix"
	c.Travel.Matrices = map[model.Mode]string{}
	c.Travel.Tables = map[model.Mode]model.Matrix{}
	ids := []model.PlaceID{"O1", "O2", "P1", "P2", "P9"}
	for i, mode := range model.Modes {
		m := model.Matrix{Places: ids}
		for j := range 25 {
			m.Seconds = append(m.Seconds, float64(100*i+j)/4)
			if mode == model.Car {
				m.Metres = append(m.Metres, float64(7*j))
			}
		}
		c.Travel.Matrices[mode] = string(mode) + ".csv"
		c.Travel.Tables[mode] = m
	}
	return c
}

func TestMatrixRoundTrip(t *testing.T) {
	for _, f := range []*form{&plainForm, &excelForm} {
		want := matrixCase(t)
		dir := filepath.Join(t.TempDir(), "case")
		if err := writeCase(dir, want, f); err != nil {
			t.Fatal(err)
		}
		want.Hash = Hash(want)
		if diff := cmp.Diff(want, mustRead(t, dir)); diff != "" {
			t.Error(diff)
		}
	}
}

// A matrix says the same in any order of its rows and columns, and each of its
// numbers counts for the hash.
func TestMatrixOrderAndHash(t *testing.T) {
	files, err := caseFiles(matrixCase(t), &plainForm)
	if err != nil {
		t.Fatal(err)
	}
	dir := fstest.MapFS{}
	for name, data := range files {
		dir[name] = &fstest.MapFile{Data: data}
	}
	want := hashOf(t, dir)
	records, _, _ := splitTable(string(files["foot.csv"]))
	var turned [][]string
	for _, i := range []int{0, 3, 1, 5, 2, 4} {
		var cells []string
		for _, j := range []int{0, 5, 4, 3, 2, 1} {
			cells = append(cells, records[i].cells[j])
		}
		turned = append(turned, cells)
	}
	dir["foot.csv"] = &fstest.MapFile{Data: joinTable(turned, &plainForm)}
	if got := hashOf(t, dir); got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
	turned[2][2] += "1"
	dir["foot.csv"] = &fstest.MapFile{Data: joinTable(turned, &plainForm)}
	if hashOf(t, dir) == want {
		t.Error("another number, the same hash")
	}
}

// CPR numbers hide in ids across, ids down and cells of a matrix (R-P.1).
func TestMatrixRefusesCPR(t *testing.T) {
	files, err := caseFiles(matrixCase(t), &plainForm)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range [][2]int{{0, 2}, {2, 0}, {2, 3}} {
		dir := fstest.MapFS{}
		for name, data := range files {
			dir[name] = &fstest.MapFile{Data: data}
		}
		records, _, _ := splitTable(string(files["car.csv"]))
		var cells [][]string
		for _, r := range records {
			cells = append(cells, r.cells)
		}
		cells[at[0]][at[1]] = "0101011234"
		dir["car.csv"] = &fstest.MapFile{Data: joinTable(cells, &plainForm)}
		faults := faultsOf(t, dir)
		if !slices.ContainsFunc(faults, func(f Fault) bool { return f.Rule == "R-P.1" && f.File == "car.csv" && f.Row == at[0]+1 }) {
			t.Errorf("%v: %s", at, faults.In("en"))
		}
		if strings.Contains(faults.In("da"), "101011234") {
			t.Errorf("shown: %s", faults.In("da"))
		}
	}
}

func TestWriteCaseWithoutMatrix(t *testing.T) {
	c := matrixCase(t)
	delete(c.Travel.Tables, model.Foot)
	if err := WriteCase(filepath.Join(t.TempDir(), "case"), c); err == nil {
		t.Error("written")
	}
}
