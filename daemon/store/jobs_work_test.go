package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
)

// slice ends a slice of a job that began from so many.
func slice(t *testing.T, s *store.Store, id string, slices int, checkpoint string) (store.Job, error) {
	t.Helper()
	return write(t.Context(), s, func(tx *store.Tx) (store.Job, error) {
		return tx.SaveSlice(t.Context(), id, slices, []byte(checkpoint), somewhere)
	})
}

// reports are what a worker says of the slice after so many.
func reports(t *testing.T, id string, slices int) map[string]func(*store.Tx) (store.Job, error) {
	return map[string]func(*store.Tx) (store.Job, error){
		"progress": func(tx *store.Tx) (store.Job, error) { return tx.SaveProgress(t.Context(), id, slices, somewhere) },
		"slice":    func(tx *store.Tx) (store.Job, error) { return tx.SaveSlice(t.Context(), id, slices, nil, somewhere) },
		"death": func(tx *store.Tx) (store.Job, error) {
			return tx.CountDeath(t.Context(), store.Job{ID: id, Slices: slices})
		},
	}
}

func TestAJobGoesOnWhereItsLastSliceEnded(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		j := inState(t, s, store.JobRunning)
		if _, _, err := s.Checkpoint(t.Context(), j.ID); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
		for i, text := range []string{"one", "two", ""} {
			j = got[store.Job](t)(slice(t, s, j.ID, i, text))
			same(t, "slices", j.Slices, i+1)
			same(t, "progress", j.Progress, somewhere)
			same(t, "job", got[store.Job](t)(s.Job(t.Context(), j.ID)), j)
			bytes, slices, err := s.Checkpoint(t.Context(), j.ID)
			if err != nil || string(bytes) != text || slices != i+1 {
				t.Errorf("checkpoint %q of %d: %v", bytes, slices, err)
			}
		}
	})
}

func TestProgressAndDeathsAreNoted(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		j := inState(t, s, store.JobRunning)
		if _, err := slice(t, s, j.ID, 0, "one"); err != nil {
			t.Fatal(err)
		}
		version := got[store.Job](t)(s.Job(t.Context(), j.ID)).Version
		further := somewhere
		further.Iterations++
		j = wrote(t, s, func(tx *store.Tx) (store.Job, error) { return tx.SaveProgress(t.Context(), j.ID, 1, further) })
		same(t, "progress", j.Progress, further)
		j = wrote(t, s, func(tx *store.Tx) (store.Job, error) { return tx.TakeSlice(t.Context(), j.ID, 1, "w") })
		same(t, "silent", got[[]store.Job](t)(s.Silent(t.Context(), j.Beat.Add(time.Second))), []store.Job{j})
		same(t, "silent for longer", len(got[[]store.Job](t)(s.Silent(t.Context(), j.Beat))), 0)
		silent := j
		j = wrote(t, s, func(tx *store.Tx) (store.Job, error) { return tx.CountDeath(t.Context(), silent) })
		if j.Deaths != 1 || j.Slices != 1 || j.Version != version+3 || j.Worker != "" {
			t.Errorf("%+v", j)
		}
		_, err := write(t.Context(), s, func(tx *store.Tx) (store.Job, error) { return tx.CountDeath(t.Context(), silent) })
		if !errors.Is(err, store.ErrStale) {
			t.Errorf("one death counted twice: %v", err)
		}
		same(t, "job", got[store.Job](t)(s.Job(t.Context(), j.ID)), j)
	})
}

// TestAWorkerThoughtDeadChangesNothing: another has gone on with its work.
func TestAWorkerThoughtDeadChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		j := inState(t, s, store.JobRunning)
		j = got[store.Job](t)(slice(t, s, j.ID, 0, "of the other"))
		for _, slices := range []int{0, 2, -1} {
			for what, report := range reports(t, j.ID, slices) {
				if _, err := write(t.Context(), s, report); !errors.Is(err, store.ErrStale) {
					t.Errorf("%s after %d slices: %v", what, slices, err)
				}
			}
		}
		same(t, "job", got[store.Job](t)(s.Job(t.Context(), j.ID)), j)
		if bytes, _, err := s.Checkpoint(t.Context(), j.ID); err != nil || string(bytes) != "of the other" {
			t.Errorf("checkpoint %q: %v", bytes, err)
		}
	})
}

func TestOnlyOfARunningJobThereAreReports(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for _, state := range store.JobStates {
			if state == store.JobRunning {
				continue
			}
			j := inState(t, s, state)
			for what, report := range reports(t, j.ID, 0) {
				var wrong *store.StateError
				if _, err := write(t.Context(), s, report); !errors.As(err, &wrong) || wrong.State != string(state) {
					t.Errorf("%s of one that is %s: %v", what, state, err)
				}
			}
			same(t, "job", got[store.Job](t)(s.Job(t.Context(), j.ID)), j)
		}
		for what, report := range reports(t, "job_none", 0) {
			if _, err := write(t.Context(), s, report); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s of none: %v", what, err)
			}
		}
	})
}

