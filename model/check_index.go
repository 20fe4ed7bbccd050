package model

import (
	"cmp"
	"math/bits"
	"slices"
)

// checker holds a case and a plan, indexed once, and what was found.
type checker struct {
	c   *Case
	r   *Roads
	p   *Plan
	cal *Calendar

	homes      map[HomeID]*checkHome
	grants     map[GrantID]*checkGrant
	caregivers map[CaregiverID]*Caregiver
	shifts     map[ShiftID]*Shift
	away       map[CaregiverID][]*Absence
	held       map[ShiftID][]*Activity // what held up the caregiver of a shift
	services   map[ServiceID]*Service
	visits     []checkVisit // as in the plan
	byID       map[VisitID]*checkVisit
	standing   map[SeriesID]bool // agreed before the plan
	told       map[VisitID]*Told // what calls said
	pinned     map[VisitID]bool  // by themselves
	midnights  []Time            // of the days planned and the one after
	mend       *mending          // nil: the plan was made from the case alone
	scope      *scope            // nil: the whole plan
	found      []Violation
}

// checkHome is a home with everything that concerns it.
type checkHome struct {
	*Home
	here     bool          // in the plan's districts
	visits   []*checkVisit // by start
	absences []*Absence
	agreed   map[ServiceID]*Agreed // standing agreements about floating services
	external []*External
	named    Named
	lastSeen map[CaregiverID]Date // the last past visit of each caregiver
}

// checkGrant is a grant with its lines: one when itemised, one for each
// pattern line of a frame.
type checkGrant struct {
	*Grant
	home  *checkHome
	lines []*grantLine
	last  *LastDelivery
}

// grantLine is what is delivered again and again: a service, so many minutes.
type grantLine struct {
	grant   *checkGrant
	pattern *Pattern // nil when itemised
	service *Service
	active  Minutes // what an occurrence needs a caregiver for
	staff   int
	done    []*delivery  // by start of the visit
	dropped map[int]bool // running numbers that nobody owes

	numbered []*delivery // the same by running number, once asked for
}

// delivery is an occurrence, or a piece of one, done in a visit.
type delivery struct {
	id     OccurrenceID
	line   *grantLine
	number int
	piece  int
	visit  *checkVisit
}

// checkVisit is a visit of the plan with what its ids stand for. Does that are
// unknown have been reported and left out.
type checkVisit struct {
	*Visit
	home   *checkHome // nil when unknown
	does   []*delivery
	part   *Part // of the series; of the start when it stands alone
	clock  Clock // local start
	day    Date  // local date of the start
	phone  bool  // a call: nobody travels
	agreed Time  // 0: none
}

func newChecker(c *Case, r *Roads, p *Plan) *checker { return newScopedChecker(c, r, p, nil) }

func newScopedChecker(c *Case, r *Roads, p *Plan, s *scope) *checker {
	k := &checker{
		c: c, r: r, p: p, scope: s,
		cal:        NewCalendar(c.Standard),
		homes:      make(map[HomeID]*checkHome, len(c.Homes)),
		grants:     make(map[GrantID]*checkGrant, len(c.Grants)),
		caregivers: make(map[CaregiverID]*Caregiver, len(c.Caregivers)),
		shifts:     make(map[ShiftID]*Shift, len(c.Shifts)),
		away:       map[CaregiverID][]*Absence{},
		held:       map[ShiftID][]*Activity{},
		standing:   map[SeriesID]bool{},
		services:   make(map[ServiceID]*Service, len(c.Standard.Services)),
		visits:     make([]checkVisit, len(p.Visits)),
		byID:       make(map[VisitID]*checkVisit, len(p.Visits)),
		mend:       newMending(c, p, 0),
	}
	for i := range c.Standard.Services {
		k.services[c.Standard.Services[i].ID] = &c.Standard.Services[i]
	}
	for i := range c.Caregivers {
		k.caregivers[c.Caregivers[i].ID] = &c.Caregivers[i]
	}
	for i := range c.Shifts {
		k.shifts[c.Shifts[i].ID] = &c.Shifts[i]
	}
	for i := range c.Activities {
		if a := &c.Activities[i]; a.HeldUp() {
			k.held[a.Shift] = append(k.held[a.Shift], a)
		}
	}
	for d := c.Horizon.From; d <= c.Horizon.End(); d++ {
		k.midnights = append(k.midnights, At(d, 0))
	}
	k.told = make(map[VisitID]*Told, len(c.Told))
	for i := range c.Told {
		k.told[c.Told[i].Visit] = &c.Told[i]
	}
	k.pinned = map[VisitID]bool{}
	for i := range c.Pins {
		if id := c.Pins[i].Visit; id != "" {
			k.pinned[id] = true
		}
	}
	k.indexHomes()
	k.indexGrants()
	k.indexVisits()
	return k
}

