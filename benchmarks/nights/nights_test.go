package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/benchmarks/generate"
	"github.com/hjemvej/hjemvej/benchmarks/internal/runs"
	"github.com/hjemvej/hjemvej/model"
)

// play plays some nights of a small case. Plans that break a rule are an error.
func play(t *testing.T, nights int, seed uint64) [][]string {
	t.Helper()
	s := sim{citizens: 25, nights: nights, days: 7, workers: 1, seed: seed, budget: runs.Budget{Iterations: 150}}
	all, err := s.play(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return rows(all)
}

func TestNightsKeepEveryRuleAndWhatWasAgreed(t *testing.T) {
	for seed := range uint64(3) {
		got := play(t, 4, seed+1)
		if len(got) != 5 {
			t.Fatalf("%d rows of four nights", len(got))
		}
		for _, r := range got {
			if len(r) != len(heads) {
				t.Errorf("%d cells under %d headings", len(r), len(heads))
			}
			if r[4] != "0" || r[6] != "0" {
				t.Errorf("seed %d, night %s: needless %s, agreed times changed without news %s", seed+1, r[0], r[4], r[6])
			}
		}
	}
}

func TestNightsAreDrawnByTheSeed(t *testing.T) {
	a := play(t, 2, 5)
	if d := cmp.Diff(a, play(t, 2, 5)); d != "" {
		t.Error(d)
	}
	if cmp.Equal(a, play(t, 2, 6)) {
		t.Error("another seed gives the same nights")
	}
}

// TestWhatHappens: each night somebody is sick, somebody away, and a grant ends;
// the case before stays as it was.
func TestWhatHappens(t *testing.T) {
	c, _, err := generate.Case(generate.Options{Citizens: 40, Days: 10, Seed: 2})
	if err != nil {
		t.Fatal(err)
	}
	w := world{sim: &sim{c: c}, rng: newRand(1)}
	absences := len(c.Absences)
	day := c.Horizon.From + 1
	n := w.happen(day)
	if len(n.caregivers) != max(1, (len(c.Caregivers)*sick+500)/1000) || len(n.homes) == 0 {
		t.Errorf("%d caregivers, %d homes", len(n.caregivers), len(n.homes))
	}
	if len(c.Absences) != absences || w.c == c {
		t.Error("the case before has changed")
	}
	for who := range n.caregivers {
		found := false
		for _, a := range w.c.Absences {
			found = found || a.Caregiver == who && a.From == model.At(day, 0)
		}
		if !found {
			t.Errorf("%s is sick and not away", who)
		}
	}
}

func TestPairsAreTheSameEitherWayRound(t *testing.T) {
	a := model.Named{Home: "h", Contact: "x", Second: "y"}
	for _, b := range []struct {
		n    model.Named
		same bool
	}{{a, true}, {model.Named{Contact: "y", Second: "x"}, true}, {model.Named{Contact: "x"}, false}, {model.Named{Contact: "x", Second: "z"}, false}} {
		if samePair(a, b.n) != b.same {
			t.Errorf("%v: %v", b.n, !b.same)
		}
	}
}
