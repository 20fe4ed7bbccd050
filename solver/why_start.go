package solver

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// startBar says which rule keeps the visit from the start asked for, in a tour,
// whatever else the tour holds; false where none does.
func (d *desk) startBar(q ask, tour int32) (model.Obstacle, bool) {
	v := d.visit
	if q.at == 0 || q.at == v.Staff[q.leg].Start {
		return model.Obstacle{}, false
	}
	at, need := d.tick(q.at), d.w.needs[v.ID]
	if len(v.Staff) > 1 {
		return model.Obstacle{Rule: "R-11.1.1b", Text: text("%d kommer samtidig, %s", "%d come at once, at %s", len(v.Staff), v.Start.Clock())}, true
	}
	if d.now != 0 && q.at < d.now {
		return model.Obstacle{Rule: pastRule, Short: d.now.Sub(q.at), Text: text("klokken er %s", "it is %s", d.now.Clock())}, true
	}
	menu := d.untied(v, need, d.Problem.Tours[tour].Day)
	if len(cutMenu(menu, at, at)) == 0 {
		return d.outside(need, q.at, menu), true
	}
	for _, t := range d.ties(v, need) {
		switch {
		case at < t.lo:
			return tooNear(t, model.Minutes(t.lo-at), d.time(t.lo), true), true
		case at > t.hi:
			return tooNear(t, model.Minutes(at-t.hi), d.time(t.hi), false), true
		}
	}
	return model.Obstacle{}, false
}

// tooNear says that a start is so many minutes too early or late for another
// visit.
func tooNear(t tie, by model.Minutes, limit model.Time, early bool) model.Obstacle {
	da, en := "besøget er bundet til %s klokken %s: senest %s", "the visit is tied to %s at %s: %s at the latest"
	if early {
		da, en = "besøget er bundet til %s klokken %s: tidligst %s", "the visit is tied to %s at %s: %s at the earliest"
	}
	return model.Obstacle{Rule: "R-11.1.3", Short: by, Text: text(da, en, t.to.ID, t.to.Start.Clock(), limit.Clock())}
}

// outside says why a start is none of those allowed that day: the citizen is
// away (R-5.5c), other help is there (R-5.3c), the hours of a service, a grant's
// own tolerance or else too far from what is agreed. Menu is what is
// allowed.
func (d *desk) outside(need int, at model.Time, menu []slot) model.Obstacle {
	short, near := d.offBy(menu, at)
	o := model.Obstacle{Short: short}
	o.Rule, o.Text = d.outsideRule(need, at)
	if near != 0 {
		o.Text = joinText(o.Text, text("det nærmeste er %s", "the nearest is %s", near.Clock()))
	}
	return o
}

// offBy is how far a start is from the nearest of a menu, and that.
func (d *desk) offBy(menu []slot, at model.Time) (by model.Minutes, near model.Time) {
	for _, s := range menu {
		t := min(max(at, d.time(s.lo)), d.time(s.hi))
		if near == 0 || apart(t, at) < apart(near, at) {
			near = t
		}
	}
	if near == 0 {
		return 0, 0
	}
	return apart(near, at), near
}

func (d *desk) outsideRule(need int, at model.Time) (string, model.Text) {
	v := d.visit
	end := at.Add(v.Length)
	for _, a := range d.c.Absences {
		if a.Home == v.Home && at < a.To && end > a.From {
			return "R-5.5c", text("borgeren er fraværende %s–%s", "the citizen is away %s–%s", a.From.Clock(), a.To.Clock())
		}
	}
	for i := range d.c.External {
		if e := &d.c.External[i]; e.Home == v.Home && e.Soft == 0 && d.meant(e) && broken(e, at, end) {
			return "R-5.3c", text("anden hjælp (%s) er der %s–%s", "other help (%s) is there %s–%s", e.Kind, e.From.Clock(), e.To.Clock())
		}
	}
	for i := range v.Does {
		s := d.c.Standard.Service(v.Does[i].Service)
		if s != nil && !d.inHours(s, at) {
			return model.RuleOf(s), text("%s må ikke begynde %s", "%s may not start at %s", s.ID, at.Clock())
		}
	}
	if t := d.Demand.Needs[need].Tolerance; t > 0 {
		return "R-6.5", text("bevillingen tåler %d minutter fra det aftalte", "the grant bears %d minutes off the agreed time", t)
	}
	return "R-5.3b", model.Text{Da: "for langt fra det aftalte", En: "too far from what is agreed"}
}

// meant says whether other help has to do with what the visit does.
func (d *desk) meant(e *model.External) bool {
	return e.From.Date() <= d.visit.Date && d.visit.Date <= e.To.Date() && (e.Service == "" ||
		slices.ContainsFunc(d.visit.Does, func(w model.Done) bool { return w.Service == e.Service }))
}

// broken says whether a visit from one time to another stands to other help
// otherwise than it must.
func broken(e *model.External, from, to model.Time) bool {
	switch e.Relation {
	case model.Avoid:
		return from < e.To && to > e.From
	case model.Together:
		return from < e.From || from >= e.To
	case model.Before:
		return to > e.From || e.Within > 0 && e.From.Sub(to) > e.Within
	case model.After, model.Delivery:
		return from < e.To || e.Within > 0 && from.Sub(e.To) > e.Within
	}
	return false
}

// inHours says whether a service may start then.
func (d *desk) inHours(s *model.Service, at model.Time) bool {
	c := at.Clock()
	if p := d.c.Standard.Part(d.partAt(at)); len(s.Hours) > 0 && (p == nil || !slices.Contains(s.Hours, p.Hours)) {
		return false
	}
	return s.From == 0 && s.To == 0 || s.From <= c && c <= s.To
}
