package generate

import (
	"fmt"
	"math/bits"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// makeGrants turns the asks of all homes into grants, with their last
// deliveries.
func (b *builder) makeGrants(c *model.Case) {
	for i := range b.homes {
		h := &b.homes[i]
		n := 0
		add := func(g model.Grant) *model.Grant {
			n++
			g.ID = model.GrantID(fmt.Sprintf("%s-%02d", h.id, n))
			g.Home = h.id
			if g.Provider == "" && !h.cash {
				g.Provider = b.providers[h.provider].ID
			}
			c.Grants = append(c.Grants, g)
			return &c.Grants[len(c.Grants)-1]
		}
		from := b.began()
		if h.cash {
			g := add(model.Grant{Law: model.SEL95, Hours: cashHours, From: from})
			g.FollowUp = b.followUp(from)
			continue
		}
		if h.frame {
			if g, ok := b.frameOf(h); ok {
				g = *add(g)
				for _, a := range h.asks {
					if b.inFrame(a) {
						a.grant = g.ID
					}
				}
			}
		}
		for _, a := range b.merged(h) {
			first := a[0]
			g := add(b.itemised(a, from))
			g.FollowUp = b.followUp(g.From)
			for _, x := range a {
				x.grant = g.ID
			}
			if last, ok := b.lastOf(first, g); ok {
				c.History.Last = append(c.History.Last, last)
			}
		}
	}
}

// began is when a grant began: some time in the last three years.
func (b *builder) began() model.Date { return b.opt.From - model.Date(60+b.rng.IntN(1000)) }

// followUp is a yearly follow-up that lies ahead.
func (b *builder) followUp(from model.Date) model.Date {
	for from <= b.opt.From+model.Date(b.opt.Days) {
		from += 365
	}
	return from
}

// inFrame says whether an ask of a frame citizen is part of the frame: medicine
// is granted under another law, and psychological care and calls stand apart.
func (b *builder) inFrame(a *ask) bool {
	switch a.service {
	case "medicine", "reassurance-call", "talk", "observation":
		return false
	}
	return a.home.frame && a.staff == 1
}

// merged are the home's itemised asks, those that are one grant together:
// a service given several times a day, where the layout keeps its gaps.
func (b *builder) merged(h *home) [][]*ask {
	var all [][]*ask
	for _, a := range h.asks {
		if h.frame && b.inFrame(a) {
			continue
		}
		joined := false
		for i, with := range all {
			if b.oneGrant(with[0], a) && b.gapsKept(append(slices.Clone(with), a)) {
				all[i], joined = append(with, a), true
				break
			}
		}
		if !joined {
			all = append(all, []*ask{a})
		}
	}
	for _, asks := range all {
		slices.SortStableFunc(asks, func(x, y *ask) int { return b.partRank(x.part) - b.partRank(y.part) })
	}
	return all
}

func (b *builder) partRank(p model.PartID) int {
	return slices.IndexFunc(b.std.Parts, func(x model.Part) bool { return x.ID == p })
}

func (b *builder) oneGrant(x, y *ask) bool {
	return x.cadence.Unit == model.PerDay && y.cadence.Unit == model.PerDay && x.service == y.service &&
		x.minutes == y.minutes && x.staff == y.staff && x.second == y.second && x.part != y.part && x.tol == y.tol
}

// gapsKept says whether the layout keeps the service's gaps between the visits
// of a day, were they one grant. What happens at night stays its own grant.
func (b *builder) gapsKept(asks []*ask) bool {
	service := b.std.Service(asks[0].service)
	slices.SortStableFunc(asks, func(x, y *ask) int { return b.partRank(x.part) - b.partRank(y.part) })
	for i, a := range asks {
		if a.part == "night" {
			return false
		}
		if i == 0 {
			continue
		}
		before, after := a.home.stopIn(asks[i-1].part), a.home.stopIn(a.part)
		for d := range b.opt.Days {
			gap := model.Minutes(after.start[d] - before.start[d])
			if a.on[d] && asks[i-1].on[d] && (gap < service.MinGap || service.MaxGap > 0 && gap > service.MaxGap) {
				return false
			}
		}
	}
	return true
}

// itemised is one grant of a service.
func (b *builder) itemised(asks []*ask, from model.Date) model.Grant {
	a := asks[0]
	service := b.std.Service(a.service)
	g := model.Grant{Law: model.SEL83, Service: a.service, Cadence: a.cadence, From: from, Tolerance: a.tol}
	if a.firm {
		g.Provider = b.providers[1].ID
	}
	if a.service == "medicine" {
		g.Law = model.SUL
	}
	if model.Minutes(a.minutes) != service.Active() {
		g.Minutes = model.Minutes(a.minutes)
	}
	if a.staff != service.Staff {
		g.Staff = a.staff
	}
	if a.second > 0 {
		g.Second = model.Leg{Minutes: model.Minutes(a.second)}
	}
	if a.helper != "" {
		g.Law, g.Helper = model.SEL94, a.helper
	}
	switch a.cadence.Unit {
	case model.PerDay:
		g.Cadence.Count = len(asks)
		for _, x := range asks {
			g.Parts = append(g.Parts, x.part)
		}
		g.Days = a.days
	case model.PerWeek:
		if a.rides {
			g.Parts = []model.PartID{a.part}
		}
		switch {
		case a.named, a.helper != "":
			g.Days = a.days
		case a.service == "unpacking":
			g.Days = a.days // the shop delivers on its day
		}
	case model.PerKDays:
		if d := a.first(); d >= 0 {
			g.From = b.date(d) - model.Date(14*(2+b.rng.IntN(60)))
		}
	case model.Dated:
		for _, d := range a.dated {
			g.Dates = append(g.Dates, b.date(d))
		}
		g.Cadence.Count = 0
		g.From = b.opt.From - 20
	}
	return g
}

// first is the first day of the horizon on which the layout delivers the ask,
// -1 if none.
func (a *ask) first() int { return slices.Index(a.on, true) }

// lastOf is the last delivery before the horizon, such that the layout's days
// are those on which the service falls due again.
func (b *builder) lastOf(a *ask, g *model.Grant) (model.LastDelivery, bool) {
	d := a.first()
	if d < 0 {
		return model.LastDelivery{}, false
	}
	switch a.cadence.Unit {
	case model.PerKDays:
		last := b.date(d) - 14
		if last >= b.opt.From { // not yet delivered within reach: the horizon is long
			last -= 14
		}
		return model.LastDelivery{Grant: g.ID, Date: last, Number: int(last-g.From) / 14}, true
	case model.PerWeek:
		last := b.date(d) - 7
		for _, e := range slices.Backward(a.weekdays()) { // the last of the days before the horizon
			if x := b.lastBefore(e); x > last {
				last = x
			}
		}
		if last >= b.opt.From {
			return model.LastDelivery{}, false
		}
		return model.LastDelivery{Grant: g.ID, Date: last, Number: a.weekly(g, last)}, true
	}
	return model.LastDelivery{}, false
}

// weekly numbers a weekly occurrence: the week, and which of it. The week in
// which the horizon begins may be under way.
func (a *ask) weekly(g *model.Grant, date model.Date) int {
	k := 0
	for _, wd := range a.weekdays() {
		if (wd+6)%7 < (int(date.Weekday())+6)%7 {
			k++
		}
	}
	return (date.Week()-g.From.Week())*g.Cadence.Count + k
}

func (a *ask) weekdays() []int {
	var days []int
	for wd := range 7 {
		if a.days>>wd&1 == 1 {
			days = append(days, wd)
		}
	}
	return days
}

// lastBefore is the last date before the horizon on a day of the week.
func (b *builder) lastBefore(weekday int) model.Date {
	d := b.opt.From - 1
	for int(d.Weekday()) != weekday {
		d--
	}
	return d
}

// frameOf is the frame grant of a home, with its pattern: a line for each part
// of day, more where a bath makes the visit longer on some days.
func (b *builder) frameOf(h *home) (model.Grant, bool) {
	g := model.Grant{Law: model.AEL}
	week := 0.0
	line := func(p model.Pattern) {
		g.Pattern = append(g.Pattern, p)
		days := bits.OnesCount8(uint8(p.Days & model.AllDays))
		if p.Days == 0 {
			days = 7
		}
		week += float64(days*int(p.Minutes)) / float64(max(1, p.Every))
	}
	for _, part := range b.std.Parts {
		base := 0
		var rides []*ask
		for _, a := range h.asks {
			if b.inFrame(a) && a.part == part.ID {
				if a.rides {
					rides = append(rides, a)
				} else {
					base += a.minutes
				}
			}
		}
		if base == 0 {
			continue
		}
		plain := model.AllDays
		for _, a := range rides {
			plain &^= a.days
			line(model.Pattern{Days: a.days, Part: part.ID, Service: "personal-care", Minutes: model.Minutes(base + a.minutes), Every: 1})
		}
		line(model.Pattern{Days: plain, Part: part.ID, Service: "personal-care", Minutes: model.Minutes(base), Every: 1})
	}
	g.From = b.opt.From - model.Date(60+b.rng.IntN(400))
	g.From -= model.Date((int(g.From.Weekday()) + 6) % 7) // a Monday
	for _, f := range h.floats {
		d := f.ask.first()
		if !b.inFrame(f.ask) || d < 0 {
			continue
		}
		part := model.PartID("midday")
		if b.floatStart(f, d) >= 13*60 {
			part = "afternoon"
		}
		p := model.Pattern{Days: f.ask.days, Part: part, Service: "practical-help", Minutes: model.Minutes(f.pieces[0]), Every: 1}
		if f.every2 {
			p.Every = 2
			if (b.date(d).Week()-g.From.Week())%2 != 0 {
				g.From -= 7
			}
		}
		line(p)
	}
	g.FrameMinutes = model.Minutes(week+2.5) / 5 * 5
	g.FollowUp = b.followUp(g.From)
	return g, len(g.Pattern) > 0
}

// floatStart is when the layout delivers a float on a day, minutes after
// midnight; -1 if it does not.
func (b *builder) floatStart(f *float, day int) int {
	for _, u := range b.units {
		if u.band != 0 || len(u.outings) == 0 {
			continue
		}
		for _, o := range u.outings[day] {
			for _, e := range o.legs {
				if e.float == f && e.piece == 0 {
					return e.start
				}
			}
		}
	}
	return -1
}
