package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hjemvej/hjemvej/solver/search"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// fake is an instance of a stop or two, whose check says what the test wants.
type fake struct {
	group, name string
	best        float64
	size        int
	problem     error
	costs       []float64 // of its solutions one after the other; negative: it is wrong
	checked     int
}

func (f *fake) Name() string  { return f.name }
func (f *fake) Group() string { return f.group }
func (f *fake) Size() int     { return f.size }
func (f *fake) Best() float64 { return f.best }
func (f *fake) File() string  { return f.name + ".sol" }

func (f *fake) Problem() (*vrp.Problem, error) {
	if f.problem != nil {
		return nil, f.problem
	}
	p := &vrp.Problem{Workers: 1, Modes: []vrp.Table{{N: 2, Legs: make([]vrp.Leg, 4)}}, Classes: [][]uint64{{1}},
		Tours: []vrp.Tour{{Close: 10, Late: 10}}, Windows: []vrp.Window{{Hi: 5}}, Choices: []vrp.Choice{{Last: 1}},
		Stops: []vrp.Stop{{Place: 1, Cluster: vrp.Never, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never, Last: 1, Unserved: 10}}}
	return p, vrp.Prepare(p)
}

func (f *fake) Write(_ *vrp.Problem, s *vrp.Solution) []byte {
	return fmt.Appendf(nil, "%s %d\n", f.name, len(s.Tours[0]))
}

func (f *fake) Check(form []byte) (float64, []string) {
	cost := f.costs[f.checked%len(f.costs)]
	f.checked++
	if want := f.name + " 1\n"; string(form) != want {
		return cost, []string{fmt.Sprintf("%q instead of %q", form, want)}
	}
	if cost < 0 {
		return -cost, []string{"broken", "and late"}
	}
	return cost, nil
}

func names(all []Instance) string {
	var l []string
	for _, i := range all {
		l = append(l, i.Name())
	}
	return strings.Join(l, " ")
}

func TestOnly(t *testing.T) {
	all := []Instance{&fake{group: "s", name: "r101"}, &fake{group: "s", name: "r201"}, &fake{group: "h", name: "r1_2"}}
	for pattern, want := range map[string]string{"r1*": "r101 r1_2", "s/*": "r101 r201", "r201": "r201", "x": "", "h/r1*": "r1_2"} {
		some, err := Only(all, pattern)
		if err != nil || names(some) != want {
			t.Errorf("%s: %s %v, want %s", pattern, names(some), err, want)
		}
	}
	if _, err := Only(all, "[r"); err == nil {
		t.Error("a pattern that is none passes")
	}
}

// lost is a fake that knows whether it has a solution.
type lost struct {
	fake
	why string
}

func (l *lost) Impossible() string { return l.why }

func TestPossible(t *testing.T) {
	some, none := Possible([]Instance{&fake{name: "a"}, &lost{fake{name: "b"}, "too late"}, &lost{fake{name: "c"}, ""}})
	if d := cmp.Diff([]Hopeless{{"b", "too late"}}, none); names(some) != "a c" || d != "" {
		t.Errorf("%s %s", names(some), d)
	}
}

func TestBudgets(t *testing.T) {
	i := &fake{size: 30}
	for _, c := range []struct {
		b    Budget
		want search.Options
		said string
	}{
		{Budget{PerCustomer: 100 * time.Millisecond, Time: time.Hour}, search.Options{Time: 3 * time.Second}, "100ms per customer"},
		{Budget{Iterations: 7, Time: time.Hour}, search.Options{Iterations: 7}, "7 iterations"},
		{Budget{Time: time.Minute}, search.Options{Time: time.Minute}, "1m0s"},
	} {
		if got := c.b.of(i); got.Time != c.want.Time || got.Iterations != c.want.Iterations || c.b.String() != c.said {
			t.Errorf("%+v: %+v, %s", c.b, got, c.b)
		}
	}
}

// TestRunKeepsTheBest of each instance and every seed's.
func TestRunKeepsTheBest(t *testing.T) {
	dir := t.TempDir()
	var done []string
	o := Options{Budget: Budget{Iterations: 10}, Cores: 1, Seeds: []uint64{3, 1, 2}, Solutions: filepath.Join(dir, "new"),
		Done: func(r *Result) { done = append(done, fmt.Sprint(r.Instance.Name(), r.Seed)) }}
	a, b := &fake{name: "a", costs: []float64{-1, 5, 4}}, &fake{name: "b", costs: []float64{6, 7, -2}}
	results, err := Run(context.Background(), []Instance{a, b}, o)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(done, " "), "a3 a1 a2 b3 b1 b2"; got != want || len(results) != 6 {
		t.Errorf("done %s, want %s", got, want)
	}
	if r := results[0]; r.Right() || r.Cost != 1 || r.Iterations != 10 || r.Seconds <= 0 {
		t.Errorf("%+v", r)
	}
	for _, f := range []string{"a.sol", "b.sol", "seed-1/a.sol", "seed-2/a.sol", "seed-3/b.sol"} {
		if form, err := os.ReadFile(filepath.Join(dir, "new", f)); err != nil || len(form) == 0 {
			t.Errorf("%s: %q %v", f, form, err)
		}
	}
	o.Seeds, o.Solutions = []uint64{9}, filepath.Join(dir, "one")
	if _, err := Run(context.Background(), []Instance{a}, o); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "one", "seed-9")); err == nil {
		t.Error("one seed needs no folder of its own")
	}
}

