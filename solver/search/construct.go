package search

import (
	"cmp"
	"container/heap"
	"context"
	"slices"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// construct makes the first plan of all that is not served: what must stand and
// has no home first, then visits by several, then the rest by regret, day after
// day, and last what may stand on several days.
func (r *Search) construct(ctx context.Context) {
	t := newTask(r.state, r.o, 0, 1<<19)
	t.e.Blink = 0
	t.begin(&partition{}, 0)
	first, days := t.batches()
	t.each(ctx, first)
	g := newRegrets(t)
	for _, d := range days {
		g.serve(ctx, d)
	}
	r.state.Join([]*vrp.Editor{t.e})
}

// batches sorts the absent stops: those to be served one by one in order, and
// the others by their day, those of several days last.
func (t *task) batches() (first []int32, days [][]int32) {
	days = make([][]int32, t.p.Days()+1)
	for _, s := range t.absent {
		st := &t.p.Stops[s]
		switch {
		case st.Cluster < 0 || st.Group >= 0:
			first = append(first, s)
		case st.Last-st.First == 1 && len(t.p.RidesOf(s)) == 0:
			d := t.p.Choices[st.First].Day
			days[d] = append(days[d], s)
		default:
			days[len(days)-1] = append(days[len(days)-1], s)
		}
	}
	slices.SortFunc(first, func(a, b int32) int {
		sa, sb := &t.p.Stops[a], &t.p.Stops[b]
		return cmp.Or(-compare(sa.Must, sb.Must), -compare(sa.Cluster < 0, sb.Cluster < 0), -compare(sa.Group >= 0, sb.Group >= 0),
			cmp.Compare(sa.Cluster, sb.Cluster), cmp.Compare(t.clock(a), t.clock(b)), cmp.Compare(a, b))
	})
	return first, days
}

// compare orders false before true.
func compare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// each serves stops in the order given, each where it is cheapest.
func (t *task) each(ctx context.Context, stops []int32) {
	for i, s := range stops {
		if i&255 == 0 && ctx.Err() != nil {
			return
		}
		t.e.Begin()
		t.put(s)
		t.settled()
	}
}

// settled keeps the change, with the best pairs for it, unless it went wrong.
func (t *task) settled() bool {
	if t.e.Bad {
		t.e.Rollback()
		return false
	}
	for _, c := range t.e.TouchedClusters() {
		t.e.Settle(c)
	}
	t.e.Commit()
	return true
}

// regrets serves the stop first that would lose most if it had to take its
// second best tour (Potvin and Rousseau 1993, EJOR 66). What a stop would lose
// is reckoned anew when one of its two tours has changed.
type regrets struct {
	t     *task
	queue []regret
	place []int32    // by stop: its index in the queue, or Never
	two   [][2]int32 // by stop: its best two tours, or Never
	wants [][]int32  // by tour: the stops that have it, or had it, among their two
}

type regret struct {
	stop int32
	loss int64
}

func newRegrets(t *task) *regrets {
	n := len(t.p.Stops)
	g := &regrets{t: t, place: make([]int32, n), two: make([][2]int32, n), wants: make([][]int32, len(t.p.Tours))}
	for i := range g.place {
		g.place[i], g.two[i] = vrp.Never, [2]int32{vrp.Never, vrp.Never}
	}
	return g
}

func (g *regrets) Len() int { return len(g.queue) }

func (g *regrets) Less(i, j int) bool {
	a, b := &g.queue[i], &g.queue[j]
	return a.loss > b.loss || a.loss == b.loss && a.stop < b.stop
}

func (g *regrets) Swap(i, j int) {
	g.queue[i], g.queue[j] = g.queue[j], g.queue[i]
	g.place[g.queue[i].stop], g.place[g.queue[j].stop] = int32(i), int32(j)
}

func (g *regrets) Push(x any) {
	g.place[x.(regret).stop] = int32(len(g.queue))
	g.queue = append(g.queue, x.(regret))
}

func (g *regrets) Pop() any {
	last := g.queue[len(g.queue)-1]
	g.queue = g.queue[:len(g.queue)-1]
	g.place[last.stop] = vrp.Never
	return last
}

// serve serves the stops of a batch.
func (g *regrets) serve(ctx context.Context, batch []int32) {
	for _, s := range batch {
		g.Push(regret{s, g.loss(s)})
	}
	heap.Init(g)
	for n := 0; len(g.queue) > 0; n++ {
		if n&255 == 0 && ctx.Err() != nil {
			break
		}
		s := heap.Pop(g).(regret).stop
		g.t.e.Begin()
		if g.t.put(s); g.t.settled() {
			g.renew()
		}
	}
	for len(g.queue) > 0 {
		g.Pop()
	}
}

// loss is how much dearer a stop's second best tour is than its best, and notes
// which two they are.
func (g *regrets) loss(stop int32) int64 {
	best, second := g.t.e.BestTwo(stop)
	had := g.two[stop]
	g.two[stop] = [2]int32{best.Tour, second.Tour}
	for _, tour := range g.two[stop] {
		if tour >= 0 && tour != had[0] && tour != had[1] {
			g.wants[tour] = append(g.wants[tour], stop)
		}
	}
	return min(0, second.Price) - min(0, best.Price)
}

// renew reckons anew what those would lose who want a tour that has changed.
func (g *regrets) renew() {
	for _, tour := range g.t.e.Touched() {
		wanting := g.wants[tour]
		g.wants[tour] = nil
		for _, s := range wanting {
			two := &g.two[s]
			if g.place[s] < 0 || two[0] != tour && two[1] != tour {
				continue
			}
			if two[0] == tour {
				two[0] = vrp.Never
			} else {
				two[1] = vrp.Never
			}
			g.queue[g.place[s]].loss = g.loss(s)
			heap.Fix(g, int(g.place[s]))
		}
	}
}
