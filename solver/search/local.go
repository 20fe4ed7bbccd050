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
// stops put back, their neighbours, and the ends of the cuts.
func (t *task) descend() {
	t.todo = t.todo[:0]
	t.round++
	for i := range t.order {
		t.around(t.order[i].stop)
	}
	for _, s := range t.ends {
		t.again(s)
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
// and saves something.
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
	near := t.p.Near(choice)
	for _, v := range near[:min(beside, len(near))] {
		if !e.OwnsStop(v) {
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
		} else if t.link(*su, *sv) {
			return true
		}
	}
	return false
}

// link tries all that makes the stop at u follow or precede that at v.
func (t *task) link(u, v vrp.Spot) bool {
	after, before := t.gains(u, v)
	if !after && !before {
		return false
	}
	nu, nv := int32(len(t.s.Routes[u.Tour].Slots)-1), int32(len(t.s.Routes[v.Tour].Slots)-1)
	span := func(sp vrp.Spot, from, to int32) vrp.Span { return vrp.Span{Tour: sp.Tour, From: from, To: to} }
	// tails: u then v, and v then u
	if after && t.exchange(span(u, u.Pos+1, nu), span(v, v.Pos, nv)) || before && t.exchange(span(u, u.Pos, nu), span(v, v.Pos+1, nv)) {
		return true
	}
	for k := int32(1); k <= longestMove; k++ {
		for m := int32(0); m < min(3, k+1); m++ { // moved for none, one or two
			if before && u.Pos+k <= nu && v.Pos+1+m <= nv && t.exchange(span(u, u.Pos, u.Pos+k), span(v, v.Pos+1, v.Pos+1+m)) {
				return true
			}
			if after && u.Pos+1-k >= 1 && v.Pos-m >= 1 && t.exchange(span(u, u.Pos+1-k, u.Pos+1), span(v, v.Pos-m, v.Pos)) {
				return true
			}
		}
	}
	return false
}

// gains says whether the way from the stop at a to that at b is shorter than one
// of the two that it would replace: no chain of exchanges that pays can do
// without such a way (Lin and Kernighan 1973).
func (t *task) gains(a, b vrp.Spot) (after, before bool) {
	sa, sb := t.s.Routes[a.Tour].Slots, t.s.Routes[b.Tour].Slots
	tab := &t.p.Modes[t.p.Tours[a.Tour].Mode]
	after = tab.Leg(sa[a.Pos].Place, sb[b.Pos].Place).Price < sa[a.Pos+1].LegPrice
	before = tab.Leg(sb[b.Pos].Place, sa[a.Pos].Place).Price < sa[a.Pos].LegPrice
	return
}

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
	e := t.e
	if _, ok := e.ExchangePrice(a, b, 0); !ok {
		return false
	}
	before := e.Delta
	e.Exchange(a, b)
	if e.Delta >= before && !e.Bad { // ties of several stops that moved together
		t.back(a, b)
		return false
	}
	t.touchedAt(a, b)
	return true
}

// back takes an exchange back.
func (t *task) back(a, b vrp.Span) {
	na, nb := a.To-a.From, b.To-b.From
	if a.Tour == b.Tour {
		t.e.Exchange(vrp.Span{Tour: a.Tour, From: a.From, To: a.From + nb}, vrp.Span{Tour: a.Tour, From: a.From + nb, To: b.To})
		return
	}
	t.e.Exchange(vrp.Span{Tour: a.Tour, From: a.From, To: a.From + nb}, vrp.Span{Tour: b.Tour, From: b.From, To: b.From + na})
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
