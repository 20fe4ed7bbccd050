package store

import (
	"context"
	"database/sql"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
)

// dialect is everything in which the two databases differ. Statements are written
// with $1, $2 …, and need nothing that one of them lacks.
type dialect struct {
	name   goose.Dialect
	suffix string            // of migrations that are only its own
	mark   string            // before the number of an argument
	words  *strings.Replacer // in migrations
	river  func(*sql.DB) riverdriver.Driver[*sql.Tx]
	alone  func(context.Context, *Store) (release func() error, err error) // one process at a time goes on from here
	again  func(error) bool                                                // whether a transaction that failed so may succeed when it is done again
}

// word puts a statement into the words of the database.
func (d *dialect) word(query string) string {
	if d.mark == "$" {
		return query
	}
	return strings.ReplaceAll(query, "$", d.mark)
}
