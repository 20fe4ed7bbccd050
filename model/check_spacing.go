package model

// checkSpacing makes sure that occurrences of one grant keep their distance:
// meals and toilet visits within a day, baths over the week.
func (k *checker) checkSpacing() {
	for _, g := range k.grants {
		for _, line := range g.lines {
			s := line.service
			if s.MinGap > 0 || s.MaxGap > 0 {
				k.checkGaps(line)
			}
			if (s.MinDays > 0 || s.MaxDays > 0) && line.floats() {
				k.checkDays(line)
			}
		}
	}
}

// checkGaps looks at the starts of consecutive visits of one date. A longest
// gap holds only between neighbours in number: what is missing between two is
// reported as missing.
func (k *checker) checkGaps(line *grantLine) {
	s := line.service
	for i := 1; i < len(line.done); i++ {
		a, b := line.done[i-1], line.done[i]
		if a.visit.Date != b.visit.Date || a.number == b.number {
			continue
		}
		gap := b.visit.Start.Sub(a.visit.Start)
		if gap < s.MinGap {
			k.report(b.breaks(ruleOf(s)), "kun %d minutter efter forrige %s, mindst %d", "only %d minutes after the last %s, at least %d", gap, s.ID, s.MinGap)
		}
		if s.MaxGap > 0 && gap > s.MaxGap && adjacent(a, b) {
			k.report(b.breaks(ruleOf(s)), "%d minutter efter forrige %s, højst %d", "%d minutes after the last %s, at most %d", gap, s.ID, s.MaxGap)
		}
	}
}

func adjacent(a, b *delivery) bool { return b.number-a.number == 1 || a.number-b.number == 1 }

// checkDays looks at the dates of consecutive occurrences, the last delivery
// before the plan among them.
func (k *checker) checkDays(line *grantLine) {
	s := line.service
	last, known := Date(0), false
	if h := line.grant.last; h != nil && line.pattern == nil {
		last, known = h.Date, h.Date < k.c.Horizon.From
	}
	var before *delivery
	for _, d := range line.done {
		if before != nil && before.number == d.number {
			continue // another piece
		}
		days := int(d.visit.Date - last)
		if known && days < s.MinDays {
			k.report(d.breaks(ruleOf(s)), "kun %d dage efter forrige %s, mindst %d", "only %d days after the last %s, at least %d", days, s.ID, s.MinDays)
		}
		if known && s.MaxDays > 0 && days > s.MaxDays && before != nil && adjacent(before, d) && !k.awayBetween(line.grant.home, last, d.visit.Date) {
			k.report(d.breaks(ruleOf(s)), "%d dage efter forrige %s, højst %d", "%d days after the last %s, at most %d", days, s.ID, s.MaxDays)
		}
		before, last, known = d, d.visit.Date, true
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
