package work

import (
	"context"
	"errors"
	"time"

	"github.com/hjemvej/hjemvej/daemon/gate"
	"github.com/hjemvej/hjemvej/daemon/store"
)

// deadly is how many workers a slice may take with it.
const deadly = 2

// handAgain puts jobs in the queue once more that nobody has been at for a while: a
// worker that died between the queue and its first word leaves no other trace.
// Where a job waits for its turn after all, the second is let go.
func (w *Work) handAgain(ctx context.Context) error {
	waiting, err := w.store.Waiting(ctx, time.Now().Add(-3*w.o.Silence))
	if err != nil {
		return err
	}
	for _, j := range waiting {
		err := w.store.Write(ctx, func(tx *store.Tx) error {
			now, err := tx.HandAgain(ctx, j)
			if err != nil {
				return err
			}
			return w.hand(ctx, tx.SQL(), now, now.Slices)
		})
		if err != nil && !errors.Is(err, store.ErrStale) && !errors.Is(err, store.ErrState) {
			return err
		}
	}
	return nil
}

// takeOver hands on the slices of workers that have been silent: they are dead,
// or so busy that another does it before them. A slice that a second worker died
// of fails its job, with the case kept.
func (w *Work) takeOver(ctx context.Context) error {
	silent, err := w.store.Silent(ctx, time.Now().Add(-w.o.Silence))
	if err != nil {
		return err
	}
	for _, j := range silent {
		err := w.store.Write(ctx, func(tx *store.Tx) error {
			now, err := tx.CountDeath(ctx, j)
			if err != nil {
				return err
			}
			if now.Deaths < deadly {
				return w.hand(ctx, tx.SQL(), now, now.Slices)
			}
			p := gate.NewProblem(500, "deadly", "the process that did the job died of it twice; its case is kept")
			_, err = tx.MoveJob(ctx, j.ID, store.JobFailed, store.Outcome{Error: encode(p)})
			return err
		})
		if err != nil && !errors.Is(err, store.ErrStale) && !errors.Is(err, store.ErrState) {
			return err
		}
		w.log.Warn("a worker is silent", "job", j.ID, "worker", j.Worker, "slice", j.Slices, "deaths", j.Deaths+1)
	}
	return nil
}
