package generate

import "math"

// overalls are the shares of visit minutes in all attendance that a case may
// aim at, the best first: real rotas have few shifts to spare.
var overalls = []float64{0.596, 0.592, 0.585, 0.577, 0.568, 0.56}

// laterOutings are of three outings those that may begin practical help at
// noon: the more do, the fewer are with citizens in the busiest hour.
const laterOutings = 3

// rotation is how the weekday outings are laid out: by their number and by how
// many of three begin practical help at noon.
type rotation struct {
	overall float64
	later   int
}

// goOut lays out the weekday outings, and drives all tours: with so many
// outings, at such hours, that the busiest hour has its share of visit minutes
// and all hours together have theirs.
func (b *builder) goOut() {
	const least, most, middle = 0.705, 0.745, 0.725
	c := crew{len(b.teams), len(b.caregivers)}
	var best rotation
	off := math.MaxFloat64
	for _, overall := range overalls {
		for later := range laterOutings + 1 {
			r := rotation{overall, later}
			busiest, all := b.goOutAs(c, r)
			d := math.Abs(busiest-middle) + 5*max(0, all-0.5985)
			if d <= (most-least)/2 {
				return
			}
			if d < off {
				best, off = r, d
			}
			if busiest < least {
				break
			}
		}
	}
	busiest, _ := b.goOutAs(c, best)
	for range 4 {
		if busiest >= least || !b.warm() {
			return
		}
		busiest, _ = b.goOutAs(c, best)
	}
}

// crew is how many teams and caregivers the lanes have, before any outing.
type crew struct{ teams, caregivers int }

// goOutAs lays out the outings in one way, from the teams' lanes on, and gives
// the shares of visit minutes in the busiest hour and in all.
func (b *builder) goOutAs(c crew, r rotation) (busiest, all float64) {
	b.teams, b.caregivers, b.tours = b.teams[:c.teams], b.caregivers[:c.caregivers], nil
	b.later = r.later
	b.shareOutings(r.overall)
	for _, u := range b.units {
		if u.band == day {
			b.float(u)
			b.addPlain(u)
		}
	}
	b.drive()
	b.driveHelpers()
	hours, most := b.byHour()
	var sum share
	for _, h := range hours {
		sum.visits += h.visits
		sum.attendance += h.attendance
	}
	return hours[most].of(), sum.of()
}

// shareOutings says how many weekday outings each day unit gets: so many that
// visit minutes come to their share of attendance.
func (b *builder) shareOutings(overall float64) {
	lanes := b.laneShare()
	floats, all := map[*unit]int{}, 0
	for _, u := range b.units {
		if u.band == day {
			for _, f := range b.floatsOf(u) {
				floats[u] += b.minutesOf(f)
			}
			all += floats[u]
		}
	}
	days := 0
	for _, w := range b.weekday {
		if w {
			days++
		}
	}
	minutes := float64(lanes.visits+all)/overall - float64(lanes.attendance)
	for _, u := range b.units {
		if u.band != day || all == 0 || days == 0 {
			continue
		}
		want, given := minutes*float64(floats[u])/float64(all)/float64(days*outingMinutes), float64(u.slots)
		if u.wanted = int(want/0.8 + 0.5); want > 0.8*given { // teams rest on a day of five
			u.wanted = int(want + 0.2*given + 0.5)
		}
	}
}

// laneShare adds up the lanes of all units.
func (b *builder) laneShare() (sum share) {
	for _, u := range b.units {
		for _, t := range u.tandems {
			for n, l := range t.lanes {
				for d := range b.opt.Days {
					sum.attendance += l.until(b.weekday[d]) - l.from
					for _, s := range l.order {
						if s.joint && n == 1 {
							sum.visits += s.own(d)
						} else {
							sum.visits += s.length(d)
						}
					}
				}
			}
		}
		if u.band == night {
			sum.attendance += 120 * b.opt.Days * len(u.tandems)
		}
	}
	return sum
}

// outingSpan is the shift of an outing: one in three early enough for baths; a
// firm of practical help works when practical help may be given.
func (b *builder) outingSpan(u *unit, number int) (from, to int) {
	switch {
	case b.opt.firm && u.provider == 1:
		return 9*60 + 30, 15 * 60
	case number%3 == 0:
		return 7*60 + 30, 15 * 60
	}
	return 8 * 60, 15*60 + 30
}

// outingMinutes is the length of an outing's shift.
const outingMinutes = 7*60 + 30

// minutesOf is a float's minutes over the horizon.
func (b *builder) minutesOf(f *float) int {
	n := 0
	for _, p := range f.pieces {
		n += p
	}
	switch {
	case f.ask.dated != nil:
		return n
	case f.every2:
		return n * b.opt.Days / 14
	}
	return n * b.opt.Days / 7
}

// floatsOf is what floats in a unit for its provider.
func (b *builder) floatsOf(u *unit) []*float {
	var all []*float
	for _, h := range u.homes {
		for _, f := range h.floats {
			if !f.ask.firm || b.groups[u.group].provider == 1 {
				if f.ask.firm || h.provider == u.provider {
					all = append(all, f)
				}
			}
		}
	}
	return all
}
