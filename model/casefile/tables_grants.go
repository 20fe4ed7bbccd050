package casefile

import "github.com/hjemvej/hjemvej/model"

var lawText = oneWord(
	wordPair[model.Law]{model.SEL83, "SEL83"}, wordPair[model.Law]{model.SEL94, "SEL94"}, wordPair[model.Law]{model.SEL95, "SEL95"},
	wordPair[model.Law]{model.AEL, "ÆL"}, wordPair[model.Law]{model.SUL, "SUL"})

var grantsSheet = sheet[model.Grant]{
	name: "grants",
	about: "What citizens were granted. Itemised: `service` and `frequency`. A frame (ældreloven): `frame_minutes` and lines in `patterns`, " +
		"no service. §94: `helper`. §95: `hours`, counted and never planned.",
	needed: true,
	key:    []string{"id"},
	columns: []column[model.Grant]{
		col("id", "id", idText[model.GrantID](), func(g *model.Grant) *model.GrantID { return &g.ID }).must().
			doc("kept by a grant for as long as it lives: ids of its occurrences build on it", "G0042", "R-4.2.4"),
		col("home", "hjem", idText[model.HomeID](), func(g *model.Grant) *model.HomeID { return &g.Home }).must().
			doc("a home of `homes`", "H0042", ""),
		col("provider", "leverandør", idText[model.ProviderID](), func(g *model.Grant) *model.ProviderID { return &g.Provider }).
			blank("only for §95: none").doc("the provider chosen, before any of `provider_changes`", "municipal", "R-5.1"),
		col("law", "lov", lawText, func(g *model.Grant) *model.Law { return &g.Law }).must().
			doc("the statute: SEL83 (§83, §83a), SEL94 self-chosen helper, SEL95 cash, AEL (ÆL) a frame, SUL medicine and nursing", "SEL83", "R-5.2"),
		col("service", "ydelse", idText[model.ServiceID](), func(g *model.Grant) *model.ServiceID { return &g.Service }).
			blank("a frame, or §95").doc("a service of the standard", "bath", "R-4.2.4"),
		col("frequency", "hyppighed", cadenceText(), func(g *model.Grant) *model.Cadence { return &g.Cadence }).
			blank("a frame, or §95").doc("`3 a day`, `2 a week`, `every 14 days` or `dated`; in Danish `3 om dagen`, `2 om ugen`, `hver 14. dag`, `datoer`", "2 a week", "R-4.2.4"),
		col("parts", "dele", listOf(idText[model.PartID]()), func(g *model.Grant) *[]model.PartID { return &g.Parts }).
			blank("the service's default").doc("parts of the day of the standard; for n a day one for each, in order", "morning|evening", "R-5.3b"),
		col("days", "ugedage", weekdaysText(), func(g *model.Grant) *model.Weekdays { return &g.Days }).
			blank("all that the service allows").doc("days it may fall on; as many as the frequency counts: it falls on exactly these", "mon|thu", "R-5.3b"),
		col("dates", "datoer", setOf(dateText()), func(g *model.Grant) *[]model.Date { return &g.Dates }).
			blank("none").doc("dated: exactly these; beside another frequency: extra ones, such as the thorough cleaning", "2026-12-01|2026-12-22", "R-11.2.1b"),
		col("minutes", "minutter", whole[model.Minutes]("minutes", 1, 24*60), func(g *model.Grant) *model.Minutes { return &g.Minutes }).
			blank("the service's").doc("granted minutes of one occurrence; never shortened", "35", "R-7"),
		col("staff", "personer", whole("persons", 1, 4), func(g *model.Grant) *int { return &g.Staff }).
			blank("the service's").doc("caregivers at once, 1–4", "2", "R-11.1.1b"),
		col("second_offset", "anden_efter", whole[model.Minutes]("minutes", 0, 24*60), func(g *model.Grant) *model.Minutes { return &g.Second.Offset }).
			or("0").doc("the further persons come so long after the visit starts", "5", "R-11.1.1b"),
		col("second_minutes", "anden_minutter", whole[model.Minutes]("minutes", 1, 24*60), func(g *model.Grant) *model.Minutes { return &g.Second.Minutes }).
			blank("as long as the service lasts").doc("and stay so long", "10", "R-11.1.1b"),
		col("from", "fra", dateText(), func(g *model.Grant) *model.Date { return &g.From }).must().
			doc("first day of the period; cadences are counted from it", "2026-09-01", "R-4.2.4"),
		col("to", "til", dateText(), func(g *model.Grant) *model.Date { return &g.To }).
			blank("open").doc("last day of the period", "2027-02-28", "R-4.2.4"),
		col("follow_up", "opfølgning", dateText(), func(g *model.Grant) *model.Date { return &g.FollowUp }).
			blank("none").doc("when the grant is looked at again", "2027-02-01", "R-4.2.4"),
		col("decided", "afgjort", dateText(), func(g *model.Grant) *model.Date { return &g.Decided }).
			blank("long ago").doc("when the provider got the decision: the deadline of the first visit runs from it", "2026-11-20", "R-5.3"),
		col("tolerance", "tolerance", whole[model.Minutes]("minutes", 1, 24*60), func(g *model.Grant) *model.Minutes { return &g.Tolerance }).
			blank("none of its own").doc("own tolerance around the agreed time, hard, tighter than the standard's call limit (insulin ±15)", "15", "R-6.5"),
		col("shops", "butikker", whole("shops", 1, 99), func(g *model.Grant) *int { return &g.Shops }).
			blank("not said").doc("shopping: shops of one round, at most the service's", "2", "R-11.2.3"),
		col("kilos", "kilo", whole("kg", 1, 999), func(g *model.Grant) *int { return &g.Kilos }).
			blank("not said").doc("shopping: kilograms of one round, at most the service's", "8", "R-11.2.3"),
		col("needs", "krav", setOf(idText[model.Qualification]()), func(g *model.Grant) *[]model.Qualification { return &g.Needs }).
			blank("none").doc("qualifications beside the service's", "medicine", "R-6.7"),
		col("helper", "hjælper", idText[model.CaregiverID](), func(g *model.Grant) *model.CaregiverID { return &g.Helper }).
			blank("not §94").doc("§94: the self-chosen helper, a caregiver whose `only` names this home", "C90", "R-5.2"),
		col("hours", "timer", decimal("hours a week"), func(g *model.Grant) *float64 { return &g.Hours }).
			blank("not §95").doc("§95: weekly hours paid in cash", "22.5", "R-5.2"),
		col("frame_minutes", "ramme_minutter", whole[model.Minutes]("minutes a week", 1, 7*24*60), func(g *model.Grant) *model.Minutes { return &g.FrameMinutes }).
			blank("no frame").doc("the weekly frame; what the pattern leaves or exceeds is reported", "240", "R-7"),
	},
	of: func(c *model.Case) []model.Grant { return c.Grants },
}

