package generate

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// A generated case is written and read again without a fault, and stays the
// same to the hash.
func TestCaseSurvivesDisk(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		c, stats, err := Case(Options{Citizens: 190, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if err := casefile.WriteCase(dir, c); err != nil {
			t.Fatal(err)
		}
		got, faults, err := casefile.ReadCase(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range faults {
			t.Errorf("seed %d: %v", seed, f)
		}
		if got.Hash != stats.Hash {
			t.Errorf("seed %d: hash changed on disk:\n%s", seed, cmp.Diff(c, got, cmpopts.EquateEmpty()))
		}
	}
}

// The layout is a plan that keeps every rule: what the case asks for can be
// served with the staff it has.
func TestLayoutKeepsEveryRule(t *testing.T) {
	for _, opt := range []Options{{Citizens: 60, Seed: 1}, {Citizens: 190, Seed: 2}, {Citizens: 500, Seed: 3}} {
		c, plans, _, err := Layout(opt)
		if err != nil {
			t.Fatal(err)
		}
		roads, err := model.NewRoads(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range plans {
			p.Bill = model.Bill(c, roads, p)
			for _, v := range model.Check(c, roads, p) {
				if v.Rule != "R-6.2b" { // who is briefed is left to the planner
					t.Errorf("%d citizens, seed %d: %v", opt.Citizens, opt.Seed, v)
				}
			}
		}
	}
}
