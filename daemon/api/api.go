// Package api is what the service offers over HTTP: operations under /api/v1,
// described by an OpenAPI document that is made of the code. Each operation says
// what it needs (see the package access); who may do it is asked for the role
// before anything is read, and for provider and district where it is known what
// is asked about.
package api

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/hjemvej/hjemvej/daemon/access"
	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/metrics"
	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/settings"
	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/work"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// Service is what the operations work on.
type Service struct {
	Store   *store.Store
	Records *records.Records
	Work    *work.Work
	Metrics *metrics.Metrics
	Log     *slog.Logger
	Areas   []settings.Area
	Pack    casefile.PackLimits
	Streams int // of progress, at a time
	Version string
}

// API is the service's operations on a mux.
type API struct {
	*Service
	huma    huma.API
	streams chan struct{}
	needs   map[string]access.Operation // by operation id
}

// New puts all operations on a mux.
func New(mux *http.ServeMux, s *Service) *API {
	config := huma.DefaultConfig("Hjemvej", s.Version)
	config.DocsPath, config.SchemasPath = "", ""
	config.CreateHooks = nil
	config.OpenAPIPath = "" // served by ourselves, as it is asked for
	config.Info.Description = "Plans of municipal home care: cases in, plans out, sick calls mended in seconds."
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}
	config.Security = []map[string][]string{{"token": {}}}
	a := &API{Service: s, huma: humago.New(mux, config), streams: make(chan struct{}, max(1, s.Streams)), needs: map[string]access.Operation{}}
	a.huma.UseMiddleware(func(c huma.Context, next func(huma.Context)) {
		gate.Routed(c.Context(), c.Operation().Path)
		next(c)
	})
	a.huma.UseMiddleware(asked)
	a.areaOperations()
	a.caseOperations()
	a.planOperations()
	a.viewOperations()
	a.reasonOperations()
	a.jobOperations()
	a.eventOperations()
	a.feedOperations()
	a.auditOperations()
	a.documents(mux)
	Health(mux, s)
	a.needs["metrics"] = access.ReadMetrics
	return a
}

// Needs says what each operation needs, by its id.
func (a *API) Needs() map[string]access.Operation { return a.needs }

// Document is the OpenAPI document.
func (a *API) Document() *huma.OpenAPI { return a.huma.OpenAPI() }

// offer registers an operation, which only those reach whose role may do what it needs.
func offer[I, O any](a *API, needs access.Operation, op huma.Operation, do func(context.Context, *I) (*O, error)) {
	a.needs[op.OperationID] = needs
	op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusForbidden)
	op.Middlewares = append(op.Middlewares, reached(needs))
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := do(ctx, in)
		if err != nil {
			return nil, a.told(ctx, err)
		}
		return out, nil
	})
}

// asked refuses what an operation doesn't know: a name written wrong would be a
// wish that nobody hears.
func asked(c huma.Context, next func(huma.Context)) {
	known := []string{}
	for _, p := range c.Operation().Parameters {
		if p.In == "query" {
			known = append(known, p.Name)
		}
	}
	u := c.URL()
	for name := range u.Query() {
		if !slices.Contains(known, name) {
			r, w := humago.Unwrap(c)
			gate.Refuse(w, r, bad("%q is not known here; what may be given: %s", name, cmp.Or(strings.Join(known, ", "), "nothing")))
			return
		}
	}
	next(c)
}

// reached lets only those on whose role may do what an operation needs: before
// anything that they sent is read.
func reached(needs access.Operation) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		b := gate.BearerOf(c.Context())
		if err := b.May(needs, own(&b)); err != nil {
			r, w := humago.Unwrap(c)
			gate.Refuse(w, r, problemOf(err))
			return
		}
		next(c)
	}
}

// own is the scope that a bearer has, whatever it is.
func own(b *access.Bearer) access.Scope {
	s := access.Scope{Districts: b.Districts}
	if len(b.Providers) > 0 {
		s.Provider = b.Providers[0]
	}
	return s
}

// told is an error as it is answered; one that nobody foresaw is for the log.
func (a *API) told(ctx context.Context, err error) error {
	if errors.Is(err, context.Canceled) {
		return gate.NewProblem(499, "gone", "whoever asked has gone")
	}
	p := problemOf(err)
	if p.Status >= 500 {
		a.Log.Error("request", "request", gate.RequestOf(ctx), "error", err)
	}
	p.Instance = gate.RequestOf(ctx)
	return p
}

// scopeOf is what an area is about.
func scopeOf(a store.Area) access.Scope {
	return access.Scope{Provider: a.Provider, Districts: a.Districts}
}

// mayAt says whether who asks may do something in an area.
func mayAt(ctx context.Context, op access.Operation, area store.Area) error {
	b := gate.BearerOf(ctx)
	return b.May(op, scopeOf(area))
}

// area finds an area by name, for those who may do something there.
func (a *API) area(ctx context.Context, op access.Operation, name string) (store.Area, error) {
	area, err := a.Store.AreaNamed(ctx, name)
	if err != nil {
		return area, err
	}
	return area, mayAt(ctx, op, area)
}

// visible are the ids of the areas in which who asks may do something, one of them
// or all, and their names.
func (a *API) visible(ctx context.Context, op access.Operation, name string) (ids []string, names map[string]string, err error) {
	all, err := a.Store.Areas(ctx)
	ids, names = []string{}, map[string]string{}
	for i := range all {
		if (name == "" || all[i].Name == name) && mayAt(ctx, op, all[i]) == nil {
			ids, names[all[i].ID] = append(ids, all[i].ID), all[i].Name
		}
	}
	return ids, names, err
}

// note writes down who does something, as it is done.
func note(ctx context.Context, tx *store.Tx, action string, objects ...string) {
	who := by(ctx, "")
	tx.Audit(store.Entry{Token: who.Token, Remote: who.Remote, Action: action, Objects: objects})
}

// by is who asks, for the audit.
func by(ctx context.Context, why string) store.By {
	b := gate.BearerOf(ctx)
	return store.By{Token: b.ID, Remote: gate.RemoteOf(ctx), Why: why}
}

// Paging is what every list is asked with.
type Paging struct {
	After string `query:"after" doc:"where the page before ended: its next"`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"items of a page"`
}

// pageOf is a page of a list.
type pageOf[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"ask for it with after; left out on the last page"`
}

func page[T, U any](p store.Page[T], of func(T) U) pageOf[U] {
	out := pageOf[U]{Items: make([]U, len(p.Items)), Next: p.Next}
	for i, item := range p.Items {
		out.Items[i] = of(item)
	}
	return out
}

// stamp is a time, left out where there is none.
func stamp(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
