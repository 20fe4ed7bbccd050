package bredstrom

import (
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// price is of a minute in øre, so that shares of it are numbers still.
const price = 100

// place is that of a visit, or of where staff start and end.
func place(visit int) int32 { return int32(visit) + 1 }

// Problem states the instance: staff are tours of a worker each, the two visits
// of a pair a group that starts together.
func (i *instance) Problem() (*vrp.Problem, error) {
	p := &vrp.Problem{Workers: i.staff, Modes: []vrp.Table{i.table()}}
	all := make([]uint64, (i.staff+63)/64)
	for w := range i.staff {
		all[w/64] |= 1 << (w % 64)
		p.Tours = append(p.Tours, vrp.Tour{Worker: int32(w), Start: place(0), End: place(i.visits + 1), Close: int32(i.end), Late: int32(i.end)})
	}
	p.Classes = [][]uint64{all}
	for _, visit := range i.order() {
		mate, group := i.mate[visit], int32(vrp.Never)
		if mate != 0 {
			group = int32(len(p.Groups))
			if mate < visit { // its first visit stands already
				group--
			} else {
				n := int32(len(p.Stops))
				p.Groups = append(p.Groups, vrp.Group{First: n, Last: n + 2})
			}
		}
		i.stop(p, visit, group)
	}
	if err := vrp.Prepare(p); err != nil {
		return nil, err
	}
	return p, nil
}

// stop adds a visit. A pair's windows are those of its first visit: what both allow.
func (i *instance) stop(p *vrp.Problem, visit int, group int32) {
	from, to := i.starts(visit)
	c := int32(len(p.Choices))
	p.Windows = append(p.Windows, vrp.Window{Lo: int32(from), Hi: int32(to)})
	p.Choices = append(p.Choices, vrp.Choice{First: c, Last: c + 1})
	p.Stops = append(p.Stops, vrp.Stop{Place: place(visit), Cluster: vrp.Never, Group: group, Series: vrp.Never, Combo: vrp.Never,
		Dur: int32(i.dur[visit]), First: c, Last: c + 1, Must: true,
		Unserved: int64(i.visits+i.staff) * 2 * apart * price}) // more than any travel
}

// order lists the visits as the problem's stops: those of a pair next to each other.
func (i *instance) order() []int {
	var l []int
	for v := 1; v <= i.visits; v++ {
		switch m := i.mate[v]; {
		case m == 0:
			l = append(l, v)
		case v < m:
			l = append(l, v, m)
		}
	}
	return l
}

// table holds the ways. Those that nobody may go take longer than the day.
func (i *instance) table() vrp.Table {
	n := i.visits + 3
	t := vrp.Table{N: n, Legs: make([]vrp.Leg, n*n)}
	for a, row := range i.travel {
		for b, d := range row {
			if d == apart {
				d = max(d, i.end+1)
			}
			if a != b {
				t.Legs[int(place(a))*n+int(place(b))] = vrp.Leg{Ticks: int32(d), Price: int32(d) * price}
			}
		}
	}
	return t
}
