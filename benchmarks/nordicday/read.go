package nordicday

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
	"github.com/hjemvej/hjemvej/benchmarks/internal/swedishday"
)

// What a visit costs by an unusual caregiver and by none, and how far it may be
// moved, seconds.
const (
	unusual  = 600
	unserved = 36_000
	reach    = 3_600
)

// Set is the day.
var Set = bench.Set{Name: "nordic-day", Unit: "s", Read: func(dir string) ([]bench.Instance, error) {
	d, err := read(dir)
	if err != nil {
		return nil, err
	}
	return []bench.Instance{d}, nil
}}

// day is the instance. Times are seconds after midnight.
type day struct {
	visits []visit
	staff  []caregiver
	ids    []string           // of places: clients and the office
	office int                // its place
	tables map[string][]int32 // by mode: seconds from place to place, row by row
}

type visit struct {
	id           string
	client       int // its place
	planned, dur int32
	other        int      // the other person's part; −1: a visit by one
	needs        []int    // a 1 where a caregiver has one too is a conflict
	usual        []string // ids of caregivers, at work or not
}

type caregiver struct {
	id, mode   string
	attributes []int
	from, to   int32
	office     bool   // starts and ends there
	breaks     []rest // by planned start
}

type rest struct{ planned, dur int32 }

// bars says whether there is a conflict between a client and a caregiver.
func bars(v *visit, c *caregiver) bool {
	for i := range min(len(v.needs), len(c.attributes)) {
		if v.needs[i] != 0 && c.attributes[i] != 0 {
			return true
		}
	}
	return false
}

func (d *day) Name() string  { return "nordic-day" }
func (d *day) Group() string { return "nordic-day" }
func (d *day) Size() int     { return len(d.visits) }
func (d *day) Best() float64 { return math.NaN() }
func (d *day) File() string  { return "nordic-day.csv" }

// read reads the folder of the day.
func read(dir string) (*day, error) {
	raw, err := swedishday.Read(dir)
	if err != nil {
		return nil, err
	}
	d := &day{ids: raw.Tables["car"].IDs, tables: map[string][]int32{}}
	place := map[string]int{}
	for i, id := range d.ids {
		place[id] = i
	}
	for mode, t := range raw.Tables {
		if !slices.Equal(t.IDs, d.ids) {
			return nil, fmt.Errorf("the tables by car and by %s are of different places", mode)
		}
		d.tables[mode] = make([]int32, len(t.Seconds))
		for i, s := range t.Seconds {
			if s < 0 || s > 86_400 {
				return nil, fmt.Errorf("a way by %s takes %g seconds", mode, s)
			}
			d.tables[mode][i] = int32(math.RoundToEven(s))
		}
	}
	at := func(id string) (int, error) {
		p, ok := place[id]
		if !ok {
			return 0, fmt.Errorf("%q is not in the tables", id)
		}
		return p, nil
	}
	if d.office, err = at(swedishday.Office); err != nil {
		return nil, err
	}
	needs := map[string][]int{}
	for _, c := range raw.Clients {
		needs[c.ID] = c.Needs
	}
	for _, v := range raw.Visits {
		p, err := at(v.Client)
		if err != nil {
			return nil, err
		}
		d.visits = append(d.visits, visit{v.ID, p, clock(v.From), seconds(v.From, v.To), v.Other, needs[v.Client], raw.Usual[v.Client]})
	}
	for _, c := range raw.Caregivers {
		k := caregiver{c.ID, c.Mode, c.Attributes, clock(c.From), clock(c.From) + seconds(c.From, c.To), c.Office, nil}
		for _, b := range raw.Breaks {
			if b.Caregiver == c.ID {
				k.breaks = append(k.breaks, rest{clock(b.From), seconds(b.From, b.To)})
			}
		}
		d.staff = append(d.staff, k)
	}
	return d, nil
}

// clock is the second of the day on the clock of the file.
func clock(t time.Time) int32 {
	h, m, s := t.Clock()
	return int32(h*3600 + m*60 + s)
}

func seconds(from, to time.Time) int32 { return int32(to.Sub(from) / time.Second) }
