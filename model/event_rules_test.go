package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// raisedBy is the task that an event raises under a standard; nil if none.
func raisedBy(t *testing.T, rules func(*model.Rules), e model.Event) *model.Raised {
	t.Helper()
	c, p := eventCase()
	rules(&c.Standard.Rules)
	if r := model.Fold(c, take(t, c, p, e), eventNow).Raised; len(r) > 0 {
		return &r[0]
	}
	return nil
}

// TestNoticeOfCancelling: the standard says how early a cancelling must come for
// another visit to be agreed, and so does the task.
func TestNoticeOfCancelling(t *testing.T) {
	cancel := event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" }) // 23 h 50 min before
	for _, test := range []struct {
		notice model.Minutes
		text   model.Text
	}{
		{1440, model.Text{}},
		{1430, model.Text{Da: "borgeren har aflyst mindst 1430 minutter før: et andet besøg kan aftales", En: "cancelled by the citizen at least 1430 minutes before: another visit may be agreed"}},
		{720, model.Text{Da: "borgeren har aflyst mindst 12 timer før: et andet besøg kan aftales", En: "cancelled by the citizen at least 12 hours before: another visit may be agreed"}},
		{60, model.Text{Da: "borgeren har aflyst mindst en time før: et andet besøg kan aftales", En: "cancelled by the citizen at least an hour before: another visit may be agreed"}},
		{2880, model.Text{}},
	} {
		r := raisedBy(t, func(u *model.Rules) { u.CancelNotice = test.notice }, cancel)
		switch {
		case (r == nil) != (test.text == model.Text{}):
			t.Errorf("notice of %d minutes: raised %v", test.notice, r)
		case r != nil && r.Text != test.text:
			t.Errorf("notice of %d minutes: %v", test.notice, r.Text)
		}
	}
}

// TestDecisionOfAcuteHelp: the standard says how soon.
func TestDecisionOfAcuteHelp(t *testing.T) {
	acute := event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service, e.Part = "h4", "care", "midday" })
	for _, test := range []struct {
		days   int
		da, en string
	}{
		{7, "akut hjælp (care) skal afgøres inden en uge", "acute help (care) is to be decided within a week"},
		{1, "akut hjælp (care) skal afgøres inden en dag", "acute help (care) is to be decided within a day"},
		{14, "akut hjælp (care) skal afgøres inden 14 dage", "acute help (care) is to be decided within 14 days"},
	} {
		r := raisedBy(t, func(u *model.Rules) { u.DecideWithin = test.days }, acute)
		if r == nil || r.Text != (model.Text{Da: test.da, En: test.en}) || r.Until != eventNow.Add(model.Minutes(test.days*1440)) {
			t.Errorf("%d days: %+v", test.days, r)
		}
	}
}

// TestLimitsOfEvents: what the standard allows is taken, a minute more is not.
func TestLimitsOfEvents(t *testing.T) {
	for _, test := range []struct {
		name  string
		rules func(*model.Rules, model.Minutes)
		event model.Event
		uses  model.Minutes
	}{
		{"late", func(u *model.Rules, m model.Minutes) { u.LateMost = m },
			event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c2", 90 }), 90},
		{"shift added", func(u *model.Rules, m model.Minutes) { u.ShiftMost = m },
			event(model.ShiftEvent, func(e *model.Event) {
				e.What, e.Caregiver, e.Mode, e.From, e.To = model.ShiftAdded, "c4", model.Car, onDay(0, "09:00"), onDay(0, "15:00")
			}), 360},
		{"started early", func(u *model.Rules, m model.Minutes) { u.RecordEarly = m },
			event(model.StartedEvent, func(e *model.Event) { e.Visit = "h5/morning@2026-11-02" }), 40},
	} {
		c, p := eventCase()
		if test.event.Kind == model.StartedEvent {
			for _, v := range p.Visits {
				if v.ID == test.event.Visit {
					test.uses = v.Start.Sub(eventNow)
				}
			}
		}
		for _, most := range []model.Minutes{test.uses, test.uses - 1} {
			test.rules(&c.Standard.Rules, most)
			_, faults := model.Intake(c, p, []model.Event{test.event})
			if (len(faults) > 0) != (most < test.uses) {
				t.Errorf("%s of %d minutes, %d allowed: %v", test.name, test.uses, most, faults)
			}
		}
	}
}
