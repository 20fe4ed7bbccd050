package casefile

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// writeEvents puts a file of events on the disk.
func writeEvents(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func at(day, minute int) model.Time {
	return model.At(model.DateOf(2026, 11, day), model.Clock(minute))
}

// The same morning as a list, as a plain table and as Danish Excel saves one.
var sameMorning = map[string]string{
	"morning.yaml": `# the morning of the 23rd
- known: 2026-11-23 05:40
  kind: sick
  caregiver: C07
  from: 2026-11-23 05:40
  to: 2026-11-25 00:00
- {known: 2026-11-23T06:02+01:00, kind: pin, visit: H0042/morning@2026-11-23, start: 09:15, reason: "daughter is there"}
- {known: 2026-11-23 06:05, kind: shift, what: lent, shift: S0301, district: D2}
- known: 2026-11-23 06:10
  kind: no-answer
  visit: H0043/~cleaning@5
  home: ~
- {known: 2026-11-23 06:12, kind: void, of: 1}
`,
	"morning.yml": `- {kendt: 23-11-2026 05.40, hændelse: syg, medarbejder: C07, fra: 23-11-2026 05:40, til: 25-11-2026 00:00}
- {kendt: 23.11.2026 06:02, Hændelse: fastlåst, besøg: H0042/morning@2026-11-23, start: "9.15", begrundelse: daughter is there}
- {kendt: 23/11/2026 06:05, hændelse: Vagt, hvad: udlånt, vagt: S0301, distrikt: D2}
- {kendt: 2026-11-23 06:10:00, hændelse: intet svar, besøg: H0043/~cleaning@5}
- {kendt: 2026-11-23 06:12, hændelse: annulleret, vedrører: 1}
`,
	"morning.csv": `kind,known,caregiver,visit,from,to,what,shift,district,start,of,reason
sick,2026-11-23 05:40,C07,,2026-11-23 05:40,2026-11-25 00:00,,,,,,
pin,2026-11-23 06:02,,H0042/morning@2026-11-23,,,,,,09:15,,daughter is there

shift,2026-11-23 06:05,,,,,lent,S0301,D2,,,
no-answer,2026-11-23 06:10,,H0043/~cleaning@5,,,,,,,,
void,2026-11-23 06:12,,,,,,,,,1,
`,
	"formiddag.CSV": "\ufeffkendt;hændelse;medarbejder;besøg;fra;til;hvad;vagt;distrikt;start;vedrører;begrundelse\r\n" +
		"23-11-2026 05:40;syg;C07;;23-11-2026 05:40;25-11-2026 00:00;;;;;;\r\n" +
		"23-11-2026 06:02;FASTLÅST;;H0042/morning@2026-11-23;;;;;;09:15;;daughter is there\r\n" +
		"23-11-2026 06:05;vagt;;;;;udlånt;S0301;D2;;;\r\n" +
		"23-11-2026 06:10;intet svar;;H0043/~cleaning@5;;;;;;;;\r\n" +
		"23-11-2026 06:12;annulleret;;;;;;;;;1;\r\n",
}

func TestReadEvents(t *testing.T) {
	want := []model.Event{
		{Known: at(23, 340), Kind: model.SickEvent, Caregiver: "C07", From: at(23, 340), To: at(25, 0), Start: -1},
		{Known: at(23, 362), Kind: model.PinEvent, Visit: "H0042/morning@2026-11-23", Start: 555, Reason: "daughter is there"},
		{Known: at(23, 365), Kind: model.ShiftEvent, What: model.ShiftLent, Shift: "S0301", District: "D2", Start: -1},
		{Known: at(23, 370), Kind: model.NoAnswerEvent, Visit: "H0043/~cleaning@5", Start: -1},
		{Known: at(23, 372), Kind: model.VoidEvent, Of: 1, Start: -1},
	}
	for name, text := range sameMorning {
		got, faults, err := ReadEvents(writeEvents(t, name, []byte(text)))
		if err != nil || len(faults) > 0 {
			t.Errorf("%s: %v\n%s", name, err, faults.In("en"))
			continue
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", name, d)
		}
	}
}

// Nothing may have happened: the list is there, and empty.
func TestReadNoEvents(t *testing.T) {
	for name, text := range map[string]string{"none.yaml": "[]\n", "none.csv": "known,kind\n"} {
		got, faults, err := ReadEvents(writeEvents(t, name, []byte(text)))
		if err != nil || len(faults) > 0 || len(got) > 0 {
			t.Errorf("%s: %v %v\n%s", name, got, err, faults.In("en"))
		}
	}
}

func TestReadEventsOfNothing(t *testing.T) {
	for _, path := range []string{filepath.Join(t.TempDir(), "nowhere.csv"), t.TempDir()} {
		if events, _, err := ReadEvents(path); err == nil || events != nil {
			t.Errorf("%s: events %v, error %v", path, events, err)
		}
	}
}

// A table of events of any kind with any fields reads back as it was written,
// whatever is said of the fields that a kind must and may not have.
func TestEventsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []model.Event
		for range rapid.IntRange(0, 4).Draw(t, "events") {
			e := drawEvent(t, 0)
			e.Occurrences, e.Caregivers = nil, nil
			events = append(events, e)
		}
		for _, f := range []*form{&plainForm, &excelForm, &latinForm} {
			b, faults := readEventsOf("events.csv", eventsFile.table(events, f))
			for _, x := range faults {
				if want := x.Expected.En; want != wantSomething.En && want != "a time after from" && !strings.HasPrefix(want, "nothing: ") {
					t.Fatalf("%s", x.In("en")) // any other is about a cell, and all cells are good
				}
			}
			if d := cmp.Diff(events, b.values()); d != "" {
				t.Fatalf("read back (-wrote +read)\n%s", d)
			}
		}
	})
}

