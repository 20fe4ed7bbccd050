package generate

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// plans writes the layout as a plan for each provider.
func (b *builder) plans(c *model.Case) []*model.Plan {
	grants := map[model.GrantID]*model.Grant{}
	for i := range c.Grants {
		grants[c.Grants[i].ID] = &c.Grants[i]
	}
	last := map[model.GrantID]model.LastDelivery{}
	for _, l := range c.History.Last {
		last[l.Grant] = l
	}
	var all []*model.Plan
	for p := range b.providers {
		w := &planWriter{b: b, grants: grants, last: last, visits: map[model.VisitID]int{}, plan: &model.Plan{Made: model.Made{
			Program: "generate", Case: c.Name, CaseHash: c.Hash, Standard: c.Standard.ID, StandardVersion: c.Standard.Version,
			Provider: b.providers[p].ID, Horizon: c.Horizon, Seed: b.opt.Seed,
		}}}
		for i := range b.tours {
			if b.caregivers[b.tours[i].caregiver].Provider == b.providers[p].ID {
				w.tour(&b.tours[i])
			}
		}
		for i := range b.homes {
			w.home(&b.homes[i], p)
		}
		w.plan.Sort()
		all = append(all, w.plan)
	}
	return all
}

// planWriter writes one provider's plan.
type planWriter struct {
	b      *builder
	grants map[model.GrantID]*model.Grant
	last   map[model.GrantID]model.LastDelivery
	plan   *model.Plan
	visits map[model.VisitID]int
}

// home adds a home's named staff and agreed times.
func (w *planWriter) home(h *home, provider int) {
	if n := w.b.named[h.index]; h.provider == provider && n[0] >= 0 {
		named := model.Named{Home: h.id, Contact: w.b.caregivers[n[0]].ID}
		if n[1] >= 0 {
			named.Second = w.b.caregivers[n[1]].ID
		}
		w.plan.Named = append(w.plan.Named, named)
	}
	if h.provider == provider {
		for _, s := range h.stops {
			w.plan.Agreed = append(w.plan.Agreed, model.Agreed{Home: h.id, Part: s.part, Start: model.Clock(s.agreed)})
		}
	}
}

// tour adds a tour with its visits.
func (w *planWriter) tour(t *tour) {
	b := w.b
	who := b.caregivers[t.caregiver].ID
	out := model.Tour{Shift: t.id, Caregiver: who, Mode: t.mode}
	from, _ := t.span()
	now, at := from, t.office
	add := func(it model.Item, start, minutes int) {
		it.From, it.To = b.at(t.day, start), b.at(t.day, start+minutes)
		out.Items = append(out.Items, it)
		now = start + minutes
	}
	travel := func(to int) {
		if to == at {
			return
		}
		_, metres := b.roads.Leg(t.mode, b.roads.Place(at), b.roads.Place(to))
		add(model.Item{Kind: model.TravelItem, Start: b.roads.Place(at), End: b.roads.Place(to), Metres: metres}, now, b.leg(t.mode, at, to))
		at = to
	}
	type event struct {
		start int
		do    func()
	}
	var events []event
	for i := range t.work {
		x := &t.work[i]
		events = append(events, event{x.start, func() {
			id, leg := w.visit(t, x, who)
			if x.stop != nil && x.stop.call {
				add(model.Item{Kind: model.CallItem, Visit: id, Leg: leg}, x.start, x.length)
				return
			}
			travel(x.home().road)
			add(model.Item{Kind: model.VisitItem, Visit: id, Leg: leg, Start: x.home().place, End: x.home().place}, x.start, x.length)
		}})
	}
	if t.pause >= 0 && len(t.work) > 0 && !(t.band == night && t.day == 0) {
		events = append(events, event{t.pause, func() { add(model.Item{Kind: model.BreakItem}, t.pause, b.breakLength()) }})
	}
	for _, x := range t.blocks {
		events = append(events, event{x.start, func() {
			if x.kind == "documentation" {
				travel(t.office)
			}
			it := model.Item{Kind: model.ActivityItem, Text: x.kind}
			if x.atOffice {
				it.Start, it.End = b.roads.Place(t.office), b.roads.Place(t.office)
			}
			add(it, x.start, x.minutes)
		}})
	}
	slices.SortStableFunc(events, func(x, y event) int { return cmp.Compare(x.start, y.start) })
	for _, e := range events {
		e.do()
	}
	travel(t.office)
	w.plan.Tours = append(w.plan.Tours, out)
}

