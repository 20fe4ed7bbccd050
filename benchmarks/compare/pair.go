package compare

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// Plans of one case have the same homes and shifts. Their sides, or the same
// part of each, are pairs: every drawing takes the same homes and tours on all
// of them, so what the case varies by itself falls out of the difference.

// pair makes pairs of sides: the first side of each pair's run, by side; the
// side itself where it is the first or has no other. Samples of pairs are put in
// one order, with empty ones for what only the others have.
func pair(sides []*side) []int {
	first := make([]int, len(sides))
	for i := range sides {
		first[i] = slices.IndexFunc(sides[:i+1], func(s *side) bool {
			return s == sides[i] || s.in.Case.Hash == sides[i].in.Case.Hash && s.in.Case.Hash != "" && s.Part == sides[i].Part
		})
	}
	for i := range sides {
		var run []*side
		for k := range sides {
			if first[k] == i {
				run = append(run, sides[k])
			}
		}
		if len(run) > 1 {
			align(run)
		}
	}
	return first
}

// sampleKey names a home, tour or group of a provider.
type sampleKey struct {
	home     model.HomeID
	shift    model.ShiftID
	group    model.GroupID
	provider model.ProviderID
}

func keyOf(s *model.Sample) sampleKey {
	k := sampleKey{home: s.Home, shift: s.Shift, provider: s.Provider}
	if kindOf(s) == "" {
		k.group = s.Group
	}
	return k
}

// align gives all sides of a run the same samples in the same order.
func align(run []*side) {
	at := map[sampleKey]int{}
	var all []model.Sample // empty
	for _, x := range run {
		for i := range x.samples {
			s := &x.samples[i]
			if _, known := at[keyOf(s)]; !known {
				at[keyOf(s)] = len(all)
				all = append(all, model.Sample{Home: s.Home, Shift: s.Shift, Group: s.Group, District: s.District, Provider: s.Provider})
			}
		}
	}
	for _, x := range run {
		filled := make([]bool, len(all))
		aligned := slices.Clone(all)
		for i := range x.samples {
			k := at[keyOf(&x.samples[i])]
			if filled[k] { // twice on one side: no pairs, only more to draw from
				aligned = append(aligned, x.samples[i])
				continue
			}
			aligned[k], filled[k] = x.samples[i], true
		}
		x.samples = aligned
	}
}

// difference is that of a side's measure from the first of its run, with its
// interval; nil where either has no interval of its own.
func difference(values []model.ComparedValue, drawings [][]float64, i, first int) *model.Difference {
	if i == first || !values[i].Interval || !values[first].Interval {
		return nil
	}
	low, high := parted(drawings[i], drawings[first])
	return &model.Difference{From: first, Value: values[i].Value - values[first].Value, Low: low, High: high}
}

// parted is the interval of the difference of two sides' drawings, drawing by
// drawing; those where either has nothing to divide by are left out.
func parted(a, b []float64) (low, high float64) {
	apart := make([]float64, 0, len(a))
	for i := range a {
		if d := a[i] - b[i]; d == d {
			apart = append(apart, d)
		}
	}
	return percentiles(apart, method.Confidence)
}
