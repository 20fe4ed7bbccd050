package solver

import (
	"slices"
	"testing"

	"github.com/hjemvej/hjemvej/model"
)

// TestAwayInTheMiddleOfAShift: both stretches are worked, nothing is planned
// between, and the break counts what is worked in all.
func TestAwayInTheMiddleOfAShift(t *testing.T) {
	for name, test := range map[string]struct {
		away   [][2]model.Clock
		visits []model.Clock
		served int
		rests  bool
	}{
		"an hour":             {[][2]model.Clock{{600, 660}}, []model.Clock{8 * 60, 9 * 60, 12 * 60, 14 * 60}, 4, true},
		"twice":               {[][2]model.Clock{{600, 660}, {720, 780}}, []model.Clock{8 * 60, 9 * 60, 14 * 60}, 3, false},
		"when one was wanted": {[][2]model.Clock{{540, 690}}, []model.Clock{8 * 60, 10*60 + 15, 14 * 60}, 3, false}, // another time is agreed
		"nearly to the end":   {[][2]model.Clock{{600, 860}}, []model.Clock{8 * 60, 14*60 + 30}, 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown(t)
			w.Case.Standard.Rules.CallLimit, w.Case.Standard.Rules.EdgeLimit = 15, 15
			w.worker("a", 7*60, 15*60, 0)
			for i, at := range test.visits {
				id := model.HomeID('a' + rune(i))
				w.home(id, 1)
				w.daily(id, "care", at, 0)
			}
			for _, a := range test.away {
				w.Case.Absences = append(w.Case.Absences, model.Absence{Caregiver: "a", From: model.At(monday, a[0]), To: model.At(monday, a[1]), Kind: "training"})
			}
			m, _, s := w.solved(1, 300)
			p := m.Certified(s)
			served, rested := 0, false
			for _, it := range p.Tours[0].Items {
				for _, a := range w.Case.Absences {
					if it.From < a.To && a.From < it.To {
						t.Errorf("away %s to %s, and yet %v at %s", a.From, a.To, it.Kind, it.From)
					}
				}
				if it.Kind == model.VisitItem {
					served++
				}
				rested = rested || it.Kind == model.BreakItem
			}
			if served != test.served || rested != test.rests {
				t.Errorf("%d visits, a break %t; want %d, %t", served, rested, test.served, test.rests)
			}
		})
	}
}

// TestMendForAnHour: whoever is away for an hour of a day under way comes back
// to it, and the plan passes both checks; so it does when another is away then.
func TestMendForAnHour(t *testing.T) {
	back := 0
	for k := range 2 {
		m := aMorning(t, k)
		tours := m.tours()
		for i, tour := range tours {
			for _, at := range []model.Clock{6*60 + 15, 9*60 + 50} {
				first := m.mended(m.plan, []model.Event{m.awayFor(tour.Caregiver, at, at+15, 60)})
				m.passes(first, m.plan)
				back += m.visitsAfter(first, tour.Shift)
				m.passes(m.mended(first, []model.Event{m.awayFor(tours[(i+1)%len(tours)].Caregiver, at+30, at+30, 75)}), first)
			}
		}
	}
	if back == 0 {
		t.Error("nobody came back to any visit")
	}
}

func (m *morning) awayFor(who model.CaregiverID, known, from model.Clock, minutes model.Minutes) model.Event {
	e := m.sickCall(who, known)
	e.From = model.At(m.day, from)
	e.To = e.From.Add(minutes)
	return e
}

// passes wants a mend to pass both checks.
func (m *morning) passes(p, of *model.Plan) {
	m.t.Helper()
	c := model.Fold(m.c, p.Log, p.Made.Now)
	for _, b := range append(model.Check(c, m.r, p), model.CheckMended(c, of, p)...) {
		if !b.Escalation {
			m.t.Errorf("mended at %s of %+v: %v", c.Now, p.Log[len(p.Log)-1], b)
		}
	}
}

