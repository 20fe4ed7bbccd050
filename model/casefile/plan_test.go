package casefile

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
)

// anyPlan draws a plan with something of everything, in its fixed order.
func anyPlan(t *rapid.T) *model.Plan {
	p := &model.Plan{Made: model.Made{
		Program: "hjemvej 0.1", Case: rapid.SampledFrom([]string{"by", "null", "a: b", "æ # ø"}).Draw(t, "case"),
		CaseHash: "00ff", Standard: "copenhagen-2008", StandardVersion: "2008.1", Provider: "municipal",
		Horizon: model.Horizon{From: model.DateOf(2026, time.October, 19), Days: rapid.IntRange(1, 30).Draw(t, "days")},
		Seed:    rapid.Uint64().Draw(t, "seed"), Iterations: rapid.Int64Range(0, 1<<62).Draw(t, "iterations"),
	}}
	if rapid.Bool().Draw(t, "some districts") {
		p.Made.Districts = []model.DistrictID{"east", "west"}
	}
	draw := planDrawer{t, p}
	draw.effort()
	for i := range rapid.IntRange(0, 5).Draw(t, "visits") {
		draw.visit(i)
	}
	draw.owed()
	draw.bill()
	draw.log()
	p.Sort()
	return p
}

type planDrawer struct {
	*rapid.T
	p *model.Plan
}

// instant draws minutes around the night when summer time ends.
func (d planDrawer) instant(name string) model.Time {
	return model.At(model.DateOf(2026, time.October, 24), 20*60).Add(model.Minutes(rapid.IntRange(0, 2000).Draw(d.T, name)))
}

func (d planDrawer) effort() {
	m := &d.p.Made
	m.Aim = rapid.SampledFrom(append([]model.Aim{""}, model.Aims...)).Draw(d.T, "aim")
	m.Search.Budget = rapid.Int64Range(0, 1<<62).Draw(d.T, "budget")
	m.Search.Enough, m.Search.CutShort = rapid.Bool().Draw(d.T, "enough"), rapid.Bool().Draw(d.T, "cut short")
	for range rapid.IntRange(0, 2).Draw(d.T, "paces") {
		pace := model.Pace{Twins: rapid.IntRange(0, 3).Draw(d.T, "twins")}
		for range rapid.IntRange(0, 20).Draw(d.T, "steps") {
			pace.Rounds = append(pace.Rounds, rapid.IntRange(0, 900).Draw(d.T, "rounds"))
		}
		m.Search.Paces = append(m.Search.Paces, pace)
	}
}

func (d planDrawer) visit(i int) {
	start := d.instant("start")
	home := model.HomeID(fmt.Sprintf("H%d", i))
	v := model.Visit{ID: model.VisitID(fmt.Sprintf("%s/night/2@%s", home, start.Date())), Home: home, Part: "night",
		Date: start.Date(), Start: start, Length: model.Minutes(rapid.IntRange(0, 240).Draw(d.T, "length"))}
	if rapid.Bool().Draw(d.T, "series") {
		v.Series = model.SeriesID(home + "/night/2")
	}
	for k := range rapid.IntRange(0, 3).Draw(d.T, "does") {
		grant := fmt.Sprintf("G%d.%d", i, k) + rapid.SampledFrom([]string{"", "~E12", "~E3.2"}).Draw(d.T, "made")
		v.Does = append(v.Does, model.Done{Service: "toilet", Grant: model.GrantID(grant),
			Occurrence: model.OccurrenceID(grant + ".L2#17"), Piece: rapid.IntRange(0, 2).Draw(d.T, "piece")})
	}
	for k := range rapid.IntRange(0, 2).Draw(d.T, "staff") {
		shift := model.ShiftID(fmt.Sprintf("S%d-%d~E4", i, k))
		a := model.Assignment{Caregiver: "C1", Shift: shift, Minutes: 10,
			Start: start.Add(model.Minutes(rapid.IntRange(0, 1).Draw(d.T, "offset") * 5))}
		v.Staff = append(v.Staff, a)
		d.p.Tours = append(d.p.Tours, model.Tour{Shift: shift, Caregiver: "C1", Mode: model.EBike,
			Overtime: model.Minutes(rapid.IntRange(0, 30).Draw(d.T, "overtime")), Items: []model.Item{
				{Kind: model.TravelItem, From: a.Start - 3, To: a.Start, Start: "P1", End: "P2", Metres: 900},
				{Kind: model.VisitItem, From: a.Start, To: a.Start.Add(a.Minutes), Visit: v.ID, Leg: k, Start: "P2"},
				{Kind: model.ActivityItem, From: a.Start + 10, To: a.Start + 20, Text: `"handover", shift; æøå`},
			}})
	}
	d.p.Visits = append(d.p.Visits, v)
	d.p.Named = append(d.p.Named, model.Named{Home: home, Contact: "C1"})
	d.p.Agreed = append(d.p.Agreed, model.Agreed{Home: home, Part: "night", Number: 2, Start: start.Clock()},
		model.Agreed{Home: home, Service: "cleaning", Start: -1, Days: 1 << time.Tuesday})
}

