package casefile

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

func mustStandard(t testing.TB, id string) *model.Standard {
	t.Helper()
	s, err := Standard(id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEmbeddedStandards(t *testing.T) {
	if got, want := StandardIDs(), []string{"copenhagen-2008", "frame-2025"}; !slices.Equal(got, want) {
		t.Fatalf("embedded standards %v, want %v", got, want)
	}
	for _, id := range StandardIDs() {
		s := mustStandard(t, id)
		if s.ID != id {
			t.Errorf("standard of %s.yaml calls itself %q", id, s.ID)
		}
		if !slices.IsSortedFunc(s.Services, func(a, b model.Service) int { return strings.Compare(string(a.ID), string(b.ID)) }) {
			t.Errorf("%s: services are not in the order of their ids", id)
		}
	}
	if _, err := Standard("nowhere"); err == nil || !strings.Contains(err.Error(), "copenhagen-2008") {
		t.Errorf("unknown standard: error %v, want one that lists those there are", err)
	}
}

// usualEvents are the figures of a standard that leaves them out.
var usualEvents = model.EventRules{CancelNotice: 1440, DecideWithin: 7, LateMost: 240, RecordEarly: 360, ShiftMost: 960, StretchLeast: 60, CalledInMost: 480, CalledInMargin: 30}

// What the rules of the standard promise must be what the embedded files say.
func TestEmbeddedFigures(t *testing.T) {
	for _, id := range StandardIDs() {
		s := mustStandard(t, id)
		want := model.Rules{CallLimit: 60, EdgeLimit: 20, MostMoved: 180, CallLead: 20, CallLateWithin: 20, CallsFrom: 7 * 60,
			ReplaceWithin: 5, BriefAfter: 90, AgreedGrid: 15, SplitWait: 20, RestBetween: 660, BreakFrom: 360, BreakLength: 29,
			BreakMargin: 60, OvertimeMost: 30, CashGrantHours: 20, SwapsInTwoMonths: 3, NoticeMonths: 1, ContinuityDays: 14,
			FreezeAhead: 10, CallMinutes: 3, Callers: 2, NoShowWait: 20, NoShowWithin: 120,
			EventRules: usualEvents, Keep: model.KeepRules{Plans: 400, Events: 400, Audit: 1830}}
		if d := cmp.Diff(want, s.Rules); d != "" {
			t.Errorf("%s: rules (-want +got)\n%s", id, d)
		}
		if got := s.Prices.Unserved[model.NeverCancelled]; got != 100_000_000 {
			t.Errorf("%s: personal care undone costs %d", id, got)
		}
		if got := s.Prices.TravelKm[model.Car]; got != 350 {
			t.Errorf("%s: a kilometre by car costs %d", id, got)
		}
		if len(s.PricesReason) != 21 {
			t.Errorf("%s: %d prices have a reason, want 21", id, len(s.PricesReason))
		}
		mend := model.Prices{ChangedCaregiver: s.Prices.ChangedCaregiver, ChangedTour: s.Prices.ChangedTour, CallLate: s.Prices.CallLate, Notices: s.Prices.Notices}
		if d := cmp.Diff(model.Prices{ChangedCaregiver: 3000, ChangedTour: 4000, CallLate: 10000,
			Notices: []model.Notice{{Within: 60, Percent: 200}, {Within: 240, Percent: 150}}}, mend); d != "" {
			t.Errorf("%s: prices of a mend (-want +got)\n%s", id, d)
		}
	}
}

func TestEmbeddedCatalogue(t *testing.T) {
	s := mustStandard(t, "copenhagen-2008")
	for _, c := range []struct {
		id      model.ServiceID
		class   model.CareClass
		active  model.Minutes
		within  int
		weekday bool
	}{
		{"morning-care", model.NeverCancelled, 20, 2, false},
		{"evening-care", model.NeverCancelled, 15, 2, false},
		{"bath", model.NeverCancelled, 30, 7, false},
		{"toilet", model.NeverCancelled, 10, 2, false},
		{"turning", model.NeverCancelled, 10, 2, false},
		{"eat-drink", model.NeverCancelled, 20, 2, false},
		{"meal", model.NeverCancelled, 10, 2, false},
		{"medicine", model.NeverCancelled, 5, 2, false},
		{"reassurance-call", model.NeverCancelled, 5, 7, false},
		{"observation", model.Priced, 10, 7, false},
		{"talk", model.Priced, 20, 7, true},
		{"accompaniment", model.Priced, 120, 0, false},
		{"cleaning", model.Replaced, 45, 14, true},
		{"thorough-cleaning", model.Replaced, 240, 0, true},
		{"laundry", model.Replaced, 20, 14, true},
		{"shopping", model.Replaced, 40, 7, true},
		{"unpacking", model.Replaced, 10, 7, true},
	} {
		sv := s.Service(c.id)
		if sv == nil {
			t.Errorf("no service %s", c.id)
			continue
		}
		if sv.Class != c.class || sv.Active() != c.active || sv.FirstWithin != c.within || sv.WeekdaysOnly != c.weekday {
			t.Errorf("%s: %s, %d minutes, first within %d, weekdays only %v; want %s, %d, %d, %v", c.id,
				sv.Class, sv.Active(), sv.FirstWithin, sv.WeekdaysOnly, c.class, c.active, c.within, c.weekday)
		}
	}
	if len(s.Services) != 17 {
		t.Errorf("%d services, want 17", len(s.Services))
	}
}

// No practical help may be pulled into the morning peak by bundling: it stands
// in no part before ten, and shares no word with personal care.
func TestPracticalHelpStaysOutOfTheMorning(t *testing.T) {
	for _, id := range StandardIDs() {
		s := mustStandard(t, id)
		for _, sv := range s.Services {
			if sv.Class != model.Replaced {
				continue
			}
			for _, p := range sv.Parts {
				if s.Part(p).From < 10*60 {
					t.Errorf("%s: %s may be agreed in %s", id, sv.ID, p)
				}
			}
			if slices.Contains(sv.Bundles, "care") {
				t.Errorf("%s: %s bundles with personal care", id, sv.ID)
			}
		}
	}
}

func TestFrameStandardHasBothShapes(t *testing.T) {
	s := mustStandard(t, "frame-2025")
	for id, class := range map[model.ServiceID]model.CareClass{
		"personal-care": model.NeverCancelled, "practical-help": model.Replaced, "bath": model.NeverCancelled} {
		if sv := s.Service(id); sv == nil || sv.Class != class {
			t.Errorf("service %s: %v, want class %s", id, sv, class)
		}
	}
}

func TestStandardRoundTrip(t *testing.T) {
	for _, id := range StandardIDs() {
		checkStandardRoundTrip(t, mustStandard(t, id))
	}
}

func checkStandardRoundTrip(t testFataler, s *model.Standard) {
	var b bytes.Buffer
	if err := WriteStandard(&b, s); err != nil {
		t.Fatalf("write: %v", err)
	}
	got, faults := parseStandard("standard.yaml", b.Bytes())
	if len(faults) > 0 {
		t.Fatalf("read back: %+v\n%s", faults, b.String())
	}
	if d := cmp.Diff(s, got); d != "" {
		t.Fatalf("read back (-wrote +read)\n%s\n%s", d, b.String())
	}
}

type testFataler interface{ Fatalf(string, ...any) }

// Any standard that a council could vote reads back as it was written, also
// one whose words look like numbers, dates or nulls.
func TestStandardRoundTripOfAny(t *testing.T) {
	base := mustStandard(t, "frame-2025")
	rapid.Check(t, func(t *rapid.T) {
		s := *base
		word := rapid.SampledFrom([]string{"null", "~", "12", "true", "a: b", "æøå", "# x", "2026-11-23", "- x", "{", "'", `"`, "a\nb", "0x1", "a\u2028b"})
		s.Version, s.Source = word.Draw(t, "version"), word.Draw(t, "source")
		s.Name = model.Text{Da: word.Draw(t, "da"), En: word.Draw(t, "en")}
		s.Rules.AgreedGrid = rapid.SampledFrom([]model.Minutes{1, 5, 10, 15, 60}).Draw(t, "grid")
		s.Rules.OvertimeMost = model.Minutes(rapid.IntRange(0, 120).Draw(t, "overtime"))
		s.Rules.BreakOnlyGiven = rapid.Bool().Draw(t, "given")
		s.Prices.Call = model.Price(rapid.Int64Range(0, mostOre).Draw(t, "call"))
		s.Rules.NamedAreTold = rapid.Bool().Draw(t, "told")
		s.Prices.Notices = rapid.SampledFrom([][]model.Notice{nil, {{Within: 1}}, {{Within: 30, Percent: 300}, {Within: 31, Percent: 100}}}).Draw(t, "notices")
		s.Services = slices.Clone(base.Services)
		sv := &s.Services[rapid.IntRange(0, len(s.Services)-1).Draw(t, "service")]
		sv.Code = word.Draw(t, "code")
		sv.Qualification = model.Qualification(rapid.SampledFrom([]string{"", "medicine", "no"}).Draw(t, "q"))
		sv.Every = rapid.SampledFrom([]model.Cadence{{}, {Unit: model.PerDay, Count: 3}, {Unit: model.PerWeek, Count: 1},
			{Unit: model.PerKDays, Count: 14}, {Unit: model.Dated}}).Draw(t, "every")
		s.ClosingDays = rapid.SampledFrom([][]model.Date{nil, {0}, {-1, 0, 20000}}).Draw(t, "closing")
		checkStandardRoundTrip(t, &s)
	})
}

// Whoever copies an embedded standard finds each key of a service explained at
// the head of the catalogue, or plain to see.
func TestStandardExplainsItsKeys(t *testing.T) {
	plain := map[string]bool{"id": true, "name": true, "starts": true, "max_gap": true, "max_days": true, "kilos": true}
	for _, id := range StandardIDs() {
		data, err := StandardSource(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range serviceFields(&model.Service{}).(yamlMap) {
			if !plain[f.key] && !strings.Contains(string(data), "\n#   "+f.key) {
				t.Errorf("%s.yaml does not say what %s means", id, f.key)
			}
		}
	}
}

// What a standard may leave out is as usual then, changes no hash, and is
// written only where it is another.
func TestUsualFigures(t *testing.T) {
	data, err := StandardSource("copenhagen-2008")
	if err != nil {
		t.Fatal(err)
	}
	before, after, _ := strings.Cut(string(data), "  # These may be left out")
	_, after, _ = strings.Cut(after, "\n# The price list")
	bare := before + "\n# The price list" + after
	s, faults := parseStandard("bare.yaml", []byte(bare))
	if s == nil {
		t.Fatal(faults.In("en"))
	}
	if d := cmp.Diff(usualEvents, s.Rules.EventRules); d != "" {
		t.Errorf("left out (-want +got)\n%s", d)
	}
	c := &model.Case{Standard: s}
	usual := Hash(c)
	if c.Standard = mustStandard(t, "copenhagen-2008"); Hash(c) != usual {
		t.Error("left out or written, the hash is another")
	}
	s.Rules.CancelNotice, s.Rules.DecideWithin = 0, 14
	var out strings.Builder
	if err := WriteStandard(&out, s); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]bool{"cancel_notice: 0": true, "decide_within: 14": true, "late_most": false, "shift_most": false} {
		if strings.Contains(out.String(), key) != want {
			t.Errorf("%s written: %t, want %t", key, !want, want)
		}
	}
	if again, _ := parseStandard("again.yaml", []byte(out.String())); again == nil || again.Rules != s.Rules {
		t.Errorf("read again it is %+v", again)
	}
}
