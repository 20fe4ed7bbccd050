package model_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

func measureOf(t testing.TB, c *model.Case, p *model.Plan) model.Measures {
	t.Helper()
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	return model.Measure(c, r, p)
}

// The plan of billPlan: c1 leaves the office at 07:54, drives 14 minutes, helps
// for 40 and is back at 09:24, of a shift of 480 minutes beside two idle ones.
func baseFigures() model.Figures {
	return model.Figures{
		Homes: 2, Visits: 2, Tours: 1,
		TravelMinutes: map[model.Mode]model.Minutes{model.Car: 14},
		Kilometres:    map[model.Mode]float64{model.Car: 4.8},
		Waiting:       36,        // 90 from 07:54 to 09:24, less 14 and 40
		Idle:          390 + 960, // 480 − 90, and two whole shifts
		WithCitizens:  40, Attendance: 1440,
		ByNamed: 2, ByNamedBound: 2, NamedVisits: 2,
	}
}

func TestMeasureFigures(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(c *model.Case, p *model.Plan)
		want   func(f *model.Figures)
	}{
		{"the plan as it stands", func(*model.Case, *model.Plan) {}, func(*model.Figures) {}},
		{"a break and an activity are no waiting", func(c *model.Case, p *model.Plan) {
			p.Tours[0].Items = slices.Insert(p.Tours[0].Items, 1,
				model.Item{Kind: model.BreakItem, From: at(0, "08:24"), To: at(0, "08:53")})
			p.Tours[0].Items = append(p.Tours[0].Items,
				model.Item{Kind: model.ActivityItem, From: at(0, "10:00"), To: at(0, "10:30"), Start: "office"})
		}, func(f *model.Figures) { f.Waiting, f.Idle = 156-14-40-29-30, 1440-156 }}, // 07:54 to 10:30
		{"a call is time with a citizen, not a visit that named staff come to", func(c *model.Case, p *model.Plan) {
			c.Grants[1].Service = "phone"
			p.Visits[1].Does[0].Service = "phone"
			p.Tours[0].Items[1].Kind = model.CallItem
		}, func(f *model.Figures) {
			// From 07:54 to the farm, then 6 minutes home by 08:26; the call ends 09:20.
			f.TravelMinutes[model.Car], f.Kilometres[model.Car] = 12, 4.8
			f.Waiting, f.Idle = 86-12-40, 1440-86
			f.ByNamed, f.ByNamedBound, f.NamedVisits = 1, 1, 1
		}},
		{"overtime is attendance", func(c *model.Case, p *model.Plan) {
			c.History.Agreed[1].Start = clock("14:45")
			shift(p, 1, 341) // 14:41–15:01, home 15:05
		}, func(f *model.Figures) {
			f.Overtime, f.Attendance = 5, 1445
			f.Waiting = 431 - 14 - 40 // 07:54 to 15:05
			f.Idle = 54 + 960
		}},
		{"a substitute, new in the home", func(c *model.Case, p *model.Plan) { hand(p, 1, 0, 1) },
			func(f *model.Figures) {
				f.Tours = 2
				f.TravelMinutes[model.Car] = 12   // to the farm and back
				f.Waiting, f.Idle = 0, 1440-32-20 // and c2 comes from nowhere
				f.ByNamed, f.NewFaces = 1, 1
			}},
		{"calls, postponed, replaced and debts", func(c *model.Case, p *model.Plan) {
			shift(p, 1, 61)
			c.Grants = append(c.Grants, model.Grant{ID: "k", Home: "h2", Provider: "town", Service: "clean", From: monday - 7,
				Days: 1 << time.Friday, Cadence: model.Cadence{Unit: model.PerWeek, Count: 1}})
			// Last week's Friday is a debt done today; this week's is booked past the horizon.
			c.History.Debts = []model.Replacement{{Home: "h2", Grant: "k", Occurrence: "k#0", Agreed: monday - 3, Latest: monday + 4}}
			p.Visits[1].Does = append(p.Visits[1].Does, model.Done{Occurrence: "k#0", Grant: "k", Service: "clean"})
			p.Replacements = []model.Replacement{
				{Home: "h2", Grant: "k", Occurrence: "k#0", Agreed: monday - 3, Visit: p.Visits[1].ID},
				{Home: "h2", Grant: "k", Occurrence: "k#1", Agreed: monday + 4},
			}
		}, func(f *model.Figures) {
			f.Calls, f.Postponed, f.Replaced, f.Debts = 1, 1, 1, 1
			f.Waiting, f.Idle = 36+61, 1350-61
		}},
		{"unserved by class", func(c *model.Case, p *model.Plan) {
			c.Homes = append(c.Homes, model.Home{ID: "h3", District: "north", Place: "farm"})
			c.Grants = append(c.Grants, dated("t", "h3", "talk", 1, 2), dated("n", "h2", "care", 3), dated("w", "h3", "wash", 1))
		}, func(f *model.Figures) {
			f.Homes = 3
			f.Unserved = map[model.CareClass]int{model.NeverCancelled: 1, model.Replaced: 1, model.Priced: 2}
		}},
		{"a district that is not planned owes nothing here", func(c *model.Case, p *model.Plan) {
			c.Homes = append(c.Homes, model.Home{ID: "h3", District: "south", Place: "farm"})
			c.Grants = append(c.Grants, dated("n", "h3", "care", 3))
			p.Made.Districts = []model.DistrictID{"north"}
		}, func(*model.Figures) {}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, p := billCase(), billPlan()
			test.change(c, p)
			want := baseFigures()
			test.want(&want)
			if diff := cmp.Diff(want, measureOf(t, c, p).All, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMeasureFrames(t *testing.T) {
	// 140 minutes a week; the pattern: care 20 minutes Monday and Tuesday,
	// cleaning every second week as the service has it, 45 minutes.
	frame := model.Grant{ID: "f", Home: "h1", Provider: "town", Law: model.AEL, From: monday, FrameMinutes: 140,
		Pattern: []model.Pattern{
			{Days: 1<<time.Monday | 1<<time.Tuesday, Part: "morning", Service: "care", Minutes: 20},
			{Days: 1 << time.Monday, Part: "day", Service: "clean", Every: 2},
		}}
	monday0 := []model.Done{{Occurrence: "f.L1#0", Grant: "f", Service: "care"}, {Occurrence: "f.L2#0", Grant: "f", Service: "clean"}}
	both := append(slices.Clone(monday0), model.Done{Occurrence: "f.L1#1", Grant: "f", Service: "care"})
	for _, test := range []struct {
		name       string
		change     func(g *model.Grant)
		does       []model.Done
		left, over model.Minutes
		undone     int
	}{
		{"the pattern in full", nil, both, 140 - 85, 0, 0},
		{"a day short", nil, monday0, 140 - 65, 0, 1},
		{"nothing done", nil, nil, 140, 0, 3},
		{"a frame that is too small", func(g *model.Grant) { g.FrameMinutes = 70 }, both, 0, 15, 0},
		{"a period of two days has two sevenths", func(g *model.Grant) { g.To = monday + 1 }, both, 0, 85 - 40, 0},
		{"another provider's from Thursday: three days", func(g *model.Grant) {
			g.Changes = []model.ProviderChange{{Provider: "other", From: monday + 3}}
		}, both, 0, 85 - 60, 0},
		{"two at once are one time", func(g *model.Grant) { g.Pattern[0].Staff = 2 }, both, 140 - 85, 0, 0},
		{"another provider's altogether", func(g *model.Grant) { g.Provider = "other" }, nil, 0, 0, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, p := billCase(), billPlan()
			g := frame
			g.Pattern = slices.Clone(frame.Pattern)
			if test.change != nil {
				test.change(&g)
			}
			c.Grants = append(c.Grants, g)
			p.Visits[0].Does = append(p.Visits[0].Does, test.does...)
			f := measureOf(t, c, p).All
			undone := f.Unserved[model.NeverCancelled] + f.Unserved[model.Replaced]
			if f.FrameLeft != test.left || f.FrameOver != test.over || undone != test.undone {
				t.Errorf("left %d, over %d, undone %d; want %d, %d, %d", f.FrameLeft, f.FrameOver, undone, test.left, test.over, test.undone)
			}
		})
	}
}

// yardstick is a horizon of two days at one home visited at the given times by
// the given caregivers, one letter each.
func yardstick(times []string, who string) (*model.Case, *model.Plan) {
	c, p := billCase(), billPlan()
	c.Horizon.Days = 2
	p.Visits, p.Tours, c.Grants = nil, nil, nil
	for i, clock := range times {
		by := model.CaregiverID(who[i])
		v := model.Visit{ID: model.VisitID(strconv.Itoa(i)), Home: "h1", Series: "h1/any", Date: monday + model.Date(i%2),
			Start: at(i%2, clock), Length: 10, Does: []model.Done{{Service: "care"}}}
		v.Staff = []model.Assignment{{Caregiver: by, Start: v.Start, Minutes: 10}}
		p.Visits = append(p.Visits, v)
	}
	return c, p
}

func TestMeasureDistinctCaregivers(t *testing.T) {
	for _, test := range []struct {
		name         string
		times        []string
		who          string
		homes, above int
		distinct     float64
	}{
		{"four visits in two days by three", []string{"08:00", "08:00", "12:00", "12:00"}, "abca", 1, 0, 3},
		{"three visits are too few", []string{"08:00", "08:00", "12:00"}, "abc", 0, 0, 0},
		{"before 07 and from 22 does not count", []string{"07:00", "06:59", "21:59", "22:00"}, "abcd", 0, 0, 0},
		{"but others do beside them", []string{"07:00", "06:59", "21:59", "22:00", "12:00", "12:00"}, "abcdef", 1, 0, 4},
		{"seven is not above seven", []string{"08:00", "08:00", "09:00", "09:00", "10:00", "10:00", "11:00"}, "abcdefg", 1, 0, 7},
		{"eight is", []string{"08:00", "08:00", "09:00", "09:00", "10:00", "10:00", "11:00", "11:00"}, "abcdefgh", 1, 1, 8},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := measureOf(t, firstOf(yardstick(test.times, test.who)), secondOf(yardstick(test.times, test.who))).All
			if f.DistinctHomes != test.homes || f.DistinctAbove7 != test.above || f.Distinct != test.distinct {
				t.Errorf("%d homes, %d above, mean %v", f.DistinctHomes, f.DistinctAbove7, f.Distinct)
			}
		})
	}
}