func (d planDrawer) owed() {
	d.p.Tours = append(d.p.Tours, model.Tour{Shift: "S-empty", Caregiver: "C2", Mode: model.Car})
	for _, v := range d.p.Visits {
		if rapid.Bool().Draw(d.T, "call") {
			d.p.Calls = append(d.p.Calls, model.Call{Home: v.Home, Visit: v.ID, Agreed: d.instant("agreed"), New: v.Start, Latest: d.instant("latest"), By: "C1"})
		}
		if rapid.Bool().Draw(d.T, "briefing") {
			d.p.Briefings = append(d.p.Briefings, model.Briefing{Home: v.Home, Visit: v.ID, Caregiver: "C2", Before: v.Start})
		}
		if rapid.Bool().Draw(d.T, "replacement") {
			x := model.Replacement{Home: v.Home, Grant: "G1~E2", Occurrence: model.OccurrenceID("G1#" + v.Home), Agreed: v.Date - 1, Latest: v.Date + 5}
			if rapid.Bool().Draw(d.T, "debt") {
				x.Visit = v.ID
			}
			d.p.Replacements = append(d.p.Replacements, x)
		}
	}
	word := rapid.SampledFrom([]string{"12 minutes short", "- x", "null", "12", "a\nb", "»æ«: ø", "'"})
	for range rapid.IntRange(0, 2).Draw(d.T, "certificates") {
		c := model.Certificate{Rule: "R-6.3", Home: "H1", Occurrence: "G1#3", Grant: "G1", Date: 20750, Grade: model.Proved}
		for range rapid.IntRange(0, 2).Draw(d.T, "reasons") {
			c.Reasons = append(c.Reasons, model.Reason{Caregiver: "C1", Shift: "S1", Rule: "R-6.7", Text: model.Text{Da: word.Draw(d.T, "da")}})
		}
		if rapid.Bool().Draw(d.T, "remedy") {
			c.Remedy = model.Remedy{Kind: "call-in", Caregiver: "C2", From: d.instant("from"), To: d.instant("to"), Qualification: "medicine",
				Text: model.Text{Da: word.Draw(d.T, "da"), En: word.Draw(d.T, "en")}}
		}
		d.p.Certificates = append(d.p.Certificates, c)
	}
}

func (d planDrawer) bill() {
	d.p.Bill = []model.BillLine{
		{Line: "travel_minute.car", Count: rapid.Int64Range(0, 1e12).Draw(d.T, "count"), Unit: "minute", Price: 1012990000}, // as long as a CPR number
		{Line: "call", Unit: "call"}}
	f := model.Figures{Homes: 3, TravelMinutes: map[model.Mode]model.Minutes{model.Car: 0, model.Foot: 7},
		Kilometres: map[model.Mode]float64{model.Car: rapid.Float64Range(0, 1e6).Draw(d.T, "km")},
		Distinct:   rapid.Float64Range(0, 50).Draw(d.T, "distinct"), Unserved: map[model.CareClass]int{model.Priced: 2}}
	if rapid.Bool().Draw(d.T, "measured") {
		d.p.Measures = model.Measures{All: f, Providers: []model.FiguresOf{{ID: "12", Figures: f}, {ID: "x"}}}
	}
}

// asFolder is files as a folder in memory.
func asFolder(files map[string][]byte) fstest.MapFS {
	dir := fstest.MapFS{}
	for name, data := range files {
		dir[name] = &fstest.MapFile{Data: data}
	}
	return dir
}

func TestPlanRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlan(t)
		files, err := planFiles(p)
		if err != nil {
			t.Fatal(err)
		}
		got, faults, err := readPlan(asFolder(files))
		if err != nil || len(faults) > 0 {
			t.Fatalf("read back: %v\n%s", err, faults.In("en"))
		}
		if d := cmp.Diff(p, got); d != "" {
			t.Fatalf("read back (-wrote +read)\n%s", d)
		}
	})
}

func TestPlanOnDisk(t *testing.T) {
	dir, p := writeSample(t)
	got, faults, err := ReadPlan(dir)
	if err != nil || len(faults) > 0 {
		t.Fatalf("read back: %v\n%s", err, faults.In("en"))
	}
	if d := cmp.Diff(p, got); d != "" {
		t.Errorf("read back (-wrote +read)\n%s", d)
	}
	if left, err := os.ReadDir(filepath.Dir(dir)); err != nil || len(left) != 1 {
		t.Errorf("beside the plan lie %v, %v", left, err)
	}
}

