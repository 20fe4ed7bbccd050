// Package replan measures how a plan is mended on mornings that did not happen:
// caregivers of a plan are sick, one or several at once, a third of an evening's
// staff is away, snow makes all ways long. Each mend is timed, checked, and
// compared with one that was given more time.
package replan

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

// Options steer a measurement.
type Options struct {
	What    What
	Samples int // mornings
	AtOnce  int // caregivers who are sick in each
	Seeds   []uint64
	Short   Budget // of each mend
	Long    Budget // of the mend that it is compared with; zero: none
	Longs   int    // mornings that are mended at length too, the first of them
	Workers int
	Done    func(*Morning) // told of each, may be nil
}

// Budget is how long a mend searches: the first of the two that is set.
type Budget struct {
	Iterations int64
	Time       time.Duration
}

func (b Budget) none() bool { return b == Budget{} }

// What happens on the mornings.
type What string

// The things that can happen.
const (
	Sick    What = "sick"    // caregivers are sick, before they begin
	Snow    What = "snow"    // all travel of a day takes 1.6 times as long
	Evening What = "evening" // a third of those who work an evening are away
)

// Whats lists them in their fixed order.
var Whats = []What{Sick, Snow, Evening}

// Morning is what one morning came to, with one seed.
type Morning struct {
	Number   int // from 1; the same one for every seed
	Seed     uint64
	Provider model.ProviderID
	Now      model.Time
	Away     []model.CaregiverID `json:",omitempty"`
	Visits   int                 // that were theirs; on a day of snow all of the day's
	First    Mend                // ends as soon as all care stands
	Mended   Mend
	Longer   *Mend `json:",omitempty"`
}

// Mend is one mend of a morning.
type Mend struct {
	Took        time.Duration // from the events to a checked plan, case and plan in memory; of the first by the tours and homes touched, and without a bill
	Disturbance model.Price   // of the bill's lines of disturbance
	Bill        model.Price
	Unserved    int               // certificates of care that is never cancelled, those of the plan apart
	Proved      int               // of these
	Calls       int               // that the plan before did not have
	Late        int               // of all calls those too late, that were not so before
	Moved       int               // visits that another caregiver does
	Takers      int               // caregivers who take some
	Third       int               // caregivers who lost a visit and are not away
	Broken      []model.Violation `json:",omitempty"` // what the check found
}

// Plans are the plans of a case, one by provider.
type Plans struct {
	Case  *model.Case
	Roads *model.Roads
	Plans []*model.Plan
}

// Run measures some mornings of a case and its plans, drawn by the first seed;
// each is mended once with every seed. When the context is cancelled it returns
// the mornings that are finished.
func Run(ctx context.Context, p *Plans, o Options) ([]Morning, error) {
	var all []Morning
	r := rand.New(rand.NewPCG(o.Seeds[0], 1))
	for n := range o.Samples {
		e, err := p.draw(r, o)
		if err != nil {
			return nil, err
		}
		for _, seed := range o.Seeds {
			m := Morning{Number: n + 1, Seed: seed, Provider: e.plan.Made.Provider, Now: e.now, Away: e.away, Visits: e.visits}
			if err := e.measure(ctx, &m, o, n < o.Longs && !o.Long.none()); err != nil {
				return nil, err
			}
			if ctx.Err() != nil {
				return all, nil // this one was cut short
			}
			all = append(all, m)
			if o.Done != nil {
				o.Done(&m)
			}
		}
	}
	return all, nil
}

// measure mends a morning's plan: until it is safe, with the budget, and at length.
func (e *emergency) measure(ctx context.Context, m *Morning, o Options, long bool) (err error) {
	how := func(b Budget) solver.Options {
		return solver.Options{Iterations: b.Iterations, Time: b.Time, Seed: m.Seed, Workers: o.Workers}
	}
	safe := how(o.Short)
	safe.Enough, safe.Unbilled = true, true
	if m.First, err = e.mend(ctx, safe); err != nil {
		return err
	}
	if m.Mended, err = e.mend(ctx, how(o.Short)); err != nil || !long {
		return err
	}
	longer, err := e.mend(ctx, how(o.Long))
	m.Longer = &longer
	return err
}

