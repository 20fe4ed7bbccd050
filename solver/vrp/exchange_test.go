package vrp_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// spans draws two spans of two tours of a day, or two that follow each other in
// one tour; mostly short, sometimes to the end.
func spans(r *rand.Rand, p *vrp.Problem, s *vrp.State) (a, b vrp.Span, ok bool) {
	a.Tour, b.Tour = r.Int32N(int32(len(p.Tours))), r.Int32N(int32(len(p.Tours)))
	if r.IntN(4) == 0 {
		b.Tour = a.Tour
	}
	na, nb := int32(len(s.Routes[a.Tour].Slots)-1), int32(len(s.Routes[b.Tour].Slots)-1)
	a.From = 1 + r.Int32N(na)
	a.To = min(na, a.From+r.Int32N(4))
	if a.Tour == b.Tour {
		b.From = a.To
		b.To = min(na, b.From+r.Int32N(4))
		return a, b, !a.Empty() && !b.Empty()
	}
	b.From = 1 + r.Int32N(nb)
	b.To = min(nb, b.From+r.Int32N(4))
	if r.IntN(3) == 0 {
		a.To, b.To = na, nb
	}
	return a, b, p.Tours[a.Tour].Day == p.Tours[b.Tour].Day && !(a.Empty() && b.Empty())
}

// back is what takes an exchange back.
func back(a, b vrp.Span) (vrp.Span, vrp.Span) {
	na, nb := a.To-a.From, b.To-b.From
	if a.Tour == b.Tour {
		return vrp.Span{Tour: a.Tour, From: a.From, To: a.From + nb}, vrp.Span{Tour: a.Tour, From: a.From + nb, To: b.To}
	}
	return vrp.Span{Tour: a.Tour, From: a.From, To: a.From + nb}, vrp.Span{Tour: b.Tour, From: b.From, To: b.From + na}
}

// crowded says whether several stops of one cluster move: their price is a guess.
func crowded(p *vrp.Problem, s *vrp.State, of ...vrp.Span) bool {
	seen := map[int32]bool{}
	for _, x := range of {
		for _, slot := range s.Routes[x.Tour].Slots[x.From:x.To] {
			c := p.Stops[slot.Stop].Cluster
			if c >= 0 && seen[c] {
				return true
			}
			seen[c] = true
		}
	}
	return false
}

// TestExchangePriceIsPriceBooked: what an exchange is said to cost is what it
// books, the state is right after it, and exchanging back leaves all as it was.
func TestExchangePriceIsPriceBooked(t *testing.T) {
	done, apart := 0, 0
	for seed := range uint64(24) {
		p := odd.Problem(odd.Size{Clusters: 7, Workers: 6, Days: 3}, seed)
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, seed, 1)
		e.Begin()
		fill(e)
		r := rand.New(rand.NewPCG(seed, 3))
		for range 12000 {
			a, b, ok := spans(r, p, s)
			if !ok {
				continue
			}
			said, ok := e.ExchangePrice(a, b, math.MaxInt64)
			if !ok {
				continue
			}
			if _, less := e.ExchangePrice(a, b, said); less {
				t.Fatalf("seed %d: a limit of %d lets %d pass", seed, said, said)
			}
			guess, before := crowded(p, s, a, b), e.Delta
			e.Exchange(a, b)
			if got := e.Delta - before; e.Bad || got != said && !guess {
				t.Fatalf("seed %d: %+v for %+v said %d, booked %d, bad %v", seed, a, b, said, got, e.Bad)
			}
			if err := s.Verify(s.Price + e.Delta); err != nil {
				t.Fatalf("seed %d: %+v for %+v: %v", seed, a, b, err)
			}
			if done++; a.Tour != b.Tour {
				apart++
			}
			if r.IntN(2) == 0 {
				continue
			}
			e.Exchange(back(a, b))
			if err := s.Verify(s.Price + e.Delta); e.Delta != before || e.Bad || err != nil {
				t.Fatalf("seed %d: exchanged back, %d is left of %d, %v", seed, e.Delta, before, err)
			}
		}
		e.Rollback()
		if err := s.Verify(s.Price); err != nil {
			t.Fatalf("seed %d: taken back: %v", seed, err)
		}
	}
	if done < 1000 || apart < 500 {
		t.Errorf("%d exchanges, %d of two tours: too few to say anything", done, apart)
	}
}

