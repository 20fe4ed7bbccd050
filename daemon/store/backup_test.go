package store_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

// backup copies a database to a new file.
func backup(t *testing.T, s *store.Store) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	return path
}

// alone says that nothing lies beside a file.
func alone(t *testing.T, path string) {
	t.Helper()
	for _, f := range got[[]os.DirEntry](t)(os.ReadDir(filepath.Dir(path))) {
		if f.Name() != filepath.Base(path) {
			t.Errorf("%s is left", f.Name())
		}
	}
}

func fileOf(url string) string { return strings.TrimPrefix(url, "sqlite:") }

// TestABackupIsWhole: taken while others write, it has all of each write or nothing,
// and all that was written before.
func TestABackupIsWhole(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	area := anArea(t, s, "a")
	some := func() error {
		return s.Write(t.Context(), func(tx *store.Tx) error {
			tx.Audit(store.Entry{Action: "a", Why: strings.Repeat("long ", 1000)})
			tx.Audit(store.Entry{Action: "b"})
			_, err := tx.AppendEvents(t.Context(), area.ID, "", "", sick(2))
			return err
		})
	}
	ctx, stop := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	for range 3 {
		writers.Go(func() {
			for ctx.Err() == nil {
				if err := some(); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	var before []int64
	var copies []string
	for range 3 {
		if err := some(); err != nil {
			t.Error(err)
		}
		before = append(before, got[store.Area](t)(s.Area(t.Context(), area.ID)).Events)
		copies = append(copies, backup(t, s))
	}
	stop()
	writers.Wait()
	for i, path := range copies {
		alone(t, path)
		url := storetest.SQLite(t)
		if err := store.Restore(t.Context(), path, url); err != nil {
			t.Fatal(err)
		}
		restored := open(t, url)
		events := got[[]store.Event](t)(restored.Events(t.Context(), area.ID, 0, "", 0))
		entries := audit(t, restored, 0)
		gapless(t, entries, 0)
		if int64(len(events)) < before[i] || len(events)%2 != 0 || len(events) != len(entries) {
			t.Errorf("%d events, %d entries; there were %d events before", len(events), len(entries), before[i])
		}
		same(t, "number of the last event", got[store.Area](t)(restored.Area(t.Context(), area.ID)).Events, int64(len(events)))
		anArea(t, restored, "b")
	}
}

// TestARestoredDatabaseIsThatOfTheBackup: nothing of the one before is left, also
// where its process died with a log that isn't empty.
func TestARestoredDatabaseIsThatOfTheBackup(t *testing.T) {
	s, url := open(t, storetest.SQLite(t)), storetest.SQLite(t)
	a := anArea(t, s, "a")
	path := backup(t, s)
	old := open(t, url)
	anArea(t, old, "old")
	died := storetest.SQLite(t)
	for _, end := range []string{"", "-wal"} {
		text := got[[]byte](t)(os.ReadFile(fileOf(url) + end))
		if err := os.WriteFile(fileOf(died)+end, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Restore(t.Context(), path, died); err != nil {
		t.Fatal(err)
	}
	same(t, "areas", got[[]store.Area](t)(open(t, died).Areas(t.Context())), []store.Area{a})
	info := got[os.FileInfo](t)(os.Stat(fileOf(died)))
	same(t, "who may read it", info.Mode().Perm(), 0o600)
}

func TestABackupReplacesTheOneBefore(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	path := backup(t, s)
	a := anArea(t, s, "a")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	alone(t, path)
	url := storetest.SQLite(t)
	if err := store.Restore(t.Context(), path, url); err != nil {
		t.Fatal(err)
	}
	same(t, "areas", got[[]store.Area](t)(open(t, url).Areas(t.Context())), []store.Area{a})
}

// TestABackupThatFailsLeavesTheOneBefore, and nothing beside it.
func TestABackupThatFailsLeavesTheOneBefore(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	path := backup(t, s)
	before := got[[]byte](t)(os.ReadFile(path))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Backup(ctx, path); err == nil {
		t.Error("a backup that nobody waits for is taken")
	}
	alone(t, path)
	if !bytes.Equal(got[[]byte](t)(os.ReadFile(path)), before) {
		t.Error("the backup before is another")
	}
	if err := s.Backup(t.Context(), filepath.Join(path, "no", "folder")); err == nil {
		t.Error("a backup is written where there is no folder")
	}
}

// TestABackupIsNotTheDatabase: to put it in the place of the database in use
// would lose all that is written from then on.
func TestABackupIsNotTheDatabase(t *testing.T) {
	url := storetest.SQLite(t)
	s := open(t, url)
	dir, name := filepath.Split(fileOf(url))
	for _, path := range []string{dir + name, dir + "./" + name} {
		if err := s.Backup(t.Context(), path); !errors.Is(err, store.ErrInUse) {
			t.Errorf("%s: %v", path, err)
		}
	}
	a := anArea(t, s, "a")
	same(t, "areas", got[[]store.Area](t)(open(t, url).Areas(t.Context())), []store.Area{a})
}

func TestADatabaseInUseIsNotReplaced(t *testing.T) {
	url := storetest.SQLite(t)
	s := open(t, url)
	path := backup(t, s)
	a := anArea(t, s, "a")
	if err := store.Restore(t.Context(), path, url); !errors.Is(err, store.ErrInUse) {
		t.Error(err)
	}
	b := anArea(t, s, "b")
	same(t, "areas", got[[]store.Area](t)(s.Areas(t.Context())), []store.Area{a, b})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(t.Context(), path, url); err != nil {
		t.Error(err)
	}
	same(t, "areas", got[[]store.Area](t)(open(t, url).Areas(t.Context())), nil)
}

// TestBackupsThatAreNone are refused, and the database stays as it is.
func TestBackupsThatAreNone(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	for range 20 { // pages enough to spoil one
		if err := note(t.Context(), s, 50, strings.Repeat("long ", 20), nil); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		spoil func(t *testing.T, path string)
		says  string
	}{
		"absent": {func(t *testing.T, path string) { removeFile(t, path) }, "no such file"},
		"empty":  {func(t *testing.T, path string) { rewrite(t, path, func([]byte) []byte { return nil }) }, "no database of this program"},
		"text": {func(t *testing.T, path string) {
			rewrite(t, path, func(b []byte) []byte { return bytes.Repeat([]byte("text"), 2000) })
		}, "not a database"},
		"cut short": {func(t *testing.T, path string) { rewrite(t, path, func(b []byte) []byte { return b[:len(b)/2] }) }, "malformed"},
		"damaged": {func(t *testing.T, path string) {
			rewrite(t, path, func(b []byte) []byte { clear(b[len(b)/2/4096*4096:][:4096]); return b })
		}, "damaged"},
		"in use": {func(t *testing.T, path string) { anArea(t, open(t, "sqlite:"+path), "a") }, "was in use"},
		"newer": {func(t *testing.T, path string) {
			made := open(t, "sqlite:"+path)
			if err := errors.Join(bySQL(t, made, newer["tables"]), made.Close()); err != nil {
				t.Fatal(err)
			}
		}, store.ErrNewer.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			path, url := backup(t, s), storetest.SQLite(t)
			c.spoil(t, path)
			err := store.Restore(t.Context(), path, url)
			if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), path) {
				t.Error(err)
			}
			if _, err := os.Stat(fileOf(url)); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("a database is left where there was none: %v", err)
			}
		})
	}
}

func rewrite(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	if err := os.WriteFile(path, change(got[[]byte](t)(os.ReadFile(path))), 0o600); err != nil {
		t.Fatal(err)
	}
}

func removeFile(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

// TestPostgresIsCopiedWithItsOwnTools: and whoever tries it here is told so.
func TestPostgresIsCopiedWithItsOwnTools(t *testing.T) {
	url := storetest.Postgres(t)
	s := open(t, url)
	path := filepath.Join(t.TempDir(), "backup.db")
	for _, err := range []error{s.Backup(t.Context(), path), store.Restore(t.Context(), path, url)} {
		if err == nil || !strings.Contains(err.Error(), "pg_dump") {
			t.Error(err)
		}
	}
}

// TestACopyOfPostgresIsWhole: what its own tools put back is what was copied, and
// the service goes on with it: numbers follow on those that were given.
func TestACopyOfPostgresIsWhole(t *testing.T) {
	url := storetest.Postgres(t)
	s := open(t, url)
	area := anArea(t, s, "north")
	c := aCase(t, s, "town", noon)
	first := aDraft(t, s, area, c)
	area = publish(t, s, first)
	events := someEvents(t, s, area, 3)
	job := aJob(t, s, store.JobPlan, area.ID)
	audit := entries(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	storetest.Copied(t, url)
	s = open(t, url)
	if again := got[store.Plan](t)(s.Plan(t.Context(), first.ID)); again.Hash != first.Hash || again.State != store.PlanPublished {
		t.Errorf("the plan is %+v", again)
	}
	if again := got[store.Job](t)(s.Job(t.Context(), job.ID)); again.State != job.State {
		t.Errorf("the job is %+v", again)
	}
	if again := entries(t, s); again != audit || again == 0 {
		t.Errorf("the audit has %d entries, not %d", again, audit)
	}
	if more := someEvents(t, s, area, 1); more[0].Number != events[2].Number+1 {
		t.Errorf("event %d comes after %d", more[0].Number, events[2].Number)
	}
	publish(t, s, aDraft(t, s, got[store.Area](t)(s.Area(t.Context(), area.ID)), c))
}

// entries counts those of the audit.
func entries(t *testing.T, s *store.Store) (n int) {
	t.Helper()
	for _, err := range s.AuditAfter(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}
