package model

// activitiesByShift lists what each shift has to do beside visits.
func (k *checker) activitiesByShift() map[ShiftID][]*Activity {
	m := map[ShiftID][]*Activity{}
	for i := range k.c.Activities {
		a := &k.c.Activities[i]
		m[a.Shift] = append(m[a.Shift], a)
	}
	return m
}

// attends says whether absence, and what held its caregiver up, leave time for
// an activity of a shift, with the way there, which is gone after them, and home.
// What was not done before a mend can't be done in the time before it.
func (k *checker) attends(s *Shift, a *Activity) bool {
	free := k.worked(s)
	if !a.HeldUp() {
		free = k.notHeld(s, free)
	}
	if len(free) == 1 && free[0].From == s.From && free[0].To == s.To && !k.underWay(s) {
		return true
	}
	var out, home Minutes
	if k.r != nil {
		out, _ = k.r.Leg(s.Mode, s.Start, a.Place)
		home, _ = k.r.Leg(s.Mode, a.Place, s.End)
	}
	for i, w := range free {
		from, to := max(w.From, k.freeFrom(s)).Add(out), w.To
		if i == len(free)-1 {
			to = to.Add(-home)
		}
		if max(a.From, from) <= min(a.To, to).Add(-a.Minutes) {
			return true
		}
	}
	return false
}

// notHeld takes from stretches of a shift what held its caregiver up.
func (k *checker) notHeld(s *Shift, stretches []Window) []Window {
	for _, h := range k.held[s.ID] {
		var left []Window
		for _, w := range stretches {
			for _, x := range [2]Window{{From: w.From, To: min(w.To, h.From)}, {From: max(w.From, h.To), To: w.To}} {
				if x.From < x.To {
					left = append(left, x)
				}
			}
		}
		stretches = left
	}
	return stretches
}

// checkActivities makes sure that a tour has all activities of its shift, each
// within its time and at its place, and no others. Absence excuses.
func (k *checker) checkActivities(t *Tour, s *Shift, want []*Activity) {
	done := make([]bool, len(want))
	for i := range t.Items {
		it := &t.Items[i]
		if it.Kind != ActivityItem {
			continue
		}
		at := matchActivity(it, want, done)
		if at < 0 {
			k.report(tourBreaks(t, FormRule, it.From), "vagten har ingen aktivitet %q på den tid og det sted", "the shift has no activity %q at that time and place", it.Text)
			continue
		}
		done[at] = true
	}
	for i, a := range want {
		if !done[i] && k.attends(s, a) {
			k.report(tourBreaks(t, FormRule, a.From), "aktiviteten %q mangler på vagten %s", "the activity %q is missing on shift %s", a.Kind, s.ID)
		}
	}
}

// matchActivity finds the activity that an item is, -1 if none is left.
func matchActivity(it *Item, want []*Activity, done []bool) int {
	for i, a := range want {
		if !done[i] && a.Kind == it.Text && a.Place == it.Start &&
			it.To.Sub(it.From) == a.Minutes && it.From >= a.From && it.To <= a.To {
			return i
		}
	}
	return -1
}
