package main

import (
	"fmt"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
)

// point is the curve at one factor: medians over the seeds.
type point struct {
	factor         float64
	minutes, km    float64 // of travel
	named, bound   float64 // shares of the staff places
	reached        float64 // named share over bound
	distinct       float64 // the Swedish yardstick
	above7, homes  float64 // homes above 7, of those counted
	rota7          float64 // of those above 7, how many no seven could serve
	faces, calls   float64
	missing        float64 // occurrences of any class unserved
	travelPlus     float64 // travel over that of factor 0, as a share
	travelMeasured bool    // there is a factor 0 to compare with
}

// middle takes the median of each figure by itself.
func middle(factor float64, plans []model.Figures) point {
	of := func(figure func(*model.Figures) float64) float64 {
		var all []float64
		for i := range plans {
			all = append(all, figure(&plans[i]))
		}
		return runs.Median(all)
	}
	return point{
		factor:   factor,
		minutes:  of(func(f *model.Figures) float64 { return float64(runs.Total(f.TravelMinutes)) }),
		km:       of(func(f *model.Figures) float64 { return runs.Total(f.Kilometres) }),
		named:    of(func(f *model.Figures) float64 { return share(f.ByNamed, f.NamedVisits) }),
		bound:    of(func(f *model.Figures) float64 { return share(f.ByNamedBound, f.NamedVisits) }),
		reached:  of(func(f *model.Figures) float64 { return share(f.ByNamed, f.ByNamedBound) }),
		distinct: of(func(f *model.Figures) float64 { return f.Distinct }),
		above7:   of(func(f *model.Figures) float64 { return float64(f.DistinctAbove7) }),
		rota7:    of(func(f *model.Figures) float64 { return float64(f.DistinctRota7) }),
		homes:    of(func(f *model.Figures) float64 { return float64(f.DistinctHomes) }),
		faces:    of(func(f *model.Figures) float64 { return float64(f.NewFaces) }),
		calls:    of(func(f *model.Figures) float64 { return float64(f.Calls) }),
		missing:  of(func(f *model.Figures) float64 { return float64(runs.Total(f.Unserved)) }),
	}
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

var head = []string{"continuity prices", "travel, min", "against 0", "km", "named share", "highest any pairs reach", "reached",
	"distinct caregivers", "homes above 7", "no seven could serve", "new faces", "calls", "unserved"}

// rows sets out the points; travel is held against that of factor 0.
func rows(points []point) [][]string {
	var all [][]string
	for _, p := range against(points) {
		plus := "–"
		if p.travelMeasured {
			plus = fmt.Sprintf("%+.1f %%", 100*p.travelPlus)
		}
		all = append(all, []string{
			fmt.Sprintf("× %v", p.factor), fmt.Sprintf("%.0f", p.minutes), plus, fmt.Sprintf("%.0f", p.km),
			fmt.Sprintf("%.1f %%", 100*p.named), fmt.Sprintf("%.1f %%", 100*p.bound), fmt.Sprintf("%.1f %%", 100*p.reached),
			fmt.Sprintf("%.1f", p.distinct), fmt.Sprintf("%.0f of %.0f", p.above7, p.homes), fmt.Sprintf("%.0f", p.rota7),
			fmt.Sprintf("%.0f", p.faces), fmt.Sprintf("%.0f", p.calls), fmt.Sprintf("%.0f", p.missing),
		})
	}
	return all
}

// against fills in how much more is travelled than at factor 0.
func against(points []point) []point {
	base := 0.0
	for _, p := range points {
		if p.factor == 0 {
			base = p.minutes
		}
	}
	for i := range points {
		if p := &points[i]; base > 0 {
			p.travelPlus, p.travelMeasured = p.minutes/base-1, true
		}
	}
	return points
}
