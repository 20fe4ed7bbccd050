package model

import (
	"strconv"
	"strings"
)

// ledger finds what a plan speaks of by id: the judges of a plan (bill and
// measures) share it. What the case does not have is nil.
type ledger struct {
	c          *Case
	p          *Plan
	homes      map[HomeID]*Home
	caregivers map[CaregiverID]*Caregiver
	shifts     map[ShiftID]*Shift
	grants     map[GrantID]*Grant
	services   map[ServiceID]*Service
	visits     map[VisitID]*Visit
	named      map[HomeID]Named // the plan's
	last       map[GrantID]LastDelivery
	debts      map[OccurrenceID]Date    // booked by the plan before: their agreed dates
	days       map[homeService]Weekdays // agreed
	absences   map[HomeID][]Absence
	cancelled  map[OccurrenceID]bool // nobody owes them
	pending    map[OccurrenceID]bool // to come, though their turn may have been before
	calendar   *Calendar
	hours      map[ServiceID]*[1440]bool // of the day: see hoursOf
}

func newLedger(c *Case, p *Plan) *ledger {
	x := &ledger{
		c: c, p: p,
		homes:      make(map[HomeID]*Home, len(c.Homes)),
		caregivers: make(map[CaregiverID]*Caregiver, len(c.Caregivers)),
		shifts:     make(map[ShiftID]*Shift, len(c.Shifts)),
		grants:     make(map[GrantID]*Grant, len(c.Grants)),
		services:   map[ServiceID]*Service{},
		visits:     make(map[VisitID]*Visit, len(p.Visits)),
		named:      make(map[HomeID]Named, len(p.Named)),
	}
	for i := range c.Homes {
		x.homes[c.Homes[i].ID] = &c.Homes[i]
	}
	for i := range c.Caregivers {
		x.caregivers[c.Caregivers[i].ID] = &c.Caregivers[i]
	}
	for i := range c.Shifts {
		x.shifts[c.Shifts[i].ID] = &c.Shifts[i]
	}
	for i := range c.Grants {
		x.grants[c.Grants[i].ID] = &c.Grants[i]
	}
	for i := range c.Standard.Services {
		x.services[c.Standard.Services[i].ID] = &c.Standard.Services[i]
	}
	for i := range p.Visits {
		x.visits[p.Visits[i].ID] = &p.Visits[i]
	}
	for _, n := range p.Named {
		x.named[n.Home] = n
	}
	x.last = make(map[GrantID]LastDelivery, len(c.History.Last))
	for _, l := range c.History.Last {
		if had, twice := x.last[l.Grant]; !twice || l.Number > had.Number {
			x.last[l.Grant] = l
		}
	}
	x.debts = map[OccurrenceID]Date{}
	for _, d := range c.History.Debts {
		if d.Visit == "" {
			x.debts[d.Occurrence] = d.Agreed
		}
	}
	x.absences = map[HomeID][]Absence{}
	for _, a := range c.Absences {
		if a.Home != "" {
			x.absences[a.Home] = append(x.absences[a.Home], a)
		}
	}
	x.cancelled = make(map[OccurrenceID]bool, len(c.Cancelled))
	for i := range c.Cancelled {
		x.cancelled[c.Cancelled[i].Occurrence] = true
	}
	x.pending = c.History.pending()
	x.days = x.agreedDays()
	x.calendar = NewCalendar(c.Standard)
	x.hours = map[ServiceID]*[1440]bool{}
	return x
}

// isCall says whether a visit is by telephone: all that it does needs no travel.
func (x *ledger) isCall(v *Visit) bool {
	for i := range v.Does {
		if s := x.services[v.Does[i].Service]; s == nil || !s.NoTravel {
			return false
		}
	}
	return len(v.Does) > 0
}

// placeOf is where an item of a tour happens; "" wherever the caregiver is.
func (x *ledger) placeOf(it *Item) PlaceID {
	switch it.Kind {
	case VisitItem, CallItem:
		v := x.visits[it.Visit]
		if v == nil || x.isCall(v) {
			return ""
		}
		if h := x.homes[v.Home]; h != nil {
			return h.Place
		}
		return ""
	case ActivityItem, ReserveItem, BreakItem:
		return it.Start
	}
	return ""
}

// has says whether the caregiver is one of the two; false for nobody.
func (n Named) has(c CaregiverID) bool { return c != "" && (n.Contact == c || n.Second == c) }

// serviceOf is the service of an occurrence: of its grant, or of its line in a
// frame's pattern; "" when there is none such.
func (x *ledger) serviceOf(grant GrantID, o OccurrenceID) ServiceID {
	g := x.grants[grant]
	if g == nil {
		return ""
	}
	if line := o.line(); line >= 1 && line <= len(g.Pattern) {
		return g.Pattern[line-1].Service
	}
	return g.Service
}

// running is the running number of an occurrence GRANT#N; -1 when it has none.
func (o OccurrenceID) running() int {
	at := strings.LastIndexByte(string(o), '#')
	n, err := strconv.Atoi(string(o[at+1:]))
	if at < 0 || err != nil {
		return -1
	}
	return n
}

// line is the pattern line of a frame's occurrence GRANT.L<line>#N, from 1; 0
// when it has none.
func (o OccurrenceID) line() int {
	rest, _, _ := strings.Cut(string(o[max(0, strings.LastIndex(string(o), ".L")):]), "#")
	digits, framed := strings.CutPrefix(rest, ".L")
	n, err := strconv.Atoi(digits)
	if !framed || err != nil {
		return 0
	}
	return n
}
