package hhcrsp

import (
	"math"
	"slices"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

const (
	unit     = 1000    // ticks, and øre, for one unit of time and distance: the files have three decimals
	never    = 1 << 28 // ticks: nobody has to be back by then
	unserved = 1 << 40 // øre: more than all travel and tardiness
)

func ticks(v float64) int32 { return int32(math.Round(v * unit)) }

// Problem states the instance: caregivers are tours of a worker each; the two
// services of a patient a group or, in sequence, two stops in a gap.
func (i *instance) Problem() (*vrp.Problem, error) {
	p := &vrp.Problem{Workers: len(i.Caregivers), Modes: []vrp.Table{i.table()}, Largest: 1}
	for w := range i.Caregivers {
		p.Tours = append(p.Tours, vrp.Tour{Worker: int32(w), Start: 1, End: 1, Close: never, Late: never})
	}
	for _, s := range i.Services {
		p.Classes = append(p.Classes, i.able(s.ID))
	}
	for k := range i.Patients {
		i.stops(p, k)
	}
	if err := vrp.Prepare(p); err != nil {
		return nil, err
	}
	return p, nil
}

// able is the set of caregivers who may do a service.
func (i *instance) able(service string) []uint64 {
	set := make([]uint64, (len(i.Caregivers)+63)/64)
	for w, c := range i.Caregivers {
		if slices.Contains(c.Skill, service) {
			set[w/64] |= 1 << (w % 64)
		}
	}
	return set
}

// stops adds the services of a patient.
func (i *instance) stops(p *vrp.Problem, k int) {
	x := &i.Patients[k]
	first := int32(len(p.Stops))
	group := int32(vrp.Never)
	if x.Sync != nil && x.Sync.Type == together {
		group = int32(len(p.Groups))
		p.Groups = append(p.Groups, vrp.Group{First: first, Last: first + 2})
	}
	for _, n := range x.Needs {
		c := int32(len(p.Choices))
		p.Windows = append(p.Windows, vrp.Window{Lo: ticks(x.Window[0]), Hi: never / 2})
		p.Choices = append(p.Choices, vrp.Choice{First: c, Last: c + 1})
		p.Stops = append(p.Stops, vrp.Stop{Place: int32(k) + 2, Cluster: vrp.Never, Group: group, Series: vrp.Never, Combo: vrp.Never,
			Dur: ticks(n.Duration), Class: i.number(n.Service), First: c, Last: c + 1, Must: true, Unserved: unserved,
			Due: ticks(x.Window[1]), Tardy: 1})
	}
	if x.Sync != nil && x.Sync.Type == after {
		p.Links = append(p.Links, vrp.Link{A: first, B: first + 1, Kind: vrp.Gap, Min: ticks(x.Sync.Gap[0]), Max: ticks(x.Sync.Gap[1])},
			vrp.Link{A: first, B: first + 1, Kind: vrp.Others})
	}
}

func (i *instance) number(service string) int32 {
	return int32(slices.IndexFunc(i.Services, func(s kind) bool { return s.ID == service }))
}

// table holds the ways: place 1 is the office.
func (i *instance) table() vrp.Table {
	n := len(i.Distances) + 1
	t := vrp.Table{N: n, Legs: make([]vrp.Leg, n*n)}
	for a, row := range i.Distances {
		for b, d := range row {
			t.Legs[(a+1)*n+b+1] = vrp.Leg{Ticks: ticks(d), Price: ticks(d)}
		}
	}
	return t
}
