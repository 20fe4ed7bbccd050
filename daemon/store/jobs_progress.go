package store

import (
	"context"
	"encoding/json"
	"errors"
)

// A job that runs is a chain of slices. Whoever reports on one says how many
// whole slices it began from: a worker thought dead, whose work another has gone on with,
// gets ErrStale and stops.

// SaveProgress says how far the slice after so many is. The job that comes back
// says whether it is asked to stop.
func (t *Tx) SaveProgress(ctx context.Context, id string, slices int, p Progress) (Job, error) {
	return t.report(ctx, id, slices, p, `progress = $3`)
}

// SaveSlice ends the slice after so many: its checkpoint is where the next goes on.
func (t *Tx) SaveSlice(ctx context.Context, id string, slices int, checkpoint []byte, p Progress) (Job, error) {
	j, err := t.report(ctx, id, slices, p, `slices = slices + 1, progress = $3`)
	if err != nil {
		return j, err
	}
	return j, t.exec(ctx, `INSERT INTO checkpoints (job, slice, bytes) VALUES ($1, $2, $3)
		ON CONFLICT (job) DO UPDATE SET slice = excluded.slice, bytes = excluded.bytes`, id, j.Slices, bytesOf(checkpoint))
}

// CountDeath notes that a worker died in the slice after so many.
func (t *Tx) CountDeath(ctx context.Context, id string, slices int) (Job, error) {
	return t.change(ctx, id, slices, `deaths = deaths + 1`)
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

func (t *Tx) report(ctx context.Context, id string, slices int, p Progress, set string) (Job, error) {
	text, err := json.Marshal(p)
	if err != nil {
		return Job{}, err
	}
	return t.change(ctx, id, slices, set, string(text))
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
