package casefile

import (
	"testing"
	"testing/fstest"
)

// Whatever a matrix file holds, reading ends with faults, or with a square table
// of ways; never with a panic.
func FuzzMatrix(f *testing.F) {
	files, err := caseFiles(matrixCase(f), &plainForm)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(files["car.csv"])
	f.Add([]byte("id;a;b\na;0;60,5\nb;70;0\n"))
	f.Add([]byte("id,a\na,0\n"))
	f.Add([]byte("\ufeff;a\n\"a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := newReader(fstest.MapFS{"car.csv": &fstest.MapFile{Data: data}})
		ids, values, there := r.readMatrix("car.csv")
		if !there || len(r.faults) > 0 {
			return
		}
		if len(values) != len(ids)*len(ids) {
			t.Fatalf("%d places, %d ways", len(ids), len(values))
		}
		for _, v := range values {
			if !(v >= 0) {
				t.Fatalf("a way of %v", v)
			}
		}
	})
}
