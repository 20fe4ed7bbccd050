package oneday

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/solver/search"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// sample is two workers, of whom the second has two tours, a break of the first,
// two visits, the second linked to the first, and one by two.
func sample() *Day {
	ways := [][]int32{{0, 0, 0, 0}, {0, 0, 10, 20}, {0, 10, 0, 15}, {0, 20, 15, 0}}
	prices := [][]int32{{0, 0, 0, 0}, {0, 0, 100, 200}, {0, 100, 0, 150}, {0, 200, 150, 0}}
	both := []By{{0, 0}, {1, 30}, {2, 30}}
	return &Day{Name: "sample", Unit: "kr.", Per: 100, Modes: []Mode{{ways, prices}},
		Tours: []Tour{
			{"a", 0, 0, 1, 1, 0, 200, 220, 7, 1000},
			{"b", 1, 0, 0, 0, 0, 400, 400, 0, 0},
			{"c", 1, 0, 0, 0, 0, 400, 400, 0, 0}},
		Stops: []Stop{
			{"x", 2, 30, -1, 0, 9000, []Window{{20, 40, 0}, {0, 60, 5}}, both},
			{"y", 3, 30, -1, 0, 8000, []Window{{0, 300, 0}}, both},
			{"two", 2, 10, 0, 0, 5000, []Window{{90, 140, 4}}, both},
			{"two/2", 2, 5, 0, 5, 5000, []Window{{95, 145, 0}}, both},
			{"rest", 0, 25, -1, 0, 100_000, []Window{{30, 200, 0}}, []By{{0, 0}}}},
		Links: []Link{{0, 1, false, 60, 200}}}
}

// right: a goes 1-2-3-2-1 with a break before its last visit; b comes to two.
const right = "stop,tour,start\nx,a,20\nrest,a,50\ny,a,90\ntwo,a,135\ntwo/2,b,140\n"

const rightCost = (100 + 150 + 150 + 100 + 1000 + 30 + 4) / 100.0

func TestCheckPricesARightSolution(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		cost     float64
	}{
		"all":            {"", "", rightCost},
		"a dearer start": {"x,a,20", "x,a,10", rightCost + 0.05},
		// 1-2-2-3-1, and home 15 ticks past the close
		"late":         {"y,a,90\ntwo,a,135\ntwo/2,b,140\n", "two,a,140\ntwo/2,b,145\ny,a,165\n", (100 + 150 + 200 + 1000 + 30 + 4 + 15*7) / 100.0},
		"all undone":   {right[16:], "", (9000 + 8000 + 10_000 + 100_000) / 100.0},
		"only a break": {right[16:], "rest,a,30\n", (9000 + 8000 + 10_000) / 100.0},
	} {
		cost, faults := sample().Check([]byte(strings.Replace(right, c.old, c.new, 1)))
		if len(faults) > 0 || cost != c.cost {
			t.Errorf("%s: %g, want %g; %v", name, cost, c.cost, faults)
		}
	}
}

func TestCheckFindsEveryFault(t *testing.T) {
	for _, c := range []struct{ old, new, fault string }{
		{"stop,", "spot,", "not a table of stop, tour, start"},
		{"x,a,20", "q,a,20", `line 2: no stop "q"`},
		{"x,a,20", "x,q,20", `line 2: no tour "q"`},
		{"x,a,20", "x,a,20.5", `line 2: no start "20.5"`},
		{"x,a,20", "x,a,20\nx,b,20", "stop x is served twice"},
		{"x,a,20", "x,a,9", "tour a comes to stop x 1 ticks late"},
		{"rest,a,50", "rest,a,49", "tour a comes to stop rest 1 ticks late"},
		{"rest,a,50", "rest,a,51", "tour a comes to stop y 1 ticks late"}, // the way follows the break
		{"y,a,90", "y,a,211", "tour a ends 41 ticks too late"},
		{"rest,a,50", "rest,b,50", "tour b may not serve stop rest"},
		{"x,a,20", "x,a,61", "stop x starts outside its windows"},
		{"two/2,b,140\n", "", "stop two/2 is served without its group"},
		{"two/2,b,140\n", "two/2,b,139", "stop two/2 does not start with its group"},
		{"two,a,135\ntwo/2,b,140\n", "two,c,135\ntwo/2,b,140\n", "stops two and two/2 are by one worker"},
		{"rest,a,50\ny,a,90", "y,a,66", "stop y starts 46 ticks after stop x, not 60 to 200"},
	} {
		_, faults := sample().Check([]byte(strings.Replace(right, c.old, c.new, 1)))
		if !strings.Contains(strings.Join(faults, "\n")+"\n", c.fault+"\n") {
			t.Errorf("%q → %q: faults %q, want %q among them", c.old, c.new, faults, c.fault)
		}
	}
	d := sample()
	d.Links = append(d.Links, Link{A: 0, B: 1, Apart: true})
	if _, faults := d.Check([]byte(right)); len(faults) != 1 || faults[0] != "stops x and y are by one worker" {
		t.Errorf("faults %q", faults)
	}
}

