// Package vrptw reads the public instances of vehicle routing with time
// windows by Solomon (1987, Operations Research 35) and by Gehring and
// Homberger (1999), states them for the engine, and checks solutions.
//
// The convention is that of the DIMACS challenge: each distance is truncated
// to one decimal, travel takes as long as it is far, and the sum of distances
// is minimised. The number of vehicles is a limit and has no price.
package vrptw

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
)

// Set is the instances of a folder, and of its folders: one group each. Best
// known distances are in the file best-known.csv beside the groups, if there is one.
var Set = bench.Set{Name: "vrptw", Unit: "distance", Read: read}

// instance is a file as it stands: distances and times in its own unit.
type instance struct {
	name, group string
	best        float64
	vehicles    int
	capacity    int
	rows        []row // 0: the depot
}

type row struct {
	x, y                        float64
	demand, ready, due, service int
}

// largest is the largest number a file may hold: tenths of sums of such still fit.
const largest = 1_000_000

func (i *instance) Name() string  { return i.name }
func (i *instance) Group() string { return i.group }
func (i *instance) Size() int     { return len(i.rows) - 1 }
func (i *instance) Best() float64 { return i.best }
func (i *instance) File() string  { return i.name + ".sol" }

// read finds the instances: files *.txt.
func read(dir string) ([]bench.Instance, error) {
	known, err := bench.ReadKnown(dir, "distance_bks_truncated_0_1")
	if err != nil {
		return nil, err
	}
	whole, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, pattern := range []string{"*.txt", "*.TXT", "*/*.txt", "*/*.TXT"} {
		some, err := filepath.Glob(filepath.Join(whole, pattern))
		if err != nil {
			return nil, err
		}
		files = append(files, some...)
	}
	slices.SortFunc(files, bench.Natural)
	var all []bench.Instance
	for _, f := range slices.Compact(files) {
		i, err := readFile(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		i.best = known.Of(i.name)
		all = append(all, i)
	}
	return all, nil
}

func readFile(file string) (*instance, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	i, err := parse(string(text))
	if err != nil {
		return nil, err
	}
	i.name, _, _ = strings.Cut(filepath.Base(file), ".")
	i.group = filepath.Base(filepath.Dir(file))
	return i, nil
}

// parse reads an instance: after titles a line with vehicles and capacity, and
// lines with number, place, demand, window and service of depot and customers.
func parse(text string) (*instance, error) {
	i := &instance{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		words := strings.Fields(line)
		var v [7]float64
		k := numbers(words, v[:])
		var err error
		switch {
		case k == 2 && i.vehicles == 0:
			err = i.fleet(v[0], v[1])
		case k == 7:
			err = i.add(v)
		case k > 0 && k == len(words):
			err = fmt.Errorf("%d numbers: a customer has 7", k)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	switch {
	case i.vehicles == 0:
		return nil, errors.New("no line with the vehicles and their capacity")
	case len(i.rows) < 2:
		return nil, errors.New("no customers")
	}
	return i, nil
}

// numbers reads words that are all numbers, and says how many; 0 else.
func numbers(words []string, into []float64) int {
	if len(words) > len(into) {
		return 0
	}
	for k, w := range words {
		v, err := strconv.ParseFloat(w, 64)
		if err != nil {
			return 0
		}
		into[k] = v
	}
	return len(words)
}

func (i *instance) fleet(vehicles, capacity float64) error {
	if !(vehicles >= 1 && vehicles <= 100_000 && capacity >= 1 && capacity <= largest) || vehicles != float64(int(vehicles)) || capacity != float64(int(capacity)) {
		return fmt.Errorf("%v vehicles of %v", vehicles, capacity)
	}
	i.vehicles, i.capacity = int(vehicles), int(capacity)
	return nil
}

func (i *instance) add(v [7]float64) error {
	if v[0] != float64(len(i.rows)) {
		return fmt.Errorf("customer %v where %d should be", v[0], len(i.rows))
	}
	for _, x := range v[1:3] {
		if !(x >= -largest && x <= largest) {
			return fmt.Errorf("a place at %v", x)
		}
	}
	for _, x := range v[3:] {
		if !(x >= 0 && x <= largest) || x != float64(int(x)) {
			return fmt.Errorf("%v is no whole number from 0 to %d", x, largest)
		}
	}
	r := row{x: v[1], y: v[2], demand: int(v[3]), ready: int(v[4]), due: int(v[5]), service: int(v[6])}
	if r.ready > r.due {
		return fmt.Errorf("ready at %d, due at %d", r.ready, r.due)
	}
	i.rows = append(i.rows, r)
	return nil
}
