package bench

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"time"

	"github.com/hjemvej/hjemvej/solver/search"
)

// Budget is how long each search lasts: the first that is set of a time by
// size, iterations and a time.
type Budget struct {
	PerCustomer time.Duration `json:",omitempty"` // times the instance's size
	Iterations  int64         `json:",omitempty"`
	Time        time.Duration `json:",omitempty"`
}

// of is the budget of one instance as the search takes it.
func (b *Budget) of(i Instance) search.Options {
	switch {
	case b.PerCustomer > 0:
		return search.Options{Time: b.PerCustomer * time.Duration(i.Size())}
	case b.Iterations > 0:
		return search.Options{Iterations: b.Iterations}
	}
	return search.Options{Time: b.Time}
}

// Options steer a run.
type Options struct {
	Budget    Budget
	Cores     int // 0: all
	Seeds     []uint64
	Solutions string // folder for the solutions; empty: they are not kept

	Progress func(Instance, uint64, search.Progress) // of a search under way
	Done     func(*Result)                           // after each
}

// Result is one search of one instance, judged by the set's check alone.
type Result struct {
	Instance   Instance
	Seed       uint64
	Cost       float64
	Faults     []string
	Iterations int64
	Seconds    float64 // of the search, on the wall
}

// Right says that the solution has no fault.
func (r *Result) Right() bool { return len(r.Faults) == 0 }

// Only keeps the instances whose name, or group/name, matches a pattern as of path.Match.
func Only(all []Instance, pattern string) ([]Instance, error) {
	var some []Instance
	for _, i := range all {
		byName, err := path.Match(pattern, i.Name())
		if err != nil {
			return nil, fmt.Errorf("%q: %w", pattern, err)
		}
		whole, _ := path.Match(pattern, i.Group()+"/"+i.Name())
		if byName || whole {
			some = append(some, i)
		}
	}
	return some, nil
}

// Run searches every instance with every seed and has each solution checked in
// the form in which it is written. When ctx is done it returns what is finished.
func Run(ctx context.Context, all []Instance, o Options) ([]Result, error) {
	var results []Result
	for _, i := range all {
		p, err := i.Problem()
		if err != nil {
			return results, fmt.Errorf("%s: %w", i.Name(), err)
		}
		best := -1 // of this instance
		for _, seed := range o.Seeds {
			so := o.Budget.of(i)
			so.Seed, so.Workers = seed, o.Cores
			if o.Progress != nil {
				so.Progress = func(now search.Progress) { o.Progress(i, seed, now) }
			}
			began := time.Now()
			s, stats := search.Run(ctx, p, nil, so)
			r := Result{Instance: i, Seed: seed, Iterations: stats.Iterations, Seconds: time.Since(began).Seconds()}
			if ctx.Err() != nil {
				return results, nil
			}
			form := i.Write(p, s)
			r.Cost, r.Faults = i.Check(form)
			results = append(results, r)
			if best < 0 || better(&r, &results[best]) {
				best = len(results) - 1
			}
			if err := o.keep(&r, form, best == len(results)-1); err != nil {
				return results, err
			}
			if o.Done != nil {
				o.Done(&r)
			}
		}
	}
	return results, nil
}

// better says whether a result beats another: right ones wrong ones, then the cheaper.
func better(a, b *Result) bool {
	if a.Right() != b.Right() {
		return a.Right()
	}
	return a.Cost < b.Cost
}

// keep stores a solution: the best so far in the folder, and with several seeds
// each in a folder of its seed.
func (o *Options) keep(r *Result, form []byte, best bool) error {
	if o.Solutions == "" {
		return nil
	}
	if best {
		if err := store(o.Solutions, r.Instance.File(), form); err != nil {
			return err
		}
	}
	if len(o.Seeds) > 1 {
		return store(filepath.Join(o.Solutions, fmt.Sprintf("seed-%d", r.Seed)), r.Instance.File(), form)
	}
	return nil
}

func store(dir, file string, form []byte) error {
	name := filepath.Join(dir, file)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, form, 0o644)
}
