package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// eventCase is the case of the check's tests at 8:10 on its first day: c1 is at
// h1 until 8:50, the figures of the rules for events are the usual ones, and c4
// can be called in.
func eventCase() (*model.Case, *model.Plan) {
	c := checkCase()
	c.AsOf = model.At(checkFrom-1, 12*60)
	c.Standard.Rules.NoShowWait, c.Standard.Rules.NoShowWithin = 20, 120
	for i := range c.Standard.Services {
		if s := &c.Standard.Services[i]; s.ID == "care" || s.ID == "meal" {
			s.Every = model.Cadence{Unit: model.PerDay, Count: 1}
		}
	}
	_, p := checkDraft(c).write()
	return c, p
}

// on is a time of the week planned.
func onDay(day model.Date, clock string) model.Time {
	at, err := model.ParseClock(clock)
	if err != nil {
		panic(err)
	}
	return model.At(checkFrom+day, at)
}

// eventNow is when the events of the tables become known, unless they say.
var eventNow = onDay(0, "08:10")

// event is an event as a planner writes it: known now, nothing pinned.
func event(kind model.EventKind, with func(*model.Event)) model.Event {
	e := model.Event{Known: eventNow, Kind: kind, Start: -1}
	if with != nil {
		with(&e)
	}
	return e
}

// take accepts events one by one, each on a plan whose log has those before.
func take(t testing.TB, c *model.Case, p *model.Plan, batch ...model.Event) []model.Event {
	t.Helper()
	log, faults := model.Intake(c, p, batch)
	for _, f := range faults {
		t.Errorf("refused: %s / %s", f, f.Text.Da)
	}
	if t.Failed() {
		t.FailNow()
	}
	return log
}
