package work

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/riverqueue/river"

	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/store"
)

// slicer does slices. What the job engine hands out twice is done once: a slice
// that is over, or that another does, is let go.
type slicer struct {
	river.WorkerDefaults[sliceArgs]
	w *Work
}

// Timeout is none: who is silent is taken over from, see takeOver.
func (*slicer) Timeout(*river.Job[sliceArgs]) time.Duration { return -1 }

// NextRetry is soon: only a store that is away makes a slice fail so.
func (*slicer) NextRetry(job *river.Job[sliceArgs]) time.Time {
	return time.Now().Add(time.Duration(min(job.Attempt, 10)) * time.Second)
}

// Work does one slice.
func (s *slicer) Work(ctx context.Context, job *river.Job[sliceArgs]) error {
	w, args := s.w, job.Args
	j, err := w.store.Job(ctx, args.Job)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if j.State.Ended() || j.Slices != args.Slice || j.Worker != "" {
		return nil
	}
	if err := w.take(ctx, &j); err != nil {
		if errors.Is(err, store.ErrStale) || errors.Is(err, store.ErrState) {
			return nil
		}
		return err
	}
	err = w.do(ctx, &j)
	switch {
	case err == nil, errors.Is(err, store.ErrStale):
		return nil
	case w.leaving.Err() != nil || ctx.Err() != nil || errors.As(err, new(*storeError)):
		return w.leaveSurely(context.WithoutCancel(ctx), j)
	}
	return w.fail(ctx, j, err)
}

// storeError is a store that could not be written: no fault of the job.
type storeError struct{ error }

func (e *storeError) Unwrap() error { return e.error }

// write does something in the store, and tells its failures from those of a job.
func (w *Work) write(ctx context.Context, do func(*store.Tx) error) error {
	err := w.store.Write(ctx, do)
	for _, known := range []error{store.ErrStale, store.ErrState, store.ErrConflict, store.ErrBusy, store.ErrNotFound} {
		if errors.Is(err, known) {
			return err
		}
	}
	if err != nil {
		return &storeError{err}
	}
	return nil
}

// take says that this process is at a slice.
func (w *Work) take(ctx context.Context, j *store.Job) error {
	return w.store.Write(ctx, func(tx *store.Tx) (err error) {
		if j.State == store.JobQueued {
			if *j, err = tx.MoveJob(ctx, j.ID, store.JobRunning, store.Outcome{}); err != nil {
				return err
			}
		}
		*j, err = tx.TakeSlice(ctx, j.ID, j.Slices, w.name)
		return err
	})
}

// leave lets another process do a slice that this one has no time for any more.
func (w *Work) leave(ctx context.Context, j store.Job) error {
	err := w.store.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.LeaveSlice(ctx, j.ID, j.Slices); err != nil {
			return err
		}
		return w.hand(ctx, tx.SQL(), j, j.Slices)
	})
	if errors.Is(err, store.ErrStale) || errors.Is(err, store.ErrState) {
		return nil
	}
	return err
}

// leaveSurely leaves a slice as soon as the store answers again, unless the
// process is to stop: then the slice is taken over from it.
func (w *Work) leaveSurely(ctx context.Context, j store.Job) error {
	for wait := 100 * time.Millisecond; ; wait = min(2*wait, 5*time.Second) {
		err := w.leave(ctx, j)
		if err == nil || w.leaving.Err() != nil {
			return err
		}
		select {
		case <-time.After(wait):
		case <-w.leaving.Done():
		}
	}
}

// fail ends a job with what went wrong.
func (w *Work) fail(ctx context.Context, j store.Job, why error) error {
	var p *gate.Problem
	if !errors.As(why, &p) {
		p = gate.NewProblem(500, "internal", "the job met a fault of the program; the service's log has it under the job's id")
	}
	w.log.Error("job failed", "job", j.ID, "kind", j.Kind, "area", j.Area, "code", p.Code, "error", why)
	w.live.drop(j.ID)
	return w.store.Write(ctx, func(tx *store.Tx) error {
		if err := w.still(ctx, tx, &j, j.Progress); err != nil {
			return err
		}
		_, err := tx.MoveJob(ctx, j.ID, store.JobFailed, store.Outcome{Error: encode(p)})
		return err
	})
}

// do does a slice of a job by its kind, and says every second that it lives. A
// panic is an error of the job, not the end of the process.
func (w *Work) do(ctx context.Context, j *store.Job) (err error) {
	defer func() {
		if x := recover(); x != nil {
			w.log.Error("panic", "job", j.ID, "what", x, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", x)
		}
	}()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	b := &beat{w: w, j: *j, cancel: cancel}
	ended := make(chan struct{})
	var beating sync.WaitGroup
	beating.Go(func() { b.run(ended) })
	err = w.kind(ctx, j, b)
	close(ended)
	beating.Wait()
	if cause := context.Cause(ctx); err != nil && cause != nil && !errors.Is(cause, context.Canceled) {
		err = cause
	}
	return err
}

func (w *Work) kind(ctx context.Context, j *store.Job, b *beat) error {
	switch j.Kind {
	case store.JobPlan:
		return with(w, ctx, j, b, (*Work).plan)
	case store.JobReplan:
		return with(w, ctx, j, b, (*Work).replan)
	case JobCheck:
		return with(w, ctx, j, b, (*Work).check)
	case JobCompare:
		return with(w, ctx, j, b, (*Work).compare)
	case JobRetain:
		return with(w, ctx, j, b, (*Work).remove)
	case JobSummary:
		return with(w, ctx, j, b, (*Work).summary)
	}
	return fmt.Errorf("nobody knows how to do a job of kind %q", j.Kind)
}

// with reads what a job is about.
func with[A any](w *Work, ctx context.Context, j *store.Job, b *beat, do func(*Work, context.Context, *store.Job, *A, *beat) error) error {
	var args A
	if err := json.Unmarshal(j.Args, &args); err != nil {
		return fmt.Errorf("arguments: %w", err)
	}
	return do(w, ctx, j, &args, b)
}

// beat tells the store that a slice lives, and how far it is.
type beat struct {
	w      *Work
	j      store.Job
	cancel context.CancelCauseFunc
	mu     sync.Mutex
	at     store.Progress
}

// say notes how far it is.
func (b *beat) say(change func(*store.Progress)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	change(&b.at)
}

func (b *beat) now() store.Progress {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.at
}

// run writes it down until the slice is over. Whoever has been taken over from
// stops: the slice's context ends with [store.ErrStale].
func (b *beat) run(ended <-chan struct{}) {
	tick := time.NewTicker(b.w.o.Beat)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ended:
			return
		}
		err := b.w.store.Write(context.Background(), func(tx *store.Tx) error {
			j, err := tx.SaveProgress(context.Background(), b.j.ID, b.j.Slices, b.now())
			switch {
			case err != nil:
				return err
			case j.Worker != b.w.name:
				return store.ErrStale
			case !j.Cancel.IsZero():
				return errAsked
			}
			return nil
		})
		switch {
		case errors.Is(err, errAsked):
			b.cancel(errAsked)
			return
		case errors.Is(err, store.ErrStale), errors.Is(err, store.ErrState):
			b.cancel(store.ErrStale)
			return
		case err != nil:
			b.w.log.Error("progress", "job", b.j.ID, "error", err)
		}
	}
}

// errAsked says that somebody asked the job to stop.
var errAsked = errors.New("the job was cancelled")
