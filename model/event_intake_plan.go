package model

import "slices"

// pin fixes a visit to come: to a caregiver, a time or both; to those of the
// plan where the event names neither.
func (in *intake) pin(e *Event) {
	v := in.coming(e)
	if v == nil {
		return
	}
	e.From = v.onDate()
	if e.Caregiver == "" && e.Start < 0 {
		e.Caregivers, e.Start = v.staff(), v.Start.Clock()
	} else if e.Caregiver != "" && !in.pinTo(e, v) {
		return
	}
	if e.Start >= 0 && !in.startsAt(v, e.Start) {
		in.fault("start", "%s må ikke begynde %s (R-11): vælg et andet klokkeslæt", "%s may not start at %s (R-11): choose another time of day", v.ID, e.Start)
	}
	for i := range in.c.Pins {
		p := &in.c.Pins[i]
		if p.Visit == v.ID && (p.Start >= 0 && e.Start >= 0 || p.Caregiver != "" && len(e.Caregivers) > 0) {
			in.clash(e, "visit", "%s er allerede holdt fast (%s): skriv unpin først", "%s is pinned already (%s): unpin it first", v.ID, p.Reason)
			return
		}
	}
}

// staff are the caregivers of a visit by leg.
func (v *Visit) staff() []CaregiverID {
	who := make([]CaregiverID, len(v.Staff))
	for i := range v.Staff {
		who[i] = v.Staff[i].Caregiver
	}
	return who
}

// pinTo wants a caregiver who may come. One of several is pinned with the
// others: fewer than a visit takes pin nobody.
func (in *intake) pinTo(e *Event, v *Visit) bool {
	who := in.carer(e)
	if who == nil {
		return false
	}
	switch {
	case len(v.Staff) <= 1:
		e.Caregivers = []CaregiverID{who.ID}
	case slices.Contains(v.staff(), who.ID):
		e.Caregivers = v.staff()
	default:
		in.fault("caregiver", "besøget tager %d: hold dem fast, som planen har, ved ikke at skrive nogen", "the visit takes %d: pin those that the plan has by writing none", len(v.Staff))
		return false
	}
	if lacks := in.lacks(who, v); lacks != "" {
		in.fault("caregiver", "%s mangler %s (R-6.7): vælg en anden", "%s lacks %s (R-6.7): choose somebody else", who.ID, lacks)
		return false
	}
	if slices.Contains(in.c.Barred, Barred{v.ID, v.Home, who.ID}) {
		in.clash(e, "caregiver", "%s er afvist til %s: skriv void for afvisningen først", "%s was rejected for %s: void that first", who.ID, v.ID)
	}
	at := v.Start
	if e.Start >= 0 {
		at = At(v.Date, e.Start)
	}
	if s := in.c.shiftAt(who.ID, at); s == nil || s.From > at || in.c.isAway(ofCaregiver(who.ID), at, at+1) {
		in.fault("caregiver", "%s er ikke på vagt %s: vælg en, der er, eller skriv shift først", "%s is not on duty at %s: choose one who is, or write a shift first", who.ID, at)
		return false
	}
	return true
}

// lacks is a qualification that a caregiver does not have and a visit needs; ""
// when there is none.
func (in *intake) lacks(who *Caregiver, v *Visit) Qualification {
	var needs []Qualification
	if h := in.c.home(v.Home); h != nil {
		needs = append(needs, h.Needs...)
	}
	for _, o := range v.occurrences() {
		if g, _ := in.c.grantOf(o); g != nil {
			needs = append(needs, g.Needs...)
		}
		if s := in.c.Standard.Service(in.c.serviceOf(o)); s != nil && s.Qualification != "" {
			needs = append(needs, s.Qualification)
		}
	}
	for _, q := range needs {
		if !slices.Contains(who.Qualifications, q) {
			return q
		}
	}
	return ""
}

// startsAt says whether all that a visit does may start at a time of day.
func (in *intake) startsAt(v *Visit, at Clock) bool {
	for _, o := range v.occurrences() {
		s := in.c.Standard.Service(in.c.serviceOf(o))
		if s != nil && !slices.ContainsFunc(startLimits(in.c.Standard, s), func(l clockSpan) bool { return at >= l.from && at < l.to }) {
			return false
		}
	}
	return true
}

