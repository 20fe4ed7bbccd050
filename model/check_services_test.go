package model_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

var serviceBreaches = []breach{
	{rule: "R-11.0", name: "two services of one part in two visits",
		draft: func(d *draft) {
			d.find("bath1#8").Does = d.find("bath1#8").Does[1:]
			d.find("care1#28").Length = 20
			d.find("care1#28").Staff[0].Minutes = 20
			d.put("h1", "", 0, "08:30", 30, "c1", "bath1#8")
		}},
	{name: "what two do is a visit of its own",
		c: func(c *model.Case) { grantOf(c, "bath1").Staff = 2 },
		draft: func(d *draft) {
			for day, n := range map[model.Date][2]string{0: {"bath1#8", "care1#28"}, 3: {"bath1#9", "care1#31"}} {
				d.find(n[0]).Does = d.find(n[0]).Does[1:]
				d.find(n[1]).Length, d.find(n[1]).Staff[0].Minutes = 20, 20
				bath := d.put("h1", "", day, "08:30", 30, "c1 c2", n[0])
				bath.Staff[1].Start, bath.Staff[1].Minutes = bath.Start, 30
			}
		}},
	{rule: "R-11.1.1b", name: "the second of two leaves before the bath is over",
		c: func(c *model.Case) { grantOf(c, "bath1").Staff = 2 },
		draft: func(d *draft) {
			for day, n := range map[model.Date]string{0: "bath1#8", 3: "bath1#9"} {
				v := d.find(n)
				v.Staff = append(v.Staff, model.Assignment{Caregiver: "c2", Shift: checkShift("c2", day), Start: v.Start, Minutes: 30 - model.Minutes(day)})
			}
		}},
	{name: "the second of two goes when the bath is over, and the care is the first's",
		c: func(c *model.Case) { grantOf(c, "bath1").Staff = 2 },
		draft: func(d *draft) {
			for day, n := range map[model.Date]string{0: "bath1#8", 3: "bath1#9"} {
				v := d.find(n)
				v.Staff = append(v.Staff, model.Assignment{Caregiver: "c2", Shift: checkShift("c2", day), Start: v.Start, Minutes: 30})
			}
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
	{name: "three baths on the three days that are open to them",
		c: func(c *model.Case) {
			g := grantOf(c, "bath1")
			g.Cadence.Count, g.Days, g.From = 3, 1<<time.Monday|1<<time.Tuesday|1<<time.Wednesday|1<<time.Thursday, checkFrom
		},
		draft: func(d *draft) {
			for _, n := range []string{"bath1#8", "bath1#9"} {
				v := d.find(n)
				v.Does = v.Does[1:]
				v.Length, v.Staff[0].Minutes = 20, 20
			}
			for k, day := range []model.Date{0, 1, 3} {
				d.put("h1", "", day, "11:50", 30, "c1", fmt.Sprintf("bath1#%d", k))
			}
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
