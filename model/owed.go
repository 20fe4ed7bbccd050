package model

import (
	"slices"
	"strconv"
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
	x.oweDebts(missing)
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
				if pieces[d.Occurrence]++; pieces[d.Occurrence] != piecesOf(x.services[d.Service]) {
					continue
				}
			}
			done[key]++
		}
	}
	for i := range x.p.Replacements {
		r := &x.p.Replacements[i]
		if r.Visit == "" {
			done[grantService{r.Grant, x.serviceOf(r.Grant, r.Occurrence)}]++
		}
	}
	return done
}

// piecesOf is how many stretches of active time a service has between passive
// ones.
func piecesOf(s *Service) int {
	n, active := 0, false
	for i := 0; s != nil && i < len(s.Steps); i++ {
		if s.Steps[i].Active > 0 && !active {
			n++
		}
		active = s.Steps[i].Active > 0
	}
	return max(1, n)
}

// oweDebts counts the replacements that the plan before booked, while
// their grants hold.
func (x *ledger) oweDebts(owed map[grantService]int) {
	for _, d := range x.c.History.Debts {
		g := x.grants[d.Grant]
		if d.Visit != "" || g == nil {
			continue
		}
		first, last := x.period(g)
		if h := x.homes[g.Home]; first <= last && h != nil && x.plansDistrict(h.District) && x.runs(g, first) {
			owed[grantService{g.ID, x.serviceOf(g.ID, d.Occurrence)}]++
		}
	}
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
				owed[grantService{g.ID, p.Service}] += x.owePattern(g, i+1, s)
			}
		}
		return
	}
	s := x.services[g.Service]
	if s == nil {
		return
	}
	n := 0
	switch {
	case g.Cadence.Unit == Dated:
		n = x.oweDated(g, s)
	case g.Cadence.Count <= 0:
	case g.Cadence.Unit == PerDay:
		n = x.oweDaily(g, s)
	case g.Cadence.Unit == PerWeek:
		n = x.oweWeekly(g, s)
	case g.Cadence.Unit == PerKDays:
		n = x.oweEvery(g, s)
	}
	owed[grantService{g.ID, g.Service}] += n
}

// period is the first and the last date of the horizon on which a grant holds.
func (x *ledger) period(g *Grant) (first, last Date) {
	first, last = max(x.c.Horizon.From, g.From), x.c.Horizon.End()-1
	if g.To != 0 {
		last = min(last, g.To)
	}
	return first, last
}

// booked says whether the n-th occurrence of a grant, or of a line of its
// pattern, is a debt of the plan before, and so counted already.
func (x *ledger) booked(g *Grant, line, n int) bool {
	if len(x.debts) == 0 {
		return false
	}
	id := string(g.ID)
	if line > 0 {
		id += ".L" + strconv.Itoa(line)
	}
	_, is := x.debts[OccurrenceID(id+"#"+strconv.Itoa(n))]
	return is
}

func (x *ledger) oweDaily(g *Grant, s *Service) int {
	n := 0
	first, last := x.period(g)
	for d := first; d <= last; d++ {
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

// owePattern counts a line of a frame: on its weekdays, every so many weeks
// from the week in which the grant begins.
func (x *ledger) owePattern(g *Grant, line int, s *Service) int {
	p := &g.Pattern[line-1]
	n, every := 0, max(1, p.Every)
	first, last := x.period(g)
	for d := first; d <= last; d++ {
		if !p.Days.Has(d) || (d.Week()-g.From.Week())%every != 0 || x.booked(g, line, int(d-g.From)) {
			continue
		}
		if s.Class == Replaced && p.Days&AllDays != 0 && p.Days&AllDays != AllDays {
			n += x.owePostponable(g, s, d)
		} else if x.open(g, s, d) && !x.away(g, s, p.Part, d) {
			n++
		}
	}
	return n
}

func (x *ledger) oweDated(g *Grant, s *Service) int {
	n := 0
	first, last := x.period(g)
	for i, d := range slices.Compact(slices.Sorted(slices.Values(g.Dates))) {
		if d < first || d > last || x.booked(g, 0, i) {
			continue
		}
		n += x.oweOn(g, s, d, s.Class == Replaced)
	}
	return n
}

// oweOn is 1 where an occurrence of a date is owed, else 0.
func (x *ledger) oweOn(g *Grant, s *Service, d Date, postponable bool) int {
	if postponable {
		return x.owePostponable(g, s, d)
	}
	if x.free(g, s, d) {
		return 1
	}
	return 0
}

// owePostponable is 1 where practical help of an agreed date is owed: the
// citizen is at home that day, and that day or one of the weekdays after it
// will do.
func (x *ledger) owePostponable(g *Grant, s *Service, agreed Date) int {
	if !x.runs(g, agreed) || x.awayAllDay(g, agreed) {
		return 0
	}
	_, last := x.period(g)
	days := 0
	for d := agreed; d <= last && days <= x.c.Standard.Rules.ReplaceWithin; d++ {
		if x.free(g, s, d) {
			return 1
		}
		if d > agreed && x.calendar.IsWeekday(d) {
			days++
		}
	}
	return 0
}

// free says whether an occurrence may be done on a date.
func (x *ledger) free(g *Grant, s *Service, d Date) bool {
	return x.open(g, s, d) && !x.away(g, s, partOfNth(g, s, 0), d)
}

// open says whether the grant runs on a date and the service is given then.
func (x *ledger) open(g *Grant, s *Service, d Date) bool {
	return (!s.WeekdaysOnly || x.calendar.IsWeekday(d)) && x.runs(g, d)
}

// runs says whether a date lies in the grant's period and the plan's provider
// has the grant then.
func (x *ledger) runs(g *Grant, d Date) bool {
	if d < g.From || g.To != 0 && d > g.To {
		return false
	}
	provider, since := g.Provider, Date(0)
	for _, c := range g.Changes {
		if c.From <= d && c.From >= since {
			provider, since = c.Provider, c.From
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
	return x.awayFrom(g.Home, start, end)
}

// awayAllDay says whether the citizen is away for the whole of a date.
func (x *ledger) awayAllDay(g *Grant, d Date) bool {
	return len(x.absences[g.Home]) > 0 && x.awayFrom(g.Home, At(d, 0), At(d+1, 0))
}

func (x *ledger) awayFrom(h HomeID, from, to Time) bool {
	for _, a := range x.absences[h] {
		if a.From <= from && to <= a.To {
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
