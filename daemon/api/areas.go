package api

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/work"
)

// Area is what one plan covers.
type Area struct {
	Name      string   `json:"name"`
	Provider  string   `json:"provider"`
	Districts []string `json:"districts" doc:"none: all of the provider"`
	Epoch     int64    `json:"epoch" doc:"grows by one with every plan published"`
	Plan      string   `json:"plan,omitempty" doc:"the published one"`
	Open      int      `json:"open_events" doc:"events that no published plan knows yet"`
}

func (a *API) areaOf(ctx context.Context, s store.Area) (Area, error) {
	open, err := a.Store.Events(ctx, s.ID, 0, store.EventOpen, 0)
	return Area{s.Name, s.Provider, s.Districts, s.Epoch, s.Plan, len(open)}, err
}

func (a *API) areaOperations() {
	type list struct {
		Body struct {
			Items []Area `json:"items"`
		}
	}
	offer(a, access.ReadPlans, huma.Operation{OperationID: "list-areas", Method: http.MethodGet, Path: "/api/v1/areas", Tags: []string{"areas"}, Summary: "Areas, and the plan that stands in each"},
		func(ctx context.Context, _ *struct{}) (*list, error) {
			all, err := a.Store.Areas(ctx)
			if err != nil {
				return nil, err
			}
			out := &list{}
			out.Body.Items = []Area{}
			for _, s := range all {
				if mayAt(ctx, access.ReadPlans, s) != nil {
					continue
				}
				one, err := a.areaOf(ctx, s)
				if err != nil {
					return nil, err
				}
				out.Body.Items = append(out.Body.Items, one)
			}
			return out, nil
		})
	type nights struct {
		Body struct {
			At    time.Time        `json:"at" doc:"when it was told"`
			Items []work.AreaNight `json:"items"`
		}
	}
	offer(a, access.ReadPlans, huma.Operation{OperationID: "list-nights", Method: http.MethodGet, Path: "/api/v1/nights", Tags: []string{"areas"}, Summary: "How the last night went in each area, as told in the morning: published, waits for approval, under way, failed or missing; and what the plan that stands leaves undone"},
		func(ctx context.Context, _ *struct{}) (*nights, error) {
			_, names, err := a.visible(ctx, access.ReadPlans, "")
			if err != nil {
				return nil, err
			}
			last, err := work.LastSummary(ctx, a.Store)
			out := &nights{}
			out.Body.At, out.Body.Items = last.At, last.Of(slices.Collect(maps.Values(names)))
			return out, err
		})
	type named struct {
		Area string `path:"area"`
	}
	type one struct {
		ETag string `header:"ETag"`
		Body Area
	}
	offer(a, access.ReadPlans, huma.Operation{OperationID: "read-area", Method: http.MethodGet, Path: "/api/v1/areas/{area}", Tags: []string{"areas"}, Summary: "One area; its ETag is the epoch"},
		func(ctx context.Context, in *named) (*one, error) {
			s, err := a.area(ctx, access.ReadPlans, in.Area)
			if err != nil {
				return nil, err
			}
			out := &one{ETag: epochTag(s)}
			out.Body, err = a.areaOf(ctx, s)
			return out, err
		})
}

// epochTag is the ETag of an area: what two planners may change at once is
// compared by it.
func epochTag(s store.Area) string { return fmt.Sprintf(`"%d"`, s.Epoch) }

// matches wants an area to be at the epoch that If-Match names.
func matches(s store.Area, ifMatch string) error {
	if ifMatch == "" || ifMatch == "*" {
		return nil
	}
	n, err := strconv.ParseInt(strings.Trim(ifMatch, `"`), 10, 64)
	if err != nil {
		return bad("If-Match: %s is no epoch of an area", ifMatch)
	}
	if n != s.Epoch {
		return &store.ConflictError{Stands: s}
	}
	return nil
}

// must wants If-Match at all.
func must(ifMatch string) error {
	if ifMatch == "" {
		return gate.NewProblem(http.StatusPreconditionRequired, "if-match", `write If-Match with the area's ETag, its epoch: what you looked at is what you change`)
	}
	return nil
}
