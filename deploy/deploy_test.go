//go:build linux

// Package deploy is how the program is put where it runs.
package deploy

import (
	"bytes"
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/daemon/settings"
)

// TestReleaseIsReproducible: the same source in two folders gives the same
// archives, of a program that needs nothing of the machine and knows its version.
func TestReleaseIsReproducible(t *testing.T) {
	if os.Getenv("HJEMVEJ_RELEASE") == "" {
		t.Skip("asked for by HJEMVEJ_RELEASE=1: it builds the program twice, for minutes")
	}
	for _, tool := range []string{"bash", "git", "tar", "gzip", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(err)
		}
	}
	first, second := released(t), released(t)
	sums := read(t, filepath.Join(first, "SHA256SUMS"))
	if again := read(t, filepath.Join(second, "SHA256SUMS")); sums != again {
		t.Errorf("two releases of one source:\n%s%s", sums, again)
	}
	run(t, first, "sha256sum", "--check", "--strict", "SHA256SUMS")
	dir := t.TempDir()
	run(t, dir, "tar", "-xzf", filepath.Join(first, "hjemvej-1.2.3-linux-amd64.tar.gz"), "--strip-components=1")
	program := filepath.Join(dir, "hjemvej")
	alone(t, program)
	if holds := read(t, filepath.Join(dir, "LICENCES")); !strings.Contains(holds, "==== modernc.org/sqlite v") {
		t.Error("the archive has not the licences of what is built in")
	}
	for _, name := range []string{"LICENSE", "README.md", "docs/operations/README.md", "deploy/systemd/hjemvej.service"} {
		if read(t, filepath.Join(dir, name)) != read(t, filepath.Join("..", name)) {
			t.Errorf("%s is another one in the archive", name)
		}
	}
	if runtime.GOARCH != "amd64" {
		return
	}
	if said := run(t, dir, program, "--version"); said != "hjemvej version 1.2.3\n" {
		t.Errorf("it says %q", said)
	}
	run(t, dir, program, "--config", "deploy/hjemvej.yaml", "config", "check")
}

// released makes a release for amd64 of a copy of the source, without what git
// leaves out, in a folder of its own.
func released(t *testing.T) string {
	t.Helper()
	source, out := t.TempDir(), t.TempDir()
	files := run(t, "..", "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	for name := range strings.SplitSeq(strings.TrimRight(files, "\x00"), "\x00") {
		copied(t, filepath.Join("..", name), filepath.Join(source, name))
	}
	t.Setenv("SOURCE_DATE_EPOCH", "1800000000")
	run(t, source, "deploy/release", "1.2.3", out, "amd64")
	return out
}

func copied(t *testing.T, from, to string) {
	t.Helper()
	info, err := os.Stat(from)
	if os.IsNotExist(err) { // removed, and git not told yet
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, []byte(read(t, from)), info.Mode()); err != nil {
		t.Fatal(err)
	}
}

// alone wants a program to need no other file to run.
func alone(t *testing.T, program string) {
	t.Helper()
	f, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("the program is not static")
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	if strings.Contains(name, "/") && !filepath.IsAbs(name) {
		cmd = exec.Command(filepath.Join(dir, name), args...)
	}
	var msg bytes.Buffer
	cmd.Dir, cmd.Stderr = dir, &msg
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v: %s", name, args, err, msg.String())
	}
	return string(out)
}

// TestUnits: both units are alike in all that is about safety, and give the
// program the time that it may take to stop.
func TestUnits(t *testing.T) {
	_, service, _ := strings.Cut(read(t, "systemd/hjemvej.service"), "[Service]")
	_, worker, _ := strings.Cut(read(t, "systemd/hjemvej-worker.service"), "[Service]")
	if as := strings.Replace(service, "hjemvej.yaml serve\n", "hjemvej.yaml worker\n", 1); as != worker {
		t.Error("the worker's unit is another than the service's")
	}
	_, rest, _ := strings.Cut(service, "\nTimeoutStopSec=")
	text, _, _ := strings.Cut(rest, "\n")
	if stop, err := time.ParseDuration(text); err != nil || stop <= settings.Default().Stop {
		t.Errorf("a unit stops within %q, the program within %v", text, settings.Default().Stop)
	}
}

// TestUnitsAreUnits has systemd read them, where there is one.
func TestUnitsAreUnits(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"hjemvej.service", "hjemvej-worker.service"} {
		unit := strings.ReplaceAll(read(t, "systemd/"+name), "/usr/local/bin/hjemvej", "/bin/true") // which must be there
		if err := os.WriteFile(filepath.Join(dir, name), []byte(unit), 0o600); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command("systemd-analyze", "verify", filepath.Join(dir, name)).CombinedOutput(); err != nil || len(said) > 0 {
			t.Errorf("%s: %v %s", name, err, said)
		}
	}
}
