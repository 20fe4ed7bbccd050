package solver

import (
	"fmt"

	"github.com/hjemvej/hjemvej/model"
)

// chainPlaces renumbers the places along a chain from each to the nearest not
// yet in it, so that the legs between near places lie together in memory: on a
// municipality's table that is worth a good deal of the search's speed.
func (m *Map) chainPlaces() error {
	n := len(m.Places)
	if n < 3 || len(m.Modes) == 0 {
		return nil
	}
	minutes, _ := m.Roads.Table(m.Modes[0])
	if minutes == nil {
		return nil
	}
	at, all := make([]int, n), m.Roads.Places()
	left := make([]int32, 0, n)
	for i := 1; i < n; i++ {
		if at[i] = m.Roads.Index(m.Places[i]); at[i] < 0 {
			return fmt.Errorf("the roads have no place %q", m.Places[i])
		}
		left = append(left, int32(i))
	}
	order := make([]int32, 1, n) // new number to old
	for last := 0; len(left) > 0; {
		best := 0
		if last > 0 {
			row := minutes[at[last]*all : (at[last]+1)*all]
			for k, p := range left {
				if row[at[p]] < row[at[left[best]]] {
					best = k
				}
			}
		}
		last = int(left[best])
		order = append(order, left[best])
		left = append(left[:best], left[best+1:]...)
	}
	m.renumber(order)
	return nil
}

// renumber gives places new numbers; order lists the old ones.
func (m *Map) renumber(order []int32) {
	now := make([]int32, len(order))
	places := make([]model.PlaceID, len(order))
	for k, old := range order {
		now[old] = int32(k)
		places[k] = m.Places[old]
		m.place[places[k]] = int32(k)
	}
	m.Places = places
	for i := range m.Problem.Tours {
		t := &m.Problem.Tours[i]
		t.Start, t.End = now[t.Start], now[t.End]
	}
}
