// Package bredstrom reads the public home-care instances with synchronised
// visits by Bredström and Rönnqvist (2008, European Journal of Operational
// Research 191), states them for the engine, and checks solutions.
//
// Visits by two are pairs of visits that start together, by different staff.
// All windows are hard, everybody is back by the end, and the minutes of
// travel are minimised. Instances 8 to 10 take their durations times 1.4,
// rounded down, as the papers do.
package bredstrom

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
)

// Set is the instances of a folder, grouped by the width of their windows.
var Set = bench.Set{Name: "bredstrom", Unit: "min", Read: read}

// instance is a file as it stands, durations already scaled. Visits are 1 to
// visits; 0 is where staff start and visits+1 where they end.
type instance struct {
	name   string
	best   float64
	visits int
	staff  int
	end    int // everybody is back by then
	from   []int
	to     []int // window of the start, by visit
	dur    []int // by visit
	mate   []int // by visit: the one that starts with it; 0: none
	travel [][]int
}

// apart is the travel time of two places that nobody may go between.
const apart = 10000

// mostVisits keeps the table of ways in bounds.
const mostVisits = 1000

func (i *instance) Name() string  { return i.name }
func (i *instance) Size() int     { return i.visits }
func (i *instance) Best() float64 { return i.best }
func (i *instance) File() string  { return i.name + ".sol" }

// Group is the class of the windows: fixed, small, medium, large, any.
func (i *instance) Group() string { return strings.TrimLeft(i.name, "0123456789") }

// read finds the instances: files *.dat.
func read(dir string) ([]bench.Instance, error) {
	known, err := bench.ReadKnown(dir, "published_travel_minutes", "best_travel_minutes_checked")
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.dat"))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(files, bench.Natural)
	var all []bench.Instance
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		name, _, _ := strings.Cut(filepath.Base(f), ".")
		i, err := parse(name, string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		i.best = known.Of(name)
		all = append(all, i)
	}
	return all, nil
}

var longer = regexp.MustCompile(`^(8|9|10)[A-Za-z]`)

// parse reads the data of an AMPL model, in which each statement ends with a semicolon.
func parse(name, text string) (*instance, error) {
	i := &instance{name: name}
	said := statements(text)
	for what, into := range map[string]*int{"NO_Visits": &i.visits, "NO_Staff": &i.staff, "T_MAX": &i.end} {
		n, err := strconv.Atoi(strings.TrimSpace(said["param "+what]))
		if err != nil || n < 1 || n > apart {
			return nil, fmt.Errorf("param %s is %q", what, strings.TrimSpace(said["param "+what]))
		}
		*into = n
	}
	if i.visits > mostVisits {
		return nil, fmt.Errorf("%d visits; up to %d are read", i.visits, mostVisits)
	}
	for _, step := range []func(map[string]string) error{i.windows, i.durations, i.pairs, i.ways} {
		if err := step(said); err != nil {
			return nil, err
		}
	}
	if longer.MatchString(name) {
		for v := range i.dur {
			i.dur[v] = i.dur[v] * 14 / 10
		}
	}
	return i, nil
}

// statements takes the data apart: what stands before := and what after.
func statements(text string) map[string]string {
	said := map[string]string{}
	var plain strings.Builder
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		plain.WriteString(line + "\n")
	}
	for _, s := range strings.Split(plain.String(), ";") {
		what, value, found := strings.Cut(s, ":=")
		if !found {
			what, value, found = strings.Cut(s, "=")
		}
		switch words := strings.Join(strings.Fields(what), " "); {
		case strings.HasPrefix(words, "param TimeMatrix"):
			_, said["travel"], _ = strings.Cut(s, "]")
		case found:
			said[words] = value
		}
	}
	return said
}

