package model_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// The week of the check's tests: Monday 2 to Sunday 8 November 2026.
var checkFrom = model.DateOf(2026, 11, 2)

// checkStandard is a small standard with one service of each kind.
func checkStandard() *model.Standard {
	part := func(id model.PartID, h model.Hours, from, to model.Clock) model.Part {
		return model.Part{ID: id, Hours: h, From: from * 60, To: to * 60}
	}
	day := []model.Hours{model.DayHours}
	active := func(m model.Minutes) []model.Step { return []model.Step{{Active: m}} }
	care, home, both := []string{"care"}, []string{"home"}, []string{"care", "home"}
	return &model.Standard{
		ID: "test", Version: "1",
		Parts: []model.Part{
			part("morning", model.DayHours, 7, 10), part("midday", model.DayHours, 10, 13), part("afternoon", model.DayHours, 13, 15),
			part("evening", model.EveningHours, 15, 19), part("late", model.EveningHours, 19, 23), part("night", model.NightHours, 23, 7),
		},
		Services: []model.Service{
			{ID: "bath", Code: "H1.1", Class: model.NeverCancelled, Steps: active(30), Staff: 1, Hours: day, Bundles: care, MinDays: 2, FirstWithin: 7},
			{ID: "call", Code: "H1.6", Class: model.NeverCancelled, Steps: active(5), Staff: 1, NoTravel: true},
			{ID: "care", Code: "H1.1", Class: model.NeverCancelled, Steps: active(20), Staff: 1, Hours: day, Bundles: care, FirstWithin: 2},
			{ID: "cleaning", Code: "H1.8", Class: model.Replaced, Steps: active(45), Fills: true, Staff: 1, Parts: []model.PartID{"midday", "afternoon"}, Hours: day, WeekdaysOnly: true, Bundles: home},
			{ID: "frame", Class: model.NeverCancelled, Steps: active(25), Staff: 1, Hours: day, Bundles: care},
			{ID: "laundry", Code: "H1.9", Class: model.Replaced, Steps: []model.Step{{Active: 10}, {Passive: 75}, {Active: 10}}, Split: true, Staff: 1, Hours: day, WeekdaysOnly: true, Bundles: home},
			{ID: "meal", Code: "H1.10", Class: model.NeverCancelled, Steps: active(10), Staff: 1, Hours: []model.Hours{model.DayHours, model.EveningHours}, Bundles: both, MinGap: 180, MaxGap: 330},
			{ID: "medicine", Code: "G1.20", Class: model.NeverCancelled, Steps: active(5), Staff: 1, Qualification: "medicine", Bundles: care},
			{ID: "shopping", Code: "H1.7", Class: model.Replaced, Steps: active(40), Fills: true, Staff: 1, Modes: []model.Mode{model.Car}, Parts: []model.PartID{"midday", "afternoon"}, Hours: day, WeekdaysOnly: true, Bundles: home, Shops: 2, Kilos: 11},
			{ID: "talk", Code: "H1.6", Class: model.Priced, Steps: active(20), Staff: 1, Hours: day, WeekdaysOnly: true, Bundles: both, Follows: "visit"},
			{ID: "unpacking", Code: "H1.7", Class: model.Replaced, Steps: active(10), Staff: 1, From: 8 * 60, To: 18 * 60, WeekdaysOnly: true, Bundles: home, Follows: "delivery"},
		},
		Rules: model.Rules{
			CallLimit: 60, EdgeLimit: 20, CallLead: 20, CallLateWithin: 20, CallsFrom: 420, ReplaceWithin: 5, BriefAfter: 90, AgreedGrid: 15, SplitWait: 20,
			RestBetween: 660, BreakFrom: 360, BreakLength: 29, BreakMargin: 60, OvertimeMost: 30, CashGrantHours: 20, SwapsInTwoMonths: 3, NoticeMonths: 1, ContinuityDays: 14,
			EventRules: model.EventRules{CancelNotice: 1440, DecideWithin: 7, LateMost: 240, RecordEarly: 360, ShiftMost: 960, StretchLeast: 60, CalledInMost: 480, CalledInMargin: 30},
		},
	}
}

