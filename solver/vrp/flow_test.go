package vrp_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestLatenessSaidIsLatenessBooked: what an insertion is said to cost, with all
// that it pushes over links into other tours, is what it books and what
// recounting from scratch finds, where starts are the least that all rules allow.
func TestLatenessSaidIsLatenessBooked(t *testing.T) {
	late, largest, groups, gaps := 0, 0, 0, 0
	for seed := range uint64(150) {
		p := odd.Late(odd.Size{Clusters: 12, Workers: 4, Days: 2}, seed)
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, seed, 1)
		calls := slices.ContainsFunc(p.Stops, func(st vrp.Stop) bool { return st.Place == 0 })
		e.Begin()
		for round := range 40 {
			for i := range p.Stops {
				before := e.Delta
				said, ok := serve(e, int32(i))
				if !ok {
					continue
				}
				if got := e.Delta - before; got != said && !(calls && got < said) { // a call may wait in place of the way behind it
					t.Fatalf("seed %d, stop %d: said %d, booked %d", seed, i, said, got)
				}
				if err := s.Verify(s.Price + e.Delta); err != nil || e.Bad {
					t.Fatalf("seed %d, round %d, stop %d put in: bad %v, %v", seed, round, i, e.Bad, err)
				}
				if p.Stops[i].Group >= 0 {
					groups++
				}
			}
			for range 5 {
				stop := int32(e.Rand.Intn(len(p.Stops)))
				e.Remove(stop)
				if e.Bad {
					break
				}
				if err := s.Verify(s.Price + e.Delta); err != nil {
					t.Fatalf("seed %d, round %d, stop %d taken out: %v", seed, round, stop, err)
				}
			}
			if e.Bad {
				e.Rollback()
				if err := s.Verify(s.Price); err != nil {
					t.Fatalf("seed %d: taken back: %v", seed, err)
				}
				e.Begin()
			}
			if e.Rand.Intn(3) == 0 {
				e.Commit()
				s.Price += e.Gain
				e.Gain = 0
				e.Begin()
			}
		}
		for i := range p.Stops {
			if sp := &s.Spots[i]; sp.Tour >= 0 && p.Stops[i].Tardy > 0 && s.Routes[sp.Tour].Slots[sp.Pos].Early > p.Stops[i].Due {
				late++
			}
		}
		for _, l := range p.Links {
			if s.Spots[l.A].Served() && s.Spots[l.B].Served() {
				gaps++
			}
		}
		if p.Largest > 0 && s.Worst() > 0 {
			largest++
		}
	}
	if late < 200 || largest < 40 || groups < 200 || gaps < 100 {
		t.Errorf("tests little: %d late, %d with a largest, %d groups put in, %d gaps stand", late, largest, groups, gaps)
	}
}

// TestFlowRollsBack: after any change taken back, the state is the same.
func TestFlowRollsBack(t *testing.T) {
	for seed := range uint64(10) {
		p := odd.Late(odd.Size{Clusters: 12, Workers: 4, Days: 2}, seed)
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, 1, 1)
		e.Begin()
		fill(e)
		e.Commit()
		s.Price += e.Gain
		want, worst := s.Solution(), s.Worst()
		for range 200 {
			e.Begin()
			for range 6 {
				e.Remove(int32(e.Rand.Intn(len(p.Stops))))
			}
			for _, stop := range append([]int32(nil), e.Out...) {
				serve(e, stop)
			}
			e.Rollback()
			if got := s.Solution(); !reflect.DeepEqual(got, want) || s.Worst() != worst {
				t.Fatal("a change taken back left a trace")
			}
		}
		if err := s.Verify(s.Price); err != nil {
			t.Fatal(err)
		}
		again := vrp.NewState(p)
		again.Load(want)
		if err := again.Verify(again.Price); err != nil || again.Price > s.Price {
			t.Errorf("seed %d: loaded again it costs %d, was %d: %v", seed, again.Price, s.Price, err)
		}
	}
}

