package model_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hjemvej/hjemvej/model"
)

// rollFrom is a Wednesday, on which the newer horizon of these tests begins.
var rollFrom = model.DateOf(2026, 11, 25)

// rollCase is the case exported on the evening before, without history.
func rollCase() *model.Case {
	grant := func(id model.GrantID, s model.ServiceID, u model.Unit, n int) model.Grant {
		return model.Grant{ID: id, Home: "h1", Service: s, Cadence: model.Cadence{Unit: u, Count: n}, From: rollFrom - 30}
	}
	return &model.Case{
		Standard: checkStandard(), Horizon: model.Horizon{From: rollFrom, Days: 14}, AsOf: model.At(rollFrom-1, 18*60),
		Providers: []model.Provider{{ID: "muni"}}, Homes: []model.Home{{ID: "h1"}, {ID: "h2"}},
		Caregivers: []model.Caregiver{{ID: "c1"}, {ID: "c2"}}, Shifts: []model.Shift{{ID: "s1", Caregiver: "c1"}},
		Grants: []model.Grant{
			grant("bath", "bath", model.PerWeek, 2), grant("call", "call", model.PerDay, 1),
			grant("clean", "cleaning", model.PerKDays, 14), grant("shop", "shopping", model.PerWeek, 1),
		},
	}
}

// visitOn is a visit to home 1 by a caregiver, some days after the newer horizon begins.
func visitOn(days model.Date, who model.CaregiverID, service model.ServiceID, grant model.GrantID, n string) model.Visit {
	d := rollFrom + days
	return model.Visit{ID: model.VisitID("h1/~" + string(service) + "@" + n), Home: "h1", Date: d, Start: model.At(d, 9*60), Length: 30,
		Does:  []model.Done{{Occurrence: model.OccurrenceID(string(grant) + "#" + n), Grant: grant, Service: service}},
		Staff: []model.Assignment{{Caregiver: who, Shift: "s1", Start: model.At(d, 9*60), Minutes: 30}}}
}

func rollPlan(visits ...model.Visit) *model.Plan {
	return &model.Plan{Made: model.Made{Provider: "muni", Horizon: model.Horizon{From: rollFrom - 1, Days: 14}}, Visits: visits}
}

