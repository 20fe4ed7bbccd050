package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

func TestAllOfAWriteIsKeptOrNothing(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		no := errors.New("no")
		add := func(tx *store.Tx) error {
			_, err := tx.AddArea(t.Context(), "a", "", nil)
			tx.Audit(store.Entry{Action: "add-area"})
			return err
		}
		if err := s.Write(t.Context(), func(tx *store.Tx) error { return errors.Join(add(tx), no) }); !errors.Is(err, no) {
			t.Error(err)
		}
		func() {
			defer func() { _ = recover() }()
			_ = s.Write(t.Context(), func(tx *store.Tx) error { panic(add(tx)) })
		}()
		ctx, cancel := context.WithCancel(t.Context())
		if err := s.Write(ctx, func(tx *store.Tx) error { defer cancel(); return add(tx) }); err == nil {
			t.Error("a write that nobody waits for any more is kept")
		}
		same(t, "areas", len(got[[]store.Area](t)(s.Areas(t.Context()))), 0)
		same(t, "entries", len(audit(t, s, 0)), 0)
		does(t, s, add)
		same(t, "areas", len(got[[]store.Area](t)(s.Areas(t.Context()))), 1)
		same(t, "entries", len(audit(t, s, 0)), 1)
	})
}

// TestAWriteSeesWhatOthersDoNotYet: and holds up nobody who reads.
func TestAWriteSeesWhatOthersDoNotYet(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		does(t, s, func(tx *store.Tx) error {
			if _, err := tx.AddArea(t.Context(), "a", "", nil); err != nil {
				return err
			}
			inside, err := tx.Areas(t.Context())
			same(t, "seen inside", len(inside), 1)
			outside := got[[]store.Area](t)(s.Areas(t.Context()))
			same(t, "seen outside", len(outside), 0)
			return err
		})
	})
}

func TestOneTimeForAllOfAWrite(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var at time.Time
		a := wrote(t, s, func(tx *store.Tx) (store.Area, error) {
			at = tx.Now()
			tx.Audit(store.Entry{Action: "add-area"})
			return tx.AddArea(t.Context(), "a", "", nil)
		})
		same(t, "of the area", a.Created, at)
		same(t, "of the entry", audit(t, s, 0)[0].At, at)
	})
}

// TestTextThatNoDatabaseKeeps: both refuse what one of them can't hold, so that
// nothing works until somebody moves to the other.
func TestTextThatNoDatabaseKeeps(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for _, name := range []string{"a\x00b", "\xff", "æ"[:1]} {
			err := s.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.AddArea(t.Context(), name, "", nil); return err })
			if !errors.Is(err, store.ErrText) {
				t.Errorf("%q: %v", name, err)
			}
			if _, _, err := asked(t.Context(), s, store.Request{Key: name}, "a", nil); !errors.Is(err, store.ErrText) {
				t.Errorf("key %q: %v", name, err)
			}
		}
		same(t, "name", anArea(t, s, "Ærø 🌊").Name, got[store.Area](t)(s.AreaNamed(t.Context(), "Ærø 🌊")).Name)
	})
}

func TestPing(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		if err := s.Ping(t.Context()); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if err := s.Ping(t.Context()); err == nil {
			t.Error("a database that was let go of answers")
		}
	})
}

// TestAWriteThatStoodInAnothersWayIsDoneAgain: two take two areas, each from the
// other end, and both have the first when they ask for the second. SQLite has one writer.
func TestAWriteThatStoodInAnothersWayIsDoneAgain(t *testing.T) {
	s := open(t, storetest.Postgres(t))
	areas := []store.Area{anArea(t, s, "a"), anArea(t, s, "b")}
	var tries [2]int
	var both sync.WaitGroup
	both.Add(2)
	allWell(t, together(2, func(i int) error {
		return s.Write(t.Context(), func(tx *store.Tx) error {
			if _, err := tx.AppendEvents(t.Context(), areas[i].ID, "", "", sick(1)); err != nil {
				return err
			}
			if tries[i]++; tries[i] == 1 {
				both.Done()
				both.Wait()
			}
			_, err := tx.AppendEvents(t.Context(), areas[1-i].ID, "", "", sick(1))
			return err
		})
	}))
	if n := tries[0] + tries[1]; n < 3 { // on a busy machine each stands in the other's way
		t.Errorf("%d tries", n)
	}
	for _, area := range got[[]store.Area](t)(s.Areas(t.Context())) {
		same(t, "events", area.Events, 2)
	}
}
