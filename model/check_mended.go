package model

import (
	"reflect"
	"slices"
)

// MendRule is the id under which a mend is reported that says something else of
// the plan it was made from than that plan does.
const MendRule = "P-mend"

// CheckMended holds a mended plan to the plan that it was made from: it tells all
// that was announced and nothing else, carries the log on, and what had begun
// does what it did. Check, which has the mended plan alone, has to believe it
// there. The case is that of the mended plan. Sorted as Check sorts.
func CheckMended(c *Case, from, p *Plan) []Violation {
	k := newChecker(c, nil, p)
	k.found = nil // what the plan says of itself is for Check
	if k.mend = newMending(c, p, len(from.Log)); k.mend == nil {
		k.report(Violation{Rule: MendRule}, "planen er ikke rettet, den siger ikke hvornår", "the plan is no mend, it does not say of when")
		return k.found
	}
	k.checkChain(from)
	k.checkAnnounced(from)
	k.checkPastWork(from)
	was := make(map[VisitID]*Visit, len(from.Visits))
	for i := range from.Visits {
		was[from.Visits[i].ID] = &from.Visits[i]
	}
	for i := range p.Announced {
		a := &p.Announced[i]
		k.checkStands(a)
		v := k.byID[a.Visit]
		if old := was[a.Visit]; old != nil && v != nil && k.holdOn(a) == fixed && !sameDoes(old.Does, v.Does) {
			k.report(Violation{Rule: PastRule, Home: a.Home, Visit: a.Visit, At: a.Start}, "besøget var begyndt, og planen lader det gøre noget andet", "the visit had begun, and the plan has it do something else")
		}
	}
	return k.sorted()
}

// checkChain makes sure that the log goes on where the mended plan's ended.
func (k *checker) checkChain(from *Plan) {
	if k.p.Made.Now < from.Made.Now {
		k.report(Violation{Rule: MendRule, At: k.p.Made.Now}, "planen er rettet før den plan, den kom af (%s)", "the plan was mended before the plan that it came of (%s)", from.Made.Now)
	}
	if len(k.p.Log) < len(from.Log) || !slices.EqualFunc(k.p.Log[:len(from.Log)], from.Log, sameEvent) {
		k.report(Violation{Rule: MendRule}, "loggen fortsætter ikke den forrige plans", "the log does not go on from that of the plan before")
	}
}

// checkAnnounced compares what the plan says was announced with what was: all
// that lay before the hour up to which visits are announced, or had begun.
func (k *checker) checkAnnounced(from *Plan) {
	owed := make(map[VisitID]bool, len(k.p.Announced))
	for i := range from.Visits {
		v := &from.Visits[i]
		if v.Start >= k.c.AnnouncedUntil && !k.begun(v) {
			continue
		}
		owed[v.ID] = true
		a := k.mend.announced[v.ID]
		bad := Violation{Rule: MendRule, Home: v.Home, Visit: v.ID, At: v.Start}
		switch {
		case a == nil:
			k.report(bad, "besøget var meldt ud, og planen siger det ikke", "the visit was announced, and the plan does not say so")
		case a.Home != v.Home || a.Start != v.Start || !slices.Equal(a.Staff, v.Staff):
			k.report(bad, "besøget var meldt ud anderledes", "the visit was announced otherwise")
		}
	}
	for i := range k.p.Announced {
		if a := &k.p.Announced[i]; !owed[a.Visit] {
			k.report(Violation{Rule: MendRule, Home: a.Home, Visit: a.Visit, At: a.Start}, "besøget var ikke meldt ud", "the visit was not announced")
		}
	}
}

// sameDoes says whether two visits do the same, in whatever order.
func sameDoes(a, b []Done) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(d Done) bool { return !slices.Contains(b, d) })
}

// sameEvent says whether two events say the same; a list with nothing in it is none.
func sameEvent(a, b Event) bool {
	lists := slices.Equal(a.Occurrences, b.Occurrences) && slices.Equal(a.Caregivers, b.Caregivers)
	a.Occurrences, a.Caregivers, b.Occurrences, b.Caregivers = nil, nil, nil, nil
	return lists && reflect.DeepEqual(a, b)
}
