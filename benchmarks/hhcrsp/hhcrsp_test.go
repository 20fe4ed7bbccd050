package hhcrsp

import (
	"compress/gzip"
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/solver/search"
)

// lane is an office and three patients along a lane, 10 apart from one to the
// next: p1 needs a wash, p2 a wash and a lift together, p3 a wash and, 30 to 40
// later, a pill.
const lane = `{
"patients": [
 {"id": "p1", "time_window": [20, 40], "required_caregivers": [{"service": "wash", "duration": 15}]},
 {"id": "p2", "time_window": [50, 60], "required_caregivers": [{"service": "wash", "duration": 10}, {"service": "lift", "duration": 20}],
  "synchronization": {"type": "simultaneous"}},
 {"id": "p3", "time_window": [70.5, 90], "required_caregivers": [{"service": "wash"}, {"service": "pill", "duration": 5}],
  "synchronization": {"type": "sequential", "distance": [30, 40]}}],
"services": [{"id": "wash", "default_duration": 12}, {"id": "lift"}, {"id": "pill"}],
"caregivers": [{"id": "c1", "abilities": ["wash", "lift"]}, {"id": "c2", "abilities": ["wash", "lift", "pill"]}],
"central_offices": [{"id": "d"}],
"distances": [[0, 10, 20, 30], [10, 0, 10, 20], [20, 10, 0, 10], [30, 20, 10, 0]]}`

func invented(t *testing.T, text string) *instance {
	t.Helper()
	i, err := parse("10_2_lane", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// right is a solution: c1 washes p1, p2 and p3, c2 lifts p2 and gives p3 the
// pill at 104.5, 14.5 late. Travel is 60 + 60.
const right = `{"routes": [{"caregiver_id": "c1", "locations": [
 {"patient": "p1", "service": "wash", "arrival_time": 20, "departure_time": 35},
 {"patient": "p2", "service": "wash", "arrival_time": 50, "departure_time": 60},
 {"patient": "p3", "service": "wash", "arrival_time": 74.5, "departure_time": 86.5}]},
 {"caregiver_id": "c2", "locations": [
 {"patient": "p2", "service": "lift", "arrival_time": 50, "departure_time": 70},
 {"patient": "p3", "service": "pill", "arrival_time": 104.5, "departure_time": 109.5}]},
 {"caregiver_id": "nobody", "locations": []}]}`

func TestCheck(t *testing.T) {
	i := invented(t, lane)
	for _, c := range []struct{ name, old, new, fault string }{
		{"right", "", "", ""},
		{"too early for the window", `"arrival_time": 20, "departure_time": 35`, `"arrival_time": 19, "departure_time": 34`, "before 20"},
		{"too early for the way", `"arrival_time": 104.5, "departure_time": 109.5`, `"arrival_time": 79, "departure_time": 84`, "can't be before 80"},
		{"too short", `"departure_time": 35`, `"departure_time": 34`, "takes 14, not 15"},
		{"not able", `"c2"`, `"c1b"`, `no caregiver "c1b"`},
		{"no such patient", `"p1"`, `"p9"`, `no patient "p9"`},
		{"not needed", `"service": "pill"`, `"service": "lift"`, `p3 needs no "lift"`},
		{"without the skill", `"caregiver_id": "c1"`, `"caregiver_id": "c2"`, "c2 has two routes"},
		{"twice", `{"patient": "p3", "service": "wash", "arrival_time": 74.5, "departure_time": 86.5}`,
			`{"patient": "p1", "service": "wash", "arrival_time": 74.5, "departure_time": 89.5}`, "p1 has wash 2 times"},
		{"not done", `{"patient": "p3", "service": "wash", "arrival_time": 74.5, "departure_time": 86.5}`, ``, "p3 has wash 0 times"},
		{"not together", `"arrival_time": 50, "departure_time": 70`, `"arrival_time": 51, "departure_time": 71`, "starts 1 after the first"},
		{"too long after", `"arrival_time": 104.5, "departure_time": 109.5`, `"arrival_time": 115, "departure_time": 120`, "starts 40.5 after the first, not 30 to 40"},
		{"no JSON", `{"routes"`, `"routes"`, "invalid character"},
	} {
		text := strings.Replace(right, c.old, c.new, 1)
		text = strings.Replace(text, ",\n ]", "]", 1)
		cost, faults := i.Check([]byte(strings.Replace(text, "60},\n ]", "60}]", 1)))
		if c.fault == "" {
			if want := (120 + 14.5 + 14.5) / 3; len(faults) > 0 || math.Abs(cost-want) > 1/decimals {
				t.Errorf("%s: %v, want %v: %v", c.name, cost, want, faults)
			}
			continue
		}
		if !strings.Contains(strings.Join(faults, "\n"), c.fault) {
			t.Errorf("%s: %v, want %q", c.name, faults, c.fault)
		}
	}
}

// TestCheckSkills: who may not do a service, and both services by one.
func TestCheckSkills(t *testing.T) {
	swapped := strings.NewReplacer(`"c1"`, `"c2"`, `"c2"`, `"c1"`).Replace(right)
	if _, faults := invented(t, lane).Check([]byte(swapped)); len(faults) != 1 || faults[0] != "c1 can't do pill, for p3" {
		t.Errorf("%v", faults)
	}
	alone := `{"routes": [{"caregiver_id": "c2", "locations": [
 {"patient": "p3", "service": "wash", "arrival_time": 70.5, "departure_time": 82.5},
 {"patient": "p3", "service": "pill", "arrival_time": 100.5, "departure_time": 105.5}]}]}`
	if _, faults := invented(t, lane).Check([]byte(alone)); !strings.Contains(strings.Join(faults, "\n"), "both services by c2") {
		t.Errorf("%v", faults)
	}
}

// TestSearchFindsTheBest of the lane, which tried by hand is the right solution
// above, and the check finds the cost that the engine names.
func TestSearchFindsTheBest(t *testing.T) {
	i := invented(t, lane)
	p, err := i.Problem()
	if err != nil {
		t.Fatal(err)
	}
	s, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: 2000, Seed: 1, Workers: 1})
	cost, faults := i.Check(i.Write(p, s))
	if len(faults) > 0 || math.Abs(cost-float64(s.Price)/3/unit) > 1/decimals {
		t.Errorf("checked %v, engine %v: %v", cost, float64(s.Price)/3/unit, faults)
	}
	if cost > (120+14.5+14.5)/3+1/decimals {
		t.Errorf("costs %v", cost)
	}
}