// What the intake finds wrong is told where the file has it: in a list at the
// line of the key, in a table in the row, under the heading as it is written.
func TestPlaceEventFaults(t *testing.T) {
	unknown := model.Text{Da: "ingen medarbejder C07", En: "no caregiver C07"}
	found := []model.EventFault{{Number: 5, Field: "of", Text: model.Text{Da: "intet nummer 1", En: "no number 1"}}, {Number: 1, Field: "caregiver", Text: unknown},
		{Number: 4, Field: "home", Text: model.Text{Da: "intet hjem", En: "no home"}}, {Number: 9, Field: "x", Text: model.Text{Da: "ukendt", En: "unknown"}}}
	for name, want := range map[string]string{
		"morning.yaml": "morning.yaml, x: unknown\nmorning.yaml, line 4, caregiver »C07«: no caregiver C07\n" +
			"morning.yaml, line 12, home: no home\nmorning.yaml, line 13, of »1«: no number 1\n",
		"morning.yml": "morning.yml, x: unknown\nmorning.yml, line 1, medarbejder »C07«: no caregiver C07\n" +
			"morning.yml, line 4, home: no home\nmorning.yml, line 5, vedrører »1«: no number 1\n",
		"morning.csv": "morning.csv, x: unknown\nmorning.csv, row 2, caregiver »C07«: no caregiver C07\n" +
			"morning.csv, row 6, home: no home\nmorning.csv, row 7, of »1«: no number 1\n",
		"formiddag.CSV": "formiddag.CSV, x: unknown\nformiddag.CSV, row 2, medarbejder »C07«: no caregiver C07\n" +
			"formiddag.CSV, row 5, home: no home\nformiddag.CSV, row 6, vedrører »1«: no number 1\n",
	} {
		faults, err := PlaceEventFaults(writeEvents(t, name, []byte(sameMorning[name])), found)
		if err != nil || !faults.Broken() {
			t.Fatalf("%s: %v", name, err)
		}
		if d := cmp.Diff(want, faults.In("en")); d != "" {
			t.Errorf("%s (-want +got)\n%s", name, d)
		}
	}
	if _, err := PlaceEventFaults(filepath.Join(t.TempDir(), "gone.csv"), found); err == nil {
		t.Error("no file, and no error")
	}
}

// readEventsOf reads a file in memory.
func readEventsOf(name string, data []byte) (*batch, Faults) {
	r := newReader(asFolder(map[string][]byte{name: data}))
	b := r.readBatchOf(name)
	return b, r.faults.sorted()
}

