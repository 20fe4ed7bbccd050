package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
)

// Restore puts a backup in the place of a database, which is lost. The backup is
// checked first: it is whole, and no newer than this program. A database in use is left alone (ErrInUse).
func Restore(ctx context.Context, backup, url string) (err error) {
	to, err := dial(url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if to.path == "" {
		return errPostgres
	}
	if err := checkBackup(ctx, backup); err != nil {
		return fmt.Errorf("the backup %s: %w", backup, err)
	}
	release, err := to.dialect.alone(ctx, to) // from here on nobody begins to use it
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	return replaceFile(to.path, func(fresh string) error {
		if err := copyFile(backup, fresh); err != nil {
			return err
		}
		return retire(ctx, to.path)
	})
}

// checkBackup says what is wrong with a file that is to be the database.
func checkBackup(ctx context.Context, path string) (err error) {
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		return fmt.Errorf("it is a database that was in use, with a part in %s-wal, and no backup", path)
	}
	db, err := dialFile(path, "mode", "ro", "immutable", "1")
	if err != nil {
		return err
	}
	s := &Store{Reader: Reader{db, sqliteDialect}, write: db, read: db, dialect: sqliteDialect, path: path}
	defer func() { err = errors.Join(err, s.Close()) }()
	said, err := value[string](ctx, s.Reader, `PRAGMA integrity_check(1)`)
	if err != nil {
		return err
	}
	if said != "ok" {
		return fmt.Errorf("it is damaged: %s", said)
	}
	if err := s.refuseNewer(ctx); err != nil {
		return err
	}
	if n, err := s.version(ctx, "goose_db_version", "version_id"); err != nil || n == 0 {
		return errors.Join(err, errors.New("it is no database of this program"))
	}
	return nil
}

// retire ends the life of a database: SQLite takes it out of its log (-wal), which
// would spoil what comes in its place, and does so only when nobody else has it open.
func retire(ctx context.Context, path string) error {
	db, err := dialFile(path, "mode", "rw")
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `PRAGMA journal_mode = DELETE`)
	if isBusy(err) {
		err = fmt.Errorf("%w: %s", ErrInUse, path)
	} else if err != nil {
		err = fmt.Errorf("%s can't be closed: move it aside, with its -wal and -shm: %w", path, err)
	}
	return errors.Join(err, db.Close())
}

// dialFile opens a file that is there, without making it a database in use.
func dialFile(path string, set ...string) (*sql.DB, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	path, err := sqlitePath(path)
	if err != nil {
		return nil, err
	}
	return sql.Open("sqlite", sqliteName(path, nil, set...))
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
