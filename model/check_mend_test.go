package model_test

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// mendNow is when the mends of these tests are made: Tuesday at 9:20. At home 1
// they have been, home 3 has c1 until 9:25, and home 5 its helper until then. c1
// and c2 are to be with home 2 at 9:45, too soon to change who comes.
var mendNow = when(1, "09:20")

// mend is an edit of a mend that changed nothing, to break exactly one rule, and
// what happened that excuses it.
type mend struct {
	rule  string // "": none, the edit is allowed
	name  string
	c     func(*model.Case)
	log   []model.Event // Known, when left out, is the mend's own minute
	draft func(*draft)
	plan  func(*model.Plan)
}

// made gives the case and the plan mended, and the plan that it came of.
func (m *mend) made() (c *model.Case, r *model.Roads, from, p *model.Plan) {
	c = checkCase()
	c.AnnouncedUntil = when(3, "00:00")
	rules := &c.Standard.Rules
	rules.FreezeAhead, rules.CallMinutes, rules.Callers = 30, 3, 2
	_, from = checkDraft(c).write()
	c.Now = mendNow
	if m.c != nil {
		m.c(c)
	}
	d := checkDraft(c)
	if m.draft != nil {
		m.draft(d)
	}
	r, p = d.write()
	p.Made.Now = mendNow
	p.Announced = announced(from, c.AnnouncedUntil)
	for i, e := range m.log {
		e.Number = i + 1
		if e.Known == 0 {
			e.Known = mendNow
		}
		p.Log = append(p.Log, e)
	}
	if m.plan != nil {
		m.plan(p)
	}
	return c, r, from, p
}

// announced is what a plan told people of the time before an hour.
func announced(p *model.Plan, until model.Time) []model.Announced {
	var list []model.Announced
	for i := range p.Visits {
		if v := &p.Visits[i]; v.Start < until {
			list = append(list, model.Announced{Visit: v.ID, Home: v.Home, Start: v.Start, Staff: slices.Clone(v.Staff)})
		}
	}
	slices.SortFunc(list, func(a, b model.Announced) int { return cmpIDs(a.Visit, b.Visit) })
	return list
}

