package work

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/solver/search"
)

// plan does a slice of a plan, and with the last one makes the plan.
func (w *Work) plan(ctx context.Context, j *store.Job, a *PlanArgs, b *beat) error {
	u, err := w.underway(ctx, j, a, b)
	if err != nil {
		return err
	}
	over, hurried, err := w.slice(ctx, j, u)
	if err != nil && !errors.Is(context.Cause(ctx), errAsked) { // who is asked to stop while it waits keeps what it has
		return err
	}
	if hurried && !over {
		w.rest(ctx)
	}
	asked := errors.Is(context.Cause(ctx), errAsked) || !j.Cancel.IsZero() // slices shorter than a beat hear of it in the next
	switch {
	case errors.Is(context.Cause(ctx), store.ErrStale):
		return store.ErrStale
	case over || asked:
		return w.made(context.WithoutCancel(ctx), j, a, u, b, asked)
	}
	return w.goOn(context.WithoutCancel(ctx), j, u, b, hurried)
}

// slice searches for a while when its turn has come, and says whether the search
// is over, or was cut short by somebody who is in a hurry.
func (w *Work) slice(ctx context.Context, j *store.Job, u *underway) (over, hurried bool, err error) {
	turn, done, err := w.turns.slice(ctx)
	if err != nil {
		return false, false, err
	}
	defer done()
	began := time.Now()
	defer context.AfterFunc(w.leaving, done)() // the process is to stop
	over = u.planning.Search(turn, w.o.Slice)
	w.metrics.Searched(string(j.Kind), time.Since(began))
	return over, turn.Err() != nil, nil
}

// rest lets who is in a hurry have the processor and the store to themselves: where
// the search is can be written down when they have what they wait for, and is
// lost with no more than a slice if the process dies first. Who is to stop doesn't rest.
func (w *Work) rest(ctx context.Context) {
	ctx, end := context.WithCancel(ctx)
	defer end()
	defer context.AfterFunc(w.leaving, end)()
	_ = w.turns.rest(ctx) // who leaves goes on to write down where it was
}

// goOn keeps where a search is, and hands its next slice on.
func (w *Work) goOn(ctx context.Context, j *store.Job, u *underway, b *beat, hurried bool) error {
	at, err := u.planning.Checkpoint()
	if err != nil { // a mend came before the first round
		at = nil
	}
	w.metrics.Pace(w.areaName(ctx, j.Area), string(j.Kind), b.now().PerSecond)
	u.bill(b, hurried)
	var next store.Job
	err = w.write(ctx, func(tx *store.Tx) (err error) {
		if next, err = tx.SaveSlice(ctx, j.ID, j.Slices, at, b.now()); err != nil {
			return err
		}
		return w.hand(ctx, tx.SQL(), next, next.Slices)
	})
	if err == nil {
		u.slices = next.Slices
		w.live.keep(j.ID, u)
	}
	return err
}

// underway is the search as the last slice left it, or from its beginning.
func (w *Work) underway(ctx context.Context, j *store.Job, a *PlanArgs, b *beat) (*underway, error) {
	b.say(func(p *store.Progress) { *p = j.Progress })
	if u := w.live.take(j.ID, j.Slices); u != nil {
		u.beat = b
		return u, nil
	}
	b.say(func(p *store.Progress) { p.Stage = "build" })
	area, err := w.store.Area(ctx, j.Area)
	if err != nil {
		return nil, err
	}
	u := &underway{slices: j.Slices, beat: b}
	if u.base, err = w.records.Case(ctx, a.Case); err != nil {
		return nil, err
	}
	c := u.base.Of
	if a.From != "" {
		from, err := w.records.Plan(ctx, a.From)
		if err != nil {
			return nil, err
		}
		if why := model.Misfit(c, from.Of); why != (model.Text{}) {
			return nil, misfit(why)
		}
		u.after, u.follows = model.Succeed(c, from.Of), from.Hash
		c = u.after.Case
	}
	if u.demand, err = model.Expand(c, model.ProviderID(area.Provider), districts(area)); err != nil {
		return nil, fmt.Errorf("case %s: %w", a.Case, err)
	}
	u.planning, err = w.begin(ctx, j, a, u)
	return u, err
}

// begin states the search, from the checkpoint where there is one of it.
func (w *Work) begin(ctx context.Context, j *store.Job, a *PlanArgs, u *underway) (*solver.Planning, error) {
	at, _, err := w.store.Checkpoint(ctx, j.ID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, &storeError{err}
	}
	o := solver.Options{Iterations: a.Budget.Iterations, Time: a.Budget.Time, Seed: a.Seed, Workers: max(1, w.o.Cores/w.abreast()),
		Program: w.o.Program, After: u.after, Resume: at,
		Progress: func(s search.Progress) { u.beat.searched(s) }} // each slice has its own
	if len(at) == 0 {
		o.Resume = nil
	}
	p, err := solver.Begin(u.demand, u.base.Roads, o)
	if o.Resume != nil && err != nil { // of another version of the program: from the beginning
		w.log.Warn("a checkpoint is of no use", "job", j.ID, "error", err)
		o.Resume = nil
		p, err = solver.Begin(u.demand, u.base.Roads, o)
	}
	return p, err
}

// searched notes how far a search is.
func (b *beat) searched(s search.Progress) {
	b.say(func(p *store.Progress) {
		p.Stage, p.Iterations, p.Share, p.Price = "search", s.Iterations, s.Done, model.Price(s.Price)
		p.Unserved, p.PerSecond = s.Unserved, s.PerSecond
	})
}

func districts(a store.Area) []model.DistrictID {
	all := make([]model.DistrictID, len(a.Districts))
	for i, d := range a.Districts {
		all[i] = model.DistrictID(d)
	}
	return all
}

