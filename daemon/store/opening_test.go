package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/hjemvej/hjemvej/daemon/store"
	"github.com/hjemvej/hjemvej/daemon/store/storetest"
)

func TestADatabaseIsOpenedAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		first := open(t, url)
		a := anArea(t, first, "a")
		second := open(t, url)
		same(t, "area", got[store.Area](t)(second.Area(t.Context(), a.ID)), a)
		b := anArea(t, second, "b")
		same(t, "area", got[store.Area](t)(first.Area(t.Context(), b.ID)), b)
	})
}

// TestManyOpenANewDatabaseAtOnce: one of them makes the tables.
func TestManyOpenANewDatabaseAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		stores := make([]*store.Store, 4)
		allWell(t, together(len(stores), func(i int) (err error) {
			stores[i], err = store.Open(t.Context(), url)
			return err
		}))
		for _, s := range stores {
			if s == nil {
				continue
			}
			if err := errors.Join(note(t.Context(), s, 1, "a", nil), s.Close()); err != nil {
				t.Error(err)
			}
		}
		same(t, "entries", len(audit(t, open(t, url), 0)), len(stores))
	})
}

// TestWhoOpensWaitsForWhoMakesTheTables: nothing is made beside somebody who has the lock.
func TestWhoOpensWaitsForWhoMakesTheTables(t *testing.T) {
	url := storetest.Postgres(t)
	conn := got[*pgx.Conn](t)(pgx.Connect(t.Context(), url))
	defer func() { _ = conn.Close(context.Background()) }()
	const key = 0x686a656d76656a
	got[pgconn.CommandTag](t)(conn.Exec(t.Context(), `SELECT pg_advisory_lock($1)`, int64(key)))
	opened := make(chan error)
	go func() {
		s, err := store.Open(t.Context(), url)
		if err == nil {
			err = s.Close()
		}
		opened <- err
	}()
	for waiting := 0; waiting == 0; {
		select {
		case err := <-opened:
			t.Fatalf("it didn't wait: %v", err)
		default:
		}
		if err := conn.QueryRow(t.Context(), `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`).Scan(&waiting); err != nil {
			t.Fatal(err)
		}
	}
	tables := 1
	if err := conn.QueryRow(t.Context(), `SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()`).Scan(&tables); err != nil || tables != 0 {
		t.Errorf("%d tables are made: %v", tables, err)
	}
	got[pgconn.CommandTag](t)(conn.Exec(t.Context(), `SELECT pg_advisory_unlock($1)`, int64(key)))
	if err := <-opened; err != nil {
		t.Error(err)
	}
}

// TestProcessesWriteToOneDatabase: each with a pool of its own, and none is turned away.
func TestProcessesWriteToOneDatabase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		stores := []*store.Store{open(t, url), open(t, url)}
		area := anArea(t, stores[0], "a")
		allWell(t, together(8, func(i int) error {
			return stores[i%2].Write(t.Context(), func(tx *store.Tx) error {
				tx.Audit(store.Entry{Action: "a"})
				_, err := tx.AppendEvents(t.Context(), area.ID, "", "", sick(1))
				return err
			})
		}))
		gapless(t, audit(t, stores[1], 0), 0)
		same(t, "events", got[store.Area](t)(stores[1].Area(t.Context(), area.ID)).Events, int64(8))
	})
}

// newer has a database say that a newer program has been there.
var newer = map[string]string{
	"tables":     `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)`,
	"job tables": `INSERT INTO river_migration (line, version) VALUES ('main', 9999)`,
}

func TestADatabaseOfANewerProgramIsRefused(t *testing.T) {
	for what, statement := range newer {
		t.Run(what, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, url string) {
				s := open(t, url)
				if err := bySQL(t, s, statement); err != nil {
					t.Fatal(err)
				}
				_, err := store.Open(t.Context(), url)
				if !errors.Is(err, store.ErrNewer) || !strings.Contains(err.Error(), what+" are at step 9999") {
					t.Error(err)
				}
			})
		})
	}
}

func TestTheJobEngineHasItsTables(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		if err := bySQL(t, s, `DELETE FROM river_job`); err != nil {
			t.Error(err)
		}
	})
}

func TestDatabasesThatAreNone(t *testing.T) {
	for _, url := range []string{"", "hjemvej.db", "mysql://host/name", "sqlite:", "sqlite:///", "sqlite::memory:", "postgres://%zz",
		"sqlite:" + filepath.Join(t.TempDir(), "no", "such", "folder.db")} {
		if s, err := store.Open(t.Context(), url); err == nil {
			t.Errorf("%s is opened", url)
			_ = s.Close()
		}
	}
	text := filepath.Join(t.TempDir(), "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("no database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := store.Open(t.Context(), "sqlite:"+text); err == nil {
		t.Error("a text is opened")
		_ = s.Close()
	}
}

// TestOpeningEndsWithItsContext: also while somebody else makes the tables.
func TestOpeningEndsWithItsContext(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if s, err := store.Open(ctx, url); err == nil {
			t.Error("it is opened")
			_ = s.Close()
		}
		open(t, url)
	})
}

// TestSQLiteKeepsWhatItSays: in its log and on the disk, with references that hold,
// for nobody else's eyes; in a folder of any name.
func TestSQLiteKeepsWhatItSays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "åben #1 ?x=50%25&")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	s := open(t, "sqlite:"+filepath.Join(dir, "hjemvej.db"))
	anArea(t, s, "a")
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"} {
		does(t, s, func(tx *store.Tx) (err error) {
			var is string
			err = tx.SQL().QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&is)
			same(t, pragma, is, want)
			return err
		})
	}
	files := got[[]os.DirEntry](t)(os.ReadDir(dir))
	same(t, "files", len(files), 4) // with its log, what its readers share, and its lock
	for _, f := range files {
		info := got[os.FileInfo](t)(f.Info())
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s is %v", f.Name(), info.Mode())
		}
	}
}
