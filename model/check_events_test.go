package model_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// said is what a call said of a visit of home 1 on the second day, planned at 8:00.
func said(clock string, refused bool) func(*model.Case) {
	return func(c *model.Case) {
		c.Told = []model.Told{{Visit: "h1/morning@2026-11-03", Home: "h1", At: onDay(1, clock), Refused: refused}}
	}
}

// dropped cancels an occurrence.
func dropped(g model.GrantID, o model.OccurrenceID) func(*model.Case) {
	return func(c *model.Case) { c.Cancelled = []model.Cancelled{{Occurrence: o, Grant: g, Home: "h1"}} }
}

// callFor lists the call for that visit, from the time told.
func callFor(clock string) func(*model.Plan) {
	return func(p *model.Plan) {
		told, start := onDay(1, clock), onDay(1, "08:00")
		p.Calls = append(p.Calls, model.Call{Home: "h1", Visit: "h1/morning@2026-11-03", Agreed: told, New: start, Latest: min(told, start) - 20, By: "c1"})
	}
}

// toldFirst is what a call said of the first morning's visit to home 1.
func toldFirst(clock string) func(*model.Case) {
	return func(c *model.Case) {
		c.Told = []model.Told{{Visit: "h1/morning@2026-11-02", Home: "h1", At: onDay(0, clock)}}
	}
}

// bathAlone makes the first bath a visit of its own after that one.
func bathAlone(d *draft) {
	care := d.find("care1#28")
	care.Does, care.Length, care.Staff[0].Minutes = care.Does[1:], 20, 20
	d.put("h1", "", 0, "08:30", 30, "c1", "bath1#8")
}

// lentTo lends a shift of c1 to another district, in a plan of one.
func lentTo(d model.DistrictID) (func(*model.Case), func(*model.Plan)) {
	return func(c *model.Case) {
			for i := range c.Shifts {
				if c.Shifts[i].ID == "c2@5" {
					c.Shifts[i].Lent = d
				}
			}
		}, func(p *model.Plan) {
			p.Made.Districts = []model.DistrictID{"east"}
		}
}

