package vrptw

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
	"github.com/hjemvej/hjemvej/solver/search"
)

// square is four customers at the corners of a square around the depot, two a
// vehicle, and a fifth far off, open late.
const square = `INVENTED

VEHICLE
NUMBER     CAPACITY
  3         20

CUSTOMER
CUST NO.   XCOORD.    YCOORD.    DEMAND   READY TIME   DUE DATE   SERVICE TIME

    0      50         50          0          0        200          0
    1      40         40         10          0        100         10
    2      60         40         10          0        100         10
    3      40         60         10         20        100         10
    4      60         60         10          0        100         10
    5      50         85.5        5        120        150         10
`

func invented(t *testing.T) *instance {
	t.Helper()
	i, err := parse(square)
	if err != nil {
		t.Fatal(err)
	}
	i.name = "invented"
	return i
}

func TestCheck(t *testing.T) {
	i := invented(t)
	// 14.1 to a corner, 20 between corners, 35.5 to the fifth, 27.4 from a corner to it
	for _, c := range []struct {
		name, form string
		cost       float64
		fault      string
	}{
		{"right", "Route #1: 1 3\nRoute #2: 2 4\nRoute #3: 5\nCost 167.4", 167.4, ""},
		{"its cost not said", "Route #1: 3 1\nRoute #2: 2 4\nRoute #3: 5", 167.4, ""},
		{"waits", "Route #1: 3 1\nRoute #2: 2\nRoute #3: 4 5", 14.1 + 20 + 14.1 + 28.2 + 14.1 + 27.3 + 35.5, ""},
		{"a wrong cost", "Route #1: 1 3\nRoute #2: 2 4\nRoute #3: 5\nCost 167.3", 167.4, "costs 167.4"},
		{"a cost that is none", "Route #1: 1 3\nRoute #2: 2 4\nRoute #3: 5\nCost low", 167.4, "says that it costs low"},
		{"one left out", "Route #1: 1 3\nRoute #2: 2 4", -1, "customer 5 is not served"},
		{"one twice", "Route #1: 1 3\nRoute #2: 2 4\nRoute #3: 5\nRoute #3: 1", -1, "customer 1 is served twice"},
		{"a stranger", "Route #1: 1 3 6\nRoute #2: 2 4\nRoute #3: 5", -1, "no customer 6"},
		{"the depot as a customer", "Route #1: 1 0 3\nRoute #2: 2 4\nRoute #3: 5", -1, "no customer 0"},
		{"overloaded", "Route #1: 1 2 3\nRoute #2: 4\nRoute #3: 5", -1, "loads 30 of 20"},
		{"late", "Route #1: 5 4\nRoute #2: 1 3\nRoute #3: 2", -1, "due at 100"},
		{"too many vehicles", "Route #1: 1\nRoute #2: 2\nRoute #3: 3\nRoute #4: 4 5", -1, "4 routes and 3 vehicles"},
		{"no number", "Route #1: 1 3 b\nRoute #2: 2 4\nRoute #3: 5", -1, `"b" is no number`},
		{"nothing", "", 0, "customer 1 is not served"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cost, faults := i.Check([]byte(c.form))
			if c.cost >= 0 && math.Abs(cost-c.cost) > 1e-9 {
				t.Errorf("costs %v, want %v", cost, c.cost)
			}
			all := strings.Join(faults, "; ")
			if c.fault == "" && all != "" || !strings.Contains(all, c.fault) {
				t.Errorf("faults %q, want %q", all, c.fault)
			}
		})
	}
}

// TestBackTooLate: the way home counts.
func TestBackTooLate(t *testing.T) {
	i, err := parse(strings.Replace(square, "200          0", "170          0", 1))
	if err != nil {
		t.Fatal(err)
	}
	form := []byte("Route #1: 1 3\nRoute #2: 2 4\nRoute #3: 5")
	if _, faults := i.Check(form); len(faults) != 0 {
		t.Errorf("back in time: %q", faults)
	}
	i.rows[0].due = 165
	if _, faults := i.Check(form); len(faults) != 1 || !strings.Contains(faults[0], "back at 165.5") {
		t.Errorf("back too late: %q", faults)
	}
}

