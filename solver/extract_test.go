package solver

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// put serves needs by a tour in the order given, each in the last, widest
// window of its menu.
func (m *Map) put(s *vrp.Solution, tour int32, stops ...int32) {
	for _, stop := range stops {
		lead := m.leader(stop)
		c := m.Problem.Choices[m.Problem.Stops[lead].First]
		for k := m.Problem.Stops[lead].First; k < m.Problem.Stops[lead].Last; k++ {
			if m.Problem.Choices[k].Day == m.Problem.Tours[tour].Day {
				c = m.Problem.Choices[k]
			}
		}
		w := c.Last - 1
		s.Tours[tour] = append(s.Tours[tour], stop)
		s.Tour[stop], s.Window[stop] = tour, w
		s.Lo[stop], s.Hi[stop] = m.spanOf(s, lead, w)
	}
	l := m.lineOf(s, tour)
	m.earliest(&l)
	for _, e := range l.seats {
		s.Start[e.stop] = e.start
	}
}

// clockOf is when a visit of a plan starts, "" when there is none.
func clockOf(p *model.Plan, id model.VisitID) string {
	for i := range p.Visits {
		if p.Visits[i].ID == id {
			return p.Visits[i].Start.Clock().String()
		}
	}
	return ""
}

func TestStartsMoveTowardsTheAgreedTime(t *testing.T) {
	w := newTown(t)
	w.home("h1", 3)
	w.home("h2", 3)
	w.worker("a", 7*60, 12*60, 0)
	first := w.daily("h1", "care", 8*60+45, 0)[0]
	second := w.daily("h2", "care", 9*60, 0)[0]
	m, _ := w.build()
	id1, id2 := w.Demand.Needs[first].ID, w.Demand.Needs[second].ID
	for name, c := range map[string]struct {
		hi           model.Clock // the latest start of the second
		want1, want2 string
	}{
		"both reach it":            {11 * 60, "08:39", "09:00"}, // 20 of care and one of arrival lie between
		"the second is held early": {8 * 60, "07:39", "08:00"},
	} {
		s := m.empty()
		m.put(s, 0, m.first[first], m.first[second])
		s.Hi[m.first[second]] = int32(c.hi)
		p := m.Plan(s)
		if got1, got2 := clockOf(p, id1), clockOf(p, id2); got1 != c.want1 || got2 != c.want2 {
			t.Errorf("%s: %s and %s, want %s and %s", name, got1, got2, c.want1, c.want2)
		}
	}
}

