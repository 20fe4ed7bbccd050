package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// certify says of everything owed that a settled solution leaves out why, and
// what would help: care that is never cancelled, practical help whose
// time for a replacement ends inside the horizon, and first visits that
// come too late. What may be booked as a debt needs none.
func (m *Map) certify(s *vrp.Solution) []model.Certificate {
	v := &inquiry{Map: m, s: s, posts: make([]*post, len(m.Shifts)), of: map[int]*finding{}}
	seen := map[model.OccurrenceID]bool{}
	for _, i := range m.unserved(s) {
		n := &m.Demand.Needs[i]
		for _, k := range n.Tasks {
			t := &m.Demand.Tasks[k]
			rule := m.ruleOwed(t)
			if rule == "" || seen[t.Occurrence] {
				continue
			}
			seen[t.Occurrence] = true
			v.add(rule, i, t, v.dateFor(n, t))
		}
	}
	v.firstVisits()
	slices.SortFunc(v.certificates, func(a, b model.Certificate) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Home, b.Home), cmp.Compare(a.Occurrence, b.Occurrence), cmp.Compare(a.Date, b.Date))
	})
	return v.certificates
}

// dateFor is the date that a certificate names: agreed or due, else the first
// on which it might be done.
func (m *Map) dateFor(n *model.Need, t *model.Task) model.Date {
	if t.Due == 0 && len(n.Days) > 0 {
		return n.Days[0].Date
	}
	return m.dueOf(t)
}

// ruleOwed is the rule under which a task that is left out is owed a
// certificate, or "".
func (m *Map) ruleOwed(t *model.Task) string {
	switch t.Class {
	case model.NeverCancelled:
		return "R-6.3"
	case model.Replaced:
		if _, ok := m.bookable(t); !ok {
			return "R-6.4"
		}
	}
	return ""
}

// inquiry looks into what is left out, each need once.
type inquiry struct {
	*Map
	s            *vrp.Solution
	posts        []*post // by tour, emptied
	of           map[int]*finding
	certificates []model.Certificate
}

// finding is what stands in the way of a need.
type finding struct {
	grade   model.Grade
	reasons []model.Reason
	remedy  model.Remedy
}

func (v *inquiry) add(rule string, need int, t *model.Task, on model.Date) {
	f := v.of[need]
	if f == nil {
		f = v.look(need)
		v.of[need] = f
	}
	v.certificates = append(v.certificates, model.Certificate{Rule: rule, Home: v.homeOf(&v.Demand.Needs[need]).ID,
		Occurrence: t.Occurrence, Grant: t.Grant.ID, Date: on, Grade: f.grade, Reasons: f.reasons, Remedy: f.remedy})
}

// look finds what stands in the way of a need: for every caregiver on duty, and
// whether it would even if their tours were emptied of all that may move.
func (v *inquiry) look(need int) *finding {
	f := &finding{grade: model.Proved}
	if len(v.wanted(v.first[need])) == 0 {
		return shut()
	}
	if v.possible(need) {
		f.grade = model.NotFound
	}
	c := v.candidates(need)
	f.reasons = c.reasons()
	f.remedy = v.remedy(need, c)
	return f
}

// shut is the finding of a need that has no start at all: what is agreed with
// the citizen and the other help in the home exclude each other (R-5.3c).
func shut() *finding {
	return &finding{
		grade: model.Proved,
		reasons: []model.Reason{{Rule: "R-5.3c", Text: model.Text{
			Da: "ingen tid er tilladt den dag: anden hjælp, fravær eller ydelsens timer står i vejen",
			En: "no time is allowed that day: other help, absence or the service's hours stand in the way"}}},
		remedy: model.Remedy{Kind: "none", Text: model.Text{
			Da: "aftal tiden med borgeren eller den anden hjælp", En: "agree the time with the citizen or the other help"}},
	}
}

// firstVisits certifies new grants whose first visit comes later than it
// should after the decision, or not at all.
func (v *inquiry) firstVisits() {
	type begun struct {
		need  int
		task  *model.Task
		first model.Date // of what the plan does; 0: nothing
	}
	before := map[model.GrantID]bool{}
	for _, l := range v.Demand.Case.History.Last {
		before[l.Grant] = true
	}
	grants := map[model.GrantID]*begun{}
	var order []model.GrantID
	for i := range v.Demand.Needs {
		for _, k := range v.Demand.Needs[i].Tasks {
			t := &v.Demand.Tasks[k]
			g := t.Grant
			if g.Decided == 0 || t.Service.FirstWithin == 0 || t.Class == model.Priced || before[g.ID] {
				continue
			}
			b := grants[g.ID]
			if b == nil {
				b = &begun{need: i, task: t}
				grants[g.ID] = b
				order = append(order, g.ID)
			} else if v.Demand.Needs[i].Days != nil && earlier(&v.Demand.Needs[i], &v.Demand.Needs[b.need]) {
				b.need, b.task = i, t
			}
			if stop := v.first[i]; v.s.Tour[stop] >= 0 {
				if on := v.time(v.s.Start[stop]).Date(); b.first == 0 || on < b.first {
					b.first = on
				}
			}
		}
	}
	for _, id := range order {
		b := grants[id]
		deadline := b.task.Grant.Decided + model.Date(b.task.Service.FirstWithin)
		if v.Demand.Case.Horizon.Has(deadline) && (b.first == 0 || b.first > deadline) {
			v.add("R-5.3", b.need, b.task, deadline)
		}
	}
}

// earlier says whether a need may be done before another may.
func earlier(a, b *model.Need) bool {
	return len(a.Days) > 0 && (len(b.Days) == 0 || a.Days[0].Date < b.Days[0].Date)
}
