// Package hhcrsp reads public instances of home health care routing and
// scheduling, by Mankowska, Meisel and Bierwirth (2014, Health Care Management
// Science 17) and by Kummer, de Araújo, Buriol and Resende (2021), in the form
// of Ceschia, Di Gaspero and Schaerf; states them for the engine, and checks
// solutions.
//
// Patients need one service or two, the two by different caregivers, at the
// same time or one some time after the other. Nobody begins before a patient's
// window; after it he is tardy. The cost is a third of travel, the tardiness of
// all services and the largest of them.
package hhcrsp

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
)

// Set is the instances of a folder, grouped by size.
var Set = bench.Set{Name: "hhcrsp", Unit: "cost", Read: read}

// instance is a file as it stands.
type instance struct {
	name string
	best float64

	Patients   []patient   `json:"patients"`
	Services   []kind      `json:"services"`
	Caregivers []caregiver `json:"caregivers"`
	Offices    []struct {
		ID string `json:"id"`
	} `json:"central_offices"`
	Distances [][]float64 `json:"distances"` // the office, then the patients in order; as long as the way takes
}

type patient struct {
	ID     string     `json:"id"`
	Window [2]float64 `json:"time_window"`
	Needs  []need     `json:"required_caregivers"`
	Sync   *sync      `json:"synchronization"`
}

type need struct {
	Service  string  `json:"service"`
	Duration float64 `json:"duration"` // 0: the service's own
}

// sync is how the second service stands to the first.
type sync struct {
	Type string    `json:"type"`
	Gap  []float64 `json:"distance"` // sequential: least and most from start to start
}

const (
	together = "simultaneous"
	after    = "sequential"
)

type kind struct {
	ID       string  `json:"id"`
	Duration float64 `json:"default_duration"`
}

type caregiver struct {
	ID    string   `json:"id"`
	Skill []string `json:"abilities"`
}

func (i *instance) Name() string  { return i.name }
func (i *instance) Best() float64 { return i.best }
func (i *instance) File() string  { return i.name + ".json" }

// Group is the letter of the size class, or the number of patients, with which names begin.
func (i *instance) Group() string {
	if c := i.name[0]; c < '0' || c > '9' {
		return i.name[:1]
	}
	group, _, _ := strings.Cut(i.name, "_")
	return group
}

// Size is the number of services.
func (i *instance) Size() int {
	n := 0
	for k := range i.Patients {
		n += len(i.Patients[k].Needs)
	}
	return n
}

// read finds the instances: files *.json and *.json.gz.
func read(dir string) ([]bench.Instance, error) {
	known, err := best(dir)
	if err != nil {
		return nil, err
	}
	plain, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	packed, err := filepath.Glob(filepath.Join(dir, "*.json.gz"))
	if err != nil {
		return nil, err
	}
	files := append(plain, packed...)
	slices.SortFunc(files, bench.Natural)
	var all []bench.Instance
	for _, f := range files {
		i, err := open(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		i.best = known(i.name)
		all = append(all, i)
	}
	return all, nil
}

// best knows the best costs: those that were verified, else those reported.
func best(dir string) (func(name string) float64, error) {
	verified, err := bench.ReadKnown(dir, "bks_verified")
	if err != nil {
		return nil, err
	}
	reported, err := bench.ReadKnown(dir, "bks")
	if err != nil {
		return nil, err
	}
	return func(name string) float64 {
		if v := verified.Of(name); !math.IsNaN(v) {
			return v
		}
		return reported.Of(name)
	}, nil
}

// open reads a file. Names may have dots: only the endings go.
func open(name string) (*instance, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, err
		}
		r = z
	}
	base, _, _ := strings.Cut(filepath.Base(name), ".json")
	return parse(base, r)
}

func parse(name string, r io.Reader) (*instance, error) {
	i := &instance{name: name, best: math.NaN()}
	if err := json.NewDecoder(r).Decode(i); err != nil {
		return nil, err
	}
	return i, i.validate()
}

// validate refuses what the problem does not cover, and fills durations in.
func (i *instance) validate() error {
	usual := map[string]float64{}
	for _, s := range i.Services {
		usual[s.ID] = s.Duration
	}
	if len(i.Offices) != 1 || len(i.Caregivers) == 0 || i.name == "" {
		return fmt.Errorf("%d offices, %d caregivers", len(i.Offices), len(i.Caregivers))
	}
	if len(i.Distances) != len(i.Patients)+1 {
		return fmt.Errorf("distances from %d places for %d patients", len(i.Distances), len(i.Patients))
	}
	for a, row := range i.Distances {
		if len(row) != len(i.Distances) || slices.ContainsFunc(row, func(d float64) bool { return d < 0 || d > longest }) {
			return fmt.Errorf("distances from place %d are not as they should be", a)
		}
	}
	seen := map[string]bool{}
	for k := range i.Patients {
		p := &i.Patients[k]
		if seen[p.ID] {
			return fmt.Errorf("two patients %s", p.ID)
		}
		seen[p.ID] = true
		for n := range p.Needs {
			d := &p.Needs[n]
			if d.Duration == 0 {
				d.Duration = usual[d.Service]
			}
			if _, known := usual[d.Service]; !known || d.Duration < 0 || d.Duration > longest {
				return fmt.Errorf("patient %s: service %q for %v", p.ID, d.Service, d.Duration)
			}
		}
		if err := p.validate(); err != nil {
			return fmt.Errorf("patient %s: %w", p.ID, err)
		}
	}
	return nil
}

// longest is more than any time in an instance.
const longest = 20000

func (p *patient) validate() error {
	if p.Window[0] < 0 || p.Window[0] > p.Window[1] || p.Window[1] > longest {
		return fmt.Errorf("window %v", p.Window)
	}
	switch {
	case len(p.Needs) == 1 && p.Sync == nil:
		return nil
	case len(p.Needs) != 2 || p.Sync == nil:
		return fmt.Errorf("%d services", len(p.Needs))
	case p.Needs[0].Service == p.Needs[1].Service:
		return errors.New("the same service twice")
	case p.Sync.Type == together:
		return nil
	case p.Sync.Type != after || len(p.Sync.Gap) != 2 || p.Sync.Gap[0] > p.Sync.Gap[1] || p.Sync.Gap[0] < -longest || p.Sync.Gap[1] > longest:
		return fmt.Errorf("services %s by %v", p.Sync.Type, p.Sync.Gap)
	}
	return nil
}
