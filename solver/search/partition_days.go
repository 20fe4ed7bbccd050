package search

import "github.com/hjemvej/hjemvej/solver/vrp"

// divideDays makes every day a part: its tours and what they serve. Pairs,
// agreed times and the days of stops stay as they are for the round, so that
// parts meet nowhere but in how many faces a home sees, which vrp.State.Join
// puts right. A stop that stands nowhere gets one of its days by lot.
func (q *partition) divideDays(s *vrp.State, rng vrp.Rand) {
	p := s.P
	q.days = true
	q.tour = resize(q.tour, len(p.Tours))
	for t := range q.tour {
		q.tour[t] = p.Tours[t].Day
	}
	q.stood = resize(q.stood, len(p.Stops))
	q.stop = resize(q.stop, len(p.Stops))
	for i := range p.Stops {
		stop := int32(i)
		q.stood[i] = s.Spots[i].Day
		if g := p.Stops[i].Group; g >= 0 && p.Groups[g].First != stop {
			q.stop[i] = q.stop[p.Groups[g].First]
		} else if q.stop[i] = s.Spots[i].Day; q.stop[i] < 0 {
			q.stop[i] = someDay(p, stop, &rng)
		}
	}
	for i := range p.Links {
		q.part(s, &p.Links[i])
	}
	q.sizes = append(q.sizes[:0], make([]int64, p.Days())...)
	for _, d := range q.stop {
		if d >= 0 {
			q.sizes[d]++
		}
	}
}

// someDay draws a day on which a stop may be served, itself or riding.
func someDay(p *vrp.Problem, stop int32, rng *vrp.Rand) int32 {
	st, rides := &p.Stops[stop], p.RidesOf(stop)
	n := int(st.Last - st.First)
	if n+len(rides) == 0 {
		return vrp.Never
	}
	k := rng.Intn(n + len(rides))
	if k >= n {
		return p.Rides[rides[k-n]].Day
	}
	return p.Choices[st.First+int32(k)].Day
}

// part takes stops from their days whose link two days could break together: a
// gap in time across days, and two that both stand nowhere.
func (q *partition) part(s *vrp.State, l *vrp.Link) {
	a, b := q.stop[l.A], q.stop[l.B]
	if a == b || a < 0 || b < 0 {
		return
	}
	switch {
	case l.Kind == vrp.Gap && (!l.SameDay || q.stood[l.A] >= 0 && q.stood[l.B] >= 0): // on tours of two days
		q.disown(s, l.A)
		q.disown(s, l.B)
	case q.stood[l.A] < 0 && (q.stood[l.B] < 0 || l.Kind == vrp.Gap):
		q.disown(s, l.A)
	case q.stood[l.B] < 0 && l.Kind == vrp.Gap:
		q.disown(s, l.B)
	}
}

// disown leaves a stop, its group and what carries it out of the round.
func (q *partition) disown(s *vrp.State, stop int32) {
	p := s.P
	if c := s.Spots[stop].Carrier; c >= 0 {
		q.disown(s, c)
	}
	q.stop[stop] = vrp.Never
	if g := p.Stops[stop].Group; g >= 0 {
		for m := p.Groups[g].First; m < p.Groups[g].Last; m++ {
			q.stop[m] = vrp.Never
		}
	}
}

// shares divides n iterations among parts: among days by their stops.
func (q *partition) shares(n int64, parts int) []int64 {
	out := make([]int64, parts)
	var all int64
	for k := range out {
		out[k] = 1
		if q.days {
			out[k] = q.sizes[k]
		}
		all += out[k]
	}
	var seen, given int64
	for k := range out {
		seen += out[k]
		out[k] = seen*n/max(1, all) - given
		given += out[k]
	}
	return out
}

// owns says whether a stop is of a part.
func (q *partition) owns(p *vrp.Problem, part, stop int32) bool {
	switch {
	case q.tour == nil:
		return true
	case q.days:
		return q.stop[stop] == part
	}
	return q.unit[p.Unit(stop)] == part
}

// scope is what a part may change; mine says so of each stop.
func (q *partition) scope(part int32, mine []bool) vrp.Scope {
	switch {
	case q.tour == nil:
		return vrp.Everything
	case q.days:
		return vrp.Scope{Part: part, Tours: q.tour, Mine: mine, Day: part, Stood: q.stood}
	}
	return vrp.Scope{Part: part, Tours: q.tour, Mine: mine, Day: vrp.Never}
}
