package model_test

import (
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// whole adds samples up to figures and a bill.
func whole(samples []model.Sample) (model.Figures, map[string]model.Price) {
	f := model.Figures{TravelMinutes: map[model.Mode]model.Minutes{}, Kilometres: map[model.Mode]float64{}, Unserved: map[model.CareClass]int{}}
	bill := map[string]model.Price{}
	distinct := 0.0
	for i := range samples {
		s := &samples[i].Figures
		f.Homes, f.Visits, f.Tours = f.Homes+s.Homes, f.Visits+s.Visits, f.Tours+s.Tours
		f.Waiting, f.Idle, f.Overtime = f.Waiting+s.Waiting, f.Idle+s.Idle, f.Overtime+s.Overtime
		f.WithCitizens, f.Attendance = f.WithCitizens+s.WithCitizens, f.Attendance+s.Attendance
		f.ByNamed, f.ByNamedBound, f.NamedVisits = f.ByNamed+s.ByNamed, f.ByNamedBound+s.ByNamedBound, f.NamedVisits+s.NamedVisits
		f.DistinctHomes, f.DistinctAbove7 = f.DistinctHomes+s.DistinctHomes, f.DistinctAbove7+s.DistinctAbove7
		f.DistinctRota7 += s.DistinctRota7
		distinct += s.Distinct * float64(s.DistinctHomes)
		f.NewFaces, f.Calls, f.Postponed = f.NewFaces+s.NewFaces, f.Calls+s.Calls, f.Postponed+s.Postponed
		f.Replaced, f.Debts = f.Replaced+s.Replaced, f.Debts+s.Debts
		f.ChangedCaregivers, f.ChangedTours, f.LateCalls = f.ChangedCaregivers+s.ChangedCaregivers, f.ChangedTours+s.ChangedTours, f.LateCalls+s.LateCalls
		f.FrameLeft, f.FrameOver = f.FrameLeft+s.FrameLeft, f.FrameOver+s.FrameOver
		for m, x := range s.TravelMinutes {
			f.TravelMinutes[m] += x
		}
		for m, x := range s.Kilometres {
			f.Kilometres[m] += x
		}
		for k, x := range s.Unserved {
			f.Unserved[k] += x
		}
		for line, x := range samples[i].Bill {
			bill[line] += x
		}
	}
	if f.DistinctHomes > 0 {
		f.Distinct = distinct / float64(f.DistinctHomes)
	}
	return f, bill
}

// Whatever the plan, the samples add up to its measures and its bill.
func TestSamplesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p := week(t)
		c.ReserveShares = []model.ReserveShare{{Group: "g1", From: 7 * 60, To: 15 * 60, Share: 0.1}}
		c.External = []model.External{{Home: "h1", From: at(0, "08:00"), To: at(0, "12:00"), Relation: model.Avoid, Soft: 250}}
		if rapid.Bool().Draw(t, "mended") {
			mended(t, c, p)
			differ(t, p)
		}
		r, err := model.NewRoads(c)
		if err != nil {
			t.Fatal(err)
		}
		f, bill := whole(model.Samples(c, r, p))
		near := cmpopts.EquateApprox(0, 1e-9)
		if diff := cmp.Diff(model.Measure(c, r, p).All, f, near, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
		want := map[string]model.Price{}
		for _, l := range model.Bill(c, r, p) {
			if l.Price != 0 {
				want[l.Line] = l.Price
			}
		}
		if diff := cmp.Diff(want, bill); diff != "" {
			t.Error(diff)
		}
	})
}

// Every visit counts once among the homes and once among the tours, however
// many come; so do the minutes granted for it.
func TestSamplesShareVisits(t *testing.T) {
	c, p := billCase(), billPlan()
	c.Grants[0].Minutes = 25
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	two := p.Visits[0]
	two.Staff = append(slices.Clone(two.Staff), model.Assignment{Caregiver: "c2", Shift: p.Tours[1].Shift, Start: two.Start, Minutes: two.Length})
	p.Visits[0] = two
	p.Tours[1].Items = append(p.Tours[1].Items, model.Item{Kind: model.VisitItem, From: two.Start, To: two.End(), Visit: two.ID, Leg: 1})
	type sum struct{ visits, granted float64 }
	sums := map[string]sum{}
	for _, s := range model.Samples(c, r, p) {
		kind := "homes"
		if s.Shift != "" {
			kind = "tours"
		}
		sums[kind] = sum{sums[kind].visits + s.Visits, sums[kind].granted + s.Granted}
		if s.Shift == p.Tours[1].Shift && (s.Visits != 0.5 || s.Granted != 12.5) {
			t.Errorf("half a visit of 25 minutes is %v of %v", s.Visits, s.Granted)
		}
	}
	if kinds := slices.Sorted(maps.Keys(sums)); !slices.Equal(kinds, []string{"homes", "tours"}) {
		t.Fatalf("samples of %v", kinds)
	}
	for kind, s := range sums {
		if math.Abs(s.visits-2) > 1e-9 || math.Abs(s.granted-45) > 1e-9 {
			t.Errorf("%s: %v visits of %v minutes granted, want 2 of 45", kind, s.visits, s.granted)
		}
	}
}

// Samples count where their home lies or their caregiver belongs, in a fixed order.
func TestSamplesBelong(t *testing.T) {
	c, p := billCase(), billPlan()
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	m := model.Measure(c, r, p)
	by := map[model.DistrictID]model.Figures{}
	samples := model.Samples(c, r, p)
	for _, s := range samples {
		f := by[s.District]
		f.Visits, f.Attendance, f.Homes = f.Visits+s.Figures.Visits, f.Attendance+s.Figures.Attendance, f.Homes+s.Figures.Homes
		by[s.District] = f
	}
	if len(m.Districts) == 0 {
		t.Fatal("no districts measured")
	}
	for _, d := range m.Districts {
		f := by[model.DistrictID(d.ID)]
		if f.Visits != d.Visits || f.Attendance != d.Attendance || f.Homes != d.Homes {
			t.Errorf("%s: %+v, measured %+v", d.ID, f, d.Figures)
		}
	}
	if diff := cmp.Diff(samples, model.Samples(c, r, p)); diff != "" {
		t.Errorf("not the same twice: %s", diff)
	}
}
