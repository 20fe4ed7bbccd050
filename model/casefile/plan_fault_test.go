package casefile

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// tinyPlan is a plan by hand, so that its text can be changed by hand.
func tinyPlan() *model.Plan {
	d := model.DateOf(2026, 11, 23)
	at := func(c model.Clock) model.Time { return model.At(d, c) }
	return &model.Plan{
		Made: model.Made{Provider: "municipal", Horizon: model.Horizon{From: d, Days: 14}},
		Visits: []model.Visit{{ID: "H1/morning@2026-11-23", Home: "H1", Series: "H1/morning", Date: d, Part: "morning", Start: at(495), Length: 50,
			Does:  []model.Done{{Service: "bath", Grant: "G1", Occurrence: "G1#3"}, {Service: "morning-care", Grant: "G2", Occurrence: "G2#7"}},
			Staff: []model.Assignment{{Caregiver: "C1", Shift: "S1", Start: at(495), Minutes: 50}, {Caregiver: "C2", Shift: "S2", Start: at(505), Minutes: 20}}}},
		Tours: []model.Tour{
			{Shift: "S1", Caregiver: "C1", Mode: model.Car, Items: []model.Item{
				{Kind: model.TravelItem, From: at(480), To: at(490), Start: "office", End: "P1", Metres: 4000},
				{Kind: model.VisitItem, From: at(495), To: at(545), Visit: "H1/morning@2026-11-23", Start: "P1"}}},
			{Shift: "S2", Caregiver: "C2", Mode: model.Bicycle, Items: []model.Item{
				{Kind: model.VisitItem, From: at(505), To: at(525), Visit: "H1/morning@2026-11-23", Leg: 1, Start: "P1"}}}},
		Log: []model.Event{
			{Number: 1, Known: at(340), Kind: model.SickEvent, Caregiver: "C2", From: at(340), To: at(900), Start: -1},
			{Number: 2, Known: at(360), Kind: model.PinEvent, Visit: "H1/morning@2026-11-23", Home: "H1", Caregiver: "C1", Reason: "night owl", Caregivers: []model.CaregiverID{"C1"}}},
		Announced: []model.Announced{{Visit: "H1/morning@2026-11-23", Home: "H1", Start: at(495), Staff: []model.Assignment{
			{Caregiver: "C1", Shift: "S1", Start: at(495), Minutes: 50}, {Caregiver: "C2", Shift: "S2", Start: at(505), Minutes: 20}}}},
		Raised: []model.Raised{{Rule: "R-5.5b", Home: "H1", Visit: "H1/morning@2026-11-23", Since: at(500), Until: at(620),
			Text: model.Text{Da: "gå derhen", En: "go there"}}},
		Calls: []model.Call{{Home: "H1", Visit: "H1/morning@2026-11-23", Agreed: at(420), New: at(495), Latest: at(400)}},
		Bill:  []model.BillLine{{Line: "call", Count: 1, Unit: "call", Price: 4000}},
		Certificates: []model.Certificate{{Rule: "R-6.3", Home: "H1", Date: d, Grade: model.NotFound,
			Reasons: []model.Reason{{Caregiver: "C1", Rule: "R-W.1", Text: model.Text{Da: "12 minutter for lidt", En: "12 minutes short"}}}}},
	}
}

