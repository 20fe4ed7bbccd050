package solver

import (
	"context"
	"crypto/sha256"
	"time"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Planning is a plan in the making, which may be left between rounds of its
// search. It is for one goroutine at a time.
type Planning struct {
	m      *Map
	h      *holding // where the plan follows on another
	o      Options
	print  *[sha256.Size]byte // of its problem, once somebody has asked
	before *checkpoint        // what it goes on from; nil: it has its own beginning
	s      *search.Search     // nil before the first round
	stats  search.Stats       // once the search is over
	found  *vrp.Solution      // likewise
}

// Begin states a demand as a problem to be searched by [Together]. It fails
// only when the demand and the roads do not fit together (see [Build]), or with
// [ErrOtherSearch] when it is to go on from a search of something else.
func Begin(d *model.Demand, r *model.Roads, o Options) (*Planning, error) {
	var h *holding
	var m *Map
	var err error
	if o.After != nil {
		if h, err = buildAfter(d, r, o.After); err == nil {
			m = h.Map
		}
	} else {
		_, m, err = Build(d, r)
	}
	if err != nil {
		return nil, err
	}
	for _, left := range m.Left {
		if o.Notice != nil {
			o.Notice(left)
		}
	}
	p := &Planning{m: m, h: h, o: o}
	if o.Resume != nil {
		p.before, err = p.resume(o.Resume)
	}
	return p, err
}

// Stops is the size of the problem.
func (p *Planning) Stops() int { return len(p.m.Problem.Stops) }

// round takes the search on by one round, and ends it when ctx is done.
func (p *Planning) round(ctx context.Context) {
	if p.step(ctx); ctx.Err() != nil && !p.over() {
		p.end()
	}
}

// step takes the search on by one round; the first makes the first solution.
func (p *Planning) step(ctx context.Context) {
	switch {
	case p.s == nil:
		p.begin(ctx)
	case ctx.Err() == nil:
		p.s.Round(ctx)
	}
	if p.s.Done() {
		p.end()
	}
}

func (p *Planning) begin(ctx context.Context) {
	o := search.Options{Iterations: p.o.Iterations, Time: p.o.Time, Seed: p.o.Seed,
		Workers: p.o.Workers, Progress: p.o.Progress, Without: p.o.Without}
	if before := p.before; before != nil && o.Progress != nil {
		o.Progress = func(s search.Progress) {
			s.Iterations += before.Iterations
			p.o.Progress(s)
		}
	}
	var start *vrp.Solution
	if p.o.After != nil {
		o.Heat = afterHeat
	}
	switch {
	case p.before != nil:
		start, o.Spent = &p.before.Solution, p.before.Share
	case p.o.After != nil:
		start = p.m.Solution(p.o.After.Of)
	case p.o.From != nil:
		start = p.m.Solution(p.o.From)
	}
	p.s = search.Begin(ctx, p.m.Problem, start, o)
}

// end keeps what the search found and gives back its memory.
func (p *Planning) end() { p.found, p.stats, p.s = p.s.Solution(), p.s.Stats(), nil }

// over says that there will be no more rounds.
func (p *Planning) over() bool { return p.found != nil }

// Search takes the search on for so long, or until it is over or ctx is done,
// and says whether it is over. The first call makes a first solution, however
// long that takes, unless ctx is done.
func (p *Planning) Search(ctx context.Context, d time.Duration) (over bool) {
	for until := time.Now().Add(d); !p.over() && ctx.Err() == nil; {
		p.step(ctx)
		if time.Now().After(until) {
			break
		}
	}
	return p.over()
}

// Share is the share of its budget that the search has used.
func (p *Planning) Share() float64 {
	if p.over() {
		return 1
	}
	return p.share()
}

func (p *Planning) share() float64 {
	if p.s == nil {
		return 0
	}
	return p.s.Share()
}

// iterations are all that led to a solution, those before a checkpoint too.
func (p *Planning) iterations(stats search.Stats) int64 {
	if p.before != nil {
		return p.before.Iterations + stats.Iterations
	}
	return stats.Iterations
}

// Bill is that of the best solution so far; nil before the first and once the
// search is over.
func (p *Planning) Bill() []model.BillLine {
	if p.s == nil {
		return nil
	}
	plan := p.m.write(p.m.settle(p.s.Solution()))
	if p.h != nil {
		p.h.hand(plan, p.o.After)
	}
	return model.Bill(p.m.Demand.Case, p.m.Roads, plan)
}

// Plan reads the best solution as a plan, with everything that it owes. A
// search that has not begun gives the plan of its first solution.
func (p *Planning) Plan() *model.Plan {
	if !p.over() && p.s == nil {
		p.begin(context.Background())
	}
	if !p.over() {
		p.end()
	}
	return p.read(p.found, p.stats)
}

func (p *Planning) read(s *vrp.Solution, stats search.Stats) *model.Plan {
	plan := p.m.Certified(s)
	plan.Made.Program, plan.Made.Seed, plan.Made.Iterations = p.o.Program, p.o.Seed, p.iterations(stats)
	if p.h != nil {
		p.h.follow(plan, p.o.After)
	}
	return plan
}
