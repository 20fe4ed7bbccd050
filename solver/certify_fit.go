package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// post is a caregiver's stretch of work emptied of all that may move: only its
// breaks and activities are left.
type post struct {
	who        *model.Caregiver
	shift      model.ShiftID
	mode       model.Mode
	start, end model.PlaceID
	span       // the shift's own time
	late       model.Time
	fixed      []stay
}

// stay is something done at a place, starting from lo to hi.
type stay struct {
	place  model.PlaceID // "": wherever the caregiver is
	dur    model.Minutes
	lo, hi model.Time
	kind   Kind
}

// lack is by how much a visit does not fit a post: the work would have to begin
// or end so much earlier or later.
type lack struct{ begin, end model.Minutes }

func (l lack) all() model.Minutes { return l.begin + l.end }

// never is the lack of what no longer day of work would mend.
const never = model.Minutes(1 << 20)

// fit tries a visit in an emptied post, in every order of what is left there,
// and gives the least lack; none where it fits.
func (m *Map) fit(p *post, visit stay) lack {
	f := &fitting{Map: m, p: p, all: append(slices.Clone(p.fixed), visit), best: lack{never, 0}}
	f.next(0, p.from, p.start, lack{})
	return f.best
}

// fitting walks through the orders of a post's stays, the visit last in all.
type fitting struct {
	*Map
	p    *post
	all  []stay
	best lack
}

func (f *fitting) next(done uint32, clock model.Time, at model.PlaceID, so lack) {
	if so.all() >= f.best.all() {
		return
	}
	if done == 1<<len(f.all)-1 {
		way, _ := f.Roads.Leg(f.p.mode, at, f.p.end)
		so.end += max(0, clock.Add(way).Sub(f.p.late))
		if so.all() < f.best.all() {
			f.best = so
		}
		return
	}
	for i := range f.all {
		if done>>i&1 == 1 {
			continue
		}
		s := &f.all[i]
		to, way := at, model.Minutes(0)
		if s.place != "" {
			way, _ = f.Roads.Leg(f.p.mode, at, s.place)
			to = s.place
		}
		start, short := max(clock.Add(way), s.lo), so
		if start > s.hi {
			if i < len(f.all)-1 { // a break can't be had by beginning earlier
				continue
			}
			short.begin += start.Sub(s.hi)
			start = s.hi
		}
		f.next(done|1<<i, start.Add(s.dur), to, short)
	}
}

// postOf is a tour, emptied.
func (v *inquiry) postOf(t int32) *post {
	if v.posts[t] != nil {
		return v.posts[t]
	}
	tour, shift := &v.Problem.Tours[t], v.Shifts[t]
	p := &post{who: v.Workers[tour.Worker], shift: shift.ID, mode: shift.Mode, start: shift.Start, end: shift.End,
		span: span{v.time(tour.Open), v.time(tour.Close)}, late: v.time(tour.Late)}
	for _, own := range v.extra[t] {
		st := &v.Problem.Stops[own]
		w := &v.Problem.Windows[v.Problem.Choices[st.First].First]
		if v.s.Tour[own] >= 0 { // what fits no tour binds none
			p.fixed = append(p.fixed, stay{place: v.Places[st.Place], dur: model.Minutes(st.Dur), lo: v.time(w.Lo), hi: v.time(w.Hi), kind: v.Stops[own].Kind})
		}
	}
	v.posts[t] = p
	return p
}

// starts are the intervals that a stop may start in at all, wherever its series
// moves, joined and by time.
func (m *Map) starts(stop int32) []span {
	p := m.Problem
	st := &p.Stops[m.leader(stop)]
	var move vrp.Series
	if st.Series >= 0 {
		move = p.Series[st.Series]
	}
	var all []span
	for c := st.First; c < st.Last; c++ {
		for _, w := range p.Windows[p.Choices[c].First:p.Choices[c].Last] {
			lo, hi := w.Lo, w.Hi
			if st.Series >= 0 {
				lo, hi = max(w.Floor, lo+move.Min), min(w.Ceil, hi+move.Max)
			}
			if lo <= hi {
				all = append(all, span{m.time(lo), m.time(hi)})
			}
		}
	}
	return joined(all)
}

