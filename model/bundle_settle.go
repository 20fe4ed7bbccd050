package model

import (
	"cmp"
	"slices"
)

// settle gives a date to floating care that must be in a visit with other
// services of the home but can't be carried along, because it is done by
// several: such a visit is planned as one from the beginning, on the days that
// spread the care best (R-11.0, R-11.1.1b).
func (h *household) settle() {
	settled := map[*floating]bool{}
	for from := 0; from < len(h.floats); {
		l, to := h.floats[from].line, from+1
		for to < len(h.floats) && h.floats[to].line == l {
			to++
		}
		if !l.postponable() && !l.service.Split && h.heavy(l) {
			h.settleLine(l, h.floats[from:to], settled)
		}
		from = to
	}
	if len(settled) > 0 {
		h.floats = slices.DeleteFunc(h.floats, func(f *floating) bool { return settled[f] })
	}
}

// settleLine settles the occurrences of a line in order, each on a later day
// than the one before; what is late already comes on the first day that they
// leave. What finds no day keeps off those that are taken.
func (h *household) settleLine(l *line, floats []*floating, settled map[*floating]bool) {
	late := 0
	for late < len(floats) && floats[late].late() {
		late++
	}
	on := append(make([]Date, late), h.bestDays(l, floats[late:])...)
	taken := map[Date]bool{}
	for _, d := range on {
		taken[d] = d != 0
	}
	for i, f := range floats[:late] {
		on[i] = h.firstDay(f, taken)
		taken[on[i]] = on[i] != 0
	}
	for i, f := range floats {
		if on[i] == 0 {
			h.keepOff(f, func(d Date) bool { return taken[d] })
			continue
		}
		settled[f] = true
		h.due = append(h.due, occurrence{line: l, n: f.n, date: on[i], due: f.due})
	}
}

// firstDay is the first day of an occurrence that no other of its line has taken,
// with the citizen at home; 0 when there is none.
func (h *household) firstDay(f *floating, taken map[Date]bool) Date {
	for _, d := range f.days {
		if !taken[d.date] && h.settles(f.line, d.date) {
			return d.date
		}
	}
	return 0
}

// settles says whether a line's care may be settled on a date: the citizen is at
// home in its first part of the day.
func (h *household) settles(l *line, d Date) bool {
	parts := h.partsOf(l, 1)
	return len(parts) > 0 && !h.awayFor(&slot{line: l, part: parts[0]}, d)
}

// settling is how well the occurrences up to one may be settled when that one
// is on a day, or, skipped, on none.
type settling struct {
	day    Date // of the last that has one; 0: none yet
	price  int
	before int // index among those of the occurrence before
	skip   bool
}

// bestDays are the dates nearest to the ideal ones with the citizen at home, as
// many days apart as the service asks for where it can be; 0 for what finds none.
func (h *household) bestDays(l *line, floats []*floating) []Date {
	const none, tooNear = 1_000_000, 1_000 // beside one day off the ideal
	on := make([]Date, len(floats))
	least := l.leastApart()
	rows := [][]settling{{{}}}
	for _, f := range floats {
		var row []settling
		for k, b := range rows[len(rows)-1] {
			row = append(row, settling{b.day, b.price + none, k, true})
			for _, d := range f.days {
				apart := int(d.date - b.day)
				if b.day != 0 && apart < 1 || !h.settles(l, d.date) {
					continue
				}
				price := b.price + int(distance(d.date, f.date))
				if b.day != 0 {
					price += tooNear * max(0, least-apart)
				}
				row = append(row, settling{d.date, price, k, false})
			}
		}
		rows = append(rows, cheapestOfDay(row))
	}
	best := 0
	for k, r := range rows[len(floats)] {
		if r.price < rows[len(floats)][best].price {
			best = k
		}
	}
	for i := len(floats); i > 0; i-- {
		r := rows[i][best]
		if best = r.before; !r.skip {
			on[i-1] = r.day
		}
	}
	return on
}

// cheapestOfDay keeps the cheapest settling for each last day.
func cheapestOfDay(all []settling) []settling {
	slices.SortStableFunc(all, func(a, b settling) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.price, b.price)) })
	return slices.CompactFunc(all, func(a, b settling) bool { return a.day == b.day })
}

func distance(a, b Date) Date { return max(a-b, b-a) }

// heavy says whether a floating line takes several people, and there is another
// that must be in one visit with it.
func (h *household) heavy(l *line) bool {
	return l.task.Staff > 1 && slices.ContainsFunc(h.lines, func(o *line) bool {
		return o != l && h.share(l, o) && slices.ContainsFunc(h.mayBeIn(o), func(p *Part) bool { return slices.Contains(h.mayBeIn(l), p) })
	})
}