// patternRow is a line of a frame grant's pattern.
type patternRow struct {
	Grant model.GrantID
	Line  int
	model.Pattern
}

var patternsSheet = sheet[patternRow]{
	name:  "patterns",
	about: "What frame grants become, set by the team that knows the citizen: one row for each line of a pattern.",
	key:   []string{"grant", "line"},
	columns: []column[patternRow]{
		col("grant", "bevilling", idText[model.GrantID](), func(p *patternRow) *model.GrantID { return &p.Grant }).must().
			doc("a frame grant", "G0051", "R-4.2.4"),
		col("line", "linje", whole("number", 1, 99), func(p *patternRow) *int { return &p.Line }).must().
			doc("1, 2, 3 … within the grant; part of the occurrences' ids", "1", ""),
		col("days", "ugedage", weekdaysText(), func(p *patternRow) *model.Weekdays { return &p.Days }).must().
			doc("the days it is done on", "mon|wed|fri", ""),
		col("part", "del", idText[model.PartID](), func(p *patternRow) *model.PartID { return &p.Part }).must().
			doc("a part of the day of the standard", "morning", ""),
		col("service", "ydelse", idText[model.ServiceID](), func(p *patternRow) *model.ServiceID { return &p.Service }).must().
			doc("a service of the standard: gives care class, qualification and hours", "personal-care", "R-6.3"),
		col("minutes", "minutter", whole[model.Minutes]("minutes", 1, 24*60), func(p *patternRow) *model.Minutes { return &p.Minutes }).must().
			doc("minutes of one occurrence", "30", "R-7"),
		col("every", "hver", whole("weeks", 1, 52), func(p *patternRow) *int { return &p.Every }).or("1").
			doc("1 every week, 2 every second …, counted from the week of the grant's `from`", "2", "R-4.2.4"),
		col("staff", "personer", whole("persons", 1, 4), func(p *patternRow) *int { return &p.Staff }).
			blank("the service's").doc("caregivers at once, 1–4", "2", "R-11.1.1b"),
	},
	of: func(c *model.Case) (out []patternRow) {
		for _, g := range c.Grants {
			for i, p := range g.Pattern {
				out = append(out, patternRow{g.ID, i + 1, p})
			}
		}
		return out
	},
}

// changeRow is a change of a grant's provider.
type changeRow struct {
	Grant model.GrantID
	model.ProviderChange
}

var changesSheet = sheet[changeRow]{
	name:  "provider_changes",
	about: "The citizen's free choice of provider: which provider a grant moves to, and from when.",
	key:   []string{"grant", "from"},
	columns: []column[changeRow]{
		col("grant", "bevilling", idText[model.GrantID](), func(p *changeRow) *model.GrantID { return &p.Grant }).must().
			doc("a grant", "G0042", "R-5.1"),
		col("provider", "leverandør", idText[model.ProviderID](), func(p *changeRow) *model.ProviderID { return &p.Provider }).must().
			doc("the provider from then on", "private", "R-5.1"),
		col("asked", "ønsket", dateText(), func(p *changeRow) *model.Date { return &p.Asked }).
			blank("not known: the notice is not checked").doc("when the citizen asked; the change lies at least the standard's notice later", "2026-10-15", "R-5.1"),
		col("from", "fra", dateText(), func(p *changeRow) *model.Date { return &p.From }).must().
			doc("the 1st of a month", "2026-12-01", "R-5.1"),
	},
	of: func(c *model.Case) (out []changeRow) {
		for _, g := range c.Grants {
			for _, p := range g.Changes {
				out = append(out, changeRow{g.ID, p})
			}
		}
		return out
	},
}
