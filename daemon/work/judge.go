package work

import (
	"context"

	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
)

// Checked is what a check found: rules broken, and what is owed without a
// certificate.
type Checked struct {
	Plan   string            `json:"plan"`
	Broken int               `json:"broken"`
	Owed   int               `json:"owed"`
	Found  []model.Violation `json:"found"`
}

// mostFound is how many violations a check tells one by one.
const mostFound = 200

// check checks a plan, and against the one it follows what had begun and the calls.
func (w *Work) check(ctx context.Context, j *store.Job, a *CheckArgs, b *beat) error {
	b.say(func(p *store.Progress) { p.Stage = "check" })
	p, err := w.records.Plan(ctx, a.Plan)
	if err != nil {
		return gone(err)
	}
	found := model.Check(p.Seen, p.Base.Roads, p.Of)
	if p.Follows != "" {
		if was, err := w.records.Plan(ctx, p.Follows); err == nil && was.Base.ID == p.Base.ID {
			found = append(found, model.CheckMended(p.Seen, was.Of, p.Of)...)
		}
	}
	c := Checked{Plan: a.Plan}
	for i := range found {
		if found[i].Escalation {
			c.Owed++
		} else {
			c.Broken++
		}
	}
	c.Found = found[:min(len(found), mostFound)]
	return w.tell(ctx, j, b, &c)
}

// compare compares plans, each with its case.
func (w *Work) compare(ctx context.Context, j *store.Job, a *CompareArgs, b *beat) error {
	b.say(func(p *store.Progress) { p.Stage = "compare" })
	var sides []*records.Plan
	for _, id := range a.Plans {
		p, err := w.records.Plan(ctx, id)
		if err != nil {
			return gone(err)
		}
		sides = append(sides, p)
	}
	c, err := w.o.Compare(sides, a.By)
	if err != nil {
		return gate.NewProblem(422, "compare", err.Error())
	}
	return w.tell(ctx, j, b, c)
}

// gone is a plan that retention has removed since it was asked for.
func gone(err error) error {
	return gate.NewProblem(404, "not-found", "a plan is not there: "+err.Error())
}

// tell ends a job with its result.
func (w *Work) tell(ctx context.Context, j *store.Job, b *beat, result any) error {
	return w.write(ctx, func(tx *store.Tx) error {
		if err := w.still(ctx, tx, j, b.now()); err != nil {
			return err
		}
		_, err := tx.MoveJob(ctx, j.ID, store.JobDone, store.Outcome{Result: encode(result)})
		return err
	})
}
