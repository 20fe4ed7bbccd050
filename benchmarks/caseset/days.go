package caseset

import (
	"fmt"
	"math"
	"sync"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
	"github.com/hjemvej/hjemvej/benchmarks/oneday"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Days is single days of whole horizons.
var Days = bench.Set{Name: "case-day", Unit: "kr.", Read: func(dir string) ([]bench.Instance, error) {
	as, err := areas(dir)
	var all []bench.Instance
	for _, a := range as {
		m := sync.OnceValues(a.build)
		for date := a.case_.Horizon.From; date < a.case_.Horizon.End(); date++ {
			if d := (&slice{area: a, date: date, whole: m}); d.Size() > 0 {
				all = append(all, d)
			}
		}
	}
	return all, err
}}

// slice is one day of an area.
type slice struct {
	*area
	date  model.Date
	whole func() (*solver.Map, error)

	once  sync.Once
	day   *vrp.Day
	plain *oneday.Day
	err   error
}

func (d *slice) Name() string  { return d.name + "@" + d.date.String() }
func (d *slice) Group() string { return d.name }
func (d *slice) Best() float64 { return math.NaN() }
func (d *slice) File() string  { return d.Name() + ".csv" }

// Size counts the visits of the date, each by every one who does it.
func (d *slice) Size() int {
	n := 0
	for i := range d.demand.Needs {
		if need := &d.demand.Needs[i]; len(need.Days) == 1 && need.Days[0].Date == d.date {
			n += len(need.Legs)
		}
	}
	return n
}

// make cuts the day out and states it as plain data.
func (d *slice) make() error {
	d.once.Do(func() {
		m, err := d.whole()
		if err != nil {
			d.err = err
			return
		}
		if d.day, d.err = m.Day(d.date); d.err != nil {
			return
		}
		tours := make([]string, len(d.day.Tours))
		for i, t := range d.day.Tours {
			tours[i] = string(m.Shifts[t].ID)
		}
		stops := make([]string, len(d.day.Stops))
		for i, s := range d.day.Stops {
			stops[i] = nameOf(m, s)
		}
		if d.plain, d.err = oneday.Of(d.day.Problem, stops, tours); d.err == nil {
			d.plain.Name, d.plain.Unit, d.plain.Per = d.Name(), "kr.", 100
		}
	})
	return d.err
}

// nameOf names a stop: a visit by its id, with the number of who comes where
// several do; work and absence by the shift, of which there may be several.
func nameOf(m *solver.Map, stop int32) string {
	s := m.Stops[stop]
	switch s.Kind {
	case solver.BreakStop:
		return "break " + string(m.Shifts[s.Leg].ID)
	case solver.ActivityStop:
		return fmt.Sprintf("activity %d %s", s.Need, m.Shifts[s.Leg].ID)
	case solver.AwayStop:
		return fmt.Sprintf("away %d %s", stop, m.Shifts[s.Leg].ID)
	}
	if s.Leg > 0 {
		return fmt.Sprintf("%s/%d", m.Demand.Needs[s.Need].ID, s.Leg+1)
	}
	return string(m.Demand.Needs[s.Need].ID)
}

func (d *slice) Problem() (*vrp.Problem, error) {
	if err := d.make(); err != nil {
		return nil, err
	}
	return d.day.Problem, nil
}

// Plain is the day as plain data.
func (d *slice) Plain() (*oneday.Day, error) {
	err := d.make()
	return d.plain, err
}

// Write puts a solution into a table of stop, tour and start.
func (d *slice) Write(_ *vrp.Problem, s *vrp.Solution) []byte { return d.plain.Write(s) }

// Check judges such a table.
func (d *slice) Check(form []byte) (cost float64, faults []string) {
	if err := d.make(); err != nil {
		return math.NaN(), []string{err.Error()}
	}
	return d.plain.Check(form)
}
