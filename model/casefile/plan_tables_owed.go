package casefile

import "github.com/hjemvej/hjemvej/model"

var planCalls = sheet[model.Call]{
	name:   "calls",
	about:  "Citizens to be told of a change beyond the limit.",
	needed: true,
	key:    []string{"visit"},
	columns: []column[model.Call]{
		col("home", "hjem", idText[model.HomeID](), func(c *model.Call) *model.HomeID { return &c.Home }).must().
			doc("a home of the case", "H0042", "R-6.5"),
		col("visit", "besøg", joinedText[model.VisitID](), func(c *model.Call) *model.VisitID { return &c.Visit }).must().
			doc("the visit moved", "H0042/morning@2026-11-23", "R-6.5"),
		col("agreed", "aftalt", instantText(), func(c *model.Call) *model.Time { return &c.Agreed }).must().
			doc("what the citizen expects: told or else agreed", "2026-11-23T08:15+01:00", "R-6.5"),
		col("new", "ny", instantText(), func(c *model.Call) *model.Time { return &c.New }).must().
			doc("the planned time", "2026-11-23T09:20+01:00", "R-6.5"),
		col("latest", "senest", instantText(), func(c *model.Call) *model.Time { return &c.Latest }).must().
			doc("to be made before", "2026-11-23T07:55+01:00", "R-6.5"),
		col("by", "af", idText[model.CaregiverID](), func(c *model.Call) *model.CaregiverID { return &c.By }).
			blank("the office").doc("who calls: the contact person, or the other of the two named when that one is away", "C07", "R-6.1"),
	},
}

var planBriefings = sheet[model.Briefing]{
	name:   "briefings",
	about:  "Substitutes to be briefed before their visit.",
	needed: true,
	key:    []string{"visit", "caregiver"},
	columns: []column[model.Briefing]{
		col("home", "hjem", idText[model.HomeID](), func(b *model.Briefing) *model.HomeID { return &b.Home }).must().
			doc("a home of the case", "H0042", "R-6.2b"),
		col("visit", "besøg", joinedText[model.VisitID](), func(b *model.Briefing) *model.VisitID { return &b.Visit }).must().
			doc("the substitute's first visit", "H0042/morning@2026-11-23", "R-6.2b"),
		col("caregiver", "medarbejder", idText[model.CaregiverID](), func(b *model.Briefing) *model.CaregiverID { return &b.Caregiver }).must().
			doc("the substitute", "C11", "R-6.2b"),
		col("by", "af", idText[model.CaregiverID](), func(b *model.Briefing) *model.CaregiverID { return &b.By }).
			blank("the office").doc("who briefs: likewise", "C07", "R-6.1"),
		col("before", "inden", instantText(), func(b *model.Briefing) *model.Time { return &b.Before }).must().
			doc("when at the latest", "2026-11-23T08:15+01:00", "R-6.2b"),
	},
}

var planReplacements = sheet[model.Replacement]{
	name:   "replacements",
	about:  "Practical help moved from its agreed date: to a visit of this plan, or booked as a debt that the next plan must honour.",
	needed: true,
	key:    []string{"occurrence"},
	columns: []column[model.Replacement]{
		col("home", "hjem", idText[model.HomeID](), func(p *model.Replacement) *model.HomeID { return &p.Home }).must().
			doc("a home of the case", "H0042", "R-6.4"),
		col("grant", "bevilling", madeText[model.GrantID](), func(p *model.Replacement) *model.GrantID { return &p.Grant }).must().
			doc("a grant of the home", "G0042", "R-6.4"),
		col("occurrence", "forekomst", joinedText[model.OccurrenceID](), func(p *model.Replacement) *model.OccurrenceID { return &p.Occurrence }).must().
			doc("which time it fell due", "G0042#5", "R-6.4"),
		col("agreed", "aftalt", dateText(), func(p *model.Replacement) *model.Date { return &p.Agreed }).must().
			doc("the day agreed", "2026-11-24", "R-6.4"),
		col("latest", "senest", dateText(), func(p *model.Replacement) *model.Date { return &p.Latest }).must().
			doc("the fifth weekday after it", "2026-12-01", "R-6.4"),
		col("visit", "besøg", joinedText[model.VisitID](), func(p *model.Replacement) *model.VisitID { return &p.Visit }).
			blank("a debt").doc("the visit that makes up for it", "H0042/~cleaning@5", "R-6.4"),
	},
}

// money is a sum of the program's own making: it may be as long as a CPR number.
func money[V ~int64](unit string) codec[V] {
	const most = 1_000_000_000_000_000 // øre: no bill comes near
	c := keepZero(whole[V](unit, -most, most))
	c.exempt = true
	return c
}

var planBill = sheet[model.BillLine]{
	name:   "bill",
	about:  "The plan's bill by line of the price list.",
	needed: true,
	key:    []string{"line"},
	columns: []column[model.BillLine]{
		col("line", "linje", idText[string](), func(b *model.BillLine) *string { return &b.Line }).must().
			doc("name in the price list, with the mode or care class after a point", "travel_minute.car", ""),
		col("count", "antal", money[int64]("number"), func(b *model.BillLine) *int64 { return &b.Count }).must().
			doc("how many", "4711", ""),
		col("unit", "enhed", freeText(), func(b *model.BillLine) *string { return &b.Unit }).
			blank("none").doc("of what", "minute", ""),
		col("price", "pris", money[model.Price]("øre"), func(b *model.BillLine) *model.Price { return &b.Price }).must().
			doc("in all", "3768800", ""),
	},
}
