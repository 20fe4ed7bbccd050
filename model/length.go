package model

import (
	"cmp"
	"slices"
)

// Length is how long one visit with a set of tasks lasts: the schedule of
// their active and passive minutes (R-11.0b), not their sum. One caregiver
// does the active steps one at a time; during the passive minutes of one
// service only services that fill may be done; what nothing fills is waited
// for. It is false where the tasks may not be one visit: no word of
// Bundles in common, several of one grant, or the pieces of a split service
// with more to wait for than the rule allows. tasks are indices in d.Tasks, of
// one home, each once; their order does not matter.
func (d *Demand) Length(tasks []int) (Minutes, bool) {
	var room [12]*Task
	of := room[:0]
	for _, t := range tasks {
		of = append(of, &d.Tasks[t])
	}
	return length(of, d.splitWait())
}

// splitWait is how long a visit may wait for a split service's passive minutes
// that its fillers leave over (R-11.0b); a demand without a standard waits for
// none.
func (d *Demand) splitWait() Minutes {
	if d.Case == nil || d.Case.Standard == nil {
		return 0
	}
	return d.Case.Standard.Rules.SplitWait
}

// length is Length with the wait that a split service bears; it may reorder the
// tasks.
func length(tasks []*Task, wait Minutes) (Minutes, bool) {
	for i, t := range tasks {
		for _, o := range tasks[:i] {
			if !mayShare(t, o) {
				return 0, false
			}
		}
	}
	if m, ok := sumOfActive(tasks); ok {
		return m, true
	}
	board, ok := newBoard(tasks)
	if !ok {
		return 0, false
	}
	board.wait = wait
	return board.length()
}

// mayShare says whether two tasks of a home may be in one visit:
// pieces of one split occurrence; else not one service of one grant, with a
// word of Bundles in common, one caregiver's qualifications and mode enough for both, the same
// helper, and not one by telephone and one in the home.
func mayShare(a, b *Task) bool {
	s, t := a.Service, b.Service
	if a.Grant == b.Grant && s == t {
		return a.Occurrence == b.Occurrence && a.Piece > 0 && b.Piece > 0 && a.Piece != b.Piece
	}
	return bundle(s, t) && s.NoTravel == t.NoTravel && nest(a.Requires, b.Requires) &&
		slices.Equal(a.Only, b.Only) && someMode(s.Modes, t.Modes)
}

// bundle says whether two services share a word of Bundles.
func bundle(a, b *Service) bool {
	for _, w := range a.Bundles {
		if slices.Contains(b.Bundles, w) {
			return true
		}
	}
	return false
}

// nest says whether one of two sorted sets contains the other.
func nest(a, b []Qualification) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, q := range a {
		if _, ok := slices.BinarySearch(b, q); !ok {
			return false
		}
	}
	return true
}

// someMode says whether some mode is in both; nil is all of them.
func someMode(a, b []Mode) bool {
	return a == nil || b == nil || slices.ContainsFunc(a, func(m Mode) bool { return slices.Contains(b, m) })
}

// sumOfActive is the length of tasks that wait for nothing. A piece of a split
// service alone waits for nothing: the machine runs on after the visit.
func sumOfActive(tasks []*Task) (Minutes, bool) {
	var m Minutes
	for i, t := range tasks {
		for _, s := range t.Steps {
			m += s.Active
			if s.Passive > 0 && t.Piece == 0 {
				return 0, false
			}
		}
		for _, o := range tasks[:i] {
			if t.Grant == o.Grant && t.Service == o.Service { // pieces together
				return 0, false
			}
		}
	}
	return m, true
}

// job is one service of a visit as its schedule sees it.
type job struct {
	fills bool
	split bool
	steps []jobStep
}

// jobStep is active minutes and the passive ones that follow them.
type jobStep struct{ active, passive Minutes }

// board gathers the jobs of one visit.
type board struct {
	plain Minutes   // active minutes of services that neither wait nor fill
	fills []Minutes // of services that do not wait, and fill
	jobs  []job     // services that wait
	wait  Minutes   // the most that a split one waits for nothing
}

// newBoard makes a visit's jobs of its tasks; the pieces of one occurrence are
// one job. It is false when a piece between two others is missing.
func newBoard(tasks []*Task) (*board, bool) {
	slices.SortFunc(tasks, func(a, b *Task) int {
		return cmp.Or(cmp.Compare(a.Occurrence, b.Occurrence), cmp.Compare(a.Piece, b.Piece))
	})
	b := &board{}
	for i := 0; i < len(tasks); {
		t := tasks[i]
		j := job{fills: t.Service.Fills, split: t.Service.Split}
		j.add(t.Steps)
		for i++; i < len(tasks) && tasks[i].Occurrence == t.Occurrence; i++ {
			if tasks[i].Piece != tasks[i-1].Piece+1 {
				return nil, false
			}
			j.add(tasks[i].Steps)
		}
		if t.Piece > 0 { // nobody waits at the end of a piece
			j.steps[len(j.steps)-1].passive = 0
		}
		b.add(j)
	}
	return b, true
}

// add appends steps, joining what follows without waiting. Passive minutes
// before the first active step follow an empty one.
func (j *job) add(steps []Step) {
	for _, s := range steps {
		n := len(j.steps)
		if n == 0 || s.Active > 0 && j.steps[n-1].passive > 0 {
			j.steps = append(j.steps, jobStep{})
			n++
		}
		j.steps[n-1].active += s.Active
		j.steps[n-1].passive += s.Passive
	}
}

func (b *board) add(j job) {
	var active Minutes
	waits := false
	for _, s := range j.steps {
		active += s.active
		waits = waits || s.passive > 0
	}
	switch {
	case waits:
		b.jobs = append(b.jobs, j)
	case j.fills:
		b.fills = append(b.fills, active)
	default:
		b.plain += active
	}
}