// TestExchangePriceSeesAllThatFits: between tours that are alike an exchange is
// feasible exactly when both tours, walked from their starts, keep every window
// and hold their load; and costs what their ways say.
func TestExchangePriceSeesAllThatFits(t *testing.T) {
	fits := 0
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 5))
		p := plain(r, 24, 6)
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, seed, 1)
		e.Begin()
		fill(e)
		for range 3000 {
			a, b, ok := spans(r, p, s)
			if !ok || a.Tour == b.Tour {
				continue
			}
			ta, tb := stopsOf(s, a.Tour), stopsOf(s, b.Tour)
			na := splice(ta, a, tb[b.From-1:b.To-1])
			nb := splice(tb, b, ta[a.From-1:a.To-1])
			wasA, _ := walk(p, a.Tour, ta)
			wasB, _ := walk(p, b.Tour, tb)
			willA, okA := walk(p, a.Tour, na)
			willB, okB := walk(p, b.Tour, nb)
			want := willA + willB - wasA - wasB
			got, ok := e.ExchangePrice(a, b, math.MaxInt64)
			if ok != (okA && okB) || ok && got != want {
				t.Fatalf("seed %d: %v and %v: %+v for %+v: %d, %v; walked: %d, %v, %v", seed, ta, tb, a, b, got, ok, want, okA, okB)
			}
			if ok {
				fits++
				e.Exchange(a, b)
			}
		}
	}
	if fits < 300 {
		t.Errorf("%d exchanges fit: too few to say anything", fits)
	}
}

// plain is stops with windows and loads, and tours that are all alike.
func plain(r *rand.Rand, stops, tours int) *vrp.Problem {
	p := &vrp.Problem{Workers: tours}
	n := stops + 2
	tab := vrp.Table{N: n, Legs: make([]vrp.Leg, n*n)}
	for i := 1; i < n; i++ {
		for j := 1; j < n; j++ {
			if i != j {
				tab.Legs[i*n+j] = vrp.Leg{Ticks: 5 + r.Int32N(30), Price: 5 + r.Int32N(30)}
			}
		}
	}
	p.Modes = []vrp.Table{tab}
	all := uint64(1)<<tours - 1
	p.Classes = [][]uint64{{all}}
	for t := range tours {
		p.Tours = append(p.Tours, vrp.Tour{Worker: int32(t), Start: 1, End: 1, Close: 600, Late: 600, Capacity: 60})
	}
	for i := range stops {
		lo := r.Int32N(400)
		p.Windows = append(p.Windows, vrp.Window{Lo: lo, Hi: lo + 40 + r.Int32N(150), Ceil: 600})
		p.Choices = append(p.Choices, vrp.Choice{First: int32(i), Last: int32(i + 1)})
		p.Stops = append(p.Stops, vrp.Stop{Place: int32(i + 2), Cluster: vrp.Never, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never,
			Dur: 10, Load: 1 + r.Int32N(15), Unserved: 1 << 30, First: int32(i), Last: int32(i + 1), Must: true})
	}
	if err := vrp.Prepare(p); err != nil {
		panic(err)
	}
	return p
}

func stopsOf(s *vrp.State, tour int32) []int32 {
	var l []int32
	sl := s.Routes[tour].Slots
	for _, x := range sl[1 : len(sl)-1] {
		l = append(l, x.Stop)
	}
	return l
}

// splice puts stops in place of a span of a tour.
func splice(tour []int32, s vrp.Span, in []int32) []int32 {
	out := append([]int32(nil), tour[:s.From-1]...)
	out = append(out, in...)
	return append(out, tour[s.To-1:]...)
}

// walk prices a tour of stops and says whether it keeps windows, end and load.
func walk(p *vrp.Problem, tour int32, stops []int32) (price int64, ok bool) {
	t := &p.Tours[tour]
	if len(stops) == 0 {
		return 0, true
	}
	at, clock, load := t.Start, t.Open, int32(0)
	ok = true
	for _, stop := range stops {
		st := &p.Stops[stop]
		w := &p.Windows[p.Choices[st.First].First]
		leg := p.Modes[0].Leg(at, st.Place)
		clock = max(clock+leg.Ticks, w.Lo)
		ok = ok && clock <= w.Hi
		clock += st.Dur
		load += st.Load
		price += int64(leg.Price)
		at = st.Place
	}
	home := p.Modes[0].Leg(at, t.End)
	return price + int64(home.Price), ok && clock+home.Ticks <= t.Late && load <= t.Capacity
}