// TestHandOn: the newer horizon begins in the fourth week after the one in which
// the grants do, so that a bath twice a week has numbers 8 and 9 there.
func TestHandOn(t *testing.T) {
	moved := model.Replacement{Home: "h1", Grant: "shop", Occurrence: "shop#4", Agreed: rollFrom - 1, Latest: rollFrom + 6, Visit: "h1/~shopping@4"}
	debt := moved
	debt.Visit = ""
	for _, x := range []struct {
		name string
		plan *model.Plan
		with func(*model.Plan)
		want model.History
	}{
		{"nothing", rollPlan(), nil, model.History{}},
		{"who came, and what was given", rollPlan(visitOn(-1, "c1", "bath", "bath", "8")), nil, model.History{
			Visits: []model.PastVisit{{Home: "h1", Caregiver: "c1", Date: rollFrom - 1}},
			Last:   []model.LastDelivery{{Grant: "bath", Date: rollFrom - 1, Number: 8}}}},
		{"nobody comes by telephone", rollPlan(visitOn(-1, "c1", "call", "call", "29")), nil, model.History{
			Last: []model.LastDelivery{{Grant: "call", Date: rollFrom - 1, Number: 29}}}},
		{"what is of a grant that has gone is no delivery", rollPlan(visitOn(-1, "c1", "bath", "gone", "8")), nil, model.History{
			Visits: []model.PastVisit{{Home: "h1", Caregiver: "c1", Date: rollFrom - 1}}}},
		{"to come in the week under way", rollPlan(visitOn(1, "c1", "bath", "bath", "8"), visitOn(6, "c1", "bath", "bath", "10")), nil,
			model.History{Pending: []model.OccurrenceID{"bath#8"}}},
		{"the next of what comes every so many days", rollPlan(visitOn(9, "c1", "cleaning", "clean", "3"), visitOn(0, "c1", "cleaning", "clean", "2")), nil,
			model.History{Pending: []model.OccurrenceID{"clean#2"}}},
		{"two that changed places count as one given", rollPlan(visitOn(-1, "c1", "bath", "bath", "9"), visitOn(2, "c1", "bath", "bath", "8")), nil, model.History{
			Visits:  []model.PastVisit{{Home: "h1", Caregiver: "c1", Date: rollFrom - 1}},
			Last:    []model.LastDelivery{{Grant: "bath", Date: rollFrom - 1, Number: 8}},
			Pending: []model.OccurrenceID{"bath#9"}}},
		{"what was moved from a day gone by is still owed", rollPlan(visitOn(2, "c1", "shopping", "shop", "4")), func(p *model.Plan) { p.Replacements = []model.Replacement{moved} },
			model.History{Debts: []model.Replacement{debt}, Pending: []model.OccurrenceID{"shop#4"}}},
		{"a debt goes on until it is given", rollPlan(), func(p *model.Plan) { p.Carried.Debts = []model.Replacement{debt} },
			model.History{Debts: []model.Replacement{debt}}},
		{"a debt given is none", rollPlan(visitOn(-1, "c2", "shopping", "shop", "4")), func(p *model.Plan) {
			p.Carried.Debts = []model.Replacement{{Home: "h1", Grant: "shop", Occurrence: "shop#4", Agreed: rollFrom - 3, Latest: rollFrom + 2}}
		}, model.History{
			Visits: []model.PastVisit{{Home: "h1", Caregiver: "c2", Date: rollFrom - 1}},
			Last:   []model.LastDelivery{{Grant: "shop", Date: rollFrom - 1, Number: 4}},
			Debts:  []model.Replacement{{Home: "h1", Grant: "shop", Occurrence: "shop#4", Agreed: rollFrom - 3, Latest: rollFrom + 2, Visit: "h1/~shopping@4"}}}},
		{"booked for a day to come it falls due anew", rollPlan(), func(p *model.Plan) {
			p.Replacements = []model.Replacement{{Home: "h1", Grant: "shop", Occurrence: "shop#6", Agreed: rollFrom + 12, Latest: rollFrom + 19}}
		}, model.History{}},
		{"what the plan was handed goes on, one row for each who came", rollPlan(visitOn(-1, "c1", "bath", "bath", "8")), func(p *model.Plan) {
			p.Carried.Visits = []model.PastVisit{{Home: "h1", Caregiver: "c1", Date: rollFrom - 2}, {Home: "h2", Caregiver: "c1", Date: rollFrom - 2}}
			p.Carried.Last = []model.LastDelivery{{Grant: "bath", Date: rollFrom - 5, Number: 7}, {Grant: "clean", Date: rollFrom - 2, Number: 1}}
		}, model.History{
			Visits: []model.PastVisit{{Home: "h1", Caregiver: "c1", Date: rollFrom - 1}, {Home: "h2", Caregiver: "c1", Date: rollFrom - 2}},
			Last:   []model.LastDelivery{{Grant: "bath", Date: rollFrom - 1, Number: 8}, {Grant: "clean", Date: rollFrom - 2, Number: 1}}}},
		{"named and agreed", rollPlan(), func(p *model.Plan) {
			p.Named, p.Agreed = []model.Named{{Home: "h1", Contact: "c1"}}, []model.Agreed{{Home: "h1", Part: "morning", Start: 480}}
		}, model.History{Named: []model.Named{{Home: "h1", Contact: "c1"}}, Agreed: []model.Agreed{{Home: "h1", Part: "morning", Start: 480}}}},
	} {
		t.Run(x.name, func(t *testing.T) {
			if x.with != nil {
				x.with(x.plan)
			}
			if d := cmp.Diff(x.want, model.HandOn(rollCase(), x.plan), cmpopts.EquateEmpty()); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestRollOn: a newer case holds where it has a word of its own.
func TestRollOn(t *testing.T) {
	past := func(home model.HomeID, who model.CaregiverID, ago model.Date) model.PastVisit {
		return model.PastVisit{Home: home, Caregiver: who, Date: rollFrom - ago}
	}
	open := model.Replacement{Home: "h1", Grant: "shop", Occurrence: "shop#4", Agreed: rollFrom - 3}
	given, other := open, open
	given.Visit, other.Occurrence = "h1/~shopping@4", "shop#3"
	exported := model.History{
		Visits: []model.PastVisit{past("h1", "c2", 1)},
		Last:   []model.LastDelivery{{Grant: "bath", Date: rollFrom - 1, Number: 8}, {Grant: "clean", Date: rollFrom - 20, Number: 0}},
		Named:  []model.Named{{Home: "h2", Contact: "c2"}},
		Agreed: []model.Agreed{{Home: "h1", Part: "morning", Start: 500}, {Home: "h1", Service: "cleaning", Start: -1, Days: 4}},
		Debts:  []model.Replacement{open, other},
		Swaps:  []model.Swap{{Home: "h1"}},
	}
	carried := model.History{
		Visits:  []model.PastVisit{past("h1", "c1", 1), past("h1", "c1", 2), past("h2", "c1", 1)},
		Last:    []model.LastDelivery{{Grant: "bath", Date: rollFrom - 2, Number: 7}, {Grant: "clean", Date: rollFrom - 6, Number: 1}, {Grant: "shop", Date: rollFrom - 6, Number: 3}},
		Named:   []model.Named{{Home: "h1", Contact: "c1"}, {Home: "h2", Contact: "c1", Second: "c2"}},
		Agreed:  []model.Agreed{{Home: "h1", Part: "morning", Number: 1, Start: 480}, {Home: "h1", Part: "morning", Number: 2, Start: 585}, {Home: "h1", Service: "cleaning", Days: 8}},
		Debts:   []model.Replacement{given},
		Pending: []model.OccurrenceID{"bath#9"},
	}
	want := model.History{
		Visits:  []model.PastVisit{past("h1", "c1", 2), past("h1", "c2", 1), past("h2", "c1", 1)},
		Last:    []model.LastDelivery{exported.Last[0], carried.Last[1], carried.Last[2]},
		Named:   []model.Named{carried.Named[0], exported.Named[0]},
		Agreed:  []model.Agreed{exported.Agreed[1], exported.Agreed[0], carried.Agreed[1]},
		Debts:   []model.Replacement{other, given},
		Pending: carried.Pending,
		Swaps:   exported.Swaps,
	}
	c := rollCase()
	c.History = exported
	if d := cmp.Diff(want, model.RollOn(c, &carried).History); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(exported, c.History); d != "" {
		t.Errorf("the case exported has changed\n%s", d)
	}
}

// TestCarryLog: a newer export knows what was known before it was made, but not
// what was said by telephone.
func TestCarryLog(t *testing.T) {
	early, late := model.At(rollFrom-1, 12*60), model.At(rollFrom-1, 20*60)
	gone, stays := visitOn(-1, "c1", "bath", "bath", "8"), visitOn(1, "c1", "bath", "bath", "9")
	p := rollPlan(gone, stays)
	p.Log = []model.Event{
		{Number: 1, Known: early, Kind: model.SickEvent, Caregiver: "c2"},
		{Number: 2, Known: early, Kind: model.ToldEvent, Visit: gone.ID, Home: "h1"},
		{Number: 3, Known: early, Kind: model.ToldEvent, Visit: stays.ID, Home: "h1", From: stays.Start},
		{Number: 4, Known: early, Kind: model.RejectedEvent, Visit: stays.ID, Home: "h1", Of: 3, Caregivers: []model.CaregiverID{"c2"}},
		{Number: 5, Known: late, Kind: model.SickEvent, Caregiver: "c1"},
		{Number: 6, Known: late, Kind: model.VoidEvent, Of: 5},
		{Number: 7, Known: late, Kind: model.SickEvent, Caregiver: "gone"},
		{Number: 8, Known: late, Kind: model.AbsentEvent, Home: "h2"},
	}
	var kinds []model.EventKind
	for i, e := range model.CarryLog(rollCase(), p) {
		kinds = append(kinds, e.Kind)
		if e.Number != i+1 || e.Of != 0 {
			t.Errorf("event %d has number %d and is of %d", i+1, e.Number, e.Of)
		}
	}
	if d := cmp.Diff([]model.EventKind{model.ToldEvent, model.RejectedEvent, model.AbsentEvent}, kinds); d != "" {
		t.Error(d)
	}
	s := model.Succeed(rollCase(), p)
	if s.Case.Now != late || len(s.Case.Told) != 1 || len(s.Case.Barred) != 1 || len(s.Case.Absences) != 1 {
		t.Errorf("the case stands at %v with %v told, %v barred, %v away", s.Case.Now, s.Case.Told, s.Case.Barred, s.Case.Absences)
	}
}

func TestMisfit(t *testing.T) {
	for _, x := range []struct {
		name string
		plan func(*model.Plan)
		want string
	}{
		{"fits", func(*model.Plan) {}, ""},
		{"the same horizon", func(p *model.Plan) { p.Made.Horizon.From = rollFrom }, ""},
		{"another provider", func(p *model.Plan) { p.Made.Provider = "private" }, "the plan is of private, which the case does not have"},
		{"begins later", func(p *model.Plan) { p.Made.Horizon.From = rollFrom + 1 }, "the plan begins on 2026-11-26, the case on 2026-11-25 already"},
		{"its last day is the one before", func(p *model.Plan) { p.Made.Horizon.Days = 1 }, "the plan goes up to 2026-11-24, the case begins on 2026-11-25: they have no day in common"},
		{"mended on the first day", func(p *model.Plan) {
			p.Log = []model.Event{{Number: 1, Known: model.At(rollFrom, 6*60), Kind: model.SickEvent, Caregiver: "c1"}}
		}, "the plan knows events of 2026-11-25, the case's first day: a day that has begun is for replan"},
	} {
		p := rollPlan()
		x.plan(p)
		if why := model.Misfit(rollCase(), p); why.En != x.want || (why.Da == "") != (x.want == "") {
			t.Errorf("%s: %q / %q", x.name, why.En, why.Da)
		}
	}
}
