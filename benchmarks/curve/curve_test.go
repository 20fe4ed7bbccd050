package main

import (
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

func TestScaleTouchesTheContinuityPricesOfACopy(t *testing.T) {
	prices := model.Prices{Substitute: 3000, Face: 4000, NewFace: 6000, NotPreferred: 1501, PairChange: 20000, Call: 4000, Overtime: 1500}
	c := &model.Case{Name: "a case", Standard: &model.Standard{Prices: prices}}
	s := scale(c, 0.5)
	want := model.Prices{Substitute: 1500, Face: 2000, NewFace: 3000, NotPreferred: 751, PairChange: 10000, Call: 4000, Overtime: 1500}
	if got := s.Standard.Prices; got.Substitute != want.Substitute || got.Face != want.Face || got.NewFace != want.NewFace || got.NotPreferred != want.NotPreferred ||
		got.PairChange != want.PairChange || got.Call != want.Call || got.Overtime != want.Overtime {
		t.Errorf("scaled prices %+v, want %+v", got, want)
	}
	if got := c.Standard.Prices; got.Substitute != 3000 || got.PairChange != 20000 {
		t.Errorf("the case's own prices changed: %+v", got)
	}
	if z := scale(c, 0).Standard.Prices; z.Substitute+z.Face+z.NewFace+z.NotPreferred+z.PairChange != 0 {
		t.Errorf("prices at factor 0: %+v", z)
	}
}

func figures(minutes model.Minutes, named, distinctAbove int) model.Figures {
	return model.Figures{
		TravelMinutes: map[model.Mode]model.Minutes{model.Car: minutes - 10, model.Foot: 10},
		Kilometres:    map[model.Mode]float64{model.Car: float64(minutes) / 2},
		ByNamed:       named, ByNamedBound: 80, NamedVisits: 100,
		Distinct: 5, DistinctHomes: 12, DistinctAbove7: distinctAbove,
		Unserved: map[model.CareClass]int{model.Replaced: 1, model.Priced: 2},
	}
}

func TestMiddleTakesTheMedianOfEachFigure(t *testing.T) {
	p := middle(1, []model.Figures{figures(120, 60, 3), figures(100, 40, 1), figures(110, 72, 2)})
	want := point{factor: 1, minutes: 110, km: 55, named: 0.6, bound: 0.8, reached: 0.75, distinct: 5, above7: 2, homes: 12, missing: 3}
	if p != want {
		t.Errorf("%+v, want %+v", p, want)
	}
	if p := middle(1, []model.Figures{{}}); p.named != 0 || p.reached != 0 {
		t.Errorf("shares of nothing: %+v", p)
	}
}

func TestTravelIsHeldAgainstFactorZero(t *testing.T) {
	points := []point{{factor: 1, minutes: 108}, {factor: 0, minutes: 100}}
	got := rows(points)
	if got[0][2] != "+8.0 %" || got[1][2] != "+0.0 %" || got[0][0] != "× 1" {
		t.Errorf("rows %v", got)
	}
	if alone := rows([]point{{factor: 1, minutes: 108}}); alone[0][2] != "–" {
		t.Errorf("without factor 0: %v", alone)
	}
	for _, r := range got {
		if len(r) != len(head) {
			t.Errorf("%d cells under %d headings", len(r), len(head))
		}
	}
}
