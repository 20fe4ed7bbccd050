package vrp_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestNearStopsMayShareATour where starts flow: beside a stop only those are
// tried that some tour may serve as well, the later members of groups too.
func TestNearStopsMayShareATour(t *testing.T) {
	shared := func(p *vrp.Problem, a, b int32) bool {
		for tour := range p.Tours {
			if p.Allows(p.Stops[a].Class, int32(tour)) && p.Allows(p.Stops[b].Class, int32(tour)) {
				return true
			}
		}
		return false
	}
	members, strangers := 0, 0
	for seed := range uint64(6) {
		p := odd.Late(odd.Size{Clusters: 20, Workers: 5, Days: 2}, seed, odd.Halves)
		for a := range p.Stops {
			for c := p.Stops[a].First; c < p.Stops[a].Last; c++ {
				for _, b := range p.Near(c) {
					if !shared(p, int32(a), b) {
						t.Errorf("seed %d: %d is near %d, and no tour may serve both", seed, b, a)
					}
					if g := p.Stops[b].Group; g >= 0 && p.Groups[g].First != b {
						members++
					}
				}
			}
			for b := range p.Stops {
				if !shared(p, int32(a), int32(b)) {
					strangers++
				}
			}
		}
	}
	if members == 0 || strangers == 0 {
		t.Errorf("tests little: %d later members near, %d pairs apart", members, strangers)
	}
}
