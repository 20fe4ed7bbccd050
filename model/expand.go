package model

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Expand turns what citizens have been granted into the visits of the horizon
// (R-4.2.4, R-11.0, R-11.0b), for one provider and the homes of some districts
// (none named: all). The demand holds every visit with the starts allowed and
// their prices, before anybody decides who comes and when. It depends on the
// case's content alone, never on the order of its rows.
//
// Expand fails, naming every fault at once, when grants refer to what the case
// and its standard do not have; a case read without faults never does that.
func Expand(c *Case, provider ProviderID, districts []DistrictID) (*Demand, error) {
	if c == nil || c.Standard == nil {
		return nil, errors.New("model: expand: no case or no standard")
	}
	x := newExpander(c, provider, districts)
	x.reserve()
	for _, i := range x.homes() {
		h := x.household(i)
		h.grantLines()
		h.fallDue()
		h.bundle()
		h.agree()
		h.visit()
		h.float()
		h.ride()
		h.link()
	}
	if len(x.faults) > 0 {
		return nil, fmt.Errorf("model: expand: %w", errors.Join(x.faults...))
	}
	x.sort()
	return x.d, nil
}

// expander is what all households of one expansion share.
type expander struct {
	c        *Case
	d        *Demand
	calendar *Calendar
	clock    dayClock
	services map[ServiceID]*catalogued
	rows     map[HomeID]*homeRows
	last     map[GrantID]LastDelivery
	dropped  map[OccurrenceID]bool // cancelled: nobody owes them
	pending  map[OccurrenceID]bool // their turn may have been before, and they are to come
	told     map[VisitID]*Told
	faults   []error
}

// catalogued is a service with what expansion works out of it once.
type catalogued struct {
	*Service
	limits []clockSpan // where in the day its start must lie
	parts  []*Part     // of Service.Parts
}

// homeRows are the rows of a case that speak of one home.
type homeRows struct {
	grants   []*Grant
	absences []*Absence
	external []*External
	pins     []*Pin
	agreed   []*Agreed
	debts    []*Replacement
}

func newExpander(c *Case, provider ProviderID, districts []DistrictID) *expander {
	x := &expander{
		c:        c,
		d:        &Demand{Case: c, Provider: provider, Districts: slices.Sorted(slices.Values(districts))},
		calendar: NewCalendar(c.Standard),
		clock:    newDayClock(c.Horizon),
		services: make(map[ServiceID]*catalogued, len(c.Standard.Services)),
		last:     make(map[GrantID]LastDelivery, len(c.History.Last)),
	}
	for i := range c.Standard.Services {
		s := &c.Standard.Services[i]
		e := &catalogued{Service: s, limits: startLimits(c.Standard, s)}
		for _, p := range s.Parts {
			if part := c.Standard.Part(p); part != nil {
				e.parts = append(e.parts, part)
			} else {
				x.fault("service %s: part %q is not in the standard", s.ID, p)
			}
		}
		x.services[s.ID] = e
	}
	for _, l := range c.History.Last {
		if known, ok := x.last[l.Grant]; !ok || l.Date > known.Date || l.Date == known.Date && l.Number > known.Number {
			x.last[l.Grant] = l
		}
	}
	x.pending = c.History.pending()
	x.gatherRows()
	x.gatherEvents()
	return x
}

// reserve makes room for about as many tasks and needs as the grants ask for,
// so that a municipality's are not copied again and again as they grow.
func (x *expander) reserve() {
	n, days := 0, x.c.Horizon.Days
	for i := range x.c.Grants {
		switch g := &x.c.Grants[i]; {
		case !g.servedBy(x.d.Provider, max(x.c.Horizon.From, g.From), x.c.Horizon.End()-1):
		case g.Cadence.Unit == PerDay:
			n += min(g.Cadence.Count, 24) * days
		case g.Cadence.Unit == PerWeek:
			n += min(g.Cadence.Count, 24) * (days/7 + 1)
		default:
			n += 2 + len(g.Pattern)*days/2
		}
	}
	if n > 0 {
		x.d.Tasks, x.d.Needs = make([]Task, 0, n), make([]Need, 0, n*2/3)
	}
}

func (x *expander) fault(format string, a ...any) {
	x.faults = append(x.faults, fmt.Errorf(format, a...))
}