// Whoever is chosen of eight who each work at one visit alone, seven are one too few.
func TestMeasureTellsWhenNoSevenCouldServe(t *testing.T) {
	times := []string{"07:00", "09:00", "11:00", "13:00", "15:00", "17:00", "19:00", "21:00"}
	for name, want := range map[string]int{"eight short shifts": 1, "one who could take all": 0} {
		c, p := yardstick(times, "abcdefgh")
		c.Shifts, c.Caregivers, c.Standard.Rules.CallLimit = nil, nil, 30
		for i := range times {
			v := &p.Visits[i]
			by := v.Staff[0].Caregiver
			c.Caregivers = append(c.Caregivers, model.Caregiver{ID: by, Provider: "town", District: "north"})
			from, to := v.Start, v.Start.Add(60)
			if want == 0 && i == 0 {
				from, to = at(0, "06:00"), at(1, "23:00")
			}
			c.Shifts = append(c.Shifts, model.Shift{ID: model.ShiftID(by), Caregiver: by, From: from, To: to, Mode: model.Car})
		}
		if f := measureOf(t, c, p).All; f.DistinctAbove7 != 1 || f.DistinctRota7 != want {
			t.Errorf("%s: %d above 7, of them %d by the rota, want %d", name, f.DistinctAbove7, f.DistinctRota7, want)
		}
	}
}

