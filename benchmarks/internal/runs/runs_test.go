package runs

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

func TestProvidersAddUp(t *testing.T) {
	var r Result
	r.Bill = map[string]model.Price{}
	one := model.Figures{Distinct: 4, DistinctHomes: 3, ByNamed: 5, Calls: 1, TravelMinutes: map[model.Mode]model.Minutes{model.Car: 7}}
	two := model.Figures{Distinct: 8, DistinctHomes: 1, ByNamed: 2, Waiting: 6, TravelMinutes: map[model.Mode]model.Minutes{model.Car: 1, model.Foot: 2}}
	r.add(one, []model.BillLine{{Line: "call", Price: 4000}}, 10)
	r.add(two, []model.BillLine{{Line: "call", Price: 2000}, {Line: "edge", Price: 300}}, 5)
	r.add(model.Figures{}, nil, 0)
	f := r.Figures
	if math.Abs(f.Distinct-5) > 1e-9 || f.DistinctHomes != 4 || f.ByNamed != 7 || f.Calls != 1 || f.Waiting != 6 || Total(f.TravelMinutes) != 10 {
		t.Errorf("figures %+v", f)
	}
	if r.Iterations != 15 || r.Bill["call"] != 6000 || Total(r.Bill) != 6300 {
		t.Errorf("bill %v after %d iterations", r.Bill, r.Iterations)
	}
}

func TestLinesTakeAllBehindAPoint(t *testing.T) {
	r := Result{Bill: map[string]model.Price{"travel_minute.car": 1, "travel_minute.foot": 2, "travel_km.car": 4, "call": 8}}
	for want, names := range map[model.Price][]string{3: {"travel_minute"}, 7: {"travel_minute", "travel_km"}, 8: {"call"}, 0: {"travel", "cal"}, 1: {"travel_minute.car"}} {
		if got := r.Lines(names...); got != want {
			t.Errorf("%v come to %d, want %d", names, got, want)
		}
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		of   []float64
		want float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1}, 5}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}} {
		given := slices.Clone(c.of)
		if got := Median(c.of); got != c.want || !slices.Equal(c.of, given) {
			t.Errorf("median of %v is %v, want %v", given, got, c.want)
		}
	}
}

func TestListsAreFlags(t *testing.T) {
	var s Seeds
	var f Factors
	if err := s.Set("3, 1,2"); err != nil || s.String() != "3,1,2" {
		t.Errorf("seeds %v: %v", s, err)
	}
	if err := f.Set("0,0.25,4"); err != nil || f.String() != "0,0.25,4" {
		t.Errorf("factors %v: %v", f, err)
	}
	for _, bad := range []string{"", "1,,2", "-1", "x", "NaN"} {
		if s.Set(bad) == nil || f.Set(bad) == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

func TestTableIsMarkdown(t *testing.T) {
	var b strings.Builder
	if err := Table(&b, []string{"a", "b"}, [][]string{{"x", "1"}, {"y", "2"}}); err != nil {
		t.Fatal(err)
	}
	if want := "| a | b |\n|---|--:|\n| x | 1 |\n| y | 2 |\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

// The embedded town, both its providers, planned briefly: same seed, same figures.
func TestSmallTownIsPlannedAndJudged(t *testing.T) {
	c, roads, err := Open("smalltown")
	if err != nil {
		t.Fatal(err)
	}
	o := solver.Options{Iterations: 500, Seed: 3}
	one, err := Plan(t.Context(), c, roads, o)
	if err != nil {
		t.Fatal(err)
	}
	o.Workers = 1
	two, err := Plan(t.Context(), c, roads, o)
	if err != nil {
		t.Fatal(err)
	}
	if Total(one.Bill) != Total(two.Bill) || one.Figures.ByNamed != two.Figures.ByNamed {
		t.Errorf("the same seed gave %d and %d øre", Total(one.Bill), Total(two.Bill))
	}
	if one.Figures.Visits < 1000 || Total(one.Figures.TravelMinutes) == 0 || one.Iterations < 1000 {
		t.Errorf("figures %+v of %d iterations", one.Figures, one.Iterations)
	}
}

func TestOpenAndPlanSayWhatIsWrong(t *testing.T) {
	if _, _, err := Open(t.TempDir()); err == nil {
		t.Error("an empty folder was read as a case")
	}
	c, roads, err := Open("smalltown")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Plan(ctx, c, roads, solver.Options{Iterations: 500}); !errors.Is(err, context.Canceled) {
		t.Errorf("a run cut short gave %v", err)
	}
}

// TestBillOfOtherPrices: a case planned without a price is billed with it.
func TestBillOfOtherPrices(t *testing.T) {
	c, roads, err := Open("smalltown")
	if err != nil {
		t.Fatal(err)
	}
	under, standard := *c, *c.Standard
	standard.Prices.Edge = 0
	under.Standard = &standard
	r, err := PlanUnder(t.Context(), c, &under, roads, solver.Options{Iterations: 500, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	if edge := r.Bill["edge"]; edge == 0 || edge%c.Standard.Prices.Edge != 0 {
		t.Errorf("visits far from the agreed time come to %d øre at %d each", edge, c.Standard.Prices.Edge)
	}
}
