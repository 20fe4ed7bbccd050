package solver

import (
	"context"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Planning is a plan in the making, which may be left between rounds of its
// search. It is for one goroutine at a time.
type Planning struct {
	m     *Map
	h     *holding // where the plan follows on another
	o     Options
	s     *search.Search // nil before the first round
	stats search.Stats   // once the search is over
	found *vrp.Solution  // likewise
}

// Begin states a demand as a problem to be searched by [Together]. It fails
// only when the demand and the roads do not fit together (see [Build]).
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
	return &Planning{m: m, h: h, o: o}, nil
}

// Stops is the size of the problem.
func (p *Planning) Stops() int { return len(p.m.Problem.Stops) }

// round takes the search on by one round; the first makes the first solution.
func (p *Planning) round(ctx context.Context) {
	switch {
	case p.s == nil:
		p.begin(ctx)
	case ctx.Err() == nil:
		p.s.Round(ctx)
	}
	if p.s.Done() || ctx.Err() != nil {
		p.end()
	}
}

func (p *Planning) begin(ctx context.Context) {
	o := search.Options{Iterations: p.o.Iterations, Time: p.o.Time, Seed: p.o.Seed,
		Workers: p.o.Workers, Progress: p.o.Progress, Without: p.o.Without}
	var start *vrp.Solution
	switch {
	case p.o.After != nil:
		start, o.Heat = p.m.Solution(p.o.After.Of), afterHeat
	case p.o.From != nil:
		start = p.m.Solution(p.o.From)
	}
	p.s = search.Begin(ctx, p.m.Problem, start, o)
}

// end keeps what the search found and gives back its memory.
func (p *Planning) end() { p.found, p.stats, p.s = p.s.Solution(), p.s.Stats(), nil }

// over says that there will be no more rounds.
func (p *Planning) over() bool { return p.found != nil }

// share is the share of its budget that the search has used.
func (p *Planning) share() float64 {
	if p.s == nil {
		return 0
	}
	return p.s.Share()
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
	plan := p.m.Certified(p.found)
	plan.Made.Program, plan.Made.Seed, plan.Made.Iterations = p.o.Program, p.o.Seed, p.stats.Iterations
	if p.h != nil {
		p.h.follow(plan, p.o.After)
	}
	return plan
}
