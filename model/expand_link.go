package model

import (
	"cmp"
	"slices"
)

// link couples the home's needs: gaps between visits of one grant on a date
// (and over midnight where it is given at night), days between floating
// occurrences of one grant, and the pieces of a split service.
func (h *household) link() {
	gaps := map[[2]int]int{}
	for _, l := range h.lines {
		if l.service.MinGap > 0 || l.service.MaxGap > 0 {
			h.linkGaps(l, gaps)
		}
	}
	crowded := h.crowdedDays()
	for i, f := range h.floats {
		h.linkPieces(f)
		for k := i - 1; k >= 0 && h.floats[k].line == f.line; k-- {
			switch a := h.floats[k]; {
			case a.late():
				h.linkApart(a, f)
			default:
				h.linkDays(a, f, k == i-1, crowded[k])
			}
		}
	}
}

// turn is one visit that holds an occurrence of a line.
type turn struct {
	date  Date
	at    Clock
	order int // of its slot in the day
	need  int
	group *group
}

// linkGaps couples consecutive visits of a line.
func (h *household) linkGaps(l *line, seen map[[2]int]int) {
	var turns []turn
	for i := range h.stays {
		s := &h.stays[i]
		k := slices.Index(s.lines, l)
		if s.need < 0 || k < 0 {
			continue
		}
		turns = append(turns, turn{s.date, s.group.agreed, h.due[s.due[k]].slot, s.need, s.group})
	}
	slices.SortStableFunc(turns, func(a, b turn) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.at, b.at), cmp.Compare(a.order, b.order))
	})
	atNight := slices.ContainsFunc(l.slots, func(s *slot) bool { return s.part.Hours == NightHours })
	for i := 1; i < len(turns); i++ {
		for k := i - 2; k >= 0 && turns[k].date == turns[i].date; k-- { // were those between left out
			if h.couldMeet(turns[k].group, turns[i].group, l.service.MinGap) {
				h.addGap(Link{A: turns[k].need, B: turns[i].need, Kind: StartGap, Min: l.service.MinGap}, seen)
			}
		}
		a, b := turns[i-1], turns[i]
		next := a.date == b.date && b.order == a.order+1
		overnight := atNight && b.date == a.date+1 && a.order == len(l.slots)-1 && b.order == 0
		if a.date != b.date && !overnight {
			continue
		}
		link := Link{A: a.need, B: b.need, Kind: StartGap, Min: l.service.MinGap}
		if overnight && b.at+1440-a.at > Clock(l.service.MaxGap) {
			continue // the grant does not go round the clock: the night lies between
		}
		if next || overnight { // with one between them left out, only the least holds
			link.Max = l.service.MaxGap
		}
		h.addGap(link, seen)
	}
}

// couldMeet says whether visits of two series of a date could be moved so near
// to each other that they do not keep a gap.
func (h *household) couldMeet(a, b *group, least Minutes) bool {
	early, late := h.farthest(b), h.farthest(a)
	return least > 0 && len(early) > 0 && len(late) > 0 && late[len(late)-1].to+Clock(least) > early[0].from
}

// addGap adds a link, or tightens the one that the two needs have already.
func (h *household) addGap(l Link, seen map[[2]int]int) {
	key := [2]int{l.A, l.B}
	if i, ok := seen[key]; ok {
		known := &h.d.Links[i]
		known.Min, known.Max = max(known.Min, l.Min), tighter(known.Max, l.Max)
		return
	}
	seen[key] = len(h.d.Links)
	h.d.Links = append(h.d.Links, l)
}

// linkPieces makes each piece of a split service start, on the same date, when
// the passive minutes after the one before it are over (R-11.0b).
func (h *household) linkPieces(f *floating) {
	for i := 1; i < len(f.pieces); i++ {
		a, b := f.pieces[i-1], f.pieces[i]
		if a.need < 0 || b.need < 0 {
			continue
		}
		var least Minutes
		for _, s := range h.d.Tasks[a.task].Steps {
			least += s.Active + s.Passive
		}
		h.d.Links = append(h.d.Links, Link{A: a.need, B: b.need, Kind: StartGap, Min: least, SameDay: true})
	}
}

