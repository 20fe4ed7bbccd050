package planted_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hjemvej/hjemvej/benchmarks/planted"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// The planted plan keeps every rule and costs exactly the bound, so the bound
// is the best price.
func TestPlantedPlanIsBest(t *testing.T) {
	for _, size := range []int{10, 20, 200} {
		for seed := uint64(1); seed <= 3; seed++ {
			x, err := planted.Case(size, seed)
			if err != nil {
				t.Fatal(err)
			}
			if len(x.Case.Homes) != size || len(x.Plan.Visits) != size*planted.Days {
				t.Errorf("%d homes: %d homes, %d visits", size, len(x.Case.Homes), len(x.Plan.Visits))
			}
			roads, err := model.NewRoads(x.Case)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range model.Check(x.Case, roads, x.Plan) {
				t.Errorf("%d homes, seed %d: %v", size, seed, v)
			}
			if got := model.Total(x.Plan.Bill); got != x.Best {
				t.Errorf("%d homes, seed %d: the planted plan costs %d, the bound is %d", size, seed, got, x.Best)
			}
		}
	}
}

// All anchors of a day are under way at once, which the proof needs.
func TestAnchorsNeedEveryCaregiver(t *testing.T) {
	x, err := planted.Case(40, 5)
	if err != nil {
		t.Fatal(err)
	}
	anchors := 0
	for _, g := range x.Case.Grants {
		if g.Tolerance > 0 {
			anchors++
			if g.Minutes <= 2*g.Tolerance {
				t.Errorf("%s: %d minutes with a tolerance of %d", g.ID, g.Minutes, g.Tolerance)
			}
		}
	}
	onDuty := map[model.Date]int{}
	for _, s := range x.Case.Shifts {
		onDuty[s.From.Date()]++
	}
	for d, n := range onDuty {
		if n != anchors {
			t.Errorf("%s: %d on duty, %d anchors", d, n, anchors)
		}
	}
}

func TestPlantedSurvivesDisk(t *testing.T) {
	x, err := planted.Case(20, 1)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := casefile.WriteCase(dir, x.Case); err != nil {
		t.Fatal(err)
	}
	got, faults, err := casefile.ReadCase(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
	if got != nil && got.Hash != x.Case.Hash {
		t.Error(cmp.Diff(x.Case, got, cmpopts.EquateEmpty()))
	}
}

func TestPlantedIsTheSameForASeed(t *testing.T) {
	a, err := planted.Case(30, 9)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := planted.Case(30, 9)
	other, _ := planted.Case(30, 10)
	if a.Case.Hash != b.Case.Hash || a.Case.Hash == other.Case.Hash {
		t.Errorf("hashes %s, %s and, for another seed, %s", a.Case.Hash, b.Case.Hash, other.Case.Hash)
	}
}

func TestPlantedRefusesSizes(t *testing.T) {
	for _, n := range []int{0, 5, 15, -10, 2010} {
		if _, err := planted.Case(n, 1); err == nil {
			t.Errorf("%d homes were planted", n)
		}
	}
}
