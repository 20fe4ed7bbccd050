package solver

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/search"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// certificates plans a town and gives what it certifies.
func (w *town) certificates() []model.Certificate {
	m, _, s := w.solved(1, 300)
	return m.certify(m.settle(s))
}

// reasonOf is a certificate's reason for a caregiver.
func reasonOf(c model.Certificate, who model.CaregiverID) model.Reason {
	for _, r := range c.Reasons {
		if r.Caregiver == who {
			return r
		}
	}
	return model.Reason{}
}

func TestCertificatesNameTheRuleTheDistanceAndTheRemedy(t *testing.T) {
	const eight = 8 * 60
	for name, c := range map[string]struct {
		make           func(w *town)
		rule           string
		grade          model.Grade
		reason, says   string
		remedy, helper string
	}{
		"nobody is qualified": {
			make: func(w *town) {
				w.worker("a", eight, 15*60, 0)
				i := w.daily("h", "care", 9*60, 0)[0]
				w.Demand.Needs[i].Requires = []model.Qualification{"medicine"}
			},
			rule: "R-6.3", grade: model.Proved, reason: "R-6.7", says: "needs medicine", remedy: "none",
		},
		"a dog": {
			make: func(w *town) {
				w.worker("a", eight, 15*60, 0).CantBear = []model.Trait{"dog"}
				w.Case.Homes[0].Traits = []model.Trait{"dog"}
				w.daily("h", "care", 9*60, 0)
			},
			rule: "R-6.3", grade: model.Proved, reason: "R-6.7", says: "can't bear dog", remedy: "none",
		},
		"the day is too short by ten minutes": {
			make: func(w *town) { // 4 there, 20 of care, 4 back: 28 of 18 minutes
				w.worker("a", eight, eight+18, 0)
				w.daily("h", "care", eight, 0)
			},
			rule: "R-6.3", grade: model.Proved, reason: "R-W.1", says: "10 minutes short, even with an empty tour", remedy: "stay", helper: "a",
		},
		"ten minutes that the rest forbids": {
			make: func(w *town) {
				w.worker("a", eight, eight+18, 0)
				w.Case.Standard.Rules.OvertimeMost = 30
				w.Case.History.Outside = []model.OutsideShift{{Caregiver: "a", From: w.Case.Shifts[0].To.Add(660), To: w.Case.Shifts[0].To.Add(900)}}
				w.daily("h", "care", eight, 0)
			},
			rule: "R-6.3", grade: model.Proved, reason: "R-W.2", says: "10 minutes short, even with an empty tour", remedy: "none",
		},
		"a break in the way": {
			make: func(w *town) {
				w.worker("a", 9*60, 9*60+56, 0)
				s := &w.Case.Shifts[0]
				s.Break = &model.Window{From: s.From + 10, To: s.From + 10}
				i := w.daily("h", "care", 9*60, 0)[0]
				w.Demand.Needs[i].Days[0].Windows = w.Demand.Needs[i].Days[0].Windows[:1]
			},
			rule: "R-6.3", grade: model.Proved, reason: "R-W.3", remedy: "none",
		},
		"at work at another time": {
			make: func(w *town) {
				w.worker("a", 18*60, 22*60, 0)
				w.daily("h", "care", eight, 0)
			},
			rule: "R-6.3", grade: model.Proved, reason: "R-W.1", says: "works 18:00–22:00", remedy: "none",
		},
		"only one of two": {
			make: func(w *town) {
				w.worker("a", eight, 12*60, 0)
				i := w.daily("h", "care", 9*60, 0)[0]
				w.Demand.Needs[i].Legs = []model.Leg{{Minutes: 20}, {Minutes: 20}}
			},
			rule: "R-6.3", grade: model.Proved, reason: "R-11.1.1b", remedy: "none",
		},
		"a reserve at home": {
			make: func(w *town) {
				w.Case.Caregivers = append(w.Case.Caregivers, model.Caregiver{ID: "r", Provider: "p", District: "d", HomePlace: "office"})
				at := model.At(monday, eight)
				w.Case.Reserves = []model.Reserve{{Caregiver: "r", From: at, To: at.Add(180), Price: 30000, Notice: 60}}
				w.worker("a", 18*60, 22*60, 0)
				w.daily("h", "care", 9*60, 0)
			},
			rule: "R-6.3", grade: model.Proved, reason: "R-W.1", remedy: "call-in", helper: "r",
		},
		"a colleague of the next district": {
			make: func(w *town) {
				w.Demand.Districts = []model.DistrictID{"d"}
				w.worker("b", eight, 12*60, 0).District = "e"
				w.worker("a", 18*60, 22*60, 0)
				w.daily("h", "care", 9*60, 0)
			},
			rule: "R-6.3", grade: model.Proved, reason: "R-W.1", remedy: "borrow", helper: "b",
		},
		"two at once for one": {
			make: func(w *town) {
				w.worker("a", eight, eight+40, 0)
				w.home("g", 3)
				for _, home := range []model.HomeID{"h", "g"} {
					w.daily(home, "care", eight, 0)
				}
			},
			rule: "R-6.3", grade: model.NotFound, reason: "R-W.1", remedy: "stay", helper: "a",
		},
		"two at once, and no shift may be longer": {
			make: func(w *town) {
				w.Case.Standard.Rules.ShiftMost = 45
				w.worker("a", eight, eight+40, 0)
				w.home("g", 3)
				for _, home := range []model.HomeID{"h", "g"} {
					w.daily(home, "care", eight, 0)
				}
			},
			rule: "R-6.3", grade: model.NotFound, reason: "R-W.1", remedy: "none",
		},
		"a colleague who is off": {
			make: func(w *town) {
				w.worker("b", eight, 16*60, 5)
				w.worker("a", 18*60, 22*60, 0)
				w.daily("h", "care", 9*60, 0)
			},
			rule: "R-6.3", grade: model.Proved, reason: "R-W.1", remedy: "call-in", helper: "b",
		},
		"a colleague who is off, asked for too little": {
			make: func(w *town) {
				w.Case.Standard.Rules.CalledInMost = 15
				w.worker("b", eight, 16*60, 5)
				w.worker("a", 18*60, 22*60, 0)
				w.daily("h", "care", 9*60, 0)
			},
			rule: "R-6.3", grade: model.Proved, reason: "R-W.1", remedy: "none",
		},
		"practical help past its weekdays": {
			make: func(w *town) {
				w.Case.Horizon.Days = 14
				w.worker("a", 18*60, 22*60, 0)
				w.floating("h", "cleaning", 0, 1)
			},
			rule: "R-6.4", grade: model.Proved, reason: "R-W.1", remedy: "none",
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown(t)
			w.home("h", 3)
			c.make(w)
			got := w.certificates()
			if len(got) != 1 {
				t.Fatalf("%d certificates, want one: %+v", len(got), got)
			}
			r := got[0]
			if r.Rule != c.rule || r.Grade != c.grade || r.Remedy.Kind != c.remedy || string(r.Remedy.Caregiver) != c.helper {
				t.Errorf("%s %s, remedy %+v; want %s %s, %s %s", r.Rule, r.Grade, r.Remedy, c.rule, c.grade, c.remedy, c.helper)
			}
			if why := reasonOf(r, "a"); why.Rule != c.reason || c.says != "" && why.Text.En != c.says || why.Text.Da == "" {
				t.Errorf("reason %+v, want %s %q", why, c.reason, c.says)
			}
		})
	}
}

