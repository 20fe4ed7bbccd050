package model_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

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
			d.plan.Certificates = append(d.plan.Certificates, model.Certificate{Rule: rule, Home: grantOf(d.c, grant).Home, Grant: grant, Occurrence: o,
				Date: certified(d.c, rule, grantOf(d.c, grant), o), Grade: model.NotFound})
		}
	}
}

// certified is the date that a certificate names: the deadline of a first visit,
// the day of daily help, else Wednesday, on which all else of the base case is due.
func certified(c *model.Case, rule string, g *model.Grant, o model.OccurrenceID) model.Date {
	_, digits, _ := strings.Cut(string(o), "#")
	n, err := strconv.Atoi(digits)
	switch {
	case rule == "R-5.3":
		return g.Decided + model.Date(serviceOf(c, g.Service).FirstWithin)
	case g.Cadence.Unit == model.PerDay && err == nil:
		return g.From + model.Date(n/g.Cadence.Count)
	}
	return checkFrom + 2
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
