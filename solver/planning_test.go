package solver

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// TestLeftAndTakenUp: a search that is left between rounds and drafted comes to
// the same plan as one that is not; its drafts are plans that stand the check.
func TestLeftAndTakenUp(t *testing.T) {
	c, r := smallTown(t)
	provider := c.Providers[0].ID
	o := Options{Iterations: 3000, Seed: 4, Workers: 1}
	p := planningOf(t, c, r, provider, o)
	for !p.Search(t.Context(), time.Nanosecond) {
		passesCheck(t, c, r, p.Draft())
	}
	if d := cmp.Diff(planOf(t, c, r, provider, o), p.Plan()); d != "" {
		t.Error(d)
	}
}

// TestSearchStopsWhereItIs: a search whose context is done waits, and goes on
// when it is asked again.
func TestSearchStopsWhereItIs(t *testing.T) {
	c, r := smallTown(t)
	p := planningOf(t, c, r, c.Providers[0].ID, Options{Iterations: 3000, Seed: 4, Workers: 1})
	p.Search(t.Context(), time.Nanosecond)
	p.Search(t.Context(), time.Nanosecond)
	share := p.Share()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if p.Search(gone, time.Hour) || p.Share() != share {
		t.Errorf("it went on from %g to %g", share, p.Share())
	}
	if !p.Search(t.Context(), time.Hour) || p.Share() != 1 {
		t.Errorf("it did not come to an end: %g", p.Share())
	}
}

// TestTakenUpFromItsDraft: what was lost after a draft goes on from it with the
// rest of its budget, and never ends dearer than the draft was.
func TestTakenUpFromItsDraft(t *testing.T) {
	c, r := smallTown(t)
	provider, o := c.Providers[0].ID, Options{Iterations: 8000, Seed: 4, Workers: 1}
	p := planningOf(t, c, r, provider, o)
	for p.Share() < 0.5 {
		p.Search(t.Context(), time.Nanosecond)
	}
	draft := p.Draft()
	o.From, o.Spent = draft, p.Share()
	again := planOf(t, c, r, provider, o)
	passesCheck(t, c, r, again)
	if rest := o.Iterations - draft.Made.Iterations; again.Made.Iterations > rest+rest/10 || again.Made.Iterations < rest/2 {
		t.Errorf("%d iterations of %d left", again.Made.Iterations, rest)
	}
	if was, is := model.Total(draft.Bill), model.Total(again.Bill); is > was {
		t.Errorf("the draft costs %d, what came of it %d", was, is)
	}
}

func planningOf(t *testing.T, c *model.Case, r *model.Roads, provider model.ProviderID, o Options) *Planning {
	t.Helper()
	d, err := model.Expand(c, provider, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Begin(d, r, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func passesCheck(t *testing.T, c *model.Case, r *model.Roads, p *model.Plan) {
	t.Helper()
	for _, b := range model.Check(c, r, p) {
		if !b.Escalation {
			t.Error(b)
		}
	}
}
