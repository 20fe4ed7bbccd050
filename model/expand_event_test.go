package model

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// needIDs lists the ids of a demand's needs.
func needIDs(d *Demand) []VisitID {
	ids := make([]VisitID, len(d.Needs))
	for i := range d.Needs {
		ids[i] = d.Needs[i].ID
	}
	return ids
}

// What is cancelled is not asked for, and no other visit has another id for it.
func TestCancelledIsNotExpanded(t *testing.T) {
	c := testCase(daily("care", 1), daily("call", 1), every("cleaning", 14), weekly("bath", 2))
	before := needIDs(expand(t, c))
	for _, test := range []struct {
		occurrence OccurrenceID
		grant      GrantID
		gone       VisitID
	}{
		{"g1#28", "g1", "h1/morning@2026-11-23"},
		{"g2#29", "g2", "h1/morning/2@2026-11-24"},
		{"g3#2", "g3", "h1/~cleaning@2"},
		{"g4#9", "g4", "h1/~bath@9"},
	} {
		c := *c
		c.Cancelled = []Cancelled{{Occurrence: test.occurrence, Grant: test.grant, Home: "h1"}}
		d := expand(t, &c)
		want := slices.DeleteFunc(slices.Clone(before), func(id VisitID) bool { return id == test.gone })
		if diff := cmp.Diff(want, needIDs(d)); diff != "" || len(want) == len(before) {
			t.Errorf("%s cancelled (-want +got)\n%s\nof %v", test.occurrence, diff, before)
		}
		if !slices.ContainsFunc(d.Unplanned, func(u Unplanned) bool { return u.Grant == test.grant && u.Reason == "R-5.5 cancelled" }) {
			t.Errorf("%s is not told as cancelled: %v", test.occurrence, d.Unplanned)
		}
	}
}

// A whole grant's occurrences cancelled leave the other series their numbers.
func TestCancelledKeepsSeries(t *testing.T) {
	c := testCase(daily("escort", 1), daily("toilet", 1))
	before := needIDs(expand(t, c))
	for n := range 14 {
		c.Cancelled = append(c.Cancelled, Cancelled{Occurrence: OccurrenceID(fmt.Sprintf("g2#%d", 28+n)), Grant: "g2", Home: "h1"})
	}
	for _, id := range needIDs(expand(t, c)) {
		if !slices.Contains(before, id) {
			t.Errorf("%s is new; before there were %v", id, before)
		}
	}
}

// What an event adds joins what was there: no visit that stood before it has
// another id, whatever the grant's own.
func TestAddedKeepsIds(t *testing.T) {
	for _, service := range []ServiceID{"care", "bath", "call", "cleaning", "escort", "talk", "toilet", "laundry"} {
		c := testCase(daily("care", 1), daily("escort", 1), every("cleaning", 14), every("laundry", 14), daily("call", 1))
		before := needIDs(expand(t, c))
		g := Grant{ID: "a", Home: "h1", Provider: "p1", Law: SEL83, Service: service, Cadence: Cadence{Unit: Dated}, Dates: []Date{mondayOf2026 + 1}, From: mondayOf2026, Event: 1}
		c.Grants = append(c.Grants, g)
		after := needIDs(expand(t, c))
		for _, id := range before {
			if !slices.Contains(after, id) {
				t.Errorf("with %s, %s is gone: %v", service, id, after)
			}
		}
	}
}

