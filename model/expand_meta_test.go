package model

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// townCase is a case of many homes with every kind of grant and row.
func townCase(homes int) *Case {
	c := testCase()
	c.Homes = nil
	m := mondayOf2026
	add := func(h int, k int, g Grant) {
		g.ID = GrantID(fmt.Sprintf("g%04d-%d", h, k))
		g.Home, g.Provider = c.Homes[h].ID, "p1"
		if g.From == 0 {
			g.From = m - Date(20+h%17)
		}
		c.Grants = append(c.Grants, g)
	}
	for h := range homes {
		id := HomeID(fmt.Sprintf("h%04d", h))
		c.Homes = append(c.Homes, Home{ID: id, District: "d1"})
		add(h, 1, daily("care", 1))
		add(h, 2, daily("meal", 1+h%3))
		add(h, 3, daily("medicine", 2))
		if h%2 == 0 {
			add(h, 4, weekly("bath", 1+h%4/2))
			add(h, 5, every("cleaning", 14))
		}
		if h%3 == 0 {
			add(h, 6, weekly("shopping", 1))
			add(h, 7, every("laundry", 14))
		}
		if h%5 == 0 {
			add(h, 8, daily("toilet", 6))
			c.External = append(c.External, External{Home: id, From: At(m+2, hm(8, 0)), To: At(m+2, hm(9, 0)), Relation: Avoid})
			c.External = append(c.External, External{Home: id, Service: "medicine", From: At(m+3, hm(8, 0)), To: At(m+3, hm(9, 0)), Relation: Together})
		}
		if h%7 == 0 {
			add(h, 9, Grant{Law: AEL, Pattern: []Pattern{{Days: on(time.Monday), Part: "midday", Service: "talk"}, {Days: on(time.Tuesday), Part: "evening", Service: "meal", Minutes: 25, Staff: 2, Every: 2}}})
			c.Absences = append(c.Absences, Absence{Home: id, From: At(m+4, hm(12, 0)), To: At(m+6, hm(9, 0))})
			c.Pins = append(c.Pins, Pin{Home: id, Part: "morning", Caregiver: "c1", Start: -1}, Pin{Home: id, Service: "care", Date: m, Start: hm(8, 0)})
		}
		if h%4 == 0 {
			c.History.Agreed = append(c.History.Agreed, Agreed{Home: id, Part: "morning", Start: hm(8, 15)}, Agreed{Home: id, Service: "shopping", Days: on(time.Friday), Start: hm(13, 0)})
		}
		if h%6 == 0 {
			c.History.Last = append(c.History.Last, LastDelivery{Grant: GrantID(fmt.Sprintf("g%04d-5", h)), Date: m - 6, Number: 3})
			add(h, 10, Grant{Service: "bath", Cadence: Cadence{PerWeek, 1}, Changes: []ProviderChange{{Provider: "p2", From: m + 8}}, Parts: parts("midday")})
		}
	}
	return c
}

func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	base := expand(t, townCase(60))
	rng := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		c := townCase(60)
		for _, rows := range []any{c.Grants, c.Homes, c.External, c.Absences, c.Pins, c.History.Agreed, c.History.Last} {
			rng.Shuffle(reflect.ValueOf(rows).Len(), reflect.Swapper(rows))
		}
		d := expand(t, c)
		for i := range d.Needs { // rows of homes are referred to by index
			if got, want := c.Homes[d.Needs[i].Home].ID, base.Case.Homes[base.Needs[i].Home].ID; got != want {
				t.Fatalf("%s is of home %s, was of %s", d.Needs[i].ID, got, want)
			}
		}
		if got, want := withoutRows(d), withoutRows(base); !reflect.DeepEqual(got, want) {
			t.Fatal(cmp.Diff(want, got))
		}
	}
}

// withoutRows is a demand without all that depends on where rows of the case lie.
func withoutRows(d *Demand) *Demand {
	w := *d
	w.Case, w.Needs, w.Series = nil, slices.Clone(d.Needs), slices.Clone(d.Series)
	for i := range w.Needs {
		w.Needs[i].Home = 0
	}
	for i := range w.Series {
		w.Series[i].Home = 0
	}
	return &w
}

// Other ids for homes and grants, in the same order, change ids alone, and the
// proposed times, which each home has of its own.
func TestIDsMeanNothing(t *testing.T) {
	base, c := expand(t, townCase(60)), townCase(60)
	rename := strings.NewReplacer("h0", "house-0", "g0", "paper-0")
	for i := range c.Homes {
		c.Homes[i].ID = HomeID(rename.Replace(string(c.Homes[i].ID)))
	}
	for i := range c.Grants {
		c.Grants[i].ID = GrantID(rename.Replace(string(c.Grants[i].ID)))
		c.Grants[i].Home = HomeID(rename.Replace(string(c.Grants[i].Home)))
	}
	for _, home := range homeFields(c) {
		*home = HomeID(rename.Replace(string(*home)))
	}
	for i := range c.History.Last {
		c.History.Last[i].Grant = GrantID(rename.Replace(string(c.History.Last[i].Grant)))
	}
	d := expand(t, c)
	if len(d.Needs) != len(base.Needs) || len(d.Links) != len(base.Links) || len(d.Series) != len(base.Series) {
		t.Fatalf("%d needs, %d links, %d series; were %d, %d, %d", len(d.Needs), len(d.Links), len(d.Series), len(base.Needs), len(base.Links), len(base.Series))
	}
	for i := range base.Needs {
		a, b := &base.Needs[i], &d.Needs[i]
		if rename.Replace(string(a.ID)) != string(b.ID) || rename.Replace(occurrencesOf(base, a)) != occurrencesOf(d, b) || !slices.Equal(a.Legs, b.Legs) || len(a.Days) != len(b.Days) || len(a.Carries) != len(b.Carries) {
			t.Errorf("%+v became %+v", a, b)
		}
	}
}

