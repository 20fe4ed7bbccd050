package casefile

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hjemvej/hjemvej/model"
)

func hashOf(t *testing.T, dir fstest.MapFS) string {
	t.Helper()
	c, faults, err := ReadCaseFS(dir)
	if err != nil || faults.Broken() {
		t.Fatalf("%v\n%s", err, faults.In("en"))
	}
	return c.Hash
}

// richFiles is the rich case as it is written.
func richFiles(t *testing.T) fstest.MapFS {
	files, err := caseFiles(richCase(t), &plainForm)
	if err != nil {
		t.Fatal(err)
	}
	dir := fstest.MapFS{}
	for name, data := range files {
		dir[name] = &fstest.MapFile{Data: data}
	}
	return dir
}

// shuffled is a table with its rows and columns in another order.
func shuffled(t *testing.T, data []byte, rng *rand.Rand) []byte {
	records, _, bad := splitTable(string(data))
	if len(bad) > 0 {
		t.Fatal(bad)
	}
	columns := rng.Perm(len(records[0].cells))
	out := make([][]string, len(records))
	for i, r := range records {
		for _, c := range columns {
			out[i] = append(out[i], r.cells[c])
		}
	}
	body := out[1:]
	rng.Shuffle(len(body), func(i, j int) { body[i], body[j] = body[j], body[i] })
	return joinTable(out, &plainForm)
}

func TestHashIgnoresOrderOfRowsAndColumns(t *testing.T) {
	dir := richFiles(t)
	want := hashOf(t, dir)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 10 {
		for name, f := range dir {
			if strings.HasSuffix(name, ".csv") {
				f.Data = shuffled(t, f.Data, rng)
			}
		}
		if got := hashOf(t, dir); got != want {
			t.Fatalf("hash %s, want %s", got, want)
		}
	}
}

func TestHashIgnoresOrderInCaseFile(t *testing.T) {
	dir := baseCase(t)
	want := hashOf(t, dir)
	s := string(dir[caseFile].Data)
	swapped := strings.Replace(s, "  - {id: kommunen, name: Hjemmeplejen, municipal: true}\n  - {id: privat}\n",
		"  - {travel_shown: between, id: privat}\n  - {municipal: true, id: kommunen, name: Hjemmeplejen}\n", 1)
	if s == swapped {
		t.Fatal("nothing swapped")
	}
	dir[caseFile].Data = []byte(swapped)
	if got := hashOf(t, dir); got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
}

func TestHashIgnoresFormAndWhereTheStandardStands(t *testing.T) {
	want := Hash(richCase(t))
	for _, f := range []*form{&plainForm, &excelForm, &latinForm} {
		dir := filepath.Join(t.TempDir(), "case")
		if err := writeCase(dir, richCase(t), f); err != nil {
			t.Fatal(err)
		}
		if got := mustRead(t, dir).Hash; got != want {
			t.Errorf("%+v: hash %s, want %s", *f, got, want)
		}
	}
	files := richFiles(t)
	own, err := StandardSource("frame-2025")
	if err != nil {
		t.Fatal(err)
	}
	files[standardFile] = &fstest.MapFile{Data: own}
	if got := hashOf(t, files); got != want {
		t.Errorf("own standard: hash %s, want %s", got, want)
	}
}

// Every field that a row sets counts: each change gives a hash of its own.
func TestHashSeesChanges(t *testing.T) {
	changes := map[string]func(*model.Case){
		"nothing":  func(*model.Case) {},
		"name":     func(c *model.Case) { c.Name += "x" },
		"as of":    func(c *model.Case) { c.AsOf++ },
		"standard": func(c *model.Case) { c.Standard.Prices.Call++ },
		"notice":   func(c *model.Case) { c.Standard.Rules.CancelNotice = 0 },
		"decided":  func(c *model.Case) { c.Standard.Rules.DecideWithin = 0 },
		"speed":    func(c *model.Case) { c.Travel.Modes[model.Car] = model.TravelMode{SpeedKmh: 39} },
		"home":     func(c *model.Case) { c.Homes[0].Protected = false },
		"point":    func(c *model.Case) { c.Places[0].Point[0] += 1e-6 },
		"grant":    func(c *model.Case) { c.Grants[0].Minutes++ },
		"pattern":  func(c *model.Case) { c.Grants[1].Pattern[0].Minutes++ },
		"swap":     func(c *model.Case) { p := c.Grants[1].Pattern; p[0], p[1] = p[1], p[0] },
		"break":    func(c *model.Case) { c.Shifts[0].Break.To++ },
		"overtime": func(c *model.Case) { c.Shifts[1].Overtime = 0 },
		"visits":   func(c *model.Case) { c.History.Visits = c.History.Visits[1:] },
		"moved": func(c *model.Case) { // the same cells in neighbouring columns
			c.History.Agreed[0].Part, c.History.Agreed[0].Service = "cleaning", ""
		},
	}
	seen := map[string]string{}
	for name, change := range changes {
		c := richCase(t)
		change(c)
		h := Hash(c)
		if other, ok := seen[h]; ok {
			t.Errorf("%s and %s have one hash", name, other)
		}
		seen[h] = name
	}
}