// writeSample writes a plan that has every kind of row.
func writeSample(t *testing.T) (dir string, p *model.Plan) {
	t.Helper()
	for seed := 1; ; seed++ {
		p = rapid.Custom(anyPlan).Example(seed)
		if len(p.Calls) > 0 && len(p.Briefings) > 0 && len(p.Replacements) > 0 && len(p.Tours) > 3 && len(p.Certificates) > 0 && len(p.Visits) > 2 {
			break
		}
	}
	dir = filepath.Join(t.TempDir(), "plan")
	if err := WritePlan(dir, p); err != nil {
		t.Fatal(err)
	}
	return dir, p
}

// The bytes depend on the plan alone, not on the order its parts were made in.
func TestPlanBytesAreStable(t *testing.T) {
	_, p := writeSample(t)
	first, err := planFiles(p)
	if err != nil {
		t.Fatal(err)
	}
	for i, j := 0, len(p.Visits)-1; i < j; i, j = i+1, j-1 {
		p.Visits[i], p.Visits[j] = p.Visits[j], p.Visits[i]
	}
	p.Tours = append(p.Tours[1:], p.Tours[0])
	second, err := planFiles(p)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(first, second); d != "" {
		t.Errorf("the same plan in other bytes\n%s", d)
	}
}

func TestPlanReplacesOnlyAPlan(t *testing.T) {
	dir, p := writeSample(t)
	if err := os.WriteFile(filepath.Join(dir, "stale.csv"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := WritePlan(dir, p); err != nil {
		t.Fatalf("over a plan: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "stale.csv")); err == nil {
		t.Error("a file of the old plan is left in the new one")
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "thesis.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := WritePlan(other, p); err == nil {
		t.Error("a folder that is no plan was replaced")
	}
	if _, err := os.Stat(filepath.Join(other, "thesis.txt")); err != nil {
		t.Error("and what it held is gone")
	}
}

func TestPlanOfNobody(t *testing.T) {
	p := &model.Plan{Visits: []model.Visit{{ID: "V", Home: "H", Staff: []model.Assignment{{Shift: "S"}}}}}
	if err := WritePlan(filepath.Join(t.TempDir(), "plan"), p); err == nil || !strings.Contains(err.Error(), "visit V") {
		t.Errorf("a visit by nobody was written: %v", err)
	}
}

func TestReadPlans(t *testing.T) {
	dir, p := writeSample(t)
	plans, faults, err := ReadPlans(dir)
	if err != nil || len(faults) > 0 || len(plans) != 1 || cmp.Diff(p, plans[0]) != "" {
		t.Errorf("one plan: %d plans, %v %v", len(plans), faults, err)
	}
	other := *p
	other.Made.Provider = "nord"
	both := filepath.Join(t.TempDir(), "both")
	for _, p := range []*model.Plan{p, &other} {
		folder, err := PlanFolder(both, p.Made.Provider)
		if err == nil {
			err = WritePlan(folder, p)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	plans, faults, err = ReadPlans(both)
	if err != nil || len(faults) > 0 || len(plans) != 2 {
		t.Fatalf("two plans: %d, %v %v", len(plans), faults, err)
	}
	if plans[0].Made.Provider != "municipal" || plans[1].Made.Provider != "nord" {
		t.Errorf("plans of %s and %s", plans[0].Made.Provider, plans[1].Made.Provider)
	}
	if err := os.Remove(filepath.Join(both, "nord", "visits.csv")); err != nil {
		t.Fatal(err)
	}
	plans, faults, err = ReadPlans(both)
	if err != nil || plans != nil || !strings.Contains(faults.In("en"), "nord/visits.csv: expected the file, which is missing") {
		t.Errorf("one of two broken: %v, %v\n%s", plans, err, faults.In("en"))
	}
	if plans, faults, err = ReadPlans(t.TempDir()); err != nil || plans != nil || !faults.Broken() {
		t.Errorf("an empty folder: %v %v %v", plans, faults, err)
	}
	if _, _, err = ReadPlans(filepath.Join(both, "nowhere")); err == nil {
		t.Error("no folder at all, and no error")
	}
}

func TestPlanFolderIsOnlyForPlansOfSeveral(t *testing.T) {
	single, _ := writeSample(t)
	for dir, provider := range map[string]model.ProviderID{single: "nord", t.TempDir(): "", "a": "../b", "b": ".hidden", "c": `x\y`} {
		if folder, err := PlanFolder(dir, provider); err == nil {
			t.Errorf("%q in %s: %s", provider, dir, folder)
		}
	}
}

// TestCertificatesOneByOne: written one after the other they are what they are
// as one document.
func TestCertificatesOneByOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := anyPlan(rt)
		got, err := certificatesYAML(p.Certificates)
		if err != nil {
			rt.Fatal(err)
		}
		want, err := formatYAML(certificateFields(&p.Certificates))
		if err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			rt.Error(diff)
		}
	})
}
