package model_test

import (
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// monday is the first day of every case here.
var monday = model.DateOf(2026, time.November, 23)

func at(day int, clock string) model.Time {
	c, err := model.ParseClock(clock)
	if err != nil {
		panic(err)
	}
	return model.At(monday+model.Date(day), c)
}

func clock(s string) model.Clock {
	c, err := model.ParseClock(s)
	if err != nil {
		panic(err)
	}
	return c
}

// billStandard has one service of each class and a call; every price is its own.
func billStandard() *model.Standard {
	one := func(m model.Minutes) []model.Step { return []model.Step{{Active: m}} }
	return &model.Standard{
		ID: "invented", Version: "1",
		Parts: []model.Part{
			{ID: "morning", Hours: model.DayHours, From: clock("06:00"), To: clock("12:00")},
			{ID: "day", Hours: model.DayHours, From: clock("12:00"), To: clock("15:00")},
			{ID: "evening", Hours: model.EveningHours, From: clock("15:00"), To: clock("22:00")},
			{ID: "night", Hours: model.NightHours, From: clock("22:00"), To: clock("06:00")},
		},
		Services: []model.Service{
			{ID: "care", Class: model.NeverCancelled, Steps: one(20), Staff: 1, Parts: []model.PartID{"morning", "evening"}},
			{ID: "clean", Class: model.Replaced, Steps: one(45), Staff: 1, Parts: []model.PartID{"day"}, WeekdaysOnly: true},
			{ID: "phone", Class: model.NeverCancelled, Steps: one(5), Staff: 1, NoTravel: true, Parts: []model.PartID{"morning"}},
			{ID: "talk", Class: model.Priced, Steps: one(20), Staff: 1, Parts: []model.PartID{"day"}},
			{ID: "wash", Class: model.Replaced, Split: true, Staff: 1, Parts: []model.PartID{"day"},
				Steps: []model.Step{{Active: 10}, {Passive: 75}, {Active: 10}}},
		},
		Rules: model.Rules{CallLimit: 60, EdgeLimit: 20, ReplaceWithin: 5, AgreedGrid: 15, SplitWait: 20, ContinuityDays: 14},
		Prices: model.Prices{
			TravelMinute: map[model.Mode]model.Price{model.Car: 800, model.Foot: 700},
			TravelKm:     map[model.Mode]model.Price{model.Car: 351},
			Overtime:     1500, Substitute: 3000, Face: 901, NewFace: 6000, PairChange: 20000, NotPreferred: 1501,
			Unwanted: 20001, OutsideGroup: 1000, Call: 4000, Edge: 300, Postponed: 15000, Debt: 40000,
			SeparateVisit: 4001, ReserveMinute: 500,
			Unserved: map[model.CareClass]model.Price{
				model.NeverCancelled: 100_000_000, model.Replaced: 1_000_000, model.Priced: 300_000,
			},
		},
	}
}

// billCase is Monday at two homes: care at the farm agreed for 08:00 and in the
// stairwell for 09:00, both by c1 who comes by car and whom they know.
func billCase() *model.Case {
	c := roadCase()
	c.Standard = billStandard()
	c.Horizon = model.Horizon{From: monday, Days: 7}
	c.Homes = []model.Home{
		{ID: "h1", District: "north", Group: "g1", Place: "farm"},
		{ID: "h2", District: "north", Group: "g1", Place: "stair-1"},
	}
	c.Caregivers = []model.Caregiver{
		{ID: "c1", Provider: "town", District: "north", Group: "g1"},
		{ID: "c2", Provider: "town", District: "north", Group: "g1"},
		{ID: "c3", Provider: "town", District: "north", Group: "g2"},
	}
	c.Shifts = []model.Shift{
		{ID: "s1", Caregiver: "c1", From: at(0, "07:00"), To: at(0, "15:00"), Mode: model.Car, Start: "office", End: "office"},
		{ID: "s2", Caregiver: "c2", From: at(0, "07:00"), To: at(0, "15:00"), Mode: model.Foot},
		{ID: "s3", Caregiver: "c3", From: at(0, "07:00"), To: at(0, "15:00"), Mode: model.Foot},
	}
	c.Activities = nil
	c.Grants = []model.Grant{
		dated("a", "h1", "care", 0),
		dated("b", "h2", "care", 0),
	}
	c.History = model.History{
		Agreed: []model.Agreed{
			{Home: "h1", Part: "morning", Start: clock("08:00")},
			{Home: "h2", Part: "morning", Start: clock("09:00")},
		},
		Visits: []model.PastVisit{{Home: "h1", Caregiver: "c1", Date: monday - 3}, {Home: "h2", Caregiver: "c1", Date: monday - 3}},
		Named:  []model.Named{{Home: "h1", Contact: "c1"}, {Home: "h2", Contact: "c1"}},
	}
	return c
}

func dated(id model.GrantID, home model.HomeID, service model.ServiceID, days ...int) model.Grant {
	g := model.Grant{ID: id, Home: home, Provider: "town", Law: model.SEL83, Service: service,
		From: monday, Cadence: model.Cadence{Unit: model.Dated}}
	for _, d := range days {
		g.Dates = append(g.Dates, monday+model.Date(d))
	}
	return g
}

// billPlan keeps billCase to the letter: office 6 min, 2400 m, farm 4 min,
// 1200 m, stairwell 4 min, 1200 m, office.
func billPlan() *model.Plan {
	p := &model.Plan{
		Made:  model.Made{Provider: "town"},
		Named: []model.Named{{Home: "h1", Contact: "c1"}, {Home: "h2", Contact: "c1"}},
		Tours: []model.Tour{
			{Shift: "s1", Caregiver: "c1", Mode: model.Car},
			{Shift: "s2", Caregiver: "c2", Mode: model.Foot},
			{Shift: "s3", Caregiver: "c3", Mode: model.Foot},
		},
	}
	serve(p, 0, model.Visit{ID: "h1/morning@d0", Home: "h1", Series: "h1/morning", Date: monday, Part: "morning",
		Start: at(0, "08:00"), Length: 20, Does: []model.Done{{Occurrence: "a#0", Grant: "a", Service: "care"}}})
	serve(p, 0, model.Visit{ID: "h2/morning@d0", Home: "h2", Series: "h2/morning", Date: monday, Part: "morning",
		Start: at(0, "09:00"), Length: 20, Does: []model.Done{{Occurrence: "b#0", Grant: "b", Service: "care"}}})
	return p
}

// serve adds a visit to the plan and to one of its tours.
func serve(p *model.Plan, tour int, v model.Visit) {
	t := &p.Tours[tour]
	v.Staff = append(v.Staff, model.Assignment{Caregiver: t.Caregiver, Shift: t.Shift, Start: v.Start, Minutes: v.Length})
	p.Visits = append(p.Visits, v)
	t.Items = append(t.Items, model.Item{Kind: model.VisitItem, From: v.Start, To: v.End(), Visit: v.ID})
}

// hand gives a visit to the caregiver of another tour.
func hand(p *model.Plan, visit, from, to int) {
	v, items := &p.Visits[visit], p.Tours[from].Items
	i := slices.IndexFunc(items, func(it model.Item) bool { return it.Visit == v.ID })
	p.Tours[to].Items = append(p.Tours[to].Items, items[i])
	p.Tours[from].Items = slices.Delete(items, i, i+1)
	v.Staff[0].Caregiver, v.Staff[0].Shift = p.Tours[to].Caregiver, p.Tours[to].Shift
}

// shift moves a visit of tour 0 in time.
func shift(p *model.Plan, visit int, by model.Minutes) {
	v := &p.Visits[visit]
	v.Start, v.Staff[0].Start = v.Start.Add(by), v.Staff[0].Start.Add(by)
	for i := range p.Tours[0].Items {
		if it := &p.Tours[0].Items[i]; it.Visit == v.ID {
			it.From, it.To = it.From.Add(by), it.To.Add(by)
		}
	}
}

type line struct {
	Count int64
	Price model.Price
}

// counted are the lines that count anything.
func counted(bill []model.BillLine) map[string]line {
	lines := map[string]line{}
	for _, l := range bill {
		if l.Count != 0 || l.Price != 0 {
			lines[l.Line] = line{l.Count, l.Price}
		}
	}
	return lines
}

func billOf(t testing.TB, c *model.Case, p *model.Plan) []model.BillLine {
	t.Helper()
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	return model.Bill(c, r, p)
}

func TestBillLines(t *testing.T) {
	// Driving of the plan as it stands: 14 minutes; 842 + 421 + 421 øre of kilometres.
	const minutes, km = "travel_minute.car", "travel_km.car"
	drive := func(more map[string]line) map[string]line {
		lines := map[string]line{minutes: {14, 11200}, km: {4800, 1684}}
		for k, v := range more {
			lines[k] = v
		}
		return lines
	}
	clean := func(c *model.Case, day int) {
		c.Grants = append(c.Grants, model.Grant{ID: "k", Home: "h2", Provider: "town", Service: "clean", From: monday,
			Cadence: model.Cadence{Unit: model.PerWeek, Count: 1}})
		c.History.Agreed = append(c.History.Agreed, model.Agreed{Home: "h2", Service: "clean", Start: -1,
			Days: 1 << uint(((day + 1) % 7))})
	}
	alone := model.Visit{ID: "h2/~clean@0", Home: "h2", Date: monday, Part: "day", Start: at(0, "12:30"), Length: 45,
		Does: []model.Done{{Occurrence: "k#0", Grant: "k", Service: "clean"}}}
	for _, test := range []struct {
		name   string
		change func(c *model.Case, p *model.Plan)
		want   map[string]line
	}{
		{"nothing beyond the way", func(*model.Case, *model.Plan) {}, drive(nil)},
		{"a tour without visits goes nowhere", func(c *model.Case, p *model.Plan) {
			c.Grants, c.Shifts[0].End = nil, "farm"
			p.Visits, p.Tours[0].Items = nil, []model.Item{
				{Kind: model.ActivityItem, From: at(0, "08:00"), To: at(0, "09:00")}}
		}, map[string]line{"face": {}}},
		{"nor does one with nothing but calls", func(c *model.Case, p *model.Plan) {
			c.Shifts[0].End = "farm"
			for i := range c.Grants {
				c.Grants[i].Service, p.Visits[i].Does[0].Service, p.Tours[0].Items[i].Kind = "phone", "phone", model.CallItem
			}
		}, map[string]line{"face": {}}},
		{"it goes to an activity at a place, and pays", func(c *model.Case, p *model.Plan) {
			c.Grants = nil
			p.Visits, p.Tours[0].Items = nil, []model.Item{
				{Kind: model.ActivityItem, From: at(0, "08:00"), To: at(0, "09:00"), Start: "farm"}}
		}, map[string]line{minutes: {12, 9600}, km: {4800, 1684}, "face": {}}},
		{"an activity elsewhere is a way", func(c *model.Case, p *model.Plan) {
			p.Tours[0].Items = append(p.Tours[0].Items,
				model.Item{Kind: model.ActivityItem, From: at(0, "10:00"), To: at(0, "11:00"), Start: "stair-2"})
		}, drive(map[string]line{minutes: {16, 12800}})}, // the next stair: an arrival, 90 s
		{"calls and breaks leave the way whole", func(c *model.Case, p *model.Plan) {
			items := p.Tours[0].Items
			p.Tours[0].Items = []model.Item{items[0],
				{Kind: model.BreakItem, From: at(0, "08:25"), To: at(0, "08:54")},
				{Kind: model.ActivityItem, From: at(0, "08:20"), To: at(0, "08:25")}, items[1]}
		}, drive(nil)},
		{"what the plan says of its travel counts nothing", func(c *model.Case, p *model.Plan) {
			p.Tours[0].Items = slices.Insert(p.Tours[0].Items, 1, model.Item{Kind: model.TravelItem,
				From: at(0, "08:20"), To: at(0, "08:21"), Start: "farm", End: "stair-1", Metres: 1})
		}, drive(nil)},
		{"on foot, from the first citizen to the last", func(c *model.Case, p *model.Plan) {
			hand(p, 0, 0, 1)
			hand(p, 1, 0, 1)
			p.Named[0].Second, p.Named[1].Second = "c2", "c2"
			c.History.Named = []model.Named{{Home: "h1", Contact: "c1", Second: "c2"}, {Home: "h2", Contact: "c2", Second: "c1"}}
		}, map[string]line{"travel_minute.foot": {17, 11900}, "travel_km.foot": {1000, 0}}}, // 1000 s
		{"overtime: home at 15:05 from a visit until 15:01", func(c *model.Case, p *model.Plan) {
			c.History.Agreed[1].Start = clock("14:45")
			shift(p, 1, 341)
		}, drive(map[string]line{"overtime": {5, 7500}})},
		{"overtime: the plan's own word counts nothing", func(c *model.Case, p *model.Plan) {
			p.Tours[0].Overtime = 60
		}, drive(nil)},
		{"a substitute whom the home knows", func(c *model.Case, p *model.Plan) {
			c.History.Visits = append(c.History.Visits, model.PastVisit{Home: "h2", Caregiver: "c2", Date: monday - 9})
			hand(p, 1, 0, 1)
		}, map[string]line{minutes: {12, 9600}, km: {4800, 1684}, "substitute": {1, 3000}}},
		{"two substitutes at once: one known, one new", func(c *model.Case, p *model.Plan) {
			c.History.Visits = append(c.History.Visits, model.PastVisit{Home: "h2", Caregiver: "c2", Date: monday - 9})
			v := &p.Visits[1]
			v.Staff = []model.Assignment{{Caregiver: "c2", Shift: "s2", Start: v.Start, Minutes: 20},
				{Caregiver: "c3", Shift: "s3", Start: v.Start, Minutes: 20}}
		}, drive(map[string]line{"substitute": {2, 6000}, "face": {3, 2703}, "new_face": {1, 6000}, "outside_group": {1, 1000}})},
		{"a home without named staff has substitutes only", func(c *model.Case, p *model.Plan) {
			p.Named = p.Named[:1]
		}, drive(map[string]line{"substitute": {1, 3000}})},
		{"a new face counts once a home, named or not", func(c *model.Case, p *model.Plan) {
			c.History.Visits = nil
			c.History.Named = nil
			c.Grants[0].Dates = append(c.Grants[0].Dates, monday+1)
			c.Shifts[1].From, c.Shifts[1].To = at(1, "07:00"), at(1, "15:00")
			v := p.Visits[0]
			v.ID, v.Date, v.Start, v.Staff = "h1/morning@d1", monday+1, at(1, "08:00"), nil
			v.Does = []model.Done{{Occurrence: "a#1", Grant: "a", Service: "care"}}
			p.Tours[1].Caregiver = "c1"
			serve(p, 1, v)
		}, drive(map[string]line{"new_face": {2, 12000}})},
		{"a new pair, but for the one kept", func(c *model.Case, p *model.Plan) {
			c.History.Named[0].Second = "c3"
			p.Named[0] = model.Named{Home: "h1", Contact: "c2", Second: "c1"}
		}, drive(map[string]line{"pair_change": {1, 20000}})},
		{"the first pair of a home changes nothing", func(c *model.Case, p *model.Plan) {
			c.History.Named = c.History.Named[:1]
			p.Named[1].Second = "c3"
		}, drive(nil)},
		{"neither named nor preferred", func(c *model.Case, p *model.Plan) {
			c.Homes[0].Preferred = []model.CaregiverID{"c3"} // c1 is named
			c.Homes[1].Preferred = []model.CaregiverID{"c3"}
			p.Named[1].Contact = "c3"
			c.History.Named[1].Contact = "c3"
		}, drive(map[string]line{"substitute": {1, 3000}, "not_preferred": {1, 1501}})},
		{"unwanted, though named", func(c *model.Case, p *model.Plan) {
			c.Homes[1].Unwanted = []model.CaregiverID{"c1"}
		}, drive(map[string]line{"unwanted": {1, 20001}})},
		{"from another group", func(c *model.Case, p *model.Plan) { c.Homes[1].Group = "g2" },
			drive(map[string]line{"outside_group": {1, 1000}})},
		{"no group, no border", func(c *model.Case, p *model.Plan) { c.Homes[1].Group, c.Caregivers[0].Group = "", "" }, drive(nil)},
		{"20 minutes early is free", func(c *model.Case, p *model.Plan) { shift(p, 0, -20) }, drive(nil)},
		{"21 minutes early is an edge", func(c *model.Case, p *model.Plan) { shift(p, 0, -21) },
			drive(map[string]line{"edge": {1, 300}})},
		{"60 minutes late is an edge", func(c *model.Case, p *model.Plan) { shift(p, 1, 60) },
			drive(map[string]line{"edge": {1, 300}})},
		{"61 minutes late is a call", func(c *model.Case, p *model.Plan) { shift(p, 1, 61) },
			drive(map[string]line{"call": {1, 4000}})},
		{"the case's agreed time stands against the plan's", func(c *model.Case, p *model.Plan) {
			shift(p, 1, 61)
			p.Agreed = []model.Agreed{{Home: "h2", Part: "morning", Start: clock("10:00")}}
		}, drive(map[string]line{"call": {1, 4000}})},
		{"the plan's agreed time stands where the case has none", func(c *model.Case, p *model.Plan) {
			c.History.Agreed = c.History.Agreed[:1]
			p.Agreed = []model.Agreed{{Home: "h2", Part: "morning", Start: clock("09:30")}}
		}, drive(map[string]line{"edge": {1, 300}})},
		{"without an agreed time there is none to keep", func(c *model.Case, p *model.Plan) {
			c.History.Agreed = nil
			shift(p, 1, 90)
		}, drive(nil)},
		{"the second series of a part has its own time", func(c *model.Case, p *model.Plan) {
			p.Visits[1].Series = "h2/morning/2"
			p.Agreed = []model.Agreed{{Home: "h2", Part: "morning", Number: 2, Start: clock("09:21")}}
		}, drive(map[string]line{"edge": {1, 300}})},
		{"a night visit after midnight, agreed before it", func(c *model.Case, p *model.Plan) {
			c.History.Agreed[1] = model.Agreed{Home: "h2", Part: "night", Start: clock("23:30")}
			p.Visits[1].Series = "h2/night"
			c.Shifts[0].To = at(1, "07:00")
			shift(p, 1, 15*60+10) // 00:10 of Tuesday, 40 minutes late
			p.Visits[1].Date = monday + 1
		}, drive(map[string]line{"edge": {1, 300}})},
		{"practical help on its agreed day, alone", func(c *model.Case, p *model.Plan) {
			clean(c, 0)
			serve(p, 0, alone)
		}, drive(map[string]line{"separate_visit": {1, 4001}})},
		{"practical help riding on a visit", func(c *model.Case, p *model.Plan) {
			clean(c, 0)
			p.Visits[1].Does = append(p.Visits[1].Does, alone.Does...)
		}, drive(nil)},
		{"practical help on another day than agreed", func(c *model.Case, p *model.Plan) {
			clean(c, 4)
			serve(p, 0, alone)
		}, drive(map[string]line{"separate_visit": {1, 4001}, "postponed": {1, 15000}})},
		{"practical help a week after the agreed day", func(c *model.Case, p *model.Plan) {
			clean(c, 0)
			v := alone
			v.Does = []model.Done{{Occurrence: "k#0", Grant: "k", Service: "clean"}}
			v.Date, v.Start = monday+7, at(7, "12:30")
			serve(p, 0, v)
			p.Tours[0].Items = p.Tours[0].Items[:2]
		}, drive(map[string]line{"separate_visit": {1, 4001}, "postponed": {1, 15000}})},
		{"practical help without an agreed day", func(c *model.Case, p *model.Plan) {
			clean(c, 4)
			c.History.Agreed = c.History.Agreed[:2]
			serve(p, 0, alone)
		}, drive(map[string]line{"separate_visit": {1, 4001}})},
		{"a floating visit keeps its agreed time on its day", func(c *model.Case, p *model.Plan) {
			clean(c, 0)
			c.History.Agreed[2].Start = clock("11:00")
			serve(p, 0, alone)
		}, drive(map[string]line{"separate_visit": {1, 4001}, "call": {1, 4000}})},
		{"a postponed visit has no time to keep", func(c *model.Case, p *model.Plan) {
			clean(c, 1)
			c.History.Agreed[2].Start = clock("11:00")
			serve(p, 0, alone)
		}, drive(map[string]line{"separate_visit": {1, 4001}, "postponed": {1, 15000}})},
		{"practical help booked as a debt", func(c *model.Case, p *model.Plan) {
			clean(c, 4)
			p.Replacements = []model.Replacement{{Home: "h2", Grant: "k", Occurrence: "k#0", Agreed: monday + 4, Latest: monday + 11}}
		}, drive(map[string]line{"debt": {1, 40000}})},
		{"a debt of the plan before is postponed when done, unserved when not", func(c *model.Case, p *model.Plan) {
			clean(c, 0)
			c.Grants[2].From = monday - 14
			for _, o := range []model.OccurrenceID{"k#0", "k#1"} {
				c.History.Debts = append(c.History.Debts, model.Replacement{Home: "h2", Grant: "k", Occurrence: o, Agreed: monday - 7, Latest: monday})
			}
			p.Visits[1].Does = append(p.Visits[1].Does,
				model.Done{Occurrence: "k#1", Grant: "k", Service: "clean"},
				model.Done{Occurrence: "k#2", Grant: "k", Service: "clean"})
		}, drive(map[string]line{"postponed": {1, 15000}, "unserved.replaced": {1, 1_000_000}})},
		{"each class left out", func(c *model.Case, p *model.Plan) {
			clean(c, 4)
			c.Grants = append(c.Grants, dated("t", "h1", "talk", 1, 2, 9), dated("n", "h1", "care", 3))
		}, drive(map[string]line{"unserved.never-cancelled": {1, 100_000_000}, "unserved.replaced": {1, 1_000_000},
			"unserved.priced": {2, 600_000}})},
		{"half a split service is not done", func(c *model.Case, p *model.Plan) {
			c.Grants = append(c.Grants, dated("w", "h2", "wash", 0))
			p.Visits[1].Does = append(p.Visits[1].Does, model.Done{Occurrence: "w#0", Grant: "w", Service: "wash", Piece: 1})
		}, drive(map[string]line{"unserved.replaced": {1, 1_000_000}})},
		{"both pieces of a split service are", func(c *model.Case, p *model.Plan) {
			c.Grants = append(c.Grants, dated("w", "h2", "wash", 0))
			for i := range 2 {
				p.Visits[i].Does = append(p.Visits[i].Does, model.Done{Occurrence: "w#0", Grant: "w", Service: "wash", Piece: i + 1})
			}
		}, drive(nil)},
		{"a call has no way, no substitute and no face", func(c *model.Case, p *model.Plan) {
			c.Grants[1].Service = "phone"
			c.Homes[1].Unwanted = []model.CaregiverID{"c3"}
			hand(p, 1, 0, 2)
			p.Visits[1].Does[0].Service = "phone"
			p.Tours[2].Items[0].Kind = model.CallItem
		}, map[string]line{minutes: {12, 9600}, km: {4800, 1684}, "face": {1, 901}}},
		{"reserve minutes not kept free", func(c *model.Case, p *model.Plan) {
			// g1: two shifts on duty 120 minutes each, a tenth is 24; c2 keeps 15, c3 is of g2.
			c.ReserveShares = []model.ReserveShare{{Group: "g1", From: clock("10:00"), To: clock("12:00"), Share: 0.1}}
			for _, tour := range []int{1, 2} {
				p.Tours[tour].Items = []model.Item{{Kind: model.ReserveItem, From: at(0, "09:45"), To: at(0, "10:15")}}
			}
		}, drive(map[string]line{"reserve_minute": {9, 4500}})},
		{"a wish about other help that is not kept", func(c *model.Case, p *model.Plan) {
			c.External = wishes(model.Avoid, model.External{Service: "care"})
		}, drive(map[string]line{"external": {1, 777}})}, // at 08:19 the farm's care is not over
		{"a wish that is kept, one that is hard, and another service's", func(c *model.Case, p *model.Plan) {
			c.External = append(wishes(model.Before, model.External{}, model.External{Service: "clean"}),
				wishes(model.Avoid, model.External{Service: "clean"})...)
			c.External[0].From, c.External[0].Within = at(0, "08:50"), 30
			hard := c.External[0]
			hard.Relation, hard.Soft = model.After, 0
			c.External = append(c.External, hard)
		}, drive(nil)},
		{"each way to stand to other help, not kept", func(c *model.Case, p *model.Plan) {
			c.External = slices.Concat(wishes(model.Together, model.External{}), wishes(model.Before, model.External{}),
				wishes(model.After, model.External{}), wishes(model.Delivery, model.External{}))
		}, drive(map[string]line{"external": {4, 4 * 777}})},
		{"too long before", func(c *model.Case, p *model.Plan) {
			c.External = wishes(model.Before, model.External{Within: 29})
			c.External[0].From = at(0, "08:50")
		}, drive(map[string]line{"external": {1, 777}})},
		{"a wish that the hours of the service never keep", func(c *model.Case, p *model.Plan) {
			c.External = wishes(model.Together, model.External{})
			c.Standard.Services[0].From, c.Standard.Services[0].To = clock("07:00"), clock("08:19")
		}, drive(nil)},
		{"a wish of another day", func(c *model.Case, p *model.Plan) {
			c.External = wishes(model.Together, model.External{})
			c.External[0].From, c.External[0].To = at(1, "08:19"), at(1, "09:00")
		}, drive(nil)},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, p := billCase(), billPlan()
			test.change(c, p)
			if face, told := test.want["face"]; !told { // one at each home
				test.want["face"] = line{2, 1802}
			} else if face == (line{}) { // nobody comes
				delete(test.want, "face")
			}
			if diff := cmp.Diff(test.want, counted(billOf(t, c, p))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// wishes are soft relations to help in the first home from 08:19 to 09:00, at
// 777 øre each.
func wishes(r model.Relation, of ...model.External) []model.External {
	for i := range of {
		e := &of[i]
		e.Home, e.Relation, e.From, e.To, e.Soft = "h1", r, at(0, "08:19"), at(0, "09:00"), 777
	}
	return of
}

func TestBillListsEveryLineInOrder(t *testing.T) {
	want := strings.Fields(`travel_minute.car travel_minute.bicycle travel_minute.e-bike travel_minute.foot
		travel_km.car travel_km.bicycle travel_km.e-bike travel_km.foot overtime substitute face new_face pair_change
		not_preferred unwanted outside_group call edge postponed debt separate_visit unserved.never-cancelled
		unserved.replaced unserved.priced reserve_minute external`)
	for name, p := range map[string]*model.Plan{"empty": {}, "full": billPlan()} {
		var got []string
		for _, l := range billOf(t, billCase(), p) {
			got = append(got, l.Line)
			if l.Unit == "" {
				t.Errorf("%s: %s has no unit", name, l.Line)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestTotalIsTheSumOfLines(t *testing.T) {
	if got := model.Total([]model.BillLine{{Price: 5}, {Price: -2}, {Count: 9}}); got != 3 {
		t.Errorf("got %d", got)
	}
	if got := model.Total(billOf(t, billCase(), billPlan())); got != 14686 {
		t.Errorf("the plan costs %d øre", got)
	}
}

// week is a random fortnight-like case: each day each home has a visit, by
// anyone, at any time around its agreed one.
func week(t *rapid.T) (*model.Case, *model.Plan) {
	c, p := billCase(), billPlan()
	c.Shifts, p.Tours, p.Visits = nil, nil, nil
	c.Grants[0].Dates, c.Grants[1].Dates = nil, nil
	for day := range c.Horizon.Days {
		for i, mode := range []model.Mode{model.Car, model.Foot, model.Car} {
			s := model.Shift{ID: model.ShiftID(rune('a'+day)) + model.ShiftID(rune('0'+i)), Caregiver: c.Caregivers[i].ID,
				From: at(day, "07:00"), To: at(day, "10:00"), Mode: mode, Start: "office", End: "office"}
			c.Shifts = append(c.Shifts, s)
			p.Tours = append(p.Tours, model.Tour{Shift: s.ID, Caregiver: s.Caregiver, Mode: mode})
		}
		for i, home := range []model.HomeID{"h1", "h2"} {
			if !rapid.Bool().Draw(t, "due") {
				continue
			}
			g := &c.Grants[i]
			g.Dates = append(g.Dates, monday+model.Date(day))
			if rapid.IntRange(0, 4).Draw(t, "served") == 0 {
				continue
			}
			v := model.Visit{ID: model.VisitID(home) + "@" + model.VisitID(rune('0'+day)), Home: home,
				Series: model.SeriesID(home) + "/morning", Date: monday + model.Date(day), Part: "morning",
				Start: at(day, "07:30").Add(model.Minutes(rapid.IntRange(0, 180).Draw(t, "start"))), Length: 20,
				Does: []model.Done{{Occurrence: model.OccurrenceID(g.ID) + "#" + model.OccurrenceID(rune('0'+len(g.Dates)-1)),
					Grant: g.ID, Service: "care"}}}
			serve(p, day*3+rapid.IntRange(0, 2).Draw(t, "by"), v)
		}
	}
	return c, p
}

// A week costs what its days cost, but for what is counted once a home.
func TestBillAddsUpOverDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p := week(t)
		r, err := model.NewRoads(c)
		if err != nil {
			t.Fatal(err)
		}
		whole := model.Bill(c, r, p)
		sum := make([]model.BillLine, len(whole))
		for day := range c.Horizon.Days {
			one, part := *c, *p
			one.Horizon = model.Horizon{From: monday + model.Date(day), Days: 1}
			part.Visits, part.Tours = nil, p.Tours[day*3:day*3+3]
			for _, v := range p.Visits {
				if v.Date == one.Horizon.From {
					part.Visits = append(part.Visits, v)
				}
			}
			for i, l := range model.Bill(&one, r, &part) {
				sum[i].Count += l.Count
				sum[i].Price += l.Price
			}
		}
		for i, l := range whole {
			switch {
			case (l.Line == "face" || l.Line == "new_face") && l.Price <= sum[i].Price:
			case l.Line == "face" || l.Line == "new_face" || l.Count != sum[i].Count || l.Price != sum[i].Price:
				t.Fatalf("%s: %d for %d in all, %d for %d by days", l.Line, l.Count, l.Price, sum[i].Count, sum[i].Price)
			}
		}
	})
}

// The order of what a plan and a case list changes no line.
func TestBillKeepsUnderShuffling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p := week(t)
		r, err := model.NewRoads(c)
		if err != nil {
			t.Fatal(err)
		}
		before := model.Bill(c, r, p)
		random := rand.New(rand.NewSource(rapid.Int64().Draw(t, "order")))
		shuffle(random, p.Visits)
		shuffle(random, p.Tours)
		shuffle(random, p.Named)
		shuffle(random, c.Grants)
		shuffle(random, c.Shifts)
		shuffle(random, c.Homes)
		shuffle(random, c.History.Agreed)
		if diff := cmp.Diff(before, model.Bill(c, r, p)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func shuffle[T any](r *rand.Rand, s []T) {
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
}
