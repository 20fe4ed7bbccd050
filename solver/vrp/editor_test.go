package vrp_test

import (
	"reflect"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// fill serves as many stops as go in, in order.
func fill(e *vrp.Editor) {
	for i := range e.P.Stops {
		serve(e, int32(i))
	}
}

// serve puts a stop or its group in at the cheapest; it reports the price said.
func serve(e *vrp.Editor, stop int32) (price int64, ok bool) {
	if e.S.Spots[stop].Served() {
		return 0, false
	}
	if g := e.P.Stops[stop].Group; g >= 0 {
		o := e.BestGroup(g, vrp.Wide)
		if o.Price > 0 {
			return 0, false
		}
		e.ApplyGroup(g, &o)
		return o.Price, true
	}
	o := e.Best(stop, vrp.Wide)
	if o.Price > 0 {
		return 0, false
	}
	e.Apply(stop, &o)
	return o.Price, true
}

// TestPriceSaidIsPriceBooked: what Best says an insertion costs is what Apply
// books and what recounting the whole state finds.
func TestPriceSaidIsPriceBooked(t *testing.T) {
	for seed := range uint64(20) {
		p := odd.Problem(odd.Size{Clusters: 6, Workers: 5, Days: 4}, seed)
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, seed, 1)
		e.Begin()
		for i := range p.Stops {
			before := e.Delta
			said, ok := serve(e, int32(i))
			if !ok {
				continue
			}
			group := p.Stops[i].Group >= 0 // a group's members are priced apart: a face new to both is said twice
			if got := e.Delta - before; got != said && !group {
				t.Fatalf("seed %d, stop %d: said %d, booked %d", seed, i, said, got)
			}
			if err := s.Verify(s.Price + e.Delta); err != nil {
				t.Fatalf("seed %d, stop %d: %v", seed, i, err)
			}
		}
		e.Commit()
	}
}

// TestBestIsBruteForceBest: no position of any tour is cheaper than the one Best names.
func TestBestIsBruteForceBest(t *testing.T) {
	for seed := range uint64(8) {
		p := odd.Problem(odd.Size{Clusters: 5, Workers: 4, Days: 3}, seed)
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, seed, 1)
		e.Begin()
		fill(e)
		e.Commit()
		s.Price += e.Gain
		base := s.Price
		for stop := range p.Stops {
			if !s.Spots[stop].Served() || p.Stops[stop].Group >= 0 || s.Spots[stop].Riders != 0 || s.Spots[stop].Carrier >= 0 || len(p.Offers(int32(stop))) > 0 {
				continue
			}
			e.Begin()
			e.Remove(int32(stop))
			if len(e.Out) != 1 {
				e.Rollback()
				continue
			}
			o := e.Best(int32(stop), vrp.Wide)
			want, _ := cheapest(e, int32(stop))
			if o.Ride < 0 && o.Price != want && !(o.Price > want && want > 0) {
				t.Fatalf("seed %d, stop %d: best %d, brute force %d", seed, stop, o.Price, want)
			}
			e.Rollback()
			if again := s.Recount(); again != base {
				t.Fatalf("seed %d, stop %d: rolled back to %d, was %d", seed, stop, again, base)
			}
		}
	}
}

// cheapest tries every position of every tour and every window by recounting.
func cheapest(e *vrp.Editor, stop int32) (best int64, found bool) {
	p, s := e.P, e.S
	best = vrp.NoOption.Price
	before := s.Recount()
	st := &p.Stops[stop]
	for c := st.First; c < st.Last; c++ {
		for t := range p.Tours {
			if !p.Allows(st.Class, int32(t)) || p.Tours[t].Day != p.Choices[c].Day || e.Barred(stop, int32(t)) {
				continue
			}
			for pos := 0; pos < len(s.Routes[t].Slots)-1; pos++ {
				for _, o := range e.Windows(stop, c) {
					o.Tour, o.Pos = int32(t), int32(pos)
					trial := s.Clone()
					te := vrp.NewEditor(trial, 1, 9)
					te.Begin()
					te.Apply(stop, &o)
					if te.Bad {
						continue
					}
					if d := trial.Recount() - before; d < best {
						best, found = d, true
					}
				}
			}
		}
	}
	return best, found
}

// TestRollbackRestores: after any ruin and recreate taken back, the state is
// the same to the last field.
func TestRollbackRestores(t *testing.T) {
	p := odd.Problem(odd.Size{Clusters: 8, Workers: 6, Days: 4}, 11)
	s := vrp.NewState(p)
	e := vrp.NewEditor(s, 1, 1)
	e.Begin()
	fill(e)
	e.Commit()
	s.Price += e.Gain
	want := s.Solution()
	for range 500 {
		e.Begin()
		for range 6 {
			e.Remove(int32(e.Rand.Intn(len(p.Stops))))
		}
		for _, stop := range append([]int32(nil), e.Out...) {
			serve(e, stop)
		}
		for _, c := range e.TouchedClusters() {
			e.Settle(c)
		}
		for _, tour := range e.Touched() {
			e.Retune(tour)
		}
		e.Rollback()
		if got := s.Solution(); !reflect.DeepEqual(got, want) {
			t.Fatal("a change taken back left a trace")
		}
		if err := s.Verify(s.Price); err != nil {
			t.Fatal(err)
		}
	}
}
