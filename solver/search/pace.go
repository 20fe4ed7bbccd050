package search

// Pace is how a search with a limit of time went: how many rounds it got to at
// each step of its time, and how many twins searched beside it. A search of the
// same problem, start and seed that is given the pace of another goes the same
// way, on any machine and any number of cores.
type Pace struct {
	Rounds []int // by step
	Twins  int
}

// paced is a search whose time passes in steps: temperature and budget follow
// the step, so that the clock decides nothing but when a step is over.
type paced struct {
	step int
	ran  []int // rounds by step, so far
}

// stepped says whether the search's time passes in steps.
func (o *Options) stepped() bool { return o.Steps > 0 && (o.Time > 0 || o.Pace != nil) }

// next is called between rounds: it finds the step at which the next round runs.
func (r *Search) next() {
	switch {
	case !r.o.stepped():
	case r.o.Pace == nil:
		r.pace.step = min(r.o.Steps, max(r.pace.step, int(r.used()*float64(r.o.Steps))))
	default:
		for r.pace.step < r.o.Steps && r.pace.at(r.pace.step) >= r.o.Pace.at(r.pace.step) {
			r.pace.step++
		}
	}
}

// note counts the round that now begins.
func (r *Search) note() {
	if !r.o.stepped() {
		return
	}
	for len(r.pace.ran) <= r.pace.step {
		r.pace.ran = append(r.pace.ran, 0)
	}
	r.pace.ran[r.pace.step]++
}

func (q *paced) at(step int) int { return roundsAt(q.ran, step) }

func (q *Pace) at(step int) int { return roundsAt(q.Rounds, step) }

func roundsAt(rounds []int, step int) int {
	if step < len(rounds) {
		return rounds[step]
	}
	return 0
}

// Pace is how the search has gone so far; of a search whose time does not pass
// in steps it says nothing.
func (r *Search) Pace() Pace { return Pace{Rounds: r.pace.ran, Twins: len(r.twins)} }
