package model

import "slices"

// settle gives a date to floating care that must be in a visit with other
// services of the home but can't be carried along, because it is done by
// several: such a visit is planned as one from the beginning, on the day that
// spreads the care best (R-11.0, R-11.1.1b).
func (h *household) settle() {
	var before *occurrence // settled of the same line
	h.floats = slices.DeleteFunc(h.floats, func(f *floating) bool {
		if f.line.postponable() || f.line.service.Split || !h.heavy(f.line) {
			return false
		}
		if before != nil && before.line != f.line {
			before = nil
		}
		best, ok := h.bestDay(f, before)
		if !ok {
			f.keepOff(before)
			return false
		}
		before = &occurrence{line: f.line, date: best}
		h.due = append(h.due, occurrence{line: f.line, n: f.n, date: best, due: f.due})
		return true
	})
}

// bestDay is the day nearest to the ideal one with the citizen at home, later
// than an occurrence of the line before it: by as many days as the service asks
// for, where it can be.
func (h *household) bestDay(f *floating, before *occurrence) (best Date, ok bool) {
	parts := h.partsOf(f.line, 1)
	if len(parts) == 0 {
		return 0, false
	}
	at := &slot{line: f.line, part: parts[0]}
	for least := max(1, f.line.service.MinDays); least > 0 && !ok; least-- {
		for _, d := range f.days {
			if before != nil && d.date < before.date+Date(least) || h.awayFor(at, d.date) {
				continue
			}
			if !ok || distance(d.date, f.date) < distance(best, f.date) {
				best, ok = d.date, true
			}
		}
	}
	return best, ok
}

// keepOff takes away the day of an occurrence that is settled. What has no day
// left is owed all the same.
func (f *floating) keepOff(settled *occurrence) {
	if settled == nil || len(f.days) == 0 {
		return
	}
	f.days = slices.DeleteFunc(slices.Clone(f.days), func(d floatDay) bool { return d.date == settled.date })
	f.crowded = len(f.days) == 0
}

func distance(a, b Date) Date { return max(a-b, b-a) }

// heavy says whether a floating line takes several people, and there is another
// that must be in one visit with it.
func (h *household) heavy(l *line) bool {
	return l.task.Staff > 1 && slices.ContainsFunc(h.lines, func(o *line) bool {
		return o != l && h.share(l, o) && slices.ContainsFunc(h.mayBeIn(o), func(p *Part) bool { return slices.Contains(h.mayBeIn(l), p) })
	})
}
