package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

// TestRetention: what is in use stays, however old it is.
func TestRetention(t *testing.T) {
	each(t, func(h *shop) {
		ctx := h.t.Context()
		first, rejected := h.draft(0, 0), h.draft(0, 0)
		if err := h.publish(first.ID); err != nil {
			h.t.Fatal(err)
		}
		h.do(func(tx *store.Tx) error { return tx.RejectPlan(ctx, rejected.ID, store.By{}) })
		h.do(func(tx *store.Tx) error {
			_, err := tx.AppendEvents(ctx, h.area.ID, "t", "", []store.Event{{Known: day(2), Body: []byte("{}")}})
			tx.Audit(store.Entry{Action: "a"})
			return err
		})
		later := time.Now().Add(time.Hour)
		var r store.Removed
		h.do(func(tx *store.Tx) (err error) {
			if r, err = tx.RemoveBefore(ctx, store.Before{Plans: later, Events: later, Jobs: later, Requests: later, Audit: later}); err != nil {
				return err
			}
			_, err = tx.RemoveBlobs(ctx, later)
			return err
		})
		if r.Plans != 1 || r.Cases != 0 || r.Events != 0 || r.Audit == 0 {
			h.t.Errorf("%+v", r)
		}
		if p, err := h.Plan(ctx, first.ID); err != nil {
			h.t.Error(err)
		} else if _, err := h.Blob(ctx, p.Blob); err != nil {
			h.t.Error("the plan that stands has lost its bytes:", err)
		}
		for e, err := range h.AuditAfter(ctx, 0) { // that it was done is noted
			if err != nil || e.Action != "remove-audit" {
				h.t.Error(e, err)
			}
		}
	})
}

// TestTokensAndFeeds: found by the hash of what was told once; shut for good.
func TestTokensAndFeeds(t *testing.T) {
	each(t, func(h *shop) {
		ctx := h.t.Context()
		secret, hash := store.NewSecret()
		var k store.Token
		h.do(func(tx *store.Tx) (err error) {
			k, err = tx.AddToken(ctx, store.Token{Name: "n", Role: store.RolePlanner, Districts: []string{"D1"}, Expires: day(30)}, hash)
			return err
		})
		found, err := h.TokenOf(ctx, store.HashSecret(secret))
		if err != nil || found.ID != k.ID || !found.Valid(day(29)) || found.Valid(day(30)) {
			h.t.Error(found, err)
		}
		if err := h.UseToken(ctx, found); err != nil {
			h.t.Error(err)
		}
		h.do(func(tx *store.Tx) error { _, err := tx.RevokeToken(ctx, k.ID); return err })
		if found, _ := h.TokenOf(ctx, hash); found.Valid(day(1)) || found.Used.IsZero() {
			h.t.Error(found)
		}
		if _, err := h.TokenOf(ctx, store.HashSecret("hjv_other")); !errors.Is(err, store.ErrNotFound) {
			h.t.Error(err)
		}
		h.do(func(tx *store.Tx) error {
			f, err := tx.AddFeed(ctx, h.area.ID, "C1", hash)
			if err == nil {
				f, err = tx.RevokeFeed(ctx, f.ID)
			}
			if f.Revoked.IsZero() {
				h.t.Error(f)
			}
			return err
		})
	})
}

// TestNewerDatabase: an old program stays away from what a newer one wrote.
func TestNewerDatabase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		var all sync.WaitGroup
		for range 3 { // several processes begin at once
			all.Go(func() {
				s, err := store.Open(t.Context(), url)
				if err != nil {
					t.Error(err)
					return
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		s, err := store.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		err = s.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.SQL().ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)`)
			return err
		})
		if err := errors.Join(err, s.Close()); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Open(t.Context(), url); !errors.Is(err, store.ErrNewer) {
			t.Errorf("a newer database: %v", err)
		}
	})
}

// TestBackup: a copy made while others write is whole, and takes the place of what
// is lost; one in use is left alone, and a damaged copy refused.
func TestBackup(t *testing.T) {
	url := storetest.SQLite(t)
	ctx := context.Background()
	s, err := store.Open(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	stop, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-stop:
				return
			default:
				if err := s.Write(ctx, func(tx *store.Tx) error { tx.Audit(store.Entry{Action: "a"}); return nil }); err != nil {
					t.Error(err)
					return
				}
			}
		}
	}()
	if err := s.Write(ctx, func(tx *store.Tx) error { _, err := tx.AddArea(ctx, "north", "P1", nil); return err }); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(ctx, to); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(ctx, to, url); !errors.Is(err, store.ErrInUse) {
		t.Errorf("over a database in use: %v", err)
	}
	close(stop)
	<-ended
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(t.TempDir(), "bad.db")
	if err := os.WriteFile(bad, []byte("SQLite format 3\x00 and then nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(ctx, bad, url); err == nil {
		t.Error("a damaged copy was taken")
	}
	if err := store.Restore(ctx, to, url); err != nil {
		t.Fatal(err)
	}
	if s, err = store.Open(ctx, url); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if a, err := s.AreaNamed(ctx, "north"); err != nil || a.Provider != "P1" {
		t.Error(a, err)
	}
	n := int64(0)
	for e, err := range s.AuditAfter(ctx, 0) {
		if n++; err != nil || e.Number != n {
			t.Fatal(e, err)
		}
	}
}
