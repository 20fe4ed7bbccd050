package vrptw

import (
	"fmt"
	"math"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

const (
	ticks = 10 // a unit of time: distances are whole tenths
	price = 10 // øre a tick, so that shares of a leg's price are numbers still
)

// depot is its place; customer i is at place depot+i.
const depot = 1

// Problem states the instance: customers are stops, vehicles tours of a worker each.
func (i *instance) Problem() (*vrp.Problem, error) {
	p := &vrp.Problem{Workers: i.vehicles}
	far, err := i.legs(p)
	if err != nil {
		return nil, err
	}
	all := make([]uint64, (i.vehicles+63)/64)
	home := &i.rows[0]
	for v := range i.vehicles {
		all[v/64] |= 1 << (v % 64)
		p.Tours = append(p.Tours, vrp.Tour{Worker: int32(v), Start: depot, End: depot, Open: int32(home.ready * ticks),
			Close: int32(home.due * ticks), Late: int32(home.due * ticks), Capacity: int32(i.capacity)})
	}
	p.Classes = [][]uint64{all}
	// nothing is saved by leaving a customer out: that costs more than there and back for all
	unserved := 2*int64(far)*int64(len(i.rows)) + 1
	for k := 1; k < len(i.rows); k++ {
		r, s := &i.rows[k], int32(k-1)
		p.Windows = append(p.Windows, vrp.Window{Lo: int32(r.ready * ticks), Hi: int32(r.due * ticks)})
		p.Choices = append(p.Choices, vrp.Choice{First: s, Last: s + 1})
		p.Stops = append(p.Stops, vrp.Stop{Place: depot + int32(k), Cluster: vrp.Never, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never,
			Dur: int32(r.service * ticks), First: s, Last: s + 1, Load: int32(r.demand), Unserved: unserved, Must: true})
	}
	if err := vrp.Prepare(p); err != nil {
		return nil, err
	}
	return p, nil
}

// legs fills the table of ways, and gives the price of the longest.
func (i *instance) legs(p *vrp.Problem) (far int32, err error) {
	n := len(i.rows) + depot
	t := vrp.Table{N: n, Legs: make([]vrp.Leg, n*n)}
	for a := range i.rows {
		for b := range i.rows {
			d := tenths(&i.rows[a], &i.rows[b])
			if d > math.MaxInt32/price/4 {
				return 0, fmt.Errorf("customers %d and %d are too far apart", a, b)
			}
			l := vrp.Leg{Ticks: int32(d), Price: int32(d) * price}
			t.Legs[(a+depot)*n+b+depot] = l
			far = max(far, l.Price)
		}
	}
	p.Modes = []vrp.Table{t}
	return far, nil
}

// tenths is the distance in tenths, truncated.
func tenths(a, b *row) int64 {
	x, y := a.x-b.x, a.y-b.y
	square := 100 * (float64(x*x) + float64(y*y)) // whole for whole places, and then the root is exact
	d := int64(math.Sqrt(square))
	for float64(d*d) > square {
		d--
	}
	return d
}
