package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// empty is the solution that serves nobody, with the named staff and agreed
// times as they were.
func (m *Map) empty() *vrp.Solution {
	p := m.Problem
	n := len(p.Stops)
	s := &vrp.Solution{Tours: make([][]int32, len(p.Tours)), Start: make([]int32, n), Window: make([]int32, n), Lo: make([]int32, n),
		Hi: make([]int32, n), Carrier: make([]int32, n), Tour: make([]int32, n), Pair: make([][2]int32, len(p.Clusters)),
		Shift: make([]int32, len(p.Series))}
	for i := range n {
		s.Start[i], s.Window[i], s.Carrier[i], s.Tour[i] = vrp.Never, vrp.Never, vrp.Never, vrp.Never
	}
	for c := range p.Clusters {
		s.Pair[c] = p.Clusters[c].Pair
	}
	return s
}

// Solution states a plan as a solution of the problem, whatever problem it was
// made for: visits are known by id, what rides on them by occurrence. What the
// problem does not have, or what no longer fits at its time, is left out;
// visits keep to the times of the plan.
func (m *Map) Solution(of *model.Plan) *vrp.Solution {
	w := m.seated(of)
	w.dropLegs(w.s) // pieces may still ride
	w.ride(of)
	w.dropHalves(w.s)
	w.keepLinks()
	for t := range w.s.Tours {
		w.mend(w.s, int32(t))
	}
	w.dropHalves(w.s)
	w.retag(w.s)
	w.s.Price = w.Price(w.s)
	return w.s
}

// seated puts what a plan has into its tours, each leg by itself.
func (m *Map) seated(of *model.Plan) *writer {
	w := m.newWriter()
	w.named(of)
	w.agreed(of)
	w.seat(of)
	return w
}

// done is a task as a plan tells it.
type done struct {
	occurrence model.OccurrenceID
	piece      int
}

// writer is a plan on its way to becoming a solution.
type writer struct {
	*Map
	s     *vrp.Solution
	needs map[model.VisitID]int
	holds map[done]int // which need a task belongs to
}

// newWriter starts with nobody served.
func (m *Map) newWriter() *writer {
	w := &writer{Map: m, s: m.empty(), needs: make(map[model.VisitID]int, len(m.Demand.Needs)), holds: map[done]int{}}
	for i := range m.Demand.Needs {
		w.needs[m.Demand.Needs[i].ID] = i
		for _, k := range m.Demand.Needs[i].Tasks {
			t := &m.Demand.Tasks[k]
			w.holds[done{t.Occurrence, t.Piece}] = i
		}
	}
	return w
}

// named takes the named staff over, where they work here and may change.
func (w *writer) named(of *model.Plan) {
	at := make(map[model.HomeID]int, len(w.Homes))
	for cl, h := range w.Homes {
		at[w.Demand.Case.Homes[h].ID] = cl
	}
	for _, n := range of.Named {
		cl, ok := at[n.Home]
		if !ok || w.Problem.Clusters[cl].Locked {
			continue
		}
		w.s.Pair[cl] = w.pairOf(&w.Problem.Clusters[cl], n)
	}
}

// pairOf is a pair as named. A name that is not there leaves the vacancy, or
// nobody where there was nobody.
func (m *Map) pairOf(c *vrp.Cluster, n model.Named) [2]int32 {
	var who []int32
	for _, id := range []model.CaregiverID{n.Contact, n.Second} {
		if k, ok := m.worker[id]; ok && id != "" {
			who = append(who, k)
		}
	}
	pair := [2]int32{vrp.Never, vrp.Never}
	if c.Before[0] >= 0 {
		pair = [2]int32{int32(len(m.Workers) - 2), int32(len(m.Workers) - 1)}
	}
	for k, id := range who { // whoever was of the pair keeps the place there
		if at := slices.Index(c.Before[:], id); at >= 0 {
			pair[at] = id
			who[k] = vrp.Never
		}
	}
	for _, id := range who {
		if id < 0 {
			continue
		}
		for k := range pair {
			if pair[k] < 0 || m.Workers[pair[k]] == nil {
				pair[k] = id
				break
			}
		}
	}
	return pair
}