func (k *checker) indexHomes() {
	for i := range k.c.Homes {
		h := &k.c.Homes[i]
		k.homes[h.ID] = &checkHome{
			Home:     h,
			here:     len(k.p.Made.Districts) == 0 || slices.Contains(k.p.Made.Districts, h.District),
			lastSeen: map[CaregiverID]Date{},
		}
	}
	for i := range k.c.Absences {
		a := &k.c.Absences[i]
		if h := k.homes[a.Home]; h != nil {
			h.absences = append(h.absences, a)
		}
		if a.Caregiver != "" {
			k.away[a.Caregiver] = append(k.away[a.Caregiver], a)
		}
	}
	for i := range k.c.External {
		if h := k.homes[k.c.External[i].Home]; h != nil {
			h.external = append(h.external, &k.c.External[i])
		}
	}
	for i := range k.c.History.Agreed {
		a := &k.c.History.Agreed[i]
		if a.Service == "" && a.Start >= 0 {
			k.standing[a.Series()] = true
		}
		if h := k.homes[a.Home]; h != nil && a.Service != "" && a.Part == "" {
			if h.agreed == nil {
				h.agreed = map[ServiceID]*Agreed{}
			}
			h.agreed[a.Service] = a
		}
	}
	for _, past := range k.c.History.Visits {
		if h := k.homes[past.Home]; h != nil {
			h.lastSeen[past.Caregiver] = max(h.lastSeen[past.Caregiver], past.Date)
		}
	}
	for _, n := range k.p.Named {
		if h := k.homes[n.Home]; h != nil {
			h.named = n
		}
	}
}

func (k *checker) indexGrants() {
	for i := range k.c.Grants {
		g := &checkGrant{Grant: &k.c.Grants[i], home: k.homes[k.c.Grants[i].Home]}
		if g.home == nil {
			continue // a case that was read has none such
		}
		k.grants[g.ID] = g
		if g.Service != "" {
			g.add(k.services[g.Service], nil, g.Minutes, g.Staff)
			continue
		}
		for j := range g.Pattern {
			line := &g.Pattern[j]
			g.add(k.services[line.Service], line, line.Minutes, line.Staff)
		}
	}
	for i := range k.c.Cancelled {
		k.drop(&k.c.Cancelled[i])
	}
	for i := range k.c.History.Last {
		if g := k.grants[k.c.History.Last[i].Grant]; g != nil {
			g.last = &k.c.History.Last[i]
		}
	}
}

func (g *checkGrant) add(s *Service, pattern *Pattern, minutes Minutes, staff int) {
	if s == nil {
		s = &Service{} // a case that was read has none such; a line keeps its place
	}
	if minutes == 0 {
		minutes = s.Active()
	}
	g.lines = append(g.lines, &grantLine{
		grant: g, pattern: pattern, service: s,
		active: minutes, staff: max(1, cmp.Or(staff, s.Staff)),
	})
}

func (k *checker) indexVisits() {
	agreed := k.agreedOfSeries()
	for i := range k.p.Visits {
		v := &k.visits[i]
		v.Visit = &k.p.Visits[i]
		local := v.Start.Local()
		v.day = DateOf(local.Date())
		v.clock = Clock(local.Hour()*60 + local.Minute())
		v.home = k.homes[v.Home]
		k.byID[v.ID] = v
		for j := range v.Does {
			if d := k.delivered(v, &v.Does[j]); d != nil {
				v.does = append(v.does, d)
				d.line.done = append(d.line.done, d)
			}
		}
		v.phone = len(v.does) > 0 && !slices.ContainsFunc(v.does, func(d *delivery) bool { return !d.line.service.NoTravel })
		if v.Series != "" {
			v.part = k.c.Standard.Part(v.Part)
			if clock, ok := agreed[v.Series]; ok {
				v.agreed = nearestAgreed(v, clock)
			}
		} else {
			v.part = k.partAt(v.clock)
		}
		if v.home != nil {
			v.home.visits = append(v.home.visits, v)
		}
	}
	for _, h := range k.homes {
		slices.SortStableFunc(h.visits, func(a, b *checkVisit) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID))
		})
	}
	for _, g := range k.grants {
		for _, line := range g.lines {
			slices.SortStableFunc(line.done, func(a, b *delivery) int {
				return cmp.Or(cmp.Compare(a.visit.Start, b.visit.Start), cmp.Compare(a.number, b.number), cmp.Compare(a.piece, b.piece))
			})
		}
	}
}

// partAt is the part of the day that a time falls in, nil if none.
func (k *checker) partAt(c Clock) *Part {
	for i := range k.c.Standard.Parts {
		if p := &k.c.Standard.Parts[i]; inClock(c, p.From, p.To) {
			return p
		}
	}
	return nil
}

// inClock says whether from <= c < to, where to < from passes midnight.
func inClock(c, from, to Clock) bool {
	if from <= to {
		return from <= c && c < to
	}
	return c >= from || c < to
}

// named is how many days a set names: none for the empty set, which has all.
func (w Weekdays) named() int { return bits.OnesCount8(uint8(w)) }

// midnight is when a date begins; those of the days planned are kept.
func (k *checker) midnight(d Date) Time {
	if i := int(d - k.c.Horizon.From); i >= 0 && i < len(k.midnights) {
		return k.midnights[i]
	}
	return At(d, 0)
}
