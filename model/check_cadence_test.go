package model_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// alone is a case with one grant and nobody at work, and an empty plan for it:
// whatever is owed is reported as missing.
func alone(g model.Grant, horizon model.Horizon) (*model.Case, *model.Plan) {
	g.ID, g.Home, g.Provider = "g", "h", "muni"
	c := &model.Case{
		Horizon: horizon, Standard: checkStandard(),
		Providers: []model.Provider{{ID: "muni"}, {ID: "private"}}, Districts: []model.District{{ID: "east"}},
		Travel: model.Travel{Source: "crow-fly"},
		Homes:  []model.Home{{ID: "h", District: "east"}},
		Grants: []model.Grant{g},
	}
	return c, &model.Plan{Made: model.Made{Standard: "test", StandardVersion: "1", Provider: "muni", Horizon: horizon}}
}

// missedBy lists what an empty plan is told that it misses: days after Monday 2
// November and rules.
func missedBy(t *testing.T, c *model.Case, p *model.Plan) []string {
	t.Helper()
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	var owed []string
	for _, v := range model.Check(c, r, p) {
		if !v.Escalation {
			t.Errorf("no escalation: %v", v)
		}
		owed = append(owed, fmt.Sprintf("%d %s", v.At.Date()-checkFrom, v.Rule))
	}
	return owed
}

