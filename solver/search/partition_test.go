package search

import (
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestDaysShareNoLink: where days are parts, no link that two of them could
// break together has its stops in both, groups and riders stay with their own,
// and every iteration of a round goes to some day.
func TestDaysShareNoLink(t *testing.T) {
	for seed := range uint64(20) {
		p := odd.Problem(odd.Size{Clusters: 16, Workers: 5, Days: 5}, seed)
		r := newSearch(p, Options{Iterations: 400, Seed: seed})
		r.construct(t.Context())
		var q partition
		q.divideDays(r.state, vrp.NewRand(seed, 1))
		for i := range p.Stops {
			sp := &r.state.Spots[i]
			if d := q.stop[i]; d >= 0 && sp.Served() && d != sp.Day {
				t.Errorf("seed %d: stop %d stands on day %d, part %d has it", seed, i, sp.Day, d)
			}
			if c := sp.Carrier; c >= 0 && q.stop[i] < 0 && q.stop[c] >= 0 {
				t.Errorf("seed %d: stop %d is left out, what carries it is not", seed, i)
			}
			if g := p.Stops[i].Group; g >= 0 && q.stop[i] != q.stop[p.Groups[g].First] {
				t.Errorf("seed %d: group %d is in parts %d and %d", seed, g, q.stop[i], q.stop[p.Groups[g].First])
			}
		}
		for _, l := range p.Links {
			a, b := q.stop[l.A], q.stop[l.B]
			if a < 0 || b < 0 || a == b {
				continue
			}
			if l.Kind == vrp.Gap || q.stood[l.A] < 0 && q.stood[l.B] < 0 {
				t.Errorf("seed %d: link %+v lies between days %d and %d", seed, l, a, b)
			}
		}
		var sum int64
		for _, n := range q.shares(1234, int(p.Days())) {
			sum += n
		}
		if sum != 1234 {
			t.Errorf("seed %d: the days get %d of 1234 iterations", seed, sum)
		}
	}
}