// TestBestIsBruteForceBestWhereStartsFlow: no position of any tour is cheaper
// than the one Best names, tried one by one and recounted.
func TestBestIsBruteForceBestWhereStartsFlow(t *testing.T) {
	tried := 0
	for seed := range uint64(12) {
		p := odd.Late(odd.Size{Clusters: 9, Workers: 3, Days: 2}, seed*4+seed%3) // no calls
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, seed, 1)
		e.Begin()
		fill(e)
		e.Commit()
		s.Price += e.Gain
		for stop := range p.Stops {
			if !s.Spots[stop].Served() || p.Stops[stop].Group >= 0 {
				continue
			}
			e.Begin()
			e.Remove(int32(stop))
			o := e.Best(int32(stop), vrp.Wide)
			if want, _ := cheapest(e, int32(stop)); !e.Bad && o.Price != want && !(o.Price > want && want > 0) {
				t.Fatalf("seed %d, stop %d: best %d, brute force %d", seed, stop, o.Price, want)
			}
			tried++
			e.Rollback()
		}
	}
	if tried < 50 {
		t.Errorf("only %d tried", tried)
	}
}

// TestMatesSaidIsMatesBooked: two stops in a gap are put in together at the price
// said, never dearer than one after the other.
func TestMatesSaidIsMatesBooked(t *testing.T) {
	tried, cheaper := 0, 0
	for seed := range uint64(80) {
		p := odd.Late(odd.Size{Clusters: 12, Workers: 4, Days: 2}, seed*4+seed%3) // no calls
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, seed, 1)
		e.Begin()
		for i := range p.Stops {
			y := e.Mate(int32(i))
			if y < 0 {
				serve(e, int32(i))
				continue
			}
			if want := e.Mate(y); want != int32(i) {
				t.Fatalf("seed %d: %d is a mate of %d, and %d of that", seed, y, i, want)
			}
			before := e.Delta
			o := e.BestMates(int32(i), y, vrp.Wide)
			if o.Price > 0 {
				continue
			}
			e.ApplyMates(&o)
			tried++
			if got := e.Delta - before; got != o.Price || e.Bad {
				t.Fatalf("seed %d, stops %d and %d: said %d, booked %d", seed, i, y, o.Price, got)
			}
			if err := s.Verify(s.Price + e.Delta); err != nil {
				t.Fatalf("seed %d, stops %d and %d: %v", seed, i, y, err)
			}
			e.Remove(int32(i))
			e.Remove(y)
			first, ok1 := serve(e, int32(i))
			second, ok2 := serve(e, y)
			if !ok1 || !ok2 || first+second > o.Price {
				cheaper++
			} else if first+second < o.Price && len(p.Stops) < 24 { // the lists hold all positions
				t.Errorf("seed %d, stops %d and %d: %d together, %d one after the other", seed, i, y, o.Price, first+second)
			}
		}
	}
	if tried < 50 || cheaper < 10 {
		t.Errorf("tests little: %d tried, %d cheaper together", tried, cheaper)
	}
}

// TestFlowAllocatesNothing: taking out and putting in, alone, together and in
// pairs, once the buffers have grown.
func TestFlowAllocatesNothing(t *testing.T) {
	p := odd.Late(odd.Size{Clusters: 14, Workers: 6, Days: 2}, 3)
	s := vrp.NewState(p)
	e := vrp.NewEditor(s, 1, 1)
	e.Begin()
	fill(e)
	e.Commit()
	round := func() {
		e.Begin()
		for range 6 {
			e.Remove(int32(e.Rand.Intn(len(p.Stops))))
		}
		for _, stop := range e.Out {
			if y := e.Mate(stop); y >= 0 {
				if o := e.BestMates(stop, y, vrp.Usual); o.Price < 0 {
					e.ApplyMates(&o)
				}
			}
			serve(e, stop)
		}
		e.Rollback()
	}
	for range 2000 {
		round()
	}
	if n := testing.AllocsPerRun(500, round); n > 0 {
		t.Errorf("%v allocations a round", n)
	}
}
