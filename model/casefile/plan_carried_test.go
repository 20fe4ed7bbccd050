package casefile

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
)

// What the plan before handed on reads back; its tables are there where it did,
// and a CPR number is refused in each.
func TestPlanCarries(t *testing.T) {
	day := model.DateOf(2026, 11, 24)
	p := &model.Plan{Made: model.Made{Horizon: model.Horizon{From: day, Days: 14}}, Carried: model.History{
		Visits:  []model.PastVisit{{Home: "H1", Caregiver: "C1", Date: day - 1}, {Home: "H1", Caregiver: "C2", Date: day - 3}},
		Last:    []model.LastDelivery{{Grant: "G1", Date: day - 1}, {Grant: "G2", Date: day - 1, Number: 7}},
		Named:   []model.Named{{Home: "H1", Contact: "C1", Second: "C2"}},
		Agreed:  []model.Agreed{{Home: "H1", Part: "morning", Start: 480}, {Home: "H1", Service: "cleaning", Start: -1, Days: 4}},
		Debts:   []model.Replacement{{Home: "H1", Grant: "G3", Occurrence: "G3#4", Agreed: day - 2, Latest: day + 5}, {Home: "H1", Grant: "G3", Occurrence: "G3#5", Agreed: day - 1, Latest: day + 6, Visit: "H1/~cleaning@5"}},
		Pending: []model.OccurrenceID{"G4#8"},
	}}
	files, err := planFiles(p)
	if err != nil {
		t.Fatal(err)
	}
	got, faults, err := readPlan(asFolder(files))
	if err != nil || len(faults) > 0 {
		t.Fatalf("read back: %v\n%s", err, faults.In("en"))
	}
	if d := cmp.Diff(p.Carried, got.Carried); d != "" {
		t.Error(d)
	}
	carried := []string{"carried_visits.csv", "carried_last.csv", "carried_named.csv", "carried_agreed.csv", "carried_debts.csv", "carried_pending.csv"}
	none, err := planFiles(&model.Plan{Made: p.Made})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range carried {
		if _, there := none[name]; there {
			t.Errorf("%s is there without rows", name)
		}
		bad := map[string][]byte{}
		for f, data := range files {
			bad[f] = data
		}
		bad[name] = append(slices.Clone(files[name]), "0101800001\n"...)
		if _, faults, err := readPlan(asFolder(bad)); err != nil || len(faults.in(name)) == 0 {
			t.Errorf("%s: a CPR number is no fault (%v)", name, err)
		}
	}
}
