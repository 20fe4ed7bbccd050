package model_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// breach is one edit of the sound plan that breaks exactly one rule: of the
// case before, of the draft, or of the plan as written.
type breach struct {
	rule  string // "": none, the edit is allowed
	name  string
	c     func(*model.Case)
	draft func(*draft)
	plan  func(*model.Plan)
}

func (b *breach) check() []model.Violation {
	c := checkCase()
	if b.c != nil {
		b.c(c)
	}
	d := checkDraft(c)
	if b.draft != nil {
		b.draft(d)
	}
	r, p := d.write()
	if b.plan != nil {
		b.plan(p)
	}
	return model.Check(c, r, p)
}

func (b *breach) run(t *testing.T) {
	t.Helper()
	found := b.check()
	rules := []string{}
	for _, v := range found {
		rules = append(rules, v.Rule)
		if v.Text.Da == "" || v.Text.En == "" || v.Text.Da == v.Text.En {
			t.Errorf("%s is not said in two languages: %q", v.Rule, v.Text)
		}
	}
	slices.Sort(rules)
	rules = slices.Compact(rules)
	want := []string{b.rule}
	if b.rule == "" {
		want = []string{}
	}
	if !slices.Equal(rules, want) {
		t.Errorf("rules broken: %v, want %v", rules, want)
		for _, v := range found {
			t.Log(v)
		}
	}
}

func grantOf(c *model.Case, id model.GrantID) *model.Grant {
	for i := range c.Grants {
		if c.Grants[i].ID == id {
			return &c.Grants[i]
		}
	}
	panic("no grant " + id)
}

func serviceOf(c *model.Case, id model.ServiceID) *model.Service { return c.Standard.Service(id) }

func shiftOf(c *model.Case, id model.ShiftID) *model.Shift {
	for i := range c.Shifts {
		if c.Shifts[i].ID == id {
			return &c.Shifts[i]
		}
	}
	panic("no shift " + id)
}

// when is a time in the week planned.
func when(day model.Date, clock string) model.Time {
	c, err := model.ParseClock(clock)
	if err != nil {
		panic(err)
	}
	return model.At(checkFrom+day, c)
}

func certify(rule string, grant model.GrantID, occurrences ...model.OccurrenceID) func(*draft) {
	return func(d *draft) {
		for _, o := range occurrences {
			d.plan.Certificates = append(d.plan.Certificates, model.Certificate{Rule: rule, Home: grantOf(d.c, grant).Home, Grant: grant, Occurrence: o, Grade: model.NotFound})
		}
	}
}

func external(home model.HomeID, service model.ServiceID, day model.Date, from, to string, r model.Relation) model.External {
	return model.External{Home: home, Service: service, From: when(day, from), To: when(day, to), Kind: "nurse", Relation: r}
}

// apartFromWash takes cleaning and shopping of home 1 out of the laundry's
// visit, whose laundry is then certified.
func apartFromWash(d *draft) {
	d.drop("wash1#2")
	certify("R-6.4", "wash1", "wash1#2")(d)
}

