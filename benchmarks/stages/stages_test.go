package main

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/hjemvej/hjemvej/benchmarks/planted"
	"github.com/hjemvej/hjemvej/model/casefile"
	"github.com/hjemvej/hjemvej/solver"
	"github.com/hjemvej/hjemvej/solver/search"
)

func TestStagesOfOneNameAddUp(t *testing.T) {
	var w watch
	sleep := func() error { time.Sleep(time.Millisecond); return nil }
	broken := errors.New("broken")
	if w.stage("a", sleep) != nil || w.stage("b", sleep) != nil || w.stage("a", sleep) != nil || w.stage("b", func() error { return broken }) != broken {
		t.Error("errors of stages are not handed on")
	}
	if !slices.Equal(w.names, []string{"a", "b"}) || w.took["a"] < 2*time.Millisecond {
		t.Errorf("stages %v took %v", w.names, w.took)
	}
}

func TestServedTellsWhenAllStood(t *testing.T) {
	s := served{after: -1}
	for _, p := range []search.Progress{
		{Unserved: 3, Elapsed: time.Second}, {Unserved: 0, Elapsed: 2 * time.Second}, {Unserved: 0, Elapsed: 5 * time.Second},
	} {
		s.note(p)
	}
	all := served{}
	all.join(s)
	all.join(served{after: 1})
	if got := all.String(); got != "All that must be served stood after 2.0 s of search." {
		t.Error(got)
	}
	all.join(served{after: -1, missing: 4})
	if got := all.String(); got != "4 stops that must be served were not." {
		t.Error(got)
	}
}

func TestStagesOfAPlantedCase(t *testing.T) {
	p, err := planted.Case(10, 1)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := casefile.WriteCase(dir, p.Case); err != nil {
		t.Fatal(err)
	}
	var w watch
	if err := w.run(t.Context(), dir, solver.Options{Iterations: 2000, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	if got := len(w.rows()); got != 7 {
		t.Errorf("%d stages: %v", got, w.rows())
	}
	if err := new(watch).run(t.Context(), t.TempDir(), solver.Options{}); err == nil {
		t.Error("an empty folder was timed as a case")
	}
}