// Whatever a kind must or may have is a column, and whatever a column is for
// some kind has.
func TestEventFields(t *testing.T) {
	used := map[string]bool{"known": true, "kind": true, "reason": true}
	for _, kind := range model.EventKinds {
		for _, what := range append(model.ShiftChanges, "") {
			must, may, known := model.EventFields(kind, what)
			if !known && (kind != model.ShiftEvent || what != "") {
				t.Errorf("no fields of %s %s", kind, what)
			}
			for _, name := range append(must, may...) {
				if at := eventsFile.find(name); at < 0 || eventsFile.columns[at].en != name {
					t.Errorf("%s: no column %s", kind, name)
				}
				used[name] = true
			}
		}
	}
	for _, c := range eventsFile.columns {
		if !used[c.en] {
			t.Errorf("no kind of event has %s", c.en)
		}
	}
}

// No two columns or kinds have one name, in whichever language.
func TestEventWords(t *testing.T) {
	heads, kinds := map[string]string{}, map[string]model.EventKind{}
	for _, c := range eventsFile.columns {
		for _, name := range []string{headKey(c.en), headKey(c.da)} {
			if other, there := heads[name]; there && other != c.en {
				t.Errorf("%s names %s and %s", name, other, c.en)
			}
			heads[name] = c.en
		}
	}
	danish := form{danish: true}
	for _, kind := range model.EventKinds {
		for _, name := range []string{string(kind), eventKindText.format(kind, &danish)} {
			if other, there := kinds[name]; there && other != kind {
				t.Errorf("%s is %s and %s", name, other, kind)
			}
			kinds[name] = kind
			if got, bad := eventKindText.parse(strings.ToUpper(name), &plainForm); bad != nil || got != kind {
				t.Errorf("%s read as %s", name, got)
			}
		}
	}
}

// Whatever the bytes, reading ends with events or with faults, never with a
// panic; and what was read as a list is read from a table too.
func FuzzEvents(f *testing.F) {
	for name, text := range sameMorning {
		f.Add(strings.HasSuffix(strings.ToLower(name), ".csv"), []byte(text))
	}
	f.Add(false, []byte("- &a {kind: *a, known: [*a]}\n- *a\n"))
	f.Add(true, []byte("kind;kind\n\"sick\nknown"))
	f.Fuzz(func(t *testing.T, table bool, data []byte) {
		name := "events.yaml"
		if table {
			name = "events.csv"
		}
		b, faults := readEventsOf(name, data)
		for _, x := range faults {
			if x.File == "" || x.Expected.Da == "" || x.Expected.En == "" || HasCPR(x.In("da")) {
				t.Fatalf("without place or words: %+v", x)
			}
		}
		if faults.Broken() {
			return
		}
		again, faults := readEventsOf("again.csv", eventsFile.table(b.values(), &plainForm))
		if len(faults) > 0 || !bytes.Equal(eventsFile.table(again.values(), &excelForm), eventsFile.table(b.values(), &excelForm)) {
			t.Fatalf("read back otherwise\n%s", faults.In("en"))
		}
	})
}

// TestEventsAsJSON: what is written as JSON reads as the events it was.
func TestEventsAsJSON(t *testing.T) {
	want, faults := ParseEvents("morning.yaml", []byte(sameMorning["morning.yaml"]))
	if faults.Broken() {
		t.Fatal(faults)
	}
	var texts [][]byte
	for i := range want {
		texts = append(texts, EventJSON(&want[i]))
	}
	text := EventsJSON(texts)
	got, faults := ParseEvents("events.json", text)
	if faults.Broken() {
		t.Fatalf("%v in\n%s", faults, text)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if text := EventsJSON(nil); string(text) != "[]" {
		t.Errorf("no events are %s", text)
	}
}

// TestParsedFaults: faults of a text in memory have its name, row and column.
func TestParsedFaults(t *testing.T) {
	text := []byte(`[{"known": "2026-11-23 05:40", "kind": "sick", "caregiver": "C07"},
 {"known": "2026-11-23 05:41", "kind": "sick", "caregver": "C08"}]`)
	_, faults := ParseEvents("events.json", text)
	if !faults.Broken() || faults[0].File != "events.json" || faults[0].Row != 2 {
		t.Errorf("faults %v", faults)
	}
	placed := PlaceParsedFaults("events.json", text, []model.EventFault{{Number: 1, Field: "caregiver", Text: model.Text{En: "somebody", Da: "nogen"}}})
	if len(placed) != 1 || placed[0].Row != 1 || placed[0].Value != "C07" {
		t.Errorf("placed %v", placed)
	}
}
