package replan

import (
	"math"
	"slices"
	"time"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
)

// Report is what some mornings came to, and how they were run.
type Report struct {
	Program  string
	Machine  bench.Machine
	Case     string
	What     What
	AtOnce   int
	Cores    int
	Seeds    []uint64
	Columns  []Column
	Mornings []Morning
}

// Column is the mends of one kind, summed up.
type Column struct {
	Name         string // first, short, compared or long
	Budget       Budget
	Mends        int
	Median       float64 // seconds from the events to a checked plan
	Most         float64 // seconds that 95 % of them keep below
	Worst        float64
	Visits       float64     // of those away: a mean, as the next four
	Moved        float64     // visits that another caregiver does
	Takers       float64     // caregivers who take some
	Third        float64     // caregivers who lost a visit and are not away
	Calls        float64     // to citizens
	Undone       int         // care that is never cancelled, in all; the next two of it
	Proved       int         // certified as impossible
	NotFound     int         // certified as not found with the effort spent
	More         int         // mends that leave more of it undone than the longer one
	Disturbance  model.Price // in all
	Bill         model.Price // by which the bills are dearer than those of the plans before, in all
	Compared     bool        // with the longer mends of the same mornings
	Ratio        float64     // of the disturbance to theirs; 0: theirs is nothing
	Disturbed    int         // mends after which somebody has lost a visit who is not away
	Late, Faults int         // calls made too late; what the check found
}

// Report sums mornings up.
func (o *Options) Report(mornings []Morning) *Report {
	r := &Report{What: o.What, AtOnce: o.AtOnce, Cores: o.Workers, Seeds: o.Seeds, Mornings: mornings, Machine: bench.ThisMachine()}
	var compared []Morning
	for i := range mornings {
		if mornings[i].Longer != nil {
			compared = append(compared, mornings[i])
		}
	}
	first := func(m *Morning) *Mend { return &m.First }
	short := func(m *Morning) *Mend { return &m.Mended }
	r.Columns = []Column{sum("first", o.Short, mornings, first), sum("short", o.Short, mornings, short)}
	switch {
	case len(compared) == 0:
		return r
	case len(compared) < len(mornings):
		r.Columns = append(r.Columns, sum("compared", o.Short, compared, short))
	}
	long := sum("long", o.Long, compared, func(m *Morning) *Mend { return m.Longer })
	with := &r.Columns[len(r.Columns)-1]
	with.Compared = true
	if long.Disturbance > 0 {
		with.Ratio = float64(with.Disturbance) / float64(long.Disturbance)
	}
	r.Columns = append(r.Columns, long)
	return r
}

// Faults is what the check found in all of them.
func (r *Report) Faults() (n int) {
	for i := range r.Columns {
		n += r.Columns[i].Faults
	}
	return n
}

func sum(name string, b Budget, mornings []Morning, of func(*Morning) *Mend) Column {
	c := Column{Name: name, Budget: b, Mends: len(mornings)}
	var seconds []float64
	for i := range mornings {
		m := of(&mornings[i])
		seconds = append(seconds, m.Took.Seconds())
		c.Visits += float64(mornings[i].Visits)
		c.add(m)
		if l := mornings[i].Longer; l != nil && m.Unserved > l.Unserved {
			c.More++
		}
	}
	n := float64(max(1, len(mornings)))
	for _, mean := range []*float64{&c.Visits, &c.Moved, &c.Takers, &c.Third, &c.Calls} {
		*mean /= n
	}
	c.Median, c.Most, c.Worst = runs.Median(seconds), share(seconds, 0.95), share(seconds, 1)
	return c
}

func (c *Column) add(m *Mend) {
	c.Moved += float64(m.Moved)
	c.Takers += float64(m.Takers)
	c.Third += float64(m.Third)
	c.Calls += float64(m.Calls)
	c.Undone += m.Unserved
	c.Proved += m.Proved
	c.NotFound += m.Unserved - m.Proved
	c.Disturbance += m.Disturbance
	c.Bill += m.Bill
	c.Late += m.Late
	c.Faults += len(m.Broken)
	if m.Third > 0 {
		c.Disturbed++
	}
}

// share is the smallest value that so large a share of them does not exceed.
func share(values []float64, of float64) float64 {
	if len(values) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(values))[int(math.Ceil(of*float64(len(values))))-1]
}

func (b Budget) String() string {
	if b.Time > 0 {
		return b.Time.Round(time.Millisecond).String()
	}
	return bench.Budget{Iterations: b.Iterations}.String()
}
