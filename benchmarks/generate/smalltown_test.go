package generate

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/testdata"
)

var update = flag.Bool("update", false, "write testdata/cases/smalltown anew")

const smallTown = "../../testdata/cases/smalltown"

// The small town in the repository is the one that the generator makes.
// go test ./benchmarks/generate -run SmallTown -update writes it anew.
func TestSmallTownIsGenerated(t *testing.T) {
	c, err := SmallTown()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.RemoveAll(smallTown); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(smallTown), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := casefile.WriteCase(smallTown, c); err != nil {
			t.Fatal(err)
		}
	}
	got, faults, err := casefile.ReadCase(smallTown)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
	if got == nil || got.Hash != c.Hash {
		t.Error("the case on disk is another: run with -update")
	}
}

// Every service of the standard is granted in the small town, and every law,
// and someone works in every part of the day.
func TestSmallTownHasEverything(t *testing.T) {
	c, err := SmallTown()
	if err != nil {
		t.Fatal(err)
	}
	services, laws, providers := map[model.ServiceID]bool{}, map[model.Law]bool{}, map[model.ProviderID]bool{}
	two, insulin := false, false
	for _, g := range c.Grants {
		services[g.Service], laws[g.Law], providers[g.Provider] = true, true, true
		for _, p := range g.Pattern {
			services[p.Service] = true
		}
		two = two || g.Staff == 2 || g.Service == "turning"
		insulin = insulin || g.Tolerance > 0
	}
	for _, s := range c.Standard.Services {
		if !services[s.ID] {
			t.Errorf("nobody is granted %s", s.ID)
		}
	}
	for _, law := range []model.Law{model.SEL83, model.SEL94, model.SEL95, model.AEL, model.SUL} {
		if !laws[law] {
			t.Errorf("no grant under %s", law)
		}
	}
	for _, p := range c.Providers {
		if !providers[p.ID] {
			t.Errorf("provider %s has no grant", p.ID)
		}
	}
	if !two || !insulin {
		t.Errorf("visits by two: %v, insulin: %v", two, insulin)
	}
	if len(c.Homes) < 55 || len(c.Homes) > 65 || c.Horizon.Days != 14 {
		t.Errorf("%d homes, %d days", len(c.Homes), c.Horizon.Days)
	}
}

// Havnsborg as generated, before the finishing by hand, keeps every rule in its
// layout; the embedded folder is the same case.
func TestSmallTownIsEmbedded(t *testing.T) {
	if *update {
		t.Skip("embedded when compiled")
	}
	got, faults, err := casefile.ReadCaseFS(testdata.SmallTown())
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	want, err := SmallTown()
	if err != nil {
		t.Fatal(err)
	}
	if got.Hash != want.Hash {
		t.Error("the embedded town is not the generated one")
	}
	for _, p := range got.Providers {
		d, err := model.Expand(got, p.ID, nil)
		if err != nil {
			t.Errorf("provider %s: %v", p.ID, err)
		} else if len(d.Needs) == 0 {
			t.Errorf("provider %s has nothing to plan", p.ID)
		}
	}
}
