package model

import (
	"math/bits"
)

// grantService is what occurrences are counted by: an itemised grant has one
// service, a frame's pattern several.
type grantService struct {
	grant   GrantID
	service ServiceID
}

// classOf is the care class that occurrences are owed in.
func (x *ledger) classOf(due grantService) CareClass {
	if s := x.services[due.service]; s != nil {
		return s.Class
	}
	return Priced
}

// missing counts what the plan's provider owes in the plan's districts over
// the horizon and the plan neither does nor books as a debt. It counts
// occurrences of each grant and service; which of them is missing is for the
// check to say.
func (x *ledger) missing() map[grantService]int {
	missing := map[grantService]int{}
	for i := range x.c.Grants {
		x.owe(&x.c.Grants[i], missing)
	}
	for due, n := range x.done() {
		missing[due] -= n
	}
	for due, n := range missing {
		if n <= 0 {
			delete(missing, due)
		}
	}
	return missing
}

// done counts the occurrences delivered in full, and those booked.
func (x *ledger) done() map[grantService]int {
	pieces := map[OccurrenceID]int{}
	done := map[grantService]int{}
	for i := range x.p.Visits {
		for _, d := range x.p.Visits[i].Does {
			key := grantService{d.Grant, d.Service}
			if d.Piece != 0 {
				if pieces[d.Occurrence]++; pieces[d.Occurrence] != x.services[d.Service].pieces() {
					continue
				}
			}
			done[key]++
		}
	}
	for i := range x.p.Replacements {
		r := &x.p.Replacements[i]
		if g := x.grants[r.Grant]; r.Visit == "" && g != nil {
			done[grantService{g.ID, g.Service}]++
		}
	}
	return done
}

// pieces is how many stretches of active time a service has between passive
// ones.
func (s *Service) pieces() int {
	if s == nil {
		return 1
	}
	n, active := 0, false
	for _, st := range s.Steps {
		if st.Active > 0 && !active {
			n++
		}
		active = st.Active > 0 && st.Passive == 0
	}
	return max(1, n)
}

// owe counts what a grant asks for in the horizon. §95 grants are
// never planned.
func (x *ledger) owe(g *Grant, owed map[grantService]int) {
	h := x.homes[g.Home]
	if g.Law == SEL95 || h == nil || !x.plansDistrict(h.District) {
		return
	}
	if g.Service == "" {
		for i := range g.Pattern {
			p := &g.Pattern[i]
			if s := x.services[p.Service]; s != nil {
				owed[grantService{g.ID, p.Service}] += x.owePattern(g, p, s)
			}
		}
		return
	}
	s := x.services[g.Service]
	if s == nil {
		return
	}
	n := 0
	switch g.Cadence.Unit {
	case PerDay:
		n = x.oweDaily(g, s)
	case PerWeek:
		n = x.oweWeekly(g, s)
	case PerKDays:
		n = x.oweEvery(g, s)
	case Dated:
		n = x.oweDated(g, s)
	}
	owed[grantService{g.ID, g.Service}] += n
}

func (x *ledger) oweDaily(g *Grant, s *Service) int {
	n := 0
	for d := x.c.Horizon.From; d < x.c.Horizon.End(); d++ {
		if !g.Days.Has(d) || !x.open(g, s, d) {
			continue
		}
		for k := range g.Cadence.Count {
			if !x.away(g, s, partOfNth(g, s, k), d) {
				n++
			}
		}
	}
	return n
}

// partOfNth is the part of day of the k-th daily occurrence.
func partOfNth(g *Grant, s *Service, k int) PartID {
	switch {
	case k < len(g.Parts):
		return g.Parts[k]
	case len(g.Parts) == 0 && k < len(s.Parts):
		return s.Parts[k]
	}
	return ""
}

func (x *ledger) owePattern(g *Grant, p *Pattern, s *Service) int {
	n, every := 0, max(1, p.Every)
	for d := x.c.Horizon.From; d < x.c.Horizon.End(); d++ {
		if p.Days.Has(d) && (d.Week()-g.From.Week())%every == 0 && x.open(g, s, d) && !x.away(g, s, p.Part, d) {
			n++
		}
	}
	return n
}

func (x *ledger) oweDated(g *Grant, s *Service) int {
	n := 0
	for _, d := range g.Dates {
		if x.c.Horizon.Has(d) && x.free(g, s, d) {
			n++
		}
	}
	return n
}

