package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// undone leaves the medicine of Thursday out and certifies it, with a reason
// for the caregiver who is qualified and on duty then.
func undone(grade model.Grade, rule string, edit func(*model.Certificate)) func(*draft) {
	return undoneOf("med3", "med3#31", grade, "c3", rule, edit)
}

func undoneOf(grant model.GrantID, o model.OccurrenceID, grade model.Grade, who model.CaregiverID, rule string, edit func(*model.Certificate)) func(*draft) {
	return func(d *draft) {
		d.drop(string(o))
		certify("R-6.3", grant, o)(d)
		c := &d.plan.Certificates[0]
		c.Grade, c.Reasons = grade, []model.Reason{{Caregiver: who, Shift: checkShift(who, 3), Rule: rule}}
		if edit != nil {
			edit(c)
		}
	}
}

// late agrees the medicine for the late part of the day.
func late(c *model.Case) { grantOf(c, "med3").Parts = []model.PartID{"late"} }

// lateAndAway has the third caregiver away in the middle of Thursday's shift, too.
func lateAndAway(from, to string) func(*model.Case) {
	return func(c *model.Case) {
		late(c)
		c.Absences = append(c.Absences, model.Absence{Caregiver: "c3", From: when(3, from), To: when(3, to), Kind: "training"})
	}
}

// short ends the third caregiver's Thursday before the medicine.
func short(c *model.Case) {
	late(c)
	shift := shiftOf(c, "c3@3")
	shift.From, shift.To = when(3, "15:00"), when(3, "20:10")
}

// onFoot gives the fifth home's help a service of its own, on foot alone.
func onFoot(c *model.Case) {
	walk := *serviceOf(c, "care")
	walk.ID, walk.Modes = "walk", []model.Mode{model.Foot}
	c.Standard.Services = append(c.Standard.Services, walk)
	grantOf(c, "help5").Service = "walk"
	for i := range c.Shifts {
		if c.Shifts[i].Caregiver == "c5" {
			c.Shifts[i].Mode = model.Foot
		}
	}
}

