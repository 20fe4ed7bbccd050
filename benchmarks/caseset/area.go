package caseset

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

// area is what a provider has to do in a case.
type area struct {
	name   string // CASE-PROVIDER
	case_  *model.Case
	demand *model.Demand
	roads  func() (*model.Roads, error) // made once for a case
}

// build states the area as a problem.
func (a *area) build() (*solver.Map, error) {
	roads, err := a.roads()
	if err != nil {
		return nil, err
	}
	_, m, err := solver.Build(a.demand, roads)
	return m, err
}

// areas reads dir, a case or a folder of cases.
func areas(dir string) ([]*area, error) {
	folders, err := cases(dir)
	if err != nil {
		return nil, err
	}
	var all []*area
	for _, f := range folders {
		own, err := areasOf(f)
		if err != nil {
			return nil, err
		}
		all = append(all, own...)
	}
	return all, nil
}

// cases are the folders that hold a case: dir, or those in it, by name.
func cases(dir string) ([]string, error) {
	if runs.Embedded(dir) {
		return []string{dir}, nil
	}
	const sign = "case.yaml"
	if _, err := os.Stat(filepath.Join(dir, sign)); err == nil {
		return []string{dir}, nil
	}
	found, err := filepath.Glob(filepath.Join(dir, "*", sign))
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s is no case and has none in it: there is no %s", dir, sign)
	}
	for i := range found {
		found[i] = filepath.Dir(found[i])
	}
	return found, nil
}

func areasOf(folder string) ([]*area, error) {
	c, err := runs.Read(folder)
	if err != nil {
		return nil, err
	}
	whole, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	roads := sync.OnceValues(func() (*model.Roads, error) { return model.NewRoads(c) })
	var all []*area
	for _, p := range c.Providers {
		d, err := model.Expand(c, p.ID, nil)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", folder, err)
		}
		if len(d.Needs) > 0 {
			all = append(all, &area{filepath.Base(whole) + "-" + string(p.ID), c, d, roads})
		}
	}
	slices.SortFunc(all, func(a, b *area) int { return cmp.Compare(a.name, b.name) })
	return all, nil
}