// TestSearchSolvesIt: what the engine finds is a right solution, and the best.
func TestSearchSolvesIt(t *testing.T) {
	i := invented(t)
	p, err := i.Problem()
	if err != nil {
		t.Fatal(err)
	}
	s, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: 500, Seed: 1, Workers: 1})
	form := i.Write(p, s)
	cost, faults := i.Check(form)
	if len(faults) > 0 || math.Abs(cost-153.3) > 1e-9 { // the fifth after one of the corners
		t.Errorf("costs %v: %v\n%s", cost, faults, form)
	}
}

// TestTenthsAreTruncated, and a whole distance stays whole.
func TestTenthsAreTruncated(t *testing.T) {
	for _, c := range []struct {
		x, y float64
		want int64
	}{{3, 4, 50}, {5, 12, 130}, {1, 1, 14}, {0, 0, 0}, {7, 0, 70}, {119, 120, 1690}, {1, 2, 22}, {0.3, 0.4, 5}, {1999, 1998, 28263}} {
		a, b := &row{}, &row{x: c.x, y: c.y}
		if got := tenths(a, b); got != c.want {
			t.Errorf("%v, %v: %d, want %d", c.x, c.y, got, c.want)
		}
		k := checker{i: &instance{rows: []row{*a, *b}}}
		if got := k.far(0, 1); int64(got) != c.want {
			t.Errorf("%v, %v checked: %d, want %d", c.x, c.y, got, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for want, text := range map[string]string{
		"no line with the vehicles":  strings.Replace(square, "  3         20\n", "", 1),
		"no customers":               square[:strings.Index(square, "    1 ")],
		"0 vehicles":                 strings.Replace(square, "  3         20", "  0         20", 1),
		"customer 2 where 1":         strings.Replace(square, "    1      40", "    2      40", 1),
		"6 numbers":                  strings.Replace(square, "100         10\n    2", "100\n    2", 1),
		"-10 is no whole number":     strings.Replace(square, "40         10  ", "40        -10  ", 1),
		"1.5 is no whole number":     strings.Replace(square, "40         10  ", "40        1.5  ", 1),
		"ready at 101, due at 100":   strings.Replace(square, "20        100", "101       100", 1),
		"a place at NaN":             strings.Replace(square, "60         60", "NaN        60", 1),
		"line 12: 1e+07 is no whole": strings.Replace(square, "         10          0        100         10\n    3", "   1e7   0   100   10\n    3", 1),
	} {
		if _, err := parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

func TestReadFindsGroups(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("big-200/b1_10.txt", square)
	put("big-200/b1_2.txt", square)
	put("big-1000/x.TXT", square)
	put("small/a.txt", square)
	put("small/readme.md", "not one")
	put("best-known.csv", "instance,customers,distance_bks_truncated_0_1\na,5,153.3\n")
	all, err := Set.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, i := range all {
		names = append(names, i.Group()+"/"+i.Name())
		if known := !math.IsNaN(i.Best()); known != (i.Name() == "a") || i.Size() != 5 || i.File() != i.Name()+".sol" {
			t.Errorf("%s: best %v, %d customers, %s", i.Name(), i.Best(), i.Size(), i.File())
		}
	}
	if got, want := strings.Join(names, " "), "big-200/b1_2 big-200/b1_10 big-1000/x small/a"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	one, err := Set.Read(filepath.Join(dir, "small"))
	if err != nil || len(one) != 1 || one[0].Group() != "small" || one[0].Best() != 153.3 {
		t.Errorf("a group alone: %v %v", one, err)
	}
	put("small/b.txt", "nothing")
	if _, err := Set.Read(dir); err == nil || !strings.Contains(err.Error(), "b.txt") {
		t.Errorf("a file that is no instance: %v", err)
	}
	var _ bench.Instance = one[0]
}
