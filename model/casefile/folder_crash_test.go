package casefile

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/model"
)

// The environment that makes the test binary a process that writes plans until
// it is killed: where to, and "aside" for a system that can't exchange names.
const (
	writeTo  = "CASEFILE_TEST_WRITE_TO"
	writeHow = "CASEFILE_TEST_WRITE_HOW"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(writeTo); dir != "" {
		writeForever(dir, os.Getenv(writeHow))
	}
	os.Exit(m.Run())
}

func writeForever(dir, how string) {
	if how == "aside" {
		exchange = func(string, string) error { return errNoExchange }
	}
	for n := 1; ; n++ {
		if err := WritePlan(dir, numbered(n)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		if n == 1 {
			fmt.Println("written")
		}
	}
}

// numbered is a plan whose tables all tell its number.
func numbered(n int) *model.Plan {
	p := &model.Plan{Made: model.Made{Program: "test", Provider: "municipal", Seed: uint64(n), Horizon: model.Horizon{From: model.DateOf(2026, time.November, 23), Days: 1}}}
	name := fmt.Sprint(n)
	for i := range 200 {
		p.Named = append(p.Named, model.Named{Home: model.HomeID(fmt.Sprintf("H%03d", i)), Contact: model.CaregiverID(name)})
	}
	p.Bill = []model.BillLine{{Line: "call", Count: 1, Price: model.Price(n)}}
	return p
}

// isWhole fails unless a plan is all of one number.
func isWhole(t *testing.T, dir string) {
	t.Helper()
	plans, faults, err := ReadPlans(dir)
	if err != nil || len(faults) > 0 || len(plans) != 1 {
		t.Fatalf("%d plans; %v; %v", len(plans), faults, err)
	}
	p := plans[0]
	number := fmt.Sprint(p.Made.Seed)
	if len(p.Named) != 200 || string(p.Named[0].Contact) != number || string(p.Named[199].Contact) != number || len(p.Bill) != 1 || fmt.Sprint(int64(p.Bill[0].Price)) != number {
		t.Fatalf("number %s has %d named, the first %v, and the bill %v", number, len(p.Named), p.Named[:1], p.Bill)
	}
}

// TestKilledWhileWriting: a process that is killed at any instant while it
// replaces a plan leaves a whole one, the old or the new; so it looks to those
// who read meanwhile, too. The next write leaves nothing beside it that a crash
// did not leave a moment ago.
func TestKilledWhileWriting(t *testing.T) {
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	for _, how := range []string{"exchange", "aside"} {
		t.Run(how, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "plan")
			for range rounds {
				killWriter(t, dir, how)
				isWhole(t, dir)
			}
			for _, fresh := range besides(dir, freshMark) { // as if a day had passed
				yesterday := time.Now().Add(-24 * time.Hour)
				if err := os.Chtimes(fresh, yesterday, yesterday); err != nil {
					t.Fatal(err)
				}
			}
			if err := WritePlan(dir, numbered(1)); err != nil {
				t.Fatal(err)
			}
			if entries, err := os.ReadDir(filepath.Dir(dir)); err != nil || len(entries) != 1 {
				t.Errorf("beside the plan: %v, %v", entries, err)
			}
		})
	}
}

// killWriter starts a process that writes plans, reads along with it and kills
// it.
func killWriter(t *testing.T, dir, how string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writeTo+"="+dir, writeHow+"="+how)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := make([]byte, 100)
	n, _ := out.Read(said)
	if got := strings.TrimSpace(string(said[:n])); got != "written" {
		t.Fatalf("the writer says %q", got)
	}
	if how == "exchange" { // the other way is not for those who read meanwhile
		for range 5 {
			isWhole(t, dir)
		}
	}
	time.Sleep(time.Duration(rand.IntN(20_000)) * time.Microsecond)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed, as it was meant to be
}
