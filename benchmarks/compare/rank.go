package compare

import "github.com/hjemvej/hjemvej/model"

// rank gives each value with an interval the ranks that it may have: behind
// every side that is better for sure, before every side that is worse for sure.
// One side alone has no rank. Sides of which neither holds can't be told apart and share ranks; nobody is
// ranked by the figure alone.
func rank(values []model.ComparedValue, before func(i, j int) bool) {
	n := 0
	for i := range values {
		if values[i].Interval {
			n++
		}
	}
	for i := range values {
		v := &values[i]
		if !v.Interval || n < 2 {
			continue
		}
		v.Best, v.Worst = 1, 1
		for j := range values {
			switch {
			case i == j || !values[j].Interval:
			case before(j, i):
				v.Best++
				v.Worst++
			case !before(i, j):
				v.Worst++
			}
		}
	}
}

// surely says whether one side is better than another beyond chance: its
// interval lies wholly on the better side of the other's; or, where they are a
// pair, that of their difference wholly on the better side of 0.
func surely(values []model.ComparedValue, drawings [][]float64, first []int, better model.Better) func(i, j int) bool {
	return func(i, j int) bool {
		v, w := &values[i], &values[j]
		if first[i] != first[j] {
			if better == model.More {
				return v.Low > w.High
			}
			return v.High < w.Low
		}
		low, high := parted(drawings[i], drawings[j])
		if better == model.More {
			return low > 0
		}
		return high < 0
	}
}
