package vrp_test

import (
	"testing"

	"github.com/hjemvej/hjemvej/solver/vrp"
)

// TestDaysOfLinksAreThoseOfStarts: a visit after midnight on the tour of the
// night before and one on the tour of the day are of one day.
func TestDaysOfLinksAreThoseOfStarts(t *testing.T) {
	const midnight, day = 1440, 1440
	for _, c := range []struct {
		name     string
		link     vrp.Link
		early    [2]int32 // starts of the first, on the night's tour
		together bool     // may both be served
		latest   int32    // start of the second, on the day's tour
	}{
		{"a day apart, the first after midnight", vrp.Link{Kind: vrp.DayGap, Min: 1, Max: 9}, [2]int32{midnight + 60, midnight + 90}, false, 0},
		{"a day apart, the first before midnight", vrp.Link{Kind: vrp.DayGap, Min: 1, Max: 9}, [2]int32{midnight - 60, midnight - 30}, true, midnight + 600},
		{"not on one day, after midnight", vrp.Link{Kind: vrp.Apart}, [2]int32{midnight + 60, midnight + 90}, false, 0},
		{"not on one day, before midnight", vrp.Link{Kind: vrp.Apart}, [2]int32{midnight - 60, midnight - 30}, true, midnight + 600},
		{"on one day, after midnight", vrp.Link{Kind: vrp.Gap, Min: 60, Max: 2000, SameDay: true}, [2]int32{midnight + 60, midnight + 90}, true, midnight + 600},
		{"on one day, before midnight", vrp.Link{Kind: vrp.Gap, Min: 60, Max: 2000, SameDay: true}, [2]int32{midnight - 60, midnight - 30}, false, 0},
	} {
		p := &vrp.Problem{Workers: 2, Modes: []vrp.Table{{N: 1, Legs: make([]vrp.Leg, 1)}}, Classes: [][]uint64{{3}},
			Midnights: []int32{0, day, 2 * day},
			Tours: []vrp.Tour{{Worker: 0, Day: 0, Open: 1200, Close: 1900, Late: 1900},
				{Worker: 1, Day: 1, Open: 1900, Close: 2400, Late: 2400}},
			Windows: []vrp.Window{{Lo: c.early[0], Hi: c.early[1]}, {Lo: midnight + 600, Hi: midnight + 700}},
			Choices: []vrp.Choice{{Day: 0, First: 0, Last: 1}, {Day: 1, First: 1, Last: 2}},
			Links:   []vrp.Link{c.link},
		}
		p.Links[0].B = 1
		for i := range int32(2) {
			p.Stops = append(p.Stops, vrp.Stop{Cluster: vrp.Never, Group: vrp.Never, Series: vrp.Never, Combo: vrp.Never, Dur: 10,
				Unserved: 1000, First: i, Last: i + 1})
		}
		if err := vrp.Prepare(p); err != nil {
			t.Fatal(err)
		}
		s := vrp.NewState(p)
		e := vrp.NewEditor(s, 1, 1)
		e.Begin()
		fill(e)
		if !s.Spots[0].Served() || s.Spots[1].Served() != c.together {
			t.Errorf("%s: served %v and %v", c.name, s.Spots[0].Served(), s.Spots[1].Served())
		}
		if c.together && s.Spots[1].Lo != c.latest {
			t.Errorf("%s: the second from %d", c.name, s.Spots[1].Lo)
		}
		if err := s.Verify(s.Price + e.Delta); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