func eventBreaches() []breach {
	away, inEast := lentTo("west")
	home, _ := lentTo("east")
	own := func(p model.Pin) func(*model.Case) {
		p.Visit = "h1/morning@2026-11-03"
		return pinned(p)
	}
	alone := func(p model.Pin) func(*model.Case) {
		p.Visit = "h1/~cleaning@2"
		return pinned(p)
	}
	barred := func(v model.VisitID, who model.CaregiverID) func(*model.Case) {
		return func(c *model.Case) { c.Barred = []model.Barred{{Visit: v, Home: "h1", Caregiver: who}} }
	}
	return []breach{
		{rule: "R-4.2.4", name: "cancelled, and done", c: dropped("care1", "care1#29")},
		{rule: "R-4.2.4", name: "practical help cancelled, and done", c: dropped("clean1", "clean1#2")},
		{name: "cancelled, and not done", c: dropped("care1", "care1#29"), draft: func(d *draft) { d.drop("care1#29") }},
		{name: "a week's bath cancelled, and not done", c: dropped("bath1", "bath1#9"), draft: func(d *draft) {
			d.drop("bath1#9")
			d.put("h1", "morning", 3, "08:00", 20, "c1", "care1#31")
		}},
		{rule: "R-6.3", name: "another cancelled than is lacking", c: dropped("care1", "care1#30"), draft: func(d *draft) {
			d.drop("care1#29")
			d.drop("care1#30")
		}},
		{rule: model.FormRule, name: "cancelled, and certified", c: dropped("care1", "care1#29"), draft: func(d *draft) { d.drop("care1#29") },
			plan: func(p *model.Plan) {
				p.Certificates = append(p.Certificates, model.Certificate{Rule: "R-6.3", Home: "h1", Grant: "care1", Occurrence: "care1#29", Date: checkFrom + 1, Grade: model.NotFound})
			}},
		{rule: "R-6.5", name: "told a time far from the plan's", c: said("10:00", false)},
		{name: "told a time far from the plan's, and called", c: said("10:00", false), plan: callFor("10:00")},
		{name: "told a time near the plan's", c: said("08:45", false)},
		{rule: "R-6.5", name: "called about a time told", c: said("08:45", false), plan: callFor("08:45")},
		{name: "moved to the time told", c: said("09:15", false), draft: func(d *draft) {
			v := d.move("care1#29", 1, "09:15")
			v.Staff[0].Caregiver, v.Staff[0].Shift = "c2", checkShift("c2", 1)
		}},
		{rule: "R-6.5", name: "refused, and moved", c: said("09:30", true), plan: callFor("09:30")},
		{name: "refused, and kept", c: said("08:30", true)},
		{rule: model.PinRule, name: "rejected, and there", c: barred("h1/morning@2026-11-03", "c1")},
		{name: "rejected for another visit", c: barred("h1/morning@2026-11-09", "c1")},
		{name: "another rejected", c: barred("h1/morning@2026-11-03", "c2")},
		{rule: model.PinRule, name: "a visit pinned to another", c: own(model.Pin{Date: checkFrom + 1, Start: -1, Caregiver: "c2"})},
		{name: "a visit pinned as it is", c: own(model.Pin{Date: checkFrom + 1, Start: 480, Caregiver: "c1"})},
		{rule: model.PinRule, name: "a visit pinned to another time", c: own(model.Pin{Date: checkFrom + 1, Start: 500})},
		{rule: model.PinRule, name: "a visit of its own pinned to another time", c: alone(model.Pin{Date: checkFrom + 2, Start: 12 * 60})},
		{rule: model.PinRule, name: "a visit of its own pinned to another date", c: alone(model.Pin{Date: checkFrom + 3, Start: -1})},
		{name: "a visit of its own pinned farther from its agreed time than it is moved", c: func(c *model.Case) {
			alone(model.Pin{Date: checkFrom + 2, Start: 12*60 + 30})(c)
			c.History.Agreed = append(c.History.Agreed, model.Agreed{Home: "h1", Service: "cleaning", Start: 10*60 + 30, Days: model.AllDays})
			c.Standard.Rules.MostMoved = 90
		}},
		{name: "a visit of its own pinned out of hours", c: alone(model.Pin{Date: checkFrom + 2, Start: 20 * 60})},
		{name: "a visit pinned to a time that its citizen refused", c: func(c *model.Case) {
			own(model.Pin{Date: checkFrom + 1, Start: 9*60 + 30})(c)
			said("08:15", true)(c)
		}},
		{name: "a visit of its own pinned to a time that its citizen refused", c: func(c *model.Case) {
			alone(model.Pin{Date: checkFrom + 2, Start: 12 * 60})(c)
			c.Told = []model.Told{{Visit: "h1/~cleaning@2", Home: "h1", At: onDay(2, "10:45"), Refused: true}}
		}},
		{name: "a visit of its own pinned to a date past its grants", c: func(c *model.Case) {
			alone(model.Pin{Date: checkFrom + 3, Start: -1})(c)
			grantOf(c, "shop1").To = checkFrom + 2
		}},
		{name: "a visit of its own pinned to a date with the citizen away", c: func(c *model.Case) {
			alone(model.Pin{Date: checkFrom + 3, Start: -1})(c)
			c.Absences = []model.Absence{{Home: "h1", From: onDay(3, "09:00"), To: onDay(3, "20:00")}}
		}},
		{name: "a visit pinned by itself beside another", c: pinned(model.Pin{Visit: "h1/~bath@8", Date: checkFrom, Start: -1}), draft: bathAlone},
		{rule: "R-11.0", name: "a visit beside another where the citizen was told", c: toldFirst("08:40"), draft: bathAlone},
		{name: "a visit beside one that a call brought there", c: toldFirst("09:35"), draft: bathAlone, plan: func(p *model.Plan) {
			p.Calls = append(p.Calls, model.Call{Home: "h1", Visit: "h1/morning@2026-11-02", Agreed: onDay(0, "09:35"), New: onDay(0, "08:00"), Latest: onDay(0, "07:40"), By: "c1"})
		}},
		{rule: model.FormRule, name: "a tour of a shift lent away", c: away, plan: inEast},
		{name: "a tour of a shift at home", c: home, plan: inEast},
	}
}

func TestCheckAfterEvents(t *testing.T) {
	for _, b := range eventBreaches() {
		t.Run(b.rule+" "+b.name, b.run)
	}
}

// A time told counts in place of the agreed one on the bill and in the measures.
func TestBillAfterEvents(t *testing.T) {
	for _, test := range []struct {
		clock       string
		calls, edge int64
	}{{"08:00", 0, 0}, {"08:25", 0, 1}, {"09:01", 1, 0}} {
		c := checkCase()
		said(test.clock, false)(c)
		_, p := checkDraft(c).write()
		bill := counted(billOf(t, c, p))
		if bill["call"].Count != test.calls || bill["edge"].Count != test.edge {
			t.Errorf("told %s: %d calls and %d edges, want %d and %d", test.clock, bill["call"].Count, bill["edge"].Count, test.calls, test.edge)
		}
	}
	c := checkCase()
	dropped("care1", "care1#29")(c)
	d := checkDraft(c)
	d.drop("care1#29")
	_, p := d.write()
	if n := counted(billOf(t, c, p))["unserved.never-cancelled"].Count; n != 0 {
		t.Errorf("%d unserved of what was cancelled", n)
	}
}
