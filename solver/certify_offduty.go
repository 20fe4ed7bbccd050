package solver

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// offDuty looks for a colleague who is off around a visit, able, not away, and
// whose rest before and after allows a day of work (R-W.2): first one of the
// home's named two, then one of its group.
func (v *inquiry) offDuty(n *model.Need, starts []span, _ candidates) (model.Remedy, bool) {
	if len(starts) == 0 {
		return model.Remedy{}, false
	}
	day := v.dayAround(n, starts)
	if day.to <= day.from {
		return model.Remedy{}, false
	}
	away := v.awayTimes()
	var able []*model.Caregiver
	for i := range v.Demand.Case.Caregivers {
		who := &v.Demand.Case.Caregivers[i]
		if !v.ours(who) || !v.rested(who.ID, day) || slices.ContainsFunc(away[who.ID], func(a span) bool { return a.from < day.to && day.from < a.to }) {
			continue
		}
		for _, mode := range v.modesOf(who.ID) {
			p := &post{who: who, mode: mode, span: day, late: day.to, start: who.HomePlace, end: who.HomePlace}
			if v.barOf(n, who, mode) == nil && v.fitsAny(p, n, starts) {
				able = append(able, who)
				break
			}
		}
	}
	if len(able) == 0 {
		return model.Remedy{}, false
	}
	who := slices.MinFunc(able, func(a, b *model.Caregiver) int {
		return cmp.Or(cmp.Compare(v.strange(n, a), v.strange(n, b)), cmp.Compare(a.ID, b.ID))
	})
	r := model.Remedy{Kind: "call-in", Caregiver: who.ID, From: day.from, To: day.to}
	r.Text = text("%s har fri og kaldes ind %s–%s med hvilen i behold; prøvet på en tom liste",
		"%s is off and is called in %s–%s, the rest kept; tried on an empty tour", r.Caregiver, day.from.Clock(), day.to.Clock())
	return r, true
}

// dayAround is a day of work around the starts of a visit with the standard's
// margin, on whole quarters of an hour and not before now.
func (v *inquiry) dayAround(n *model.Need, starts []span) span {
	rules := &v.Demand.Case.Standard.Rules
	day := span{starts[0].from.Add(-rules.CalledInMargin), starts[len(starts)-1].to.Add(n.Legs[0].Minutes + rules.CalledInMargin)}
	day.from, day.to = day.from/15*15, (day.to+14)/15*15
	if now := max(v.Demand.Case.AsOf, v.Demand.Case.Now); day.from < now {
		day.from = (now + 14) / 15 * 15
	}
	day.to = min(day.to, day.from.Add(min(rules.CalledInMost, rules.ShiftMost)))
	return day
}

// strange says how little a caregiver has to do with a need's home: 0 one of the
// named two, 1 of its group, 2 others.
func (v *inquiry) strange(n *model.Need, who *model.Caregiver) int {
	home := v.homeOf(n)
	if cl := v.cluster[n.Home]; cl >= 0 {
		for _, w := range v.s.Pair[cl] {
			if w >= 0 && v.Workers[w] == who {
				return 0
			}
		}
	}
	if who.Group == home.Group {
		return 1
	}
	return 2
}