// problem is a day with a visit by two whose price is the first's, a pair that
// knows its client, a link and a tour that may not serve all.
func problem(t *testing.T) *vrp.Problem {
	t.Helper()
	tab := vrp.Table{N: 4, Legs: make([]vrp.Leg, 16)}
	for a := 1; a < 4; a++ {
		for b := 1; b < 4; b++ {
			tab.Legs[4*a+b] = vrp.Leg{Ticks: int32(5 * (b - a) * (b - a)), Price: int32(10 * (b - a) * (b - a))}
		}
	}
	stop := vrp.Stop{Place: 2, Dur: 9, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never, Unserved: 5000, Alone: 3}
	by := func(change func(*vrp.Stop)) vrp.Stop { s := stop; change(&s); return s }
	p := &vrp.Problem{Modes: []vrp.Table{tab}, Workers: 2, Classes: [][]uint64{{3}, {2}},
		Tours:    []vrp.Tour{{Start: 1, End: 1, Close: 300, Late: 320, LatePrice: 2, Price: 50}, {Worker: 1, Start: 1, End: 1, Close: 300, Late: 300}},
		Clusters: []vrp.Cluster{{Pair: [2]int32{1, vrp.Never}, Before: [2]int32{vrp.Never, vrp.Never}, Locked: true}},
		Kinds:    []vrp.Tie{{Always: 1, Other: 40}}, Ties: []uint16{0, 0},
		Stops: []vrp.Stop{by(func(s *vrp.Stop) { s.Group, s.Last = 0, 1 }), by(func(s *vrp.Stop) { s.Group, s.Offset = 0, 4 }),
			by(func(s *vrp.Stop) { s.Place, s.Class, s.First, s.Last = 3, 1, 1, 2 })},
		Groups:  []vrp.Group{{First: 0, Last: 2}},
		Choices: []vrp.Choice{{First: 0, Last: 1}, {First: 1, Last: 3}},
		Windows: []vrp.Window{{Lo: 100, Hi: 150, Price: 6}, {Lo: 120, Hi: 160}, {Lo: 90, Hi: 200, Price: 8}},
		Links:   []vrp.Link{{A: 0, B: 2, Kind: vrp.Gap, Min: -60, Max: 60}}}
	if err := vrp.Prepare(p); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestOfStatesPricesByTour(t *testing.T) {
	d, err := Of(problem(t), []string{"two", "two/2", "y"}, []string{"a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	want := []Stop{
		{"two", 1, 9, 0, 0, 5000, []Window{{100, 150, 6}}, []By{{0, 44}, {1, 4}}},
		{"two/2", 1, 9, 0, 4, 5000, []Window{{104, 154, 0}}, []By{{0, 44}, {1, 4}}},
		{"y", 3, 9, -1, 0, 5000, []Window{{120, 160, 0}, {90, 200, 8}}, []By{{1, 4}}}}
	for i := range want { // places are numbered as they are met: 1 the tours', 2 and 3
		want[i].Place = int32(2 + i/2)
	}
	if diff := cmp.Diff(want, d.Stops); diff != "" {
		t.Error(diff)
	}
	if len(d.Links) != 1 || d.Links[0] != (Link{0, 2, false, -60, 60}) || d.Tours[0].LatePrice != 2 || d.Modes[0].Ticks[1][3] != 20 {
		t.Errorf("links %+v, tours %+v, modes %+v", d.Links, d.Tours, d.Modes)
	}
	data, err := json.Marshal(d)
	var again Day
	if err2 := json.Unmarshal(data, &again); err != nil || err2 != nil || !cmp.Equal(*d, again) {
		t.Errorf("JSON: %v, %v, %s", err, err2, cmp.Diff(*d, again))
	}
}

func TestCheckAgreesWithTheSearch(t *testing.T) {
	p := problem(t)
	d, err := Of(p, []string{"two", "two/2", "y"}, []string{"a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := search.Run(context.Background(), p, nil, search.Options{Iterations: 300, Seed: 1, Workers: 1})
	if cost, faults := d.Check(d.Write(s)); len(faults) > 0 || cost != float64(s.Price) || cost > 500 {
		t.Errorf("%g, the search says %d; %v", cost, s.Price, faults)
	}
}

func TestOfRefuses(t *testing.T) {
	for name, change := range map[string]func(*vrp.Problem){
		"a new face":     func(p *vrp.Problem) { p.Kinds[0].First = 1 },
		"a free pair":    func(p *vrp.Problem) { p.Clusters[0].Locked = false },
		"a load":         func(p *vrp.Problem) { p.Stops[0].Load = 1 },
		"two days":       func(p *vrp.Problem) { p.Tours[0].Day = 1 },
		"lateness":       func(p *vrp.Problem) { p.Stops[0].Tardy = 1 },
		"a link of days": func(p *vrp.Problem) { p.Links = []vrp.Link{{A: 0, B: 0, Kind: vrp.DayGap}} },
	} {
		p := &vrp.Problem{Modes: []vrp.Table{{N: 2, Legs: make([]vrp.Leg, 4)}}, Workers: 1, Classes: [][]uint64{{1}}, Tours: []vrp.Tour{{Close: 9, Late: 9}},
			Clusters: []vrp.Cluster{{Pair: [2]int32{-1, -1}, Before: [2]int32{-1, -1}, Locked: true}}, Kinds: []vrp.Tie{{}}, Ties: []uint16{0},
			Stops: []vrp.Stop{{Place: 1, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never}}}
		change(p)
		if err := vrp.Prepare(p); err != nil {
			t.Fatal(name, err)
		}
		if _, err := Of(p, []string{"s"}, []string{"t"}); err == nil {
			t.Errorf("%s is stated", name)
		}
	}
}
