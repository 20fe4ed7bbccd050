package runs

import (
	"flag"
	"io"
	"testing"
	"time"
)

func TestBudgetFlags(t *testing.T) {
	for _, c := range []struct {
		args        []string
		short, long Budget
		endless     bool
	}{
		{[]string{"--iterations", "7"}, Budget{Iterations: 7}, Budget{}, false},
		{[]string{"--time", "3s", "--long-iterations", "9"}, Budget{Time: 3 * time.Second}, Budget{Iterations: 9}, false},
		{[]string{"--long-time", "1m"}, Budget{}, Budget{Time: time.Minute}, true},
		{[]string{"--iterations", "-1"}, Budget{Iterations: -1}, Budget{}, true},
	} {
		var short, long Budget
		f := flag.NewFlagSet("test", flag.ContinueOnError)
		f.SetOutput(io.Discard)
		short.Flags(f, "", "each case")
		long.Flags(f, "long-", "each longer run")
		if err := f.Parse(c.args); err != nil {
			t.Fatal(err)
		}
		if short != c.short || long != c.long || short.Endless() != c.endless {
			t.Errorf("%v: %+v, %+v, endless %v", c.args, short, long, short.Endless())
		}
		if o := short.Options(3); o.Iterations != c.short.Iterations || o.Time != c.short.Time || o.Workers != 3 {
			t.Errorf("%v: options %+v", c.args, o)
		}
	}
}
