package model

import (
	"cmp"
	"slices"
)

// slot is one of the times in the day at which a line's fixed occurrences
// fall: the breakfast of three meals.
type slot struct {
	line  *line
	k     int // which of the day
	part  *Part
	limit []clockSpan // where its start may be agreed: its part, cut by the service's hours
	group *group
	apart []*group // groups of its part that gap or hours keep it from
}

// group becomes a series: slots of one part of day that are one visit.
type group struct {
	part   *Part
	number int // 1 for the first of its part
	slots  []*slot
	limit  []clockSpan
	fixed  Clock // agreed in the case; -1: to be proposed
	agreed Clock
	lo, hi Clock // where it may be agreed
	series int   // index in Demand.Series; -1 before it has a visit
	gaps   []gap // to the groups that follow it in the day
}

// gap is how long after this group another one starts.
type gap struct {
	to        *group
	least     Minutes
	most      Minutes // 0: no limit
	overnight bool    // the other one is tomorrow's
}

// stay is the fixed occurrences of one group on one date: a visit.
type stay struct {
	group *group
	date  Date
	due   []int // indices in household.due
	need  int   // index in Demand.Needs; -1: not planned
	lines []*line
	reach []span // starts that the series can get to: near its agreed time, or anywhere in its part where that may move
}

// bundle gives every fixed occurrence its part of day and its series, and
// gathers the visits of each date.
func (h *household) bundle() {
	h.settle()
	h.dropFloats()
	h.sortDue()
	h.cutSlots()
	slots := h.slotsInOrder()
	for _, s := range slots {
		h.place(s)
	}
	h.gatherStays()
}

// sortDue orders the fixed occurrences by date.
func (h *household) sortDue() {
	slices.SortStableFunc(h.due, func(a, b occurrence) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.line.index, b.line.index), cmp.Compare(a.n, b.n))
	})
}

// cutSlots makes the slots that the lines' fixed occurrences fall in.
func (h *household) cutSlots() {
	most := make([]int, len(h.lines))
	for i := range h.due {
		o := &h.due[i]
		most[o.line.index] = max(most[o.line.index], o.slot+1)
		if !h.isDropped(o) {
			o.line.mark(int(o.date - h.c.Horizon.From))
		}
	}
	for _, l := range h.lines {
		parts := h.partsOf(l, most[l.index])
		for k, p := range parts {
			l.slots = append(l.slots, &slot{line: l, k: k, part: p, limit: limitIn(l, p)})
		}
	}
}

// mark notes a date of the horizon on which the line is due.
func (l *line) mark(day int) {
	for len(l.on) <= day/64 {
		l.on = append(l.on, 0)
	}
	l.on[day/64] |= 1 << (day % 64)
}

// dueOn says whether a fixed occurrence of the line falls on a day of the horizon.
func (l *line) dueOn(day int) bool {
	return day >= 0 && day/64 < len(l.on) && l.on[day/64]>>(day%64)&1 == 1
}

// limitIn is where in a part a line may be agreed: the service's hours go
// first where they leave nothing of the part.
func limitIn(l *line, p *Part) []clockSpan {
	if m := meetClock(p.spans(), l.service.limits); len(m) > 0 {
		return m
	}
	return l.service.limits
}

// partsOf are the parts of n occurrences a day: as granted, else the first n
// of the service; what is more goes to the longest parts. The answer is in the
// order of the day.
func (h *household) partsOf(l *line, n int) []*Part {
	from := l.parts
	if len(from) == 0 {
		from = l.service.parts
	}
	if len(from) == 0 {
		from = h.anyParts(l)
	}
	if n == 0 || len(from) == 0 {
		return nil
	}
	parts := slices.Clone(from[:min(n, len(from))])
	for len(parts) < n {
		parts = append(parts, roomiest(from, parts))
	}
	slices.SortStableFunc(parts, func(a, b *Part) int { return cmp.Compare(a.rank(), b.rank()) })
	return parts
}

// roomiest is the part with the most minutes for each occurrence in it, one more counted.
func roomiest(from, taken []*Part) *Part {
	var best *Part
	var room Clock
	for _, p := range from {
		length := (p.To - p.From + dayEnd) % dayEnd
		if length == 0 {
			length = dayEnd
		}
		n := Clock(1)
		for _, t := range taken {
			if t == p {
				n++
			}
		}
		if length/n > room {
			best, room = p, length/n
		}
	}
	return best
}

// anyParts are the parts that a service without any may be agreed in.
func (h *household) anyParts(l *line) []*Part {
	var parts []*Part
	for i := range h.c.Standard.Parts {
		if p := &h.c.Standard.Parts[i]; len(meetClock(p.spans(), l.service.limits)) > 0 {
			parts = append(parts, p)
		}
	}
	return parts
}

// slotsInOrder sorts the slots as they choose their series: by part, then the
// first of each line before the second, visits before calls, the strongest
// care first.
func (h *household) slotsInOrder() []*slot {
	var all []*slot
	nth := map[*slot]int{}
	for _, l := range h.lines {
		for i, s := range l.slots {
			if i > 0 && l.slots[i-1].part == s.part {
				nth[s] = nth[l.slots[i-1]] + 1
			}
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b *slot) int {
		return cmp.Or(
			cmp.Compare(a.part.rank(), b.part.rank()), cmp.Compare(a.part.ID, b.part.ID),
			cmp.Compare(a.line.grant.Event, b.line.grant.Event), // what an event added joins what was there
			cmp.Compare(nth[a], nth[b]), compareBool(a.line.service.NoTravel, b.line.service.NoTravel),
			cmp.Compare(classRank(a.line.service.Class), classRank(b.line.service.Class)),
			cmp.Compare(a.line.service.ID, b.line.service.ID), cmp.Compare(a.line.index, b.line.index), cmp.Compare(a.k, b.k))
	})
	return all
}

// classRank orders the care classes, the strongest first.
func classRank(c CareClass) int {
	switch c {
	case NeverCancelled:
		return 0
	case Replaced:
		return 1
	}
	return 2
}
