package model

import "slices"

// mending is what a checker knows of the mend that a plan came of; nil of a plan
// made from its case alone.
type mending struct {
	now       Time
	log       []*Event // in force, and not known to the plan mended
	started   map[VisitID]bool
	announced map[VisitID]*Announced
	next      map[ShiftID]VisitID // the first visit announced in a shift that had not begun: whoever it is may be on the way
	busy      map[ShiftID][]*Activity
}

// hold is what a mend may do to a visit that was announced.
type hold int

const (
	free  hold = iota // anything
	soon              // it keeps its staff
	fixed             // nothing
)

// newMending looks at the log beyond the events that the plan mended knew.
func newMending(c *Case, p *Plan, known int) *mending {
	if p.Made.Now == 0 {
		return nil
	}
	m := &mending{
		now: p.Made.Now, started: startedVisits(p.Log),
		announced: make(map[VisitID]*Announced, len(p.Announced)),
		next:      map[ShiftID]VisitID{},
		busy:      map[ShiftID][]*Activity{},
	}
	for _, e := range Standing(p.Log) {
		if e.Number > known {
			m.log = append(m.log, e)
		}
	}
	for i := range c.Activities {
		if a := &c.Activities[i]; a.To.Sub(a.From) == a.Minutes {
			m.busy[a.Shift] = append(m.busy[a.Shift], a)
		}
	}
	first := map[ShiftID]Time{}
	for i := range p.Announced {
		a := &p.Announced[i]
		m.announced[a.Visit] = a
		for _, s := range a.Staff {
			if had, ok := first[s.Shift]; !m.begun(a) && (!ok || s.Start < had) {
				first[s.Shift], m.next[s.Shift] = s.Start, a.Visit
			}
		}
	}
	return m
}

// begun says whether an announced visit was to have begun, or has.
func (m *mending) begun(a *Announced) bool { return a.Start < m.now || m.started[a.Visit] }

// startedVisits are those that the mobile record says have begun.
func startedVisits(log []Event) map[VisitID]bool {
	started := map[VisitID]bool{}
	for _, e := range Standing(log) {
		if e.Kind == StartedEvent || e.Kind == DoneEvent {
			started[e.Visit] = true
		}
	}
	return started
}

// begun says whether a visit of the plan had begun when a mend was made of it.
func (k *checker) begun(v *Visit) bool {
	return k.mend != nil && (v.Start < k.mend.now || k.mend.started[v.ID])
}

// holdOn is what a mend had to keep of an announced visit. The mobile record
// settles that it began; else an event may have kept it from beginning, or, where
// it was only about to, have spoken of its staff.
func (k *checker) holdOn(a *Announced) hold {
	m := k.mend
	switch {
	case m.started[a.Visit]:
		return fixed
	case a.Start >= m.now.Add(k.c.Standard.Rules.FreezeAhead):
		return free
	}
	h := fixed
	if a.Start >= m.now {
		h = soon
	}
	if k.spokenOf(a, h) || k.citizenAway(a, h) || slices.ContainsFunc(a.Staff, func(s Assignment) bool { return k.keptFrom(s, h) }) {
		return free
	}
	return h
}

// spokenOf says whether an event is about that very visit.
func (k *checker) spokenOf(a *Announced, h hold) bool {
	return slices.ContainsFunc(k.mend.log, func(e *Event) bool {
		if e.Visit != a.Visit {
			return false
		}
		switch e.Kind {
		case CancelledEvent:
			return h == soon || k.byID[a.Visit] == nil // told at the door, it is gone, or was partly done
		case ChangedEvent, SwapEvent, NoShowEvent:
			return true
		case PinEvent, UnpinEvent, RejectedEvent:
			return h == soon
		}
		return false
	})
}

// citizenAway says whether the citizen was away when the visit was to begin, or,
// where it had not begun, is at any time of it.
func (k *checker) citizenAway(a *Announced, h hold) bool {
	home := k.homes[a.Home]
	if home == nil {
		return true
	}
	to := a.Start + 1
	for _, s := range a.Staff {
		if h == soon {
			to = max(to, s.Start.Add(s.Minutes))
		}
	}
	return slices.ContainsFunc(home.absences, func(x *Absence) bool { return x.From < to && x.To > a.Start })
}

// keptFrom says whether one of the staff could not begin, being away or held up,
// or, where the visit had not begun, can't be there all through it.
func (k *checker) keptFrom(s Assignment, h hold) bool {
	shift := k.shifts[s.Shift]
	if shift == nil || shift.Caregiver != s.Caregiver || !k.ours(shift) {
		return true
	}
	to := s.Start + 1
	if h == soon {
		to = max(to, s.Start.Add(s.Minutes))
	}
	return slices.ContainsFunc(k.away[s.Caregiver], func(x *Absence) bool { return x.From < to && x.To > s.Start }) ||
		slices.ContainsFunc(k.mend.busy[s.Shift], func(x *Activity) bool { return x.From < to && x.To > s.Start })
}

// wasUnderWay says whether a visit had begun when an absence did: it stands, and
// no absence keeps it from that.
func (k *checker) wasUnderWay(v *checkVisit, away Time) bool {
	return v != nil && k.begun(v.Visit) && (v.Start < away || k.mend.started[v.ID])
}

// gone says whether a way lay behind when the mend was made: it took as long as
// it took, whatever ways take from then on.
func (k *checker) gone(it *Item) bool { return k.mend != nil && it.To <= k.mend.now }
