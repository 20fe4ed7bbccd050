package model

import (
	"cmp"
	"slices"
)

// Requires is what the caregivers of one visit with a set of tasks must have
// sorted. tasks are indices in d.Tasks, of one home.
func (d *Demand) Requires(tasks []int) []Qualification {
	var all []Qualification
	for i, t := range tasks {
		r := d.Tasks[t].Requires
		if i == 0 {
			all = r
			continue
		}
		if !nest(all, r) {
			all = append(slices.Clone(all), r...)
			slices.Sort(all)
			all = slices.Compact(all)
		} else if len(r) > len(all) {
			all = r
		}
	}
	return all
}

// Modes are the modes that can do a set of tasks in one visit, in their fixed
// order; nil when any can.
func (d *Demand) Modes(tasks []int) []Mode {
	var modes []Mode
	for _, t := range tasks {
		of := d.Tasks[t].Service.Modes
		switch {
		case of == nil:
		case modes == nil:
			modes = inOrder(of)
		default:
			modes = slices.DeleteFunc(modes, func(m Mode) bool { return !slices.Contains(of, m) })
		}
	}
	return modes
}

// inOrder sorts modes as they are listed, those of nobody's list last.
func inOrder(of []Mode) []Mode {
	place := func(m Mode) int {
		if i := slices.Index(Modes, m); i >= 0 {
			return i
		}
		return len(Modes)
	}
	modes := slices.Clone(of)
	slices.SortStableFunc(modes, func(a, b Mode) int { return cmp.Or(place(a)-place(b), cmp.Compare(a, b)) })
	return slices.Compact(modes)
}

// Only are the caregivers that §94 leaves for a set of tasks in one visit; nil
// when anyone may.
func (d *Demand) Only(tasks []int) []CaregiverID {
	for _, t := range tasks {
		if only := d.Tasks[t].Only; only != nil {
			return only
		}
	}
	return nil
}

// Legs are the caregivers' own parts of one visit with a set of tasks
// (R-11.1.1b): the first one's is the whole visit. What needs several is done
// first, and a further person stays for the part that the grant gives, or as
// long as the service lasts where it gives none: what else is done in the visit
// keeps nobody but the first. It is nil where Length is false.
func (d *Demand) Legs(tasks []int) []Leg {
	whole, ok := d.Length(tasks)
	if !ok {
		return nil
	}
	legs := []Leg{{Minutes: whole}}
	var many []*Task
	for _, t := range tasks {
		if d.Tasks[t].Staff > 1 {
			many = append(many, &d.Tasks[t])
		}
	}
	if len(many) == 0 {
		return legs
	}
	slices.SortFunc(many, func(a, b *Task) int {
		return cmp.Or(cmp.Compare(b.Staff, a.Staff), cmp.Compare(a.Occurrence, b.Occurrence), cmp.Compare(a.Piece, b.Piece))
	})
	for k := 1; k < many[0].Staff; k++ {
		legs = append(legs, furtherLeg(many, k, whole))
	}
	return legs
}

// furtherLeg is the part of the k-th further person: from the first to the last
// minute of the parts in what needs so many, done one after the other.
func furtherLeg(many []*Task, k int, whole Minutes) Leg {
	from, to, at := whole, Minutes(0), Minutes(0)
	for _, t := range many {
		if t.Staff <= k {
			break
		}
		part := t.furtherPart()
		from = min(from, at+part.Offset)
		to = max(to, min(whole, at+part.Offset+part.Minutes))
		at += activeMinutes(t.Steps)
	}
	return Leg{Offset: from, Minutes: max(0, to-from)}
}

// furtherPart is a further person's part in one service: as granted, else the
// whole of it. A grant's part is of the whole service: of each piece of a split
// one it is all.
func (t *Task) furtherPart() Leg {
	if t.Second.Minutes > 0 && t.Piece == 0 {
		return t.Second
	}
	part := Leg{Minutes: activeMinutes(t.Steps)}
	for _, s := range t.Steps {
		if t.Piece == 0 {
			part.Minutes += s.Passive
		}
	}
	return part
}

func activeMinutes(steps []Step) Minutes {
	var m Minutes
	for _, s := range steps {
		m += s.Active
	}
	return m
}

// classOf is the strongest class of a set of tasks.
func (d *Demand) classOf(tasks []int) CareClass {
	best := d.Tasks[tasks[0]].Class
	for _, t := range tasks[1:] {
		if classRank(d.Tasks[t].Class) < classRank(best) {
			best = d.Tasks[t].Class
		}
	}
	return best
}
