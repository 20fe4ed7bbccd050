package casefile

import (
	"bytes"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// edit changes one piece of an embedded standard's text, which must be there.
func edit(t *testing.T, data []byte, from, to string) []byte {
	t.Helper()
	if !bytes.Contains(data, []byte(from)) {
		t.Fatalf("the standard has no %q to change", from)
	}
	return bytes.Replace(data, []byte(from), []byte(to), 1)
}

// Each mistake gives its own fault, at its own place, and no other.
func TestStandardFaults(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		column, value  string
		expected       string // part of what is said in English
	}{
		{"unknown key", "version:", "edition: x\nversion:", "edition", "edition", "one of the keys id, version"},
		{"unknown key of a service", "    class: never-cancelled", "    klass: x\n    class: never-cancelled", "services[0].klass", "klass", "one of the keys"},
		{"missing key", "class: never-cancelled\n    steps: [{active: 20}]", "steps: [{active: 20}]", "services[0].class", "", "missing"},
		{"empty key", "class: never-cancelled", "class:", "services[0].class", "", "missing"},
		{"key twice", "class: never-cancelled", "class: never-cancelled\n    class: priced", "services[0].class", "class", "only once"},
		{"unknown class", "class: never-cancelled", "class: forever", "services[0].class", "forever", "one of: never-cancelled, replaced, priced"},
		{"missing price", "    price: 2500\n", "", "prices.new_face.price", "", "missing"},
		{"price without reason", "    price: 300\n    reason:", "    price: 300\n    because:", "prices.edge.because", "because", "one of the keys"},
		{"reason in one language", "      en: \"A visit 20", "      fr: \"A visit 20", "prices.edge.reason.fr", "fr", "one of the keys"},
		{"negative price", "price: 2500", "price: -2500", "prices.new_face.price", "-2500", "a whole number from 0"},
		{"price with decimals", "price: 2500", "price: 60.5", "prices.new_face.price", "60.5", "a whole number"},
		{"mode without price", "bicycle: 0, ", "", "prices.travel_km.price.bicycle", "", "missing"},
		{"unknown mode priced", "bicycle: 0, ", "bicycle: 0, boat: 3, ", "prices.travel_km.price.boat", "boat", "one of the keys car"},
		{"unknown mode", "modes: [car,", "modes: [tram,", "services[15].modes[0]", "tram", "one of: car, bicycle"},
		{"unknown part", "parts: [late, evening]", "parts: [dusk, evening]", "services[1].parts[0]", "dusk", "one of the parts"},
		{"part twice", "parts: [late, evening]", "parts: [late, late]", "services[1].parts[1]", "late", "only once"},
		{"part outside the hours", "parts: [late, evening]", "parts: [night, evening]", "services[1].parts[0]", "night", "allowed in"},
		{"unknown hours", "hours: [evening]", "hours: [dusk]", "services[1].hours[0]", "dusk", "one of: day, evening, night"},
		{"no hours", "hours: [evening]", "hours: []", "services[1].hours", "", "at least one of"},
		{"unknown hours of a part", "hours: night, from", "hours: dark, from", "parts[5].hours", "dark", "one of: day"},
		{"hole in the day", "from: 10:00, to: 13:00", "from: 10:00, to: 12:30", "parts[1].to", "12:30", "13:00, where afternoon begins"},
		{"overlap in the day", "from: 10:00, to: 13:00", "from: 10:00, to: 13:30", "parts[1].to", "13:30", "13:00, where afternoon begins"},
		{"no time of day", "from: 10:00, to: 13:00", "from: 10:00, to: 25:00", "parts[1].to", "25:00", "a time of day"},
		{"no whole minutes", "steps: [{active: 20}]", "steps: [{active: 20.5}]", "services[0].steps[0].active", "20.5", "a whole number"},
		{"step both ways", "steps: [{active: 20}]", "steps: [{active: 20, passive: 5}]", "services[0].steps[0]", "", "either active or passive"},
		{"nobody needed", "steps: [{active: 20}]", "steps: [{passive: 20}]", "services[0].steps", "morning-care", "at least one active minute"},
		{"split of nothing", "    fills: true", "    split: true", "services[12].split", "true", "passive minutes between"},
		{"fills with passive minutes", "    split: true", "    fills: true", "services[14].fills", "true", "only active minutes"},
		{"five at once", "staff: 2", "staff: 5", "services[4].staff", "5", "from 1 to 4"},
		{"a call by two", "staff: 1\n    parts: [midday, afternoon, evening, morning, late, night]\n    hours: [day, evening, night]\n    every: 1 a day\n    no_travel", "staff: 2\n    parts: [midday]\n    hours: [day, evening, night]\n    every: 1 a day\n    no_travel", "services[8].staff", "2", "one caregiver"},
		{"gaps the wrong way round", "min_gap: 120", "min_gap: 320", "services[3].max_gap", "300", "at least min_gap"},
		{"days the wrong way round", "min_days: 2", "min_days: 2\n    max_days: 1", "services[2].max_days", "1", "at least min_days"},
		{"starts the wrong way round", "starts: {from: 10:00, to: 11:00}", "starts: {from: 12:00, to: 11:00}", "services[13].starts", "12:00", "from before to"},
		{"starts outside the part", "starts: {from: 10:00, to: 11:00}", "starts: {from: 13:00, to: 14:00}", "services[13].parts[0]", "midday", "starts touches"},
		{"half a pair of starts", "starts: {from: 10:00, to: 11:00}", "starts: {from: 10:00}", "services[13].starts.to", "", "missing"},
		{"no frequency", "every: 1 a week", "every: now and then", "services[2].every", "now and then", `"3 a day"`},
		{"frequency of nothing", "every: 1 a week", "every: 0 a week", "services[2].every", "0 a week", `"3 a day"`},
		{"follows what?", "follows: visit", "follows: fashion", "services[10].follows", "fashion", "one of: visit, delivery"},
		{"service twice", "- id: bath", "- id: toilet", "services[3].id", "toilet", "not used before"},
		{"edge beyond the limit", "edge_limit: 20", "edge_limit: 61", "rules.edge_limit", "61", "at most call_limit"},
		{"grid that fits no hour", "agreed_grid: 15", "agreed_grid: 7", "rules.agreed_grid", "7", "divides 60"},
		{"grid of nothing", "agreed_grid: 15", "agreed_grid: 0", "rules.agreed_grid", "0", "from 1 to 60"},
		{"no room for the break", "break_from: 360", "break_from: 120", "rules.break_from", "120", "room for the break"},
		{"nobody calls", "callers: 2", "callers: 0", "rules.callers", "0", "from 1 to 99"},
		{"no time to freeze", "  freeze_ahead: 10", "  # freeze_ahead: 10", "rules.freeze_ahead", "", "missing"},
		{"no figure left out", "cancel_notice: 1440", "cancel_notice: -1", "rules.cancel_notice", "-1", "a whole number from 0"},
		{"notices falling", "{within: 240, percent: 150}", "{within: 45, percent: 150}", "prices.notices.steps[1].within", "45", "more minutes than"},
		{"notice without percent", "{within: 240, percent: 150}", "{within: 240}", "prices.notices.steps[1].percent", "", "missing"},
		{"no notices", "    steps: [{within: 60, percent: 200}, {within: 240, percent: 150}]\n", "", "prices.notices.steps", "", "missing"},
		{"no flag", "cash_grant_over: false", "cash_grant_over: nej", "rules.cash_grant_over", "nej", "true or false"},
		{"no date", "[2025-06-05", "[2025-06-31", "closing_days[0]", "2025-06-31", "a date"},
		{"no list", "closing_days: [2025-06-05, 2026-06-05, 2028-06-05]", "closing_days: 2025-06-05", "closing_days", "2025-06-05", "a list"},
		{"no mapping", "name: {da: morgen, en: morning}", "name: morgen", "parts[0].name", "morgen", "keys: da, en"},
		{"a CPR number", `version: "2008.1"`, `version: "010203-1234"`, "version", "******-****", "without a CPR number: no field may hold one"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, err := StandardSource("copenhagen-2008")
			if err != nil {
				t.Fatal(err)
			}
			s, faults := parseStandard("standard.yaml", edit(t, data, c.from, c.to))
			if s != nil {
				t.Error("a standard in spite of the fault")
			}
			var f *Fault
			for i := range faults {
				if faults[i].Column == c.column {
					f = &faults[i]
				}
			}
			if f == nil {
				t.Fatalf("no fault at %s, but\n%s", c.column, faults.In("en"))
			}
			if f.Value != c.value || !strings.Contains(f.Expected.En, c.expected) || f.Expected.Da == "" {
				t.Errorf("value %q, expected %+v; want value %q, expected …%s…", f.Value, f.Expected, c.value, c.expected)
			}
			if f.File != "standard.yaml" || f.Row < 10 && f.Column != "version" && f.Column != "edition" {
				t.Errorf("place %s:%d", f.File, f.Row)
			}
			for _, other := range faults {
				if !related(other.Column, c.column) {
					t.Errorf("a fault of its own making elsewhere: %s", other.In("en"))
				}
			}
		})
	}
}

