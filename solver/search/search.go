// Package search looks for good solutions of a vrp.Problem: ruin and recreate
// under simulated annealing (Schrimpf et al. 2000; slack induction by string
// removals, Christiaens and Vanden Berghe 2020), over the whole horizon at
// once, on all cores.
//
// A search is a sequence of rounds. Each round divides the problem into parts,
// the same number whatever the cores; a task owns one part and never meets
// another. By turns the parts are the days, with the pairs of clusters and the
// times of series given, and areas of the map, or the one whole, in which all
// may change. The best state is kept: at every step where one task works alone,
// else at the end of a round. One seed and one iteration budget give one solution
// on any number of cores. With a limit of time alone, cores that parts leave idle
// search twins of the problem.
//
// A search can be left between rounds and taken up again, so that several may
// share one machine.
//
// Start with Run and Begin, then task.step.
package search

import (
	"context"
	"runtime"
	"time"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Options steer a search. It is done with the first of Iterations and Time that
// is set and reached, and at once when neither is.
type Options struct {
	Iterations int64
	Time       time.Duration // that the search itself runs: between rounds its clock stands still
	Seed       uint64
	Workers    int // goroutines; 0: one per core
	Progress   func(Progress)
	Heat       float64       // start temperature in units of the problem's scale; 0: 3
	Spent      float64       // share of the budget, below 1, that an earlier search spent to come to the start: this one goes on from there
	Cold       float64       // end temperature likewise; 0: 0.1, 0.2 where tours are alike
	Parts      int           // into how many parts the map is divided; 0: by the problem's size
	Focus      []int32       // stops that every ruin begins with; nil: any
	Home       *vrp.Solution // with a focus: how tours stand that serve whom they serve there
	Without    []string      // kinds of ruin left out, by name (RuinNames), to measure what each contributes
	Steps      int           // in how many steps its time passes, that its Pace be known; 0: evenly
	Pace       *Pace         // instead of a limit of time: that of the search to repeat, of as many steps
}

// Progress is how a search stands.
type Progress struct {
	Iterations int64
	Elapsed    time.Duration // that the search itself has run
	Price      int64         // of the best solution so far
	Unserved   int           // stops in it that must be served and are not
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

// Run searches from start, or from nothing, until the search or ctx is done. It
// always returns a feasible solution, also when ctx is done at once.
func Run(ctx context.Context, p *vrp.Problem, start *vrp.Solution, o Options) (*vrp.Solution, Stats) {
	r := Begin(ctx, p, start, o)
	for !r.Done() && ctx.Err() == nil {
		r.Round(ctx)
	}
	return r.Solution(), r.Stats()
}

// Search is a search under way. Between rounds it may be left for as long as
// one likes. It is for one goroutine at a time.
type Search struct {
	p        *vrp.Problem
	o        Options
	watch    stopwatch
	state    *vrp.State
	best     *vrp.Best
	top      *vrp.State // the best of this and its twins; without twins, best's
	twins    []*Search
	rallied  int // of rallies
	tasks    []*task
	parts    partition
	editors  []*vrp.Editor
	rounds   uint64
	pace     paced
	combiner *combiner // nil: prices do not add up by tours
	stats    Stats
	lastSay  time.Time
}

// Begin starts a search with a first solution, constructed from start or from
// nothing: feasible, and with less in it when ctx ends before that is done.
func Begin(ctx context.Context, p *vrp.Problem, start *vrp.Solution, o Options) *Search {
	var w stopwatch
	w.start()
	r := newSearch(p, o)
	r.watch = w
	if start != nil {
		r.state.Load(start)
	}
	r.construct(ctx)
	r.goHome()
	r.stats.First = r.state.Price
	r.follow()
	r.addTwins()
	r.next()
	r.report()
	r.watch.stop()
	return r
}

// goHome puts tours back home that the first solution left otherwise for nobody's
// sake.
func (r *Search) goHome() {
	t := r.tasks[0]
	if t.home == nil {
		return
	}
	t.begin(&partition{}, 0)
	for tour := range r.p.Tours {
		t.e.Begin()
		if !t.servesItsOwn(int32(tour)) || t.e.StandsAs(int32(tour), t.home) {
			continue
		}
		if !t.e.Return(int32(tour), t.home) || t.e.Bad || t.e.Delta > 0 {
			t.e.Rollback()
			continue
		}
		t.e.Commit()
	}
	r.state.Join([]*vrp.Editor{t.e})
}

// newSearch makes a search whose solution is still empty.
func newSearch(p *vrp.Problem, o Options) *Search {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Heat == 0 {
		o.Heat = 3
	}
	if o.Cold == 0 {
		o.Cold = 0.1
		if p.Alike() {
			o.Cold = 0.2 // what is met on the way is worth something too
		}
	}
	if o.Parts == 0 || p.Flows() || p.Announced != nil {
		o.Parts = partsFor(p)
	}
	s := vrp.NewState(p)
	r := &Search{p: p, o: o, state: s}
	r.combiner = newCombiner(p, o.Seed)
	days := p.Days()
	if p.Announced != nil {
		days = 1 // never divided by days: see divide
	}
	for k := range max(int32(o.Parts), days) {
		r.tasks = append(r.tasks, newTask(s, o, k, uint64(k)+1))
	}
	return r
}

// follow takes the state as the best so far; from now on the tasks alone change it.
func (r *Search) follow() {
	var editors []*vrp.Editor
	for _, t := range r.tasks {
		editors = append(editors, t.e)
	}
	r.best = vrp.NewBest(r.state, editors)
	if len(r.twins) == 0 {
		r.top = r.best.State()
	}
}

// Round searches on for a short while, less when ctx is done, and then knows
// the best solution again.
func (r *Search) Round(ctx context.Context) {
	r.watch.start()
	r.note()
	share := r.Share()
	if len(r.twins) > 0 {
		r.together(ctx, share)
	} else {
		r.round(ctx, share)
	}
	r.next()
	r.combine(r.Share())
	if r.Done() || ctx.Err() != nil {
		r.report()
	} else {
		r.say()
	}
	r.watch.stop()
}

// Solution is a copy of the best solution so far.
func (r *Search) Solution() *vrp.Solution { return r.top.Solution() }

// Stats says what the search has done so far, its twins with it.
func (r *Search) Stats() Stats {
	st := r.stats
	for _, x := range r.twins {
		st.Iterations += x.stats.Iterations
		st.Accepted += x.stats.Accepted
		for m := range st.Moves {
			st.Moves[m].add(&x.stats.Moves[m])
		}
	}
	return st
}

// Done says whether the budget is used, or there is nothing to search for.
func (r *Search) Done() bool {
	if r.o.Iterations == 0 && r.o.Time == 0 && r.o.Pace == nil || len(r.p.Stops) == 0 {
		return true
	}
	return r.Share() >= 1
}

// Share is the share of the budget used; from 1 on the search is done. With an
// iteration budget it never reads the clock, unless a time limit comes besides.
func (r *Search) Share() float64 {
	if r.o.stepped() {
		return float64(r.pace.step) / float64(r.o.Steps)
	}
	return r.used()
}

// used is the share of the budget used up to now.
func (r *Search) used() float64 {
	var f float64
	if r.o.Iterations > 0 {
		f = float64(r.stats.Iterations) / float64(r.o.Iterations)
	}
	if r.o.Time > 0 {
		f = max(f, float64(r.watch.elapsed())/float64(r.o.Time))
	}
	return r.o.Spent + f
}

// say reports now and then.
func (r *Search) say() {
	if r.o.Progress != nil && time.Since(r.lastSay) > 250*time.Millisecond {
		r.report()
	}
}

func (r *Search) report() {
	if r.o.Progress == nil {
		return
	}
	r.lastSay = time.Now()
	must, _ := r.top.Missing()
	el := r.watch.elapsed()
	n := r.Stats().Iterations
	r.o.Progress(Progress{Iterations: n, Elapsed: el, Price: r.top.Price, Unserved: must,
		PerSecond: float64(n) / el.Seconds(), Done: min(1, r.Share())})
}

// stopwatch adds up the time between its starts and stops.
type stopwatch struct {
	since time.Time // zero: it stands still
	sum   time.Duration
}

func (w *stopwatch) start() { w.since = time.Now() }

func (w *stopwatch) stop() {
	w.sum = w.elapsed()
	w.since = time.Time{}
}

func (w *stopwatch) elapsed() time.Duration {
	if w.since.IsZero() {
		return w.sum
	}
	return w.sum + time.Since(w.since)
}