// gatherRows sorts the rows of the case by home, each kind in an order of its
// own content.
func (x *expander) gatherRows() {
	c := x.c
	x.rows = make(map[HomeID]*homeRows, len(c.Homes))
	for i := range c.Homes {
		x.rows[c.Homes[i].ID] = &homeRows{}
	}
	for i := range c.Grants {
		if r := x.rows[c.Grants[i].Home]; r != nil {
			r.grants = append(r.grants, &c.Grants[i])
		} else {
			x.fault("grant %s: home %q is not in the case", c.Grants[i].ID, c.Grants[i].Home)
		}
	}
	for i := range c.Absences {
		if r := x.rows[c.Absences[i].Home]; r != nil {
			r.absences = append(r.absences, &c.Absences[i])
		}
	}
	for i := range c.External {
		if r := x.rows[c.External[i].Home]; r != nil {
			r.external = append(r.external, &c.External[i])
		}
	}
	for i := range c.Pins {
		if r := x.rows[c.Pins[i].Home]; r != nil {
			r.pins = append(r.pins, &c.Pins[i])
		}
	}
	for i := range c.History.Agreed {
		if r := x.rows[c.History.Agreed[i].Home]; r != nil {
			r.agreed = append(r.agreed, &c.History.Agreed[i])
		}
	}
	for i := range c.History.Debts {
		if r := x.rows[c.History.Debts[i].Home]; r != nil && c.History.Debts[i].Visit == "" {
			r.debts = append(r.debts, &c.History.Debts[i])
		}
	}
	for _, r := range x.rows {
		r.sort()
	}
}

func (r *homeRows) sort() {
	slices.SortFunc(r.grants, func(a, b *Grant) int { return cmp.Or(cmp.Compare(a.Event, b.Event), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(r.absences, func(a, b *Absence) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	slices.SortFunc(r.external, func(a, b *External) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Relation, b.Relation), cmp.Compare(a.Service, b.Service), cmp.Compare(a.Grant, b.Grant))
	})
	slices.SortFunc(r.pins, func(a, b *Pin) int { // what was fixed of one visit goes before what was fixed of many
		return cmp.Or(cmp.Compare(b.Visit, a.Visit), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Service, b.Service), cmp.Compare(a.Caregiver, b.Caregiver), cmp.Compare(a.Start, b.Start))
	})
	slices.SortFunc(r.agreed, func(a, b *Agreed) int {
		return cmp.Or(cmp.Compare(a.Part, b.Part), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Service, b.Service), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Days, b.Days))
	})
	slices.SortFunc(r.debts, func(a, b *Replacement) int { return cmp.Compare(a.Occurrence, b.Occurrence) })
}

// homes are the indices of the homes planned here, by id.
func (x *expander) homes() []int {
	in := make(map[DistrictID]bool, len(x.d.Districts))
	for _, d := range x.d.Districts {
		in[d] = true
	}
	var homes []int
	for i := range x.c.Homes {
		if len(in) == 0 || in[x.c.Homes[i].District] {
			homes = append(homes, i)
		}
	}
	slices.SortFunc(homes, func(a, b int) int { return cmp.Compare(x.c.Homes[a].ID, x.c.Homes[b].ID) })
	return homes
}

// sort brings series, needs, links and unplanned grants into their fixed order.
func (x *expander) sort() {
	d := x.d
	var series, needs []int
	d.Series, series = sortByID(d.Series, func(s *Series) string { return string(s.ID) })
	d.Needs, needs = sortByID(d.Needs, func(n *Need) string { return string(n.ID) })
	for i := range d.Needs {
		n := &d.Needs[i]
		if n.Series >= 0 {
			n.Series = series[n.Series]
		}
		for k := range n.Carries {
			n.Carries[k].Need = needs[n.Carries[k].Need]
		}
		slices.SortFunc(n.Carries, func(a, b Carry) int { return cmp.Compare(a.Need, b.Need) })
	}
	for i := range d.Links {
		d.Links[i].A, d.Links[i].B = needs[d.Links[i].A], needs[d.Links[i].B]
	}
	slices.SortFunc(d.Links, func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Min, b.Min), cmp.Compare(a.Max, b.Max))
	})
	slices.SortFunc(d.Unplanned, func(a, b Unplanned) int {
		return cmp.Or(cmp.Compare(a.Grant, b.Grant), cmp.Compare(a.Reason, b.Reason))
	})
}

// sortByID gives the elements by id, and tells where each one went.
func sortByID[T any](s []T, id func(*T) string) (sorted []T, to []int) {
	order := make([]int, len(s))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(id(&s[a]), id(&s[b])) })
	sorted, to = make([]T, len(s)), make([]int, len(s))
	for i, from := range order {
		sorted[i], to[from] = s[from], i
	}
	return sorted, to
}
