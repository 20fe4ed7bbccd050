package model_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// owedOf is how many occurrences a case owes by the bill of an empty plan.
func owedOf(t *rapid.T, c *model.Case, provider model.ProviderID) map[model.CareClass]int64 {
	r, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	owed := map[model.CareClass]int64{}
	for _, l := range model.Bill(c, r, &model.Plan{Made: model.Made{Provider: provider}}) {
		for _, class := range []model.CareClass{model.NeverCancelled, model.Replaced, model.Priced} {
			if l.Line == "unserved."+string(class) && l.Count > 0 {
				owed[class] = l.Count
			}
		}
	}
	return owed
}

// expandedOf is the same by the expansion of grants, which the bill never asks.
func expandedOf(t *rapid.T, c *model.Case, provider model.ProviderID) map[model.CareClass]int64 {
	d, err := model.Expand(c, provider, nil)
	if err != nil {
		t.Fatal(err)
	}
	owed := map[model.CareClass]int64{}
	seen := map[model.OccurrenceID]bool{}
	for i := range d.Needs {
		for _, k := range d.Needs[i].Tasks {
			if task := &d.Tasks[k]; !seen[task.Occurrence] {
				seen[task.Occurrence] = true
				owed[task.Class]++
			}
		}
	}
	return owed
}

func anyWeekdays(t *rapid.T, label string) model.Weekdays {
	if rapid.Bool().Draw(t, label+" any") {
		return 0
	}
	return model.Weekdays(rapid.IntRange(1, 127).Draw(t, label))
}

// oneGrant is a case with one grant of any shape, over Christmas and Easter
// weeks too, and a history.
func oneGrant(t *rapid.T) *model.Case {
	c := billCase()
	starts := []model.Date{monday, model.DateOf(2026, time.December, 21), model.DateOf(2027, time.March, 22), monday + 3}
	c.Horizon = model.Horizon{From: rapid.SampledFrom(starts).Draw(t, "horizon"), Days: rapid.SampledFrom([]int{7, 10, 14}).Draw(t, "days")}
	c.History = model.History{}
	service := rapid.SampledFrom([]model.ServiceID{"care", "clean", "talk"}).Draw(t, "service")
	g := model.Grant{ID: "g", Home: "h1", Provider: "town", Law: model.SEL83, Service: service,
		From: c.Horizon.From + model.Date(rapid.IntRange(-40, 10).Draw(t, "from"))}
	if rapid.Bool().Draw(t, "ends") {
		g.To = g.From + model.Date(rapid.IntRange(0, 50).Draw(t, "to"))
	}
	if rapid.Bool().Draw(t, "changes provider") {
		g.Changes = []model.ProviderChange{{Provider: "other", From: c.Horizon.From + model.Date(rapid.IntRange(-3, 12).Draw(t, "change"))}}
	}
	g.Days = anyWeekdays(t, "days of grant")
	switch rapid.IntRange(0, 4).Draw(t, "cadence") {
	case 0:
		g.Cadence = model.Cadence{Unit: model.PerDay, Count: rapid.IntRange(1, 2).Draw(t, "a day")}
	case 1:
		g.Cadence = model.Cadence{Unit: model.PerWeek, Count: rapid.IntRange(1, 4).Draw(t, "a week")}
	case 2:
		g.Cadence = model.Cadence{Unit: model.PerKDays, Count: rapid.IntRange(7, 28).Draw(t, "every")}
	case 3:
		g.Cadence = model.Cadence{Unit: model.Dated}
		for range rapid.IntRange(1, 4).Draw(t, "dates") {
			g.Dates = append(g.Dates, c.Horizon.From+model.Date(rapid.IntRange(-3, 16).Draw(t, "date")))
		}
	case 4:
		g.Service, g.Law, g.Days = "", model.AEL, 0
		for range rapid.IntRange(1, 2).Draw(t, "lines") {
			g.Pattern = append(g.Pattern, model.Pattern{Days: anyWeekdays(t, "days of line"), Service: service, Minutes: 15,
				Part:  map[model.ServiceID]model.PartID{"care": "morning", "clean": "day", "talk": "day"}[service],
				Every: rapid.IntRange(0, 2).Draw(t, "weeks")})
		}
	}
	if g.Service != "" && g.From < c.Horizon.From && rapid.Bool().Draw(t, "delivered before") {
		c.History.Last = []model.LastDelivery{lastOf(t, &g, c.Horizon.From)}
	}
	if days := anyWeekdays(t, "agreed days"); days != 0 {
		c.History.Agreed = []model.Agreed{{Home: "h1", Service: service, Start: -1, Days: days}}
	}
	absences := 2
	if g.Cadence.Unit == model.PerWeek && g.Cadence.Count > 2 { // more on a day than parts: the plan says where
		absences = 0
	}
	for range rapid.IntRange(0, absences).Draw(t, "absences") {
		from := at(0, "00:00").Add(model.Minutes(c.Horizon.From-monday)*1440 + model.Minutes(rapid.IntRange(-10, 20*24).Draw(t, "away from")*60))
		c.Absences = append(c.Absences, model.Absence{Home: "h1", From: from,
			To: from.Add(model.Minutes(rapid.IntRange(1, 120).Draw(t, "away for") * 60))})
	}
	c.Grants = []model.Grant{g}
	return c
}

