package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// pinned adds a pin of home 1 to a case.
func pinned(p model.Pin) func(*model.Case) {
	p.Home, p.Reason = "h1", "asked for"
	return func(c *model.Case) { c.Pins = append(c.Pins, p) }
}

var pinBreaches = []breach{
	{rule: "P-pin", name: "another caregiver than pinned", c: pinned(model.Pin{Service: "care", Start: -1, Caregiver: "c2"})},
	{name: "the caregiver pinned", c: pinned(model.Pin{Service: "care", Start: -1, Caregiver: "c1"})},
	{rule: "P-pin", name: "on the pinned date another caregiver", c: pinned(model.Pin{Part: "morning", Date: checkFrom, Start: -1, Caregiver: "c2"})},
	{name: "pinned on a date past the plan", c: pinned(model.Pin{Part: "morning", Date: checkFrom + 30, Start: -1, Caregiver: "c2"})},
	{name: "pinned in another part of the day", c: pinned(model.Pin{Part: "evening", Start: -1, Caregiver: "c2"})},
	{rule: "P-pin", name: "another start than pinned", c: pinned(model.Pin{Service: "care", Date: checkFrom + 1, Start: 9 * 60})},
	{name: "the start pinned", c: pinned(model.Pin{Service: "care", Date: checkFrom + 1, Start: 8 * 60})},
	{name: "a start outside the hours", c: pinned(model.Pin{Service: "care", Date: checkFrom + 1, Start: 22 * 60})},
	{name: "in a part of the day, what only rides there", c: pinned(model.Pin{Service: "bath", Part: "morning", Start: -1, Caregiver: "c2"})},
	{rule: "P-pin", name: "in a part of the day, what is given there", c: pinned(model.Pin{Service: "care", Part: "morning", Start: -1, Caregiver: "c2"})},
	{name: "two starts that exclude each other", c: func(c *model.Case) {
		pinned(model.Pin{Service: "care", Start: 9 * 60})(c)
		pinned(model.Pin{Service: "care", Start: 9*60 + 30})(c)
	}},
	{name: "too few pinned for a visit by two", c: func(c *model.Case) {
		c.Pins = []model.Pin{{Home: "h2", Service: "care", Start: -1, Caregiver: "c3", Reason: "asked for"}}
	}},
	{name: "one pinned for good, one on a date, for what two do and might do on another", c: func(c *model.Case) {
		grantOf(c, "talk6").Staff = 2
		c.Pins = []model.Pin{{Home: "h6", Service: "talk", Start: -1, Caregiver: "c3", Reason: "asked for"}, {Home: "h6", Date: checkFrom + 3, Start: -1, Caregiver: "c1", Reason: "asked for"}}
	}, draft: func(d *draft) {
		v := d.find("talk6#4")
		v.Staff = append(v.Staff, model.Assignment{Caregiver: "c2", Shift: checkShift("c2", 3), Start: v.Start, Minutes: 20})
	}},
	{name: "a pin beside a self-chosen helper", c: func(c *model.Case) {
		c.Pins = []model.Pin{{Home: "h5", Service: "care", Start: -1, Caregiver: "c1", Reason: "asked for"}}
	}},
}

func TestPins(t *testing.T) {
	for _, b := range pinBreaches {
		t.Run(b.rule+" "+b.name, b.run)
	}
}