func firstOf(c *model.Case, _ *model.Plan) *model.Case  { return c }
func secondOf(_ *model.Case, p *model.Plan) *model.Plan { return p }

func TestMeasureDistinctIsTheMeanOverHomes(t *testing.T) {
	c, p := yardstick([]string{"08:00", "08:00", "12:00", "12:00"}, "abca")
	_, other := yardstick([]string{"08:00", "08:00", "12:00", "12:00"}, "aaaa")
	for _, v := range other.Visits {
		v.ID, v.Home = "x"+v.ID, "h2"
		p.Visits = append(p.Visits, v)
	}
	if f := measureOf(t, c, p).All; f.Distinct != 2 || f.DistinctHomes != 2 {
		t.Errorf("mean %v over %d homes", f.Distinct, f.DistinctHomes)
	}
}

func TestMeasureByPart(t *testing.T) {
	c, p := billCase(), billPlan()
	c.Homes[1].District, c.Homes[1].Group = "south", "g2"
	c.Grants = append(c.Grants, dated("n", "h2", "care", 3))
	got := measureOf(t, c, p)
	type row struct {
		id                   string
		homes, visits, tours int
		travel, attendance   model.Minutes
		never                int
	}
	rows := func(of []model.FiguresOf) (list []row) {
		for _, f := range of {
			list = append(list, row{f.ID, f.Homes, f.Visits, f.Tours, f.TravelMinutes[model.Car], f.Attendance, f.Unserved[model.NeverCancelled]})
		}
		return list
	}
	for name, part := range map[string]struct{ got, want []row }{
		"districts": {rows(got.Districts), []row{{"north", 1, 1, 1, 14, 1440, 0}, {"south", 1, 1, 0, 0, 0, 1}}},
		"groups":    {rows(got.Groups), []row{{"g1", 1, 1, 1, 14, 960, 0}, {"g2", 1, 1, 0, 0, 480, 1}}},
		"providers": {rows(got.Providers), []row{{"town", 2, 2, 1, 14, 1440, 1}}},
	} {
		if diff := cmp.Diff(part.want, part.got, cmp.AllowUnexported(row{})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Districts add up to the whole, and the order of rows changes nothing.
func TestMeasureProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p := week(t)
		c.Homes[1].District = "south"
		c.Caregivers[2].District = "south"
		r, err := model.NewRoads(c)
		if err != nil {
			t.Fatal(err)
		}
		m := model.Measure(c, r, p)
		if m.All.ByNamed > m.All.ByNamedBound || m.All.ByNamedBound > m.All.NamedVisits {
			t.Fatalf("named %d, bound %d, visits %d", m.All.ByNamed, m.All.ByNamedBound, m.All.NamedVisits)
		}
		if m.All.WithCitizens > m.All.Attendance {
			t.Fatalf("%d minutes with citizens of %d", m.All.WithCitizens, m.All.Attendance)
		}
		var sum model.Figures
		sum.Unserved = map[model.CareClass]int{}
		for _, f := range m.Districts {
			sum.Homes += f.Homes
			sum.Visits += f.Visits
			sum.Tours += f.Tours
			sum.Waiting += f.Waiting
			sum.Idle += f.Idle
			sum.Overtime += f.Overtime
			sum.WithCitizens += f.WithCitizens
			sum.Attendance += f.Attendance
			sum.ByNamed += f.ByNamed
			sum.ByNamedBound += f.ByNamedBound
			sum.NamedVisits += f.NamedVisits
			sum.NewFaces += f.NewFaces
			sum.Calls += f.Calls
			for class, n := range f.Unserved {
				sum.Unserved[class] += n
			}
		}
		skip := cmpopts.IgnoreFields(model.Figures{}, "TravelMinutes", "Kilometres", "Distinct", "DistinctHomes", "DistinctAbove7")
		if diff := cmp.Diff(m.All, sum, skip, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
		random := rand.New(rand.NewSource(rapid.Int64().Draw(t, "order")))
		shuffle(random, p.Visits)
		shuffle(random, p.Tours)
		shuffle(random, c.Homes)
		shuffle(random, c.Caregivers)
		shuffle(random, c.Shifts)
		if diff := cmp.Diff(m, model.Measure(c, r, p)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The bill and the measures count the same things alike.
func TestMeasureAgreesWithTheBill(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p := week(t)
		r, err := model.NewRoads(c)
		if err != nil {
			t.Fatal(err)
		}
		m := model.Measure(c, r, p).All
		want := map[string]int64{
			"travel_minute.car":        int64(m.TravelMinutes[model.Car]),
			"travel_minute.foot":       int64(m.TravelMinutes[model.Foot]),
			"overtime":                 int64(m.Overtime),
			"substitute":               int64(m.NamedVisits - m.ByNamed),
			"new_face":                 int64(m.NewFaces),
			"call":                     int64(m.Calls),
			"unserved.never-cancelled": int64(m.Unserved[model.NeverCancelled]),
		}
		for _, l := range model.Bill(c, r, p) {
			if n, has := want[l.Line]; has && n != l.Count {
				t.Fatalf("%s: the bill has %d, the measures %d", l.Line, l.Count, n)
			}
		}
	})
}

// large is a municipality's fortnight: homes × visits a day, each home with
// two named staff, tours of fifteen.
func large(homes int) (*model.Case, *model.Plan) {
	c, p := billCase(), &model.Plan{Made: model.Made{Provider: "town"}}
	c.Horizon.Days = 14
	c.Homes, c.Grants, c.Caregivers, c.Shifts = nil, nil, nil, nil
	c.History = model.History{}
	places := []model.PlaceID{"farm", "stair-1", "stair-2"}
	const staff, daily, a = 478, 250, 15
	for i := range staff {
		c.Caregivers = append(c.Caregivers, model.Caregiver{ID: model.CaregiverID(fmt.Sprintf("c%03d", i)), Provider: "town",
			District: "north", Group: "g1", Qualifications: []model.Qualification{"care"}})
	}
	for day := range 14 {
		for i := range daily {
			from := []string{"07:00", "07:30", "15:00"}[i%3]
			s := model.Shift{ID: model.ShiftID(fmt.Sprintf("s%02d-%03d", day, i)), Caregiver: c.Caregivers[(day*97+i)%staff].ID,
				From: at(day, from), To: at(day, from).Add(480), Mode: model.Car, Start: "office", End: "office"}
			c.Shifts = append(c.Shifts, s)
			p.Tours = append(p.Tours, model.Tour{Shift: s.ID, Caregiver: s.Caregiver, Mode: s.Mode})
		}
	}
	next := 0
	for i := range homes {
		h := model.Home{ID: model.HomeID(fmt.Sprintf("h%04d", i)), District: "north", Group: "g1", Place: places[i%3]}
		c.Homes = append(c.Homes, h)
		visits := 1 + i%2
		c.Grants = append(c.Grants, model.Grant{ID: model.GrantID(h.ID), Home: h.ID, Provider: "town", Service: "care", From: monday,
			Needs: []model.Qualification{"care"}, Cadence: model.Cadence{Unit: model.PerDay, Count: visits}})
		p.Named = append(p.Named, model.Named{Home: h.ID, Contact: c.Caregivers[i%staff].ID, Second: c.Caregivers[(i+5)%staff].ID})
		for day := range 14 {
			for k := range visits {
				part := []model.PartID{"morning", "evening"}[k]
				t := day*daily + next%daily
				next++
				series := model.SeriesID(string(h.ID) + "/" + string(part))
				start := at(day, []string{"08:00", "17:00"}[k]).Add(model.Minutes(i % a * 15))
				serve(p, t, model.Visit{ID: model.VisitID(fmt.Sprintf("%s@%02d", series, day)), Home: h.ID, Series: series, Part: part,
					Date: monday + model.Date(day), Start: start, Length: 18,
					Does: []model.Done{{Occurrence: model.OccurrenceID(fmt.Sprintf("%s#%d", h.ID, day*visits+k)), Grant: model.GrantID(h.ID), Service: "care"}}})
				if day == 0 {
					p.Agreed = append(p.Agreed, model.Agreed{Home: h.ID, Part: part, Start: start.Clock() / 15 * 15})
				}
			}
		}
	}
	return c, p
}

func BenchmarkMeasure(b *testing.B) {
	c, p := large(2500)
	r, err := model.NewRoads(c)
	if err != nil {
		b.Fatal(err)
	}
	b.Run(fmt.Sprintf("visits=%d", len(p.Visits)), func(b *testing.B) {
		for b.Loop() {
			model.Measure(c, r, p)
		}
	})
}

func BenchmarkBill(b *testing.B) {
	c, p := large(2500)
	r, err := model.NewRoads(c)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		model.Bill(c, r, p)
	}
}
