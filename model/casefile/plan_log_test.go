package casefile

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// drawEvent is an event of any kind with any fields.
func drawEvent(t *rapid.T, number int) model.Event {
	at := func(name string) model.Time {
		return orNone(t, name, model.At(model.DateOf(2026, 10, 24), 1200)+model.Time(rapid.IntRange(0, 2000).Draw(t, name)))
	}
	word := func(name string) string { return orNone(t, name, "x"+drawText(t, name)) }
	e := model.Event{Number: number, Known: 29_000_000, Kind: oneOfThem(t, "kind", model.EventKinds), What: word("what"), Reason: word("reason"),
		Caregiver: orNone(t, "caregiver", model.CaregiverID("C1")), Home: orNone(t, "home", model.HomeID("H1")),
		Visit: orNone(t, "visit", model.VisitID("H1/~cleaning@5")), Shift: orNone(t, "shift", model.ShiftID("S 1~E2")),
		Grant: orNone(t, "grant", model.GrantID("G1~E7")), Service: orNone(t, "service", model.ServiceID("bath")),
		Part: orNone(t, "part", model.PartID("morning")), Provider: orNone(t, "provider", model.ProviderID("private")),
		District: orNone(t, "district", model.DistrictID("D2")), From: at("from"), To: at("to"),
		Minutes: model.Minutes(rapid.IntRange(0, 300).Draw(t, "minutes")), Staff: rapid.IntRange(0, 4).Draw(t, "staff"),
		Qualification: orNone(t, "qualification", model.Qualification("medicine")), Mode: orNone(t, "mode", model.EBike),
		Place: orNone(t, "place", model.PlaceID("P1")), Of: rapid.IntRange(0, 3).Draw(t, "of")}
	e.Start = model.Clock(rapid.IntRange(-1, 1440).Draw(t, "start"))
	if rapid.Bool().Draw(t, "kept") {
		e.Occurrences, e.Caregivers = []model.OccurrenceID{"G1#3", "G2.L1#7"}, []model.CaregiverID{"C2", "C1"}
	}
	if e.Kind == model.ShiftEvent {
		e.What = orNone(t, "what", oneOfThem(t, "change", model.ShiftChanges))
	}
	return e
}

// log draws what a mend adds to a plan.
func (d planDrawer) log() {
	for n := range rapid.IntRange(0, 4).Draw(d.T, "events") {
		d.p.Log = append(d.p.Log, drawEvent(d.T, n+1))
	}
	for _, v := range d.p.Visits {
		if rapid.Bool().Draw(d.T, "announced") {
			d.p.Announced = append(d.p.Announced, model.Announced{Visit: v.ID, Home: v.Home, Start: v.Start, Staff: v.Staff})
		}
		if rapid.Bool().Draw(d.T, "raised") {
			d.p.Raised = append(d.p.Raised, model.Raised{Rule: "R-5.5b", Home: v.Home, Visit: v.ID, Since: v.Start,
				Until: orNone(d.T, "until", v.Start+120), Text: model.Text{Da: drawText(d.T, "da"), En: drawText(d.T, "en")}})
		}
	}
	if len(d.p.Log) > 0 {
		d.p.Made.Now, d.p.Made.From = d.instant("now"), PlanHash(&model.Plan{})
	}
}

// A field that is added to what a mend keeps, and forgotten in the tables, fails here.
func TestLogHasEveryField(t *testing.T) {
	p := &model.Plan{Made: model.Made{Horizon: model.Horizon{From: 20000, Days: 1}}, Log: make([]model.Event, 1),
		Announced: make([]model.Announced, 1), Raised: make([]model.Raised, 1)}
	fill(t, reflect.ValueOf(&p.Log[0]).Elem())
	fill(t, reflect.ValueOf(&p.Announced[0]).Elem())
	fill(t, reflect.ValueOf(&p.Raised[0]).Elem())
	e := &p.Log[0]
	e.Kind, e.Start, e.Staff, e.Mode = model.PinEvent, 9, 4, model.Car
	files, err := planFiles(p)
	if err != nil {
		t.Fatal(err)
	}
	got, faults, err := readPlan(asFolder(files))
	if err != nil || len(faults) > 0 {
		t.Fatalf("read back: %v\n%s", err, faults.In("en"))
	}
	if d := cmp.Diff(p, got); d != "" {
		t.Errorf("read back (-wrote +read)\n%s", d)
	}
}

// The hash is what a shell says of the folder, whatever the order in memory.
func TestPlanHash(t *testing.T) {
	dir, p := writeSample(t)
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	h := sha256.New()
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		h.Write(data)
	}
	want := fmt.Sprintf("%x", h.Sum(nil))
	if got := PlanHash(p); got != want {
		t.Errorf("hash %s, the folder's is %s", got, want)
	}
	slices.Reverse(p.Visits)
	if got := PlanHash(p); got != want {
		t.Error("another hash in another order")
	}
	read, _, err := ReadPlan(dir)
	if err != nil || PlanHash(read) != want {
		t.Errorf("another hash after reading: %v", err)
	}
}

// Whatever a mend adds to a plan changes its hash.
func TestPlanHashOfEach(t *testing.T) {
	seen := map[string]string{PlanHash(tinyPlan()): "nothing"}
	for name, change := range map[string]func(*model.Plan){
		"now":       func(p *model.Plan) { p.Made.Now = 29_000_000 },
		"from":      func(p *model.Plan) { p.Made.From = "00ff" },
		"event":     func(p *model.Plan) { p.Log[1].Reason = "night owls" },
		"no event":  func(p *model.Plan) { p.Log = p.Log[:1] },
		"announced": func(p *model.Plan) { p.Announced[0].Start++ },
		"raised":    func(p *model.Plan) { p.Raised[0].Until++ },
		"visit":     func(p *model.Plan) { p.Visits[0].Start++ },
	} {
		p := tinyPlan()
		change(p)
		h := PlanHash(p)
		if other, there := seen[h]; there || h == "" {
			t.Errorf("%s and %s: hash %q", name, other, h)
		}
		seen[h] = name
	}
	p := tinyPlan()
	p.Announced[0].Staff[0].Shift = ""
	if h := PlanHash(p); h != "" {
		t.Errorf("a plan that can't be written has hash %s", h)
	}
}
