package store

import (
	"context"
	"fmt"
	"math"
	"time"
)

// Before says how far back each kind of thing is kept: what is older is removed.
// A zero time removes nothing of its kind.
type Before struct {
	Plans    time.Time // superseded and rejected, drafts; then cases that no plan needs and a later export supersedes
	Events   time.Time // applied and void
	Jobs     time.Time // ended
	Requests time.Time
	Audit    time.Time
}

// Removed counts what was removed.
type Removed struct {
	Plans, Cases, Events, Jobs, Requests, Audit int64
}

// RemoveBefore removes what need not be kept any longer. What is in use stays however
// old it is. Blobs are removed apart from it ([Tx.RemoveBlobs]).
func (t *Tx) RemoveBefore(ctx context.Context, b Before) (Removed, error) {
	var r Removed
	for _, of := range []struct {
		before time.Time
		n      *int64
		remove string
	}{
		{b.Plans, &r.Plans, `DELETE FROM plans WHERE state IN ('superseded', 'rejected') AND ended < $1 OR state = 'draft' AND made < $1`},
		{b.Plans, &r.Cases, `DELETE FROM cases WHERE uploaded < $1
			AND NOT EXISTS (SELECT 1 FROM plans WHERE plans.case_id = cases.id)
			AND EXISTS (SELECT 1 FROM cases n WHERE n.name = cases.name AND (n.as_of, n.id) > (cases.as_of, cases.id))`},
		{b.Events, &r.Events, `DELETE FROM events WHERE state <> 'open' AND received < $1`},
		{b.Jobs, &r.Jobs, `DELETE FROM jobs WHERE state IN ('done', 'failed', 'cancelled') AND ended < $1`},
		{b.Requests, &r.Requests, `DELETE FROM requests WHERE answered < $1`},
	} {
		if of.before.IsZero() {
			continue
		}
		var err error
		if *of.n, err = t.count(ctx, of.remove, micros(of.before)); err != nil {
			return r, err
		}
	}
	return r, t.removeAudit(ctx, b.Audit, &r)
}

// removeAudit removes the beginning of the audit, up to a number that is written
// down first: the table lets nothing else go. The audit says that it was done.
// Entries have the time at which their transaction began, and numbers in the order in which
// these ended: so an old one that comes after a younger one waits for it.
func (t *Tx) removeAudit(ctx context.Context, before time.Time, r *Removed) error {
	if before.IsZero() {
		return nil
	}
	last, err := value[int64](ctx, t.Reader, `SELECT coalesce(max(number), 0) FROM audit
		WHERE number < (SELECT coalesce(min(number), $2) FROM audit WHERE at >= $1)`, micros(before), int64(math.MaxInt64))
	if err != nil || last == 0 {
		return err
	}
	if err := t.exec(ctx, `UPDATE counters SET n = $1 WHERE name = 'audit removed'`, last); err != nil {
		return err
	}
	if r.Audit, err = t.count(ctx, `DELETE FROM audit WHERE number <= $1`, last); err != nil {
		return err
	}
	t.Audit(Entry{Action: "remove-audit", Why: fmt.Sprintf("entries up to %d are older than they are kept", last)})
	return nil
}
