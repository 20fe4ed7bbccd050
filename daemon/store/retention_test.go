package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
)

func remove(t *testing.T, s *store.Store, b store.Before) store.Removed {
	t.Helper()
	return wrote(t, s, func(tx *store.Tx) (store.Removed, error) { return tx.RemoveBefore(t.Context(), b) })
}

func removeBlobs(t *testing.T, s *store.Store, putBefore time.Time) int64 {
	t.Helper()
	return wrote(t, s, func(tx *store.Tx) (int64, error) { return tx.RemoveBlobs(t.Context(), putBefore) })
}

var everything = store.Before{Plans: future, Events: future, Jobs: future, Requests: future, Audit: future}

// TestWhatIsInUseStaysHoweverOld: the published plan with its case and blob, the
// newest export of each name, open events, jobs that have not ended, tokens.
func TestWhatIsInUseStaysHoweverOld(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, old := anArea(t, s, "a"), aCase(t, s, "a", noon)
		published := aDraft(t, s, area, old)
		publish(t, s, published)
		newest, other := aCase(t, s, "a", noon.Add(time.Hour)), aCase(t, s, "b", noon)
		open := someEvents(t, s, area, 1)[0]
		waits, runs := inState(t, s, store.JobQueued), inState(t, s, store.JobRunning)
		if _, err := slice(t, s, runs.ID, 0, "here"); err != nil {
			t.Fatal(err)
		}
		k, hash := aToken(t, s, store.Token{Role: store.RoleAdmin})
		same(t, "removed", remove(t, s, everything), store.Removed{Audit: 1})
		same(t, "blobs removed", removeBlobs(t, s, future), int64(0))
		for _, c := range []store.Case{old, newest, other} {
			got[store.Case](t)(s.Case(t.Context(), c.ID))
			got[[]byte](t)(s.Blob(t.Context(), c.Blob))
		}
		same(t, "plan", got[store.Area](t)(s.Area(t.Context(), area.ID)).Plan, published.ID)
		same(t, "event", got[store.Event](t)(s.Event(t.Context(), area.ID, 1)), open)
		same(t, "job", got[store.Job](t)(s.Job(t.Context(), waits.ID)), waits)
		same(t, "job", got[store.Job](t)(s.Job(t.Context(), runs.ID)).State, store.JobRunning)
		_, slices, err := s.Checkpoint(t.Context(), runs.ID)
		if err != nil || slices != 1 {
			t.Errorf("checkpoint of %d: %v", slices, err)
		}
		same(t, "token", got[store.Token](t)(s.TokenOf(t.Context(), hash)), k)
	})
}

// TestWhatIsOverGoes: and only what is older than it is kept.
func TestWhatIsOverGoes(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		area, c, later := anArea(t, s, "a"), aCase(t, s, "a", noon), aCase(t, s, "a", noon.Add(time.Hour))
		draft, rejected, superseded := aDraft(t, s, area, c), aDraft(t, s, area, c), aDraft(t, s, area, c)
		does(t, s, func(tx *store.Tx) error { return tx.RejectPlan(t.Context(), rejected.ID, by) })
		area = publish(t, s, superseded)
		publish(t, s, aDraft(t, s, area, later))
		someEvents(t, s, area, 3)
		does(t, s, func(tx *store.Tx) error {
			return errors.Join(tx.VoidEvent(t.Context(), area.ID, 1, why), tx.VoidEvent(t.Context(), area.ID, 2, why))
		})
		for _, state := range []store.JobState{store.JobDone, store.JobFailed, store.JobCancelled} {
			inState(t, s, state)
		}
		if _, _, err := asked(t.Context(), s, store.Request{Key: "k"}, "b", nil); err != nil {
			t.Fatal(err)
		}
		before := draft.Made
		same(t, "nothing asked for", remove(t, s, store.Before{}), store.Removed{})
		same(t, "nothing so old", remove(t, s, store.Before{Plans: before, Events: before, Jobs: before, Requests: before, Audit: before}), store.Removed{})
		same(t, "removed", remove(t, s, everything), store.Removed{Plans: 3, Cases: 1, Events: 2, Jobs: 3, Requests: 1, Audit: 4})
		for _, p := range []store.Plan{draft, rejected, superseded} {
			if _, err := s.Plan(t.Context(), p.ID); !errors.Is(err, store.ErrNotFound) {
				t.Error(err)
			}
		}
		if _, err := s.Case(t.Context(), c.ID); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
		same(t, "number of the next event", someEvents(t, s, area, 1)[0].Number, int64(4))
		if _, repeated, err := asked(t.Context(), s, store.Request{Key: "k"}, "c", nil); err != nil || repeated {
			t.Errorf("a request that was forgotten: %t, %v", repeated, err)
		}
	})
}

