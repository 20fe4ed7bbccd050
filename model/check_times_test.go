package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

var timeBreaches = []breach{
	{name: "60 minutes off the agreed time",
		draft: func(d *draft) { d.plan.Agreed[7].Start = 600 }},
	{rule: "R-6.5", name: "75 minutes off the agreed time in silence",
		draft: func(d *draft) { d.plan.Agreed[5].Start = 1050 + 75 }},
	{name: "75 minutes off the agreed time, with its calls",
		draft: func(d *draft) { d.plan.Agreed[5].Start = 1050 + 75; callEvening(d, 75, 20) }},
	{rule: "R-6.5", name: "calls made too late",
		draft: func(d *draft) { d.plan.Agreed[5].Start = 1050 + 75; callEvening(d, 75, 19) }},
	{rule: "R-6.5", name: "calls that say another time",
		draft: func(d *draft) { d.plan.Agreed[5].Start = 1050 + 75; callEvening(d, 90, 20) }},
	{rule: "R-6.5", name: "calls that are not owed",
		draft: func(d *draft) { callEvening(d, 0, 20) }},
	{rule: "R-6.5", name: "an agreed time changed behind the citizen's back",
		c: func(c *model.Case) {
			c.History.Agreed = append(c.History.Agreed, model.Agreed{Home: "h5", Part: "morning", Start: 525})
		}},
	{rule: "R-6.5", name: "insulin 16 minutes late",
		draft: func(d *draft) { d.move("med3#30", 2, "20:16") }},
	{name: "insulin 15 minutes late",
		draft: func(d *draft) { d.move("med3#30", 2, "20:15") }},
	{rule: "R-6.5", name: "a floating service off its agreed time in silence",
		c: func(c *model.Case) { c.History.Agreed[0].Start = 12*60 + 15 }},
	{name: "a floating service near its agreed time",
		c: func(c *model.Case) { c.History.Agreed[0].Start = 12 * 60 }},
	{rule: "R-5.3c", name: "a visit while the nurse is there",
		c: func(c *model.Case) {
			c.External = append(c.External, external("h5", "", 2, "09:19", "09:40", model.Avoid))
		}},
	{name: "a visit that ends as the nurse comes",
		c: func(c *model.Case) {
			c.External = append(c.External, external("h5", "", 2, "09:20", "09:40", model.Avoid))
		}},
	{name: "a visit while the nurse is there, that has its price",
		c: func(c *model.Case) {
			e := external("h5", "", 2, "09:19", "09:40", model.Avoid)
			e.Soft = 500
			c.External = append(c.External, e)
		}},
	{rule: "R-5.3c", name: "a visit that the nurse was to come to",
		c: func(c *model.Case) {
			c.External = append(c.External, external("h5", "care", 2, "09:01", "09:30", model.Together))
		}},
	{rule: "R-5.3c", name: "care after the nurse, where it is to be before",
		c: func(c *model.Case) {
			c.External = append(c.External, external("h5", "care", 2, "08:40", "08:50", model.Before))
		}},
	{rule: "R-5.3c", name: "care too long before the nurse",
		c: func(c *model.Case) {
			e := external("h5", "care", 2, "10:00", "10:20", model.Before)
			e.Within = 30
			c.External = append(c.External, e)
		}},
	{rule: "R-5.3c", name: "care before the nurse, where it is to be after",
		c: func(c *model.Case) {
			c.External = append(c.External, external("h5", "care", 2, "09:00", "09:10", model.After))
		}},
	{name: "one of two nurses met",
		c: func(c *model.Case) {
			c.External = append(c.External, external("h5", "care", 2, "08:50", "09:10", model.Together), external("h5", "care", 2, "19:00", "19:20", model.Together))
		}},
	{name: "a nurse whom no hours of the service let it meet",
		c: func(c *model.Case) {
			c.External = append(c.External, external("h5", "care", 2, "20:00", "20:20", model.Together))
		}},
}

// callEvening lists calls about all of home 3's evening meals, agreed so many
// minutes later than planned.
func callEvening(d *draft, off, lead model.Minutes) {
	for _, v := range d.visits {
		if v.Series == "h3/evening" {
			agreed := v.Start.Add(off)
			d.plan.Calls = append(d.plan.Calls, model.Call{Home: v.Home, Visit: v.ID, Agreed: agreed, New: v.Start, Latest: v.Start.Add(-lead)})
		}
	}
}

func TestAgreedTimes(t *testing.T) {
	for _, b := range timeBreaches {
		t.Run(b.rule+" "+b.name, b.run)
	}
}

// TestRelationsInWords: how a visit was to stand to other help is said in both
// languages, not by its key.
func TestRelationsInWords(t *testing.T) {
	for relation, want := range map[model.Relation]model.Text{
		model.Together: {Da: "besøget skal ligge samtidig med anden hjælp (nurse)", En: "the visit must be at the time of other help (nurse)"},
		model.Before:   {Da: "besøget skal ligge før anden hjælp (nurse)", En: "the visit must be before other help (nurse)"},
		model.After:    {Da: "besøget skal ligge efter anden hjælp (nurse)", En: "the visit must be after other help (nurse)"},
	} {
		b := breach{c: func(c *model.Case) {
			e := external("h5", "care", 2, "09:01", "09:30", relation)
			if relation == model.Before {
				e = external("h5", "care", 2, "08:40", "08:50", relation)
			}
			c.External = append(c.External, e)
		}}
		found := b.check()
		if len(found) != 1 || found[0].Text != want {
			t.Errorf("%s: %v, want %v", relation, found, want)
		}
	}
}
