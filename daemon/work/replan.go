package work

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

// mending is a mend of the published plan of an area, with all events that were
// open when it began.
type mending struct {
	area store.Area
	of   *records.Plan
	open *Open
	c    *model.Case
	log  []model.Event
	d    *model.Demand
}

// errNewer says that further events came while a plan was mended.
var errNewer = errors.New("further events have come")

// replan mends the published plan of an area: first until all care stands, which
// is kept as a draft at once, then for as long as it was asked to. When
// events come meanwhile it begins again with them. Slices of plans wait.
func (w *Work) replan(ctx context.Context, j *store.Job, a *ReplanArgs, b *beat) error {
	defer w.turns.hurry()()
	began := time.Now()
	defer func() { w.metrics.Searched(string(j.Kind), time.Since(began)) }()
	for first := ""; ; {
		m, safe, err := w.first(ctx, j, a, b, first)
		if err != nil {
			return err
		}
		first = safe
		err = w.better(ctx, j, m, a, b, first)
		if !errors.Is(err, errNewer) {
			return err
		}
	}
}

// first reads what is to be mended and gives the first answer in which all care
// stands, while somebody waits for it.
func (w *Work) first(ctx context.Context, j *store.Job, a *ReplanArgs, b *beat, before string) (*mending, string, error) {
	defer calmly()()
	l := newLaps()
	m, err := w.mending(ctx, j, a, b)
	if err != nil {
		return nil, "", err
	}
	l.lap("build")
	plan, err := w.safe(ctx, j, m, a, b, before, l)
	if err != nil {
		return nil, "", err
	}
	w.log.Info("first answer", append(l.told, "job", j.ID, "area", j.Area, "plan", plan)...)
	return m, plan, nil
}

// mending reads what is to be mended as it now stands.
func (w *Work) mending(ctx context.Context, j *store.Job, a *ReplanArgs, b *beat) (*mending, error) {
	b.say(func(p *store.Progress) { p.Stage = "build" })
	m := &mending{}
	var err error
	if m.area, err = w.store.Area(ctx, j.Area); err != nil {
		return nil, err
	}
	if m.area.Plan == "" {
		return nil, gate.NewProblem(409, "no-plan", "the area has no published plan to mend")
	}
	if m.of, err = w.records.Plan(ctx, m.area.Plan); err != nil {
		return nil, err
	}
	if m.open, err = w.consistent(ctx, m.of); err != nil {
		return nil, err
	}
	m.c, m.log = seen(m.of, m.open, model.Time(a.Now))
	if m.d, err = model.Expand(m.c, m.of.Of.Made.Provider, m.of.Of.Made.Districts); err != nil {
		return nil, fmt.Errorf("after the events: %w", err)
	}
	return m, nil
}

// safe keeps the first answer in which all care stands that can, checked as far as
// it touches what was there, and gives its id. The one before, of fewer events, is rejected.
func (w *Work) safe(ctx context.Context, j *store.Job, m *mending, a *ReplanArgs, b *beat, before string, l *laps) (string, error) {
	o := w.options(a, b)
	o.Enough, o.Unbilled = true, true
	p, err := solver.Mend(ctx, m.d, m.of.Base.Roads, m.of.Of, m.log, o)
	if err != nil {
		return "", err
	}
	l.lap("search")
	if stale := context.Cause(ctx); errors.Is(stale, store.ErrStale) {
		return "", stale
	}
	ctx = context.WithoutCancel(ctx)
	p.Made.From = m.of.Hash
	if err := m.judge(p); err != nil {
		return "", err
	}
	l.lap("judge")
	defer l.lap("keep")
	return w.draft(ctx, j, m, p, b, before)
}

// judge checks a first answer as far as it touches what was there, and works out
// its bill and measures beside that: somebody waits.
func (m *mending) judge(p *model.Plan) error {
	roads := m.of.Base.Roads
	var rest sync.WaitGroup
	var bill []model.BillLine
	var measures model.Measures
	rest.Go(func() { measures = model.Measure(m.c, roads, p) })
	rest.Go(func() { bill = model.Bill(m.c, roads, p) })
	homes, shifts := model.Touched(m.c, m.of.Of, p)
	err := passes(slices.Concat(model.CheckMended(m.c, m.of.Of, p), model.CheckTouched(m.c, roads, p, homes, shifts)))
	rest.Wait()
	p.Bill, p.Measures = bill, measures
	return err
}

