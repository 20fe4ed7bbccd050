package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
	"github.com/hjemvej/hjemvej/solver/vrp"
)

// Plan reads a solution as a plan: visits, tours, named staff, agreed times,
// and what it owes, certificates apart. Halves of split services are taken out
// and starts move towards their agreed times first.
func (m *Map) Plan(s *vrp.Solution) *model.Plan { return m.read(m.settle(s)) }

// Certified reads a solution as a plan with everything that it owes.
func (m *Map) Certified(s *vrp.Solution) *model.Plan { return m.judged(m.unjudged(s)) }

func (m *Map) unjudged(s *vrp.Solution) *model.Plan {
	settled := m.settle(s)
	p := m.write(settled)
	p.Certificates = m.certify(settled)
	return p
}

// judged makes out a plan's bill and measures. Of a mend they want all that it
// says of itself.
func (m *Map) judged(p *model.Plan) *model.Plan {
	p.Bill = model.Bill(m.Demand.Case, m.Roads, p)
	p.Measures = model.Measure(m.Demand.Case, m.Roads, p)
	return p
}

// read writes a settled solution down as a plan, with its bill and measures.
func (m *Map) read(s *vrp.Solution) *model.Plan { return m.judged(m.write(s)) }

func (m *Map) write(s *vrp.Solution) *model.Plan {
	r := &reader{Map: m, s: s, p: &model.Plan{}, visit: make([]int, len(m.Demand.Needs)), riders: map[int32][]int{}}
	for rider, carrier := range s.Carrier {
		if carrier >= 0 {
			r.riders[carrier] = append(r.riders[carrier], m.Stops[rider].Need)
		}
	}
	r.made()
	r.visits()
	r.tours()
	r.name()
	r.agree()
	r.owe()
	r.p.Sort()
	return r.p
}

// reader is a solution on its way to becoming a plan.
type reader struct {
	*Map
	s      *vrp.Solution
	p      *model.Plan
	visit  []int           // by need: its visit, or Never
	riders map[int32][]int // by carrier: the needs that ride on it
}

func (r *reader) made() {
	c := r.Demand.Case
	r.p.Made = model.Made{Case: c.Name, CaseHash: c.Hash, Standard: c.Standard.ID, StandardVersion: c.Standard.Version,
		Provider: r.Demand.Provider, Districts: slices.Clone(r.Demand.Districts), Horizon: c.Horizon}
}

// visits writes down every need that stands by itself, with what rides on it.
func (r *reader) visits() {
	for i := range r.Demand.Needs {
		r.visit[i] = vrp.Never
		stop := r.first[i]
		if r.s.Tour[stop] < 0 || r.s.Carrier[stop] >= 0 {
			continue
		}
		r.visit[i] = len(r.p.Visits)
		r.p.Visits = append(r.p.Visits, r.visitOf(i, stop))
	}
}

func (r *reader) visitOf(i int, stop int32) model.Visit {
	n, start := &r.Demand.Needs[i], r.time(r.s.Start[stop])
	v := model.Visit{ID: n.ID, Home: r.homeOf(n).ID, Date: r.dateOf(stop), Part: n.Part,
		Start: start.Add(-n.Legs[0].Offset), Does: r.does(i, stop)}
	if n.Series >= 0 {
		v.Series = r.Demand.Series[n.Series].ID
	} else {
		v.Part = r.partAt(start)
	}
	for leg := range n.Legs {
		k := stop + int32(leg)
		t := r.s.Tour[k]
		a := model.Assignment{Caregiver: r.Shifts[t].Caregiver, Shift: r.Shifts[t].ID, Start: r.time(r.s.Start[k]),
			Minutes: model.Minutes(r.lengthOf(r.s, k))}
		v.Staff = append(v.Staff, a)
		v.Length = max(v.Length, a.Start.Add(a.Minutes).Sub(v.Start))
	}
	return v
}

// dateOf is the date that a served stop belongs to.
func (r *reader) dateOf(stop int32) model.Date {
	if w := r.s.Window[stop]; w >= 0 {
		return r.Dates[w]
	}
	return r.time(r.s.Start[stop]).Date()
}

