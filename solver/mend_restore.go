package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// restore puts tours back that serve whom they did before, at the times they
// had: what the search tried beside them must not trouble anybody. A tour stays
// as found where a link to one that changed asks for it.
func (h *holding) restore(found, home *vrp.Solution) *vrp.Solution {
	s := clone(found)
	back := make([]bool, len(s.Tours))
	for t := range s.Tours {
		if sameStops(s.Tours[t], home.Tours[t]) && h.sameRiders(found, home, home.Tours[t]) && h.sameGroups(found, home, home.Tours[t]) {
			back[t] = true
			takeOver(s, home, t, home.Start, home.Start)
		}
	}
	for more := true; more; {
		more = false
		for i := range h.Problem.Links {
			l := &h.Problem.Links[i]
			if h.holdsLink(s, l) {
				continue
			}
			for _, stop := range []int32{l.A, l.B} {
				if t := s.Tour[stop]; t >= 0 && back[t] {
					back[t], more = false, true
					takeOver(s, found, int(t), found.Lo, found.Hi)
				}
			}
		}
	}
	s.Price = h.Price(s)
	return s
}

// takeOver puts a tour as it is in another solution.
func takeOver(s, from *vrp.Solution, t int, lo, hi []int32) {
	s.Tours[t] = slices.Clone(from.Tours[t])
	for _, stop := range s.Tours[t] {
		s.Start[stop], s.Window[stop], s.Lo[stop], s.Hi[stop] = from.Start[stop], from.Window[stop], lo[stop], hi[stop]
	}
}

func sameStops(a, b []int32) bool {
	if len(a) != len(b) {
		return false
	}
	x, y := slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(x, y)
}

// sameGroups says whether visits by several start as before.
func (h *holding) sameGroups(a, b *vrp.Solution, stops []int32) bool {
	return !slices.ContainsFunc(stops, func(s int32) bool { return h.Problem.Stops[s].Group >= 0 && a.Start[s] != b.Start[s] })
}

// sameRiders says whether the same rides on stops as before.
func (h *holding) sameRiders(a, b *vrp.Solution, stops []int32) bool {
	return !slices.ContainsFunc(stops, func(s int32) bool { return h.aboard(a, s) != h.aboard(b, s) })
}