func homeFields(c *Case) []*HomeID {
	var fields []*HomeID
	for i := range c.External {
		fields = append(fields, &c.External[i].Home)
	}
	for i := range c.Absences {
		fields = append(fields, &c.Absences[i].Home)
	}
	for i := range c.Pins {
		fields = append(fields, &c.Pins[i].Home)
	}
	for i := range c.History.Agreed {
		fields = append(fields, &c.History.Agreed[i].Home)
	}
	return fields
}

// What every demand keeps, whatever the case.
func TestDemandInvariants(t *testing.T) {
	d := expand(t, townCase(120))
	carried := map[int]bool{}
	for i := range d.Needs {
		for _, c := range d.Needs[i].Carries {
			carried[c.Need] = true
			if d.Needs[c.Need].Home != d.Needs[i].Home || d.Needs[c.Need].Series >= 0 {
				t.Errorf("%s carries %s", d.Needs[i].ID, d.Needs[c.Need].ID)
			}
		}
	}
	tasks := map[int]bool{}
	for i := range d.Needs {
		n := &d.Needs[i]
		if i > 0 && d.Needs[i-1].ID >= n.ID {
			t.Errorf("%s after %s", n.ID, d.Needs[i-1].ID)
		}
		if len(n.Days) == 0 && !carried[i] {
			t.Errorf("%s can't be planned anywhere", n.ID)
		}
		if length, ok := d.Length(n.Tasks); !ok || length != n.Legs[0].Minutes || length <= 0 {
			t.Errorf("%s: %v, length %d %v", n.ID, n.Legs, length, ok)
		}
		for _, k := range n.Tasks {
			if tasks[k] {
				t.Errorf("task %d in two needs", k)
			}
			tasks[k] = true
		}
		for _, day := range n.Days {
			if !d.Case.Horizon.Has(day.Date) || len(day.Windows) == 0 {
				t.Errorf("%s on %s: %v", n.ID, day.Date, day.Windows)
			}
			for k, w := range day.Windows {
				if w.Floor > w.Ceil || w.From > w.To || k > 0 && w.Price < day.Windows[k-1].Price {
					t.Errorf("%s on %s: %+v", n.ID, day.Date, w)
				}
			}
		}
	}
	if len(tasks) != len(d.Tasks) {
		t.Errorf("%d tasks in needs, %d in all", len(tasks), len(d.Tasks))
	}
	for _, l := range d.Links {
		a, b := &d.Needs[l.A], &d.Needs[l.B]
		if l.A == l.B || a.Home != b.Home || l.Kind == StartGap && l.Min == 0 && l.Max == 0 {
			t.Errorf("%s and %s: %+v", a.ID, b.ID, l)
		}
	}
}

func TestExpandTellsAllFaults(t *testing.T) {
	c := testCase(daily("nothing", 1), daily("care", 0), Grant{Service: "care", Cadence: Cadence{PerDay, 1}, Parts: parts("teatime")},
		Grant{Service: "care", Cadence: Cadence{"hour", 1}}, Grant{Home: "h9", Service: "care", Cadence: Cadence{PerDay, 1}})
	_, err := Expand(c, "p1", nil)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"g1", "g2", "g3", "g4", "g5", "nothing", "teatime", "hour", "h9"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
	if _, err := Expand(nil, "p1", nil); err == nil {
		t.Error("no case, no error")
	}
}

func TestDistricts(t *testing.T) {
	c := townCase(4)
	c.Homes[1].District, c.Homes[2].District = "d2", "d3"
	d, err := Expand(c, "p1", []DistrictID{"d3", "d2"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Needs {
		if h := d.Needs[i].Home; h != 1 && h != 2 {
			t.Fatalf("%s is of home %d", d.Needs[i].ID, h)
		}
	}
	if !slices.Equal(d.Districts, []DistrictID{"d2", "d3"}) || len(d.Needs) == 0 {
		t.Errorf("%v, %d needs", d.Districts, len(d.Needs))
	}
}

func BenchmarkExpand(b *testing.B) {
	c := townCase(2500)
	b.ReportAllocs()
	needs := 0
	for b.Loop() {
		needs = len(expand(b, c).Needs)
	}
	b.ReportMetric(float64(needs), "needs")
}

// A municipality of 2,500 homes is expanded in less than 200 MB.
func TestExpandMemory(t *testing.T) {
	c := townCase(2500)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	d := expand(t, c)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if mb := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) >> 20; mb > 120 {
		t.Errorf("%d MB held by %d needs", mb, len(d.Needs))
	}
	runtime.KeepAlive(d)
}
