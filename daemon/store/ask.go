package store

import (
	"context"
	"database/sql"
	"errors"
)

// scanner is a row, from a query for one or for many.
type scanner interface{ Scan(into ...any) error }

// scanned is a pointer to a T that reads itself from a row of its columns.
type scanned[T any] interface {
	*T
	scan(scanner) error
}

// one asks for one row, and gives ErrNotFound where there is none.
func one[T any, P scanned[T]](ctx context.Context, r Reader, query string, args ...any) (T, error) {
	var t T
	if !textual(args) {
		return t, ErrNotFound
	}
	err := P(&t).scan(r.rows.QueryRowContext(ctx, r.dialect.word(query), args...))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return t, err
}

// many asks for all rows.
func many[T any, P scanned[T]](ctx context.Context, r Reader, query string, args ...any) ([]T, error) {
	if !textual(args) {
		return nil, nil
	}
	rows, err := r.rows.QueryContext(ctx, r.dialect.word(query), args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var all []T
	for rows.Next() {
		var t T
		if err := P(&t).scan(rows); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}

// value asks for a single figure or text.
func value[T any](ctx context.Context, r Reader, query string, args ...any) (T, error) {
	var v T
	if !textual(args) {
		return v, ErrNotFound
	}
	err := r.rows.QueryRowContext(ctx, r.dialect.word(query), args...).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return v, err
}

// exec changes rows, however many.
func (t *Tx) exec(ctx context.Context, query string, args ...any) error {
	_, err := t.count(ctx, query, args...)
	return err
}

// count changes rows, and says how many.
func (t *Tx) count(ctx context.Context, query string, args ...any) (int64, error) {
	if !textual(args) {
		return 0, ErrText
	}
	result, err := t.tx.ExecContext(ctx, t.dialect.word(query), args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}
