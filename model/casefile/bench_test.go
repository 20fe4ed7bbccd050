package casefile

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// bigCase has the rows of a municipality of so many citizens over a fortnight.
func bigCase(t testing.TB, citizens int) *model.Case {
	c := richCase(t)
	c.Places, c.Homes, c.Grants, c.Absences, c.External, c.Pins, c.Caregivers[3].Only = nil, nil, nil, nil, nil, nil, nil
	c.History = model.History{}
	c.Caregivers = c.Caregivers[:3]
	c.Caregivers[1].HomePlace = ""
	c.Shifts, c.Activities, c.Reserves = nil, nil, nil
	for i := range citizens {
		id := fmt.Sprintf("H%05d", i)
		c.Places = append(c.Places, model.Place{ID: model.PlaceID("P" + id), Point: orb.Point{14.7 + float64(i%50)/1000, 55 + float64(i/50)/1000}, Address: "Vej " + id})
		c.Homes = append(c.Homes, model.Home{ID: model.HomeID(id), District: "nord", Place: model.PlaceID("P" + id), Traits: []model.Trait{"dog"}})
		for j := range 4 {
			c.Grants = append(c.Grants, model.Grant{ID: model.GrantID(fmt.Sprintf("G%s-%d", id, j)), Home: model.HomeID(id), Provider: "kommunen", Law: model.SEL83,
				Service: "bath", Cadence: model.Cadence{Unit: model.PerWeek, Count: 2}, From: model.DateOf(2026, 9, 1), Days: 1<<1 | 1<<4, Minutes: 30})
		}
		for j := range 20 {
			c.History.Visits = append(c.History.Visits, model.PastVisit{Home: model.HomeID(id), Caregiver: "C1", Date: nov(1 + j)})
		}
	}
	for i := range citizens * 3 / 2 {
		who := model.CaregiverID(fmt.Sprintf("D%05d", i/10))
		if i%10 == 0 {
			c.Caregivers = append(c.Caregivers, model.Caregiver{ID: who, Provider: "kommunen", District: "nord"})
		}
		c.Shifts = append(c.Shifts, model.Shift{ID: model.ShiftID(fmt.Sprintf("S%05d", i)), Caregiver: who, From: on(23+i%10/2, "07:00") + model.Time(i%10%2*720),
			To: on(23+i%10/2, "07:00") + model.Time(i%10%2*720+480), Mode: model.Car, Start: "O1", End: "O1"})
	}
	return c
}

// BenchmarkReadCase reads a municipality of 2,500 citizens (R-SLA.1).
func BenchmarkReadCase(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "case")
	if err := writeCase(dir, bigCase(b, 2500), &excelForm); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		mustRead(b, dir)
	}
}

// BenchmarkWriteCase writes one.
func BenchmarkWriteCase(b *testing.B) {
	c, dir := bigCase(b, 2500), filepath.Join(b.TempDir(), "case")
	for b.Loop() {
		if err := WriteCase(dir, c); err != nil {
			b.Fatal(err)
		}
	}
}
