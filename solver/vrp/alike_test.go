package vrp_test

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/solver/internal/odd"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

func TestAlike(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(p *vrp.Problem)
		want  bool
	}{
		"as it is":         {func(*vrp.Problem) {}, true},
		"a dearer tour":    {func(p *vrp.Problem) { p.Tours[3].Price++ }, false},
		"another opening":  {func(p *vrp.Problem) { p.Tours[3].Open++ }, false},
		"another worker":   {func(p *vrp.Problem) { p.Tours[3].Worker = 0 }, true},
		"a cluster":        {func(p *vrp.Problem) { p.Clusters = []vrp.Cluster{{}} }, false},
		"a group":          {func(p *vrp.Problem) { p.Groups = []vrp.Group{{First: 0, Last: 2}} }, false},
		"a class of fewer": {func(p *vrp.Problem) { p.Classes[p.Stops[0].Class][0] &^= 1 }, false},
		"another class":    {func(p *vrp.Problem) { p.Stops[1].Class = 1 }, false},
		"no tours":         {func(p *vrp.Problem) { p.Tours = nil }, false},
	} {
		p := odd.Routes(10, 5, 1)
		p.Classes = append(slices.Clone(p.Classes), slices.Clone(p.Classes[0]))
		c.spoil(p)
		if got := p.Alike(); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestAddsUp(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(p *vrp.Problem)
		want  bool
	}{
		"as it is":          {func(*vrp.Problem) {}, true},
		"a dearer tour":     {func(p *vrp.Problem) { p.Tours[3].Price++ }, true},
		"a group":           {func(p *vrp.Problem) { p.Groups = []vrp.Group{{First: 0, Last: 2}} }, true},
		"a locked pair":     {func(p *vrp.Problem) { p.Clusters = []vrp.Cluster{{Locked: true}} }, true},
		"a pair":            {func(p *vrp.Problem) { p.Clusters = []vrp.Cluster{{}} }, false},
		"a face":            {func(p *vrp.Problem) { _ = p.SetTies([]vrp.Tie{{First: 3}}) }, false},
		"a fixed series":    {func(p *vrp.Problem) { p.Series = []vrp.Series{{}} }, true},
		"a series":          {func(p *vrp.Problem) { p.Series = []vrp.Series{{Max: 10, Step: 5}} }, false},
		"a link":            {func(p *vrp.Problem) { p.Links = []vrp.Link{{A: 0, B: 1, Max: 100}} }, false},
		"a ride":            {func(p *vrp.Problem) { p.Rides = []vrp.Ride{{}} }, false},
		"lateness":          {func(p *vrp.Problem) { p.Flow = true; _ = vrp.Prepare(p) }, false},
		"what was said":     {func(p *vrp.Problem) { p.Announced = []int32{} }, false},
		"a stop that stays": {func(p *vrp.Problem) { p.Stops[1].Fixed = true }, false},
		"no tours":          {func(p *vrp.Problem) { p.Tours = nil }, false},
	} {
		p := odd.Routes(10, 5, 1)
		c.spoil(p)
		if got := p.AddsUp(); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestFillServesAgain: tours emptied and filled with the same stops cost what
// they cost before; with stops that don't fit they can't be filled.
func TestFillServesAgain(t *testing.T) {
	p := odd.Routes(40, 20, 1)
	s := vrp.NewState(p)
	e := vrp.NewEditor(s, 1, 1)
	e.Begin()
	for stop := range int32(len(p.Stops)) {
		if o := e.Best(stop, vrp.Wide); o.Found() {
			e.Apply(stop, &o)
		}
	}
	e.Commit()
	before := e.Gain
	o := s.Solution()
	var was [][]int32
	served, sum := int64(0), 0
	for tour := range s.Routes {
		was = append(was, s.Serves(int32(tour), nil))
		served += s.TourPrice(int32(tour))
		sum += len(was[tour])
	}
	if sum != len(p.Stops) || s.Price+before != served {
		t.Fatalf("%d stops served at %d; the state costs %d", sum, served, s.Price+before)
	}
	e.Begin()
	for tour := range s.Routes {
		e.Empty(int32(tour))
	}
	if len(e.Out) != len(p.Stops) {
		t.Errorf("%d stops came out", len(e.Out))
	}
	for tour := range s.Routes {
		if !e.Fill(int32(len(s.Routes)-1-tour), was[tour], o) { // any other does as well
			t.Fatalf("tour %d can't be filled", tour)
		}
	}
	if e.Delta != 0 {
		t.Errorf("the same tours cost %d more", e.Delta)
	}
	e.Commit()
	e.Begin()
	e.Empty(0)
	all := make([]int32, len(p.Stops))
	for i := range all {
		all[i] = int32(i)
	}
	for tour := range s.Routes {
		e.Empty(int32(tour))
	}
	if e.Fill(0, all, o) {
		t.Error("one tour serves all")
	}
	e.Rollback()
	s.Price += e.Gain
	if err := s.Verify(s.Price); err != nil {
		t.Error(err)
	}
}

// TestCanServe: a tour can serve what it serves, at the pegs that its groups
// have, and not much later.
func TestCanServe(t *testing.T) {
	p := odd.Routes(40, 20, 1)
	p.Groups = []vrp.Group{{First: 0, Last: 2}, {First: 2, Last: 4}}
	for s := range int32(4) {
		p.Stops[s].Group = s / 2
	}
	p.Windows[1], p.Windows[3] = p.Windows[0], p.Windows[2]
	if err := vrp.Prepare(p); err != nil {
		t.Fatal(err)
	}
	s := vrp.NewState(p)
	e := vrp.NewEditor(s, 1, 1)
	e.Begin()
	for g := range int32(2) {
		o := e.BestGroup(g, vrp.Wide)
		e.ApplyGroup(g, &o)
	}
	for stop := int32(4); stop < int32(len(p.Stops)); stop++ {
		if o := e.Best(stop, vrp.Wide); o.Found() {
			e.Apply(stop, &o)
		}
	}
	pegs, far := make([]int32, len(p.Stops)), make([]int32, len(p.Stops))
	for i := range pegs {
		pegs[i] = s.Spots[i].Lo
		far[i] = 9999
	}
	tied := 0
	for tour := range int32(len(p.Tours)) {
		list := s.Serves(tour, nil)
		if !p.CanServe(tour, list, pegs) {
			t.Errorf("tour %d can't serve what it serves", tour)
		}
		if slices.ContainsFunc(list, func(s int32) bool { return s < 4 }) {
			tied++
			if p.CanServe(tour, list, far) {
				t.Errorf("tour %d starts a visit by two when the day is over", tour)
			}
		}
	}
	if tied < 2 {
		t.Errorf("%d tours serve visits by two", tied)
	}
}
