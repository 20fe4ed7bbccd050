package search

import (
	"context"
	"sync"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// partsFor is how many tasks a round has: by the size of the problem alone.
// What lies across a border is frozen for a round, so parts are few and large;
// measured on fortnights, four parts of 1,250 stops cost 6 % at equal
// iterations, two of 2,500 less than 1 %.
func partsFor(p *vrp.Problem) int {
	const smallest, usual = 2000, 6500
	if len(p.Stops) <= smallest {
		return 1
	}
	n := 2
	for size := len(p.Stops) / 2; size > usual && n < 64; size /= 2 {
		n *= 2
	}
	return n
}

// perRound is the iterations of each of some tasks in one round: long enough
// that the barrier is cheap, short enough that parts mix and a small budget has
// rounds.
func (r *Search) perRound(tasks int64) int64 {
	n := int64(1000)
	if r.o.Iterations > 0 {
		left := r.o.Iterations - r.stats.Iterations
		n = min(n, max(1, r.o.Iterations/(20*tasks)), (left+tasks-1)/tasks)
	}
	return n
}

// parted says into how many parts this round divides the problem. Now and then
// it is none: what borders freeze may move then, and caregivers that serve
// across every border find their places. Few parts need that most.
func (r *Search) parted() int {
	every := uint64(8)
	if len(r.tasks) <= 4 {
		every = 2
	}
	if r.rounds%every == 0 {
		return 1
	}
	return len(r.tasks)
}

// round divides the problem, lets every task search its part and takes stock.
func (r *Search) round(ctx context.Context) {
	r.rounds++
	tasks := r.tasks[:r.parted()]
	r.parts.divide(r.state, len(tasks), vrp.NewRand(r.o.Seed, r.rounds<<20))
	n := r.perRound(int64(len(tasks)))
	heat := temperature(r.p, r.o, r.Share())
	queue := make(chan *task, len(tasks))
	for _, t := range tasks {
		queue <- t
	}
	close(queue)
	var wg sync.WaitGroup
	for range min(r.o.Workers, len(tasks)) {
		wg.Go(func() {
			for t := range queue {
				t.run(ctx, &r.parts, heat, n)
			}
		})
	}
	wg.Wait()
	r.takeStock(tasks)
	if r.Done() || ctx.Err() != nil {
		r.report()
	} else {
		r.say()
	}
}

// takeStock adds up what the tasks did and keeps the state if it is the best.
func (r *Search) takeStock(tasks []*task) {
	for _, t := range tasks {
		r.state.Price += t.e.Gain
		t.e.Gain = 0
		r.stats.Iterations += t.done
		r.stats.Accepted += t.accepted
		t.done, t.accepted = 0, 0
		for m := range t.moves {
			r.stats.Moves[m].add(&t.moves[m])
			t.moves[m] = MoveStats{}
		}
	}
	if vrp.Checked {
		if err := r.state.Verify(r.state.Price); err != nil {
			panic(err)
		}
	}
	if r.state.Price < r.best.Price {
		r.best.CopyFrom(r.state)
	}
}