// checkCase is six homes with a week of every kind of grant, and five
// caregivers: two by day, one in the evening, one who can't come in the base
// plan, and a §94 helper.
func checkCase() *model.Case {
	f := checkFrom
	month := f - 28 // Monday four weeks before
	c := &model.Case{
		Horizon: model.Horizon{From: f, Days: 7}, Standard: checkStandard(),
		Providers: []model.Provider{{ID: "muni", Municipal: true}, {ID: "private"}},
		Districts: []model.District{{ID: "east"}, {ID: "west"}},
		Offices:   []model.Office{{ID: "office", Point: orb.Point{14.70, 55.10}}},
		Travel: model.Travel{Source: "crow-fly", Modes: map[model.Mode]model.TravelMode{
			model.Car: {SpeedKmh: 40, Detour: 1.3, Arrival: 90}, model.Foot: {SpeedKmh: 40, Detour: 1.3, Arrival: 60}}},
	}
	for i := range 6 {
		n := string(rune('1' + i))
		c.Places = append(c.Places, model.Place{ID: model.PlaceID("p" + n), Point: orb.Point{14.70 + float64(i)*0.004, 55.11}})
		c.Homes = append(c.Homes, model.Home{ID: model.HomeID("h" + n), District: "east", Place: model.PlaceID("p" + n)})
		for _, who := range []model.CaregiverID{"c1", "c2", "c3", "c4", "c5"} {
			c.History.Visits = append(c.History.Visits, model.PastVisit{Home: model.HomeID("h" + n), Caregiver: who, Date: f - 10})
		}
	}
	daily := func(n int) model.Cadence { return model.Cadence{Unit: model.PerDay, Count: n} }
	weekly := func(n int) model.Cadence { return model.Cadence{Unit: model.PerWeek, Count: n} }
	fortnightly := model.Cadence{Unit: model.PerKDays, Count: 14}
	mwf := model.Weekdays(1<<time.Monday | 1<<time.Wednesday | 1<<time.Friday)
	c.Grants = []model.Grant{
		{ID: "bath1", Home: "h1", Service: "bath", Cadence: weekly(2), From: month},
		{ID: "call3", Home: "h3", Service: "call", Cadence: daily(1), From: month},
		{ID: "care1", Home: "h1", Service: "care", Cadence: daily(1), From: month},
		{ID: "clean1", Home: "h1", Service: "cleaning", Cadence: fortnightly, From: month},
		{ID: "frame6", Home: "h6", Law: model.AEL, From: month, FrameMinutes: 120, Pattern: []model.Pattern{
			{Days: mwf, Part: "midday", Service: "frame", Minutes: 30, Every: 1},
			{Days: 1 << time.Tuesday, Part: "midday", Service: "frame", Minutes: 25, Every: 2}}},
		{ID: "help5", Home: "h5", Law: model.SEL94, Helper: "c5", Service: "care", Cadence: daily(1), From: month},
		{ID: "lift2", Home: "h2", Service: "care", Cadence: daily(1), Staff: 2, Second: model.Leg{Offset: 5, Minutes: 10}, From: f, Decided: f - 1},
		{ID: "meal3", Home: "h3", Service: "meal", Cadence: daily(3), From: month},
		{ID: "med3", Home: "h3", Service: "medicine", Cadence: daily(1), Tolerance: 15, From: month},
		{ID: "shop1", Home: "h1", Service: "shopping", Cadence: weekly(1), From: month},
		{ID: "shop4", Home: "h4", Service: "shopping", Cadence: weekly(1), From: month},
		{ID: "talk6", Home: "h6", Service: "talk", Cadence: weekly(1), From: month},
		{ID: "unpack4", Home: "h4", Service: "unpacking", Cadence: weekly(1), From: month},
		{ID: "wash1", Home: "h1", Service: "laundry", Cadence: fortnightly, From: month},
		{ID: "wash4", Home: "h4", Service: "laundry", Cadence: fortnightly, From: month},
	}
	for i := range c.Grants {
		c.Grants[i].Provider = "muni"
		if c.Grants[i].Law == "" {
			c.Grants[i].Law = model.SEL83
		}
	}
	for i := range 5 {
		id := model.CaregiverID(fmt.Sprintf("c%d", i+1))
		c.Caregivers = append(c.Caregivers, model.Caregiver{ID: id, Provider: "muni", District: "east"})
	}
	c.Caregivers[2].Qualifications = []model.Qualification{"medicine"}
	c.Caregivers[4].Only = []model.HomeID{"h5"}
	hours := map[model.CaregiverID][2]model.Clock{"c1": {7 * 60, 15 * 60}, "c2": {7 * 60, 15 * 60}, "c3": {15 * 60, 23 * 60}, "c5": {8 * 60, 10 * 60}}
	for _, who := range []model.CaregiverID{"c1", "c2", "c3", "c5"} {
		for d := range model.Date(7) {
			c.Shifts = append(c.Shifts, model.Shift{
				ID: checkShift(who, d), Caregiver: who, Mode: model.Car, Start: "office", End: "office",
				From: model.At(f+d, hours[who][0]), To: model.At(f+d, hours[who][1])})
		}
	}
	c.Activities = []model.Activity{{Shift: "c1@0", Kind: "meeting", From: model.At(f, 14*60), To: model.At(f, 14*60+30), Minutes: 30, Place: "office"}}
	c.External = []model.External{{Home: "h4", From: model.At(f+4, 9*60), To: model.At(f+4, 10*60), Kind: "grocer", Relation: model.Delivery}}
	c.History.Last = []model.LastDelivery{{Grant: "clean1", Date: f - 12, Number: 1}, {Grant: "wash1", Date: f - 12, Number: 1}, {Grant: "wash4", Date: f - 11, Number: 1}}
	c.History.Agreed = []model.Agreed{{Home: "h4", Service: "shopping", Start: -1, Days: 1 << time.Tuesday}}
	return c
}

