package hemtjanst_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hjemvej/hjemvej/benchmarks/hemtjanst"
	"github.com/hjemvej/hjemvej/benchmarks/internal/swedishday/sample"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

func TestImport(t *testing.T) {
	c, p, err := hemtjanst.Import(sample.Folder(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Homes) != 3 || len(c.Grants) != 4 || len(c.Shifts) != 3 || len(c.Caregivers) != 4 {
		t.Errorf("%d homes, %d grants, %d shifts, %d caregivers", len(c.Homes), len(c.Grants), len(c.Shifts), len(c.Caregivers))
	}
	two := c.Grants[2] // the first of client 12
	if two.Home != "12" || two.Staff != 2 || two.Minutes != 35 || two.Second != (model.Leg{Offset: 0, Minutes: 20}) {
		t.Errorf("the visit by two: %+v", two)
	}
	if got, want := c.Homes[0].Traits, []model.Trait{"attribute-2"}; !cmp.Equal(got, want) {
		t.Errorf("traits %v, want %v", got, want)
	}
	s := c.Shifts[0]
	if s.Break == nil || s.BreakLen != 30 || s.Break.From != model.At(c.Horizon.From, 10*60) || s.Break.To != model.At(c.Horizon.From, 12*60) {
		t.Errorf("break %+v of %d minutes", s.Break, s.BreakLen)
	}
	want := []model.Agreed{{Home: "11", Part: "day", Start: 480}, {Home: "11", Part: "day", Number: 2, Start: 600},
		{Home: "12", Part: "day", Start: 515}, {Home: "13", Part: "day", Start: 1020}}
	if diff := cmp.Diff(want, c.History.Agreed); diff != "" {
		t.Errorf("agreed times: %s", diff)
	}
	if len(p.Visits) != 4 || len(p.Tours) != 3 || len(p.Visits[1].Staff) != 2 {
		t.Errorf("the people's plan: %d visits, %d tours", len(p.Visits), len(p.Tours))
	}
	if p.Measures.All.Visits != 4 || len(p.Bill) == 0 {
		t.Errorf("measured %d visits, %d lines of a bill", p.Measures.All.Visits, len(p.Bill))
	}
}

// The people's plan of the invented day sends caregiver 2 to a client whose
// trait she can't bear, and brings caregiver 1 five minutes late.
func TestManualPlanIsChecked(t *testing.T) {
	c, p, err := hemtjanst.Import(sample.Folder(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	roads, err := model.NewRoads(c)
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]int{}
	for _, v := range model.Check(c, roads, p) {
		rules[v.Rule]++
	}
	if rules["R-6.7"] != 1 {
		t.Errorf("R-6.7 broken %d times, want once: %v", rules["R-6.7"], rules)
	}
	for rule := range rules {
		if !strings.HasPrefix(rule, "R-6.") && rule != model.FormRule && rule != "R-W.1" {
			t.Errorf("%s is broken", rule)
		}
	}
}

func TestImportSurvivesDisk(t *testing.T) {
	c, _, err := hemtjanst.Import(sample.Folder(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	survives(t, c)
	d, err := model.Expand(c, "hemtjanst", nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Needs) != 4 {
		t.Errorf("%d visits to plan, want 4", len(d.Needs))
	}
}

func survives(t *testing.T, c *model.Case) {
	t.Helper()
	dir := t.TempDir()
	if err := casefile.WriteCase(dir, c); err != nil {
		t.Fatal(err)
	}
	got, faults, err := casefile.ReadCase(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
	if got != nil && got.Hash != c.Hash {
		t.Errorf("hash changed on disk: %s", cmp.Diff(c, got, cmpopts.EquateEmpty()))
	}
}

func TestImportRefuses(t *testing.T) {
	head := "ID,ClientID,StartTime,EndTime,TaskType,PlannedCaregiverID\n"
	for name, change := range map[string]map[string]string{
		"is not in clients.csv":    {"hemtjanst_tasks.csv": head + "1,99.0,2025-03-05T08:00:00+01:00,2025-03-05T08:30:00+01:00,Hemtjänst,1\n"},
		"is not in caregivers.csv": {"hemtjanst_tasks.csv": head + "1,11.0,2025-03-05T08:00:00+01:00,2025-03-05T08:30:00+01:00,Hemtjänst,7\n"},
		"before it starts":         {"hemtjanst_tasks.csv": head + "1,11.0,2025-03-05T09:00:00+01:00,2025-03-05T08:30:00+01:00,Hemtjänst,1\n"},
		"no visits":                {"hemtjanst_tasks.csv": head},
		"\"y\" is missing":         {"clients.csv": "ID,Requirements,x\n11,[0],1\n"},
		"not a square table":       {"duration_matrix_WALK.csv": ",0,11\n0,0,1\n"},
	} {
		_, _, err := hemtjanst.Import(sample.Folder(t, change))
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error %v, want one that says %q", err, name)
		}
	}
}

// The real day, where it lies on this machine: see docs/benchmarks.md.
func TestRealDay(t *testing.T) {
	data := os.Getenv("HJEMVEJ_DATA")
	if data == "" {
		t.Skip("HJEMVEJ_DATA is not set")
	}
	c, p, err := hemtjanst.Import(filepath.Join(data, "nordic-day"))
	if err != nil {
		t.Fatal(err)
	}
	two := 0
	for _, v := range p.Visits {
		if len(v.Staff) == 2 {
			two++
		}
	}
	if len(p.Visits) != 321 || two != 15 || len(c.Shifts) != 32 {
		t.Errorf("%d visits, %d by two, %d shifts; want 321, 15, 32", len(p.Visits), two, len(c.Shifts))
	}
	survives(t, c)
}
