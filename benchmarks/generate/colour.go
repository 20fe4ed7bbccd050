package generate

import (
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// who comes to each home in the layout.
func (b *builder) visitors() []map[int]bool {
	come := make([]map[int]bool, len(b.homes))
	for i := range come {
		come[i] = map[int]bool{}
	}
	for i := range b.tours {
		for _, w := range b.tours[i].work {
			come[w.home().index][b.tours[i].caregiver] = true
		}
	}
	return come
}

// colour adds what makes homes and caregivers differ, such that the layout
// stays possible: pets and allergies, wishes, other help in the home.
func (b *builder) colour(c *model.Case) {
	come := b.visitors()
	for i, trait := range []model.Trait{"dog", "cat", "smoke"} {
		var cannot []int
		for k := range c.Caregivers {
			if len(c.Caregivers[k].Only) == 0 && b.chance([]float64{0.03, 0.04, 0.02}[i]) {
				cannot = append(cannot, k)
				c.Caregivers[k].CantBear = append(c.Caregivers[k].CantBear, trait)
				slices.Sort(c.Caregivers[k].CantBear)
			}
		}
		for h := range c.Homes {
			has := b.chance([]float64{0.12, 0.10, 0.08}[i])
			for _, k := range cannot {
				has = has && !come[h][k]
			}
			if has {
				c.Homes[h].Traits = append(c.Homes[h].Traits, trait)
				slices.Sort(c.Homes[h].Traits)
			}
		}
	}
	for h := range c.Homes {
		b.wish(c, h, come[h])
		if b.chance(0.03) && b.named[h][0] >= 0 { // who comes knows how to meet dementia
			c.Homes[h].Needs = []model.Qualification{"dementia"}
			for k := range c.Caregivers {
				if come[h][k] {
					b.qualified(k, "dementia")
				}
			}
		}
	}
	b.nurses(c)
	b.deliveries(c)
}

// wish gives some homes caregivers that they prefer, or do not want.
func (b *builder) wish(c *model.Case, h int, come map[int]bool) {
	home := &c.Homes[h]
	if n := b.named[h]; n[0] >= 0 && b.chance(0.05) {
		home.Preferred = []model.CaregiverID{c.Caregivers[n[0]].ID}
	}
	if b.chance(0.04) {
		if k := b.rng.IntN(len(c.Caregivers)); !come[k] && c.Caregivers[k].Group == home.Group && len(c.Caregivers[k].Only) == 0 {
			home.Unwanted = []model.CaregiverID{c.Caregivers[k].ID}
		}
	}
}

// nurses are other help in the home that tours go around (R-5.3c): once or
// twice a week, at an hour when nobody of the layout is there or near.
func (b *builder) nurses(c *model.Case) {
	visits := make([][][2]int, len(b.homes)*b.opt.Days)
	for i := range b.tours {
		t := &b.tours[i]
		for _, w := range t.work {
			k := w.home().index*b.opt.Days + t.day
			visits[k] = append(visits[k], [2]int{w.start, w.start + w.length})
		}
	}
	for i := range b.homes {
		h := &b.homes[i]
		if h.weight == light || h.cash || !b.chance(0.12) {
			continue
		}
		from := 9*60 + 15*b.rng.IntN(16)
		wd := 1 + b.rng.IntN(5)
		for d := range b.opt.Days {
			if int(b.date(d).Weekday()) != wd || !b.weekday[d] || h.absent[d] {
				continue
			}
			free := !slices.ContainsFunc(visits[i*b.opt.Days+d], func(v [2]int) bool { return v[0] < from+30+25 && from-25 < v[1] })
			if free {
				c.External = append(c.External, model.External{Home: h.id, From: b.at(d, from), To: b.at(d, from+30), Kind: "nurse", Relation: model.Avoid})
			}
		}
	}
}

// deliveries of goods come in the morning of the day that they are unpacked
// (R-11.2.3b).
func (b *builder) deliveries(c *model.Case) {
	for i := range b.homes {
		for _, f := range b.homes[i].floats {
			for d, on := range f.ask.on {
				if on && f.ask.service == "unpacking" {
					c.External = append(c.External, model.External{Home: b.homes[i].id, Service: "unpacking",
						From: b.at(d, 8*60), To: b.at(d, 9*60+45), Kind: "delivery", Relation: model.Delivery})
				}
			}
		}
	}
	slices.SortStableFunc(c.External, func(x, y model.External) int {
		if x.Home != y.Home {
			if x.Home < y.Home {
				return -1
			}
			return 1
		}
		return int(x.From - y.From)
	})
}