// late says whether an occurrence fell due before the horizon: it comes when it
// can, also after the next.
func (f *floating) late() bool { return f.due != 0 && f.due < f.line.first }

// linkApart keeps two occurrences of one grant off the same day.
func (h *household) linkApart(a, b *floating) {
	p, q := a.pieces[0], b.pieces[0]
	if p.need >= 0 && q.need >= 0 && slices.ContainsFunc(p.open, func(x openDay) bool {
		return slices.ContainsFunc(q.open, func(y openDay) bool { return x.date == y.date })
	}) {
		h.d.Links = append(h.d.Links, Link{A: p.need, B: q.need, Kind: NotSameDay})
	}
}

// crowdedDays finds the floating occurrences after which the next of the grant
// can't come so late as the service asks for: the days open to it and to some in
// a row before it leave no room for that. Of such rows the shortest count.
func (h *household) crowdedDays() []bool {
	crowded := make([]bool, len(h.floats))
	for last := range h.floats {
		l := h.floats[last].line
		least := Date(l.leastApart())
		for first := last - 1; least > 1 && first >= 0 && h.floats[first].precedes(h.floats[first+1]); first-- {
			if roomBetween(h.floats[first:last+1], least) {
				continue
			}
			for i := first; i < last && roomBetween(h.floats[first:last], least); i++ {
				crowded[i] = true
			}
			break // a longer row holds this one
		}
	}
	return crowded
}

// leastApart is how many days the service asks for between two occurrences, no
// more than they fall due apart.
func (l *line) leastApart() int {
	if l.cadence.Unit == PerKDays {
		return min(l.service.MinDays, l.cadence.Count)
	}
	return l.service.MinDays
}

// precedes says whether an occurrence is the one before another, both with days
// open to them in their own time.
func (f *floating) precedes(o *floating) bool {
	return f.line == o.line && f.n+1 == o.n && !f.late() && len(f.pieces[0].open) > 0 && len(o.pieces[0].open) > 0
}

// roomBetween says whether floating occurrences can be so many days apart, each
// as early as may be.
func roomBetween(row []*floating, least Date) bool {
	from := row[0].pieces[0].open[0].date
	for _, f := range row[1:] {
		open := f.pieces[0].open
		k := slices.IndexFunc(open, func(o openDay) bool { return o.date >= from+least })
		if k < 0 {
			return false
		}
		from = open[k].date
	}
	return true
}

// linkDays keeps two floating occurrences of one grant in order and off one
// day, and two consecutive ones apart by the days that the service asks for.
// crowded: their days, or those of several in a row, leave no such distance.
func (h *household) linkDays(a, b *floating, consecutive, crowded bool) {
	p, q := a.pieces[0], b.pieces[0]
	if p.need < 0 || q.need < 0 || len(p.open) == 0 || len(q.open) == 0 {
		return
	}
	least, most := max(1, a.line.service.MinDays), a.line.service.MaxDays
	if crowded {
		least = 1
	}
	if !consecutive || b.n != a.n+1 && a.line.cadence.Unit != PerDay { // not neighbours
		least, most = 1, 0
	}
	if a.due != 0 && b.due != 0 { // dates given by the grant are right as they are
		apart := int(b.date - a.date)
		least = min(least, max(1, apart))
		if most > 0 {
			most = max(most, apart)
		}
	}
	nearest := int(q.open[0].date - p.open[len(p.open)-1].date)
	furthest := int(q.open[len(q.open)-1].date - p.open[0].date)
	if furthest < least { // no days keep the distance: at least not on one day
		least = 1
	}
	if most > 0 && nearest > most {
		most = 0
	}
	if nearest >= least && (most == 0 || furthest <= most) {
		return
	}
	h.d.Links = append(h.d.Links, Link{A: p.need, B: q.need, Kind: DayGap, Min: Minutes(least), Max: Minutes(most)})
}
