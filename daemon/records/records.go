// Package records reads cases and plans of the store as what they mean, and keeps
// those in use in memory: a municipality's case takes a second to read, and the
// morning has none to lose.
package records

import (
	"context"
	"fmt"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// Limits are what a packed folder may hold. What is in the store has passed them.
var Limits = casefile.PackLimits{Files: 256, Unpacked: 2 << 30}

// Case is an export of the care record, read. Nobody changes it.
type Case struct {
	store.Case
	Of    *model.Case
	Roads *model.Roads
}

// Plan is a plan with its case, as exported and as the plan sees it. Nobody changes it.
type Plan struct {
	store.Plan
	Of   *model.Plan
	Base *Case
	Seen *model.Case // [model.CaseOf]

	visits func() *visitIndex
}

// visitIndex is a plan's visits by whom they are for and by.
type visitIndex struct {
	of map[model.HomeID][]*model.Visit
	by map[model.CaregiverID][]*model.Visit
}

// VisitsOf are the visits of a home, in the plan's order.
func (p *Plan) VisitsOf(home model.HomeID) []*model.Visit { return p.visits().of[home] }

// VisitsBy are the visits that a caregiver takes part in, in the plan's order.
func (p *Plan) VisitsBy(who model.CaregiverID) []*model.Visit { return p.visits().by[who] }

func indexVisits(p *model.Plan) *visitIndex {
	x := &visitIndex{map[model.HomeID][]*model.Visit{}, map[model.CaregiverID][]*model.Visit{}}
	for i := range p.Visits {
		v := &p.Visits[i]
		x.of[v.Home] = append(x.of[v.Home], v)
		for _, s := range v.Staff {
			x.by[s.Caregiver] = append(x.by[s.Caregiver], v)
		}
	}
	return x
}

// planOf is a plan with its case; visits are indexed when they are asked for.
func planOf(row store.Plan, p *model.Plan, base *Case) *Plan {
	return &Plan{Plan: row, Of: p, Base: base, Seen: model.CaseOf(base.Of, p), visits: sync.OnceValue(func() *visitIndex { return indexVisits(p) })}
}

// Records are what has been read lately.
type Records struct {
	store *store.Store
	cases *lru.Cache[string, *Case]
	plans *lru.Cache[string, *Plan]
	once  singleflight.Group // whoever asks for what is being read waits for it
}

// New keeps so many plans in memory, and the cases of as many.
func New(s *store.Store, plans int) *Records {
	c, _ := lru.New[string, *Case](max(2, plans/2)) // fails for sizes below one alone
	p, _ := lru.New[string, *Plan](max(2, plans))
	return &Records{store: s, cases: c, plans: p}
}

// Case gives an export by its id.
func (r *Records) Case(ctx context.Context, id string) (*Case, error) {
	return read(ctx, r, r.cases, id, r.readCase)
}

// Plan gives a plan by its id.
func (r *Records) Plan(ctx context.Context, id string) (*Plan, error) {
	return read(ctx, r, r.plans, id, r.readPlan)
}

// Put keeps in memory a plan that was just written down: whoever asks for it next
// needs not wait until it is read. Nobody changes it any more.
func (r *Records) Put(ctx context.Context, row store.Plan, p *model.Plan) {
	if base, err := r.Case(ctx, row.Case); err == nil { // if not, the reader will meet the error
		r.plans.Add(row.ID, planOf(row, p, base))
	}
}

// read gives what is kept, or reads it once for all who ask.
func read[T any](ctx context.Context, r *Records, kept *lru.Cache[string, T], id string, fresh func(context.Context, string) (T, error)) (T, error) {
	if t, ok := kept.Get(id); ok {
		return t, nil
	}
	got := r.once.DoChan(id, func() (any, error) {
		t, err := fresh(context.WithoutCancel(ctx), id) // others wait for it too
		if err == nil {
			kept.Add(id, t)
		}
		return t, err
	})
	select {
	case x := <-got:
		t, _ := x.Val.(T)
		return t, x.Err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

func (r *Records) readCase(ctx context.Context, id string) (*Case, error) {
	row, err := r.store.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	data, err := r.store.Blob(ctx, row.Blob)
	if err != nil {
		return nil, fmt.Errorf("case %s: %w", id, err)
	}
	c, faults := casefile.ReadPackedCase(data, Limits)
	if faults.Broken() {
		return nil, fmt.Errorf("case %s can't be read any more: %s", id, faults[0].In("en"))
	}
	roads, err := model.NewRoads(c)
	if err != nil {
		return nil, fmt.Errorf("case %s: %w", id, err)
	}
	return &Case{Case: row, Of: c, Roads: roads}, nil
}

func (r *Records) readPlan(ctx context.Context, id string) (*Plan, error) {
	row, err := r.store.Plan(ctx, id)
	if err != nil {
		return nil, err
	}
	base, err := r.Case(ctx, row.Case)
	if err != nil {
		return nil, err
	}
	data, err := r.store.Blob(ctx, row.Blob)
	if err != nil {
		return nil, fmt.Errorf("plan %s: %w", id, err)
	}
	p, faults := casefile.ReadPackedPlan(data, Limits)
	if faults.Broken() {
		return nil, fmt.Errorf("plan %s can't be read any more: %s", id, faults[0].In("en"))
	}
	return planOf(row, p, base), nil
}

// Undone counts the services of the class never-cancelled that a plan leaves undone.
func Undone(p *model.Plan) (n int) {
	for i := range p.Certificates {
		if p.Certificates[i].Rule == "R-6.3" {
			n++
		}
	}
	return n
}
