package solver_test

import (
	"math"
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// brute tries everything with the visits of a tiny demand: who does them, on
// which day, in which order, in which window, riding or alone, left out, and
// who is named. It shares nothing with the solver; what it finds is priced by
// the bill and judged by the check. All lengths of time are taken as they are,
// so that the earliest starts of an order in chosen windows are the best.
type brute struct {
	t testing.TB
	c *model.Case
	r *model.Roads
	d *model.Demand

	spots []spot    // by need
	tours [][]event // by shift, in order
	floor model.Price
	who   staffing

	named map[string]staffing // by who does what

	best model.Price
	plan *model.Plan

	against model.Violation // what the check has against the last cheap plan that it refused
}

// spot is what is decided about a need.
type spot struct {
	alone   bool
	carrier int // -1: rides on none
	day     int // alone: index in Days
	window  model.Window
	fixed   bool // window is chosen
	shifts  []int
	start   model.Time
}

// event is a leg of a need in a tour; the break has need -1.
type event struct{ need, leg int }

// bestPlan finds the cheapest plan that costs no more than a bound.
func bestPlan(t testing.TB, c *model.Case, r *model.Roads, d *model.Demand, bound model.Price) *brute {
	b := &brute{t: t, c: c, r: r, d: d, named: map[string]staffing{}, best: bound + 1, spots: make([]spot, len(d.Needs)), tours: make([][]event, len(c.Shifts))}
	for i := range b.spots {
		b.spots[i].carrier = -1
	}
	b.decide(0)
	return b
}

// decide goes through what may become of a need, and then of the later ones.
// Adding a visit never makes a tour cheaper: ways keep the triangle inequality.
func (b *brute) decide(i int) {
	if b.floor+b.travel() >= b.best {
		return
	}
	if i == len(b.d.Needs) {
		b.rest(0)
		return
	}
	n, s := &b.d.Needs[i], &b.spots[i]
	for day := range n.Days {
		*s = spot{alone: true, carrier: -1, day: day}
		b.floor += n.Separate
		b.seat(i, 0)
		b.floor -= n.Separate
	}
	for k := range i { // what may carry stands before what rides
		for _, x := range b.d.Needs[k].Carries {
			if x.Need != i || !b.spots[k].alone {
				continue
			}
			for _, day := range x.Days {
				if day.Date == b.d.Needs[k].Days[b.spots[k].day].Date {
					*s = spot{carrier: k, window: model.Window{From: day.From, To: day.To, Price: day.Price}}
					b.floor += day.Price
					b.decide(i + 1)
					b.floor -= day.Price
				}
			}
		}
	}
	*s = spot{carrier: -1}
	b.floor += n.Unserved
	b.decide(i + 1)
	b.floor -= n.Unserved
}

// seat puts the legs of a visit, from one on, into every tour of its day at
// every place.
func (b *brute) seat(i, leg int) {
	n, s := &b.d.Needs[i], &b.spots[i]
	if leg == len(n.Legs) {
		if b.possible() {
			b.decide(i + 1)
		}
		return
	}
	for t := range b.c.Shifts {
		if b.c.Shifts[t].From.Date() != n.Days[s.day].Date || slices.Contains(s.shifts, t) || !b.may(n, t) {
			continue
		}
		s.shifts = append(s.shifts, t)
		was := b.tours[t]
		for at := range len(was) + 1 {
			b.tours[t] = slices.Insert(slices.Clone(was), at, event{i, leg})
			b.seat(i, leg+1)
		}
		b.tours[t] = was
		s.shifts = s.shifts[:len(s.shifts)-1]
	}
}

func (b *brute) may(n *model.Need, t int) bool {
	who := b.c.Caregivers[slices.IndexFunc(b.c.Caregivers, func(x model.Caregiver) bool { return x.ID == b.c.Shifts[t].Caregiver })]
	for _, q := range n.Requires {
		if !slices.Contains(who.Qualifications, q) {
			return false
		}
	}
	return n.Only == nil || slices.Contains(n.Only, who.ID)
}

// rest puts the break into every tour that owes one, at every place.
func (b *brute) rest(t int) {
	if t == len(b.tours) {
		if b.possible() {
			b.who = b.staffing()
			b.floor += b.who.price
			b.choose(0)
			b.floor -= b.who.price
		}
		return
	}
	s, was := &b.c.Shifts[t], b.tours[t]
	if len(was) == 0 || s.To.Sub(s.From) <= b.c.Standard.Rules.BreakFrom {
		b.rest(t + 1)
		return
	}
	for at := range len(was) + 1 {
		b.tours[t] = slices.Insert(slices.Clone(was), at, event{-1, 0})
		b.rest(t + 1)
	}
	b.tours[t] = was
}

// choose settles in which window of its menu each visit starts: a dearer
// window without what a cheaper one covers.
func (b *brute) choose(i int) {
	for i < len(b.spots) && !b.spots[i].alone {
		i++
	}
	if b.floor+b.travel() >= b.best || !b.possible() {
		return
	}
	if i == len(b.spots) {
		b.finish()
		return
	}
	s, ws := &b.spots[i], b.d.Needs[i].Days[b.spots[i].day].Windows
	for k, w := range ws {
		for _, part := range outside(cutTo(w), ws[:k]) {
			s.window, s.fixed = part, true
			b.floor += w.Price
			b.choose(i + 1)
			b.floor -= w.Price
		}
	}
	s.fixed = false
}

func cutTo(w model.Window) model.Window {
	w.From, w.To = max(w.From, w.Floor), min(w.To, w.Ceil)
	return w
}

// outside is what of a window none of the cheaper ones covers.
func outside(w model.Window, cheaper []model.Window) []model.Window {
	left := []model.Window{w}
	for _, c := range cheaper {
		c = cutTo(c)
		var cut []model.Window
		for _, x := range left {
			before, after := x, x
			before.To, after.From = min(x.To, c.From-1), max(x.From, c.To+1)
			if c.From > c.To {
				before, after.From = x, x.To+1
			}
			for _, y := range []model.Window{before, after} {
				if y.From <= y.To {
					cut = append(cut, y)
				}
			}
		}
		left = cut
	}
	return left
}

// reach is when a need may start as far as decided.
func (b *brute) reach(i int) (from, to model.Time) {
	s := &b.spots[i]
	if from, to = s.window.From, s.window.To; !s.fixed {
		from, to = math.MaxInt64, math.MinInt64
		for _, w := range b.d.Needs[i].Days[s.day].Windows {
			if w = cutTo(w); w.From <= w.To {
				from, to = min(from, w.From), max(to, w.To)
			}
		}
	}
	for k := range b.spots { // whoever rides wants to start then too
		if o := &b.spots[k]; o.carrier == i {
			from, to = max(from, o.window.From), min(to, o.window.To)
		}
	}
	return from, to
}

// tasks is all that a visit does.
func (b *brute) tasks(i int) []int {
	all := slices.Clone(b.d.Needs[i].Tasks)
	for k := range b.spots {
		if b.spots[k].carrier == i {
			all = append(all, b.d.Needs[k].Tasks...)
		}
	}
	return all
}

// minutes is how long a leg takes; false when what rides does not fit.
func (b *brute) minutes(i, leg int) (model.Minutes, bool) {
	tasks := b.tasks(i)
	if len(tasks) == len(b.d.Needs[i].Tasks) {
		return b.d.Needs[i].Legs[leg].Minutes, true
	}
	_, fits := b.d.Length(tasks)
	return b.d.Legs(tasks)[leg].Minutes, fits
}
