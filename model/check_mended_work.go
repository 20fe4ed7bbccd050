package model

import "slices"

// checkPastWork makes sure that the breaks and activities of a plan that had begun
// when it was mended stand as they were, also in a shift that absence cuts, and
// that none is said to have begun that had not.
func (k *checker) checkPastWork(from *Plan) {
	was, is := toursByShift(from), toursByShift(k.p)
	for i := range k.c.Shifts {
		s := &k.c.Shifts[i]
		if !k.underWay(s) || !k.ours(s) {
			continue
		}
		then, now := k.pastWork(was[s.ID], s), k.pastWork(is[s.ID], s)
		for _, it := range missing(then, now) {
			k.report(workBreaks(s, it), "det var begyndt %s, og planen har det ikke mere", "it had begun at %s, and the plan has it no more", it.From)
		}
		for _, it := range missing(now, then) {
			k.report(workBreaks(s, it), "det er nyt og begynder før %s", "it is new and begins before %s", k.mend.now)
		}
	}
}

// missing are the items of some that others do not have.
func missing(some, others []*Item) []*Item {
	return slices.DeleteFunc(slices.Clone(some), func(it *Item) bool {
		return slices.ContainsFunc(others, func(o *Item) bool { return *o == *it })
	})
}

func workBreaks(s *Shift, it *Item) Violation {
	return Violation{Rule: PastRule, Caregiver: s.Caregiver, Shift: s.ID, At: it.From}
}

// pastWork are the breaks and activities of a tour that began before a mend was
// made: nobody was away then, or held up, nor is it an event that made them.
func (k *checker) pastWork(t *Tour, s *Shift) (past []*Item) {
	if t == nil {
		return nil
	}
	for i := range t.Items {
		it := &t.Items[i]
		if it.Kind != BreakItem && it.Kind != ActivityItem || it.From >= k.mend.now || it.Text == LateActivity || it.Text == NoShowActivity {
			continue
		}
		away := slices.ContainsFunc(k.away[s.Caregiver], func(a *Absence) bool { return a.From <= it.From && it.From < a.To })
		held := slices.ContainsFunc(k.held[s.ID], func(a *Activity) bool { return a.From <= it.From && it.From < a.To })
		if !away && !held {
			past = append(past, it)
		}
	}
	return past
}

func toursByShift(p *Plan) map[ShiftID]*Tour {
	of := make(map[ShiftID]*Tour, len(p.Tours))
	for i := range p.Tours {
		of[p.Tours[i].Shift] = &p.Tours[i]
	}
	return of
}
