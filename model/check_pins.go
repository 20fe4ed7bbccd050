package model

import "slices"

// PinRule is the id under which a broken pin is reported: what the planners
// fixed, with a reason, no rule of the municipality.
const PinRule = "P-pin"

// checkPins makes sure that visits keep to pinned caregivers, and visits of a
// series to a pinned start, where the visit could have it. Fewer caregivers than
// a visit needs pin nobody, nor does a pin override a self-chosen helper.
func (k *checker) checkPins() {
	pins := map[HomeID][]*Pin{}
	for i := range k.c.Pins {
		pins[k.c.Pins[i].Home] = append(pins[k.c.Pins[i].Home], &k.c.Pins[i])
	}
	for i := range k.visits {
		if v := &k.visits[i]; v.home != nil && len(pins[v.Home]) > 0 {
			k.checkPinned(v, pins[v.Home])
		}
	}
}

func (k *checker) checkPinned(v *checkVisit, pins []*Pin) {
	var who []CaregiverID
	binds, start := false, Clock(-1)
	for _, p := range pins {
		k.keepsOwn(v, p)
		if !p.speaksOf(v) {
			continue
		}
		if p.Caregiver != "" && (v.Series != "" || p.Visit != "" || p.Service != "" || p.Date == 0) { // a date alone pins nobody to what floats there
			who = append(who, p.Caregiver)
			binds = binds || v.Series != "" && !p.ridesIn(v) || p.Visit != "" || p.Date == 0 && len(v.does) == 1
		}
		if p.Start >= 0 && v.Series != "" && (p.Service == "" || v.isFor(p.Service)) {
			if start >= 0 && start != p.Start {
				return // two pins that exclude each other
			}
			start = p.Start
		}
	}
	slices.Sort(who)
	who = slices.Compact(who)
	if binds && len(who) >= len(v.Staff) && !slices.ContainsFunc(v.does, func(d *delivery) bool { return d.line.grant.Helper != "" }) {
		for _, a := range v.Staff {
			if !slices.Contains(who, a.Caregiver) {
				bad := v.breaks(PinRule)
				bad.Caregiver = a.Caregiver
				k.report(bad, "besøget er holdt fast på %v", "the visit is pinned to %v", who)
			}
		}
	}
	if at := At(v.Date, start); start >= 0 && v.Start != at && k.mayStart(v, at) {
		k.report(v.breaks(PinRule), "besøget er holdt fast klokken %s", "the visit is pinned at %s", start)
	}
}

// speaksOf says whether a pin is about a visit. What floats has no part of the
// day of its own: only a pin of its service on a date may name one.
func (p *Pin) speaksOf(v *checkVisit) bool {
	if p.Visit != "" {
		return p.Visit == v.ID && p.Date == v.Date
	}
	if p.Date != 0 && p.Date != v.Date || v.Series != "" && p.Part != "" && p.Part != v.Part ||
		v.Series == "" && p.Part != "" && (p.Service == "" || p.Date == 0) {
		return false
	}
	return p.Service == "" || slices.ContainsFunc(v.does, func(d *delivery) bool { return d.line.service.ID == p.Service })
}

// ridesIn says whether a pin of a service in a part of the day is about what only
// rides on a visit: what floats has no part of the day to be pinned in.
func (p *Pin) ridesIn(v *checkVisit) bool {
	return p.Service != "" && p.Part != "" && p.Date == 0 && !slices.ContainsFunc(v.does, func(d *delivery) bool {
		l := d.line
		return l.service.ID == p.Service && l.service.Class != Replaced && !l.service.Split && !l.floats()
	})
}

// isFor says whether a visit of a series is for a service that has its date by
// itself: another may only ride there.
func (v *checkVisit) isFor(s ServiceID) bool {
	return slices.ContainsFunc(v.does, func(d *delivery) bool {
		return d.line.service.ID == s && d.line.daily() && d.line.service.Class != Replaced
	})
}

// mayStart says whether nothing else keeps a visit from a start: hours, part of
// day, absence, other help.
func (k *checker) mayStart(v *checkVisit, at Time) bool {
	for _, d := range v.does {
		if !k.startsInHours(d.line.service, at.Clock()) {
			return false
		}
	}
	for _, e := range v.home.external {
		if e.Soft == 0 && (e.From.Date() == v.Date || e.To.Date() == v.Date) {
			return false
		}
	}
	c := at.Clock()
	if k.refusedAt(v, at) || v.part == nil || v.agreed == 0 || !inClock(c, v.part.From, v.part.To) || !sameSide(v.part, c, v.agreed.Clock()) {
		return false
	}
	return k.freeFor(v.home, at, v.Length)
}
