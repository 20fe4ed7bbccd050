package sheets

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// column is the distinct values of a column of a sheet as CSV, sorted.
func column(t *testing.T, f *invented, k Kind, name string, filter Filter) []string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(write(t, f, k, Options{Format: CSVFormat, Filter: filter}))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	n := slices.Index(rows[0], name)
	if n < 0 {
		t.Fatalf("no column %q in %v", name, rows[0])
	}
	var out []string
	for _, r := range rows[1:] {
		out = append(out, r[n])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestFilters(t *testing.T) {
	f := invent(small)
	tests := []struct {
		name   string
		kind   Kind
		column string
		filter Filter
		want   string
	}{
		{"all tours", Tours, "caregiver", Filter{}, "C01 C02 C03 C04 C05"},
		{"tours of a caregiver", Tours, "caregiver", Filter{Caregiver: "C02"}, "C02"},
		{"tours of a day, the night's too", Tours, "date", Filter{Date: small.from}, "2026-11-23"},
		{"tours of a district", Tours, "caregiver", Filter{District: "D2"}, "C03"},
		{"tours of a group", Tours, "caregiver", Filter{Group: "G1"}, "C01 C02 C05"},
		{"tours that visit a home", Tours, "caregiver", Filter{Home: "H003"}, "C03"},
		{"a group that is not in the district", Tours, "caregiver", Filter{District: "D2", Group: "G1"}, ""},
		{"visits of a home", CSV, "home", Filter{Home: "H004"}, "H004"},
		{"visits of a day", CSV, "date", Filter{Date: small.from + 1}, "2026-11-24"},
		{"visits of a district", CSV, "home", Filter{District: "D2"}, "H003 H006 H009 H012"},
		{"visits of a group", CSV, "home", Filter{Group: "G2"}, "H002 H004 H008 H010"},
		{"rows of one of two", CSV, "caregiver", Filter{Caregiver: "C02", Home: "H004"}, "C02"},
		{"all that is owed", Calls, "owed", Filter{}, "briefing call certificate replacement"},
		{"owed on a day", Calls, "owed", Filter{Date: small.from + 1}, "certificate replacement"},
		{"owed to a home", Calls, "owed", Filter{Home: "H001"}, "replacement"},
		{"owed by a caregiver", Calls, "owed", Filter{Caregiver: "C05"}, "briefing"},
		{"owed to a district", Calls, "home", Filter{District: "D2"}, "H003"},
		{"a day before the plan", Tours, "caregiver", Filter{Date: small.from - 1}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(column(t, f, tt.kind, tt.column, tt.filter), " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// A page of one day shows the day asked for, else the first that has tours.
func TestShownDay(t *testing.T) {
	f := invent(small)
	tests := []struct {
		filter Filter
		drop   bool // the first day's tours
		want   model.Date
	}{
		{Filter{}, false, small.from}, {Filter{Date: small.from + 1}, false, small.from + 1}, {Filter{}, true, small.from + 1},
		{Filter{Home: "H003"}, true, small.from + 1}, {Filter{Date: small.from + 9}, false, small.from + 9},
	}
	for _, tt := range tests {
		p := *f.p
		if tt.drop {
			p.Tours = slices.DeleteFunc(slices.Clone(p.Tours), func(x model.Tour) bool { return strings.HasSuffix(string(x.Shift), "11-23") })
		}
		if got := newView(f.c, &p, Options{Lang: "da", Filter: tt.filter}).shownDay(); got != tt.want {
			t.Errorf("%+v: got %s, want %s", tt.filter, got, tt.want)
		}
	}
}

// Nothing of the plan is lost on the lists: all visits of all tours, each once
// for each of its staff, however travel is shown.
func TestToursShowEveryVisit(t *testing.T) {
	f := invent(small)
	want := 0
	for _, x := range f.p.Visits {
		want += len(x.Staff)
	}
	for _, travel := range []model.TravelShown{model.Between, model.Blocks, model.Inside} {
		v := newView(f.c, f.p, Options{Lang: "da", Travel: travel})
		visits := 0
		for _, s := range v.tourSheets() {
			for _, r := range s.Rows {
				if r.Kind == model.VisitItem || r.Kind == model.CallItem {
					visits++
				}
			}
		}
		if visits != want {
			t.Errorf("%s: %d visits on the lists, %d in the plan", travel, visits, want)
		}
	}
}

// However travel is shown, a list's minutes of travel are the tour's.
func TestTravelAddsUp(t *testing.T) {
	f := invent(small)
	for _, travel := range []model.TravelShown{model.Between, model.Blocks} {
		v := newView(f.c, f.p, Options{Lang: "da", Travel: travel})
		for i := range f.p.Tours {
			tour := &f.p.Tours[i]
			got := 0
			for _, r := range v.tourSheet(tour).Rows {
				if r.Kind == model.TravelItem || r.Kind == "" {
					got += minutes(t, r.Minutes)
				}
			}
			if want := int(v.tourFigures(tour).travel); got != want {
				t.Errorf("%s, %s: %d minutes on the list, %d in the tour", travel, tour.Shift, got, want)
			}
		}
	}
}

func minutes(t *testing.T, s string) int {
	t.Helper()
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			t.Fatalf("%q is no number", s)
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// A tour's time is all accounted for: items, waiting and idle make the shift.
func TestTourFiguresAddUp(t *testing.T) {
	f := invent(small)
	v := newView(f.c, f.p, Options{Lang: "da"})
	for i := range f.p.Tours {
		tour := &f.p.Tours[i]
		s := v.tourFigures(tour)
		sum := s.wait + s.idle
		for _, it := range tour.Items {
			sum += it.To.Sub(it.From)
		}
		if want := v.tourTo(tour).Sub(v.tourFrom(tour)); sum != want {
			t.Errorf("%s: %d minutes of %d", tour.Shift, sum, want)
		}
	}
}
