package model

import (
	"cmp"
	"slices"
	"strconv"
)

// lack is an occurrence that a plan owes and neither does nor books.
type lack struct {
	home  HomeID
	class CareClass
}

// owing finds what a plan lacks: it goes through the grants date by date, by
// nothing but their cadence and calendar, and asks for each occurrence whether
// the plan has it. It shares no code with the expansion; a test compares them.
type owing struct {
	*ledger
	done      map[OccurrenceID]bool
	certified map[OccurrenceID]bool
	lacks     []lack
}

// asked is what a grant, or a line of its pattern, asks for.
type asked struct {
	g           *Grant
	s           *Service
	prefix      string
	parts       []PartID // of its daily occurrences
	minutes     Minutes
	first, last Date // of period and horizon
	postponable bool // another day will do, at a price
	crowded     bool // more occurrences a day than parts
}

// missing lists what the plan's provider owes in the plan's districts over the
// horizon and the plan neither does nor books as a debt.
func (x *ledger) missing() []lack {
	o := &owing{ledger: x, done: x.done(), certified: map[OccurrenceID]bool{}}
	for i := range x.p.Certificates {
		o.certified[x.p.Certificates[i].Occurrence] = true
	}
	for i := range x.c.Grants {
		o.grant(&x.c.Grants[i])
	}
	o.debtsBefore()
	return o.lacks
}

