package solver

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// candidate is a tour that was looked at for a need that stands nowhere.
type candidate struct {
	tour int32
	stop int32         // of the need
	bar  *bar          // what no change of the tour would mend; nil: able
	free lack          // in the emptied tour
	full model.Minutes // in the tour as planned: how many minutes are short
	why  model.Reason
}

// distance is how far the candidate is from serving the need.
func (c *candidate) distance() model.Minutes {
	if c.bar != nil {
		return never + c.free.all()
	}
	return max(c.free.all(), c.full)
}

// bar is what keeps a caregiver from a need whatever the tour.
type bar struct {
	rule  string
	needs model.Qualification
	text  model.Text
}

// candidates are all tours at work on the days of a need, by caregiver, each
// caregiver's nearest.
type candidates []candidate

func (v *inquiry) candidates(need int) candidates {
	n, stop := &v.Demand.Needs[need], v.first[need]
	wanted := v.wanted(stop)
	best := map[model.CaregiverID]candidate{}
	for t := range v.Shifts {
		p := v.postOf(int32(t))
		if !slices.ContainsFunc(wanted, p.onDuty) {
			continue
		}
		c := v.candidate(n, stop, int32(t), p, wanted)
		if was, ok := best[p.who.ID]; !ok || c.distance() < was.distance() {
			best[p.who.ID] = c
		}
	}
	all := make(candidates, 0, len(best))
	for _, c := range best {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.why.Caregiver, b.why.Caregiver), cmp.Compare(a.why.Shift, b.why.Shift))
	})
	return all
}

func (v *inquiry) candidate(n *model.Need, stop, t int32, p *post, wanted []span) candidate {
	c := candidate{tour: t, stop: stop, bar: v.barOf(n, p.who, p.mode), free: lack{never, 0},
		why: model.Reason{Caregiver: p.who.ID, Shift: p.shift}}
	var at span
	for _, s := range wanted {
		if l := v.fit(p, v.visitOf(n, 0, s)); l.all() < c.free.all() {
			c.free, at = l, s
		}
	}
	if c.bar == nil && c.free.all() == 0 {
		c.full = v.shortIn(t, n, stop, wanted)
	}
	c.why.Rule, c.why.Text = v.reason(&c, n, p, at)
	return c
}

// barOf finds what keeps a caregiver from a need whatever the tour, the first of
// it; nil: nothing.
func (m *Map) barOf(n *model.Need, who *model.Caregiver, mode model.Mode) *bar {
	if all := m.barsOf(n, who, mode); len(all) > 0 {
		return &all[0]
	}
	return nil
}

// barsOf finds all that keeps a caregiver from a need whatever the tour:
// another's helper, qualifications, traits and mode, named staff
// alone for practical help, and the planner's own no.
func (m *Map) barsOf(n *model.Need, who *model.Caregiver, mode model.Mode) []bar {
	home := m.homeOf(n)
	var bars []bar
	if len(who.Only) > 0 && !slices.Contains(who.Only, home.ID) {
		bars = append(bars, bar{"R-5.2", "", model.Text{Da: "er valgt som hjælper af et andet hjem", En: "was chosen as helper by another home"}})
	}
	if n.Only != nil && !slices.Contains(n.Only, who.ID) {
		bars = append(bars, bar{"R-5.2", "", model.Text{Da: "hjælpen gives kun af andre", En: "only others give this help"}})
	}
	for _, needs := range [][]model.Qualification{home.Needs, n.Requires} {
		for _, q := range needs {
			if q != "" && !slices.Contains(who.Qualifications, q) {
				bars = append(bars, bar{"R-6.7", q, text("mangler %s", "needs %s", q)})
			}
		}
	}
	for _, trait := range who.CantBear {
		if slices.Contains(home.Traits, trait) {
			bars = append(bars, bar{"R-6.7", "", text("tåler ikke %s", "can't bear %s", trait)})
		}
	}
	if n.Modes != nil && !slices.Contains(n.Modes, mode) {
		bars = append(bars, bar{"R-6.7", "", text("kører %s", "goes by %s", mode)})
	}
	if named := m.classes.named[n.Home]; len(named) > 0 && m.practical(n) && !slices.Contains(named, who.ID) {
		bars = append(bars, bar{"R-6.2", "", model.Text{Da: "er ikke en af de to faste", En: "is not one of the two named"}})
	}
	if slices.Contains(m.barred[n.ID], who.ID) {
		bars = append(bars, bar{model.PinRule, "", model.Text{Da: "er afvist til besøget", En: "was rejected for the visit"}})
	}
	return bars
}

func text(da, en string, a ...any) model.Text {
	return model.Text{Da: fmt.Sprintf(da, a...), En: fmt.Sprintf(en, a...)}
}

