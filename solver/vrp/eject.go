package vrp

import "math"

// Ejection is a way to serve a stop in the place of others: the stops of a
// tour between two slots go, and the stop takes their room.
type Ejection struct {
	Tour        int32
	First, Last int32 // slots that go
	Cost        int64 // what the caller's measure says of those that go
}

// BestEjection finds the string of at most `most` stops, in any tour that may
// serve the stop, whose removal makes room for it and that is cheapest by the
// caller's measure (Nagata and Bräysy 2009, Operations Research Letters 37:
// ejection by penalty counters). cost of a stop that may not go is negative.
// It reports false where no such string exists.
func (e *Editor) BestEjection(stop int32, most int, cost func(stop int32) int64) (Ejection, bool) {
	best := Ejection{Tour: Never, Cost: math.MaxInt64}
	st := &e.P.Stops[stop]
	ties := 0
	for c := st.First; c < st.Last; c++ {
		if !e.fill(stop, c) {
			continue
		}
		for _, t := range e.P.ToursOn(e.P.Choices[c].Day) {
			if e.Owns(t) && e.P.Allows(st.Class, t) {
				e.ejectFrom(stop, t, most, cost, &best, &ties)
			}
		}
	}
	return best, best.Tour >= 0
}

// ejectFrom improves best by the strings of one tour.
func (e *Editor) ejectFrom(stop, t int32, most int, cost func(int32) int64, best *Ejection, ties *int) {
	p, r := e.P, &e.S.Routes[t]
	tab := &p.Modes[p.Tours[t].Mode]
	st := &p.Stops[stop]
	n := len(r.Slots) - 1
	for i := 1; i < n; i++ {
		a := &r.Slots[i-1]
		if a.Early+a.Dur > e.menuHi {
			return
		}
		var sum int64
		for j := i; j < n && j < i+most; j++ {
			one := cost(r.Slots[j].Stop)
			if one < 0 {
				break
			}
			if sum += one; sum > best.Cost {
				break
			}
			b := &r.Slots[j+1]
			if b.Late-st.Dur < e.menuLo || b.Float || !e.fits(tab, st, a, b) {
				continue
			}
			if sum == best.Cost { // an even draw among equals
				if *ties++; e.Rand.Intn(*ties) != 0 {
					continue
				}
			} else {
				*ties = 1
			}
			*best = Ejection{Tour: t, First: int32(i), Last: int32(j), Cost: sum}
		}
	}
}

// fits says whether a stop can stand between two slots once those between are gone.
func (e *Editor) fits(tab *Table, st *Stop, a, b *Slot) bool {
	place := st.Place
	if place == 0 {
		place = a.Place
	}
	arrive := a.Early + a.Dur + tab.Leg(a.Place, place).Ticks
	latest := b.Late - tab.Leg(place, b.Place).Ticks - st.Dur
	for k := range e.menuLen {
		if max(arrive, e.menu[k].lo) <= min(latest, e.menu[k].hi) {
			return true
		}
	}
	return false
}
