// Command cores says how much sooner several cores find what one core finds: a
// problem is searched on one core for some time, then on several for shares of
// that time, each search with a schedule of its own. Where the price of several
// is no higher, they were that much sooner.
//
//	go run ./benchmarks/cores --set DIR --only 'homberger-1000/r1_10_1' --time 60s --shares 0.5,0.6,0.8
//	go run ./benchmarks/cores --case CASE --provider P1 --time 180s
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/benchmarks/vrptw"
	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/solver/search"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// asked is what the command line asks for.
type asked struct {
	set, only, provider string
	cores               int
	seed                uint64
	time                time.Duration
	shares              shares
}

// shares of the time of one core.
type shares []float64

func (s *shares) String() string { return fmt.Sprint([]float64(*s)) }

func (s *shares) Set(text string) error {
	*s = nil
	for _, word := range strings.Split(text, ",") {
		f, err := strconv.ParseFloat(word, 64)
		if err != nil || f <= 0 {
			return fmt.Errorf("%q is no share of the time", word)
		}
		*s = append(*s, f)
	}
	return nil
}

func main() {
	a := asked{shares: shares{0.5, 0.6, 1}}
	name := runs.CaseFlag()
	flag.StringVar(&a.set, "set", "", "folder of routing instances, instead of a case")
	flag.StringVar(&a.only, "only", "*", "of them those whose group/name matches")
	flag.StringVar(&a.provider, "provider", "", "of a case; none: the first")
	flag.IntVar(&a.cores, "cores", 2, "cores to compare with one")
	flag.Uint64Var(&a.seed, "seed", 1, "seed of the searches")
	flag.DurationVar(&a.time, "time", 0, "time of one core")
	flag.Var(&a.shares, "shares", "shares of that time for several cores, separated by commas")
	runs.Main("cores", "--set or --case, and --time", func() bool { return a.time <= 0 },
		func(ctx context.Context) error { return a.run(ctx, *name) })
}

// named is a problem to be searched.
type named struct {
	name string
	p    *vrp.Problem
}

func (a *asked) run(ctx context.Context, name string) error {
	problems, err := a.problems(name)
	if err != nil {
		return err
	}
	var rows [][]string
	for _, x := range problems {
		one := a.search(ctx, x.p, 1, a.time)
		rows = append(rows, row(x.name, 1, a.time, one, one))
		for _, f := range a.shares {
			limit := time.Duration(f * float64(a.time))
			rows = append(rows, row(x.name, a.cores, limit, a.search(ctx, x.p, a.cores, limit), one))
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return runs.Table(os.Stdout, []string{"problem", "cores", "seconds", "iterations", "first price", "price", "against one core"}, rows)
}

func (a *asked) search(ctx context.Context, p *vrp.Problem, cores int, limit time.Duration) found {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
	s, stats := search.Run(ctx, p, nil, search.Options{Time: limit, Seed: a.seed, Workers: cores})
	return found{s.Price, stats}
}

// found is what a search came to.
type found struct {
	price int64
	stats search.Stats
}

func row(name string, cores int, limit time.Duration, f, one found) []string {
	return []string{name, strconv.Itoa(cores), fmt.Sprintf("%.0f", limit.Seconds()), strconv.FormatInt(f.stats.Iterations, 10),
		fmt.Sprintf("%.2f", float64(f.stats.First)/100), fmt.Sprintf("%.2f", float64(f.price)/100),
		fmt.Sprintf("%+.2f %%", 100*(float64(f.price)/float64(one.price)-1))}
}

func (a *asked) problems(name string) ([]named, error) {
	if a.set == "" {
		p, err := a.ofCase(name)
		return []named{{name, p}}, err
	}
	all, err := vrptw.Set.Read(a.set)
	if err != nil {
		return nil, err
	}
	var some []named
	for _, in := range all {
		if ok, err := path.Match(a.only, in.Group()+"/"+in.Name()); err != nil || !ok {
			continue
		}
		p, err := in.Problem()
		if err != nil {
			return nil, err
		}
		some = append(some, named{in.Name(), p})
	}
	if len(some) == 0 {
		return nil, errors.New("no instance matches")
	}
	return some, nil
}

// ofCase states what a provider of a case asks for.
func (a *asked) ofCase(name string) (*vrp.Problem, error) {
	c, roads, err := runs.Open(name)
	if err != nil {
		return nil, err
	}
	provider := c.Providers[0].ID
	if a.provider != "" {
		provider = model.ProviderID(a.provider)
	}
	d, err := model.Expand(c, provider, nil)
	if err != nil {
		return nil, err
	}
	p, _, err := solver.Build(d, roads)
	return p, err
}