var certificateBreaches = []breach{
	{name: "no reason at all", draft: undone(model.Proved, "R-W.1", func(c *model.Certificate) { c.Reasons = nil })},
	{name: "a reason that nobody can judge", draft: undone(model.NotFound, "R-W.1", nil)},
	{rule: "P-certificate", name: "a reason for nobody's caregiver",
		draft: undone(model.NotFound, "R-W.1", func(c *model.Certificate) { c.Reasons[0].Caregiver = "c9" })},
	{rule: "P-certificate", name: "a reason on another's shift",
		draft: undone(model.NotFound, "R-W.1", func(c *model.Certificate) { c.Reasons[0].Shift = "c1@3" })},
	{rule: "P-certificate", name: "a reason on another day's shift",
		draft: undone(model.NotFound, "R-W.1", func(c *model.Certificate) { c.Reasons[0].Shift = "c3@4" })},
	{rule: "P-certificate", name: "a reason for someone who is ill",
		c: func(c *model.Case) {
			c.Shifts = append(c.Shifts, model.Shift{ID: "c4@3", Caregiver: "c4", Mode: model.Car, From: when(3, "15:00"), To: when(3, "23:00")})
			c.Absences = append(c.Absences, model.Absence{Caregiver: "c4", From: when(3, "00:00"), To: when(4, "00:00")})
		},
		draft: undone(model.NotFound, "R-W.1", func(c *model.Certificate) { c.Reasons[0].Caregiver, c.Reasons[0].Shift = "c4", "c4@3" })},
	{rule: "P-certificate", name: "a remedy by nobody",
		draft: undone(model.NotFound, "R-W.1", func(c *model.Certificate) { c.Remedy = model.Remedy{Kind: "stay", Caregiver: "c9"} })},
	{rule: "P-certificate", name: "on another day than it is due",
		draft: undone(model.NotFound, "R-W.1", func(c *model.Certificate) { c.Date++; c.Reasons = nil })},
	{rule: "P-certificate", name: "of another home", draft: undone(model.NotFound, "R-W.1", func(c *model.Certificate) { c.Home = "h1" })},
	{rule: "P-certificate", name: "under another promise",
		draft: undone(model.NotFound, "R-W.1", func(c *model.Certificate) { c.Rule = "R-6.4" })},

	{name: "who lacks what medicine needs", draft: undone(model.Proved, "R-6.7", func(c *model.Certificate) {
		c.Reasons[0].Caregiver, c.Reasons[0].Shift = "c1", "c1@3"
	})},
	{rule: "P-certificate", name: "who lacks nothing", draft: undone(model.Proved, "R-6.7", nil)},
	{name: "who can't bear the home", c: func(c *model.Case) {
		c.Homes[4].Traits, c.Caregivers[1].CantBear = []model.Trait{"dog"}, []model.Trait{"dog"}
	}, draft: undoneOf("help5", "help5#31", model.Proved, "c2", "R-6.7", nil)},
	{rule: "P-certificate", name: "who bears a home without the trait", c: func(c *model.Case) {
		c.Homes[4].Traits, c.Caregivers[1].CantBear = []model.Trait{"cat"}, []model.Trait{"dog"}
	}, draft: undoneOf("help5", "help5#31", model.Proved, "c2", "R-6.7", nil)},
	{name: "who comes by car where that won't do", c: onFoot, draft: undoneOf("help5", "help5#31", model.Proved, "c2", "R-6.7", nil)},
	{name: "who is not the helper chosen", draft: undoneOf("help5", "help5#31", model.Proved, "c2", "R-5.2", nil)},
	{rule: "P-certificate", name: "who is the helper chosen", draft: undoneOf("help5", "help5#31", model.Proved, "c5", "R-5.2", nil)},
	{rule: "P-certificate", name: "named staff alone, where anyone may", draft: undone(model.Proved, "R-6.2", nil)},
	{rule: "P-certificate", name: "two at once, where one comes", draft: undone(model.Proved, "R-11.1.1b", nil)},
	{name: "two at once, where two come", draft: undoneOf("lift2", "lift2#3", model.Proved, "c1", "R-11.1.1b", nil)},

	{rule: "P-certificate", name: "a shift too short, which it is not", c: late, draft: undone(model.Proved, "R-W.1", nil)},
	{name: "a shift too short", c: short, draft: undone(model.Proved, "R-W.1", nil)},
	{name: "a shift in the way of other help, as far as can be told", draft: undone(model.Proved, "R-W.1", nil),
		c: func(c *model.Case) {
			late(c)
			c.External = append(c.External, external("h3", "", 3, "22:00", "22:30", model.Avoid))
		}},
	{name: "a shift with a course then", draft: undone(model.Proved, "R-W.1", nil),
		c: func(c *model.Case) {
			late(c)
			c.Activities = append(c.Activities, model.Activity{Shift: "c3@3", Kind: "course", From: when(3, "20:02"), To: when(3, "21:00"), Minutes: 58, Place: "p3"})
		}},
	{rule: "P-certificate", name: "a shift with an absence earlier", draft: undone(model.Proved, "R-W.1", nil), c: lateAndAway("15:15", "17:15")},
	{name: "a shift with an absence then", draft: undone(model.Proved, "R-W.1", nil), c: lateAndAway("19:55", "22:00")},
	{name: "a shift with its break then", c: func(c *model.Case) {
		late(c)
		shiftOf(c, "c3@3").Break = &model.Window{From: when(3, "19:55"), To: when(3, "20:00")}
	}, draft: func(d *draft) { undone(model.Proved, "R-W.1", nil)(d); d.breaks["c3@3"] = when(3, "19:55") }},

	{name: "a first visit too late", c: bathDecided(8), draft: certify("R-5.3", "bath1", "bath1#8")},
	{rule: "P-certificate", name: "a first visit in time", c: bathDecided(7), draft: certify("R-5.3", "bath1", "bath1#8")},
	{rule: "P-certificate", name: "a first visit by another deadline", c: bathDecided(8), draft: func(d *draft) {
		certify("R-5.3", "bath1", "bath1#8")(d)
		d.plan.Certificates[0].Date++
	}},
}

// bathDecided is decided so many days before the first bath.
func bathDecided(days model.Date) func(*model.Case) {
	return func(c *model.Case) { grantOf(c, "bath1").Decided = checkFrom - days }
}

func TestCertificates(t *testing.T) {
	for _, b := range certificateBreaches {
		t.Run(b.rule+" "+b.name, b.run)
	}
}
