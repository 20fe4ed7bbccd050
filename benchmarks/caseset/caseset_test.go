package caseset

import (
	"bytes"
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/solver/search"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

func read(t *testing.T, set bench.Set, dir string) []bench.Instance {
	t.Helper()
	all, err := set.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func solve(t *testing.T, i bench.Instance, iterations int64) ([]byte, *vrp.Solution) {
	t.Helper()
	p, err := i.Problem()
	if err != nil {
		t.Fatal(err)
	}
	s, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: iterations, Seed: 1, Workers: 1})
	return i.Write(p, s), s
}

func TestInstancesAreProvidersAndDays(t *testing.T) {
	wholes, days := read(t, Set, "smalltown"), read(t, Days, "smalltown")
	if len(wholes) != 2 || wholes[0].Name() != "smalltown-P1" || wholes[0].File() != "smalltown-P1.zip" || wholes[0].Size() < 500 {
		t.Errorf("%d wholes, %s of %d visits", len(wholes), wholes[0].Name(), wholes[0].Size())
	}
	if len(days) < 14 || days[1].Name() != "smalltown-P1@2026-11-24" || days[1].Group() != "smalltown-P1" || days[1].Size() < 30 {
		t.Errorf("%d days, %s of %d visits", len(days), days[1].Name(), days[1].Size())
	}
}

// TestFoldersOfCases: a case, or the cases in a folder, by name.
func TestFoldersOfCases(t *testing.T) {
	c, err := runs.Read("smalltown")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"b", "a"} {
		if err := casefile.WriteCase(filepath.Join(dir, name), c); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "note.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, i := range read(t, Set, dir) {
		names = append(names, i.Name())
	}
	if got := strings.Join(names, " "); got != "a-P1 a-P2 b-P1 b-P2" {
		t.Errorf("instances %s", got)
	}
	if got := read(t, Set, filepath.Join(dir, "b")); len(got) != 2 {
		t.Errorf("%d instances of one case", len(got))
	}
	if _, err := Set.Read(t.TempDir()); err == nil {
		t.Error("a folder without cases is read")
	}
}

// TestWholeIsJudgedByTheModel: the zipped plan passes the check, costs what its
// bill says, and comes out the same again.
func TestWholeIsJudgedByTheModel(t *testing.T) {
	i := read(t, Set, "smalltown")[1]
	form, s := solve(t, i, 2000)
	cost, faults := i.Check(form)
	if len(faults) > 0 || !(cost > 0) || cost*100 > float64(s.Price) {
		t.Errorf("cost %g kr. of a price of %d øre, faults %v", cost, s.Price, faults)
	}
	if again, _ := solve(t, i, 2000); !bytes.Equal(form, again) {
		t.Error("the same search gives other bytes")
	}
	plan, err := unpack(form)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*model.Plan)
		fault  string
	}{
		"a visit less":     {func(p *model.Plan) { p.Visits = p.Visits[1:] }, ""},
		"another case":     {func(p *model.Plan) { p.Made.CaseHash = "other" }, "case other"},
		"another provider": {func(p *model.Plan) { p.Made.Provider = "P1" }, "provider P1"},
	} {
		wrong := *plan
		c.change(&wrong)
		form, err := pack(&wrong)
		if err != nil {
			t.Fatal(err)
		}
		if _, faults := i.Check(form); len(faults) == 0 || !strings.Contains(faults[0], c.fault) {
			t.Errorf("%s: faults %v", name, faults)
		}
	}
	for _, form := range [][]byte{nil, []byte("PK"), form[:len(form)/2]} {
		if cost, faults := i.Check(form); !math.IsNaN(cost) || len(faults) == 0 {
			t.Errorf("%d bytes cost %g, %v", len(form), cost, faults)
		}
	}
}

// TestUnservedCostsToo: what is not served has its price in the cost.
func TestUnservedCostsToo(t *testing.T) {
	i := read(t, Set, "smalltown")[1]
	p, err := i.Problem()
	if err != nil {
		t.Fatal(err)
	}
	cost, _ := i.Check(i.Write(p, vrp.NewState(p).Solution()))
	if cost < 100_000 {
		t.Errorf("nobody served costs %g kr.", cost)
	}
}

// TestDaysAreJudgedByPlainData: on every day of both providers what the search
// finds has no fault and the cost that it says.
func TestDaysAreJudgedByPlainData(t *testing.T) {
	for _, i := range read(t, Days, "smalltown") {
		form, s := solve(t, i, 200)
		cost, faults := i.Check(form)
		if len(faults) > 0 || math.Abs(cost-float64(s.Price)/100) > 1e-6 {
			t.Errorf("%s: %g kr., the search says %d øre; %v", i.Name(), cost, s.Price, faults)
		}
		if _, faults := i.Check(bytes.Replace(form, []byte("\n"), []byte("\nnobody,nowhere,1\n"), 1)); len(faults) != 1 {
			t.Errorf("%s: faults %v", i.Name(), faults)
		}
		d, err := i.(*slice).Plain()
		if err != nil || d.Name != i.Name() || len(d.Stops) < i.Size()/2 {
			t.Errorf("%s: %v, %d stops for %d visits", i.Name(), err, len(d.Stops), i.Size())
		}
	}
}

// TestAbsencesHaveNamesOfTheirOwn: whoever is away in the middle of a shift is so
// in the plain data too, and no visit is taken for it.
func TestAbsencesHaveNamesOfTheirOwn(t *testing.T) {
	d := read(t, Days, "smalltown")[0].(*slice)
	c := d.demand.Case
	for i := range c.Shifts {
		if s := &c.Shifts[i]; s.From.Date() == d.date {
			c.Absences = append(c.Absences, model.Absence{Caregiver: s.Caregiver, From: s.From.Add(120), To: s.From.Add(180), Kind: "training"})
		}
	}
	form, s := solve(t, d, 200)
	cost, faults := d.Check(form)
	if len(faults) > 0 || math.Abs(cost-float64(s.Price)/100) > 1e-6 || !strings.Contains(string(form), "away ") {
		t.Errorf("%g kr., the search says %d øre; %v", cost, s.Price, faults)
	}
}
