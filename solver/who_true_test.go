package solver

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/benchmarks/generate"
	"github.com/hjemvej/hjemvej/model"
)

// eachDesk plans drawn cases, and shows every few of their visits, leg by leg.
func eachDesk(t *testing.T, draw func(n int) *model.Case, cases, every int, show func(name string, j *judge, d *desk, leg int)) {
	t.Helper()
	if testing.Short() {
		cases = (cases + 3) / 4
	}
	for n := range cases {
		c := draw(n)
		r, err := model.NewRoads(c)
		if err != nil {
			t.Fatal(err)
		}
		p, err := planOfAny(c, r)
		if err != nil {
			t.Fatal(err)
		}
		if len(model.Check(c, r, p)) > 0 {
			continue
		}
		j, err := newJudge(c, r, p)
		if err != nil {
			t.Fatal(err)
		}
		for i := n % every; i < len(p.Visits); i += every {
			d, err := newDesk(c, r, p, p.Visits[i].ID)
			if err != nil {
				t.Fatalf("case %d: %v", n, err)
			}
			for leg := range d.visit.Staff {
				show(fmt.Sprintf("case %d: %s leg %d", n, d.visit.ID, leg), j, d, leg)
			}
		}
	}
}

// drawnBy draws cases by their numbers.
func drawnBy(draw func(*rapid.T) *model.Case) func(int) *model.Case {
	return func(n int) *model.Case { return rapid.Custom(draw).Example(n) }
}

// generated is a small case after Danish statistics, its staff cut so that days
// are full.
func generated(n int) *model.Case {
	c, _, err := generate.Case(generate.Options{Citizens: 20, Days: 2, Seed: uint64(n), From: monday + model.Date(n%7)})
	if err != nil {
		panic(err)
	}
	if n%3 > 0 { // every third shift, or every second, is nobody's
		for i := len(c.Shifts) - 1; i >= 0; i -= 4 - n%3 {
			id := c.Shifts[i].ID
			c.Shifts = slices.Delete(c.Shifts, i, i+1)
			c.Activities = slices.DeleteFunc(c.Activities, func(a model.Activity) bool { return a.Shift == id })
		}
	}
	if n%2 == 1 {
		c.Standard.Rules.OvertimeMost = 20
		c.ReserveShares = []model.ReserveShare{{Group: c.Districts[0].Groups[0].ID, From: 9 * 60, To: 12 * 60, Share: 0.1}}
	}
	return c
}

// fullDay draws a day on which two have about as much to do as they have time
// for, at homes without gaps between visits.
func fullDay(t *rapid.T) *model.Case {
	d := &drawn{T: t, c: anyCase(t)}
	d.c.Horizon = model.Horizon{From: monday, Days: 1}
	d.c.AsOf = model.At(monday-1, 12*60)
	d.c.Homes, d.c.Places, d.c.Grants, d.c.Shifts, d.c.Activities, d.c.Absences, d.c.External, d.c.Pins = nil, nil, nil, nil, nil, nil, nil, nil
	d.c.History = model.History{}
	for _, id := range []model.CaregiverID{"day0", "day1"} {
		at := model.At(monday, 8*60)
		d.c.Shifts = append(d.c.Shifts, model.Shift{ID: model.ShiftID(id), Caregiver: id, From: at, To: at.Add(model.Minutes(d.num("shift", 240, 420))), Mode: model.Car, Start: "office", End: "office"})
	}
	for h := range d.num("homes", 6, 9) {
		home := model.HomeID(fmt.Sprintf("h%d", h))
		d.c.Places = append(d.c.Places, model.Place{ID: model.PlaceID(home), Point: orb.Point{14.7, 55 + 0.01*float64(d.num("km", 1, 10))}})
		d.c.Homes = append(d.c.Homes, model.Home{ID: home, District: "d", Group: "g", Place: model.PlaceID(home)})
		d.c.Grants = append(d.c.Grants, model.Grant{ID: model.GrantID(home), Home: home, Provider: "p", Law: model.SEL83, From: monday - 100, Service: "bath",
			Cadence: model.Cadence{Unit: model.Dated}, Dates: []model.Date{monday}, Minutes: model.Minutes(d.num("minutes", 20, 60))})
		d.c.History.Agreed = append(d.c.History.Agreed, model.Agreed{Home: home, Part: "morning", Start: model.Clock(8*60 + 15*d.num("agreed", 0, 10))})
	}
	return d.c
}

