package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// owe works out what the plan owes: calls, briefings, replacements and debts.
func (r *reader) owe() {
	speaks := spokesmenOf(r.Demand.Case, r.p.Named)
	for i := range r.Demand.Needs {
		if v := r.visit[i]; v >= 0 {
			r.call(i, &r.p.Visits[v], speaks)
		}
		r.replace(i)
	}
	r.brief(speaks)
}

// call owes a citizen a call when a visit starts further from its agreed time
// than the limit, by whoever speaks with the home, in time before either; of a
// delay found out too late for that, soon after the time agreed. Nobody is called
// about what has begun.
func (r *reader) call(i int, v *model.Visit, speaks *spokesmen) {
	rules := &r.Demand.Case.Standard.Rules
	agreed, ok := r.agreedAt(r.s, r.first[i], v.Start)
	if r.Demand.Needs[i].Series < 0 {
		agreed, ok = r.agreedFor(i, v)
	}
	if !ok || apart(agreed, v.Start) <= rules.CallLimit || r.underWay(v.ID) {
		return
	}
	latest := min(agreed, v.Start).Add(-rules.CallLead)
	if latest < r.Demand.Case.Now && v.Start > agreed {
		latest = agreed.Add(rules.CallLateWithin)
	}
	r.p.Calls = append(r.p.Calls, model.Call{Home: v.Home, Visit: v.ID, Agreed: agreed, New: v.Start,
		Latest: latest, By: speaks.with(v.Home, max(latest, r.Demand.Case.Now))})
}

// underWay says whether a visit of the plan that is mended goes on already: not if
// somebody is still on the way there.
func (m *Map) underWay(v model.VisitID) bool { return m.past[v] && !m.onRoad[v] }

// agreedFor is the time told or agreed for a floating visit: of the service that it is
// for, on an agreed day. What rides on it has no say.
func (r *reader) agreedFor(i int, v *model.Visit) (model.Time, bool) {
	n := &r.Demand.Needs[i]
	if at, said := r.toldAt(n, v.Date); said {
		return at, true
	}
	t := &r.Demand.Tasks[n.Tasks[0]]
	a, ok := r.agreedFloats[homeService{n.Home, t.Service.ID}]
	if !ok || a.Start < 0 || !a.Days.Has(v.Date) || t.Piece > 1 {
		return 0, false
	}
	return model.At(v.Date, a.Start), true
}

// replace books practical help on another date than agreed, in this plan or,
// where its time runs past the horizon, as a debt.
func (r *reader) replace(i int) {
	stop := r.first[i]
	on, moved := r.carriedBy(stop)
	served := r.s.Tour[stop] >= 0
	n := &r.Demand.Needs[i]
	for _, k := range n.Tasks {
		t := &r.Demand.Tasks[k]
		if served && r.halfDone(stop, t) {
			on, moved, served = "", false, false
		}
		latest, bookable := r.bookable(t)
		if t.Class != model.Replaced || t.Piece > 1 || served && !moved || !served && !bookable {
			continue
		}
		r.p.Replacements = append(r.p.Replacements, model.Replacement{Home: r.homeOf(n).ID, Grant: t.Grant.ID,
			Occurrence: t.Occurrence, Agreed: r.dueOf(t), Latest: latest, Visit: on})
	}
}

// halfDone says whether a task is the first piece, begun already, of an occurrence
// of which a mend had to leave out another.
func (r *reader) halfDone(stop int32, t *model.Task) bool {
	half := false
	if t.Piece == 1 && (r.hasBegun(stop) || r.aboardBegun(r.s, stop)) {
		r.eachPiece(func(stop int32, x *model.Task) { half = half || x.Occurrence == t.Occurrence && r.s.Tour[stop] < 0 })
	}
	return half
}

// carriedBy is the visit that a stop is part of, and whether that is on another
// date than agreed.
func (r *reader) carriedBy(stop int32) (model.VisitID, bool) {
	switch carrier := r.s.Carrier[stop]; {
	case r.s.Tour[stop] < 0:
		return "", false
	case carrier >= 0:
		k := r.rideAt(r.s, stop)
		return r.Demand.Needs[r.Stops[carrier].Need].ID, k >= 0 && r.postride[k]
	}
	w := r.s.Window[stop]
	return r.Demand.Needs[r.Stops[stop].Need].ID, w >= 0 && r.postpone[w]
}

// brief owes a substitute who was not in the home lately a briefing before the
// visit (R-6.2b), by whoever speaks with the home. A visit of this plan counts too.
func (r *reader) brief(speaks *spokesmen) {
	order := make([]*model.Visit, 0, len(r.p.Visits))
	for i := range r.Demand.Needs {
		if v := r.visit[i]; v >= 0 && !r.Demand.Needs[i].NoTravel {
			order = append(order, &r.p.Visits[v])
		}
	}
	r.p.Briefings = append(r.p.Briefings, briefings(r.Demand.Case, order, speaks)...)
}

// briefings are those owed for visits that somebody goes to.
func briefings(c *model.Case, visits []*model.Visit, speaks *spokesmen) []model.Briefing {
	type face struct {
		home model.HomeID
		who  model.CaregiverID
	}
	last := map[face]model.Date{}
	for _, v := range c.History.Visits {
		f := face{v.Home, v.Caregiver}
		last[f] = max(last[f], v.Date)
	}
	slices.SortFunc(visits, func(a, b *model.Visit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID)) })
	within := model.Date(c.Standard.Rules.BriefAfter)
	var owed []model.Briefing
	for _, v := range visits {
		n := speaks.named[v.Home]
		for _, a := range v.Staff {
			f := face{v.Home, a.Caregiver}
			was, met := last[f]
			last[f] = v.Date
			if a.Caregiver == n.Contact || a.Caregiver == n.Second || met && v.Date-was <= within {
				continue
			}
			owed = append(owed, model.Briefing{Home: v.Home, Visit: v.ID, Caregiver: a.Caregiver, By: speaks.with(v.Home, v.Start), Before: v.Start})
		}
	}
	return owed
}

// unserved lists the needs that stand in no tour.
func (m *Map) unserved(s *vrp.Solution) []int {
	var out []int
	for i := range m.Demand.Needs {
		if s.Tour[m.first[i]] < 0 {
			out = append(out, i)
		}
	}
	return out
}
