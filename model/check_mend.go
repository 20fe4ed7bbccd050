package model

// PastRule is the id under which a mend is reported that changes what had begun
// or was about to, or plans something new to begin before it was made: the past
// is fixed, no rule of the municipality.
const PastRule = "P-past"

// checkMend holds a mended plan to what was announced: what had begun stands,
// what was to begin at once keeps its staff, nothing new begins before now, and
// the plan lists the tasks that its events raise.
func (k *checker) checkMend() {
	if k.mend == nil {
		return
	}
	k.checkLog()
	k.checkRaised()
	for i := range k.p.Announced {
		k.checkStands(&k.p.Announced[i])
	}
	for i := range k.visits {
		k.checkNew(&k.visits[i])
	}
	for i := range k.p.Tours {
		k.checkSetOut(&k.p.Tours[i])
	}
}

// checkStands compares a visit that had begun, or was to begin so soon that it is
// left alone, with what was announced of it.
func (k *checker) checkStands(a *Announced) {
	hold := k.holdOn(a)
	if hold == free {
		return
	}
	v := k.byID[a.Visit]
	bad := Violation{Rule: PastRule, Home: a.Home, Visit: a.Visit, At: a.Start}
	switch {
	case v == nil || v.Home != a.Home:
		k.report(bad, "besøget var begyndt eller lige ved det, og planen har det ikke", "the visit had begun or was about to, and the plan lacks it")
	case hold == fixed && v.Start != a.Start:
		k.report(bad, "besøget var begyndt %s, planen siger %s", "the visit had begun at %s, the plan says %s", a.Start, v.Start)
	case !sameStaff(a.Staff, v.Staff):
		k.report(bad, "besøget var begyndt eller lige ved det, og andre kommer", "the visit had begun or was about to, and others come")
	}
}

// checkNew makes sure that a visit which begins before the mend was made is one
// that had: at that time and by those people.
func (k *checker) checkNew(v *checkVisit) {
	if v.Start >= k.mend.now {
		return
	}
	a := k.mend.announced[v.ID]
	if a != nil && a.Home == v.Home && (k.holdOn(a) == fixed || a.Start == v.Start && sameStaff(a.Staff, v.Staff)) {
		return // checkStands looks at it, or it is as it was
	}
	k.report(v.breaks(PastRule), "besøget er nyt og begynder før %s", "the visit is new and begins before %s", k.mend.now)
}

// checkSetOut makes sure that whoever is sent elsewhere than announced sets out
// when that is known, not before.
func (k *checker) checkSetOut(t *Tour) {
	s := k.shifts[t.Shift]
	if s == nil || k.r == nil || s.From >= k.mend.now {
		return
	}
	at := s.Start
	for i := range t.Items {
		it := &t.Items[i]
		v := k.byID[it.Visit]
		place := k.placeOf(it)
		switch {
		case place == "":
		case it.Kind != VisitItem || v == nil || k.begun(v.Visit):
			at = place
		default:
			way, _ := k.r.Leg(s.Mode, at, place)
			if k.mend.next[t.Shift] != v.ID && k.mend.now.Add(way) > it.From {
				bad := tourBreaks(t, PastRule, it.From)
				bad.Home, bad.Visit = v.Home, v.ID
				k.report(bad, "vejen fra %s tager %d minutter og kan først begynde %s", "the way from %s takes %d minutes and can't begin before %s", at, way, k.mend.now)
			}
			return
		}
	}
}

// sameStaff says whether the same people come, each on the same shift and in the
// same part of the visit.
func sameStaff(a, b []Assignment) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Caregiver != b[i].Caregiver || a[i].Shift != b[i].Shift {
			return false
		}
	}
	return true
}