func TestWhatFallsDue(t *testing.T) {
	week := model.Horizon{From: checkFrom, Days: 7}
	per := func(u model.Unit, n int) model.Cadence { return model.Cadence{Unit: u, Count: n} }
	month := checkFrom - 28
	tests := []struct {
		name    string
		grant   model.Grant
		horizon model.Horizon
		edit    func(*model.Case)
		owed    []string
	}{
		{name: "daily, in its period", grant: model.Grant{Service: "care", Cadence: per(model.PerDay, 1), From: checkFrom + 2, To: checkFrom + 4}, horizon: week,
			owed: []string{"2 R-6.3", "3 R-6.3", "4 R-6.3"}},
		{name: "daily, on its days", grant: model.Grant{Service: "care", Cadence: per(model.PerDay, 2), From: month, Days: 1<<time.Tuesday | 1<<time.Sunday}, horizon: week,
			owed: []string{"1 R-6.3", "6 R-6.3"}},
		{name: "daily, weekdays only", grant: model.Grant{Service: "cleaning", Cadence: per(model.PerDay, 1), From: month}, horizon: model.Horizon{From: checkFrom + 4, Days: 3},
			owed: []string{"4 R-6.4"}},
		{name: "daily, weekdays only: a weekend is not caught up", grant: model.Grant{Service: "cleaning", Cadence: per(model.PerDay, 1), From: month},
			horizon: model.Horizon{From: checkFrom + 5, Days: 10}, owed: []string{"7 R-6.4", "8 R-6.4", "9 R-6.4", "10 R-6.4", "11 R-6.4", "14 R-6.4"}},
		{name: "a date named twice", grant: model.Grant{Service: "care", Cadence: model.Cadence{Unit: model.Dated}, Dates: []model.Date{checkFrom + 1, checkFrom + 1, checkFrom + 2}, From: month}, horizon: week,
			owed: []string{"1 R-6.3", "2 R-6.3"}},
		{name: "oftener than its weekday comes round", grant: model.Grant{Service: "care", Cadence: per(model.PerKDays, 3), From: checkFrom, Days: 1 << time.Wednesday}, horizon: model.Horizon{From: checkFrom, Days: 14},
			owed: []string{"0 R-6.3", "5 R-6.3"}},
		{name: "long overdue", grant: model.Grant{Service: "care", Cadence: per(model.PerKDays, 7), From: month}, horizon: model.Horizon{From: checkFrom, Days: 5},
			edit: func(c *model.Case) {
				c.History.Last = []model.LastDelivery{{Grant: "g", Date: month, Number: 0}}
			},
			owed: []string{"0 R-6.3", "0 R-6.3"}},
		{name: "daily, while another provider has it", grant: model.Grant{Service: "care", Cadence: per(model.PerDay, 1), From: month,
			Changes: []model.ProviderChange{{Provider: "private", From: checkFrom + 1}, {Provider: "muni", From: checkFrom + 6}}}, horizon: week,
			owed: []string{"0 R-6.3", "6 R-6.3"}},
		{name: "daily, while the citizen is away part of the day", grant: model.Grant{Service: "care", Cadence: per(model.PerDay, 1), From: month}, horizon: week,
			edit: func(c *model.Case) {
				c.Absences = []model.Absence{{Home: "h", From: when(1, "23:00"), To: when(5, "01:00")}}
			},
			owed: []string{"0 R-6.3", "6 R-6.3"}},
		{name: "not before the provider had to begin", grant: model.Grant{Service: "call", Cadence: per(model.PerDay, 1), From: checkFrom, Decided: checkFrom}, horizon: model.Horizon{From: checkFrom, Days: 2},
			edit: func(c *model.Case) { c.Standard.Service("call").FirstWithin = 1 },
			owed: []string{"1 R-5.3", "1 R-6.3"}},
		{name: "a cash grant never", grant: model.Grant{Service: "care", Law: model.SEL95, Cadence: per(model.PerDay, 1), From: month}, horizon: week},
		{name: "priced help never", grant: model.Grant{Service: "talk", Cadence: per(model.PerDay, 1), From: month}, horizon: week},

		{name: "twice a week, whole week", grant: model.Grant{Service: "bath", Cadence: per(model.PerWeek, 2), From: month}, horizon: week, owed: []string{"0 R-6.3"}},
		{name: "once a week, six days of it", grant: model.Grant{Service: "bath", Cadence: per(model.PerWeek, 1), From: month}, horizon: model.Horizon{From: checkFrom + 1, Days: 6}},
		{name: "twice a week, four days of it", grant: model.Grant{Service: "bath", Cadence: per(model.PerWeek, 2), From: month}, horizon: model.Horizon{From: checkFrom + 3, Days: 4},
			owed: []string{"3 R-6.3"}},
		{name: "twice a week, one done before the plan", grant: model.Grant{Service: "bath", Cadence: per(model.PerWeek, 2), From: month}, horizon: model.Horizon{From: checkFrom + 3, Days: 4},
			edit: func(c *model.Case) {
				c.History.Last = []model.LastDelivery{{Grant: "g", Date: checkFrom + 1, Number: 8}}
			}},
		{name: "twice a week on two days, one of them planned", grant: model.Grant{Service: "bath", Cadence: per(model.PerWeek, 2), From: month, Days: 1<<time.Monday | 1<<time.Thursday}, horizon: model.Horizon{From: checkFrom + 1, Days: 6},
			owed: []string{"1 R-6.3"}},
		{name: "weekly, on an agreed day", grant: model.Grant{Service: "shopping", Cadence: per(model.PerWeek, 1), From: month}, horizon: week,
			edit: func(c *model.Case) {
				c.History.Agreed = []model.Agreed{{Home: "h", Service: "shopping", Start: -1, Days: 1 << time.Wednesday}}
			},
			owed: []string{"2 R-6.4"}},
		{name: "weekly, on an agreed day that is closed, caught up", grant: model.Grant{Service: "shopping", Cadence: per(model.PerWeek, 1), From: month}, horizon: model.Horizon{From: checkFrom, Days: 14},
			edit: func(c *model.Case) {
				c.Standard.ClosingDays = []model.Date{checkFrom + 2}
				c.History.Agreed = []model.Agreed{{Home: "h", Service: "shopping", Start: -1, Days: 1 << time.Wednesday}}
			},
			owed: []string{"2 R-6.4", "9 R-6.4"}},

		{name: "every 14 days, from the grant's begin", grant: model.Grant{Service: "cleaning", Cadence: per(model.PerKDays, 14), From: checkFrom - 11}, horizon: week,
			owed: []string{"0 R-6.4"}},
		{name: "every 14 days, its days go past the horizon", grant: model.Grant{Service: "cleaning", Cadence: per(model.PerKDays, 14), From: checkFrom - 10}, horizon: week},
		{name: "every 14 days, from the last delivery", grant: model.Grant{Service: "cleaning", Cadence: per(model.PerKDays, 14), From: month}, horizon: week,
			edit: func(c *model.Case) {
				c.History.Last = []model.LastDelivery{{Grant: "g", Date: checkFrom - 11, Number: 1}}
			},
			owed: []string{"0 R-6.4"}},
		{name: "every 14 days, overdue", grant: model.Grant{Service: "cleaning", Cadence: per(model.PerKDays, 14), From: month}, horizon: week,
			edit: func(c *model.Case) {
				c.History.Last = []model.LastDelivery{{Grant: "g", Date: checkFrom - 20, Number: 1}}
			},
			owed: []string{"0 R-6.4"}},
		{name: "every 14 days, the last plan's", grant: model.Grant{Service: "cleaning", Cadence: per(model.PerKDays, 14), From: checkFrom - 15}, horizon: week},
		{name: "every 3 days", grant: model.Grant{Service: "call", Cadence: per(model.PerKDays, 3), From: checkFrom}, horizon: week,
			owed: []string{"0 R-6.3", "2 R-6.3"}},

		{name: "dated", grant: model.Grant{Service: "care", Cadence: per(model.Dated, 0), From: month, Dates: []model.Date{checkFrom + 9, checkFrom + 4, checkFrom - 1}}, horizon: week,
			owed: []string{"4 R-6.3"}},
		{name: "a frame's lines", grant: model.Grant{Law: model.AEL, From: checkFrom - 7, Pattern: []model.Pattern{
			{Service: "frame", Part: "midday", Minutes: 30, Days: 1 << time.Monday, Every: 1},
			{Service: "frame", Part: "midday", Minutes: 30, Days: 1 << time.Friday, Every: 2}}}, horizon: model.Horizon{From: checkFrom, Days: 14},
			owed: []string{"0 R-6.3", "7 R-6.3", "11 R-6.3"}},
		{name: "a debt of the plan before", grant: model.Grant{Service: "cleaning", Cadence: per(model.Dated, 0), From: month}, horizon: week,
			edit: func(c *model.Case) {
				c.Grants[0].Dates = []model.Date{checkFrom - 5}
				c.History.Debts = []model.Replacement{{Home: "h", Grant: "g", Occurrence: "g#0", Agreed: checkFrom - 5, Latest: checkFrom + 1}}
			},
			owed: []string{"1 R-6.4"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, p := alone(test.grant, test.horizon)
			if test.edit != nil {
				test.edit(c)
			}
			got := missedBy(t, c, p)
			if !slices.Equal(got, test.owed) {
				t.Errorf("owed %v, want %v", got, test.owed)
			}
		})
	}
}