// TestASliceIsEndedOnce: of two workers at it, one goes on.
func TestASliceIsEndedOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		j, well := inState(t, s, store.JobRunning), 0
		for _, err := range together(8, func(int) error {
			_, err := slice(t, s, j.ID, 0, "x")
			return err
		}) {
			if err == nil {
				well++
			} else if !errors.Is(err, store.ErrStale) {
				t.Error(err)
			}
		}
		same(t, "who ended it", well, 1)
		same(t, "slices", got[store.Job](t)(s.Job(t.Context(), j.ID)).Slices, 1)
	})
}

func TestAJobThatEndedKeepsNoCheckpoint(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		beside := inState(t, s, store.JobRunning)
		if _, err := slice(t, s, beside.ID, 0, "stays"); err != nil {
			t.Fatal(err)
		}
		for _, to := range []store.JobState{store.JobDone, store.JobFailed, store.JobCancelled} {
			j := inState(t, s, store.JobRunning)
			if _, err := slice(t, s, j.ID, 0, "goes"); err != nil {
				t.Fatal(err)
			}
			move(t, s, j.ID, to)
			if _, _, err := s.Checkpoint(t.Context(), j.ID); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("one that is %s: %v", to, err)
			}
		}
		if _, _, err := s.Checkpoint(t.Context(), beside.ID); err != nil {
			t.Error(err)
		}
	})
}

func TestAJobIsAskedToStop(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		cancel := func(id string) (store.Job, error) {
			return write(t.Context(), s, func(tx *store.Tx) (store.Job, error) { return tx.CancelJob(t.Context(), id) })
		}
		waits := got[store.Job](t)(cancel(inState(t, s, store.JobQueued).ID))
		if waits.State != store.JobCancelled || waits.Cancel.IsZero() || waits.Ended.IsZero() {
			t.Errorf("one that waits: %+v", waits)
		}
		runs := got[store.Job](t)(cancel(inState(t, s, store.JobRunning).ID))
		if runs.State != store.JobRunning || runs.Cancel.IsZero() || !runs.Ended.IsZero() {
			t.Errorf("one that runs: %+v", runs)
		}
		same(t, "asked again", got[store.Job](t)(cancel(runs.ID)), runs)
		told := wrote(t, s, func(tx *store.Tx) (store.Job, error) { return tx.SaveProgress(t.Context(), runs.ID, 0, somewhere) })
		same(t, "what the worker is told", told.Cancel, runs.Cancel)
		for _, state := range []store.JobState{store.JobDone, store.JobFailed, store.JobCancelled} {
			j := inState(t, s, state)
			var wrong *store.StateError
			if _, err := cancel(j.ID); !errors.As(err, &wrong) || wrong.State != string(state) {
				t.Errorf("one that is %s: %v", state, err)
			}
			same(t, "job", got[store.Job](t)(s.Job(t.Context(), j.ID)), j)
		}
		if _, err := cancel("job_none"); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
	})
}

// TestAJobIsBegunOrCancelled: a worker takes it while somebody asks it to stop.
// Whoever comes first, it isn't lost that it was asked.
func TestAJobIsBegunOrCancelled(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for range 6 {
			j := aJob(t, s, "other", "")
			errs := together(2, func(i int) error {
				return s.Write(t.Context(), func(tx *store.Tx) (err error) {
					if i == 0 {
						_, err = tx.MoveJob(t.Context(), j.ID, store.JobRunning, store.Outcome{})
					} else {
						_, err = tx.CancelJob(t.Context(), j.ID)
					}
					return err
				})
			})
			j = got[store.Job](t)(s.Job(t.Context(), j.ID))
			if errs[1] != nil || j.Cancel.IsZero() {
				t.Errorf("asking it to stop: %v, %+v", errs[1], j)
			}
			if (errs[0] == nil) != (j.State == store.JobRunning) || (errs[0] != nil) != (j.State == store.JobCancelled) {
				t.Errorf("beginning it: %v, %+v", errs[0], j)
			}
		}
	})
}

// TestWhoWaitsIsHandedAgainOnce: a job that nobody is at may have been lost on its
// way; of several who see it one hands it on.
func TestWhoWaitsIsHandedAgainOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		j := aJob(t, s, "measure", "")
		later := j.Created.Add(time.Hour)
		same(t, "waiting", got[[]store.Job](t)(s.Waiting(t.Context(), later)), []store.Job{j})
		same(t, "just come", len(got[[]store.Job](t)(s.Waiting(t.Context(), j.Created))), 0)
		again := func(of store.Job) error {
			return s.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.HandAgain(t.Context(), of); return err })
		}
		if err := again(j); err != nil {
			t.Fatal(err)
		}
		if err := again(j); !errors.Is(err, store.ErrStale) {
			t.Errorf("a second time: %v", err)
		}
		j = move(t, s, j.ID, store.JobRunning)
		j = wrote(t, s, func(tx *store.Tx) (store.Job, error) { return tx.TakeSlice(t.Context(), j.ID, 0, "w") })
		same(t, "somebody is at it", len(got[[]store.Job](t)(s.Waiting(t.Context(), later))), 0)
		move(t, s, j.ID, store.JobDone)
		if err := again(j); !errors.Is(err, store.ErrState) {
			t.Errorf("what is done: %v", err)
		}
	})
}
