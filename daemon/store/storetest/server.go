package storetest

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"
)

// server is the one that was started for the tests of this process.
var server struct {
	sync.Once
	url, programs, dir string
	watch              *exec.Cmd // who ends it where the tests can't
	err                error
}

var errAbsent = errors.New("no Postgres: install its server, or name one in HJEMVEJ_TEST_POSTGRES")

// started gives the URL of the server, and starts it for the first who asks.
func started(t *testing.T) string {
	t.Helper()
	server.Do(func() { server.err = start() })
	if errors.Is(server.err, errAbsent) {
		t.Skip(server.err)
	}
	if server.err != nil {
		t.Fatalf("starting Postgres: %v", server.err)
	}
	return server.url
}

// programs finds where a distribution puts the newest server.
func programs() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	if name, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(name), nil
	}
	return "", errAbsent
}

// start makes a server that listens on a socket in a folder of its own. What it is told need
// not outlive it, so it doesn't wait for the disk; and it looks soon for those who wait for each other.
func start() (err error) {
	if server.programs, err = programs(); err != nil {
		return err
	}
	if server.dir, err = os.MkdirTemp("", "hjemvej-pg"); err != nil { // short: it is part of the socket's name
		return err
	}
	if err := errors.Join(give(server.dir), watch()); err != nil {
		return err
	}
	data := filepath.Join(server.dir, "data")
	if err := program("initdb", "-D", data, "-U", "hjemvej", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"); err != nil {
		return err
	}
	set := fmt.Sprintf("-k %s -c listen_addresses= -c fsync=off -c full_page_writes=off -c deadlock_timeout=20ms -c max_connections=200", server.dir)
	if err := program("pg_ctl", "-D", data, "-w", "-l", filepath.Join(server.dir, "log"), "-o", set, "start"); err != nil {
		return err
	}
	server.url = "postgres://hjemvej@/postgres?host=" + server.dir
	return nil
}

// watch ends the server and removes its folder when the process of the tests is
// gone without having done so, as one is that was killed.
func watch() error {
	if runtime.GOOS != "linux" {
		return nil
	}
	const wait = `while [ -d "/proc/$1" ]; do sleep 1; done; "$2/pg_ctl" -D "$3/data" -m immediate stop; rm -rf "$3"`
	server.watch = exec.Command("sh", "-c", wait, "sh", strconv.Itoa(os.Getpid()), server.programs, server.dir)
	server.watch.Dir = "/"
	unprivileged(server.watch)
	return server.watch.Start()
}

func stop() {
	if server.dir == "" {
		return
	}
	if server.watch != nil {
		_ = errors.Join(server.watch.Process.Kill(), server.watch.Wait())
	}
	if server.url != "" {
		if err := program("pg_ctl", "-D", filepath.Join(server.dir, "data"), "-m", "immediate", "stop"); err != nil {
			fmt.Fprintln(os.Stderr, "stopping Postgres:", err)
		}
	}
	_ = os.RemoveAll(server.dir) // what is left is in the folder for such things
}

// program runs one of the server's. It speaks to nobody: a server that keeps a pipe open would be waited for.
func program(name string, args ...string) error {
	said, err := os.CreateTemp("", "hjemvej-pg")
	if err != nil {
		return err
	}
	defer func() { _ = errors.Join(said.Close(), os.Remove(said.Name())) }()
	cmd := exec.Command(filepath.Join(server.programs, name), args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = server.dir, said, said
	unprivileged(cmd)
	if err := cmd.Run(); err != nil {
		text, _ := os.ReadFile(said.Name())
		return fmt.Errorf("%s: %w: %s", name, err, text)
	}
	return nil
}

// Restart ends the server that was started for the tests as if its machine had
// lost power, but for the disk, and starts it again. It says whether there is one.
func Restart(t *testing.T) bool {
	t.Helper()
	if server.url == "" {
		return false
	}
	if err := program("pg_ctl", "-D", filepath.Join(server.dir, "data"), "-w", "-l", filepath.Join(server.dir, "log"), "-m", "immediate", "restart"); err != nil {
		t.Fatalf("starting Postgres anew: %v", err)
	}
	return true
}

// Copied copies what a test keeps at a URL with Postgres' own tools, throws it away
// and puts the copy back. Nobody may have it open.
func Copied(t *testing.T, at string) {
	t.Helper()
	if server.url == "" {
		t.Skip("a Postgres that others run is not copied")
	}
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	schema, file := u.Query().Get("search_path"), filepath.Join(server.dir, "copy")
	if err := program("pg_dump", "-Fc", "-n", schema, "-f", file, server.url); err != nil {
		t.Fatal(err)
	}
	command(t, server.url, "DROP SCHEMA "+schema+" CASCADE")
	if err := program("pg_restore", "--exit-on-error", "-d", server.url, file); err != nil {
		t.Fatal(err)
	}
}