func TestPlanText(t *testing.T) {
	files, err := planFiles(tinyPlan())
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"visits.csv": "H1/morning@2026-11-23,H1,H1/morning,2026-11-23,morning,2026-11-23T08:15+01:00,50,bath|morning-care,G1|G2,G1#3|G2#7,,C1|C2,S1|S2,0|10,50|20\n",
		"tours.csv":  "S1,1,C1,car,,travel,2026-11-23T08:00+01:00,2026-11-23T08:10+01:00,,,,office,P1,4000\n",
		"calls.csv":  "H1,H1/morning@2026-11-23,2026-11-23T07:00+01:00,2026-11-23T08:15+01:00,2026-11-23T06:40+01:00,\n",
		"bill.csv":   "line,count,unit,price\ncall,1,call,4000\n",
		"events.csv": "number,known,kind,what,caregiver,home,visit,shift,grant,service,part,provider,district,from,to,start,minutes,staff,qualification,mode,place,of,reason,occurrences,caregivers\n" +
			"1,2026-11-23T05:40+01:00,sick,,C2,,,,,,,,,2026-11-23T05:40+01:00,2026-11-23T15:00+01:00,,,,,,,,,,\n" +
			"2,2026-11-23T06:00+01:00,pin,,C1,H1,H1/morning@2026-11-23,,,,,,,,,00:00,,,,,,,night owl,,C1\n",
		"announced.csv": "H1/morning@2026-11-23,H1,2026-11-23T08:15+01:00,C1|C2,S1|S2,0|10,50|20\n",
		"raised.csv":    "R-5.5b,H1,H1/morning@2026-11-23,,2026-11-23T08:20+01:00,2026-11-23T10:20+01:00,gå derhen,go there\n",
		"plan.yaml":     "format: 2\nmade:\n",
	} {
		if !bytes.Contains(files[name], []byte(want)) {
			t.Errorf("%s lacks\n%sit has\n%s", name, want, files[name])
		}
	}
	if len(files) != 13 {
		t.Errorf("%d files, want 13", len(files))
	}
}

func TestPlanFaults(t *testing.T) {
	for _, c := range []struct {
		name, file, from, to string
		row                  int
		column, expected     string
	}{
		{"another version", "plan.yaml", "format: 2", "format: 1", 1, "format", "format version 2"},
		{"no version", "plan.yaml", "format: 2\n", "", 1, "format", "missing"},
		{"unknown key", "plan.yaml", "provider:", "vendor:", 3, "made.vendor", "one of the keys"},
		{"unknown grade", "certificates.yaml", "grade: not-found", "grade: maybe", 5, "certificates[0].grade", "one of: proved, not-found"},
		{"unknown column", "visits.csv", "length", "duration", 1, "duration", "one of the columns"},
		{"visit without start", "visits.csv", "2026-11-23T08:15+01:00", "", 2, "start", "a value"},
		{"time that is none", "visits.csv", "2026-11-23T08:15+01:00", "2026-11-23T08:75+01:00", 2, "start", "date and time"},
		{"wrong offset", "visits.csv", "2026-11-23T08:15+01:00", "2026-11-23T08:15+02:00", 2, "start", "the offset in force"},
		{"too few occurrences", "visits.csv", "G1#3|G2#7", "G1#3", 2, "occurrences", "2 values, as many as in services"},
		{"too many minutes", "visits.csv", "50|20", "50|20|20", 2, "minutes", "2 values, as many as in caregivers"},
		{"too few offsets", "visits.csv", "0|10", "10", 2, "offsets", "2 values, as many as in caregivers"},
		{"item of no visit", "tours.csv", ",H1/morning@2026-11-23,,,P1", ",H1/noon@2026-11-23,,,P1", 3, "visit", "a visit of visits.csv"},
		{"visit item without one", "tours.csv", ",H1/morning@2026-11-23,,,P1", ",,,,P1", 3, "visit", "a visit of visits.csv"},
		{"leg of nobody", "tours.csv", "H1/morning@2026-11-23,1", "H1/morning@2026-11-23,2", 4, "leg", "a number below"},
		{"two drivers", "tours.csv", "S1,2,C1", "S1,2,C2", 3, "caregiver", "as in the first row"},
		{"two modes", "tours.csv", "S1,2,C1,car", "S1,2,C1,foot", 3, "caregiver", "as in the first row"},
		{"same place in the tour", "tours.csv", "S1,2,C1", "S1,1,C1", 3, "shift", "row 2 does not have"},
		{"nothing in a tour", "tours.csv", "S1,2,C1,car,,visit", "S1,2,C1,car,,", 3, "kind", "a value"},
		{"item without end", "tours.csv", ",2026-11-23T08:10+01:00", ",", 2, "from", "a value"},
		{"call about no visit", "calls.csv", "H1/morning@2026-11-23", "H1/noon@2026-11-23", 2, "visit", "a visit of visits.csv"},
		{"line twice", "bill.csv", "call,1,call,4000\n", "call,1,call,4000\ncall,2,call,8000\n", 3, "line", "row 2 does not have"},
		{"half an øre", "bill.csv", "4000", "4000.5", 2, "price", "a whole number"},
		{"unknown event", "events.csv", ",sick,", ",ill,", 2, "kind", "one of: sick, well"},
		{"event without number", "events.csv", "2,2026-11-23T06:00+01:00,pin", ",2026-11-23T06:00+01:00,pin", 3, "number", "a value"},
		{"two events of one number", "events.csv", "2,2026-11-23T06:00+01:00,pin", "1,2026-11-23T06:00+01:00,pin", 3, "number", "row 2 does not have"},
		{"event at no time", "events.csv", "1,2026-11-23T05:40+01:00", "1,", 2, "known", "a value"},
		{"announced for one of two", "announced.csv", "S1|S2", "S1", 2, "shifts", "2 values, as many as in caregivers"},
		{"announced twice", "announced.csv", "0|10,50|20\n", "0|10,50|20\nH1/morning@2026-11-23,H1,2026-11-23T08:15+01:00,,,,\n", 3, "visit", "row 2 does not have"},
		{"raised at no time", "raised.csv", ",2026-11-23T08:20+01:00,", ",,", 2, "since", "a value"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files, err := planFiles(tinyPlan())
			if err != nil {
				t.Fatal(err)
			}
			files[c.file] = edit(t, files[c.file], c.from, c.to)
			p, faults, err := readPlan(asFolder(files))
			if p != nil || err != nil {
				t.Fatalf("plan %v, error %v", p, err)
			}
			for _, f := range faults {
				if f.File == c.file && f.Row == c.row && f.Column == c.column && strings.Contains(f.Expected.En, c.expected) {
					return
				}
			}
			t.Errorf("no fault in %s, row %d, %s, …%s…, but\n%s", c.file, c.row, c.column, c.expected, faults.In("en"))
		})
	}
}