// A time told is what the windows lie about; a refusal leaves none that costs a
// call; a tolerance of one's own stays about the agreed time.
func TestToldMenu(t *testing.T) {
	tight := daily("medicine", 1)
	tight.Tolerance = 30
	tuesday := func(c Clock) Time { return At(mondayOf2026+1, c) }
	for _, test := range []struct {
		name  string
		grant Grant
		told  Told
		want  string
	}{
		{"told", daily("care", 1), Told{At: tuesday(hm(10, 30))}, "10:10-10:50 0, 09:30-11:30 300, 07:00-14:59 4000"},
		{"refused", daily("care", 1), Told{At: tuesday(hm(10, 30)), Refused: true}, "10:10-10:50 0, 09:30-11:30 300"},
		{"own tolerance", tight, Told{At: tuesday(hm(8, 50))}, "08:30-09:00 0, 08:00-09:00 300, 08:00-09:00 4000"},
		{"own tolerance, refused", tight, Told{At: tuesday(hm(9, 30)), Refused: true}, "08:30-09:00 300"},
	} {
		for _, standing := range []bool{true, false} {
			c := agreedAt("morning", hm(8, 30), test.grant)
			if !standing { // proposed: the search may move it
				c.History.Agreed = nil
				if test.grant.Tolerance > 0 {
					continue
				}
			}
			test.told.Visit, test.told.Home = "h1/morning@2026-11-24", "h1"
			c.Told = []Told{test.told}
			d := expand(t, c)
			n := needOf(t, d, test.told.Visit)
			if got := menuOf(n.Days[0]); got != test.want {
				t.Errorf("%s: %s, want %s", test.name, got, test.want)
			}
			for _, w := range n.Days[0].Windows {
				if !standing && (w.From > w.Floor-720 || w.To < w.Ceil+720) {
					t.Errorf("%s: the window %v moves with the series", test.name, w)
				}
			}
			if other := menuOf(needOf(t, d, "h1/morning@2026-11-25").Days[0]); other == test.want {
				t.Errorf("%s: another day is told too", test.name)
			}
		}
	}
}

// A floating visit has the time told on the date told, at the price of the date.
func TestToldFloating(t *testing.T) {
	g := every("cleaning", 14)
	g.Days = on(2) // Tuesday
	c := testCase(g)
	d := expand(t, c)
	id := d.Needs[0].ID
	day := d.Needs[0].Days[1] // a day after the agreed one
	c.Told = []Told{{Visit: id, Home: "h1", At: At(day.Date, hm(11, 0))}}
	n := needOf(t, expand(t, c), id)
	if got, want := menuOf(n.Days[1]), "10:40-11:20 15000, 10:00-12:00 15300, 10:00-14:59 19000"; got != want {
		t.Errorf("told: %s, want %s", got, want)
	}
	for _, w := range n.Days[1].Windows {
		if w.Kind != Postponed {
			t.Errorf("%v is no postponement", w)
		}
	}
	if got, want := menuOf(n.Days[0]), menuOf(d.Needs[0].Days[0]); got != want {
		t.Errorf("the agreed day: %s, want %s", got, want)
	}
}

// A visit pinned by itself keeps its date, caregiver and time, and rides nowhere.
func TestPinnedVisit(t *testing.T) {
	c := testCase(daily("care", 1), every("cleaning", 14), weekly("bath", 2))
	d := expand(t, c)
	pin := func(id VisitID, d Date, at Clock) Pin {
		return Pin{Home: "h1", Visit: id, Date: d, Start: at, Caregiver: "c1", Reason: "asked for"}
	}
	bath := needOf(t, d, "h1/~bath@9")
	c.Pins = []Pin{pin("h1/morning@2026-11-24", mondayOf2026+1, hm(8, 0)), pin(bath.ID, mondayOf2026+3, hm(9, 0))}
	d = expand(t, c)
	n := needOf(t, d, "h1/morning@2026-11-24")
	if w := n.Days[0].Windows[0]; !slices.Equal(n.Only, []CaregiverID{"c1"}) || w.Floor != w.Ceil || w.Floor.Clock() != hm(8, 0) {
		t.Errorf("pinned: %v by %v", n.Days, n.Only)
	}
	if n := needOf(t, d, "h1/morning@2026-11-25"); n.Only != nil {
		t.Errorf("another day is pinned to %v", n.Only)
	}
	bath = needOf(t, d, bath.ID)
	if len(bath.Days) != 1 || bath.Days[0].Date != mondayOf2026+3 || menuOf(bath.Days[0]) != "09:00-09:00 0" || !slices.Equal(bath.Only, []CaregiverID{"c1"}) {
		t.Errorf("pinned: %v by %v", bath.Days, bath.Only)
	}
	c.Pins = append(c.Pins, Pin{Home: "h1", Start: hm(8, 30), Reason: "all visits"})
	if bath := needOf(t, expand(t, c), bath.ID); menuOf(bath.Days[0]) != "09:00-09:00 0" {
		t.Errorf("what is fixed of all visits goes before what is of one: %v", bath.Days)
	}
	for i := range d.Needs {
		for _, carry := range d.Needs[i].Carries {
			if d.Needs[carry.Need].ID == bath.ID {
				t.Errorf("%s may ride on %s", bath.ID, d.Needs[i].ID)
			}
		}
	}
}