// mend takes the events in, mends and checks, on the clock, and sees what changed.
func (e *emergency) mend(ctx context.Context, o solver.Options) (Mend, error) {
	of, began := e.plan, time.Now()
	taken, faults := model.Intake(model.Fold(e.c, of.Log, of.Made.Now), of, e.batch)
	if len(faults) > 0 {
		return Mend{}, fmt.Errorf("event %d of a morning was refused: %s: %s", faults[0].Number, faults[0].Field, faults[0].Text.En)
	}
	log := slices.Concat(of.Log, taken)
	c := model.Fold(e.c, log, e.now)
	d, err := model.Expand(c, of.Made.Provider, of.Made.Districts)
	if err != nil {
		return Mend{}, err
	}
	is, err := solver.Mend(ctx, d, e.roads, of, log, o)
	if err != nil {
		return Mend{}, err
	}
	m := Mend{Broken: model.CheckMended(c, of, is)}
	if o.Unbilled {
		homes, shifts := model.Touched(c, of, is)
		m.Broken = append(m.Broken, model.CheckTouched(c, e.roads, is, homes, shifts)...)
		m.Took = time.Since(began)
		is.Bill, is.Measures = model.Bill(c, e.roads, is), model.Measure(c, e.roads, is)
	}
	m.Broken = append(m.Broken, model.Check(c, e.roads, is)...)
	if !o.Unbilled {
		m.Took = time.Since(began)
	}
	m.compare(of, is, e.away)
	m.countLate(c, of, is)
	return m, nil
}

// countLate counts calls that come too late, but for those that the plan before
// owed and nobody could make in time from now on: in life they were made the day
// before. Nor are those the mend's disturbance.
func (m *Mend) countLate(c *model.Case, of, is *model.Plan) {
	before := *of
	before.Made.Now = is.Made.Now
	was := model.CallTimes(c, &before)
	stale := func(t model.CallTime) bool {
		return slices.ContainsFunc(was, func(w model.CallTime) bool { return w.Late && w.Visit == t.Visit && w.New == t.New })
	}
	for _, t := range model.CallTimes(c, is) {
		switch {
		case t.Late && stale(t):
			m.Disturbance -= c.Standard.Prices.CallLate
		case t.Late:
			m.Late++
		}
	}
}

// disturbing are the lines of the bill that a mend adds.
var disturbing = []string{"changed_caregiver", "changed_tour", "call_late"}

func (m *Mend) compare(was, is *model.Plan, away []model.CaregiverID) {
	m.Bill = model.Total(is.Bill) - model.Total(was.Bill)
	for _, l := range is.Bill {
		if slices.Contains(disturbing, l.Line) {
			m.Disturbance += l.Price
		}
	}
	for i := range is.Calls {
		if !slices.ContainsFunc(was.Calls, func(c model.Call) bool { return c.Visit == is.Calls[i].Visit && c.New == is.Calls[i].New }) {
			m.Calls++
		}
	}
	m.Unserved, m.Proved = undone(is)
	before, proved := undone(was)
	m.Unserved, m.Proved = m.Unserved-before, m.Proved-proved
	who := map[model.VisitID][]model.Assignment{}
	for i := range was.Visits {
		who[was.Visits[i].ID] = was.Visits[i].Staff
	}
	takers, third := map[model.CaregiverID]bool{}, map[model.CaregiverID]bool{}
	for i := range is.Visits {
		v := &is.Visits[i]
		old := who[v.ID]
		for leg := range min(len(old), len(v.Staff)) {
			if had, has := old[leg].Caregiver, v.Staff[leg].Caregiver; had != has {
				m.Moved++
				takers[has] = true
				if !slices.Contains(away, had) {
					third[had] = true
				}
			}
		}
	}
	m.Takers, m.Third = len(takers), len(third)
}

// undone counts the certificates of care that is never cancelled, and of them
// those that are proved.
func undone(p *model.Plan) (n, proved int) {
	for i := range p.Certificates {
		if c := &p.Certificates[i]; c.Rule == "R-6.3" {
			n++
			if c.Grade == model.Proved {
				proved++
			}
		}
	}
	return n, proved
}
