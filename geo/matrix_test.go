package geo_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/geo"
)

func TestMatricesGiveWaysInTheOrderAskedFor(t *testing.T) {
	m := geo.Matrices{"car": {
		IDs:     []string{"a", "b", "c"},
		Seconds: []float64{0, 60.2, 120, 61, 0, 30, 121, 31, 0},
		Metres:  []float64{0, 500.4, 900, 510, 0, 200, 910, 210, 0},
	}}
	got, err := geo.Tabulate(m, "car", []geo.Place{{ID: "b"}, {ID: "a"}})
	if err != nil {
		t.Fatal(err)
	}
	want := &geo.Table{N: 2, Seconds: []int32{0, 61, 61, 0}, Metres: []int32{0, 510, 500, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMatricesWithoutMetresCountNone(t *testing.T) {
	m := geo.Matrices{"foot": {IDs: []string{"a", "b"}, Seconds: []float64{9, 60, 70, 9}}}
	got, err := geo.Tabulate(m, "foot", []geo.Place{{ID: "a"}, {ID: "b"}})
	if err != nil {
		t.Fatal(err)
	}
	want := &geo.Table{N: 2, Seconds: []int32{0, 60, 70, 0}, Metres: make([]int32, 4)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMatricesRefuse(t *testing.T) {
	two := []string{"a", "b"}
	for name, m := range map[string]geo.Matrices{
		"mode missing":   {"foot": {IDs: two, Seconds: make([]float64, 4)}},
		"place missing":  {"car": {IDs: []string{"a"}, Seconds: make([]float64, 1)}},
		"seconds short":  {"car": {IDs: two, Seconds: make([]float64, 3)}},
		"metres short":   {"car": {IDs: two, Seconds: make([]float64, 4), Metres: make([]float64, 3)}},
		"negative way":   {"car": {IDs: two, Seconds: []float64{0, -1, 1, 0}}},
		"unknown way":    {"car": {IDs: two, Seconds: []float64{0, 1, math.NaN(), 0}}},
		"unknown metres": {"car": {IDs: two, Seconds: make([]float64, 4), Metres: []float64{0, math.NaN(), 1, 0}}},
	} {
		if _, err := geo.Tabulate(m, "car", []geo.Place{{ID: "a"}, {ID: "b"}}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestReadMatrix(t *testing.T) {
	ids, figures := []string{"a", "b"}, []float64{0, 60.5, 70, 0}
	for name, text := range map[string]string{
		"plain":           "id,a,b\na,0,60.5\nb,70,0\n",
		"danish":          "id;a;b\r\na;0;60,5\r\nb;70;0\r\n",
		"point with ';'":  ";a;b\na;0;60.5\nb;70;0",
		"mark, any order": "\ufeff;a;b\nb;70;0\na;0;60,5\n",
		"quoted, spaces":  "\"\",\"a\", b\na,0,\"60.5\"\nb , 70,0\n",
	} {
		gotIDs, got, err := geo.ReadMatrix(strings.NewReader(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(ids, gotIDs) + cmp.Diff(figures, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestReadMatrixTellsAllFaults(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // row:column value
	}{
		{"empty", "", []string{"1:0 "}},
		{"no ids", "id\n", []string{"1:2 "}},
		{"id twice", "id;a;a\na;0;1\n", []string{"1:3 a"}},
		{"id empty", "id,a,\na,0,1\n", []string{"1:3 "}},
		{"several", "id;a;b\na;x;-1\nc;0;0\na;0;0\n", []string{"2:2 x", "2:3 -1", "3:1 c", "4:1 a", "0:1 b"}},
		{"short row", "id,a,b\na,0\nb,1,0,3\n", []string{"2:2 1 figures", "3:4 3 figures"}},
		{"no number", "id,a\na,NaN\n", []string{"2:2 NaN"}},
		{"endless", "id,a\na,Inf\n", []string{"2:2 Inf"}},
		{"decimal comma needs ';'", "id,a,b\na,0,\"1,5\"\nb,1,0\n", []string{"2:3 1,5"}},
		{"two commas", "id;a\na;1,5,0\n", []string{"2:2 1,5,0"}},
		{"broken quote after a fault", "id,a,b\na,y,0\nb,\"1,0\n", []string{"2:2 y", "3:8 extraneous or missing \" in quoted-field"}},
	} {
		ids, figures, err := geo.ReadMatrix(strings.NewReader(c.text))
		var faults geo.Faults
		if !errors.As(err, &faults) || ids != nil || figures != nil {
			t.Errorf("%s: got %v, %v, %v", c.name, ids, figures, err)
			continue
		}
		var got []string
		for _, f := range faults {
			got = append(got, fmt.Sprintf("%d:%d %s", f.Row, f.Column, f.Value))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestReadMatrixPassesReadErrorsOn(t *testing.T) {
	broken := errors.New("the disk is gone")
	for name, start := range map[string]string{"at once": "", "in the rows": "id,a\na,"} {
		r := iotest.DataErrReader(strings.NewReader(start))
		_, _, err := geo.ReadMatrix(readers{r, iotest.ErrReader(broken)})
		if !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// readers reads the first until it ends, then the second.
type readers [2]interface{ Read([]byte) (int, error) }

func (r readers) Read(p []byte) (int, error) {
	if n, _ := r[0].Read(p); n > 0 {
		return n, nil
	}
	return r[1].Read(p)
}

func FuzzReadMatrix(f *testing.F) {
	f.Add("id;a;b\na;0;60,5\nb;70;0\n")
	f.Add("id,a\na,0\n")
	f.Add("\ufeff;a\n\"a\n")
	f.Fuzz(func(t *testing.T, text string) {
		ids, figures, err := geo.ReadMatrix(strings.NewReader(text))
		if err != nil {
			return
		}
		if len(ids) == 0 || len(figures) != len(ids)*len(ids) {
			t.Fatalf("%d ids, %d figures", len(ids), len(figures))
		}
		for _, v := range figures {
			if !(v >= 0) {
				t.Fatalf("figure %v", v)
			}
		}
	})
}
