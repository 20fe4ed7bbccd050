package model

import (
	"cmp"
	"slices"
)

// checkWorkingTime makes sure that a tour lies inside its shift (R-W.1) and
// that overtime is allowed and stated (R-W.4).
func (k *checker) checkWorkingTime(t *Tour, s *Shift) {
	end := s.To
	limit := s.To.Add(k.overtimeAllowed(s))
	for i := range t.Items {
		it := &t.Items[i]
		end = max(end, it.To)
		late := it.From > limit && (it.Kind == VisitItem || it.Kind == CallItem)
		if it.From < s.From || late {
			bad := tourBreaks(t, "R-W.1", it.From)
			bad.Visit = it.Visit
			k.report(bad, "punktet ligger uden for vagten %s", "the item lies outside shift %s", s.ID)
		}
	}
	switch over := end.Sub(s.To); {
	case end > limit:
		k.report(tourBreaks(t, "R-W.4", s.To), "%d minutters overarbejde, %d er tilladt", "%d minutes of overtime, %d are allowed", over, limit.Sub(s.To))
	case over != t.Overtime:
		k.report(tourBreaks(t, "R-W.4", s.To), "%d minutters overarbejde, listen siger %d", "%d minutes of overtime, the tour says %d", over, t.Overtime)
	}
	k.checkAway(t)
}

// overtimeAllowed is the most that may be worked past a shift's end: the
// standard's figure and what was agreed beyond it, or none at all.
func (k *checker) overtimeAllowed(s *Shift) Minutes {
	if s.Overtime < 0 {
		return 0
	}
	return k.c.Standard.Rules.OvertimeMost + s.Overtime
}

// checkAway finds visits by a caregiver who is absent (R-W.1: there is no shift then).
func (k *checker) checkAway(t *Tour) {
	for _, away := range k.away[t.Caregiver] {
		for j := range t.Items {
			it := &t.Items[j]
			if (it.Kind == VisitItem || it.Kind == CallItem) && it.From < away.To && it.To > away.From && !k.wasUnderWay(k.byID[it.Visit], away.From) {
				bad := tourBreaks(t, "R-W.1", it.From)
				bad.Visit = it.Visit
				k.report(bad, "medarbejderen er fraværende", "the caregiver is absent")
			}
		}
	}
}

// checkBreak looks for the one break of a shift that has visits (R-W.3), where
// absences leave enough of the shift and activities of a given time room for it. That nothing lies inside it is
// checkOrder's.
func (k *checker) checkBreak(t *Tour, s *Shift, activities []*Activity) {
	rules := &k.c.Standard.Rules
	var breaks []*Item
	visits := false
	for i := range t.Items {
		switch t.Items[i].Kind {
		case BreakItem:
			breaks = append(breaks, &t.Items[i])
		case VisitItem, CallItem:
			visits = true
		}
	}
	length, work := cmp.Or(s.BreakLen, rules.BreakLength), k.worked(s)
	if length <= 0 || len(work) == 0 {
		return
	}
	owed := !rules.BreakOnlyGiven && workedIn(work) > rules.BreakFrom
	from, to := k.breakBetween(work, length)
	if s.Break != nil {
		owed, from, to = true, s.Break.From, s.Break.To
	}
	if s.Break != nil || len(work) > 1 || len(breaks) == 0 && k.underWay(s) { // whoever is away then has none
		if len(breaks) == 0 {
			from = max(from, k.freeFrom(s))
		}
		owed = owed && startIn(work, from, to, length)
	}
	if !owed || !startIn(outside(activities, work), from, to, length) {
		return
	}
	if len(breaks) == 0 && visits {
		k.report(tourBreaks(t, "R-W.3", s.From), "vagten har ingen pause", "the shift has no break")
	}
	if len(breaks) > 1 {
		k.report(tourBreaks(t, "R-W.3", breaks[1].From), "vagten har %d pauser", "the shift has %d breaks", len(breaks))
	}
	for _, b := range breaks {
		k.checkBreakTimes(t, s, work, b, length)
	}
}

// breakBetween is when a break that the shift does not give may start (R-W.3).
func (k *checker) breakBetween(work []Window, length Minutes) (from, to Time) {
	margin := k.c.Standard.Rules.BreakMargin
	return work[0].From.Add(margin), work[len(work)-1].To.Add(-margin - length)
}

func (k *checker) checkBreakTimes(t *Tour, s *Shift, work []Window, b *Item, length Minutes) {
	if k.mend != nil && b.From < k.mend.now { // it had begun, and stands
		work = []Window{{From: s.From, To: s.To}}
	}
	if got := b.To.Sub(b.From); got < length {
		k.report(tourBreaks(t, "R-W.3", b.From), "pausen er %d minutter, ikke %d", "the break is %d minutes, not %d", got, length)
	}
	if len(work) > 1 && !startIn(work, b.From, b.From, b.To.Sub(b.From)) {
		k.report(tourBreaks(t, "R-W.3", b.From), "pausen ligger, hvor medarbejderen er fraværende", "the break lies where the caregiver is absent")
	}
	if s.Break != nil {
		if b.From < s.Break.From || b.From > s.Break.To {
			k.report(tourBreaks(t, "R-W.3", b.From), "pausen ligger ikke, hvor vagten giver den", "the break is not where the shift gives it")
		}
		return
	}
	if from, to := k.breakBetween(work, length); b.From < from || b.To > to.Add(length) {
		k.report(tourBreaks(t, "R-W.3", b.From), "pausen ligger ved vagtens ende", "the break lies at an end of the shift")
	}
}

// rests knows when each caregiver begins work, to see that overtime never eats
// the rest before the next shift (R-W.2).
type rests struct {
	k      *checker
	starts map[CaregiverID][]Time // sorted
}

func (k *checker) newRests() *rests {
	r := &rests{k: k, starts: make(map[CaregiverID][]Time, len(k.c.Caregivers))}
	for i := range k.c.Shifts {
		s := &k.c.Shifts[i]
		r.starts[s.Caregiver] = append(r.starts[s.Caregiver], s.From)
	}
	for _, o := range k.c.History.Outside {
		r.starts[o.Caregiver] = append(r.starts[o.Caregiver], o.From)
	}
	for _, times := range r.starts {
		slices.Sort(times)
	}
	return r
}

func (r *rests) check(t *Tour, s *Shift) {
	end := s.To
	for i := range t.Items {
		end = max(end, t.Items[i].To)
	}
	if end == s.To {
		return // too short a rest between the shifts themselves is the employer's
	}
	times := r.starts[s.Caregiver]
	at, _ := slices.BinarySearch(times, s.To)
	if at == len(times) {
		return
	}
	if rest := times[at].Sub(end); rest < r.k.c.Standard.Rules.RestBetween {
		r.k.report(tourBreaks(t, "R-W.2", end), "overarbejdet levner %d minutters hvile", "the overtime leaves %d minutes of rest", rest)
	}
}
