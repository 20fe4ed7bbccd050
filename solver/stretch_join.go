package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// join puts a plan of the part into the plan that it is a part of.
func (x *stretch) join(h *holding, p *model.Plan) *model.Plan {
	was, rest := x.of, x.rest()
	here := map[model.HomeID]bool{}
	for _, n := range p.Named {
		here[n.Home] = true
	}
	visited, any := x.homes()
	p.Visits = with(p.Visits, was.Visits, func(v *model.Visit) bool { return !x.onTour(v) })
	p.Tours = with(p.Tours, was.Tours, func(t *model.Tour) bool { return !x.tours[t.Shift] })
	p.Named = with(p.Named, was.Named, func(n *model.Named) bool { return !here[n.Home] && visited[n.Home] })
	p.Agreed = slices.DeleteFunc(p.Agreed, func(a model.Agreed) bool { return a.Service != "" })
	p.Agreed = with(p.Agreed, was.Agreed, func(a *model.Agreed) bool { return a.Service != "" && any[a.Home] })
	p.Replacements = with(p.Replacements, was.Replacements, func(r *model.Replacement) bool { return rest[r.Occurrence] })
	p.Certificates = slices.DeleteFunc(p.Certificates, lateFirst)
	p.Certificates = with(p.Certificates, was.Certificates, func(c *model.Certificate) bool { return rest[c.Occurrence] || lateFirst(*c) })
	stands := x.restVisits()
	p.Calls = with(p.Calls, was.Calls, func(c *model.Call) bool { return stands[c.Visit] && !h.underWay(c.Visit) })
	p.Briefings = x.briefings(p)
	p.Sort()
	return p
}

// lateFirst says whether a certificate is of a grant's first visit, which
// only the whole plan tells.
func lateFirst(c model.Certificate) bool { return c.Rule == "R-5.3" }

// homes are those that somebody comes to, and those that want anything.
func (x *stretch) homes() (visited, any map[model.HomeID]bool) {
	visited, any = map[model.HomeID]bool{}, map[model.HomeID]bool{}
	for i := range x.whole.Needs {
		n := &x.whole.Needs[i]
		home := x.whole.Case.Homes[n.Home].ID
		any[home] = true
		if !n.NoTravel {
			visited[home] = true
		}
	}
	return visited, any
}

// with adds the rows to others that are to be kept.
func with[T any](rows, of []T, keep func(*T) bool) []T {
	for i := range of {
		if keep(&of[i]) {
			rows = append(rows, of[i])
		}
	}
	return rows
}

// rest are the occurrences asked for that are not of the part.
func (x *stretch) rest() map[model.OccurrenceID]bool {
	rest := make(map[model.OccurrenceID]bool, len(x.whole.Tasks))
	for _, part := range []bool{false, true} { // of two pieces one may be of the part
		for i := range x.whole.Needs {
			if x.has(i) != part {
				continue
			}
			for _, k := range x.whole.Needs[i].Tasks {
				rest[x.whole.Tasks[k].Occurrence] = !part
			}
		}
	}
	return rest
}

// restVisits are the visits that do not belong to the part.
func (x *stretch) restVisits() map[model.VisitID]bool {
	rest := make(map[model.VisitID]bool, len(x.of.Visits))
	for i := range x.of.Visits {
		if v := &x.of.Visits[i]; !x.onTour(v) {
			rest[v.ID] = true
		}
	}
	return rest
}

// briefings are those of the whole plan: who was in a home on one day need not be
// briefed on the next.
func (x *stretch) briefings(p *model.Plan) []model.Briefing {
	calls := map[model.VisitID]bool{}
	for i := range x.whole.Needs {
		if x.whole.Needs[i].NoTravel {
			calls[x.whole.Needs[i].ID] = true
		}
	}
	visits := make([]*model.Visit, 0, len(p.Visits))
	for i := range p.Visits {
		if v := &p.Visits[i]; !calls[v.ID] {
			visits = append(visits, v)
		}
	}
	return briefings(x.whole.Case, visits, spokesmenOf(x.whole.Case, p.Named))
}

// loses counts what of the part stood in the plan and stands no more, of what may
// be left out or given another day: the whole fortnight may have room for it. So
// it does with the first visit of a grant, which has a deadline.
func (x *stretch) loses(h *holding, s *vrp.Solution) (n int) {
	for i, v := range x.stands {
		if v == nil || !x.has(i) {
			continue
		}
		stop := h.first[x.at[i]]
		gone := s.Tour[stop] < 0
		if gone && (!h.Problem.Stops[stop].Must || x.mayLeave(i)) || x.isFirst(i) && (gone || h.time(s.Start[stop]).Date() != v.Start.Date()) {
			n++
		}
	}
	return n
}

// isFirst says whether a need may hold the first visit of a grant.
func (x *stretch) isFirst(i int) bool {
	return slices.ContainsFunc(x.whole.Needs[i].Tasks, func(k int) bool {
		t := &x.whole.Tasks[k]
		return t.Grant.Decided != 0 && t.Service.FirstWithin != 0 && t.Class != model.Priced
	})
}
