package casefile

import "github.com/hjemvej/hjemvej/model"

const mostEvents = 1_000_000 // in the log of one plan

// planEvents is the log of a plan. A file of events has the same columns (see
// eventsFile): a row of the one may be copied to the other. The kind stands
// before the columns whose meaning depends on it.
var planEvents = sheet[model.Event]{
	name:   "events",
	about:  "The ordered log of events applied since the case.",
	needed: true,
	key:    []string{"number"},
	columns: []column[model.Event]{
		col("number", "nummer", whole("number", 1, mostEvents), func(e *model.Event) *int { return &e.Number }).must().
			doc("place in the log", "1", ""),
		col("known", "kendt", instantText(), func(e *model.Event) *model.Time { return &e.Known }).must().
			doc("when it became known", "2026-11-23T05:40+01:00", ""),
		col("kind", "hændelse", eventKindText, func(e *model.Event) *model.EventKind { return &e.Kind }).must().
			doc("what happened", "sick", ""),
		whatColumn().
			blank("not said").doc("more closely: a shift's added, removed, extended, lent (in Danish tilføjet, fjernet, forlænget, udlånt); where a citizen is; an activity's kind", "hospital", ""),
		col("caregiver", "medarbejder", idText[model.CaregiverID](), func(e *model.Event) *model.CaregiverID { return &e.Caregiver }).
			blank("none").doc("a caregiver of the case", "C07", ""),
		col("home", "hjem", idText[model.HomeID](), func(e *model.Event) *model.HomeID { return &e.Home }).
			blank("that of the visit, or none").doc("a home of the case", "H0042", ""),
		col("visit", "besøg", joinedText[model.VisitID](), func(e *model.Event) *model.VisitID { return &e.Visit }).
			blank("none").doc("a visit of the plan that is mended", "H0042/morning@2026-11-23", ""),
		col("shift", "vagt", madeText[model.ShiftID](), func(e *model.Event) *model.ShiftID { return &e.Shift }).
			blank("none").doc("a shift of the case, or the id of one added", "S0301", "R-W.1"),
		col("grant", "bevilling", madeText[model.GrantID](), func(e *model.Event) *model.GrantID { return &e.Grant }).
			blank("none").doc("a grant of the case, or the id of an acute one", "G0042", "R-4.2.5"),
		col("service", "ydelse", idText[model.ServiceID](), func(e *model.Event) *model.ServiceID { return &e.Service }).
			blank("none").doc("a service of the standard: what is granted at once, or done instead", "shopping", "R-5.4"),
		col("part", "del", idText[model.PartID](), func(e *model.Event) *model.PartID { return &e.Part }).
			blank("the service's default").doc("a part of the day of the standard", "morning", ""),
		col("provider", "leverandør", idText[model.ProviderID](), func(e *model.Event) *model.ProviderID { return &e.Provider }).
			blank("none").doc("the provider chosen", "private", "R-5.1"),
		col("district", "distrikt", idText[model.DistrictID](), func(e *model.Event) *model.DistrictID { return &e.District }).
			blank("none").doc("the district that a shift is lent to", "D2", "R-10.2"),
		col("from", "fra", instantText(), func(e *model.Event) *model.Time { return &e.From }).
			blank("as the kind has it").doc("from when; an instant", "2026-11-23T07:00+01:00", ""),
		col("to", "til", instantText(), func(e *model.Event) *model.Time { return &e.To }).
			blank("open, or as the kind has it").doc("until when", "2026-11-23T15:00+01:00", ""),
		clockOrNone("start", "start", func(e *model.Event) *model.Clock { return &e.Start }).
			blank("not pinned").doc("pin: the time of day", "09:15", "R-5.3b"),
		col("minutes", "minutter", whole[model.Minutes]("minutes", 1, mostMinutes), func(e *model.Event) *model.Minutes { return &e.Minutes }).
			blank("as before, or the service's").doc("how late, or how long", "25", ""),
		col("staff", "personer", whole("persons", 1, 4), func(e *model.Event) *int { return &e.Staff }).
			blank("as before, or the service's").doc("caregivers at once", "2", "R-11.1.1b"),
		col("qualification", "kvalifikation", idText[model.Qualification](), func(e *model.Event) *model.Qualification { return &e.Qualification }).
			blank("none besides").doc("what the caregivers must have", "medicine", "R-6.7"),
		col("mode", "transport", modeText, func(e *model.Event) *model.Mode { return &e.Mode }).
			blank("none").doc("of a shift added", "bicycle", "R-W.1"),
		col("place", "sted", idText[model.PlaceID](), func(e *model.Event) *model.PlaceID { return &e.Place }).
			blank("none").doc("where a shift added begins and ends, where an activity is", "O1", ""),
		col("of", "vedrører", whole("number", 1, mostEvents), func(e *model.Event) *int { return &e.Of }).
			blank("none").doc("the number of the event meant", "3", ""),
		col("reason", "begrundelse", freeText(), func(e *model.Event) *string { return &e.Reason }).
			blank("none").doc("why", "daughter is there", "R-P.3"),
		col("occurrences", "forekomster", listOf(joinedText[model.OccurrenceID]()), func(e *model.Event) *[]model.OccurrenceID { return &e.Occurrences }).
			blank("none").doc("what the visit did according to the plan, as far as it is meant", "G0042#3|G0043#17", "R-5.5"),
		col("caregivers", "medarbejdere", listOf(idText[model.CaregiverID]()), func(e *model.Event) *[]model.CaregiverID { return &e.Caregivers }).
			blank("nobody").doc("who came according to the plan, or is to come", "C07|C09", ""),
	},
}