func TestBlobsThatNobodyNeedsGo(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		hash := aBlob(t, s, "left behind")
		c := aCase(t, s, "a", noon)
		same(t, "removed that were put this hour", removeBlobs(t, s, c.Uploaded.Add(-time.Hour)), int64(0))
		between := wrote(t, s, func(tx *store.Tx) (time.Time, error) { return tx.Now().Add(time.Microsecond), nil })
		for time.Now().Before(between.Add(time.Microsecond)) { // until the clock has gone on
		}
		aBlob(t, s, "left behind") // put again: somebody means to refer to it
		same(t, "removed that were put since", removeBlobs(t, s, between), int64(0))
		same(t, "removed", removeBlobs(t, s, future), int64(1))
		if _, err := s.Blob(t.Context(), hash); !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
		got[[]byte](t)(s.Blob(t.Context(), c.Blob))
	})
}

// TestBlobsArePutWhileOthersAreRemoved: whoever puts one and refers to it in the
// same transaction finds it there.
func TestBlobsArePutWhileOthersAreRemoved(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		begin := time.Now().Add(-time.Hour)
		aBlob(t, s, "one")
		if err := bySQL(t, s, `UPDATE blobs SET kept = 1`); err != nil {
			t.Fatal(err)
		}
		allWell(t, together(8, func(i int) error {
			return s.Write(t.Context(), func(tx *store.Tx) error {
				if i%2 == 0 {
					_, err := tx.RemoveBlobs(t.Context(), begin)
					return err
				}
				blob, err := tx.PutBlob(t.Context(), []byte("one"))
				if err == nil {
					_, err = tx.AddCase(t.Context(), store.Case{Name: "a", AsOf: noon, Hash: "h", Blob: blob})
				}
				return err
			})
		}))
		got[[]byte](t)(s.Blob(t.Context(), got[store.Case](t)(s.NewestCase(t.Context(), "a")).Blob))
	})
}

// TestARemovalOfAuditIsAnEntry: numbers go on, and what is left has no gaps.
func TestARemovalOfAuditIsAnEntry(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for range 3 {
			if err := note(t.Context(), s, 2, "a", nil); err != nil {
				t.Fatal(err)
			}
		}
		same(t, "removed", remove(t, s, store.Before{Audit: future}).Audit, int64(6))
		entries := audit(t, s, 0)
		gapless(t, entries, 6)
		if len(entries) != 1 || entries[0].Action != "remove-audit" || entries[0].Why == "" {
			t.Errorf("%+v", entries)
		}
		if err := bySQL(t, s, `DELETE FROM audit`); err == nil {
			t.Error("what was not removed by the store lets itself be removed")
		}
		same(t, "nothing so old", remove(t, s, store.Before{Audit: noon}).Audit, int64(0))
		same(t, "entries", audit(t, s, 0), entries)
	})
}

// TestAnEntryIsNotRemovedBeforeItsTime: one that began earlier and ended later
// has a larger number than one that is younger.
func TestAnEntryIsNotRemovedBeforeItsTime(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for i, at := range []string{"1000", "2000", "4000", "2500", "5000"} {
			number := string(rune('1' + i))
			err := bySQL(t, s, `INSERT INTO audit (number, at, token, remote, action, objects, why) VALUES (`+number+`, `+at+`, '', '', 'a', '[]', '')`)
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := bySQL(t, s, `UPDATE counters SET n = 5 WHERE name = 'audit'`); err != nil {
			t.Fatal(err)
		}
		same(t, "removed", remove(t, s, store.Before{Audit: time.UnixMicro(3000)}).Audit, int64(2))
		gapless(t, audit(t, s, 0), 2)
	})
}
