package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

var hoursBreaches = []breach{
	{rule: "R-W.1", name: "a visit before the shift begins",
		c: func(c *model.Case) { s := shiftOf(c, "c5@3"); s.From = when(3, "09:05") }},
	{rule: "R-W.1", name: "a caregiver who is absent",
		c: func(c *model.Case) {
			c.Absences = []model.Absence{{Caregiver: "c5", From: when(3, "00:00"), To: when(4, "00:00"), Kind: "sick"}}
		}},
	{rule: "R-W.2", name: "overtime that eats the rest",
		c: func(c *model.Case) {
			shiftOf(c, "c3@6").To = when(6, "20:05")
			c.History.Outside = []model.OutsideShift{{Caregiver: "c3", From: when(7, "07:05"), To: when(7, "15:00")}}
		}},
	{name: "overtime that leaves the rest",
		c: func(c *model.Case) {
			shiftOf(c, "c3@6").To = when(6, "20:05")
			c.History.Outside = []model.OutsideShift{{Caregiver: "c3", From: when(7, "08:00"), To: when(7, "15:00")}}
		}},
	{rule: "R-W.3", name: "a long shift without a break",
		draft: noBreak("c2@5")},
	{name: "the way home after the break", plan: func(p *model.Plan) { aroundBreak(p, 0) }},
	{name: "the way home before the break", plan: func(p *model.Plan) { aroundBreak(p, -60) }},
	{rule: "R-W.3", name: "the way home during the break", plan: func(p *model.Plan) { aroundBreak(p, -20) }},
	{rule: "R-W.3", name: "a break too short",
		plan: func(p *model.Plan) { i := breakItem(p, "c2@5"); i.To-- }},
	{rule: "R-W.3", name: "a break at the beginning of the shift",
		draft: func(d *draft) { d.breaks["c2@5"] = when(5, "07:59") }},
	{name: "a break an hour into the shift",
		draft: func(d *draft) { d.breaks["c2@5"] = when(5, "08:00") }},
	{rule: "R-W.3", name: "a break at the end of the shift",
		draft: func(d *draft) { d.breaks["c2@5"] = when(5, "13:32") }},
	{rule: "R-W.3", name: "a visit in the break",
		draft: func(d *draft) { d.breaks["c1@5"] = when(5, "12:20") }},
	{name: "a training at the time of the break",
		c: atTraining("10:50", "12:00"), draft: noBreak("c2@5")},
	{rule: "R-W.3", name: "a training with time for the break before it",
		c: atTraining("11:15", "12:00"), draft: noBreak("c2@5")},
	{rule: "R-W.3", name: "a training at any time about the break",
		c: func(c *model.Case) {
			atTraining("10:50", "12:00")(c)
			c.Activities[len(c.Activities)-1].Minutes = 30
		}, draft: noBreak("c2@5")},
	{rule: "R-W.3", name: "a break elsewhere than the shift gives it",
		c: func(c *model.Case) {
			shiftOf(c, "c2@5").Break = &model.Window{From: when(5, "11:00"), To: when(5, "12:00")}
		}},
	{name: "no break where only given ones count",
		c:     func(c *model.Case) { c.Standard.Rules.BreakOnlyGiven = true },
		draft: noBreak("c2@5")},
	{name: "a shift of six hours needs none",
		c:     func(c *model.Case) { shiftOf(c, "c2@5").To = when(5, "13:00") },
		draft: noBreak("c2@5")},
	{name: "an absence that leaves six hours of a shift",
		c: func(c *model.Case) {
			c.Absences = []model.Absence{{Caregiver: "c2", From: when(5, "13:00"), To: when(6, "00:00"), Kind: "sick"}}
		},
		draft: noBreak("c2@5")},
	{rule: "R-W.3", name: "an absence that leaves more",
		c: func(c *model.Case) {
			c.Absences = []model.Absence{{Caregiver: "c2", From: when(5, "13:05"), To: when(6, "00:00"), Kind: "sick"}}
		},
		draft: noBreak("c2@5")},
	{rule: "R-W.3", name: "an absence in the middle that leaves more in all",
		c: training("13:00", "14:00"), draft: noBreak("c2@5")},
	{name: "an absence in the middle that leaves six hours in all",
		c: training("12:00", "14:00"), draft: noBreak("c2@5")},
	{name: "an absence in the middle that leaves a stretch too short to work in",
		c: training("13:00", "14:30"), draft: noBreak("c2@5")},
	{rule: "R-W.3", name: "a break while absent",
		c: training("12:00", "13:00"), draft: func(d *draft) { d.breaks["c2@5"] = when(5, "12:20") }},
	{name: "a break after an absence",
		c: training("12:00", "13:00"), draft: func(d *draft) { d.breaks["c2@5"] = when(5, "13:00") }},
	{rule: "R-W.3", name: "a break at the end of what an absence leaves",
		c: func(c *model.Case) {
			c.Absences = []model.Absence{{Caregiver: "c2", From: when(5, "14:00"), To: when(6, "00:00"), Kind: "sick"}}
		},
		draft: func(d *draft) { d.breaks["c2@5"] = when(5, "12:35") }},
	{name: "a given break, and an absence then",
		c: func(c *model.Case) {
			shiftOf(c, "c2@5").Break = &model.Window{From: when(5, "13:30"), To: when(5, "14:00")}
			c.Absences = []model.Absence{{Caregiver: "c2", From: when(5, "13:30"), To: when(5, "15:00"), Kind: "sick"}}
		},
		draft: noBreak("c2@5")},
	{rule: "R-W.4", name: "more overtime than the standard allows",
		c: func(c *model.Case) { shiftOf(c, "c3@6").To = when(6, "19:30") }},
	{rule: "R-W.4", name: "overtime on a shift that has none",
		c: func(c *model.Case) { s := shiftOf(c, "c3@6"); s.To, s.Overtime = when(6, "20:05"), -1 }},
	{rule: "R-W.4", name: "overtime that the tour does not state",
		c: func(c *model.Case) { shiftOf(c, "c3@6").To = when(6, "20:05") },
		plan: func(p *model.Plan) {
			for i := range p.Tours {
				p.Tours[i].Overtime = 0
			}
		}},
	{name: "more overtime, agreed on the shift",
		c: func(c *model.Case) { s := shiftOf(c, "c3@6"); s.To, s.Overtime = when(6, "19:30"), 20 }},
}

