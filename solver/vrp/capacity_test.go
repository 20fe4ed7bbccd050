package vrp_test

import (
	"strings"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// line is a problem of stops along a line, one tick apart, all day open, with
// the loads given and tours of the capacities given.
func line(loads, capacities []int32) *vrp.Problem {
	n := len(loads) + 2
	p := &vrp.Problem{Workers: len(capacities), Classes: [][]uint64{{1<<len(capacities) - 1}},
		Modes: []vrp.Table{{N: n, Legs: make([]vrp.Leg, n*n)}}}
	for i := 1; i < n; i++ {
		for j := 1; j < n; j++ {
			d := int32(max(i-j, j-i))
			p.Modes[0].Legs[i*n+j] = vrp.Leg{Ticks: d, Price: d}
		}
	}
	for w, c := range capacities {
		p.Tours = append(p.Tours, vrp.Tour{Worker: int32(w), Start: 1, End: 1, Close: 1000, Late: 1000, Capacity: c})
	}
	for i, load := range loads {
		k := int32(i)
		p.Windows = append(p.Windows, vrp.Window{Hi: 1000})
		p.Choices = append(p.Choices, vrp.Choice{First: k, Last: k + 1})
		p.Stops = append(p.Stops, vrp.Stop{Place: k + 2, Cluster: vrp.Never, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never,
			First: k, Last: k + 1, Unserved: 1e6, Must: true, Load: load})
	}
	return p
}

func prepared(t *testing.T, p *vrp.Problem) *vrp.Problem {
	t.Helper()
	if err := vrp.Prepare(p); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestToursHoldTheirCapacity: what is put in one by one fills the tours as far
// as the capacities go and no further; without a capacity all goes into one.
func TestToursHoldTheirCapacity(t *testing.T) {
	for _, c := range []struct {
		name              string
		loads, capacities []int32
		served            int
	}{
		{"no limit", []int32{5, 5, 5, 5}, []int32{0, 0}, 4},
		{"exactly full", []int32{5, 5, 5, 5}, []int32{10, 10}, 4},
		{"one too many", []int32{5, 5, 5, 5, 5}, []int32{10, 10}, 4},
		{"too heavy for any", []int32{11, 1}, []int32{10, 10}, 1},
		{"nothing to carry", []int32{0, 0, 10}, []int32{10}, 3},
		{"only the second is large", []int32{9, 9}, []int32{5, 18}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, effort := range []vrp.Effort{vrp.Usual, vrp.Wide} {
				p := prepared(t, line(c.loads, c.capacities))
				s := vrp.NewState(p)
				e := vrp.NewEditor(s, 1, 1)
				e.Begin()
				for i := range p.Stops {
					if o := e.Best(int32(i), effort); o.Price < 0 {
						e.Apply(int32(i), &o)
					}
				}
				if err := s.Verify(s.Price + e.Delta); err != nil || e.Bad {
					t.Fatalf("bad %v, %v", e.Bad, err)
				}
				if _, missing := s.Missing(); len(c.loads)-missing != c.served {
					t.Errorf("effort %d: %d served, want %d", effort, len(c.loads)-missing, c.served)
				}
			}
		})
	}
}

// TestOverloadingIsBad: a stop forced into a full tour makes the change bad, and
// taking it back gives the room back.
func TestOverloadingIsBad(t *testing.T) {
	p := prepared(t, line([]int32{6, 6}, []int32{10}))
	s := vrp.NewState(p)
	e := vrp.NewEditor(s, 1, 1)
	e.Begin()
	o := e.Best(0, vrp.Wide)
	e.Apply(0, &o)
	e.Commit()
	s.Price += e.Gain
	e.Begin()
	if e.Apply(1, &o); !e.Bad {
		t.Error("twelve in a tour that holds ten")
	}
	if err := s.Verify(s.Price + e.Delta); err == nil || !strings.Contains(err.Error(), "holds 10") {
		t.Errorf("an overloaded tour passes: %v", err)
	}
	e.Rollback()
	if err := s.Verify(s.Price); err != nil || s.Routes[0].Load != 6 {
		t.Errorf("taken back: load %d, %v", s.Routes[0].Load, err)
	}
	s.Routes[0].Load = 5
	if err := s.Verify(s.Price); err == nil {
		t.Error("a wrong load passes")
	}
}

// TestRidersLoadTheirCarriersTour, and get off with their load.
func TestRidersLoadTheirCarriersTour(t *testing.T) {
	for _, c := range []struct {
		capacity int32
		rides    bool
	}{{10, true}, {9, false}} {
		p := line([]int32{6, 4}, []int32{c.capacity})
		p.Stops[0].Combo = 0
		p.Stops[1].Last = p.Stops[1].First // rides or stays
		p.Combos = []vrp.Combo{{}, {Dur: 7}}
		p.Rides = []vrp.Ride{{Rider: 1, Carrier: 0, Hi: 1000}}
		prepared(t, p)
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, 1, 1)
		e.Begin()
		o := e.Best(0, vrp.Wide)
		e.Apply(0, &o)
		r := e.Best(1, vrp.Wide)
		if r.Found() != c.rides {
			t.Fatalf("capacity %d: rides %v", c.capacity, r.Found())
		}
		if !c.rides {
			continue
		}
		e.Apply(1, &r)
		if err := s.Verify(s.Price + e.Delta); err != nil || s.Routes[0].Load != 10 {
			t.Fatalf("load %d, %v", s.Routes[0].Load, err)
		}
		for _, stop := range []int32{1, 0} {
			e.Remove(stop)
			if err := s.Verify(s.Price + e.Delta); err != nil {
				t.Fatalf("without %d: %v", stop, err)
			}
		}
	}
}

