package casefile

import (
	"testing"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// on is a time of a day of November 2026; the horizon of richCase starts on
// Monday the 23rd.
func on(day int, clock string) model.Time {
	c, err := model.ParseClock(clock)
	if err != nil {
		panic(err)
	}
	return model.At(model.DateOf(2026, 11, day), c)
}

func nov(day int) model.Date { return model.DateOf(2026, 11, day) }

// richCase is an invented case that uses every file and every column.
func richCase(t testing.TB) *model.Case {
	c := &model.Case{
		Name:    "Ærø–Øster; \"prøve\"",
		Horizon: model.Horizon{From: nov(23), Days: 14},
		AsOf:    on(20, "12:00"), AnnouncedUntil: on(24, "00:00"),
		Standard:  mustStandard(t, "frame-2025"),
		Providers: []model.Provider{{ID: "kommunen", Name: "Hjemmeplejen", Municipal: true, TravelShown: model.Blocks}, {ID: "privat", TravelShown: model.Between}},
		Districts: []model.District{{ID: "nord", Name: "Nord", Groups: []model.Group{{ID: "nord-a", Name: "A"}, {ID: "nord-b"}}}, {ID: "syd"}},
		Offices:   []model.Office{{ID: "O1", Name: "Kontoret", Point: orb.Point{14.7, 55.1}}, {ID: "O2", Point: orb.Point{14.72, 55.12}}},
		Travel: model.Travel{Source: "crow-fly", Modes: map[model.Mode]model.TravelMode{
			model.Car: {SpeedKmh: 38.5, Detour: 1.35, Arrival: 150}, model.Bicycle: {SpeedKmh: 14, Detour: 1.3, Arrival: 90},
			model.EBike: {SpeedKmh: 18, Detour: 1.3, Arrival: 90}, model.Foot: {SpeedKmh: 4.8, Detour: 1.25}}},
		ReserveShares: []model.ReserveShare{{Group: "nord-a", From: 420, To: 900, Share: 0.05}},
		Places: []model.Place{
			{ID: "P1", Point: orb.Point{14.7065, 55.1037}, Address: "Storegade 1, 2. \"tv\""},
			{ID: "P2", Point: orb.Point{14.7165, 55.1137}},
			{ID: "P9", Point: orb.Point{14.69, 55.09}, Address: "Åvej 3"}},
		Homes: []model.Home{
			{ID: "H1", District: "nord", Group: "nord-a", Place: "P1", Protected: true, Needs: []model.Qualification{"medicine"}, Traits: []model.Trait{"dog", "smoke"},
				Preferred: []model.CaregiverID{"C1", "C2"}, Unwanted: []model.CaregiverID{"C3"}, Note: "nøgle; bagdør,\n\"to\" trin"},
			{ID: "H2", District: "nord", Place: "P1"},
			{ID: "H3", District: "syd", Place: "P2"}},
		Grants:     richGrants(),
		Caregivers: richCaregivers(),
		Shifts: []model.Shift{
			{ID: "S1", Caregiver: "C1", From: on(23, "07:00"), To: on(23, "15:00"), Mode: model.Bicycle, Start: "O1", End: "O1",
				Break: &model.Window{From: on(23, "11:00"), To: on(23, "12:00")}, BreakLen: 29, Overtime: 30},
			{ID: "S2", Caregiver: "C2", From: on(23, "23:00"), To: on(24, "07:00"), Mode: model.Car, Start: "P9", End: "P9", Overtime: -1},
			{ID: "S3", Caregiver: "C3", From: on(24, "07:00"), To: on(24, "15:00"), Mode: model.EBike},
			{ID: "S4", Caregiver: "C3", From: on(25, "07:00"), To: on(25, "12:00"), Mode: model.Foot}},
		Activities: []model.Activity{
			{Shift: "S1", Kind: "meeting", From: on(23, "07:00"), To: on(23, "07:15"), Minutes: 15, Place: "O1"},
			{Shift: "S1", Kind: "documentation", From: on(23, "13:00"), To: on(23, "15:00"), Minutes: 20}},
		Reserves: []model.Reserve{{Caregiver: "C3", From: on(26, "15:00"), To: on(26, "23:00"), Price: 42000, Notice: 120}},
		Absences: []model.Absence{
			{Caregiver: "C2", From: on(27, "00:00"), To: on(28, "00:00"), Kind: "holiday"},
			{Home: "H1", From: on(25, "00:00"), To: on(27, "00:00"), Kind: "hospital"}},
		External: []model.External{
			{Home: "H1", From: on(24, "10:00"), To: on(24, "10:30"), Kind: "nurse", Relation: model.Avoid},
			{Home: "H2", Service: "unpacking", From: on(24, "10:00"), To: on(24, "12:00"), Kind: "groceries", Relation: model.Delivery, Within: 60, Soft: 5000}},
		Pins: []model.Pin{
			{Home: "H1", Service: "bath", Part: "morning", Date: nov(26), Caregiver: "C1", Start: 555, Reason: "datter til stede"},
			{Home: "H2", Caregiver: "C2", Start: -1, Reason: "kender hjemmet"}},
		History: model.History{
			Visits: []model.PastVisit{{Home: "H1", Caregiver: "C1", Date: nov(19)}, {Home: "H1", Caregiver: "C1", Date: nov(20)}, {Home: "H1", Caregiver: "C1", Date: nov(20)}},
			Last:   []model.LastDelivery{{Grant: "G1", Date: nov(19)}, {Grant: "G3", Date: nov(12), Number: 5}},
			Named:  []model.Named{{Home: "H1", Contact: "C1", Second: "C2"}, {Home: "H2", Contact: "C2"}},
			Agreed: []model.Agreed{{Home: "H1", Service: "cleaning", Start: -1, Days: 1 << 2}, {Home: "H1", Part: "morning", Start: 495}},
			Swaps:  []model.Swap{{Home: "H2", Date: nov(18), From: "cleaning", To: "shopping"}},
			Outside: []model.OutsideShift{{Caregiver: "C1", From: on(21, "15:00"), To: on(21, "23:00")},
				{Caregiver: "C3", From: model.At(model.DateOf(2026, 10, 25), 120) + 60, To: model.At(model.DateOf(2026, 10, 25), 600)}},
			Debts: []model.Replacement{{Home: "H2", Grant: "G3", Occurrence: "G3#5", Agreed: nov(20), Latest: nov(27)}},
		},
	}
	return c
}

func richGrants() []model.Grant {
	from := model.DateOf(2026, 9, 1)
	return []model.Grant{
		{ID: "G1", Home: "H1", Provider: "kommunen", Law: model.SEL83, Service: "bath", Cadence: model.Cadence{Unit: model.PerWeek, Count: 2}, Parts: []model.PartID{"morning"},
			Days: 1<<1 | 1<<4, Minutes: 35, Staff: 2, Second: model.Leg{Offset: 5, Minutes: 10}, From: from, To: model.DateOf(2027, 2, 28),
			FollowUp: model.DateOf(2027, 2, 1), Decided: nov(20), Tolerance: 30, Needs: []model.Qualification{"medicine"}},
		{ID: "G2", Home: "H1", Provider: "kommunen", Law: model.AEL, From: from, FrameMinutes: 240,
			Pattern: []model.Pattern{
				{Days: 1<<1 | 1<<3 | 1<<5, Part: "morning", Service: "morning-care", Minutes: 30, Every: 1},
				{Days: model.AllDays, Part: "late", Service: "evening-care", Minutes: 15, Every: 1, Staff: 2},
				{Days: 1 << 2, Part: "midday", Service: "bath", Minutes: 20, Every: 2}},
			Changes: []model.ProviderChange{{Provider: "privat", Asked: model.DateOf(2026, 10, 15), From: model.DateOf(2026, 12, 1)}}},
		{ID: "G3", Home: "H2", Provider: "privat", Law: model.SEL83, Service: "cleaning", Cadence: model.Cadence{Unit: model.PerKDays, Count: 14}, From: from,
			Dates: []model.Date{nov(30)}},
		{ID: "G4", Home: "H3", Provider: "kommunen", Law: model.SEL94, Service: "morning-care", Cadence: model.Cadence{Unit: model.PerDay, Count: 1}, From: from, Helper: "C9"},
		{ID: "G5", Home: "H3", Law: model.SEL95, From: from, Hours: 22.5},
		{ID: "G6", Home: "H2", Provider: "privat", Law: model.SUL, Service: "medicine", Cadence: model.Cadence{Unit: model.Dated}, From: from, Dates: []model.Date{nov(24), nov(26)}},
		{ID: "G7", Home: "H2", Provider: "privat", Law: model.SEL83, Service: "shopping", Cadence: model.Cadence{Unit: model.PerWeek, Count: 1}, From: from, Shops: 2, Kilos: 8},
	}
}

func richCaregivers() []model.Caregiver {
	return []model.Caregiver{
		{ID: "C1", Name: "Bodil B.", Provider: "kommunen", District: "nord", Group: "nord-a", Qualifications: []model.Qualification{"care", "medicine"}, CantBear: []model.Trait{"dog"}},
		{ID: "C2", Name: "Åge Ø.", Provider: "kommunen", District: "nord", HomePlace: "P9"},
		{ID: "C3", Provider: "privat", District: "nord", Group: "nord-b"},
		{ID: "C9", Provider: "kommunen", District: "syd", Only: []model.HomeID{"H3"}},
	}
}
