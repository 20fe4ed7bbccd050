package solver

import (
	"context"
	"flag"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
)

// anyLog draws events of every kind about a case and its plan. What the plan and
// the events before can't bear is refused, and left out of the log.
func anyLog(t *rapid.T, c *model.Case, p *model.Plan, n int) []model.Event {
	d := &drawnLog{drawn: &drawn{T: t, c: c}, p: p, now: model.At(c.Horizon.From, model.Clock(60*rapid.IntRange(0, 30).Draw(t, "now")))}
	plan := *p
	for range n {
		e := d.event()
		taken, faults := model.Intake(model.Fold(c, plan.Log, 0), &plan, []model.Event{e})
		for _, f := range faults {
			if f.Field == "" || f.Text.Da == "" || f.Text.En == "" || f.Number != 1 {
				t.Errorf("a fault that says too little: %+v of %+v", f, e)
			}
		}
		if (len(taken) == 1) == (len(faults) > 0) {
			t.Errorf("neither taken nor refused: %+v", e)
		}
		plan.Log = append(plan.Log, taken...)
	}
	return plan.Log
}

// drawnLog is a log while it is drawn.
type drawnLog struct {
	*drawn
	p   *model.Plan
	now model.Time
}

func (d *drawnLog) event() model.Event {
	d.now = d.now.Add(model.Minutes(d.num("minutes on", 0, 30)))
	e := model.Event{Known: d.now, Start: -1, Kind: model.EventKinds[d.num("kind", 0, len(model.EventKinds)-1)]}
	must, may, _ := model.EventFields(e.Kind, "")
	if e.Kind == model.ShiftEvent {
		e.What = model.ShiftChanges[d.num("what", 0, len(model.ShiftChanges)-1)]
		must, may, _ = model.EventFields(e.Kind, e.What)
	}
	for _, f := range must {
		d.fill(&e, f)
	}
	for _, f := range may {
		if d.odds("has "+f, 3) {
			d.fill(&e, f)
		}
	}
	return e
}

// fill draws a field.
func (d *drawnLog) fill(e *model.Event, field string) {
	c := d.c
	switch field {
	case "what":
		if e.What == "" {
			e.What = "meeting"
		}
	case "caregiver":
		e.Caregiver = c.Caregivers[d.num("caregiver", 0, len(c.Caregivers)-1)].ID
	case "home":
		if e.Visit == "" { // a visit's is filled in
			e.Home = c.Homes[d.num("home", 0, len(c.Homes)-1)].ID
		}
	case "visit":
		e.Visit = "none"
		if n := len(d.p.Visits); n > 0 {
			e.Visit = d.p.Visits[d.num("visit", 0, n-1)].ID
		}
	case "shift":
		e.Shift = c.Shifts[d.num("shift", 0, len(c.Shifts)-1)].ID
	case "grant":
		e.Grant = c.Grants[d.num("grant", 0, len(c.Grants)-1)].ID
	case "service":
		e.Service = d.service().ID
	case "part":
		e.Part = c.Standard.Parts[d.num("part", 0, len(c.Standard.Parts)-1)].ID
	case "provider":
		e.Provider = c.Providers[d.num("provider", 0, len(c.Providers)-1)].ID
	case "district":
		e.District = "d"
	case "from":
		e.From = d.now.Add(model.Minutes(15 * d.num("from", -4, 200)))
	case "to":
		e.To = max(e.From, d.now).Add(model.Minutes(15 * d.num("to", 1, 100)))
	case "start":
		e.Start = model.Clock(15 * d.num("start", 0, 95))
	case "minutes":
		e.Minutes = model.Minutes(5 * d.num("minutes", 1, 12))
	case "staff":
		e.Staff = d.num("staff", 1, 2)
	case "qualification":
		e.Qualification = "medicine"
	case "mode":
		e.Mode = model.Car
	case "place":
		e.Place = "office"
	case "of":
		e.Of = d.num("of", 1, 6)
	case "reason":
		e.Reason = "asked for"
	}
}

// quickPlan is a quick plan of a case.
func quickPlan(c *model.Case, provider model.ProviderID) (*model.Plan, error) {
	r, err := model.NewRoads(c)
	if err != nil {
		return nil, err
	}
	d, err := model.Expand(c, provider, nil)
	if err != nil {
		return nil, err
	}
	problem, m, err := Build(d, r)
	if err != nil {
		return nil, err
	}
	s, _ := search.Run(context.Background(), problem, nil, search.Options{Iterations: 100, Seed: 1, Workers: 1})
	return m.Certified(s), nil
}

// logged is a case with its plan and a log, and the case as it then stands.
func logged(t *rapid.T) (c, folded *model.Case, p *model.Plan, log []model.Event) {
	c = anyCase(t)
	p, err := quickPlan(c, "p")
	if err != nil {
		t.Fatal(err)
	}
	log = anyLog(t, c, p, 8)
	return c, model.Fold(c, log, 0), p, log
}

// afterLog is what is at fault with the plan of a case after a log.
func afterLog(t *rapid.T) []string {
	_, folded, _, log := logged(t)
	faults, err := faultsOf(folded, "p")
	if err != nil {
		faults = append(faults, err.Error())
	}
	if len(faults) > 0 {
		faults = append(faults, fmt.Sprintf("after %+v", log))
	}
	return faults
}

// TestAnyCaseAfterAnyLog: whatever happens, expansion, check, bill and engine
// agree on the case as it then stands.
func TestAnyCaseAfterAnyLog(t *testing.T) {
	cases := 200
	if testing.Short() {
		cases = 50
	}
	draw := rapid.Custom(afterLog)
	for n := range cases {
		for _, f := range draw.Example(n) {
			t.Errorf("case %d: %s", n, f)
		}
	}
}

// TestAnyLogAtRandom draws new cases and logs, as many as -rapid.checks asks for.
func TestAnyLogAtRandom(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f == nil || f.Value.String() == f.DefValue {
		t.Skip("asked for by -rapid.checks")
	}
	rapid.Check(t, func(t *rapid.T) {
		for _, f := range afterLog(t) {
			t.Error(f)
		}
	})
}
