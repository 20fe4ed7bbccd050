package model_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// touches is what CheckTouched promises to tell.
func touches(v *model.Violation, homes []model.HomeID, shifts []model.ShiftID) bool {
	if v.Shift != "" {
		return slices.Contains(shifts, v.Shift)
	}
	return slices.Contains(homes, v.Home)
}

// spoiled is a plan that something was done to, or several things: of a case, or
// a mend. What else it owes is at times said of another home.
func spoiled(t *rapid.T, sound *model.Plan) *model.Plan {
	p := clonePlan(sound)
	names := slices.Sorted(maps.Keys(mutations))
	for range rapid.IntRange(0, 4).Draw(t, "mutations") {
		if slices.ContainsFunc(p.Visits, func(v model.Visit) bool { return len(v.Does) == 0 || len(v.Staff) == 0 }) {
			break
		}
		mutations[rapid.SampledFrom(names).Draw(t, "mutation")](t, p)
	}
	if rapid.Bool().Draw(t, "promised") {
		v, o := anyVisit(t, p), anyVisit(t, p)
		if len(v.Does) > 0 {
			p.Certificates = append(p.Certificates, model.Certificate{Rule: "R-6.3", Home: o.Home, Grant: v.Does[0].Grant, Occurrence: v.Does[0].Occurrence, Date: checkFrom, Grade: model.Proved})
			p.Replacements = append(slices.Clone(p.Replacements), model.Replacement{Home: o.Home, Grant: v.Does[0].Grant, Occurrence: v.Does[0].Occurrence, Visit: o.ID})
		}
		p.Briefings = append(slices.Clone(p.Briefings), model.Briefing{Home: o.Home, Visit: v.ID, Caregiver: "c1"})
	}
	return p
}

// touchedPlans are a sound plan of the case, and a sound mend.
func touchedPlans() map[string]func() (*model.Case, *model.Roads, *model.Plan) {
	return map[string]func() (*model.Case, *model.Roads, *model.Plan){
		"plan": func() (*model.Case, *model.Roads, *model.Plan) {
			c := checkCase()
			r, p := checkDraft(c).write()
			return c, r, p
		},
		"mend": func() (*model.Case, *model.Roads, *model.Plan) {
			c, r, _, p := (&mend{
				log: []model.Event{{Kind: model.NoShowEvent, Visit: h1Tuesday, Home: "h1"}},
				c: func(c *model.Case) {
					c.Raised = []model.Raised{raised}
					c.Told = []model.Told{{Visit: "h3/midday@2026-11-03", Home: "h3", At: when(1, "12:20"), Refused: true}}
					c.Cancelled = []model.Cancelled{{Occurrence: "frame6.L2#29", Grant: "frame6", Home: "h6", Told: mendNow}}
					c.Barred = []model.Barred{{Visit: h2Tuesday, Home: "h2", Caregiver: "c3"}}
				},
				draft: func(d *draft) { d.drop("frame6.L2#29") },
				plan:  func(p *model.Plan) { p.Raised = []model.Raised{raised} },
			}).made()
			return c, r, p
		},
	}
}

// Whatever the plan, and whichever homes and tours are asked about, CheckTouched
// says of them what Check does.
func TestCheckTouchedIsCheckOfAPart(t *testing.T) {
	for name, made := range touchedPlans() {
		t.Run(name, func(t *testing.T) {
			c, r, sound := made()
			var homes []model.HomeID
			var shifts []model.ShiftID
			for i := range c.Homes {
				homes = append(homes, c.Homes[i].ID)
			}
			for i := range c.Shifts {
				shifts = append(shifts, c.Shifts[i].ID)
			}
			rapid.Check(t, func(t *rapid.T) {
				p := spoiled(t, sound)
				some := rapid.SliceOfDistinct(rapid.SampledFrom(homes), rapid.ID[model.HomeID]).Draw(t, "homes")
				tours := rapid.SliceOfDistinct(rapid.SampledFrom(shifts), rapid.ID[model.ShiftID]).Draw(t, "tours")
				var want []model.Violation
				for _, v := range model.Check(c, r, p) {
					if touches(&v, some, tours) {
						want = append(want, v)
					}
				}
				if got := model.CheckTouched(c, r, p, some, tours); !slices.Equal(got, want) {
					t.Fatalf("of homes %v and tours %v\n%v\nwant\n%v", some, tours, got, want)
				}
			})
		})
	}
}

// What differs from a sound plan in some homes and tours breaks no rule
// elsewhere: there, a check of what was touched is as good as a whole one.
func TestTouchedIsAllThatCanBreak(t *testing.T) {
	for name, made := range touchedPlans() {
		t.Run(name, func(t *testing.T) {
			c, r, sound := made()
			if found := model.Check(c, r, sound); len(found) > 0 {
				t.Fatal(found)
			}
			rapid.Check(t, func(t *rapid.T) {
				p := spoiled(t, sound)
				homes, shifts := model.Touched(c, sound, p)
				for _, v := range model.Check(c, r, p) {
					if !touches(&v, homes, shifts) {
						t.Fatalf("homes %v and tours %v were touched, and yet: %v", homes, shifts, v)
					}
				}
			})
		})
	}
}

func TestTouched(t *testing.T) {
	c := checkCase()
	_, a := checkDraft(c).write()
	if homes, shifts := model.Touched(c, a, clonePlan(a)); len(homes)+len(shifts) > 0 {
		t.Errorf("%v %v of one plan twice", homes, shifts)
	}
	d := checkDraft(c)
	both(give("frame6.L2#29", 1, "c2"), moveTo("shop4#4", 1, "12:00"))(d)
	_, b := d.write()
	for _, x := range [][2]*model.Plan{{a, b}, {b, a}} {
		homes, shifts := model.Touched(c, x[0], x[1])
		if !slices.Equal(homes, []model.HomeID{"h4", "h6"}) || !slices.Equal(shifts, []model.ShiftID{"c1@1", "c2@1"}) {
			t.Errorf("%v %v", homes, shifts)
		}
	}
}
