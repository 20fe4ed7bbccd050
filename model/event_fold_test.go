package model_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// folds are what events write into the tables of a case: what is added to them
// and what is taken out, a row a line.
var folds = []struct {
	name   string
	events []model.Event
	change string
}{
	{"sick", []model.Event{event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" })},
		"+ away c1 1 08:50-1 15:00 sick"},
	{"well again, sooner", []model.Event{
		event(model.SickEvent, func(e *model.Event) { e.Caregiver, e.To = "c1", onDay(3, "15:00") }),
		event(model.WellEvent, func(e *model.Event) { e.Caregiver, e.From = "c1", onDay(1, "07:00") })},
		"+ away c1 1 08:50-2 07:00 sick"},
	{"well before it began", []model.Event{
		event(model.SickEvent, func(e *model.Event) { e.Caregiver, e.From = "c1", onDay(1, "07:00") }),
		event(model.WellEvent, func(e *model.Event) { e.Caregiver = "c1" })}, ""},
	{"left", []model.Event{event(model.LeftEvent, func(e *model.Event) { e.Caregiver, e.From = "c1", onDay(0, "12:00") })},
		"+ away c1 1 12:00-1 15:00 left"},
	{"late", []model.Event{event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c1", 10 })},
		"+ c1@0 late 1 08:50-1 09:00 10 at \"\""},
	{"late for a meeting", []model.Event{event(model.LateEvent, func(e *model.Event) { e.Known, e.Caregiver, e.Minutes = onDay(0, "13:50"), "c1", 20 })},
		"+ c1@0 late 1 13:50-1 14:10 20 at \"\"\n+ c1@0 meeting 1 14:10-1 14:30 20 at \"office\"\n- c1@0 meeting 1 14:00-1 14:30 30 at \"office\""},
	{"late for the rest of the shift", []model.Event{event(model.LateEvent, func(e *model.Event) { e.Known, e.Caregiver, e.Minutes = onDay(0, "14:40"), "c1", 60 })},
		"+ away c1 1 14:40-1 15:00 late"},
	{"done late", []model.Event{event(model.DoneEvent, func(e *model.Event) { e.Known, e.Visit = onDay(0, "09:00"), "h1/morning@2026-11-02" })},
		"+ c1@0 late 1 08:50-1 09:00 10 at \"\""},
	{"done earlier than feared", []model.Event{
		event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c1", 30 }),
		event(model.DoneEvent, func(e *model.Event) { e.Known, e.Visit = onDay(0, "09:00"), "h1/morning@2026-11-02" })},
		"+ c1@0 late 1 08:50-1 09:00 10 at \"\""},
	{"done later than feared", []model.Event{
		event(model.LateEvent, func(e *model.Event) { e.Caregiver, e.Minutes = "c1", 10 }),
		event(model.DoneEvent, func(e *model.Event) { e.Known, e.Visit = onDay(0, "09:05"), "h1/morning@2026-11-02" })},
		"+ c1@0 late 1 08:50-1 09:00 10 at \"\"\n+ c1@0 late 1 09:00-1 09:05 5 at \"\""},
	{"absent until further notice", []model.Event{event(model.AbsentEvent, func(e *model.Event) { e.Home, e.What = "h2", "hospital" })},
		"+ away h2 1 08:10-9 00:00 hospital"},
	{"back", []model.Event{
		event(model.AbsentEvent, func(e *model.Event) { e.Home = "h2" }),
		event(model.BackEvent, func(e *model.Event) { e.Home, e.From = "h2", onDay(2, "12:00") })},
		"+ away h2 1 08:10-3 12:00 absent"},
	{"cancelled today", []model.Event{event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h3/midday@2026-11-02" })},
		"+ cancelled meal3#85"},
	{"cancelled a day before", []model.Event{event(model.CancelledEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-05" })},
		"+ cancelled bath1#9\n+ cancelled care1#31\n+ raised R-5.5 h1 until 4 08:00"},
	{"one service cancelled", []model.Event{event(model.CancelledEvent, func(e *model.Event) { e.Visit, e.Service = "h1/morning@2026-11-05", "bath" })},
		"+ cancelled bath1#9\n+ raised R-5.5 h1 until 4 08:00"},
	{"acute", []model.Event{event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Service, e.Part, e.Minutes = "h4", "care", "midday", 25 })},
		"+ grant h4~E1 h4 care 1 a day [midday] 25 min 0 staff [] 1- E1\n+ raised R-4.2.5 h4 until 8 08:10"},
	{"acute, once, with a qualification", []model.Event{event(model.AcuteEvent, func(e *model.Event) {
		e.Home, e.Service, e.Grant, e.Qualification = "h4", "cleaning", "new", "medicine"
	})},
		"+ grant new h4 cleaning on [1] [midday] 0 min 0 staff [medicine] 1-1 E1\n+ raised R-4.2.5 h4 until 8 08:10"},
	{"more than before", []model.Event{event(model.AcuteEvent, func(e *model.Event) { e.Home, e.Grant, e.Minutes, e.Staff = "h1", "care1", 40, 2 })},
		"+ grant care1 h1 care 1 a day [] 0 min 0 staff [] -27-1 E0\n+ grant care1~E1 h1 care 1 a day [] 40 min 2 staff [] 2- E1\n- grant care1 h1 care 1 a day [] 0 min 0 staff [] -27- E0\n+ raised R-4.2.5 h1 until 8 08:10"},
	{"no-show", []model.Event{event(model.NoShowEvent, func(e *model.Event) { e.Known, e.Visit = onDay(0, "09:16"), "h3/morning@2026-11-02" })},
		"+ c1@0 no-show 1 09:25-1 09:36 11 at \"p3\"\n+ raised R-5.5b h3 until 1 11:16"},
	{"no-show in a long visit", []model.Event{event(model.NoShowEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" })},
		"+ raised R-5.5b h1 until 1 10:10"},
	{"no-show, found in hospital", []model.Event{
		event(model.NoShowEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" }),
		event(model.AbsentEvent, func(e *model.Event) { e.Home, e.What = "h1", "hospital" })},
		"+ away h1 1 08:10-9 00:00 hospital"},
	{"no-show, opened after all", []model.Event{
		event(model.NoShowEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" }),
		event(model.StartedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" })}, ""},
	{"changed: hours", []model.Event{event(model.ChangedEvent, func(e *model.Event) {
		e.Visit, e.From, e.To = "h3/midday@2026-11-02", onDay(0, "11:00"), onDay(0, "11:30")
	})},
		"+ cancelled meal3#85\n+ avoid meal3~E1 1 00:00-1 11:00\n+ avoid meal3~E1 1 11:30-2 00:00\n+ grant meal3~E1 h3 meal on [1] [midday] 0 min 0 staff [] -27- E1\n+ told h3/midday@2026-11-02 1 11:20"},
	{"changed: length and staff", []model.Event{event(model.ChangedEvent, func(e *model.Event) {
		e.Visit, e.Service, e.Minutes, e.Staff = "h1/morning@2026-11-05", "care", 35, 2
	})},
		"+ cancelled care1#31\n+ grant care1~E1 h1 care on [4] [morning] 35 min 2 staff [] -27- E1"},
	{"changed: a frame's line", []model.Event{event(model.ChangedEvent, func(e *model.Event) { e.Visit, e.Minutes = "h6/midday@2026-11-03", 40 })},
		"+ cancelled frame6.L2#29\n+ grant frame6~E1 h6 frame on [2] [midday] 40 min 0 staff [] -27- E1"},
	{"swap", []model.Event{event(model.SwapEvent, func(e *model.Event) { e.Visit, e.Service = "h6/midday@2026-11-03", "talk" })},
		"+ cancelled frame6.L2#29\n+ grant frame6~E1 h6 talk on [2] [midday] 20 min 0 staff [] -27- E1\n+ swap h6 2 frame talk"},
	{"the fourth swap in two months", slices.Repeat([]model.Event{event(model.SwapEvent, func(e *model.Event) { e.Service = "talk" })}, 4), "4 swaps"},
	{"provider", []model.Event{event(model.ProviderEvent, func(e *model.Event) { e.Grant, e.Provider = "clean1", "private" })},
		"+ grant clean1 h1 cleaning 14 a every [] 0 min 0 staff [] -27- E0 private 2026-11-02 2027-01-01\n- grant clean1 h1 cleaning 14 a every [] 0 min 0 staff [] -27- E0"},
	{"shift added", []model.Event{added(func(e *model.Event) { e.Place = "office" })}, "+ shift c4~E1 c4 1 09:00-1 15:00 car office lent \"\""},
	{"shift removed, with what was to do in it", []model.Event{
		event(model.ActivityEvent, func(e *model.Event) {
			e.What, e.Shift, e.From, e.Minutes = "meeting", "c3@0", onDay(0, "16:00"), 30
		}),
		event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift = model.ShiftRemoved, "c3@0" })},
		"- shift c3@0 c3 1 15:00-1 23:00 car office lent \"\""},
	{"shift extended", []model.Event{event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.To = model.ShiftExtended, "c3@0", onDay(1, "00:00") })},
		"+ shift c3@0 c3 1 15:00-2 00:00 car office lent \"\"\n- shift c3@0 c3 1 15:00-1 23:00 car office lent \"\""},
	{"shift lent", []model.Event{event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.District = model.ShiftLent, "c3@0", "west" })},
		"+ shift c3@0 c3 1 15:00-1 23:00 car office lent \"west\"\n- shift c3@0 c3 1 15:00-1 23:00 car office lent \"\""},
	{"shift lent and home again", []model.Event{
		event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.District = model.ShiftLent, "c3@0", "west" }),
		event(model.ShiftEvent, func(e *model.Event) { e.What, e.Shift, e.District = model.ShiftLent, "c3@0", "east" })}, ""},
	{"activity", []model.Event{meeting(func(e *model.Event) { e.Place = "office" })}, "+ c1@0 meeting 1 10:00-1 10:30 30 at \"office\""},
	{"pin", []model.Event{event(model.PinEvent, func(e *model.Event) { e.Visit, e.Reason = "h2/morning@2026-11-03", "asked for" })},
		"+ pin h2/morning@2026-11-03 2 c1 09:45 asked for\n+ pin h2/morning@2026-11-03 2 c2 09:45 asked for"},
	{"pin a time", []model.Event{pinning(func(e *model.Event) { e.Start = 500 })}, "+ pin h1/morning@2026-11-03 2  08:20 asked for"},
	{"pin a time, accept another", []model.Event{pinning(func(e *model.Event) { e.Start = 500 }), event(model.AcceptedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" })},
		"+ pin h1/morning@2026-11-03 2  00:-1 asked for\n+ pin h1/morning@2026-11-03 2 c1 08:00 accepted"},
	{"unpin", []model.Event{pinning(func(e *model.Event) { e.Start = 500 }),
		event(model.UnpinEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" })}, ""},
	{"accepted", []model.Event{event(model.AcceptedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" })},
		"+ pin h1/morning@2026-11-03 2 c1 08:00 accepted"},
	{"rejected", []model.Event{event(model.RejectedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-03" })},
		"+ barred h1/morning@2026-11-03 c1"},
	{"told, then refused", []model.Event{
		event(model.ToldEvent, func(e *model.Event) { e.Visit, e.From = "h3/midday@2026-11-02", onDay(0, "11:00") }),
		event(model.RefusedEvent, func(e *model.Event) { e.Visit = "h3/midday@2026-11-02" })},
		"+ told h3/midday@2026-11-02 1 11:00 refused"},
	{"no answer", []model.Event{event(model.NoAnswerEvent, func(e *model.Event) { e.Visit = "h3/midday@2026-11-02" })}, ""},
	{"started", []model.Event{event(model.StartedEvent, func(e *model.Event) { e.Visit = "h1/morning@2026-11-02" })}, ""},
	{"void", []model.Event{event(model.SickEvent, func(e *model.Event) { e.Caregiver = "c1" }),
		event(model.VoidEvent, func(e *model.Event) { e.Of = 1 })}, ""},
}

// rowsOf writes the tables that events change, a row a line.
func rowsOf(c *model.Case) []string {
	at := func(t model.Time) string { return fmt.Sprintf("%d %s", int(t.Date()-checkFrom)+1, t.Clock()) }
	day := func(d model.Date) string {
		if d == 0 {
			return ""
		}
		return fmt.Sprint(int(d-checkFrom) + 1)
	}
	var rows []string
	add := func(format string, a ...any) { rows = append(rows, fmt.Sprintf(format, a...)) }
	for _, a := range c.Activities {
		add("%s %s %s-%s %d at %q", a.Shift, a.Kind, at(a.From), at(a.To), a.Minutes, a.Place)
	}
	for _, a := range c.Absences {
		add("away %s%s %s-%s %s", a.Home, a.Caregiver, at(a.From), at(a.To), a.Kind)
	}
	for _, x := range c.Cancelled {
		add("cancelled %s", x.Occurrence)
	}
	for _, e := range c.External {
		if e.Grant != "" {
			add("%s %s %s-%s", e.Relation, e.Grant, at(e.From), at(e.To))
		}
	}
	for _, g := range c.Grants {
		when := fmt.Sprintf("%d a %s", g.Cadence.Count, g.Cadence.Unit)
		if g.Cadence.Unit == model.Dated {
			when = fmt.Sprintf("on [%s]", day(g.Dates[0]))
		}
		line := fmt.Sprintf("grant %s %s %s %s %v %d min %d staff %v %s-%s E%d", g.ID, g.Home, g.Service, when, g.Parts, g.Minutes, g.Staff, g.Needs, day(g.From), day(g.To), g.Event)
		for _, x := range g.Changes {
			line += fmt.Sprintf(" %s %s %s", x.Provider, x.Asked, x.From)
		}
		add("%s", line)
	}
	for _, p := range c.Pins {
		add("pin %s %s %s %s %s", p.Visit, day(p.Date), p.Caregiver, p.Start, p.Reason)
	}
	for _, b := range c.Barred {
		add("barred %s %s", b.Visit, b.Caregiver)
	}
	for _, s := range c.History.Swaps {
		add("swap %s %s %s %s", s.Home, day(s.Date), s.From, s.To)
	}
	for _, s := range c.Shifts {
		add("shift %s %s %s-%s %s %s lent %q", s.ID, s.Caregiver, at(s.From), at(s.To), s.Mode, s.Start, s.Lent)
	}
	for _, x := range c.Told {
		line := fmt.Sprintf("told %s %s", x.Visit, at(x.At))
		if x.Refused {
			line += " refused"
		}
		add("%s", line)
	}
	for _, r := range c.Raised {
		until := ""
		if r.Until != 0 {
			until = " until " + at(r.Until)
		}
		add("raised %s %s%s", r.Rule, r.Home, until)
	}
	return rows
}

// changeOf is what a later case has more and less than an earlier, sorted.
func changeOf(before, after []string) []string {
	var lines []string
	for _, row := range after {
		if !slices.Contains(before, row) {
			lines = append(lines, "+ "+row)
		}
	}
	for _, row := range before {
		if !slices.Contains(after, row) {
			lines = append(lines, "- "+row)
		}
	}
	slices.Sort(lines)
	return lines
}

func TestFold(t *testing.T) {
	for _, test := range folds {
		t.Run(test.name, func(t *testing.T) {
			c, p := eventCase()
			if test.change == "4 swaps" {
				foldSwaps(t, c, p)
				return
			}
			folded := model.Fold(c, take(t, c, p, test.events...), eventNow)
			want := slices.Sorted(slices.Values(linesOf(test.change)))
			if diff := cmp.Diff(want, changeOf(rowsOf(c), rowsOf(folded))); diff != "" {
				t.Errorf("folded (-want +got)\n%s", diff)
			}
			if folded.Now != eventNow || folded.Hash != c.Hash || folded.Horizon != c.Horizon {
				t.Error("now, hash or horizon are not as they should be")
			}
		})
	}
}

func linesOf(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// foldSwaps swaps four visits in a row: only the fourth raises a task.
func foldSwaps(t *testing.T, c *model.Case, p *model.Plan) {
	var batch []model.Event
	for _, day := range []string{"02", "03", "04", "06"} {
		batch = append(batch, event(model.SwapEvent, func(e *model.Event) {
			e.Visit, e.Service = model.VisitID("h6/midday@2026-11-"+day), "talk"
		}))
	}
	log := take(t, c, p, batch...)
	for n, want := range []int{0, 0, 0, 0, 1} {
		raised := 0
		for _, r := range model.Fold(c, log[:n], eventNow).Raised {
			if r.Rule == "R-5.4" && r.Home == "h6" {
				raised++
			}
		}
		if raised != want {
			t.Errorf("after %d swaps %d tasks, want %d", n, raised, want)
		}
	}
}

// somethingOfAll is a log of some of the good events of the tables.
func somethingOfAll(t *rapid.T, c *model.Case, p *model.Plan) []model.Event {
	plan := *p
	for range rapid.IntRange(0, 8).Draw(t, "events") {
		test := rapid.SampledFrom(goodEvents).Draw(t, "event")
		batch := append(slices.Clone(test.first), test.event)
		for i := range batch { // the order of arrival
			if n := len(plan.Log); n > 0 {
				batch[i].Known = max(batch[i].Known, plan.Log[n-1].Known)
			}
			if i > 0 {
				batch[i].Known = max(batch[i].Known, batch[i-1].Known)
			}
		}
		log, _ := model.Intake(model.Fold(c, plan.Log, 0), &plan, batch)
		plan.Log = append(plan.Log, log...)
	}
	return plan.Log
}

// Fold touches nothing of what it is given, and says the same each time.
func TestFoldIsPure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p := eventCase()
		log := somethingOfAll(t, c, p)
		again, _ := eventCase()
		once, twice := model.Fold(c, log, eventNow), model.Fold(c, log, eventNow)
		if diff := cmp.Diff(again, c); diff != "" {
			t.Fatalf("the case was changed (-want +got)\n%s", diff)
		}
		if diff := cmp.Diff(once, twice); diff != "" {
			t.Fatalf("another time, another case (-once +twice)\n%s", diff)
		}
	})
}

// Folding a log at once or part by part is the same, where nothing is voided; and
// a log that voids all that it says leaves the case as it was.
func TestFoldPartByPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, p := eventCase()
		log := somethingOfAll(t, c, p)
		void := slices.IndexFunc(log, func(e model.Event) bool { return e.Kind == model.VoidEvent })
		if void >= 0 {
			log = log[:void]
		}
		cut := rapid.IntRange(0, len(log)).Draw(t, "cut")
		parts := model.Fold(model.Fold(c, log[:cut], 0), log[cut:], eventNow)
		if diff := cmp.Diff(model.Fold(c, log, eventNow), parts); diff != "" {
			t.Fatalf("at once and in parts differ (-once +parts)\n%s", diff)
		}
		for i := range log[:len(log):len(log)] {
			log = append(log, model.Event{Number: len(log) + 1, Kind: model.VoidEvent, Of: log[i].Number})
		}
		if diff := changeOf(rowsOf(c), rowsOf(model.Fold(c, log, eventNow))); len(diff) > 0 {
			t.Fatalf("void, and yet %v", diff)
		}
	})
}

// Whoever has a part of their own in a visit stays for all of it where an event
// makes it too short for that part (R-11.1.1b).
func TestShorterThanTheSecondsPart(t *testing.T) {
	for minutes, want := range map[model.Minutes]model.Leg{15: {Offset: 5, Minutes: 10}, 12: {}, 5: {}} {
		c, p := eventCase()
		log := take(t, c, p, event(model.ChangedEvent, func(e *model.Event) { e.Visit, e.Minutes = "h2/morning@2026-11-04", minutes }))
		if g := grantOf(model.Fold(c, log, eventNow), "lift2~E1"); g.Second != want {
			t.Errorf("%d minutes: the second comes for %+v; want %+v", minutes, g.Second, want)
		}
	}
}