// A visit at night belongs to the date it starts on, whichever side of
// midnight, and its agreed time is the nearest of either night.
func TestVisitsPastMidnight(t *testing.T) {
	for _, test := range []struct {
		name   string
		day    model.Date
		clock  string
		agreed model.Clock
		rule   string
	}{
		{"agreed before midnight, planned after it", 1, "00:20", 23*60 + 30, ""},
		{"agreed after midnight, planned before it", 1, "23:40", 15, ""},
		{"more than an hour off across midnight", 1, "00:45", 23*60 + 30, "R-6.5"},
		{"the clock goes back that night", -8, "02:30", 2*60 + 30, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			horizon := model.Horizon{From: checkFrom + test.day, Days: 1}
			c, p := alone(model.Grant{Service: "call", Cadence: model.Cadence{Unit: model.PerDay, Count: 1}, From: horizon.From}, horizon)
			start := when(test.day, test.clock)
			c.Caregivers = []model.Caregiver{{ID: "c", Provider: "muni", District: "east"}}
			c.Shifts = []model.Shift{{ID: "s", Caregiver: "c", From: start - 120, To: start + 120, Mode: model.Foot}}
			c.Travel.Modes = map[model.Mode]model.TravelMode{model.Foot: {SpeedKmh: 4, Detour: 1}}
			id := model.VisitID(fmt.Sprintf("h/night@%s", horizon.From))
			p.Visits = []model.Visit{{ID: id, Home: "h", Series: "h/night", Part: "night", Date: horizon.From, Start: start, Length: 5,
				Does: []model.Done{{Occurrence: "g#0", Grant: "g", Service: "call"}}, Staff: []model.Assignment{{Caregiver: "c", Shift: "s", Start: start, Minutes: 5}}}}
			p.Tours = []model.Tour{{Shift: "s", Caregiver: "c", Mode: model.Foot, Items: []model.Item{{Kind: model.CallItem, From: start, To: start + 5, Visit: id}}}}
			p.Agreed = []model.Agreed{{Home: "h", Part: "night", Start: test.agreed}}
			c.History.Agreed = p.Agreed
			r, err := model.NewRoads(c)
			if err != nil {
				t.Fatal(err)
			}
			var rules []string
			for _, v := range model.Check(c, r, p) {
				rules = append(rules, v.Rule)
			}
			if got := fmt.Sprint(rules); test.rule == "" && len(rules) > 0 || test.rule != "" && got != "["+test.rule+"]" {
				t.Errorf("rules broken: %v, want %q", rules, test.rule)
			}
		})
	}
}