// agreed moves the series to the plan's agreed times, as far as they may move.
func (w *writer) agreed(of *model.Plan) {
	at := make(map[model.SeriesID]model.Clock, len(of.Agreed))
	for i := range of.Agreed {
		if id := of.Agreed[i].Series(); id != "" && of.Agreed[i].Start >= 0 {
			at[id] = of.Agreed[i].Start
		}
	}
	for i := range w.Demand.Series {
		clock, ok := at[w.Demand.Series[i].ID]
		if !ok {
			continue
		}
		by, v := int32(clock-w.Demand.Series[i].Agreed), w.Problem.Series[i]
		for _, shift := range []int32{by, by - 1440, by + 1440} {
			if shift >= v.Min && shift <= v.Max && shift%v.Step == 0 {
				w.s.Shift[i] = shift
				break
			}
		}
	}
}

// place is a leg of a visit that a plan puts into a tour.
type place struct{ stop, start int32 }

// seat puts the legs of the plan's visits, its breaks, activities and reserves
// into their tours at their times.
func (w *writer) seat(of *model.Plan) {
	reserves := w.reserves()
	tours := make([][]place, len(w.Shifts))
	for i := range of.Visits {
		v := &of.Visits[i]
		need, ok := w.needs[v.ID]
		if !ok || len(v.Staff) != len(w.Demand.Needs[need].Legs) {
			continue
		}
		for leg, a := range v.Staff {
			if t, ok := w.tourOf[a.Shift]; ok {
				tours[t] = append(tours[t], place{w.first[need] + int32(leg), w.tick(a.Start)})
			}
		}
	}
	for i := range of.Tours {
		t, ok := w.tourOf[of.Tours[i].Shift]
		if !ok {
			continue
		}
		tours[t] = append(tours[t], w.work(t, &of.Tours[i], reserves)...)
	}
	for t, holes := range w.holes {
		for _, g := range holes {
			if g.stop >= 0 {
				tours[t] = append(tours[t], place{g.stop, w.Problem.Windows[w.Problem.Choices[w.Problem.Stops[g.stop].First].First].Lo})
			}
		}
	}
	for t, n := range w.nows {
		tours[t] = append(tours[t], place{n.stop, w.tick(n.at)})
	}
	for t := range tours {
		slices.SortFunc(tours[t], func(a, b place) int {
			return cmp.Or(cmp.Compare(a.start, b.start), w.rank(a.stop)-w.rank(b.stop), cmp.Compare(a.stop, b.stop))
		})
		for _, at := range tours[t] {
			w.append(int32(t), at)
		}
	}
}

// rank is what comes first of what begins in one minute: a visit that somebody is
// on the way to, then the end of what nobody can change any more, then all else.
func (w *writer) rank(stop int32) int {
	switch w.Stops[stop].Kind {
	case VisitStop:
		return 0
	case NowStop:
		return 1
	}
	return 2
}

// reserves lists the reserve stops of each day.
func (w *writer) reserves() map[int32][]int32 {
	of := map[int32][]int32{}
	for i := range w.Stops {
		if w.Stops[i].Kind == ReserveStop {
			day := w.Problem.Choices[w.Problem.Stops[i].First].Day
			of[day] = append(of[day], int32(i))
		}
	}
	return of
}

// work finds the stops of a tour's breaks, activities and reserves.
func (w *writer) work(t int32, of *model.Tour, reserves map[int32][]int32) []place {
	var at []place
	own := slices.Clone(w.extra[t])
	take := func(from []int32, it *model.Item, kind Kind) ([]int32, bool) {
		for k, stop := range from {
			is := w.Stops[stop]
			if is.Kind != kind || w.Problem.Stops[stop].Dur != int32(it.To.Sub(it.From)) ||
				kind == ActivityStop && w.Demand.Case.Activities[is.Need].Kind != it.Text ||
				kind == ReserveStop && (w.windowAt(w.s, stop, t, w.tick(it.From)) < 0 || !set(w.Problem.Classes[w.Problem.Stops[stop].Class]).has(t)) {
				continue
			}
			at = append(at, place{stop, w.tick(it.From)})
			return slices.Delete(slices.Clone(from), k, k+1), true
		}
		return from, false
	}
	for i := range of.Items {
		it := &of.Items[i]
		switch it.Kind {
		case model.BreakItem:
			own, _ = take(own, it, BreakStop)
		case model.ActivityItem:
			own, _ = take(own, it, ActivityStop)
		case model.ReserveItem:
			day := w.Problem.Tours[t].Day
			if left, ok := take(reserves[day], it, ReserveStop); ok {
				reserves[day] = left
			}
		}
	}
	return at
}

