package model

import "slices"

// checkLog makes sure that the case stands where the plan was mended, and that
// the log is numbered and knows nothing of the future.
func (k *checker) checkLog() {
	if k.c.Now != k.mend.now {
		k.report(Violation{Rule: FormRule}, "planen er rettet %s, sagen står %s", "the plan was mended at %s, the case stands at %s", k.mend.now, k.c.Now)
	}
	for i := range k.p.Log {
		e := &k.p.Log[i]
		if e.Number != i+1 {
			k.report(logBreaks(e), "hændelsen har nummer %d, ikke %d", "the event has number %d, not %d", e.Number, i+1)
		}
		if e.Known > k.mend.now {
			k.report(logBreaks(e), "hændelse %d er kendt efter %s", "event %d became known after %s", e.Number, k.mend.now)
		}
	}
	seen := make(map[VisitID]bool, len(k.p.Announced))
	for i := range k.p.Announced {
		a := &k.p.Announced[i]
		if seen[a.Visit] {
			k.report(Violation{Rule: FormRule, Home: a.Home, Visit: a.Visit, At: a.Start}, "besøget er meldt ud to gange", "the visit is announced twice")
		}
		seen[a.Visit] = true
	}
}

func logBreaks(e *Event) Violation {
	return Violation{Rule: FormRule, Home: e.Home, Caregiver: e.Caregiver, Visit: e.Visit, Grant: e.Grant, At: e.Known}
}

// checkRaised makes sure that the plan lists the tasks that its events raise
// (R-4.2.5, R-5.4, R-5.5b), and no others.
func (k *checker) checkRaised() {
	for _, r := range k.c.Raised {
		if !slices.Contains(k.p.Raised, r) {
			k.report(raisedBreaks(&r), "opgaven efter %s mangler", "the task of %s is missing", r.Rule)
		}
	}
	for _, r := range k.p.Raised {
		if !slices.Contains(k.c.Raised, r) {
			k.report(raisedBreaks(&r), "ingen hændelse giver opgaven efter %s", "no event raises the task of %s", r.Rule)
		}
	}
}

func raisedBreaks(r *Raised) Violation {
	return Violation{Rule: FormRule, Home: r.Home, Visit: r.Visit, Grant: r.Grant, At: r.Since}
}
