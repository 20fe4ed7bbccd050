package search

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// partition says which part owns each tour and each stop. Where parts are areas
// of the map, a worker's tours belong to one, and so does a unit; where they are
// days, a day's tours do, and what they serve. Either way prices of parts add up.
type partition struct {
	tour  []int32 // owner by tour; nil: one part owns all
	unit  []int32 // owner by unit, where parts are divided by the map
	stop  []int32 // owner by stop, where parts are days
	days  bool
	stood []int32 // where parts are days: by stop, the day it stands on, or Never

	place  []int32 // place → part
	worker []int32
	weight []int32 // stops by place
	sizes  []int64 // stops by part, where parts are days
	votes  []int32 // worker or unit × part
}

// divide cuts the map into n parts of about equal work, in a direction drawn
// anew, and gives each worker and each unit to the part where most of its
// stops lie.
func (q *partition) divide(s *vrp.State, n int, rng vrp.Rand) {
	p := s.P
	q.days = false
	if n == 1 {
		q.tour, q.unit = nil, nil
		return
	}
	q.place = resize(q.place, p.Modes[0].N)
	q.weight = resize(q.weight, p.Modes[0].N)
	for i := range p.Stops {
		q.weight[p.Stops[i].Place]++
	}
	all := make([]int32, 0, len(q.place))
	for i := 1; i < len(q.place); i++ {
		if q.weight[i] > 0 {
			all = append(all, int32(i))
		}
	}
	q.split(p, all, 0, int32(n), &rng)
	q.assignWorkers(s, n)
	q.assignUnits(s, n, &rng)
}

func resize[T any](a []T, n int) []T {
	if cap(a) < n {
		return make([]T, n)
	}
	a = a[:n]
	clear(a)
	return a
}

// split gives places parts from..from+n−1 by halving along the line between
// two distant places.
func (q *partition) split(p *vrp.Problem, places []int32, from, n int32, rng *vrp.Rand) {
	if n == 1 || len(places) < 2 {
		for _, x := range places {
			q.place[x] = from
		}
		return
	}
	tab := &p.Modes[0]
	far := func(a int32) int32 {
		best := a
		for range 12 {
			b := places[rng.Intn(len(places))]
			if tab.Leg(a, b).Ticks > tab.Leg(a, best).Ticks {
				best = b
			}
		}
		return best
	}
	a := far(places[rng.Intn(len(places))])
	b := far(a)
	key := func(x int32) int32 { return tab.Leg(a, x).Ticks - tab.Leg(b, x).Ticks }
	slices.SortFunc(places, func(x, y int32) int { return cmp.Or(cmp.Compare(key(x), key(y)), cmp.Compare(x, y)) })
	var total, seen int32
	for _, x := range places {
		total += q.weight[x]
	}
	cut := 0
	for cut < len(places)-1 && seen < total/2 {
		seen += q.weight[places[cut]]
		cut++
	}
	q.split(p, places[:cut], from, n/2, rng)
	q.split(p, places[cut:], from+n/2, n-n/2, rng)
}

func (q *partition) assignWorkers(s *vrp.State, n int) {
	p := s.P
	q.votes = resize(q.votes, p.Workers*n)
	for t := range s.Routes {
		for _, e := range s.Routes[t].Slots {
			if e.Stop >= 0 && p.Stops[e.Stop].Place != 0 {
				q.votes[int(p.Tours[t].Worker)*n+int(q.place[p.Stops[e.Stop].Place])]++
			}
		}
	}
	q.worker = resize(q.worker, p.Workers)
	for w := range q.worker {
		q.worker[w] = most(q.votes[w*n:(w+1)*n], int32(w%n))
	}
	q.tour = resize(q.tour, len(p.Tours))
	for t := range q.tour {
		q.tour[t] = q.worker[p.Tours[t].Worker]
	}
}

func (q *partition) assignUnits(s *vrp.State, n int, rng *vrp.Rand) {
	p := s.P
	q.votes = resize(q.votes, int(p.Units())*n)
	for i := range s.Spots {
		u := int(p.Unit(int32(i))) * n
		t := s.Spots[i].Tour
		switch {
		case t >= 0:
			q.votes[u+int(q.tour[t])] += 4
		case s.Spots[i].Carrier < 0 && p.Stops[i].Cluster < 0: // it has no home: some tour that may serve it decides
			if t := someTour(p.Classes[p.Stops[i].Class], rng); t >= 0 {
				q.votes[u+int(q.tour[t])] += 4
			}
		case p.Stops[i].Place != 0:
			q.votes[u+int(q.place[p.Stops[i].Place])]++
		}
	}
	q.unit = resize(q.unit, int(p.Units()))
	for u := range q.unit {
		q.unit[u] = most(q.votes[u*n:(u+1)*n], int32(u%n))
	}
}

// most is the index of the largest vote, or other where there is none.
func most(votes []int32, other int32) int32 {
	best, at := int32(0), other
	for i, v := range votes {
		if v > best {
			best, at = v, int32(i)
		}
	}
	return at
}

// someTour draws a tour of a class, Never if it is empty.
func someTour(class []uint64, rng *vrp.Rand) int32 {
	from := rng.Intn(len(class))
	for k := range class {
		w := (from + k) % len(class)
		if class[w] != 0 {
			return int32(w*64 + bits.TrailingZeros64(class[w]))
		}
	}
	return vrp.Never
}