// TestSeveralADayAreDebtsToo: practical help that is due more than once a day
// stays on its date, and is a debt when nobody comes.
func TestSeveralADayAreDebtsToo(t *testing.T) {
	week := model.Horizon{From: checkFrom, Days: 7}
	c, p := alone(model.Grant{Service: "shopping", Cadence: model.Cadence{Unit: model.PerDay, Count: 2}, From: checkFrom}, week)
	for n := range 10 {
		day := checkFrom + model.Date(n/2)
		p.Replacements = append(p.Replacements, model.Replacement{Home: "h", Grant: "g", Occurrence: model.OccurrenceID(fmt.Sprintf("g#%d", n)), Agreed: day, Latest: day + 7})
	}
	if missed := missedBy(t, c, p); len(missed) > 0 {
		t.Errorf("missed %v with all booked", missed)
	}
	p.Replacements = p.Replacements[1:]
	if missed := missedBy(t, c, p); !slices.Equal(missed, []string{"0 R-6.4"}) {
		t.Errorf("missed %v with all but the first booked", missed)
	}
}

// TestDaysApartOfThoseDone: three baths on a Saturday, a Sunday and a Monday, of
// which two are of one week, can't be further apart; two of them can.
func TestDaysApartOfThoseDone(t *testing.T) {
	for _, test := range []struct {
		name   string
		done   map[model.Date]int // by day after Monday: which
		broken bool
	}{
		{"all three", map[model.Date]int{5: 1, 6: 2, 7: 3}, false},
		{"those with a day between", map[model.Date]int{5: 2, 7: 3}, false},
		{"those without", map[model.Date]int{6: 2, 7: 3}, true},
	} {
		horizon := model.Horizon{From: checkFrom + 5, Days: 3}
		c, p := alone(model.Grant{Service: "bath", Cadence: model.Cadence{Unit: model.PerWeek, Count: 3}, From: checkFrom, Days: 1<<time.Saturday | 1<<time.Sunday | 1<<time.Monday | 1<<time.Wednesday}, horizon)
		for day := range model.Date(10) {
			n, done := test.done[day]
			if !done {
				continue
			}
			p.Visits = append(p.Visits, model.Visit{ID: model.VisitID(fmt.Sprintf("h/~bath@%d", n)), Home: "h", Date: checkFrom + day, Start: when(day, "08:00"), Length: 30,
				Does: []model.Done{{Occurrence: model.OccurrenceID(fmt.Sprintf("g#%d", n)), Grant: "g", Service: "bath"}}})
		}
		r, err := model.NewRoads(c)
		if err != nil {
			t.Fatal(err)
		}
		broken := slices.ContainsFunc(model.Check(c, r, p), func(v model.Violation) bool { return v.Rule == "R-11.1.1" })
		if broken != test.broken {
			t.Errorf("%s: too near %v, want %v", test.name, broken, test.broken)
		}
	}
}
