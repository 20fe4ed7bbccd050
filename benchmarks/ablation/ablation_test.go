package main

import (
	"testing"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
)

func TestWithoutTakesOnePriceFromACopy(t *testing.T) {
	prices := model.Prices{Substitute: 1, Face: 2, NewFace: 3, PairChange: 4, NotPreferred: 5, OutsideGroup: 6, Call: 7, Edge: 8, SeparateVisit: 9, Postponed: 10}
	c := &model.Case{Name: "a case", Standard: &model.Standard{Prices: prices}}
	gone := map[model.Price]bool{}
	for _, l := range lines {
		was := *l.price(&prices)
		other := without(c, l)
		if got := *l.price(&other.Standard.Prices); got != 0 || other.Name != c.Name {
			t.Errorf("%s still costs %d", l.name, got)
		}
		for _, o := range lines {
			if o.name != l.name && *o.price(&other.Standard.Prices) != *o.price(&prices) {
				t.Errorf("without %s %s costs %d", l.name, o.name, *o.price(&other.Standard.Prices))
			}
		}
		if *l.price(&c.Standard.Prices) != was {
			t.Errorf("the case's own price of %s changed", l.name)
		}
		gone[was] = true
	}
	if len(gone) != 10 {
		t.Errorf("%d prices of ten are left out in turn", len(gone))
	}
}

func result(bill model.Price, minutes model.Minutes, named int) runs.Result {
	return runs.Result{Bill: map[string]model.Price{"call": bill - 100, "edge": 100}, Figures: model.Figures{
		TravelMinutes: map[model.Mode]model.Minutes{model.Car: minutes - 1, model.Foot: 1}, ByNamed: named, ByNamedBound: 80,
		Distinct: 4.5, NewFaces: 3, Calls: 2, Postponed: 1, Unserved: map[model.CareClass]int{model.Priced: 1, model.Replaced: 1}}}
}

func TestMiddleTakesTheMedianOfEachFigure(t *testing.T) {
	got := middle("all", []runs.Result{result(30000, 10, 40), result(10000, 30, 60), result(20000, 20, 72)})
	want := row{what: "all", bill: 20000, minutes: 20, reached: 0.75, distinct: 4.5, faces: 3, calls: 2, postponed: 1, missed: 2}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if none := middle("nobody", []runs.Result{{}}); none.reached != 0 {
		t.Errorf("a share of nothing: %+v", none)
	}
}

func TestRowsAreHeldAgainstTheFirst(t *testing.T) {
	got := cells([]row{{what: "all", bill: 10000}, {what: "less", bill: 10250}})
	if got[0][2] != "–" || got[1][2] != "+2.5 %" || got[1][1] != "102" {
		t.Errorf("%v", got)
	}
	for _, r := range got {
		if len(r) != len(head) {
			t.Errorf("%d cells under %d headings", len(r), len(head))
		}
	}
}
