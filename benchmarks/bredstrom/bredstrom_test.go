package bredstrom

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/solver/search"
)

// street is four visits along a street, 10 minutes apart, with where staff
// start and end in its middle; 2 and 3 start together; nobody may go from 1 to 4.
const street = `param NO_Staff = 2

    ;
param NO_Visits = 4

    ;
param T_MAX = 200

    ;
set Visit_Demands[2] := 3;
set Visit_Demands[1] := ; # empty
set Visit_Demands[3] := ; # empty
set Visit_Demands[4] := ; # empty

param :     a     b     :=
0      0   200
1      0   100
2     40   120
3     50   130
4      0   200
5      0   200
;

param : x1 y1 :=
1 0.5 -1
;

param Duration [*] :=
 1   30
 2   25
3    20
4    15
;

param TimeMatrix [*,*,1]
:    0   1   2   3 :=
0    0  20  10  10
1   20 10000  10  30
2   10  10 10000  20
3   10  30  20 10000
4   20 10000 30  10
5    0  20  10  10

:   4  5 :=
0  20  0
1  10000 20
2  30 10
3  10 10
4  10000 20
5  20  0
;
`

func invented(t *testing.T, name string) *instance {
	t.Helper()
	i, err := parse(name, street)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestParse(t *testing.T) {
	i := invented(t, "1S")
	if i.visits != 4 || i.staff != 2 || i.end != 200 || i.Group() != "S" || i.Size() != 4 {
		t.Errorf("%+v", i)
	}
	for _, c := range []struct {
		what string
		got  any
		want string
	}{
		{"from", i.from[1:5], "[0 40 50 0]"}, {"to", i.to[1:5], "[100 120 130 200]"}, {"durations", i.dur[1:5], "[30 25 20 15]"},
		{"mates", i.mate[1:5], "[0 3 2 0]"}, {"from the start", i.travel[0], "[0 20 10 10 20 0]"}, {"from 4", i.travel[4], "[20 10000 30 10 10000 20]"},
	} {
		if got := fmt.Sprint(c.got); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	for name, want := range map[string]string{"8L": "[42 35 28 21]", "10A": "[42 35 28 21]", "18L": "[30 25 20 15]"} {
		if got := fmt.Sprint(invented(t, name).dur[1:5]); got != want {
			t.Errorf("%s lasts %s, want %s", name, got, want)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name, form string
		cost       float64
		fault      string
	}{
		{"right", "Route #1: 1 2\nRoute #2: 3 4\nCost 80", 80, ""}, // 1 at 20–50, 2 and 3 at 60, 4 at 90
		{"others first", "Route #1: 4 3\nRoute #2: 1 2", 80, ""},
		{"a wrong cost", "Route #1: 1 2\nRoute #2: 3 4\nCost 81", 80, "costs 80"},
		{"one not done", "Route #1: 1 2\nRoute #2: 3", -1, "visit 4 is not done"},
		{"one twice", "Route #1: 1 2 4\nRoute #2: 3 4", -1, "visit 4 is done twice"},
		{"a stranger", "Route #1: 1 2 5\nRoute #2: 3 4", -1, "no visit 5"},
		{"a pair by one", "Route #1: 1 2 3\nRoute #2: 4", -1, "visits 2 and 3 need two"},
		{"too many", "Route #1: 1\nRoute #2: 2\nRoute #3: 3 4", -1, "3 routes and 2 staff"},
		{"the other way round", "Route #1: 2 1\nRoute #2: 4 3", 80, ""},
		{"where nobody may go", "Route #1: 2\nRoute #2: 3 1 4", -1, "nobody may go from 1 to 4"},
		{"no number", "Route #1: 1 2\nRoute #2: 3 four", -1, `"four"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			cost, faults := invented(t, "1S").Check([]byte(c.form))
			if c.cost >= 0 && cost != c.cost {
				t.Errorf("costs %v, want %v", cost, c.cost)
			}
			all := strings.Join(faults, "; ")
			if c.fault == "" && all != "" || !strings.Contains(all, c.fault) {
				t.Errorf("faults %q, want %q", all, c.fault)
			}
		})
	}
}

// TestLateTogether: the one of a pair that comes late holds the other up.
func TestLateTogether(t *testing.T) {
	form := []byte("Route #1: 1 2\nRoute #2: 3 4")
	for _, c := range []struct {
		fault  string
		change func(*instance)
	}{
		{"", func(i *instance) { i.dur[1] = 80 }},                                                     // 2 and 3 at 110
		{"at visit 3 at 110, latest 105", func(i *instance) { i.dur[1], i.to[3] = 80, 105 }},          // because of 2
		{"route 2: back at 201, latest 200", func(i *instance) { i.dur[1], i.dur[4] = 80, 41 }},       // because of 2
		{"at visit 2 at 121, latest 120", func(i *instance) { i.dur[1] = 91 }},                        // by itself
		{"at visit 1 at 20, latest 19", func(i *instance) { i.to[1] = 19 }},                           // first of all
		{"pairs wait", func(i *instance) { i.mate[1], i.mate[2], i.mate[3], i.mate[4] = 4, 3, 2, 1 }}, // 1 with 4, after 3
	} {
		i := invented(t, "1S")
		c.change(i)
		_, faults := i.Check(form)
		all := strings.Join(faults, "; ")
		if c.fault == "" && all != "" || !strings.Contains(all, c.fault) {
			t.Errorf("faults %q, want %q", all, c.fault)
		}
	}
}

// TestSearchSolvesIt: what the engine finds is a right solution, and the best.
func TestSearchSolvesIt(t *testing.T) {
	for _, name := range []string{"1S", "8S"} {
		i := invented(t, name)
		p, err := i.Problem()
		if err != nil {
			t.Fatal(err)
		}
		s, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: 500, Seed: 1, Workers: 1})
		form := i.Write(p, s)
		if cost, faults := i.Check(form); len(faults) > 0 || cost != 80 {
			t.Errorf("%s costs %v: %v\n%s", name, cost, faults, form)
		}
	}
}

// TestStopsOfAPairAreNeighbours, as groups want it, also where numbers are far apart.
func TestStopsOfAPairAreNeighbours(t *testing.T) {
	i := invented(t, "1S")
	i.mate = []int{0, 4, 0, 0, 1, 0}
	p, err := i.Problem()
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(i.order()); got != "[1 4 2 3]" {
		t.Errorf("order %s", got)
	}
	if len(p.Groups) != 1 || p.Groups[0].First != 0 || p.Groups[0].Last != 2 || p.Stops[1].Group != 0 || p.Stops[2].Group >= 0 {
		t.Errorf("groups %+v, stops %+v", p.Groups, p.Stops)
	}
}

// TestImpossible: what is said to have no solution has none, and the invented
// street has one.
func TestImpossible(t *testing.T) {
	fix := func(i *instance) {
		i.from = []int{0, 20, 60, 60, 90, 0}
		i.to = i.from
	}
	for _, c := range []struct {
		why    string
		change func(*instance)
	}{
		{"", func(*instance) {}},
		{"", func(i *instance) { fix(i) }}, // 1, 2, 4 and 3
		{"2 staff are needed at least, and 1 there", func(i *instance) { fix(i); i.staff = 1 }},
		{"3 staff are needed at least, and 2 there", func(i *instance) { fix(i); i.dur[1] = 80 }},
		{"3 staff are needed at least, and 2 there", func(i *instance) { fix(i); i.travel[1][2], i.travel[1][3] = apart, apart }},
		{"nobody can be at visit 4 by 19", func(i *instance) { i.to[4] = 19 }},
		{"nobody can be at visit 2 by 9", func(i *instance) { i.from[2], i.to[3] = 0, 9; i.from[3] = 0 }},
		{"nobody can be back from visit 1 before 201", func(i *instance) { i.dur[1] = 161 }},
	} {
		i := invented(t, "1S")
		c.change(i)
		if got := i.Impossible(); c.why == "" && got != "" || !strings.Contains(got, c.why) {
			t.Errorf("%q, want %q", got, c.why)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	swap := func(from, to string) string {
		if strings.Count(street, from) != 1 {
			t.Fatalf("%q stands %d times", from, strings.Count(street, from))
		}
		return strings.Replace(street, from, to, 1)
	}
	for want, text := range map[string]string{
		`NO_Staff is ""`:                     swap("param NO_Staff = 2", "param Staff = 2"),
		"1001 visits; up to":                 swap("param NO_Visits = 4", "param NO_Visits = 1001"),
		`NO_Visits is "0"`:                   swap("param NO_Visits = 4", "param NO_Visits = 0"),
		"nothing for visit 3":                swap("3     50   130\n", ""),
		"a line for 2":                       swap("3     50   130\n", "2     50   130\n"),
		"visit 3 from 150 to 130":            swap("3     50   130\n", "3     150   130\n"),
		"staff leave or come from 10 to 200": swap("0      0   200", "0      10   200"),
		`"x" is no whole number`:             swap(" 1   30\n", " 1   x\n"),
		"durations: 7 numbers":               swap(" 1   30\n", " 1\n"),
		"no pair of visits":                  swap("[2] := 3;", "[2] := 5;"),
		"a visit of two pairs":               swap("[4] := ;", "[4] := 3;"),
		"can't start together":               swap("3     50   130\n", "3     121   130\n"),
		"no travel time from 5 to 4":         swap("5  20  0\n", ""),
		"travel from 3: 1 numbers under 2":   swap("3  10 10\n", "3  10\n"),
		`travel: "-1"`:                       swap("2  30 10\n", "2  30 -1\n"),
		"no travel time from 0 to 0":         swap("param TimeMatrix", "param Times"),
	} {
		if _, err := parse("1S", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"1S.dat": street, "10L.dat": street, "2F.dat": street, "notes.txt": "none",
		"best-known.csv": "instance,published_travel_minutes,best_travel_minutes_checked\n1S,82,80\n2F,,none found\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all, err := Set.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, i := range all {
		names = append(names, i.Name())
	}
	if got := strings.Join(names, " "); got != "1S 2F 10L" || all[0].Best() != 80 || !math.IsNaN(all[1].Best()) || all[0].File() != "1S.sol" {
		t.Errorf("%s, best %v %v", got, all[0].Best(), all[1].Best())
	}
	if err := os.WriteFile(filepath.Join(dir, "3S.dat"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Set.Read(dir); err == nil || !strings.Contains(err.Error(), "3S.dat") {
		t.Errorf("an empty file: %v", err)
	}
}