func TestBetter(t *testing.T) {
	right, dear, wrong := &Result{Cost: 5}, &Result{Cost: 6}, &Result{Cost: 1, Faults: []string{"x"}}
	for _, c := range []struct {
		a, b *Result
		want bool
	}{{right, dear, true}, {dear, right, false}, {right, wrong, true}, {wrong, dear, false}, {right, right, false}} {
		if better(c.a, c.b) != c.want {
			t.Errorf("%+v against %+v", c.a, c.b)
		}
	}
}

func TestRunStops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	o := Options{Budget: Budget{Iterations: 10}, Cores: 1, Seeds: []uint64{1, 2}, Done: func(r *Result) {
		if r.Seed == 2 {
			stop()
		}
	}}
	results, err := Run(ctx, []Instance{&fake{name: "a", costs: []float64{1}}, &fake{name: "b", costs: []float64{1}}}, o)
	if err != nil || len(results) != 2 {
		t.Errorf("%d results, %v", len(results), err)
	}
	bad := errors.New("no such thing")
	if _, err := Run(context.Background(), []Instance{&fake{name: "c", problem: bad}}, o); !errors.Is(err, bad) || !strings.Contains(err.Error(), "c:") {
		t.Errorf("a problem that can't be stated: %v", err)
	}
}

// report is of three seeds: a in hand, b with a wrong one, c with nothing known, d all wrong.
func report() *Report {
	r := &Report{Set: "fakes", Unit: "min", Program: "hjemvej x", Machine: Machine{CPU: "abacus", Cores: 2, System: "sand/box", Go: "go0"},
		Budget: Budget{PerCustomer: time.Second}, Cores: 1, Seeds: []uint64{1, 2, 3}}
	add := func(i *fake, costs ...float64) {
		for k, c := range costs {
			x := Result{Instance: i, Seed: uint64(k + 1), Cost: math.Abs(c), Iterations: int64(1000 * (k + 1)), Seconds: 2}
			if c < 0 {
				x.Faults = []string{"broken", "late"}
			}
			r.Results = append(r.Results, x)
		}
	}
	add(&fake{group: "g", name: "a", size: 1234, best: 100}, 110, 100, 99)
	add(&fake{group: "g", name: "b", size: 5, best: 200}, 202, -1, 204)
	add(&fake{group: "h", name: "c", size: 5, best: math.NaN()}, 7.5, 8, 7.25)
	add(&fake{group: "h", name: "d", size: 5, best: 10}, -1, -1, -1)
	r.Hopeless = []Hopeless{{"e", "too few"}}
	r.Sums()
	return r
}

func TestSums(t *testing.T) {
	r := report()
	inf := Figure(math.Inf(1))
	want := []Row{
		{Group: "g", Name: "a", Size: 1234, Runs: 3, Known: 100, Median: 100, Best: 99, Worst: 110, Costs: []Figure{110, 100, 99}, Gap: 0,
			Iterations: 2000, PerSecond: 1000, Seconds: 2},
		{Group: "g", Name: "b", Size: 5, Runs: 3, Wrong: 1, Known: 200, Median: 204, Best: 202, Worst: inf, Costs: []Figure{202, inf, 204}, Gap: 2,
			Iterations: 2000, PerSecond: 1000, Seconds: 2},
		{Group: "h", Name: "c", Size: 5, Runs: 3, Known: missing, Median: 7.5, Best: 7.25, Worst: 8, Costs: []Figure{7.5, 8, 7.25}, Gap: missing,
			Iterations: 2000, PerSecond: 1000, Seconds: 2},
		{Group: "h", Name: "d", Size: 5, Runs: 3, Wrong: 3, Known: 10, Median: inf, Best: inf, Worst: inf, Costs: []Figure{inf, inf, inf}, Gap: missing,
			Iterations: 2000, PerSecond: 1000, Seconds: 2},
	}
	nan := cmp.Comparer(func(a, b Figure) bool {
		return a == b || math.Abs(float64(a-b)) < 1e-9 || math.IsNaN(float64(a)) && math.IsNaN(float64(b))
	})
	if d := cmp.Diff(want, r.Rows, nan); d != "" {
		t.Error(d)
	}
	groups := []Sum{
		{Group: "g", Instances: 2, Runs: 6, Known: 2, Gap: 1, GapMean: (10 + 0 - 1 + 1 + 2) / 5., GapWorst: 10, Spread: 100 * 11 / 99.,
			AsGood: 1, New: 1, Median: 152, KnownAll: 150, Seconds: 12, Wrong: 1},
		{Group: "h", Instances: 2, Runs: 6, Known: 1, Gap: missing, GapMean: missing, GapWorst: missing, Spread: 100 * .75 / 7.25,
			Median: missing, KnownAll: missing, Seconds: 12, Wrong: 3},
	}
	if d := cmp.Diff(groups, r.Groups, nan); d != "" {
		t.Error(d)
	}
	if r.Total.Instances != 4 || r.Total.Wrong != 4 || r.Total.Gap != 1 || len(r.Wrong) != 4 || r.Wrong[0].Name != "b" || r.Wrong[0].Seed != 2 {
		t.Errorf("%+v %+v", r.Total, r.Wrong)
	}
}

