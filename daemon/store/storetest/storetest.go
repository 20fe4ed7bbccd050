// Package storetest gives tests a fresh database of each kind that the store
// speaks to, so that one suite holds for both.
//
// SQLite is always there. Postgres is the server that HJEMVEJ_TEST_POSTGRES names,
// a URL whose user may create schemas; or else one that is started for the
// tests, where its programs are installed. Where there is neither, the
// tests on Postgres are skipped, and say so.
package storetest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Main runs the tests of a package and stops the server that was started for
// them: func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }
func Main(m *testing.M) int {
	defer stop()
	return m.Run()
}

// Each runs a test on a fresh database of each kind, named by its URL.
func Each(t *testing.T, test func(t *testing.T, url string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite names a file that isn't there yet.
func SQLite(t *testing.T) string {
	return "sqlite:" + filepath.Join(t.TempDir(), "hjemvej.db")
}

// Postgres names an empty schema, which goes when the test ends. A database of its
// own would take a hundred times as long to make.
func Postgres(t *testing.T) string {
	t.Helper()
	server := os.Getenv("HJEMVEJ_TEST_POSTGRES")
	if server == "" {
		server = started(t)
	}
	at, err := url.Parse(server)
	if err != nil {
		t.Fatalf("HJEMVEJ_TEST_POSTGRES: %v", err)
	}
	name := fmt.Sprintf("hjemvej_test_%x", random())
	command(t, server, "CREATE SCHEMA "+name)
	t.Cleanup(func() { command(t, server, "DROP SCHEMA "+name+" CASCADE") })
	q := at.Query()
	q.Set("search_path", name)
	at.RawQuery = q.Encode()
	return at.String()
}

func random() []byte {
	var b [6]byte
	_, _ = rand.Read(b[:])
	return b[:]
}

// command has a server do something.
func command(t *testing.T, server, statement string) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatalf("Postgres at %s: %v", server, err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatal(err)
	}
}
