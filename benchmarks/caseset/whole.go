package caseset

import (
	"errors"
	"fmt"
	"math"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Set is whole horizons.
var Set = bench.Set{Name: "case", Unit: "kr.", Read: func(dir string) ([]bench.Instance, error) {
	as, err := areas(dir)
	var all []bench.Instance
	for _, a := range as {
		all = append(all, &whole{area: a})
	}
	return all, err
}}

// whole is all that a provider has to do in the horizon.
type whole struct {
	*area
	m *solver.Map // of the problem stated last
}

func (w *whole) Name() string  { return w.name }
func (w *whole) Group() string { return w.name }
func (w *whole) Size() int     { return len(w.demand.Needs) }
func (w *whole) Best() float64 { return math.NaN() }
func (w *whole) File() string  { return w.name + ".zip" }

// Problem states the demand; solutions of it are written until it is stated anew.
func (w *whole) Problem() (*vrp.Problem, error) {
	m, err := w.build()
	if err != nil {
		return nil, err
	}
	w.m = m
	return m.Problem, nil
}

// Write gives the plan folder of a solution, zipped; nothing where the plan
// can't be written, which Check then tells.
func (w *whole) Write(p *vrp.Problem, s *vrp.Solution) []byte {
	if w.m == nil || w.m.Problem != p {
		return nil
	}
	plan := w.m.Certified(s)
	plan.Made.Program = "hjemvej bench"
	form, err := pack(plan)
	if err != nil {
		return nil
	}
	return form
}

// Check judges a zipped plan folder by the case.
func (w *whole) Check(form []byte) (cost float64, faults []string) {
	plan, err := unpack(form)
	if err == nil && (plan.Made.CaseHash != w.case_.Hash || plan.Made.Provider != w.demand.Provider) {
		err = fmt.Errorf("it is of provider %s and case %s", plan.Made.Provider, plan.Made.CaseHash)
	}
	roads, err2 := w.roads()
	if err := errors.Join(err, err2); err != nil {
		return math.NaN(), []string{fmt.Sprintf("no plan of %s: %v", w.name, err)}
	}
	for _, v := range model.Check(w.case_, roads, plan) {
		faults = append(faults, v.String())
	}
	bill := runs.Billed(model.Bill(w.case_, roads, plan))
	return float64(bill.Lines(runs.Variable...)+bill.Lines("unserved")) / 100, faults
}
