package model

import "slices"

// planIndex is one of the two plans.
type planIndex struct {
	p       *Plan
	visits  map[VisitID]*Visit
	byPhone map[VisitID]bool
	where   map[OccurrenceID][]pieceAt
	tours   map[ShiftID]*Tour
	stops   map[ShiftID][]stop // by start
	calls   map[VisitID]*Call
	debts   map[OccurrenceID]bool
	lacks   map[OccurrenceID]bool // certified
}

// pieceAt is a piece of an occurrence in a visit.
type pieceAt struct {
	piece int
	visit *Visit
}

// stop is a visit in a tour, with the caregiver's own part.
type stop struct {
	visit *Visit
	*Assignment
}

func indexPlan(p *Plan) *planIndex {
	x := &planIndex{
		p: p, visits: make(map[VisitID]*Visit, len(p.Visits)), byPhone: map[VisitID]bool{},
		where: make(map[OccurrenceID][]pieceAt, len(p.Visits)), tours: make(map[ShiftID]*Tour, len(p.Tours)),
		stops: make(map[ShiftID][]stop, len(p.Tours)), calls: map[VisitID]*Call{},
		debts: map[OccurrenceID]bool{}, lacks: map[OccurrenceID]bool{},
	}
	for i := range p.Visits {
		v := &p.Visits[i]
		x.visits[v.ID] = v
		for _, o := range v.Does {
			if o.Occurrence == "" { // a plan by hand may not say
				continue
			}
			x.where[o.Occurrence] = append(x.where[o.Occurrence], pieceAt{o.Piece, v})
		}
		for j := range v.Staff {
			a := &v.Staff[j]
			x.stops[a.Shift] = append(x.stops[a.Shift], stop{v, a})
		}
	}
	for id := range x.stops {
		slices.SortStableFunc(x.stops[id], func(a, b stop) int { return int(a.Start - b.Start) })
	}
	x.indexOwed()
	return x
}

func (x *planIndex) indexOwed() {
	for i := range x.p.Tours {
		t := &x.p.Tours[i]
		x.tours[t.Shift] = t
		for _, it := range t.Items {
			if it.Kind == CallItem {
				x.byPhone[it.Visit] = true
			}
		}
	}
	for i := range x.p.Calls {
		x.calls[x.p.Calls[i].Visit] = &x.p.Calls[i]
	}
	for _, r := range x.p.Replacements {
		x.debts[r.Occurrence] = x.debts[r.Occurrence] || r.Visit == ""
	}
	for _, c := range x.p.Certificates {
		x.lacks[c.Occurrence] = true
	}
}

// at is the visit in which something done stands; nil: in none.
func (x *planIndex) at(done Done) *Visit {
	all := x.where[done.Occurrence]
	for _, w := range all {
		if w.piece == done.Piece {
			return w.visit
		}
	}
	if len(all) > 0 && (done.Piece == 0 || all[0].piece == 0) { // whole in one plan, in pieces in the other
		return all[0].visit
	}
	return nil
}
