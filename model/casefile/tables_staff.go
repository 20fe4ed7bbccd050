package casefile

import "github.com/hjemvej/hjemvej/model"

var modeText = oneWord(
	wordPair[model.Mode]{model.Car, "bil"}, wordPair[model.Mode]{model.Bicycle, "cykel"},
	wordPair[model.Mode]{model.EBike, "elcykel"}, wordPair[model.Mode]{model.Foot, "gang"})

var caregiversSheet = sheet[model.Caregiver]{
	name:   "caregivers",
	about:  "Who works.",
	needed: true,
	key:    []string{"id"},
	columns: []column[model.Caregiver]{
		col("id", "id", idText[model.CaregiverID](), func(c *model.Caregiver) *model.CaregiverID { return &c.ID }).must().
			doc("the employer's own id, never a CPR number", "C07", "R-P.1"),
		col("name", "navn", freeText(), func(c *model.Caregiver) *string { return &c.Name }).
			blank("the id is shown").doc("as the lists show it", "Bodil B.", "R-P.3"),
		col("provider", "leverandør", idText[model.ProviderID](), func(c *model.Caregiver) *model.ProviderID { return &c.Provider }).must().
			doc("a provider of `case.yaml`", "municipal", "R-5.1"),
		col("district", "distrikt", idText[model.DistrictID](), func(c *model.Caregiver) *model.DistrictID { return &c.District }).must().
			doc("a district of `case.yaml`", "D1", "R-10.2"),
		col("group", "gruppe", idText[model.GroupID](), func(c *model.Caregiver) *model.GroupID { return &c.Group }).
			blank("no group").doc("a group of the district", "D1-A", "R-10.2"),
		col("qualifications", "kvalifikationer", setOf(idText[model.Qualification]()), func(c *model.Caregiver) *[]model.Qualification { return &c.Qualifications }).
			blank("none").doc("what the caregiver may do", "care|medicine", "R-6.7"),
		col("cant_bear", "tåler_ikke", setOf(idText[model.Trait]()), func(c *model.Caregiver) *[]model.Trait { return &c.CantBear }).
			blank("bears all").doc("traits of homes the caregiver is not sent to", "dog", "R-6.7"),
		col("home_place", "bopæl", idText[model.PlaceID](), func(c *model.Caregiver) *model.PlaceID { return &c.HomePlace }).
			blank("shifts do not start or end at home").doc("a place, where shifts start or end at home", "P90", ""),
		col("only", "kun", setOf(idText[model.HomeID]()), func(c *model.Caregiver) *[]model.HomeID { return &c.Only }).
			blank("any home").doc("§94: serves these homes only", "H0042", "R-5.2"),
	},
	of: func(c *model.Case) []model.Caregiver { return c.Caregivers },
}

// shiftRow is a shift with its break as two columns.
type shiftRow struct {
	model.Shift
	BreakFrom, BreakTo model.Time
}

