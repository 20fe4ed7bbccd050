package compare

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// Plans for the same homes and shifts on the same days, also under another
// standard, are pairs, or the same part of each is: every drawing takes the same
// homes and tours on all of them, so what varies from home to home and from
// shift to shift by itself falls out of the difference.

// pair makes pairs of sides: the first side of each pair's run, by side; the
// side itself where it is the first or has no other. Samples of pairs are put in
// one order, with empty ones for what only the others have.
func pair(sides []*side) []int {
	first := make([]int, len(sides))
	for i := range sides {
		first[i] = slices.IndexFunc(sides[:i+1], func(s *side) bool {
			return s == sides[i] || s.Part == sides[i].Part && s.in != sides[i].in && sameWorld(s.in.Case, sides[i].in.Case)
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

// sameWorld says whether two cases have the same homes in the same places, and
// the same shifts of the same caregivers.
func sameWorld(a, b *model.Case) bool {
	return a == b || a.Horizon == b.Horizon &&
		slices.EqualFunc(a.Homes, b.Homes, func(g, h model.Home) bool { return g.ID == h.ID && g.Place == h.Place && g.Group == h.Group }) &&
		slices.EqualFunc(a.Shifts, b.Shifts, func(s, t model.Shift) bool {
			return s.ID == t.ID && s.Caregiver == t.Caregiver && s.From == t.From && s.To == t.To
		})
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
