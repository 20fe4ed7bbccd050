package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/store"
)

// Plan is a plan in figures.
type Plan struct {
	ID        string     `json:"id"`
	Area      string     `json:"area"`
	Case      string     `json:"case"`
	Follows   string     `json:"follows,omitempty" doc:"the plan that it was made from"`
	State     string     `json:"state" enum:"draft,published,superseded,rejected"`
	Epoch     int64      `json:"epoch" doc:"of the area, when its making began"`
	Hash      string     `json:"hash"`
	Price     float64    `json:"price" doc:"kr."`
	Unserved  int        `json:"unserved" doc:"services never cancelled that nobody can do (R-6.3)"`
	Calls     int        `json:"calls" doc:"owed to citizens (R-6.5)"`
	Job       string     `json:"job"`
	Made      time.Time  `json:"made"`
	Published *time.Time `json:"published,omitempty"`
	Ended     *time.Time `json:"ended,omitempty"`
}

// planRow is a plan of the store, with its area's name.
func planRow(p store.Plan, area string) Plan {
	return Plan{ID: p.ID, Area: area, Case: p.Case, Follows: p.Follows, State: string(p.State), Epoch: p.Epoch, Hash: p.Hash, Price: kroner(p.Bill),
		Unserved: p.Unserved, Calls: p.Calls, Job: p.Job, Made: p.Made, Published: stamp(p.Published), Ended: stamp(p.Ended)}
}

// PlanDetails is a plan with its bill, its measures and what it leaves undone.
type PlanDetails struct {
	Plan
	Made         *anything `json:"how"`
	Bill         *anything `json:"bill"`
	Measures     *anything `json:"measures"`
	Certificates *anything `json:"certificates"`
}

type planID struct {
	ID string `path:"id"`
}

// row finds what is known of a plan without reading it, for those who may do
// something in its area.
func (a *API) row(ctx context.Context, op access.Operation, id string) (store.Plan, store.Area, error) {
	p, err := a.Store.Plan(ctx, id)
	if err != nil {
		return p, store.Area{}, err
	}
	area, err := a.Store.Area(ctx, p.Area)
	if err == nil {
		err = mayAt(ctx, op, area)
	}
	return p, area, err
}

// plan finds and reads a plan, with its row as it stands now: its state changes.
func (a *API) plan(ctx context.Context, op access.Operation, id string) (*records.Plan, store.Area, error) {
	row, area, err := a.row(ctx, op, id)
	if err != nil {
		return nil, area, err
	}
	p, err := a.Records.Plan(ctx, id)
	if err != nil {
		return nil, area, err
	}
	now := *p
	now.Plan = row
	return &now, area, nil
}

func (a *API) planOperations() {
	tags := []string{"plans"}
	type details struct {
		ETag string `header:"ETag" doc:"the epoch of the area now: what publishing is to match"`
		Body PlanDetails
	}
	offer(a, access.ReadPlans, huma.Operation{OperationID: "list-plans", Method: http.MethodGet, Path: "/api/v1/plans", Tags: tags, Summary: "Plans, the last made first"},
		func(ctx context.Context, in *struct {
			Paging
			Area  string `query:"area"`
			State string `query:"state" enum:"draft,published,superseded,rejected"`
		}) (*struct{ Body pageOf[Plan] }, error) {
			return a.listPlans(ctx, store.Query{State: in.State, After: in.After, Limit: in.Limit}, in.Area)
		})
	offer(a, access.ReadPlans, huma.Operation{OperationID: "read-plan", Method: http.MethodGet, Path: "/api/v1/plans/{id}", Tags: tags, Summary: "One plan: its bill, its measures, what it leaves undone"},
		func(ctx context.Context, in *planID) (*details, error) {
			p, area, err := a.plan(ctx, access.ReadPlans, in.ID)
			if err != nil {
				return nil, err
			}
			return &details{ETag: epochTag(area), Body: PlanDetails{planRow(p.Plan, area.Name), &anything{p.Of.Made}, &anything{p.Of.Bill}, &anything{p.Of.Measures}, &anything{p.Of.Certificates}}}, nil
		})
	offer(a, access.ReadAddresses, huma.Operation{OperationID: "read-plan-content", Method: http.MethodGet, Path: "/api/v1/plans/{id}/content", Tags: tags, Summary: "The plan itself, as a zip of its tables"},
		func(ctx context.Context, in *planID) (*file, error) {
			p, _, err := a.row(ctx, access.ReadAddresses, in.ID)
			if err != nil {
				return nil, err
			}
			data, err := a.Store.Blob(ctx, p.Blob)
			return attachment("application/zip", "plan.zip", data), err
		})
	a.publishOperations(tags)
}

func (a *API) listPlans(ctx context.Context, q store.Query, areaName string) (*struct{ Body pageOf[Plan] }, error) {
	ids, names, err := a.visible(ctx, access.ReadPlans, areaName)
	if err != nil {
		return nil, err
	}
	q.Areas = ids
	p, err := a.Store.Plans(ctx, q)
	return &struct{ Body pageOf[Plan] }{page(p, func(p store.Plan) Plan { return planRow(p, names[p.Area]) })}, err
}

func (a *API) publishOperations(tags []string) {
	type change struct {
		ID      string `path:"id"`
		IfMatch string `header:"If-Match" doc:"the ETag of the area or the plan, as it was looked at"`
		Body    struct {
			Why string `json:"why,omitempty" maxLength:"400" doc:"for the audit; nothing about anybody"`
		}
	}
	offer(a, access.PublishPlans, huma.Operation{OperationID: "publish-plan", Method: http.MethodPost, Path: "/api/v1/plans/{id}/publish", Tags: tags, Errors: []int{http.StatusConflict, http.StatusPreconditionRequired},
		Summary: "Make a draft the plan of its area. Of two who do it at once one gets 409, with what stands"},
		func(ctx context.Context, in *change) (*struct{ Body Area }, error) {
			_, area, err := a.row(ctx, access.PublishPlans, in.ID)
			if err == nil {
				err = must(in.IfMatch)
			}
			if err == nil {
				err = matches(area, in.IfMatch)
			}
			if err != nil {
				return nil, err
			}
			err = a.Store.Write(ctx, func(tx *store.Tx) (err error) {
				area, err = tx.Publish(ctx, in.ID, by(ctx, in.Body.Why))
				return err
			})
			if err != nil {
				return nil, err
			}
			a.Metrics.Publication(area.Name)
			body, err := a.areaOf(ctx, area)
			return &struct{ Body Area }{body}, err
		})
	offer(a, access.PublishPlans, huma.Operation{OperationID: "reject-plan", Method: http.MethodPost, Path: "/api/v1/plans/{id}/reject", Tags: tags, Errors: []int{http.StatusConflict}, DefaultStatus: http.StatusNoContent, Summary: "End a draft"},
		func(ctx context.Context, in *change) (*struct{}, error) {
			if _, _, err := a.row(ctx, access.PublishPlans, in.ID); err != nil {
				return nil, err
			}
			return nil, a.Store.Write(ctx, func(tx *store.Tx) error { return tx.RejectPlan(ctx, in.ID, by(ctx, in.Body.Why)) })
		})
}
