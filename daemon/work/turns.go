package work

import (
	"context"
	"sync"
)

// turns are who may use the processor: a slice of a plan goes on only while no
// mend waits or runs, so that a sick call overtakes the nightly run within a
// round of its search, whatever a slice lasts.
type turns struct {
	mu     sync.Mutex
	urgent int
	free   chan struct{}       // closed while nobody is urgent
	slices map[*slice]struct{} // under way
}

type slice struct{ stop context.CancelFunc }

func newTurns() *turns {
	t := &turns{free: make(chan struct{}), slices: map[*slice]struct{}{}}
	close(t.free)
	return t
}

// hurry stops all slices, and holds others back until done is called.
func (t *turns) hurry() (done func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.urgent++; t.urgent == 1 {
		t.free = make(chan struct{})
	}
	for s := range t.slices {
		s.stop()
	}
	return sync.OnceFunc(func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.urgent--; t.urgent == 0 {
			close(t.free)
		}
	})
}

// slice waits until nobody is urgent, and gives a context that ends when
// somebody is again. It fails when ctx ends first.
func (t *turns) slice(ctx context.Context) (turn context.Context, done func(), err error) {
	for {
		if err := t.rest(ctx); err != nil {
			return nil, nil, err
		}
		t.mu.Lock()
		if t.urgent > 0 { // in between
			t.mu.Unlock()
			continue
		}
		turn, stop := context.WithCancel(ctx)
		s := &slice{stop}
		t.slices[s] = struct{}{}
		t.mu.Unlock()
		return turn, func() {
			stop()
			t.mu.Lock()
			delete(t.slices, s)
			t.mu.Unlock()
		}, nil
	}
}

// rest waits until nobody is urgent. It fails when ctx ends first.
func (t *turns) rest(ctx context.Context) error {
	t.mu.Lock()
	free := t.free
	t.mu.Unlock()
	select {
	case <-free:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