// TestMedianOfTwo is the worse one: a run that was made.
func TestMedianOfTwo(t *testing.T) {
	r := &Report{}
	i := &fake{best: 4}
	r.Results = []Result{{Instance: i, Cost: 6}, {Instance: i, Cost: 5}}
	if r.Sums(); r.Rows[0].Median != 6 || r.Rows[0].Gap != 50 {
		t.Errorf("%+v", r.Rows[0])
	}
}

// TestSameCostIsNoNewBest, whatever the last digit of a sum of decimals says.
func TestSameCostIsNoNewBest(t *testing.T) {
	r := &Report{}
	a, b := 0.1, 0.2
	r.Results = []Result{{Instance: &fake{best: a + b}, Cost: 0.3}, {Instance: &fake{best: 0.3}, Cost: a + b}}
	if r.Sums(); r.Total.New != 0 || r.Total.AsGood != 2 {
		t.Errorf("%+v", r.Total)
	}
}

func TestTables(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"fakes: 4 instances, seeds 1,2,3, 1s a customer, 1 cores", "hjemvej x; abacus, 2 cores, sand/box, go0",
			"| a        | 1234 |     100.00 | 100.00 |  99.00 | 110.00 | 0.000 |      2,000 |      1,000 |     2.0 |     – |",
			"| d        |    5 |      10.00 |      – |      – |      – |     – |      2,000 |      1,000 |     2.0 |     3 |",
			"| g     |         2 |          1.000 |", "| all   |         4 |", "1 of 2", "e has no solution: too few", "WRONG: b, seed 2: broken and 1 more"},
		"da": {"fakes: 4 instanser, frø 1,2,3, 1s pr. kunde", " 2.000 |", "100,00", "| alle ", "1 af 2", "FORKERT: d, frø 3: broken og 1 mere"},
	} {
		var b bytes.Buffer
		if err := report().Table(&b, lang); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s: no %q in\n%s", lang, w, b.String())
			}
		}
	}
}

func TestFigures(t *testing.T) {
	e := table{lang: "en"}
	for _, c := range []struct {
		f        Figure
		decimals int
		want     string
	}{{1234567.891, 2, "1,234,567.89"}, {-1234, 0, "-1,234"}, {999, 0, "999"}, {-0.0001, 3, "0.000"}, {missing, 1, "–"}, {Figure(math.Inf(1)), 1, "–"}, {0.5, 1, "0.5"}} {
		if got := e.figure(c.f, c.decimals); got != c.want {
			t.Errorf("%v: %s, want %s", c.f, got, c.want)
		}
	}
}

func TestCSVAndJSON(t *testing.T) {
	r := report()
	var b bytes.Buffer
	if err := r.CSV(&b); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	for n, want := range map[int]string{
		1: `fakes,g,a,1234,1,110,min,100,10.0000,,1000,2.000,500,1s per customer,1,hjemvej x,"abacus, 2 cores, sand/box, go0"`,
		5: `fakes,g,b,5,2,1,min,200,,broken; late,2000,2.000,1000,1s per customer,1,hjemvej x,"abacus, 2 cores, sand/box, go0"`,
		7: `fakes,h,c,5,1,7.5,min,,,,1000,2.000,500,1s per customer,1,hjemvej x,"abacus, 2 cores, sand/box, go0"`,
	} {
		if len(lines) != 13 || lines[n] != want {
			t.Errorf("%d lines; line %d\n%s, want\n%s", len(lines), n, lines[n], want)
		}
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var back struct {
		Rows []struct {
			Name string
			Gap  *float64
		}
		Wrong []Fault
	}
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if len(back.Rows) != 4 || *back.Rows[1].Gap != 2 || back.Rows[2].Gap != nil || len(back.Wrong) != 4 {
		t.Errorf("%s", text)
	}
}

func TestMachine(t *testing.T) {
	if got := model([]byte("processor : 0\nmodel name\t: Abacus 3: fast\nmodel name : other\n")); got != "Abacus 3: fast" {
		t.Errorf("%q", got)
	}
	if got := model(nil); got != "" {
		t.Errorf("%q", got)
	}
	if m := ThisMachine(); m.Cores < 1 || m.Go == "" {
		t.Errorf("%+v", m)
	}
}
