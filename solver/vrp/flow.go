package vrp

import (
	"fmt"
	"slices"
)

// Where stops have a price of lateness, or Problem.Flow asks for it, starts
// flow: every stop starts as early as its tour and its links let it, and who
// is pushed pushes on, along its tour and over its links into other tours. The
// starts of a state are then the least that keep all of
//
//   - a window's Lo,
//   - start before + duration + leg, along a tour,
//   - start of one + by <= start of the other, over a link ([edge]),
//
// which is the best there is, as no price falls with a later start. A linked
// stop's slot holds its start as Lo. What is priced in an insertion (push) and
// booked by it (settle) is the same, and removal (release, refill) finds the
// least starts again, so that pegs never lie too late.
//
// Starts couple all tours then, so one editor at a time works on the state.

// edge says that a start is at least by after another's.
type edge struct{ to, by int32 }

// flows is what a problem whose starts flow has besides.
type flows struct {
	on     bool
	others bool // there are links of kind Others
	at     []int32
	edges  []edge // by stop: whom it pushes
	tardy  []tardy
}

// of lists whom a stop pushes.
func (f *flows) of(stop int32) []edge { return f.edges[f.at[stop]:f.at[stop+1]] }

// linked says whether a stop pushes others.
func (f *flows) linked(stop int32) bool { return f.at[stop] < f.at[stop+1] }

// Flows says whether the starts of linked stops follow each other across tours
// (see flow.go). All tours are then searched together.
func (p *Problem) Flows() bool { return p.index.flow.on }

// prepareFlow derives the edges, and refuses what does not flow.
func prepareFlow(p *Problem) error {
	f := &p.index.flow
	f.on = p.Flow || p.Largest != 0
	f.tardy = make([]tardy, len(p.Stops))
	for i := range p.Stops {
		st := &p.Stops[i]
		if st.Tardy < 0 {
			return fmt.Errorf("vrp: stop %d has a price of lateness below 0", i)
		}
		f.on = f.on || st.Tardy != 0
		f.tardy[i] = tardy{st.Tardy, st.Due}
	}
	for i := range p.Links {
		f.others = f.others || p.Links[i].Kind == Others
	}
	if !f.on {
		f.tardy = nil
		return nil
	}
	if slices.ContainsFunc(p.Tours, func(t Tour) bool { return t.Wait != 0 }) {
		return fmt.Errorf("vrp: waiting has no price where starts flow")
	}
	if p.Largest < 0 {
		return fmt.Errorf("vrp: the largest lateness has a price below 0")
	}
	if len(p.Rides) > 0 || len(p.Midnights) > 0 {
		return fmt.Errorf("vrp: riders and days by the clock do not go with starts that flow")
	}
	type pair struct {
		from int32
		edge edge
	}
	var all []pair
	for _, g := range p.Groups {
		for a := g.First; a < g.Last; a++ {
			for b := g.First; b < g.Last; b++ {
				if a != b {
					all = append(all, pair{a, edge{b, p.Stops[b].Offset - p.Stops[a].Offset}})
				}
			}
		}
	}
	for _, l := range p.Links {
		if l.Kind == Gap {
			all = append(all, pair{l.A, edge{l.B, l.Min}}, pair{l.B, edge{l.A, -l.Max}})
		}
	}
	k := group(int32(len(p.Stops)), len(all), func(i int) (int32, int32) { return all[i].from, int32(i) })
	f.at = k.at
	for _, i := range k.flat {
		f.edges = append(f.edges, all[i].edge)
	}
	return nil
}

// flow is what an editor reckons with.
type flow struct {
	round  uint32
	seen   []uint32 // by stop, then by tour: of which round …
	start  []int32  // … the start is, of the stop or of the tour's end
	queue  []int32
	freed  []int32
	enters []entry
	price  int64
	limit  int64
	worst  int32
	before int32 // largest lateness at Begin
}

func (f *flow) open(p *Problem) {
	f.seen = make([]uint32, len(p.Stops)+len(p.Tours))
	f.start = make([]int32, len(f.seen))
}

// next begins a round.
func (f *flow) next() {
	f.round++
	if f.round == 0 {
		clear(f.seen)
		f.round = 1
	}
	f.queue = f.queue[:0]
}

// entry is a stop that would enter a tour.
type entry struct {
	stop, tour, pos int32 // after slot pos
	start, leaves   int32
	in              int32 // ticks of the leg to it
	next, leg       int32 // the slot whose leg changes, and its ticks then
}

// enter notes a stop that would enter, with what it finds there.
func (f *flow) enter(r *Route, stop, t, pos, start, dur int32, g *gapView) {
	x := entry{stop, t, pos, start, start + dur, g.in, pos + 1, g.out}
	if r.Slots[pos+1].Float {
		x.next, x.leg = r.nextPlaced(pos+1), g.on
	}
	f.enters = append(f.enters, x)
}

// entering is who would enter a tour, or nil.
func (f *flow) entering(tour int32) *entry {
	for k := range f.enters {
		if f.enters[k].tour == tour {
			return &f.enters[k]
		}
	}
	return nil
}
