package casefile

import "github.com/hjemvej/hjemvej/model"

var visitsSheet = sheet[model.PastVisit]{
	name:  "history_visits",
	about: "Who came when, before the horizon: whom a home knows.",
	columns: []column[model.PastVisit]{
		col("home", "hjem", idText[model.HomeID](), func(v *model.PastVisit) *model.HomeID { return &v.Home }).must().
			doc("a home of `homes`", "H0042", "R-6.2"),
		col("caregiver", "medarbejder", idText[model.CaregiverID](), func(v *model.PastVisit) *model.CaregiverID { return &v.Caregiver }).must().
			doc("a caregiver of `caregivers`", "C07", "R-6.2b"),
		col("date", "dato", dateText(), func(v *model.PastVisit) *model.Date { return &v.Date }).must().
			doc("the day", "2026-11-20", "R-6.2b"),
	},
	of: func(c *model.Case) []model.PastVisit { return c.History.Visits },
}

var lastSheet = sheet[model.LastDelivery]{
	name:  "history_last",
	about: "When each grant was last delivered: where its cadence stands.",
	key:   []string{"grant"},
	columns: []column[model.LastDelivery]{
		col("grant", "bevilling", idText[model.GrantID](), func(l *model.LastDelivery) *model.GrantID { return &l.Grant }).must().
			doc("a grant of `grants`", "G0042", "R-4.2.4"),
		col("date", "dato", dateText(), func(l *model.LastDelivery) *model.Date { return &l.Date }).must().
			doc("the day", "2026-11-12", "R-4.2.4"),
		col("number", "nummer", keepZero(whole("number", 0, 1_000_000)), func(l *model.LastDelivery) *int { return &l.Number }).must().
			doc("the running number of the occurrence delivered, no higher than the last due by then", "5", "R-4.2.4"),
	},
	of: func(c *model.Case) []model.LastDelivery { return c.History.Last },
}

var namedSheet = sheet[model.Named]{
	name:  "named",
	about: "The at most two named staff of each home so far.",
	key:   []string{"home"},
	columns: []column[model.Named]{
		col("home", "hjem", idText[model.HomeID](), func(n *model.Named) *model.HomeID { return &n.Home }).must().
			doc("a home of `homes`", "H0042", "R-6.2"),
		col("contact", "kontaktperson", idText[model.CaregiverID](), func(n *model.Named) *model.CaregiverID { return &n.Contact }).must().
			doc("the contact person", "C07", "R-6.1"),
		col("second", "anden", idText[model.CaregiverID](), func(n *model.Named) *model.CaregiverID { return &n.Second }).
			blank("none").doc("the other one", "C09", "R-6.2"),
	},
	of: func(c *model.Case) []model.Named { return c.History.Named },
}

var agreedSheet = sheet[model.Agreed]{
	name:  "agreed",
	about: "Standing agreements: the time of a series (`part`), or days and time of a floating service (`service`): exactly one of the two.",
	key:   []string{"home", "part", "number", "service"},
	columns: []column[model.Agreed]{
		col("home", "hjem", idText[model.HomeID](), func(a *model.Agreed) *model.HomeID { return &a.Home }).must().
			doc("a home of `homes`", "H0042", "R-5.3b"),
		col("part", "del", idText[model.PartID](), func(a *model.Agreed) *model.PartID { return &a.Part }).
			blank("a floating service").doc("series: the part of the day", "morning", "R-5.3b"),
		col("number", "nummer", whole("number", 0, 99), func(a *model.Agreed) *int { return &a.Number }).
			blank("the first or only one").doc("series: which of several of the home in one part", "2", "R-5.3b"),
		col("service", "ydelse", idText[model.ServiceID](), func(a *model.Agreed) *model.ServiceID { return &a.Service }).
			blank("a series").doc("floating: the service", "cleaning", "R-5.3b"),
		clockOrNone("start", "start", func(a *model.Agreed) *model.Clock { return &a.Start }).
			blank("no time agreed").doc("the agreed time, in a series within its part", "08:15", "R-6.5"),
		col("days", "ugedage", weekdaysText(), func(a *model.Agreed) *model.Weekdays { return &a.Days }).
			blank("none agreed yet").doc("floating: the agreed days of the week", "tue", "R-6.4"),
	},
	of: func(c *model.Case) []model.Agreed { return c.History.Agreed },
}

