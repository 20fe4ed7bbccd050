package search

import "github.com/hjemvej/hjemvej/solver/vrp"

// met are the tours that a search has met: what each serves, in the cheapest
// order met, for as long as there is room. Where tours are not alike, the tour
// itself comes first among what it serves, as if it were one stop more; it is
// number n + tour, n being the number of stops.
type met struct {
	weight []uint64 // by stop, drawn: the sum of a tour's tells its stops apart
	pegged []bool   // by stop: it is in a group; nil: none is
	table  []int32  // number of a tour + 1 by its sum, open addressing
	tours  []metTour
	stops  []int32
}

// metTour is one: stops[first:first+n].
type metTour struct {
	sum      uint64
	price    int64
	first, n int32
}

// room is how many tours are kept for each stop, about.
const room = 200

// newMet has room for tours of n stops.
func newMet(n int, seed uint64) *met {
	m := &met{weight: make([]uint64, n)}
	rng := vrp.NewRand(seed, 0)
	for i := range m.weight {
		m.weight[i] = rng.Uint64()
	}
	size := 1
	for size < room*n/2 { // tours of four stops fill half of it
		size *= 2
	}
	m.table = make([]int32, size)
	return m
}

// of is what a tour serves.
func (m *met) of(k int32) []int32 {
	t := &m.tours[k]
	return m.stops[t.first : t.first+t.n]
}

// sum tells tours of other stops apart, and other orders where pegs may forbid
// the cheapest.
func (m *met) sum(stops []int32) uint64 {
	sum, turned, pegged := uint64(0), uint64(0), false
	for i, s := range stops {
		sum += m.weight[s]
		turned += m.weight[s] * uint64(2*i+1)
		pegged = pegged || m.pegged != nil && m.pegged[s]
	}
	if pegged {
		return turned
	}
	return sum
}

// meet remembers a tour.
func (m *met) meet(stops []int32, price int64) {
	sum := m.sum(stops)
	at := m.find(sum)
	if k := m.table[at]; k > 0 {
		if t := &m.tours[k-1]; price < t.price {
			t.price = price
			copy(m.of(k-1), stops)
		}
		return
	}
	if m.reserve(1, len(stops)) {
		at = m.find(sum)
	}
	m.tours = append(m.tours, metTour{sum: sum, price: price, first: int32(len(m.stops)), n: int32(len(stops))})
	m.stops = append(m.stops, stops...)
	m.table[at] = int32(len(m.tours))
}

// reserve makes room for so many tours more of so many stops in all, and says
// whether tours had to be forgotten for it.
func (m *met) reserve(tours, stops int) (forgot bool) {
	for len(m.tours) > 0 && (len(m.stops)+stops > room*len(m.weight) || 2*(len(m.tours)+tours) > len(m.table)) {
		m.forget()
		forgot = true
	}
	return forgot
}

// number is that of a tour met that serves these stops, or Never.
func (m *met) number(stops []int32) int32 { return m.table[m.find(m.sum(stops))] - 1 }

// find is where a sum stands in the table, or would.
func (m *met) find(sum uint64) uint64 {
	mask := uint64(len(m.table) - 1)
	at := sum & mask
	for m.table[at] > 0 && m.tours[m.table[at]-1].sum != sum {
		at = (at + 1) & mask
	}
	return at
}

// forget drops the half that was met first.
func (m *met) forget() {
	keep := m.tours[(len(m.tours)+1)/2:]
	from := int32(len(m.stops))
	if len(keep) > 0 {
		from = keep[0].first
	}
	m.stops = m.stops[:copy(m.stops, m.stops[from:])]
	m.tours = m.tours[:copy(m.tours, keep)]
	clear(m.table)
	for i := range m.tours {
		m.tours[i].first -= from
		m.table[m.find(m.tours[i].sum)] = int32(i) + 1
	}
}