var staffBreaches = []breach{
	{rule: "R-6.2", name: "practical help by a substitute where the standard wants the two",
		c:     func(c *model.Case) { c.Standard.Rules.NamedForPractical = true },
		draft: func(d *draft) { d.plan.Named[3] = model.Named{Home: "h4", Contact: "c1"} }},
	{name: "practical help by a substitute where the standard lets it",
		draft: func(d *draft) { d.plan.Named[3] = model.Named{Home: "h4", Contact: "c1"} }},
	{rule: "R-6.2b", name: "a substitute new to the home",
		c: func(c *model.Case) {
			c.History.Visits = slices.DeleteFunc(c.History.Visits, func(v model.PastVisit) bool { return v.Home == "h4" && v.Caregiver == "c2" })
		},
		draft: func(d *draft) { d.plan.Named[3] = model.Named{Home: "h4", Contact: "c1"} }},
	{name: "a substitute new to the home, briefed",
		c: func(c *model.Case) {
			c.History.Visits = slices.DeleteFunc(c.History.Visits, func(v model.PastVisit) bool { return v.Home == "h4" && v.Caregiver == "c2" })
		},
		draft: func(d *draft) {
			d.plan.Named[3] = model.Named{Home: "h4", Contact: "c1"}
			first := d.find("shop4#4")
			d.plan.Briefings = []model.Briefing{{Home: "h4", Visit: first.ID, Caregiver: "c2", By: "c1", Before: first.Start}}
		}},
	{rule: "R-6.2b", name: "a substitute briefed too late",
		c: func(c *model.Case) {
			c.History.Visits = slices.DeleteFunc(c.History.Visits, func(v model.PastVisit) bool { return v.Home == "h4" && v.Caregiver == "c2" })
		},
		draft: func(d *draft) {
			d.plan.Named[3] = model.Named{Home: "h4", Contact: "c1"}
			first := d.find("shop4#4")
			d.plan.Briefings = []model.Briefing{{Home: "h4", Visit: first.ID, Caregiver: "c2", By: "c1", Before: first.Start + 1}}
		}},
	{rule: "R-6.2b", name: "a substitute last seen 91 days ago",
		c: func(c *model.Case) {
			for i := range c.History.Visits {
				if v := &c.History.Visits[i]; v.Home == "h4" && v.Caregiver == "c2" {
					v.Date = checkFrom + 1 - 91
				}
			}
		},
		draft: func(d *draft) { d.plan.Named[3] = model.Named{Home: "h4", Contact: "c1"} }},
	{name: "a substitute last seen 90 days ago",
		c: func(c *model.Case) {
			for i := range c.History.Visits {
				if v := &c.History.Visits[i]; v.Home == "h4" && v.Caregiver == "c2" {
					v.Date = checkFrom + 1 - 90
				}
			}
		},
		draft: func(d *draft) { d.plan.Named[3] = model.Named{Home: "h4", Contact: "c1"} }},
	{rule: "R-6.7", name: "medicine without the qualification",
		c: func(c *model.Case) { c.Caregivers[2].Qualifications = nil }},
	{rule: "R-6.7", name: "a home that needs what the caregiver has not",
		c: func(c *model.Case) { c.Homes[5].Needs = []model.Qualification{"dementia"} }},
	{rule: "R-6.7", name: "a grant that needs what the second person has not",
		c: func(c *model.Case) {
			c.Caregivers[0].Qualifications = []model.Qualification{"lift"}
			grantOf(c, "lift2").Needs = []model.Qualification{"lift"}
		}},
	{rule: "R-6.7", name: "a dog and an allergy",
		c: func(c *model.Case) {
			c.Homes[3].Traits = []model.Trait{"dog"}
			c.Caregivers[1].CantBear = []model.Trait{"dog"}
		}},
	{rule: "R-6.7", name: "shopping on foot",
		c: func(c *model.Case) { shiftOf(c, "c2@1").Mode = model.Foot }},
	{rule: "R-11.1.1b", name: "a lift visit by one alone",
		draft: func(d *draft) { v := d.find("lift2#3"); v.Staff = v.Staff[:1] }},
	{rule: "R-11.1.1b", name: "two where one is granted",
		draft: func(d *draft) {
			v := d.find("care1#30")
			v.Staff = append(v.Staff, model.Assignment{Caregiver: "c2", Shift: "c2@2", Start: v.Start, Minutes: v.Length})
		}},
	{rule: "R-11.1.1b", name: "the second leaves too early",
		draft: func(d *draft) { d.find("lift2#3").Staff[1].Minutes = 9 }},
	{rule: "R-11.1.1b", name: "the second comes too late",
		draft: func(d *draft) { a := &d.find("lift2#3").Staff[1]; a.Start++ }},
	{rule: "R-5.2", name: "somebody else than the chosen helper",
		c: func(c *model.Case) { grantOf(c, "help5").Helper = "c4" }},
	{rule: "R-5.2", name: "the helper at another home",
		c: func(c *model.Case) { c.Caregivers[4].Only = []model.HomeID{"h1"} }},
	{rule: "R-5.2", name: "a cash grant planned",
		c: func(c *model.Case) { grantOf(c, "talk6").Law = model.SEL95 }},
}

