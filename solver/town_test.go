package solver

import (
	"fmt"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

const kilometre = 1000 / 111319.49079327358 // degrees of latitude

// town is a hand-made case and demand: an office at kilometre 0 of a straight
// road, homes along it, cars that take a minute a kilometre and one to arrive.
type town struct {
	t      testing.TB
	Case   *model.Case
	Demand *model.Demand
	grants int
	all    []*model.Grant // taken into the case when it is built
}

var monday = model.DateOf(2026, 11, 23)

func newTown(t testing.TB) *town {
	t.Helper()
	std := &model.Standard{
		ID: "test", Version: "1",
		Parts: []model.Part{
			{ID: "morning", Hours: model.DayHours, From: 7 * 60, To: 11 * 60},
			{ID: "day", Hours: model.DayHours, From: 11 * 60, To: 16 * 60},
			{ID: "evening", Hours: model.EveningHours, From: 16 * 60, To: 23 * 60},
			{ID: "night", Hours: model.NightHours, From: 23 * 60, To: 7 * 60},
		},
		Services: []model.Service{
			{ID: "bath", Bundles: []string{"home"}, Class: model.NeverCancelled, Steps: []model.Step{{Active: 30}}, Staff: 1, Hours: []model.Hours{model.DayHours}},
			{ID: "call", Class: model.NeverCancelled, Steps: []model.Step{{Active: 5}}, Staff: 1, NoTravel: true},
			{ID: "care", Bundles: []string{"home"}, Class: model.NeverCancelled, Steps: []model.Step{{Active: 20}}, Staff: 1},
			{ID: "cleaning", Bundles: []string{"home"}, Class: model.Replaced, Steps: []model.Step{{Active: 45}}, Staff: 1, Hours: []model.Hours{model.DayHours}},
			{ID: "talk", Bundles: []string{"home"}, Class: model.Priced, Steps: []model.Step{{Active: 20}}, Staff: 1},
		},
		Rules: model.Rules{CallLimit: 60, EdgeLimit: 20, CallLead: 20, CallLateWithin: 20, CallsFrom: 7 * 60, ReplaceWithin: 5,
			BriefAfter: 90, AgreedGrid: 15, RestBetween: 660, BreakFrom: 360, BreakLength: 29, BreakMargin: 60, ContinuityDays: 14,
			EventRules: model.EventRules{CancelNotice: 1440, DecideWithin: 7, LateMost: 240, RecordEarly: 360, ShiftMost: 960, StretchLeast: 60, CalledInMost: 480, CalledInMargin: 30}},
		Prices: model.Prices{
			TravelMinute: map[model.Mode]model.Price{model.Car: 800, model.Foot: 700}, TravelKm: map[model.Mode]model.Price{model.Car: 350},
			Overtime: 1500, Substitute: 3000, NewFace: 6000, PairChange: 20000, NotPreferred: 1500, Unwanted: 20000, OutsideGroup: 1000,
			Call: 4000, Edge: 300, Postponed: 15000, Debt: 40000, SeparateVisit: 4000, ReserveMinute: 500,
			Unserved: map[model.CareClass]model.Price{model.NeverCancelled: 100_000_000, model.Replaced: 1_000_000, model.Priced: 300_000},
		},
	}
	c := &model.Case{
		Name: "town", Horizon: model.Horizon{From: monday, Days: 7}, AsOf: model.At(monday-3, 12*60), Standard: std,
		Providers: []model.Provider{{ID: "p"}},
		Districts: []model.District{{ID: "d", Groups: []model.Group{{ID: "g"}, {ID: "g2"}}}},
		Offices:   []model.Office{{ID: "office", Point: at(0)}},
		Travel: model.Travel{Source: "crow-fly", Modes: map[model.Mode]model.TravelMode{
			model.Car: {SpeedKmh: 60, Detour: 1, Arrival: 60}, model.Foot: {SpeedKmh: 6, Detour: 1}}},
	}
	return &town{t: t, Case: c, Demand: &model.Demand{Case: c, Provider: "p"}}
}

func at(km float64) orb.Point { return orb.Point{14.7, 55 + km*kilometre} }

// home adds a home at a kilometre of the road.
func (w *town) home(id model.HomeID, km float64) *model.Home {
	place := model.PlaceID("at-" + id)
	w.Case.Places = append(w.Case.Places, model.Place{ID: place, Point: at(km)})
	w.Case.Homes = append(w.Case.Homes, model.Home{ID: id, District: "d", Group: "g", Place: place})
	return &w.Case.Homes[len(w.Case.Homes)-1]
}

// worker adds a caregiver with a shift by car on each of the given days of the
// horizon, from and to hours of the day, from and to the office.
func (w *town) worker(id model.CaregiverID, from, to model.Clock, days ...int) *model.Caregiver {
	w.Case.Caregivers = append(w.Case.Caregivers, model.Caregiver{ID: id, Provider: "p", District: "d", Group: "g"})
	for _, d := range days {
		w.shift(id, d, from, to)
	}
	return &w.Case.Caregivers[len(w.Case.Caregivers)-1]
}

func (w *town) shift(id model.CaregiverID, day int, from, to model.Clock) *model.Shift {
	date := monday + model.Date(day)
	w.Case.Shifts = append(w.Case.Shifts, model.Shift{ID: model.ShiftID(fmt.Sprintf("%s-%d", id, day)), Caregiver: id,
		From: model.At(date, 0).Add(model.Minutes(from)), To: model.At(date, 0).Add(model.Minutes(to)),
		Mode: model.Car, Start: "office", End: "office"})
	return &w.Case.Shifts[len(w.Case.Shifts)-1]
}

func (w *town) homeIndex(id model.HomeID) int {
	return slices.IndexFunc(w.Case.Homes, func(h model.Home) bool { return h.ID == id })
}

// daily adds a series of a home with a visit of one service on each given day,
// at an agreed time of day.
func (w *town) daily(home model.HomeID, service model.ServiceID, agreed model.Clock, days ...int) []int {
	h := w.homeIndex(home)
	part := w.partAt(agreed)
	w.Demand.Series = append(w.Demand.Series, model.Series{ID: w.seriesID(home, part.ID), Home: h, Part: part,
		Agreed: agreed, Fixed: true, From: agreed, To: agreed})
	grant := w.grant(home, service)
	var needs []int
	for n, d := range days {
		date := monday + model.Date(d)
		grant.Dates = append(grant.Dates, date)
		needs = append(needs, w.need(model.Need{
			ID: model.VisitID(fmt.Sprintf("%s@%s", w.Demand.Series[len(w.Demand.Series)-1].ID, date)), Home: h, Series: len(w.Demand.Series) - 1, Part: part.ID,
			Days: []model.NeedDay{{Date: date, Windows: menuAround(date, agreed)}},
		}, grant, n, date))
	}
	return needs
}

// seriesID is the id of a further series of a home in a part of the day.
func (w *town) seriesID(home model.HomeID, part model.PartID) model.SeriesID {
	a := model.Agreed{Home: home, Part: part}
	for slices.ContainsFunc(w.Demand.Series, func(s model.Series) bool { return s.ID == a.Series() }) {
		a.Number = max(2, a.Number+1)
	}
	return a.Series()
}

// floating adds a need that may be done on several days, the first of them the
// agreed one, between 8 and 14 o'clock.
func (w *town) floating(home model.HomeID, service model.ServiceID, days ...int) int {
	grant := w.grant(home, service)
	grant.Dates = []model.Date{monday + model.Date(days[0])}
	n := model.Need{ID: model.VisitID(fmt.Sprintf("%s/~%s@0", home, service)), Home: w.homeIndex(home), Series: -1, Separate: 4000}
	for i, d := range days {
		date := monday + model.Date(d)
		win := model.Window{From: model.At(date, 8*60), To: model.At(date, 14*60), Floor: model.At(date, 8*60), Ceil: model.At(date, 14*60)}
		if i > 0 {
			win.Price, win.Kind = 15000, model.Postponed
		}
		n.Days = append(n.Days, model.NeedDay{Date: date, Windows: []model.Window{win}})
	}
	return w.need(n, grant, 0, monday+model.Date(days[0]))
}

func (w *town) grant(home model.HomeID, service model.ServiceID) *model.Grant {
	w.grants++
	g := &model.Grant{ID: model.GrantID(fmt.Sprintf("%s-%s-%02d", home, service, w.grants)), Home: home, Provider: "p",
		Service: service, From: monday - 100, Cadence: model.Cadence{Unit: model.Dated}}
	w.all = append(w.all, g)
	return g
}

func (w *town) need(n model.Need, g *model.Grant, number int, due model.Date) int {
	s := w.Case.Standard.Service(g.Service)
	w.Demand.Tasks = append(w.Demand.Tasks, model.Task{Occurrence: model.OccurrenceID(fmt.Sprintf("%s#%d", g.ID, number)), Grant: g,
		Service: s, Steps: s.Steps, Class: s.Class, Due: due, Ideal: due, Staff: 1})
	n.Tasks = []int{len(w.Demand.Tasks) - 1}
	n.Legs = []model.Leg{{Minutes: s.Active()}}
	n.Class, n.Unserved, n.NoTravel = s.Class, w.Case.Standard.Prices.Unserved[s.Class], s.NoTravel
	w.Demand.Needs = append(w.Demand.Needs, n)
	return len(w.Demand.Needs) - 1
}

// partAt is the part of the day of a clock.
func (w *town) partAt(c model.Clock) *model.Part {
	for i := range w.Case.Standard.Parts {
		if p := &w.Case.Standard.Parts[i]; c >= p.From && c < p.To {
			return p
		}
	}
	return &w.Case.Standard.Parts[3]
}

// menuAround is the menu of an agreed time: 20 minutes free, 60 at the edge's
// price, two hours at that of a call.
func menuAround(d model.Date, agreed model.Clock) []model.Window {
	t := model.At(d, agreed)
	w := func(by model.Minutes, price model.Price, kind model.WindowKind) model.Window {
		return model.Window{From: t.Add(-by), To: t.Add(by), Floor: t.Add(-240), Ceil: t.Add(240), Price: price, Kind: kind}
	}
	return []model.Window{w(20, 0, model.Free), w(60, 300, model.Edge), w(120, 4000, model.Called)}
}

func (w *town) build() (*Map, *model.Roads) {
	w.t.Helper()
	w.Case.Grants = nil
	for _, g := range w.all {
		w.Case.Grants = append(w.Case.Grants, *g)
	}
	r, err := model.NewRoads(w.Case)
	if err != nil {
		w.t.Fatal(err)
	}
	_, m, err := Build(w.Demand, r)
	if err != nil {
		w.t.Fatal(err)
	}
	return m, r
}
