package compare

import (
	"cmp"
	"slices"

	"github.com/hjemvej/hjemvej/model"
)

// side is one side with what it is made of.
type side struct {
	model.Side
	in      *Input
	at      int // of its part in the case; for the order
	samples []model.Sample
	homes   map[model.HomeID]bool
	visits  map[*model.Plan]float64 // how many visits of each plan
}

// cut makes the sides of one input: the whole, or the parts that anything
// happened in, in the order of the case.
func cut(in *Input, by By) []*side {
	parts := map[string]*side{}
	var list []*side
	broken, owed := judged(in)
	for _, p := range in.Plans {
		for _, s := range model.Samples(in.Case, in.Roads, p) {
			id := partOf(&s, by)
			x := parts[id]
			if x == nil {
				x = &side{in: in, homes: map[model.HomeID]bool{}, visits: map[*model.Plan]float64{},
					Side: model.Side{Plan: in.Name, Part: id, Broken: broken, Owed: owed}}
				x.Name, x.at = partName(in.Case, by, id)
				parts[id] = x
				list = append(list, x)
			}
			x.add(p, s)
		}
	}
	list = slices.DeleteFunc(list, func(x *side) bool { return by != Whole && x.Homes == 0 && !x.works() })
	for _, x := range list {
		if by == Whole {
			x.Name = in.Name
		}
		x.finish()
	}
	return list
}

func partOf(s *model.Sample, by By) string {
	switch by {
	case ByDistrict:
		return string(s.District)
	case ByGroup:
		return string(s.Group)
	case ByProvider:
		return string(s.Provider)
	}
	return ""
}

// partName is a part's name, and its place in the case.
func partName(c *model.Case, by By, id string) (string, int) {
	at := 0
	for i := range c.Districts {
		d := &c.Districts[i]
		if at++; by == ByDistrict && string(d.ID) == id {
			return cmp.Or(d.Name, id), at
		}
		for j := range d.Groups {
			if at++; by == ByGroup && string(d.Groups[j].ID) == id {
				return cmp.Or(d.Groups[j].Name, id), at
			}
		}
	}
	for i := range c.Providers {
		if at++; by == ByProvider && string(c.Providers[i].ID) == id {
			return cmp.Or(c.Providers[i].Name, id), at
		}
	}
	return cmp.Or(id, "–"), at + 1
}

func (x *side) add(p *model.Plan, s model.Sample) {
	x.samples = append(x.samples, s)
	switch {
	case s.Home != "":
		x.homes[s.Home] = true
		x.Homes = len(x.homes)
		x.visits[p] += s.Visits
	case s.Shift != "":
		x.Tours++
	}
}

// works says whether any of a side's tours makes a visit.
func (x *side) works() bool {
	return slices.ContainsFunc(x.samples, func(s model.Sample) bool { return s.Shift != "" && s.Visits > 0 })
}

// finish says how the side's plans were made. Its effort is the mean over its
// visits of the iterations a visit of the plans that they are from.
func (x *side) finish() {
	sum, all := 0.0, 0.0
	for _, p := range x.in.Plans {
		n := x.visits[p]
		if n == 0 {
			continue
		}
		x.Made = append(x.Made, p.Made)
		all += n
		sum += n * float64(p.Made.Iterations) / float64(len(p.Visits))
	}
	if all > 0 {
		x.Effort = sum / all
	}
}

// byPart puts the same part of all plans side by side, in the case's order, and
// names the plan with the part where there are several.
func byPart(sides []*side, inputs int) {
	slices.SortStableFunc(sides, func(a, b *side) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.Part, b.Part)) })
	if inputs < 2 {
		return
	}
	for _, x := range sides {
		if x.Part != "" || x.Name != x.Plan {
			x.Name = x.Name + " · " + x.Plan
		}
	}
}

// judged counts the rules that an input's plans break, and what they owe
// without a certificate.
func judged(in *Input) (broken, owed int) {
	for _, p := range in.Plans {
		for _, v := range model.Check(in.Case, in.Roads, p) {
			if v.Escalation {
				owed++
			} else {
				broken++
			}
		}
	}
	return broken, owed
}
