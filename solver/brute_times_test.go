package solver_test

import (
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// possible finds the earliest starts that all orders, windows, gaps and shifts
// allow together, and says whether there are any.
func (b *brute) possible() bool {
	until := make([]model.Time, len(b.spots))
	for i := range b.spots {
		if s := &b.spots[i]; s.alone {
			s.start, until[i] = b.reach(i)
		}
	}
	for again := true; again; {
		again = false
		for t := range b.tours {
			later, ok := b.drive(t)
			if !ok {
				return false
			}
			again = again || later
		}
		for _, l := range b.d.Links {
			later, ok := b.link(l)
			if !ok {
				return false
			}
			again = again || later
		}
		for i := range b.spots {
			if b.spots[i].alone && b.spots[i].start > until[i] {
				return false
			}
		}
	}
	return true
}

// drive pushes the starts of a tour's visits back as far as ways, work and the
// break demand. It says whether it pushed any, and whether the shift suffices.
func (b *brute) drive(t int) (later, ok bool) {
	s := &b.c.Shifts[t]
	at, clock, more := s.Start, s.From, b.c.Standard.Rules.OvertimeMost
	for _, e := range b.tours[t] {
		if e.need < 0 {
			var fits bool
			if clock, fits = b.pause(t, clock); !fits {
				return false, false
			}
			continue
		}
		n := &b.d.Needs[e.need]
		minutes, fits := b.minutes(e.need, e.leg)
		if !fits {
			return false, false
		}
		if !n.NoTravel {
			place := b.c.Homes[n.Home].Place
			way, _ := b.r.Leg(s.Mode, at, place)
			at, clock = place, clock.Add(way)
		}
		if own := b.spots[e.need].start.Add(n.Legs[e.leg].Offset); clock > own {
			b.spots[e.need].start, later = clock.Add(-n.Legs[e.leg].Offset), true
		} else {
			clock = own
		}
		clock = clock.Add(minutes)
	}
	way, _ := b.r.Leg(s.Mode, at, s.End)
	return later, len(b.tours[t]) == 0 || clock.Add(way) <= s.To.Add(more)
}

// pause is when a break that may begin at a time is over.
func (b *brute) pause(t int, clock model.Time) (model.Time, bool) {
	s, rules := &b.c.Shifts[t], &b.c.Standard.Rules
	from := max(clock, s.From.Add(rules.BreakMargin))
	return from.Add(rules.BreakLength), from.Add(rules.BreakLength+rules.BreakMargin) <= s.To
}

// link pushes the start of one of two linked visits back.
func (b *brute) link(l model.Link) (later, ok bool) {
	x, y := b.host(l.A), b.host(l.B)
	if x < 0 || y < 0 || x == y && l.Kind != model.DayGap {
		return false, true
	}
	from, to := &b.spots[x], &b.spots[y]
	days := b.dateOf(y) - b.dateOf(x)
	switch l.Kind {
	case model.NotSameDay:
		return false, days != 0
	case model.DayGap:
		return false, days >= model.Date(l.Min) && (l.Max == 0 || days <= model.Date(l.Max))
	}
	if l.SameDay && days != 0 {
		return false, false
	}
	if earliest := from.start.Add(l.Min); to.start < earliest {
		to.start, later = earliest, true
	}
	if l.Max > 0 && to.start > from.start.Add(l.Max) {
		from.start, later = to.start.Add(-l.Max), true
	}
	return later, true
}

// host is the need that a need is done with, or -1.
func (b *brute) host(i int) int {
	if b.spots[i].alone {
		return i
	}
	return b.spots[i].carrier
}

func (b *brute) dateOf(i int) model.Date { return b.d.Needs[i].Days[b.spots[i].day].Date }

// travel is what the ways of all tours cost.
func (b *brute) travel() model.Price {
	var sum model.Price
	prices := &b.c.Standard.Prices
	for t := range b.tours {
		s := &b.c.Shifts[t]
		at := s.Start
		way := func(to model.PlaceID) {
			minutes, metres := b.r.Leg(s.Mode, at, to)
			sum += model.Price(minutes)*prices.TravelMinute[s.Mode] + (model.Price(metres)*prices.TravelKm[s.Mode]+500)/1000
			at = to
		}
		for _, e := range b.tours[t] {
			if e.need >= 0 && !b.d.Needs[e.need].NoTravel {
				way(b.c.Homes[b.d.Needs[e.need].Home].Place)
			}
		}
		if len(b.tours[t]) > 0 {
			way(s.End)
		}
	}
	return sum
}

// finish writes the plan down and keeps it if its bill is lower than the best
// so far and the check has nothing against it but that calls, briefings and
// certificates are not listed.
func (b *brute) finish() {
	p := b.write()
	p.Named = b.who.named
	p.Bill = model.Bill(b.c, b.r, p)
	if model.Total(p.Bill) >= b.best {
		return
	}
	for _, v := range model.Check(b.c, b.r, p) {
		if !v.Escalation && !slices.Contains([]string{"R-6.5", "R-6.2b"}, v.Rule) {
			b.against = v
			return
		}
	}
	b.best, b.plan = model.Total(p.Bill), p
}

// staffing is the cheapest names for every home, and what those who come cost
// with them: neither depends on when they come.
type staffing struct {
	named []model.Named
	price model.Price
}

func (b *brute) staffing() staffing {
	key := fmt.Sprint(len(b.spots))
	for i := range b.spots {
		key += fmt.Sprint(b.spots[i].alone, b.spots[i].shifts)
	}
	if s, ok := b.named[key]; ok {
		return s
	}
	p := b.write()
	for _, h := range b.c.Homes {
		b.name(p, h.ID)
	}
	s := staffing{named: p.Named, price: people(model.Bill(b.c, b.r, p))}
	b.named[key] = s
	return s
}

// name tries all pairs of caregivers as a home's named staff.
func (b *brute) name(p *model.Plan, home model.HomeID) {
	p.Named = append(p.Named, model.Named{})
	n := &p.Named[len(p.Named)-1]
	best, least := model.Named{}, model.Price(-1)
	for i, x := range b.c.Caregivers {
		for _, y := range append(slices.Clone(b.c.Caregivers[i+1:]), model.Caregiver{}) {
			*n = model.Named{Home: home, Contact: x.ID, Second: y.ID}
			if sum := people(model.Bill(b.c, b.r, p)); least < 0 || sum < least {
				best, least = *n, sum
			}
		}
	}
	*n = best
}

// people is what a bill asks for who comes.
func people(bill []model.BillLine) model.Price {
	var sum model.Price
	for _, l := range bill {
		switch l.Line {
		case "substitute", "face", "new_face", "pair_change", "not_preferred", "unwanted", "outside_group":
			sum += l.Price
		}
	}
	return sum
}

func (b *brute) write() *model.Plan {
	p := &model.Plan{Made: model.Made{Case: b.c.Name, CaseHash: b.c.Hash, Standard: b.c.Standard.ID, StandardVersion: b.c.Standard.Version,
		Provider: b.d.Provider, Horizon: b.c.Horizon}}
	for i := range b.d.Series {
		s := &b.d.Series[i]
		p.Agreed = append(p.Agreed, model.Agreed{Home: b.c.Homes[s.Home].ID, Part: s.Part.ID, Start: s.Agreed})
	}
	for i := range b.d.Needs {
		if b.spots[i].alone {
			p.Visits = append(p.Visits, b.visit(i))
		}
	}
	for t := range b.tours {
		p.Tours = append(p.Tours, b.tour(t))
	}
	p.Sort()
	return p
}

func (b *brute) visit(i int) model.Visit {
	n, s := &b.d.Needs[i], &b.spots[i]
	v := model.Visit{ID: n.ID, Home: b.c.Homes[n.Home].ID, Date: b.dateOf(i), Part: n.Part, Start: s.start}
	if n.Series >= 0 {
		v.Series = b.d.Series[n.Series].ID
	} else {
		for _, part := range b.c.Standard.Parts {
			if c := s.start.Clock(); c >= part.From && c < part.To {
				v.Part = part.ID
			}
		}
	}
	for _, k := range b.tasks(i) {
		t := &b.d.Tasks[k]
		v.Does = append(v.Does, model.Done{Occurrence: t.Occurrence, Grant: t.Grant.ID, Service: t.Service.ID, Piece: t.Piece})
	}
	for leg, t := range s.shifts {
		minutes, _ := b.minutes(i, leg)
		a := model.Assignment{Caregiver: b.c.Shifts[t].Caregiver, Shift: b.c.Shifts[t].ID, Start: s.start.Add(n.Legs[leg].Offset), Minutes: minutes}
		v.Staff = append(v.Staff, a)
		v.Length = max(v.Length, a.Start.Add(minutes).Sub(s.start))
	}
	return v
}

// tour lists a tour's items, each way right after what lies before it.
func (b *brute) tour(t int) model.Tour {
	s := &b.c.Shifts[t]
	out := model.Tour{Shift: s.ID, Caregiver: s.Caregiver, Mode: s.Mode}
	at, clock := s.Start, s.From
	way := func(to model.PlaceID) {
		if minutes, metres := b.r.Leg(s.Mode, at, to); at != to {
			out.Items = append(out.Items, model.Item{Kind: model.TravelItem, From: clock, To: clock.Add(minutes), Start: at, End: to, Metres: metres})
			clock = clock.Add(minutes)
		}
		at = to
	}
	for _, e := range b.tours[t] {
		if e.need < 0 {
			clock, _ = b.pause(t, clock)
			out.Items = append(out.Items, model.Item{Kind: model.BreakItem, From: clock.Add(-b.c.Standard.Rules.BreakLength), To: clock})
			continue
		}
		n := &b.d.Needs[e.need]
		it := model.Item{Kind: model.CallItem, Visit: n.ID, Leg: e.leg}
		if !n.NoTravel {
			way(b.c.Homes[n.Home].Place)
			it.Kind, it.Start, it.End = model.VisitItem, at, at
		}
		minutes, _ := b.minutes(e.need, e.leg)
		it.From = b.spots[e.need].start.Add(n.Legs[e.leg].Offset)
		it.To = it.From.Add(minutes)
		clock = it.To
		out.Items = append(out.Items, it)
	}
	if len(b.tours[t]) > 0 {
		way(s.End)
		out.Overtime = max(0, clock.Sub(s.To))
	}
	return out
}
