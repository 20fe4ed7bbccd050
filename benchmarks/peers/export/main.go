// Command export states the instances of a set as plain data that other
// engines can read: a file NAME.json each (package oneday).
//
//	go run ./benchmarks/peers/export [--only PATTERN] nordic-day|case-day DIR OUT
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/hjemvej/hjemvej/benchmarks/bench"
	"github.com/hjemvej/hjemvej/benchmarks/caseset"
	"github.com/hjemvej/hjemvej/benchmarks/nordicday"
	"github.com/hjemvej/hjemvej/benchmarks/oneday"
)

var sets = []bench.Set{nordicday.Set, caseset.Days}

func main() {
	only := flag.String("only", "", "instances whose name matches this pattern")
	flag.Parse()
	if flag.NArg() != 3 {
		fmt.Fprintln(os.Stderr, "export: SET, DIR and OUT are expected")
		os.Exit(4)
	}
	if err := export(flag.Arg(0), flag.Arg(1), flag.Arg(2), *only); err != nil {
		fmt.Fprintf(os.Stderr, "export: %v\n", err)
		os.Exit(1)
	}
}

func export(name, dir, out, only string) error {
	k := slices.IndexFunc(sets, func(s bench.Set) bool { return s.Name == name })
	if k < 0 {
		return fmt.Errorf("no set %q of days", name)
	}
	all, err := sets[k].Read(dir)
	if err != nil {
		return err
	}
	if only != "" {
		if all, err = bench.Only(all, only); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, i := range all {
		d, err := i.(interface{ Plain() (*oneday.Day, error) }).Plain()
		if err != nil {
			return fmt.Errorf("%s: %w", i.Name(), err)
		}
		data, err := json.Marshal(d)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, i.Name()+".json"), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}
