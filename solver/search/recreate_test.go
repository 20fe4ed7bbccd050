package search

import (
	"context"
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestOrders in which stops are put back: each sorts by what it is named after.
func TestOrders(t *testing.T) {
	p := odd.Routes(40, 12, 5)
	for i := range p.Stops {
		p.Stops[i].Dur = int32(100 + i*7%13)
	}
	task := newTask(vrp.NewState(p), Options{Seed: 1}, 0, 1)
	start := p.Tours[0].Start
	for _, c := range []struct {
		kind order
		less func(a, b *vrp.Stop) bool // what must not be the other way about
	}{
		{longer, func(a, b *vrp.Stop) bool { return a.Dur >= b.Dur }},
		{tighter, func(a, b *vrp.Stop) bool { return width(p, a) <= width(p, b) }},
		{heavier, func(a, b *vrp.Stop) bool { return a.Load >= b.Load }},
		{farther, func(a, b *vrp.Stop) bool {
			return p.Modes[0].Leg(start, a.Place).Price >= p.Modes[0].Leg(start, b.Place).Price
		}},
		{nearer, func(a, b *vrp.Stop) bool {
			return p.Modes[0].Leg(start, a.Place).Price <= p.Modes[0].Leg(start, b.Place).Price
		}},
		{sooner, func(a, b *vrp.Stop) bool { return opens(p, a) <= opens(p, b) }},
	} {
		stops := make([]int32, len(p.Stops))
		for i := range stops {
			stops[i] = int32(i)
		}
		slices.SortFunc(stops, func(a, b int32) int {
			return int(1e3 * (task.key(c.kind, a) - task.key(c.kind, b)))
		})
		for i, s := range stops[1:] {
			if !c.less(&p.Stops[stops[i]], &p.Stops[s]) {
				t.Errorf("order %d: stop %d before %d", c.kind, stops[i], s)
			}
		}
	}
}

// opens is when a stop's first window does.
func opens(p *vrp.Problem, st *vrp.Stop) int32 {
	return p.Windows[p.Choices[st.First].First].Lo
}

// width is that of a stop's first window.
func width(p *vrp.Problem, st *vrp.Stop) int32 {
	w := &p.Windows[p.Choices[st.First].First]
	return w.Hi - w.Lo
}

// TestNobodyToServe: a problem of stops without tours is searched without a fall,
// and leaves all out.
func TestNobodyToServe(t *testing.T) {
	p := odd.Routes(8, 1, 1)
	p.Tours = nil
	p.Workers, p.Classes = 0, [][]uint64{nil}
	if err := vrp.Prepare(p); err != nil {
		t.Fatal(err)
	}
	sol, stats := Run(context.Background(), p, nil, Options{Iterations: 50, Seed: 1, Workers: 1})
	if stats.Iterations == 0 || len(sol.Tours) != 0 {
		t.Errorf("%d iterations, %d tours", stats.Iterations, len(sol.Tours))
	}
}
