package solver

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
)

// faultsOf plans a case for a provider and lists all that the rooms disagree
// about: what the check finds, and a price that is not the bill's.
func faultsOf(c *model.Case, provider model.ProviderID) (faults []string, err error) {
	r, err := model.NewRoads(c)
	if err != nil {
		return nil, err
	}
	d, err := model.Expand(c, provider, nil)
	if err != nil {
		return nil, err
	}
	problem, m, err := Build(d, r)
	if err != nil {
		return nil, err
	}
	s, _ := search.Run(context.Background(), problem, nil, search.Options{Iterations: 200, Seed: 1, Workers: 1})
	if again := m.Price(s); again != s.Price {
		faults = append(faults, fmt.Sprintf("the engine's price is %d, worked out again %d", s.Price, again))
	}
	settled := m.settle(s)
	p := m.read(settled)
	p.Certificates = m.certify(settled)
	for _, v := range model.Check(c, r, p) {
		faults = append(faults, v.String())
	}
	if bill := model.Total(p.Bill); int64(bill) != settled.Price {
		faults = append(faults, fmt.Sprintf("the plan's price is %d, the bill %v", settled.Price, costs(p.Bill)))
	}
	return faults, nil
}

// costs are the lines of a bill that cost anything.
func costs(bill []model.BillLine) []model.BillLine {
	return slices.DeleteFunc(slices.Clone(bill), func(l model.BillLine) bool { return l.Price == 0 })
}

// TestAnyCase: whatever a case holds, its plan passes the check, and its price
// is the bill's.
func TestAnyCase(t *testing.T) {
	cases := 400
	if testing.Short() {
		cases = 100
	}
	draw := rapid.Custom(anyCase)
	for n := range cases {
		faults, err := faultsOf(draw.Example(n), "p")
		if err != nil {
			t.Errorf("case %d: %v", n, err)
		}
		for _, f := range faults {
			t.Errorf("case %d: %s", n, f)
		}
	}
}

// TestAnyCaseAtRandom draws new cases, as many as -rapid.checks asks for, and
// shrinks what fails.
func TestAnyCaseAtRandom(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f == nil || f.Value.String() == f.DefValue {
		t.Skip("asked for by -rapid.checks")
	}
	rapid.Check(t, func(t *rapid.T) {
		faults, err := faultsOf(anyCase(t), "p")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range faults {
			t.Error(f)
		}
	})
}
