package casefile

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/hjemvej/hjemvej/model"
)

// chainCase is the base case with what testdata/chain adds.
func chainCase(t *testing.T) *model.Case {
	t.Helper()
	a, err := txtar.ParseFile("testdata/chain/case.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir, _ := scenario(t, a)
	c, faults, err := ReadCaseFS(dir)
	if err != nil || faults.Broken() {
		t.Fatalf("%v\n%s", err, faults.In("en"))
	}
	return c
}

// chainPlan is a plan of it, as far as events are about one.
func chainPlan() *model.Plan {
	visit := func(id, home string, start model.Time, minutes model.Minutes, who, shift string, does ...model.Done) model.Visit {
		v := model.Visit{ID: model.VisitID(id), Home: model.HomeID(home), Date: start.Date(), Start: start, Length: minutes, Does: does,
			Staff: []model.Assignment{{Caregiver: model.CaregiverID(who), Shift: model.ShiftID(shift), Start: start, Minutes: minutes}}}
		if series, _, ok := strings.Cut(id, "@"); ok && !strings.Contains(id, "~") {
			v.Series, v.Part = model.SeriesID(series), model.PartID(series[len(home)+1:])
		}
		return v
	}
	p := &model.Plan{Made: model.Made{Provider: "kommunen", Horizon: model.Horizon{From: model.DateOf(2026, 11, 23), Days: 14}}, Visits: []model.Visit{
		visit("H1/morning@2026-11-23", "H1", at(23, 480), 50, "C1", "S1", model.Done{Service: "bath", Grant: "G1", Occurrence: "G1#24"},
			model.Done{Service: "morning-care", Grant: "G6", Occurrence: "G6#83"}),
		visit("H1/midday@2026-11-23", "H1", at(23, 720), 10, "C1", "S1", model.Done{Service: "meal", Grant: "G8", Occurrence: "G8#83"}),
		visit("H1/morning@2026-11-24", "H1", at(24, 490), 20, "C3", "S4", model.Done{Service: "morning-care", Grant: "G6", Occurrence: "G6#84"}),
		visit("H3/~cleaning@5", "H3", at(25, 630), 45, "C3", "S5", model.Done{Service: "cleaning", Grant: "G7", Occurrence: "G7#5"}),
	}}
	for _, v := range p.Visits {
		p.Tours = append(p.Tours, model.Tour{Shift: v.Staff[0].Shift, Caregiver: v.Staff[0].Caregiver, Mode: model.Bicycle,
			Items: []model.Item{{Kind: model.VisitItem, From: v.Start, To: v.End(), Visit: v.ID}}})
	}
	p.Tours[0].Items = append(p.Tours[0].Items, p.Tours[1].Items...) // C1 has two visits that day
	p.Tours = append(p.Tours[:1], p.Tours[2:]...)
	return p
}

// TestChain takes each file of events in, and wants the log told there, or what
// is wrong; and a plan with that log, read back from its folder, to mean the same.
func TestChain(t *testing.T) {
	names, err := filepath.Glob("testdata/chain/*.txtar")
	if err != nil || len(names) < 20 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	seen := map[model.EventKind]bool{}
	for _, name := range names {
		if filepath.Base(name) == "case.txtar" {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			path := writeEvents(t, a.Files[0].Name, a.Files[0].Data)
			batch, faults, err := ReadEvents(path)
			if err != nil || len(faults) > 0 {
				t.Fatalf("%v\n%s", err, faults.In("en"))
			}
			c, p := chainCase(t), chainPlan()
			log, wrong := model.Intake(c, p, batch)
			want, got := map[string]string{}, map[string]string{}
			for _, f := range a.Files[1:] {
				want[f.Name] = string(f.Data)
			}
			if len(wrong) > 0 {
				got = placed(t, path, wrong)
			} else {
				got["want.csv"] = string(planEvents.table(log, &plainForm))
				checkChain(t, c, p, log)
			}
			for _, e := range log {
				seen[e.Kind] = true
			}
			if *update {
				writeChain(t, name, a, got)
				return
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
		})
	}
	for _, kind := range model.EventKinds {
		if !seen[kind] {
			t.Errorf("no file with an event %s that is accepted", kind)
		}
	}
}

func placed(t *testing.T, path string, wrong []model.EventFault) map[string]string {
	faults, err := PlaceEventFaults(path, wrong)
	if err != nil || len(faults) == 0 {
		t.Fatalf("faults %v, error %v", faults, err)
	}
	for _, f := range faults {
		if f.Row == 0 || eventsFile.find(f.Column) < 0 {
			t.Errorf("without a place: %s", f.In("en"))
		}
	}
	return map[string]string{"want.da": faults.In("da"), "want.en": faults.In("en")}
}

// checkChain wants a log to mean the same after a plan with it was written and read.
func checkChain(t *testing.T, c *model.Case, p *model.Plan, log []model.Event) {
	now := log[len(log)-1].Known
	before := model.Fold(c, log, now)
	p.Log, p.Made.Now, p.Made.From, p.Raised = log, now, PlanHash(p), before.Raised
	files, err := planFiles(p)
	if err != nil {
		t.Fatal(err)
	}
	read, faults, err := readPlan(asFolder(files))
	if err != nil || len(faults) > 0 {
		t.Fatalf("%v\n%s", err, faults.In("en"))
	}
	if d := cmp.Diff(before, model.Fold(c, read.Log, read.Made.Now), cmpopts.EquateEmpty()); d != "" {
		t.Errorf("case and log mean another thing after reading (-before +after)\n%s", d)
	}
	if d := cmp.Diff(before.Raised, read.Raised, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("tasks (-raised +read)\n%s", d)
	}
	if PlanHash(read) != PlanHash(p) {
		t.Error("another hash after reading")
	}
}

// writeChain writes a file of events anew with what came of it.
func writeChain(t *testing.T, name string, a *txtar.Archive, got map[string]string) {
	if csv, accepted := got["want.csv"]; accepted {
		out := &txtar.Archive{Comment: a.Comment, Files: []txtar.File{a.Files[0], {Name: "want.csv", Data: []byte(csv)}}}
		writeArchive(t, name, out)
		return
	}
	a.Files = a.Files[:1]
	writeScenario(t, name, a, got)
}