func TestWhoComes(t *testing.T) {
	for _, b := range staffBreaches {
		t.Run(b.rule+" "+b.name, b.run)
	}
}

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
		draft: func(d *draft) { delete(d.breaks, "c2@5") }},
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
	{rule: "R-W.3", name: "a break elsewhere than the shift gives it",
		c: func(c *model.Case) {
			shiftOf(c, "c2@5").Break = &model.Window{From: when(5, "11:00"), To: when(5, "12:00")}
		}},
	{name: "no break where only given ones count",
		c:     func(c *model.Case) { c.Standard.Rules.BreakOnlyGiven = true },
		draft: func(d *draft) { delete(d.breaks, "c2@5") }},
	{name: "a shift of six hours needs none",
		c:     func(c *model.Case) { shiftOf(c, "c2@5").To = when(5, "13:00") },
		draft: func(d *draft) { delete(d.breaks, "c2@5") }},
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

var serviceBreaches = []breach{
	{rule: "R-11.0", name: "two services of one part in two visits",
		draft: func(d *draft) {
			d.find("bath1#8").Does = d.find("bath1#8").Does[1:]
			d.find("care1#28").Length = 20
			d.find("care1#28").Staff[0].Minutes = 20
			d.put("h1", "", 0, "08:30", 30, "c1", "bath1#8")
		}},
	{name: "a service in a visit of its own in another part",
		draft: func(d *draft) {
			d.find("bath1#8").Does = d.find("bath1#8").Does[1:]
			d.find("care1#28").Length = 20
			d.find("care1#28").Staff[0].Minutes = 20
			d.put("h1", "", 0, "11:50", 30, "c1", "bath1#8")
		}},
	{rule: "R-11.0", name: "two services that share no word in one visit",
		draft: func(d *draft) {
			d.drop("talk6#4")
			d.find("unpack4#4").Does = append(d.find("unpack4#4").Does, model.Done{Occurrence: "talk6#4", Grant: "talk6", Service: "talk"})
		},
		c: func(c *model.Case) {
			grantOf(c, "talk6").Home = "h4"
			serviceOf(c, "talk").Bundles = nil
			grantOf(c, "talk6").Minutes = 20
		},
		plan: func(p *model.Plan) { lengthen(p, "h4/~unpacking@4", 20) }},
	{rule: "R-11.0b", name: "a visit cut short",
		draft: func(d *draft) { v := d.find("care1#30"); v.Length--; v.Staff[0].Minutes-- }},
	{rule: "R-11.0b", name: "granted minutes cut to the service's",
		c: func(c *model.Case) { grantOf(c, "talk6").Minutes = 30 }},
	{rule: "R-11.0b", name: "a visit longer than its schedule",
		draft: func(d *draft) { v := d.find("care1#30"); v.Length++; v.Staff[0].Minutes++ }},
	{rule: "R-11.0b", name: "laundry waited for",
		draft: func(d *draft) {
			d.drop("wash4#2!1")
			d.drop("wash4#2!2")
			d.put("h4", "", 3, "10:45", 95, "c2", "wash4#2")
		}},
	{rule: "R-11.0b", name: "laundry hung up before it is washed",
		draft: func(d *draft) { d.move("wash4#2!2", 3, "12:09") }},
	{name: "laundry hung up as soon as it is washed",
		draft: func(d *draft) { d.move("wash4#2!2", 3, "12:10") }},
	{rule: "R-11.0b", name: "laundry never hung up",
		draft: func(d *draft) { d.drop("wash4#2!2") }},
	{rule: "R-11.0b", name: "laundry hung up the next day",
		draft: func(d *draft) { d.move("wash4#2!2", 4, "12:15") }},
	{rule: "R-11.1.1", name: "two baths on neighbouring days",
		draft: func(d *draft) {
			d.find("bath1#9").Does = d.find("bath1#9").Does[1:]
			d.find("care1#31").Length = 20
			d.find("care1#31").Staff[0].Minutes = 20
			d.put("h1", "", 1, "11:50", 30, "c1", "bath1#9")
		}},
	{rule: "R-11.1.1", name: "a bath in the evening",
		draft: func(d *draft) {
			d.find("bath1#9").Does = d.find("bath1#9").Does[1:]
			d.find("care1#31").Length = 20
			d.find("care1#31").Staff[0].Minutes = 20
			d.put("h1", "", 3, "18:00", 30, "c3", "bath1#9")
		}},
	{rule: "R-11.1.2", name: "a talk on a Saturday",
		draft: func(d *draft) { d.move("talk6#4", 5, "11:00") }},
	{rule: "R-11.1.2", name: "a call outside its hours",
		c: func(c *model.Case) { serviceOf(c, "call").Hours = []model.Hours{model.NightHours} }},
	{rule: "R-11.1.3", name: "two meals too near",
		draft: func(d *draft) { d.move("meal3#85", 0, "12:10") }},
	{rule: "R-11.1.3", name: "two meals too far apart",
		draft: func(d *draft) { d.move("meal3#86", 0, "18:05") }},
	{rule: "R-11.2.1", name: "cleaning on a Saturday",
		draft: func(d *draft) {
			apartFromWash(d)
			d.put("h1", "", 2, "10:45", 40, "c2", "shop1#4")
			d.put("h1", "", 5, "10:45", 45, "c2", "clean1#2")
		}},
	{rule: "R-11.2.1", name: "cleaning on a closing day",
		c: func(c *model.Case) { c.Standard.ClosingDays = []model.Date{checkFrom + 2} },
		draft: func(d *draft) {
			apartFromWash(d)
			d.put("h1", "", 3, "10:45", 40, "c2", "shop1#4")
			d.put("h1", "", 2, "10:45", 45, "c2", "clean1#2")
			d.move("wash4#2!1", 3, "11:40")
			d.move("wash4#2!2", 3, "13:50")
			d.breaks["c2@3"] = when(3, "12:20")
		}},
	{rule: "R-11.2.2", name: "laundry on a Sunday",
		draft: func(d *draft) {
			d.move("wash4#2!1", 6, "10:45")
			d.move("wash4#2!2", 6, "12:15")
		}},
	{rule: "R-11.2.3", name: "shopping on a Saturday",
		draft: func(d *draft) {
			v := d.move("shop4#4", 5, "11:00")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 8, v.ID)}
		}},
	{rule: "R-11.2.3b", name: "unpacking before the delivery is over",
		c: func(c *model.Case) { c.External[0].To = when(4, "10:46") }},
	{name: "unpacking as the delivery is over",
		c: func(c *model.Case) { c.External[0].To = when(4, "10:45") }},
	{rule: "R-11.2.3b", name: "unpacking on a day without a delivery",
		draft: func(d *draft) { d.move("unpack4#4", 2, "12:45"); d.breaks["c2@2"] = when(2, "13:20") }},
}