// TestReadFolder: plain and packed files, names with dots, best known costs
// verified before reported.
func TestReadFolder(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("A2.json", []byte(lane))
	f, err := os.Create(filepath.Join(dir, "25_5_1_0.4_R.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	_, e1 := z.Write([]byte(lane))
	if e2, e3 := z.Close(), f.Close(); e1 != nil || e2 != nil || e3 != nil {
		t.Fatal(e1, e2, e3)
	}
	put("best-known.csv", []byte("instance,bks,bks_verified\nA2,40,41.5\n25_5_1_0.4_R,50,\n"))
	all, err := Set.Read(dir)
	if err != nil || len(all) != 2 {
		t.Fatal(len(all), err)
	}
	for k, want := range []struct {
		name, group string
		best        float64
	}{{"25_5_1_0.4_R", "25", 50}, {"A2", "A", 41.5}} {
		i := all[k]
		if i.Name() != want.name || i.Group() != want.group || i.Best() != want.best || i.Size() != 5 || i.File() != want.name+".json" {
			t.Errorf("%s of %s, best %v, size %d, into %s", i.Name(), i.Group(), i.Best(), i.Size(), i.File())
		}
	}
	put("broken.json", []byte(`{"patients": [}`))
	if _, err := Set.Read(dir); err == nil || !strings.Contains(err.Error(), "broken.json") {
		t.Errorf("%v", err)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{`[{"id": "d"}]`, `[]`, "0 offices"},
		{`[0, 10, 20, 30], `, ``, "distances from 3 places"},
		{`[0, 10, 20, 30]`, `[0, 10, 20]`, "distances from place 0"},
		{`[0, 10, 20, 30]`, `[0, -1, 20, 30]`, "distances from place 0"},
		{`"p2"`, `"p1"`, "two patients p1"},
		{`"service": "pill"`, `"service": "song"`, `service "song"`},
		{`"service": "pill"`, `"service": "wash"`, "the same service twice"},
		{`[20, 40]`, `[40, 20]`, "window [40 20]"},
		{`"simultaneous"`, `"sometimes"`, "sometimes"},
		{`[30, 40]`, `[40, 30]`, "[40 30]"},
		{`,
  "synchronization": {"type": "simultaneous"}`, ``, "2 services"},
	} {
		if _, err := parse("x", strings.NewReader(strings.Replace(lane, c.old, c.new, 1))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s for %s: %v, want %q", c.new, c.old, err, c.want)
		}
	}
}