// unpin frees a visit that is pinned by itself.
func (in *intake) unpin(e *Event) {
	v := in.coming(e)
	if v == nil {
		return
	}
	e.From, e.Part, e.Occurrences = v.onDate(), in.partOf(v), v.occurrences()
	if slices.ContainsFunc(in.c.Pins, func(p Pin) bool { return in.c.fixes(&p, e) }) {
		return
	}
	if slices.ContainsFunc(in.c.Pins, func(p Pin) bool { return p.Home == v.Home && p.Visit == "" && p.Date == 0 }) {
		in.fault("visit", "%s er holdt fast for alle dage: ret pins.csv i sagen", "%s is pinned for every day: mend pins.csv of the case", v.ID)
		return
	}
	in.clash(e, "visit", "%s er ikke holdt fast: der er intet at slippe", "%s is not pinned: there is nothing to free", v.ID)
}

// call: the outcome of a call about a visit to come. Told: what was said, the
// time of the plan where nothing else is. Refused: the citizen keeps to the time
// that they knew.
func (in *intake) call(e *Event) {
	v := in.coming(e)
	if v == nil {
		return
	}
	switch {
	case e.Kind == ToldEvent && e.From == 0:
		e.From = v.Start
	case e.Kind == ToldEvent && e.From.Sub(v.Start) > Minutes(dayEnd), e.Kind == ToldEvent && v.Start.Sub(e.From) > Minutes(dayEnd):
		in.fault("from", "%s er en anden dag end besøget (%s): skriv den tid, der blev sagt", "%s is another day than the visit's (%s): write the time that was said", e.From, v.Start)
	case e.Kind == RefusedEvent:
		e.From = in.knownTime(v)
	}
}

// knownTime is the time that a citizen knows for a visit: told, else agreed,
// else as planned.
func (in *intake) knownTime(v *Visit) Time {
	if at := slices.IndexFunc(in.c.Told, func(t Told) bool { return t.Visit == v.ID }); at >= 0 {
		return in.c.Told[at].At
	}
	if at, has := newLedger(in.c, in.p).agreements().time(v); has {
		return at
	}
	return v.Start
}

// accepted pins a part of a proposed mend as it was proposed.
func (in *intake) accepted(e *Event) {
	v := in.coming(e)
	if v == nil || !in.answers(e) {
		return
	}
	if e.Caregiver != "" && in.member(e, v) == nil {
		return
	}
	e.From, e.Start, e.Caregivers = v.onDate(), v.Start.Clock(), v.staff()
	for _, who := range e.Caregivers {
		if slices.Contains(in.c.Barred, Barred{v.ID, v.Home, who}) {
			in.clash(e, "visit", "%s er afvist til %s: skriv void for afvisningen først", "%s was rejected for %s: void that first", who, v.ID)
		}
	}
}

// rejected keeps those of a proposed mend, or one of them, from a visit.
func (in *intake) rejected(e *Event) {
	v := in.coming(e)
	if v == nil || !in.answers(e) {
		return
	}
	e.Caregivers = v.staff()
	if e.Caregiver != "" {
		if in.member(e, v) == nil {
			return
		}
		e.Caregivers = []CaregiverID{e.Caregiver}
	}
	for _, who := range e.Caregivers {
		switch {
		case slices.Contains(in.c.Barred, Barred{v.ID, v.Home, who}):
			in.clash(e, "caregiver", "%s er allerede afvist til %s: planlæg igen", "%s was rejected for %s already: plan again", who, v.ID)
		case slices.ContainsFunc(in.c.Pins, func(p Pin) bool { return p.Visit == v.ID && p.Caregiver == who }):
			in.clash(e, "visit", "%s er holdt fast til %s: skriv unpin først", "%s is pinned to %s: unpin it first", v.ID, who)
		}
	}
}

// answers wants an event that the answer is about, where it names one.
func (in *intake) answers(e *Event) bool {
	if e.Of == 0 || slices.ContainsFunc(in.log(), func(o Event) bool { return o.Number == e.Of }) {
		return true
	}
	in.fault("of", "loggen har ingen hændelse %d: brug et nummer fra loggen", "the log has no event %d: use a number of the log", e.Of)
	return false
}
