package store_test

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
)

func TestAJobComesBackAsItWasKept(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area := anArea(t, s, "a")
		for _, j := range []store.Job{aJob(t, s, store.JobPlan, area.ID), aJob(t, s, "retention", "")} {
			if j.State != store.JobQueued || j.Version != 1 || j.Created.IsZero() || !j.Started.IsZero() || string(j.Args) != `{"seed":1}` {
				t.Errorf("%+v", j)
			}
			same(t, "job", got[store.Job](t)(s.Job(t.Context(), j.ID)), j)
		}
		if _, err := s.Job(t.Context(), "job_none"); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
	})
}

// TestAJobIsPutInTheEngineAsWell: in the same transaction, or nowhere.
func TestAJobIsPutInTheEngineAsWell(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		no := errors.New("no")
		for _, fail := range []error{nil, no} {
			_, err := write(t.Context(), s, func(tx *store.Tx) (store.Job, error) {
				return tx.AddJob(t.Context(), store.Job{Kind: "retention"}, func(at *sql.Tx, j store.Job) error {
					if at != tx.SQL() || j.ID == "" || j.State != store.JobQueued {
						t.Errorf("put elsewhere: %+v", j)
					}
					return fail
				})
			})
			if !errors.Is(err, fail) {
				t.Error(err)
			}
		}
		same(t, "jobs", len(got[store.Page[store.Job]](t)(s.Jobs(t.Context(), store.Query{})).Items), 1)
	})
}

// inState is a job that has come to a state.
func inState(t *testing.T, s *store.Store, state store.JobState) store.Job {
	t.Helper()
	j := aJob(t, s, "other", "")
	if state == store.JobDone || state == store.JobRunning {
		j = move(t, s, j.ID, store.JobRunning)
	}
	if state != store.JobQueued && state != store.JobRunning {
		j = move(t, s, j.ID, state)
	}
	return j
}

// TestTheWaysOfAJob goes from every state to every state.
func TestTheWaysOfAJob(t *testing.T) {
	ways := map[store.JobState]string{
		store.JobQueued:  "running failed cancelled",
		store.JobRunning: "done failed cancelled",
	}
	each(t, func(t *testing.T, s *store.Store) {
		for _, from := range store.JobStates {
			if from.Ended() != (ways[from] == "") {
				t.Errorf("%s has ended: %t", from, from.Ended())
			}
			for _, to := range append(slices.Clone(store.JobStates), "elsewhere", "") {
				tryWay(t, s, from, to, slices.Contains(strings.Fields(ways[from]), string(to)))
			}
		}
	})
}

func tryWay(t *testing.T, s *store.Store, from, to store.JobState, open bool) {
	t.Helper()
	before := inState(t, s, from)
	after, err := write(t.Context(), s, func(tx *store.Tx) (store.Job, error) {
		return tx.MoveJob(t.Context(), before.ID, to, store.Outcome{Plan: "plan_a", Error: []byte(`{"type":"x"}`)})
	})
	stands := got[store.Job](t)(s.Job(t.Context(), before.ID))
	if !open {
		var wrong *store.StateError
		if !errors.As(err, &wrong) || wrong.ID != before.ID || wrong.State != string(from) {
			t.Errorf("from %s to %s: %v", from, to, err)
		}
		same(t, "the job", stands, before)
		return
	}
	if err != nil {
		t.Errorf("from %s to %s: %v", from, to, err)
		return
	}
	same(t, "the job", stands, after)
	want := before
	want.State, want.Version, want.Plan, want.Error = to, before.Version+1, "plan_a", []byte(`{"type":"x"}`)
	if want.Started, want.Ended = after.Started, after.Ended; after.Ended.IsZero() == to.Ended() || to == store.JobRunning && after.Started.IsZero() {
		t.Errorf("from %s to %s: started %v, ended %v", from, to, after.Started, after.Ended)
	}
	same(t, "what changed", after, want)
}

