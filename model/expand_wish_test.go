package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What breaking wishes costs is added up start by start: one that is broken
// does not charge for another that is kept.
func TestLevels(t *testing.T) {
	day := []span{{0, 99}}
	early, late := wish{[]span{{0, 39}}, 100}, wish{[]span{{20, 99}}, 30}
	for _, c := range []struct {
		name   string
		wishes []wish
		want   []level
	}{
		{"none", nil, []level{{day, 0}}},
		{"one", []wish{early}, []level{{[]span{{0, 39}}, 0}, {day, 100}}},
		{"two that go together", []wish{late, early}, []level{{[]span{{20, 39}}, 0}, {[]span{{0, 39}}, 30}, {day, 100}}},
		{"two that don't", []wish{{[]span{{0, 9}}, 100}, {[]span{{50, 59}}, 30}}, []level{{[]span{{0, 9}}, 30}, {[]span{{0, 9}, {50, 59}}, 100}, {day, 130}}},
		{"of one price", []wish{{[]span{{0, 9}}, 5}, {[]span{{50, 59}}, 5}}, []level{{[]span{{0, 9}, {50, 59}}, 5}, {day, 10}}},
	} {
		if d := cmp.Diff(c.want, levels(day, c.wishes), cmp.AllowUnexported(level{}, span{})); d != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, d)
		}
	}
	if got := levels(nil, []wish{early}); len(got) > 0 {
		t.Errorf("no starts: %v", got)
	}
}

// A wish about a service that rides is priced where it rides, and none about
// the home, which the visit that carries it has already.
func TestWishesOfRiders(t *testing.T) {
	shop := weekly("shopping", 1)
	shop.Parts = parts("midday")
	meal := Grant{Service: "meal", Cadence: Cadence{PerDay, 1}, Parts: parts("midday")}
	c := testCase(meal, shop)
	on := mondayOf2026 + 1
	c.External = []External{
		{Home: "h1", Service: "shopping", From: At(on, hm(11, 0)), To: At(on, hm(11, 30)), Relation: Avoid, Soft: 77},
		{Home: "h1", From: At(on, hm(12, 0)), To: At(on, hm(12, 30)), Relation: Avoid, Soft: 1000},
	}
	prices := map[Price]bool{}
	for _, carry := range needOf(t, expand(t, c), "h1/midday@2026-11-24").Carries {
		for _, d := range carry.Days {
			prices[d.Price] = true
		}
	}
	if !prices[0] || !prices[77] || len(prices) != 2 {
		t.Errorf("prices of riding: %v", prices)
	}
}

// A floating visit is named after what it is for, also a home's second grant
// of the service, or a piece.
func TestNamesake(t *testing.T) {
	does := []Done{{Occurrence: "a#5", Service: "cleaning"}, {Occurrence: "b#5", Service: "cleaning"}, {Occurrence: "w#3", Service: "laundry"}}
	for id, want := range map[VisitID]OccurrenceID{"h/~cleaning@5": "a#5", "h/~cleaning~b@5": "b#5", "h/~laundry@3": "w#3", "h/~laundry@3/2": "w#3", "h/~shopping@1": "a#5"} {
		if got := namesake(&Visit{ID: id, Home: "h", Does: does}); got == nil || got.Occurrence != want {
			t.Errorf("%s: %v", id, got)
		}
	}
}
