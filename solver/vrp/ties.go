package vrp

import (
	"errors"
	"math"
)

// Tie is the tie of a cluster to a worker.
func (p *Problem) Tie(cluster, worker int32) *Tie {
	return &p.Kinds[p.Ties[int(cluster)*p.Workers+int(worker)]]
}

// SetTies states the ties of all clusters to all workers, row by cluster. It
// fails when more than 65,536 of them differ.
func (p *Problem) SetTies(all []Tie) error {
	p.Ties, p.Kinds = make([]uint16, len(all)), nil
	number := map[Tie]uint16{}
	for i, t := range all {
		k, known := number[t]
		if !known {
			if len(p.Kinds) > math.MaxUint16 {
				return errors.New("vrp: more than 65,536 different ties")
			}
			k = uint16(len(p.Kinds))
			number[t] = k
			p.Kinds = append(p.Kinds, t)
		}
		p.Ties[i] = k
	}
	return nil
}