func TestOneJobAtATimePlansAnArea(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, other := anArea(t, s, "a"), anArea(t, s, "b")
		first := aJob(t, s, store.JobPlan, area.ID)
		aJob(t, s, store.JobPlan, other.ID)
		aJob(t, s, "measure", area.ID)
		for _, state := range []store.JobState{store.JobQueued, store.JobRunning} {
			if state == store.JobRunning {
				first = move(t, s, first.ID, state)
			}
			_, err := write(t.Context(), s, func(tx *store.Tx) (store.Job, error) {
				return tx.AddJob(t.Context(), store.Job{Kind: first.Kind, Area: area.ID}, func(*sql.Tx, store.Job) error {
					t.Error("a second one is put in the engine")
					return nil
				})
			})
			var busy *store.BusyError
			if !errors.As(err, &busy) || !errors.Is(err, store.ErrBusy) {
				t.Fatalf("beside one that is %s: %v", state, err)
			}
			same(t, "who is at it", busy.Job, first)
		}
		move(t, s, first.ID, store.JobFailed)
		aJob(t, s, store.JobReplan, area.ID)
	})
}

func TestOfManyJobsAtOnceOneIsTaken(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area := anArea(t, s, "a")
		var ids [12]string
		errs := together(len(ids), func(i int) error {
			j, err := write(t.Context(), s, func(tx *store.Tx) (store.Job, error) {
				return tx.AddJob(t.Context(), store.Job{Kind: store.JobReplan, Area: area.ID}, nowhere)
			})
			ids[i] = j.ID
			return err
		})
		page := got[store.Page[store.Job]](t)(s.Jobs(t.Context(), store.Query{}))
		if len(page.Items) != 1 {
			t.Fatalf("%d are taken", len(page.Items))
		}
		for i, err := range errs {
			var busy *store.BusyError
			if ids[i] == page.Items[0].ID {
				if err != nil {
					t.Error(err)
				}
			} else if !errors.As(err, &busy) || busy.Job.ID != page.Items[0].ID {
				t.Error(err)
			}
		}
	})
}

// TestAJobIsBegunOnce: of workers that take it at the same time.
func TestAJobIsBegunOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		j, well := aJob(t, s, "other", ""), 0
		for _, err := range together(8, func(int) error {
			return s.Write(t.Context(), func(tx *store.Tx) error {
				_, err := tx.MoveJob(t.Context(), j.ID, store.JobRunning, store.Outcome{})
				return err
			})
		}) {
			if err == nil {
				well++
			} else if !errors.Is(err, store.ErrState) {
				t.Error(err)
			}
		}
		same(t, "who began it", well, 1)
	})
}

func TestJobsAreCounted(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for _, state := range []store.JobState{store.JobDone, store.JobDone, store.JobFailed, store.JobQueued} {
			inState(t, s, state)
		}
		alone := aJob(t, s, "alone", "")
		counts := got[[]store.JobCount](t)(s.CountJobs(t.Context()))
		same(t, "the oldest", counts[0].Oldest, alone.Created)
		for i := range counts {
			counts[i].Oldest = time.Time{}
		}
		same(t, "counts", counts, []store.JobCount{
			{Kind: "alone", State: store.JobQueued, N: 1}, {Kind: "other", State: store.JobDone, N: 2},
			{Kind: "other", State: store.JobFailed, N: 1}, {Kind: "other", State: store.JobQueued, N: 1},
		})
	})
}

func TestLastDone(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		north, south := anArea(t, s, "north"), anArea(t, s, "south")
		first := ended(t, s, aJob(t, s, store.JobPlan, north.ID), store.JobDone)
		last := ended(t, s, aJob(t, s, store.JobPlan, north.ID), store.JobDone)
		ended(t, s, aJob(t, s, store.JobPlan, north.ID), store.JobFailed)
		ended(t, s, aJob(t, s, store.JobReplan, south.ID), store.JobDone)
		if !last.Ended.After(first.Ended) {
			t.Fatal("both ended at once")
		}
		same(t, "done", got[map[string]time.Time](t)(s.LastDone(t.Context(), store.JobPlan, "token_a")), map[string]time.Time{"north": last.Ended})
		same(t, "of another", got[map[string]time.Time](t)(s.LastDone(t.Context(), store.JobPlan, "token_b")), nil)
	})
}

// ended ends a job that waits.
func ended(t *testing.T, s *store.Store, j store.Job, how store.JobState) store.Job {
	t.Helper()
	move(t, s, j.ID, store.JobRunning)
	return move(t, s, j.ID, how)
}

var somewhere = store.Progress{Iterations: 1 << 40, Share: 0.25, Price: -7, Unserved: 3, PerSecond: 1e-3, Lines: map[string]model.Price{"kørsel": 12}}