// TestRefusalsAreTrue: whoever is said to be unable, is: a rule of the person
// breaks in the check when the visit is given to them all the same; a rule of
// time leaves no place in the day that brute force could find. And it finds one
// for whoever is said to be able.
func TestRefusalsAreTrue(t *testing.T) {
	said := map[string]int{}
	for _, from := range []struct {
		draw         func(int) *model.Case
		cases, every int
	}{{drawnBy(anyCase), 60, 7}, {drawnBy(busyCase), 40, 7}, {drawnBy(fullDay), 20, 1}, {generated, 3, 5}} {
		eachDesk(t, from.draw, from.cases, from.every, func(name string, j *judge, d *desk, leg int) {
			deals, refusals := d.leg(leg)
			for k := range refusals {
				said[refusals[k].Obstacles[0].Rule]++
				if refusals[k].Obstacles[0].Short > 0 && refusals[k].Obstacles[0].Short <= aside {
					said["short"]++
				}
				if o := &refusals[k].Obstacles[0]; strings.Contains(o.Text.En, "short on the tour") {
					tied, exact := j.exactlyShort(d.visit, leg, refusals[k].Shift, o.Short)
					switch {
					case tied:
					case exact:
						said["exactly"]++
					default:
						t.Errorf("%s, %s: not %d minutes short", name, refusals[k].Shift, o.Short)
					}
				}
				if wrong := j.disproved(d.visit, leg, &refusals[k]); wrong != "" {
					t.Errorf("%s, %s: %s; said %+v", name, refusals[k].Shift, wrong, refusals[k].Obstacles)
				}
			}
			for k := range deals {
				if o := &deals[k].offer; len(o.GivesUp) == 0 && !j.placed(d.visit, leg, o.Shift) {
					t.Errorf("%s, %s: brute force finds no place at %s", name, o.Shift, o.Start)
				}
			}
		})
	}
	t.Log(said)
	for _, what := range []string{"R-W.1", "R-6.7", "R-11.1.1b", "short", "exactly"} {
		if said[what] < 10 && !testing.Short() {
			t.Errorf("only %d times %s", said[what], what)
		}
	}
}

// placed says whether brute force finds a place in a shift's day for a leg.
func (j *judge) placed(v *model.Visit, leg int, shift model.ShiftID) bool {
	b := j.day(shift)
	b.fill(v, leg)
	return b.place(0, 0, nil)
}

// exactlyShort says whether so many minutes more, and no fewer, make a place for
// a leg in a shift's day; tied: visits of that day keep gaps, which bear no delay.
func (j *judge) exactlyShort(v *model.Visit, leg int, shift model.ShiftID, by model.Minutes) (tied, exact bool) {
	for _, slack := range []model.Minutes{by - 1, by} {
		b := j.day(shift)
		b.slack = slack
		b.fill(v, leg)
		line := append(slices.Clone(b.inLine), b.free...)
		for i := range b.d.Links {
			if x, y, _, _ := b.ends(&b.d.Links[i], line); x != nil || y != nil {
				return true, false
			}
		}
		if b.place(0, 0, nil) != (slack == by) {
			return false, false
		}
	}
	return false, true
}

// disproved says what is wrong with a refusal, "" if nothing.
func (j *judge) disproved(v *model.Visit, leg int, no *model.Refusal) string {
	switch rule := no.Obstacles[0].Rule; rule {
	case "R-6.7", "R-5.2", "R-6.2", "R-11.1.1b", pinRule:
		given := *j.p
		given.Visits = slices.Clone(j.p.Visits)
		at := slices.IndexFunc(given.Visits, func(w model.Visit) bool { return w.ID == v.ID })
		given.Visits[at].Staff = slices.Clone(v.Staff)
		given.Visits[at].Staff[leg].Caregiver, given.Visits[at].Staff[leg].Shift = no.Caregiver, no.Shift
		for _, x := range model.Check(j.c, j.r, &given) {
			if x.Rule == rule && x.Home == v.Home || rule == "R-11.1.1b" && x.Caregiver == no.Caregiver {
				return ""
			}
		}
		return fmt.Sprintf("the check has nothing by %s against it", rule)
	}
	if j.placed(v, leg, no.Shift) {
		return "there is a place"
	}
	return ""
}