// visit finds or begins the visit that a tour's work is part of.
func (w *planWriter) visit(t *tour, x *work, who model.CaregiverID) (model.VisitID, int) {
	b, h := w.b, x.home()
	date := b.date(t.day)
	start := b.at(t.day, x.start)
	v := model.Visit{Home: h.id, Date: date, Start: start, Length: model.Minutes(x.length)}
	if x.stop != nil {
		v.Part, v.Series = x.stop.part, model.SeriesID(string(h.id)+"/"+string(x.stop.part))
		v.ID = model.VisitID(string(v.Series) + "@" + date.String())
		v.Does = w.does(x.stop, t.day)
	} else {
		v.Part = b.partAt(x.start)
		done := w.doneFloat(x.float, t.day)
		if len(x.float.pieces) > 1 {
			done.Piece = x.piece + 1
		}
		v.ID = model.VisitID(fmt.Sprintf("%s/~%s@%d/%d", h.id, done.Service, t.day, x.piece))
		v.Does = []model.Done{done}
	}
	leg := model.Assignment{Caregiver: who, Shift: t.id, Start: start, Minutes: model.Minutes(x.length)}
	i, known := w.visits[v.ID]
	if !known {
		i = len(w.plan.Visits)
		w.visits[v.ID] = i
		w.plan.Visits = append(w.plan.Visits, v)
	}
	p := &w.plan.Visits[i]
	if !x.second { // the first person's part is the whole visit
		p.Length = v.Length
		p.Staff = append([]model.Assignment{leg}, p.Staff...)
		return v.ID, 0
	}
	p.Staff = append(p.Staff, leg)
	return v.ID, 1
}

func (b *builder) partAt(minutes int) model.PartID {
	for i := range b.std.Parts {
		if p := &b.std.Parts[i]; int(p.From) <= minutes && minutes < int(p.To) {
			return p.ID
		}
	}
	return "night"
}

// does are the occurrences of a stop on a day.
func (w *planWriter) does(s *stop, day int) []model.Done {
	var all []model.Done
	framed := false
	date := w.b.date(day)
	for _, a := range s.asks {
		if !a.on[day] {
			continue
		}
		g := w.grants[a.grant]
		if len(g.Pattern) > 0 {
			if !framed {
				all = append(all, w.doneLine(g, "personal-care", s.part, date))
			}
			framed = true
			continue
		}
		n := 0
		switch a.cadence.Unit {
		case model.PerDay:
			n = int(date-g.From)*g.Cadence.Count + max(0, slices.Index(g.Parts, s.part))
		case model.PerWeek:
			n = a.weekly(g, w.b.date(day))
		}
		all = append(all, done(g, a.service, n))
	}
	return all
}

func done(g *model.Grant, service model.ServiceID, n int) model.Done {
	return model.Done{Occurrence: model.OccurrenceID(fmt.Sprintf("%s#%d", g.ID, n)), Grant: g.ID, Service: service}
}

// doneLine is the occurrence of a pattern line on a date.
func (w *planWriter) doneLine(g *model.Grant, service model.ServiceID, part model.PartID, date model.Date) model.Done {
	for i, p := range g.Pattern {
		if p.Service == service && p.Part == part && p.Days.Has(date) && (p.Every < 2 || (date.Week()-g.From.Week())%p.Every == 0) {
			return model.Done{Occurrence: model.OccurrenceID(fmt.Sprintf("%s.L%d#%d", g.ID, i+1, date-g.From)), Grant: g.ID, Service: service}
		}
	}
	return model.Done{Grant: g.ID, Service: service}
}

// doneFloat is the occurrence of a float on a day.
func (w *planWriter) doneFloat(f *float, day int) model.Done {
	a := f.ask
	g := w.grants[a.grant]
	date := w.b.date(day)
	if len(g.Pattern) > 0 {
		for _, part := range []model.PartID{"midday", "afternoon"} {
			if d := w.doneLine(g, "practical-help", part, date); d.Occurrence != "" {
				return d
			}
		}
	}
	switch a.cadence.Unit {
	case model.PerWeek:
		return done(g, a.service, a.weekly(g, w.b.date(day)))
	case model.PerKDays:
		l := w.last[g.ID]
		return done(g, a.service, l.Number+int(date-l.Date)/a.cadence.Count)
	}
	return done(g, a.service, slices.Index(g.Dates, date))
}
