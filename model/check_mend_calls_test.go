package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// called lists a call about a visit, to be made at the latest at an hour of Tuesday.
func called(does, agreed, latest string) func(*draft) {
	return func(d *draft) {
		v := d.find(does)
		d.plan.Calls = append(d.plan.Calls, model.Call{Home: v.Home, Visit: v.ID, Agreed: when(1, agreed), New: v.Start, Latest: when(1, latest)})
	}
}

// The call by telephone of home 3 is agreed for 10:30, its meal for 12:30.
var callMends = []mend{
	{name: "a call in time", draft: both(moveTo("call3#29", 1, "11:31"), called("call3#29", "10:30", "10:10"))},
	{rule: "R-6.5", name: "a call not listed", draft: moveTo("call3#29", 1, "11:31")},
	{rule: "R-6.5", name: "a call for an hour exactly", draft: both(moveTo("call3#29", 1, "11:30"), called("call3#29", "10:30", "10:10"))},
	{rule: "R-6.5", name: "a deadline too late", draft: both(moveTo("call3#29", 1, "11:31"), called("call3#29", "10:30", "10:11"))},
	{rule: "R-6.5", name: "a deadline too early", draft: both(moveTo("call3#29", 1, "11:31"), called("call3#29", "10:30", "10:09"))},
	{rule: "R-6.5", name: "a call listed twice", draft: both(moveTo("call3#29", 1, "11:31"), called("call3#29", "10:30", "10:10"), called("call3#29", "10:30", "10:10"))},
	{name: "a delay found out late", c: agreedAt("09:39"), draft: both(moveTo("call3#29", 1, "10:40"), called("call3#29", "09:39", "09:59"))},
	{rule: "R-6.5", name: "a delay found out late, with the deadline that has passed", c: agreedAt("09:39"),
		draft: both(moveTo("call3#29", 1, "10:40"), called("call3#29", "09:39", "09:19"))},
	{name: "a delay found out in the last minute for it", c: agreedAt("09:40"), draft: both(moveTo("call3#29", 1, "10:41"), called("call3#29", "09:40", "09:20"))},
	{rule: "R-6.5", name: "a delay found out in the last minute for it, with the deadline of late ones", c: agreedAt("09:40"),
		draft: both(moveTo("call3#29", 1, "10:41"), called("call3#29", "09:40", "10:00"))},
	{name: "earlier than agreed, found out late", draft: both(moveTo("call3#29", 1, "09:25"), called("call3#29", "10:30", "09:05"))},
	{rule: "R-6.5", name: "earlier than agreed, with the deadline of delays", draft: both(moveTo("call3#29", 1, "09:25"), called("call3#29", "10:30", "10:50"))},
	{name: "what has begun needs no call any more", c: agreedAt("10:10"), draft: moveTo("call3#29", 1, "09:00"), plan: asAnnounced("h3/midday/2@2026-11-03")},
	{rule: "R-6.5", name: "a call about what has begun", c: agreedAt("10:10"), draft: both(moveTo("call3#29", 1, "09:00"), called("call3#29", "10:10", "08:40")),
		plan: asAnnounced("h3/midday/2@2026-11-03")},
}

// agreedAt has the call by telephone agreed for another time.
func agreedAt(clock string) func(*model.Case) {
	return func(c *model.Case) {
		c.History.Agreed = append(c.History.Agreed, model.Agreed{Home: "h3", Part: "midday", Number: 2, Start: when(1, clock).Clock()})
	}
}

// asAnnounced has a visit announced as the plan has it.
func asAnnounced(id model.VisitID) func(*model.Plan) {
	return func(p *model.Plan) {
		for i := range p.Announced {
			for j := range p.Visits {
				if a, v := &p.Announced[i], &p.Visits[j]; a.Visit == id && v.ID == id {
					a.Start, a.Staff = v.Start, v.Staff
				}
			}
		}
	}
}

// agreeing makes the plan's own agreements those of the case, where it has any.
func agreeing(d *draft) {
	for _, h := range d.c.History.Agreed {
		for i := range d.plan.Agreed {
			if a := &d.plan.Agreed[i]; h.Part != "" && a.Series() == h.Series() {
				a.Start = h.Start
			}
		}
	}
}

func TestMendCalls(t *testing.T) {
	for _, m := range callMends {
		edit := m.draft
		m.draft = both(agreeing, moveTo("shop4#4", 1, "12:00"), edit)
		t.Run(m.rule+" "+m.name, m.run)
	}
}

var raised = model.Raised{Rule: "R-5.5b", Home: "h1", Visit: h1Tuesday, Since: mendNow, Until: mendNow + 120, Text: model.Text{Da: "luk op", En: "open"}}

var formMends = []mend{
	{rule: "P-form", name: "a task not listed", c: func(c *model.Case) { c.Raised = []model.Raised{raised} }},
	{rule: "P-form", name: "a task nobody raised", plan: func(p *model.Plan) { p.Raised = []model.Raised{raised} }},
	{name: "a task listed", c: func(c *model.Case) { c.Raised = []model.Raised{raised} }, plan: func(p *model.Plan) { p.Raised = []model.Raised{raised} }},
	{rule: "P-form", name: "a case that stands elsewhere", c: func(c *model.Case) { c.Now = 0 }},
	{rule: "P-form", name: "an event out of order", log: make([]model.Event, 2), plan: func(p *model.Plan) { p.Log[0].Number, p.Log[1].Number = 2, 1 }},
	{rule: "P-form", name: "an event of the future", log: []model.Event{{Known: mendNow + 1}}},
	{rule: "P-form", name: "a visit announced twice", plan: func(p *model.Plan) { p.Announced = append(p.Announced, p.Announced[0]) }},
}

func TestMendForm(t *testing.T) {
	for _, m := range formMends {
		t.Run(m.rule+" "+m.name, m.run)
	}
}

// A plan that is no mend is held to none of this.
func TestNoMendHasNoPast(t *testing.T) {
	for _, m := range []mend{pastMends[1], formMends[1], formMends[4]} {
		m := m
		edit := m.plan
		m.plan = func(p *model.Plan) {
			if edit != nil {
				edit(p)
			}
			p.Made.Now = 0
		}
		m.rule = ""
		t.Run(m.name, m.run)
	}
}
