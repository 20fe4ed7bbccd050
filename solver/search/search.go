// Package search looks for good solutions of a vrp.Problem: ruin and recreate
// under simulated annealing (Schrimpf et al. 2000; slack induction by string
// removals, Christiaens and Vanden Berghe 2020), over the whole horizon at
// once, on all cores.
//
// A search is a sequence of rounds. Each round divides workers and units into
// parts, the same number whatever the cores; a task owns one part, changes
// only tours of its workers and stops of its units, and so never meets another.
// Prices of parts add up exactly. At the end of a round the best state is
// kept, and the next round divides anew, so that borders move. One seed and one
// iteration budget give one solution on any number of cores.
//
// Start with Run, then task.step.
package search

import (
	"context"
	"runtime"
	"sync"
	"time"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Options steer a search. It ends with the first of Iterations and Time that
// is set and reached, or when its context is done.
type Options struct {
	Iterations int64
	Time       time.Duration
	Seed       uint64
	Workers    int // goroutines; 0: one per core
	Progress   func(Progress)
	Heat       float64 // start temperature in units of the problem's scale; 0: 2
	Cold       float64 // end temperature likewise; 0: 0.1
	Parts      int     // tasks per round; 0: by the problem's size
}

// Progress is how a search stands.
type Progress struct {
	Iterations int64
	Elapsed    time.Duration
	Price      int64 // of the best solution so far
	Unserved   int   // stops in it that must be served and are not
	PerSecond  float64
	Done       float64 // share of the budget, 0..1
}

// Stats is what a search did.
type Stats struct {
	Iterations int64
	First      int64 // price after construction
	Accepted   int64
	Moves      [ruins]MoveStats
}

// Run searches from start, or from nothing. It always returns a feasible
// solution, also when ctx is done at once.
func Run(ctx context.Context, p *vrp.Problem, start *vrp.Solution, o Options) (*vrp.Solution, Stats) {
	r := newRun(p, o)
	if start != nil {
		r.state.Load(start)
	}
	r.construct(ctx)
	r.stats.First = r.state.Price
	r.best.CopyFrom(r.state)
	r.report()
	for !r.over(ctx) {
		r.round(ctx)
	}
	r.report()
	return r.best.Solution(), r.stats
}

type run struct {
	p       *vrp.Problem
	o       Options
	began   time.Time
	state   *vrp.State
	best    *vrp.State
	tasks   []*task
	parts   partition
	rounds  uint64
	stats   Stats
	lastSay time.Time
}

func newRun(p *vrp.Problem, o Options) *run {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Heat == 0 {
		o.Heat = 2
	}
	if o.Cold == 0 {
		o.Cold = 0.1
	}
	if o.Parts == 0 {
		o.Parts = partsFor(p)
	}
	s := vrp.NewState(p)
	r := &run{p: p, o: o, began: time.Now(), state: s, best: vrp.NewState(p)}
	for k := range o.Parts {
		r.tasks = append(r.tasks, newTask(s, o.Seed, int32(k), uint64(k)+1))
	}
	return r
}

// partsFor is how many tasks a round has: by the size of the problem alone.
// What lies across a border is frozen for a round, so parts are few and large;
// measured on fortnights, four parts of 1,250 stops cost 6 % at equal
// iterations, two of 2,500 less than 1 %.
func partsFor(p *vrp.Problem) int {
	const smallest, usual = 2000, 6500
	if len(p.Stops) <= smallest {
		return 1
	}
	n := 2
	for size := len(p.Stops) / 2; size > usual && n < 64; size /= 2 {
		n *= 2
	}
	return n
}

func (r *run) over(ctx context.Context) bool {
	if ctx.Err() != nil || r.o.Iterations == 0 && r.o.Time == 0 || len(r.p.Stops) == 0 {
		return true
	}
	return r.progress() >= 1
}

// progress is the share of the budget used. With an iteration budget it never
// reads the clock, unless a time limit comes besides.
func (r *run) progress() float64 {
	var f float64
	if r.o.Iterations > 0 {
		f = float64(r.stats.Iterations) / float64(r.o.Iterations)
	}
	if r.o.Time > 0 {
		f = max(f, float64(time.Since(r.began))/float64(r.o.Time))
	}
	return f
}

// perRound is the iterations of each of some tasks in one round: long enough
// that the barrier is cheap, short enough that parts mix and a small budget has
// rounds.
func (r *run) perRound(tasks int64) int64 {
	n := int64(1000)
	if r.o.Iterations > 0 {
		left := r.o.Iterations - r.stats.Iterations
		n = min(n, max(1, r.o.Iterations/(20*tasks)), (left+tasks-1)/tasks)
	}
	return n
}

// parted says into how many parts this round divides the problem. Now and then
// it is none: what borders freeze may move then, and caregivers that serve
// across every border find their places. Few parts need that most.
func (r *run) parted() int {
	every := uint64(8)
	if len(r.tasks) <= 4 {
		every = 2
	}
	if r.rounds%every == 0 {
		return 1
	}
	return len(r.tasks)
}

// round divides the problem, lets every task search its part and takes stock.
func (r *run) round(ctx context.Context) {
	r.rounds++
	tasks := r.tasks[:r.parted()]
	r.parts.divide(r.state, len(tasks), vrp.NewRand(r.o.Seed, r.rounds<<20))
	n := r.perRound(int64(len(tasks)))
	frac := r.progress()
	heat := temperature(r.p, r.o, frac)
	queue := make(chan *task, len(tasks))
	for _, t := range tasks {
		queue <- t
	}
	close(queue)
	var wg sync.WaitGroup
	for range min(r.o.Workers, len(tasks)) {
		wg.Go(func() {
			for t := range queue {
				t.run(ctx, &r.parts, heat, n)
			}
		})
	}
	wg.Wait()
	for _, t := range tasks {
		r.state.Price += t.e.Gain
		t.e.Gain = 0
		r.stats.Iterations += t.done
		r.stats.Accepted += t.accepted
		t.done, t.accepted = 0, 0
		for m := range t.moves {
			r.stats.Moves[m].add(&t.moves[m])
			t.moves[m] = MoveStats{}
		}
	}
	if vrp.Checked {
		if err := r.state.Verify(r.state.Price); err != nil {
			panic(err)
		}
	}
	if r.state.Price < r.best.Price {
		r.best.CopyFrom(r.state)
	}
	r.say()
}

// say reports now and then.
func (r *run) say() {
	if r.o.Progress != nil && time.Since(r.lastSay) > 250*time.Millisecond {
		r.report()
	}
}

func (r *run) report() {
	if r.o.Progress == nil {
		return
	}
	r.lastSay = time.Now()
	must, _ := r.best.Missing()
	el := time.Since(r.began)
	r.o.Progress(Progress{Iterations: r.stats.Iterations, Elapsed: el, Price: r.best.Price, Unserved: must,
		PerSecond: float64(r.stats.Iterations) / el.Seconds(), Done: min(1, r.progress())})
}
