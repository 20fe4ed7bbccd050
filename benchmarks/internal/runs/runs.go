// Package runs is what the benchmark commands share: a case opened by folder or
// name, all its providers planned and judged, and figures set out as tables.
package runs

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/testdata"
)

// Open reads a case and makes its roads.
func Open(name string) (*model.Case, *model.Roads, error) {
	c, err := Read(name)
	if err != nil {
		return nil, nil, err
	}
	roads, err := model.NewRoads(c)
	return c, roads, err
}

// Read reads a case from a folder; smalltown is the embedded one where there is
// no such folder. Faults of the case are an error.
func Read(name string) (*model.Case, error) {
	c, faults, err := open(name)
	if err != nil {
		return nil, err
	}
	if bad := faults.Errors(); len(bad) > 0 {
		return nil, fmt.Errorf("%s has %d faults:\n%s", name, len(bad), bad.In("en"))
	}
	return c, nil
}

// Embedded says whether a name is that of the embedded case, and of no folder.
func Embedded(name string) bool {
	_, err := os.Stat(name)
	return err != nil && name == "smalltown"
}

func open(name string) (*model.Case, casefile.Faults, error) {
	if Embedded(name) {
		return casefile.ReadCaseFS(testdata.SmallTown())
	}
	return casefile.ReadCase(name)
}

// Result is the plans of all providers of a case, added up.
type Result struct {
	Figures    model.Figures
	Bill       map[string]model.Price // øre by line
	Iterations int64
}

// Plan plans every provider of a case with the same options. A plan that breaks
// a rule is an error: figures of such a plan are worth nothing. A context that
// is done is one too.
func Plan(ctx context.Context, c *model.Case, roads *model.Roads, o solver.Options) (Result, error) {
	return PlanUnder(ctx, c, c, roads, o)
}

// PlanUnder is Plan of a case under other prices: it is planned as under has
// them, and its bill made out as c has them.
func PlanUnder(ctx context.Context, c, under *model.Case, roads *model.Roads, o solver.Options) (Result, error) {
	sum := Result{Bill: map[string]model.Price{}}
	for i := range c.Providers {
		d, err := model.Expand(under, c.Providers[i].ID, nil)
		if err != nil {
			return sum, err
		}
		if len(d.Needs) == 0 {
			continue
		}
		p, err := solver.Plan(ctx, d, roads, o)
		if err != nil {
			return sum, err
		}
		if ctx.Err() != nil {
			return sum, ctx.Err()
		}
		if broken := model.Check(under, roads, p); len(broken) > 0 {
			return sum, fmt.Errorf("seed %d breaks %d rules, the first: %s", o.Seed, len(broken), broken[0])
		}
		sum.add(model.Measure(c, roads, p).All, model.Bill(c, roads, p), p.Made.Iterations)
	}
	return sum, nil
}

// add adds the plan of another provider: counts add up, the mean of distinct
// caregivers is weighed by its homes.
func (r *Result) add(f model.Figures, bill []model.BillLine, iterations int64) {
	s := &r.Figures
	if homes := s.DistinctHomes + f.DistinctHomes; homes > 0 {
		s.Distinct = (s.Distinct*float64(s.DistinctHomes) + f.Distinct*float64(f.DistinctHomes)) / float64(homes)
	}
	s.DistinctHomes += f.DistinctHomes
	s.DistinctAbove7 += f.DistinctAbove7
	s.DistinctRota7 += f.DistinctRota7
	s.Homes += f.Homes
	s.Visits += f.Visits
	s.Tours += f.Tours
	s.TravelMinutes = added(s.TravelMinutes, f.TravelMinutes)
	s.Kilometres = added(s.Kilometres, f.Kilometres)
	s.Unserved = added(s.Unserved, f.Unserved)
	s.Waiting += f.Waiting
	s.Overtime += f.Overtime
	s.WithCitizens += f.WithCitizens
	s.Attendance += f.Attendance
	s.ByNamed += f.ByNamed
	s.ByNamedBound += f.ByNamedBound
	s.NamedVisits += f.NamedVisits
	s.NewFaces += f.NewFaces
	s.Calls += f.Calls
	s.Postponed += f.Postponed
	for _, l := range bill {
		r.Bill[l.Line] += l.Price
	}
	r.Iterations += iterations
}

func added[K comparable, V int | float64 | model.Minutes](a, b map[K]V) map[K]V {
	if a == nil {
		a = map[K]V{}
	}
	for k, v := range b {
		a[k] += v
	}
	return a
}

// Variable are the variable lines of a bill: what the search decides rather
// than the case.
var Variable = []string{"travel_minute", "travel_km", "overtime", "substitute", "face", "new_face", "call", "postponed"}

// Billed is a result of which nothing but the bill is known.
func Billed(bill []model.BillLine) Result {
	r := Result{Bill: map[string]model.Price{}}
	for _, l := range bill {
		r.Bill[l.Line] += l.Price
	}
	return r
}

// Total is the sum of a map's values.
func Total[K comparable, V int | float64 | model.Minutes | model.Price](of map[K]V) V {
	var sum V
	for _, v := range of {
		sum += v
	}
	return sum
}

// Lines is the sum of the bill lines of these names; a name stands for the line
// itself and for all that name more behind a point (travel_minute.car).
func (r *Result) Lines(names ...string) model.Price {
	var sum model.Price
	for line, price := range r.Bill {
		for _, n := range names {
			if line == n || strings.HasPrefix(line, n+".") {
				sum += price
				break
			}
		}
	}
	return sum
}