// joined sorts intervals of starts and joins those that touch.
func joined(all []span) []span {
	slices.SortFunc(all, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	joined := all[:0]
	for _, s := range all {
		if n := len(joined); n > 0 && s.from <= joined[n-1].to+1 {
			joined[n-1].to = max(joined[n-1].to, s.to)
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}

// visitOf is a leg of a need as a stay, starting within an interval of the
// visit's starts.
func (m *Map) visitOf(n *model.Need, leg int, s span) stay {
	v := stay{dur: n.Legs[leg].Minutes, lo: s.from.Add(n.Legs[leg].Offset), hi: s.to.Add(n.Legs[leg].Offset)}
	if !n.NoTravel {
		v.place = m.homeOf(n).Place
	}
	return v
}

// possible says whether some caregivers could serve a need if their tours were
// emptied of all that may move, alone or riding on another visit.
func (v *inquiry) possible(need int) bool {
	n, stop := &v.Demand.Needs[need], v.first[need]
	if len(n.Legs) == 1 {
		if v.anybody(v.Problem.Stops[stop].Class, func(p *post) bool { return v.fitsAny(p, n, v.starts(stop)) }) {
			return true
		}
	} else if v.together(need) {
		return true
	}
	return v.couldRide(stop)
}

// anybody says whether a post of a class will do.
func (v *inquiry) anybody(class int32, will func(p *post) bool) bool {
	may := set(v.Problem.Classes[class])
	for t := range v.Shifts {
		if may.has(int32(t)) && will(v.postOf(int32(t))) {
			return true
		}
	}
	return false
}

func (v *inquiry) fitsAny(p *post, n *model.Need, starts []span) bool {
	return slices.ContainsFunc(starts, func(s span) bool { return p.near(s) && v.fit(p, v.visitOf(n, 0, s)).all() == 0 })
}

// near says whether a post is under way at any of the starts.
func (p *post) near(s span) bool { return p.from <= s.to && s.from <= p.late }

// onDuty says whether a post is on a date of the starts.
func (p *post) onDuty(s span) bool {
	return p.from.Date() <= s.to.Date() && s.from.Date() <= p.to.Date()
}

// wanted are the starts of a stop; of one that can only ride, those that suit
// it aboard.
func (v *inquiry) wanted(stop int32) []span {
	if all := v.starts(stop); len(all) > 0 {
		return all
	}
	var all []span
	for _, k := range v.Problem.RidesOf(stop) {
		r := &v.Problem.Rides[k]
		all = append(all, span{v.time(r.Lo), v.time(r.Hi)})
	}
	return joined(all)
}

// couldRide says whether a carrier could be done with the rider aboard.
func (v *inquiry) couldRide(stop int32) bool {
	p := v.Problem
	for _, k := range p.RidesOf(stop) {
		r := &p.Rides[k]
		n := &v.Demand.Needs[v.Stops[r.Carrier].Need]
		for set := range int32(1) << v.bits(r.Carrier) {
			combo := &p.Combos[p.Stops[r.Carrier].Combo+set]
			if set>>r.Bit&1 == 0 || combo.Dur < 0 {
				continue
			}
			for _, s := range v.starts(r.Carrier) {
				at := span{max(s.from, v.time(r.Lo)), min(s.to, v.time(r.Hi))}
				visit := v.visitOf(n, 0, at)
				visit.dur = model.Minutes(combo.Dur)
				if at.from <= at.to && v.anybody(combo.Class, func(p *post) bool { return p.near(at) && v.fit(p, visit).all() == 0 }) {
					return true
				}
			}
		}
	}
	return false
}

// bits is how many riders a carrier's combos tell apart.
func (m *Map) bits(carrier int32) (n int) {
	for _, k := range m.Problem.Offers(carrier) {
		n = max(n, int(m.Problem.Rides[k].Bit)+1)
	}
	return n
}

// together says whether at any minute as many caregivers as a visit needs could
// be there, each for a part of their own.
func (v *inquiry) together(need int) bool {
	n, stop := &v.Demand.Needs[need], v.first[need]
	may := set(v.Problem.Classes[v.Problem.Stops[stop].Class])
	for _, s := range v.starts(stop) {
		var posts []*post
		for t := range v.Shifts {
			if p := v.postOf(int32(t)); may.has(int32(t)) && p.near(s) && v.fit(p, v.visitOf(n, 0, s)).all() < never {
				posts = append(posts, p)
			}
		}
		for at := s.from; at <= s.to && len(posts) >= len(n.Legs); at++ {
			if v.staffed(n, posts, at) {
				return true
			}
		}
	}
	return false
}

// staffed says whether different caregivers could do all legs of a visit that
// starts then: a matching, found by augmenting paths.
func (v *inquiry) staffed(n *model.Need, posts []*post, at model.Time) bool {
	can := make([][]model.CaregiverID, len(n.Legs))
	for leg := range n.Legs {
		visit := v.visitOf(n, leg, span{at, at})
		for _, p := range posts {
			if len(can[leg]) < len(n.Legs) && !slices.Contains(can[leg], p.who.ID) && v.fit(p, visit).all() == 0 {
				can[leg] = append(can[leg], p.who.ID) // as many as there are legs are enough to choose among
			}
		}
	}
	taken := map[model.CaregiverID]int{}
	var seat func(leg int, tried map[model.CaregiverID]bool) bool
	seat = func(leg int, tried map[model.CaregiverID]bool) bool {
		for _, who := range can[leg] {
			if tried[who] {
				continue
			}
			tried[who] = true
			if other, busy := taken[who]; !busy || seat(other, tried) {
				taken[who] = leg
				return true
			}
		}
		return false
	}
	for leg := range n.Legs {
		if !seat(leg, map[model.CaregiverID]bool{}) {
			return false
		}
	}
	return true
}