func cmpIDs[T ~string](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (m *mend) run(t *testing.T) {
	t.Helper()
	c, r, _, p := m.made()
	breaksOnly(t, model.Check(c, r, p), m.rule)
}

// breaksOnly makes sure that one rule is broken, or none, and said in two languages.
func breaksOnly(t *testing.T, found []model.Violation, rule string) {
	t.Helper()
	var rules, want []string
	for _, v := range found {
		rules = append(rules, v.Rule)
		if v.Text.Da == "" || v.Text.En == "" || v.Text.Da == v.Text.En {
			t.Errorf("%s is not said in two languages: %q", v.Rule, v.Text)
		}
	}
	slices.Sort(rules)
	if rule != "" {
		want = []string{rule}
	}
	if rules = slices.Compact(rules); !slices.Equal(rules, want) {
		t.Errorf("rules broken: %v, want %v", rules, want)
		for _, v := range found {
			t.Log(v)
		}
	}
}

// moveTo puts a visit's start elsewhere on its day, with those who come.
func moveTo(does string, day model.Date, clock string) func(*draft) {
	return func(d *draft) { d.move(does, day, clock) }
}

// give has others come to a visit.
func give(does string, day model.Date, staff ...model.CaregiverID) func(*draft) {
	return func(d *draft) {
		for leg, who := range staff {
			a := &d.find(does).Staff[leg]
			a.Caregiver, a.Shift = who, checkShift(who, day)
		}
	}
}

func both(edits ...func(*draft)) func(*draft) {
	return func(d *draft) {
		for _, edit := range edits {
			edit(d)
		}
	}
}

func awayCaregiver(who model.CaregiverID, from, to string) func(*model.Case) {
	return func(c *model.Case) {
		c.Absences = append(c.Absences, model.Absence{Caregiver: who, From: when(1, from), To: when(1, to), Kind: "sick"})
	}
}

func awayHome(home model.HomeID, from, to string) func(*model.Case) {
	return func(c *model.Case) {
		c.Absences = append(c.Absences, model.Absence{Home: home, From: when(1, from), To: when(1, to), Kind: "hospital"})
	}
}

// noBreak is for a shift so short that none is owed.
func noBreak(shift model.ShiftID) func(*draft) {
	return func(d *draft) { delete(d.breaks, shift) }
}

const (
	h1Tuesday = model.VisitID("h1/morning@2026-11-03")
	h2Tuesday = model.VisitID("h2/morning@2026-11-03")
	h3Tuesday = model.VisitID("h3/morning@2026-11-03")
)

var pastMends = []mend{
	{name: "nothing changed"},
	{rule: "P-past", name: "what had begun, at another minute", draft: moveTo("care1#29", 1, "08:05")},
	{rule: "P-past", name: "what had begun, later today", draft: moveTo("care1#29", 1, "10:15"),
		c: func(c *model.Case) { c.Standard.Rules.CallLimit = 150 }},
	{rule: "P-past", name: "what had begun, by another", draft: give("care1#29", 1, "c2")},
	{rule: "P-past", name: "what had begun, certified as not done",
		draft: both(func(d *draft) { d.drop("care1#29") }, certify("R-6.3", "care1", "care1#29"))},
	{rule: "P-past", name: "what is about to begin, by another order of people", draft: func(d *draft) {
		v := d.find("lift2#1")
		give("lift2#1", 1, "c2", "c1")(d)
		v.Staff[0].Start, v.Staff[0].Minutes, v.Staff[1].Start, v.Staff[1].Minutes = v.Start, 20, v.Start.Add(5), 10
	}},
	{name: "what is about to begin, a little later", draft: moveTo("lift2#1", 1, "09:50")},
	{name: "what lies further ahead, by another", draft: both(give("frame6.L2#29", 1, "c2"), moveTo("shop4#4", 1, "12:00"))},
	{name: "what lies further ahead, at another time", draft: moveTo("frame6.L2#29", 1, "11:30")},
	{name: "what was not announced, at another time", draft: moveTo("care1#31", 3, "08:15")},
	{rule: "P-past", name: "a visit moved to before the mend", draft: moveTo("shop4#4", 1, "09:00")},
	{rule: "P-past", name: "a visit added before the mend",
		draft: func(d *draft) { d.drop("shop4#4"); d.put("h4", "", 0, "11:00", 40, "c2", "shop4#4") },
		c:     func(c *model.Case) { c.History.Agreed = nil }},
	{rule: "P-past", name: "the record says that it began early", log: []model.Event{{Kind: model.StartedEvent, Visit: h2Tuesday, Home: "h2", From: mendNow}},
		draft: moveTo("lift2#1", 1, "09:50")},
	{name: "an entry in error, that it began early, undone", draft: moveTo("lift2#1", 1, "09:50"),
		log: []model.Event{{Kind: model.StartedEvent, Visit: h2Tuesday, Home: "h2", From: mendNow}, {Kind: model.VoidEvent, Of: 1}}},
}

// What an event took away may change, and what it did not may not.
var excusedMends = []mend{
	{name: "nobody opened, and the visit comes later", log: []model.Event{{Kind: model.NoShowEvent, Visit: h1Tuesday, Home: "h1"}}, draft: moveTo("care1#29", 1, "10:15"),
		c: func(c *model.Case) { c.Standard.Rules.CallLimit = 150 }},
	{name: "nobody opened, and the visit stands", log: []model.Event{{Kind: model.NoShowEvent, Visit: h1Tuesday, Home: "h1"}}},
	{rule: "P-past", name: "nobody opened, and the visit was at another minute", log: []model.Event{{Kind: model.NoShowEvent, Visit: h1Tuesday, Home: "h1"}},
		draft: moveTo("care1#29", 1, "08:05")},
	{rule: "P-past", name: "nobody opened elsewhere", log: []model.Event{{Kind: model.NoShowEvent, Visit: h3Tuesday, Home: "h3"}}, draft: moveTo("care1#29", 1, "10:15"),
		c: func(c *model.Case) { c.Standard.Rules.CallLimit = 150 }},
	{name: "cancelled at the door, and gone", log: []model.Event{{Kind: model.CancelledEvent, Visit: h1Tuesday, Home: "h1"}},
		draft: both(func(d *draft) { d.drop("care1#29") }, certify("R-6.3", "care1", "care1#29"))},
	{rule: "P-past", name: "cancelled at the door, and done later", log: []model.Event{{Kind: model.CancelledEvent, Visit: h1Tuesday, Home: "h1"}},
		draft: moveTo("care1#29", 1, "10:15"), c: func(c *model.Case) { c.Standard.Rules.CallLimit = 150 }},
	{name: "what came after is not one with what had begun", c: acute, draft: acuteVisit},
	{rule: "R-11.0", name: "what came after might be one with it, in a plan that is no mend", c: acute, draft: acuteVisit, plan: func(p *model.Plan) { p.Made.Now = 0 }},
	{name: "proved to have no room any more", c: sickInMorning, draft: provedNoRoom},
	{rule: "P-certificate", name: "proved to have no room, in a plan that is no mend", c: sickInMorning, draft: provedNoRoom,
		plan: func(p *model.Plan) { p.Made.Now = 0 }},
	{name: "sick since before it was to begin", c: func(c *model.Case) { awayCaregiver("c1", "07:00", "09:00")(c); c.Standard.Rules.CallLimit = 150 },
		draft: both(moveTo("care1#29", 1, "10:15"), noBreak("c1@1"))},
	{rule: "P-past", name: "sick since before it began, says one, but the record has it", draft: both(moveTo("care1#29", 1, "10:15"), noBreak("c1@1")),
		c:   func(c *model.Case) { awayCaregiver("c1", "07:00", "09:00")(c); c.Standard.Rules.CallLimit = 150 },
		log: []model.Event{{Kind: model.DoneEvent, Visit: h1Tuesday, Home: "h1", From: when(1, "08:00"), To: when(1, "08:20")}}},
	{name: "gone home in the middle of a visit, which stands", c: awayCaregiver("c5", "09:15", "10:00")},
	{rule: "P-past", name: "gone home in the middle of a visit, which another has", c: awayCaregiver("c1", "09:20", "09:25"),
		draft: give("meal3#87", 1, "c2")},
	{name: "away in the middle of a visit, which stands", c: awayHome("h5", "09:15", "12:00")},
	{name: "held up before what is about to begin, which another takes",
		c: func(c *model.Case) {
			c.Activities = append(c.Activities, model.Activity{Shift: "c1@1", Kind: "late", From: when(1, "09:25"), To: when(1, "10:15"), Minutes: 50})
			extra(c)
		},
		draft: give("lift2#1", 1, "c4")},
	{name: "rejected, and so another takes it", log: []model.Event{{Kind: model.RejectedEvent, Visit: h2Tuesday, Home: "h2", Caregiver: "c1"}},
		c:     extra,
		draft: give("lift2#1", 1, "c4")},
	{rule: "P-past", name: "rejected when it had begun", log: []model.Event{{Kind: model.RejectedEvent, Visit: h3Tuesday, Home: "h3", Caregiver: "c1"}},
		draft: give("meal3#87", 1, "c2")},
	{name: "ways were quicker before the mend", plan: func(p *model.Plan) { hasten(p, when(1, "08:00")) }},
	{rule: "P-form", name: "ways are no quicker after it", plan: func(p *model.Plan) { hasten(p, when(1, "11:00")) }},
	{rule: "P-past", name: "setting out before the mend, elsewhere than announced", c: extra, draft: both(moveTo("shop4#4", 1, "09:24"), give("shop4#4", 1, "c4"))},
	{name: "setting out when the mend is made", c: extra, draft: both(moveTo("shop4#4", 1, "09:25"), give("shop4#4", 1, "c4"))},
	{name: "setting out before the mend, as announced", c: extra, draft: both(moveTo("shop4#4", 1, "09:24"), give("shop4#4", 1, "c4")),
		plan: func(p *model.Plan) {
			i := slices.IndexFunc(p.Announced, func(a model.Announced) bool { return a.Home == "h4" })
			p.Announced[i].Start = when(1, "09:30")
			p.Announced[i].Staff = []model.Assignment{{Caregiver: "c4", Shift: "c4@1", Start: when(1, "09:30"), Minutes: 40}}
		}},
}

// acute grants home 1 more care on Tuesday.
func acute(c *model.Case) {
	c.Grants = append(c.Grants, model.Grant{ID: "acute1", Home: "h1", Provider: "muni", Law: model.SEL83, Service: "frame", Minutes: 30,
		Cadence: model.Cadence{Unit: model.Dated}, Dates: []model.Date{checkFrom + 1}, From: checkFrom + 1, To: checkFrom + 1})
}

func acuteVisit(d *draft) {
	d.put("h1", "morning/2", 1, "09:40", 30, "c2", "acute1#0")
	d.move("lift2#1", 1, "10:15")
	d.move("shop4#4", 1, "12:00")
	d.plan.Agreed = append(d.plan.Agreed, model.Agreed{Home: "h1", Part: "morning", Number: 2, Start: 9*60 + 45})
}

// sickInMorning has c1 away when home 1 is to get care, which belongs to the morning.
func sickInMorning(c *model.Case) {
	awayCaregiver("c1", "07:00", "09:00")(c)
	serviceOf(c, "care").Parts = []model.PartID{"morning"}
}

// provedNoRoom certifies the morning of home 1 on Tuesday: c2, otherwise idle
// then, is said to have had no time.
func provedNoRoom(d *draft) {
	d.drop("care1#29")
	noBreak("c1@1")(d)
	certify("R-6.3", "care1", "care1#29")(d)
	x := &d.plan.Certificates[0]
	x.Grade, x.Reasons = model.Proved, []model.Reason{{Caregiver: "c2", Shift: "c2@1", Rule: "R-W.1"}}
}

// extra has c4 at work on Tuesday morning, with nothing announced.
func extra(c *model.Case) {
	c.Shifts = append(c.Shifts, model.Shift{ID: "c4@1", Caregiver: "c4", Mode: model.Car, From: when(1, "08:00"), To: when(1, "12:00"), Start: "office", End: "office"})
}

// hasten makes the way that ends at an hour a minute shorter.
func hasten(p *model.Plan, at model.Time) {
	for i := range p.Tours {
		for j := range p.Tours[i].Items {
			if it := &p.Tours[i].Items[j]; it.Kind == model.TravelItem && it.To == at {
				it.From++
			}
		}
	}
}

func TestMendKeepsThePast(t *testing.T) {
	for _, m := range slices.Concat(pastMends, excusedMends) {
		t.Run(m.rule+" "+m.name, m.run)
	}
}
