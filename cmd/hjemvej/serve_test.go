package main

import (
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// port is the command: port NAME, which sets a variable to a port that is free.
func port(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: port NAME")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	_, free, err := net.SplitHostPort(l.Addr().String())
	ts.Check(err)
	ts.Check(l.Close())
	ts.Setenv(args[0], free)
}

// asked is the command: asked URL TEXT, which asks until somebody answers, and
// wants the answer to have a text.
func asked(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: asked URL TEXT")
	}
	var answer *http.Response
	var err error
	for range 600 {
		if answer, err = http.Get(args[0]); err == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Check(err)
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	ts.Check(err)
	if !strings.Contains(string(text), args[1]) {
		ts.Fatalf("%s answers %q, without %q", args[0], text, args[1])
	}
}

// revoke is the command: revoke NAME FILE, which revokes the token of that name
// in a store, by its id.
func revoke(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: revoke NAME FILE")
	}
	store := "sqlite:" + ts.MkAbs(args[1])
	exitCode(ts, false, []string{"0", "token", "list", "--store", store})
	for line := range strings.Lines(ts.ReadFile("out")) {
		if words := strings.Fields(line); words[1] == args[0] {
			exitCode(ts, false, []string{"0", "token", "revoke", words[0], "--store", store})
			return
		}
	}
	ts.Fatalf("there is no token of the name %s", args[0])
}

// cut is the command: cut FILE, which leaves the first half of a file.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: cut FILE")
	}
	file := ts.MkAbs(args[0])
	info, err := os.Stat(file)
	ts.Check(err)
	ts.Check(os.Truncate(file, info.Size()/2))
}
