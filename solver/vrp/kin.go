package vrp

// Kin are the workers besides a cluster's pair who cost nothing there: as good as
// the pair, so that insertions and ruins look to them as well. Where nobody costs
// anything nobody is kin.
func (p *Problem) Kin(cluster int32) []int32 { return p.index.kin.of(cluster) }

// findKin lists the kin of each cluster among the workers that have tours.
func findKin(p *Problem) {
	works := make([]bool, p.Workers)
	for i := range p.Tours {
		works[p.Tours[i].Worker] = true
	}
	x := &p.index.kin
	x.at = make([]int32, 1, len(p.Clusters)+1)
	for c := range p.Clusters {
		first, dear := len(x.flat), false
		for w := range int32(p.Workers) {
			if !works[w] || w == p.Clusters[c].Pair[0] || w == p.Clusters[c].Pair[1] {
				continue
			}
			if t := p.Tie(int32(c), w); t.Other != 0 || t.Always != 0 || t.First != 0 {
				dear = true
			} else {
				x.flat = append(x.flat, w)
			}
		}
		if !dear {
			x.flat = x.flat[:first]
		}
		x.at = append(x.at, int32(len(x.flat)))
	}
}
