package model_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

func TestNamedBound(t *testing.T) {
	// h1 is visited by c1 at 08:00 and, over the days, at others' times.
	add := func(p *model.Plan, day int, clock string, staff int) {
		v := model.Visit{ID: model.VisitID(fmt.Sprintf("h1@%d-%s", day, clock)), Home: "h1", Series: "h1/other", Date: monday + model.Date(day),
			Start: at(day, clock), Length: 20, Does: []model.Done{{Grant: "a", Service: "care"}}}
		for range staff {
			v.Staff = append(v.Staff, model.Assignment{Caregiver: "nobody", Start: v.Start, Minutes: 20})
		}
		p.Visits = append(p.Visits, v)
	}
	on := func(c *model.Case, who model.CaregiverID, day int, from, to string) {
		c.Shifts = append(c.Shifts, model.Shift{ID: model.ShiftID(fmt.Sprintf("%s-%d", who, day)), Caregiver: who,
			From: at(day, from), To: at(day, to), Mode: model.Foot})
	}
	for _, test := range []struct {
		name   string
		change func(c *model.Case, p *model.Plan)
		want   int // of h1 and h2 together; h2 has 1
	}{
		{"any of the three on duty", func(c *model.Case, p *model.Plan) {}, 2},
		{"nobody on duty that day", func(c *model.Case, p *model.Plan) { add(p, 1, "08:00", 1) }, 2},
		{"two share the days", func(c *model.Case, p *model.Plan) {
			for day := 1; day <= 3; day++ {
				add(p, day, "08:00", 1)
			}
			on(c, "c1", 1, "07:00", "15:00")
			on(c, "c2", 2, "07:00", "15:00")
			on(c, "c3", 3, "07:00", "15:00")
		}, 4}, // Monday and two of three days
		{"the window reaches an hour before the planned start", func(c *model.Case, p *model.Plan) {
			add(p, 1, "08:00", 1)
			on(c, "c1", 1, "06:00", "07:20")
		}, 3},
		{"but no further", func(c *model.Case, p *model.Plan) {
			add(p, 1, "08:00", 1)
			on(c, "c1", 1, "06:00", "07:19")
		}, 2},
		{"unless overtime is allowed", func(c *model.Case, p *model.Plan) {
			add(p, 1, "08:00", 1)
			on(c, "c1", 1, "06:00", "07:19")
			c.Standard.Rules.OvertimeMost = 1
		}, 3},
		{"and not to this caregiver", func(c *model.Case, p *model.Plan) {
			add(p, 1, "08:00", 1)
			on(c, "c1", 1, "06:00", "07:19")
			c.Shifts[len(c.Shifts)-1].Overtime = -1
			c.Standard.Rules.OvertimeMost = 1
		}, 2},
		{"before and after an absence", func(c *model.Case, p *model.Plan) {
			add(p, 1, "08:00", 1)
			add(p, 1, "14:00", 1)
			on(c, "c1", 1, "07:00", "15:00")
			c.Absences = append(c.Absences, model.Absence{Caregiver: "c1", From: at(1, "10:00"), To: at(1, "12:00")})
		}, 4},
		{"but not in it, nor in what is too short to be worked", func(c *model.Case, p *model.Plan) {
			c.Standard.Rules.StretchLeast, c.Standard.Rules.OvertimeMost = 90, 60
			add(p, 1, "08:00", 1)
			add(p, 1, "14:00", 1)
			on(c, "c1", 1, "06:00", "15:00")
			c.Absences = append(c.Absences, model.Absence{Caregiver: "c1", From: at(1, "07:15"), To: at(1, "12:55")})
		}, 3},
		{"around the agreed time, not the planned one", func(c *model.Case, p *model.Plan) {
			add(p, 1, "08:00", 1)
			p.Agreed = []model.Agreed{{Home: "h1", Part: "other", Start: clock("09:00")}}
			on(c, "c1", 1, "10:00", "15:00")
		}, 3},
		{"a shift that begins after the window", func(c *model.Case, p *model.Plan) {
			add(p, 1, "08:00", 1)
			on(c, "c1", 1, "09:01", "15:00")
		}, 2},
		{"a visit by two takes both", func(c *model.Case, p *model.Plan) {
			add(p, 1, "08:00", 2)
			on(c, "c1", 1, "07:00", "15:00")
			on(c, "c2", 1, "07:00", "15:00")
			on(c, "c3", 1, "07:00", "15:00")
		}, 4},
		{"one of them at least", func(c *model.Case, p *model.Plan) {
			add(p, 1, "08:00", 2)
			on(c, "c1", 1, "07:00", "15:00")
		}, 3},
		{"not qualified for the grant", func(c *model.Case, p *model.Plan) {
			c.Grants[0].Needs = []model.Qualification{"lift"}
			p.Named[0].Contact = ""
		}, 1},
		{"qualified after all", func(c *model.Case, p *model.Plan) {
			c.Grants[0].Needs = []model.Qualification{"lift"}
			p.Named[0].Contact = ""
			c.Caregivers[2].Qualifications = []model.Qualification{"car", "lift"}
		}, 2},
		{"not qualified for the home, or the service", func(c *model.Case, p *model.Plan) {
			c.Homes[0].Needs = []model.Qualification{"sign language"}
			c.Standard.Services[0].Qualification = "care"
			c.Caregivers[0].Qualifications = []model.Qualification{"care"}
			p.Named[0].Contact = ""
		}, 1},
		{"a dog and an allergy", func(c *model.Case, p *model.Plan) {
			c.Homes[0].Traits = []model.Trait{"dog"}
			for i := range c.Caregivers {
				c.Caregivers[i].CantBear = []model.Trait{"smoke", "dog"}
			}
			p.Named[0].Contact = ""
		}, 1},
		{"§94: that helper only", func(c *model.Case, p *model.Plan) {
			c.Grants[0].Helper = "c2"
			c.Absences = []model.Absence{{Caregiver: "c2", From: at(0, "00:00"), To: at(1, "00:00")}}
			p.Named[0].Contact = ""
		}, 1},
		{"§94: those homes only", func(c *model.Case, p *model.Plan) {
			for i := range c.Caregivers {
				c.Caregivers[i].Only = []model.HomeID{"h2"}
			}
			p.Named[0].Contact = ""
		}, 1},
		{"nobody with the right way of moving", func(c *model.Case, p *model.Plan) {
			c.Standard.Services = append(c.Standard.Services, model.Service{ID: "shop", Modes: []model.Mode{model.Bicycle}})
			p.Visits[0].Does = append(p.Visits[0].Does, model.Done{Grant: "a", Service: "shop"})
			p.Named[0].Contact = ""
		}, 1},
		{"another provider's staff", func(c *model.Case, p *model.Plan) {
			for i := range c.Caregivers {
				c.Caregivers[i].Provider = "other"
			}
			p.Named = nil
		}, 0},
		{"never below what the plan reaches", func(c *model.Case, p *model.Plan) { c.Shifts = c.Shifts[:0] }, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, p := billCase(), billPlan()
			test.change(c, p)
			c.Travel.Modes[model.Bicycle] = model.TravelMode{SpeedKmh: 15, Detour: 1.2}
			if got := measureOf(t, c, p).All.ByNamedBound; got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}

// The best pair is what trying every pair finds.
func TestNamedBoundIsTheBestOfAllPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p := billCase(), &model.Plan{Made: model.Made{Provider: "town"}}
		c.Shifts, c.Caregivers, c.Grants = nil, nil, nil
		staff := rapid.IntRange(1, 6).Draw(t, "staff")
		duty := map[[2]int]bool{}
		for i := range staff {
			who := model.CaregiverID(fmt.Sprint(i))
			c.Caregivers = append(c.Caregivers, model.Caregiver{ID: who, Provider: "town", District: "north"})
			for day := range c.Horizon.Days {
				if duty[[2]int{i, day}] = rapid.Bool().Draw(t, "on duty"); duty[[2]int{i, day}] {
					c.Shifts = append(c.Shifts, model.Shift{ID: model.ShiftID(fmt.Sprint(i, day)), Caregiver: who,
						From: at(day, "07:00"), To: at(day, "15:00"), Mode: model.Foot})
				}
			}
		}
		var days, legs []int
		for n := range rapid.IntRange(0, 12).Draw(t, "visits") {
			day, two := rapid.IntRange(0, c.Horizon.Days-1).Draw(t, "day"), rapid.IntRange(1, 3).Draw(t, "legs")
			v := model.Visit{ID: model.VisitID(fmt.Sprint(n)), Home: "h1", Series: "h1/x", Date: monday + model.Date(day),
				Start: at(day, "09:00"), Length: 10, Does: []model.Done{{Service: "care"}}, Staff: make([]model.Assignment, two)}
			for i := range v.Staff {
				v.Staff[i] = model.Assignment{Caregiver: "nobody", Start: v.Start, Minutes: 10}
			}
			p.Visits = append(p.Visits, v)
			days, legs = append(days, day), append(legs, two)
		}
		want := 0
		for a := range staff {
			for b := range staff {
				sum := 0
				for v, day := range days {
					able := 0
					if duty[[2]int{a, day}] {
						able++
					}
					if a != b && duty[[2]int{b, day}] {
						able++
					}
					sum += min(able, legs[v])
				}
				want = max(want, sum)
			}
		}
		r, err := model.NewRoads(c)
		if err != nil {
			t.Fatal(err)
		}
		if got := model.Measure(c, r, p).All.ByNamedBound; got != want {
			t.Fatalf("got %d, trying all pairs %d", got, want)
		}
	})
}