// visitsAfter counts the visits of a shift after the last absence of the log.
func (m *morning) visitsAfter(p *model.Plan, s model.ShiftID) (n int) {
	at := slices.IndexFunc(p.Tours, func(t model.Tour) bool { return t.Shift == s })
	if at < 0 {
		return 0
	}
	for _, it := range p.Tours[at].Items {
		if it.Kind == model.VisitItem && it.From >= p.Log[len(p.Log)-1].To {
			n++
		}
	}
	return n
}

// TestMeetingOutOfReach: whoever is late goes to what they can be at in time; what
// is out of reach from then on is left out.
func TestMeetingOutOfReach(t *testing.T) {
	for name, test := range map[string]struct {
		late, meeting [2]model.Clock // the meeting lasts a quarter
		held          bool
	}{
		"it begins as they come": {[2]model.Clock{7 * 60, 8 * 60}, [2]model.Clock{8 * 60, 8*60 + 15}, false},
		"just in time":           {[2]model.Clock{7 * 60, 8 * 60}, [2]model.Clock{8 * 60, 8*60 + 26}, true},
		"a minute too late":      {[2]model.Clock{7 * 60, 8 * 60}, [2]model.Clock{8 * 60, 8*60 + 25}, false},
		"kept on the way":        {[2]model.Clock{7*60 + 5, 8 * 60}, [2]model.Clock{8 * 60, 8*60 + 15}, false},
		"over before":            {[2]model.Clock{9 * 60, 10 * 60}, [2]model.Clock{8 * 60, 8*60 + 15}, true},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown(t)
			w.worker("a", 7*60, 15*60, 0)
			w.home("far", 10) // eleven minutes
			w.home("near", 1)
			w.daily("near", "care", 10*60+30, 0)
			activity := func(kind string, at [2]model.Clock, minutes model.Minutes, place model.PlaceID) {
				w.Case.Activities = append(w.Case.Activities, model.Activity{Shift: "a-0", Kind: kind, Minutes: minutes, Place: place,
					From: model.At(monday, at[0]), To: model.At(monday, at[1])})
			}
			activity(model.LateActivity, test.late, model.Minutes(test.late[1]-test.late[0]), "")
			activity("meeting", test.meeting, 15, "at-far")
			m, r, s := w.solved(1, 300)
			p := m.Certified(s)
			held := slices.ContainsFunc(p.Tours[0].Items, func(it model.Item) bool { return it.Text == "meeting" })
			if held != test.held {
				t.Errorf("at the meeting: %t, want %t", held, test.held)
			}
			for _, b := range model.Check(w.Case, r, p) {
				if b.Rule == model.FormRule {
					t.Error(b)
				}
			}
		})
	}
}

// TestMeetingsBeforeBreaks: a meeting that leaves no time for the break leaves
// the shift without one, and what is outside it is worked all the same.
func TestMeetingsBeforeBreaks(t *testing.T) {
	for name, test := range map[string]struct {
		from, to model.Clock
		rests    bool
	}{
		"all the hours of a break": {7*60 + 15, 13*60 + 45, false},
		"some of them":             {9 * 60, 13*60 + 45, true},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown(t)
			w.worker("a", 7*60, 15*60, 0)
			w.home("h", 1)
			w.daily("h", "care", 14*60, 0)
			meeting := model.Activity{Shift: "a-0", Kind: "training", From: model.At(monday, test.from), To: model.At(monday, test.to)}
			meeting.Minutes = meeting.To.Sub(meeting.From)
			w.Case.Activities = []model.Activity{meeting}
			m, _, s := w.solved(1, 300)
			p := m.Certified(s)
			kinds := map[model.ItemKind]int{}
			for _, it := range p.Tours[0].Items {
				kinds[it.Kind]++
			}
			if kinds[model.VisitItem] != 1 || kinds[model.ActivityItem] != 1 || (kinds[model.BreakItem] == 1) != test.rests {
				t.Errorf("the tour has %v", p.Tours[0].Items)
			}
			if int64(model.Total(p.Bill)) != s.Price {
				t.Errorf("the bill is %d, the price %d", model.Total(p.Bill), s.Price)
			}
			if broken := model.Check(w.Case, m.Roads, p); len(broken) > 0 {
				t.Error(broken)
			}
		})
	}
}
