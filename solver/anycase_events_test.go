package solver

import (
	"slices"

	"github.com/paulmach/orb"

	"github.com/hjemvej/hjemvej/model"
)

// history draws what was delivered of a grant before the horizon.
func (d *drawn) history(g *model.Grant) {
	before := d.c.Horizon.From
	if g.Service == "" || g.From >= before || d.odds("nothing known", 2) {
		return
	}
	l := model.LastDelivery{Grant: g.ID, Date: max(g.From, before-model.Date(d.num("last", 1, 16)))}
	switch c := g.Cadence; c.Unit {
	case model.PerDay:
		l.Number = int(l.Date-g.From)*c.Count + c.Count - 1
	case model.PerWeek:
		l.Number = (l.Date.Week()-g.From.Week())*c.Count + d.num("of the week", 0, c.Count-1)
	case model.PerKDays:
		l.Number = int(l.Date-g.From) / c.Count
	default:
		return
	}
	d.c.History.Last = append(d.c.History.Last, l)
}

// agreements draws what is agreed with a home: times of series, days and times
// of services, who comes.
func (d *drawn) agreements(home model.HomeID, grants []model.Grant) {
	for i := range d.c.Standard.Parts {
		p := &d.c.Standard.Parts[i]
		if !d.odds("agreed in "+string(p.ID), 4) {
			continue
		}
		length := int(p.To-p.From+1440) % 1440
		at := model.Clock(int(p.From)+15*d.num("quarter", 0, length/15-1)) % 1440
		d.c.History.Agreed = append(d.c.History.Agreed, model.Agreed{Home: home, Part: p.ID, Start: at})
	}
	var known []model.ServiceID
	for i := range grants {
		s := d.c.Standard.Service(grants[i].Service)
		if s == nil || slices.Contains(known, s.ID) || !d.odds("agreed for service", 3) {
			continue
		}
		known = append(known, s.ID)
		least := 1
		for _, g := range grants {
			if g.Service == s.ID && g.Cadence.Unit == model.PerWeek {
				least = max(least, g.Cadence.Count)
			}
		}
		a := model.Agreed{Home: home, Service: s.ID, Start: -1, Days: d.weekdays(s, least)}
		if a.Days == 0 || d.odds("agreed time", 3) {
			a.Start = model.Clock(8*60 + 15*d.num("agreed at", 0, 40))
		}
		d.c.History.Agreed = append(d.c.History.Agreed, a)
	}
	if d.odds("named before", 2) {
		d.c.History.Named = append(d.c.History.Named, model.Named{Home: home, Contact: "day0", Second: "evening0"})
	}
}

// events draws absences, other help and pins of a home.
func (d *drawn) events(home model.HomeID, grants []model.Grant) {
	if d.odds("away", 4) {
		from := d.time("away from")
		d.c.Absences = append(d.c.Absences, model.Absence{Home: home, From: from, To: from.Add(model.Minutes(60 * d.num("away for", 1, 100)))})
	}
	for d.odds("other help", 3) {
		from := d.time("other help at")
		e := model.External{Home: home, From: from, To: from.Add(model.Minutes(15 * d.num("other help for", 1, 8))), Kind: "nurse",
			Relation: []model.Relation{model.Avoid, model.Together, model.Before, model.After, model.Delivery}[d.num("relation", 0, 4)]}
		if g := &grants[d.num("concerns", 0, len(grants)-1)]; d.odds("one service", 2) {
			e.Service = g.Service
		}
		if e.Relation != model.Avoid && e.Relation != model.Together && d.odds("within", 2) {
			e.Within = model.Minutes(15 * d.num("within", 1, 8))
		}
		if d.odds("soft", 2) {
			e.Soft = 1234
		}
		d.c.External = append(d.c.External, e)
	}
	for d.odds("pinned", 5) {
		d.pin(home, grants)
	}
}

// work draws what shifts hold beside visits: where they end, activities here and
// there, colleagues who are away.
func (d *drawn) work() {
	d.c.Places = append(d.c.Places, model.Place{ID: "school", Point: orb.Point{14.75, 55.02}})
	for i := range d.c.Shifts {
		s := &d.c.Shifts[i]
		if d.odds("ends elsewhere", 8) {
			s.End = []model.PlaceID{"", "school"}[d.num("end", 0, 1)]
		}
		if !d.odds("activity", 8) {
			continue
		}
		a := model.Activity{Shift: s.ID, Kind: "meeting", Place: []model.PlaceID{"", "office", "school"}[d.num("at", 0, 2)],
			Minutes: model.Minutes(15 * d.num("lasts", 1, 4))}
		a.From = s.From.Add(model.Minutes(30 * d.num("after", 1, 10)))
		a.To = a.From.Add(a.Minutes + model.Minutes(30*d.num("floats", 0, 2)))
		d.c.Activities = append(d.c.Activities, a)
	}
	for d.odds("ill", 3) {
		from := d.time("ill from")
		d.c.Absences = append(d.c.Absences, model.Absence{Caregiver: d.c.Caregivers[d.num("who", 0, len(d.c.Caregivers)-1)].ID,
			From: from, To: from.Add(model.Minutes(60 * d.num("ill for", 1, 60))), Kind: "sick"})
	}
}

func (d *drawn) time(name string) model.Time {
	return model.At(d.date(name, 0, d.c.Horizon.Days-1), model.Clock(15*d.num("quarter", 0, 95)))
}

func (d *drawn) pin(home model.HomeID, grants []model.Grant) {
	p := model.Pin{Home: home, Start: -1, Reason: "asked for"}
	if d.odds("pinned service", 2) {
		p.Service = grants[d.num("which", 0, len(grants)-1)].Service
	}
	if d.odds("pinned part", 2) {
		p.Part = d.c.Standard.Parts[d.num("part", 0, len(d.c.Standard.Parts)-1)].ID
	}
	if d.odds("pinned date", 2) {
		p.Date = d.date("on", 0, d.c.Horizon.Days-1)
	}
	if d.odds("pinned start", 2) {
		p.Start = model.Clock(15 * d.num("quarter", 0, 95))
	}
	if p.Date == 0 && p.Start < 0 || d.odds("pinned who", 2) {
		p.Caregiver = d.c.Caregivers[d.num("who", 0, len(d.c.Caregivers)-1)].ID
	}
	d.c.Pins = append(d.c.Pins, p)
}