var swapsSheet = sheet[model.Swap]{
	name:  "swaps",
	about: "Uses of flexible help: a service swapped for another.",
	columns: []column[model.Swap]{
		col("home", "hjem", idText[model.HomeID](), func(s *model.Swap) *model.HomeID { return &s.Home }).must().
			doc("a home of `homes`", "H0042", "R-5.4"),
		col("date", "dato", dateText(), func(s *model.Swap) *model.Date { return &s.Date }).must().
			doc("the day", "2026-11-18", "R-5.4"),
		col("from", "fra", idText[model.ServiceID](), func(s *model.Swap) *model.ServiceID { return &s.From }).must().
			doc("the service granted", "cleaning", "R-5.4"),
		col("to", "til", idText[model.ServiceID](), func(s *model.Swap) *model.ServiceID { return &s.To }).must().
			doc("the service given", "shopping", "R-5.4"),
	},
	of: func(c *model.Case) []model.Swap { return c.History.Swaps },
}

var outsideSheet = sheet[model.OutsideShift]{
	name:  "outside_shifts",
	about: "Caregivers' shifts just outside the horizon, before and after: for the rest between shifts.",
	key:   []string{"caregiver", "from"},
	columns: []column[model.OutsideShift]{
		col("caregiver", "medarbejder", idText[model.CaregiverID](), func(o *model.OutsideShift) *model.CaregiverID { return &o.Caregiver }).must().
			doc("a caregiver of `caregivers`", "C07", "R-W.2"),
		col("from", "fra", timeText(), func(o *model.OutsideShift) *model.Time { return &o.From }).must().
			doc("when it starts", "2026-11-22 15:00", "R-W.2"),
		col("to", "til", timeText(), func(o *model.OutsideShift) *model.Time { return &o.To }).must().
			doc("when it ends", "2026-11-22 23:00", "R-W.2"),
	},
	of: func(c *model.Case) []model.OutsideShift { return c.History.Outside },
}

var debtsSheet = sheet[model.Replacement]{
	name:  "debts",
	about: "Replacements of practical help that the plan before booked past its horizon: this plan must honour them.",
	key:   []string{"occurrence"},
	columns: []column[model.Replacement]{
		col("home", "hjem", idText[model.HomeID](), func(d *model.Replacement) *model.HomeID { return &d.Home }).must().
			doc("a home of `homes`", "H0042", "R-6.4"),
		col("grant", "bevilling", idText[model.GrantID](), func(d *model.Replacement) *model.GrantID { return &d.Grant }).must().
			doc("a grant of the home", "G0042", "R-6.4"),
		col("occurrence", "forekomst", occurrenceText(), func(d *model.Replacement) *model.OccurrenceID { return &d.Occurrence }).must().
			doc("the occurrence owed", "G0042#5", "R-6.4"),
		col("agreed", "aftalt", dateText(), func(d *model.Replacement) *model.Date { return &d.Agreed }).must().
			doc("the day it was agreed for", "2026-11-20", "R-6.4"),
		col("latest", "senest", dateText(), func(d *model.Replacement) *model.Date { return &d.Latest }).must().
			doc("the fifth weekday after it", "2026-11-27", "R-6.4"),
	},
	of: func(c *model.Case) []model.Replacement { return c.History.Debts },
}

// sheets are all tables of a case, in the order of docs/case-format.md.
var sheets = []anySheet{
	&placesSheet, &homesSheet, &grantsSheet, &patternsSheet, &changesSheet, &caregiversSheet, &shiftsSheet, &activitiesSheet, &reservesSheet,
	&absencesSheet, &externalSheet, &pinsSheet, &visitsSheet, &lastSheet, &namedSheet, &agreedSheet, &swapsSheet, &outsideSheet, &debtsSheet,
}
