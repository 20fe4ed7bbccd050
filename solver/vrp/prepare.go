package vrp

// index is what Prepare derives from a problem.
type index struct{}

// Prepare validates a problem and derives its indices. It must run once before
// a State is made.
func Prepare(p *Problem) error { return nil }
