package solver

import (
	"context"
	"time"
)

// Together searches for several plans on one machine until each is done, or
// ctx is: round by round, always the one that is furthest behind in its own
// budget, so that all get on alike and stopping early is fair to all. The limit
// is for all together, shared out by the size of their problems; without one
// each has the time of its own options. A budget of iterations is each plan's
// own, and what it finds with them does not depend on the others.
func Together(ctx context.Context, limit time.Duration, all ...*Planning) {
	if limit > 0 {
		shareOut(limit, all)
	}
	for {
		next := furthestBehind(all)
		if next == nil {
			return
		}
		next.round(ctx)
	}
}

// shareOut gives each its part of a limit.
func shareOut(limit time.Duration, all []*Planning) {
	stops := 0
	for _, p := range all {
		stops += p.Stops()
	}
	for _, p := range all {
		p.o.Time = max(1, time.Duration(float64(limit)*float64(p.Stops())/float64(max(1, stops))))
	}
}

// furthestBehind is the plan to go on with, or nil when all are over. Those that
// have no solution yet come first.
func furthestBehind(all []*Planning) *Planning {
	var next *Planning
	for _, p := range all {
		switch {
		case p.over():
		case p.s == nil:
			return p
		case next == nil || p.share() < next.share():
			next = p
		}
	}
	return next
}
