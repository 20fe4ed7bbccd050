package solver

import (
	"context"
	"testing"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
)

// TestDaysPartTheVisits: every visit of a fixed date is in one day's problem at
// most, floating ones and reserves are in none, and each shift's break is in
// its own.
func TestDaysPartTheVisits(t *testing.T) {
	c, r := smallTown(t)
	d, err := model.Expand(c, c.Providers[0].ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, m, err := Build(d, r)
	if err != nil {
		t.Fatal(err)
	}
	in := make([]int, len(p.Stops))
	for date := m.FirstDay; date < c.Horizon.End(); date++ {
		day, err := m.Day(date)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range day.Stops {
			in[s]++
		}
		for _, tour := range day.Tours {
			if m.Shifts[tour].From.Date() != date {
				t.Errorf("%s has shift %s", date, m.Shifts[tour].ID)
			}
		}
	}
	fixed := 0
	for s, is := range m.Stops {
		want := 1
		switch is.Kind {
		case ReserveStop:
			want = 0
		case VisitStop:
			if len(d.Needs[is.Need].Days) != 1 { // many, or it only rides
				want = 0
			}
			fixed += want
		}
		if in[s] != want {
			t.Errorf("stop %d, %+v, is in %d days, want %d", s, is, in[s], want)
		}
	}
	if fixed < 500 {
		t.Errorf("%d visits of a fixed date in the whole small town", fixed)
	}
}

// TestDayCanBeSearched: a weekday of the small town comes out with all served.
func TestDayCanBeSearched(t *testing.T) {
	c, r := smallTown(t)
	d, err := model.Expand(c, c.Providers[0].ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, m, err := Build(d, r)
	if err != nil {
		t.Fatal(err)
	}
	day, err := m.Day(c.Horizon.From + 1)
	if err != nil {
		t.Fatal(err)
	}
	s, _ := search.Run(context.Background(), day.Problem, nil, search.Options{Iterations: 3000, Seed: 1, Workers: 1})
	for i := range day.Problem.Stops {
		if s.Tour[i] < 0 {
			t.Errorf("stop %+v is not served", m.Stops[day.Stops[i]])
		}
	}
	for _, w := range day.Problem.Windows {
		if w.Price >= int64(c.Standard.Prices.Call) {
			t.Errorf("a window costs a call: %+v", w)
		}
	}
}