// done are the occurrences delivered in full, and those booked.
func (x *ledger) done() map[OccurrenceID]bool {
	done := make(map[OccurrenceID]bool, len(x.p.Visits))
	pieces := map[OccurrenceID]int{}
	for i := range x.p.Visits {
		for _, d := range x.p.Visits[i].Does {
			if d.Piece != 0 {
				if pieces[d.Occurrence]++; pieces[d.Occurrence] < piecesOf(x.services[d.Service]) {
					continue
				}
			}
			done[d.Occurrence] = true
		}
	}
	for i := range x.p.Replacements {
		if x.p.Replacements[i].Visit == "" {
			done[x.p.Replacements[i].Occurrence] = true
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

// grant goes through one grant. §95 grants are never planned.
func (o *owing) grant(g *Grant) {
	h := o.homes[g.Home]
	first, last := o.period(g)
	if g.Law == SEL95 || h == nil || !o.plansDistrict(h.District) || !o.oursEver(g, first, last) {
		return
	}
	if g.Service == "" {
		for i := range g.Pattern {
			o.pattern(g, i)
		}
		return
	}
	s := o.services[g.Service]
	if s == nil {
		return
	}
	a := &asked{g: g, s: s, prefix: string(g.ID) + "#", parts: g.Parts, minutes: g.Minutes, first: first, last: last, postponable: s.Class == Replaced}
	if len(a.parts) == 0 {
		a.parts = s.Parts
	}
	switch {
	case g.Cadence.Unit == Dated:
		o.dated(a)
	case g.Cadence.Count <= 0:
	case g.Cadence.Unit == PerDay:
		o.inOrder(a, g.Cadence.Count)
		o.daily(a)
	case g.Cadence.Unit == PerWeek:
		o.weekly(a)
	case g.Cadence.Unit == PerKDays:
		o.every(a)
	}
}

// period is the first and the last date of the horizon on which a grant holds.
func (x *ledger) period(g *Grant) (first, last Date) {
	first, last = max(x.c.Horizon.From, g.From), x.c.Horizon.End()-1
	if g.To != 0 {
		last = min(last, g.To)
	}
	return first, last
}

func (a *asked) id(n int) OccurrenceID { return OccurrenceID(a.prefix + strconv.Itoa(n)) }

// inOrder puts the parts of so many occurrences a day in the order of the day:
// what passes midnight comes first. Where there are more occurrences than
// parts, the plan says where those go.
func (x *ledger) inOrder(a *asked, n int) {
	if a.crowded = n > len(a.parts); a.crowded {
		return
	}
	begins := func(id PartID) Clock {
		p := x.c.Standard.Part(id)
		if p == nil || p.To < p.From {
			return -1
		}
		return p.From
	}
	a.parts = slices.Clone(a.parts[:n])
	slices.SortStableFunc(a.parts, func(a, b PartID) int { return cmp.Compare(begins(a), begins(b)) })
}

// partsOf are the parts of day that the k-th occurrence of a date may fall in.
func (a *asked) partsOf(k int) []PartID {
	if a.crowded || k >= len(a.parts) {
		return a.parts
	}
	return a.parts[k : k+1]
}

func (o *owing) daily(a *asked) {
	for d := a.first; d <= a.last; d++ {
		if !a.g.Days.Has(d) {
			continue
		}
		for k := range a.g.Cadence.Count {
			o.fixedOn(a, int(d-a.g.From)*a.g.Cadence.Count+k, k, d)
		}
	}
}

// pattern goes through a line of a frame: on its weekdays, every so many weeks
// from the week in which the grant begins.
func (o *owing) pattern(g *Grant, i int) {
	p := &g.Pattern[i]
	s := o.services[p.Service]
	if s == nil {
		return
	}
	a := &asked{g: g, s: s, prefix: string(g.ID) + ".L" + strconv.Itoa(i+1) + "#", minutes: p.Minutes}
	a.first, a.last = o.period(g)
	if a.parts = s.Parts; p.Part != "" {
		a.parts = []PartID{p.Part}
	}
	days := p.Days & AllDays
	a.postponable = s.Class == Replaced && days != 0 && days != AllDays
	for d := a.first; d <= a.last; d++ {
		if !p.Days.Has(d) || (d.Week()-g.From.Week())%max(1, p.Every) != 0 {
			continue
		}
		o.on(a, int(d-g.From), 0, d, a.postponable)
	}
}

func (o *owing) dated(a *asked) {
	for n, d := range slices.Compact(slices.Sorted(slices.Values(a.g.Dates))) {
		if d >= a.first && d <= a.last {
			o.on(a, n, 0, d, a.postponable)
		}
	}
}

// on is an occurrence of a date, the k-th then.
func (o *owing) on(a *asked, n, k int, d Date, postponable bool) {
	if postponable {
		o.postponableOn(a, n, d)
	} else {
		o.fixedOn(a, n, k, d)
	}
}

// fixedOn is an occurrence that its date decides.
func (o *owing) fixedOn(a *asked, n, k int, d Date) {
	if !o.before(a, n) && o.open(a, d) && o.athome(a, n, k, d) {
		o.owe(a, n)
	}
}

// postponableOn is practical help of an agreed date: owed when the citizen is
// at home some of that day, then or on one of the weekdays after it.
func (o *owing) postponableOn(a *asked, n int, agreed Date) {
	if !o.before(a, n) && o.ours(a.g, agreed) && !o.awayAll(a.g.Home, At(agreed, 0), At(agreed+1, 0)) {
		o.floatOver(a, n, append([]Date{agreed}, o.weekdaysAfter(agreed)...))
	}
}

// before says whether an occurrence was done before the horizon, earlier than
// its date. History numbers the occurrences of grants, not of pattern lines.
func (o *owing) before(a *asked, n int) bool {
	last, known := o.last[a.g.ID]
	return known && a.g.Service != "" && last.Date < o.c.Horizon.From && n <= last.Number
}

// floatOver is an occurrence for which any of several dates will do: owed when
// one of them lies in the horizon, with the citizen at home.
func (o *owing) floatOver(a *asked, n int, days []Date) {
	if slices.ContainsFunc(days, func(d Date) bool { return o.open(a, d) && !o.away(a, d) }) {
		o.owe(a, n)
	}
}

// owe notes an occurrence that the plan does not have. Debts of the plan
// before are looked at on their own.
func (o *owing) owe(a *asked, n int) {
	id := a.id(n)
	if o.cancelled[id] {
		return
	}
	if _, debt := o.debts[id]; !debt && !o.done[id] {
		o.lacks = append(o.lacks, lack{a.g.Home, a.s.Class})
	}
}

// debtsBefore are the replacements that the plan before booked, while
// their grants hold.
func (o *owing) debtsBefore() {
	for _, d := range o.c.History.Debts {
		g := o.grants[d.Grant]
		if d.Visit != "" || g == nil || o.done[d.Occurrence] || o.cancelled[d.Occurrence] {
			continue
		}
		first, last := o.period(g)
		h, s := o.homes[g.Home], o.services[o.serviceOf(g.ID, d.Occurrence)]
		if h != nil && s != nil && first <= last && o.plansDistrict(h.District) && o.ours(g, first) {
			o.lacks = append(o.lacks, lack{g.Home, s.Class})
		}
	}
}

// open says whether an occurrence may be delivered on a date at all.
func (o *owing) open(a *asked, d Date) bool {
	return d >= a.first && d <= a.last && o.ours(a.g, d) && (!a.s.WeekdaysOnly || o.calendar.IsWeekday(d))
}

// ours says whether the plan's provider has the grant on a date.
func (x *ledger) ours(g *Grant, d Date) bool {
	provider, since := g.Provider, Date(0)
	for _, c := range g.Changes {
		if c.From <= d && c.From >= since {
			provider, since = c.Provider, c.From
		}
	}
	return x.p.Made.Provider == "" || provider == x.p.Made.Provider
}

// oursEver says whether it has on any of the dates.
func (x *ledger) oursEver(g *Grant, first, last Date) bool {
	for d := first; d <= last; d++ {
		if x.ours(g, d) {
			return true
		}
	}
	return false
}

// plansDistrict says whether the plan covers a district.
func (x *ledger) plansDistrict(d DistrictID) bool {
	return len(x.p.Made.Districts) == 0 || slices.Contains(x.p.Made.Districts, d)
}
