package store_test

import (
	"database/sql"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/model"
)

var (
	noon   = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	future = time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC)
	by     = store.By{Token: "token_a", Remote: "10.0.0.7", Why: "as agreed"}
)

// aBlob, anArea and the others keep one of each, with all that it needs.
func aBlob(t *testing.T, s *store.Store, text string) string {
	t.Helper()
	return wrote(t, s, func(tx *store.Tx) (string, error) { return tx.PutBlob(t.Context(), []byte(text)) })
}

func anArea(t *testing.T, s *store.Store, name string) store.Area {
	t.Helper()
	return wrote(t, s, func(tx *store.Tx) (store.Area, error) {
		return tx.AddArea(t.Context(), name, "municipal", []string{"south", "north"})
	})
}

func aCase(t *testing.T, s *store.Store, name string, asOf time.Time) store.Case {
	t.Helper()
	blob := aBlob(t, s, name+asOf.String())
	return wrote(t, s, func(tx *store.Tx) (store.Case, error) {
		return tx.AddCase(t.Context(), store.Case{
			Name: name, AsOf: asOf, Horizon: model.Horizon{From: 20500, Days: 7}, Hash: "says " + blob, Blob: blob, Token: "token_a",
		})
	})
}

// aDraft is a plan whose making began when its area was as given.
func aDraft(t *testing.T, s *store.Store, area store.Area, of store.Case) store.Plan {
	t.Helper()
	return wrote(t, s, func(tx *store.Tx) (store.Plan, error) {
		return tx.AddPlan(t.Context(), store.Plan{
			Area: area.ID, Case: of.ID, Follows: area.Plan, Epoch: area.Epoch, Hash: "h", Blob: of.Blob,
			Bill: 123_456, Unserved: 2, Calls: 3, Job: "job_x",
		})
	})
}

func publish(t *testing.T, s *store.Store, p store.Plan) store.Area {
	t.Helper()
	return wrote(t, s, func(tx *store.Tx) (store.Area, error) { return tx.Publish(t.Context(), p.ID, by) })
}

// someEvents go into the log of an area.
func someEvents(t *testing.T, s *store.Store, area store.Area, many int) []store.Event {
	t.Helper()
	return wrote(t, s, func(tx *store.Tx) ([]store.Event, error) {
		return tx.AppendEvents(t.Context(), area.ID, "token_a", "batch_a", sick(many))
	})
}

func sick(many int) []store.Event {
	all := make([]store.Event, many)
	for i := range all {
		all[i] = store.Event{Kind: "sick", Known: noon, Body: []byte(`{"kind":"sick"}`)}
	}
	return all
}

// aJob waits in the queue. Area "" is none.
func aJob(t *testing.T, s *store.Store, kind store.JobKind, area string) store.Job {
	t.Helper()
	return wrote(t, s, func(tx *store.Tx) (store.Job, error) {
		return tx.AddJob(t.Context(), store.Job{Kind: kind, Area: area, Args: []byte(`{"seed":1}`), Token: "token_a"}, nowhere)
	})
}

// nowhere is a job engine that takes everything.
func nowhere(*sql.Tx, store.Job) error { return nil }

func move(t *testing.T, s *store.Store, id string, to store.JobState) store.Job {
	t.Helper()
	return wrote(t, s, func(tx *store.Tx) (store.Job, error) { return tx.MoveJob(t.Context(), id, to, store.Outcome{}) })
}
