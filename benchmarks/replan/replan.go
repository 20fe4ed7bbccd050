// Package replan measures how a plan is mended on mornings that did not happen:
// caregivers of a plan are sick, one or several at once, and each mend is timed,
// checked, and compared with one that was given more time.
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
	Samples int           // mornings
	AtOnce  int           // caregivers who are sick in each
	Time    time.Duration // of each mend
	Long    time.Duration // of the mend that it is compared with; 0: none
	Seed    uint64
	Workers int
	Done    func(Morning) // told of each, may be nil
}

// Morning is what one morning came to.
type Morning struct {
	Provider model.ProviderID
	Now      model.Time
	Sick     []model.CaregiverID
	Visits   int // that were theirs
	First    Mend
	Mended   Mend
	Longer   Mend
}

// Mend is one mend of a morning.
type Mend struct {
	Took        time.Duration // from the events to a checked plan, case and plan in memory
	Disturbance model.Price   // of the bill's lines of disturbance
	Bill        model.Price
	Unserved    int // certificates of care that is never cancelled, those of the plan apart
	Proved      int // of these
	Calls, Late int
	Moved       int // visits that another caregiver does
	Takers      int // caregivers who take some
	Third       int // caregivers who lost a visit and are not sick
	Faults      int // that the check found
}

// Plans are the plans of a case, one by provider.
type Plans struct {
	Case  *model.Case
	Roads *model.Roads
	Plans []*model.Plan
}

// Run measures some mornings of a case and its plans, drawn by the seed.
func Run(ctx context.Context, p *Plans, o Options) ([]Morning, error) {
	var all []Morning
	r := rand.New(rand.NewPCG(o.Seed, 1))
	for range o.Samples {
		if ctx.Err() != nil {
			return all, ctx.Err()
		}
		m, err := p.morning(ctx, r, o)
		if err != nil {
			return all, err
		}
		all = append(all, m)
		if o.Done != nil {
			o.Done(m)
		}
	}
	return all, nil
}

// morning draws a plan, a day and who is sick, and mends the plan.
func (p *Plans) morning(ctx context.Context, r *rand.Rand, o Options) (Morning, error) {
	of, tours := p.draw(r, o.AtOnce)
	if len(tours) == 0 {
		return Morning{}, fmt.Errorf("the plans have no day on which %d caregivers work", o.AtOnce)
	}
	m := Morning{Provider: of.Made.Provider, Now: begins(tours)}
	var batch []model.Event
	for _, t := range tours {
		m.Sick = append(m.Sick, t.Caregiver)
		m.Visits += visits(t)
		last := t.Items[len(t.Items)-1].To
		batch = append(batch, model.Event{Known: m.Now, Kind: model.SickEvent, Caregiver: t.Caregiver, From: m.Now, To: model.At(last.Date()+1, 0), Start: -1})
	}
	for _, run := range []struct {
		into *Mend
		time time.Duration
	}{{&m.First, o.Time}, {&m.Mended, o.Time}, {&m.Longer, o.Long}} {
		if run.time == 0 {
			continue
		}
		var err error
		how := solver.Options{Time: run.time, Seed: o.Seed, Workers: o.Workers, Enough: run.into == &m.First}
		if *run.into, err = p.mend(ctx, of, batch, how); err != nil {
			return m, err
		}
	}
	return m, nil
}

// draw picks a plan, and of a day some tours that serve somebody.
func (p *Plans) draw(r *rand.Rand, n int) (*model.Plan, []*model.Tour) {
	for range 1000 {
		of := p.Plans[r.IntN(len(p.Plans))]
		first := of.Tours[r.IntN(len(of.Tours))]
		var day []*model.Tour
		for i := range of.Tours {
			if t := &of.Tours[i]; visits(t) > 0 && visits(&first) > 0 && t.Items[0].From.Date() == first.Items[0].From.Date() {
				day = append(day, t)
			}
		}
		if len(day) < n {
			continue
		}
		r.Shuffle(len(day), func(a, b int) { day[a], day[b] = day[b], day[a] })
		return of, day[:n]
	}
	return nil, nil
}

func visits(t *model.Tour) (n int) {
	for i := range t.Items {
		if t.Items[i].Kind == model.VisitItem {
			n++
		}
	}
	return n
}

// begins is when the calls come: at a quarter past six, or, where somebody is at
// work by then, three quarters of an hour before the first of them is.
func begins(tours []*model.Tour) model.Time {
	first := tours[0].Items[0].From
	for _, t := range tours {
		first = min(first, t.Items[0].From)
	}
	return min(model.At(first.Date(), 6*60+15), first-45)
}

// mend takes the events in, mends and checks, on the clock, and sees what changed.
func (p *Plans) mend(ctx context.Context, of *model.Plan, batch []model.Event, o solver.Options) (Mend, error) {
	began := time.Now()
	taken, faults := model.Intake(model.Fold(p.Case, of.Log, of.Made.Now), of, batch)
	if len(faults) > 0 {
		return Mend{}, fmt.Errorf("%v", faults[0])
	}
	log := slices.Concat(of.Log, taken)
	c := model.Fold(p.Case, log, batch[0].Known)
	d, err := model.Expand(c, of.Made.Provider, of.Made.Districts)
	if err != nil {
		return Mend{}, err
	}
	is, err := solver.Mend(ctx, d, p.Roads, of, log, o)
	if err != nil {
		return Mend{}, err
	}
	m := Mend{Faults: len(model.Check(c, p.Roads, is)) + len(model.CheckMended(c, of, is))}
	m.Took = time.Since(began)
	m.compare(of, is, batch)
	for _, t := range model.CallTimes(c, is) {
		if t.Late {
			m.Late++
		}
	}
	return m, nil
}

// disturbing are the lines of the bill that a mend adds.
var disturbing = []string{"changed_caregiver", "changed_tour", "call_late"}

func (m *Mend) compare(was, is *model.Plan, batch []model.Event) {
	m.Bill = model.Total(is.Bill) - model.Total(was.Bill)
	for _, l := range is.Bill {
		if slices.Contains(disturbing, l.Line) {
			m.Disturbance += l.Price
		}
	}
	m.Calls = len(is.Calls) - len(was.Calls)
	m.Unserved, m.Proved = undone(is)
	before, proved := undone(was)
	m.Unserved, m.Proved = m.Unserved-before, m.Proved-proved
	sick := map[model.CaregiverID]bool{}
	for i := range batch {
		sick[batch[i].Caregiver] = true
	}
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
				if !sick[had] {
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
