package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// HandOn is what a plan hands on to a newer case, whose horizon begins later: who
// came and what was delivered on the days that have gone by, practical help that
// was moved across the first day, occurrences whose turn had come and that the
// plan has later, the named staff and all that was agreed. What the plan had been
// handed itself goes with it.
func HandOn(c *Case, p *Plan) History {
	h := &heir{c: c, p: p, grants: make(map[GrantID]*Grant, len(c.Grants)), given: map[OccurrenceID]*Visit{}}
	for i := range c.Grants {
		h.grants[c.Grants[i].ID] = &c.Grants[i]
	}
	for i := range p.Visits {
		for _, d := range p.Visits[i].Does {
			h.given[d.Occurrence] = &p.Visits[i] // of one in pieces both are given on one day
		}
	}
	last := h.last()
	return History{
		Visits:  h.visits(),
		Last:    last,
		Named:   slices.Clone(p.Named),
		Agreed:  slices.Clone(p.Agreed),
		Debts:   h.debts(),
		Pending: h.pending(last),
	}
}

// heir is a plan on its way into a newer case.
type heir struct {
	c      *Case
	p      *Plan
	grants map[GrantID]*Grant
	given  map[OccurrenceID]*Visit // by occurrence: the visit that the plan has it in
}

// gone says whether a day lies before the newer horizon.
func (h *heir) gone(d Date) bool { return d < h.c.Horizon.From }

// visits are who came to each home, the last time that each did: that is all
// that anybody asks of it. Nobody comes by telephone.
func (h *heir) visits() []PastVisit {
	last := map[homeCaregiver]Date{}
	seen := func(home HomeID, who CaregiverID, d Date) {
		last[homeCaregiver{home, who}] = max(last[homeCaregiver{home, who}], d)
	}
	for _, v := range h.p.Carried.Visits {
		seen(v.Home, v.Caregiver, v.Date)
	}
	for i := range h.p.Visits {
		v := &h.p.Visits[i]
		if !h.gone(v.Date) || h.byTelephone(v) {
			continue
		}
		for _, a := range v.Staff {
			seen(v.Home, a.Caregiver, v.Date)
		}
	}
	all := make([]PastVisit, 0, len(last))
	for k, d := range last {
		all = append(all, PastVisit{Home: k.home, Caregiver: k.caregiver, Date: d})
	}
	slices.SortFunc(all, comparePast)
	return all
}

func comparePast(a, b PastVisit) int {
	return cmp.Or(cmp.Compare(a.Home, b.Home), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Caregiver, b.Caregiver))
}

func (h *heir) byTelephone(v *Visit) bool {
	return !slices.ContainsFunc(v.Does, func(d Done) bool {
		s := h.c.Standard.Service(d.Service)
		return s == nil || !s.NoTravel
	})
}

// last are the last deliveries. Of occurrences that changed places across the
// first day of the newer horizon, so many count as have been given.
func (h *heir) last() []LastDelivery {
	last := map[GrantID]LastDelivery{}
	for _, l := range h.p.Carried.Last {
		last[l.Grant] = l
	}
	given := map[GrantID][]int{}
	for o, v := range h.given {
		id, n, ok := numbered(o)
		switch g := h.grants[id]; {
		case !ok || g == nil || g.Service == "":
		case h.gone(v.Date):
			l, had := last[id]
			if !had || n > l.Number {
				l.Number = n
			}
			last[id] = LastDelivery{Grant: id, Date: max(l.Date, v.Date), Number: l.Number}
		default:
			given[id] = append(given[id], n)
		}
	}
	moved := map[OccurrenceID]bool{}
	for _, r := range h.debts() {
		moved[r.Occurrence] = true
	}
	all := make([]LastDelivery, 0, len(last))
	for id, l := range last {
		top := l.Number
		for _, n := range given[id] {
			if n < top && !moved[OccurrenceID(string(id)+"#"+strconv.Itoa(n))] {
				l.Number--
			}
		}
		if l.Number >= 0 {
			all = append(all, l)
		}
	}
	slices.SortFunc(all, func(a, b LastDelivery) int { return cmp.Compare(a.Grant, b.Grant) })
	return all
}

// numbered reads an occurrence of an itemised grant: the grant and its number.
func numbered(o OccurrenceID) (GrantID, int, bool) {
	id, number, _ := strings.Cut(string(o), "#")
	n, err := strconv.Atoi(number)
	return GrantID(id), n, err == nil
}

// debts are the replacements of practical help that was agreed for a day which
// has gone by. One that has been given meanwhile names its visit, so that
// a case which still has it as a debt is put right.
func (h *heir) debts() []Replacement {
	by := map[OccurrenceID]Replacement{}
	for _, r := range slices.Concat(h.p.Carried.Debts, h.p.Replacements) {
		if h.grants[r.Grant] == nil || !h.gone(r.Agreed) {
			continue // agreed for a day to come: it falls due anew
		}
		if v := h.given[r.Occurrence]; v != nil {
			if r.Visit = v.ID; !h.gone(v.Date) {
				r.Visit = "" // planned, and still to be done
			}
		}
		by[r.Occurrence] = r
	}
	all := make([]Replacement, 0, len(by))
	for _, r := range by {
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b Replacement) int { return cmp.Compare(a.Occurrence, b.Occurrence) })
	return all
}

// pending are the occurrences that are to come although their turn may have
// been before: of what floats over a week, those of the week under way; of what
// comes every so many days, the next. Where some changed places with what has
// been given, they bear the numbers that are left (see last).
func (h *heir) pending(last []LastDelivery) []OccurrenceID {
	to := map[GrantID]int{}
	for _, l := range last {
		to[l.Grant] = l.Number + 1
	}
	var all []OccurrenceID
	for id, numbers := range h.toCome() {
		g, least := h.grants[id], to[id]
		slices.Sort(numbers)
		if g.Cadence.Unit == PerKDays {
			numbers = numbers[:1]
		}
		for _, n := range numbers {
			if g.Cadence.Unit == PerWeek && n/g.Cadence.Count+g.From.Week() != h.c.Horizon.From.Week() {
				continue
			}
			n = max(n, least)
			least = n + 1
			all = append(all, OccurrenceID(string(id)+"#"+strconv.Itoa(n)))
		}
	}
	slices.Sort(all)
	return all
}

// toCome are the occurrences that the plan has on days to come, of grants that
// are not bound to dates, by number.
func (h *heir) toCome() map[GrantID][]int {
	all := map[GrantID][]int{}
	for o, v := range h.given {
		id, n, ok := numbered(o)
		g := h.grants[id]
		if ok && g != nil && !h.gone(v.Date) && g.Cadence.Count > 0 && (g.Cadence.Unit == PerWeek || g.Cadence.Unit == PerKDays) {
			all[id] = append(all[id], n)
		}
	}
	return all
}