func lengthen(p *model.Plan, id model.VisitID, by model.Minutes) {
	for i := range p.Visits {
		if v := &p.Visits[i]; v.ID == id {
			v.Length += by
			v.Staff[0].Minutes += by
		}
	}
	for i := range p.Tours {
		items := p.Tours[i].Items
		for j := range items {
			if items[j].Visit == id {
				items[j].To = items[j].To.Add(by)
				for k := j + 1; k < len(items) && items[k].Kind == model.TravelItem && items[k].From < items[k-1].To; k++ {
					length := items[k].To.Sub(items[k].From)
					items[k].From = items[k-1].To
					items[k].To = items[k].From.Add(length)
				}
			}
		}
	}
}

func replaced(grant model.GrantID, id model.OccurrenceID, agreed, latest model.Date, visit model.VisitID) model.Replacement {
	return model.Replacement{Home: "h4", Grant: grant, Occurrence: id, Agreed: checkFrom + agreed, Latest: checkFrom + latest, Visit: visit}
}

func TestServices(t *testing.T) {
	for _, b := range serviceBreaches {
		t.Run(b.rule+" "+b.name, b.run)
	}
}

var owedBreaches = []breach{
	{rule: "R-6.3", name: "medicine left out",
		draft: func(d *draft) { d.drop("med3#31") }},
	{name: "medicine left out, with a certificate",
		draft: func(d *draft) { d.drop("med3#31"); certify("R-6.3", "med3", "med3#31")(d) }},
	{rule: "R-6.3", name: "medicine left out, with another's certificate",
		draft: func(d *draft) { d.drop("med3#31"); certify("R-6.3", "med3", "med3#40")(d) }},
	{rule: "R-6.3", name: "a frame's line left out",
		draft: func(d *draft) { d.drop("frame6.L2#29") }},
	{rule: "R-6.3", name: "a second bath left out",
		draft: func(d *draft) {
			v := d.find("bath1#9")
			v.Does, v.Length, v.Staff[0].Minutes = v.Does[1:], 20, 20
		}},
	{name: "a talk left out: it has its price",
		draft: func(d *draft) { d.drop("talk6#4") }},
	{rule: "R-6.4", name: "shopping left out",
		draft: func(d *draft) {
			d.drop("shop1#4")
			certify("R-6.4", "clean1", "clean1#2")(d)
			certify("R-6.4", "wash1", "wash1#2")(d)
		}},
	{rule: "R-6.4", name: "shopping moved in silence",
		draft: func(d *draft) { d.move("shop4#4", 2, "12:40"); d.breaks["c2@2"] = when(2, "13:25") }},
	{name: "shopping moved and listed",
		draft: func(d *draft) {
			v := d.move("shop4#4", 2, "12:40")
			d.breaks["c2@2"] = when(2, "13:25")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 8, v.ID)}
		}},
	{rule: "R-6.4", name: "shopping moved, with a wrong deadline",
		draft: func(d *draft) {
			v := d.move("shop4#4", 2, "12:40")
			d.breaks["c2@2"] = when(2, "13:25")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 9, v.ID)}
		}},
	{rule: "R-6.4", name: "shopping moved before its day",
		draft: func(d *draft) {
			v := d.move("shop4#4", 0, "11:00")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 8, v.ID)}
		}},
	{rule: "R-6.4", name: "a replacement listed for what is done on its day",
		draft: func(d *draft) {
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 8, d.find("shop4#4").ID)}
		}},
	{name: "shopping booked past the horizon",
		draft: func(d *draft) {
			d.drop("shop4#4")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 8, "")}
		}},
	{rule: "R-6.4", name: "shopping booked although it could be replaced in time",
		c: func(c *model.Case) { c.Standard.Rules.ReplaceWithin = 2 },
		draft: func(d *draft) {
			d.drop("shop4#4")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#4", 1, 3, "")}
		}},
	{rule: "R-6.4", name: "a debt of the plan before forgotten",
		c: func(c *model.Case) { c.History.Debts = []model.Replacement{replaced("shop4", "shop4#3", -6, 1, "")} }},
	{name: "a debt of the plan before paid",
		c: func(c *model.Case) { c.History.Debts = []model.Replacement{replaced("shop4", "shop4#3", -6, 1, "")} },
		draft: func(d *draft) {
			v := d.put("h4", "", 0, "11:00", 40, "c2", "shop4#3")
			d.plan.Replacements = []model.Replacement{replaced("shop4", "shop4#3", -6, 1, v.ID)}
		}},
	{rule: "R-6.4", name: "a debt of the plan before paid late",
		c:     func(c *model.Case) { c.History.Debts = []model.Replacement{replaced("shop4", "shop4#3", -6, 1, "")} },
		draft: func(d *draft) { d.put("h4", "", 2, "12:40", 40, "c2", "shop4#3"); d.breaks["c2@2"] = when(2, "13:25") }},
	{rule: "R-4.2.4", name: "a visit after the grant's end",
		c: func(c *model.Case) { grantOf(c, "help5").To = checkFrom + 5 }},
	{rule: "R-4.2.4", name: "a bath too many",
		draft: func(d *draft) { d.put("h1", "", 5, "11:50", 30, "c1", "bath1#10") }},
	{rule: "R-4.2.4", name: "care on a day that is not granted",
		c: func(c *model.Case) {
			grantOf(c, "help5").Days = model.AllDays &^ (1 << time.Saturday)
		}},
	{rule: "R-4.2.4", name: "a frame's line in the wrong week",
		c: func(c *model.Case) { grantOf(c, "frame6").From -= 7 },
		draft: func(d *draft) {
			for _, v := range d.visits {
				for i := range v.Does {
					renumber(&v.Does[i], 7)
				}
			}
		}},
	{rule: "R-4.2.4", name: "cleaning before it is due",
		c: func(c *model.Case) {
			c.History.Last[0].Date = checkFrom - 8
			serviceOf(c, "cleaning").Class = model.Priced
		},
		draft: func(d *draft) {}},
	{rule: "R-5.1", name: "a grant that went to another provider",
		c: func(c *model.Case) {
			grantOf(c, "help5").Changes = []model.ProviderChange{{Provider: "private", Asked: checkFrom - 40, From: checkFrom + 5}}
		}},
	{rule: "R-5.3", name: "the first bath after its deadline", c: newBath, draft: lateBath},
	{name: "the first bath after its deadline, with a certificate", c: newBath,
		draft: func(d *draft) { lateBath(d); certify("R-5.3", "bath1", "bath1#2")(d) }},
	{name: "a late first bath of a grant that ran before its decision",
		c: func(c *model.Case) { newBath(c); grantOf(c, "bath1").From -= 7 },
		draft: func(d *draft) {
			lateBath(d)
			d.find("bath1#2").Does[0].Occurrence = "bath1#4"
			d.find("bath1#3").Does[0].Occurrence = "bath1#5"
			d.find("bath1#4").ID = "h1/~bath@4"
		}},
	{rule: "R-5.5c", name: "visits while the citizen is in hospital",
		c: func(c *model.Case) {
			c.Absences = []model.Absence{{Home: "h1", From: when(2, "06:00"), To: when(3, "06:00"), Kind: "hospital"}}
		}},
	{name: "no visits while the citizen is in hospital",
		c: func(c *model.Case) {
			c.Absences = []model.Absence{{Home: "h5", From: when(2, "06:00"), To: when(3, "06:00"), Kind: "hospital"}}
		},
		draft: func(d *draft) { d.drop("help5#30") }},
}