func TestWhatMayBeBookedNeedsNoCertificate(t *testing.T) {
	w := newTown(t)
	w.home("h", 3)
	w.worker("a", 18*60, 22*60, 0)
	w.floating("h", "cleaning", 4) // Friday: the fifth weekday lies past the week
	m, _, s := w.solved(1, 50)
	plan := m.Plan(s)
	if got := m.certify(m.settle(s)); len(got) != 0 {
		t.Errorf("certified: %+v", got)
	}
	if len(plan.Replacements) != 1 || plan.Replacements[0].Visit != "" || plan.Replacements[0].Latest != monday+11 {
		t.Errorf("replacements %+v", plan.Replacements)
	}
}

func TestNeedWithoutAnyStartSaysSo(t *testing.T) {
	w := newTown(t)
	w.home("h", 3)
	w.worker("a", 8*60, 12*60, 0)
	i := w.daily("h", "care", 9*60, 0)[0]
	w.Demand.Needs[i].Days[0].Windows = nil
	got := w.certificates()
	if len(got) != 1 || got[0].Grade != model.Proved || len(got[0].Reasons) != 1 || got[0].Reasons[0].Rule != "R-5.3c" || got[0].Date != monday {
		t.Errorf("certificates %+v", got)
	}
}

func TestFirstVisitThatComesTooLateIsCertified(t *testing.T) {
	w := newTown(t)
	w.Case.Standard.Service("care").FirstWithin = 2
	w.home("h", 3)
	w.worker("a", 8*60, 12*60, 4)
	w.daily("h", "care", 9*60, 0, 4)
	w.all[0].Decided = monday - 1
	got := w.certificates()
	rules := make([]string, len(got))
	for i := range got {
		rules[i] = got[i].Rule
	}
	if !slices.Equal(rules, []string{"R-5.3", "R-6.3"}) {
		t.Fatalf("certificates %v", rules)
	}
	if got[0].Date != monday+1 || got[0].Occurrence != got[1].Occurrence {
		t.Errorf("certificate %+v", got[0])
	}
}

