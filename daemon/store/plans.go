package store

import (
	"context"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// PlanState is how far a plan has come.
type PlanState string

// A plan is a draft, then published and in time superseded by the next; or
// rejected before. Tables and triggers know no other way.
const (
	PlanDraft      PlanState = "draft"
	PlanPublished  PlanState = "published"
	PlanSuperseded PlanState = "superseded"
	PlanRejected   PlanState = "rejected"
)

// Plan is a plan as the store knows it. Nothing but its state ever changes.
type Plan struct {
	ID      string
	Area    string
	Case    string
	Follows string // the plan it follows in the chain; "" for the first. It may be gone by now
	State   PlanState
	Epoch   int64 // of its area, when the making of the plan began
	Hash    string
	Blob    string

	Bill     model.Price
	Unserved int   // visits of the class never-cancelled that nobody can do
	Calls    int   // owed to citizens
	Events   int64 // the number of the last event of the area that it knows

	Job       string // that made it
	Made      time.Time
	Published time.Time
	Ended     time.Time // superseded or rejected
}

const planColumns = `SELECT id, area, case_id, follows, state, epoch, hash, blob, bill, unserved, calls, events, job, made, published, ended FROM plans`

func (p *Plan) scan(row scanner) error {
	return row.Scan(&p.ID, &p.Area, &p.Case, &p.Follows, &p.State, &p.Epoch, &p.Hash, &p.Blob, &p.Bill, &p.Unserved, &p.Calls, &p.Events,
		&p.Job, moment{&p.Made}, moment{&p.Published}, moment{&p.Ended})
}

// AddPlan keeps a draft. Its id, state and times are given here.
func (t *Tx) AddPlan(ctx context.Context, p Plan) (Plan, error) {
	p.ID, p.State, p.Made, p.Published, p.Ended = newID("plan"), PlanDraft, t.now, time.Time{}, time.Time{}
	return p, t.exec(ctx, `INSERT INTO plans (id, area, case_id, follows, state, epoch, hash, blob, bill, unserved, calls, events, job, made, published, ended)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, 0)`,
		p.ID, p.Area, p.Case, p.Follows, p.State, p.Epoch, p.Hash, p.Blob, int64(p.Bill), p.Unserved, p.Calls, p.Events, p.Job, micros(p.Made))
}

// Plan gives one plan.
func (r Reader) Plan(ctx context.Context, id string) (Plan, error) {
	return one[Plan](ctx, r, planColumns+` WHERE id = $1`, id)
}

// Plans lists plans as they were made, the last first.
func (r Reader) Plans(ctx context.Context, q Query) (Page[Plan], error) {
	var w where
	among(&w, "area", q.Areas)
	w.equal("state", q.State)
	return page[Plan](ctx, r, "plan", planColumns, w, q, func(p Plan) string { return p.ID })
}