const aside = 120 // minutes: whoever is further off is not short of time but at work at another

// reason is the rule that stands in the way of a candidate, and how far off it is.
func (v *inquiry) reason(c *candidate, n *model.Need, p *post, at span) (string, model.Text) {
	switch short := c.free.all(); {
	case c.bar != nil:
		return c.bar.rule, c.bar.text
	case short > aside:
		return "R-W.1", text("arbejder %s–%s", "works %s–%s", p.from.Clock(), p.to.Clock())
	case short > 0:
		rule := v.timeRule(c, n, p, at)
		return rule, text("mangler %d minutter, selv med tom liste", "%d minutes short, even with an empty tour", short)
	case len(n.Legs) > 1:
		return "R-11.1.1b", text("%d skal være der samtidig; %d minutter mangler på listen", "%d must be there at once; %d minutes short on the tour", len(n.Legs), c.full)
	case c.full > 0:
		return "R-W.1", text("mangler %d minutter på listen", "%d minutes short on the tour", c.full)
	}
	if tied := v.tiedTo(c.stop); tied != "" {
		return "R-11.1.3", text("har tid, men besøget er bundet til %s", "has time, but the visit is tied to %s", tied)
	}
	return "R-W.1", model.Text{Da: "har tid et sted på listen; ikke fundet i den tid, der var", En: "has time somewhere on the tour; not found in the time there was"}
}

// tiedTo is a visit of the plan that a need keeps a distance to, or "".
func (v *inquiry) tiedTo(stop int32) model.VisitID {
	for _, k := range v.Problem.LinksOf(stop) {
		l := &v.Problem.Links[k]
		other := l.A
		if other == stop {
			other = l.B
		}
		if v.s.Tour[other] >= 0 {
			return v.Demand.Needs[v.Stops[other].Need].ID
		}
	}
	return ""
}

// timeRule is the rule that an emptied tour breaks: its break (R-W.3), the rest
// after it (R-W.2), its overtime (R-W.4) or its hours (R-W.1).
func (v *inquiry) timeRule(c *candidate, n *model.Need, p *post, at span) string {
	bare := *p
	bare.fixed = slices.DeleteFunc(slices.Clone(p.fixed), func(s stay) bool { return s.kind == BreakStop })
	if v.fit(&bare, v.visitOf(n, 0, at)).all() == 0 {
		return "R-W.3"
	}
	rules := &v.Demand.Case.Standard.Rules
	shift := v.Shifts[c.tour]
	switch over := overtime(shift, rules, nil); {
	case c.free.begin > 0 || over == 0:
		return "R-W.1"
	case p.late < shift.To.Add(overtime(shift, rules, v.working[shift.Caregiver])): // absent then
		return "R-W.1"
	case p.late < shift.To.Add(over):
		return "R-W.2"
	}
	return "R-W.4"
}

// shortIn is how many minutes are short for a visit in a tour as it is planned:
// the least delay, over all positions, of the visit, of those after it and of
// the end.
func (v *inquiry) shortIn(t int32, n *model.Need, stop int32, wanted []span) model.Minutes {
	tour, best := &v.Problem.Tours[t], int32(never)
	v.eachPosition(t, n, stop, wanted, func(with *line) {
		worst := max(0, with.end-tour.Late)
		for i := range with.seats {
			worst = max(worst, with.seats[i].start-with.seats[i].hi)
		}
		best = min(best, worst)
	})
	return model.Minutes(best)
}

// eachPosition puts the first leg of a need before each stop of a tour and at
// its end, for each interval of its starts, and shows the times that result.
func (v *inquiry) eachPosition(t int32, n *model.Need, stop int32, wanted []span, show func(with *line)) {
	for _, at := range wanted {
		visit := v.visitOf(n, 0, at)
		new := seat{stop: stop, dur: int32(visit.dur), lo: v.tick(visit.lo), hi: v.tick(visit.hi)}
		l := v.lineOf(v.s, t)
		l.seats = slices.Insert(l.seats, 0, new)
		for pos := range l.seats {
			if pos > 0 {
				l.seats[pos-1], l.seats[pos] = l.seats[pos], new
			}
			v.earliest(&l)
			show(&l)
		}
	}
}

// reasons lists why each qualified caregiver on duty can't; where nobody is
// qualified, why each can't at all.
func (c candidates) reasons() []model.Reason {
	var able, others []model.Reason
	for i := range c {
		if c[i].bar == nil {
			able = append(able, c[i].why)
		} else if c[i].bar.rule != "R-5.2" {
			others = append(others, c[i].why)
		}
	}
	if len(able) == 0 {
		return others
	}
	return able
}