func checkShift(who model.CaregiverID, day model.Date) model.ShiftID {
	return model.ShiftID(fmt.Sprintf("%s@%d", who, day))
}

// draft is a plan before its tours are written: who visits whom, and when.
type draft struct {
	c      *model.Case
	visits []*model.Visit
	breaks map[model.ShiftID]model.Time
	plan   model.Plan // named staff, agreed times, everything owed
}

// put adds a visit on a day of the week planned. Occurrences are written
// GRANT#N, with !PIECE behind; the second and third of the staff come for the
// grant's own part.
func (d *draft) put(home model.HomeID, series string, day model.Date, clock string, length model.Minutes, staff, does string) *model.Visit {
	at, err := model.ParseClock(clock)
	if err != nil {
		panic(err)
	}
	v := &model.Visit{Home: home, Date: checkFrom + day, Start: model.At(checkFrom+day, at), Length: length}
	for _, id := range strings.Fields(does) {
		id, piece, split := strings.Cut(id, "!")
		do := model.Done{Occurrence: model.OccurrenceID(id)}
		if split {
			do.Piece = int(piece[0] - '0')
		}
		stem, _, _ := strings.Cut(id, "#")
		stem, line, framed := strings.Cut(stem, ".L")
		for _, g := range d.c.Grants {
			if string(g.ID) == stem {
				do.Grant, do.Service = g.ID, g.Service
				if framed {
					do.Service = g.Pattern[int(line[0]-'1')].Service
				}
			}
		}
		v.Does = append(v.Does, do)
	}
	if series != "" {
		v.Series = model.SeriesID(string(home) + "/" + series)
		part, _, _ := strings.Cut(series, "/")
		v.Part = model.PartID(part)
		v.ID = model.VisitID(fmt.Sprintf("%s@%s", v.Series, v.Date))
	} else {
		n := strings.TrimPrefix(strings.Fields(does)[0], string(v.Does[0].Grant)+"#")
		v.ID = model.VisitID(fmt.Sprintf("%s/~%s@%s", home, v.Does[0].Service, n))
	}
	for leg, who := range strings.Fields(staff) {
		a := model.Assignment{Caregiver: model.CaregiverID(who), Shift: checkShift(model.CaregiverID(who), day), Start: v.Start, Minutes: length}
		if leg > 0 {
			a.Start, a.Minutes = v.Start.Add(5), 10
		}
		v.Staff = append(v.Staff, a)
	}
	d.visits = append(d.visits, v)
	return v
}