// lastOf is a delivery some days before the horizon, numbered by its cadence.
func lastOf(t *rapid.T, g *model.Grant, before model.Date) model.LastDelivery {
	l := model.LastDelivery{Grant: "g", Date: before - model.Date(rapid.IntRange(1, 20).Draw(t, "last"))}
	l.Date = max(l.Date, g.From)
	switch g.Cadence.Unit {
	case model.PerDay:
		l.Number = int(l.Date-g.From)*g.Cadence.Count + g.Cadence.Count - 1
	case model.PerWeek:
		l.Number = (l.Date.Week()-g.From.Week())*g.Cadence.Count + rapid.IntRange(0, g.Cadence.Count-1).Draw(t, "of the week")
	case model.PerKDays:
		l.Number = rapid.IntRange(0, 9).Draw(t, "number")
	}
	return l
}

// What a plan owes is counted twice, by code that shares nothing: the bill's
// count and the expansion agree on every grant.
func TestOwedAgreesWithExpansion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := oneGrant(t)
		for _, provider := range []model.ProviderID{"town", "other"} {
			want, got := expandedOf(t, c, provider), owedOf(t, c, provider)
			if fmt.Sprint(want) != fmt.Sprint(got) {
				t.Fatalf("%s: the bill owes %v, the expansion %v\nhorizon %v +%d\ngrant %+v\nhistory %+v\naway %v",
					provider, got, want, c.Horizon.From, c.Horizon.Days, c.Grants[0], c.History, c.Absences)
			}
		}
	})
}

// A citizen away for all of a part of the day is owed nothing in it; away for
// one of the parts that several occurrences may fall in, what the plan itself
// certifies.
func TestOwedWhileAway(t *testing.T) {
	certificate := func(p *model.Plan) { p.Certificates = []model.Certificate{{Occurrence: "g#2"}} }
	for _, test := range []struct {
		name     string
		count    int
		from, to string
		plan     func(*model.Plan)
		want     int64
	}{
		{"at home", 2, "", "", nil, 2},
		{"away all morning", 2, "06:00", "12:00", nil, 1},
		{"away most of the morning", 2, "06:01", "12:00", nil, 2},
		{"away all day", 2, "00:00", "24:00", nil, 0},
		{"three in two parts, away all morning", 3, "06:00", "12:00", nil, 0},
		{"three in two parts, one certified", 3, "06:00", "12:00", certificate, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, p := billCase(), &model.Plan{Made: model.Made{Provider: "town"}}
			c.Horizon.Days = 1
			c.Grants = []model.Grant{{ID: "g", Home: "h1", Provider: "town", Service: "care", From: monday,
				Cadence: model.Cadence{Unit: model.PerDay, Count: test.count}}}
			if test.from != "" {
				c.Absences = []model.Absence{{Home: "h1", From: at(0, test.from), To: at(0, test.to)}}
			}
			if test.plan != nil {
				test.plan(p)
			}
			if got := counted(billOf(t, c, p))["unserved.never-cancelled"].Count; got != test.want {
				t.Errorf("%d owed, want %d", got, test.want)
			}
		})
	}
}