// related says whether a fault may follow from another: a wrong key is also a
// missing one beside it, a part's end also its neighbour's.
func related(a, b string) bool {
	dir := func(s string) string { return s[:strings.LastIndex("."+s, ".")] }
	return dir(a) == dir(b) || strings.HasPrefix(a, "parts") && strings.HasPrefix(b, "parts")
}

// All mistakes are told at once, in the order of the lines.
func TestStandardFaultsAllAtOnce(t *testing.T) {
	data, _ := StandardSource("copenhagen-2008")
	for _, e := range [][2]string{
		{"from: 10:00, to: 13:00", "from: 10:00, to: 12:30"}, {"class: never-cancelled", "class: forever"},
		{"every: every 14 days", "every: moon"}, {"edge_limit: 20", "edge_limit: 61"}, {"price: 2500", "price: -1"},
	} {
		data = edit(t, data, e[0], e[1])
	}
	_, faults := parseStandard("standard.yaml", data)
	want := []string{"parts[1].to", "services[0].class", "services[12].every", "rules.edge_limit", "prices.new_face.price"}
	var got []string
	for i, f := range faults {
		got = append(got, f.Column)
		if i > 0 && f.Row < faults[i-1].Row {
			t.Errorf("fault of line %d after one of line %d", f.Row, faults[i-1].Row)
		}
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("faults at %v, want %v", got, want)
	}
}