// does lists what a visit delivers. Pieces of a split occurrence that meet in
// one visit are the whole again.
func (r *reader) does(i int, stop int32) []model.Done {
	var does []model.Done
	for _, need := range append([]int{i}, r.riders[stop]...) {
		for _, k := range r.Demand.Needs[need].Tasks {
			t := &r.Demand.Tasks[k]
			does = append(does, model.Done{Occurrence: t.Occurrence, Grant: t.Grant.ID, Service: t.Service.ID, Piece: t.Piece})
		}
	}
	slices.SortFunc(does, func(a, b model.Done) int {
		return cmp.Or(cmp.Compare(a.Occurrence, b.Occurrence), cmp.Compare(a.Piece, b.Piece))
	})
	whole := does[:0]
	for k := 0; k < len(does); {
		d, pieces := does[k], len(r.pieces[does[k].Occurrence])
		n := 1
		for k+n < len(does) && does[k+n].Occurrence == d.Occurrence {
			n++
		}
		if pieces > 1 && n == pieces {
			d.Piece = 0
			whole = append(whole, d)
		} else {
			whole = append(whole, does[k:k+n]...)
		}
		k += n
	}
	return whole
}

// partAt is the part of the day that an instant lies in.
func (m *Map) partAt(t model.Time) model.PartID {
	c := t.Clock()
	for i := range m.Demand.Case.Standard.Parts {
		p := &m.Demand.Case.Standard.Parts[i]
		if p.From < p.To && p.From <= c && c < p.To || p.To <= p.From && (c >= p.From || c < p.To) {
			return p.ID
		}
	}
	return ""
}

// name writes down the named staff of every home that somebody comes to: the
// contact person is the one of the two who comes more often, but for
// homes where the plan that is mended has the same two.
func (r *reader) name() {
	for cl, h := range r.Homes {
		named := model.Named{Home: r.Demand.Case.Homes[h].ID}
		var who []int32
		for _, w := range r.s.Pair[cl] {
			if w >= 0 && r.Workers[w] != nil {
				who = append(who, w)
			}
		}
		if len(who) == 0 {
			continue
		}
		times := func(w int32) (n int) {
			for _, stop := range r.Problem.Members(int32(cl)) {
				if t := r.s.Tour[stop]; t >= 0 && r.s.Carrier[stop] < 0 && r.Problem.Tours[t].Worker == w {
					n++
				}
			}
			return n
		}
		slices.SortFunc(who, func(a, b int32) int {
			return cmp.Or(cmp.Compare(times(b), times(a)), cmp.Compare(r.Workers[a].ID, r.Workers[b].ID))
		})
		named.Contact = r.Workers[who[0]].ID
		if len(who) > 1 && who[1] != who[0] {
			named.Second = r.Workers[who[1]].ID
		}
		if was := r.named[named.Home]; was.Contact == named.Second && was.Second == named.Contact {
			named = was
		}
		r.p.Named = append(r.p.Named, named)
	}
}

// agree writes down the agreed times: of every series as it stands now, of
// floating services as they were.
func (r *reader) agree() {
	homes := map[model.HomeID]bool{}
	for i := range r.Demand.Needs {
		homes[r.homeOf(&r.Demand.Needs[i]).ID] = true
	}
	for i := range r.Demand.Series {
		s := &r.Demand.Series[i]
		a := model.Agreed{Home: r.Demand.Case.Homes[s.Home].ID, Part: s.Part.ID, Start: r.agreedClock(r.s, i)}
		for a.Series() != s.ID && a.Number < mostSeries {
			a.Number = max(2, a.Number+1)
		}
		r.p.Agreed = append(r.p.Agreed, a)
	}
	for _, a := range r.Demand.Case.History.Agreed {
		if a.Service != "" && homes[a.Home] {
			r.p.Agreed = append(r.p.Agreed, a)
		}
	}
}

const mostSeries = 24 // of one home in one part of the day