// draft keeps a first answer while a better one is looked for.
func (w *Work) draft(ctx context.Context, j *store.Job, m *mending, p *model.Plan, b *beat, before string) (string, error) {
	row := m.row(j)
	data, err := packed(&row, p)
	if err != nil {
		return "", err
	}
	of := lines(p.Bill)
	err = w.write(ctx, func(tx *store.Tx) (err error) {
		if row.Blob, err = tx.PutBlob(ctx, data); err != nil {
			return err
		}
		kept, err := tx.AddPlan(ctx, row)
		if err != nil {
			return err
		}
		if err := reject(ctx, tx, before, j); err != nil {
			return err
		}
		row.ID = kept.ID
		b.say(func(p *store.Progress) { p.Plan, p.Unserved, p.Price, p.Lines = kept.ID, kept.Unserved, kept.Bill, of })
		return w.still(ctx, tx, j, b.now())
	})
	return row.ID, err
}

// reject ends a draft that a better one takes the place of; one that somebody has
// published or rejected meanwhile stays as it is.
func reject(ctx context.Context, tx *store.Tx, draft string, j *store.Job) error {
	if draft == "" {
		return nil
	}
	err := tx.RejectPlan(ctx, draft, store.By{Token: j.Token, Why: "a better one was found"})
	if errors.Is(err, store.ErrState) {
		return nil
	}
	return err
}

// row is what a mend is as a plan of the store.
func (m *mending) row(j *store.Job) store.Plan {
	return store.Plan{Area: j.Area, Case: m.of.Base.ID, Follows: m.of.ID, Epoch: m.area.Epoch, Events: m.open.Last(m.of.Events), Job: j.ID}
}

func (w *Work) options(a *ReplanArgs, b *beat) solver.Options {
	o := solver.Options{Iterations: a.Budget.Iterations, Time: a.Budget.Time, Seed: a.Seed, Workers: w.o.Cores, Program: w.o.Program, Progress: b.searched}
	if a.Budget == (Budget{}) {
		o.Time = w.o.Replan
	}
	return o
}

// better looks for a better mend, unless further events come, and ends the job with it.
func (w *Work) better(ctx context.Context, j *store.Job, m *mending, a *ReplanArgs, b *beat, first string) error {
	search, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go w.watch(search, stop, j.Area, m.area.Events)
	p, err := solver.Mend(search, m.d, m.of.Base.Roads, m.of.Of, m.log, w.options(a, b))
	if err != nil {
		return err
	}
	switch cause := context.Cause(search); {
	case errors.Is(cause, errNewer), errors.Is(cause, store.ErrStale):
		return cause
	case w.leaving.Err() != nil && cause != nil:
		return cause
	}
	asked := errors.Is(context.Cause(ctx), errAsked)
	ctx = context.WithoutCancel(ctx)
	b.say(func(p *store.Progress) { p.Stage = "check" })
	p.Made.From = m.of.Hash
	if err := passes(slices.Concat(model.Check(m.c, m.of.Base.Roads, p), model.CheckMended(m.c, m.of.Of, p))); err != nil {
		return err
	}
	row, to := m.row(j), store.JobDone
	if asked {
		to = store.JobCancelled
	}
	return w.end(ctx, j, to, &row, p, a.Publish && !asked, b, func(tx *store.Tx, published bool) error {
		if area, err := tx.Area(ctx, j.Area); err != nil || area.Events > m.area.Events && !asked {
			return errors.Join(err, errNewer)
		}
		if err := reject(ctx, tx, first, j); err != nil {
			return err
		}
		return w.then(ctx, tx, j, a, published)
	})
}

// then plans what is to follow on a mend that was published.
func (w *Work) then(ctx context.Context, tx *store.Tx, j *store.Job, a *ReplanArgs, published bool) error {
	if a.Then == nil || !published {
		return nil
	}
	area, err := tx.Area(ctx, j.Area)
	if err != nil {
		return err
	}
	next := *a.Then
	next.From, next.Epoch = area.Plan, area.Epoch
	_, err = w.Add(ctx, tx, store.Job{Kind: store.JobPlan, Area: j.Area, Args: encode(&next), Token: j.Token})
	return err
}

// watch stops a search when further events come.
func (w *Work) watch(ctx context.Context, stop context.CancelCauseFunc, area string, known int64) {
	tick := time.NewTicker(w.o.Beat / 5)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if a, err := w.store.Area(ctx, area); err == nil && a.Events > known {
			stop(errNewer)
			return
		}
	}
}

// laps are what the stages of a mend took, for the log.
type laps struct {
	last time.Time
	told []any
}

func newLaps() *laps { return &laps{last: time.Now()} }

func (l *laps) lap(stage string) {
	now := time.Now()
	l.told = append(l.told, stage+"_ms", now.Sub(l.last).Milliseconds())
	l.last = now
}
