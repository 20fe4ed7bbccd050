package solver

import (
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// offerOf says what a change costs, line by line, and what it does to others.
func (d *desk) offerOf(q ask, ch *change) model.Offer {
	s := d.Shifts[q.tour]
	o := model.Offer{Caregiver: s.Caregiver, Shift: s.ID, Start: ch.visits[d.visit.ID].Staff[q.leg].Start, Bill: d.difference(ch), Calls: d.newCalls(ch)}
	o.Price = model.Total(o.Bill)
	for _, l := range o.Bill {
		switch {
		case strings.HasPrefix(l.Line, "travel_minute."):
			o.Travel += model.Minutes(l.Count)
		case strings.HasPrefix(l.Line, "travel_km."):
			o.Metres += int(l.Count)
		}
	}
	o.Calls = slices.DeleteFunc(o.Calls, func(c model.Call) bool {
		return slices.ContainsFunc(d.p.Calls, func(was model.Call) bool { return was.Visit == c.Visit })
	})
	for id, now := range ch.visits {
		switch was := d.visits[id]; {
		case now == nil:
			o.GivesUp = append(o.GivesUp, model.Forgone{Visit: id, Home: was.Home, From: was.Start, To: was.End()})
		case id != d.visit.ID && now.Start != was.Start:
			o.Moves = append(o.Moves, model.Move{Visit: id, Home: was.Home, From: was.Start, To: now.Start})
		}
	}
	for i := range ch.reserves {
		x := &ch.reserves[i]
		o.GivesUp = append(o.GivesUp, model.Forgone{From: d.time(x.start), To: d.time(x.start + x.dur)})
	}
	slices.SortFunc(o.Moves, func(a, b model.Move) int { return int(a.From - b.From) })
	slices.SortFunc(o.GivesUp, func(a, b model.Forgone) int { return int(a.From - b.From) })
	return o
}

// difference is by how much a change moves each line of the plan's bill; lines
// that stay are left out. Only the homes and tours that it touches are billed,
// before and after: every line is a sum over homes or tours, reserves apart.
func (d *desk) difference(ch *change) []model.BillLine {
	c, before := d.c, d.p
	if len(ch.reserves) == 0 {
		c, before = d.concerned(ch)
	}
	after := *before
	after.Visits, after.Tours = changed(before, ch)
	after.Calls = d.callsAfter(ch)
	after.Replacements = slices.DeleteFunc(d.replacementsAfter(ch), func(r model.Replacement) bool {
		return !slices.ContainsFunc(c.Homes, func(h model.Home) bool { return h.ID == r.Home })
	})
	var lines []model.BillLine
	was, now := model.Bill(c, d.Roads, before), model.Bill(c, d.Roads, &after)
	for i := range now {
		l := now[i]
		l.Count -= was[i].Count
		l.Price -= was[i].Price
		if l.Count != 0 || l.Price != 0 {
			lines = append(lines, l)
		}
	}
	return lines
}

// concerned is the part of case and plan whose bill a change moves: the tours
// changed, with all visits of the homes whose visits change. Homes that are only
// passed on the way are known by their place.
func (d *desk) concerned(ch *change) (*model.Case, *model.Plan) {
	homes := d.homesOf(ch)
	p := *d.p
	p.Visits, p.Tours, p.Replacements, p.Named, p.Agreed = nil, nil, nil, nil, nil
	seen := map[model.VisitID]bool{}
	take := func(v *model.Visit) {
		if v != nil && !seen[v.ID] {
			seen[v.ID] = true
			p.Visits = append(p.Visits, *v)
		}
	}
	for home := range homes {
		for _, v := range d.ofHome[home] {
			take(v)
		}
	}
	shifts := d.disturbed(ch, take)
	for shift := range shifts {
		if t := d.onTour[shift]; t != nil {
			p.Tours = append(p.Tours, *t)
			for i := range t.Items {
				take(d.visits[t.Items[i].Visit])
			}
		}
	}
	known := map[model.HomeID]bool{}
	for i := range p.Visits {
		known[p.Visits[i].Home] = true
	}
	p.Named = only(d.p.Named, func(n *model.Named) bool { return known[n.Home] })
	p.Agreed = only(d.p.Agreed, func(a *model.Agreed) bool { return known[a.Home] })
	p.Replacements = only(d.p.Replacements, func(r *model.Replacement) bool { return known[r.Home] })
	return d.caseOf(homes, known), &p
}

// disturbed gives the shifts whose day a change touches. Of a mend it takes what
// was announced of them, wherever it stands now, and the visits that owe a call:
// whether a call comes too late depends on all others.
func (d *desk) disturbed(ch *change, take func(*model.Visit)) map[model.ShiftID]bool {
	shifts := map[model.ShiftID]bool{}
	for id := range ch.tours {
		shifts[id] = true
	}
	if d.p.Made.Now == 0 {
		return shifts
	}
	for i := range d.p.Calls {
		take(d.visits[d.p.Calls[i].Visit])
	}
	for i := range d.p.Announced {
		a := &d.p.Announced[i]
		if v := d.visits[a.Visit]; v != nil && slices.ContainsFunc(a.Staff, func(x model.Assignment) bool { return ch.tours[x.Shift] != nil }) {
			take(v)
			for _, x := range v.Staff {
				shifts[x.Shift] = true
			}
		}
	}
	return shifts
}

// caseOf is the case as far as some homes go: all that is known of those whose
// visits change, the place of the others.
func (d *desk) caseOf(homes, known map[model.HomeID]bool) *model.Case {
	c := *d.c
	c.ReserveShares = nil
	c.Homes = only(d.c.Homes, func(h *model.Home) bool { return known[h.ID] })
	rows := d.history.of(known)
	c.Grants = rows.grants
	if d.p.Made.Now == 0 { // nobody asks what the others' agreed times are
		c.Grants = only(rows.grants, func(g *model.Grant) bool { return homes[g.Home] })
	}
	c.Absences = only(d.c.Absences, func(a *model.Absence) bool { return a.Home == "" || known[a.Home] })
	c.External = only(d.c.External, func(e *model.External) bool { return known[e.Home] })
	c.History.Visits, c.History.Named, c.History.Agreed, c.History.Debts = rows.visits, rows.named, rows.agreed, rows.debts
	c.History.Last = only(d.c.History.Last, func(l *model.LastDelivery) bool {
		return slices.ContainsFunc(c.Grants, func(g model.Grant) bool { return g.ID == l.Grant })
	})
	return &c
}

func only[T any](all []T, is func(*T) bool) []T {
	var some []T
	for i := range all {
		if is(&all[i]) {
			some = append(some, all[i])
		}
	}
	return some
}

// homeRows are the rows of a case by home.
type homeRows struct {
	grants map[model.HomeID][]model.Grant
	visits map[model.HomeID][]model.PastVisit
	named  map[model.HomeID][]model.Named
	agreed map[model.HomeID][]model.Agreed
	debts  map[model.HomeID][]model.Replacement
}

func rowsByHome(c *model.Case) homeRows {
	return homeRows{
		grants: byHome(c.Grants, func(x *model.Grant) model.HomeID { return x.Home }),
		visits: byHome(c.History.Visits, func(x *model.PastVisit) model.HomeID { return x.Home }),
		named:  byHome(c.History.Named, func(x *model.Named) model.HomeID { return x.Home }),
		agreed: byHome(c.History.Agreed, func(x *model.Agreed) model.HomeID { return x.Home }),
		debts:  byHome(c.History.Debts, func(x *model.Replacement) model.HomeID { return x.Home }),
	}
}

func byHome[T any](rows []T, home func(*T) model.HomeID) map[model.HomeID][]T {
	of := map[model.HomeID][]T{}
	for i := range rows {
		of[home(&rows[i])] = append(of[home(&rows[i])], rows[i])
	}
	return of
}

// someRows are the rows of some homes.
type someRows struct {
	grants []model.Grant
	visits []model.PastVisit
	named  []model.Named
	agreed []model.Agreed
	debts  []model.Replacement
}

func (h *homeRows) of(homes map[model.HomeID]bool) someRows {
	var s someRows
	for id := range homes {
		s.grants = append(s.grants, h.grants[id]...)
		s.visits = append(s.visits, h.visits[id]...)
		s.named = append(s.named, h.named[id]...)
		s.agreed = append(s.agreed, h.agreed[id]...)
		s.debts = append(s.debts, h.debts[id]...)
	}
	return s
}
