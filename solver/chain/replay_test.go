package chain

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/testdata"
)

const program = "1.2.3"

// town is the embedded town with a plan of its first provider.
type town struct {
	t     *testing.T
	c     *model.Case
	roads *model.Roads
	plan  *model.Plan
}

func aTown(t *testing.T) *town {
	t.Helper()
	c, faults, err := casefile.ReadCaseFS(testdata.SmallTown())
	if err != nil || faults.Broken() {
		t.Fatal(err, faults)
	}
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	d, err := model.Expand(c, c.Providers[0].ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := solver.Plan(t.Context(), d, r, solver.Options{Iterations: 400, Seed: 1, Program: program})
	if err != nil {
		t.Fatal(err)
	}
	return &town{t, c, r, p}
}

// mend is the plan after somebody of a shift of the first day calls in sick.
func (w *town) mend(of *model.Plan, shift int, known model.Clock, aim model.Aim, o solver.Options) *model.Plan {
	w.t.Helper()
	day := w.c.Horizon.From
	var shifts []*model.Tour
	for i := range of.Tours {
		if t := &of.Tours[i]; len(t.Items) > 2 && t.Items[0].From.Date() == day {
			shifts = append(shifts, t)
		}
	}
	at := model.At(day, known)
	batch := []model.Event{{Known: at, Kind: model.SickEvent, Caregiver: shifts[shift].Caregiver, From: at, To: model.At(day+1, 0), Start: -1}}
	taken, faults := model.Intake(model.Fold(w.c, of.Log, of.Made.Now), of, batch)
	if len(faults) > 0 {
		w.t.Fatal(faults)
	}
	log := slices.Concat(of.Log, taken)
	o.Program, o.Seed = program, 7
	p, err := solver.MendFor(w.t.Context(), aim, model.Fold(w.c, log, at), w.roads, of, log, o)
	if err != nil {
		w.t.Fatal(err)
	}
	p.Made.From = casefile.PlanHash(of)
	return p
}

func (w *town) replay(as string, plans ...*model.Plan) []model.Replayed {
	w.t.Helper()
	links, err := Replay(w.t.Context(), w.c, w.roads, plans, Options{Program: as, Workers: 1})
	if err != nil {
		w.t.Fatal(err)
	}
	return links
}

// TestChainOfMends: a plan mended twice, by iterations and by time, and one that
// no event concerned, are made again to the byte; by another version they hold.
func TestChainOfMends(t *testing.T) {
	w := aTown(t)
	first := w.mend(w.plan, 0, 5*60, "", solver.Options{Iterations: 400, Workers: 2})
	second := w.mend(first, 1, 6*60, model.FewestCalls, solver.Options{Time: 50 * time.Millisecond, Workers: 2})
	for as, want := range map[string]model.Verdict{program: model.Same, "2.0.0": model.Verified} {
		links := w.replay(as, w.plan, first, first, second)
		for i, v := range []model.Verdict{want, model.Kept, want} {
			if l := links[i]; l.Verdict != v || !l.Verdict.Holds() || l.Place != i+1 {
				t.Errorf("as %s, link %d is %s: %s %v", as, l.Place, l.Verdict, l.Why.En, l.Differs)
			}
		}
		if n := []int{links[0].Events, links[1].Events, links[2].Events}; !slices.Equal(n, []int{1, 0, 1}) {
			t.Errorf("as %s, new events are %v", as, n)
		}
	}
}

// TestWhatDoesNotHold: each thing that may be wrong with a plan of a chain, alone.
func TestWhatDoesNotHold(t *testing.T) {
	w := aTown(t)
	good := w.mend(w.plan, 0, 5*60, "", solver.Options{Iterations: 300, Workers: 2})
	for _, x := range []struct {
		name string
		do   func(*model.Plan)
		want model.Verdict
	}{
		{"as it was", func(*model.Plan) {}, model.Same},
		{"made from another plan", func(p *model.Plan) { p.Made.From = "00" }, model.Broken},
		{"no mend", func(p *model.Plan) { p.Made.From = "" }, model.Broken},
		{"of a rule", func(p *model.Plan) { p.Visits = p.Visits[1:] }, model.Broken},
		{"another count of iterations", func(p *model.Plan) { p.Made.Iterations++ }, model.Differs},
		{"called off", func(p *model.Plan) { p.Made.Search.CutShort = true }, model.Verified},
		{"without its effort", func(p *model.Plan) { p.Made.Search = model.Effort{} }, model.Verified},
	} {
		p := *good
		p.Visits = slices.Clone(good.Visits)
		x.do(&p)
		l := w.replay(program, w.plan, &p)[0]
		if l.Verdict != x.want {
			t.Errorf("%s: %s: %s", x.name, l.Verdict, l.Why.En)
		}
		if x.want == model.Differs && !slices.Equal(l.Differs, []string{"plan.yaml"}) {
			t.Errorf("%s: it differs in %v", x.name, l.Differs)
		}
		if (l.Verdict != model.Same) != (l.Why.En != "" && l.Why.Da != "") {
			t.Errorf("%s: why is %q", x.name, l.Why.En)
		}
	}
}

// TestReplayEnds when it is called off, and with a plan of another case.
func TestReplayEnds(t *testing.T) {
	w := aTown(t)
	p := w.mend(w.plan, 0, 5*60, "", solver.Options{Iterations: 300, Workers: 2})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Replay(ctx, w.c, w.roads, []*model.Plan{w.plan, p}, Options{Program: program}); !errors.Is(err, context.Canceled) {
		t.Errorf("called off, the error is %v", err)
	}
	p.Made.CaseHash = "another"
	if _, err := Replay(t.Context(), w.c, w.roads, []*model.Plan{w.plan, p}, Options{Program: program}); err == nil {
		t.Error("a plan of another case is replayed")
	}
}
