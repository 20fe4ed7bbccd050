package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivermigrate"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrate brings tables up to this program, ours and River's. They only go
// forward: an old program stays away from what a newer one wrote.
func (s *Store) migrate(ctx context.Context) (err error) {
	release, err := s.dialect.alone(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := s.refuseNewer(ctx); err != nil {
		return err
	}
	provider, err := s.goose()
	if err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return err
	}
	river, err := s.riverMigrator()
	if err != nil {
		return err
	}
	_, err = river.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// refuseNewer gives an error where the database knows a step that this program doesn't.
func (s *Store) refuseNewer(ctx context.Context) error {
	provider, err := s.goose()
	if err != nil {
		return err
	}
	river, err := s.riverMigrator()
	if err != nil {
		return err
	}
	sources, steps := provider.ListSources(), river.AllVersions()
	for _, of := range []struct {
		what, table, column string
		known               int64
	}{
		{"tables", goose.DefaultTablename, "version_id", sources[len(sources)-1].Version},
		{"job tables", "river_migration", "version", int64(steps[len(steps)-1].Version)},
	} {
		has, err := s.version(ctx, of.table, of.column)
		if err != nil {
			return err
		}
		if has > of.known {
			return fmt.Errorf("%w: its %s are at step %d, this program knows %d: use the newer program", ErrNewer, of.what, has, of.known)
		}
	}
	return nil
}

// version is the last step that a table of steps names, 0 where there is none.
func (s *Store) version(ctx context.Context, table, column string) (int64, error) {
	there, err := s.River().GetExecutor().TableExists(ctx, &riverdriver.TableExistsParams{Table: table})
	if err != nil || !there {
		return 0, err
	}
	var v int64
	err = s.write.QueryRowContext(ctx, `SELECT coalesce(max(`+column+`), 0) FROM `+table).Scan(&v)
	return v, err
}

func (s *Store) goose() (*goose.Provider, error) {
	steps, err := s.dialect.steps()
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(s.dialect.name, s.write, nil, goose.WithGoMigrations(steps...), goose.WithDisableGlobalRegistry(true))
}

func (s *Store) riverMigrator() (*rivermigrate.Migrator[*sql.Tx], error) {
	return rivermigrate.New(s.River(), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
}

// steps are the migrations in the words of the database. NNNN_name.sql is for
// both, NNNN_name.postgres.sql for one of them.
func (d *dialect) steps() ([]*goose.Migration, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var steps []*goose.Migration
	for _, name := range names {
		parts := strings.Split(path.Base(name), ".")
		if len(parts) == 3 && parts[1] != d.suffix {
			continue
		}
		number, _, _ := strings.Cut(parts[0], "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("migration %s: %w", name, err)
		}
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		steps = append(steps, goose.NewGoMigration(version, d.step(string(text)), nil))
	}
	return steps, nil
}

// step runs all statements of a file in one transaction.
func (d *dialect) step(text string) *goose.GoFunc {
	text = d.words.Replace(text)
	return &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, text)
		return err
	}}
}
