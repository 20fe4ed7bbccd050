package store

import (
	"context"
	"encoding/json"
)

// JobState is where a job stands.
type JobState string

// The states of a job.
const (
	JobQueued    JobState = "queued"
	JobRunning   JobState = "running"
	JobDone      JobState = "done"
	JobFailed    JobState = "failed"
	JobCancelled JobState = "cancelled"
)

// JobStates lists them all.
var JobStates = []JobState{JobQueued, JobRunning, JobDone, JobFailed, JobCancelled}

// jobWays says which states a job goes to from each. What has ended stays so.
var jobWays = map[JobState][]JobState{
	JobQueued:  {JobRunning, JobFailed, JobCancelled},
	JobRunning: {JobDone, JobFailed, JobCancelled},
}

// Ended says whether a job in this state is over.
func (s JobState) Ended() bool { return len(jobWays[s]) == 0 }

// before lists the states from which there is a way to one.
func (s JobState) before() []JobState {
	from := []JobState{} // none is not any
	for _, state := range JobStates {
		for _, to := range jobWays[state] {
			if to == s {
				from = append(from, state)
			}
		}
	}
	return from
}

// Outcome is what a job ends with.
type Outcome struct {
	Plan   string          // of one that is done
	Result json.RawMessage // likewise
	Error  json.RawMessage // of one that failed: a problem
}

// MoveJob takes a job to another state along the ways there are, or gives a
// [StateError]. One that has ended keeps no checkpoint.
func (t *Tx) MoveJob(ctx context.Context, id string, to JobState, out Outcome) (Job, error) {
	set := `started = $5`
	if to.Ended() {
		set = `ended = $5`
	}
	w := where{args: []any{id, to, out.Plan, string(out.Error), micros(t.now), string(out.Result)}, conditions: []string{"id = $1"}}
	among(&w, "state", to.before())
	j, err := t.changeJob(ctx, id, `UPDATE jobs SET state = $2, plan = $3, error = $4, result = $6, worker = '', version = version + 1, `+set+w.String(), w.args...)
	if err == nil && to.Ended() {
		err = t.exec(ctx, `DELETE FROM checkpoints WHERE job = $1`, id)
	}
	return j, err
}

// CancelJob asks a job to stop: one that waits is cancelled at once, one
// that runs finds out with its next progress. Asking again changes nothing.
func (t *Tx) CancelJob(ctx context.Context, id string) (Job, error) {
	n, err := t.count(ctx, `UPDATE jobs SET cancel = $2, version = version + 1 WHERE id = $1 AND cancel = 0 AND state IN ('queued', 'running')`, id, micros(t.now))
	if err != nil {
		return Job{}, err
	}
	j, err := t.Job(ctx, id)
	switch {
	case err != nil:
		return Job{}, err
	case j.State == JobQueued:
		return t.MoveJob(ctx, id, JobCancelled, Outcome{})
	case n == 0 && j.State.Ended():
		return j, &StateError{id, string(j.State)}
	}
	return j, nil
}

// changeJob runs an update of one job. Where it finds no row, the job's state is in the way.
func (t *Tx) changeJob(ctx context.Context, id, update string, args ...any) (Job, error) {
	n, err := t.count(ctx, update, args...)
	if err != nil {
		return Job{}, err
	}
	j, err := t.Job(ctx, id)
	if err == nil && n == 0 {
		err = &StateError{id, string(j.State)}
	}
	return j, err
}
