package generate

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

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
