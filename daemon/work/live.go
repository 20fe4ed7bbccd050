package work

import (
	"sync"

	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
)

// underway is a plan between two slices, in the memory of the process that did
// the last one. Another process goes on from the checkpoint.
type underway struct {
	planning *solver.Planning
	base     *records.Case
	demand   *model.Demand
	after    *model.Succession
	follows  string // the hash of the plan that it goes on from
	slices   int    // whole ones so far
	beat     *beat  // of the slice under way
}

// liveSet are the plans that this process has under way.
type liveSet struct {
	mu sync.Mutex
	of map[string]*underway
}

// take gives what stands after so many slices, nil where another process did
// the last, and forgets it.
func (l *liveSet) take(job string, slices int) *underway {
	l.mu.Lock()
	defer l.mu.Unlock()
	u := l.of[job]
	delete(l.of, job)
	if u == nil || u.slices != slices {
		return nil
	}
	return u
}

func (l *liveSet) keep(job string, u *underway) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of == nil {
		l.of = map[string]*underway{}
	}
	l.of[job] = u
}

func (l *liveSet) drop(job string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.of, job)
}