var shiftsSheet = sheet[shiftRow]{
	name:   "shifts",
	about:  "When and how caregivers work. A shift begins within the horizon; others belong in `outside_shifts`.",
	needed: true,
	key:    []string{"id"},
	columns: []column[shiftRow]{
		col("id", "id", idText[model.ShiftID](), func(s *shiftRow) *model.ShiftID { return &s.ID }).must().
			doc("the shift's own id", "S0301", ""),
		col("caregiver", "medarbejder", idText[model.CaregiverID](), func(s *shiftRow) *model.CaregiverID { return &s.Caregiver }).must().
			doc("a caregiver of `caregivers`", "C07", "R-W.1"),
		col("from", "fra", timeText(), func(s *shiftRow) *model.Time { return &s.From }).must().
			doc("when it starts", "2026-11-23 07:00", "R-W.1"),
		col("to", "til", timeText(), func(s *shiftRow) *model.Time { return &s.To }).must().
			doc("when it ends", "2026-11-23 15:00", "R-W.1"),
		col("mode", "transport", modeText, func(s *shiftRow) *model.Mode { return &s.Mode }).must().
			doc("how the caregiver moves; in Danish bil, cykel, elcykel, gang", "bicycle", "R-W.1"),
		col("start", "start", idText[model.PlaceID](), func(s *shiftRow) *model.PlaceID { return &s.Start }).
			blank("at the first citizen").doc("an office or a place", "O1", ""),
		col("end", "slut", idText[model.PlaceID](), func(s *shiftRow) *model.PlaceID { return &s.End }).
			blank("at the last citizen").doc("an office or a place", "O1", ""),
		col("break_from", "pause_fra", timeText(), func(s *shiftRow) *model.Time { return &s.BreakFrom }).
			blank("the standard's rules").doc("a break given with the shift starts no earlier", "2026-11-23 11:00", "R-W.3"),
		col("break_to", "pause_til", timeText(), func(s *shiftRow) *model.Time { return &s.BreakTo }).
			blank("exactly at break_from").doc("and starts no later", "2026-11-23 12:00", "R-W.3"),
		col("break_minutes", "pause_minutter", whole[model.Minutes]("minutes", 1, 240), func(s *shiftRow) *model.Minutes { return &s.BreakLen }).
			blank("the standard's").doc("length of a given break", "29", "R-W.3"),
		col("overtime", "overtid", overtimeText(), func(s *shiftRow) *model.Minutes { return &s.Overtime }).
			blank("the standard's").doc("overtime agreed to for this shift at most; 0: none", "30", "R-W.4"),
	},
	of: func(c *model.Case) []shiftRow {
		out := make([]shiftRow, len(c.Shifts))
		for i, s := range c.Shifts {
			out[i].Shift = s
			if s.Break != nil {
				out[i].BreakFrom, out[i].BreakTo = s.Break.From, s.Break.To
			}
		}
		return out
	},
}

var activitiesSheet = sheet[model.Activity]{
	name:  "activities",
	about: "Paid work time in a shift that is no visit: meetings, documentation, handover, training.",
	columns: []column[model.Activity]{
		col("shift", "vagt", idText[model.ShiftID](), func(a *model.Activity) *model.ShiftID { return &a.Shift }).must().
			doc("a shift of `shifts`", "S0301", "R-W.1"),
		col("from", "fra", timeText(), func(a *model.Activity) *model.Time { return &a.From }).must().
			doc("starts no earlier", "2026-11-23 07:00", "R-W.1"),
		col("to", "til", timeText(), func(a *model.Activity) *model.Time { return &a.To }).must().
			doc("ends no later", "2026-11-23 07:15", "R-W.1"),
		col("kind", "art", freeText(), func(a *model.Activity) *string { return &a.Kind }).must().
			doc("what it is, as the list shows it", "meeting", ""),
		col("minutes", "minutter", whole[model.Minutes]("minutes", 1, 24*60), func(a *model.Activity) *model.Minutes { return &a.Minutes }).
			blank("from `from` to `to`: fixed").doc("how long it takes; shorter than from–to: it floats", "15", ""),
		col("place", "sted", idText[model.PlaceID](), func(a *model.Activity) *model.PlaceID { return &a.Place }).
			blank("wherever the caregiver is").doc("an office or a place", "O1", ""),
	},
	of: func(c *model.Case) []model.Activity { return c.Activities },
}

var reservesSheet = sheet[model.Reserve]{
	name:  "reserves",
	about: "Who may be called in, when, and at what price.",
	columns: []column[model.Reserve]{
		col("caregiver", "medarbejder", idText[model.CaregiverID](), func(r *model.Reserve) *model.CaregiverID { return &r.Caregiver }).must().
			doc("a caregiver of `caregivers`", "C31", "R-6.3"),
		col("from", "fra", timeText(), func(r *model.Reserve) *model.Time { return &r.From }).must().
			doc("may be called in from", "2026-11-23 15:00", "R-W.2"),
		col("to", "til", timeText(), func(r *model.Reserve) *model.Time { return &r.To }).must().
			doc("until", "2026-11-23 23:00", "R-W.2"),
		col("price", "pris", whole[model.Price]("øre an hour", 0, 10_000_000), func(r *model.Reserve) *model.Price { return &r.Price }).or("0").
			doc("what an hour costs", "42000", "R-6.3"),
		col("notice", "varsel", whole[model.Minutes]("minutes", 0, 7*24*60), func(r *model.Reserve) *model.Minutes { return &r.Notice }).or("0").
			doc("how long before the call must be made", "120", "R-6.3"),
	},
	of: func(c *model.Case) []model.Reserve { return c.Reserves },
}
