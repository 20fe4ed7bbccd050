package work

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// TestTurns: somebody urgent stops what runs and holds back what comes, until
// nobody is urgent any more.
func TestTurns(t *testing.T) {
	u := newTurns()
	turn, done, err := u.slice(t.Context())
	if err != nil || turn.Err() != nil {
		t.Fatal(err, turn.Err())
	}
	first := u.hurry()
	if turn.Err() == nil {
		t.Error("the slice goes on")
	}
	done()
	second := u.hurry()
	came := make(chan context.Context)
	go func() {
		turn, _, err := u.slice(t.Context())
		if err != nil {
			t.Error(err)
		}
		came <- turn
	}()
	first()
	first() // twice is once
	select {
	case <-came:
		t.Error("a slice goes on while somebody is urgent")
	case <-time.After(20 * time.Millisecond):
	}
	second()
	if turn := <-came; turn.Err() != nil {
		t.Error(turn.Err())
	}
}

func TestTurnsEndWithTheirContext(t *testing.T) {
	u := newTurns()
	defer u.hurry()()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := u.slice(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestTurnsTogether: many at a time, and never a slice beside somebody urgent
// that was not told to stop.
func TestTurnsTogether(t *testing.T) {
	u := newTurns()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 200 {
				turn, done, err := u.slice(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				u.mu.Lock()
				if u.urgent > 0 && turn.Err() == nil {
					t.Error("beside somebody urgent")
				}
				u.mu.Unlock()
				done()
			}
		})
		all.Go(func() {
			for range 200 {
				u.hurry()()
			}
		})
	}
	all.Wait()
	if len(u.slices) != 0 {
		t.Errorf("%d slices are left", len(u.slices))
	}
}

// TestRest: who was stopped waits until nobody is urgent, or is not to wait.
func TestRest(t *testing.T) {
	u := newTurns()
	if err := u.rest(t.Context()); err != nil {
		t.Fatal(err)
	}
	hurried := u.hurry()
	rested := make(chan error, 1)
	go func() { rested <- u.rest(t.Context()) }()
	select {
	case err := <-rested:
		t.Errorf("it goes on while somebody is urgent: %v", err)
	case <-time.After(20 * time.Millisecond):
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := u.rest(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("who is not to wait: %v", err)
	}
	hurried()
	if err := <-rested; err != nil {
		t.Error(err)
	}
}
