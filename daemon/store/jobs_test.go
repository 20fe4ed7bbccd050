package store_test

import (
	"database/sql"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
)

func (h *shop) job(kind store.JobKind, area string) (store.Job, error) {
	var j store.Job
	err := h.try(func(tx *store.Tx) (err error) {
		j, err = tx.AddJob(h.t.Context(), store.Job{Kind: kind, Area: area, Args: []byte(`{}`)}, func(*sql.Tx, store.Job) error { return nil })
		return err
	})
	return j, err
}

func (h *shop) move(id string, to store.JobState) error {
	return h.try(func(tx *store.Tx) error {
		_, err := tx.MoveJob(h.t.Context(), id, to, store.Outcome{})
		return err
	})
}

// TestJobStates tries every way from every state: those of the diagram are open,
// all others are shut.
func TestJobStates(t *testing.T) {
	ways := map[store.JobState][]store.JobState{
		store.JobQueued:  {store.JobRunning, store.JobFailed, store.JobCancelled},
		store.JobRunning: {store.JobDone, store.JobFailed, store.JobCancelled},
	}
	each(t, func(h *shop) {
		for _, from := range store.JobStates {
			for _, to := range store.JobStates {
				j, err := h.job("check", "")
				if err != nil {
					h.t.Fatal(err)
				}
				if from != store.JobQueued {
					if from != store.JobFailed && from != store.JobCancelled {
						h.do(func(tx *store.Tx) error {
							_, err := tx.MoveJob(h.t.Context(), j.ID, store.JobRunning, store.Outcome{})
							return err
						})
					}
					if from != store.JobRunning {
						if err := h.move(j.ID, from); err != nil {
							h.t.Fatal(err)
						}
					}
				}
				err = h.move(j.ID, to)
				if want := slices.Contains(ways[from], to); want != (err == nil) || !want && !errors.Is(err, store.ErrState) {
					h.t.Errorf("%s to %s: %v", from, to, err)
				}
			}
		}
	})
}

// TestSlices: whoever reports on a slice that is over, or that another has, is
// stale; a dead worker is counted once; what has ended keeps no checkpoint.
func TestSlices(t *testing.T) {
	each(t, func(h *shop) {
		ctx := h.t.Context()
		j, err := h.job(store.JobPlan, h.area.ID)
		if err != nil {
			h.t.Fatal(err)
		}
		var busy *store.BusyError
		if _, err := h.job(store.JobPlan, h.area.ID); !errors.As(err, &busy) || busy.Job.ID != j.ID {
			h.t.Errorf("a second plan: %v", err)
		}
		if _, err := h.job(store.JobReplan, h.area.ID); err != nil {
			h.t.Errorf("a mend beside a plan: %v", err)
		}
		h.do(func(tx *store.Tx) error {
			if _, err := tx.MoveJob(ctx, j.ID, store.JobRunning, store.Outcome{}); err != nil {
				return err
			}
			if _, err := tx.TakeSlice(ctx, j.ID, 0, "w"); err != nil {
				return err
			}
			_, err := tx.SaveSlice(ctx, j.ID, 0, []byte("one"), store.Progress{Iterations: 7, Share: .5})
			return err
		})
		err = h.try(func(tx *store.Tx) error {
			_, err := tx.SaveSlice(ctx, j.ID, 0, []byte("late"), store.Progress{})
			return err
		})
		if !errors.Is(err, store.ErrStale) {
			h.t.Errorf("the same slice again: %v", err)
		}
		if bytes, slices, err := h.Checkpoint(ctx, j.ID); string(bytes) != "one" || slices != 1 || err != nil {
			h.t.Errorf("%s %d %v", bytes, slices, err)
		}
		h.do(func(tx *store.Tx) error { _, err := tx.TakeSlice(ctx, j.ID, 1, "w"); return err })
		silent, err := h.Silent(ctx, time.Now().Add(time.Hour))
		if err != nil || len(silent) != 1 || silent[0].Progress.Iterations != 7 {
			h.t.Fatal(silent, err)
		}
		count := func() error {
			return h.try(func(tx *store.Tx) error { _, err := tx.CountDeath(ctx, silent[0]); return err })
		}
		if err := count(); err != nil {
			h.t.Error(err)
		}
		if err := count(); !errors.Is(err, store.ErrStale) {
			h.t.Errorf("one death counted twice: %v", err)
		}
		if err := h.move(j.ID, store.JobDone); err != nil {
			h.t.Error(err)
		}
		if _, _, err := h.Checkpoint(ctx, j.ID); !errors.Is(err, store.ErrNotFound) {
			h.t.Errorf("a checkpoint of what has ended: %v", err)
		}
	})
}

// TestCancel: who waits is cancelled at once, who runs is asked to.
func TestCancel(t *testing.T) {
	each(t, func(h *shop) {
		cancel := func(id string) (j store.Job, err error) {
			err = h.try(func(tx *store.Tx) error { j, err = tx.CancelJob(h.t.Context(), id); return err })
			return j, err
		}
		waits, _ := h.job("check", "")
		if j, err := cancel(waits.ID); err != nil || j.State != store.JobCancelled {
			h.t.Error(j, err)
		}
		runs, _ := h.job("check", "")
		if err := h.move(runs.ID, store.JobRunning); err != nil {
			h.t.Fatal(err)
		}
		for range 2 {
			if j, err := cancel(runs.ID); err != nil || j.State != store.JobRunning || j.Cancel.IsZero() {
				h.t.Error(j, err)
			}
		}
		if err := h.move(runs.ID, store.JobCancelled); err != nil {
			h.t.Fatal(err)
		}
		if _, err := cancel(runs.ID); !errors.Is(err, store.ErrState) {
			h.t.Error(err)
		}
	})
}

// TestPages: newest first, without gaps or repeats.
func TestPages(t *testing.T) {
	each(t, func(h *shop) {
		var want, got []string
		for range 7 {
			j, err := h.job("check", "")
			if err != nil {
				h.t.Fatal(err)
			}
			want = append(want, j.ID)
		}
		slices.Reverse(want)
		for after := ""; ; {
			p, err := h.Jobs(h.t.Context(), store.Query{Limit: 3, After: after})
			if err != nil || len(p.Items) > 3 {
				h.t.Fatal(p, err)
			}
			for _, j := range p.Items {
				got = append(got, j.ID)
			}
			if after = p.Next; after == "" {
				break
			}
		}
		if !slices.Equal(want, got) {
			h.t.Errorf("%v, not %v", got, want)
		}
		if _, err := h.Jobs(h.t.Context(), store.Query{After: "!"}); !errors.Is(err, store.ErrCursor) {
			h.t.Error(err)
		}
		if p, err := h.Jobs(h.t.Context(), store.Query{Areas: []string{}}); err != nil || len(p.Items) != 0 {
			h.t.Error("of no area", p, err)
		}
	})
}
