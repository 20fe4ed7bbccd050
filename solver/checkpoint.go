package solver

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// ErrOtherSearch says that a checkpoint is of another problem, made from another
// case or by another version of the program. Only a beginning helps.
var ErrOtherSearch = errors.New("the checkpoint is of another search")

// checkpoint is a search left between rounds, as plain data.
type checkpoint struct {
	Problem    [sha256.Size]byte // what it solves
	Share      float64           // of the budget used
	Iterations int64
	Solution   vrp.Solution // the best so far
}

// Checkpoint is what a search goes on from should the process that it runs in be
// lost ([Options.Resume]): the best solution so far, and how much of the budget
// is used. There is none before the first [Planning.Search] and after the end.
// It is small and soon written: some twenty bytes a stop.
func (p *Planning) Checkpoint() ([]byte, error) {
	if p.s == nil {
		return nil, errors.New("no search is under way")
	}
	c := checkpoint{Problem: p.fingerprint(), Share: p.s.Share(), Iterations: p.iterations(p.s.Stats()), Solution: *p.s.Solution()}
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(&c)
	return b.Bytes(), err
}

// resume reads a checkpoint of this very problem.
func (p *Planning) resume(data []byte) (*checkpoint, error) {
	c := &checkpoint{}
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(c); err != nil {
		return nil, fmt.Errorf("read checkpoint: %w", err)
	}
	if c.Problem != p.fingerprint() {
		return nil, ErrOtherSearch
	}
	return c, nil
}

// fingerprint is that of the planning's problem, which doesn't change.
func (p *Planning) fingerprint() [sha256.Size]byte {
	if p.print == nil {
		sum := fingerprint(p.m.Problem)
		p.print = &sum
	}
	return *p.print
}

// fingerprint tells problems apart by what a solution refers to: their stops,
// when these may be served, and the tours.
func fingerprint(p *vrp.Problem) (sum [sha256.Size]byte) {
	h := sha256.New()
	for _, part := range []any{p.Stops, p.Choices, p.Windows, p.Tours, p.Groups} {
		_ = binary.Write(h, binary.LittleEndian, int64(binary.Size(part))) // a hash never fails
		_ = binary.Write(h, binary.LittleEndian, part)
	}
	h.Sum(sum[:0])
	return sum
}