// announcedRow is an announced visit in one row, its staff as lists side by side.
type announcedRow struct {
	model.Announced
	Caregivers []model.CaregiverID
	Shifts     []model.ShiftID
	Offsets    []model.Minutes
	Minutes    []model.Minutes
}

var planAnnounced = sheet[announcedRow]{
	name:   "announced",
	about:  "What citizens and staff had been told before the mend: the visits of the plan mended that were announced or had begun.",
	needed: true,
	key:    []string{"visit"},
	columns: []column[announcedRow]{
		col("visit", "besøg", joinedText[model.VisitID](), func(a *announcedRow) *model.VisitID { return &a.Visit }).must().
			doc("a visit of the plan mended, which this plan may lack", "H0042/morning@2026-11-23", ""),
		col("home", "hjem", idText[model.HomeID](), func(a *announcedRow) *model.HomeID { return &a.Home }).must().
			doc("a home of the case", "H0042", ""),
		col("start", "start", instantText(), func(a *announcedRow) *model.Time { return &a.Start }).must().
			doc("when it was to begin", "2026-11-23T08:15+01:00", "R-6.5"),
		col("caregivers", "medarbejdere", listOf(idText[model.CaregiverID]()), func(a *announcedRow) *[]model.CaregiverID { return &a.Caregivers }).
			blank("nobody").doc("who was to come", "C07|C09", "R-6.2"),
		col("shifts", "vagter", listOf(madeText[model.ShiftID]()), func(a *announcedRow) *[]model.ShiftID { return &a.Shifts }).
			blank("nobody").doc("on which shift, for each caregiver", "S0071|S0090", ""),
		col("offsets", "forskydninger", listOf(keepZero(whole[model.Minutes]("minutes", -mostMinutes, mostMinutes))), func(a *announcedRow) *[]model.Minutes { return &a.Offsets }).
			blank("all with the visit").doc("for each caregiver: begins so long after the visit does", "0|10", "R-11.1.1b"),
		col("minutes", "minutter", listOf(keepZero(whole[model.Minutes]("minutes", 0, mostMinutes))), func(a *announcedRow) *[]model.Minutes { return &a.Minutes }).
			blank("nobody").doc("for each caregiver: stays so long", "50|20", "R-11.1.1b"),
	},
}

var planRaised = sheet[model.Raised]{
	name:   "raised",
	about:  "Tasks for people that events raise: no-shows to be closed, grants to be decided or assessed again.",
	needed: true,
	columns: []column[model.Raised]{
		col("rule", "regel", idText[string](), func(x *model.Raised) *string { return &x.Rule }).must().
			doc("R-5.5b a no-show, R-4.2.5 an acute grant to be decided, R-5.4 a reassessment, R-5.5 a visit that may be agreed anew", "R-5.5b", ""),
		col("home", "hjem", idText[model.HomeID](), func(x *model.Raised) *model.HomeID { return &x.Home }).
			blank("none").doc("a home of the case", "H0042", ""),
		col("visit", "besøg", joinedText[model.VisitID](), func(x *model.Raised) *model.VisitID { return &x.Visit }).
			blank("none").doc("the visit it is about", "H0042/morning@2026-11-23", "R-5.5b"),
		col("grant", "bevilling", madeText[model.GrantID](), func(x *model.Raised) *model.GrantID { return &x.Grant }).
			blank("none").doc("the grant it is about", "G0042", "R-4.2.5"),
		col("since", "siden", instantText(), func(x *model.Raised) *model.Time { return &x.Since }).must().
			doc("when it was raised", "2026-11-23T08:20+01:00", ""),
		col("until", "inden", instantText(), func(x *model.Raised) *model.Time { return &x.Until }).
			blank("no hour").doc("to be dealt with before", "2026-11-23T10:20+01:00", "R-5.5b"),
		col("text_da", "tekst_da", freeText(), func(x *model.Raised) *string { return &x.Text.Da }).
			blank("none").doc("what is to be done, in Danish", "ingen åbner: find ud af, om der er sket noget", ""),
		col("text_en", "tekst_en", freeText(), func(x *model.Raised) *string { return &x.Text.En }).
			blank("none").doc("and in English", "nobody opens: find out whether anything is wrong", ""),
	},
}
