package vrp

import (
	"fmt"
	"math/bits"
)

// What has been announced: a solution that was told to people, and now has to
// change. Two prices keep it from changing more than it must. A stop may be
// dearer in some tours than in others ([Stop.Strange]); and a worker who serves
// a stop that was not announced for the tour, or whose announced stop another
// serves, is disturbed once, however much changes ([Tour.Disturbed]). What is
// left out or rides disturbs nobody.

// Unannounced is a stop that may stand in any tour without disturbing anybody.
const Unannounced = -2

// announced is what a state counts of it: by tour, how many stops make it
// another than announced. Nil where nothing was.
type announced []int32

// bound says whether what was announced leaves a stop one tour alone: nothing
// else need be looked for then.
func (p *Problem) bound(stop int32) bool {
	c := p.Stops[stop].Class
	return int(c) < len(p.index.only) && p.index.only[c] >= 0 // classes made later are not known
}

// onlyTours finds the classes of one tour.
func onlyTours(p *Problem) []int32 {
	if p.Announced == nil {
		return nil
	}
	only := make([]int32, len(p.Classes))
	for c, tours := range p.Classes {
		only[c] = Never
		for k, w := range tours {
			switch {
			case w == 0:
			case only[c] != Never || bits.OnesCount64(w) > 1:
				only[c] = Unannounced
			default:
				only[c] = int32(k*64 + bits.TrailingZeros64(w))
			}
		}
	}
	return only
}

// Disturbed says whether a tour is another than announced.
func (s *State) Disturbed(t int32) bool { return s.changed != nil && s.changed[t] > 0 }

// strange is what a stop costs for standing in a tour, where it was not to be.
func (p *Problem) strange(st *Stop, t int32) int64 {
	if st.Strange == 0 || p.Allows(st.Familiar, t) {
		return 0
	}
	return st.Strange
}

// disturbs are the tours that a stop makes another than announced by standing
// in tour t: that one, and the one where it was to be; Never where there is none.
func (p *Problem) disturbs(stop, t int32) (here, there int32) {
	was := p.Announced[stop]
	if was == t || was == Unannounced {
		return Never, Never
	}
	return t, was
}

// disturbance is what standing in a tour costs for what was announced.
func (e *Editor) disturbance(stop, t int32) int64 {
	p := e.P
	price := p.strange(&p.Stops[stop], t)
	if p.Announced == nil {
		return price
	}
	for _, d := range pair(p.disturbs(stop, t)) {
		if d >= 0 && e.S.changed[d] == 0 {
			price += p.Tours[d].Disturbed
		}
	}
	return price
}

// disturb books that a stop stands in a tour (by 1), or no longer does (by −1).
func (e *Editor) disturb(stop, t, by int32) {
	p := e.P
	e.Delta += int64(by) * p.strange(&p.Stops[stop], t)
	if p.Announced == nil {
		return
	}
	for _, d := range pair(p.disturbs(stop, t)) {
		if d < 0 {
			continue
		}
		if e.S.changed[d] == max(0, -by) { // the first, or the last
			e.Delta += int64(by) * p.Tours[d].Disturbed
		}
		e.S.changed[d] += by
		e.counted = append(e.counted, counted{d, by})
	}
}

// counted is a change of a count, to be taken back.
type counted struct{ tour, by int32 }

func (e *Editor) discount() {
	for _, c := range e.counted {
		e.S.changed[c.tour] -= c.by
	}
	e.counted = e.counted[:0]
}

func pair(a, b int32) [2]int32 { return [2]int32{a, b} }

// Disturbance prices what differs from what was announced, from scratch.
func (p *Problem) Disturbance(s *Solution) int64 {
	return p.disturbed(func(stop int32) int32 {
		if s.Carrier[stop] >= 0 {
			return Never
		}
		return s.Tour[stop]
	})
}

// disturbed prices it by the tour that each stop stands in itself.
func (p *Problem) disturbed(tour func(stop int32) int32) int64 {
	var sum int64
	count := make([]int32, len(p.Tours))
	for i := range p.Stops {
		t := tour(int32(i))
		if t < 0 {
			continue
		}
		sum += p.strange(&p.Stops[i], t)
		if p.Announced == nil {
			continue
		}
		for _, d := range pair(p.disturbs(int32(i), t)) {
			if d >= 0 {
				count[d]++
			}
		}
	}
	for t, n := range count {
		if n > 0 {
			sum += p.Tours[t].Disturbed
		}
	}
	return sum
}

func validateAnnounced(p *Problem) error {
	if p.Announced != nil && len(p.Announced) != len(p.Stops) {
		return fmt.Errorf("vrp: %d stops announced of %d", len(p.Announced), len(p.Stops))
	}
	for i, t := range p.Announced {
		if t < Unannounced || int(t) >= len(p.Tours) {
			return fmt.Errorf("vrp: stop %d is announced in tour %d of %d", i, t, len(p.Tours))
		}
	}
	for i := range p.Stops {
		if st := &p.Stops[i]; st.Strange != 0 && (st.Familiar < 0 || int(st.Familiar) >= len(p.Classes)) {
			return fmt.Errorf("vrp: stop %d is familiar with class %d of %d", i, st.Familiar, len(p.Classes))
		}
	}
	return nil
}
