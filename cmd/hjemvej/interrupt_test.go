//go:build unix

package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/model/casefile"
)

// TestInterruptKeepsTheBestOfEach: Ctrl-C in the middle ends planning at once,
// and every provider has a plan that had its share of the search.
func TestInterruptKeepsTheBestOfEach(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "plan")
	var out bytes.Buffer
	cmd, lines := begin(t, &out, "plan", "smalltown", "-o", dir, "--time", "1h", "--lang", "en")
	for k := 0; k < 2 && lines.Scan(); k++ { // the second line comes after some seconds of search
		if k == 1 && (!strings.Contains(lines.Text(), "P1 ") || !strings.Contains(lines.Text(), " · P2 ")) {
			t.Errorf("progress doesn't show both: %s", lines.Text())
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var rest []string
	for lines.Scan() {
		rest = append(rest, lines.Text())
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v: %s", err, strings.Join(rest, "\n"))
	}
	plans, faults, err := casefile.ReadPlans(dir)
	if err != nil || len(faults) > 0 || len(plans) != 2 {
		t.Fatalf("%d plans, %v, %v", len(plans), faults, err)
	}
	for _, p := range plans {
		if p.Made.Iterations == 0 || len(p.Visits) == 0 {
			t.Errorf("%s: %d iterations, %d visits", p.Made.Provider, p.Made.Iterations, len(p.Visits))
		}
	}
	if !strings.Contains(out.String(), "MEASURES") {
		t.Errorf("no summary: %s", out.String())
	}
}

// TestInterruptShowsWhatIsFinished: Ctrl-C ends a benchmark, whose table then
// holds the searches that were done.
func TestInterruptShowsWhatIsFinished(t *testing.T) {
	dir := t.TempDir()
	two := "TWO\nVEHICLE\n 1 20\nCUSTOMER\n0 0 0 0 0 200 0\n1 30 0 10 0 100 10\n2 60 0 10 0 100 10\n"
	if err := os.WriteFile(filepath.Join(dir, "two.txt"), []byte(two), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cmd, lines := begin(t, &out, "bench", "vrptw", dir, "--time", "300ms", "--seeds", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20", "--lang", "en", "--csv", filepath.Join(dir, "rows.csv"))
	lines.Scan()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	said := ""
	for lines.Scan() {
		said = lines.Text()
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(said, "interrupted: ") || !strings.HasSuffix(said, " of 20 searches are finished") || strings.Contains(said, " 20 of") {
		t.Errorf("the last words are %q", said)
	}
	if !strings.Contains(out.String(), "| two ") {
		t.Errorf("no table: %s", out.String())
	}
	rows, err := os.ReadFile(filepath.Join(dir, "rows.csv"))
	if err != nil || !strings.Contains(string(rows), "\nvrptw,") {
		t.Errorf("rows %q, %v", rows, err)
	}
}

// begin starts this binary as a command (see TestMain), and gives its messages
// line by line.
func begin(t *testing.T, out *bytes.Buffer, args ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command("hjemvej", args...)
	cmd.Stdout = out
	msg, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(msg)
}
