package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

var sqliteDialect = &dialect{
	name:   goose.DialectSQLite3,
	suffix: "sqlite",
	mark:   "?",
	words:  strings.NewReplacer(),
	river:  func(db *sql.DB) riverdriver.Driver[*sql.Tx] { return riversqlite.New(db) },
	alone:  aloneSQLite,
	again:  func(error) bool { return false }, // writers wait for each other before they begin
}

// What every connection to a database in use begins with. Other processes are
// waited for; a commit is on the disk when it returns.
var sqliteUse = url.Values{
	"_busy_timeout": {"10000"},
	"_foreign_keys": {"on"},
	"_journal_mode": {"WAL"},
	"_synchronous":  {"FULL"},
	"_dqs":          {"false"},
	"_pragma":       {"journal_size_limit(67108864)"},
}

// openSQLite opens a file, which aloneSQLite makes where there is none. SQLite takes one
// writer at a time. A pool of one connection makes the others wait in line,
// where trying again and again would let them starve; readers don't wait at all.
func openSQLite(name string) (*Store, error) {
	path, err := sqlitePath(name)
	if err != nil {
		return nil, err
	}
	write, err := sql.Open("sqlite", sqliteName(path, sqliteUse, "_txlock", "immediate"))
	if err != nil {
		return nil, err
	}
	read, err := sql.Open("sqlite", sqliteName(path, sqliteUse, "_query_only", "on"))
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	write.SetMaxOpenConns(1)
	readers := max(4, runtime.GOMAXPROCS(0))
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return &Store{Reader: Reader{&prepared{DB: read}, sqliteDialect}, write: write, read: read, dialect: sqliteDialect, path: path}, nil
}

// sqlitePath is the file behind sqlite:, in full.
func sqlitePath(name string) (string, error) {
	name = strings.TrimPrefix(name, "//")
	if name == "" || name == ":memory:" {
		return "", errors.New("sqlite: needs a file: sqlite:/folder/file.db")
	}
	return filepath.Abs(name)
}

// sqliteName is how the driver calls a file, with settings. More come in pairs.
func sqliteName(path string, set url.Values, more ...string) string {
	all := url.Values{}
	for key, values := range set {
		all[key] = values
	}
	for i := 0; i < len(more); i += 2 {
		all.Set(more[i], more[i+1])
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + all.Encode()
}

// createPrivate makes an empty file that only its owner reads: SQLite gives its
// other files the same rights.
func createPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// aloneSQLite locks an empty database beside the file, as SQLite does it on
// every system. The lock goes when the process does; the file stays, because
// removing it would let a third process in.
func aloneSQLite(ctx context.Context, s *Store) (func() error, error) {
	lock := s.path + ".lock"
	for _, path := range []string{s.path, lock} {
		if err := createPrivate(path); err != nil {
			return nil, err
		}
	}
	db, err := sql.Open("sqlite", sqliteName(lock, nil, "_busy_timeout", "60000", "_txlock", "exclusive"))
	if err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return func() error { return errors.Join(tx.Rollback(), db.Close()) }, nil
}

// isBusy says whether another connection has the file.
func isBusy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlitelib.SQLITE_BUSY
}
