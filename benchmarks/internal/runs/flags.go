package runs

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/hjemvej/hjemvej/solver"
)

// Budget is how long a search lasts: iterations, or a time instead.
type Budget struct {
	Iterations int64
	Time       time.Duration
}

// Flags puts a budget's flags in a set: --iterations and --time, or with a prefix
// those of other runs (long-iterations); each says for what the budget is.
func (b *Budget) Flags(f *flag.FlagSet, prefix, each string) {
	f.Int64Var(&b.Iterations, prefix+"iterations", b.Iterations, "iterations of "+each)
	f.DurationVar(&b.Time, prefix+"time", b.Time, "time of "+each+", instead of iterations")
}

// Endless says that neither is set.
func (b *Budget) Endless() bool { return b.Iterations <= 0 && b.Time <= 0 }

// Options are those of a search with the budget.
func (b *Budget) Options(cores int) solver.Options {
	return solver.Options{Iterations: b.Iterations, Time: b.Time, Workers: cores}
}

// CaseFlag is the flag for the case of a command.
func CaseFlag() *string { return flag.String("case", "smalltown", "folder of the case, or smalltown") }

// CoresFlag is the flag for the cores of a command.
func CoresFlag() *int { return flag.Int("cores", 0, "cores to use (default all)") }

// Main reads the flags of a benchmark command and runs it; Ctrl-C ends its
// context. Exit codes: 1 it failed, 4 it wants other flags, as wants says.
func Main(name, wants string, lacking func() bool, do func(context.Context) error) {
	flag.Parse()
	if flag.NArg() > 0 || lacking() {
		fmt.Fprintf(os.Stderr, "%s: %s, and no other words, are expected\n", name, wants)
		os.Exit(4)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := do(ctx)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		os.Exit(1)
	}
}