// newBath lets home 1's bath begin in the week before, decided on the Wednesday:
// the first is due by this Wednesday.
func newBath(c *model.Case) {
	g := grantOf(c, "bath1")
	g.From, g.Decided = checkFrom-7, checkFrom-5
}

// lateBath gives both baths of the week after that.
func lateBath(d *draft) {
	v := d.find("bath1#8")
	v.Does, v.Length, v.Staff[0].Minutes = v.Does[1:], 20, 20
	d.find("bath1#9").Does[0].Occurrence = "bath1#3"
	d.put("h1", "", 6, "11:50", 30, "c1", "bath1#2")
}

func renumber(d *model.Done, by int) {
	if d.Grant != "frame6" {
		return
	}
	stem, n := d.Occurrence[:len("frame6.L1#")], 0
	for _, r := range d.Occurrence[len(stem):] {
		n = n*10 + int(r-'0')
	}
	d.Occurrence = stem + model.OccurrenceID(strconv.Itoa(n+by))
}

func TestWhatIsOwed(t *testing.T) {
	for _, b := range owedBreaches {
		t.Run(b.rule+" "+b.name, b.run)
	}
}

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

var formBreaches = []breach{
	{name: "a bill that is right", plan: billed(func([]model.BillLine) {})},
	{rule: "P-bill", name: "a bill with a line too cheap", plan: billed(func(b []model.BillLine) { b[0].Price-- })},
	{rule: "P-bill", name: "a bill with a wrong count", plan: billed(func(b []model.BillLine) { b[0].Count++ })},
	{rule: "P-bill", name: "a bill with a line of its own", plan: billed(func(b []model.BillLine) { b[0].Line = "rebate" })},
	{rule: "P-form", name: "a visit on no tour", plan: func(p *model.Plan) { tourOf(p, "c5@2").Items = nil }},
	{rule: "P-form", name: "a tour's visit that does not exist",
		plan: func(p *model.Plan) { itemOf(p, "c5@2", model.VisitItem).Visit = "h5/nowhere" }},
	{rule: "P-form", name: "a tour's visit at another time",
		plan: func(p *model.Plan) { itemOf(p, "c5@2", model.VisitItem).To-- }},
	{rule: "P-form", name: "a leg that the visit has not",
		plan: func(p *model.Plan) { itemOf(p, "c5@2", model.VisitItem).Leg = 1 }},
	{rule: "P-form", name: "a visit as if by telephone",
		plan: func(p *model.Plan) { itemOf(p, "c5@2", model.VisitItem).Kind = model.CallItem }},
	{rule: "P-form", name: "a way too short", plan: func(p *model.Plan) { itemOf(p, "c5@2", model.TravelItem).From++ }},
	{rule: "P-form", name: "a way with other metres", plan: func(p *model.Plan) { itemOf(p, "c5@2", model.TravelItem).Metres++ }},
	{rule: "P-form", name: "a way from elsewhere", plan: func(p *model.Plan) { itemOf(p, "c5@2", model.TravelItem).Start = "p1" }},
	{rule: "P-form", name: "no way at all",
		plan: func(p *model.Plan) {
			tour := tourOf(p, "c5@2")
			tour.Items = slices.DeleteFunc(tour.Items, func(it model.Item) bool { return it.Kind == model.TravelItem })
		}},
	{rule: "P-form", name: "two items at once", plan: func(p *model.Plan) { itemOf(p, "c5@2", model.TravelItem).To++ }},
	{rule: "P-form", name: "a meeting left out",
		plan: func(p *model.Plan) {
			tour := tourOf(p, "c1@0")
			tour.Items = slices.DeleteFunc(tour.Items, func(it model.Item) bool { return it.Kind == model.ActivityItem })
		}},
	{rule: "P-form", name: "a meeting at another time",
		plan: func(p *model.Plan) { it := itemOf(p, "c1@0", model.ActivityItem); it.From++; it.To++ }},
	{rule: "P-form", name: "a tour of another caregiver's shift", plan: func(p *model.Plan) { tourOf(p, "c5@2").Caregiver = "c4" }},
	{rule: "P-form", name: "a shift with two tours",
		plan: func(p *model.Plan) {
			p.Tours = append(p.Tours, model.Tour{Shift: "c5@2", Caregiver: "c5", Mode: model.Car})
		}},
	{rule: "P-form", name: "a tour of no shift", plan: func(p *model.Plan) { p.Tours = append(p.Tours, model.Tour{Shift: "c9@2"}) }},
	{rule: "P-form", name: "a shift of another plan", c: func(c *model.Case) { c.Caregivers[4].District = "west" },
		plan: func(p *model.Plan) { p.Made.Districts = []model.DistrictID{"east"} }},
	{rule: "P-form", name: "a home of another plan", c: func(c *model.Case) { c.Homes[4].District = "west" },
		plan: func(p *model.Plan) { p.Made.Districts = []model.DistrictID{"east"} }},
	{rule: "P-form", name: "another standard", plan: func(p *model.Plan) { p.Made.StandardVersion = "2" }},
	{rule: "P-form", name: "a series without agreed time", draft: func(d *draft) { d.plan.Agreed = slices.Delete(d.plan.Agreed, 7, 8) }},
	{rule: "P-form", name: "a new agreed time off the grid", draft: func(d *draft) { d.plan.Agreed[7].Start = 541 }},
	{rule: "P-form", name: "two pairs for a home", draft: func(d *draft) { d.plan.Named = append(d.plan.Named, d.plan.Named[0]) }},
	{rule: "P-form", name: "a certificate for what is done", draft: certify("R-6.3", "med3", "med3#31")},
	{rule: "P-form", name: "a certificate for what does not exist", draft: certify("R-6.3", "med3", "med3#x")},
	{rule: "P-form", name: "a visit on a date not planned", c: func(c *model.Case) { c.Horizon.Days = 6 },
		plan: func(p *model.Plan) { p.Made.Horizon.Days = 6 }},
	{rule: "P-form", name: "a visit that does the service of another grant",
		draft: func(d *draft) { d.find("help5#30").Does[0].Service = "bath" }},
	{rule: "P-form", name: "a visit under another series' name", draft: func(d *draft) { d.find("help5#30").ID = "h5/morning" }},
	{rule: "P-form", name: "a briefing of nobody on the visit",
		draft: func(d *draft) {
			d.plan.Briefings = []model.Briefing{{Home: "h5", Visit: d.find("help5#30").ID, Caregiver: "c1"}}
		}},
}

// billed gives a plan its bill, with an edit.
func billed(edit func([]model.BillLine)) func(*model.Plan) {
	return func(p *model.Plan) {
		c := checkCase()
		r, err := model.NewRoads(c)
		if err != nil {
			panic(err)
		}
		p.Bill = model.Bill(c, r, p)
		edit(p.Bill)
	}
}

func tourOf(p *model.Plan, shift model.ShiftID) *model.Tour {
	for i := range p.Tours {
		if p.Tours[i].Shift == shift {
			return &p.Tours[i]
		}
	}
	panic("no tour " + shift)
}

func itemOf(p *model.Plan, shift model.ShiftID, kind model.ItemKind) *model.Item {
	t := tourOf(p, shift)
	for i := range t.Items {
		if t.Items[i].Kind == kind {
			return &t.Items[i]
		}
	}
	panic("no such item in " + shift)
}

func TestForm(t *testing.T) {
	for _, b := range formBreaches {
		t.Run(b.rule+" "+b.name, b.run)
	}
}