// oweWeekly counts a weekly grant: on its own days where it names as many as
// it counts, else as many a week as free days are left for. A week that goes on
// past the horizon owes its floating occurrences to the next plan; one that
// began before owes what is not delivered yet.
func (x *ledger) oweWeekly(g *Grant, s *Service) int {
	days := x.days[homeService{g.Home, g.Service}]
	if days == 0 {
		days = g.Days
	}
	n, h := 0, x.c.Horizon
	fixed := bits.OnesCount8(uint8(days&AllDays)) == g.Cadence.Count
	for w := h.From.Week(); w <= (h.End() - 1).Week(); w++ {
		monday := Date(w*7 - 3)
		if fixed {
			for d := max(monday, h.From); d < min(monday+7, h.End()); d++ {
				if days.Has(d) && x.free(g, s, d) {
					n++
				}
			}
			continue
		}
		n += x.oweWeek(g, s, w)
	}
	return n
}

func (x *ledger) oweWeek(g *Grant, s *Service, week int) int {
	monday, h := Date(week*7-3), x.c.Horizon
	if monday+7 > h.End() {
		return 0
	}
	free := 0
	for d := max(monday, h.From); d < monday+7; d++ {
		if g.Days.Has(d) && x.free(g, s, d) {
			free++
		}
	}
	left := g.Cadence.Count
	if last, ok := x.last[g.ID]; ok {
		left = min(left, (week-g.From.Week()+1)*g.Cadence.Count-1-last.Number)
	}
	return max(0, min(left, free))
}

// oweEvery counts the due dates in the horizon, and one that is overdue.
func (x *ledger) oweEvery(g *Grant, s *Service) int {
	k := Date(g.Cadence.Count)
	if k <= 0 {
		return 0
	}
	first := 0
	if last, ok := x.last[g.ID]; ok {
		first = last.Number + 1
	}
	n := 0
	for i := first; x.due(g, i) < x.c.Horizon.End(); i++ {
		if d := x.due(g, i); x.freeNear(g, s, d) {
			n++
		}
	}
	return n
}

// freeNear says whether any date that will do for a due date is free: three
// days to either side from a fortnight on, else one.
func (x *ledger) freeNear(g *Grant, s *Service, due Date) bool {
	slack := Date(1)
	if g.Cadence.Count >= 14 {
		slack = 3
	}
	for d := due - slack; d <= due+slack; d++ {
		if x.c.Horizon.Has(d) && g.Days.Has(d) && x.free(g, s, d) {
			return true
		}
	}
	return false
}

// free says whether an occurrence may be done on a date.
func (x *ledger) free(g *Grant, s *Service, d Date) bool {
	return x.open(g, s, d) && !x.away(g, s, partOfNth(g, s, 0), d)
}

// open says whether the grant runs on a date, with the plan's provider, and
// whether the service is given then.
func (x *ledger) open(g *Grant, s *Service, d Date) bool {
	if d < g.From || g.To != 0 && d > g.To {
		return false
	}
	if s.WeekdaysOnly && !x.calendar.IsWeekday(d) {
		return false
	}
	provider := g.Provider
	for _, c := range g.Changes { // by date
		if c.From <= d {
			provider = c.Provider
		}
	}
	return x.p.Made.Provider == "" || provider == x.p.Made.Provider
}

// away says whether the citizen is away for all of the time that an occurrence
// could start in on a date (R-5.5c).
func (x *ledger) away(g *Grant, s *Service, part PartID, d Date) bool {
	if len(x.absences[g.Home]) == 0 {
		return false
	}
	from, to := Clock(0), Clock(1440)
	if p := x.c.Standard.Part(part); p != nil {
		from, to = p.From, p.To
	}
	if s.From != 0 || s.To != 0 {
		from, to = s.From, s.To
	}
	start, end := At(d, from), At(d, to)
	if to < from {
		end = At(d+1, to)
	}
	for _, a := range x.absences[g.Home] {
		if a.From <= start && end <= a.To {
			return true
		}
	}
	return false
}

// plansDistrict says whether the plan covers a district.
func (x *ledger) plansDistrict(d DistrictID) bool {
	of := x.p.Made.Districts
	for _, have := range of {
		if have == d {
			return true
		}
	}
	return len(of) == 0
}
