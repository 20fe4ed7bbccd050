package vrp_test

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

func every(int32) bool { return true }

// TestOnDay: every day of odd problems holds just its own, and what is put
// together there is valid and costs what the moves say.
func TestOnDay(t *testing.T) {
	for seed := range uint64(12) {
		p := odd.Problem(odd.Size{Clusters: 6, Workers: 5, Days: 4}, seed)
		for day := range p.Days() {
			d, err := p.OnDay(day, every, every)
			if err != nil {
				t.Fatal(err)
			}
			q := d.Problem
			if !slices.Equal(d.Tours, p.ToursOn(day)) || len(q.Tours) != len(d.Tours) || len(q.Stops) != len(d.Stops) || q.Days() > 1 {
				t.Fatalf("seed %d, day %d: tours %v of %v, %d stops of %d", seed, day, d.Tours, p.ToursOn(day), len(q.Stops), len(d.Stops))
			}
			for i, s := range d.Stops {
				same(t, p, q, day, s, int32(i), d)
			}
			s := vrp.NewState(q)
			e := vrp.NewEditor(s, seed, 1)
			e.Begin()
			fill(e)
			e.Commit()
			s.Price += e.Gain
			if err := s.Verify(s.Price); err != nil {
				t.Fatalf("seed %d, day %d: %v", seed, day, err)
			}
		}
	}
}

// same says what differs between a stop and what it is on its day.
func same(t *testing.T, p, q *vrp.Problem, day, whole, own int32, d *vrp.Day) {
	t.Helper()
	a, b := &p.Stops[whole], &q.Stops[own]
	if a.Place != b.Place || a.Dur != b.Dur || a.Unserved != b.Unserved || a.Cluster != b.Cluster || (a.Group < 0) != (b.Group < 0) {
		t.Errorf("stop %+v is %+v on its day", *a, *b)
	}
	for k, tour := range d.Tours {
		if p.Allows(a.Class, tour) != q.Allows(b.Class, int32(k)) {
			t.Errorf("stop %d and tour %d: %v, on their day otherwise", whole, tour, p.Allows(a.Class, tour))
		}
	}
	if b.Group >= 0 && q.Groups[b.Group].Last-q.Groups[b.Group].First != p.Groups[a.Group].Last-p.Groups[a.Group].First {
		t.Errorf("stop %d lost members of its group", whole)
	}
	if b.Group >= 0 && q.Groups[b.Group].First != own {
		return // choices are the first's
	}
	on := 0
	for c := a.First; c < a.Last; c++ {
		if p.Choices[c].Day == day {
			on++
		}
	}
	if on == 0 || on != int(b.Last-b.First) {
		t.Errorf("stop %d has %d choices on day %d, and %d there", whole, on, day, b.Last-b.First)
	}
}

// TestOnDayPricesEachStopByItself: pairs stand, and a new face is paid for at
// every visit.
func TestOnDayPricesEachStopByItself(t *testing.T) {
	tab := vrp.Table{N: 2, Legs: make([]vrp.Leg, 4)}
	p := &vrp.Problem{Modes: []vrp.Table{tab}, Workers: 3, Classes: [][]uint64{{0b1111}},
		Clusters: []vrp.Cluster{{Pair: [2]int32{0, 1}, Before: [2]int32{2, vrp.Never}, Change: 999}},
		Kinds:    []vrp.Tie{{Always: 1, Other: 20, First: 300}}, Ties: []uint16{0, 0, 0}, Series: []vrp.Series{{Min: -30, Max: 30, Step: 15}},
		Midnights: []int32{0, 1440, 2880}}
	for day := range int32(2) {
		for w := range int32(2) {
			p.Tours = append(p.Tours, vrp.Tour{Worker: 2 * w, Day: day, Open: day * 1440, Close: (day + 1) * 1440, Late: (day + 1) * 1440})
		}
	}
	for i := range int32(3) { // two visits on day 1, the first of them in a series cut by its floor, one on day 0
		day := min(1, i)
		first := int32(len(p.Windows))
		p.Windows = append(p.Windows, vrp.Window{Lo: day*1440 + 500, Hi: day*1440 + 600, Floor: day*1440 + 550, Ceil: day*1440 + 590},
			vrp.Window{Lo: day*1440 + 300, Hi: day*1440 + 900, Floor: 0, Ceil: 9999, Price: 7})
		p.Choices = append(p.Choices, vrp.Choice{Day: day, First: first, Last: first + 2})
		p.Stops = append(p.Stops, vrp.Stop{Place: 1, Dur: 10, Group: vrp.Never, Combo: vrp.Never, Unserved: 5000, First: i, Last: i + 1})
	}
	p.Links = []vrp.Link{{A: 1, B: 2, Kind: vrp.Gap, Min: -400, Max: 400}, {A: 0, B: 1, Kind: vrp.DayGap, Max: 9}, {A: 1, B: 2, Kind: vrp.Apart}}
	if err := vrp.Prepare(p); err != nil {
		t.Fatal(err)
	}
	d, err := p.OnDay(1, every, func(w int32) bool { return p.Windows[w].Price == 0 })
	if err != nil {
		t.Fatal(err)
	}
	q := d.Problem
	if !slices.Equal(d.Stops, []int32{1, 2}) || !slices.Equal(d.Tours, []int32{2, 3}) {
		t.Fatalf("stops %v, tours %v", d.Stops, d.Tours)
	}
	if len(q.Windows) != 2 || q.Windows[0].Lo != 1990 || q.Windows[0].Hi != 2030 || q.Stops[0].Series != vrp.Never {
		t.Errorf("windows %+v", q.Windows)
	}
	if len(q.Links) != 1 || q.Links[0] != (vrp.Link{A: 0, B: 1, Kind: vrp.Gap, Min: -400, Max: 400}) {
		t.Errorf("links %+v", q.Links)
	}
	s := vrp.NewState(q)
	if s.Price != 2*5000 {
		t.Errorf("nobody served costs %d: nothing is due for the pair", s.Price)
	}
	e := vrp.NewEditor(s, 1, 1)
	for stop, want := range []int64{301, 301} { // by worker 0 of the pair
		e.Begin()
		if price, ok := serve(e, int32(stop)); !ok || price != want-5000 {
			t.Errorf("stop %d costs %d more, want %d", stop, price, want-5000)
		}
		e.Commit()
	}
}
