package vrp

import (
	"slices"
	"testing"
)

// TestKin: who costs nothing at a cluster though not of its pair; nobody where all
// cost nothing, nor who never works.
func TestKin(t *testing.T) {
	p := &Problem{Workers: 4, Tours: []Tour{{Worker: 0}, {Worker: 1}, {Worker: 2}}}
	p.Clusters = []Cluster{{Pair: [2]int32{0, Never}}, {Pair: [2]int32{Never, Never}}, {Pair: [2]int32{0, 1}}}
	ties := make([]Tie, 12)
	ties[2] = Tie{Other: 5}                          // the first cluster: 0 is named, 1 free, 2 dear
	ties[8], ties[9] = Tie{Always: 1}, Tie{First: 1} // the third: those named cost something, 2 does not
	if err := p.SetTies(ties); err != nil {
		t.Fatal(err)
	}
	findKin(p)
	for c, want := range [][]int32{{1}, nil, nil} {
		if got := p.Kin(int32(c)); !slices.Equal(got, want) {
			t.Errorf("kin of cluster %d: %v, not %v", c, got, want)
		}
	}
}