// checkDraft is the sound plan of the base case.
func checkDraft(c *model.Case) *draft {
	d := &draft{c: c, breaks: map[model.ShiftID]model.Time{}}
	for day := range model.Date(7) {
		n := int(day) + 28
		if day == 0 || day == 3 {
			d.put("h1", "morning", day, "08:00", 50, "c1", fmt.Sprintf("bath1#%d care1#%d", 8+min(day, 1), n))
		} else {
			d.put("h1", "morning", day, "08:00", 20, "c1", fmt.Sprintf("care1#%d", n))
		}
		d.put("h2", "morning", day, "09:45", 20, "c1 c2", fmt.Sprintf("lift2#%d", day))
		d.put("h3", "morning", day, "09:15", 10, "c1", fmt.Sprintf("meal3#%d", n*3))
		d.put("h3", "midday", day, "12:30", 10, "c1", fmt.Sprintf("meal3#%d", n*3+1))
		d.put("h3", "evening", day, "17:30", 10, "c3", fmt.Sprintf("meal3#%d", n*3+2))
		d.put("h3", "late", day, "20:00", 5, "c3", fmt.Sprintf("med3#%d", n))
		d.put("h3", "midday/2", day, "10:30", 5, "c2", fmt.Sprintf("call3#%d", n))
		d.put("h5", "morning", day, "09:00", 20, "c5", fmt.Sprintf("help5#%d", n))
		if day == 0 || day == 2 || day == 4 {
			d.put("h6", "midday", day, "11:00", 30, "c1", fmt.Sprintf("frame6.L1#%d", n))
		}
		for _, who := range []model.CaregiverID{"c1", "c2"} {
			d.breaks[checkShift(who, day)] = model.At(checkFrom+day, 13*60+15)
		}
		d.breaks[checkShift("c3", day)] = model.At(checkFrom+day, 19*60)
	}
	d.put("h6", "midday", 1, "11:00", 25, "c1", "frame6.L2#29")
	d.put("h6", "", 3, "11:00", 20, "c1", "talk6#4")
	d.put("h1", "", 2, "10:45", 105, "c2", "clean1#2 shop1#4 wash1#2")
	d.put("h4", "", 1, "11:00", 40, "c2", "shop4#4")
	d.put("h4", "", 3, "10:45", 10, "c2", "wash4#2!1")
	d.put("h4", "", 3, "12:15", 10, "c2", "wash4#2!2")
	d.put("h4", "", 4, "10:45", 10, "c2", "unpack4#4")
	d.plan.Made = model.Made{Standard: "test", StandardVersion: "1", Provider: "muni", Horizon: c.Horizon}
	d.plan.Named = []model.Named{{Home: "h1", Contact: "c1", Second: "c2"}, {Home: "h2", Contact: "c1", Second: "c2"}, {Home: "h3", Contact: "c1", Second: "c3"},
		{Home: "h4", Contact: "c2"}, {Home: "h5", Contact: "c5"}, {Home: "h6", Contact: "c1"}}
	for _, a := range []struct {
		home  model.HomeID
		part  model.PartID
		start model.Clock
	}{{"h1", "morning", 480}, {"h2", "morning", 585}, {"h3", "morning", 555}, {"h3", "midday", 750}, {"h3", "midday", 630}, {"h3", "evening", 1050}, {"h3", "late", 1200}, {"h5", "morning", 540}, {"h6", "midday", 660}} {
		number := 0
		if a.start == 630 { // the call is the second series of its part
			number = 2
		}
		d.plan.Agreed = append(d.plan.Agreed, model.Agreed{Home: a.home, Part: a.part, Number: number, Start: a.start})
	}
	return d
}

