package search

import (
	"context"
	"math"
	"slices"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// temperature falls geometrically with the share of the budget used, from Heat
// to Cold times the scales of the problem, in øre.
func temperature(p *vrp.Problem, o Options, frac float64) float64 {
	start, end := p.Scale()
	from, to := max(1, start)*o.Heat, max(1, end)*o.Cold
	return from * math.Pow(to/from, min(1, frac))
}

// task searches one part of the problem.
type task struct {
	e        *vrp.Editor
	s        *vrp.State
	p        *vrp.Problem
	part     int32
	absent   []int32 // unserved stops of the part; of groups the first
	slot     []int32 // stop → index in absent, or Never
	own      []int32 // stops of the part's units
	mine     []bool  // by stop: whether it is among them
	order    []keyed
	strings  []int32  // tours cut in this iteration
	pool     []int32  // stops of a chain of ejections
	todo     []int32  // stops that descend has yet to look at
	waits    []uint32 // by stop: the round of descend in which it is listed
	round    uint32
	want     vrp.Wanted
	lossOf   func(int32) int64
	focus    []int32       // stops that every ruin begins with
	home     *vrp.Solution // where tours without them go back to; nil: nowhere
	penalty  []int32       // by stop: how often a chain found no place for it
	best     *vrp.Best     // where the task works alone: the best solution so far
	done     int64
	accepted int64
	kind     int
	without  [ruins]bool // kinds of ruin left out
	alike    bool        // workers are: stops may be exchanged without a look at who serves whom
	pairs    bool        // of some clusters may change
	shifts   bool        // there are series
	extent   extent      // of ruins by strings
	jotted   journal     // of tours met, where their prices add up
	moves    [ruins]MoveStats
}

// lure is in how many of a hundred iterations the way to a new tour looks cheaper
// than it is, where workers are alike: too few tours are a trap, for strings
// can't exchange tails.
const lure = 15

// laxEvery is one in how many iterations puts stops back in dearer windows than
// they need.
const laxEvery = 16

// MoveStats counts one kind of ruin.
type MoveStats struct{ Tried, Accepted, Improved int64 }

func (m *MoveStats) add(o *MoveStats) {
	m.Tried += o.Tried
	m.Accepted += o.Accepted
	m.Improved += o.Improved
}

func newTask(s *vrp.State, o Options, part int32, stream uint64) *task {
	t := &task{part: part, e: vrp.NewEditor(s, o.Seed, stream), s: s, p: s.P, slot: make([]int32, len(s.Spots)), penalty: make([]int32, len(s.Spots)), mine: make([]bool, len(s.Spots)), waits: make([]uint32, len(s.Spots))}
	t.e.Blink = 0.01
	t.shifts = len(t.p.Series) > 0
	t.pairs = slices.ContainsFunc(t.p.Clusters, func(c vrp.Cluster) bool { return !c.Locked })
	t.alike = len(t.p.Clusters) == 0 && len(t.p.Tours) > 0 && !t.p.Flows()
	t.lossOf, t.extent = t.loss, extentAfter(0, 0, 0, t.alike)
	t.focus, t.home = o.Focus, o.Home
	for k, name := range RuinNames {
		t.without[k] = slices.Contains(o.Without, name)
	}
	return t
}

// begin takes a part over: which stops are its own and which of them are absent.
func (t *task) begin(parts *partition, part int32) {
	t.e.Enter(parts.scope(part, t.mine))
	t.own, t.absent = t.own[:0], t.absent[:0]
	for i := range t.s.Spots {
		stop := int32(i)
		if t.mine[i] = parts.owns(t.p, part, stop); !t.mine[i] {
			continue
		}
		t.slot[stop] = vrp.Never
		t.own = append(t.own, stop)
		if !t.s.Spots[stop].Served() && t.leads(stop) {
			t.miss(stop)
		}
	}
}

func (t *task) leads(stop int32) bool {
	g := t.p.Stops[stop].Group
	return g < 0 || t.p.Groups[g].First == stop
}

// miss and found keep the list of absent stops.
func (t *task) miss(stop int32) {
	if t.slot[stop] < 0 {
		t.slot[stop] = int32(len(t.absent))
		t.absent = append(t.absent, stop)
	}
}

func (t *task) found(stop int32) {
	if k := t.slot[stop]; k >= 0 {
		last := t.absent[len(t.absent)-1]
		t.absent[k] = last
		t.slot[last] = k
		t.absent = t.absent[:len(t.absent)-1]
		t.slot[stop] = vrp.Never
	}
}

func (t *task) run(ctx context.Context, parts *partition, heat float64, n int64) {
	t.begin(parts, t.part)
	if len(t.own) == 0 {
		return
	}
	for i := int64(0); i < n; i++ {
		if i&63 == 0 && ctx.Err() != nil {
			return
		}
		t.step(heat)
		t.done++
	}
}

// step is one iteration: ruin, recreate, accept or take back.
func (t *task) step(heat float64) {
	e := t.e
	if x := t.pursued(); x >= 0 {
		t.kind = byChain
		m := &t.moves[byChain]
		m.Tried++
		if t.ejectChain(x) {
			m.Accepted++
			m.Improved++
		}
		return
	}
	e.Begin()
	t.ruin()
	m := &t.moves[t.kind]
	m.Tried++
	if !e.Bad {
		e.Lax = e.Rand.Intn(laxEvery) == 0
		if t.alike && e.Rand.Intn(100) < lure {
			e.Lure = int64(128 + e.Rand.Intn(129))
		}
		t.recreate()
		e.Lax, e.Lure = false, 0
		if t.alike && e.Delta != 0 && float64(e.Delta) < warm*heat {
			t.descend()
		}
	}
	t.sendHome()
	for _, c := range e.TouchedClusters() {
		e.Settle(c)
	}
	if e.Bad || float64(e.Delta) >= float64(-heat*math.Log(e.Rand.Float64()+1e-300)) {
		e.Rollback()
		return
	}
	improved := e.Delta < 0
	if !t.keep() {
		return
	}
	m.Accepted++
	if improved {
		m.Improved++
	}
}

// keep accepts the change: windows of the tours touched are chosen anew, and
// the list of absent stops is brought up to date.
func (t *task) keep() bool {
	e := t.e
	for _, tour := range e.Touched() {
		e.Retune(tour)
	}
	if e.Bad {
		e.Rollback()
		return false
	}
	t.accepted++
	for _, k := range t.order {
		if t.s.Spots[k.stop].Served() {
			t.found(k.stop)
		} else {
			t.miss(k.stop)
		}
	}
	if t.jotted.on {
		for _, tour := range e.Touched() {
			t.jotted.jot(t.s, tour)
		}
	}
	e.Commit()
	if t.best != nil && t.s.Price+e.Gain < t.best.Price() {
		t.best.Take()
	}
	return true
}

// pursued is a stop to be served by a chain of ejections in this iteration, or
// Never: one of those that must be served, the rarer the oftener that failed.
func (t *task) pursued() int32 {
	if len(t.absent) == 0 || t.without[byChain] || t.e.Rand.Intn(4) != 0 {
		return vrp.Never
	}
	x := t.absent[t.e.Rand.Intn(len(t.absent))]
	st := &t.p.Stops[x]
	if !st.Must || st.First == st.Last || t.e.Rand.Intn(1+int(t.penalty[x])/8) != 0 {
		return vrp.Never
	}
	return x
}
