package model

import (
	"cmp"
	"slices"
)

// checkSpacing makes sure that occurrences of one grant keep their distance:
// meals and toilet visits within a day, baths over the week.
func (k *checker) checkSpacing() {
	var groups []dueGroup
	for _, g := range k.grants {
		for _, line := range g.lines {
			s := line.service
			if s.MinGap > 0 || s.MaxGap > 0 {
				k.checkGaps(line)
			}
			if (s.MinDays > 0 || s.MaxDays > 0) && line.floats() {
				groups = k.due(line, groups[:0])
				k.checkDays(line, groups)
			}
		}
	}
}

// checkGaps looks at the starts of consecutive visits of one date. A longest
// gap holds only from one to the next in number: what is missing between two is
// reported as missing, and between the last of a day and the night's visit before
// midnight, which is the first of its date, lies the time without help.
func (k *checker) checkGaps(line *grantLine) {
	s := line.service
	for i := 1; i < len(line.done); i++ {
		a, b := line.done[i-1], line.done[i]
		if a.visit.Date != b.visit.Date || a.number == b.number {
			continue
		}
		gap := b.visit.Start.Sub(a.visit.Start)
		if gap < s.MinGap {
			k.report(b.breaks(RuleOf(s)), "kun %d minutter efter forrige %s, mindst %d", "only %d minutes after the last %s, at least %d", gap, s.ID, s.MinGap)
		}
		if s.MaxGap > 0 && gap > s.MaxGap && b.number == a.number+1 && line.daily() {
			k.report(b.breaks(RuleOf(s)), "%d minutter efter forrige %s, højst %d", "%d minutes after the last %s, at most %d", gap, s.ID, s.MaxGap)
		}
	}
}

// daily says whether a line falls due so many times each day.
func (l *grantLine) daily() bool { return l.pattern != nil || l.grant.Cadence.Unit == PerDay }

func adjacent(a, b *delivery) bool { return b.number-a.number == 1 || a.number-b.number == 1 }

// checkDays looks at the dates of consecutive occurrences, the last delivery
// before the plan among them. Where the dates allowed leave no such distance
// (three a week, a week apart), to two of them or to several in a row, it is not
// asked for; nor where those done before one leave it no earlier date.
func (k *checker) checkDays(line *grantLine, groups []dueGroup) {
	if h := line.grant.last; h != nil && h.Date < k.c.Horizon.From {
		if d := line.find(h.Number + 1); d != nil {
			k.checkApart(d, dates{h.Date, h.Date}, k.openDates(line, groups, d.number), h.Date, true)
		}
	}
	tight := k.tight(line, groups)
	var before *delivery
	var a dates
	for _, d := range line.done {
		if before != nil && before.number == d.number {
			continue // another piece
		}
		b := k.openDates(line, groups, d.number)
		if before != nil && adjacent(before, d) && !tight[min(before.number, d.number)] {
			k.checkApart(d, a, b, before.visit.Date, before.number < d.number)
		}
		if before != nil && before.number < d.number && a.from <= a.to && b.from <= b.to {
			b.from = max(b.from, a.from+1)
		}
		before, a = d, b
	}
}

// dates is the first and the last date that an occurrence could be done on.
type dates struct{ from, to Date }

// openDates are the first and the last date, within its group, on which an
// occurrence could be done.
func (k *checker) openDates(l *grantLine, groups []dueGroup, number int) dates {
	i, ok := slices.BinarySearchFunc(groups, number, func(g dueGroup, n int) int { return cmp.Compare(g.first+g.count-1, n) })
	if !ok && (i == len(groups) || !groups[i].has(number)) || groups[i].late {
		return dates{1, 0} // what is late comes when it can
	}
	s := dates{groups[i].from, groups[i].to}
	for s.from <= s.to && !k.open(l, s.from) {
		s.from++
	}
	for s.to >= s.from && !k.open(l, s.to) {
		s.to--
	}
	return k.afterLast(l, number, s)
}

// afterLast cuts the dates of the next occurrence after the last delivery by
// the days that must lie between them, where that leaves any.
func (k *checker) afterLast(l *grantLine, number int, s dates) dates {
	last := l.grant.last
	if last == nil || last.Date >= k.c.Horizon.From || number != last.Number+1 {
		return s
	}
	least, most := l.apart()
	if from := last.Date + least; from > s.from && from <= s.to {
		s.from = from
	}
	if to := last.Date + most; most > 0 && to < s.to && to >= s.from {
		s.to = to
	}
	return s
}

// apart is the least and the most days between occurrences of a line: no wider
// than its cadence. Most is 0 where there is no limit.
func (l *grantLine) apart() (least, most Date) {
	least, most = Date(l.service.MinDays), Date(l.service.MaxDays)
	if c := l.grant.Cadence; c.Unit == PerKDays {
		least = min(least, Date(c.Count))
		if most > 0 {
			most = max(most, Date(c.Count))
		}
	}
	return least, most
}

// checkApart compares the date of an occurrence with the one before it, given
// the dates that each could be done on, and whether they come in their order.
func (k *checker) checkApart(d *delivery, a, b dates, last Date, ordered bool) {
	s := d.line.service
	if a.from > a.to || b.from > b.to {
		return
	}
	least, most := d.line.apart()
	days := d.visit.Date - last
	widest := b.to - a.from
	if !ordered {
		widest = max(widest, a.to-b.from)
	}
	narrowest := max(b.from-a.to, a.from-b.to)
	if days < least && widest >= least {
		k.report(d.breaks(RuleOf(s)), "kun %d dage efter forrige %s, mindst %d", "only %d days after the last %s, at least %d", days, s.ID, least)
	}
	if most > 0 && days > most && narrowest <= most && !k.awayBetween(d.line.grant.home, last, d.visit.Date) {
		k.report(d.breaks(RuleOf(s)), "%d dage efter forrige %s, højst %d", "%d days after the last %s, at most %d", days, s.ID, most)
	}
}

// awayBetween says whether the citizen was away on a date between two.
func (k *checker) awayBetween(h *checkHome, from, to Date) bool {
	for _, a := range h.absences {
		if a.From.Date() <= to && a.To.Date() >= from {
			return true
		}
	}
	return false
}
