package model

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
)

// household is one home while its grants become visits.
type household struct {
	*expander
	*homeRows
	index int // in Case.Homes
	home  *Home

	lines  []*line
	shares []bool // lines × lines: may two be in one visit
	due    []occurrence
	floats []*floating
	groups []*group
	stays  []stay
	owed   map[OccurrenceID]bool // debts of the plan before, by occurrence
	calls  map[broughtKey]broughtTo
	empty  map[unplannedKey]int // index in Demand.Unplanned
}

type unplannedKey struct {
	grant  GrantID
	reason string
}

// line is what an itemised grant, or one line of a frame's pattern, asks for.
type line struct {
	index   int
	grant   *Grant
	service *catalogued
	prefix  string // of its occurrences' ids
	cadence Cadence
	days    Weekdays // 0: all
	agreed  Weekdays // the weekdays agreed for it, from grant or history; 0: none yet
	start   Clock    // agreed time of a visit of its own; -1 none
	parts   []*Part  // as granted, one per daily occurrence; empty: the service's
	weeks   int      // pattern: every so many weeks
	pattern bool
	task    Task // what each of its occurrences asks for
	first   Date // of period and horizon
	final   Date
	last    *LastDelivery
	on      []uint64 // dates of the horizon with fixed occurrences, a bit each
	slots   []*slot  // by order in the day, for its fixed occurrences; none of a floating line
}

func (x *expander) household(i int) *household {
	home := &x.c.Homes[i]
	return &household{expander: x, homeRows: x.rows[home.ID], index: i, home: home, owed: map[OccurrenceID]bool{}, calls: map[broughtKey]broughtTo{}, empty: map[unplannedKey]int{}}
}

// unplanned counts an occurrence that is owed but not planned here, and why.
func (h *household) unplanned(g *Grant, reason string, count int) {
	key := unplannedKey{g.ID, reason}
	i, ok := h.empty[key]
	if !ok {
		i = len(h.d.Unplanned)
		h.empty[key] = i
		h.d.Unplanned = append(h.d.Unplanned, Unplanned{Grant: g.ID, Home: h.home.ID, Reason: reason})
	}
	h.d.Unplanned[i].Count += count
}

// grantLines reads the home's grants that this provider serves on any day of
// the horizon.
func (h *household) grantLines() {
	for _, g := range h.grants {
		first, final := h.period(g)
		if first > final || !g.servedBy(h.d.Provider, first, final) {
			continue
		}
		if g.Law == SEL95 { // counted, never planned
			h.unplanned(g, "R-5.2 cash", 1)
			continue
		}
		if g.Service == "" {
			for i := range g.Pattern {
				h.patternLine(g, i)
			}
			continue
		}
		h.addLine(&line{grant: g, prefix: string(g.ID), cadence: g.Cadence, days: g.Days}, g.Service, g.Parts, g.Minutes, g.Staff)
	}
	h.compare()
}

// period is the part of the horizon in which a grant holds.
func (h *household) period(g *Grant) (first, final Date) {
	first, final = max(h.c.Horizon.From, g.From), h.c.Horizon.End()-1
	if g.To != 0 {
		final = min(final, g.To)
	}
	return first, final
}

// patternLine is one line of a frame's pattern: on its weekdays, every so many
// weeks counted from the week in which the grant begins.
func (h *household) patternLine(g *Grant, i int) {
	p := &g.Pattern[i]
	l := &line{
		grant: g, prefix: fmt.Sprintf("%s.L%d", g.ID, i+1), pattern: true,
		cadence: Cadence{Unit: PerDay, Count: 1}, days: p.Days, weeks: max(p.Every, 1),
	}
	var parts []PartID
	if p.Part != "" {
		parts = []PartID{p.Part}
	}
	h.addLine(l, p.Service, parts, p.Minutes, p.Staff)
}

