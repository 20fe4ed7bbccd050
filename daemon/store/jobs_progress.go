package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// A job that runs is a chain of slices. Whoever reports on one says how many
// whole slices it began from: a worker thought dead, whose work another has gone on with,
// gets ErrStale and stops.

// SaveProgress says how far the slice after so many is. The job that comes back
// says whether it is asked to stop.
func (t *Tx) SaveProgress(ctx context.Context, id string, slices int, p Progress) (Job, error) {
	return t.report(ctx, id, slices, p, `progress = $3, beat = $4`, micros(t.now))
}

// SaveSlice ends the slice after so many: its checkpoint is where the next goes on.
func (t *Tx) SaveSlice(ctx context.Context, id string, slices int, checkpoint []byte, p Progress) (Job, error) {
	j, err := t.report(ctx, id, slices, p, `slices = slices + 1, deaths = 0, progress = $3, worker = '', beat = $4`, micros(t.now))
	if err != nil {
		return j, err
	}
	return j, t.exec(ctx, `INSERT INTO checkpoints (job, slice, bytes) VALUES ($1, $2, $3)
		ON CONFLICT (job) DO UPDATE SET slice = excluded.slice, bytes = excluded.bytes`, id, j.Slices, bytesOf(checkpoint))
}

// TakeSlice says that a worker begins the slice after so many.
func (t *Tx) TakeSlice(ctx context.Context, id string, slices int, worker string) (Job, error) {
	return t.change(ctx, id, slices, `worker = $3, beat = $4`, worker, micros(t.now))
}

// LeaveSlice says that a worker has left the slice after so many undone, alive.
func (t *Tx) LeaveSlice(ctx context.Context, id string, slices int) (Job, error) {
	return t.change(ctx, id, slices, `worker = ''`)
}

// CountDeath notes that the worker of a silent job died in its slice. Of several who
// find out one does, the others get ErrStale.
func (t *Tx) CountDeath(ctx context.Context, silent Job) (Job, error) {
	j, err := t.changeJob(ctx, silent.ID, `UPDATE jobs SET deaths = deaths + 1, worker = '', version = version + 1
		WHERE id = $1 AND slices = $2 AND worker = $3 AND state = 'running'`, silent.ID, silent.Slices, silent.Worker)
	if errors.Is(err, ErrState) && j.State == JobRunning {
		err = ErrStale
	}
	return j, err
}

// Silent lists the running jobs whose worker has not said for a while that it lives.
func (r Reader) Silent(ctx context.Context, since time.Time) ([]Job, error) {
	return many[Job](ctx, r, jobColumns+` WHERE state = 'running' AND worker <> '' AND beat < $1 ORDER BY id`, micros(since))
}

// Checkpoint gives where the last whole slice ended, and how many there are;
// ErrNotFound before the first.
func (r Reader) Checkpoint(ctx context.Context, id string) (bytes []byte, slices int, err error) {
	c, err := one[checkpoint](ctx, r, `SELECT slice, bytes FROM checkpoints WHERE job = $1`, id)
	return c.bytes, c.slice, err
}

type checkpoint struct {
	slice int
	bytes []byte
}

func (c *checkpoint) scan(row scanner) error { return row.Scan(&c.slice, &c.bytes) }

func (t *Tx) report(ctx context.Context, id string, slices int, p Progress, set string, more ...any) (Job, error) {
	text, err := json.Marshal(p)
	if err != nil {
		return Job{}, err
	}
	return t.change(ctx, id, slices, set, append([]any{string(text)}, more...)...)
}

// change updates a running job, if nobody went further.
func (t *Tx) change(ctx context.Context, id string, slices int, set string, more ...any) (Job, error) {
	args := append([]any{id, slices}, more...)
	j, err := t.changeJob(ctx, id, `UPDATE jobs SET `+set+`, version = version + 1 WHERE id = $1 AND slices = $2 AND state = 'running'`, args...)
	if errors.Is(err, ErrState) && j.State == JobRunning {
		err = ErrStale
	}
	return j, err
}

// Waiting lists the jobs that nobody has been at for a while: they wait in the
// engine's queue, or whoever took them from there died before it could say so.
func (r Reader) Waiting(ctx context.Context, since time.Time) ([]Job, error) {
	return many[Job](ctx, r, jobColumns+` WHERE state IN ('queued', 'running') AND worker = '' AND beat < $1 AND created < $1 ORDER BY id`, micros(since))
}

// HandAgain notes that a job which waits was put in the engine's queue once more. Of
// several who do one goes on, the others get ErrStale.
func (t *Tx) HandAgain(ctx context.Context, waits Job) (Job, error) {
	j, err := t.changeJob(ctx, waits.ID, `UPDATE jobs SET beat = $3, version = version + 1
		WHERE id = $1 AND version = $2 AND worker = '' AND state IN ('queued', 'running')`, waits.ID, waits.Version, micros(t.now))
	if errors.Is(err, ErrState) && !j.State.Ended() {
		err = ErrStale
	}
	return j, err
}