func TestToursListWaysJustBeforeTheyEnd(t *testing.T) {
	w := newTown(t)
	w.home("h", 3)
	w.worker("a", 7*60, 15*60, 0)
	care, call := w.daily("h", "care", 9*60, 0)[0], w.daily("h", "call", 10*60, 0)[0]
	m, _ := w.build()
	s := m.empty()
	m.put(s, 0, m.first[care], m.extra[0][0], m.first[call])
	type item struct {
		Kind     model.ItemKind
		From, To string
	}
	var got []item
	for _, it := range m.Plan(s).Tours[0].Items {
		got = append(got, item{it.Kind, it.From.Clock().String(), it.To.Clock().String()})
	}
	want := []item{
		{model.TravelItem, "07:00", "07:04"},
		{model.VisitItem, "09:00", "09:20"},
		{model.BreakItem, "09:20", "09:49"}, // where the caregiver is: no way between
		{model.CallItem, "10:00", "10:05"},
		{model.TravelItem, "10:05", "10:09"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestTourWithoutVisitsGoesWhereItsActivityIs(t *testing.T) {
	for place, want := range map[model.PlaceID][]model.ItemKind{
		"":       {model.ActivityItem},
		"office": {model.ActivityItem, model.BreakItem},
		"at-h":   {model.TravelItem, model.ActivityItem, model.BreakItem, model.TravelItem},
	} {
		w := newTown(t)
		w.home("h", 3)
		w.worker("a", 7*60, 15*60, 0)
		w.Case.Activities = []model.Activity{{Shift: "a-0", Kind: "meeting", From: model.At(monday, 8*60), To: model.At(monday, 9*60), Minutes: 60, Place: place}}
		m, _ := w.build()
		s := m.empty()
		m.put(s, 0, m.extra[0][1], m.extra[0][0])
		p := m.Plan(s)
		var got []model.ItemKind
		for _, it := range p.Tours[0].Items {
			got = append(got, it.Kind)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("at %q: %s", place, d)
		}
		if pays := model.Total(p.Bill) > 0; pays != (place == "at-h") {
			t.Errorf("at %q: bill %+v", place, p.Bill)
		}
	}
}

func TestCallsAreOwedBeyondTheLimit(t *testing.T) {
	for name, c := range map[string]struct {
		from   model.Clock // when work begins: the visit is half an hour's and four minutes later
		calls  int
		latest string
	}{
		"just within": {9*60 + 56, 0, ""},
		"just beyond": {9*60 + 57, 1, "08:40"},
	} {
		w := newTown(t)
		w.home("h", 3)
		w.worker("a", c.from, 15*60, 0)
		w.Case.History.Named = []model.Named{{Home: "h", Contact: "a"}}
		i := w.daily("h", "care", 9*60, 0)[0]
		m, _ := w.build()
		s := m.empty()
		m.put(s, 0, m.first[i])
		p := m.Plan(s)
		if len(p.Calls) != c.calls {
			t.Errorf("%s: calls %+v", name, p.Calls)
		}
		for _, call := range p.Calls {
			if call.Latest.Clock().String() != c.latest || call.By != "a" || call.New.Sub(call.Agreed) != 61 {
				t.Errorf("%s: %+v", name, call)
			}
		}
	}
}

func TestBriefingsAreOwedToSubstitutesNotSeenLately(t *testing.T) {
	for name, c := range map[string]struct {
		named model.CaregiverID
		ago   model.Date // since the substitute was there; 0 never
		want  int
	}{
		"of the two":       {"a", 0, 0},
		"never seen":       {"b", 0, 1},
		"seen ninety days": {"b", 90, 0},
		"seen long ago":    {"b", 91, 1},
	} {
		w := newTown(t)
		w.home("h", 3)
		w.worker("a", 7*60, 12*60, 0, 1)
		w.worker("b", 7*60, 12*60, 2)
		w.Case.History.Named = []model.Named{{Home: "h", Contact: c.named}}
		if c.ago > 0 {
			w.Case.History.Visits = []model.PastVisit{{Home: "h", Caregiver: "a", Date: monday - c.ago}}
		}
		needs := w.daily("h", "care", 9*60, 0, 1)
		m, _ := w.build()
		s := m.empty()
		for d, i := range needs {
			m.put(s, m.tourOf[model.ShiftID([]string{"a-0", "a-1"}[d])], m.first[i])
		}
		p := m.Plan(s)
		if len(p.Briefings) != c.want {
			t.Errorf("%s: %+v", name, p.Briefings)
		}
		for _, b := range p.Briefings {
			if b.Caregiver != "a" || b.By != "b" || b.Visit != w.Demand.Needs[needs[0]].ID {
				t.Errorf("%s: %+v", name, b)
			}
		}
	}
}

func TestPracticalHelpOnAnotherDayIsAReplacement(t *testing.T) {
	w := newTown(t)
	w.home("h", 3)
	w.worker("a", 8*60, 12*60, 0, 1)
	f := w.floating("h", "cleaning", 0, 1)
	m, _ := w.build()
	for tour, want := range [][]model.Replacement{nil, {{Home: "h", Grant: w.all[0].ID, Occurrence: w.Demand.Tasks[0].Occurrence,
		Agreed: monday, Latest: monday + 7, Visit: w.Demand.Needs[f].ID}}} {
		s := m.empty()
		m.put(s, int32(tour), m.first[f])
		if d := cmp.Diff(want, m.Plan(s).Replacements); d != "" {
			t.Errorf("tour %d: %s", tour, d)
		}
	}
}

// laundry makes two pieces of one occurrence, either of which may ride on a
// visit, and gives the carriers and the pieces.
func laundry(w *town) (carriers, pieces []int) {
	w.home("h", 3)
	w.worker("a", 7*60, 15*60, 0)
	carriers = []int{w.daily("h", "care", 8*60, 0)[0], w.daily("h", "bath", 11*60, 0)[0]}
	for piece := 1; piece <= 2; piece++ {
		i := w.floating("h", "cleaning", 0)
		n := &w.Demand.Needs[i]
		n.ID += model.VisitID('a' + rune(piece))
		task := &w.Demand.Tasks[n.Tasks[0]]
		task.Occurrence, task.Grant, task.Piece = "laundry#0", w.all[2], piece
		pieces = append(pieces, i)
		for _, c := range carriers {
			w.carry(c, i)
		}
	}
	w.all = w.all[:3]
	return carriers, pieces
}

func (m *Map) aboardOf(s *vrp.Solution, rider, carrier int) {
	r, c := m.first[rider], m.first[carrier]
	s.Carrier[r], s.Tour[r], s.Start[r] = c, s.Tour[c], s.Start[c]
}

func TestPiecesThatMeetInOneVisitAreTheWhole(t *testing.T) {
	w := newTown(t)
	carriers, pieces := laundry(w)
	m, _ := w.build()
	for name, c := range map[string]struct {
		on   [2]int // which carrier each piece rides on; -1: none
		want [2][]int
	}{
		"apart":             {[2]int{0, 1}, [2][]int{{1}, {2}}},
		"a half is dropped": {[2]int{0, -1}, [2][]int{}},
		"the other is, too": {[2]int{-1, 1}, [2][]int{}},
	} {
		s := m.empty()
		m.put(s, 0, m.first[carriers[0]], m.extra[0][0], m.first[carriers[1]])
		for k, on := range c.on {
			if on >= 0 {
				m.aboardOf(s, pieces[k], carriers[on])
			}
		}
		p := m.Plan(s)
		for k, carrier := range carriers {
			var got []int
			for i := range p.Visits {
				for _, d := range p.Visits[i].Does {
					if p.Visits[i].ID == w.Demand.Needs[carrier].ID && d.Occurrence == "laundry#0" {
						got = append(got, d.Piece)
					}
				}
			}
			if d := cmp.Diff(c.want[k], got); d != "" {
				t.Errorf("%s, visit %d: %s", name, k, d)
			}
		}
	}
	r := &reader{Map: m, riders: map[int32][]int{m.first[carriers[0]]: pieces}}
	for _, d := range r.does(carriers[0], m.first[carriers[0]]) {
		if d.Occurrence == "laundry#0" && d.Piece != 0 {
			t.Errorf("both pieces in one visit are %+v", d)
		}
	}
}

func TestNoPlanLacksABreakForTheSakeOfVisits(t *testing.T) {
	w := newTown(t)
	w.home("h", 3)
	w.worker("a", 7*60, 14*60, 0)
	var stops []int32
	care := w.daily("h", "care", 9*60, 0)[0]
	talk := w.daily("h", "talk", 9*60, 0)[0]
	w.Demand.Needs[care].Legs[0].Minutes, w.Demand.Needs[talk].Legs[0].Minutes = 200, 200
	m, _ := w.build()
	s := m.empty()
	stops = append(stops, m.first[care], m.first[talk])
	m.put(s, 0, stops...)
	for _, stop := range stops {
		s.Lo[stop], s.Hi[stop] = 7*60, 12*60
	}
	p := m.Plan(s)
	if len(p.Visits) != 1 || p.Visits[0].Does[0].Service != "care" {
		t.Errorf("visits %+v: the talk makes room", p.Visits)
	}
	if !hasItem(&p.Tours[0], model.BreakItem) {
		t.Errorf("no break in %+v", p.Tours[0].Items)
	}
}

func hasItem(t *model.Tour, kind model.ItemKind) bool {
	for i := range t.Items {
		if t.Items[i].Kind == kind {
			return true
		}
	}
	return false
}

func TestContactPersonComesMost(t *testing.T) {
	w := newTown(t)
	w.home("h", 3)
	w.worker("a", 7*60, 12*60, 0)
	w.worker("b", 7*60, 12*60, 1, 2)
	needs := w.daily("h", "care", 9*60, 0, 1, 2)
	m, _ := w.build()
	s := m.empty()
	for d, i := range needs {
		m.put(s, int32(d), m.first[i])
	}
	s.Pair[0] = [2]int32{m.worker["a"], m.worker["b"]}
	if d := cmp.Diff([]model.Named{{Home: "h", Contact: "b", Second: "a"}}, m.Plan(s).Named); d != "" {
		t.Error(d)
	}
}
