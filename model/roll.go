package model

import (
	"cmp"
	"slices"
)

// CaseOf is the case as a plan sees it: as exported, with what the plan was
// handed by the one before, and with its log.
func CaseOf(c *Case, p *Plan) *Case {
	if p.Made.Now == 0 && len(p.Log) == 0 && p.Carried.none() {
		return c
	}
	return Fold(RollOn(c, &p.Carried), p.Log, p.Made.Now)
}

// none says whether nothing was handed on.
func (h *History) none() bool {
	return len(h.Visits)+len(h.Last)+len(h.Named)+len(h.Agreed)+len(h.Debts)+len(h.Pending) == 0
}

// pending are the occurrences that the plan before has still to come.
func (h *History) pending() map[OccurrenceID]bool {
	all := make(map[OccurrenceID]bool, len(h.Pending))
	for _, o := range h.Pending {
		all[o] = true
	}
	return all
}

// RollOn is a case with what a plan made before has handed on (see [HandOn]), as
// far as the case, which is newer, does not say otherwise: it has its own word on
// the named staff of a home, on what is agreed, and on who came to a home on a
// day; of two last deliveries the later holds. The case given stays as it is.
func RollOn(c *Case, carried *History) *Case {
	own := *c
	h := &own.History
	h.Visits = rollVisits(c.History.Visits, carried.Visits)
	h.Last = rollLast(c.History.Last, carried.Last)
	h.Named = rolled(c.History.Named, carried.Named, func(n *Named) HomeID { return n.Home },
		func(a, b Named) int { return cmp.Compare(a.Home, b.Home) })
	h.Agreed = rolled(c.History.Agreed, carried.Agreed, (*Agreed).about, compareAgreed)
	// what became of a debt the plan knows better than the export that it was made of
	h.Debts = rolled(carried.Debts, c.History.Debts, func(r *Replacement) OccurrenceID { return r.Occurrence },
		func(a, b Replacement) int { return cmp.Compare(a.Occurrence, b.Occurrence) })
	h.Pending = carried.Pending
	return &own
}

// rolled are the rows of the first, and those of the second that are about
// something else, in order.
func rolled[T any, K comparable](first, second []T, about func(*T) K, order func(a, b T) int) []T {
	said := make(map[K]bool, len(first))
	for i := range first {
		said[about(&first[i])] = true
	}
	all := slices.Clone(first)
	for i := range second {
		if !said[about(&second[i])] {
			all = append(all, second[i])
		}
	}
	slices.SortStableFunc(all, order)
	return all
}

// rollVisits leaves out what is carried of a home and day that the case has its
// own record of.
func rollVisits(exported, carried []PastVisit) []PastVisit {
	type homeDay struct {
		home HomeID
		date Date
	}
	return rolled(exported, carried, func(v *PastVisit) homeDay { return homeDay{v.Home, v.Date} }, comparePast)
}

// rollLast takes of each grant the later delivery.
func rollLast(exported, carried []LastDelivery) []LastDelivery {
	later := map[GrantID]LastDelivery{}
	for _, l := range slices.Concat(carried, exported) {
		had, ok := later[l.Grant]
		if !ok || l.Date > had.Date || l.Date == had.Date && l.Number >= had.Number {
			later[l.Grant] = l
		}
	}
	all := make([]LastDelivery, 0, len(later))
	for _, l := range later {
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b LastDelivery) int { return cmp.Compare(a.Grant, b.Grant) })
	return all
}

// about is what is agreed on: a series or a floating service.
func (a *Agreed) about() Agreed {
	return Agreed{Home: a.Home, Part: a.Part, Number: max(a.Number, 1), Service: a.Service}
}

func compareAgreed(a, b Agreed) int {
	return cmp.Or(cmp.Compare(a.Home, b.Home), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Number, b.Number),
		cmp.Compare(a.Service, b.Service), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Days, b.Days))
}
