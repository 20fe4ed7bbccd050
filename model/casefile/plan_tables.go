package casefile

import "github.com/hjemvej/hjemvej/model"

// visitRow is a visit in one row. What it does and who does it are lists side
// by side: the n-th service is of the n-th grant, and so on.
type visitRow struct {
	model.Visit
	Services    []model.ServiceID
	Grants      []model.GrantID
	Occurrences []model.OccurrenceID
	Pieces      []int
	Caregivers  []model.CaregiverID
	Shifts      []model.ShiftID
	Offsets     []model.Minutes
	Minutes     []model.Minutes
}

const mostMinutes = 7 * 24 * 60 // of anything in one tour

var planVisits = sheet[visitRow]{
	name:   "visits",
	about:  "Every visit: what is done, when and by whom.",
	needed: true,
	key:    []string{"id"},
	columns: []column[visitRow]{
		col("id", "id", joinedText[model.VisitID](), func(v *visitRow) *model.VisitID { return &v.ID }).must().
			doc("series and date, or home, service and running number for a visit of its own", "H0042/morning@2026-11-23", ""),
		col("home", "hjem", idText[model.HomeID](), func(v *visitRow) *model.HomeID { return &v.Home }).must().
			doc("a home of the case", "H0042", ""),
		col("series", "serie", joinedText[model.SeriesID](), func(v *visitRow) *model.SeriesID { return &v.Series }).
			blank("a visit of its own").doc("the series whose agreed time it has", "H0042/morning", "R-5.3b"),
		col("date", "dato", dateText(), func(v *visitRow) *model.Date { return &v.Date }).must().
			doc("the local day it starts on", "2026-11-23", ""),
		col("part", "del", idText[model.PartID](), func(v *visitRow) *model.PartID { return &v.Part }).
			blank("none").doc("the part of the day", "morning", "R-11.0"),
		col("start", "start", instantText(), func(v *visitRow) *model.Time { return &v.Start }).must().
			doc("when it begins: the planned time", "2026-11-23T08:15+01:00", "R-6.5"),
		col("length", "længde", whole[model.Minutes]("minutes", 0, mostMinutes), func(v *visitRow) *model.Minutes { return &v.Length }).
			blank("0").doc("from the first caregiver's start to the last one's end", "50", "R-11.0b"),
		col("services", "ydelser", listOf(idText[model.ServiceID]()), func(v *visitRow) *[]model.ServiceID { return &v.Services }).
			blank("nothing").doc("what is done", "bath|morning-care", "R-11.0"),
		col("grants", "bevillinger", listOf(madeText[model.GrantID]()), func(v *visitRow) *[]model.GrantID { return &v.Grants }).
			blank("nothing").doc("by which grant, for each service", "G0042|G0043", "R-4.2.4"),
		col("occurrences", "forekomster", listOf(joinedText[model.OccurrenceID]()), func(v *visitRow) *[]model.OccurrenceID { return &v.Occurrences }).
			blank("nothing").doc("which time it falls due, for each service", "G0042#3|G0043#17", "R-4.2.4"),
		col("pieces", "stykker", listOf(keepZero(whole("number", 0, 99))), func(v *visitRow) *[]int { return &v.Pieces }).
			blank("all whole").doc("for each service: 0 the whole, 1, 2 … a piece of a split one", "0|1", "R-11.0b"),
		col("caregivers", "medarbejdere", listOf(idText[model.CaregiverID]()), func(v *visitRow) *[]model.CaregiverID { return &v.Caregivers }).
			blank("nobody").doc("who comes", "C07|C09", "R-11.1.1b"),
		col("shifts", "vagter", listOf(madeText[model.ShiftID]()), func(v *visitRow) *[]model.ShiftID { return &v.Shifts }).
			blank("nobody").doc("on which shift, for each caregiver", "S0071|S0090", ""),
		col("offsets", "forskydninger", listOf(keepZero(whole[model.Minutes]("minutes", -mostMinutes, mostMinutes))), func(v *visitRow) *[]model.Minutes { return &v.Offsets }).
			blank("all with the visit").doc("for each caregiver: begins so long after the visit does", "0|10", "R-11.1.1b"),
		col("minutes", "minutter", listOf(keepZero(whole[model.Minutes]("minutes", 0, mostMinutes))), func(v *visitRow) *[]model.Minutes { return &v.Minutes }).
			blank("nobody").doc("for each caregiver: stays so long", "50|20", "R-11.1.1b"),
	},
}

