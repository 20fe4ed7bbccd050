package model

import (
	"testing"
	"time"
)

// A plan is sorted the same from any order of its parts.
func TestPlanSort(t *testing.T) {
	at := func(c Clock) Time { return At(DateOf(2026, time.November, 23), c) }
	p := Plan{
		Visits: []Visit{
			{ID: "H2/m@", Home: "H2", Start: at(500)}, {ID: "H1/m@", Home: "H1", Start: at(500)}, {ID: "H9/m@", Home: "H9", Start: at(480),
				Does: []Done{{Service: "toilet", Grant: "G2"}, {Service: "bath", Grant: "G1", Piece: 2}, {Service: "bath", Grant: "G1", Piece: 1}}},
		},
		Tours: []Tour{{Shift: "S0"}, {Shift: "S2", Items: []Item{{From: at(480)}}}, {Shift: "S3", Items: []Item{{From: at(420)}}},
			{Shift: "S1", Items: []Item{{From: at(480)}}}},
		Calls:        []Call{{Home: "H1", Latest: at(600)}, {Home: "H2", Latest: at(500)}},
		Replacements: []Replacement{{Home: "H2", Occurrence: "G#2"}, {Home: "H2", Occurrence: "G#1"}},
		Certificates: []Certificate{{Date: 2, Home: "H1"}, {Date: 1, Home: "H2", Reasons: []Reason{{Caregiver: "C2"}, {Caregiver: "C1"}}}},
		Bill:         []BillLine{{Line: "travel_minute.car"}, {Line: "call"}},
	}
	p.Sort()
	var visits, tours []string
	for _, v := range p.Visits {
		visits = append(visits, string(v.Home))
	}
	for _, x := range p.Tours {
		tours = append(tours, string(x.Shift))
	}
	wantOrder(t, "visits", visits, "H9", "H1", "H2")
	wantOrder(t, "tours", tours, "S3", "S1", "S2", "S0")
	does := p.Visits[0].Does
	wantOrder(t, "services of a visit", []string{string(does[0].Service), string(does[1].Service), string(does[2].Service)}, "bath", "bath", "toilet")
	if does[0].Piece != 1 {
		t.Error("pieces of a split service are out of order")
	}
	wantOrder(t, "calls", []string{string(p.Calls[0].Home), string(p.Calls[1].Home)}, "H2", "H1")
	wantOrder(t, "replacements", []string{string(p.Replacements[0].Occurrence), string(p.Replacements[1].Occurrence)}, "G#1", "G#2")
	wantOrder(t, "certificates", []string{string(p.Certificates[0].Home), string(p.Certificates[0].Reasons[0].Caregiver)}, "H2", "C1")
	wantOrder(t, "bill", []string{p.Bill[0].Line, p.Bill[1].Line}, "call", "travel_minute.car")
}

func wantOrder(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s: %v, want %v", what, got, want)
			return
		}
	}
}
