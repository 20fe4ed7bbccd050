package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/hjemvej/hjemvej/model/casefile"
)

// errPostgres says where copies of the other database come from.
var errPostgres = errors.New("a database of Postgres is copied with its own tools: pg_dump and pg_restore")

// Backup copies a database as it is, also one that an older program wrote. One that
// is not there is not made: a copy of nothing would be found out when it is needed.
func Backup(ctx context.Context, url, path string) error {
	s, err := dial(url)
	if err != nil {
		return err
	}
	return errors.Join(s.Backup(ctx, path), s.Close())
}

// Backup writes a copy of the database to a file while it is in use: all that was
// written before, nothing half. A file of that name is replaced once
// the copy is whole and on the disk.
func (s *Store) Backup(ctx context.Context, path string) error {
	if s.path == "" {
		return errPostgres
	}
	if sameFile(path, s.path) {
		return fmt.Errorf("%w: a backup goes to another file than %s", ErrInUse, path)
	}
	return replaceFile(path, func(fresh string) error {
		db, err := dialFile(s.path, "mode", "ro", "_busy_timeout", "10000")
		if err != nil {
			return err
		}
		_, err = db.ExecContext(ctx, `VACUUM INTO ?1`, fresh)
		return errors.Join(err, db.Close())
	})
}

func sameFile(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// replaceFile has a file written beside another, and puts it in its place.
func replaceFile(path string, write func(fresh string) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	if err != nil {
		return err
	}
	fresh := f.Name()
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(fresh))
		}
	}()
	if err := f.Close(); err != nil {
		return err
	}
	if err := write(fresh); err != nil {
		return err
	}
	if err := syncFile(fresh); err != nil {
		return err
	}
	if err := os.Rename(fresh, path); err != nil {
		return err
	}
	return casefile.SyncFolder(filepath.Dir(path))
}

// syncFile waits until what was written to a file by whomever is on the disk.
func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