// TestEjectionMakesRoomForTheLoad: as many must go as the load needs, be there
// ever so much time.
func TestEjectionMakesRoomForTheLoad(t *testing.T) {
	p := prepared(t, line([]int32{3, 3, 3, 6}, []int32{10}))
	s := vrp.NewState(p)
	e := vrp.NewEditor(s, 1, 1)
	e.Begin()
	for i := range int32(3) {
		o := e.Best(i, vrp.Wide)
		e.Apply(i, &o)
	}
	one := func(int32) int64 { return 1 }
	for most, want := range map[int]bool{1: false, 2: true} {
		j, ok := e.BestEjection(&vrp.Wanted{Stop: 3, At: vrp.Never, Not: vrp.Never, Most: most, Cost: one})
		if ok != want || ok && j.Last-j.First != 1 {
			t.Errorf("at most %d go: %v %+v", most, ok, j)
		}
	}
}

// TestLoadingLeavesOutWhatNoLongerFits: a solution of the same problem with
// smaller tours.
func TestLoadingLeavesOutWhatNoLongerFits(t *testing.T) {
	loads := []int32{4, 4, 4}
	wide := prepared(t, line(loads, []int32{12}))
	s := vrp.NewState(wide)
	e := vrp.NewEditor(s, 1, 1)
	e.Begin()
	fill(e)
	e.Commit()
	narrow := vrp.NewState(prepared(t, line(loads, []int32{9})))
	narrow.Load(s.Solution())
	if err := narrow.Verify(narrow.Price); err != nil {
		t.Fatal(err)
	}
	if _, missing := narrow.Missing(); missing != 1 {
		t.Errorf("%d left out, want 1", missing)
	}
}

// TestLoadsMakeADifference: the odd problems' capacities do bind.
func TestLoadsMakeADifference(t *testing.T) {
	full := 0
	for seed := uint64(2); seed < 20; seed += 3 {
		p := odd.Problem(odd.Size{Clusters: 6, Workers: 5, Days: 4}, seed)
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, seed, 1)
		e.Begin()
		fill(e)
		for t := range p.Tours {
			if most := p.Tours[t].Capacity; most > 0 && s.Routes[t].Load > most-3 {
				full++
			}
		}
	}
	if full == 0 {
		t.Error("no tour is ever full")
	}
}

// TestPrepareRefusesLoads that are none.
func TestPrepareRefusesLoads(t *testing.T) {
	for want, p := range map[string]*vrp.Problem{
		"loads -1":       line([]int32{-1}, []int32{1}),
		"holds -1":       line([]int32{1}, []int32{-1}),
		"more than 1073": line([]int32{1 << 30, 1}, []int32{1}),
	} {
		if err := vrp.Prepare(p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}