// append puts a stop at the end of a tour at its time, if it may and can.
func (w *writer) append(t int32, at place) {
	s, st := w.s, &w.Problem.Stops[at.stop]
	if s.Tour[at.stop] >= 0 || !set(w.Problem.Classes[st.Class]).has(t) {
		return
	}
	win := w.windowAt(s, at.stop, t, at.start)
	if win < 0 {
		return
	}
	s.Tours[t] = append(s.Tours[t], at.stop)
	s.Tour[at.stop], s.Window[at.stop] = t, win
	s.Start[at.stop], s.Lo[at.stop], s.Hi[at.stop] = at.start, at.start, at.start
	if l := w.lineOf(s, t); !w.earliest(&l) {
		s.Tours[t] = s.Tours[t][:len(s.Tours[t])-1]
		s.Tour[at.stop], s.Window[at.stop], s.Start[at.stop] = vrp.Never, vrp.Never, vrp.Never
	}
}

// ride puts riders on the visits that the plan has them in: all at once where
// that is possible, else one after the other.
func (w *writer) ride(of *model.Plan) {
	for i := range of.Visits {
		carrier, ok := w.needs[of.Visits[i].ID]
		if !ok || w.s.Tour[w.first[carrier]] < 0 || w.Problem.Stops[w.first[carrier]].Combo < 0 {
			continue
		}
		riders := w.ridersOf(&of.Visits[i], carrier)
		if !w.board(riders, w.first[carrier]) {
			for k := range riders {
				w.board(riders[k:k+1], w.first[carrier])
			}
		}
	}
}

// ridersOf lists the stops that ride on a need in a plan. A split occurrence
// that is done whole is all its pieces.
func (w *writer) ridersOf(v *model.Visit, carrier int) []int32 {
	var riders []int32
	for _, d := range v.Does {
		pieces := []int{d.Piece}
		if whole := w.pieces[d.Occurrence]; d.Piece == 0 && len(whole) > 1 {
			pieces = nil
			for _, k := range whole {
				pieces = append(pieces, w.Demand.Tasks[k].Piece)
			}
		}
		for _, piece := range pieces {
			need, ok := w.holds[done{d.Occurrence, piece}]
			if ok && need != carrier && w.s.Tour[w.first[need]] < 0 && !has(riders, w.first[need]) {
				riders = append(riders, w.first[need])
			}
		}
	}
	return riders
}

// board lets stops ride on another, if its tour stays possible.
func (w *writer) board(riders []int32, carrier int32) bool {
	s, t := w.s, w.s.Tour[carrier]
	for _, r := range riders {
		s.Carrier[r], s.Tour[r], s.Start[r], s.Lo[r], s.Hi[r] = carrier, t, s.Start[carrier], s.Lo[carrier], s.Hi[carrier]
	}
	combo := &w.Problem.Combos[w.Problem.Stops[carrier].Combo+w.aboard(s, carrier)]
	ok := combo.Dur >= 0 && set(w.Problem.Classes[combo.Class]).has(t)
	for _, r := range riders {
		ok = ok && w.rideAt(s, r) >= 0
	}
	if ok {
		l := w.lineOf(s, t)
		ok = w.earliest(&l)
	}
	for _, r := range riders {
		if !ok {
			s.Carrier[r], s.Tour[r], s.Start[r] = vrp.Never, vrp.Never, vrp.Never
		}
	}
	return ok
}

// keepLinks drops the later of two visits whose link does not hold.
func (w *writer) keepLinks() {
	for i := range w.Problem.Links {
		if l := &w.Problem.Links[i]; !w.holdsLink(w.s, l) {
			w.drop(w.s, l.B)
		}
	}
}

// holdsLink says whether a link holds at the starts of a solution.
func (m *Map) holdsLink(s *vrp.Solution, l *vrp.Link) bool {
	if s.Tour[l.A] < 0 || s.Tour[l.B] < 0 {
		return true
	}
	a, b := l.A, l.B
	if s.Carrier[a] >= 0 {
		a = s.Carrier[a]
	}
	if s.Carrier[b] >= 0 {
		b = s.Carrier[b]
	}
	if a == b && l.Kind != vrp.DayGap {
		return true
	}
	days := int32(m.time(s.Start[b]).Date() - m.time(s.Start[a]).Date())
	switch gap := s.Start[b] - s.Start[a]; l.Kind {
	case vrp.Gap:
		return gap >= l.Min && gap <= l.Max && (!l.SameDay || days == 0)
	case vrp.DayGap:
		return days >= l.Min && days <= l.Max
	default:
		return days != 0
	}
}
