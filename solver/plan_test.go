package solver

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// solved is a town with a solution found by a short search.
func (w *town) solved(seed uint64, iterations int64) (*Map, *model.Roads, *vrp.Solution) {
	w.t.Helper()
	m, r := w.build()
	s, _ := search.Run(context.Background(), m.Problem, nil, search.Options{Iterations: iterations, Seed: seed, Workers: 1})
	return m, r, s
}

// TestBillIsThePriceToTheOre: whatever the town, the bill worked out from the
// plan alone comes to what the problem's prices come to.
func TestBillIsThePriceToTheOre(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := randomTown(t, rt)
		m, _, s := w.solved(rapid.Uint64().Draw(rt, "seed"), 100)
		settled := m.settle(s)
		plan := m.read(settled)
		if got := int64(model.Total(plan.Bill)); got != settled.Price {
			rt.Errorf("bill %d, price %d, engine %d: %+v", got, settled.Price, s.Price, plan.Bill)
		}
		if settled.Price > s.Price {
			rt.Errorf("settling made it dearer: %d, engine %d", settled.Price, s.Price)
		}
	})
}

// TestPlansPassTheCheck: no rule is broken but those that speak of grants as
// expansion reads them, which hand-made demands do not follow.
func TestPlansPassTheCheck(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := randomTown(t, rt)
		m, r, s := w.solved(rapid.Uint64().Draw(rt, "seed"), 100)
		plan := m.Plan(s)
		for _, v := range model.Check(w.Case, r, plan) {
			if !v.Escalation && !strings.HasPrefix(v.Rule, "R-11.0") && v.Rule != "R-6.4" {
				rt.Errorf("%v", v)
			}
		}
	})
}

// TestPlanReadBackIsTheSame: a plan as a solution, settled and read again, is
// the plan.
func TestPlanReadBackIsTheSame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := randomTown(t, rt)
		m, _, s := w.solved(rapid.Uint64().Draw(rt, "seed"), 100)
		plan := m.Plan(s)
		again := m.Plan(m.Solution(plan))
		if d := cmp.Diff(plan, again); d != "" {
			rt.Error(d)
		}
	})
}
