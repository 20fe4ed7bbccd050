package solver_test

import (
	"context"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/solver/search"
)

// TestGoesOnFromAnyPlan: however little a plan fits the case of today, planning
// goes on from it and ends in a plan that keeps every rule.
func TestGoesOnFromAnyPlan(t *testing.T) {
	c := generated(t, town)
	old := planned(t, c, short)
	for _, x := range spoilt {
		t.Run(x.name, func(t *testing.T) {
			today, from := clone(c), rename(old, keep)
			x.spoil(today, from)
			for _, n := range []int64{0, 1, 300} { // not even one iteration
				o := solver.Options{Iterations: n, Seed: 3, Workers: 1, From: from}
				planned(t, today, o)
			}
		})
	}
}

// spoilt are the ways in which the plan, or the world since, went wrong.
var spoilt = []struct {
	name  string
	spoil func(c *model.Case, p *model.Plan)
}{
	{"nothing happened", func(*model.Case, *model.Plan) {}},
	{"a caregiver left", func(c *model.Case, _ *model.Plan) {
		gone := c.Shifts[0].Caregiver
		c.Shifts = slices.DeleteFunc(c.Shifts, func(s model.Shift) bool { return s.Caregiver == gone })
		c.Caregivers = slices.DeleteFunc(c.Caregivers, func(x model.Caregiver) bool { return x.ID == gone })
		c.Activities = slices.DeleteFunc(c.Activities, func(a model.Activity) bool {
			return !slices.ContainsFunc(c.Shifts, func(s model.Shift) bool { return s.ID == a.Shift })
		})
	}},
	{"a caregiver fell ill at noon", func(c *model.Case, _ *model.Plan) {
		c.Activities = nil
		c.Absences = append(c.Absences, model.Absence{Caregiver: c.Shifts[1].Caregiver, Kind: "sick",
			From: model.At(c.Horizon.From, 12*60), To: model.At(c.Horizon.End(), 0)})
	}},
	{"a citizen went to hospital", func(c *model.Case, _ *model.Plan) {
		c.Absences = append(c.Absences, model.Absence{Home: c.Homes[0].ID, Kind: "hospital",
			From: model.At(c.Horizon.From+1, 9*60), To: model.At(c.Horizon.End(), 0)})
	}},
	{"all visits at one time", func(c *model.Case, p *model.Plan) {
		for i := range p.Visits {
			v := &p.Visits[i]
			by := model.At(v.Date, 12*60).Sub(v.Start)
			v.Start = v.Start.Add(by)
			for k := range v.Staff {
				v.Staff[k].Start = v.Staff[k].Start.Add(by)
			}
		}
	}},
	{"all visits by one caregiver", func(c *model.Case, p *model.Plan) {
		for i := range p.Visits {
			for k := range p.Visits[i].Staff {
				p.Visits[i].Staff[k].Caregiver, p.Visits[i].Staff[k].Shift = c.Shifts[0].Caregiver, c.Shifts[0].ID
			}
		}
	}},
	{"staff at random", func(c *model.Case, p *model.Plan) {
		r := rand.New(rand.NewPCG(1, 2))
		for i := range p.Visits {
			for k := range p.Visits[i].Staff {
				s := &c.Shifts[r.IntN(len(c.Shifts))]
				p.Visits[i].Staff[k].Caregiver, p.Visits[i].Staff[k].Shift = s.Caregiver, s.ID
			}
		}
	}},
	{"ways twice as long", func(c *model.Case, _ *model.Plan) {
		modes := map[model.Mode]model.TravelMode{}
		for m, f := range c.Travel.Modes {
			f.SpeedKmh /= 2
			modes[m] = f
		}
		c.Travel.Modes = modes
	}},
	{"a leg is missing", func(_ *model.Case, p *model.Plan) {
		for i := range p.Visits {
			p.Visits[i].Staff = p.Visits[i].Staff[:len(p.Visits[i].Staff)-1]
		}
	}},
	{"other lengths", func(c *model.Case, _ *model.Plan) {
		for i := range c.Grants {
			c.Grants[i].Minutes += 20
		}
	}},
	{"breaks are gone", func(_ *model.Case, p *model.Plan) {
		for i := range p.Tours {
			p.Tours[i].Items = slices.DeleteFunc(p.Tours[i].Items, func(x model.Item) bool { return x.Kind == model.BreakItem })
		}
	}},
	{"agreed times are others", func(_ *model.Case, p *model.Plan) {
		for i := range p.Agreed {
			p.Agreed[i].Start = (p.Agreed[i].Start + 95) % 1440
		}
	}},
	{"names nobody bears", func(_ *model.Case, p *model.Plan) {
		for i := range p.Named {
			p.Named[i].Contact, p.Named[i].Second = "nobody", p.Named[i].Contact
		}
	}},
	{"a week later", func(c *model.Case, p *model.Plan) {
		for i := range p.Visits {
			v := &p.Visits[i]
			v.Date, v.Start = v.Date+7, v.Start+7*1440
			for k := range v.Staff {
				v.Staff[k].Start += 7 * 1440
			}
		}
	}},
	{"everything twice", func(_ *model.Case, p *model.Plan) {
		p.Visits, p.Tours = append(p.Visits, p.Visits...), append(p.Tours, p.Tours...)
		p.Named, p.Agreed = append(p.Named, p.Named...), append(p.Agreed, p.Agreed...)
	}},
	{"nothing is left of it", func(_ *model.Case, p *model.Plan) { *p = model.Plan{} }},
	{"another case", func(c *model.Case, p *model.Plan) {
		for i := range c.Grants {
			c.Grants[i].ID = "new-" + c.Grants[i].ID
		}
		c.History.Last, c.History.Debts = nil, nil
	}},
}

// TestStopsWhenTold: whenever planning is called off, at once or on the way, a
// plan that keeps every rule is there.
func TestStopsWhenTold(t *testing.T) {
	c := generated(t, town)
	endless := solver.Options{Iterations: 1 << 40, Seed: 1, Workers: 2}

	t.Run("before it began", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		plannedOn(t, ctx, c, endless)
	})
	t.Run("from a plan, before it began", func(t *testing.T) {
		old := planned(t, c, short)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		o := endless
		o.From = old
		if p := plannedOn(t, ctx, c, o); total(p) > total(old) {
			t.Errorf("the price goes from %d to %d", total(old), total(p))
		}
	})
	t.Run("in a moment", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		plannedOn(t, ctx, c, endless)
	})
	for name, after := range map[string]int64{"after the first plan": 0, "on the way": 500} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			o := endless
			o.Progress = func(p search.Progress) {
				if p.Iterations >= after {
					cancel()
				}
			}
			if p := plannedOn(t, ctx, c, o); p.Made.Iterations < after || len(p.Visits) == 0 {
				t.Errorf("%d iterations, %d visits", p.Made.Iterations, len(p.Visits))
			}
		})
	}
}

// keep is a renaming that changes nothing: a deep copy.
func keep(_ reflect.Type, id string) string { return id }
