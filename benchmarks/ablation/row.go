package main

import (
	"fmt"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
)

// row is plans made without something: medians over the seeds.
type row struct {
	what              string
	bill              float64 // øre, at the standard's prices
	minutes           float64 // of travel
	reached           float64 // named share over the highest that any pairs reach
	distinct          float64
	faces, calls      float64
	postponed, missed float64
}

// middle takes the median of each figure.
func middle(what string, of []runs.Result) row {
	median := func(figure func(*runs.Result) float64) float64 {
		values := make([]float64, len(of))
		for i := range of {
			values[i] = figure(&of[i])
		}
		return runs.Median(values)
	}
	return row{
		what:      what,
		bill:      median(func(r *runs.Result) float64 { return float64(runs.Total(r.Bill)) }),
		minutes:   median(func(r *runs.Result) float64 { return float64(runs.Total(r.Figures.TravelMinutes)) }),
		reached:   median(func(r *runs.Result) float64 { return share(r.Figures.ByNamed, r.Figures.ByNamedBound) }),
		distinct:  median(func(r *runs.Result) float64 { return r.Figures.Distinct }),
		faces:     median(func(r *runs.Result) float64 { return float64(r.Figures.NewFaces) }),
		calls:     median(func(r *runs.Result) float64 { return float64(r.Figures.Calls) }),
		postponed: median(func(r *runs.Result) float64 { return float64(r.Figures.Postponed) }),
		missed:    median(func(r *runs.Result) float64 { return missed(&r.Figures) }),
	}
}

func share(part, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(part) / float64(of)
}

// missed is the care of any class that is not given.
func missed(f *model.Figures) float64 { return float64(runs.Total(f.Unserved)) }

var head = []string{"left out", "bill, kr.", "against all", "travel, min", "reached", "distinct caregivers", "new faces", "calls", "postponed", "unserved"}

// cells sets rows out; the first is what the others are held against.
func cells(rows []row) [][]string {
	out := make([][]string, len(rows))
	for i, r := range rows {
		against := "–"
		if i > 0 && rows[0].bill > 0 {
			against = fmt.Sprintf("%+.1f %%", 100*(r.bill/rows[0].bill-1))
		}
		out[i] = []string{r.what, fmt.Sprintf("%.0f", r.bill/100), against, fmt.Sprintf("%.0f", r.minutes), fmt.Sprintf("%.1f %%", 100*r.reached),
			fmt.Sprintf("%.1f", r.distinct), fmt.Sprintf("%.0f", r.faces), fmt.Sprintf("%.0f", r.calls), fmt.Sprintf("%.0f", r.postponed), fmt.Sprintf("%.0f", r.missed)}
	}
	return out
}
