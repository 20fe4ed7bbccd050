package work

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hjemvej/hjemvej/daemon/nightly"
	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
)

// Nightly is who asks for the plans of nights.
const Nightly = "nightly"

// Nights asks for the plans whose time has come, also for those of a night that
// nobody was there for. Of several processes one does: a night has a key.
func (w *Work) Nights(ctx context.Context) error {
	var all error
	for i := range w.o.Areas {
		a := &w.o.Areas[i]
		if a.Nightly == "" {
			continue
		}
		s, err := nightly.Parse(a.Nightly, w.o.Zone)
		if err == nil {
			err = w.night(ctx, a, s.Last(time.Now()))
		}
		if err != nil {
			all = errors.Join(all, fmt.Errorf("area %s: %w", a.Name, err))
		}
	}
	return all
}

// catchUp is how old a missed night may be and still be worth planning, where
// there is a plan to go by meanwhile.
const catchUp = 20 * time.Hour

// night asks for one night's plan of an area, once.
func (w *Work) night(ctx context.Context, a *settings.Area, at time.Time) error {
	if at.IsZero() {
		return nil
	}
	area, err := w.store.AreaNamed(ctx, a.Name)
	if err != nil {
		return err
	}
	if area.Plan != "" && time.Since(at) > catchUp {
		return nil
	}
	newest, err := w.store.NewestCase(ctx, a.Case)
	if errors.Is(err, store.ErrNotFound) {
		return nil // nothing to plan from yet
	}
	if err != nil {
		return err
	}
	night := at.UTC().Format(time.RFC3339)
	args := PlanArgs{Case: newest.ID, From: area.Plan, Epoch: area.Epoch, Budget: Budget{Time: a.Time}, Seed: 1, Publish: a.Publish, Night: night}
	stale, err := w.planned(ctx, area, newest)
	if err != nil {
		return err
	}
	request := store.Request{Token: Nightly, Key: a.Name + " " + night, Hash: night}
	_, repeated, err := w.store.Once(ctx, request, func(tx *store.Tx) (store.Answer, error) {
		if stale {
			return store.Answer{Status: 204}, nil
		}
		return w.ask(ctx, tx, area, &args)
	})
	if errors.Is(err, store.ErrBusy) {
		return nil // the next time that somebody looks
	}
	if err == nil && !repeated {
		w.log.Info("nightly", "area", a.Name, "night", night, "case", newest.ID, "planned", !stale)
		if stale {
			w.log.Warn("no newer export of the case has come: its days are planned already", "area", a.Name, "case", newest.ID)
		}
	}
	return err
}

// planned says whether the published plan of an area is of a case already.
func (w *Work) planned(ctx context.Context, area store.Area, c store.Case) (bool, error) {
	if area.Plan == "" {
		return false, nil
	}
	p, err := w.store.Plan(ctx, area.Plan)
	return p.Case == c.ID, err
}

// ask puts a night's plan in the queue; where events are open and plans publish
// themselves, after a mend that knows them.
func (w *Work) ask(ctx context.Context, tx *store.Tx, area store.Area, args *PlanArgs) (store.Answer, error) {
	j := store.Job{Kind: store.JobPlan, Area: area.ID, Args: encode(args), Token: Nightly}
	if args.Publish && area.Plan != "" {
		open, err := tx.Events(ctx, area.ID, 0, store.EventOpen, 1)
		if err != nil {
			return store.Answer{}, err
		}
		if len(open) > 0 {
			j.Kind, j.Args = store.JobReplan, encode(&ReplanArgs{Seed: 1, Publish: true, Then: args})
		}
	}
	j, err := w.Add(ctx, tx, j)
	return store.Answer{Status: 202, Body: []byte(j.ID)}, err
}

// retain asks for the job that removes what is no longer kept, once a day.
func (w *Work) retain(ctx context.Context) error {
	day := time.Now().In(w.o.Zone).Format(time.DateOnly)
	_, _, err := w.store.Once(ctx, store.Request{Token: "retention", Key: day, Hash: day}, func(tx *store.Tx) (store.Answer, error) {
		j, err := w.Add(ctx, tx, store.Job{Kind: JobRetain, Args: encode(RetainArgs{}), Token: "retention"})
		return store.Answer{Status: 202, Body: []byte(j.ID)}, err
	})
	return err
}

// remove removes what is older than the standards of the cases in use say.
func (w *Work) remove(ctx context.Context, j *store.Job, _ *RetainArgs, b *beat) error {
	r, err := w.retention(ctx)
	if err != nil {
		return err
	}
	before := func(d time.Duration) time.Time {
		if d == 0 {
			return time.Time{}
		}
		return time.Now().Add(-d)
	}
	var removed store.Removed
	blobs := int64(0)
	err = w.write(ctx, func(tx *store.Tx) (err error) {
		removed, err = tx.RemoveBefore(ctx, store.Before{Plans: before(r.Plans), Events: before(r.Events), Jobs: before(r.Plans), Requests: before(r.Requests), Audit: before(r.Audit)})
		if err != nil {
			return err
		}
		if blobs, err = tx.RemoveBlobs(ctx, time.Now().Add(-time.Hour)); err != nil {
			return err
		}
		if err := w.still(ctx, tx, j, b.now()); err != nil {
			return err
		}
		tx.Audit(store.Entry{Token: j.Token, Action: "retention", Objects: []string{j.ID}})
		_, err = tx.MoveJob(ctx, j.ID, store.JobDone, store.Outcome{Result: encode(&removed)})
		return err
	})
	if err == nil {
		w.log.Info("retention", "plans", removed.Plans, "cases", removed.Cases, "events", removed.Events, "jobs", removed.Jobs,
			"requests", removed.Requests, "audit", removed.Audit, "blobs", blobs)
	}
	return err
}

// Retention is how long things are kept; 0: for ever.
type Retention struct{ Plans, Events, Requests, Audit time.Duration }

// retention is what the standard of the newest case says.
func (w *Work) retention(ctx context.Context) (Retention, error) {
	r := Retention{Requests: 7 * 24 * time.Hour}
	newest, err := w.store.Cases(ctx, store.Query{Limit: 1})
	if err != nil || len(newest.Items) == 0 {
		return r, err
	}
	c, err := w.records.Case(ctx, newest.Items[0].ID)
	if err != nil {
		return r, err
	}
	r.Plans, r.Events, r.Audit = kept(c.Of.Standard)
	return r, nil
}

func kept(s *model.Standard) (plans, events, audit time.Duration) {
	const day = 24 * time.Hour
	k := s.Rules.Keep
	return time.Duration(k.Plans) * day, time.Duration(k.Events) * day, time.Duration(k.Audit) * day
}
