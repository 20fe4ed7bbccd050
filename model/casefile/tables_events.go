package casefile

import "github.com/hjemvej/hjemvej/model"

var absencesSheet = sheet[model.Absence]{
	name:  "absences",
	about: "Citizens and caregivers away: exactly one of the two in each row.",
	columns: []column[model.Absence]{
		col("home", "hjem", idText[model.HomeID](), func(a *model.Absence) *model.HomeID { return &a.Home }).
			blank("a caregiver is away").doc("the home whose citizen is away: its visits pause", "H0042", "R-5.5c"),
		col("caregiver", "medarbejder", idText[model.CaregiverID](), func(a *model.Absence) *model.CaregiverID { return &a.Caregiver }).
			blank("a citizen is away").doc("the caregiver away", "C07", "R-W.1"),
		col("from", "fra", timeText(), func(a *model.Absence) *model.Time { return &a.From }).must().
			doc("from when", "2026-11-25 00:00", "R-5.5c"),
		col("to", "til", timeText(), func(a *model.Absence) *model.Time { return &a.To }).must().
			doc("until when; visits start again after it", "2026-11-28 00:00", "R-5.5c"),
		col("kind", "art", freeText(), func(a *model.Absence) *string { return &a.Kind }).
			doc("travel, hospital, sick, holiday …", "hospital", "R-5.5c"),
	},
	of: func(c *model.Case) []model.Absence { return c.Absences },
}

var relationText = oneWord(
	wordPair[model.Relation]{model.Avoid, "undgå"}, wordPair[model.Relation]{model.Together, "sammen"},
	wordPair[model.Relation]{model.Before, "før"}, wordPair[model.Relation]{model.After, "efter"},
	wordPair[model.Relation]{model.Delivery, "levering"})

var externalSheet = sheet[model.External]{
	name:  "external",
	about: "Other help in the home, planned around: nurses, other providers' visits, deliveries.",
	columns: []column[model.External]{
		col("home", "hjem", idText[model.HomeID](), func(e *model.External) *model.HomeID { return &e.Home }).must().
			doc("a home of `homes`", "H0042", "R-5.3c"),
		col("from", "fra", timeText(), func(e *model.External) *model.Time { return &e.From }).must().
			doc("the other help comes", "2026-11-24 10:00", "R-5.3c"),
		col("to", "til", timeText(), func(e *model.External) *model.Time { return &e.To }).must().
			doc("and leaves", "2026-11-24 10:30", "R-5.3c"),
		col("service", "ydelse", idText[model.ServiceID](), func(e *model.External) *model.ServiceID { return &e.Service }).
			blank("every visit of the home").doc("the service that the relation concerns", "unpacking", "R-5.3c"),
		col("kind", "art", freeText(), func(e *model.External) *string { return &e.Kind }).
			doc("what it is, as the lists show it", "nurse", "R-5.3c"),
		col("relation", "forhold", relationText, func(e *model.External) *model.Relation { return &e.Relation }).must().
			doc("avoid: never at the same time; together: starts while the other is there; before: ends before; after: starts after; delivery: unpacking follows. "+
				"In Danish undgå, sammen, før, efter, levering", "avoid", "R-5.3c"),
		col("within", "inden", whole[model.Minutes]("minutes", 0, 24*60), func(e *model.External) *model.Minutes { return &e.Within }).
			blank("the same day").doc("before and after: at most so long between", "60", "R-11.2.3b"),
		col("soft", "blød", whole[model.Price]("øre", 0, 100_000_000), func(e *model.External) *model.Price { return &e.Soft }).
			blank("hard").doc("the price of not keeping it", "5000", "R-5.3c"),
	},
	of: func(c *model.Case) []model.External { return c.External },
}

var pinsSheet = sheet[model.Pin]{
	name:  "pins",
	about: "What a planner has fixed, each with a reason: a visit's day, caregiver or time, or any of them.",
	columns: []column[model.Pin]{
		col("home", "hjem", idText[model.HomeID](), func(p *model.Pin) *model.HomeID { return &p.Home }).must().
			doc("a home of `homes`", "H0042", ""),
		col("service", "ydelse", idText[model.ServiceID](), func(p *model.Pin) *model.ServiceID { return &p.Service }).
			blank("every visit of the part").doc("a service of the standard", "bath", ""),
		col("part", "del", idText[model.PartID](), func(p *model.Pin) *model.PartID { return &p.Part }).
			blank("every part").doc("a part of the day of the standard", "morning", ""),
		col("date", "dato", dateText(), func(p *model.Pin) *model.Date { return &p.Date }).
			blank("every day").doc("a day of the horizon", "2026-11-26", ""),
		col("caregiver", "medarbejder", idText[model.CaregiverID](), func(p *model.Pin) *model.CaregiverID { return &p.Caregiver }).
			blank("anyone").doc("who comes", "C07", "R-6.2"),
		clockOrNone("start", "start", func(p *model.Pin) *model.Clock { return &p.Start }).
			blank("any time").doc("when the visit starts", "09:15", "R-5.3b"),
		col("reason", "begrundelse", freeText(), func(p *model.Pin) *string { return &p.Reason }).must().
			doc("why", "daughter is there", ""),
	},
	of: func(c *model.Case) []model.Pin { return c.Pins },
}
