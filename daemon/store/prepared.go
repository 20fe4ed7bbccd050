package store

import (
	"context"
	"database/sql"
	"sync"
	"sync/atomic"
)

// prepared asks a database with statements that it has read before: SQLite takes
// longer to read a statement than to answer most of them.
type prepared struct {
	*sql.DB
	known sync.Map // by text: *sql.Stmt
	n     atomic.Int32
}

// mostPrepared is how many statements are kept: all that there are, with the
// choices that lists offer.
const mostPrepared = 500

// statement is one that was read before; nil where there are too many, or it
// can't be read: then the database says so when it is asked.
func (p *prepared) statement(ctx context.Context, query string) *sql.Stmt {
	if s, ok := p.known.Load(query); ok {
		return s.(*sql.Stmt)
	}
	if p.n.Load() >= mostPrepared {
		return nil
	}
	s, err := p.PrepareContext(ctx, query)
	if err != nil {
		return nil
	}
	if first, ok := p.known.LoadOrStore(query, s); ok {
		_ = s.Close() // another was quicker
		return first.(*sql.Stmt)
	}
	p.n.Add(1)
	return s
}

func (p *prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s := p.statement(ctx, query); s != nil {
		return s.QueryContext(ctx, args...)
	}
	return p.DB.QueryContext(ctx, query, args...)
}

func (p *prepared) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if s := p.statement(ctx, query); s != nil {
		return s.QueryRowContext(ctx, args...)
	}
	return p.DB.QueryRowContext(ctx, query, args...)
}