// rows reads lines of whole numbers, count to a line, the first of which is a visit.
func (i *instance) rows(what, text string, count int, take func(visit int, v []int) error) error {
	words := strings.Fields(text)
	if len(words)%count != 0 {
		return fmt.Errorf("%s: %d numbers, %d to a visit", what, len(words), count)
	}
	seen := make([]bool, i.visits+2)
	for ; len(words) > 0; words = words[count:] {
		v := make([]int, count)
		for k := range v {
			n, err := strconv.Atoi(words[k])
			if err != nil || n < 0 || n > apart {
				return fmt.Errorf("%s: %q is no whole number from 0 to %d", what, words[k], apart)
			}
			v[k] = n
		}
		if v[0] >= len(seen) || seen[v[0]] {
			return fmt.Errorf("%s: a line for %d, which is no visit or has one", what, v[0])
		}
		seen[v[0]] = true
		if err := take(v[0], v[1:]); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	for v := 1; v <= i.visits; v++ {
		if !seen[v] {
			return fmt.Errorf("%s: nothing for visit %d", what, v)
		}
	}
	return nil
}

func (i *instance) windows(said map[string]string) error {
	i.from, i.to = make([]int, i.visits+2), make([]int, i.visits+2)
	return i.rows("windows", said["param : a b"], 3, func(visit int, v []int) error {
		if v[0] > v[1] {
			return fmt.Errorf("visit %d from %d to %d", visit, v[0], v[1])
		}
		if (visit == 0 || visit > i.visits) && (v[0] != 0 || v[1] != i.end) {
			return fmt.Errorf("staff leave or come from %d to %d, not from 0 to %d", v[0], v[1], i.end)
		}
		i.from[visit], i.to[visit] = v[0], v[1]
		return nil
	})
}

func (i *instance) durations(said map[string]string) error {
	i.dur = make([]int, i.visits+2)
	return i.rows("durations", said["param Duration [*]"], 2, func(visit int, v []int) error {
		i.dur[visit] = v[0]
		return nil
	})
}

var demand = regexp.MustCompile(`^set Visit_Demands\[(\d+)\]$`)

// pairs reads which visits start with another.
func (i *instance) pairs(said map[string]string) error {
	i.mate = make([]int, i.visits+2)
	for what, value := range said {
		m := demand.FindStringSubmatch(what)
		if m == nil || strings.TrimSpace(value) == "" {
			continue
		}
		a, err := strconv.Atoi(m[1])
		b, other := strconv.Atoi(strings.TrimSpace(value))
		if err := errors.Join(err, other); err != nil || a < 1 || a > i.visits || b < 1 || b > i.visits || a == b {
			return fmt.Errorf("%s := %s is no pair of visits", what, strings.TrimSpace(value))
		}
		if i.mate[a] != 0 || i.mate[b] != 0 {
			return fmt.Errorf("%s := %d: a visit of two pairs", what, b)
		}
		if max(i.from[a], i.from[b]) > min(i.to[a], i.to[b]) {
			return fmt.Errorf("visits %d and %d can't start together", a, b)
		}
		i.mate[a], i.mate[b] = b, a
	}
	return nil
}

// ways reads the travel times: blocks of columns, each with its numbers before := .
func (i *instance) ways(said map[string]string) error {
	n := i.visits + 2
	i.travel = make([][]int, n)
	for a := range i.travel {
		i.travel[a] = slices.Repeat([]int{math.MinInt}, n)
	}
	for _, block := range strings.Split(said["travel"], "\n:")[1:] {
		titles, body, _ := strings.Cut(block, ":=")
		columns, err := numbers(titles, n-1)
		if err != nil {
			return err
		}
		for line := range strings.Lines(body) {
			v, err := numbers(line, math.MaxInt)
			if err != nil {
				return err
			}
			if len(v) == 0 {
				continue
			}
			if len(v) != len(columns)+1 || v[0] >= n {
				return fmt.Errorf("travel from %d: %d numbers under %d columns", v[0], len(v)-1, len(columns))
			}
			for k, c := range columns {
				i.travel[v[0]][c] = min(v[k+1], apart)
			}
		}
	}
	for a := range n {
		for b := range n {
			if i.travel[a][b] == math.MinInt {
				return fmt.Errorf("no travel time from %d to %d", a, b)
			}
		}
	}
	return nil
}

// numbers reads a line of whole numbers from 0 to most.
func numbers(line string, most int) ([]int, error) {
	var l []int
	for _, w := range strings.Fields(line) {
		n, err := strconv.Atoi(w)
		if err != nil || n < 0 || n > most {
			return nil, fmt.Errorf("travel: %q is no number that can stand there", w)
		}
		l = append(l, n)
	}
	return l, nil
}
