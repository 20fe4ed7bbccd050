// Package planted makes cases whose best price is known by construction: a
// plan is laid out first, and the case is made around it.
//
// # The case
//
// Homes lie in villages of a circle about one office, each home at a place of
// its own with one visit a day of known length at an agreed time. Ten homes
// make a tour. Each tour has one anchor: a visit of 43 minutes at 10:00 whose
// own tolerance of 15 minutes is hard. As many shifts as tours are on duty each
// day, from and to the office; the two caregivers who take turns at a tour are
// the named staff of its homes and have been there before. Kilometres cost
// nothing; a minute on the way costs the same for all.
//
// # The proof
//
// Let K be the tours of a day, V its visits, D the minutes between the office
// and any home, and m the least minutes between any two homes; the package
// measures D and m on the case's own roads and refuses a case in which D is
// not the same for all homes.
//
//  1. No care may be left out: the price of one visit undone is above any
//     travel. So all V visits are done.
//  2. The K anchors start within 09:45–10:15 and last 43 minutes: from 10:15 to
//     10:28 all of them are under way at once. So all K caregivers on duty have
//     a visit, and each tour leaves the office and returns: K·2D minutes.
//  3. A tour of n visits makes n−1 further legs. No two visits of a day are at
//     one place, so each takes at least m minutes. Over all tours: (V−K)·m.
//  4. No other line of a bill is below 0.
//
// So no plan costs less than Σ over days (K·2D + (V−K)·m) minutes on the way.
// In the planted plan each tour stays in one village, where any two homes are m
// minutes apart, every visit starts at its agreed time and is done by one of
// the named two: it costs exactly that. It keeps every rule (the tests check
// it), so it is a best plan.
//
// What makes it hard to find: the tours are full to the quarter-hour, and
// villages hold two tours each whose homes mix.
package planted

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

// Planted is a case, the plan it was made around, and the price that no plan
// can be below.
type Planted struct {
	Case *model.Case
	Plan *model.Plan
	Best model.Price
}

// Sizes and times of every planted case.
const (
	perTour = 10 // homes
	Days    = 14
	slots   = 28 // quarter-hours of visits in a tour, beside the break's two
	first   = 7*60 + 15
	anchor  = 10 * 60
	quarter = 15
	leg     = 2 // minutes kept for the way in each quarter-hour
)

// middle is in open sea.
var middle = orb.Point{11.55, 56.40}

// Case plants a case of so many homes, a multiple of ten. The same size and
// seed give the same case.
func Case(homes int, seed uint64) (*Planted, error) {
	if homes < perTour || homes%perTour != 0 || homes > 2000 {
		return nil, fmt.Errorf("planted: %d homes; a multiple of %d up to 2000 can be", homes, perTour)
	}
	s, err := standard()
	if err != nil {
		return nil, err
	}
	b := &builder{rng: rand.New(rand.NewPCG(seed, 0x706c616e)), tours: homes / perTour}
	b.c = &model.Case{
		Name:      fmt.Sprintf("planted-%d-%d", homes, seed),
		Horizon:   model.Horizon{From: model.DateOf(2026, 11, 23), Days: Days},
		Standard:  s,
		Providers: []model.Provider{{ID: "P1", Name: "Hjemmepleje", Municipal: true, TravelShown: model.Between}},
		Districts: []model.District{{ID: "D1", Name: "Distrikt", Groups: []model.Group{{ID: "G1", Name: "Gruppe"}}}},
		Offices:   []model.Office{{ID: "K1", Name: "Kontor", Point: middle}},
		Travel:    model.Travel{Source: "crow-fly", Modes: map[model.Mode]model.TravelMode{model.Car: {SpeedKmh: 36, Detour: 1, Arrival: 60}}},
	}
	b.c.AsOf = model.At(b.c.Horizon.From, 0)
	b.c.AnnouncedUntil = b.c.AsOf
	b.build()
	b.c.Hash = casefile.Hash(b.c)
	roads, err := model.NewRoads(b.c)
	if err != nil {
		return nil, err
	}
	best, err := b.bound(roads)
	if err != nil {
		return nil, err
	}
	p := b.plan(roads)
	p.Bill = model.Bill(b.c, roads, p)
	p.Measures = model.Measure(b.c, roads, p)
	return &Planted{b.c, p, best}, nil
}

// standard is the embedded one with a single service, and kilometres for nothing.
func standard() (*model.Standard, error) {
	s, err := casefile.Standard("copenhagen-2008")
	if err != nil {
		return nil, err
	}
	own := *s
	own.ID, own.Version, own.Source = "planted", "1", "invented"
	own.Name = model.Text{Da: "Plantede opgaver", En: "Planted cases"}
	own.Services = []model.Service{{
		ID: "visit", Name: model.Text{Da: "Besøg", En: "Visit"}, Class: model.NeverCancelled, Steps: []model.Step{{Active: 28}},
		Staff: 1, Parts: []model.PartID{"morning", "midday", "afternoon"}, Hours: []model.Hours{model.DayHours}, Bundles: []string{"care"},
	}}
	own.Prices.TravelKm = map[model.Mode]model.Price{}
	for _, m := range model.Modes {
		own.Prices.TravelKm[m] = 0
	}
	own.Prices.Face = 0 // the proof is of ways and names
	own.Rules.OvertimeMost = 0
	return &own, nil
}

// bound is the price that the proof gives.
func (b *builder) bound(roads *model.Roads) (model.Price, error) {
	office := b.c.Offices[0].ID
	out, least := model.Minutes(-1), model.NoWay
	for i := range b.c.Homes {
		at := b.c.Homes[i].Place
		there, _ := roads.Leg(model.Car, office, at)
		back, _ := roads.Leg(model.Car, at, office)
		if out < 0 {
			out = there
		}
		if there != out || back != out {
			return 0, fmt.Errorf("planted: home %s is %d and %d minutes from the office, not %d", b.c.Homes[i].ID, there, back, out)
		}
		for j := range b.c.Homes {
			if i != j {
				m, _ := roads.Leg(model.Car, at, b.c.Homes[j].Place)
				least = min(least, m)
			}
		}
	}
	visits := model.Minutes(len(b.c.Homes))
	day := model.Minutes(b.tours)*2*out + (visits-model.Minutes(b.tours))*least
	return model.Price(day) * Days * b.c.Standard.Prices.TravelMinute[model.Car], nil
}

// place is a point so many metres about the middle of a village.
func (b *builder) place(village, villages int) orb.Point {
	const toVillage, about = 4000, 140.0
	turn := 2 * math.Pi * float64(village) / float64(villages)
	r, a := about*math.Sqrt(b.rng.Float64()), 2*math.Pi*b.rng.Float64()
	east := float64(toVillage*math.Cos(turn)) + float64(r*math.Cos(a))
	north := float64(toVillage*math.Sin(turn)) + float64(r*math.Sin(a))
	const metres = 111_195.0 // a degree of latitude
	round := func(x float64) float64 { return math.Round(x*1e6) / 1e6 }
	return orb.Point{
		round(middle[0] + east/(metres*math.Cos(middle[1]*math.Pi/180))),
		round(middle[1] + north/metres),
	}
}