func TestStandardNotYAML(t *testing.T) {
	for _, c := range []struct{ name, text, expected string }{
		{"empty", "", "the file is empty"},
		{"only a comment", "# nothing\n", "the file is empty"},
		{"broken", "id: [\n", "valid YAML"},
		{"a word", "hello\n", "keys: id"},
		{"a list", "- id\n", "keys: id"},
		{"tab", "id:\n\tx: 1\n", "valid YAML"},
	} {
		s, faults := parseStandard("s.yaml", []byte(c.text))
		if s != nil || len(faults) == 0 {
			t.Errorf("%s: standard %v, %d faults", c.name, s, len(faults))
			continue
		}
		if !strings.Contains(faults.In("en"), c.expected) {
			t.Errorf("%s: %s", c.name, faults.In("en"))
		}
	}
	data, _ := StandardSource("copenhagen-2008")
	if _, faults := parseStandard("s.yaml", append(data, "---\nid: x\n"...)); !strings.Contains(faults.In("en"), "only one YAML document") {
		t.Errorf("two documents: %s", faults.In("en"))
	}
}

// smallStandard has one part of the day and two services: short enough to vary.
func smallStandard(t testing.TB) *model.Standard {
	s := mustStandard(t, "copenhagen-2008")
	s.Parts = []model.Part{{ID: "all", Name: model.Text{Da: "d", En: "d"}, Hours: model.DayHours, From: 0, To: 1440}}
	s.Services = []model.Service{*s.Service("laundry"), *s.Service("shopping")}
	for i := range s.Services {
		s.Services[i].Parts = []model.PartID{"all"}
	}
	for line := range s.PricesReason {
		s.PricesReason[line] = model.Text{Da: "d", En: "e"}
	}
	return s
}

func TestStandardOfOnePart(t *testing.T) { checkStandardRoundTrip(t, smallStandard(t)) }

// Whatever the bytes, reading ends with a standard that reads back as itself
// or with faults, never with a panic.
func FuzzStandard(f *testing.F) {
	var b bytes.Buffer
	if err := WriteStandard(&b, smallStandard(f)); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("a: &a [*a]\nparts: *a\nservices: *a\nrules: *a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, faults := parseStandard("s.yaml", data)
		if (s == nil) != faults.Broken() {
			t.Fatalf("standard %v with faults %v", s, faults)
		}
		if s != nil {
			checkStandardRoundTrip(t, s)
		}
	})
}
