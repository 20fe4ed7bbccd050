package work

import (
	"sync"
	"time"

	"github.com/hjemvej/hjemvej/daemon/records"
	"github.com/hjemvej/hjemvej/daemon/store"
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
	billed   time.Time
}

// billEvery is how often the bill of a search under way is made out, line by
// line: on a large case that takes some tenths of a second.
const billEvery = 15 * time.Second

// bill tells the lines of the bill of the best plan so far, now and then, unless
// somebody waits for the processor.
func (u *underway) bill(b *beat, hurried bool) {
	if hurried || time.Since(u.billed) < billEvery {
		return
	}
	if bill := u.planning.Bill(); bill != nil {
		u.billed = time.Now()
		b.say(func(p *store.Progress) { p.Lines = lines(bill) })
	}
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
