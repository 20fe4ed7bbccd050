package odd

import (
	"math/rand/v2"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// announce tells every third stop that it was to stand in some tour, and prices
// what differs: some tours are disturbed, some stops strange in half of them.
func (b *builder) announce(r *rand.Rand) {
	p := b.p
	half := make([]uint64, (len(p.Tours)+63)/64)
	for t := range p.Tours {
		p.Tours[t].Disturbed = int64(r.IntN(3)) * 2000
		if r.IntN(2) == 0 {
			half[t>>6] |= 1 << (t & 63)
		}
	}
	p.Classes = append(p.Classes, half)
	for s := range p.Stops {
		was := int32(r.IntN(len(p.Tours)))
		switch r.IntN(4) {
		case 0:
			was = vrp.Never
		case 1:
			was = vrp.Unannounced
		}
		p.Announced = append(p.Announced, was)
		if r.IntN(3) == 0 {
			p.Stops[s].Familiar, p.Stops[s].Strange = int32(len(p.Classes)-1), int64(r.IntN(5000))
		}
	}
}
