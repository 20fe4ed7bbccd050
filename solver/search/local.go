package search

import "github.com/hjemvej/hjemvej/solver/vrp"

const (
	beside      = 8  // near stops that a stop is tried next to
	longestMove = 3  // stops that move together
	warm        = 10 // temperatures above the solution at hand: a candidate dearer than that is not worth the search
)

// descend improves what recreate left by exchanges between and within tours,
// for as long as one is found: tails (2-opt*), a few stops moved, a few
// exchanged, a few put elsewhere in their tour (or-opt). It starts from the
// stops put back and those beside them.
func (t *task) descend() {
	t.todo = t.todo[:0]
	t.round++
	for i := range t.order {
		t.around(t.order[i].stop)
	}
	for len(t.todo) > 0 && !t.e.Bad {
		s := t.todo[len(t.todo)-1]
		t.todo = t.todo[:len(t.todo)-1]
		t.waits[s] = 0
		for t.improve(s) && !t.e.Bad {
		}
	}
}

// again lists a stop to be looked at.
func (t *task) again(s int32) {
	if s >= 0 && t.waits[s] != t.round && t.mine[s] {
		t.waits[s] = t.round
		t.todo = append(t.todo, s)
	}
}

// around lists a served stop and those beside it.
func (t *task) around(s int32) {
	sp := &t.s.Spots[s]
	if sp.Tour < 0 {
		return
	}
	sl := t.s.Routes[sp.Tour].Slots
	for i := sp.Pos - 1; i <= sp.Pos+1; i++ {
		t.again(sl[i].Stop)
	}
}

// improve makes the first exchange found that brings a stop next to a near one
// and saves something. Only ways shorter than the one they would replace beside
// the stop are tried: some exchange of every chain that pays begins so (Lin and
// Kernighan 1973, Operations Research 21).
func (t *task) improve(u int32) bool {
	e := t.e
	su := &t.s.Spots[u]
	if su.Tour < 0 || !e.Owns(su.Tour) {
		return false
	}
	choice := e.ChoiceOn(u, su.Day)
	if choice < 0 {
		return false
	}
	sl := t.s.Routes[su.Tour].Slots
	tab, here := &t.p.Modes[t.p.Tours[su.Tour].Mode], sl[su.Pos].Place
	in, out := sl[su.Pos].LegPrice, sl[su.Pos+1].LegPrice
	near := t.p.Near(choice)
	for _, v := range near[:min(beside, len(near))] {
		there := t.p.Stops[v].Place
		after, before := tab.Leg(here, there).Price < out, tab.Leg(there, here).Price < in
		if !after && !before || !e.OwnsStop(v) {
			continue
		}
		sv := &t.s.Spots[v]
		if sv.Tour < 0 || sv.Day != su.Day || !e.Owns(sv.Tour) {
			continue
		}
		if sv.Tour == su.Tour {
			if t.shift(su.Tour, su.Pos, sv.Pos) {
				return true
			}
		} else if after && t.join(*su, *sv, true) || before && t.join(*sv, *su, false) {
			return true
		}
	}
	return false
}

// join tries all that makes the stop at b follow that at a, of another tour:
// tails exchanged, and one to three moved for none, one or two. Those that move
// are the stops up to a, or else those from b on.
func (t *task) join(a, b vrp.Spot, upToA bool) bool {
	na, nb := int32(len(t.s.Routes[a.Tour].Slots)-1), int32(len(t.s.Routes[b.Tour].Slots)-1)
	if t.exchange(vrp.Span{Tour: a.Tour, From: a.Pos + 1, To: na}, vrp.Span{Tour: b.Tour, From: b.Pos, To: nb}) {
		return true
	}
	for k := int32(1); k <= longestMove; k++ {
		for m := int32(0); m <= swaps[k]; m++ {
			switch {
			case upToA && a.Pos+1-k >= 1 && b.Pos-m >= 1:
				if t.exchange(vrp.Span{Tour: a.Tour, From: a.Pos + 1 - k, To: a.Pos + 1}, vrp.Span{Tour: b.Tour, From: b.Pos - m, To: b.Pos}) {
					return true
				}
			case !upToA && b.Pos+k <= nb && a.Pos+1+m <= na:
				if t.exchange(vrp.Span{Tour: b.Tour, From: b.Pos, To: b.Pos + k}, vrp.Span{Tour: a.Tour, From: a.Pos + 1, To: a.Pos + 1 + m}) {
					return true
				}
			}
		}
	}
	return false
}

// swaps is for how many stops so many are exchanged at most.
var swaps = [longestMove + 1]int32{1: 1, 2: 2}

// shift tries to bring a few stops from u on behind v, or up to u before v, in
// their tour.
func (t *task) shift(tour, u, v int32) bool {
	n := int32(len(t.s.Routes[tour].Slots) - 1)
	span := func(from, to int32) vrp.Span { return vrp.Span{Tour: tour, From: from, To: to} }
	for k := int32(1); k <= longestMove; k++ {
		switch {
		case u < v && u+k <= v:
			if t.exchange(span(u, u+k), span(u+k, v+1)) { // behind v
				return true
			}
			if u-k+1 >= 1 && u+1 < v && t.exchange(span(u-k+1, u+1), span(u+1, v)) { // before v
				return true
			}
		case v < u && v < u-k+1:
			if t.exchange(span(v, u-k+1), span(u-k+1, u+1)) { // before v
				return true
			}
			if u+k <= n && v+1 < u && t.exchange(span(v+1, u), span(u, u+k)) { // behind v
				return true
			}
		}
	}
	return false
}

// exchange carries an exchange out if it saves something.
func (t *task) exchange(a, b vrp.Span) bool {
	if _, ok := t.e.ExchangePrice(a, b, 0); !ok {
		return false
	}
	t.e.Exchange(a, b)
	t.touchedAt(a, b)
	return true
}

// touchedAt lists the stops at the new joints.
func (t *task) touchedAt(a, b vrp.Span) {
	na, nb := a.To-a.From, b.To-b.From
	sa, sb := t.s.Routes[a.Tour].Slots, t.s.Routes[b.Tour].Slots
	if a.Tour == b.Tour {
		for _, i := range [6]int32{a.From - 1, a.From, a.From + nb - 1, a.From + nb, b.To - 1, b.To} {
			t.again(sa[i].Stop)
		}
		return
	}
	for _, i := range [4]int32{a.From - 1, a.From, a.From + nb - 1, a.From + nb} {
		t.again(sa[i].Stop)
	}
	for _, i := range [4]int32{b.From - 1, b.From, b.From + na - 1, b.From + na} {
		t.again(sb[i].Stop)
	}
}
