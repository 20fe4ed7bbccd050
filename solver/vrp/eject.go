package vrp

import "math"

// Ejection is a way to serve a stop in the place of others: the stops of a
// tour between two slots go, and the stop takes their room.
type Ejection struct {
	Tour        int32
	First, Last int32 // slots that go
	Cost        int64 // what the caller's measure says of those that go
}

// Wanted says for whom room is to be made.
type Wanted struct {
	Stop int32
	At   int32                  // of a group: the start its members are to share; Never: any start
	Not  int32                  // a worker who serves another member; Never: none
	Most int                    // stops that may go
	Cost func(stop int32) int64 // of a stop that goes; negative: it may not
}

// BestEjection finds the string of stops, in any tour that may serve the one
// wanted, whose removal makes room for it and that is cheapest by the caller's
// measure (Nagata and Bräysy 2009, Operations Research Letters 37: ejection by
// penalty counters). It reports false where no such string exists.
func (e *Editor) BestEjection(q *Wanted) (Ejection, bool) {
	best := Ejection{Tour: Never, Cost: math.MaxInt64}
	st := &e.P.Stops[q.Stop]
	lead := q.Stop
	if st.Group >= 0 {
		lead = e.P.Groups[st.Group].First
	}
	ties := 0
	for c, last := e.Choices(lead); c < last; c++ {
		if !e.fill(lead, c) || !e.pin(q) {
			continue
		}
		for _, t := range e.P.ToursOn(e.P.Choices[c].Day) {
			if e.Owns(t) && e.P.Allows(st.Class, t) && !e.Barred(q.Stop, t) && e.P.Tours[t].Worker != q.Not {
				e.ejectFrom(q, t, &best, &ties)
			}
		}
	}
	return best, best.Tour >= 0
}

// pin narrows the menu to the start wanted, if one is.
func (e *Editor) pin(q *Wanted) bool {
	if q.At == Never {
		return true
	}
	if q.At < e.menuLo || q.At > e.menuHi {
		return false
	}
	at := q.At + e.P.Stops[q.Stop].Offset
	e.menu[0], e.menuLen, e.menuLo, e.menuHi = window{at, at, 0, Never}, 1, at, at
	return true
}

// ejectFrom improves best by the strings of one tour.
func (e *Editor) ejectFrom(q *Wanted, t int32, best *Ejection, ties *int) {
	p, r := e.P, &e.S.Routes[t]
	tab := &p.Modes[p.Tours[t].Mode]
	st := &p.Stops[q.Stop]
	n := len(r.Slots) - 1
	over := e.over(t, st.Load)
	for i := 1; i < n; i++ {
		a := &r.Slots[i-1]
		if a.Early+a.Dur > e.menuHi {
			return
		}
		var sum int64
		over := over
		for j := i; j < n && j < i+q.Most; j++ {
			one := q.Cost(r.Slots[j].Stop)
			if one < 0 {
				break
			}
			if sum += one; sum > best.Cost {
				break
			}
			if over > 0 {
				if over -= e.laden(r.Slots[j].Stop); over > 0 {
					continue
				}
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
