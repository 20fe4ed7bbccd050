package api

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

func (a *API) reasonOperations() {
	tags := []string{"reasons"}
	type Who struct {
		ID    string `path:"id"`
		Visit string `query:"visit" required:"true"`
	}
	offer(a, access.ReadPlans, huma.Operation{OperationID: "who", Method: http.MethodGet, Path: "/api/v1/plans/{id}/who", Tags: tags, Summary: "All who could take a visit, the cheapest first"},
		func(ctx context.Context, in *Who) (*struct{ Body *anything }, error) {
			p, _, err := a.plan(ctx, access.ReadPlans, in.ID)
			if err != nil {
				return nil, err
			}
			if visitOf(p, in.Visit) == nil {
				return nil, gate.NewProblem(http.StatusNotFound, "not-found", "the plan has no such visit")
			}
			all, err := solver.Who(p.Seen, p.Base.Roads, p.Of, model.VisitID(in.Visit))
			return &struct{ Body *anything }{&anything{all}}, reason(err)
		})
	type why struct {
		Who
		Caregiver string `query:"caregiver"`
		At        string `query:"at" doc:"hh:mm of the visit's date"`
	}
	offer(a, access.ReadPlans, huma.Operation{OperationID: "why", Method: http.MethodGet, Path: "/api/v1/plans/{id}/why", Tags: tags, Summary: "Why a visit stands where it stands, or not elsewhere"},
		func(ctx context.Context, in *why) (*struct{ Body *anything }, error) {
			p, _, err := a.plan(ctx, access.ReadPlans, in.ID)
			if err != nil {
				return nil, err
			}
			v := visitOf(p, in.Visit)
			if v == nil {
				return nil, gate.NewProblem(http.StatusNotFound, "not-found", "the plan has no such visit")
			}
			q := solver.Question{Caregiver: model.CaregiverID(in.Caregiver)}
			if in.At != "" {
				at, err := model.ParseClock(in.At)
				if err != nil {
					return nil, bad("at: %v", err)
				}
				q.At = model.At(v.Date, at)
			}
			w, err := solver.Why(p.Seen, p.Base.Roads, p.Of, v.ID, q)
			return &struct{ Body *anything }{&anything{w}}, reason(err)
		})
}

func visitOf(p *records.Plan, id string) *model.Visit {
	at := slices.IndexFunc(p.Of.Visits, func(v model.Visit) bool { return string(v.ID) == id })
	if at < 0 {
		return nil
	}
	return &p.Of.Visits[at]
}

// reason is a question that has no answer.
func reason(err error) error {
	if err == nil {
		return nil
	}
	return gate.NewProblem(http.StatusUnprocessableEntity, "question", strings.TrimPrefix(err.Error(), "solver: "))
}
