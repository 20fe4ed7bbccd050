package generate

import (
	"slices"
	"strings"

	"github.com/hjemvej/hjemvej/model"
)

// agree writes the standing agreements: the times of nearly all series, and the
// weekdays of part of the practical help and the baths (R-5.3b).
func (b *builder) agree(c *model.Case) {
	for i := range b.homes {
		h := &b.homes[i]
		var own []model.Agreed
		for _, s := range h.stops {
			if b.chance(0.97) {
				own = append(own, model.Agreed{Home: h.id, Part: s.part, Start: model.Clock(s.agreed)})
			}
		}
		for _, a := range h.asks {
			weekly := a.cadence.Unit == model.PerWeek || a.cadence.Unit == model.PerKDays
			if !weekly || a.days == 0 || a.named || h.frame && b.inFrame(a) || a.helper != "" || a.service == "unpacking" || !b.chance(0.6) {
				continue
			}
			if slices.ContainsFunc(own, func(o model.Agreed) bool { return o.Service == a.service }) {
				continue
			}
			own = append(own, model.Agreed{Home: h.id, Service: a.service, Start: -1, Days: a.days})
		}
		slices.SortStableFunc(own, func(x, y model.Agreed) int {
			if n := strings.Compare(string(x.Part), string(y.Part)); n != 0 {
				return n
			}
			return strings.Compare(string(x.Service), string(y.Service))
		})
		c.History.Agreed = append(c.History.Agreed, own...)
	}
}

// remember writes who came in the fortnight before, the named staff, and the
// shifts just outside the horizon.
func (b *builder) remember(c *model.Case) {
	seen := map[model.PastVisit]bool{}
	byGroup := map[model.GroupID][]int{}
	for i := range b.caregivers {
		if len(b.caregivers[i].Only) == 0 {
			byGroup[b.caregivers[i].Group] = append(byGroup[b.caregivers[i].Group], i)
		}
	}
	for i := range b.tours {
		t := &b.tours[i]
		for _, w := range t.work {
			if w.stop != nil && w.stop.call {
				continue
			}
			who := t.caregiver
			if mates := byGroup[b.caregivers[who].Group]; b.chance(0.08) && w.home().helper == "" {
				who = mates[b.rng.IntN(len(mates))] // somebody stood in
			}
			p := model.PastVisit{Home: w.home().id, Caregiver: b.caregivers[who].ID, Date: b.date(t.day) - 14}
			if p.Date < b.opt.From && !seen[p] {
				seen[p] = true
				c.History.Visits = append(c.History.Visits, p)
			}
		}
	}
	slices.SortFunc(c.History.Visits, func(x, y model.PastVisit) int {
		if n := strings.Compare(string(x.Home), string(y.Home)); n != 0 {
			return n
		}
		if x.Date != y.Date {
			return int(x.Date - y.Date)
		}
		return strings.Compare(string(x.Caregiver), string(y.Caregiver))
	})
	for i := range b.homes {
		n := b.named[i]
		if n[0] < 0 {
			continue
		}
		name := model.Named{Home: b.homes[i].id, Contact: b.caregivers[n[0]].ID}
		if n[1] >= 0 {
			name.Second = b.caregivers[n[1]].ID
		}
		c.History.Named = append(c.History.Named, name)
	}
	b.outside(c)
}

// outside writes the evening shifts on the eve of the horizon and the day
// shifts on the day after it, by the same rota.
func (b *builder) outside(c *model.Case) {
	for _, t := range b.teams {
		for _, d := range []int{-1, b.opt.Days} {
			for i, what := range t.duty(b.date(d)) {
				if what < 0 || t.unit.band == night {
					continue
				}
				l := t.lanes[what]
				c.History.Outside = append(c.History.Outside, model.OutsideShift{
					Caregiver: b.caregivers[t.members[i]].ID, From: b.at(d, l.from), To: b.at(d, l.until(true)),
				})
			}
		}
	}
	slices.SortStableFunc(c.History.Outside, func(x, y model.OutsideShift) int {
		if n := strings.Compare(string(x.Caregiver), string(y.Caregiver)); n != 0 {
			return n
		}
		return int(x.From - y.From)
	})
}
