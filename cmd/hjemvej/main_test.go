package main

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/hjemvej/hjemvej/benchmarks/generate"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/model/casefile"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"hjemvej": func() { os.Exit(interruptible(os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the binary as a user would: testdata/script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Cmds: map[string]func(*testscript.TestScript, bool, []string){
		"asked":   asked,
		"cut":     cut,
		"exit":    exitCode,
		"mended":  mended,
		"port":    port,
		"replace": replaceIn,
		"revoke":  revoke,
		"window":  window,
	}})
}

// window is the command: window CASE FROM DAYS DIR, which writes the case as it
// would be exported on the evening before a day, some days of it from then on.
func window(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: window CASE FROM DAYS DIR")
	}
	c, faults, err := openCase(args[0])
	ts.Check(err)
	if faults.Broken() {
		ts.Fatalf("%s", faults.In("en"))
	}
	from, err := model.ParseDate(args[1])
	ts.Check(err)
	days, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(casefile.WriteCase(ts.MkAbs(args[3]), generate.Window(c, from, days)))
}

// exitCode is the command: exit CODE ARGS…, which runs hjemvej and wants that exit code.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE ARGS…")
	}
	var out, msg lines
	code := runIn(ts, args[1:], &out, &msg)
	ts.Logf("[stdout]\n%s[stderr]\n%s", out, msg)
	ts.Check(os.WriteFile(ts.MkAbs("out"), out, 0o600))
	ts.Check(os.WriteFile(ts.MkAbs("err"), msg, 0o600))
	if want := args[0]; want != string(rune('0'+code)) {
		ts.Fatalf("exit code %d, want %s", code, want)
	}
}

// replaceIn is the command: replace OLD NEW FILE, which must find OLD there.
func replaceIn(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace OLD NEW FILE")
	}
	was := ts.ReadFile(args[2])
	is := strings.ReplaceAll(was, args[0], args[1])
	if is == was {
		ts.Fatalf("%s has no %q", args[2], args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(is), 0o600))
}

// mended is the command: mended PLAN EVENTS NEW, which mends smalltown's plan
// after events, checks the new one and leaves the difference in out.
func mended(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: mended PLAN EVENTS NEW")
	}
	plan, events, made := args[0], args[1], args[2]
	exitCode(ts, false, []string{"0", "replan", "smalltown", plan, events, "-o", made, "--iterations", "300", "--quiet"})
	exitCode(ts, false, []string{"0", "check", "smalltown", made})
	exitCode(ts, false, []string{"0", "--lang", "en", "diff", plan, made, "--case", "smalltown"})
}

type lines []byte

func (l *lines) Write(b []byte) (int, error) { *l = append(*l, b...); return len(b), nil }

// runIn runs the program in the script's folder: paths among the arguments
// that exist there are made absolute.
func runIn(ts *testscript.TestScript, args []string, out, msg *lines) int {
	for i, a := range args {
		if _, err := os.Stat(ts.MkAbs(a)); err == nil || i > 0 && slices.Contains([]string{"-o", "--solutions", "--csv", "--from"}, args[i-1]) {
			args[i] = ts.MkAbs(a)
		}
	}
	return run(context.Background(), args, out, msg)
}
