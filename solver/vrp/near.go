package vrp

import (
	"cmp"
	"slices"
)

const (
	nearPlaces = 80 // places looked at around each place
	nearStops  = 32 // stops kept beside each choice
)

// nearest fills the near lists: for each choice the stops of its day that may
// well lie beside it, by travel and by what the windows cost in waiting and
// lateness (weights 0.2 and 1.0 after Vidal et al. 2013, Computers & OR 40).
func nearest(p *Problem) {
	x := &p.index
	x.near = lists{at: make([]int32, len(p.Choices)+1)}
	x.nearMember = lists{at: make([]int32, len(p.Stops)+1)}
	if len(p.Modes) == 0 {
		return
	}
	around := placesAround(p)
	byPlaceDay := group(int32(p.Modes[0].N)*x.days, len(p.Choices), func(i int) (int32, int32) {
		if x.choiceOf[i] < 0 {
			return Never, 0
		}
		s := &p.Stops[x.choiceOf[i]]
		if s.Place == 0 || !leads(p, x.choiceOf[i]) {
			return Never, 0
		}
		return s.Place*x.days + p.Choices[i].Day, int32(i)
	})
	l := lister{p: p, around: around, byPlaceDay: byPlaceDay, meet: meetings(p)}
	for c := range p.Choices {
		s := x.choiceOf[c]
		if s >= 0 && p.bound(s) {
			s = Never
		}
		l.list(&x.near, int32(c), s, int32(c))
	}
	measure(p)
	for s := range p.Stops {
		if own := int32(Never); leads(p, int32(s)) || !p.Flows() {
			l.list(&x.nearMember, int32(s), own, own)
		} else {
			l.list(&x.nearMember, int32(s), int32(s), p.Stops[p.Groups[p.Stops[s].Group].First].First)
		}
	}
}

// lister makes lists of near stops.
type lister struct {
	p                  *Problem
	around, byPlaceDay lists
	meet               []bool // class × class: a tour may serve both
	pool               []scored
}

type scored struct {
	stop int32
	cost float64
}

// list appends the list of a stop served by a choice; Never: an empty one.
func (l *lister) list(into *lists, key, s, c int32) {
	p := l.p
	l.pool = l.pool[:0]
	if s >= 0 && p.Stops[s].Place != 0 && p.Choices[c].First < p.Choices[c].Last {
		for _, place := range l.around.of(p.Stops[s].Place) {
			for _, other := range l.byPlaceDay.of(place*p.index.days + p.Choices[c].Day) {
				o := p.index.choiceOf[other]
				if p.Choices[other].First == p.Choices[other].Last || sameGroup(p, s, o) || s == o {
					continue
				}
				cost := min(proximity(p, c, other), proximity(p, other, c))
				l.offer(s, o, cost)
				if g := p.Stops[o].Group; g >= 0 && p.Flows() { // the others may be in tours of another kind
					for m := p.Groups[g].First + 1; m < p.Groups[g].Last; m++ {
						l.offer(s, m, cost)
					}
				}
			}
		}
	}
	for _, e := range l.pool {
		into.flat = append(into.flat, e.stop)
	}
	into.at[key+1] = int32(len(into.flat))
}

// offer pools a stop, unless no tour may serve both. The pool holds the nearest
// alone, in order.
func (l *lister) offer(s, o int32, cost float64) {
	if l.meet != nil && !l.meet[int(l.p.Stops[s].Class)*len(l.p.Classes)+int(l.p.Stops[o].Class)] {
		return
	}
	if n := len(l.pool); n == nearStops {
		if last := &l.pool[n-1]; cost > last.cost || cost == last.cost && o >= last.stop {
			return
		}
		l.pool = l.pool[:n-1]
	}
	i := len(l.pool)
	l.pool = append(l.pool, scored{})
	for ; i > 0 && (l.pool[i-1].cost > cost || l.pool[i-1].cost == cost && l.pool[i-1].stop > o); i-- {
		l.pool[i] = l.pool[i-1]
	}
	l.pool[i] = scored{o, cost}
}

// meetings says of each two classes whether a tour is in both; nil where that
// is not asked.
func meetings(p *Problem) []bool {
	if !p.Flows() {
		return nil
	}
	n := len(p.Classes)
	meet := make([]bool, n*n)
	for a := range n {
		for b := range n {
			for k, set := range p.Classes[a] {
				meet[a*n+b] = meet[a*n+b] || set&p.Classes[b][k] != 0
			}
		}
	}
	return meet
}

// leads says whether a stop's choices count: those of a group's first stop do,
// and are read for the others too.
func leads(p *Problem, s int32) bool {
	return p.Stops[s].Group < 0 || p.Groups[p.Stops[s].Group].First == s
}

func sameGroup(p *Problem, a, b int32) bool {
	return p.Stops[a].Group >= 0 && p.Stops[a].Group == p.Stops[b].Group
}

// proximity is what it costs to serve choice b right after choice a: travel,
// waiting and lateness in ticks, by their cheapest windows.
func proximity(p *Problem, a, b int32) float64 {
	sa, sb := &p.Stops[p.index.choiceOf[a]], &p.Stops[p.index.choiceOf[b]]
	wa, wb := &p.Windows[p.Choices[a].First], &p.Windows[p.Choices[b].First]
	leg := p.Modes[0].Leg(sa.Place, sb.Place).Ticks
	wait := max(0, wb.Lo-(p.dueOr(p.index.choiceOf[a], wa)+sa.Dur+leg))
	late := max(0, wa.Lo+sa.Dur+leg-p.dueOr(p.index.choiceOf[b], wb))
	return float64(leg) + 0.2*float64(wait) + float64(late)
}

// placesAround lists for each place the nearest places, itself first.
func placesAround(p *Problem) lists {
	n := int32(p.Modes[0].N)
	l := lists{at: make([]int32, n+1)}
	order := make([]int32, 0, n)
	for a := int32(0); a < n; a++ {
		order = order[:0]
		for b := int32(1); b < n && a > 0; b++ {
			order = append(order, b)
		}
		row := p.Modes[0].Legs[int(a)*int(n) : int(a+1)*int(n)]
		key := func(b int32) int32 {
			if b == a {
				return -1
			}
			return row[b].Ticks
		}
		byKey := func(x, y int32) int { return cmp.Or(cmp.Compare(key(x), key(y)), cmp.Compare(x, y)) }
		keep := min(nearPlaces, len(order))
		if len(order) > 4*keep { // a partial sort by a sampled bound
			bound := sampledBound(order, key, keep)
			near := order[:0]
			for _, b := range order {
				if key(b) <= bound {
					near = append(near, b)
				}
			}
			order = near
		}
		slices.SortFunc(order, byKey)
		keep = min(keep, len(order))
		l.flat = append(l.flat, order[:keep]...)
		l.at[a+1] = int32(len(l.flat))
	}
	return l
}

// sampledBound finds a key that at least keep of the values do not exceed,
// without sorting them all.
func sampledBound(order []int32, key func(int32) int32, keep int) int32 {
	hist := make(map[int32]int, 64)
	for _, b := range order {
		hist[key(b)]++
	}
	keys := make([]int32, 0, len(hist))
	for k := range hist {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	seen := 0
	for _, k := range keys {
		if seen += hist[k]; seen >= keep {
			return k
		}
	}
	return keys[len(keys)-1]
}
