package solver

import (
	"cmp"
	"context"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Mend makes a plan anew after something has happened: d is the demand of the
// case as it now stands (Case.Now set, see [model.Fold]), of the plan that was
// announced, whatever of it no longer holds. What has begun stays as it was.
// First whatever lost its caregiver is given to others, whose own visits stay
// theirs; only where care that is never cancelled would be left, visits of
// third caregivers move too, at the price of disturbing them. The days that
// events concern are looked at alone where that is enough. The log is all that
// happened since the case, what the plan knows of it included. Cancelling the
// context is no error: the best plan so far is returned.
func Mend(ctx context.Context, d *model.Demand, r *model.Roads, of *model.Plan, log []model.Event, o Options) (*model.Plan, error) {
	o = o.repeating()
	m := &mender{ctx: ctx, d: d, r: r, of: of, log: log, o: o, effort: o.effort(), left: 1, relieved: relieves(log[min(len(of.Log), len(log)):])}
	for _, a := range m.attempts(stretchOf(d, r, of, log)) {
		if err := m.try(a.part, a.far); err != nil {
			return nil, err
		}
		if m.done() {
			break
		}
	}
	p := m.plan()
	if o.Unbilled {
		return p, nil
	}
	m.planRemedies(p)
	return m.best.h.judged(p), nil
}

// mender makes mends until one will do.
type mender struct {
	ctx      context.Context
	d        *model.Demand
	r        *model.Roads
	of       *model.Plan
	log      []model.Event
	o        Options
	effort   model.Effort
	left     float64 // share of the budget
	relieved bool    // see holding
	begun    int     // searches
	best     *mended
}

// mended is what one reach came to.
type mended struct {
	h          *holding
	found      *vrp.Solution
	missing    int // stops that must be served and are not
	lost       int // of a part: what may be left out, and was not
	iterations int64
	pace       model.Pace
}

// attempt is a mend of a part, or with nil the whole, with a reach.
type attempt struct {
	part *stretch
	far  reach
}

// attempts are what to try until there is a mend that leaves out nothing that
// need be. Third caregivers are left in peace if the whole fortnight allows it;
// but where the first answer that will do is wanted, nobody waits for that.
func (m *mender) attempts(part *stretch) []attempt {
	switch whole := (*stretch)(nil); {
	case part == nil:
		return []attempt{{whole, takersOnly}, {whole, anybody}}
	case m.o.Enough:
		return []attempt{{part, takersOnly}, {part, anybody}, {whole, takersOnly}, {whole, anybody}}
	default:
		return []attempt{{part, takersOnly}, {whole, takersOnly}, {part, anybody}, {whole, anybody}}
	}
}

// done says whether there is a mend that leaves out nothing that need be.
func (m *mender) done() bool { return m.best != nil && m.best.missing+m.best.lost == 0 }

// try mends a part, or with nil the whole, and keeps what leaves out least; of
// equals the first.
func (m *mender) try(part *stretch, far reach) error {
	x, err := m.mend(part, far)
	if err != nil {
		return err
	}
	if m.o.Time > 0 || m.o.Repeat != nil && len(m.o.Repeat.Paces) > 0 {
		m.effort.Paces = append(m.effort.Paces, x.pace)
	}
	if b := m.best; b == nil || cmp.Or(cmp.Compare(x.missing, b.missing), cmp.Compare(x.lost, b.lost)) < 0 {
		m.best = x
	}
	return nil
}

func (m *mender) mend(part *stretch, far reach) (*mended, error) {
	d := m.d
	if part != nil {
		d = part.part
	}
	h, err := buildHeld(d, m.r, m.of, part, m.log, far)
	if err != nil {
		return nil, err
	}
	h.relieved = m.relieved
	start, home := h.Solution(m.sofar()), h.home()
	h.fix(start)
	how := m.o.search(m.begun, max(m.left, leastShare))
	m.begun++
	how.Focus, how.Home = h.focus(start), home
	s := search.Begin(m.ctx, h.Problem, start, how)
	for !s.Done() && m.ctx.Err() == nil {
		if m.o.Enough && h.missing(s.Solution()) == 0 {
			break
		}
		s.Round(m.ctx)
		if far == takersOnly && s.Share() > m.patience() && h.missing(s.Solution()) > 0 {
			break // the rest of the budget is for those who may ask more
		}
	}
	m.left -= s.Share() * max(m.left, leastShare)
	found := s.Solution()
	x := &mended{h: h, found: h.restore(found, home), missing: h.missing(found), iterations: s.Stats().Iterations, pace: paceOf(s)}
	if part != nil {
		x.lost = part.loses(h, x.found)
	}
	return x, nil
}

// sofar is the plan to go on from: what an attempt found, of whom nobody had to
// give anything up, else the plan to be mended.
func (m *mender) sofar() *model.Plan {
	if m.best == nil {
		return m.of
	}
	h := m.best.h
	p := h.write(h.settle(m.best.found))
	if h.part != nil {
		p = h.part.join(h, p)
	}
	return p
}

// patience is the share of the budget after which a mend that lets everybody keep
// their visits has shown that it leaves care undone.
func (m *mender) patience() float64 {
	if m.o.Enough {
		return 0.1
	}
	return 0.3
}

// leastShare is the share of the budget that every search has, however much of
// it those before have used.
const leastShare = 0.25

// plan is the best mend as a plan, without bill and measures.
func (m *mender) plan() *model.Plan {
	h := m.best.h
	p := h.unjudged(m.best.found)
	if h.part != nil {
		p = h.part.join(h, p)
	}
	p.Made.Program, p.Made.Seed, p.Made.Iterations = m.o.Program, m.o.Seed, m.best.iterations
	m.effort.CutShort = m.ctx.Err() != nil
	p.Made.Now, p.Made.Search = m.d.Case.Now, m.effort
	p.Log, p.Announced, p.Carried = m.log, h.announced(), m.of.Carried
	p.Raised = slices.Clone(m.d.Case.Raised)
	return p
}

// A mend begins near the end of what a search from nothing goes through: what
// stands is good, and only what lost its place is to be found one.
const mendHeat, mendCold = 0.75, 0.05

// buildHeld states a demand, or a part of one, as a problem tied to a plan.
func buildHeld(d *model.Demand, r *model.Roads, of *model.Plan, part *stretch, log []model.Event, far reach) (*holding, error) {
	h := &holding{of: of, reach: far, begun: begun(log), shut: map[int]bool{}}
	m, err := build(d, r, of, h.begun, part, func(m *Map) error {
		h.Map = m
		return h.hold()
	})
	if err != nil {
		return nil, err
	}
	h.Map = m
	return h, nil
}

// begun are the visits that the record of the day says have been started.
func begun(log []model.Event) map[model.VisitID]bool {
	all := map[model.VisitID]bool{}
	for _, e := range model.Standing(log) {
		if e.Kind == model.StartedEvent || e.Kind == model.DoneEvent {
			all[e.Visit] = true
		}
	}
	return all
}

// fix holds what began before now where it is, breaks and the like too. Minutes
// kept free stay in their tours: those of whoever is away have been used.
func (h *holding) fix(s *vrp.Solution) {
	nobody := h.classOf(newSet(len(h.Shifts)))
	for i := range h.Stops {
		if h.Stops[i].Kind != ReserveStop {
			continue
		}
		h.Problem.Stops[i].Class = nobody
		if t := s.Tour[i]; t >= 0 {
			h.Problem.Stops[i].Class = h.alone(t)
		}
	}
	for _, stop := range h.fixed {
		h.Problem.Stops[stop].Fixed = s.Tour[stop] >= 0
	}
	for i := range h.Stops {
		if s.Tour[i] >= 0 && s.Carrier[i] < 0 && s.Start[i] < h.now {
			h.Problem.Stops[i].Fixed = true
		}
	}
}

// home is where everybody's tours stood, each with its legs of visits that have
// lost another.
func (h *holding) home() *vrp.Solution {
	w := h.seated(h.of)
	w.ride(h.of)
	w.retag(w.s)
	for i := range h.Demand.Needs {
		v := h.visits[h.Demand.Needs[i].ID]
		for leg, stop := range h.legs(i) {
			if v != nil && leg < len(v.Staff) && w.s.Tour[stop] < 0 {
				at := h.tick(v.Staff[leg].Start)
				w.s.Start[stop], w.s.Lo[stop], w.s.Hi[stop] = at, at, at
			}
		}
	}
	return w.s
}

// focus is where the search is to begin: what stands nowhere and what lost its
// caregiver, by time.
func (h *holding) focus(s *vrp.Solution) []int32 {
	var all []int32
	for i := range h.Stops {
		if st := &h.Problem.Stops[i]; s.Tour[i] < 0 && !st.Fixed && (st.First < st.Last || len(h.Problem.RidesOf(int32(i))) > 0) {
			all = append(all, int32(i))
		}
	}
	earliest := func(s int32) int32 {
		if st := &h.Problem.Stops[h.leader(s)]; st.First < st.Last {
			return h.Problem.Windows[h.Problem.Choices[st.First].First].Floor
		}
		return 0
	}
	slices.SortStableFunc(all, func(a, b int32) int { return int(earliest(a)) - int(earliest(b)) })
	return all
}

// announced are the visits of the plan that citizens and staff were told of, or
// that have begun.
func (h *holding) announced() []model.Announced {
	var all []model.Announced
	for i := range h.of.Visits {
		if v := &h.of.Visits[i]; v.Start < h.Demand.Case.AnnouncedUntil || h.hasBegun(v) {
			all = append(all, model.Announced{Visit: v.ID, Home: v.Home, Start: v.Start, Staff: slices.Clone(v.Staff)})
		}
	}
	slices.SortFunc(all, func(a, b model.Announced) int { return cmp.Compare(a.Visit, b.Visit) })
	return all
}