// itemRow is one stretch of a tour; a tour without any has one row without a kind.
type itemRow struct {
	Shift     model.ShiftID
	Number    int
	Caregiver model.CaregiverID
	Mode      model.Mode
	Overtime  model.Minutes
	model.Item
}

var planTours = sheet[itemRow]{
	name:   "tours",
	about:  "Every shift's tour, stretch by stretch in its order. A shift without anything in it has one row without a kind.",
	needed: true,
	key:    []string{"shift", "number"},
	columns: []column[itemRow]{
		col("shift", "vagt", madeText[model.ShiftID](), func(i *itemRow) *model.ShiftID { return &i.Shift }).must().
			doc("a shift of the case", "S0071", "R-W.1"),
		col("number", "nummer", keepZero(whole("number", 0, 9999)), func(i *itemRow) *int { return &i.Number }).must().
			doc("place in the tour, from 1; 0 in the row of an empty tour", "3", ""),
		col("caregiver", "medarbejder", idText[model.CaregiverID](), func(i *itemRow) *model.CaregiverID { return &i.Caregiver }).must().
			doc("who drives it: the same in all rows of a shift", "C07", ""),
		col("mode", "transport", modeText, func(i *itemRow) *model.Mode { return &i.Mode }).must().
			doc("how: the same in all rows of a shift", "e-bike", ""),
		col("overtime", "overtid", whole[model.Minutes]("minutes", 0, mostMinutes), func(i *itemRow) *model.Minutes { return &i.Overtime }).
			blank("none").doc("after the shift's end: the same in all rows of a shift", "10", "R-W.4"),
		col("kind", "art", itemKindText, func(i *itemRow) *model.ItemKind { return &i.Kind }).
			blank("nothing: an empty tour").doc("what it is", "visit", ""),
		col("from", "fra", instantText(), func(i *itemRow) *model.Time { return &i.From }).
			blank("an empty tour").doc("when it begins", "2026-11-23T08:15+01:00", "R-W.1"),
		col("to", "til", instantText(), func(i *itemRow) *model.Time { return &i.To }).
			blank("an empty tour").doc("when it ends", "2026-11-23T09:05+01:00", "R-W.1"),
		col("visit", "besøg", joinedText[model.VisitID](), func(i *itemRow) *model.VisitID { return &i.Visit }).
			blank("none").doc("visit and call: a visit of `visits`", "H0042/morning@2026-11-23", ""),
		col("leg", "person", whole("number", 0, 9), func(i *itemRow) *int { return &i.Leg }).
			blank("0").doc("visit and call: which of the visit's caregivers, from 0", "1", "R-11.1.1b"),
		col("text", "tekst", freeText(), func(i *itemRow) *string { return &i.Text }).
			blank("none").doc("activity: its kind", "handover", ""),
		col("start", "start", idText[model.PlaceID](), func(i *itemRow) *model.PlaceID { return &i.Start }).
			blank("wherever the caregiver is").doc("travel: the place left; else: where it is", "P0042", ""),
		col("end", "slut", idText[model.PlaceID](), func(i *itemRow) *model.PlaceID { return &i.End }).
			blank("none").doc("travel: the place reached", "P0043", ""),
		col("metres", "meter", whole("metres", 0, 10_000_000), func(i *itemRow) *int { return &i.Metres }).
			blank("0").doc("travel: length of the way", "1840", ""),
	},
}
