package model

import "testing"

// TestWishOnTheNightOfTheClockChange: what could be kept in the hour that comes
// twice, the second time, could be kept.
func TestWishOnTheNightOfTheClockChange(t *testing.T) {
	on, err := ParseDate("2026-10-25")
	if err != nil {
		t.Fatal(err)
	}
	second := At(on, 3*60).Add(-60) // 02:00 again
	s := &Service{ID: "toilet"}
	b := &biller{ledger: &ledger{c: &Case{Standard: &Standard{}}, services: map[ServiceID]*Service{"toilet": s}, hours: map[ServiceID]*[1440]bool{}}}
	after := &External{Relation: After, From: second.Add(-30), To: second, Within: 20}
	if !b.couldKeep(after, on, []Done{{Service: "toilet"}}, 10) {
		t.Error("nothing could keep it")
	}
	after.From, after.To = after.From.Add(2000), after.To.Add(2000) // the next day
	if b.couldKeep(after, on, []Done{{Service: "toilet"}}, 10) {
		t.Error("something of another day could keep it")
	}
}
