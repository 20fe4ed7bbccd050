package model

import "slices"

// settle gives a date to floating care that must be in a visit with other
// services of the home but can't be carried along, because it or they are done
// by several for the whole visit: such a visit is planned as one from the
// beginning, on the day that spreads the care best (R-11.0, R-11.1.1b).
func (h *household) settle() {
	h.floats = slices.DeleteFunc(h.floats, func(f *floating) bool {
		if f.line.postponable() || f.line.service.Split || len(f.days) == 0 || !h.heavy(f.line) {
			return false
		}
		best := f.days[0].date
		for _, d := range f.days {
			if distance(d.date, f.date) < distance(best, f.date) {
				best = d.date
			}
		}
		h.due = append(h.due, occurrence{line: f.line, n: f.n, date: best, due: f.due})
		return true
	})
}

func distance(a, b Date) Date { return max(a-b, b-a) }

// heavy says whether a floating line, or a line that must be in one visit with
// it, takes several people for the whole visit.
func (h *household) heavy(l *line) bool {
	for _, o := range h.lines {
		if o == l || !h.share(l, o) || !slices.ContainsFunc(h.mayBeIn(o), func(p *Part) bool { return slices.Contains(h.mayBeIn(l), p) }) {
			continue
		}
		if l.task.Staff > 1 || o.task.Staff > 1 && o.task.Second.Minutes == 0 {
			return true
		}
	}
	return false
}
