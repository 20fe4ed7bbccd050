package vrp_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// benched are the problems that the inner loop is measured on: plain routing of
// 400 customers, and a week of 60 homes that uses every feature.
var benched = []struct {
	name string
	make func() *vrp.Problem
}{
	{"routes", func() *vrp.Problem { return odd.Routes(400, 100, 1) }},
	{"town", func() *vrp.Problem { return odd.Problem(odd.Size{Clusters: 60, Workers: 30, Days: 7}, 2) }},
}

// onBoth runs a benchmark on each problem with as much served as goes in.
func onBoth(b *testing.B, run func(b *testing.B, e *vrp.Editor)) {
	for _, p := range benched {
		b.Run(p.name, func(b *testing.B) {
			e := filled(p.make())
			b.ReportAllocs()
			b.ResetTimer()
			run(b, e)
		})
	}
}

// filled is an editor of a state with as much served as goes in.
func filled(p *vrp.Problem) *vrp.Editor {
	s := vrp.NewState(p)
	e := vrp.NewEditor(s, 1, 1)
	e.Begin()
	fill(e)
	e.Commit()
	s.Price += e.Gain
	e.Gain = 0
	return e
}

// single draws a served stop that is in no group.
func single(e *vrp.Editor) int32 {
	for {
		stop := int32(e.Rand.Intn(len(e.P.Stops)))
		if e.P.Stops[stop].Group < 0 && e.S.Spots[stop].Served() {
			return stop
		}
	}
}

// BenchmarkInsertion prices the cheapest place of a stop, a tenth of all being
// out of the tours.
func BenchmarkInsertion(b *testing.B) {
	onBoth(b, func(b *testing.B, e *vrp.Editor) {
		e.Begin()
		var out []int32
		for range len(e.P.Stops) / 10 {
			stop := single(e)
			e.Remove(stop)
			out = append(out, stop)
		}
		for i := 0; b.Loop(); i++ {
			e.Best(out[i%len(out)], vrp.Usual)
		}
	})
}

// BenchmarkRemoval takes a stop out and the change back.
func BenchmarkRemoval(b *testing.B) {
	onBoth(b, func(b *testing.B, e *vrp.Editor) {
		for b.Loop() {
			e.Begin()
			e.Remove(single(e))
			e.Rollback()
		}
	})
}

// BenchmarkMove takes a stop out, puts it back where that is cheapest, and
// keeps the change: removal, insertion and the tour joined again twice.
func BenchmarkMove(b *testing.B) {
	onBoth(b, func(b *testing.B, e *vrp.Editor) { move(e, b.Loop) })
}

// move moves stops to where they are cheapest as long as it goes on.
func move(e *vrp.Editor, goes func() bool) {
	for goes() {
		e.Begin()
		e.Remove(single(e))
		for _, stop := range e.Out {
			if e.P.Stops[stop].Group < 0 {
				if o := e.Best(stop, vrp.Usual); o.Price < 0 {
					e.Apply(stop, &o)
				}
			}
		}
		if e.Bad || e.Delta > 0 {
			e.Rollback()
		} else {
			e.Commit()
		}
	}
}

// BenchmarkJoin links a tour's stops and renews its times and price, as after
// every change to it.
func BenchmarkJoin(b *testing.B) {
	onBoth(b, func(b *testing.B, e *vrp.Editor) {
		for i := 0; b.Loop(); i++ {
			e.Join(int32(i % len(e.P.Tours)))
		}
	})
}

// BenchmarkRetune chooses the windows of a tour anew, as after every change
// that is kept.
func BenchmarkRetune(b *testing.B) {
	onBoth(b, func(b *testing.B, e *vrp.Editor) {
		for i := 0; b.Loop(); i++ {
			e.Begin()
			e.Retune(int32(i % len(e.P.Tours)))
			e.Rollback()
		}
	})
}

// BenchmarkGroup prices the cheapest places of a visit by two.
func BenchmarkGroup(b *testing.B) {
	e := filled(benched[1].make())
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		g := int32(i % len(e.P.Groups))
		e.Begin()
		e.Remove(e.P.Groups[g].First)
		e.BestGroup(g, vrp.Usual)
		e.Rollback()
	}
}

// TestMovesAllocateNothing once the buffers have grown.
func TestMovesAllocateNothing(t *testing.T) {
	if vrp.Checked || testing.Short() {
		t.Skip("recounting allocates; and warming up takes its time")
	}
	for _, p := range benched {
		e := filled(p.make())
		n := 0
		hundred := func() bool { n++; return n%101 != 0 }
		for range 50 {
			move(e, hundred)
		}
		if got := testing.AllocsPerRun(20, func() { move(e, hundred) }); got > 0 {
			t.Errorf("%s: %.0f allocations in a hundred moves", p.name, got)
		}
	}
}
