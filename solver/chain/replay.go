package chain

import (
	"context"
	"fmt"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/solver/search"
)

// Options steer a replay.
type Options struct {
	Program  string // the version that replays
	Workers  int    // goroutines; 0: one per core
	Progress func(search.Progress)
}

// Replay holds each plan of a chain of one provider against the one before it,
// from the second on. The case is the one exported, without any event. The
// error is that of the context, or a case that is not the plans' own.
func Replay(ctx context.Context, c *model.Case, r *model.Roads, plans []*model.Plan, o Options) ([]model.Replayed, error) {
	var links []model.Replayed
	for i := 1; i < len(plans); i++ {
		if got := plans[i].Made.CaseHash; got != c.Hash {
			return nil, fmt.Errorf("chain: plan %d of %s was made for another case, or another state of it (%.8s, not %.8s)", i, plans[i].Made.Provider, got, c.Hash)
		}
		p := &replay{c: c, roads: r, was: plans[i-1], is: plans[i], o: o}
		p.link = model.Replayed{Provider: p.is.Made.Provider, Place: i, Now: p.is.Made.Now, Events: len(p.is.Log) - len(p.was.Log),
			Hash: casefile.PlanHash(p.is), From: p.is.Made.From}
		if err := p.judge(ctx); err != nil {
			return nil, err
		}
		links = append(links, p.link)
	}
	return links, nil
}

// replay is one plan being held against the one before.
type replay struct {
	c       *model.Case
	roads   *model.Roads
	was, is *model.Plan
	o       Options
	link    model.Replayed
}

func (p *replay) judge(ctx context.Context) error {
	before := casefile.PlanHash(p.was)
	switch {
	case p.link.Hash == before:
		p.say(model.Kept, model.Text{Da: "ingen hændelse vedrørte den", En: "no event concerned it"})
		return nil
	case p.is.Made.Now == 0 || p.is.Made.From == "":
		p.say(model.Broken, model.Text{Da: "planen kommer ikke af en anden", En: "the plan came of no other"})
		return nil
	case p.is.Made.From != before:
		p.say(model.Broken, model.Text{Da: fmt.Sprintf("planen kommer af en anden end den foran (%.12s, ikke %.12s)", p.is.Made.From, before),
			En: fmt.Sprintf("the plan came of another than the one before (%.12s, not %.12s)", p.is.Made.From, before)})
		return nil
	case !p.keepsRules():
		p.say(model.Broken, model.Text{Da: "planen bryder regler", En: "the plan breaks rules"})
		return nil
	}
	if why, can := p.repeatable(); !can {
		p.say(model.Verified, why)
		return nil
	}
	return p.repeat(ctx)
}

func (p *replay) say(v model.Verdict, why model.Text) { p.link.Verdict, p.link.Why = v, why }

// keepsRules holds the plan to the case after its log, and to the plan before.
// Something owed without certificate is told, and breaks nothing.
func (p *replay) keepsRules() bool {
	c := p.asOf()
	p.link.Violations = model.Check(c, p.roads, p.is)
	if p.isMend() {
		p.link.Violations = append(p.link.Violations, model.CheckMended(c, p.was, p.is)...)
	}
	for i := range p.link.Violations {
		if !p.link.Violations[i].Escalation {
			return false
		}
	}
	return true
}

// asOf is the case as it stood when the plan was made.
func (p *replay) asOf() *model.Case { return model.CaseOf(p.c, p.is) }

// isMend says whether the plan was mended from the one before; else it was
// planned from it, of a newer case maybe, and only hands on.
func (p *replay) isMend() bool {
	made := &p.is.Made
	told := made.Iterations == 0 || made.Search.Budget > 0 || len(made.Search.Paces) > 0
	return told && made.CaseHash == p.was.Made.CaseHash
}

// repeatable says whether the plan can be made again, and if not, why.
func (p *replay) repeatable() (model.Text, bool) {
	made := &p.is.Made
	switch {
	case !p.isMend():
		return model.Text{Da: "planen er lagt ud fra den foran og ikke en rettelse af den", En: "the plan was planned from the one before and is no mend of it"}, false
	case made.Program != p.o.Program:
		return model.Text{Da: fmt.Sprintf("lavet af version %s, og dette er %s", made.Program, p.o.Program),
			En: fmt.Sprintf("made by version %s of the program, and this is %s", made.Program, p.o.Program)}, false
	case made.Search.CutShort:
		return model.Text{Da: "søgningen blev afbrudt", En: "its search was called off"}, false
	}
	return model.Text{}, true
}

// repeat makes the plan again and compares.
func (p *replay) repeat(ctx context.Context) error {
	again, err := solver.Remend(ctx, p.asOf(), p.roads, p.was, p.is, solver.Options{Workers: p.o.Workers, Progress: p.o.Progress})
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return fmt.Errorf("chain: called off: %w", ctx.Err())
	}
	again.Made.From = p.is.Made.From
	if casefile.PlanHash(again) == p.link.Hash {
		p.say(model.Same, model.Text{})
		return nil
	}
	p.link.Differs = casefile.Differing(p.is, again)
	p.say(model.Differs, model.Text{Da: "lavet igen bliver den en anden", En: "made again it is another"})
	return nil
}