// A plan lacks none of its files, and is told of all that are missing.
func TestPlanWithoutFiles(t *testing.T) {
	files, err := planFiles(tinyPlan())
	if err != nil {
		t.Fatal(err)
	}
	_, faults, err := readPlan(asFolder(map[string][]byte{planFile: files[planFile]}))
	if err != nil {
		t.Fatal(err)
	}
	for name := range files {
		if name != planFile && len(faults.in(name)) != 1 {
			t.Errorf("%s is missing: %d faults", name, len(faults.in(name)))
		}
	}
	if len(faults) != len(files)-1 {
		t.Errorf("%d faults of %d missing files\n%s", len(faults), len(files)-1, faults.In("en"))
	}
}

func TestReadPlanOfNothing(t *testing.T) {
	if _, _, err := ReadPlan(filepath.Join(t.TempDir(), "nowhere")); err == nil {
		t.Error("no folder, and no error")
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ReadPlan(file); err == nil {
		t.Error("a file, and no error")
	}
}

func TestInstants(t *testing.T) {
	c := instantText()
	for _, x := range []struct{ in, want string }{
		{"2026-11-23T08:15+01:00", "2026-11-23T08:15+01:00"}, {"2026-07-01T08:15+02:00", "2026-07-01T08:15+02:00"},
		{"2026-10-25T02:30+02:00", "2026-10-25T02:30+02:00"}, {"2026-10-25T02:30+01:00", "2026-10-25T02:30+01:00"},
		{"23-11-2026 08:15", "2026-11-23T08:15+01:00"}, {"2026-10-25 02:30", "2026-10-25T02:30+02:00"},
	} {
		got, bad := c.parse(x.in, &plainForm)
		if bad != nil || got.String() != x.want {
			t.Errorf("%s: %s %v, want %s", x.in, got, bad, x.want)
		}
	}
	for _, in := range []string{"2026-03-29T02:30+01:00", "2026-03-29T02:30+02:00", "2026-11-23T08:15+02:00", "2026-11-31T08:15+01:00",
		"2026-11-23T24:15+01:00", "2026-11-23T08:60+01:00", "2026-11-23T08:15-01:00", "2026-11-23T0a:15+01:00", "2026-11-23"} {
		if got, bad := c.parse(in, &plainForm); bad == nil {
			t.Errorf("%s read as %s", in, got)
		}
	}
}
