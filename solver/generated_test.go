package solver_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hjemvej/hjemvej/benchmarks/generate"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/solver/search"
)

// horizons begin on every kind of day that calendars make hard.
var horizons = []struct {
	name string
	from model.Date
	days int
}{
	{"an ordinary week", model.DateOf(2026, 11, 23), 7},
	{"clocks go forward", model.DateOf(2026, 3, 28), 3},
	{"clocks go back", model.DateOf(2026, 10, 24), 3},
	{"Easter week", model.DateOf(2026, 3, 30), 7},
	{"Christmas", model.DateOf(2026, 12, 22), 6},
	{"a leap day", model.DateOf(2028, 2, 28), 2},
	{"from the middle of a week", model.DateOf(2026, 11, 26), 5},
}

// strains make a case harder than it was generated.
var strains = []struct {
	name string
	on   func(c *model.Case)
}{
	{"as generated", func(*model.Case) {}},
	{"half the shifts", func(c *model.Case) {
		c.Shifts = every(c.Shifts, 2)
		c.Activities = slices.DeleteFunc(c.Activities, func(a model.Activity) bool {
			return !slices.ContainsFunc(c.Shifts, func(s model.Shift) bool { return s.ID == a.Shift })
		})
	}},
	{"overtime, and time kept free", func(c *model.Case) {
		c.Standard.Rules.OvertimeMost = 30
		c.Shifts = slices.Clone(c.Shifts)
		c.ReserveShares = []model.ReserveShare{{Group: c.Districts[0].Groups[0].ID, From: 9 * 60, To: 12 * 60, Share: 0.1}}
	}},
	{"nobody is known", func(c *model.Case) {
		c.History.Named, c.History.Visits, c.History.Agreed = nil, nil, nil
	}},
	{"away for part of their shifts, some with breaks given", func(c *model.Case) {
		c.Activities = nil
		for i := range c.Shifts {
			s := &c.Shifts[i]
			if i%3 == 0 {
				s.Break, s.BreakLen = &model.Window{From: s.From + 120, To: s.From + 150}, 20
			}
			if i%4 < 2 {
				from := s.From + model.Time(40*(i%9))
				c.Absences = append(c.Absences, model.Absence{Caregiver: s.Caregiver, Kind: "sick", From: from, To: from + model.Time(60+30*(i%5))})
			}
		}
	}},
	{"only on foot", func(c *model.Case) {
		for i := range c.Shifts {
			c.Shifts[i].Mode = model.Foot
		}
	}},
}

// every keeps each n-th of a list.
func every[T any](list []T, n int) []T {
	var kept []T
	for i := 0; i < len(list); i += n {
		kept = append(kept, list[i])
	}
	return kept
}

// TestGeneratedPlansAreSound plans cases of many kinds and holds what must be
// true of each plan.
func TestGeneratedPlansAreSound(t *testing.T) {
	for i, h := range horizons {
		for k, s := range strains {
			if testing.Short() && (i+k)%3 != 0 {
				continue
			}
			t.Run(h.name+", "+s.name, func(t *testing.T) {
				c := generated(t, generate.Options{Citizens: 20 + 2*(i%6), Days: h.days, Seed: uint64(i), From: h.from})
				s.on(c)
				c.Hash = casefile.Hash(c)
				isSound(t, c, uint64(10*i+k))
			})
		}
	}
}

// isSound plans a case and looks at the plan from all sides.
func isSound(t *testing.T, c *model.Case, seed uint64) {
	plan := planned(t, c, solver.Options{Iterations: 600, Seed: seed, Workers: 1, Program: "test"})
	for _, o := range unserved(t, c, plan, model.NeverCancelled) {
		if !slices.ContainsFunc(plan.Certificates, func(x model.Certificate) bool { return x.Occurrence == o && x.Rule == "R-6.3" }) {
			t.Errorf("%s is left out in silence", o)
		}
	}
	r := roadsOf(t, c)
	if d := cmp.Diff(model.Bill(c, r, plan), plan.Bill); d != "" {
		t.Errorf("the bill: %s", d)
	}
	d, err := model.Expand(c, plan.Made.Provider, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, m, err := solver.Build(d, r)
	if err != nil {
		t.Fatal(err)
	}
	if price := m.Price(m.Solution(plan)); price != int64(total(plan)) {
		t.Errorf("the engine prices the plan at %d, its bill at %d", price, total(plan))
	}
	for _, workers := range []int{2, 8} {
		same(t, fmt.Sprintf("by %d goroutines", workers), plan,
			planned(t, c, solver.Options{Iterations: 600, Seed: seed, Workers: workers, Program: "test"}))
	}
	same(t, "read back", plan, throughDisk(t, plan))
}

// TestCrookedWays: ways that are longer straight on than round about break no
// plan, and neither does going on from a plan for other ways.
func TestCrookedWays(t *testing.T) {
	for _, seed := range seeds(4) {
		opt := town
		opt.Seed = seed
		c := generated(t, opt)
		old := planned(t, c, short)
		r := rand.New(rand.NewPCG(seed, 3))
		tabulate(t, c, func(_, _ model.PlaceID) float64 { return 0.5 + 2*r.Float64() })
		isSound(t, c, seed)
		from := short
		from.From, from.Iterations = old, 1
		planned(t, c, from)
	}
}

// TestPartsOnAnyCores: the search in several parts comes to the same on any
// number of cores, and to a plan that keeps every rule.
func TestPartsOnAnyCores(t *testing.T) {
	c := generated(t, generate.Options{Citizens: 30, Days: 7, Seed: 2})
	r := roadsOf(t, c)
	d, err := model.Expand(c, c.Providers[0].ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, seed := range seeds(3) {
		var want *model.Plan
		for _, workers := range []int{1, 2, 8} {
			p, m, err := solver.Build(d, r)
			if err != nil {
				t.Fatal(err)
			}
			s, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: 4000, Seed: seed, Workers: workers, Parts: 4})
			plan := m.Plan(s)
			for _, v := range model.Check(c, r, plan) {
				if !v.Escalation {
					t.Errorf("%v", v)
				}
			}
			if want == nil {
				want = plan
			}
			same(t, fmt.Sprintf("by %d goroutines", workers), want, plan)
		}
	}
}

func same(t *testing.T, what string, want, got *model.Plan) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("%s: %s", what, d)
	}
}

func throughDisk(t *testing.T, p *model.Plan) *model.Plan {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "plan")
	if err := casefile.WritePlan(dir, p); err != nil {
		t.Fatal(err)
	}
	got, faults, err := casefile.ReadPlan(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
	return got
}
