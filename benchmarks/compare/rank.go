package compare

import "github.com/hjemvej/hjemvej/model"

// rank gives each value with an interval the ranks that it may have: behind
// every side whose interval lies wholly on the better side of its own, before
// every side whose interval lies wholly on the worse. Sides whose intervals
// touch can't be told apart and share ranks; nobody is ranked by the figure
// alone.
func rank(values []model.ComparedValue, better model.Better) {
	for i := range values {
		v := &values[i]
		if !v.Interval {
			continue
		}
		v.Best, v.Worst = 1, 1
		for j := range values {
			w := &values[j]
			switch {
			case i == j || !w.Interval:
			case before(w, v, better):
				v.Best++
				v.Worst++
			case !before(v, w, better):
				v.Worst++
			}
		}
	}
}

// before says whether one interval lies wholly on the better side of another.
func before(v, w *model.ComparedValue, better model.Better) bool {
	if better == model.More {
		return v.Low > w.High
	}
	return v.High < w.Low
}
