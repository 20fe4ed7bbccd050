package model_test

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

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
	{rule: "P-form", name: "no way to a course",
		c: func(c *model.Case) { c.Activities = append(c.Activities, course("c4@0")); offDuty(c) }},
	{name: "a shift that ends elsewhere, with nothing but a call", c: func(c *model.Case) { offDuty(c); c.Shifts[len(c.Shifts)-1].End = "p1" },
		draft: func(d *draft) {
			d.find("call3#28").Staff[0] = model.Assignment{Caregiver: "c4", Shift: "c4@0", Start: when(0, "10:30"), Minutes: 5}
			d.breaks["c4@0"] = when(0, "11:00")
		}},
	{name: "a course of someone who is ill",
		c: courseAndAway("07:00", "11:30"), plan: noCourse},
	{rule: "P-form", name: "a course left out by someone who is back",
		c: courseAndAway("07:00", "09:30"), plan: noCourse},
	{rule: "P-form", name: "a course left out by someone who was away before it and comes back",
		c: courseAndAway("08:00", "09:00"), plan: noCourse},
	{name: "a course of someone who is away in the middle of it",
		c: courseAndAway("11:10", "11:20"), plan: noCourse},
	{name: "a course out of reach for someone who is late", c: courseAndLate("07:00", "11:00"), plan: nothingBut("07:00", "11:00")},
	{rule: "P-form", name: "a course left out by someone who is late, and can be there in time",
		c: courseAndLate("07:00", "09:30"), plan: nothingBut("07:00", "09:30")},
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
	{rule: "P-form", name: "a certificate that does not say how sure it is",
		draft: func(d *draft) {
			d.drop("med3#31")
			certify("R-6.3", "med3", "med3#31")(d)
			d.plan.Certificates[0].Grade = ""
		}},
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

// course is an hour at the third home's place.
func course(shift model.ShiftID) model.Activity {
	return model.Activity{Shift: shift, Kind: "course", From: when(0, "11:00"), To: when(0, "12:00"), Minutes: 60, Place: "p3"}
}

// courseAndAway gives the fourth caregiver a course and an absence on the first day.
func courseAndAway(from, to string) func(*model.Case) {
	return func(c *model.Case) {
		c.Activities = append(c.Activities, course("c4@0"))
		offDuty(c)
		c.Absences = append(c.Absences, model.Absence{Caregiver: "c4", From: when(0, from), To: when(0, to)})
	}
}

// courseAndLate gives them a course, and something that keeps them until a time.
func courseAndLate(from, to string) func(*model.Case) {
	return func(c *model.Case) {
		late := model.Activity{Shift: "c4@0", Kind: model.LateActivity, From: when(0, from), To: when(0, to), Minutes: when(0, to).Sub(when(0, from))}
		c.Activities = append(c.Activities, course("c4@0"), late)
		offDuty(c)
	}
}

func noCourse(p *model.Plan) { tourOf(p, "c4@0").Items = nil }

// nothingBut leaves their tour with nothing but what keeps them.
func nothingBut(from, to string) func(*model.Plan) {
	return func(p *model.Plan) {
		tourOf(p, "c4@0").Items = []model.Item{{Kind: model.ActivityItem, Text: model.LateActivity, From: when(0, from), To: when(0, to)}}
	}
}

// offDuty gives the fourth caregiver a shift on the first day, with nobody to visit.
func offDuty(c *model.Case) {
	c.Shifts = append(c.Shifts, model.Shift{ID: "c4@0", Caregiver: "c4", Mode: model.Car, Start: "office", End: "office",
		From: when(0, "07:00"), To: when(0, "15:00")})
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