func (h *household) addLine(l *line, service ServiceID, parts []PartID, minutes Minutes, staff int) {
	g := l.grant
	if l.service = h.services[service]; l.service == nil {
		h.fault("grant %s: service %q is not in the standard", g.ID, service)
		return
	}
	if l.cadence.Unit != Dated && l.cadence.Count < 1 {
		h.fault("grant %s: a frequency of %d is none", g.ID, l.cadence.Count)
		return
	}
	for _, id := range parts {
		p := h.c.Standard.Part(id)
		if p == nil {
			h.fault("grant %s: part %q is not in the standard", g.ID, id)
			return
		}
		l.parts = append(l.parts, p)
	}
	l.index = len(h.lines)
	l.first, l.final = h.period(g)
	l.task = Task{
		Grant: g, Service: l.service.Service, Class: l.service.Class,
		Steps:    grantedSteps(l.service.Steps, minutes),
		Staff:    max(1, cmp.Or(staff, l.service.Staff)),
		Second:   g.Second,
		Requires: requirements(h.home.Needs, l.service.Qualification, g.Needs),
	}
	if g.Law == SEL94 && g.Helper != "" {
		l.task.Only = []CaregiverID{g.Helper}
	}
	if last, ok := h.last[g.ID]; ok && !l.pattern {
		l.last = &last
	}
	h.agreement(l)
	h.lines = append(h.lines, l)
}

// agreement finds the weekdays and the time agreed for a service of the home
// (R-5.3b): the grant's own days go first.
func (h *household) agreement(l *line) {
	l.start, l.agreed = -1, l.days
	for _, a := range h.agreed {
		if a.Service != l.service.ID || a.Part != "" {
			continue
		}
		if a.Start >= 0 && l.start < 0 {
			l.start = a.Start
		}
		if l.agreed == 0 {
			l.agreed = a.Days
		}
	}
}

// requirements is the sorted union of what a visit's caregiver must have.
func requirements(home []Qualification, service Qualification, grant []Qualification) []Qualification {
	all := append(slices.Clone(home), grant...)
	if service != "" {
		all = append(all, service)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// grantedSteps are a service's steps with the granted minutes laid on its
// active ones in proportion, what does not divide on the first ones first.
func grantedSteps(steps []Step, granted Minutes) []Step {
	var active Minutes
	for _, s := range steps {
		active += s.Active
	}
	if granted <= 0 || granted == active {
		return steps
	}
	if active == 0 {
		return append([]Step{{Active: granted}}, steps...)
	}
	scaled, left := slices.Clone(steps), granted
	for i := range scaled {
		scaled[i].Active = granted * steps[i].Active / active
		left -= scaled[i].Active
	}
	for i := 0; left > 0; i = (i + 1) % len(scaled) {
		if steps[i].Active > 0 {
			scaled[i].Active++
			left--
		}
	}
	return scaled
}

// providerOn is whose grant it is on a date.
func (g *Grant) providerOn(d Date) ProviderID {
	provider, last := g.Provider, ProviderChange{}
	for _, c := range g.Changes {
		if c.From <= d && (last.Provider == "" || cmp.Or(cmp.Compare(c.From, last.From), cmp.Compare(c.Asked, last.Asked), cmp.Compare(c.Provider, last.Provider)) > 0) {
			provider, last = c.Provider, c
		}
	}
	return provider
}

// servedBy says whether a provider serves the grant on any of the dates.
func (g *Grant) servedBy(p ProviderID, first, final Date) bool {
	if g.providerOn(first) == p {
		return true
	}
	for _, c := range g.Changes {
		if c.Provider == p && c.From <= final && g.providerOn(max(c.From, first)) == p {
			return true
		}
	}
	return false
}

// id is the id of the line's n-th occurrence. It never depends on the horizon.
func (l *line) id(n int) OccurrenceID { return OccurrenceID(l.prefix + "#" + strconv.Itoa(n)) }

// week is the number of a date's week since the one in which the grant began.
func (l *line) week(d Date) int { return d.Week() - l.grant.From.Week() }

// postponable says whether an occurrence with an agreed date may move to one
// of the weekdays after it.
func (l *line) postponable() bool { return l.service.Class == Replaced }

func (w Weekdays) count() int { return bits.OnesCount8(uint8(w & AllDays)) }

// active is the minutes of an occurrence that need the caregiver.
func (l *line) active() Minutes {
	var m Minutes
	for _, s := range l.task.Steps {
		m += s.Active
	}
	return m
}
