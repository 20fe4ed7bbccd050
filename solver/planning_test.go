package solver

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
)

// TestLeftAndGoneOnWith: a search that is left between rounds, with checkpoints
// taken, comes to the same plan as one that is not.
func TestLeftAndGoneOnWith(t *testing.T) {
	c, r := smallTown(t)
	provider := c.Providers[0].ID
	o := Options{Iterations: 3000, Seed: 4, Workers: 1}
	p := planningOf(t, c, r, provider, o)
	for !p.Search(t.Context(), time.Nanosecond) {
		if _, err := p.Checkpoint(); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(planOf(t, c, r, provider, o), p.Plan()); d != "" {
		t.Error(d)
	}
}

// TestBillOnTheWay: the bill of a search under way is that of the plan which it
// would be read as.
func TestBillOnTheWay(t *testing.T) {
	c, r := smallTown(t)
	p := planningOf(t, c, r, c.Providers[0].ID, Options{Iterations: 3000, Seed: 4, Workers: 1})
	if bill := p.Bill(); bill != nil {
		t.Errorf("before the search: %v", bill)
	}
	p.Search(t.Context(), time.Nanosecond)
	bill := p.Bill()
	if d := cmp.Diff(p.Plan().Bill, bill); d != "" {
		t.Error(d)
	}
	if bill := p.Bill(); bill != nil {
		t.Errorf("after the search: %v", bill)
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

// TestResume: a lost search goes on from its checkpoint with the rest of its
// budget, always the same way, and never ends dearer than it was.
func TestResume(t *testing.T) {
	c, r := smallTown(t)
	provider, o := c.Providers[0].ID, Options{Iterations: 8000, Seed: 4, Workers: 1}
	lost := planningOf(t, c, r, provider, o)
	for lost.Share() < 0.5 {
		lost.Search(t.Context(), time.Nanosecond)
	}
	left, err := lost.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	was := lost.Plan()
	o.Resume = left
	told := int64(0)
	o.Progress = func(s search.Progress) { told = s.Iterations }
	again := planOf(t, c, r, provider, o)
	passesCheck(t, c, r, again)
	if n := again.Made.Iterations; n < o.Iterations || n > o.Iterations+o.Iterations/10 {
		t.Errorf("%d iterations in all, of %d", n, o.Iterations)
	} else if told != n {
		t.Errorf("%d iterations told at the end, %d made", told, n)
	}
	if was, is := model.Total(was.Bill), model.Total(again.Bill); is > was {
		t.Errorf("it cost %d when it was lost, what came of it %d", was, is)
	}
	o.Workers = 3
	if d := cmp.Diff(again, planOf(t, c, r, provider, o)); d != "" {
		t.Errorf("on three cores: %s", d)
	}
}

// TestResumeOfSomethingElse: a checkpoint of another case, and what is none, are
// refused.
func TestResumeOfSomethingElse(t *testing.T) {
	c, r := smallTown(t)
	p := planningOf(t, c, r, c.Providers[0].ID, Options{Iterations: 8000, Seed: 4, Workers: 1})
	if _, err := p.Checkpoint(); err == nil {
		t.Error("a checkpoint before the search")
	}
	p.Search(t.Context(), time.Nanosecond)
	left, err := p.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	d, err := model.Expand(c, c.Providers[1].ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Begin(d, r, Options{Resume: left}); !errors.Is(err, ErrOtherSearch) {
		t.Errorf("of another provider: %v", err)
	}
	for _, bad := range [][]byte{{}, left[:len(left)/2], []byte("PK")} {
		if _, err := Begin(d, r, Options{Resume: bad}); err == nil {
			t.Errorf("%d bytes are taken", len(bad))
		}
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

// TestFingerprintSeesAll: every part of a problem that a solution refers to can
// be written down, so that none is left out of the fingerprint in silence.
func TestFingerprintSeesAll(t *testing.T) {
	c, r := smallTown(t)
	p := planningOf(t, c, r, c.Providers[0].ID, Options{}).m.Problem
	was := fingerprint(p)
	for name, change := range map[string]func(){
		"stops":   func() { p.Stops[0].Dur++ },
		"choices": func() { p.Choices[0].Day++ },
		"windows": func() { p.Windows[0].Hi++ },
		"tours":   func() { p.Tours[0].Close++ },
		"groups":  func() { p.Groups[0].First++ },
	} {
		change()
		if is := fingerprint(p); is == was {
			t.Errorf("%s are not seen", name)
		} else {
			was = is
		}
	}
}
