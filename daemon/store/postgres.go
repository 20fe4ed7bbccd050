package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
)

var postgresDialect = &dialect{
	name:   goose.DialectPostgres,
	suffix: "postgres",
	mark:   "$",
	// Text is compared byte by byte, as SQLite does: pages go by the order of ids.
	words: strings.NewReplacer(" TEXT", ` TEXT COLLATE "C"`, " INTEGER", " BIGINT", " BLOB", " BYTEA", ") STRICT;", ");"),
	river: func(db *sql.DB) riverdriver.Driver[*sql.Tx] { return riverdatabasesql.New(db) },
	alone: alonePostgres,
	again: againPostgres,
}

// openPostgres opens a pool of connections. Several processes share a server's
// hundred or so.
func openPostgres(url string) (*Store, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(8)
	db.SetConnMaxIdleTime(5 * time.Minute)
	return &Store{Reader: Reader{db, postgresDialect}, write: db, read: db, dialect: postgresDialect}, nil
}

// alonePostgres takes a lock that the server lets go of when the connection ends.
func alonePostgres(ctx context.Context, s *Store) (func() error, error) {
	const key = 0x686a656d76656a // "hjemvej"
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, int64(key)); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return func() error {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, int64(key))
		return errors.Join(err, conn.Close())
	}, nil
}

// againPostgres says whether two transactions waited for each other, and one was given up.
func againPostgres(err error) bool {
	const deadlock, serialization = "40P01", "40001"
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == deadlock || e.Code == serialization)
}
