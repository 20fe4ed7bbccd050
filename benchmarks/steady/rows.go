package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
)

// columns are the variable lines of the bill. Waiting is one of them in name
// alone, for the standard lets it be free; its minutes are shown.
var columns = []struct {
	name  string
	lines []string
}{
	{"travel", []string{"travel_minute", "travel_km"}},
	{"overtime", []string{"overtime"}},
	{"substitutes", []string{"substitute"}},
	{"faces", []string{"face", "new_face"}},
	{"calls", []string{"call"}},
	{"postponed", []string{"postponed"}},
}

// variable is the sum of the variable lines, øre.
func variable(r *runs.Result) model.Price { return r.Lines(runs.Variable...) }

func head() []string {
	h := []string{"plan", "variable lines, kr.", "above the longer"}
	for _, c := range columns {
		h = append(h, c.name+", kr.")
	}
	return append(h, "waiting, min", "whole bill, kr.", "unserved")
}

// rows sets out worst, middle and best of the short runs, and the best of the
// longer ones, which all are held against. Of an even number the worse of the
// two middle ones stands for the middle.
func rows(short, long []runs.Result) [][]string {
	byPrice := func(a, b runs.Result) int { return cmp.Compare(variable(&a), variable(&b)) }
	s := slices.SortedFunc(slices.Values(short), byPrice)
	best := slices.MinFunc(long, byPrice)
	base := variable(&best)
	return [][]string{
		row(fmt.Sprintf("worst of %d", len(s)), &s[len(s)-1], base),
		row("middle", &s[len(s)/2], base),
		row("best", &s[0], base),
		row(fmt.Sprintf("longer, best of %d", len(long)), &best, base),
	}
}

func row(name string, r *runs.Result, base model.Price) []string {
	v := variable(r)
	above := "–"
	if base > 0 {
		above = fmt.Sprintf("%+.1f %%", 100*(float64(v)/float64(base)-1))
	}
	cells := []string{name, kroner(v), above}
	for _, c := range columns {
		cells = append(cells, kroner(r.Lines(c.lines...)))
	}
	return append(cells, fmt.Sprint(int(r.Figures.Waiting)), kroner(runs.Total(r.Bill)), fmt.Sprint(runs.Total(r.Figures.Unserved)))
}

// kroner rounds øre to whole kroner.
func kroner(p model.Price) string { return fmt.Sprintf("%.0f", float64(p)/100) }