func breakItem(p *model.Plan, shift model.ShiftID) *model.Item {
	for i := range p.Tours {
		for j := range p.Tours[i].Items {
			if it := &p.Tours[i].Items[j]; p.Tours[i].Shift == shift && it.Kind == model.BreakItem {
				return it
			}
		}
	}
	panic("no break in " + shift)
}

func TestWorkingTime(t *testing.T) {
	for _, b := range hoursBreaches {
		t.Run(b.rule+" "+b.name, b.run)
	}
}

// aroundBreak moves the way home of Tuesday's second caregiver, which follows
// the break, by so many minutes; items stay in order.
func aroundBreak(p *model.Plan, by model.Minutes) {
	items := tourOf(p, "c2@1").Items
	way, rest := &items[len(items)-1], &items[len(items)-2]
	if way.Kind != model.TravelItem || rest.Kind != model.BreakItem {
		panic("the base plan has another tour")
	}
	way.From, way.To = way.From.Add(by), way.To.Add(by)
	if way.From < rest.From {
		*way, *rest = *rest, *way
	}
}

// atTraining is an activity of the second caregiver on the sixth day, whose break
// begins between a quarter to eleven and half past.
func atTraining(from, to string) func(*model.Case) {
	return func(c *model.Case) {
		shiftOf(c, "c2@5").Break = &model.Window{From: when(5, "10:45"), To: when(5, "11:30")}
		a := model.Activity{Shift: "c2@5", Kind: "training", From: when(5, from), To: when(5, to)}
		a.Minutes = a.To.Sub(a.From)
		c.Activities = append(c.Activities, a)
	}
}

// training is an absence of the second caregiver on the sixth day.
func training(from, to string) func(*model.Case) {
	return func(c *model.Case) {
		c.Absences = []model.Absence{{Caregiver: "c2", From: when(5, from), To: when(5, to), Kind: "training"}}
	}
}
