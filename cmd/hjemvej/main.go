// Command hjemvej plans municipal home care: from what citizens are granted
// to every caregiver's tours. It reads settings, wires the rooms together and
// speaks to people; what is planned and how lives in the rooms below.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// The exit codes.
const (
	exitFine   = 0
	exitBroken = 1 // a hard rule is broken, or the program failed
	exitOwed   = 2 // an escalation without certificate
	exitInput  = 3 // bad input
	exitUsage  = 4 // bad usage
)

// version is the program's version, set by the linker for a release.
var version = "0.1.0-dev"

func main() {
	debug.SetGCPercent(20) // a large case is mostly tables that stay; the search allocates nothing
	os.Exit(interruptible(os.Args[1:], os.Stdout, os.Stderr))
}

// interruptible is run, called off by the first Ctrl-C or request to end. The
// second one ends the process as if nobody had listened.
func interruptible(args []string, out, msg io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return run(ctx, args, out, msg)
}

// exit is an error that knows its exit code. An empty text has been said already.
type exit struct {
	code int
	text string
}

func (e exit) Error() string { return e.text }

func usage(format string, a ...any) error { return exit{exitUsage, fmt.Sprintf(format, a...)} }

func input(format string, a ...any) error { return exit{exitInput, fmt.Sprintf(format, a...)} }

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, out, msg io.Writer) int {
	root := newRoot(out, msg)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitFine
	}
	var e exit
	if !errors.As(err, &e) {
		e = exit{exitUsage, err.Error()} // what cobra refuses is usage
	}
	if e.text != "" {
		fmt.Fprintln(msg, "hjemvej:", e.text)
	}
	return e.code
}
