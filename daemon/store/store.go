package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/riverqueue/river/riverdriver"
)

// Store is an open database. It may be used by many at a time.
type Store struct {
	Reader
	write, read *sql.DB // SQLite: one writer, several readers; Postgres: the same
	dialect     *dialect
	path        string // SQLite: the file

	// Watch is told of every write: how long it took, and whether the database let it
	// begin and end. May be nil.
	Watch func(took time.Duration, failed bool)
}

// Reader asks the database: a [Store] what was last written, a [Tx] what
// it is about to write as well.
type Reader struct {
	rows    rows
	dialect *dialect
}

// rows is what a database and a transaction have in common.
type rows interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Open opens the database that a URL names, sqlite:/folder/file.db or
// postgres://…, and brings it up to this program. A database that a newer program
// wrote is refused ([ErrNewer]).
func Open(ctx context.Context, url string) (*Store, error) {
	s, err := dial(url)
	if err != nil {
		return nil, err
	}
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the database: %w", err), s.Close())
	}
	return s, nil
}

// dial opens a database as it is.
func dial(url string) (*Store, error) {
	if name, ok := strings.CutPrefix(url, "sqlite:"); ok {
		return openSQLite(name)
	}
	if strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://") {
		return openPostgres(url)
	}
	return nil, errors.New("a database is named sqlite:/folder/file.db or postgres://host/name")
}

// Close lets go of the database. Nothing is lost where it isn't called.
func (s *Store) Close() error {
	if s.read == s.write {
		return s.write.Close()
	}
	return errors.Join(s.read.Close(), s.write.Close())
}

// River is the driver with which the job engine works on the same database.
func (s *Store) River() riverdriver.Driver[*sql.Tx] { return s.dialect.river(s.write) }

// Ping says whether the database answers, and takes writes.
func (s *Store) Ping(ctx context.Context) error {
	return s.Write(ctx, func(tx *Tx) error {
		return tx.exec(ctx, `UPDATE counters SET n = n WHERE name = 'audit'`)
	})
}

// Tx is a write in the making. It is used by one goroutine, and only inside [Store.Write].
type Tx struct {
	Reader
	tx    *sql.Tx
	now   time.Time
	audit []Entry
}

// SQL is the transaction itself, for the job engine to insert with.
func (t *Tx) SQL() *sql.Tx { return t.tx }

// Now is the time at which everything in the transaction happens.
func (t *Tx) Now() time.Time { return t.now }

// Write does everything in do, or nothing: nothing where do gives an error. Where
// two transactions stood in each other's way, do is called again, so it does
// nothing outside of its transaction but to set what it finds out. It doesn't use the Store: SQLite has one writer.
func (s *Store) Write(ctx context.Context, do func(*Tx) error) error {
	const tries = 5
	began := time.Now()
	for try := 1; ; try++ {
		err := s.writeOnce(ctx, do)
		if err == nil || try == tries || !s.dialect.again(err) {
			if s.Watch != nil {
				s.Watch(time.Since(began), errors.As(err, new(*brokenError)))
			}
			return err
		}
	}
}

func (s *Store) writeOnce(ctx context.Context, do func(*Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return &brokenError{err}
	}
	defer func() { _ = tx.Rollback() }() // nothing, after Commit
	t := &Tx{Reader: Reader{tx, s.dialect}, tx: tx, now: now()}
	if err := do(t); err != nil {
		return err
	}
	if err := t.writeAudit(ctx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return &brokenError{err}
	}
	return nil
}

// brokenError is a transaction that the database did not let begin or end.
type brokenError struct{ error }

func (e *brokenError) Unwrap() error { return e.error }
