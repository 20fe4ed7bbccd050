package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

// audit gives all entries after a number.
func audit(t *testing.T, s *store.Store, after int64) []store.Entry {
	t.Helper()
	var all []store.Entry
	for e, err := range s.AuditAfter(t.Context(), after) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// gapless says that entries have the numbers that follow one.
func gapless(t *testing.T, entries []store.Entry, after int64) {
	t.Helper()
	for i, e := range entries {
		if e.Number != after+int64(i)+1 {
			t.Fatalf("entry %d comes %d places after %d", e.Number, i+1, after)
		}
	}
}

// note writes entries of the audit, and fails after them if told to.
func note(ctx context.Context, s *store.Store, many int, what string, err error) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		for i := range many {
			tx.Audit(store.Entry{Action: what, Objects: []string{fmt.Sprint(i)}})
		}
		return err
	})
}

// TestTheAuditHasNoGaps: however many write at once, and though some fail.
func TestTheAuditHasNoGaps(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		no := errors.New("no")
		for i, err := range together(16, func(i int) error {
			if i%4 == 3 {
				return note(t.Context(), s, 2, "failed", no)
			}
			return errors.Join(note(t.Context(), s, 3, fmt.Sprint(i), nil), note(t.Context(), s, 0, "", nil))
		}) {
			if (i%4 == 3) != errors.Is(err, no) {
				t.Error(err)
			}
		}
		entries := audit(t, s, 0)
		same(t, "entries", len(entries), 12*3)
		gapless(t, entries, 0)
		for i, e := range entries {
			if first := entries[i-i%3]; e.Action != first.Action || e.Action == "failed" || e.Objects[0] != fmt.Sprint(i%3) {
				t.Errorf("%+v belongs to %+v", e, first)
			}
		}
	})
}

func TestTheAuditOnlyGrows(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		if err := note(t.Context(), s, 3, "a", nil); err != nil {
			t.Fatal(err)
		}
		before := audit(t, s, 0)
		for _, statement := range []string{
			`UPDATE audit SET why = 'nothing' WHERE number = 2`,
			`UPDATE audit SET number = 9 WHERE number = 3`,
			`DELETE FROM audit WHERE number = 1`,
			`DELETE FROM audit`,
			`INSERT INTO audit (number, at, token, remote, action, objects, why) VALUES (2, 0, '', '', '', '[]', '')`,
		} {
			if err := bySQL(t, s, statement); err == nil {
				t.Errorf("it lets %s", statement)
			}
		}
		same(t, "entries", audit(t, s, 0), before)
	})
}

// TestTheAuditIsNotTruncated: only Postgres has a statement for it.
func TestTheAuditIsNotTruncated(t *testing.T) {
	s := open(t, storetest.Postgres(t))
	if err := bySQL(t, s, `TRUNCATE audit`); err == nil {
		t.Error("it is")
	}
}

// TestTheAuditIsReadInParts: none twice, none left out, from any number, and no
// further than somebody wants.
func TestTheAuditIsReadInParts(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		const many = 1201
		if err := note(t.Context(), s, many, "a", nil); err != nil {
			t.Fatal(err)
		}
		for _, after := range []int64{0, 1, 200, 201, 202, 700, 701, many - 1, many, many + 5} {
			entries := audit(t, s, after)
			same(t, fmt.Sprintf("entries after %d", after), int64(len(entries)), max(0, many-after))
			gapless(t, entries, after)
		}
		seen := 0
		for _, err := range s.AuditAfter(t.Context(), 0) {
			if err != nil {
				t.Fatal(err)
			}
			if seen++; seen == 7 {
				break
			}
		}
		same(t, "seen", seen, 7)
	})
}

func TestTheAuditSaysWhyItEnds(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var last error
		for _, err := range s.AuditAfter(ctx, 0) {
			last = err
		}
		if !errors.Is(last, context.Canceled) {
			t.Error(last)
		}
	})
}