// TestProvedMeansThatEmptyToursDoNotHelp: a certificate is proved exactly when
// the engine, given nothing but the one need, can't serve it either.
func TestProvedMeansThatEmptyToursDoNotHelp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := randomTown(t, rt)
		for i := range w.Demand.Needs { // narrow windows leave more unserved
			if d := w.Demand.Needs[i].Days; rapid.Bool().Draw(rt, "narrow") {
				for k := range d {
					d[k].Windows = d[k].Windows[:1]
				}
			}
		}
		m, r, s := w.solved(1, 100)
		settled := m.settle(s)
		v := &inquiry{Map: m, s: settled, posts: make([]*post, len(m.Shifts)), of: map[int]*finding{}}
		for _, i := range m.unserved(settled) {
			n := &w.Demand.Needs[i]
			if len(m.Problem.RidesOf(m.first[i])) > 0 || m.ruleOwed(&w.Demand.Tasks[n.Tasks[0]]) == "" {
				continue // might ride, or might rather be a debt
			}
			if possible := v.possible(i); possible != w.servesAlone(i, r) {
				rt.Errorf("need %s: possible %v, alone %v", w.Demand.Needs[i].ID, possible, !possible)
			}
		}
	})
}

// servesAlone says whether the engine serves a need when there is no other, at
// any of the times that its series may move to.
func (w *town) servesAlone(i int, r *model.Roads) bool {
	n := w.Demand.Needs[i]
	n.Carries = nil
	lo, hi := model.Minutes(0), model.Minutes(0)
	if n.Series >= 0 && !w.Demand.Series[n.Series].Fixed {
		s := &w.Demand.Series[n.Series]
		lo, hi = model.Minutes(s.From-s.Agreed), model.Minutes(s.To-s.Agreed)
	}
	for by := lo; by <= hi; by += w.Case.Standard.Rules.AgreedGrid {
		d := *w.Demand
		d.Links, d.Series = nil, slices.Clone(d.Series)
		for k := range d.Series {
			d.Series[k].Fixed = true
		}
		moved := n
		moved.Days = nil
		for _, day := range n.Days {
			day.Windows = slices.Clone(day.Windows)
			for k := range day.Windows {
				day.Windows[k].From, day.Windows[k].To = day.Windows[k].From.Add(by), day.Windows[k].To.Add(by)
			}
			moved.Days = append(moved.Days, day)
		}
		d.Needs = []model.Need{moved}
		_, m, err := Build(&d, r)
		if err != nil {
			w.t.Fatal(err)
		}
		s, _ := search.Run(context.Background(), m.Problem, nil, search.Options{Iterations: 30, Seed: 1, Workers: 1})
		if s.Tour[m.first[0]] != vrp.Never {
			return true
		}
	}
	return false
}

// TestNoStartAtAll: care for which other help leaves no time at all is
// certified as proved, with something to do about it.
func TestNoStartAtAll(t *testing.T) {
	w := newTown(t)
	w.home("h", 3)
	w.worker("a", 8*60, 12*60, 0)
	n := &w.Demand.Needs[w.daily("h", "care", 9*60, 0)[0]]
	n.Days = nil
	t0 := &w.Demand.Tasks[n.Tasks[0]]
	t0.Due, t0.Ideal = 0, monday+2 // any day of its week would do, and none is left
	got := w.certificates()
	if len(got) != 1 || got[0].Rule != "R-6.3" || got[0].Grade != model.Proved || got[0].Date != monday+2 ||
		got[0].Remedy.Text.Da == "" || got[0].Remedy.Text.En == "" || len(got[0].Reasons) == 0 {
		t.Errorf("certificates %+v", got)
	}
}