func misfit(why model.Text) error {
	p := gate.NewProblem(409, "misfit", why.En)
	p.Faults = []gate.Fault{{Da: why.Da, En: why.En}}
	return p
}

// made reads a plan from what was found, checks and keeps it, and publishes it
// where that was asked for and no other was published meanwhile.
func (w *Work) made(ctx context.Context, j *store.Job, a *PlanArgs, u *underway, b *beat, asked bool) error {
	b.say(func(p *store.Progress) { p.Stage, p.Share = "judge", 1 })
	p := u.planning.Plan()
	p.Made.From = u.follows
	b.say(func(p *store.Progress) { p.Stage = "check" })
	if err := passes(model.Check(u.demand.Case, u.base.Roads, p)); err != nil {
		return err
	}
	row := store.Plan{Area: j.Area, Case: a.Case, Follows: a.From, Epoch: a.Epoch, Job: j.ID}
	to := store.JobDone
	if asked {
		to = store.JobCancelled
	}
	return w.end(ctx, j, to, &row, p, a.Publish && !asked, b, func(tx *store.Tx, published bool) error {
		if a.Publish && !asked && !published {
			return w.again(ctx, tx, j, a)
		}
		return nil
	})
}

// passes says that a plan breaks no rule, or which is the first of those it breaks.
func passes(found []model.Violation) error {
	var faults []gate.Fault
	for i := range found {
		if v := &found[i]; !v.Escalation {
			faults = append(faults, gate.Fault{Rule: v.Rule, Da: v.Text.Da, En: v.Text.En})
		}
	}
	if len(faults) == 0 {
		return nil
	}
	p := gate.NewProblem(500, "broken", fmt.Sprintf("the new plan breaks %d rules and was not kept; please report this", len(faults)))
	p.Faults = faults[:min(len(faults), 20)]
	return p
}

// again plans anew what was planned from a plan that is published no more, twice
// at most: after that a planner decides.
func (w *Work) again(ctx context.Context, tx *store.Tx, j *store.Job, a *PlanArgs) error {
	area, err := tx.Area(ctx, j.Area)
	if err != nil || a.Again >= 2 {
		return err
	}
	next := *a
	next.From, next.Epoch, next.Again = area.Plan, area.Epoch, a.Again+1
	_, err = w.Add(ctx, tx, store.Job{Kind: store.JobPlan, Area: j.Area, Args: encode(&next), Token: j.Token})
	return err
}

// end keeps a plan and ends the job that made it, in one transaction with
// whatever else belongs to it.
func (w *Work) end(ctx context.Context, j *store.Job, to store.JobState, row *store.Plan, p *model.Plan, publish bool, b *beat, also func(tx *store.Tx, published bool) error) error {
	data, err := packed(row, p)
	if err != nil {
		return err
	}
	b.say(func(at *store.Progress) {
		at.Stage, at.Share, at.Price, at.Unserved, at.Lines = "", 1, row.Bill, row.Unserved, lines(p.Bill)
	})
	var kept store.Plan
	published := false
	err = w.write(ctx, func(tx *store.Tx) (err error) {
		published = false
		if row.Blob, err = tx.PutBlob(ctx, data); err != nil {
			return err
		}
		if kept, err = tx.AddPlan(ctx, *row); err != nil {
			return err
		}
		if publish {
			w.records.Put(ctx, kept, p) // before anybody can ask for it
			var conflict *store.ConflictError
			_, err = tx.Publish(ctx, kept.ID, store.By{Token: j.Token, Why: string(j.Kind)})
			if published = err == nil; err != nil && !errors.As(err, &conflict) {
				return err
			}
		}
		if err := w.still(ctx, tx, j, b.now()); err != nil {
			return err
		}
		if _, err := tx.MoveJob(ctx, j.ID, to, store.Outcome{Plan: kept.ID}); err != nil {
			return err
		}
		return also(tx, published)
	})
	if err != nil {
		return err
	}
	w.log.Info("plan made", "job", j.ID, "area", j.Area, "plan", kept.ID, "unserved", kept.Unserved, "calls", kept.Calls, "published", published)
	if published && kept.Unserved > 0 { // somebody must see to it
		w.log.Error("care that is never cancelled is left undone", "area", j.Area, "plan", kept.ID, "unserved", kept.Unserved)
	}
	if published {
		w.metrics.Publication(w.areaName(ctx, j.Area))
	}
	return nil
}

// still wants this process to be at a job, still: whoever was taken over from ends nothing.
func (w *Work) still(ctx context.Context, tx *store.Tx, j *store.Job, at store.Progress) error {
	now, err := tx.SaveProgress(ctx, j.ID, j.Slices, at)
	if err == nil && now.Worker != w.name {
		err = store.ErrStale
	}
	return err
}

// lines are the lines of a bill that count anything.
func lines(bill []model.BillLine) map[string]model.Price {
	all := map[string]model.Price{}
	for _, l := range bill {
		if l.Price != 0 {
			all[l.Line] += l.Price
		}
	}
	return all
}

// packed is a plan as the store keeps it, with its figures in its row.
func packed(row *store.Plan, p *model.Plan) (data []byte, err error) {
	row.Bill, row.Calls, row.Unserved = model.Total(p.Bill), len(p.Calls), records.Undone(p)
	data, row.Hash, err = casefile.PackPlan(p)
	return data, err
}

// areaName is an area's name for figures, "" where it is unknown.
func (w *Work) areaName(ctx context.Context, id string) string {
	a, err := w.store.Area(ctx, id)
	if err != nil {
		return ""
	}
	return a.Name
}