// find is the visit that does an occurrence (or GRANT#N!PIECE).
func (d *draft) find(does string) *model.Visit {
	id, piece, _ := strings.Cut(does, "!")
	for _, v := range d.visits {
		for _, do := range v.Does {
			if string(do.Occurrence) == id && (piece == "" || int(piece[0]-'0') == do.Piece) {
				return v
			}
		}
	}
	panic("the base plan does not have " + does)
}

// drop takes a visit out.
func (d *draft) drop(does string) {
	v := d.find(does)
	d.visits = slices.DeleteFunc(d.visits, func(o *model.Visit) bool { return o == v })
}

// move lets a visit start at another time, on another day too.
func (d *draft) move(does string, day model.Date, clock string) *model.Visit {
	v := d.find(does)
	at, err := model.ParseClock(clock)
	if err != nil {
		panic(err)
	}
	by := model.At(checkFrom+day, at).Sub(v.Start)
	v.Start = v.Start.Add(by)
	for i := range v.Staff {
		a := &v.Staff[i]
		a.Start = a.Start.Add(by)
		a.Shift = checkShift(a.Caregiver, day)
	}
	if v.Date = checkFrom + day; v.Series != "" {
		v.ID = model.VisitID(fmt.Sprintf("%s@%s", v.Series, v.Date))
	}
	return v
}

// write makes the plan with its tours: each way ends when the visit begins.
func (d *draft) write() (*model.Roads, *model.Plan) {
	r, err := model.NewRoads(d.c)
	if err != nil {
		panic(err)
	}
	p := d.plan
	for _, v := range d.visits {
		p.Visits = append(p.Visits, *v)
	}
	slices.SortFunc(p.Visits, func(a, b model.Visit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Home, b.Home), cmp.Compare(a.ID, b.ID))
	})
	for i := range d.c.Shifts {
		p.Tours = append(p.Tours, d.tour(r, &d.c.Shifts[i], p.Visits))
	}
	return r, &p
}

func (d *draft) tour(r *model.Roads, s *model.Shift, visits []model.Visit) model.Tour {
	t := model.Tour{Shift: s.ID, Caregiver: s.Caregiver, Mode: s.Mode}
	where := map[model.VisitID]model.PlaceID{}
	visited := false
	for i := range visits {
		v := &visits[i]
		for leg, a := range v.Staff {
			if a.Shift != s.ID {
				continue
			}
			kind := model.VisitItem
			if v.Does[0].Service == "call" {
				kind = model.CallItem
			} else {
				visited = true
				where[v.ID] = model.PlaceID("p" + string(v.Home[1:]))
			}
			t.Items = append(t.Items, model.Item{Kind: kind, From: a.Start, To: a.Start.Add(a.Minutes), Visit: v.ID, Leg: leg})
		}
	}
	for _, a := range d.c.Activities {
		if a.Shift == s.ID {
			t.Items = append(t.Items, model.Item{Kind: model.ActivityItem, From: a.From, To: a.From.Add(a.Minutes), Text: a.Kind, Start: a.Place})
		}
	}
	if b, ok := d.breaks[s.ID]; ok && len(t.Items) > 0 {
		t.Items = append(t.Items, model.Item{Kind: model.BreakItem, From: b, To: b.Add(29)})
	}
	slices.SortStableFunc(t.Items, func(a, b model.Item) int { return cmp.Compare(a.From, b.From) })
	if !visited {
		return t
	}
	at := s.Start
	var items []model.Item
	way := func(to model.PlaceID, from model.Time, before bool) {
		minutes, metres := r.Leg(s.Mode, at, to)
		if to == "" || to == at {
			return
		}
		if before {
			from = from.Add(-minutes)
		}
		items = append(items, model.Item{Kind: model.TravelItem, From: from, To: from.Add(minutes), Start: at, End: to, Metres: metres})
		at = to
	}
	for _, it := range t.Items {
		to := it.Start
		if it.Kind == model.VisitItem {
			to = where[it.Visit]
		}
		way(to, it.From, true)
		items = append(items, it)
	}
	way(s.End, items[len(items)-1].To, false)
	t.Items = items
	t.Overtime = max(0, items[len(items)-1].To.Sub(s.To))
	return t
}
