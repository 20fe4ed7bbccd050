package nordicday

import (
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// modes are in the order of the problem's tables.
var modes = []string{"car", "bicycle", "pedestrian"}

// Problem states the day: a tick is a second, and so is the unit of prices.
// Stops are those of order, then the breaks of each caregiver.
func (d *day) Problem() (*vrp.Problem, error) {
	b := &builder{day: d, p: &vrp.Problem{Workers: len(d.staff)}, class: map[string]int32{}, cluster: map[int]int32{}}
	for _, mode := range modes {
		b.p.Modes = append(b.p.Modes, d.table(mode))
	}
	b.tours()
	order := d.order()
	for _, v := range order {
		b.visit(v)
	}
	b.groups(order)
	for c := range d.staff {
		b.breaks(c)
	}
	if err := b.ties(); err != nil {
		return nil, err
	}
	return b.p, vrp.Prepare(b.p)
}

// order lists the visits as the problem has them: the parts of a visit by two
// side by side, the first of them where its turn is.
func (d *day) order() []int {
	var order []int
	for i := range d.visits {
		switch j := d.visits[i].other; {
		case j < 0:
			order = append(order, i)
		case j > i:
			order = append(order, i, j)
		}
	}
	return order
}

// table has place 0, nowhere, before all others.
func (d *day) table(mode string) vrp.Table {
	n := len(d.ids)
	t := vrp.Table{N: n + 1, Legs: make([]vrp.Leg, (n+1)*(n+1))}
	for i := range n {
		for j := range n {
			if s := d.tables[mode][i*n+j]; i != j {
				t.Legs[(i+1)*(n+1)+j+1] = vrp.Leg{Ticks: s, Price: s}
			}
		}
	}
	return t
}

type builder struct {
	*day
	p       *vrp.Problem
	class   map[string]int32 // by what a client needs
	cluster map[int]int32    // by client
	clients []*visit         // by cluster: one of the visits
}

func (b *builder) tours() {
	for i := range b.staff {
		c := &b.staff[i]
		t := vrp.Tour{Worker: int32(i), Mode: int32(slices.Index(modes, c.mode)), Open: c.from, Close: c.to, Late: c.to}
		if c.office {
			t.Start, t.End = int32(b.office)+1, int32(b.office)+1
		}
		b.p.Tours = append(b.p.Tours, t)
	}
}

// classOf is the class of the tours for which ok holds, under a name.
func (b *builder) classOf(name string, ok func(tour int) bool) int32 {
	k, known := b.class[name]
	if !known {
		k = int32(len(b.p.Classes))
		b.class[name] = k
		set := make([]uint64, (len(b.p.Tours)+63)/64)
		for t := range b.p.Tours {
			if ok(t) {
				set[t/64] |= 1 << (t % 64)
			}
		}
		b.p.Classes = append(b.p.Classes, set)
	}
	return k
}

// offer gives a stop one window.
func (b *builder) offer(s vrp.Stop, lo, hi int32) {
	s.First = int32(len(b.p.Choices))
	if lo <= hi {
		w := int32(len(b.p.Windows))
		b.p.Choices = append(b.p.Choices, vrp.Choice{First: w, Last: w + 1})
		b.p.Windows = append(b.p.Windows, vrp.Window{Lo: lo, Hi: hi})
	}
	s.Last = int32(len(b.p.Choices))
	b.p.Stops = append(b.p.Stops, s)
}

func (b *builder) visit(i int) {
	v := &b.visits[i]
	cl, ok := b.cluster[v.client]
	if !ok {
		cl = int32(len(b.clients))
		b.cluster[v.client] = cl
		b.clients = append(b.clients, v)
	}
	class := b.classOf(fmt.Sprint(v.needs), func(t int) bool { return !bars(v, &b.staff[t]) && takesBreaks(&b.staff[t]) })
	b.offer(vrp.Stop{Place: int32(v.client) + 1, Cluster: cl, Dur: v.dur, Class: class, Group: vrp.Never, Series: vrp.Never,
		Combo: vrp.Never, Unserved: unserved}, v.planned-reach, v.planned+reach)
}

// span is when a break may start.
func (c *caregiver) span(r rest) (lo, hi int32) {
	return max(r.planned-reach, c.from), min(r.planned+reach, c.to-r.dur)
}

// takesBreaks says whether every break can lie in the shift at all.
func takesBreaks(c *caregiver) bool {
	return !slices.ContainsFunc(c.breaks, func(r rest) bool {
		lo, hi := c.span(r)
		return lo > hi
	})
}

// breaks makes stops of a caregiver's breaks, dearer than any visits they stand
// in the way of. A tour without visits holds them too, and pays nothing.
func (b *builder) breaks(i int) {
	c := &b.staff[i]
	class := b.classOf("own "+c.id, func(t int) bool { return t == i })
	for _, r := range c.breaks {
		lo, hi := c.span(r)
		b.offer(vrp.Stop{Cluster: vrp.Never, Dur: r.dur, Class: class, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never,
			Unserved: 100 * unserved, Must: true}, lo, hi)
	}
}

// groups couples the two parts of visits by two.
func (b *builder) groups(order []int) {
	for k, i := range order {
		v := &b.visits[i]
		if v.other < i { // none, or it was here before
			continue
		}
		g := int32(len(b.p.Groups))
		b.p.Groups = append(b.p.Groups, vrp.Group{First: int32(k), Last: int32(k) + 2})
		b.p.Stops[k].Group, b.p.Stops[k+1].Group = g, g
		b.p.Stops[k+1].Offset = b.visits[v.other].planned - v.planned
	}
}

// ties prices who comes to whom. A client's first two usual caregivers who are
// at work are the pair, for good; a third is free of charge as well.
func (b *builder) ties() error {
	ties := make([]vrp.Tie, len(b.clients)*b.p.Workers)
	for cl, v := range b.clients {
		c := vrp.Cluster{Pair: [2]int32{vrp.Never, vrp.Never}, Before: [2]int32{vrp.Never, vrp.Never}, Locked: true}
		n := 0
		for w := range b.staff {
			t := &ties[cl*b.p.Workers+w]
			if !slices.Contains(v.usual, b.staff[w].id) {
				t.Other = unusual
				continue
			}
			if n < len(c.Pair) {
				c.Pair[n] = int32(w)
			}
			n++
		}
		b.p.Clusters = append(b.p.Clusters, c)
	}
	return b.p.SetTies(ties)
}
