package vrp

import "math/bits"

// Rand is a small fast generator (SplitMix64, Steele et al. 2014, OOPSLA),
// the same on every machine.
type Rand struct{ x uint64 }

// NewRand starts a stream of its own for each pair of seed and stream.
func NewRand(seed, stream uint64) Rand {
	r := Rand{seed*0x9E3779B97F4A7C15 ^ stream*0xD1B54A32D192ED03}
	r.Uint64()
	r.Uint64()
	return r
}

// Uint64 gives 64 random bits.
func (r *Rand) Uint64() uint64 {
	r.x += 0x9E3779B97F4A7C15
	z := r.x
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// Intn gives a number in 0..n−1; n > 0.
func (r *Rand) Intn(n int) int {
	hi, _ := bits.Mul64(r.Uint64(), uint64(n))
	return int(hi)
}

// Float64 gives a number in [0,1).
func (r *Rand) Float64() float64 { return float64(r.Uint64()>>11) / (1 << 53) }
