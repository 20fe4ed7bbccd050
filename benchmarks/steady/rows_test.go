package main

import (
	"testing"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
)

func result(travel model.Price) runs.Result {
	return runs.Result{
		Bill: map[string]model.Price{
			"travel_minute.car": travel, "travel_km.car": 1000, "substitute": 2000, "face": 200, "new_face": 100, "overtime": 40,
			"call": 5, "postponed": 600, "pair_change": 70000, "separate_visit": 80000, "unserved.replaced": 900000,
		},
		Figures: model.Figures{Waiting: 17, Unserved: map[model.CareClass]int{model.Replaced: 2}},
	}
}

func TestVariableLinesAreTravelContinuityAndDisturbance(t *testing.T) {
	r := result(10000)
	if got := variable(&r); got != 10000+1000+2000+300+40+5+600 {
		t.Errorf("variable lines come to %d", got)
	}
}

func TestRowsNameWorstMiddleBestAndTheLonger(t *testing.T) {
	short := []runs.Result{result(16055), result(36055), result(26055)}
	long := []runs.Result{result(26055), result(6055)}
	got := rows(short, long)
	for i, want := range [][3]string{
		{"worst of 3", "400", "+300.0 %"}, {"middle", "300", "+200.0 %"}, {"best", "200", "+100.0 %"}, {"longer, best of 2", "100", "+0.0 %"},
	} {
		if [3]string(got[i][:3]) != want {
			t.Errorf("row %d is %v, want %v", i, got[i], want)
		}
		if len(got[i]) != len(head()) {
			t.Errorf("%d cells under %d headings", len(got[i]), len(head()))
		}
	}
	last := got[3]
	if last[3] != "71" || last[5] != "20" || last[9] != "17" || last[10] != "10600" || last[11] != "2" {
		t.Errorf("the longer run: %v under %v", last, head())
	}
}

func TestNothingToHoldAgainst(t *testing.T) {
	free := runs.Result{}
	if got := rows([]runs.Result{free}, []runs.Result{free}); got[0][2] != "–" {
		t.Errorf("rows %v", got)
	}
}
