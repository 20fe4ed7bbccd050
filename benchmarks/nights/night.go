package main

import (
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// night is what a night's plan changed of the one before.
type night struct {
	n              int
	made           *model.Plan
	homes, series  int // that both have
	pairs, agreed  changes
	needless       int     // pairs changed that could as well have stayed
	others, days   int     // announced visits by another, and tours changed
	distinct, full float64 // caregivers per home and window, and with full knowledge
}

// changes are told apart by what stands behind them.
type changes struct {
	news  int // of the home, or of one of its named staff
	price int // nothing but a better plan
}

func (c changes) sum() int { return c.news + c.price }

func (c *changes) add(byNews bool) {
	if byNews {
		c.news++
	} else {
		c.price++
	}
}

func (s *sim) compare(n int, of news, c *model.Case, was, is *model.Plan) night {
	x := night{n: n, made: is, others: is.Measures.All.ChangedCaregivers, days: is.Measures.All.ChangedTours}
	named := map[model.HomeID]model.Named{}
	for _, p := range was.Named {
		named[p.Home] = p
	}
	for _, p := range is.Named {
		old, had := named[p.Home]
		if !had {
			continue
		}
		x.homes++
		if !samePair(old, p) {
			x.pairs.add(of.homes[p.Home] || of.caregivers[old.Contact] || of.caregivers[old.Second])
			if s.needless(c, is, old) {
				x.needless++
			}
		}
	}
	x.compareAgreed(of, was, is)
	x.distinct = distinct(is, is.Made.Horizon)
	return x
}

// needless says whether a plan would be no dearer if a home had kept its named
// staff, all else being as it is.
func (s *sim) needless(c *model.Case, p *model.Plan, old model.Named) bool {
	kept := *p
	kept.Named = slices.Clone(p.Named)
	kept.Named[slices.IndexFunc(kept.Named, func(n model.Named) bool { return n.Home == old.Home })] = old
	return model.Total(model.Bill(c, s.roads, &kept)) <= model.Total(p.Bill)
}

// compareAgreed counts the agreed times of series that are others.
func (x *night) compareAgreed(of news, was, is *model.Plan) {
	agreed := map[model.SeriesID]model.Clock{}
	for i := range was.Agreed {
		if a := &was.Agreed[i]; a.Series() != "" {
			agreed[a.Series()] = a.Start
		}
	}
	for i := range is.Agreed {
		a := &is.Agreed[i]
		at, had := agreed[a.Series()]
		if a.Series() == "" || !had {
			continue
		}
		x.series++
		if at != a.Start {
			x.agreed.add(of.homes[a.Home])
		}
	}
}

func samePair(a, b model.Named) bool {
	return a.Contact == b.Contact && a.Second == b.Second || a.Contact == b.Second && a.Second == b.Contact
}

// distinct is how many caregivers come to a home over some days, in the mean of
// the homes that somebody comes to.
func distinct(p *model.Plan, over model.Horizon) float64 {
	who := map[model.HomeID]map[model.CaregiverID]bool{}
	for i := range p.Visits {
		v := &p.Visits[i]
		if !over.Has(v.Date) {
			continue
		}
		if who[v.Home] == nil {
			who[v.Home] = map[model.CaregiverID]bool{}
		}
		for _, a := range v.Staff {
			who[v.Home][a.Caregiver] = true
		}
	}
	sum := 0
	for _, s := range who {
		sum += len(s)
	}
	return float64(sum) / float64(max(1, len(who)))
}

var heads = []string{"night", "visits", "pairs changed after news", "for a better price", "of all needless", "agreed times changed after news", "for a better price",
	"announced visits by another", "tours changed", "caregivers a home", "with full knowledge", "travel, min", "unserved", "of these never cancelled"}

// rows sets the nights out, and their sum or mean in the end.
func rows(all []night) [][]string {
	var out [][]string
	var sum night
	var mean, full float64
	for i := range all {
		x := &all[i]
		out = append(out, row(fmt.Sprint(x.n), x))
		sum.pairs, sum.agreed = added(sum.pairs, x.pairs), added(sum.agreed, x.agreed)
		sum.others, sum.days, sum.needless = sum.others+x.others, sum.days+x.days, sum.needless+x.needless
		mean, full = mean+x.distinct, full+x.full
	}
	if n := float64(len(all)); n > 0 {
		sum.distinct, sum.full = mean/n, full/n
	}
	return append(out, row("all", &sum))
}

func added(a, b changes) changes { return changes{a.news + b.news, a.price + b.price} }

func row(name string, x *night) []string {
	cells := []string{name, "", fmt.Sprint(x.pairs.news), fmt.Sprint(x.pairs.price), fmt.Sprint(x.needless), fmt.Sprint(x.agreed.news), fmt.Sprint(x.agreed.price),
		fmt.Sprint(x.others), fmt.Sprint(x.days), fmt.Sprintf("%.2f", x.distinct), fmt.Sprintf("%.2f", x.full), "", "", ""}
	if x.made != nil {
		travel, unserved := model.Minutes(0), 0
		for _, m := range x.made.Measures.All.TravelMinutes {
			travel += m
		}
		for _, n := range x.made.Measures.All.Unserved {
			unserved += n
		}
		cells[1], cells[11], cells[12] = fmt.Sprint(len(x.made.Visits)), fmt.Sprint(int(travel)), fmt.Sprint(unserved)
		cells[13] = fmt.Sprint(x.made.Measures.All.Unserved[model.NeverCancelled])
	}
	return cells
}
